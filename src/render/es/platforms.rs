//! Sentences about the platforms' catalogues.

use super::{ES, counted, title_case};
use crate::catalog::{Platform, TitleKind, Unit};
use crate::engine::{LongTitle, Slots};
use crate::render::markup::Markup;
use crate::render::numbers::{decimal, list, whole};

/// How many titles that tie are named.
const SHOWN: usize = 10;

/// ` de 2018 en Netflix`, or what of it was asked.
fn filters(slots: &Slots) -> String {
    let year = slots.year.map(|y| format!(" de {y}")).unwrap_or_default();
    let platform = slots.platform.map(|p| format!(" en {}", p.label())).unwrap_or_default();
    format!("{year}{platform}")
}

/// ` en los títulos de 2018 en Netflix`; nothing where nothing was asked for.
fn in_titles(slots: &Slots) -> String {
    let filters = filters(slots);
    if slots.year.is_some() { format!(" en los títulos{filters}") } else { filters }
}

pub(super) fn longest(slots: &Slots, titles: &[LongTitle], unit: Unit) -> Markup {
    let Some(first) = titles.first() else {
        let with = match unit {
            Unit::Min => "con duración en minutos",
            Unit::Season => "con temporadas",
        };
        return Markup::new().plain(format!("No hay ningún título{} {with}.", filters(slots)));
    };
    let length = match unit {
        Unit::Min => counted(first.duration, "minuto", "minutos"),
        Unit::Season => counted(first.duration, "temporada", "temporadas"),
    };
    if titles.len() == 1 {
        return Markup::new()
            .plain(format!("Lo más largo{} es ", filters(slots)))
            .strong(title_case(&first.title))
            .plain(format!(" ({}), con ", details(slots, first)))
            .strong(length)
            .plain(".");
    }
    let mut out = Markup::new()
        .plain(format!("Lo más largo{} dura ", filters(slots)))
        .strong(length)
        .plain(format!(", y empatan {}:", counted(titles.len() as u32, "título", "títulos")));
    for title in titles.iter().take(SHOWN) {
        out = out.plain("\n• ").strong(title_case(&title.title)).plain(format!(" ({})", details(slots, title)));
    }
    if titles.len() > SHOWN {
        out = out.plain(format!("\n… y {} más.", titles.len() - SHOWN));
    }
    out
}

/// Kind, year and platform of a title, without what was asked for already.
fn details(slots: &Slots, title: &LongTitle) -> String {
    let kind = match title.kind {
        TitleKind::Movie => "película",
        TitleKind::Show => "serie",
    };
    let mut parts = vec![kind.to_owned()];
    if slots.year.is_none() {
        parts.extend(title.year.map(|y| y.to_string()));
    }
    if slots.platform.is_none() {
        parts.push(title.platform.label().to_owned());
    }
    parts.join(", ")
}

fn apart(movies: u32, shows: u32) -> String {
    format!("{} y {}", counted(movies, "película", "películas"), counted(shows, "serie", "series"))
}

pub(super) fn score_count(slots: &Slots, movies: u32, shows: u32, scored: u32) -> Markup {
    let limit = slots.score.map(|s| decimal(s.value(), 3, ES)).unwrap_or_default();
    let with = format!("{} con un puntaje mayor que ", filters(slots));
    let out = match movies + shows {
        0 => Markup::new().plain("No hay ").strong("ningún título").plain(with).strong(limit).plain("."),
        n => Markup::new()
            .plain("Hay ")
            .strong(counted(n, "título", "títulos"))
            .plain(with)
            .strong(limit)
            .plain(format!(" ({}).", apart(movies, shows))),
    };
    let note = match scored {
        0 => "Ninguno de esos títulos tiene valoraciones en estos datos.".to_owned(),
        n => format!("El puntaje va de 0,5 a 5 y es la media de las valoraciones; {} con valoraciones.", there_are(n)),
    };
    out.plain("\n").dim(note)
}

fn there_are(titles: u32) -> String {
    match titles {
        1 => "hay un solo título".to_owned(),
        n => format!("hay {} títulos", whole(f64::from(n), ES)),
    }
}

pub(super) fn count(platform: Platform, movies: u32, shows: u32) -> Markup {
    Markup::new()
        .strong(platform.label())
        .plain(" tiene ")
        .strong(counted(movies + shows, "título", "títulos"))
        .plain(format!(": {}.", apart(movies, shows)))
}

pub(super) fn top_actor(slots: &Slots, names: &[String], count: u32, titles: u32) -> Markup {
    if names.is_empty() {
        let out = Markup::new();
        if titles == 0 {
            return out.plain(format!("No hay ningún título{}.", filters(slots)));
        }
        return match slots.platform {
            Some(platform) => out
                .plain("El catálogo de ")
                .strong(platform.label())
                .plain(" no trae repartos en estos datos, así que no se puede saber quién se repite."),
            None => out.plain(format!("Ningún título{} trae reparto en estos datos.", filters(slots))),
        };
    }
    let appears = counted(count, "título", "títulos");
    if let [only] = names {
        return Markup::new()
            .strong(title_case(only))
            .plain(format!(" es quien más aparece{}: ", in_titles(slots)))
            .strong(appears)
            .plain(".");
    }
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|n| title_case(n)).collect();
    if names.len() > SHOWN {
        shown.push(format!("{} más", names.len() - SHOWN));
    }
    Markup::new()
        .plain(format!("Empatan quienes más aparecen{}, con ", in_titles(slots)))
        .strong(appears)
        .plain(" cada uno: ")
        .strong(list(&shown, ES))
        .plain(".")
}
