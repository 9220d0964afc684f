//! The words of the report of a whole catalogue: sections, and the charts that no question asks for.

use super::super::films::genre;
use super::{ES, capital, films, made, n, percent, share};
use crate::catalog::{Platform, TitleCount, UserSpace};
use crate::eda::{
    AgeRatings, Axis, BarLayout, Bars, ByYear, Chart, Column, Course, Format, Heatmap, Lengths, Lines, Measure,
    Overlap, Pairs, Plot, Rated, STEP, STEPS, Scale, Series, Spread, Suspect,
};
use crate::render::numbers::{decimal, list};

/// What a section of the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Films.
    Films,
    /// Budgets, revenues and what goes with them.
    Money,
    /// The words of titles.
    Words,
    /// The platforms' catalogues.
    Platforms,
    /// People's ratings.
    Ratings,
    /// What is missing or suspect.
    Quality,
}

/// The heading of a section.
pub fn heading(topic: Topic) -> &'static str {
    match topic {
        Topic::Films => "Las películas",
        Topic::Money => "El dinero",
        Topic::Words => "Los títulos",
        Topic::Platforms => "Las plataformas",
        Topic::Ratings => "Las valoraciones de la gente",
        Topic::Quality => "La calidad de los datos",
    }
}

/// The title of the report.
pub const TITLE: &str = "Los datos de Claqueta, en gráficos";

/// What the report says below its title.
pub fn introduction(films: usize, titles: usize, ratings: usize) -> String {
    let mut parts = Vec::new();
    if films > 0 {
        parts.push(format!("{} películas", n(films as f64)));
    }
    if titles > 0 {
        parts.push(format!("{} títulos de plataformas", n(titles as f64)));
    }
    if ratings > 0 {
        parts.push(format!("{} valoraciones", n(ratings as f64)));
    }
    format!("Con {}. Cada hallazgo está calculado de estos datos.", list(&parts, ES))
}

/// What opens the data behind a chart.
pub const DATA: &str = "Los datos, en texto";

/// The heading of the list of sections.
pub const CONTENTS: &str = "En este informe";

fn base(count: u32, what: &str) -> String {
    format!("Base: {} {what}", n(count))
}

/// Platforms as legends and columns name them.
fn short(platform: Platform) -> &'static str {
    match platform {
        Platform::Amazon => "Amazon",
        other => other.label(),
    }
}

fn platforms() -> Vec<String> {
    Platform::ALL.iter().map(|p| short(*p).to_owned()).collect()
}

/// The first of those with the greatest value.
fn greatest<T: Copy>(items: impl Iterator<Item = (T, f64)>) -> Option<(T, f64)> {
    items.reduce(|best, item| if item.1 > best.1 { item } else { best })
}

/// Which genres go together.
pub fn genre_pairs(pairs: &Pairs, all: u32) -> Chart {
    let names: Vec<String> = pairs.genres.iter().map(|(g, _)| capital(genre(g))).collect();
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
            films(together as u32),
            percent(part),
            names[a].to_lowercase(),
            names[b].to_lowercase(),
        );
    }
    let map = Heatmap { rows: names.clone(), columns: names, cells, scale: Scale::Rising, format: Format::Share };
    made(
        "genre-pairs",
        "Qué géneros van juntos".to_owned(),
        finding,
        format!("De cada 100 películas de la fila, cuántas son también de la columna. {}", base(all, "películas")),
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
            rho if rho.abs() < 0.1 => "casi nada que ver con",
            rho if rho > 0.0 => "algo que ver, y a favor, con",
            _ => "algo que ver, y en contra, con",
        };
        finding.push_str(&format!(" El promedio de votos tiene {how} el presupuesto ({}).", decimal(rho, 2, ES)));
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

/// Films and series by platform.
pub fn platform_types(counts: &[TitleCount; 4]) -> Chart {
    let all: u32 = counts.iter().map(|c| c.total()).sum();
    let largest = greatest(Platform::ALL.into_iter().map(|p| (p, f64::from(counts[p as usize].total()))));
    let of_series = |p: Platform| f64::from(counts[p as usize].shows) / f64::from(counts[p as usize].total().max(1));
    let serial = greatest(Platform::ALL.into_iter().map(|p| (p, of_series(p))));
    let finding = largest.zip(serial).map_or(String::new(), |((p, total), (s, part))| {
        format!(
            "{} tiene el catálogo más grande, con {} títulos. El más volcado a las series es {}: son el {}.",
            short(p),
            n(total),
            short(s),
            percent(part)
        )
    });
    let series = vec![
        Series { name: "películas".to_owned(), values: counts.iter().map(|c| f64::from(c.movies)).collect() },
        Series { name: "series".to_owned(), values: counts.iter().map(|c| f64::from(c.shows)).collect() },
    ];
    let value = Axis::even("", Format::Number);
    let bars = Bars { labels: platforms(), series, layout: BarLayout::Rows, value, across: String::new() };
    made(
        "platform-types",
        "Películas y series en cada plataforma".to_owned(),
        finding,
        base(all, "títulos"),
        Plot::Bars(bars),
    )
}

