//! Personal sentences: marks, lists, what is kept of somebody. The door is `said`.

mod choices;
mod films;

pub use choices::{choices, listed, undo};
pub(super) use films::like_text;

use super::lists::{MORE, discovered};
use super::{FILM, MARK, Noun, capital, counted, named, noun};
use crate::catalog::Mark;
use crate::engine::{ListName, Personal, ShownList, Suggestion};
use crate::render::markup::{Markup, code, strong};
use crate::render::numbers::{decimal, list};
use crate::render::{Language, Text, say};

/// A name for the file of all that is kept of somebody.
pub const KEPT_FILE: Text = Text::new("mis-datos-claqueta.json", "my-data-claqueta.json");

/// By which name somebody takes part whose own is not known.
pub const SOMEBODY: Text = Text::new("alguien", "somebody");

const MY_MARK: Noun = noun(["nota tuya", "rating of yours"], ["notas tuyas", "ratings of yours"]);
const SEEN_ONLY: Noun = noun(
    ["película vista sin nota", "film seen and not rated"],
    ["películas vistas sin nota", "films seen and not rated"],
);
const LISTED: Noun = noun(["película en listas", "film on lists"], ["películas en listas", "films on lists"]);
const SEEN: Noun = noun(["vista sin nota", "seen and not rated"], ["vistas sin nota", "seen and not rated"]);

/// What a personal answer says.
pub(super) fn said(personal: &Personal, language: Language) -> Markup {
    match personal {
        Personal::Rated { film, mark: given, before } => rated(film, *given, *before, language),
        Personal::Watchlist(shown) => watchlist(shown, language),
        Personal::ForYou { filters, films, ratings } => films::for_you(filters, films, *ratings, language),
        Personal::NotYet { general, .. } if general.filters.page > 0 => discovered(general, language),
        Personal::NotYet { general, known } => films::not_yet(discovered(general, language), *known, language),
        Personal::ForGroup { filters, members, films } => films::for_group(filters, members, films, language),
        Personal::Joined { name, news, members } => joined(name, *news, members, language),
        Personal::Asked { card, step, told } => films::asked(card, *step, told.as_ref(), language),
        Personal::History { films, page, rated, seen } => history(films, *page, *rated, *seen, language),
        Personal::Predicted { title, given, prediction, ratings } => {
            films::predicted(title, *given, prediction.as_ref(), *ratings, language)
        }
        _ => Markup::new().say(sentence(personal, language)),
    }
}

