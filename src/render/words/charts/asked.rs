//! The chart of films counted: what `/grafico` draws, and the first pictures of the report.

use super::super::conditions::filters;
use super::super::films::genre;
use super::super::quoted;
use super::found::{FEW, days_found, words_found, years_found};
use super::frequent::{frequent_found, returns_found};
use super::{capital, films, percent, share};
use crate::catalog::{Platform, SUSPECT_BUDGET};
use crate::eda::{
    Axis, BarLayout, Bars, Chart, Cloud, Count, Course, Figures, Format, Histogram, Key, Lines, Plot, Scatter, Series,
    Spent, Tally,
};
use crate::engine::Charted;
use crate::query::{By, Query, SHORT_FILM, weekday_at};
use crate::render::numbers::{self, decimal, list, month, weekday};
use crate::render::{Language, Text, say};
use crate::world::{Kind, name_of};

/// Years up to which each has a column of its own.
const COLUMNS: usize = 40;

const FILMS: Text = Text::new("Películas", "Films");

/// The chart of films counted.
pub fn chart(charted: &Charted, language: Language) -> Chart {
    let count = &charted.count;
    let (finding, plot) = match &count.figures {
        Figures::Tallies { tallies, left_out } => tallied(charted, tallies, *left_out, language),
        Figures::Ranges { edges, counts, median, nine_tenths, extremes, open } => {
            let (median, nine_tenths, extremes, open) = (*median, *nine_tenths, *extremes, *open);
            ranged(count, &Spread { edges, counts, median, nine_tenths, extremes, open }, language)
        }
        Figures::Money { points, named, recouped } => money(points, named, *recouped, language),
        Figures::Returns(medians) => returns(charted, medians, language),
    };
    let title = titled(count.by, &films_of(charted, language), language);
    let all = films(count.films, language);
    let known = n(count.known, language);
    let source = match count.by {
        _ if count.known == count.films => say!(language, "Base: {all}", "From {all}"),
        By::Money | By::Return => {
            let least = n(SUSPECT_BUDGET, language);
            say!(
                language,
                "Base: {known} de {all}, las que tienen un presupuesto y una recaudación de {least} dólares o más",
                "From {known} of {all}, those with a budget and a revenue of {least} dollars or more"
            )
        }
        _ => {
            say!(language, "Base: {known} de {all} con este dato", "From {known} of {all}, those that have this figure")
        }
    };
    let finding = finding + &in_catalogues(charted, language);
    Chart { name: count.by.name().to_owned(), title, finding, source, plot, language }
}

/// That platforms have more films than those that are drawn.
fn in_catalogues(charted: &Charted, language: Language) -> String {
    match charted.catalogues.as_slice() {
        [] => String::new(),
        [(platform, films)] => {
            let (platform, films) = (platform.label(), n(*films, language));
            say!(
                language,
                " Cuentan solo las que están también en los datos de películas: el catálogo de {platform} tiene {films}.",
                " Only those count that are in the films' data too: the catalogue of {platform} has {films}."
            )
        }
        several => {
            let catalogue = |(p, films): &(Platform, u32)| format!("{} {}", p.label(), n(*films, language));
            let whole = list(&several.iter().map(catalogue).collect::<Vec<_>>(), language);
            say!(
                language,
                " Cuentan solo las que están también en los datos de películas: los catálogos tienen más ({whole}).",
                " Only those count that are in the films' data too: the catalogues have more ({whole})."
            )
        }
    }
}

/// Which films they are: the filters in words, or the list.
pub(super) fn films_of(charted: &Charted, language: Language) -> String {
    let filters = filters(&charted.filters, language);
    let Some(list) = &charted.list else { return filters };
    let name = &list.name;
    let list = match list.of {
        Query::DirectorStats { .. } => say!(language, "dirigidas por {name}", "directed by {name}"),
        Query::ActorStats { .. } => say!(language, "con {name} en el reparto", "with {name} in the cast"),
        Query::Filmography { .. } => say!(language, "en las que trabajó {name}", "that {name} worked on"),
        Query::Recommend { .. } | Query::Similar { .. } => say!(language, "parecidas a {name}", "like {name}"),
        Query::Search { .. } | Query::LikeText { .. } => quoted(name, language),
        _ => name.clone(),
    };
    if filters.is_empty() { list } else { format!("{list}, {filters}") }
}

fn n(x: impl Into<f64>, language: Language) -> String {
    numbers::whole(x.into(), language)
}

