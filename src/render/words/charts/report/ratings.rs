//! People's ratings.

use super::super::{ES, capital, made, n, percent, share};
use super::{base, greatest};
use crate::catalog::UserSpace;
use crate::eda::{Axis, BarLayout, Bars, Chart, Format, LeftOut, Plot, Rated, STEPS, Series, Spread};
use crate::render::numbers::{decimal, list};

fn source(space: UserSpace) -> &'static str {
    match space {
        UserSpace::Ml => "MovieLens",
        UserSpace::Pf => "Plataformas",
        UserSpace::Tg => "Chat",
    }
}

fn all_ratings(rated: &[Rated], left_out: LeftOut) -> String {
    let part = |count: u32, why: &str| (count > 0).then(|| format!("{} {why}", n(count)));
    let parts = [
        part(left_out.films, "de películas que no están en los datos"),
        part(left_out.titles, "de títulos que no están en los datos"),
        part(left_out.malformed, "en filas que no se pueden leer"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let all = base(rated.iter().map(|r| r.ratings).sum(), "valoraciones");
    match left_out.films + left_out.titles + left_out.malformed {
        0 => all,
        1 => format!("{all}; queda fuera {}", list(&parts, ES)),
        _ => format!("{all}; quedan fuera {}", list(&parts, ES)),
    }
}

/// Which scores people give.
pub fn rating_values(rated: &[Rated], left_out: LeftOut) -> Chart {
    let findings: Vec<String> = rated
        .iter()
        .filter_map(|r| {
            let (best, count) = greatest(r.scores.iter().enumerate().map(|(i, n)| (i, f64::from(*n))))?;
            Some(format!(
                "en {} la nota media es {} y la más repetida, el {} ({})",
                source(r.space),
                decimal(r.signal.mean * 2.0, 1, ES),
                best + 1,
                percent(count / f64::from(r.ratings.max(1)), ES)
            ))
        })
        .collect();
    let series = rated
        .iter()
        .map(|r| Series {
            name: source(r.space).to_owned(),
            values: r.scores.iter().map(|n| share(*n, r.ratings)).collect(),
        })
        .collect();
    let bars = Bars {
        labels: (1..=10).map(|i| i.to_string()).collect(),
        series,
        layout: BarLayout::Beside,
        value: Axis::even("Parte de las valoraciones", Format::Share),
        across: "Nota, de 1 a 10".to_owned(),
    };
    made(
        "rating-values",
        "Qué notas pone la gente".to_owned(),
        format!("{}.", capital(&findings.join("; "))),
        all_ratings(rated, left_out),
        Plot::Bars(bars),
    )
}

fn spread(rated: &[Rated], of: fn(&Rated) -> &Spread) -> Bars {
    let mut first = 1;
    let mut labels: Vec<String> = Vec::new();
    for last in STEPS {
        labels.push(if first == last { n(last) } else { format!("{first}–{last}") });
        first = last + 1;
    }
    labels.push(format!("{first}+"));
    let series = rated
        .iter()
        .map(|r| Series {
            name: source(r.space).to_owned(),
            values: of(r).steps.iter().map(|n| share(*n, of(r).things)).collect(),
        })
        .collect();
    let value = Axis::even("", Format::Share);
    Bars { labels, series, layout: BarLayout::Beside, value, across: "Valoraciones".to_owned() }
}

/// Ratings per user.
pub fn ratings_per_user(rated: &[Rated], left_out: LeftOut) -> Chart {
    let finding = |r: &Rated| {
        let of = &r.per_user;
        format!(
            "en {}, {} personas con una mediana de {} notas (la que más, {})",
            source(r.space),
            n(of.things),
            decimal(of.median, 1, ES),
            n(of.most)
        )
    };
    let mut bars = spread(rated, |r| &r.per_user);
    bars.value.title = "Parte de las personas".to_owned();
    let finding: Vec<String> = rated.iter().map(finding).collect();
    made(
        "ratings-per-user",
        "Cuántas notas pone cada persona".to_owned(),
        format!("{}.", capital(&finding.join("; "))),
        all_ratings(rated, left_out),
        Plot::Bars(bars),
    )
}

/// Ratings per film or title.
pub fn ratings_per_item(rated: &[Rated], left_out: LeftOut) -> Chart {
    let finding = |r: &Rated| {
        let few: u32 = r.per_item.steps[..2].iter().sum();
        format!(
            "en {}, {} títulos, el {} con menos de 5 notas",
            source(r.space),
            n(r.per_item.things),
            percent(share(few, r.per_item.things), ES)
        )
    };
    let mut bars = spread(rated, |r| &r.per_item);
    bars.value.title = "Parte de los títulos".to_owned();
    let finding: Vec<String> = rated.iter().map(finding).collect();
    made(
        "ratings-per-title",
        "Cuántas notas tiene cada título".to_owned(),
        format!("{}.", capital(&finding.join("; "))),
        all_ratings(rated, left_out),
        Plot::Bars(bars),
    )
}

/// Whether ratings tell titles apart.
pub fn ratings_signal(rated: &[Rated]) -> Chart {
    let findings: Vec<String> = rated
        .iter()
        .map(|r| match r.signal.tells() {
            true => format!(
                "en {} las notas distinguen: los promedios se apartan {} veces lo que daría el azar",
                source(r.space),
                decimal(r.signal.spread / r.signal.spread_by_chance, 1, ES)
            ),
            false => format!(
                "en {} no dicen nada de los títulos: sus promedios se apartan lo mismo que si las notas se sortearan",
                source(r.space)
            ),
        })
        .collect();
    let bars = Bars {
        labels: rated.iter().map(|r| source(r.space).to_owned()).collect(),
        series: vec![
            Series { name: "observado".to_owned(), values: rated.iter().map(|r| r.signal.spread * 2.0).collect() },
            Series {
                name: "por azar".to_owned(),
                values: rated.iter().map(|r| r.signal.spread_by_chance * 2.0).collect(),
            },
        ],
        layout: BarLayout::Beside,
        value: Axis::even("Desvío de los promedios de los títulos, en puntos sobre 10", Format::Fine),
        across: String::new(),
    };
    let items = rated.iter().map(|r| r.signal.items as u32).sum();
    made(
        "ratings-signal",
        "¿Dicen algo las notas?".to_owned(),
        format!("{}.", capital(&findings.join("; "))),
        base(items, "títulos con 5 notas o más"),
        Plot::Bars(bars),
    )
}
