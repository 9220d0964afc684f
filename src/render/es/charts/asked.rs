//! The chart of films counted: what `/grafico` draws, and the first pictures of the report.

use super::super::films::genre;
use super::super::lists::filters;
use super::{ES, capital, films, made, n, percent, share};
use crate::eda::{
    Axis, BarLayout, Bars, Chart, Cloud, Count, Course, FEW_RETURNS, Figures, Format, Histogram, Key, Lines, Plot,
    Scatter, Series, Spent, Tally,
};
use crate::engine::Charted;
use crate::query::{By, month_name};
use crate::render::numbers::{decimal, list};
use crate::world::{Kind, name_of};

/// Years up to which each has a column of its own.
const COLUMNS: usize = 40;

/// Days of the week as people write them, Monday first.
const DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

/// The chart of films counted.
pub fn chart(charted: &Charted) -> Chart {
    let count = &charted.count;
    let (finding, plot) = match &count.figures {
        Figures::Tallies { tallies, left_out } => tallied(count, tallies, *left_out),
        Figures::Ranges { edges, counts, median, nine_tenths, open } => {
            ranged(count, edges, counts, (*median, *nine_tenths), *open)
        }
        Figures::Money { points, named, recouped } => money(points, named, *recouped),
        Figures::Returns(medians) => returns(medians),
    };
    let title = titled(count.by, &filters(&charted.filters));
    let source = match count.known == count.films {
        true => format!("Base: {}", films(count.films)),
        false => format!("Base: {} de {} con este dato", n(count.known), films(count.films)),
    };
    made(count.by.name(), title, finding, source, plot)
}

fn titled(by: By, filters: &str) -> String {
    let what = match by {
        By::Year => "Películas por año de estreno",
        By::Month => "Películas por mes de estreno",
        By::Weekday => "Películas por día de la semana del estreno",
        By::Genre => "Películas por género",
        By::Country => "Películas por país de producción",
        By::Language => "Películas por idioma original",
        By::Score => "Películas por promedio de votos",
        By::Votes => "Películas por cantidad de votos",
        By::Runtime => "Películas por duración",
        By::Platform => "Películas por plataforma",
        By::Money => "Presupuesto y recaudación",
        By::Return => "Retorno por género",
        By::Words => "Las palabras de los títulos",
    };
    if filters.is_empty() { what.to_owned() } else { format!("{what}: {filters}") }
}

/// How a button offers a chart.
pub fn drawn_by(by: By) -> &'static str {
    match by {
        By::Year => "Por año",
        By::Month => "Por mes",
        By::Weekday => "Por día de la semana",
        By::Genre => "Por género",
        By::Country => "Por país",
        By::Language => "Por idioma",
        By::Score => "Por promedio de votos",
        By::Votes => "Por cantidad de votos",
        By::Runtime => "Por duración",
        By::Platform => "Por plataforma",
        By::Money => "Presupuesto y recaudación",
        By::Return => "Retorno por género",
        By::Words => "Nube de palabras",
    }
}

/// The name of a bar.
pub fn key(key: &Key) -> String {
    match key {
        Key::Year(year) => year.to_string(),
        Key::Month(_) => key.month().map_or(String::new(), |m| month_name(m).to_owned()),
        Key::Weekday(day) => DAYS.get(usize::from(*day)).map_or(String::new(), |d| (*d).to_owned()),
        Key::Genre(code) => capital(genre(code)),
        Key::Country(code) => capital(name_of(Kind::Country, code)),
        Key::Language(code) => capital(name_of(Kind::Language, code)),
        Key::Platform(platform) => platform.label().to_owned(),
        Key::Word(word) => word.clone(),
    }
}

