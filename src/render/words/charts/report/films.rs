//! Films: genres that go together, measures that rise together.

use super::super::super::films::genre;
use super::super::{ES, capital, films, made, percent, share};
use super::{base, greatest};
use crate::eda::{Chart, Format, Heatmap, Measure, Pairs, Plot, Scale};
use crate::render::numbers::decimal;

/// Which genres go together.
pub fn genre_pairs(pairs: &Pairs, all: u32) -> Chart {
    let names: Vec<String> = pairs.genres.iter().map(|(g, _)| capital(genre(g, ES))).collect();
    let size = names.len();
    let cells: Vec<Vec<Option<f64>>> = (0..size)
        .map(|a| (0..size).map(|b| (a != b).then(|| share(pairs.both[a][b], pairs.genres[a].1))).collect())
        .collect();
    let places = || (0..size).flat_map(|a| (0..size).map(move |b| (a, b))).filter(|(a, b)| a != b);
    let closest = greatest(places().map(|(a, b)| ((a, b), share(pairs.both[a][b], pairs.genres[a].1))));
    let commonest = greatest(places().map(|(a, b)| ((a, b), f64::from(pairs.both[a][b]))));
    let mut finding = String::new();
    if let (Some(((a, b), part)), Some(((c, d), together))) = (closest, commonest) {
        finding = format!(
            "La mezcla más frecuente es {} con {} ({}). El {} de las películas del género «{}» es también «{}».",
            names[c].to_lowercase(),
            names[d].to_lowercase(),
            films(together as u32, ES),
            percent(part, ES),
            names[a].to_lowercase(),
            names[b].to_lowercase(),
        );
    }
    let left_out = match pairs.left_out {
        0 => String::new(),
        1 => "; queda fuera el género con menos películas".to_owned(),
        n => format!("; quedan fuera los {n} géneros con menos películas"),
    };
    let map = Heatmap { rows: names.clone(), columns: names, cells, scale: Scale::Rising, format: Format::Share };
    made(
        "genre-pairs",
        "Qué géneros van juntos".to_owned(),
        finding,
        format!(
            "De cada 100 películas de la fila, cuántas son también de la columna. {}{left_out}",
            base(all, "películas con género")
        ),
        Plot::Heatmap(map),
    )
}

fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Budget => "Presupuesto",
        Measure::Revenue => "Recaudación",
        Measure::Return => "Retorno",
        Measure::Popularity => "Popularidad",
        Measure::Votes => "Votos",
        Measure::Score => "Promedio",
        Measure::Runtime => "Duración",
        Measure::Year => "Año",
    }
}

/// Rank correlations, in the order of [`Measure::ALL`].
pub fn correlations(cells: &[Vec<Option<f64>>], all: u32) -> Chart {
    let names: Vec<String> = Measure::ALL.iter().map(|m| measure(*m).to_owned()).collect();
    let pairs = || {
        let below = (0..cells.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        below.filter_map(|(a, b)| Some(((a, b), cells[a][b]?)))
    };
    let pair = |(a, b): (usize, usize)| format!("{} y {}", names[b].to_lowercase(), names[a].to_lowercase());
    let mut finding = String::new();
    if let Some((at, rho)) = greatest(pairs().map(|(at, rho)| (at, rho.abs()))) {
        finding = format!("Lo que más va de la mano: {} ({}).", pair(at), decimal(rho, 2, ES));
    }
    if let Some(rho) = cells[Measure::Score as usize][Measure::Budget as usize] {
        let how = match rho {
            rho if rho.abs() < 0.1 => "apenas cambia",
            rho if rho > 0.0 => "sube un poco",
            _ => "baja un poco",
        };
        let rho = decimal(rho, 2, ES);
        finding.push_str(&format!(" El promedio de votos {how} cuando sube el presupuesto ({rho})."));
    }
    let map = Heatmap {
        rows: names.clone(),
        columns: names,
        cells: cells.to_vec(),
        scale: Scale::Signed,
        format: Format::Fine,
    };
    made(
        "correlations",
        "Qué medidas suben juntas".to_owned(),
        finding,
        format!(
            "Correlación de rangos de Spearman, de -1 a 1. {}",
            base(all, "películas, cada par con las que tienen ambas medidas")
        ),
        Plot::Heatmap(map),
    )
}
