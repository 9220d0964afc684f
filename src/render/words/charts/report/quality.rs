//! What is missing, doubled or suspect.

use super::super::{ES, made, n, percent, share};
use super::{base, greatest, platforms, short};
use crate::catalog::Platform;
use crate::eda::{Axis, BarLayout, Bars, Chart, Column, Format, Heatmap, Plot, Scale, Series, Suspect, TITLE_COLUMNS};
use crate::render::numbers::list;

fn column(column: Column) -> &'static str {
    match column {
        Column::Collection => "Saga",
        Column::Budget => "Presupuesto",
        Column::Revenue => "Recaudación",
        Column::Tagline => "Lema",
        Column::Keywords => "Palabras clave",
        Column::Companies => "Productoras",
        Column::Countries => "Países",
        Column::Votes => "Votos",
        Column::Genres => "Géneros",
        Column::Runtime => "Duración",
        Column::Overview => "Sinopsis",
        Column::Cast => "Reparto",
        Column::Directors => "Dirección",
        Column::Language => "Idioma",
    }
}

/// What films lack.
pub fn missing(columns: &[(Column, u32)], all: u32) -> Chart {
    let told = |c: &(Column, u32)| format!("{} ({})", column(c.0).to_lowercase(), percent(share(c.1, all), ES));
    let telling: Vec<&(Column, u32)> = columns.iter().filter(|c| c.0 != Column::Collection).collect();
    let most: Vec<String> = telling.iter().take(3).map(|c| told(c)).collect();
    let least: Vec<String> = telling.iter().rev().take(2).map(|c| told(c)).collect();
    let finding = format!("Lo que más falta: {}. Lo que menos falta: {}.", list(&most, ES), list(&least, ES));
    let bars = Bars {
        labels: columns.iter().map(|c| column(c.0).to_owned()).collect(),
        series: vec![Series { name: String::new(), values: columns.iter().map(|c| share(c.1, all)).collect() }],
        layout: BarLayout::Rows,
        value: Axis::even("", Format::Share),
        across: String::new(),
    };
    made(
        "missing",
        "Qué falta en las películas".to_owned(),
        finding,
        format!("{}; sin saga es lo normal", base(all, "películas")),
        Plot::Bars(bars),
    )
}

fn suspect(suspect: Suspect) -> &'static str {
    match suspect {
        Suspect::RepeatedId => "Descartadas: id repetido",
        Suspect::NoDate => "Descartadas: sin fecha legible",
        Suspect::Malformed => "Descartadas: fila rota",
        Suspect::Placeholder => "Fechadas el 1 de enero",
        Suspect::Budget => "Presupuesto menor que 1000 US$",
        Suspect::Revenue => "Recaudación menor que 1000 US$",
        Suspect::Twin => "Mismo título y año que otra",
        Suspect::Long => "Más de cinco horas",
        Suspect::Return => "Retorno mayor que 1000",
        Suspect::Extreme => "Promedio 0 o 10 con hasta 3 votos",
    }
}

/// Rows to be looked at.
pub fn suspects(rows: &[(Suspect, u32)], in_millions: u32, all: u32) -> Chart {
    let dropped: u32 = rows
        .iter()
        .filter(|(s, _)| matches!(s, Suspect::RepeatedId | Suspect::NoDate | Suspect::Malformed))
        .map(|(_, n)| n)
        .sum();
    let of = |wanted: Suspect| rows.iter().find(|r| r.0 == wanted).map_or(0, |r| r.1);
    let finding = suspects_found(dropped, of(Suspect::Budget), in_millions, of(Suspect::Twin));
    let bars = Bars {
        labels: rows.iter().map(|r| suspect(r.0).to_owned()).collect(),
        series: vec![Series { name: String::new(), values: rows.iter().map(|r| f64::from(r.1)).collect() }],
        layout: BarLayout::Rows,
        value: Axis::even("", Format::Number),
        across: String::new(),
    };
    made("suspects", "Filas dobles o dudosas".to_owned(), finding, base(all, "películas limpias"), Plot::Bars(bars))
}

fn suspects_found(dropped: u32, cheap: u32, in_millions: u32, twins: u32) -> String {
    let mut left = Vec::new();
    if cheap > 0 {
        let have = if cheap == 1 { "tiene" } else { "tienen" };
        let meant = match in_millions {
            0 => String::new(),
            some => format!(" ({} de ellas, de menos de 100: casi seguro en millones)", n(some)),
        };
        left.push(format!("{} {have} un presupuesto de menos de 1000 dólares{meant}", n(cheap)));
    }
    if twins > 0 {
        left.push(format!("{} comparten título y año con otra", n(twins)));
    }
    let gone = match dropped {
        0 => "No se descartó ninguna fila.".to_owned(),
        1 => "Se descartó 1 fila.".to_owned(),
        some => format!("Se descartaron {} filas.", n(some)),
    };
    match left.is_empty() {
        true => gone,
        false => format!("{gone} Entre las que quedan, {}.", list(&left, ES)),
    }
}

/// What platform titles lack: by platform, director, cast, country, date of adding, length, description and age rating.
pub fn missing_titles(counts: &[[u32; TITLE_COLUMNS]; 4], titles: &[u32; 4]) -> Chart {
    let columns = ["Dirección", "Reparto", "País", "Fecha de alta", "Duración", "Sinopsis", "Clasificación"];
    let cell = |p: usize, c: usize| share(counts[p][c], titles[p]);
    let places = || (0..4).flat_map(|p| (0..TITLE_COLUMNS).map(move |c| (p, c)));
    let most = greatest(places().map(|at| (at, cell(at.0, at.1)))).map_or(0.0, |(_, part)| part);
    let kept: Vec<usize> = (0..4).filter(|p| titles[*p] > 0).collect();
    // Whatever is missing as often is named with it.
    let where_missing = |c: usize| {
        let places: Vec<&str> =
            kept.iter().filter(|p| cell(**p, c) >= most).map(|p| short(Platform::ALL[*p])).collect();
        let places = match places.len() {
            0 => return None,
            all if all == kept.len() && all > 1 => "todas".to_owned(),
            _ => list(&places, ES),
        };
        Some(format!("{} en {places}", columns[c].to_lowercase()))
    };
    let told: Vec<String> = (0..TITLE_COLUMNS).filter_map(where_missing).collect();
    let finding = match most > 0.0 {
        true => format!("Lo que más falta: {} ({}).", told.join("; "), percent(most, ES)),
        false => "No falta nada.".to_owned(),
    };
    let map = Heatmap {
        rows: platforms(),
        columns: columns.map(str::to_owned).to_vec(),
        cells: (0..4).map(|p| (0..TITLE_COLUMNS).map(|c| Some(cell(p, c))).collect()).collect(),
        scale: Scale::Rising,
        format: Format::Share,
    };
    made(
        "missing-titles",
        "Qué falta en los títulos de las plataformas".to_owned(),
        finding,
        base(titles.iter().sum(), "títulos"),
        Plot::Heatmap(map),
    )
}
