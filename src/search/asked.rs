//! A query, read as names of the kinds that are asked for.
//!
//! The door is [`Asked`].

use std::cell::OnceCell;

use super::Kind;
use super::forms::{self, Naming, Reading};
use super::records::Entry;
use super::rerank::Prepared;

/// Letters of a query that are read; longer ones are cut, so that the time is bounded whatever is sent.
pub const MAX_QUERY_CHARS: usize = 200;

/// See [`telling`] and [`begins_something`].
const TELLING: usize = 6;
const BEGINNING: usize = 3;

/// A query, read as a name of each kind that is asked for; made ready for comparison where there is something to compare.
pub(super) struct Asked<'t> {
    pub text: &'t str,
    /// Letters and digits of it.
    pub letters: usize,
    /// See [`is_careless`].
    pub careless: bool,
    title: Wanted,
    person: Wanted,
}

/// The readings of a query as a title or as a person.
pub(super) struct Wanted {
    naming: Naming,
    pub readings: Vec<Reading>,
    prepared: OnceCell<Vec<Prepared>>,
}

impl Wanted {
    fn new(text: &str, naming: Naming, asked: bool) -> Self {
        let readings = if asked { forms::readings(text, naming) } else { Vec::new() };
        Self { naming, readings, prepared: OnceCell::new() }
    }

    /// The readings, ready for comparison.
    pub fn prepared(&self) -> &[Prepared] {
        self.prepared.get_or_init(|| self.readings.iter().map(|r| Prepared::new(r, self.naming)).collect())
    }
}

impl<'t> Asked<'t> {
    /// Reads a query.
    pub fn new(text: &'t str, kind: Kind) -> Self {
        let text = beginning(text);
        Self {
            text,
            letters: text.chars().filter(|c| c.is_alphanumeric()).count(),
            careless: is_careless(text),
            title: Wanted::new(text, Naming::Title, kind != Kind::Person),
            person: Wanted::new(text, Naming::Person, matches!(kind, Kind::Person | Kind::Any)),
        }
    }

    /// Whether the first reading, as a title where titles are asked for, is [`telling`].
    pub fn telling(&self) -> bool {
        self.title.readings.first().or(self.person.readings.first()).is_some_and(telling)
    }

    /// As a name of that shelf.
    pub fn of(&self, shelf: usize) -> &Wanted {
        if shelf == 2 { &self.person } else { &self.title }
    }

    /// Whether the first reading, as a title where titles are asked for, [`begins_something`].
    pub fn begins_something(&self) -> bool {
        self.title.readings.first().or(self.person.readings.first()).is_some_and(begins_something)
    }

    /// Whether some reading has a number in it.
    pub fn has_number(&self) -> bool {
        let readings = self.title.readings.iter().chain(&self.person.readings);
        readings.into_iter().any(|r| r.year.is_some() || r.form.words.bytes().any(|b| b.is_ascii_digit()))
    }

    /// Whether a name begins with what is asked for, spaces aside.
    pub fn begins(&self, name: &Entry<'_>) -> bool {
        let readings = self.title.prepared().iter().chain(self.person.prepared());
        readings.into_iter().any(|reading| reading.begins(name))
    }
}

/// Whether so much was typed, articles aside, that one thing can be told by it: a few letters begin too many names, and
/// are easily a slip in another.
fn telling(reading: &Reading) -> bool {
    letters(reading) >= TELLING
}

/// Whether so much was typed, articles aside, that what begins so is looked for.
pub(super) fn begins_something(reading: &Reading) -> bool {
    letters(reading) >= BEGINNING
}

fn letters(reading: &Reading) -> usize {
    reading.form.words.chars().filter(|c| *c != ' ').count()
}

/// Who writes small letters without signs or accents has not chosen between "Kill" and "Kill!".
pub fn is_careless(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ')
}

/// As much of a query as is read.
pub(super) fn beginning(text: &str) -> &str {
    text.char_indices().nth(MAX_QUERY_CHARS).map_or(text, |(end, _)| &text[..end])
}
