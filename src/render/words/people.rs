//! Sentences about people.

use super::films::short_date;
use super::lists::onward;
use super::{FILM, counted, dollars, ratio};
use crate::engine::{ActorStats, DirectedFilm, DirectorStats};
use crate::render::markup::{Markup, code, strong};
use crate::render::{Language, say};

pub(super) fn actor(stats: &ActorStats, language: Language) -> Markup {
    let person = strong(&stats.person);
    if stats.films == 0 {
        let out = Markup::new().say(say!(
            language,
            "{person} no figura como intérprete en ninguna filmación de estos datos.",
            "{person} does not appear as an actor in any film of this data."
        ));
        if stats.directed == 0 {
            return out;
        }
        let (films, director) = (counted(stats.directed, FILM, language), code(format!("/director {}", stats.person)));
        return out.say(say!(language, " Sí dirigió {films}: {director}", " They did direct {films}: {director}"));
    }
    let (n, total) = (strong(stats.films), strong(ratio(stats.total_return, language)));
    let mean = strong(ratio(stats.mean_return, language));
    let films = if stats.films == 1 { "film" } else { "films" };
    let out = Markup::new().say(say!(
        language,
        "El actor {person} ha participado de {n} cantidad de filmaciones, el mismo ha conseguido un retorno de {total} con \
         un promedio de {mean} por filmación.",
        "The actor {person} has taken part in {n} {films}, with a return of {total} and a mean of {mean} per film."
    ));
    let suspects = (stats.suspect_budgets, stats.total_return_without_suspects);
    with_notes(out, &notes_of_money(stats.films_without_budget, suspects, language))
}

pub(super) fn director(stats: &DirectorStats, language: Language) -> Markup {
    let person = strong(&stats.person);
    if stats.films.is_empty() {
        return Markup::new().say(say!(
            language,
            "{person} no figura en la dirección de ninguna película de estos datos.",
            "{person} is not named as the director of any film in this data."
        ));
    }
    let n = stats.films.len() as u32;
    let total = strong(ratio(stats.total_return, language));
    let films = match n {
        1 => say!(language, "1 película dirigida", "1 film directed"),
        n => say!(language, "{n} películas dirigidas", "{n} films directed"),
    };
    let mut out = Markup::new().say(say!(
        language,
        "{person} consiguió un retorno total de {total} con {films}:",
        "{person} has a total return of {total} with {films}:"
    ));
    for film in &stats.films[stats.shown.places(stats.films.len())] {
        out = out.plain("\n• ").strong(film.title.as_str()).plain(money(film, language));
    }
    let suspects = (stats.suspect_budgets, stats.total_return_without_suspects);
    let mut notes = notes_of_money(0, suspects, language);
    notes.extend(onward(stats.shown, stats.films.len(), language));
    with_notes(out, &notes)
}

/// When a film came out and what it cost and brought in, to follow its title.
pub(super) fn money(film: &DirectedFilm, language: Language) -> String {
    let (cost, made) = (dollars(film.budget, language), dollars(film.revenue, language));
    let money = match (film.budget > 0.0, film.revenue > 0.0) {
        (true, true) => {
            let (ratio, gain) = (ratio(film.return_ratio, language), dollars(film.gain(), language));
            say!(
                language,
                "retorno {ratio}, costo {cost}, recaudación {made}, ganancia {gain}",
                "return {ratio}, cost {cost}, revenue {made}, gain {gain}"
            )
        }
        (true, false) => {
            say!(language, "retorno 0, costo {cost}, recaudación desconocida", "return 0, cost {cost}, revenue unknown")
        }
        (false, true) => say!(
            language,
            "retorno 0 (costo desconocido), recaudación {made}",
            "return 0 (cost unknown), revenue {made}"
        ),
        (false, false) => say!(language, "sin datos de costo ni recaudación", "no data on cost or revenue"),
    };
    format!(" ({}): {money}", short_date(film.release_date, language))
}

/// What to mind about sums of returns: how many films have no known budget, and how many a budget that cannot be right,
/// with the sum without those.
pub(super) fn notes_of_money(unknown: u32, (suspects, without): (u32, f64), language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    match unknown {
        0 => {}
        1 => notes.push(say!(
            language,
            "1 no tiene presupuesto conocido y cuenta como retorno 0.",
            "1 has no known budget and counts as return 0."
        )),
        n => {
            let n = crate::render::numbers::whole(f64::from(n), language);
            notes.push(say!(
                language,
                "{n} no tienen presupuesto conocido y cuentan como retorno 0.",
                "{n} have no known budget and count as return 0."
            ));
        }
    }
    if suspects > 0 {
        let (films, ratio) = (counted(suspects, FILM, language), ratio(without, language));
        let have = if suspects == 1 { language.pick("tiene", "has") } else { language.pick("tienen", "have") };
        notes.push(say!(
            language,
            "{films} {have} en los datos un costo de menos de 1000 dólares, casi seguro expresado en millones: sin contar \
             eso, el retorno es {ratio}.",
            "{films} {have} a cost of less than 1,000 dollars in the data, almost surely meant as millions: without that, \
             the return is {ratio}."
        ));
    }
    notes
}

pub(super) fn with_notes(out: Markup, notes: &[String]) -> Markup {
    if notes.is_empty() { out } else { out.plain("\n").dim(notes.join(" ")) }
}
