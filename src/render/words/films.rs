//! Sentences about films.

use chrono::{Datelike, Month, Weekday};

use super::lists::onward;
use super::people::with_notes;
use super::{FILM, RATING, SEASON, VOTE, counted, dollars, named, placed, quoted};
use crate::catalog::{Platform, TitleKind, Unit, UserId};
use crate::engine::{FilmCard, FilmRef, Place, Shown, Suggestion, Target, Votes};
use crate::recommend::{Basis, Prediction};
use crate::render::markup::{Markup, strong};
use crate::render::numbers::{date, decimal, list, month, weekday, whole};
use crate::render::{Language, say};
use crate::world::{Kind, name_of};

pub(super) fn month_count(of: Month, count: u32, placeholder: u32, language: Language) -> Markup {
    let (n, month) = (strong(whole(f64::from(count), language)), strong(month(of, language)));
    let films = films_were(count);
    let out = Markup::new().say(say!(
        language,
        "{n} cantidad de películas fueron estrenadas en el mes de {month}.",
        "{n} {films} released in the month of {month}."
    ));
    caveat_of_january(out, count, placeholder, language)
}

pub(super) fn weekday_count(of: Weekday, count: u32, placeholder: u32, language: Language) -> Markup {
    let (n, days) = (strong(whole(f64::from(count), language)), strong(plural_weekday(of, language)));
    let films = films_were(count);
    let out = Markup::new().say(say!(
        language,
        "{n} cantidad de películas fueron estrenadas en los días {days}.",
        "{n} {films} released on {days}."
    ));
    caveat_of_january(out, count, placeholder, language)
}

fn films_were(count: u32) -> &'static str {
    if count == 1 { "film was" } else { "films were" }
}

fn caveat_of_january(out: Markup, count: u32, placeholder: u32, language: Language) -> Markup {
    // A handful of films did open on New Year's Day; only many of them are a sign of placeholders.
    if placeholder < 5 || placeholder * 20 < count {
        return out;
    }
    let n = whole(f64::from(placeholder), language);
    out.plain("\n").dim(say!(
        language,
        "Ojo: {n} figuran con fecha 1 de enero, que en estos datos suele querer decir «algún día de ese año».",
        "Mind: {n} of them are dated 1 January, which in this data mostly means “some day of that year”."
    ))
}

fn plural_weekday(day: Weekday, language: Language) -> String {
    let one = weekday(day, language);
    match language {
        // Those that end in an s stay as they are.
        Language::Spanish if one.ends_with('s') => one.to_owned(),
        _ => format!("{one}s"),
    }
}

pub(super) fn score(
    film: &FilmRef,
    popularity: Option<f64>,
    votes: Option<(f64, Option<u32>)>,
    language: Language,
) -> Markup {
    let (title, year) = (strong(&film.title), strong(film.year));
    let votes = votes.map(|(average, count)| {
        let count = count.map(|n| format!(" ({})", counted(n, VOTE, language))).unwrap_or_default();
        let average = decimal(average, 1, language);
        say!(language, "{average} sobre 10{count}", "{average} out of 10{count}")
    });
    let out = Markup::new().say(say!(
        language,
        "La película {title} fue estrenada en el año {year}",
        "The film {title} was released in {year}"
    ));
    match (popularity, votes) {
        (Some(popularity), votes) => {
            let popularity = strong(decimal(popularity, 2, language));
            let out = out.say(say!(
                language,
                " con un score/popularidad de {popularity}.",
                " with a score/popularity of {popularity}."
            ));
            match votes {
                Some(votes) => {
                    out.plain(say!(language, " Su valoración media es {votes}.", " Its mean rating is {votes}."))
                }
                None => out,
            }
        }
        (None, Some(votes)) => {
            let votes = strong(votes);
            let out =
                out.say(say!(language, " con una valoración media de {votes}.\n", " with a mean rating of {votes}.\n"));
            out.dim(language.pick(
                "Estos datos no traen popularidad, así que va la valoración del público.",
                "This data has no popularity, so here is how people rated it.",
            ))
        }
        (None, None) => out.plain(".\n").dim(language.pick(
            "Estos datos no traen ni popularidad ni votos de esta película.",
            "This data has neither popularity nor votes of this film.",
        )),
    }
}

pub(super) fn votes(film: &FilmRef, votes: Votes, language: Language) -> Markup {
    let (title, year) = (strong(&film.title), strong(film.year));
    let out = Markup::new().say(say!(
        language,
        "La película {title} fue estrenada en el año {year}",
        "The film {title} was released in {year}"
    ));
    match votes {
        Votes::Enough(count, average) => {
            let (n, mean) = (strong(whole(f64::from(count), language)), strong(decimal(average, 1, language)));
            out.say(say!(
                language,
                ". La misma cuenta con un total de {n} valoraciones, con un promedio de {mean}.",
                ". It has a total of {n} ratings, with a mean of {mean}."
            ))
        }
        Votes::Unknown => out.plain(language.pick(
            ", pero estos datos no traen sus votos: no cumple la condición de tener al menos 2000 y no se informa ningún valor.",
            ", but this data does not have its votes: it does not meet the condition of at least 2,000, so no figure is given.",
        )),
        Votes::TooFew => out.plain(language.pick(
            ", pero no cumple la condición de tener al menos 2000 valoraciones, así que no se informa ningún valor.",
            ", but it does not meet the condition of at least 2,000 ratings, so no figure is given.",
        )),
    }
}