fn courses(by_year: &ByYear, first: u16) -> Vec<Course> {
    let last = by_year.iter().filter_map(|years| years.keys().next_back().copied()).max().unwrap_or(first);
    let course = |p: Platform| {
        let years = &by_year[p as usize];
        let points = (first..=last).map(|y| (f64::from(y), f64::from(years.get(&y).copied().unwrap_or(0)))).collect();
        Course { name: short(p).to_owned(), points }
    };
    Platform::ALL.into_iter().filter(|p| !by_year[*p as usize].is_empty()).map(course).collect()
}

/// Titles by year of release.
pub fn platform_years(by_year: &ByYear, all: u32) -> Chart {
    const FIRST: u16 = 1980;
    let dated = |p: Platform| by_year[p as usize].values().sum::<u32>();
    let recent = |p: Platform| {
        let since: u32 = by_year[p as usize].range(2015..).map(|(_, n)| n).sum();
        f64::from(since) / f64::from(dated(p).max(1))
    };
    let kept = || Platform::ALL.into_iter().filter(|p| dated(*p) > 0);
    let newest = greatest(kept().map(|p| (p, recent(p))));
    let oldest = greatest(kept().map(|p| (p, -recent(p))));
    let finding = newest.zip(oldest).map_or(String::new(), |((p, part), (q, minus))| {
        format!(
            "{} tiene el catálogo más nuevo (el {} es de 2015 en adelante) y {}, el más antiguo (el {}).",
            short(p),
            percent(part),
            short(q),
            percent(-minus)
        )
    });
    let before: u32 = by_year.iter().flat_map(|years| years.range(..FIRST)).map(|(_, n)| n).sum();
    let lines = Lines {
        series: courses(by_year, FIRST),
        x: Axis::even("", Format::Year),
        y: Axis::even("Títulos", Format::Number),
    };
    made(
        "platform-years",
        "De qué año son los títulos de cada plataforma".to_owned(),
        finding,
        format!("{}; no se ven {} anteriores a {FIRST}", base(all, "títulos"), n(before)),
        Plot::Lines(lines),
    )
}

/// Titles by the year in which they were added.
pub fn platform_added(by_year: &ByYear) -> Chart {
    let all: u32 = by_year.iter().flat_map(|years| years.values()).sum();
    let first = by_year.iter().filter_map(|years| years.keys().next().copied()).min().unwrap_or(0);
    let peak = greatest(
        Platform::ALL
            .into_iter()
            .flat_map(|p| by_year[p as usize].iter().map(move |(year, count)| ((p, *year), f64::from(*count)))),
    );
    let finding = peak.map_or(String::new(), |((p, year), count)| {
        format!("El año de más altas fue {year} en {}, con {} títulos.", short(p), n(count))
    });
    let few: Vec<&str> = Platform::ALL
        .into_iter()
        .filter(|p| (1..1000).contains(&by_year[*p as usize].values().sum::<u32>()))
        .map(short)
        .collect();
    let note = if few.is_empty() { String::new() } else { format!(" De {} casi no hay fechas.", list(&few, ES)) };
    let lines = Lines {
        series: courses(by_year, first),
        x: Axis::even("", Format::Year),
        y: Axis::even("Títulos", Format::Number),
    };
    made(
        "platform-added",
        "Cuándo llegaron los títulos a cada plataforma".to_owned(),
        format!("{finding}{note}"),
        base(all, "títulos con fecha de alta"),
        Plot::Lines(lines),
    )
}

/// Lengths of the films of each platform.
pub fn platform_lengths(lengths: &[Lengths; 4]) -> Chart {
    let all = lengths.iter().map(|l| l.films).sum();
    let kept = || Platform::ALL.into_iter().filter(|p| lengths[*p as usize].films > 0);
    let medians: Vec<String> =
        kept().map(|p| format!("{} en {}", decimal(lengths[p as usize].median, 1, ES), short(p))).collect();
    let course = |p: Platform| {
        let shares = lengths[p as usize].shares.iter().enumerate();
        let middle = |i: usize| f64::from(STEP) * (i as f64 + 0.5);
        Course { name: short(p).to_owned(), points: shares.map(|(i, s)| (middle(i), *s)).collect() }
    };
    let lines = Lines {
        series: kept().map(course).collect(),
        x: Axis::even("Minutos", Format::Number),
        y: Axis::even("Parte de las películas de la plataforma", Format::Share),
    };
    made(
        "platform-lengths",
        "Cuánto duran las películas de cada plataforma".to_owned(),
        format!("Duración mediana, en minutos: {}.", list(&medians, ES)),
        format!("{}, en pasos de {STEP} minutos", base(all, "películas")),
        Plot::Lines(lines),
    )
}

