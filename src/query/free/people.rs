//! Questions about a person: what an actor or a director made. The doors are [`director`], [`actor`] and [`films_of`].

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::frames::BASE;
use super::super::names::{NameKind, Named, Names, known_group};
use super::super::sentence::{Role, Sentence, Word};
use super::super::span::{self, Span};
use super::films::is_genre;
use super::{LIKE, NAMED, Name, Query, SURE, UNLIKE, WELL_KNOWN, has_any_of, is_ordinal, like, name, outside, refuse};

const PERSON_FRAME: Cues = Cues::of(&[
    Count, HowMuch, Film, Show, Release, Rated, Actor, Acts, Director, Directs, Return, Career, Most, How, Who,
    YearWord, Other, Repeats, Card, See, Called, Catalog,
]);

pub(super) fn director(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    if !has_any_of(sentence, &[Director, Directs]) {
        return None;
    }
    if let Some(title) = of_a_film(sentence, names) {
        return Some(Query::Cast { title });
    }
    let acts = sentence.words.iter().any(|w| w.is(Acts) && !w.is(Repeats) && w.token.word.starts_with("actu"));
    let surely = sentence.has(Directs) && !sentence.has_any(Cues::of(&[Where, When, Most, Best, Least]));
    let person = match surely {
        true => span::person(sentence, PERSON_FRAME, names).filter(|person| is_person(person, sentence))?,
        false => person(sentence, names)?,
    };
    if !like(&person, LIKE) && names.best(&person.text, NameKind::Title).is_some_and(|n| n.exactly) {
        return Some(Query::FilmCard { title: name(&person) });
    }
    let person = name(&person);
    Some(if acts { Query::ActorStats { person } } else { Query::DirectorStats { person } })
}

/// "Director de Titanic", "actriz de Shrek 5": the film, where nobody is called so; "los directores de terror" are those
/// of no film.
fn of_a_film(sentence: &Sentence, names: &dyn Names) -> Option<Name> {
    let words = &sentence.words;
    let craft = |w: &Word| w.any(Cues::of(&[Director, Actor]));
    let at = words.iter().position(craft).filter(|at| words.get(at + 1).is_some_and(|w| w.is(Link)))?;
    let small = BASE.and(Cues::of(&[Who, Card]));
    let name = span::skip_film(words, at + 2)..words.len();
    if name.is_empty() || !words[..at].iter().all(|w| w.any(small)) {
        return None;
    }
    let text = sentence.text_of(name.clone());
    let of_genre = words[at].token.word.ends_with('s') && is_genre(&words[name.clone()]);
    if of_genre || names.fame_of(text, NameKind::Person).is_some() {
        return None;
    }
    // "Actor de teatro": what they do, though a film is called so.
    let written = name.len() > 1 || words[name.start].token.capital;
    let exactly =
        names.fame_of(text, NameKind::Film).is_some_and(|fame| written || fame >= WELL_KNOWN || words[at].is(Director));
    let slipped = || {
        let score = |kind| names.best(text, kind).map_or(0.0, |n| n.likely);
        name.len() > 1 && score(NameKind::Film) >= NAMED && score(NameKind::Film) > score(NameKind::Person)
    };
    (exactly || span::is_numbered(sentence, &name, names) || slipped()).then(|| Name::text(text))
}

pub(super) fn actor(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    if !has_any_of(sentence, &[Actor, Acts, Return, Career]) {
        return None;
    }
    if let Some(title) = of_a_film(sentence, names) {
        return Some(Query::Cast { title });
    }
    let sure = sentence
        .words
        .iter()
        .any(|w| w.is(Actor) || w.is(Acts) && !matches!(w.token.word.as_str(), "hizo" | "hace" | "made" | "did"));
    let person = person(sentence, names)?;
    if sentence.has(Vote) && !person.named.is_some_and(|n| n.exactly) {
        return None;
    }
    let likely = if sure || person.words.len() > 1 { UNLIKE } else { LIKE };
    if !like(&person, likely) {
        let film = names.best(&person.text, NameKind::Title).is_some_and(|n| n.exactly);
        if film && !sentence.has(Actor) {
            return Some(Query::FilmCard { title: name(&person) });
        }
        return if sure && !sentence.has_any(Cues::of(&[Foreign])) {
            Some(Query::ActorStats { person: name(&person) })
        } else {
            refuse(sentence)
        };
    }
    let directs = person.named.is_some_and(|n| n.directs) && !sure;
    let person = name(&person);
    Some(if directs { Query::DirectorStats { person } } else { Query::ActorStats { person } })
}

