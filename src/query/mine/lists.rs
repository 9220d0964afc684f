//! Films onto lists and off them, in words. The door is [`told`].

use super::super::Name;
use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::names::{NameKind, Names};
use super::super::sentence::Sentence;
use super::free::{film, word};
use super::{List, Mine};

/// Verbs that put on a list; those that mean little else come first.
const ADDS: [&str; 26] = [
    "agrega", "agregar", "agregame", "agregale", "anade", "anadir", "anademe", "anademe", "guarda", "guardar",
    "guardame", "suma", "sumar", "sumame", "mete", "meter", "meteme", "pon", "poner", "apunta", "apuntame", "apuntar",
    "anota", "anotame", "add", "put",
];

/// How many of [`ADDS`] need no list to be named.
const SURELY_ADD: usize = 11;

/// Verbs that take off a list; as above.
const REMOVES: [&str; 15] = [
    "remove", "quita", "quitar", "quitame", "quitale", "saca", "sacar", "sacame", "elimina", "eliminar", "borra",
    "borrar", "tacha", "delete", "take",
];

const SURELY_REMOVE: usize = 5;

const LIST: [&str; 5] = ["lista", "listita", "listado", "pendientes", "watchlist"];
/// Words for the film that was spoken of.
const POINTED: [&str; 8] = ["esa", "ese", "esta", "este", "eso", "la", "lo", "misma"];

/// "Agrega Coco a mi lista", "quítala", "saca Coco de la lista de terror"; "mi lista" alone shows it.
pub(super) fn told(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let n = sentence.words.len();
    let (verb, adds, surely, points) = verb_of_list(sentence)?;
    let list = list_after(sentence, verb, names);
    let end = list.map_or(n, |at| {
        let leads = |i: usize| {
            matches!(
                word(sentence, i),
                "a" | "en"
                    | "de"
                    | "mi"
                    | "la"
                    | "nuestra"
                    | "tu"
                    | "mis"
                    | "los"
                    | "las"
                    | "para"
                    | "to"
                    | "on"
                    | "from"
                    | "off"
                    | "my"
                    | "the"
                    | "our"
            )
        };
        (verb + 1..at).rev().take_while(|i| leads(*i)).last().unwrap_or(at)
    });
    if list.is_none() && !surely && !points {
        return None;
    }
    if list.is_none() && sentence.has_any(Cues::of(&[Count, HowMuch, Foreign, What, Where, When, Who])) {
        return None;
    }
    let title = if points && verb + 1 >= end { String::new() } else { film(sentence, verb + 1..end, names) };
    let pointed = title.is_empty() && (verb + 1..end).any(|i| POINTED.contains(&word(sentence, i)));
    if list.is_none()
        && !pointed
        && !points
        && !names.best(&title, NameKind::Title).is_some_and(|n| n.exactly || n.score >= 0.8)
    {
        return None;
    }
    let list = list.map_or_else(|| List::here(""), |at| list_said(sentence, at));
    let title = Name::text(&title);
    Some(if adds { Mine::Add { title, list } } else { Mine::Remove { title, list } })
}

/// The word for a list after the verb that is not of a title: "agrega La lista de Schindler a mi lista".
fn list_after(sentence: &Sentence, verb: usize, names: &dyn Names) -> Option<usize> {
    let n = sentence.words.len();
    let of_title = |at: usize| {
        let ends = (at + 2..=n.min(at + 6)).rev();
        ends.map(|end| sentence.text_of(verb + 1..end))
            .any(|text| names.best(text, NameKind::Title).is_some_and(|n| n.exactly))
    };
    let said = |i: usize| LIST.contains(&word(sentence, i)) && !sentence.words[i].token.quoted;
    let list = (verb + 1..n).find(|i| said(*i) && !of_title(*i));
    list.or_else(|| english_list(sentence).filter(|at| *at > verb))
}

/// "My list", "the list"; "Schindler's List" is none.
fn english_list(sentence: &Sentence) -> Option<usize> {
    let ours = |i: &usize| matches!(word(sentence, i - 1), "my" | "the" | "our" | "watch" | "groups");
    (1..sentence.words.len()).filter(|i| word(sentence, *i) == "list").find(ours)
}

/// The verb of a list: where, whether it adds, whether it needs no list, and whether it points at a film ("agrégala").
fn verb_of_list(sentence: &Sentence) -> Option<(usize, bool, bool, bool)> {
    sentence.words.iter().take(6).enumerate().find_map(|(i, w)| {
        let said = w.token.word.as_str();
        let pointing = ["mela", "melo", "la", "lo"].iter().find_map(|end| said.strip_suffix(end));
        // "La apunto".
        let before = i.checked_sub(1).map(|before| word(sentence, before));
        if matches!(said, "apunto" | "anoto" | "agrego" | "guardo" | "sumo") && matches!(before, Some("la" | "lo")) {
            return Some((i, true, true, true));
        }
        let find = |verbs: &[&str], sure: usize, adds: bool| {
            let whole = verbs.iter().position(|v| *v == said).map(|at| (i, adds, at < sure, false));
            whole.or_else(|| {
                let stem = pointing?;
                verbs.iter().position(|v| *v == stem).map(|at| (i, adds, at < sure, true))
            })
        };
        find(&ADDS, SURELY_ADD, true).or_else(|| find(&REMOVES, SURELY_REMOVE, false))
    })
}

/// "Mi lista", "la lista de terror", "la lista viernes".
fn list_said(sentence: &Sentence, at: usize) -> List {
    let rest = at + 1..sentence.words.len();
    let start = rest.clone().find(|i| {
        !matches!(word(sentence, *i), "de" | "del" | "llamada" | "la" | "el" | "grupo" | "of" | "called" | "named")
    });
    let small = Cues::of(&[Filler, Thanks, Hello, Bye]);
    let aside = |i: usize| sentence.words[i].any(small) || word(sentence, i) == "por";
    let named = start.filter(|i| !aside(*i) || sentence.words[*i].token.quoted);
    match named {
        Some(start) => {
            let end = (start + 1..rest.end).find(|i| sentence.words[*i].token.parted || aside(*i)).unwrap_or(rest.end);
            List::here(sentence.text_of(start..end))
        }
        None if at > 0 && matches!(word(sentence, at - 1), "mi" | "mis" | "my") => List::Own,
        None => List::here(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, understood: Option<&str>) {
        let found = told(&Sentence::read(text), &()).map(|mine| mine.to_string());
        assert_eq!(found.as_deref(), understood, "{text}");
    }

    #[test]
    fn lists_are_spoken_of_in_english_too() {
        check("add Coco to my list", Some("add of=me title=Coco"));
        check("add Coco to the list", Some("add title=Coco"));
        check("remove Coco from my list", Some("remove of=me title=Coco"));
        check("put Coco on my list", Some("add of=me title=Coco"));
        check("take Coco off my list", Some("remove of=me title=Coco"));
        check("add Coco to my list of horror", Some("add list=horror title=Coco"));
        check("the list of films", None);
        check("la apunto", Some("add title="));
        check("me la anoto", Some("add title="));
    }
}