/// Answers of one or two sentences.
fn sentence(personal: &Personal, language: Language) -> String {
    let film = |film: &Suggestion| strong(named(film));
    match personal {
        Personal::NoIdentity => {
            let chat = code("claqueta chat");
            say!(
                language,
                "Para eso necesito saber quién eres, y por aquí no lo sé. Háblame por Telegram o en la terminal ({chat}) y \
                 guardo tus notas, tu lista y tus gustos.",
                "For that I need to know who you are, and here I don't. Talk to me on Telegram or in the terminal ({chat}) \
                 and I'll keep your ratings, your list and your taste."
            )
        }
        Personal::WhichOne => {
            say!(language, "Hay más de una con ese nombre. ¿Cuál?", "There is more than one by that name. Which one?")
        }
        Personal::WhichMark { film: asked, now } => {
            let asked = film(asked);
            let now = now.map(|now| strong(mark(now, language)));
            let now = now.map(|now| say!(language, " Ahora tiene un {now}.", " It has {now} now.")).unwrap_or_default();
            say!(
                language,
                "¿Qué nota le pones a {asked}, del 1 al 10?{now}",
                "How do you rate {asked}, from 1 to 10?{now}"
            )
        }
        Personal::Unrated { film: f, before: Some(before) } => {
            let (f, before) = (film(f), strong(mark(*before, language)));
            say!(language, "Listo: quité tu {before} a {f}.", "Done: I took back your {before} for {f}.")
        }
        Personal::Unrated { film: f, before: None } => {
            let f = film(f);
            say!(language, "No tenías nota para {f}.", "You had not rated {f}.")
        }
        Personal::Seen { film: f, news: true } => {
            let f = film(f);
            say!(
                language,
                "Anotado: ya viste {f}. No te la vuelvo a proponer.",
                "Noted: you've seen {f}. I won't suggest it again."
            )
        }
        Personal::Seen { film: f, news: false } => {
            let f = film(f);
            say!(language, "Ya lo sabía: viste {f}.", "I knew already: you've seen {f}.")
        }
        Personal::Unseen { film: f } => {
            let f = film(f);
            say!(language, "Listo: {f} ya no figura como vista.", "Done: {f} no longer counts as seen.")
        }
        Personal::Added { film: f, list, news } => {
            let (f, list) = (film(f), list_name(list, language));
            match news {
                true => say!(language, "Agregué {f} a {list}.", "I added {f} to {list}."),
                false => say!(language, "{f} ya estaba en {list}.", "{f} was on {list} already."),
            }
        }
        Personal::Removed { film: f, list, was } => {
            let (f, list) = (film(f), list_name(list, language));
            match was {
                true => say!(language, "Quité {f} de {list}.", "I took {f} off {list}."),
                false => say!(language, "{f} no estaba en {list}.", "{f} was not on {list}."),
            }
        }
        Personal::NoSuchList => say!(
            language,
            "Ese enlace ya no lleva a ninguna lista: pídele otro a quien te lo mandó.",
            "That link no longer leads to any list: ask whoever sent it for another one."
        ),
        Personal::ShareLink { list, .. } => {
            let list = list_name(list, language);
            say!(
                language,
                "Quien abra el enlace de abajo verá {list} tal como esté en ese momento, sin poder cambiarla.",
                "Whoever opens the link below will see {list} as it is at that moment, and cannot change it."
            )
        }
        Personal::Unshared { list, was } => {
            let list = list_name(list, language);
            match was {
                true => {
                    say!(language, "Listo: el enlace ya no muestra {list}.", "Done: the link no longer shows {list}.")
                }
                false => say!(language, "No compartías {list}.", "You were not sharing {list}."),
            }
        }
        Personal::Nobody => {
            let join = code("/meapunto");
            say!(
                language,
                "Todavía no se apuntó nadie de este grupo. Quien quiera entrar en las recomendaciones, que escriba {join}.",
                "Nobody of this group takes part yet. Whoever wants to be in the recommendations, write {join}."
            )
        }
        Personal::NotAGroup => {
            let (join, own) = (code("/meapunto"), code("/parami"));
            say!(
                language,
                "Eso es para grupos: agrégame a uno y que cada quien escriba {join}. Para ti solo está {own}.",
                "That is for groups: add me to one and let everybody write {join}. For you alone there is {own}."
            )
        }
        Personal::Left { was: true } => say!(
            language,
            "Listo: ya no cuento tus gustos en este grupo.",
            "Done: your taste no longer counts in this group."
        ),
        Personal::Left { was: false } => say!(
            language,
            "No estabas en las recomendaciones de este grupo.",
            "You were not in the recommendations of this group."
        ),
        Personal::AskedEnough { ratings: 0 } => {
            let (go_on, one) = (code("/gustos"), code("/puntuar Toy Story 9"));
            say!(
                language,
                "De acuerdo, lo dejamos. Cuando quieras seguimos con {go_on} o me cuentas una a una: {one}.",
                "All right, we'll stop. Go on whenever you like with {go_on}, or tell me one by one: {one}."
            )
        }
        Personal::AskedEnough { ratings } => {
            let (marks, own) = (strong(counted(*ratings, MY_MARK, language)), code("/parami"));
            say!(
                language,
                "De acuerdo, gracias. Ya tengo {marks}: mira qué elegí para ti en {own}.",
                "All right, thank you. I have {marks} now: see what I picked for you in {own}."
            )
        }
        Personal::Kept { rated: 0, seen: 0, listed: 0, .. } => say!(
            language,
            "No guardo ninguna nota ni lista tuya. Esto es todo lo que hay:",
            "I keep no rating and no list of yours. This is all there is:"
        ),
        Personal::Kept { rated, seen, listed, .. } => {
            let (marks, seen) = (strong(counted(*rated, MARK, language)), counted(*seen, SEEN_ONLY, language));
            let (listed, forget) = (counted(*listed, LISTED, language), code("/borrarme"));
            say!(
                language,
                "De ti guardo {marks}, {seen} y {listed}, con tu número de usuario. Se borra con {forget}. Aquí está todo lo que hay:",
                "About you I keep {marks}, {seen} and {listed}, with your user number. Delete it with {forget}. Here is all there is:"
            )
        }
        Personal::Sure => say!(
            language,
            "¿Borro todo lo tuyo: notas, vistas, listas y grupos? No se puede deshacer. Responde sí o no.",
            "Shall I delete everything of yours: ratings, films seen, lists and groups? It cannot be undone. Answer yes or no."
        ),
        Personal::Forgotten { any: true } => {
            say!(language, "Listo: borré todo lo que sabía de ti.", "Done: I deleted everything I knew about you.")
        }
        Personal::Forgotten { any: false } => {
            say!(language, "No había nada tuyo que borrar.", "There was nothing of yours to delete.")
        }
        Personal::NotForgotten => say!(language, "Bien, no borré nada.", "Fine, I deleted nothing."),
        Personal::Language { to: Some(_) } => say!(
            language,
            "Listo: desde ahora te hablo en español. Se cambia con /idioma.",
            "Done: from now on I'll speak English to you. /idioma changes it."
        ),
        Personal::Language { to: None } => say!(
            language,
            "¿En qué idioma te hablo? Te entiendo en los dos.",
            "Which language shall I speak to you? I understand both."
        ),
        // Lists, and what tells of films: [`said`] has them.
        Personal::Rated { .. }
        | Personal::Watchlist(_)
        | Personal::ForYou { .. }
        | Personal::NotYet { .. }
        | Personal::ForGroup { .. }
        | Personal::Joined { .. }
        | Personal::Asked { .. }
        | Personal::History { .. }
        | Personal::Predicted { .. } => String::new(),
    }
}

