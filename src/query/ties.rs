//! Whose films are meant, beside other filters: "comedias con Jim Carrey", "la más larga de Nolan", "las de Pixar de los
//! 2000". The doors are [`asked`], for a sentence by itself, and [`read`].

use std::cell::Cell;
use std::ops::Range;

use super::cue::Cue::*;
use super::cue::Cues;
use super::discover::{self, Read};
use super::filters::{Filters, Sort};
use super::further::{COMPANY, SAGA};
use super::names::{self, NameKind, Names};
use super::sentence::{Sentence, Word};
use super::{Group, Name, Query};
use crate::text::fold;

/// At most so many in one sentence.
const MOST: usize = 3;

/// Words of the longest name.
const LONGEST: usize = 6;

/// From so many votes on, somebody is known well enough to be meant in passing by their whole name.
const KNOWN: u32 = 100;

/// From so many votes of films with them in a leading part on, somebody is meant by their surname: with a capital, and
/// without, where it may be what films are about ("con reyes").
const KNOWN_BY_SURNAME: [u32; 2] = [300, 1_000];

/// From so many votes on, a company is meant where it is not said that it is one: "de Pixar", but "de París".
const KNOWN_COMPANY: u32 = 4_000;

/// The same of a single word in small letters: "la mejor de batman".
const KNOWN_GROUP: u32 = 5_000;

/// From this score on, several words name a person with a slip.
const NAMED: f32 = 0.88;

/// Words before whose films are wished for: "otra de Nolan".
const MORE: [&str; 12] =
    ["mas", "otra", "otras", "otro", "otros", "una", "alguna", "algunas", "algo", "more", "another", "something"];

/// Pieces of one sentence that are looked up as names.
const LOOKS: usize = 40;

/// What ties films together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tie {
    /// How.
    pub kind: TieKind,
    /// Who or what it is.
    pub name: Name,
    /// How that is called in the catalogue; empty until it is looked up, and no part of the canonical text.
    pub called: String,
    /// Whether no film of theirs is wanted.
    pub without: bool,
}

/// How films are tied to somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TieKind {
    /// A person acts in them.
    Cast,
    /// A person directed them.
    Director,
    /// A person did either.
    Who,
    /// A company made them.
    Company,
    /// They are of one saga.
    Saga,
}

impl TieKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Cast, Self::Director, Self::Who, Self::Company, Self::Saga];

    /// The name in the machine interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cast => "actor",
            Self::Director => "director",
            Self::Who => "who",
            Self::Company => "studio",
            Self::Saga => "saga",
        }
    }

    /// Whether it is a person's.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Cast | Self::Director | Self::Who)
    }
}

impl Tie {
    /// By a name that is still to be looked up.
    pub fn new(kind: TieKind, name: Name) -> Self {
        Self { kind, name, called: String::new(), without: false }
    }

    /// The same of films that are not wanted.
    pub(super) fn denied(self) -> Self {
        Self { without: true, ..self }
    }

    /// Whether it is of the same bearer as another, as far as names tell: "Hanks" is Tom Hanks.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        let called = |tie: &Self| match &tie.name {
            Name::Text(text) if tie.called.is_empty() => fold(text),
            _ => fold(&tie.called),
        };
        let (a, b) = (called(self), called(other));
        let last = |whole: &str, part: &str| whole.strip_suffix(part).is_some_and(|rest| rest.ends_with(' '));
        self.name == other.name || !a.is_empty() && !b.is_empty() && (a == b || last(&a, &b) || last(&b, &a))
    }

    /// Whose films a question lists, where they are somebody's.
    pub(super) fn of_list(list: &Query, person: Option<&Name>) -> Option<Self> {
        let who = |said: &Name| person.unwrap_or(said).clone();
        Some(match list {
            Query::Filmography { person, .. } => Self::new(TieKind::Who, who(person)),
            Query::ActorStats { person } => Self::new(TieKind::Cast, who(person)),
            Query::DirectorStats { person } => Self::new(TieKind::Director, who(person)),
            Query::Saga { name } => Self::new(TieKind::Saga, name.clone()),
            Query::CountBy(Group::Company(company)) => Self::new(TieKind::Company, Name::text(company)),
            Query::Further { of, .. } => return Self::of_list(of, person),
            _ => return None,
        })
    }
}

