//! Sentences about the platforms' catalogues.

use super::lists::and_more;
use super::{FILM, MINUTE, SEASON, SHOW, TITLE, counted, quoted, title_case};
use crate::catalog::{Platform, TitleKind, Titles, Unit};
use crate::engine::{LongTitle, Slots};
use crate::query::Titled;
use crate::render::markup::{Markup, strong};
use crate::render::numbers::{decimal, list};
use crate::render::{Language, say};
use crate::world::{Kind, Term};

/// How many titles that tie are named.
const SHOWN: usize = 10;

/// ` de 2018 en Netflix`, or what of it was asked.
fn filters(slots: &Slots, language: Language) -> String {
    let year = slots.year.map(|y| say!(language, " de {y}", " from {y}")).unwrap_or_default();
    let platform = slots.platform.map(|p| p.label()).map(|p| say!(language, " en {p}", " on {p}"));
    format!("{year}{}", platform.unwrap_or_default())
}

/// ` en los títulos de 2018 en Netflix`; nothing where nothing was asked for.
fn in_titles(slots: &Slots, language: Language) -> String {
    let filters = filters(slots, language);
    match slots.year {
        Some(_) => say!(language, " en los títulos{filters}", " in the titles{filters}"),
        None => filters,
    }
}

pub(super) fn longest(slots: &Slots, titles: &[LongTitle], unit: Unit, language: Language) -> Markup {
    let asked = filters(slots, language);
    let Some(first) = titles.first() else {
        return Markup::new().plain(match unit {
            Unit::Min => say!(
                language,
                "No hay ningún título{asked} con duración en minutos.",
                "There is no title{asked} with a length in minutes."
            ),
            Unit::Season => {
                say!(language, "No hay ningún título{asked} con temporadas.", "There is no title{asked} with seasons.")
            }
        });
    };
    let unit = match unit {
        Unit::Min => MINUTE,
        Unit::Season => SEASON,
    };
    let length = strong(counted(first.duration, unit, language));
    if titles.len() == 1 {
        let (title, details) = (strong(title_case(&first.title)), details(slots, first, language));
        return Markup::new().say(say!(
            language,
            "Lo más largo{asked} es {title} ({details}), con {length}.",
            "The longest{asked} is {title} ({details}): {length}."
        ));
    }
    let tied = counted(titles.len() as u32, TITLE, language);
    let mut out = Markup::new().say(say!(
        language,
        "Lo más largo{asked} dura {length}, y empatan {tied}:",
        "The longest{asked} lasts {length}, a tie of {tied}:"
    ));
    for title in titles.iter().take(SHOWN) {
        let details = details(slots, title, language);
        out = out.plain("\n• ").strong(title_case(&title.title)).plain(format!(" ({details})"));
    }
    out.plain(and_more(titles.len(), SHOWN, language))
}

/// Kind, year and platform of a title, without what was asked for already.
fn details(slots: &Slots, title: &LongTitle, language: Language) -> String {
    let kind = match title.kind {
        TitleKind::Movie => FILM,
        TitleKind::Show => SHOW,
    };
    let mut parts = vec![kind.one.to(language).to_owned()];
    if slots.year.is_none() {
        parts.extend(title.year.map(|y| y.to_string()));
    }
    if slots.platform.is_none() {
        parts.push(title.platform.label().to_owned());
    }
    parts.join(", ")
}

fn apart(movies: u32, shows: u32, language: Language) -> String {
    let (movies, shows) = (counted(movies, FILM, language), counted(shows, SHOW, language));
    say!(language, "{movies} y {shows}", "{movies} and {shows}")
}

pub(super) fn score_count(slots: &Slots, movies: u32, shows: u32, scored: u32, language: Language) -> Markup {
    let limit = strong(slots.score.map(|s| decimal(s.value(), 3, language)).unwrap_or_default());
    let asked = filters(slots, language);
    let out = match movies + shows {
        0 => {
            let none = strong(language.pick("ningún título", "no title"));
            say!(
                language,
                "No hay {none}{asked} con un puntaje mayor que {limit}.",
                "There is {none}{asked} with a score above {limit}."
            )
        }
        n => {
            let (titles, apart) = (strong(counted(n, TITLE, language)), apart(movies, shows, language));
            let are = if n == 1 { "is" } else { "are" };
            say!(
                language,
                "Hay {titles}{asked} con un puntaje mayor que {limit} ({apart}).",
                "There {are} {titles}{asked} with a score above {limit} ({apart})."
            )
        }
    };
    let rated = counted(scored, TITLE, language);
    let note = match scored {
        0 => say!(
            language,
            "Ninguno de esos títulos tiene valoraciones en estos datos.",
            "None of those titles has ratings in this data."
        ),
        1 => say!(
            language,
            "El puntaje va de 0,5 a 5 y es la media de las valoraciones; hay un solo título con valoraciones.",
            "The score goes from 0.5 to 5 and is the mean of the ratings; only one title has ratings."
        ),
        _ => say!(
            language,
            "El puntaje va de 0,5 a 5 y es la media de las valoraciones; hay {rated} con valoraciones.",
            "The score goes from 0.5 to 5 and is the mean of the ratings; {rated} have ratings."
        ),
    };
    Markup::new().say(out).plain("\n").dim(note)
}

