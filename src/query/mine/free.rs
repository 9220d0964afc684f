//! Personal sentences: "le pongo un 9 a Toy Story", "agrega Coco a mi lista", "¿qué veo hoy?". The doors are [`told`],
//! before the other questions are looked for, and [`asked`], after them.
//!
//! What is told is told in the first person or as an order, with words that no question has; a sentence that could be one
//! of the questions is left to them.

use std::ops::Range;

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::frames::BASE;
use super::super::names::{NameKind, Names};
use super::super::sentence::{Sentence, Word};
use super::super::{Intent, Name, Query, span, tidy};
use super::films::{any_for_me, compared_with, for_me, like_text, said_whole};
use super::{Mine, lists, marks, opinion, speech};

/// Verbs with which a mark is given.
const GIVES: [&str; 30] = [
    "pongo",
    "pongole",
    "doy",
    "puse",
    "di",
    "pondria",
    "daria",
    "ponle",
    "ponele",
    "ponme",
    "dale",
    "dele",
    "demosle",
    "ponganle",
    "pongale",
    "anota",
    "anotale",
    "anotame",
    "puntuo",
    "puntua",
    "puntue",
    "puntuar",
    "puntuame",
    "califico",
    "califica",
    "calificar",
    "valoro",
    "valorar",
    "rate",
    "give",
];

/// Those of them that stand before the film: "puntúo Coco con un 7".
const RATES: [&str; 10] =
    ["rate", "puntuo", "puntua", "puntue", "puntuar", "califico", "califica", "calificar", "valoro", "valorar"];

/// Words for a mark.
pub(super) const MARK: [&str; 4] = ["nota", "puntaje", "puntuacion", "calificacion"];

/// What somebody tells about themselves, or wants of their own: taken before any question is looked for. A film that is
/// only pointed at ("le pongo un 8", "agrégala") has an empty name.
pub fn told(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    if sentence.words.is_empty() || sentence.words.len() > 40 || sentence.slots.user.is_some() {
        return None;
    }
    // Before any mark is read: the number may be of the name ("borra mi nota de Toy Story 2").
    if let Some(back) = opinion::taken_back(sentence, names) {
        return Some(back);
    }
    if let Some(spelt) = marks::spelt_out(sentence.text)
        && let Some(rated) = rated(&Sentence::read(&spelt), names)
    {
        return Some(rated);
    }
    rated(sentence, names)
        .or_else(|| opinion::told(sentence, names))
        .or_else(|| my_mark(sentence, names))
        .or_else(|| lists::told(sentence, names))
        .or_else(|| seen(sentence, names))
        .or_else(|| said_whole(sentence))
        .or_else(|| speech::asked(sentence.text))
        .or_else(|| for_me(sentence))
}

/// What somebody wants of their own where no question was understood: films for them, films with a plot like this.
pub fn asked(sentence: &Sentence, understood: &Query, names: &dyn Names) -> Option<Query> {
    let open = match understood {
        Query::OutOfScope { .. } => true,
        // "Algo parecido a una peli de atracos con gente lista": what is called like nothing is a plot.
        Query::Search { .. } | Query::Recommend { title: Name::Text(_) } => {
            let called =
                |text: &str| [NameKind::Person, NameKind::Title].iter().any(|k| names.fame_of(text, *k).is_some());
            let plot = |query: &Query| matches!(query, Query::LikeText { text, .. } if !called(text));
            return compared_with(sentence).and_then(|_| like_text(sentence)).filter(plot);
        }
        Query::Invalid { intent: Intent::Recommend, value } => value.is_empty(),
        _ => false,
    };
    if !open {
        return None;
    }
    like_text(sentence).or_else(|| any_for_me(sentence).map(Query::Mine))
}

pub(super) fn word<'s>(sentence: &'s Sentence, i: usize) -> &'s str {
    sentence.words.get(i).map_or("", |w| w.token.word.as_str())
}

pub(super) fn position(sentence: &Sentence, options: &[&str]) -> Option<usize> {
    sentence.words.iter().position(|w| options.contains(&w.token.word.as_str()) && !w.token.quoted)
}

