//! What somebody thinks or would think of a film, in words: "no me gustó nada", "¿me va a gustar?", "ya no quiero mi nota",
//! "no la he visto". The doors are [`told`] and [`unlike`].

use std::ops::Range;

use super::super::Name;
use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::lexicon::Value;
use super::super::names::{NameKind, Names};
use super::super::sentence::Sentence;
use super::Mine;
use super::free::{MARK, film, position, word};

/// Words of not liking.
const DISLIKES: [&str; 17] = [
    "no me gusto",
    "no me gustaron",
    "no me gusta",
    "no me encanto",
    "no me copo",
    "no me convencio",
    "no nos gusto",
    "no me ha gustado",
    "no disfrute",
    "odie",
    "deteste",
    "didnt like",
    "did not like",
    "dont like",
    "do not like",
    "didnt enjoy",
    "hated",
];

/// Words of wondering how one would like something.
const WONDERS: [&str; 19] = [
    "me va a gustar",
    "me vaya a gustar",
    "me podria gustar",
    "me puede gustar",
    "me gustaria a mi",
    "me gustaria",
    "me gustara",
    "me va a encantar",
    "me encantaria",
    "me encantara",
    "le pondria yo",
    "le daria yo",
    "le pondria",
    "le daria",
    "would i like",
    "will i like",
    "would i enjoy",
    "will i enjoy",
    "think i would like",
];

/// Words of not having seen something.
const UNSEEN: [&str; 12] = [
    "no he visto",
    "nunca he visto",
    "no vi",
    "nunca vi",
    "todavia no vi",
    "aun no vi",
    "no hemos visto",
    "havent seen",
    "have not seen",
    "never seen",
    "havent watched",
    "never watched",
];

/// Words of having seen something, at the beginning.
const SEEN: [&str; 10] = [
    "visto",
    "he visto",
    "ive seen",
    "i have seen",
    "ive watched",
    "i already saw",
    "i already watched",
    "ive already seen",
    "already seen",
    "seen",
];

/// Verbs by which a mark is taken back.
const TAKES_BACK: [&str; 17] = [
    "borra", "borrar", "borrame", "borrale", "quita", "quitar", "quitame", "quitale", "elimina", "eliminar", "saca",
    "sacar", "sacale", "anula", "retira", "remove", "delete",
];

/// Words that only say how much.
const HOW_MUCH: [&str; 11] =
    ["nada", "mucho", "tanto", "demasiado", "para", "la", "verdad", "at", "all", "que", "very"];

/// What a sentence tells of a film, or wonders; a film that is only pointed at has an empty name.
pub(super) fn told(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let told = wondered(sentence, names)
        .or_else(|| disliked(sentence, names))
        .or_else(|| unseen(sentence, names))
        .or_else(|| seen(sentence, names));
    // "Odio en las entrañas" is a film.
    told.filter(|_| names.fame_of(sentence.text.trim(), NameKind::Title).is_none())
}

/// "No me gustó Titanic, recomiéndame otra", "algo que no sea como Titanic": nothing similar is wanted.
pub fn unlike(sentence: &Sentence) -> bool {
    let words = &sentence.words;
    let alike = words.iter().position(|w| w.is(Alike) && !w.is(Sorry)).unwrap_or(0);
    let small = |i: &usize| "que se sea sean quiero algo me una otra nada".split(' ').any(|w| w == word(sentence, *i));
    let from = (0..alike).rev().take_while(small).last().unwrap_or(alike);
    let denied = from > 0 && word(sentence, from - 1) == "no" || (from..alike).any(|i| word(sentence, i) == "nada");
    denied || said(sentence, &DISLIKES).is_some()
}

/// Where one of some phrases stands.
fn said(sentence: &Sentence, phrases: &[&str]) -> Option<Range<usize>> {
    let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
    phrases.iter().find_map(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = spelt.windows(phrase.len()).position(|w| w == phrase)?;
        let quoted = sentence.words[at].token.quoted;
        (!quoted).then_some(at..at + phrase.len())
    })
}

/// The film in some words, where they name one surely, or none at all.
fn about(sentence: &Sentence, range: Range<usize>, names: &dyn Names) -> Option<Name> {
    let much = |i: &usize| HOW_MUCH.contains(&word(sentence, *i));
    // "La vi y no me gustó nada" names none.
    let pointing = |i: usize| {
        "la lo el esa ese esta este ya vi y e pero it and but i saw this that movie film"
            .split(' ')
            .any(|w| w == word(sentence, i))
    };
    if range.clone().all(|i| much(&i) || pointing(i)) {
        return Some(Name::text(""));
    }
    let start = range.clone().find(|i| !much(i)).unwrap_or(range.end);
    let end = range.clone().rev().find(|i| !much(i)).map_or(start, |last| last + 1);
    // A name may begin with such a word: "La La Land".
    let whole = names.fame_of(sentence.text_of(range.clone()), NameKind::Title).is_some();
    let title = film(sentence, if whole { range } else { start..end.max(start) }, names);
    let known = |title: &str| names.best(title, NameKind::Title).is_some_and(|n| n.exactly || n.score >= KNOWN);
    (title.is_empty() || known(&title)).then(|| Name::text(&title))
}

