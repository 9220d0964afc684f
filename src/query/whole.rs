//! A title that is asked about as it stands: all that is before or behind the question's own words, letter by letter the
//! name of something, whatever its words say elsewhere ("cuánto dura *What We Do Is Secret*"). The door is
//! [`asked_of_a_title`].

use std::ops::Range;

use super::cue::Cue::*;
use super::cue::Cues;
use super::frames::BASE;
use super::free::asked;
use super::names::{NameKind, Names};
use super::sentence::{Sentence, Word};
use super::{Name, Query, tidy};

/// Words of the longest sentence that is searched.
const LONGEST: usize = 40;

/// Words of questions about a title.
const OWN: Cues = BASE.and(Cues::of(&[
    Count, HowMuch, Film, Show, Release, Rated, Vote, People, Long, Card, Who, Directs, Director, Acts, Actor, When,
    Where, See, Available, Suggest, Alike, Other, How, Called, YearWord, Return,
]));

/// What a sentence asks of the title that is the rest of it; `None` where the rest is no title, or may be none.
pub(super) fn asked_of_a_title(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let n = words.len();
    if !(2..=LONGEST).contains(&n) {
        return None;
    }
    let own = |w: &Word| w.role.is_none() && w.value.is_none() && w.any(OWN) && !w.any(Cues::of(&[Foreign, Counted]));
    let head = words.iter().enumerate().take_while(|(i, w)| own(w) && (*i == 0 || !is_capital(sentence, w))).count();
    let tail = n - words.iter().rev().take_while(|w| own(w) && !is_capital(sentence, w)).count();
    // The longest first, so that a name is not found in another.
    let behind = (1..=head.min(n - 1)).map(|start| start..n);
    let before = (tail.max(1)..n).rev().map(|end| 0..end);
    let asks = |name: &Range<usize>| asks_of_a_title(&words[..name.start]) || asks_of_a_title(&words[name.end..]);
    let led = |name: &Range<usize>| {
        let first = &words[name.start];
        // "Parecido a Jailbait": the preposition is the question's.
        let link = name.start > 0 && first.token.word == "a" && words[name.start - 1].is(Alike);
        link && !is_capital(sentence, first) || !first.begins && !is_capital(sentence, first)
    };
    behind.chain(before).filter(|name| asks(name) && !led(name) && tells(sentence, name)).find_map(|name| {
        let text = sentence.text_of(name.clone());
        names.fame_of(text, NameKind::Title)?;
        Some(asked(&sentence.naming(&name), names)).filter(|query| is_of(query, text))
    })
}

/// Whether these words ask something of a title.
fn asks_of_a_title(words: &[Word]) -> bool {
    let has = |cue| words.iter().any(|w| w.is(cue));
    has(Vote)
        || has(Rated)
        || has(Card)
        || has(Long)
        || has(Alike)
        || has(Who) && [Directs, Director, Acts, Actor].into_iter().any(has)
        || has(Where) && (has(See) || has(Available))
        || has(When) && has(Release)
        || has(HowMuch) && has(Return)
}

/// Whether words are written as a name, or hold one that the lexicon does not know, and are no values alone.
fn tells(sentence: &Sentence, name: &Range<usize>) -> bool {
    let words = &sentence.words[name.clone()];
    let written = words.iter().enumerate().any(|(i, w)| (name.start + i > 0) && is_capital(sentence, w));
    let unknown = |w: &Word| w.unknown() && w.token.word.starts_with(|c: char| c.is_alphabetic());
    let foreign = words.iter().any(|w| w.any(Cues::of(&[Foreign, Counted])));
    words.iter().any(|w| w.role.is_none() && w.value.is_none()) && (written || words.iter().any(unknown) && !foreign)
}

/// Whether a word is written with a capital where not all are.
fn is_capital(sentence: &Sentence, word: &Word) -> bool {
    let capital = |w: &Word| sentence.text[w.token.span.clone()].starts_with(char::is_uppercase);
    capital(word) && !sentence.words.iter().all(capital)
}

fn is_of(query: &Query, text: &str) -> bool {
    match query {
        Query::FilmCard { title: Name::Text(title) }
        | Query::Cast { title: Name::Text(title) }
        | Query::Score { title: Name::Text(title) }
        | Query::Votes { title: Name::Text(title) }
        | Query::Recommend { title: Name::Text(title) }
        | Query::WhereToWatch { title: Name::Text(title) } => title.starts_with(&tidy(text)),
        _ => false,
    }
}