/// "Le pongo un 9 a Coco", "puntúo Coco con un 7", "a Coco le doy 4 estrellas", "Coco: 9/10".
fn rated(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let n = sentence.words.len();
    if sentence.slots.above || sentence.has_any(Cues::of(&[Count, HowMuch, Foreign])) {
        return None;
    }
    let verb = position(sentence, &GIVES);
    let (given, title) = match verb {
        Some(verb) => {
            let near = |i: &usize| matches!(word(sentence, *i), "un" | "una" | "le" | "la" | "con" | "nota" | "de");
            let from = (verb + 1..n).find(|i| !near(i)).unwrap_or(n);
            if let Some(given) = marks::at(sentence, from) {
                let after = given.words.end..n;
                let title = if after.is_empty() { before(sentence, verb) } else { after };
                (given, title)
            } else if RATES.contains(&word(sentence, verb)) {
                let given = marks::first(sentence, (verb + 2).min(n)..n)?;
                let title = verb + 1..given.words.start;
                (given, title)
            } else {
                return None;
            }
        }
        None => without_verb(sentence, names)?,
    };
    // "Dale, 9": a verb that is also a filler needs a film or a measured mark.
    let title = film(sentence, title, names);
    if title.is_empty() && verb.is_some_and(|v| word(sentence, v) == "dale") && !given.measured {
        return None;
    }
    // What is no mark is asked for anew where one is given in so many words.
    (given.mark.is_some() || verb.is_some()).then(|| Mine::Rate { title: Name::text(&title), mark: given.mark })
}

/// "¿Cuál es mi nota de Coco?", "¿qué nota le puse a Coco?": the mark that there is.
fn my_mark(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let n = sentence.words.len();
    let mine = |i: &usize| word(sentence, *i) == "mi" && MARK.contains(&word(sentence, i + 1));
    let put = |i: &usize| matches!(word(sentence, *i), "puse" | "di") && word(sentence, i.saturating_sub(1)) == "le";
    let after = (0..n).find(mine).map(|i| i + 2).or_else(|| (0..n).find(put).map(|i| i + 1))?;
    if !sentence.has_any(Cues::of(&[What, HowMuch])) || sentence.slots.platform.is_some() {
        return None;
    }
    Some(Mine::Rate { title: Name::text(&film(sentence, after..n, names)), mark: None })
}

/// The words before a verb that may name the film: "a Coco le | pongo".
fn before(sentence: &Sentence, verb: usize) -> Range<usize> {
    let pronoun = |i: usize| matches!(word(sentence, i), "le" | "la" | "lo" | "se" | "yo" | "les");
    let end = (0..verb).rev().find(|i| !pronoun(*i)).map_or(0, |i| i + 1);
    0..end
}

/// "Coco: 9/10", "9/10 para Coco", "mi nota para Coco es un 9".
fn without_verb(sentence: &Sentence, names: &dyn Names) -> Option<(marks::Given, Range<usize>)> {
    let n = sentence.words.len();
    if sentence.has_any(Cues::of(&[What, Who, Where, When, Suggest, Alike])) {
        return None;
    }
    let mine = (0..n).any(|i| word(sentence, i) == "mi" && MARK.contains(&word(sentence, i + 1)));
    let said = |g: &marks::Given| g.measured || mine || is_said_of(sentence, g, names);
    let given = (0..n).rev().filter_map(|i| marks::at(sentence, i)).find(said)?;
    // A film may be called like this.
    if names.best(sentence.text.trim(), NameKind::Title).is_some_and(|n| n.exactly) {
        return None;
    }
    let rest = if given.words.start > 0 && given.words.end == n {
        0..given.words.start
    } else if given.words.start == 0 {
        given.words.end..n
    } else {
        return None;
    };
    Some((given, rest))
}

/// "Gladiator: 9", "Gladiator es un 10": a number that is said of a film called exactly so, and of nothing else.
fn is_said_of(sentence: &Sentence, given: &marks::Given, names: &dyn Names) -> bool {
    let (at, n) = (given.words.start, sentence.words.len());
    if at == 0 || given.words.end < n || given.mark.is_none() {
        return false;
    }
    let colon = sentence.words[at].token.parted && {
        let between = sentence.words[at - 1].token.span.end..sentence.words[at].token.span.start;
        sentence.text.get(between).is_some_and(|t| t.trim() == ":")
    };
    let is_a = at > 2 && matches!((word(sentence, at - 2), word(sentence, at - 1)), ("es", "un") | ("is", "a" | "an"));
    let end = if is_a { at - 2 } else { at };
    (colon || is_a) && names.best(sentence.text_of(0..end), NameKind::Title).is_some_and(|named| named.exactly)
}

