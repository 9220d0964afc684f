//! Sentences about films.

use chrono::{Datelike, Month, Weekday};

use super::{ES, counted, dollars, named};
use crate::catalog::{TitleKind, Unit, UserId};
use crate::engine::{FilmCard, FilmRef, Missing, Place, SimilarFilm, Suggestion, Target, Votes};
use crate::query::month_name;
use crate::recommend::{Basis, Prediction, Reason};
use crate::render::markup::Markup;
use crate::render::numbers::{date, decimal, list, whole};
use crate::world::{Kind, name_of};

pub(super) fn month_count(month: Month, count: u32, placeholder: u32) -> Markup {
    let out = Markup::new()
        .strong(whole(f64::from(count), ES))
        .plain(" cantidad de películas fueron estrenadas en el mes de ")
        .strong(month_name(month))
        .plain(".");
    caveat_of_january(out, count, placeholder)
}

pub(super) fn weekday_count(weekday: Weekday, count: u32, placeholder: u32) -> Markup {
    let out = Markup::new()
        .strong(whole(f64::from(count), ES))
        .plain(" cantidad de películas fueron estrenadas en los días ")
        .strong(plural_weekday(weekday))
        .plain(".");
    caveat_of_january(out, count, placeholder)
}

fn caveat_of_january(out: Markup, count: u32, placeholder: u32) -> Markup {
    // A handful of films did open on New Year's Day; only many of them are a sign of placeholders.
    if placeholder < 5 || placeholder * 20 < count {
        return out;
    }
    out.plain("\n").dim(format!(
        "Ojo: {} figuran con fecha 1 de enero, que en estos datos suele querer decir «algún día de ese año».",
        whole(f64::from(placeholder), ES)
    ))
}

fn plural_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "lunes",
        Weekday::Tue => "martes",
        Weekday::Wed => "miércoles",
        Weekday::Thu => "jueves",
        Weekday::Fri => "viernes",
        Weekday::Sat => "sábados",
        Weekday::Sun => "domingos",
    }
}

pub(super) fn score(
    film: &FilmRef,
    popularity: Option<f64>,
    vote_average: Option<f64>,
    vote_count: Option<u32>,
) -> Markup {
    let out = Markup::new()
        .plain("La película ")
        .strong(film.title.as_str())
        .plain(" fue estrenada en el año ")
        .strong(film.year.to_string());
    let votes = vote_average.map(|average| {
        let count = vote_count.map(|n| format!(" ({})", counted(n, "voto", "votos"))).unwrap_or_default();
        format!("{} sobre 10{count}", decimal(average, 1, ES))
    });
    match (popularity, votes) {
        (Some(popularity), votes) => {
            let out = out.plain(" con un score/popularidad de ").strong(decimal(popularity, 2, ES)).plain(".");
            match votes {
                Some(votes) => out.plain(format!(" Su valoración media es {votes}.")),
                None => out,
            }
        }
        (None, Some(votes)) => out
            .plain(" con una valoración media de ")
            .strong(votes)
            .plain(".\n")
            .dim("Estos datos no traen popularidad, así que va la valoración del público."),
        (None, None) => out.plain(".\n").dim("Estos datos no traen ni popularidad ni votos de esta película."),
    }
}

pub(super) fn votes(film: &FilmRef, votes: Votes) -> Markup {
    let out = Markup::new()
        .plain("La película ")
        .strong(film.title.as_str())
        .plain(" fue estrenada en el año ")
        .strong(film.year.to_string());
    match votes {
        Votes::Enough(count, average) => out
            .plain(". La misma cuenta con un total de ")
            .strong(whole(f64::from(count), ES))
            .plain(" valoraciones, con un promedio de ")
            .strong(decimal(average, 1, ES))
            .plain("."),
        Votes::Unknown => out.plain(
            ", pero estos datos no traen sus votos: no cumple la condición de tener al menos 2000 y no se informa ningún valor.",
        ),
        Votes::TooFew => out.plain(
            ", pero no cumple la condición de tener al menos 2000 valoraciones, así que no se informa ningún valor.",
        ),
    }
}