fn tallied(count: &Count, tallies: &[Tally], left_out: u32) -> (String, Plot) {
    let finding = match count.by {
        By::Year => years_found(tallies, count.known),
        By::Month | By::Weekday => days_found(count, tallies),
        By::Words => words_found(tallies),
        _ => frequent_found(count, tallies, left_out),
    };
    let values = |of: fn(&Tally) -> u32| tallies.iter().map(|t| f64::from(of(t))).collect::<Vec<_>>();
    let value = Axis::even("Películas", Format::Number);
    let single = |layout| {
        let series = vec![Series { name: "Películas".to_owned(), values: values(|t| t.count) }];
        let labels = tallies.iter().map(|t| key(&t.key)).collect();
        Plot::Bars(Bars { labels, series, layout, value: value.clone(), across: String::new() })
    };
    let plot = match count.by {
        By::Year if tallies.len() > COLUMNS => {
            let year = |t: &Tally| if let Key::Year(y) = t.key { f64::from(y) } else { 0.0 };
            let points = tallies.iter().map(|t| (year(t), f64::from(t.count))).collect();
            let series = vec![Course { name: "Películas".to_owned(), points }];
            Plot::Lines(Lines { series, x: Axis::even("", Format::Year), y: value })
        }
        By::Year => single(BarLayout::Columns),
        By::Month | By::Weekday => {
            let short =
                |t: &Tally| if count.by == By::Month { key(&t.key).chars().take(3).collect() } else { key(&t.key) };
            let mut series =
                vec![Series { name: "con su fecha".to_owned(), values: values(|t| t.count - t.placeholder) }];
            if tallies.iter().any(|t| t.placeholder > 0) {
                let values = values(|t| t.placeholder);
                series.push(Series { name: "fechadas el 1 de enero".to_owned(), values });
            }
            let labels = tallies.iter().map(short).collect();
            Plot::Bars(Bars { labels, series, layout: BarLayout::Columns, value, across: String::new() })
        }
        By::Words => Plot::Cloud(Cloud { words: tallies.iter().map(|t| (key(&t.key), f64::from(t.count))).collect() }),
        _ => {
            let Plot::Bars(bars) = single(BarLayout::Rows) else { return (finding, single(BarLayout::Rows)) };
            Plot::Bars(Bars { value: Axis::even("", Format::Number), ..bars })
        }
    };
    (finding, plot)
}

fn most(tallies: &[Tally]) -> Option<&Tally> {
    tallies.iter().reduce(|best, t| if t.count > best.count { t } else { best })
}

fn years_found(tallies: &[Tally], all: u32) -> String {
    let Some(best) = most(tallies) else { return String::new() };
    let mut sum = 0;
    let middle = tallies.iter().find(|t| {
        sum += t.count;
        sum * 2 >= all
    });
    let record = format!("El año con más estrenos es {}, con {}.", key(&best.key), films(best.count));
    match middle.filter(|_| tallies.len() > 3) {
        Some(middle) => format!("{record} La mitad de las películas se estrenó de {} en adelante.", key(&middle.key)),
        None => record,
    }
}

fn days_found(count: &Count, tallies: &[Tally]) -> String {
    let dated = |t: &Tally| t.count - t.placeholder;
    let by = |a: &Tally, b: &Tally| dated(a).cmp(&dated(b)).then(b.key.cmp(&a.key));
    let (Some(best), Some(least)) = (tallies.iter().max_by(|a, b| by(a, b)), tallies.iter().min_by(|a, b| by(a, b)))
    else {
        return String::new();
    };
    let all: u32 = tallies.iter().map(dated).sum();
    let placeholders: u32 = tallies.iter().map(|t| t.placeholder).sum();
    let name = |t: &Tally| match count.by {
        By::Month => key(&t.key),
        _ => format!("el {}", key(&t.key)),
    };
    let mut found = format!(
        "{} reúne el {} de los estrenos con su fecha; {}, apenas el {}.",
        capital(&name(best)),
        percent(share(dated(best), all)),
        name(least),
        percent(share(dated(least), all))
    );
    if placeholders > 0 {
        found.push_str(&format!(
            " Aparte, {} con fecha del 1 de enero, que suele significar «algún día de ese año».",
            films(placeholders)
        ));
    }
    found
}

fn words_found(tallies: &[Tally]) -> String {
    let Some(best) = tallies.first() else { return String::new() };
    let others: Vec<String> = tallies.iter().skip(1).take(3).map(|t| format!("«{}»", key(&t.key))).collect();
    let first = format!("La palabra más frecuente es «{}», en {} títulos", key(&best.key), n(best.count));
    match others.is_empty() {
        true => format!("{first}."),
        false => format!("{first}; la siguen {}.", list(&others, ES)),
    }
}

fn frequent_found(count: &Count, tallies: &[Tally], left_out: u32) -> String {
    let Some(best) = tallies.first() else { return String::new() };
    let first = format!("{} encabeza con {}", key(&best.key), films(best.count));
    let mut found = format!("{first}, el {} del total", percent(share(best.count, count.known)));
    if let Some(second) = tallies.get(1) {
        found.push_str(&format!(
            "; le sigue {} con el {}",
            key(&second.key),
            percent(share(second.count, count.known))
        ));
    }
    found.push('.');
    if matches!(count.by, By::Genre | By::Country) {
        found.push_str(" Una película puede contar en varios.");
    }
    if left_out > 0 {
        found.push_str(&format!(" Quedan fuera {} con menos películas.", n(left_out)));
    }
    found
}

