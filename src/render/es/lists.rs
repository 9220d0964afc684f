//! Sentences of lists and sums: discovery, filmographies, casts, sagas, counts.

use super::films::genre;
use super::people::{money, suspects, with_notes};
use super::{ES, counted, dollars, named, ratio};
use crate::engine::{
    CAST_SHOWN, Cast, Counted, Discovered, FEW_VOTES, Filmography, ListedFilm, PAGE, Part, Saga, Totals,
};
use crate::query::{FIRST_YEAR, Filters, Group, Intent, LAST_YEAR, Sort};
use crate::render::markup::Markup;
use crate::render::numbers::{decimal, list, whole};

/// How many films of a saga are shown before the rest is summed up.
const SHOWN: usize = 30;

pub(super) fn discovered(found: &Discovered) -> Markup {
    let what = filters(&found.filters);
    if found.total == 0 {
        let out = Markup::new().plain("No hay ninguna película así en estos datos");
        let out = if what.is_empty() { out } else { out.plain(": ").strong(what) };
        return out.plain(". Prueba quitando alguna condición.");
    }
    let sort = found.filters.sort.unwrap_or(Sort::Best);
    if found.films.is_empty() {
        return Markup::new().plain("No hay más películas en esa lista.");
    }
    let all = found.films.len() == found.total as usize;
    let films = counted(found.total, "película", "películas");
    let mut out = Markup::new().plain(if all { "Hay " } else { "De " }).strong(films);
    if !what.is_empty() {
        out = out.plain(format!(" ({what})"));
    }
    out = match (all, found.total) {
        (true, 1) => out.plain(":"),
        (true, _) => out.plain(format!(", {} primero:", order(sort))),
        (false, _) if found.filters.page > 0 => out.plain(format!(", siguen {}:", order(sort))),
        (false, _) => out.plain(format!(", {}:", order(sort))),
    };
    let before = usize::from(found.filters.page) * PAGE;
    for (i, film) in found.films.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", before + i + 1))
            .strong(film.film.title.as_str())
            .plain(format!(" ({})", film.film.year));
        let detail = detail(film, sort);
        if !detail.is_empty() {
            out = out.plain(format!(" — {detail}"));
        }
    }
    let mut notes = Vec::new();
    if !matches!(sort, Sort::Best | Sort::Popular | Sort::Grossing) {
        notes.push(format!("Entre las que tienen al menos {FEW_VOTES} votos."));
    }
    if before + found.films.len() < found.ordered as usize {
        notes.push("Di «más» para ver las siguientes.".to_owned());
    }
    with_notes(out, &notes)
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Best => "las mejor valoradas",
        Sort::Profitable => "las de mayor retorno",
        Sort::Grossing => "las que más recaudaron",
        Sort::Popular => "las más populares",
        Sort::Newest => "las más nuevas",
        Sort::Oldest => "las más antiguas",
        Sort::Longest => "las más largas",
        Sort::Shortest => "las más cortas",
    }
}

pub(super) fn detail(film: &ListedFilm, sort: Sort) -> String {
    let votes = || {
        let (mean, n) = film.votes?;
        (n > 0).then(|| format!("{} ({})", decimal(mean, 1, ES), counted(n, "voto", "votos")))
    };
    match sort {
        Sort::Profitable => format!("retorno {}", ratio(film.return_ratio)),
        Sort::Grossing => format!("recaudó {}", dollars(film.revenue)),
        Sort::Longest | Sort::Shortest => {
            film.runtime.map(|m| format!("{} min", whole(f64::from(m), ES))).unwrap_or_default()
        }
        Sort::Best | Sort::Popular | Sort::Newest | Sort::Oldest => votes().unwrap_or_default(),
    }
}

/// The filters in words: "comedia, de 1990 a 1999, en Netflix".
pub(super) fn filters(filters: &Filters) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !filters.genres.is_empty() {
        let genres: Vec<&str> = filters.genres.iter().map(|g| genre(g.code())).collect();
        parts.push(list(&genres, ES));
    }
    parts.extend(filters.theme.map(|t| format!("con {}", t.name())));
    parts.extend(filters.country.map(|c| c.name().to_owned()));
    parts.extend(filters.language.map(|l| format!("en {}", l.name())));
    parts.extend(filters.years.map(years));
    parts.extend(filters.platform.map(|p| format!("en {}", p.label())));
    parts.extend(filters.score.map(|s| format!("con más de {} sobre 10", decimal(s.value(), 2, ES))));
    parts.extend(filters.least.map(|m| format!("de {m} minutos o más")));
    parts.extend(filters.most.map(|m| format!("de {m} minutos o menos")));
    parts.join(", ")
}

fn years((first, last): (u16, u16)) -> String {
    match (first, last) {
        (first, last) if first == last => format!("de {first}"),
        (first, LAST_YEAR) => format!("desde {first}"),
        (FIRST_YEAR, last) => format!("hasta {last}"),
        (first, last) => format!("de {first} a {last}"),
    }
}

