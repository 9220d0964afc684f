//! The chart of films counted: what `/grafico` draws, and the first pictures of the report.

use super::super::films::genre;
use super::super::lists::filters;
use super::super::{Noun, TITLE, counted, noun, quoted};
use super::{capital, films, percent, share};
use crate::eda::{
    Axis, BarLayout, Bars, Chart, Cloud, Count, Course, FEW_RETURNS, Figures, Format, Histogram, Key, Lines, Plot,
    Scatter, Series, Spent, Tally,
};
use crate::engine::Charted;
use crate::query::{By, Query, weekday_at};
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
        Figures::Ranges { edges, counts, median, nine_tenths, open } => {
            ranged(count, edges, counts, (*median, *nine_tenths, *open), language)
        }
        Figures::Money { points, named, recouped } => money(points, named, *recouped, language),
        Figures::Returns(medians) => returns(medians, language),
    };
    let title = titled(count.by, &films_of(charted, language), language);
    let all = films(count.films, language);
    let source = match count.known == count.films {
        true => say!(language, "Base: {all}", "From {all}"),
        false => {
            let known = n(count.known, language);
            say!(language, "Base: {known} de {all} con este dato", "From {known} of {all}, those that have this figure")
        }
    };
    Chart { name: count.by.name().to_owned(), title, finding, source, plot, language }
}

/// Which films they are: the filters in words, or the list.
pub(super) fn films_of(charted: &Charted, language: Language) -> String {
    let Some(list) = &charted.list else { return filters(&charted.filters, language) };
    let name = &list.name;
    match list.of {
        Query::Recommend { .. } | Query::MoreSimilar { .. } => say!(language, "parecidas a {name}", "like {name}"),
        Query::Search { .. } | Query::LikeText { .. } => quoted(name, language),
        _ => name.clone(),
    }
}

fn n(x: impl Into<f64>, language: Language) -> String {
    numbers::whole(x.into(), language)
}