fn ranged(
    count: &Count,
    edges: &[f64],
    counts: &[u32],
    (median, nine_tenths): (f64, f64),
    open: bool,
) -> (String, Plot) {
    let between = |low: f64, high: f64| -> u32 {
        let within = |i: &usize| edges[*i] >= low && edges[*i + 1] <= high;
        (0..counts.len()).filter(within).map(|i| counts[i]).sum()
    };
    let axis = match count.by {
        By::Score => Axis::even("Promedio de votos, de 0 a 10", Format::Number),
        By::Votes => Axis::log("Votos de la película (escala logarítmica)", Format::Number),
        _ if open => Axis::even("Minutos; lo que dura más está en la última barra", Format::Number),
        _ => Axis::even("Minutos", Format::Number),
    };
    let middle = decimal(median, 1, ES);
    let finding = match count.by {
        By::Score => format!(
            "El promedio mediano es {middle}; el {} de las películas con votos tiene entre 5 y 7.",
            percent(share(between(5.0, 7.0), count.known))
        ),
        By::Votes => format!(
            "La mitad de las películas con algún voto no pasa de {middle}; nueve de cada diez no pasan de {}.",
            n(nine_tenths)
        ),
        _ => format!(
            "La duración mediana es de {middle} minutos; el {} dura entre 80 y 120, y el {}, menos de 40 (cortos).",
            percent(share(between(80.0, 120.0), count.known)),
            percent(share(between(0.0, 40.0), count.known))
        ),
    };
    // Rows of a logarithmic histogram end where the films do.
    let used = counts.iter().rposition(|c| *c > 0).map_or(counts.len(), |last| last + 1);
    let keep = if count.by == By::Votes { used } else { counts.len() };
    let histogram = Histogram {
        edges: edges[..=keep].to_vec(),
        counts: counts[..keep].iter().map(|c| f64::from(*c)).collect(),
        x: axis,
        y: Axis::even("Películas", Format::Number),
    };
    (finding, Plot::Histogram(histogram))
}

fn money(points: &[(f64, f64)], named: &[Spent], recouped: u32) -> (String, Plot) {
    let named: Vec<&Spent> = named.iter().filter(|f| crate::eda::covers(&f.title)).collect();
    let mut finding = format!("El {} recaudó más de lo que costó.", percent(share(recouped, points.len() as u32)));
    if let Some(best) = named.iter().max_by(|a, b| (a.revenue / a.budget).total_cmp(&(b.revenue / b.budget))) {
        finding.push_str(&format!(
            " La de mayor retorno es {} ({}): {} veces su presupuesto.",
            best.title,
            best.year,
            n(best.revenue / best.budget)
        ));
    }
    let scatter = Scatter {
        points: points.to_vec(),
        named: named.iter().map(|f| (f.budget, f.revenue, f.title.clone())).collect(),
        equal: "recaudó lo que costó".to_owned(),
        x: Axis::log("Presupuesto en dólares (escala logarítmica)", Format::Number),
        y: Axis::log("Recaudación en dólares (escala logarítmica)", Format::Number),
    };
    (finding, Plot::Scatter(scatter))
}

fn returns(medians: &[(Key, f64, u32)]) -> (String, Plot) {
    let finding = match (medians.first(), medians.last()) {
        (Some((best, high, _)), Some((least, low, _))) => format!(
            "{} es el género que más rinde: la mitad de sus películas recauda {} veces su costo o más; el que menos, {} \
             ({}). Se usa la mediana porque unos pocos éxitos inflan el promedio.",
            key(best),
            decimal(*high, 1, ES),
            key(least),
            decimal(*low, 1, ES)
        ),
        _ => format!("Ningún género tiene {FEW_RETURNS} películas con presupuesto y recaudación conocidos."),
    };
    let bars = Bars {
        labels: medians.iter().map(|(genre, _, films)| format!("{} ({})", key(genre), n(*films))).collect(),
        series: vec![Series { name: String::new(), values: medians.iter().map(|m| m.1).collect() }],
        layout: BarLayout::Rows,
        value: Axis::even("Mediana de recaudación / presupuesto; entre paréntesis, películas", Format::Times),
        across: String::new(),
    };
    (finding, Plot::Bars(bars))
}
