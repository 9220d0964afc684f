//! A film that a question tells by its place in a list and not by name: "cuánto recaudó *la última de Nolan*". The door is
//! [`read`].

use std::ops::Range;

use super::cue::Cue::*;
use super::cue::Cues;
use super::free::asked;
use super::names::Names;
use super::sentence::{Sentence, Word};
use super::whole::{asks_of_a_title, is_of};
use super::{Name, Query, ties};

/// Words of the longest sentence that is searched.
const LONGEST: usize = 24;

/// So many places are tried where it may begin or end.
const PLACES: usize = 3;

/// So many words behind its article say that one film is meant: "la segunda película más larga".
const NEAR: usize = 5;

/// What a sentence asks of a film that it tells so.
pub(super) struct Described {
    /// The question, of the film's id.
    pub(super) query: Query,
    /// Whether it is somebody's film: no other question takes such words.
    pub(super) tied: bool,
}

/// Reads such a question; `None` where a film is named or several are asked for, or a word has no place. Cost: nothing
/// where no word says an order; else that of [`ties::read`], and of one list of films.
pub(super) fn read(sentence: &Sentence, names: &dyn Names) -> Option<Described> {
    let words = &sentence.words;
    let ordered = |w: &Word| w.any(Cues::of(&[Most, Best, Least, Longest])) || ties::age(w).is_some();
    if !(3..=LONGEST).contains(&words.len()) || !words.iter().any(ordered) || words.iter().any(|w| w.token.quoted) {
        return None;
    }
    let begins = |at: &usize| {
        let one = matches!(words[*at].token.word.as_str(), "la" | "el" | "the");
        one && words[at + 1..].iter().take(NEAR).any(ordered)
    };
    let behind = (1..words.len()).filter(begins).map(|start| start..words.len());
    let before = (1..words.len()).rev().filter(|end| begins(&0) && words[*end].token.parted).map(|end| 0..end);
    let asks = |film: &Range<usize>| asks_of_a_title(&words[..film.start]) || asks_of_a_title(&words[film.end..]);
    behind.chain(before).filter(asks).take(PLACES).find_map(|film| {
        let told = Sentence { words: words[film.clone()].to_vec(), ..sentence.clone() };
        let read = ties::read(&told, names);
        if read.strangers > 0 || read.filters.sort.is_none() || read.filters.size.is_some() {
            return None;
        }
        let (id, title) = names.nth(&read.filters, 0)?;
        // The same question with its title, which another film may have as well.
        let Range { start, end } = words[film.start].token.span.start..words[film.end - 1].token.span.end;
        let text = format!("{}«{title}»{}", &sentence.text[..start], &sentence.text[end..]);
        let query = asked(&Sentence::read(&text).without_asides(), names);
        let query = Some(query).filter(|query| is_of(query, &title))?.about(Name::Id(id))?;
        Some(Described { query, tied: !read.filters.ties.is_empty() })
    })
}

#[cfg(test)]
mod tests {
    use super::super::filters::{Filters, Sort};
    use super::super::names::{NameKind, Named};
    use super::super::parse;
    use super::*;
    use crate::catalog::SourceId;

    /// Knows one director and the numbers of some of their films.
    struct One;

    impl Names for One {
        fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
            let known = if kind == NameKind::Person { "Woody Allen" } else { "Manhattan" };
            (text == known).then_some(Named { score: 1.0, exactly: true, likely: 1.0, fame: 9_000, directs: true })
        }

        fn nth(&self, filters: &Filters, _at: u8) -> Option<(SourceId, String)> {
            let id = match filters.sort? {
                Sort::Newest => 1,
                Sort::Oldest => 2,
                Sort::Longest => 3,
                Sort::Best => 4,
                Sort::Grossing => 5,
                _ => return None,
            };
            Some((SourceId(id), "Manhattan".to_owned()))
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(parse(text, &One).to_string(), expect, "{text}");
    }

    #[test]
    fn a_film_is_told_by_its_place_in_a_list() {
        check("¿de qué va la última de Woody Allen?", "film_card title=#1");
        check("cuánto recaudó la última película de Woody Allen", "film_card title=#1");
        check("quién actúa en la primera de Woody Allen", "cast title=#2");
        check("cuánto dura la más larga de Woody Allen", "film_card title=#3");
        check("cuántos votos tiene la mejor comedia de Woody Allen", "votes title=#4");
        check("algo parecido a la última de Woody Allen", "recommend title=#1");
        check("la mejor de Woody Allen, ¿cuánto dura?", "film_card title=#4");
        check("how long is the latest film by Woody Allen", "film_card title=#1");
        check("qué nota tiene la más taquillera de 2010", "score title=#5");
    }

    #[test]
    fn a_list_is_a_list_and_a_title_a_title() {
        check("las mejores de Woody Allen", "discover who=Woody+Allen sort=best");
        check("cuánto dura la película más larga de Netflix", "max_duration platform=netflix");
        check("cuánto dura la mejor de Nadie Conocido", "out_of_scope text=cuánto dura la mejor de Nadie Conocido");
        check("cuánto dura Manhattan", "film_card title=Manhattan");
    }
}