fn titled(by: By, filters: &str, language: Language) -> String {
    let what = match by {
        By::Year => Text::new("Películas por año de estreno", "Films by year of release"),
        By::Decade => Text::new("Películas por década de estreno", "Films by decade of release"),
        By::Month => Text::new("Películas por mes de estreno", "Films by month of release"),
        By::Weekday => Text::new("Películas por día de la semana del estreno", "Films by weekday of release"),
        By::Genre => Text::new("Películas por género", "Films by genre"),
        By::Country => Text::new("Películas por país de producción", "Films by country of production"),
        By::Language => Text::new("Películas por idioma original", "Films by original language"),
        By::Score => Text::new("Películas por promedio de votos", "Films by mean of votes"),
        By::Votes => Text::new("Películas por cantidad de votos", "Films by number of votes"),
        By::Runtime => Text::new("Películas por duración", "Films by length"),
        By::Platform => Text::new("Películas por plataforma", "Films by platform"),
        By::Money => MONEY,
        By::Return => RETURN,
        By::Words => Text::new("Las palabras de los títulos", "The words of the titles"),
    };
    let what = what.to(language);
    if filters.is_empty() { what.to_owned() } else { format!("{what}: {filters}") }
}

const MONEY: Text = Text::new("Presupuesto y recaudación", "Budget and revenue");
const RETURN: Text = Text::new("Retorno por género", "Return by genre");

/// How a button offers a chart.
pub fn drawn_by(by: By, language: Language) -> &'static str {
    let text = match by {
        By::Year => Text::new("Por año", "By year"),
        By::Decade => Text::new("Por década", "By decade"),
        By::Month => Text::new("Por mes", "By month"),
        By::Weekday => Text::new("Por día de la semana", "By weekday"),
        By::Genre => Text::new("Por género", "By genre"),
        By::Country => Text::new("Por país", "By country"),
        By::Language => Text::new("Por idioma", "By language"),
        By::Score => Text::new("Por promedio de votos", "By mean of votes"),
        By::Votes => Text::new("Por cantidad de votos", "By number of votes"),
        By::Runtime => Text::new("Por duración", "By length"),
        By::Platform => Text::new("Por plataforma", "By platform"),
        By::Money => MONEY,
        By::Return => RETURN,
        By::Words => Text::new("Nube de palabras", "Word cloud"),
    };
    text.to(language)
}

/// The name of a bar.
pub fn key(key: &Key, language: Language) -> String {
    match key {
        Key::Year(year) => year.to_string(),
        Key::Decade(first) => format!("{first}–{}", first + 9),
        Key::Month(_) => key.month().map_or(String::new(), |m| month(m, language).to_owned()),
        Key::Weekday(day) => weekday_at(usize::from(*day)).map_or(String::new(), |d| weekday(d, language).to_owned()),
        Key::Genre(code) => capital(genre(code, language)),
        Key::Country(code) => capital(name_of(Kind::Country, code, language)),
        Key::Language(code) => capital(name_of(Kind::Language, code, language)),
        Key::Platform(platform) => platform.label().to_owned(),
        Key::Word(word) => word.clone(),
    }
}

fn tallied(charted: &Charted, tallies: &[Tally], left_out: u32, language: Language) -> (String, Plot) {
    let count = &charted.count;
    let finding = match count.by {
        By::Year | By::Decade => years_found(count, tallies, language),
        By::Month | By::Weekday => days_found(count, tallies, language),
        By::Words => words_found(tallies, left_out, language),
        _ => frequent_found(charted, tallies, left_out, language),
    };
    let key = |t: &Tally| key(&t.key, language);
    let values = |of: fn(&Tally) -> u32| tallies.iter().map(|t| f64::from(of(t))).collect::<Vec<_>>();
    let value = Axis::even(FILMS.to(language), Format::Number);
    let single = |layout| {
        let series = vec![Series { name: FILMS.to(language).to_owned(), values: values(|t| t.count) }];
        let labels = tallies.iter().map(key).collect();
        Plot::Bars(Bars { labels, series, layout, value: value.clone(), across: String::new() })
    };
    let plot = match count.by {
        By::Year if tallies.len() > COLUMNS => {
            let year = |t: &Tally| if let Key::Year(y) = t.key { f64::from(y) } else { 0.0 };
            let points = tallies.iter().map(|t| (year(t), f64::from(t.count))).collect();
            let series = vec![Course { name: FILMS.to(language).to_owned(), points }];
            Plot::Lines(Lines { series, x: Axis::even("", Format::Year), y: value })
        }
        By::Year | By::Decade => single(BarLayout::Columns),
        By::Month | By::Weekday => {
            let short = |t: &Tally| if count.by == By::Month { key(t).chars().take(3).collect() } else { key(t) };
            let dated = language.pick("con su fecha", "with their own date").to_owned();
            let mut series = vec![Series { name: dated, values: values(|t| t.count - t.placeholder) }];
            if tallies.iter().any(|t| t.placeholder > 0) {
                let values = values(|t| t.placeholder);
                let name = language.pick("fechadas el 1 de enero", "dated 1 January").to_owned();
                series.push(Series { name, values });
            }
            let labels = tallies.iter().map(short).collect();
            Plot::Bars(Bars { labels, series, layout: BarLayout::Columns, value, across: String::new() })
        }
        By::Words => Plot::Cloud(Cloud { words: tallies.iter().map(|t| (key(t), f64::from(t.count))).collect() }),
        _ => {
            let Plot::Bars(bars) = single(BarLayout::Rows) else { return (finding, single(BarLayout::Rows)) };
            Plot::Bars(Bars { value: Axis::even("", Format::Number), ..bars })
        }
    };
    (finding, plot)
}