pub(super) fn recommend(film: &FilmRef, items: &[SimilarFilm], page: u8, missing: &[Missing]) -> Markup {
    if items.is_empty() && page > 0 {
        let name = format!("{} ({})", film.title, film.year);
        return Markup::new().plain("No tengo más parecidas a ").strong(name).plain(".");
    }
    if items.is_empty() {
        return Markup::new()
            .plain("De ")
            .strong(format!("{} ({})", film.title, film.year))
            .plain(" se sabe tan poco en estos datos que no puedo decir a qué se parece.");
    }
    let (before, after) = if page == 0 { ("Si te gustó ", ", mira:") } else { ("Más parecidas a ", ":") };
    let mut out = Markup::new().plain(before).strong(format!("{} ({})", film.title, film.year)).plain(after);
    for (i, item) in items.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", i + 1))
            .strong(item.film.title.as_str())
            .plain(format!(" ({})", item.film.year));
        let why: Vec<String> = item.reasons.iter().map(reason).collect();
        if !why.is_empty() {
            out = out.dim(format!(" — {}", why.join("; ")));
        }
    }
    if missing.is_empty() {
        return out;
    }
    let lacks: Vec<&str> = missing
        .iter()
        .map(|m| match m {
            Missing::Overview => "sinopsis",
            Missing::Cast => "reparto",
            Missing::Keywords => "palabras clave",
        })
        .collect();
    out.plain("\n").dim(format!("En los datos no figura su {}: el parecido se apoya en lo demás.", list_or(&lacks)))
}

fn list_or(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., last] => format!("{} ni {last}", start.join(", ")),
    }
}

/// The Spanish name of a genre; as it is where it has none.
pub fn genre(name: &str) -> &str {
    match name {
        "Foreign" => "extranjera",
        known => name_of(Kind::Genre, known),
    }
}

/// Why two films are alike, in words.
pub fn reason(reason: &Reason) -> String {
    let some = |names: &[String]| names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    match reason {
        Reason::Collection(name) => format!("misma saga: {name}"),
        Reason::Directors(names) => format!("misma dirección: {}", some(names)),
        Reason::Cast(names) => format!("en el reparto: {}", some(names)),
        Reason::Keywords(names) => format!("comparten: {}", some(names)),
        Reason::Genres(names) => {
            let names: Vec<&str> = names.iter().take(3).map(|g| genre(g)).collect();
            format!("género: {}", names.join(", "))
        }
        Reason::Companies(names) => format!("misma productora: {}", some(names)),
        Reason::Plot(words) if words.is_empty() => "argumento parecido".to_owned(),
        Reason::Plot(words) => format!("argumento parecido: {}", some(words)),
        Reason::Title => "título parecido".to_owned(),
        Reason::Years => "de la misma época".to_owned(),
        Reason::Ratings => "gusta a la misma gente".to_owned(),
    }
}

pub(super) fn predict(user: UserId, title: &Suggestion, prediction: Option<&Prediction>) -> Markup {
    let name = named(title);
    let Some(p) = prediction else {
        return Markup::new()
            .plain("Para estimar cuánto le gustaría ")
            .strong(name)
            .plain(format!(" al usuario {user} hacen falta valoraciones, y este índice no tiene ninguna."));
    };
    let ten = |x: f32| decimal(f64::from(x) * 2.0, 1, ES);
    let verdict = if p.recommended { "Sí, se la recomiendo" } else { "No se la recomendaría" };
    let out = Markup::new()
        .strong(verdict)
        .plain(format!(" al usuario {user}: "))
        .strong(name)
        .plain(" tendría de su parte un ")
        .strong(format!("{} sobre 10", ten(p.estimate)))
        .plain(format!(" (su media es {}).", ten(p.mean)));
    let basis = match p.basis {
        Basis::Factors => format!(
            "Se apoya en {} de ese usuario y {} de ese título.",
            counted(p.user_ratings, "valoración", "valoraciones"),
            counted(p.item_ratings, "valoración", "valoraciones")
        ),
        Basis::ItemMean => "A ese usuario no lo conozco: va la media de ese título.".to_owned(),
        Basis::UserMean => "Ese título no tiene valoraciones: va la media de ese usuario.".to_owned(),
        Basis::GlobalMean => "Ni ese usuario ni ese título tienen valoraciones: va la media de todas.".to_owned(),
    };
    out.plain("\n").dim(basis)
}

