//! Personal sentences: marks, lists, films for somebody, what is kept of them. The door is `said`.

mod choices;

pub use choices::{choices, listed};

use super::films::genre;
use super::lists::{detail, discovered, filters};
use super::{ES, counted, named};
use crate::catalog::Mark;
use crate::engine::{Chosen, FilmCard, ListName, ListedFilm, MOST_ASKED, Personal, Shared, ShownList, Suggestion};
use crate::query::{Filters, Sort};
use crate::recommend::{Basis, Prediction};
use crate::render::markup::Markup;
use crate::render::numbers::{decimal, list};

/// What a personal answer says.
pub(super) fn said(personal: &Personal) -> Markup {
    let out = Markup::new();
    match personal {
        Personal::NoIdentity => out
            .plain("Para eso necesito saber quién eres, y por aquí no lo sé. Háblame por Telegram o en la terminal (")
            .code("claqueta chat")
            .plain(") y guardo tus notas, tu lista y tus gustos."),
        Personal::WhichOne => out.plain("Hay más de una con ese nombre. ¿Cuál?"),
        Personal::WhichMark { film, now } => {
            let out = out.plain("¿Qué nota le pones a ").strong(named(film)).plain(", del 1 al 10?");
            match now {
                Some(now) => out.plain(" Ahora tiene un ").strong(mark(*now)).plain("."),
                None => out,
            }
        }
        Personal::Rated { film, mark: given, before } => rated(film, *given, *before),
        Personal::Unrated { film, before: Some(before) } => {
            out.plain("Listo: quité tu ").strong(mark(*before)).plain(" a ").strong(named(film)).plain(".")
        }
        Personal::Unrated { film, before: None } => out.plain("No tenías nota para ").strong(named(film)).plain("."),
        Personal::Seen { film, news: true } => {
            out.plain("Anotado: ya viste ").strong(named(film)).plain(". No te la vuelvo a proponer.")
        }
        Personal::Seen { film, news: false } => out.plain("Ya lo sabía: viste ").strong(named(film)).plain("."),
        Personal::Unseen { film } => out.plain("Listo: ").strong(named(film)).plain(" ya no figura como vista."),
        Personal::Added { film, list, news: true } => {
            out.plain("Agregué ").strong(named(film)).plain(format!(" a {}.", list_name(list)))
        }
        Personal::Added { film, list, news: false } => {
            out.strong(named(film)).plain(format!(" ya estaba en {}.", list_name(list)))
        }
        Personal::Removed { film, list, was: true } => {
            out.plain("Quité ").strong(named(film)).plain(format!(" de {}.", list_name(list)))
        }
        Personal::Removed { film, list, was: false } => {
            out.strong(named(film)).plain(format!(" no estaba en {}.", list_name(list)))
        }
        Personal::Watchlist(shown) => watchlist(shown),
        Personal::NoSuchList => out.plain("Ese enlace ya no lleva a ninguna lista: pídele otro a quien te lo mandó."),
        Personal::ShareLink { list, .. } => out.plain(format!(
            "Quien abra el enlace de abajo verá {} tal como esté en ese momento, sin poder cambiarla.",
            list_name(list)
        )),
        Personal::Unshared { list, was: true } => {
            out.plain(format!("Listo: el enlace ya no muestra {}.", list_name(list)))
        }
        Personal::Unshared { list, was: false } => out.plain(format!("No compartías {}.", list_name(list))),
        Personal::ForYou { filters, films, ratings } => for_you(filters, films, *ratings),
        Personal::NotYet { general, .. } if general.filters.page > 0 => discovered(general),
        Personal::NotYet { general, known } => not_yet(discovered(general), *known),
        Personal::ForGroup { filters, members, films } => for_group(filters, members, films),
        Personal::Nobody => out
            .plain("Todavía no se apuntó nadie de este grupo. Quien quiera entrar en las recomendaciones, que escriba ")
            .code("/meapunto")
            .plain("."),
        Personal::NotAGroup => out
            .plain("Eso es para grupos: agrégame a uno y que cada quien escriba ")
            .code("/meapunto")
            .plain(". Para ti solo está ")
            .code("/parami")
            .plain("."),
        Personal::Joined { name, news, members } => joined(name, *news, members),
        Personal::Left { was: true } => out.plain("Listo: ya no cuento tus gustos en este grupo."),
        Personal::Left { was: false } => out.plain("No estabas en las recomendaciones de este grupo."),
        Personal::Asked { card, step, told } => asked(card, *step, told.as_ref()),
        Personal::AskedEnough { ratings: 0 } => out
            .plain("De acuerdo, lo dejamos. Cuando quieras seguimos con ")
            .code("/gustos")
            .plain(" o me cuentas una a una: ")
            .code("/puntuar Toy Story 9")
            .plain("."),
        Personal::AskedEnough { ratings } => out
            .plain("¡Gracias! Ya tengo ")
            .strong(counted(*ratings, "nota tuya", "notas tuyas"))
            .plain(". Mira qué elegí para ti en ")
            .code("/parami")
            .plain("."),
        Personal::History { films, page, rated, seen } => history(films, *page, *rated, *seen),
        Personal::Kept { rated: 0, seen: 0, listed: 0, .. } => {
            out.plain("No guardo ninguna nota ni lista tuya. Esto es todo lo que hay:")
        }
        Personal::Kept { rated, seen, listed, .. } => out
            .plain("De ti guardo ")
            .strong(counted(*rated, "nota", "notas"))
            .plain(format!(
                ", {} y {}; nada más que eso y tu número de usuario. Se borra con ",
                counted(*seen, "película vista sin nota", "películas vistas sin nota"),
                counted(*listed, "película en listas", "películas en listas"),
            ))
            .code("/borrarme")
            .plain(". Aquí está todo:"),
        Personal::Sure => {
            out.plain("¿Borro todo lo tuyo: notas, vistas, listas y grupos? No se puede deshacer. Responde sí o no.")
        }
        Personal::Forgotten { any: true } => out.plain("Listo: borré todo lo que sabía de ti."),
        Personal::Forgotten { any: false } => out.plain("No había nada tuyo que borrar."),
        Personal::NotForgotten => out.plain("Bien, no borré nada."),
        Personal::Predicted { title, given, prediction, ratings } => {
            predicted(title, *given, prediction.as_ref(), *ratings)
        }
    }
}

