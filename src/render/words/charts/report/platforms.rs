//! The platforms' catalogues.

use super::super::{ES, made, n, percent, share};
use super::{base, greatest, platforms, short};
use crate::catalog::{Platform, TitleCount};
use crate::eda::{
    AgeRatings, Axis, BarLayout, Bars, ByYear, Chart, Course, Format, Heatmap, LONGEST, Lengths, Lines, Overlap, Plot,
    STEP, Scale, Series,
};
use crate::render::numbers::{decimal, list};

/// Below this part of its titles, a platform tells hardly any dates.
const FEW_DATES: f64 = 0.1;

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
            percent(part, ES)
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
            "{} tiene el catálogo más nuevo: el {} es de 2015 en adelante. El más antiguo es el de {}, donde lo es el {}.",
            short(p),
            percent(part, ES),
            short(q),
            percent(-minus, ES)
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
pub fn platform_added(by_year: &ByYear, titles: &[TitleCount; 4]) -> Chart {
    let all: u32 = by_year.iter().flat_map(|years| years.values()).sum();
    let first = by_year.iter().filter_map(|years| years.keys().next().copied()).min().unwrap_or(0);
    let peak = greatest(
        Platform::ALL
            .into_iter()
            .flat_map(|p| by_year[p as usize].iter().map(move |(year, count)| ((p, *year), f64::from(*count)))),
    );
    let finding = peak.map_or(String::new(), |((p, year), count)| {
        format!("El año de más altas fue {year}: {} sumó {} títulos.", short(p), n(count))
    });
    let few: Vec<&str> = Platform::ALL
        .into_iter()
        .filter(|p| {
            let dated: u32 = by_year[*p as usize].values().sum();
            dated > 0 && share(dated, titles[*p as usize].total()) < FEW_DATES
        })
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
    let beyond = match lengths.iter().map(|l| l.longer).sum::<u32>() {
        0 => String::new(),
        1 => format!("; no se ve 1 de {LONGEST} minutos o más"),
        longer => format!("; no se ven {} de {LONGEST} minutos o más", n(longer)),
    };
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
        format!("{}, en pasos de {STEP} minutos{beyond}", base(all, "películas")),
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
            percent(share(single, all), ES),
            short(p),
            percent(part, ES)
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
            let told = ages.counts.iter().enumerate().filter(|(i, _)| !ages.ratings[*i].is_empty());
            let best = greatest(told.map(|(i, c)| (i, cell(c, p as usize))))?;
            Some(format!("{} {} ({})", short(p), ages.ratings[best.0].to_uppercase(), percent(best.1, ES)))
        })
        .collect();
    let left_out = match ages.left_out {
        0 => String::new(),
        n => {
            format!("; se ven las {} clasificaciones más frecuentes de {}", ages.ratings.len(), ages.ratings.len() + n)
        }
    };
    let map = Heatmap {
        rows: ages
            .ratings
            .iter()
            .map(|r| if r.is_empty() { "sin dato".to_owned() } else { r.to_uppercase() })
            .collect(),
        columns: platforms(),
        cells,
        scale: Scale::Rising,
        format: Format::Share,
    };
    made(
        "platform-ratings",
        "Clasificación por edades en cada plataforma".to_owned(),
        format!("La más frecuente en cada una: {}.", tops.join("; ")),
        format!("{}{left_out}", base(ages.titles.iter().sum(), "títulos")),
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
            percent(share(overlap.single, overlap.distinct), ES),
            short(Platform::ALL[b]),
            short(Platform::ALL[a]),
            n(both)
        )
    });
    let cells = (0..4).map(|a| (0..4).map(|b| (a != b).then(|| f64::from(shared[a][b]))).collect()).collect();
    let listed: u32 = (0..4).map(|p| shared[p][p]).sum();
    let doubled = match all - listed {
        0 => String::new(),
        n => format!(". Una plataforma puede listar lo mismo dos veces: aquí cuenta una sola, por eso son {n} menos"),
    };
    let rows = Platform::ALL.map(|p| format!("{} ({})", short(p), n(shared[p as usize][p as usize]))).to_vec();
    let map = Heatmap { rows, columns: platforms(), cells, scale: Scale::Rising, format: Format::Number };
    made(
        "platform-overlap",
        "Cuántos títulos comparten las plataformas".to_owned(),
        finding,
        format!("{}; el mismo título, tipo y año (con uno de diferencia){doubled}", base(all, "títulos")),
        Plot::Heatmap(map),
    )
}