/// Seasons of the series of each platform.
pub fn platform_seasons(seasons: &[[u32; 5]; 4]) -> Chart {
    let all: u32 = seasons.iter().flatten().sum();
    let single: u32 = seasons.iter().map(|s| s[0]).sum();
    let of = |p: Platform| share(seasons[p as usize][0], seasons[p as usize].iter().sum());
    let kept = || Platform::ALL.into_iter().filter(|p| seasons[*p as usize].iter().sum::<u32>() > 0);
    let finding = greatest(kept().map(|p| (p, of(p)))).map_or(String::new(), |(p, part)| {
        format!(
            "El {} de las series tiene una sola temporada; donde más pasa es en {}, con el {}.",
            percent(share(single, all)),
            short(p),
            percent(part)
        )
    });
    let labels = ["1 temporada", "2", "3", "4", "5 o más"].map(str::to_owned).to_vec();
    let series = kept()
        .map(|p| {
            let own = &seasons[p as usize];
            let total: u32 = own.iter().sum();
            Series { name: short(p).to_owned(), values: own.iter().map(|n| share(*n, total)).collect() }
        })
        .collect();
    let value = Axis::even("Parte de las series de la plataforma", Format::Share);
    let bars = Bars { labels, series, layout: BarLayout::Beside, value, across: String::new() };
    made(
        "platform-seasons",
        "Cuántas temporadas tienen las series".to_owned(),
        finding,
        base(all, "series"),
        Plot::Bars(bars),
    )
}

/// Age ratings of each platform.
pub fn platform_ratings(ages: &AgeRatings) -> Chart {
    let cell = |counts: &[u32; 4], p: usize| share(counts[p], ages.titles[p]);
    let cells = ages.counts.iter().map(|c| (0..4).map(|p| Some(cell(c, p))).collect()).collect();
    let tops: Vec<String> = Platform::ALL
        .into_iter()
        .filter(|p| ages.titles[*p as usize] > 0)
        .filter_map(|p| {
            let best = greatest(ages.counts.iter().enumerate().map(|(i, c)| (i, cell(c, p as usize))))?;
            Some(format!("{} {} ({})", short(p), ages.ratings[best.0].to_uppercase(), percent(best.1)))
        })
        .collect();
    let map = Heatmap {
        rows: ages.ratings.iter().map(|r| r.to_uppercase()).collect(),
        columns: platforms(),
        cells,
        scale: Scale::Rising,
        format: Format::Share,
    };
    made(
        "platform-ratings",
        "Clasificación por edades en cada plataforma".to_owned(),
        format!("La más frecuente en cada una: {}.", tops.join("; ")),
        format!("{}; donde no hay clasificación se toma G", base(ages.titles.iter().sum(), "títulos")),
        Plot::Heatmap(map),
    )
}

/// Titles that two platforms share.
pub fn platform_overlap(overlap: &Overlap, all: u32) -> Chart {
    let shared = &overlap.shared;
    let pairs = || (0..4).flat_map(|a| (0..a).map(move |b| (a, b)));
    let closest = greatest(pairs().map(|at| (at, f64::from(shared[at.0][at.1]))));
    let finding = closest.map_or(String::new(), |((a, b), both)| {
        format!(
            "El {} de los títulos está en una sola plataforma. Las que más comparten son {} y {}: {}.",
            percent(share(overlap.single, overlap.distinct)),
            short(Platform::ALL[b]),
            short(Platform::ALL[a]),
            n(both)
        )
    });
    let cells = (0..4).map(|a| (0..4).map(|b| (a != b).then(|| f64::from(shared[a][b]))).collect()).collect();
    let rows = Platform::ALL.map(|p| format!("{} ({})", short(p), n(shared[p as usize][p as usize]))).to_vec();
    let map = Heatmap { rows, columns: platforms(), cells, scale: Scale::Rising, format: Format::Number };
    made(
        "platform-overlap",
        "Cuántos títulos comparten las plataformas".to_owned(),
        finding,
        format!("{}; el mismo título, tipo y año (con uno de diferencia)", base(all, "títulos")),
        Plot::Heatmap(map),
    )
}