/// A sentence that asks for films of somebody by filters: every word has a place, and more is said than whose they are.
pub(super) fn asked(sentence: &Sentence, names: &dyn Names) -> Option<Filters> {
    if asks_figures(sentence) || sentence.has(Liked) || discover::wants_series(sentence) {
        return None;
    }
    let plain = discover::read(sentence);
    let films = Cues::of(&[Film, Suggest, See, Other, Best, Most, Count]);
    let more = sentence.words.first().is_some_and(|w| MORE.contains(&w.token.word.as_str()));
    let aged = || sentence.words.iter().any(|w| age(w).is_some());
    let for_films = more || sentence.has_any(films) || lists(&plain.filters) || aged();
    let found = if for_films { tied(sentence, &plain, names)? } else { return None };
    let Read { filters, strangers: 0, .. } = found else { return None };
    let denies = filters.ties.iter().any(|tie| tie.without);
    let told =
        denies || filters.ties.len() > 1 || Filters { ties: Vec::new(), ..filters.clone() } != Filters::default();
    // "Quiero ver algo de Nolan", "otra con Darín"; "pelis de Nolan" are told with their figures.
    let wished = more || sentence.has(Suggest) || sentence.has(See) && sentence.has(Other);
    let wished = wished && !sentence.has_any(Cues::of(&[Director, Directs]));
    (told || wished).then_some(filters)
}

/// Whether something is asked about films, and not for films.
pub(super) fn asks_figures(sentence: &Sentence) -> bool {
    let figures = Cues::of(&[Alike, Vote, HowMuch, Predict, User, Card, Who, When, Career]);
    // "Las más taquilleras de Pixar" asks for no sum.
    let sum = sentence.has_any(Cues::of(&[Return, Rated])) && !sentence.has_any(Cues::of(&[Most, Best, Above]));
    sum || sentence.has_any(figures)
}

/// Whether filters by themselves ask for films.
fn lists(filters: &Filters) -> bool {
    !filters.genres.is_empty() || filters.theme.is_some() || filters.sort.is_some()
}

/// The filters of a sentence together with whose films are meant, where somebody is named.
///
/// Cost: some look-ups of exact names, and one of a similar name for each that may be named.
pub(super) fn read(sentence: &Sentence, names: &dyn Names) -> Read {
    let plain = discover::read(sentence);
    tied(sentence, &plain, names).unwrap_or(plain)
}

/// The same where the filters without them are read already; `None` where nobody is named.
fn tied(sentence: &Sentence, plain: &Read, names: &dyn Names) -> Option<Read> {
    // "Carrey" is nearly a word of ours.
    let strange = plain.strangers > 0 || sentence.words.iter().any(|w| w.fuzzy);
    if !strange || sentence.words.iter().any(|w| w.token.quoted) {
        return None;
    }
    let words = &sentence.words;
    let finder = Finder { sentence, taken: &plain.taken, names, looks: Cell::new(LOOKS) };
    let (mut ties, mut rest, mut at, mut anyone) = (Vec::new(), Vec::new(), 0, false);
    while at < words.len() {
        let found = if ties.len() < MOST { finder.tied(at) } else { None };
        let Some((end, tie)) = found else {
            rest.push(words[at].clone());
            at += 1;
            continue;
        };
        let denied = discover::denial(words, at);
        let (kind, without) = (tie.kind, denied.is_some() || discover::denies(&words[at]));
        // The words that deny it are read with it.
        rest.truncate(rest.len() - denied.map_or(0, |from| at - from));
        ties.push(Tie { without, ..tie });
        at = end;
        // "Con De Niro y Pacino", "con De Niro o Pacino".
        while ties.len() < MOST
            && words.get(at).is_some_and(|w| w.is(And) || without && discover::denies(w))
            && let Some((end, tie)) = finder.named(at + 1, kind)
        {
            anyone |= finder.says(at, &["o", "u", "or"]) && !without;
            ties.push(Tie { without, ..tie });
            at = end;
        }
    }
    if ties.is_empty() {
        return None;
    }
    let age = aged(&mut rest);
    let mut read = discover::read(&Sentence { words: rest, ..sentence.clone() });
    read.filters.sort = read.filters.sort.or(age);
    ties.into_iter().for_each(|tie| read.filters.add_tie(tie));
    read.filters.anyone = anyone;
    Some(read)
}