/// From this score on, a name is taken for the one meant.
const KNOWN: f32 = 0.75;

/// Words of other questions.
const ASKS: Cues = Cues::of(&[Suggest, Alike, Where, When, Who, Count, HowMuch, Vote, Other, Most, Best, Predict]);

/// Whether a word outside of a phrase and of quotation marks gives one of these cues.
fn has_beside(sentence: &Sentence, phrase: &Range<usize>, cues: Cues) -> bool {
    let quoted = sentence.words.iter().any(|w| w.token.quoted);
    !quoted && sentence.words.iter().enumerate().any(|(i, w)| !phrase.contains(&i) && w.any(cues))
}

/// "Borra mi nota de Psycho", "ya no quiero mi nota de Alien".
pub(super) fn taken_back(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let n = sentence.words.len();
    let verb = position(sentence, &TAKES_BACK).filter(|at| *at < 4);
    let from = verb.or_else(|| said(sentence, &["ya no quiero", "no quiero", "dont want"]).map(|said| said.end - 1))?;
    let number = |i: usize| matches!(sentence.words[i].value, Some(Value::Number(_))) && word(sentence, i - 1) == "mi";
    let mark =
        |i: &usize| MARK.contains(&word(sentence, *i)) || matches!(word(sentence, *i), "rating" | "mark") || number(*i);
    let at = (from + 1..(from + 4).min(n)).find(mark)?;
    let title = about(sentence, at + 1..n, names)?;
    Some(Mine::Unrate { title })
}

/// "¿Me va a gustar Inception?", "¿qué nota le pondría yo a Inception?".
fn wondered(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let Some(phrase) = said(sentence, &WONDERS) else {
        // "Me gustaría" may have been left out as said beside a question.
        let whole = Sentence::read(sentence.text);
        return if whole.words.len() > sentence.words.len() { wondered(&whole, names) } else { None };
    };
    let wish = matches!(word(sentence, phrase.end - 1), "gustaria" | "encantaria");
    if wish && !sentence.text.contains('?') && position(sentence, &["crees", "cree", "creen"]).is_none() {
        return None;
    }
    let marks = matches!(word(sentence, phrase.start), "le");
    let asked = (0..phrase.start).any(|i| MARK.contains(&word(sentence, i)) || word(sentence, i) == "cuanto");
    let foreign = Cues::of(&[Suggest, Alike, Where, When, Who, Vote, Other, See, Foreign]);
    if marks && !asked || has_beside(sentence, &phrase, foreign) {
        return None;
    }
    let title = about(sentence, phrase.end..sentence.words.len(), names)?;
    let named = !matches!(&title, Name::Text(text) if text.is_empty());
    (named || !wish).then_some(Mine::Predict { title })
}

/// "La La Land no me gustó nada": asks for the mark, since nobody says so of what they have not seen.
fn disliked(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let phrase = said(sentence, &DISLIKES)?;
    if has_beside(sentence, &phrase, ASKS.and(Cues::of(&[What, Foreign, Genre]))) {
        return None;
    }
    let n = sentence.words.len();
    let much = |i: usize| HOW_MUCH.contains(&word(sentence, i));
    let before = phrase.start > 0 && (phrase.end..n).all(much);
    let title = about(sentence, if before { 0..phrase.start } else { phrase.end..n }, names)?;
    Some(Mine::Rate { title, mark: None })
}

/// "No he visto Psycho".
fn unseen(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    let phrase = said(sentence, &UNSEEN)?;
    named_only(sentence, phrase, names).map(|title| Mine::Unseen { title })
}

/// "Visto The Shining", "I've seen Titanic".
fn seen(sentence: &Sentence, names: &dyn Names) -> Option<Mine> {
    // "Vi un perro en la calle" names none.
    let n = sentence.words.len();
    if n > 1 && word(sentence, 0) == "vi" && names.fame_of(sentence.text_of(1..n), NameKind::Title).is_some() {
        return Some(Mine::Seen { title: Name::text(sentence.text_of(1..n)) });
    }
    let phrase = SEEN.iter().find_map(|phrase| said(sentence, &[phrase]).filter(|phrase| phrase.start == 0))?;
    if phrase.end == sentence.words.len() {
        return Some(Mine::Seen { title: Name::text("") });
    }
    named_only(sentence, phrase, names).map(|title| Mine::Seen { title })
}

/// A film that is named from a word on, and nothing else asked.
fn named_only(sentence: &Sentence, phrase: Range<usize>, names: &dyn Names) -> Option<Name> {
    let (from, n) = (phrase.end, sentence.words.len());
    let exactly = names.fame_of(sentence.text_of(from..n), NameKind::Title).is_some();
    if from == n || !exactly && has_beside(sentence, &phrase, ASKS.and(Cues::of(&[What, Foreign]))) {
        return None;
    }
    about(sentence, from..n, names).filter(|title| !matches!(title, Name::Text(text) if text.is_empty()))
}