fn source(space: UserSpace) -> &'static str {
    match space {
        UserSpace::Ml => "MovieLens",
        UserSpace::Pf => "Plataformas",
        UserSpace::Tg => "Chat",
    }
}

fn all_ratings(rated: &[Rated]) -> String {
    base(rated.iter().map(|r| r.ratings).sum(), "valoraciones")
}

/// Which scores people give.
pub fn rating_values(rated: &[Rated]) -> Chart {
    let findings: Vec<String> = rated
        .iter()
        .filter_map(|r| {
            let (best, count) = greatest(r.scores.iter().enumerate().map(|(i, n)| (i, f64::from(*n))))?;
            Some(format!(
                "en {} la nota media es {} y la más repetida, el {} ({})",
                source(r.space),
                decimal(r.signal.mean * 2.0, 1, ES),
                best + 1,
                percent(count / f64::from(r.ratings.max(1)))
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
        all_ratings(rated),
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
pub fn ratings_per_user(rated: &[Rated]) -> Chart {
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
        all_ratings(rated),
        Plot::Bars(bars),
    )
}

/// Ratings per film or title.
pub fn ratings_per_item(rated: &[Rated]) -> Chart {
    let finding = |r: &Rated| {
        let few: u32 = r.per_item.steps[..2].iter().sum();
        format!(
            "en {}, {} títulos, el {} con menos de 5 notas",
            source(r.space),
            n(r.per_item.things),
            percent(share(few, r.per_item.things))
        )
    };
    let mut bars = spread(rated, |r| &r.per_item);
    bars.value.title = "Parte de los títulos".to_owned();
    let finding: Vec<String> = rated.iter().map(finding).collect();
    made(
        "ratings-per-title",
        "Cuántas notas tiene cada título".to_owned(),
        format!("{}.", capital(&finding.join("; "))),
        all_ratings(rated),
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
    let told = |c: &(Column, u32)| format!("{} ({})", column(c.0).to_lowercase(), percent(share(c.1, all)));
    let telling: Vec<&(Column, u32)> = columns.iter().filter(|c| c.0 != Column::Collection).collect();
    let most: Vec<String> = telling.iter().take(3).map(|c| told(c)).collect();
    let least: Vec<String> = telling.iter().rev().take(2).map(|c| told(c)).collect();
    let finding = format!("Lo que más falta: {}. Lo más completo: {}.", list(&most, ES), list(&least, ES));
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
pub fn suspects(rows: &[(Suspect, u32)], all: u32) -> Chart {
    let dropped: u32 = rows
        .iter()
        .filter(|(s, _)| matches!(s, Suspect::RepeatedId | Suspect::NoDate | Suspect::Malformed))
        .map(|(_, n)| n)
        .sum();
    let of = |wanted: Suspect| rows.iter().find(|r| r.0 == wanted).map_or(0, |r| r.1);
    let finding = format!(
        "Se descartaron {} filas. Entre las que quedan, {} tienen un presupuesto de menos de 1000 dólares, casi seguro en \
         millones, y {} comparten título y año con otra.",
        n(dropped),
        n(of(Suspect::Budget)),
        n(of(Suspect::Twin))
    );
    let bars = Bars {
        labels: rows.iter().map(|r| suspect(r.0).to_owned()).collect(),
        series: vec![Series { name: String::new(), values: rows.iter().map(|r| f64::from(r.1)).collect() }],
        layout: BarLayout::Rows,
        value: Axis::even("", Format::Number),
        across: String::new(),
    };
    made("suspects", "Filas dobles o dudosas".to_owned(), finding, base(all, "películas limpias"), Plot::Bars(bars))
}

/// What platform titles lack: by platform, director, cast, country and date of adding.
pub fn missing_titles(counts: &[[u32; 4]; 4], titles: &[u32; 4]) -> Chart {
    let columns = ["Dirección", "Reparto", "País", "Fecha de alta"];
    let cell = |p: usize, c: usize| share(counts[p][c], titles[p]);
    let places = || (0..4).flat_map(|p| (0..4).map(move |c| (p, c)));
    let finding = greatest(places().map(|at| (at, cell(at.0, at.1)))).map_or(String::new(), |((p, c), part)| {
        format!("Lo que más falta: {} en {} ({}).", columns[c].to_lowercase(), short(Platform::ALL[p]), percent(part))
    });
    let map = Heatmap {
        rows: platforms(),
        columns: columns.map(str::to_owned).to_vec(),
        cells: (0..4).map(|p| (0..4).map(|c| Some(cell(p, c))).collect()).collect(),
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
