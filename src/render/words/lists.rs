//! Sentences of lists and sums: discovery, filmographies, casts, sagas, counts.

use super::conditions::filters;
use super::people::{money, notes_of_money, with_notes};
use super::{FILM, VOTE, counted, dollars, named, quoted, ratio};
use crate::engine::{
    Cast, Counted, Discovered, FEW_VOTES, FilmRef, Filmography, ListedFilm, Onward, Part, Saga, Shown, Suggestion,
    Totals,
};
use crate::query::{Group, Intent, Sort};
use crate::render::markup::{Markup, code, strong};
use crate::render::numbers::{decimal, list, whole};
use crate::render::{Language, Text, say};

/// Where a list goes on.
pub(super) const MORE: Text = Text::new("Di «más» para ver las siguientes.", "Say “more” to see the next ones.");

/// Where nothing passes some filters.
pub(super) const TRY_LESS: Text = Text::new(". Prueba quitando alguna condición.", ". Try leaving out some condition.");

pub(super) fn discovered(found: &Discovered, language: Language) -> Markup {
    let what = filters(&found.filters, language);
    if found.total == 0 {
        let out = Markup::new().plain(
            language.pick("No hay ninguna película así en estos datos", "There is no film like that in this data"),
        );
        let out = if what.is_empty() { out } else { out.plain(": ").strong(what) };
        return out.plain(TRY_LESS.to(language));
    }
    let sort = found.filters.sort.unwrap_or(Sort::Best);
    if found.films.is_empty() {
        return Markup::new()
            .plain(language.pick("No hay más películas en esa lista.", "There are no more films on that list."));
    }
    let all = found.films.len() == found.total as usize;
    let films = strong(counted(found.total, FILM, language));
    let mut out = Markup::new().say(match all {
        true if found.total == 1 => say!(language, "Hay {films}", "There is {films}"),
        true => say!(language, "Hay {films}", "There are {films}"),
        false => say!(language, "De {films}", "Of {films}"),
    });
    if !what.is_empty() {
        out = out.plain(format!(" ({what})"));
    }
    let order = order(sort, language);
    out = out.plain(match (all, found.total) {
        (true, 1) => ":".to_owned(),
        (true, _) => say!(language, ", {order} primero:", ", {order} first:"),
        (false, _) if found.filters.page > 0 => say!(language, ", siguen {order}:", ", next come {order}:"),
        (false, _) => format!(", {order}:"),
    });
    let before = found.before;
    for (i, film) in found.films.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", before + i + 1))
            .strong(film.film.title.as_str())
            .plain(format!(" ({})", film.film.year));
        let detail = detail(film, sort, language);
        if !detail.is_empty() {
            out = out.plain(format!(" — {detail}"));
        }
    }
    let mut notes = Vec::new();
    if !matches!(sort, Sort::Best | Sort::Popular | Sort::Grossing) {
        notes.push(say!(
            language,
            "Entre las que tienen al menos {FEW_VOTES} votos.",
            "Among those with at least {FEW_VOTES} votes."
        ));
    }
    if before + found.films.len() < found.ordered as usize {
        notes.push(MORE.to(language).to_owned());
    }
    with_notes(out, &notes)
}

fn order(sort: Sort, language: Language) -> &'static str {
    match sort {
        Sort::Best => language.pick("las mejor valoradas", "the best rated"),
        Sort::Worst => language.pick("las peor valoradas", "the worst rated"),
        Sort::LittleKnown => {
            language.pick("las mejor valoradas de las poco conocidas", "the best rated of the little known")
        }
        Sort::Costliest => language.pick("las más caras", "the most expensive"),
        Sort::Profitable => language.pick("las de mayor retorno", "those with the highest return"),
        Sort::Grossing => language.pick("las que más recaudaron", "those that made most"),
        Sort::Popular => language.pick("las más populares", "the most popular"),
        Sort::Newest => language.pick("las más nuevas", "the newest"),
        Sort::Oldest => language.pick("las más antiguas", "the oldest"),
        Sort::Longest => language.pick("las más largas", "the longest"),
        Sort::Shortest => language.pick("las más cortas", "the shortest"),
    }
}

pub(super) fn detail(film: &ListedFilm, sort: Sort, language: Language) -> String {
    let votes = || {
        let (mean, n) = film.votes?;
        (n > 0).then(|| format!("{} ({})", decimal(mean, 1, language), counted(n, VOTE, language)))
    };
    match sort {
        Sort::Profitable => {
            let ratio = ratio(film.return_ratio, language);
            say!(language, "retorno {ratio}", "return {ratio}")
        }
        Sort::Grossing => {
            let revenue = dollars(film.revenue, language);
            say!(language, "recaudó {revenue}", "made {revenue}")
        }
        Sort::Longest | Sort::Shortest => {
            film.runtime.map(|m| format!("{} min", whole(f64::from(m), language))).unwrap_or_default()
        }
        Sort::Costliest => {
            let budget = dollars(film.budget, language);
            say!(language, "costó {budget}", "cost {budget}")
        }
        Sort::Best | Sort::Worst | Sort::LittleKnown | Sort::Popular | Sort::Newest | Sort::Oldest => {
            votes().unwrap_or_default()
        }
    }
}