/// `9`, `8,5`.
fn mark(mark: Mark, language: Language) -> String {
    decimal(mark.value(), 1, language)
}

fn list_name(list: &ListName, language: Language) -> String {
    if list.shared {
        return match list.name.as_str() {
            "" => say!(language, "la lista que te compartieron", "the list shared with you"),
            name => say!(language, "la lista «{name}» que te compartieron", "the list “{name}” shared with you"),
        };
    }
    match (list.of_group, list.name.as_str()) {
        (false, "") => say!(language, "tu lista", "your list"),
        (true, "") => say!(language, "la lista del grupo", "the group's list"),
        (false, name) => say!(language, "tu lista «{name}»", "your list “{name}”"),
        (true, name) => say!(language, "la lista «{name}» del grupo", "the group's list “{name}”"),
    }
}

fn rated(film: &Suggestion, given: Mark, before: Option<Mark>, language: Language) -> Markup {
    let (film, now) = (strong(named(film)), strong(mark(given, language)));
    Markup::new().say(match before {
        Some(before) if before == given => {
            say!(language, "Ya tenías un {now} para {film}.", "You had given {film} {now} already.")
        }
        Some(before) => {
            let before = mark(before, language);
            say!(
                language,
                "Cambié tu nota de {film}: de {before} a {now}.",
                "I changed your rating of {film}: from {before} to {now}."
            )
        }
        None => say!(language, "Anotado: un {now} para {film}.", "Noted: {now} for {film}."),
    })
}