/// The name of a genre; as it is where it has none.
pub fn genre(name: &str, language: Language) -> &str {
    match name {
        "Foreign" => language.pick("extranjera", "foreign"),
        known => name_of(Kind::Genre, known, language),
    }
}

/// Genres in a row.
pub(super) fn genres<'a>(names: impl Iterator<Item = &'a String>, language: Language) -> String {
    names.map(|g| genre(g, language)).collect::<Vec<_>>().join(", ")
}

pub(super) fn predict(user: UserId, title: &Suggestion, prediction: Option<&Prediction>, language: Language) -> Markup {
    let name = strong(named(title));
    let Some(p) = prediction else {
        return Markup::new().say(say!(
            language,
            "Para estimar cuánto le gustaría {name} al usuario {user} hacen falta valoraciones, y este índice no tiene ninguna.",
            "To tell how much user {user} would like {name} takes ratings, and this index has none."
        ));
    };
    let ten = |x: f32| decimal(f64::from(x) * 2.0, 1, language);
    let (estimate, mean) = (ten(p.estimate), ten(p.mean));
    let likes = strong(match p.recommended {
        true => language.pick("Sí, se la recomiendo", "Yes, I recommend it"),
        false => language.pick("No se la recomendaría", "I wouldn't recommend it"),
    });
    let out_of_ten = strong(say!(language, "{estimate} sobre 10", "{estimate} out of 10"));
    let unknown = strong(language.pick("No puedo saberlo", "I can't tell"));
    let (told, basis) = match p.basis {
        Basis::Factors => {
            let theirs = counted(p.user_ratings, RATING, language);
            let its = counted(p.item_ratings, RATING, language);
            let margin =
                p.uncertainty.map(ten).map(|u| say!(language, ", con un margen de ±{u}", ", give or take {u}"));
            let margin = margin.unwrap_or_default();
            (
                say!(
                    language,
                    "{likes} al usuario {user}: {name} tendría de su parte un {out_of_ten} (su media es {mean}).",
                    "{likes} to user {user}: they would give {name} {out_of_ten} (their mean is {mean})."
                ),
                say!(
                    language,
                    "Se apoya en {theirs} de ese usuario y {its} de ese título{margin}.",
                    "It rests on {theirs} by that user and {its} of that title{margin}."
                ),
            )
        }
        Basis::ItemMean => (
            say!(
                language,
                "{likes}, como a cualquiera: {name} tiene de media un {out_of_ten} (la de todos los títulos es {mean}).",
                "{likes}, as to anybody: the mean of {name} is {out_of_ten} (that of all titles is {mean})."
            ),
            say!(language, "De ese usuario, {user}, no tengo valoraciones.", "I have no ratings by that user, {user}."),
        ),
        Basis::UserMean if p.noise => (
            say!(
                language,
                "{unknown}: las valoraciones de la fuente de ese usuario, {user}, no distinguen un título de otro.",
                "{unknown}: the ratings where that user, {user}, comes from do not tell one title from another."
            ),
            say!(
                language,
                "Sus notas se reparten como al azar; la media de ese usuario, sea cual sea el título, es {mean}.",
                "They are spread as if by lot; the mean of that user, whatever the title, is {mean}."
            ),
        ),
        Basis::UserMean => (
            say!(language, "{unknown}: {name} no tiene valoraciones.", "{unknown}: {name} has no ratings."),
            say!(language, "La media del usuario {user} es {mean}.", "The mean of user {user} is {mean}."),
        ),
        Basis::GlobalMean => (
            say!(
                language,
                "{unknown}: ni el usuario {user} ni {name} tienen valoraciones.",
                "{unknown}: neither user {user} nor {name} has ratings."
            ),
            say!(language, "La media de todas es {mean}.", "The mean of all is {mean}."),
        ),
    };
    Markup::new().say(told).plain("\n").dim(basis)
}