pub(super) fn card(card: &FilmCard) -> Markup {
    let mut out = Markup::new().strong(format!("{} ({})", card.film.title, card.film.year));
    if let Some(original) = &card.original_title {
        out = out.plain(" · ").dim(original.as_str());
    }
    let mut facts = vec![format!("Estreno: {}", date(card.release_date, ES))];
    facts.extend(card.runtime.map(|m| format!("{} min", whole(f64::from(m), ES))));
    if !card.genres.is_empty() {
        facts.push(card.genres.iter().map(|g| genre(g)).collect::<Vec<_>>().join(", "));
    }
    out = out.plain(format!("\n{}", facts.join(" · ")));
    if !card.directors.is_empty() {
        out = out.plain("\nDirección: ").strong(list(&card.directors, ES));
    }
    if !card.cast.is_empty() {
        out = out.plain(format!("\nReparto: {}", card.cast.join(", ")));
    }
    if let Some(saga) = &card.collection {
        out = out.plain(format!("\nSaga: {saga}"));
    }
    if let Some((average, count)) = card.votes {
        out = out.plain(format!("\nValoración: {} ({})", decimal(average, 1, ES), counted(count, "voto", "votos")));
    }
    if card.budget > 0.0 && card.revenue > 0.0 {
        out = out.plain(format!("\nCostó {} y recaudó {}", dollars(card.budget), dollars(card.revenue)));
    }
    if !card.places.is_empty() {
        out = out.plain("\nSe puede ver en ").strong(list(&platforms(&card.places), ES));
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

pub(super) fn where_to_watch(title: &Suggestion, places: &[Place]) -> Markup {
    if places.is_empty() {
        return Markup::new()
            .strong(named(title))
            .plain(" no está en los catálogos que tengo de Amazon Prime Video, Disney+, Hulu y Netflix.");
    }
    let mut out = Markup::new().strong(named(title)).plain(" se puede ver en:");
    for place in places {
        out = out.plain("\n• ").strong(place.platform.label());
        let kind = match place.kind {
            TitleKind::Movie => "película",
            TitleKind::Show => "serie",
        };
        let length = match place.duration {
            Some((n, Unit::Min)) => format!(", {n} min"),
            Some((n, Unit::Season)) => format!(", {}", counted(n, "temporada", "temporadas")),
            None => String::new(),
        };
        out = out.plain(format!(" ({kind}{length})"));
    }
    out.plain("\n").dim("Según los catálogos cargados, que pueden haber cambiado.")
}

pub(super) fn search(text: &str, hits: &[Suggestion]) -> Markup {
    if hits.is_empty() {
        return Markup::new().plain("No encontré nada parecido a ").strong(format!("«{text}»")).plain(".");
    }
    let mut out = Markup::new().plain("Esto encontré para ").strong(format!("«{text}»")).plain(":");
    for hit in hits {
        let icon = match hit.target {
            Target::Film(_) => "🎬",
            Target::Title(_) => "📺",
            Target::Person(_) => "👤",
        };
        out = out.plain(format!("\n{icon} ")).strong(named(hit));
    }
    out
}

/// `02/05/1997`.
pub(super) fn short_date(d: chrono::NaiveDate) -> String {
    format!("{:02}/{:02}/{}", d.day(), d.month(), d.year())
}
