//! What the films of a list must pass, in words: "comedia, de 1990 a 1999, en Netflix, más cortas".

use super::films::genre;
use crate::query::{FIRST_YEAR, Filters, LAST_YEAR, Name, Sort, Tie, TieKind};
use crate::render::numbers::{decimal, list};
use crate::render::{Language, say};
use crate::world::{Kind, Term};

/// What films like one must pass, in words: "comedia, en Netflix, más cortas".
pub(super) fn conditions(said: &Filters, language: Language) -> String {
    let beyond = said.sort.map(|sort| match sort {
        Sort::Best => language.pick("mejor valoradas", "better rated"),
        Sort::Worst => language.pick("peor valoradas", "worse rated"),
        Sort::LittleKnown => language.pick("poco conocidas", "little known"),
        Sort::Costliest => language.pick("más caras", "more expensive"),
        Sort::Profitable => language.pick("de mayor retorno", "with a higher return"),
        Sort::Grossing => language.pick("que recaudaron más", "that made more"),
        Sort::Popular => language.pick("más populares", "more popular"),
        Sort::Newest => language.pick("más nuevas", "newer"),
        Sort::Oldest => language.pick("más antiguas", "older"),
        Sort::Longest => language.pick("más largas", "longer"),
        Sort::Shortest => language.pick("más cortas", "shorter"),
    });
    let parts = [filters(said, language), beyond.unwrap_or_default().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The filters in words: "comedia, de 1990 a 1999, en Netflix".
pub(super) fn filters(filters: &Filters, language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !filters.genres.is_empty() {
        let genres: Vec<&str> = filters.genres.iter().map(|g| genre(g.code(), language)).collect();
        parts.push(match filters.either {
            true => genres.join(language.pick(" o ", " or ")),
            false => list(&genres, language),
        });
    }
    if !filters.without.is_empty() {
        let none_of = |kinds: &[Kind], name: &dyn Fn(&Term) -> String| {
            let names: Vec<String> = filters.without.iter().filter(|t| kinds.contains(&t.kind())).map(name).collect();
            Some(names.join(language.pick(" ni ", " or "))).filter(|names| !names.is_empty())
        };
        let called = |term: &Term| match term.kind() {
            Kind::Genre => genre(term.code(), language).to_owned(),
            _ => term.said_in(language),
        };
        let all = none_of(&[Kind::Genre, Kind::Theme], &called);
        parts.extend(all.map(|of| say!(language, "sin {of}", "without {of}")));
        let all = none_of(&[Kind::Country], &called);
        parts.extend(all.map(|of| say!(language, "que no sean de {of}", "not from {of}")));
        let all = none_of(&[Kind::Language], &called);
        parts.extend(all.map(|of| say!(language, "que no estén en {of}", "not in {of}")));
    }
    parts.extend(TieKind::ALL.iter().filter_map(|kind| tied(*kind, filters, language)));
    parts.extend(TieKind::ALL.iter().filter_map(|kind| untied(*kind, &filters.ties, language)));
    parts.extend(filters.theme.map(|t| t.name(language)).map(|t| say!(language, "con {t}", "with {t}")));
    parts.extend(filters.country.map(|c| c.said_in(language)).map(|c| say!(language, "{c}", "from {c}")));
    parts.extend(filters.language.map(|l| l.name(language)).map(|l| say!(language, "en {l}", "in {l}")));
    parts.extend(filters.years.map(|span| years(span, language)));
    if !filters.platforms.is_empty() {
        let labels: Vec<&str> = filters.platforms.iter().map(|platform| platform.label()).collect();
        let on = labels.join(language.pick(" o ", " or "));
        parts.push(say!(language, "en {on}", "on {on}"));
    }
    let score = filters.score.map(|s| decimal(s.value(), 2, language));
    parts.extend(score.map(|s| say!(language, "con más de {s} sobre 10", "above {s} out of 10")));
    parts.extend(filters.least.map(|m| say!(language, "de {m} minutos o más", "{m} minutes or more")));
    parts.extend(filters.most.map(|m| say!(language, "de {m} minutos o menos", "{m} minutes or less")));
    parts.join(", ")
}

/// How somebody is called whose films are meant.
fn called(tie: &Tie) -> String {
    match &tie.name {
        Name::Text(said) if tie.called.is_empty() => said.clone(),
        _ => tie.called.clone(),
    }
}

/// "sin Adam Sandler ni Rob Schneider", "que no son de la saga Cars"; `None` where nobody's films are unwanted so.
fn untied(kind: TieKind, ties: &[Tie], language: Language) -> Option<String> {
    let names: Vec<String> = ties.iter().filter(|tie| tie.kind == kind && tie.without).map(called).collect();
    let none = match kind {
        TieKind::Cast | TieKind::Who => language.pick(" ni ", " or "),
        _ => language.pick(" ni de ", " or "),
    };
    let name = Some(names.join(none)).filter(|_| !names.is_empty())?;
    Some(match kind {
        TieKind::Cast | TieKind::Who => say!(language, "sin {name}", "without {name}"),
        TieKind::Director => say!(language, "que no dirigió {name}", "not directed by {name}"),
        TieKind::Company => say!(language, "que no son de la productora {name}", "not made by {name}"),
        TieKind::Saga => say!(language, "que no son de la saga {name}", "not of the saga {name}"),
    })
}

/// "con Meryl Streep y Robert De Niro"; `None` where nobody is tied so.
fn tied(kind: TieKind, filters: &Filters, language: Language) -> Option<String> {
    let wanted = |tie: &&Tie| tie.kind == kind && !tie.without;
    let names: Vec<String> = filters.ties.iter().filter(wanted).map(called).collect();
    let name = match filters.anyone {
        true => names.join(language.pick(" o ", " or ")),
        false => list(&names, language),
    };
    let name = Some(name).filter(|_| !names.is_empty())?;
    Some(match kind {
        TieKind::Cast => say!(language, "con {name}", "with {name}"),
        TieKind::Director => say!(language, "dirigidas por {name}", "directed by {name}"),
        TieKind::Who => say!(language, "de {name}", "by or with {name}"),
        TieKind::Company => say!(language, "de la productora {name}", "made by {name}"),
        TieKind::Saga => say!(language, "de la saga {name}", "of the saga {name}"),
    })
}

fn years((first, last): (u16, u16), language: Language) -> String {
    match (first, last) {
        (first, last) if first == last => say!(language, "de {first}", "from {first}"),
        (first, LAST_YEAR) => say!(language, "desde {first}", "since {first}"),
        (FIRST_YEAR, last) => say!(language, "hasta {last}", "up to {last}"),
        (first, last) => say!(language, "de {first} a {last}", "from {first} to {last}"),
    }
}