pub(super) fn filmography(films: &Filmography) -> Markup {
    let total = films.films.len();
    if total == 0 {
        return Markup::new()
            .plain("De ")
            .strong(films.person.as_str())
            .plain(" no hay ninguna película en estos datos.");
    }
    let before = usize::from(films.page) * PAGE;
    if before >= total {
        return Markup::new().plain("No hay más películas de ").strong(films.person.as_str()).plain(".");
    }
    let directed = films.films.iter().filter(|(_, part)| *part != Part::Acted).count() as u32;
    let acted = films.films.iter().filter(|(_, part)| *part != Part::Directed).count() as u32;
    let mut out = Markup::new()
        .strong(films.person.as_str())
        .plain(format!(": {}", counted(total as u32, "película", "películas")));
    if directed > 0 {
        out = out.plain(format!(" (actuó en {acted}, dirigió {directed})"));
    }
    out = out.plain(if before == 0 { ". Las más recientes:" } else { ". Siguen:" });
    for (i, (film, part)) in films.films.iter().enumerate().skip(before).take(PAGE) {
        let part = match part {
            Part::Acted => "",
            Part::Directed => " — dirección",
            Part::Both => " — dirección y reparto",
        };
        out = out
            .plain(format!("\n{}. ", i + 1))
            .strong(film.film.title.as_str())
            .plain(format!(" ({}){part}", film.film.year));
    }
    let more = before + PAGE < total;
    with_notes(out, &more.then(|| "Di «más» para ver las siguientes.".to_owned()).into_iter().collect::<Vec<_>>())
}

pub(super) fn cast(cast: &Cast) -> Markup {
    let mut out = Markup::new().strong(format!("{} ({})", cast.film.title, cast.film.year));
    let names = |people: &[crate::engine::Suggestion]| people.iter().map(named).collect::<Vec<_>>();
    out = match cast.directors.as_slice() {
        [] => out.plain("\nDirección: sin datos."),
        directors => out.plain("\nDirección: ").strong(list(&names(directors), ES)),
    };
    if cast.cast.is_empty() {
        return out.plain("\nReparto: sin datos.");
    }
    out = out.plain("\nReparto:");
    for (i, name) in names(&cast.cast).iter().take(CAST_SHOWN).enumerate() {
        out = out.plain(format!("\n{}. ", i + 1)).plain(name.as_str());
    }
    match cast.cast.len().saturating_sub(CAST_SHOWN) {
        0 => out,
        rest => out.plain(format!("\n… y {rest} más.")),
    }
}

pub(super) fn saga(saga: &Saga) -> Markup {
    let mut out = Markup::new()
        .strong(saga.saga.as_str())
        .plain(format!(": {}", counted(saga.totals.films, "película", "películas")));
    out.append(sums(&saga.totals));
    for film in saga.films.iter().take(SHOWN) {
        out = out.plain("\n• ").strong(film.title.as_str()).plain(money(film));
    }
    if saga.films.len() > SHOWN {
        out = out.plain(format!("\n… y {} más.", saga.films.len() - SHOWN));
    }
    with_notes(out, &notes(&saga.totals, &saga.others))
}

pub(super) fn count_by(counts: &Counted) -> Markup {
    let out = match &counts.group {
        Group::Year(year) => Markup::new().plain("De ").strong(year.to_string()),
        Group::Language(language) => Markup::new().plain("En ").strong(language.name()),
        Group::Country(country) => Markup::new().plain("De ").strong(country.name()),
        Group::Company(company) => Markup::new().plain("De la productora ").strong(company.as_str()),
    };
    let totals = &counts.totals;
    if totals.films == 0 {
        return out.plain(" no hay ninguna película en estos datos.");
    }
    let mut out = out.plain(" hay ").strong(counted(totals.films, "película", "películas"));
    out.append(sums(totals));
    if !counts.best.is_empty() {
        out = out.plain("\nLas mejor valoradas:");
    }
    for (i, film) in counts.best.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", i + 1))
            .strong(film.film.title.as_str())
            .plain(format!(" ({})", film.film.year));
    }
    with_notes(out, &notes(totals, &counts.others))
}

/// ", que duran en promedio 98 minutos; retorno total 12,3 (promedio 0,4) y ganancia de 5.000 US$."
fn sums(totals: &Totals) -> Markup {
    let mut out = Markup::new();
    if let Some(minutes) = totals.mean_minutes {
        out = out.plain(", que duran en promedio ").strong(format!("{} minutos", decimal(minutes, 1, ES)));
    }
    if totals.total_return <= 0.0 {
        return out.plain(". No hay datos de su retorno.");
    }
    out.plain("; retorno total ")
        .strong(ratio(totals.total_return))
        .plain(", promedio ")
        .strong(ratio(totals.mean_return))
        .plain(", ganancia ")
        .strong(dollars(totals.total_gain))
        .plain(".")
}

fn notes(totals: &Totals, others: &[String]) -> Vec<String> {
    let mut notes = Vec::new();
    if totals.films_without_budget > 0 && totals.total_return > 0.0 {
        let films = counted(
            totals.films_without_budget,
            "no tiene presupuesto conocido y cuenta",
            "no tienen presupuesto conocido y cuentan",
        );
        notes.push(format!("{films} como retorno 0."));
    }
    notes.extend(suspects(totals.suspect_budgets, totals.total_return_without_suspects));
    if !others.is_empty() {
        notes.push(format!("También hay: {}.", list(others, ES)));
    }
    notes
}

pub(super) fn no_group(intent: Intent, text: &str) -> Markup {
    let (what, example) = match intent {
        Intent::Saga => ("ninguna saga llamada", "/saga Toy Story"),
        _ => ("ninguna productora llamada", "/cuantas Pixar"),
    };
    Markup::new()
        .plain(format!("No encontré {what} "))
        .strong(format!("«{text}»"))
        .plain(". Por ejemplo: ")
        .code(example)
}