/// "La primera de Spielberg", "the latest": the order, and the word that says it is taken out.
pub(super) fn aged(words: &mut Vec<Word>) -> Option<Sort> {
    let at = words.iter().position(|w| age(w).is_some())?;
    age(&words.remove(at))
}

/// The order that a word of age asks for.
pub(super) fn age(word: &Word) -> Option<Sort> {
    match word.token.word.as_str() {
        "primera" | "primeras" | "primer" | "first" | "earliest" => Some(Sort::Oldest),
        "ultima" | "ultimas" | "ultimo" | "latest" | "last" => Some(Sort::Newest),
        _ => None,
    }
}

struct Finder<'a, 't> {
    sentence: &'a Sentence<'t>,
    /// Which words are filters, or lead to them.
    taken: &'a [bool],
    names: &'a dyn Names,
    /// Names that may still be looked up, so that no message takes long.
    looks: Cell<usize>,
}

impl Finder<'_, '_> {
    fn says(&self, at: usize, options: &[&str]) -> bool {
        self.sentence.words.get(at).is_some_and(|w| options.contains(&w.token.word.as_str()))
    }

    fn is(&self, at: usize, cues: Cues) -> bool {
        self.sentence.words.get(at).is_some_and(|w| w.any(cues))
    }

    /// Where the name ends that the words at `at` lead to, and what it ties.
    fn tied(&self, at: usize) -> Option<(usize, Tie)> {
        let (kind, start) = self.lead(at)?;
        // "De Star Wars" names no star.
        let craft = self.craft(start).and_then(|(kind, start)| self.named(start, kind));
        // "Movies by Pixar".
        let made = || self.named(start, TieKind::Company).filter(|_| kind == TieKind::Director);
        let mut found = craft.or_else(|| self.named(start, kind)).or_else(made)?;
        // "Comedies by Jim Carrey": those with him, who directs none.
        let text = self.sentence.text_of(start..found.0);
        let by = start == at + 1 && kind == TieKind::Director && found.1.kind == kind;
        if by && !self.names.best(text, NameKind::Person).is_some_and(|named| named.directs) {
            found.1.kind = TieKind::Who;
        }
        (!self.is_in_title(at, found.0)).then_some(found)
    }

    /// Whether the words from `at` to `end` belong to a title that begins before them: "Son of the Mask".
    fn is_in_title(&self, at: usize, end: usize) -> bool {
        let n = self.sentence.words.len();
        let titled = |words| self.names.fame_of(self.sentence.text_of(words), NameKind::Title).is_some();
        (0..at).any(|start| titled(start..end) || end < n && titled(start..n))
    }

    /// How the words at `at` tie films to the name behind them, and where that begins.
    fn lead(&self, at: usize) -> Option<(TieKind, usize)> {
        let by = |at: usize| self.says(at, &["por", "by"]);
        if self.says(at, &["sin", "menos", "excepto", "salvo", "without", "except"]) {
            return Some((TieKind::Who, at + 1));
        }
        if self.says(at, &["con", "with", "starring", "featuring"]) {
            return Some((TieKind::Cast, at + 1));
        }
        if self.says(at, &["protagonizada", "protagonizadas", "protagonizado", "protagonizados"]) && by(at + 1) {
            return Some((TieKind::Cast, at + 2));
        }
        let made = self.is(at, Cues::of(&[Directs])) || self.says(at, &["hecha", "hechas", "made"]);
        if made && by(at + 1) {
            return Some((TieKind::Director, at + 2));
        }
        if self.says(at, &["by"]) {
            return Some((TieKind::Director, at + 1));
        }
        if self.says(at, &["de", "del", "of", "from"]) {
            return Some((TieKind::Who, at + 1));
        }
        // "Donde sale Darín", "¿qué comedias hizo Jim Carrey?", "comedias que dirigió Woody Allen".
        let verb = match self.sentence.words[at].token.word.as_str() {
            "sale" | "salga" | "actua" | "actue" | "actuo" | "aparece" | "aparezca" | "trabaja" | "trabaje"
            | "trabajo" | "protagoniza" | "protagonizo" | "participa" | "participo" => TieKind::Cast,
            "dirigio" | "dirige" | "dirigiera" => TieKind::Director,
            "hizo" | "filmo" | "tiene" | "rodo" => TieKind::Who,
            _ => return None,
        };
        Some((verb, at + 1))
    }