/// `9`, `8,5`.
fn mark(mark: Mark) -> String {
    decimal(mark.value(), 1, ES)
}

/// 0.5–5 as people read it.
fn of_ten(score: f32) -> String {
    decimal(f64::from(score) * 2.0, 1, ES)
}

fn list_name(list: &ListName) -> String {
    if list.shared {
        return match list.name.as_str() {
            "" => "la lista que te compartieron".to_owned(),
            name => format!("la lista «{name}» que te compartieron"),
        };
    }
    match (list.of_group, list.name.as_str()) {
        (false, "") => "tu lista".to_owned(),
        (true, "") => "la lista del grupo".to_owned(),
        (false, name) => format!("tu lista «{name}»"),
        (true, name) => format!("la lista «{name}» del grupo"),
    }
}

fn rated(film: &Suggestion, given: Mark, before: Option<Mark>) -> Markup {
    let out = Markup::new();
    match before {
        Some(before) if before == given => {
            out.plain("Ya tenías un ").strong(mark(given)).plain(" para ").strong(named(film)).plain(".")
        }
        Some(before) => out
            .plain("Cambié tu nota de ")
            .strong(named(film))
            .plain(format!(": de {} a ", mark(before)))
            .strong(mark(given))
            .plain("."),
        None => out.plain("Anotado: un ").strong(mark(given)).plain(" para ").strong(named(film)).plain("."),
    }
}

fn watchlist(shown: &ShownList) -> Markup {
    let name = list_name(&shown.list);
    let mut out = Markup::new();
    if shown.total == 0 && shown.list.shared {
        out = out.plain(format!("{} está vacía.", capital(&name)));
    } else if shown.total == 0 {
        let add = if shown.list.name.is_empty() { "/agregar Coco" } else { "agrega Coco a la lista" };
        out = out.plain(format!("{} está vacía. Agrega películas con ", capital(&name))).code(add).plain(".");
    } else if shown.films.is_empty() {
        out = out.plain(format!("No hay más películas en {name}."));
    } else {
        let films = counted(shown.total, "película", "películas");
        out = out.plain(format!("{}: ", capital(&name))).strong(films).plain(".");
        let before = usize::from(shown.page) * crate::engine::PAGE;
        for (i, (film, seen)) in shown.films.iter().enumerate() {
            out = out.plain(format!("\n{}. ", before + i + 1)).strong(named(film));
            out = if *seen { out.dim(" — ya la viste") } else { out };
        }
        out = more(out, before + shown.films.len() < shown.total as usize);
    }
    if shown.others.is_empty() {
        return out;
    }
    let others: Vec<String> = shown
        .others
        .iter()
        .map(|(name, n)| {
            format!("{} ({n})", if name.is_empty() { "la de siempre".to_owned() } else { format!("«{name}»") })
        })
        .collect();
    out.plain("\n").dim(format!("Otras listas: {}.", list(&others, ES)))
}

