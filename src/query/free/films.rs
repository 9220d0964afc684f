//! Questions about a film or a platform title beside its figures: its card, and where it is shown. The doors are
//! [`film_card`], [`the_film`], [`where_to_watch`] and [`on_platform`].

use std::ops::Range;

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::discover;
use super::super::frames::BASE;
use super::super::names::{NameKind, Names};
use super::super::sentence::{Role, Sentence, Word};
use super::super::span::{self, Span};
use super::{LIKE, Name, Query, UNLIKE, WELL_KNOWN, has_any_of, name, outside, refuse};
use crate::world::{Kind, Term};

/// "¿Dónde veo Coco?"
pub(super) fn where_to_watch(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let where_ = sentence.has(Where);
    let sees = where_ && sentence.has_any(Cues::of(&[See, Available, Release]));
    let on = sentence.slots.platform.is_some() && sentence.has(Available);
    if !where_ && !on || sentence.has(Count) {
        return None;
    }
    let main = Cues::of(&[Where, See, Available]);
    let title = span::title(sentence, main, Cues::of(&[Film, Show, How, Release, Count]), NameKind::Title, names)?;
    // "¿En qué plataforma está Coco?" asks it only of what is called so.
    let words = &sentence.words[title.words.clone()];
    // "¿Dónde está mi celular?" has a title in it that hardly anybody means.
    let place = sentence.words.iter().any(|w| w.is(Where) && !matches!(w.token.word.as_str(), "donde" | "where"));
    let meant = |fame: u32| sees || on || place || words[0].token.capital || fame >= WELL_KNOWN;
    let exactly = title.named.is_some_and(|n| n.exactly && meant(n.fame)) && !title.cut;
    let named = words[0].token.capital && words.iter().any(Word::unknown);
    let written = named && sees && !sentence.has_any(Cues::of(&[Foreign, Counted]));
    let like = (sees || on) && title.named.is_some_and(|n| n.score >= UNLIKE);
    // "El partido de Boca": what is looked for is no film, though a word of it is one; "Tom Hanks" is no "Tom".
    let before = &sentence.words[..title.words.start];
    let ours = BASE.and(Cues::of(&[Film, Show, Other, Most, Best, Genre, Release, Where, See, Available]));
    let strange = |w: &Word| w.role.is_none() && !w.any(ours) && !w.token.capital && !w.token.quoted;
    let of_something = matches!(before, [.., thing, of] if of.is(Link) && strange(thing));
    if of_something || is_of_a_person(sentence, &title.words, names) {
        return None;
    }
    let asked = exactly || like || written || span::is_numbered(sentence, &title.words, names);
    asked.then(|| Query::WhereToWatch { title: name(&title) })
}

/// "¿Está Ratatouille en Disney?", "¿se puede ver Shrek en Hulu?": what is called so, a platform, and nothing else.
pub(super) fn on_platform(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    sentence.slots.platform?;
    let words = &sentence.words;
    let around = BASE.and(Cues::of(&[See, Film, Show, Available, Where]));
    let beside = |w: &Word| w.role == Some(Role::Platform) || !w.token.quoted && w.any(around);
    let first = words.iter().position(|w| !beside(w))?;
    let end = words.iter().rposition(|w| !beside(w))? + 1;
    let start = (0..first).rev().take_while(|i| words[*i].is(Article)).last().unwrap_or(first);
    let text = sentence.text_of(start..end);
    let inside = words[start..end].iter().any(|w| w.role == Some(Role::Platform));
    let asked = !inside
        && names.fame_of(text, NameKind::Title).is_some()
        && !is_of_a_person(sentence, &(start..end), names)
        && discover::read(sentence).strangers > 0;
    asked.then(|| Query::WhereToWatch { title: Name::text(text) })
}