    /// "El actor", "la directora", "la saga de": how those words tie films, and what follows them.
    fn craft(&self, at: usize) -> Option<(TieKind, usize)> {
        let noun = at + usize::from(self.is(at, Cues::of(&[Article])));
        let kind = match () {
            () if self.is(noun, Cues::of(&[Director])) => TieKind::Director,
            () if self.is(noun, Cues::of(&[Actor])) => TieKind::Cast,
            () if self.says(noun, &SAGA) => TieKind::Saga,
            () if self.says(noun, &COMPANY) => TieKind::Company,
            () => return None,
        };
        Some((kind, noun + 1 + usize::from(self.says(noun + 1, &["de", "of"]))))
    }

    /// The name that begins at `start`, where the films of its bearer can be meant.
    fn named(&self, start: usize, kind: TieKind) -> Option<(usize, Tie)> {
        let words = &self.sentence.words;
        let from = start..words.len().min(start + LONGEST);
        let ends = |i: &usize| words[*i].is(And) || *i > start && words[*i].token.parted;
        let limit = from.clone().find(ends).unwrap_or(from.end);
        let small = |i: usize| words[i].any(Cues::of(&[Link, Article, And]));
        // "Walt Disney Pictures": a platform's name may be a part of another.
        for end in (start + 1..=limit).rev().filter(|end| !small(end - 1)) {
            // A filter is no name, unless more words make one of it: "Sofia Coppola".
            if (start..end).all(|i| self.taken[i]) {
                continue;
            }
            if let Some(tie) = self.exactly(start..end, kind) {
                return Some((end, tie));
            }
        }
        let strange =
            |i: &usize| self.taken[*i] || words[*i].role.is_some() || words[*i].any(Cues::of(&[Link, Article, Filler]));
        let end = (start..limit).find(strange).unwrap_or(limit);
        (end > start).then(|| self.nearly(start..end, kind)).flatten().map(|tie| (end, tie))
    }

    /// The person, company or saga of exactly this name, or the person of this surname; of several the best known.
    fn exactly(&self, words: Range<usize>, kind: TieKind) -> Option<Tie> {
        self.looks.set(self.looks.get().checked_sub(1)?);
        let text = self.sentence.text_of(words.clone());
        let person = match words.len() {
            1 => self.surname(words.start),
            _ => self.names.fame_of(text, NameKind::Person).filter(|fame| *fame >= KNOWN),
        };
        let person = person.filter(|_| kind.is_personal());
        let group = match kind {
            TieKind::Cast | TieKind::Director => None,
            TieKind::Who => names::known_group(text, self.names).filter(|group| {
                let saga = matches!(group.query, Query::Saga { .. });
                let word = &self.sentence.words[words.start];
                // A single word in small letters may be what films are about.
                let small = words.len() == 1 && !word.token.capital;
                let telling = !small || group.whole && word.unknown() && group.fame >= KNOWN_GROUP;
                telling && (group.whole && saga || group.fame >= KNOWN_COMPANY)
            }),
            TieKind::Company | TieKind::Saga => self.names.group(text),
        };
        let group = group.filter(|group| person.is_none_or(|fame| group.fame > fame));
        let tie = group.and_then(|group| Tie::of_list(&group.query, None));
        let tie = tie.filter(|tie| kind == TieKind::Who || kind == tie.kind);
        tie.or_else(|| person.map(|_| Tie::new(kind, Name::text(text))))
    }

    /// How well known the person is whom this word means by their surname; without a capital it may be what films are
    /// about.
    fn surname(&self, at: usize) -> Option<u32> {
        let word = &self.sentence.words[at];
        let least = KNOWN_BY_SURNAME[usize::from(!word.token.capital)];
        let known =
            if word.unknown() || word.fuzzy { self.names.surname(self.sentence.text_of(at..at + 1)) } else { None };
        known.filter(|fame| *fame >= least)
    }

    /// The person of nearly this name, in several words.
    fn nearly(&self, words: Range<usize>, kind: TieKind) -> Option<Tie> {
        self.looks.set(self.looks.get().checked_sub(1)?);
        let text = self.sentence.text_of(words.clone());
        let several = words.len() > 1 && kind.is_personal();
        let named = if several { self.names.best(text, NameKind::Person)? } else { return None };
        (named.exactly || named.score >= NAMED).then(|| Tie::new(kind, Name::text(text)))
    }
}

#[cfg(test)]
mod tests;