pub(super) fn card(card: &FilmCard, language: Language) -> Markup {
    let mut out = Markup::new().strong(format!("{} ({})", card.film.title, card.film.year));
    if let Some(original) = &card.original_title {
        out = out.plain(" · ").dim(original.as_str());
    }
    let released = date(card.release_date, language);
    let mut facts = vec![say!(language, "Estreno: {released}", "Released: {released}")];
    facts.extend(card.runtime.map(|m| format!("{} min", whole(f64::from(m), language))));
    if !card.genres.is_empty() {
        facts.push(genres(card.genres.iter(), language));
    }
    out = out.plain(format!("\n{}", facts.join(" · ")));
    if !card.directors.is_empty() {
        let directors = strong(list(&card.directors, language));
        out = out.say(say!(language, "\nDirección: {directors}", "\nDirected by {directors}"));
    }
    if !card.cast.is_empty() {
        let cast = card.cast.join(", ");
        out = out.plain(say!(language, "\nReparto: {cast}", "\nCast: {cast}"));
    }
    if let Some(saga) = &card.collection {
        out = out.plain(format!("\nSaga: {saga}"));
    }
    if let Some((average, count)) = card.votes {
        let (average, votes) = (decimal(average, 1, language), counted(count, VOTE, language));
        out = out.plain(say!(language, "\nValoración: {average} ({votes})", "\nRating: {average} ({votes})"));
    }
    if card.budget > 0.0 && card.revenue > 0.0 {
        let (cost, made) = (dollars(card.budget, language), dollars(card.revenue, language));
        out = out.plain(say!(language, "\nCostó {cost} y recaudó {made}", "\nIt cost {cost} and made {made}"));
    }
    if !card.places.is_empty() {
        let places = strong(list(&platforms(&card.places), language));
        out = out.say(say!(language, "\nSe puede ver en {places}", "\nYou can watch it on {places}"));
    }
    if !card.overview.is_empty() {
        out = out.plain("\n").dim(card.overview.as_str());
    }
    out
}

fn platforms(places: &[Place]) -> Vec<&'static str> {
    let mut names: Vec<&str> = places.iter().map(|p| p.platform.label()).collect();
    names.dedup();
    names
}

pub(super) fn where_to_watch(title: &Suggestion, places: &[Place], namesakes: &[Place], language: Language) -> Markup {
    let name = strong(named(title));
    let mut out = match places.is_empty() {
        true => Markup::new().say(say!(
            language,
            "{name} no está en los catálogos que tengo de Amazon Prime Video, Disney+, Hulu y Netflix.",
            "{name} is not in the catalogues that I have of Amazon Prime Video, Disney+, Hulu and Netflix."
        )),
        false => Markup::new().say(say!(language, "{name} se puede ver en:", "You can watch {name} on:")),
    };
    for place in places {
        out = out.plain("\n• ").strong(place.platform.label()).plain(format!(" ({})", what_it_is(place, language)));
    }
    if !namesakes.is_empty() {
        out = out.plain(language.pick(" Con ese nombre sí están:", " These of that name are:"));
    }
    for place in namesakes {
        let platform = place.platform.label();
        let rest = what_it_is(place, language);
        let rest = say!(language, ", {rest}, en {platform}", ", {rest}, on {platform}");
        out = out.plain("\n• ").strong(placed(place)).plain(rest);
    }
    if places.is_empty() && namesakes.is_empty() {
        return out;
    }
    out.plain("\n").dim(language.pick(
        "Según los catálogos cargados, que pueden haber cambiado.",
        "According to the catalogues loaded here, which may have changed.",
    ))
}

/// A platform title that is no film of the other source.
pub(super) fn only_on_platform(title: &Suggestion, platform: Platform, language: Language) -> Markup {
    let (name, platform) = (strong(named(title)), platform.label());
    Markup::new().say(say!(
        language,
        "{name} está en el catálogo de {platform}, pero no entre las películas de las que tengo más datos.",
        "{name} is in the catalogue of {platform}, but not among the films that I have more data on."
    ))
}

/// "película, 135 min"; "serie, 6 temporadas".
fn what_it_is(place: &Place, language: Language) -> String {
    let kind = match place.kind {
        TitleKind::Movie => FILM,
        TitleKind::Show => super::SHOW,
    };
    let kind = kind.one.to(language);
    match place.duration {
        Some((n, Unit::Min)) => format!("{kind}, {n} min"),
        Some((n, Unit::Season)) => format!("{kind}, {}", counted(n, SEASON, language)),
        None => kind.to_owned(),
    }
}

pub(super) fn search(text: &str, hits: &[Suggestion], total: usize, shown: Shown, language: Language) -> Markup {
    let text = strong(quoted(text, language));
    if hits.is_empty() {
        return Markup::new().say(say!(
            language,
            "No encontré nada parecido a {text}.",
            "I couldn't find anything like {text}."
        ));
    }
    let mut out = Markup::new().say(match shown.page {
        0 => say!(language, "Esto encontré para {text}:", "This is what I found for {text}:"),
        _ => say!(language, "Siguen, para {text}:", "Next, for {text}:"),
    });
    for hit in hits {
        let icon = match hit.target {
            Target::Film(_) => "🎬",
            Target::Title(_) => "📺",
            Target::Person(_) => "👤",
        };
        out = out.plain(format!("\n{icon} ")).strong(named(hit));
    }
    with_notes(out, &onward(shown, total, language))
}

/// `02/05/1997`; in English, where that could be February, `2 May 1997`.
pub(super) fn short_date(d: chrono::NaiveDate, language: Language) -> String {
    match language {
        Language::Spanish => format!("{:02}/{:02}/{}", d.day(), d.month(), d.year()),
        Language::English => {
            let month = crate::render::numbers::MONTHS_EN[d.month0() as usize];
            format!("{} {} {}", d.day(), &month[..3], d.year())
        }
    }
}