fn more(out: Markup, more: bool) -> Markup {
    if more { out.plain("\n").dim("Di «más» para ver las siguientes.") } else { out }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn under(filters_said: &Filters) -> String {
    let what = filters(filters_said);
    if what.is_empty() { String::new() } else { format!(" ({what})") }
}

fn for_you(filters: &Filters, films: &[Chosen], ratings: u32) -> Markup {
    let what = under(filters);
    if films.is_empty() {
        return match filters.page {
            0 => {
                Markup::new().plain(format!("No me queda ninguna para ti así{what}. Prueba quitando alguna condición."))
            }
            _ => Markup::new().plain("No tengo más para ti en esa lista."),
        };
    }
    let head = if filters.page == 0 { "Para ti" } else { "Siguen para ti" };
    let mut out = Markup::new().strong(head).plain(format!("{what}:"));
    let before = usize::from(filters.page) * crate::engine::CHOSEN;
    for (i, chosen) in films.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", before + i + 1))
            .strong(format!("{} ({})", chosen.film.title, chosen.film.year));
        let mut why = Vec::new();
        if !chosen.because.is_empty() {
            let names: Vec<&str> = chosen.because.iter().map(|f| f.title.as_str()).collect();
            let liked = if names.len() == 1 { "porque te gustó" } else { "porque te gustaron" };
            why.push(format!("{liked} {}", list(&names, ES)));
        }
        why.extend(chosen.expected.map(|x| format!("le pondrías un {}", of_ten(x))));
        if !why.is_empty() {
            out = out.dim(format!(" — {}", why.join("; ")));
        }
    }
    out = more(out, films.len() == crate::engine::CHOSEN);
    if ratings >= 5 || filters.page > 0 {
        return out;
    }
    out.plain("\n")
        .dim(format!("Todavía te conozco poco ({}): con ", counted(ratings, "nota", "notas")))
        .code("/gustos")
        .dim(" acierto mejor.")
}

fn not_yet(general: Markup, known: bool) -> Markup {
    let mut out = Markup::new();
    if known {
        out = out
            .plain("Todavía no sé qué te gusta. Cuéntamelo con ")
            .code("/gustos")
            .plain(" o con notas sueltas (")
            .code("/puntuar Toy Story 9")
            .plain("). Mientras tanto, lo que mejor valora todo el mundo:\n");
    } else {
        out = out.plain("Por aquí no sé quién eres, así que va lo que mejor valora todo el mundo:\n");
    }
    out.append(general);
    out
}

fn for_group(filters: &Filters, members: &[String], films: &[Shared]) -> Markup {
    let what = under(filters);
    if films.is_empty() {
        return match filters.page {
            0 => Markup::new()
                .plain(format!("No encuentro ninguna para todos así{what}. Prueba quitando alguna condición.")),
            _ => Markup::new().plain("No tengo más para este grupo en esa lista."),
        };
    }
    let mut out = Markup::new().strong(format!("Para {}", list(members, ES))).plain(format!("{what}:"));
    let before = usize::from(filters.page) * crate::engine::CHOSEN;
    for (i, shared) in films.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", before + i + 1))
            .strong(format!("{} ({})", shared.film.title, shared.film.year));
        let each =
            members.iter().zip(&shared.expected).filter_map(|(name, x)| Some(format!("{name} {}", of_ten((*x)?))));
        let each: Vec<String> = each.collect();
        let seen: Vec<&str> = shared.seen_by.iter().filter_map(|i| members.get(*i)).map(String::as_str).collect();
        let mut notes = Vec::new();
        if !each.is_empty() {
            notes.push(each.join(", "));
        }
        if !seen.is_empty() {
            let saw = if seen.len() == 1 { "ya la vio" } else { "ya la vieron" };
            notes.push(format!("{saw} {}", list(&seen, ES)));
        }
        if !notes.is_empty() {
            out = out.dim(format!(" — {}", notes.join("; ")));
        }
    }
    more(out, films.len() == crate::engine::CHOSEN)
}

fn joined(name: &str, news: bool, members: &[String]) -> Markup {
    let out = Markup::new();
    let out = match news {
        true => out.plain("Te apunté como ").strong(name).plain("."),
        false => out.plain("Ya estabas, como ").strong(name).plain("."),
    };
    let out = match members.len() {
        0 | 1 => out.plain(" Por ahora no hay nadie más."),
        _ => out.plain(format!(" Van {}.", list(members, ES))),
    };
    out.plain(" La lista común se pide con ")
        .code("/entrenosotros")
        .plain(" y te sales con ")
        .code("/mesalgo")
        .plain(".")
}