pub(super) fn filmography(films: &Filmography, language: Language) -> Markup {
    let total = films.films.len();
    let person = strong(&films.person);
    if total == 0 {
        return Markup::new().say(say!(
            language,
            "De {person} no hay ninguna película en estos datos.",
            "There are no films of {person} in this data."
        ));
    }
    let places = films.shown.places(total);
    let directed = films.films.iter().filter(|(_, part)| *part != Part::Acted).count() as u32;
    let acted = films.films.iter().filter(|(_, part)| *part != Part::Directed).count() as u32;
    let mut out =
        Markup::new().strong(films.person.as_str()).plain(format!(": {}", counted(total as u32, FILM, language)));
    if directed > 0 {
        out = out.plain(say!(
            language,
            " (actuó en {acted}, dirigió {directed})",
            " (acted in {acted}, directed {directed})"
        ));
    }
    out = out.plain(match places.start {
        0 => language.pick(". Las más recientes:", ". The latest ones:"),
        _ => language.pick(". Siguen:", ". Next:"),
    });
    for (i, (film, part)) in places.clone().zip(&films.films[places]) {
        let part = match part {
            Part::Acted => "",
            Part::Directed => language.pick(" — dirección", " — director"),
            Part::Both => language.pick(" — dirección y reparto", " — director and cast"),
        };
        out = out
            .plain(format!("\n{}. ", i + 1))
            .strong(film.film.title.as_str())
            .plain(format!(" ({}){part}", film.film.year));
    }
    with_notes(out, &onward(films.shown, total, language))
}

pub(super) fn cast(cast: &Cast, language: Language) -> Markup {
    let mut out = Markup::new().strong(format!("{} ({})", cast.film.title, cast.film.year));
    let names = |people: &[Suggestion]| people.iter().map(named).collect::<Vec<_>>();
    out = match cast.directors.as_slice() {
        [] => out.plain(language.pick("\nDirección: sin datos.", "\nDirector: not in the data.")),
        directors => {
            let directors = strong(list(&names(directors), language));
            out.say(say!(language, "\nDirección: {directors}", "\nDirected by {directors}"))
        }
    };
    if cast.cast.is_empty() {
        return out.plain(language.pick("\nReparto: sin datos.", "\nCast: not in the data."));
    }
    out = out.plain(language.pick("\nReparto:", "\nCast:"));
    let places = cast.shown.places(cast.cast.len());
    for (i, person) in places.clone().zip(&cast.cast[places]) {
        out = out.plain(format!("\n{}. ", i + 1)).plain(named(person));
    }
    with_notes(out, &onward(cast.shown, cast.cast.len(), language))
}

/// How a list of `all` goes on after the page that is shown; nothing where all of it is.
pub(super) fn onward(shown: Shown, all: usize, language: Language) -> Vec<String> {
    let pages = all.div_ceil(shown.size.max(1));
    let said = match shown.onward {
        Onward::Number if pages > 1 => {
            let page = shown.page + 1;
            say!(language, "Página {page} de {pages}.", "Page {page} of {pages}.")
        }
        Onward::Say if shown.has_more(all) => MORE.to(language).to_owned(),
        Onward::Rest if shown.has_more(all) => {
            let rest = all - shown.places(all).end;
            say!(language, "… y {rest} más.", "… and {rest} more.")
        }
        _ => return Vec::new(),
    };
    vec![said]
}

/// Where a list is asked for more than it has.
pub(super) fn no_more(language: Language) -> Markup {
    Markup::new()
        .plain(language.pick("Eso es todo: no hay más en esa lista.", "That's all: there is no more on that list."))
}

/// Where more is asked for and there is no list.
pub(super) fn no_list(language: Language) -> Markup {
    let example = code(language.pick("comedias de los 90", "comedies of the 90s"));
    Markup::new().say(say!(
        language,
        "No hay ninguna lista que seguir. Pídeme una, por ejemplo: {example}.",
        "There is no list to go on with. Ask me for one, for example: {example}."
    ))
}

/// A line that says how many of `all` are left out where only `shown` are shown; nothing where none is.
pub(super) fn and_more(all: usize, shown: usize, language: Language) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        rest => say!(language, "\n… y {rest} más.", "\n… and {rest} more."),
    }
}

pub(super) fn saga(saga: &Saga, language: Language) -> Markup {
    let mut out =
        Markup::new().strong(saga.saga.as_str()).plain(format!(": {}", counted(saga.totals.films, FILM, language)));
    out.append(sums(&saga.totals, language));
    for film in &saga.films[saga.shown.places(saga.films.len())] {
        out = out.plain("\n• ").strong(film.title.as_str()).plain(money(film, language));
    }
    let mut notes = notes(&saga.totals, &saga.others, language);
    notes.extend(onward(saga.shown, saga.films.len(), language));
    with_notes(out, &notes)
}