/// How values spread.
struct Spread<'c> {
    edges: &'c [f64],
    counts: &'c [u32],
    median: f64,
    nine_tenths: f64,
    extremes: (f64, f64),
    open: bool,
}

/// What a chart of ranges shows. Of few films no shares are told, but what they have at least and at most.
fn spread_found(count: &Count, spread: &Spread<'_>, language: Language) -> String {
    let shown = |x: f64| decimal(x, if count.by == By::Score { 1 } else { 0 }, language);
    let (least, most) = (shown(spread.extremes.0), shown(spread.extremes.1));
    let middle = decimal(spread.median, 1, language);
    if least == most {
        return match count.by {
            By::Score => say!(language, "El promedio es de {most}.", "The mean is {most}."),
            By::Votes => say!(language, "La cantidad de votos es de {most}.", "The number of votes is {most}."),
            _ => say!(language, "La duración es de {most} minutos.", "The length is {most} minutes."),
        };
    }
    if count.known < FEW {
        return match count.by {
            By::Score => say!(
                language,
                "Los promedios van de {least} a {most}; el mediano es {middle}.",
                "The means go from {least} to {most}; the median one is {middle}."
            ),
            By::Votes => say!(
                language,
                "Tienen de {least} a {most} votos; la mediana es {middle}.",
                "They have from {least} to {most} votes; the median is {middle}."
            ),
            _ => say!(
                language,
                "Duran de {least} a {most} minutos; la mediana es {middle}.",
                "They last from {least} to {most} minutes; the median is {middle}."
            ),
        };
    }
    let between = |low: f64, high: f64| -> Option<String> {
        let within = |i: &usize| spread.edges[*i] >= low && spread.edges[*i + 1] <= high;
        let films: u32 = (0..spread.counts.len()).filter(within).map(|i| spread.counts[i]).sum();
        (films > 0).then(|| percent(share(films, count.known), language))
    };
    match count.by {
        By::Score => {
            let told = say!(language, "El promedio mediano es {middle}", "The median mean is {middle}");
            let usual = between(5.0, 7.0).map(|usual| {
                say!(
                    language,
                    "; el {usual} de las películas con votos tiene de 5 a menos de 7",
                    "; {usual} of the films with votes have from 5 to below 7"
                )
            });
            format!("{told}{}.", usual.unwrap_or_default())
        }
        By::Votes => {
            let nine_tenths = n(spread.nine_tenths, language);
            say!(
                language,
                "La mitad de las películas con algún voto no pasa de {middle}; nueve de cada diez no pasan de {nine_tenths}.",
                "Half of the films with any vote have {middle} at most; nine out of ten have {nine_tenths} at most."
            )
        }
        _ => {
            let told =
                say!(language, "La duración mediana es de {middle} minutos", "The median length is {middle} minutes");
            let rest = match (between(80.0, 120.0), between(0.0, f64::from(SHORT_FILM))) {
                (Some(usual), Some(short)) => say!(
                    language,
                    "; el {usual} dura de 80 a menos de 120, y el {short}, menos de {SHORT_FILM} (cortos)",
                    "; {usual} last from 80 to below 120, and {short} less than {SHORT_FILM} (shorts)"
                ),
                (Some(usual), None) => {
                    say!(language, "; el {usual} dura de 80 a menos de 120", "; {usual} last from 80 to below 120")
                }
                (None, Some(short)) => say!(
                    language,
                    "; el {short} dura menos de {SHORT_FILM} (cortos)",
                    "; {short} last less than {SHORT_FILM} (shorts)"
                ),
                (None, None) => String::new(),
            };
            format!("{told}{rest}.")
        }
    }
}