fn asked(card: &FilmCard, step: u8, told: Option<&(Suggestion, Option<Mark>)>) -> Markup {
    let mut out = match told {
        Some((film, Some(given))) => {
            Markup::new().plain("Anotado: un ").strong(mark(*given)).plain(" para ").strong(named(film)).plain(".\n")
        }
        Some((film, None)) => Markup::new().plain("No viste ").strong(named(film)).plain(": sigamos.\n"),
        None => Markup::new().plain(format!(
            "Te pregunto por {MOST_ASKED} películas para conocer tus gustos; puedes parar cuando quieras.\n"
        )),
    };
    out = out
        .plain(format!("({step} de {MOST_ASKED}) ¿Qué te pareció "))
        .strong(format!("{} ({})", card.film.title, card.film.year))
        .plain("?");
    let mut facts: Vec<String> = Vec::new();
    if !card.genres.is_empty() {
        facts.push(card.genres.iter().take(3).map(|g| genre(g)).collect::<Vec<_>>().join(", "));
    }
    if !card.directors.is_empty() {
        facts.push(format!("de {}", list(&card.directors, ES)));
    }
    if !card.cast.is_empty() {
        facts.push(format!("con {}", list(&card.cast[..card.cast.len().min(3)], ES)));
    }
    if !facts.is_empty() {
        out = out.plain("\n").dim(capital(&facts.join("; ")));
    }
    match step {
        1 => out.plain("\n").dim("También vale una nota del 1 al 10 en palabras: «un 8»."),
        _ => out,
    }
}

fn history(films: &[(Suggestion, Option<Mark>)], page: u8, rated: u32, seen: u32) -> Markup {
    if rated + seen == 0 {
        return Markup::new()
            .plain("Todavía no tienes historial. Empieza con ")
            .code("/puntuar Toy Story 9")
            .plain(" o con ")
            .code("/visto Coco")
            .plain(".");
    }
    if films.is_empty() {
        return Markup::new().plain("No hay más en tu historial.");
    }
    let before = usize::from(page) * crate::engine::PAGE;
    let mut out = Markup::new().plain("Llevas ").strong(counted(rated, "nota", "notas"));
    if seen > 0 {
        out = out.plain(format!(" y {}", counted(seen, "vista sin nota", "vistas sin nota")));
    }
    out = out.plain(if page == 0 { ". Lo último:" } else { ". Siguen:" });
    for (i, (film, given)) in films.iter().enumerate() {
        out = out.plain(format!("\n{}. ", before + i + 1)).strong(named(film));
        out = match given {
            Some(given) => out.plain(format!(" — {}", mark(*given))),
            None => out.dim(" — vista"),
        };
    }
    more(out, before + films.len() < (rated + seen) as usize)
}

fn predicted(title: &Suggestion, given: Option<Mark>, prediction: Option<&Prediction>, ratings: u32) -> Markup {
    let name = named(title);
    if let Some(given) = given {
        return Markup::new().plain("A ").strong(name).plain(" ya le pusiste un ").strong(mark(given)).plain(".");
    }
    if ratings == 0 {
        return Markup::new()
            .plain("Para decirte si te gustaría ")
            .strong(name)
            .plain(" necesito alguna nota tuya: empieza con ")
            .code("/gustos")
            .plain(".");
    }
    let Some(p) = prediction else {
        return Markup::new().plain("No tengo en qué apoyarme para decirte si te gustaría ").strong(name).plain(".");
    };
    let verdict = if p.recommended { "Sí, te la recomiendo" } else { "No creo que sea para ti" };
    let out = Markup::new()
        .strong(verdict)
        .plain(": a ")
        .strong(name)
        .plain(" le pondrías un ")
        .strong(format!("{} sobre 10", of_ten(p.estimate)))
        .plain(format!(" (tu media es {}).", of_ten(p.mean)));
    let basis = match p.basis {
        Basis::Factors => format!("Se apoya en {}.", counted(ratings, "nota tuya", "notas tuyas")),
        Basis::ItemMean | Basis::GlobalMean => "Por ahora va sobre todo lo que piensan los demás.".to_owned(),
        Basis::UserMean => "De ese título no hay notas: va tu media.".to_owned(),
    };
    out.plain("\n").dim(basis)
}

/// Films with a plot like a description.
pub(super) fn like_text(text: &str, films: &[ListedFilm], page: u8) -> Markup {
    if films.is_empty() {
        return match page {
            0 => Markup::new().plain("No encontré nada que vaya de ").strong(format!("«{text}»")).plain("."),
            _ => Markup::new().plain("No tengo más que vayan de eso."),
        };
    }
    let mut out = Markup::new().plain("Que vayan de ").strong(format!("«{text}»")).plain(", las que más se acercan:");
    let before = usize::from(page) * crate::engine::CHOSEN;
    for (i, film) in films.iter().enumerate() {
        out = out.plain(format!("\n{}. ", before + i + 1)).strong(format!("{} ({})", film.film.title, film.film.year));
        let votes = detail(film, Sort::Best);
        out = if votes.is_empty() { out } else { out.plain(format!(" — {votes}")) };
    }
    more(out, films.len() == crate::engine::CHOSEN)
}

/// A name for the file of all that is kept of somebody.
pub const KEPT_FILE: &str = "mis-datos-claqueta.json";

/// By which name somebody takes part whose own is not known.
pub const SOMEBODY: &str = "alguien";