pub(super) fn count_by(counts: &Counted, language: Language) -> Markup {
    let totals = &counts.totals;
    let name = strong(match &counts.group {
        Group::Year(year) => year.to_string(),
        Group::Language(term) | Group::Country(term) => term.said_in(language),
        Group::Company(company) => company.clone(),
    });
    let of = match &counts.group {
        Group::Year(_) => say!(language, "De {name}", "from {name}"),
        Group::Language(_) => say!(language, "En {name}", "in {name}"),
        Group::Country(_) => say!(language, "De {name}", "from {name}"),
        Group::Company(_) => say!(language, "De la productora {name}", "from the company {name}"),
    };
    if totals.films == 0 {
        return Markup::new().say(say!(
            language,
            "{of} no hay ninguna película en estos datos.",
            "There are no films {of} in this data."
        ));
    }
    let films = strong(counted(totals.films, FILM, language));
    let are = if totals.films == 1 { "is" } else { "are" };
    let mut out = Markup::new().say(say!(language, "{of} hay {films}", "There {are} {films} {of}"));
    out.append(sums(totals, language));
    if !counts.best.is_empty() {
        out = out.plain(language.pick("\nLas mejor valoradas:", "\nThe best rated:"));
    }
    for (i, film) in counts.best.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", i + 1))
            .strong(film.film.title.as_str())
            .plain(format!(" ({})", film.film.year));
    }
    with_notes(out, &notes(totals, &counts.others, language))
}

/// ", que duran en promedio 98 minutos; retorno total 12,3 (promedio 0,4) y ganancia de 5.000 US$."
fn sums(totals: &Totals, language: Language) -> Markup {
    let mut out = Markup::new();
    if let Some(minutes) = totals.mean_minutes {
        let minutes = decimal(minutes, 1, language);
        let minutes = strong(say!(language, "{minutes} minutos", "{minutes} minutes"));
        out = out.say(match totals.films {
            1 => say!(language, ", que dura {minutes}", ", {minutes} long"),
            _ => say!(language, ", que duran en promedio {minutes}", ", {minutes} long on average"),
        });
    }
    if totals.total_return <= 0.0 {
        return out.plain(language.pick(". No hay datos de su retorno.", ". There is no data on their return."));
    }
    let (total, mean) = (strong(ratio(totals.total_return, language)), strong(ratio(totals.mean_return, language)));
    let (gain, each) = (strong(dollars(totals.total_gain, language)), dollars(totals.mean_gain, language));
    out.say(say!(
        language,
        "; retorno total {total}, promedio {mean}; ganancia {gain}, promedio {each}.",
        "; total return {total}, mean {mean}; gain {gain}, mean {each}."
    ))
}

fn notes(totals: &Totals, others: &[String], language: Language) -> Vec<String> {
    let unknown = if totals.total_return > 0.0 { totals.films_without_budget } else { 0 };
    let suspects = (totals.suspect_budgets, totals.total_return_without_suspects);
    let mut notes = notes_of_money(unknown, suspects, language);
    if !others.is_empty() {
        let others = list(others, language);
        notes.push(say!(language, "También hay: {others}.", "Also: {others}."));
    }
    notes
}

pub(super) fn no_group(intent: Intent, text: &str, nearest: &[String], language: Language) -> Markup {
    let text = strong(quoted(text, language));
    let (example, out) = match intent {
        Intent::Saga => (
            "/saga Toy Story",
            say!(language, "No encontré ninguna saga llamada {text}", "I couldn't find any saga called {text}"),
        ),
        _ => (
            "/cuantas Pixar",
            say!(
                language,
                "No encontré ninguna productora llamada {text}",
                "I couldn't find any company called {text}"
            ),
        ),
    };
    if !nearest.is_empty() {
        let out = Markup::new().say(say!(language, "{out}. ¿Quisiste decir…?", "{out}. Did you mean…?"));
        return bullets(out, nearest);
    }
    let example = code(example);
    Markup::new().say(say!(language, "{out}. Por ejemplo: {example}", "{out}. For example: {example}"))
}

/// A film that is asked for as a saga and belongs to none.
pub(super) fn of_no_saga(film: &FilmRef, nearest: &[String], language: Language) -> Markup {
    let name = strong(format!("{} ({})", film.title, film.year));
    let out = Markup::new().say(say!(language, "{name} no es de ninguna saga.", "{name} is not part of any saga."));
    match nearest.is_empty() {
        true => out,
        false => {
            bullets(out.plain(language.pick(" De nombre parecido hay:", " Of a similar name there are:")), nearest)
        }
    }
}

fn bullets(out: Markup, names: &[String]) -> Markup {
    names.iter().fold(out, |out, name| out.plain("\n• ").strong(name.as_str()))
}