/// "What is Titanic about?", "how much did Titanic make?": English questions that stand around their title.
pub(super) fn around(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    const AROUND: [(&[&str], &[&str]); 4] = [
        (&["what", "is"], &["about"]),
        (&["how", "much", "did"], &["make", "earn", "gross", "cost"]),
        (&["how", "much", "money", "did"], &["make", "earn", "gross", "cost"]),
        (&["how", "long", "does"], &["last", "run"]),
    ];
    let (last, before) = sentence.words.split_last()?;
    let word = |w: &Word| w.token.word.clone();
    let begins = |first: &&[&str]| first.len() < before.len() && before.iter().zip(*first).all(|(w, f)| word(w) == **f);
    let (first, _) = AROUND.iter().find(|(first, ends)| begins(first) && ends.contains(&word(last).as_str()))?;
    let small = before[first.len()..].iter().take_while(|w| w.token.word == "the" || w.is(Film)).count();
    let film = |from: usize| sentence.text_of(from..before.len());
    // "The" may be the title's own.
    let texts = [first.len(), first.len() + small].map(film);
    let exactly = texts.iter().find(|text| names.fame_of(text, NameKind::Film).is_some());
    let like = || texts.iter().rev().find(|text| names.best(text, NameKind::Film).is_some_and(|n| n.likely >= LIKE));
    exactly.or_else(like).map(|text| Query::FilmCard { title: Name::text(text) })
}

/// What a film's card answers: plot, cast, who directed it, when it came out, how long it is.
pub(super) fn film_card(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let has = |cue| sentence.has(cue);
    // "Ficha El secreto de sus ojos": a title may hold the very words that would end it elsewhere.
    let words = &sentence.words;
    let asks = words.iter().take_while(|w| w.any(BASE)).count();
    if words.get(asks).is_some_and(|w| w.is(Card)) {
        let links = words[asks + 1..].iter().take_while(|w| w.is(Link)).count();
        let rest = [1, 1 + links].map(|from| sentence.text_of(asks + from..words.len()));
        let exactly = |rest: &&str| !rest.is_empty() && names.best(rest, NameKind::Film).is_some_and(|n| n.exactly);
        if let Some(rest) = rest.iter().find(|rest| exactly(rest)) {
            return Some(Query::FilmCard { title: Name::text(rest) });
        }
    }
    let when = has(When) && has_any_of(sentence, &[Release, Film]);
    let asks = has_any_of(sentence, &[HowMuch, What, How, Count]);
    let length = has(Long) && !has(Most) && !has(Longest) && asks;
    // "Duración de Avatar", "¿de qué año es Tiburón?": asked of what is called so.
    let measured =
        |w: &[Word]| w[0].any(Cues::of(&[Long, YearWord])) && w[1].is(Link) || w[0].is(What) && w[1].is(YearWord);
    let earned = has(Return) && has(HowMuch);
    let figure = !has(Most) && !has(Longest) && (has(When) || earned || sentence.words.windows(2).any(measured));
    let of_film = has(Who) && has_any_of(sentence, &[Directs, Director, Acts, Actor, Release]);
    let actors = sentence
        .words
        .windows(2)
        .any(|w| w[0].token.word.ends_with('s') && w[0].any(Cues::of(&[Actor, Director])) && w[1].is(Link));
    let other = has(Card) || when || length || of_film || actors;
    if !other && !figure {
        return None;
    }
    if has(Card) && !of_film && has_any_of(sentence, &[Actor, Director, Acts, Directs]) {
        return None;
    }
    let main = Cues::of(&[Card, When, Long, Directs, Director, Acts, Actor, Release]);
    let main = if other { main } else { main.and(Cues::of(&[YearWord, Return])) };
    let soft = Cues::of(&[Who, Film, Show, HowMuch, YearWord, MonthWord, DayWord, How, Rated, Count, Other]);
    let film = span::title(sentence, main, soft, NameKind::Film, names)?;
    // "¿Cuánto dura Stranger Things?": of what is no film, there is at least to say where it is.
    let is = |title: &Span| title.named.is_some_and(|n| n.exactly);
    let of_platform =
        || span::title(sentence, main, soft, NameKind::Title, names).filter(|title| is(title) && !title.cut);
    let title = if is(&film) { film } else { of_platform().unwrap_or(film) };
    let exactly = is(&title);
    let numbered = span::is_numbered(sentence, &title.words, names);
    // "En idioma francés" speaks of no film, though "Frances" is one.
    let spelt: Vec<&str> = words[title.words.clone()].iter().map(|w| w.token.word.as_str()).collect();
    let spoken = Term::said(Kind::Language, &spelt).is_some_and(|(n, _)| n == spelt.len());
    if spoken && title.words.start.checked_sub(1).is_some_and(|before| words[before].token.word == "idioma") {
        return None;
    }
    // "Los directores de terror" are those of no film, though "The Terror" is one.
    if actors && is_genre(&words[title.words.clone()]) {
        return None;
    }
    // Nobody asks how long a person lasts.
    let person = || !has(Long) && names.fame_of(&title.text, NameKind::Person).is_some();
    if !other && (!(exactly || numbered) || title.cut || person()) {
        return None;
    }
    // "¿Quién dirigió Dawn of the Dead?": a word that no question is about may be part of the title.
    if sentence.has(Foreign) && (!exactly || outside(sentence, &title, Cues::of(&[Foreign]))) {
        return None;
    }
    if of_film && !has(Card) {
        // "¿quién es el director Stephen Frears?" names a person.
        let person = names.best(&title.text, NameKind::Person);
        if person.is_some_and(|n| n.exactly) && !exactly {
            return None;
        }
    }
    if sentence.has(HelpWord) && !exactly {
        return None;
    }
    // "La duración media de las de Nolan" asks about nobody called Nola.
    let surname = || title.words.len() == 1 && names.surname(&title.text).is_some_and(|fame| fame >= WELL_KNOWN);
    if !exactly && !numbered && surname() {
        return Some(Query::Filmography { person: name(&title), page: 0 });
    }
    let like = exactly || title.named.is_some_and(|n| n.score >= UNLIKE);
    if !(like || numbered) || has_any_of(sentence, &[Most, Best]) && !exactly {
        return if of_film { refuse(sentence) } else { None };
    }
    Some(Query::FilmCard { title: name(&title) })
}