/// The person asked about, unless the rest of the sentence asks what is not answered here.
fn person(sentence: &Sentence, names: &dyn Names) -> Option<Span> {
    let person = span::person(sentence, PERSON_FRAME, names)?;
    // "Se filmaron en Francia": a place, whoever has that name.
    let place = person.words.start.checked_sub(1).map(|before| sentence.words[before].token.word.as_str());
    if matches!(place, Some("en" | "in" | "desde")) {
        return None;
    }
    // "Director de recursos humanos", "actor de doblaje": what they do, and no name.
    let sure = person.named.is_some_and(|n| n.exactly || n.score >= NAMED);
    let of = person.words.start >= 2 && matches!(place, Some("de" | "of" | "en"));
    if of && !sure && sentence.words[person.words.start - 2].any(Cues::of(&[Actor, Director])) {
        return None;
    }
    let words = &sentence.words[person.words.clone()];
    let other = Cues::of(&[Foreign, Counted]);
    if words.iter().any(|w| w.any(other)) && words.iter().all(|w| w.any(other.and(BASE).and(Cues::of(&[Other])))) {
        return None;
    }
    let foreign = Cues::of(&[Foreign, Counted, Where, When, Best, Least, Genre]);
    let filtered = sentence.words.iter().enumerate().any(|(i, w)| {
        !person.words.contains(&i)
            && matches!(w.role, Some(Role::Month | Role::Weekday | Role::Year | Role::Platform | Role::Score))
    });
    (!outside(sentence, &person, foreign) && !filtered && is_person(&person, sentence)).then_some(person)
}

/// "¿Sale Brad Pitt en Fight Club?": the person and the film, where both are called exactly so.
pub fn acts_in(sentence: &Sentence, names: &dyn Names) -> Option<(String, Name)> {
    let words = &sentence.words;
    let n = words.len();
    let acts = |w: &Word| {
        matches!(w.token.word.as_str(), "sale" | "actua" | "aparece" | "esta" | "trabaja" | "is" | "salio" | "salia")
            || w.is(Acts) && !matches!(w.token.word.as_str(), "hizo" | "hace" | "made" | "did")
    };
    let verb = words.iter().take(3).position(acts)?;
    if sentence.has_any(Cues::of(&[Count, HowMuch, Who, Where, When, Film, What])) {
        return None;
    }
    let inside = |i: &usize| matches!(words[*i].token.word.as_str(), "en" | "in");
    (verb + 2..n.saturating_sub(1)).filter(inside).find_map(|at| {
        let (person, film) = (sentence.text_of(verb + 1..at), sentence.text_of(at + 1..n));
        let platform = words[at + 1..].iter().all(|w| w.role == Some(Role::Platform));
        let called = !platform
            && names.fame_of(person, NameKind::Person).is_some()
            && names.fame_of(film, NameKind::Film).is_some();
        called.then(|| (person.to_owned(), Name::text(film)))
    })
}