fn ranged(count: &Count, spread: &Spread<'_>, language: Language) -> (String, Plot) {
    let Spread { edges, counts, open, .. } = *spread;
    let axis = match count.by {
        By::Score => Text::new("Promedio de votos, de 0 a 10", "Mean of votes, from 0 to 10"),
        By::Votes => Text::new("Votos de la película (escala logarítmica)", "Votes of the film (logarithmic scale)"),
        _ if open => {
            Text::new("Minutos; lo que dura más está en la última barra", "Minutes; what is longer is in the last bar")
        }
        _ => Text::new("Minutos", "Minutes"),
    };
    let axis = match count.by {
        By::Votes => Axis::log(axis.to(language), Format::Number),
        _ => Axis::even(axis.to(language), Format::Number),
    };
    let finding = spread_found(count, spread, language);
    // Rows of a logarithmic histogram end where the films do.
    let used = counts.iter().rposition(|c| *c > 0).map_or(counts.len(), |last| last + 1);
    let keep = if count.by == By::Votes { used } else { counts.len() };
    let histogram = Histogram {
        edges: edges[..=keep].to_vec(),
        counts: counts[..keep].iter().map(|c| f64::from(*c)).collect(),
        open,
        x: axis,
        y: Axis::even(FILMS.to(language), Format::Number),
    };
    (finding, Plot::Histogram(histogram))
}

fn money(points: &[(f64, f64)], named: &[Spent], recouped: u32, language: Language) -> (String, Plot) {
    let named: Vec<&Spent> = named.iter().filter(|f| crate::eda::covers(&f.title)).collect();
    let part = percent(share(recouped, points.len() as u32), language);
    let mut finding =
        say!(language, "El {part} recaudó más de lo que costó.", "{part} of them made more than they cost.");
    if let Some(best) = named.iter().max_by(|a, b| (a.revenue / a.budget).total_cmp(&(b.revenue / b.budget))) {
        let (title, year, times) = (&best.title, best.year, n(best.revenue / best.budget, language));
        finding.push_str(&say!(
            language,
            " La de mayor retorno es {title} ({year}): {times} veces su presupuesto.",
            " The highest return is that of {title} ({year}): {times} times its budget."
        ));
    }
    let lost = |f: &&&Spent| f.budget - f.revenue;
    if let Some(worst) = named.iter().filter(|f| lost(f) > 0.0).max_by(|a, b| lost(a).total_cmp(&lost(b))) {
        let (title, year, lost) = (&worst.title, worst.year, n(lost(&worst), language));
        finding.push_str(&say!(
            language,
            " La que más perdió es {title} ({year}): {lost} dólares.",
            " The one that lost most is {title} ({year}): {lost} dollars."
        ));
    }
    let budget = Text::new("Presupuesto en dólares (escala logarítmica)", "Budget in dollars (logarithmic scale)");
    let revenue = Text::new("Recaudación en dólares (escala logarítmica)", "Revenue in dollars (logarithmic scale)");
    let scatter = Scatter {
        points: points.to_vec(),
        named: named.iter().map(|f| (f.budget, f.revenue, f.title.clone())).collect(),
        equal: language.pick("recaudó lo que costó", "made what it cost").to_owned(),
        x: Axis::log(budget.to(language), Format::Number),
        y: Axis::log(revenue.to(language), Format::Number),
    };
    (finding, Plot::Scatter(scatter))
}

fn returns(charted: &Charted, medians: &[(Key, f64, u32)], language: Language) -> (String, Plot) {
    let finding = returns_found(&charted.given, medians, language);
    let axis = Text::new(
        "Mediana de recaudación / presupuesto; entre paréntesis, películas",
        "Median of revenue / budget; films in parentheses",
    );
    let label = |genre: &Key, films: u32| format!("{} ({})", key(genre, language), n(films, language));
    let bars = Bars {
        labels: medians.iter().map(|(genre, _, films)| label(genre, *films)).collect(),
        series: vec![Series { name: String::new(), values: medians.iter().map(|m| m.1).collect() }],
        layout: BarLayout::Rows,
        value: Axis::even(axis.to(language), Format::Times),
        across: String::new(),
    };
    (finding, Plot::Bars(bars))
}