/// Whether words say a genre, and no name between quotation marks.
pub(super) fn is_genre(words: &[Word]) -> bool {
    let spelt: Vec<&str> = words.iter().map(|w| w.token.word.as_str()).collect();
    let quoted = words.iter().any(|w| w.token.quoted);
    !quoted && Term::said(Kind::Genre, &spelt).is_some_and(|(n, _)| n == spelt.len())
}

/// "La película Mongol": the one that is called exactly so, whatever else the word is.
pub(super) fn the_film(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let hello = words.iter().take_while(|w| w.any(Cues::of(&[Hello, And]))).count();
    let start = span::skip_film(words, hello);
    let definite = start > hello + 1
        && words[hello].is(Article)
        && !words[hello + 1].token.word.ends_with('s')
        && words[hello + 2..start].iter().all(|w| w.is(Called));
    let range = start..words.len();
    if !definite || range.is_empty() {
        return None;
    }
    let text = span::written(sentence, &range, NameKind::Title, names);
    let named = names.best(text, NameKind::Title);
    // "La película argentina" is any of Argentina.
    let written = words[start].token.capital || !Term::is_word(&words[start].token.word);
    let called = named.is_some_and(|n| n.exactly && (written || n.fame >= WELL_KNOWN) || written && n.likely >= LIKE)
        || span::is_numbered(sentence, &range, names);
    called.then(|| Query::FilmCard { title: Name::text(text) })
}

/// Whether the words around a name, as far as they are like names, make that of a person out of it: "Tom" of Tom Hanks.
fn is_of_a_person(sentence: &Sentence, name: &Range<usize>, names: &dyn Names) -> bool {
    let words = &sentence.words;
    let like_one = |w: &&Word| w.unknown() || w.token.capital || w.fuzzy;
    let before = words[..name.start].iter().rev().take_while(like_one).count();
    let after = words[name.end..].iter().take_while(like_one).count();
    let person = || sentence.text_of(name.start - before..name.end + after);
    before + after > 0 && names.fame_of(person(), NameKind::Person).is_some()
}