/// The film in a run of words: without the small words around it; empty where it is only pointed at.
pub(super) fn film(sentence: &Sentence, range: Range<usize>, names: &dyn Names) -> String {
    let words = &sentence.words;
    let small = |w: &Word| {
        let told = matches!(
            w.token.word.as_str(),
            "ya" | "vi"
                | "vimos"
                | "he"
                | "visto"
                | "vista"
                | "nota"
                | "mi"
                | "puntaje"
                | "puntuacion"
                | "calificacion"
                | "con"
                | "un"
                | "una"
                | "es"
                | "film"
                | "lista"
        );
        !w.token.quoted && (told || w.any(BASE.and(Cues::of(&[Film, Show, Other, Liked]))))
    };
    let Some(start) = range.clone().find(|i| !small(&words[*i])) else {
        // All of it may be a name made of small words: "Her", "Él".
        let run = trimmed(sentence, range);
        let text = sentence.text_of(run);
        return if names.best(text, NameKind::Title).is_some_and(|n| n.exactly) { tidy(text) } else { String::new() };
    };
    let last = range.clone().rev().find(|i| !small(&words[*i])).map_or(range.end, |i| i + 1);
    let with_article = (range.start..start).rev().take_while(|i| words[*i].is(Article)).last().unwrap_or(start);
    let broken = (start + 1..last).find(|i| words[*i].token.parted && !words[*i].token.quoted).unwrap_or(last);
    let joined = (start + 1..broken).find(|i| words[*i].is(And)).unwrap_or(broken);
    let mut ranges = vec![with_article..range.end, with_article..last, start..last];
    ranges.extend([with_article..broken, start..broken, with_article..joined, start..joined]);
    let frame = BASE.and(Cues::of(&[Film, Show, Other, Liked]));
    let found = span::choose(sentence, ranges, frame, NameKind::Title, names);
    tidy(&found.map_or_else(|| sentence.text_of(start..last).to_owned(), |s| s.text))
}

/// Without prepositions in front.
fn trimmed(sentence: &Sentence, range: Range<usize>) -> Range<usize> {
    let start = range.clone().find(|i| !sentence.words[*i].is(Link)).unwrap_or(range.end);
    start..range.end
}

/// "Ya vi Coco", "esa ya la vi", "marca Coco como vista".
fn seen(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let asks = Cues::of(&[Suggest, Alike, What, Where, When, Who, Count, HowMuch, Vote, Rated, How, Foreign]);
    let n = sentence.words.len();
    let title = if let Some(mark) = position(sentence, &["marca", "marcar", "marcame", "marcala", "marcalo"]) {
        let at = (mark + 1..n).find(|i| matches!(word(sentence, *i), "vista" | "visto"))?;
        let end = if word(sentence, at - 1) == "como" { at - 1 } else { at };
        mark + 1..end
    } else {
        let ya = position(sentence, &["ya"])?;
        let saw = (ya + 1..(ya + 5).min(n)).find(|i| {
            let saw = matches!(word(sentence, *i), "vi" | "vimos" | "visto" | "vista" | "vistas" | "mire");
            let between = (ya + 1..*i).all(|j| {
                matches!(
                    word(sentence, j),
                    "la" | "lo" | "las" | "los" | "he" | "hemos" | "habia" | "tengo" | "esta" | "me"
                )
            });
            saw && between
        })?;
        if sentence.has_any(asks)
            || sentence.words[ya..]
                .iter()
                .any(|w| matches!(w.token.word.as_str(), "algo" | "otra" | "otras" | "mas" | "parecida"))
        {
            return None;
        }
        let after = saw + 1..n;
        if after.is_empty() { 0..ya } else { after }
    };
    let title = film(sentence, title, names);
    let known = |title: &str| names.best(title, NameKind::Title).is_some_and(|n| n.exactly || n.score >= 0.6);
    (title.is_empty() || known(&title)).then(|| Mine::Seen { title: Name::text(&title) })
}
