//! Sentences about films like one.

use super::conditions::conditions;
use super::films::genres;
use super::lists::TRY_LESS;
use crate::engine::{FilmRef, Missing, SimilarFilm};
use crate::query::Filters;
use crate::recommend::Reason;
use crate::render::markup::{Markup, strong};
use crate::render::{Language, Text, say};

pub(super) fn recommend(
    film: &FilmRef,
    items: &[SimilarFilm],
    filters: &Filters,
    missing: &[Missing],
    language: Language,
) -> Markup {
    let name = strong(format!("{} ({})", film.title, film.year));
    let what = conditions(filters, language);
    if items.is_empty() && filters.page == 0 && !what.is_empty() {
        let none = say!(
            language,
            "No hay en estos datos películas parecidas a {name} con esas condiciones",
            "There are no films like {name} in this data on those conditions"
        );
        return Markup::new().say(none).plain(": ").strong(what).plain(TRY_LESS.to(language));
    }
    if items.is_empty() {
        return Markup::new().say(match filters.page {
            0 => say!(
                language,
                "De {name} se sabe tan poco en estos datos que no puedo decir a qué se parece.",
                "This data tells so little about {name} that I can't say what it is like."
            ),
            _ => say!(language, "No tengo más parecidas a {name}.", "I have no more films like {name}."),
        });
    }
    let mut out = Markup::new().say(match (filters.page, what.is_empty()) {
        (0, true) => say!(language, "Si te gustó {name}, mira:", "If you liked {name}, watch:"),
        (0, false) => say!(language, "Parecidas a {name}, {what}:", "Like {name}, {what}:"),
        (_, true) => say!(language, "Más parecidas a {name}:", "More like {name}:"),
        (_, false) => say!(language, "Más parecidas a {name}, {what}:", "More like {name}, {what}:"),
    });
    for (i, item) in items.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", i + 1))
            .strong(item.film.title.as_str())
            .plain(format!(" ({})", item.film.year));
        let why: Vec<String> = item.reasons.iter().map(|r| reason(r, language)).collect();
        if !why.is_empty() {
            out = out.dim(format!(" — {}", why.join("; ")));
        }
    }
    if missing.is_empty() {
        return out;
    }
    let lack = |m: &Missing| match m {
        Missing::Overview => language.pick("sinopsis", "plot"),
        Missing::Cast => language.pick("reparto", "cast"),
        Missing::Keywords => language.pick("palabras clave", "keywords"),
    };
    let lacks = neither(&missing.iter().map(lack).collect::<Vec<_>>(), language);
    out.plain("\n").dim(say!(
        language,
        "En los datos no figura su {lacks}: el parecido se apoya en lo demás.",
        "The data does not have its {lacks}: the likeness rests on the rest."
    ))
}

/// `a, b ni c`.
fn neither(items: &[&str], language: Language) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., last] => {
            let start = start.join(", ");
            say!(language, "{start} ni {last}", "{start} or {last}")
        }
    }
}

/// Why two films are alike, in words.
pub fn reason(reason: &Reason, language: Language) -> String {
    let some = |names: &[String]| names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    let (what, names) = match reason {
        Reason::Collection(name) => (Text::new("misma saga", "same saga"), name.clone()),
        Reason::Directors(names) => (Text::new("misma dirección", "same director"), some(names)),
        Reason::Cast(names) => (Text::new("en el reparto", "in the cast"), some(names)),
        Reason::Keywords(names) => (Text::new("comparten", "in common"), some(names)),
        Reason::Genres(names) => (Text::new("género", "genre"), genres(names.iter().take(3), language)),
        Reason::Companies(names) => (Text::new("misma productora", "same company"), some(names)),
        Reason::Plot(words) => (Text::new("argumento parecido", "similar plot"), some(words)),
        Reason::Title => (Text::new("título parecido", "similar title"), String::new()),
        Reason::Years => (Text::new("de la misma época", "of the same years"), String::new()),
        Reason::Ratings => (Text::new("gusta a la misma gente", "liked by the same people"), String::new()),
    };
    let what = what.to(language);
    if names.is_empty() { what.to_owned() } else { format!("{what}: {names}") }
}