pub(super) fn count(platform: Platform, movies: u32, shows: u32, language: Language) -> Markup {
    let (platform, titles) = (strong(platform.label()), strong(counted(movies + shows, TITLE, language)));
    let apart = apart(movies, shows, language);
    Markup::new().say(say!(language, "{platform} tiene {titles}: {apart}.", "{platform} has {titles}: {apart}."))
}

/// How many titles the platforms have of a country, kind and year, or of an age rating.
pub(super) fn titles(titled: &Titled, titles: &Titles, language: Language) -> Markup {
    let who = match titled.platform.map(|platform| platform.label()) {
        Some(platform) => say!(language, "{platform} tiene ", "{platform} has "),
        None => language.pick("Las plataformas tienen ", "The platforms have ").to_owned(),
    };
    let all = titles.movies + titles.shows;
    let what = match titled.kind {
        Some(TitleKind::Movie) => counted(all, FILM, language),
        Some(TitleKind::Show) => counted(all, SHOW, language),
        None => counted(all, TITLE, language),
    };
    let mut out = Markup::new().plain(who).strong(what);
    if let Some(year) = titled.year {
        out = out.plain(say!(language, " de {year}", " of {year}"));
    }
    if let Some(country) = &titled.country {
        let named = Term::named(Kind::Country, country).map(|term| term.said_in(language));
        out = out.plain(language.pick(" de ", " from ")).strong(named.unwrap_or_else(|| title_case(country)));
    }
    if let Some(rating) = &titled.rating {
        out = out.plain(language.pick(" con la clasificación ", " rated ")).strong(rating.to_uppercase());
    }
    match titled.kind {
        None => out.plain(format!(": {}.", apart(titles.movies, titles.shows, language))),
        Some(_) => out.plain("."),
    }
}

/// No title has that age rating; these are the ones there are.
pub(super) fn no_rating(rating: &str, known: &[String], language: Language) -> Markup {
    let known = list(&known.iter().map(|r| r.to_uppercase()).collect::<Vec<_>>(), language);
    let rating = strong(quoted(rating, language));
    Markup::new().say(say!(
        language,
        "Ningún título tiene la clasificación {rating}. Las que hay son {known}.",
        "No title has the rating {rating}. Those that there are: {known}."
    ))
}

pub(super) fn top_actor(slots: &Slots, names: &[String], count: u32, titles: u32, language: Language) -> Markup {
    if names.is_empty() {
        let asked = filters(slots, language);
        return Markup::new().say(match slots.platform.map(|platform| strong(platform.label())) {
            _ if titles == 0 => say!(language, "No hay ningún título{asked}.", "There is no title{asked}."),
            Some(platform) => say!(
                language,
                "El catálogo de {platform} no trae repartos en estos datos, así que no se puede saber quién se repite.",
                "The catalogue of {platform} has no casts in this data, so there is no telling who appears most."
            ),
            None => say!(
                language,
                "Ningún título{asked} trae reparto en estos datos.",
                "No title{asked} has a cast in this data."
            ),
        });
    }
    let (appears, asked) = (strong(counted(count, TITLE, language)), in_titles(slots, language));
    if let [only] = names {
        let person = strong(title_case(only));
        return Markup::new().say(say!(
            language,
            "{person} es quien más aparece{asked} según los catálogos de las plataformas: {appears}.",
            "{person} appears most{asked} by the catalogues of the platforms: {appears}."
        ));
    }
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|n| title_case(n)).collect();
    if names.len() > SHOWN {
        let rest = names.len() - SHOWN;
        shown.push(say!(language, "{rest} más", "{rest} more"));
    }
    let people = strong(list(&shown, language));
    Markup::new().say(say!(
        language,
        "Empatan quienes más aparecen{asked}, con {appears} cada uno: {people}.",
        "A tie of those who appear most{asked}, with {appears} each: {people}."
    ))
}