fn titled(by: By, filters: &str, language: Language) -> String {
    let what = match by {
        By::Year => Text::new("Películas por año de estreno", "Films by year of release"),
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
        By::Year => years_found(tallies, count.known, language),
        By::Month | By::Weekday => days_found(count, tallies, language),
        By::Words => words_found(tallies, language),
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
        By::Year => single(BarLayout::Columns),
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

fn most(tallies: &[Tally]) -> Option<&Tally> {
    tallies.iter().reduce(|best, t| if t.count > best.count { t } else { best })
}

fn years_found(tallies: &[Tally], all: u32, language: Language) -> String {
    let Some(best) = most(tallies) else { return String::new() };
    let mut sum = 0;
    let middle = tallies.iter().find(|t| {
        sum += t.count;
        sum * 2 >= all
    });
    let (year, released) = (key(&best.key, language), films(best.count, language));
    let record = say!(
        language,
        "El año con más estrenos es {year}, con {released}.",
        "The year with most releases is {year}, with {released}."
    );
    match middle.filter(|_| tallies.len() > 3) {
        Some(middle) => {
            let middle = key(&middle.key, language);
            say!(
                language,
                "{record} La mitad de las películas se estrenó de {middle} en adelante.",
                "{record} Half of the films were released from {middle} on."
            )
        }
        None => record,
    }
}

fn days_found(count: &Count, tallies: &[Tally], language: Language) -> String {
    let dated = |t: &Tally| t.count - t.placeholder;
    let by = |a: &Tally, b: &Tally| dated(a).cmp(&dated(b)).then(b.key.cmp(&a.key));
    let (Some(best), Some(least)) = (tallies.iter().max_by(|a, b| by(a, b)), tallies.iter().min_by(|a, b| by(a, b)))
    else {
        return String::new();
    };
    let all: u32 = tallies.iter().map(dated).sum();
    let placeholders: u32 = tallies.iter().map(|t| t.placeholder).sum();
    let name = |t: &Tally| match (count.by, key(&t.key, language)) {
        (By::Month, month) => month,
        (_, day) => say!(language, "el {day}", "{day}"),
    };
    let part = |t: &Tally| percent(share(dated(t), all), language);
    let (first, most, last, few) = (capital(&name(best)), part(best), name(least), part(least));
    let mut found = say!(
        language,
        "{first} reúne el {most} de los estrenos con su fecha; {last}, apenas el {few}.",
        "{first} has {most} of the releases with a date of their own; {last} only {few}."
    );
    if placeholders > 0 {
        let films = films(placeholders, language);
        found.push_str(&say!(
            language,
            " Aparte, {films} con fecha del 1 de enero, que suele significar «algún día de ese año».",
            " Besides, {films} dated 1 January, which mostly means “some day of that year”."
        ));
    }
    found
}

fn words_found(tallies: &[Tally], language: Language) -> String {
    let Some(best) = tallies.first() else { return String::new() };
    let word = |t: &Tally| quoted(&key(&t.key, language), language);
    let others: Vec<String> = tallies.iter().skip(1).take(3).map(word).collect();
    let titles = counted(best.count, TITLE, language);
    let (best, others) = (word(best), list(&others, language));
    match others.is_empty() {
        true => say!(
            language,
            "La palabra más frecuente es {best}, en {titles}.",
            "The most frequent word is {best}, in {titles}."
        ),
        false => say!(
            language,
            "La palabra más frecuente es {best}, en {titles}; la siguen {others}.",
            "The most frequent word is {best}, in {titles}; then come {others}."
        ),
    }
}

fn frequent_found(charted: &Charted, tallies: &[Tally], left_out: u32, language: Language) -> String {
    let count = &charted.count;
    let given: Vec<String> = charted.given.iter().map(|k| key(k, language)).collect();
    let given = (!given.is_empty()).then(|| list(&given, language));
    let Some(best) = tallies.first() else {
        return given.map_or(String::new(), |given| match count.by {
            By::Language => {
                let given = given.to_lowercase();
                say!(language, "Todas están en {given}.", "All of them are in {given}.")
            }
            By::Country => say!(
                language,
                "Todas son de {given}, y de ningún otro país.",
                "All of them are from {given}, and from no other country."
            ),
            _ => say!(
                language,
                "Todas son de {given}, y de ningún otro género.",
                "All of them are {given}, and of no other genre."
            ),
        });
    };
    let part = |t: &Tally| percent(share(t.count, count.known), language);
    let ahead: Vec<String> =
        tallies.iter().take_while(|t| t.count == best.count).map(|t| key(&t.key, language)).collect();
    let (most, part_of_first) = (films(best.count, language), part(best));
    let next = tallies.get(ahead.len()).map(|second| {
        let (second, part) = (key(&second.key, language), part(second));
        say!(language, "; le sigue {second} con el {part}", "; next is {second} with {part}")
    });
    let next = next.unwrap_or_default();
    let besides = given.map(|given| say!(language, "Además de {given}, ", "Besides {given}, ")).unwrap_or_default();
    let first = list(&ahead, language);
    let mut found = match ahead.len() {
        1 => say!(
            language,
            "{besides}{first} encabeza con {most}, el {part_of_first} del total{next}.",
            "{besides}{first} leads with {most}, {part_of_first} of the total{next}."
        ),
        _ => say!(
            language,
            "{besides}{first} empatan con {most}, el {part_of_first} del total cada uno{next}.",
            "{besides}{first} tie with {most}, {part_of_first} of the total each{next}."
        ),
    };
    if matches!(count.by, By::Genre | By::Country) {
        found.push_str(language.pick(" Una película puede contar en varios.", " A film may count in several."));
    }
    if left_out > 0 {
        let rest = counted(left_out, kind(count.by), language);
        found.push_str(&match left_out {
            1 => say!(language, " Queda fuera {rest} con menos películas.", " {rest} with fewer films is left out."),
            _ => say!(language, " Quedan fuera {rest} con menos películas.", " {rest} with fewer films are left out."),
        });
    }
    found
}

/// What a bar of a chart is.
fn kind(by: By) -> Noun {
    match by {
        By::Genre => noun(["género", "genre"], ["géneros", "genres"]),
        By::Country => noun(["país", "country"], ["países", "countries"]),
        By::Language => noun(["idioma", "language"], ["idiomas", "languages"]),
        _ => noun(["grupo", "group"], ["grupos", "groups"]),
    }
}

fn ranged(
    count: &Count,
    edges: &[f64],
    counts: &[u32],
    (median, nine_tenths, open): (f64, f64, bool),
    language: Language,
) -> (String, Plot) {
    let between = |low: f64, high: f64| -> String {
        let within = |i: &usize| edges[*i] >= low && edges[*i + 1] <= high;
        let films: u32 = (0..counts.len()).filter(within).map(|i| counts[i]).sum();
        percent(share(films, count.known), language)
    };
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
    let middle = decimal(median, 1, language);
    let finding = match count.by {
        By::Score => {
            let most = between(5.0, 7.0);
            say!(
                language,
                "El promedio mediano es {middle}; el {most} de las películas con votos tiene entre 5 y 7.",
                "The median mean is {middle}; {most} of the films with votes have between 5 and 7."
            )
        }
        By::Votes => {
            let nine_tenths = n(nine_tenths, language);
            say!(
                language,
                "La mitad de las películas con algún voto no pasa de {middle}; nueve de cada diez no pasan de {nine_tenths}.",
                "Half of the films with any vote have {middle} at most; nine out of ten have {nine_tenths} at most."
            )
        }
        _ => {
            let (usual, short) = (between(80.0, 120.0), between(0.0, 40.0));
            say!(
                language,
                "La duración mediana es de {middle} minutos; el {usual} dura entre 80 y 120, y el {short}, menos de 40 \
                 (cortos).",
                "The median length is {middle} minutes; {usual} last between 80 and 120, and {short} less than 40 (shorts)."
            )
        }
    };
    // Rows of a logarithmic histogram end where the films do.
    let used = counts.iter().rposition(|c| *c > 0).map_or(counts.len(), |last| last + 1);
    let keep = if count.by == By::Votes { used } else { counts.len() };
    let histogram = Histogram {
        edges: edges[..=keep].to_vec(),
        counts: counts[..keep].iter().map(|c| f64::from(*c)).collect(),
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

fn returns(medians: &[(Key, f64, u32)], language: Language) -> (String, Plot) {
    let finding = match (medians.first(), medians.last()) {
        (Some((best, high, _)), Some((least, low, _))) => {
            let (best, least) = (key(best, language), key(least, language));
            let (high, low) = (decimal(*high, 1, language), decimal(*low, 1, language));
            say!(
                language,
                "{best} es el género que más rinde: la mitad de sus películas recauda {high} veces su costo o más; el que \
                 menos, {least} ({low}). Se usa la mediana porque unos pocos éxitos inflan el promedio.",
                "{best} is the genre that returns most: half of its films make {high} times their cost or more; the least, \
                 {least} ({low}). The median is used because a few hits inflate the mean."
            )
        }
        _ => say!(
            language,
            "Ningún género tiene {FEW_RETURNS} películas con presupuesto y recaudación conocidos.",
            "No genre has {FEW_RETURNS} films with a known budget and revenue."
        ),
    };
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