fn watchlist(shown: &ShownList, language: Language) -> Markup {
    let name = list_name(&shown.list, language);
    let mut out = Markup::new();
    if shown.total == 0 && shown.list.shared {
        let name = capital(&name);
        out = out.plain(say!(language, "{name} está vacía.", "{name} is empty."));
    } else if shown.total == 0 {
        let add = code(match shown.list.name.is_empty() {
            true => "/agregar Coco",
            false => language.pick("agrega Coco a la lista", "add Coco to the list"),
        });
        let name = capital(&name);
        out = out.say(say!(
            language,
            "{name} está vacía. Agrega películas con {add}.",
            "{name} is empty. Add films with {add}."
        ));
    } else if shown.films.is_empty() {
        out = out.plain(say!(language, "No hay más películas en {name}.", "There are no more films on {name}."));
    } else {
        let films = counted(shown.total, FILM, language);
        out = out.plain(format!("{}: ", capital(&name))).strong(films).plain(".");
        let before = usize::from(shown.page) * crate::engine::PAGE;
        for (i, (film, seen)) in shown.films.iter().enumerate() {
            out = out.plain(format!("\n{}. ", before + i + 1)).strong(named(film));
            out = if *seen { out.dim(language.pick(" — ya la viste", " — you've seen it")) } else { out };
        }
        out = more(out, before + shown.films.len() < shown.total as usize, language);
    }
    if shown.others.is_empty() {
        return out;
    }
    let others: Vec<String> = shown
        .others
        .iter()
        .map(|(name, n)| match name.as_str() {
            "" => say!(language, "la de siempre ({n})", "the usual one ({n})"),
            name => say!(language, "«{name}» ({n})", "“{name}” ({n})"),
        })
        .collect();
    let others = list(&others, language);
    out.plain("\n").dim(say!(language, "Otras listas: {others}.", "Other lists: {others}."))
}

fn more(out: Markup, more: bool, language: Language) -> Markup {
    if more { out.plain("\n").dim(MORE.to(language)) } else { out }
}

fn joined(name: &str, news: bool, members: &[String], language: Language) -> Markup {
    let name = strong(name);
    let so = match news {
        true => say!(language, "Te apunté como {name}.", "You're in, as {name}."),
        false => say!(language, "Ya estabas, como {name}.", "You were in already, as {name}."),
    };
    let all = match members.len() {
        0 | 1 => say!(language, "Por ahora no hay nadie más.", "There is nobody else so far."),
        _ => {
            let members = list(members, language);
            say!(language, "Van {members}.", "So far: {members}.")
        }
    };
    let (common, leave) = (code("/entrenosotros"), code("/mesalgo"));
    Markup::new().say(say!(
        language,
        "{so} {all} La lista común se pide con {common} y te sales con {leave}.",
        "{so} {all} Ask for the common list with {common} and leave with {leave}."
    ))
}

fn history(films: &[(Suggestion, Option<Mark>)], page: u8, rated: u32, seen: u32, language: Language) -> Markup {
    if rated + seen == 0 {
        let (rate, see) = (code("/puntuar Toy Story 9"), code("/visto Coco"));
        return Markup::new().say(say!(
            language,
            "Todavía no tienes historial. Empieza con {rate} o con {see}.",
            "You have no history yet. Begin with {rate} or with {see}."
        ));
    }
    if films.is_empty() {
        return Markup::new().plain(language.pick("No hay más en tu historial.", "There is no more in your history."));
    }
    let before = usize::from(page) * crate::engine::PAGE;
    let marks = strong(counted(rated, MARK, language));
    let also = match seen {
        0 => String::new(),
        n => {
            let n = counted(n, SEEN, language);
            say!(language, " y {n}", " and {n}")
        }
    };
    let mut out = Markup::new().say(match page {
        0 => say!(language, "Llevas {marks}{also}. Lo último:", "You have {marks}{also}. The latest:"),
        _ => say!(language, "Llevas {marks}{also}. Siguen:", "You have {marks}{also}. Next:"),
    });
    for (i, (film, given)) in films.iter().enumerate() {
        out = out.plain(format!("\n{}. ", before + i + 1)).strong(named(film));
        out = match given {
            Some(given) => out.plain(format!(" — {}", mark(*given, language))),
            None => out.dim(language.pick(" — vista", " — seen")),
        };
    }
    more(out, before + films.len() < (rated + seen) as usize, language)
}
