//! The one thing that was asked of a film, said in a sentence before all there is to tell about it.

use super::super::markup::{Markup, strong};
use super::super::numbers::{date, list, whole};
use super::super::{Language, say};
use super::{dollars, named};
use crate::engine::{Body, Cast, FilmCard, FilmRef};
use crate::query::Fact;
use crate::text::{fold, words};

/// The sentence; `None` where the answer does not tell it.
pub fn told(fact: &Fact, body: &Body, language: Language) -> Option<Markup> {
    let said = match (fact, body) {
        (Fact::Length, Body::FilmCard(card)) => length(card, language),
        (Fact::Release, Body::FilmCard(card)) => {
            let (name, day) = (film(&card.film), strong(date(card.release_date, language)));
            say!(language, "{name} se estrenó el {day}.", "{name} was released on {day}.")
        }
        (Fact::Money, Body::FilmCard(card)) => money(card, language),
        (Fact::Director, Body::FilmCard(card)) => directed(&card.film, &card.directors, language),
        (Fact::Director, Body::Cast(cast)) => {
            directed(&cast.film, &cast.directors.iter().map(named).collect::<Vec<_>>(), language)
        }
        (Fact::Appears(person), Body::Cast(cast)) if cast.shown.page == 0 => appears(person, cast, language),
        _ => return None,
    };
    Some(Markup::new().say(said))
}

fn film(film: &FilmRef) -> impl std::fmt::Display {
    strong(format!("{} ({})", film.title, film.year))
}

fn length(card: &FilmCard, language: Language) -> String {
    let name = film(&card.film);
    let Some(runtime) = card.runtime else {
        return say!(language, "No tengo la duración de {name}.", "I do not have the length of {name}.");
    };
    let (hours, rest) = (runtime as u32 / 60, runtime as u32 % 60);
    let minutes = strong(format!("{} min", whole(f64::from(runtime), language)));
    match (hours, rest) {
        (0, _) => say!(language, "{name} dura {minutes}.", "{name} runs for {minutes}."),
        (_, 0) => say!(language, "{name} dura {minutes} ({hours} h).", "{name} runs for {minutes} ({hours} h)."),
        _ => say!(
            language,
            "{name} dura {minutes} ({hours} h {rest} min).",
            "{name} runs for {minutes} ({hours} h {rest} min)."
        ),
    }
}

fn money(card: &FilmCard, language: Language) -> String {
    let name = film(&card.film);
    let (cost, made) = (strong(dollars(card.budget, language)), strong(dollars(card.revenue, language)));
    match (card.budget > 0.0, card.revenue > 0.0) {
        (true, true) => say!(language, "{name} costó {cost} y recaudó {made}.", "{name} cost {cost} and made {made}."),
        (true, false) => say!(
            language,
            "{name} costó {cost}; cuánto recaudó no está en los datos.",
            "{name} cost {cost}; what it made is not in the data."
        ),
        (false, true) => say!(
            language,
            "{name} recaudó {made}; cuánto costó no está en los datos.",
            "{name} made {made}; what it cost is not in the data."
        ),
        (false, false) => say!(
            language,
            "Cuánto costó y cuánto recaudó {name} no está en los datos.",
            "What {name} cost and made is not in the data."
        ),
    }
}

fn directed(of: &FilmRef, directors: &[String], language: Language) -> String {
    let name = film(of);
    if directors.is_empty() {
        return say!(language, "Quién dirigió {name} no está en los datos.", "Who directed {name} is not in the data.");
    }
    let directors = strong(list(directors, language));
    say!(language, "La dirigió {directors}.", "{directors} directed it.")
}

fn appears(person: &str, cast: &Cast, language: Language) -> String {
    let name = film(&cast.film);
    let asked = fold(person);
    let same = |other: &str| words(&fold(other)).eq(words(&asked));
    match cast.cast.iter().find(|actor| same(&actor.title)) {
        Some(actor) => {
            let person = strong(actor.title.as_str());
            say!(language, "Sí, {person} está en el reparto de {name}.", "Yes, {person} is in the cast of {name}.")
        }
        None => {
            let person = strong(person);
            say!(
                language,
                "No, {person} no figura en el reparto de {name}.",
                "No, {person} is not listed in the cast of {name}."
            )
        }
    }
}