/// "Cuántas películas tiene Star Wars", "pelis de James Bond": those of the saga or company that the sentence ends in,
/// where nobody is called so.
pub(super) fn films_of_group(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let n = words.len();
    // "Made by Pixar".
    let room = BASE.and(Cues::of(&[Film, Count, Acts, Directs, Catalog]));
    let known = words.iter().take_while(|w| w.role.is_none() && w.any(room)).count();
    // "Las de Pixar".
    let those = || n > 2 && matches!(words[0].token.word.as_str(), "las" | "todas") && known > 1;
    if !(has_any_of(sentence, &[Film, Count]) || those()) || words.iter().any(|w| w.token.quoted) {
        return None;
    }
    // "De fast and furious": a word of ours may be the name's.
    let leads = |i: &usize| words[i - 1].any(Cues::of(&[Link, Acts])) || *i == known;
    let leads = |i: &usize| (1..=LONGEST_GROUP).contains(&(n - i)) && leads(i);
    (1..=known.min(n)).rev().filter(leads).take(2).find_map(|start| {
        let text = sentence.text_of(start..n);
        let group =
            if names.fame_of(text, NameKind::Person).is_none() { known_group(text, names)? } else { return None };
        // A single word may be what films are about, "pelis de naufragios", or a surname, "pelis de Scott".
        let least = if matches!(group.query, Query::Saga { .. }) { KNOWN_SAGA } else { WELL_KNOWN_COMPANY };
        let known = || words[start].unknown() && group.fame >= least;
        let surname = || names.surname(text).is_some_and(|fame| fame >= group.fame);
        let telling = n - start > 1 || known() && !surname();
        (group.whole && telling).then_some(group.query)
    })
}

/// From so many votes of its films on, a saga or a company is meant by a single word.
const KNOWN_SAGA: u32 = 1_000;
const WELL_KNOWN_COMPANY: u32 = 10_000;

/// Words of the longest name of a group that is looked for.
const LONGEST_GROUP: usize = 5;

/// "pelis de Tom Hanks", "cuántas películas tiene Nolan": a person's, if the name is one.
pub(super) fn films_of(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    if !has_any_of(sentence, &[Film, Count]) {
        return None;
    }
    // "La primera película de Spielberg", "las mejores de Nolan": the list they are on.
    let ranked = sentence.has_any(Cues::of(&[Best, Least])) || sentence.words.iter().any(|w| is_ordinal(&w.token.word));
    if ranked && sentence.has(Film) {
        let person = span::person(sentence, PERSON_FRAME.and(Cues::of(&[Best, Least])), names)?;
        let several = person.words.len() > 1;
        let known = person.named.is_some_and(|n| n.exactly && several || n.score >= SURE.0 && n.fame >= SURE.1);
        let other = outside(sentence, &person, Cues::of(&[Foreign, Counted, Where, When, Genre]));
        return (known && !other).then(|| Query::Filmography { person: name(&person), page: 0 });
    }
    let person = person(sentence, names)?;
    let several = person.words.len() > 1;
    // "Pelis de Kurosawa": a director that is known is meant by a surname that is spelt right. Of actors the surnames are
    // too often what films are about, unless they are written as names: "pelis de reyes", "pelis de Darín".
    let film = person.words.start.checked_sub(2).is_some_and(|at| sentence.words[at].is(Film));
    let capital = person.words.len() == 1 && sentence.words[person.words.start].token.capital;
    let leads = || film && capital && names.surname(&person.text).is_some_and(|fame| fame >= WRITTEN);
    let surname = |n: Named| film && n.directs && n.score >= SPELT && n.fame >= KNOWN || leads();
    let known = |n: Named| {
        let well = several || n.fame >= SURE.1;
        n.exactly || n.score >= if several { NAMED } else { SURE.0 } && well || surname(n)
    };
    let directs = person.named.filter(|n| known(*n))?.directs;
    let person = name(&person);
    Some(if directs { Query::DirectorStats { person } } else { Query::ActorStats { person } })
}

/// Whether a person is meant: a single small word is one only where the person is known, well known where it has a slip.
fn is_person(span: &Span, sentence: &Sentence) -> bool {
    let small = span.words.len() == 1 && !sentence.words[span.words.start].token.capital;
    let known = |n: Named| n.fame >= SURE.1 && n.score >= UNLIKE || n.fame >= KNOWN && n.score >= SPELT;
    span.named.is_none_or(|n| n.exactly || !small || known(n))
}

/// The same of one that is written as a name.
const WRITTEN: u32 = 300;
/// From this score on a surname is spelt right, but for case and accents.
const SPELT: f32 = 0.99;
/// Votes of a person's films from which on a surname by itself, spelt right, is surely that person's.
const KNOWN: u32 = 1000;
