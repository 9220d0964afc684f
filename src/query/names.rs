//! What the parser asks of the look-up: does this piece of text name something? The door is [`Names`].

use std::cell::RefCell;
use std::collections::HashMap;

use super::sentence::Sentence;
use super::{Filters, Query};
use crate::catalog::SourceId;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A film.
    Film,
    /// A film or a title of a platform.
    Title,
    /// An actor or a director.
    Person,
}

/// How well a piece of text names the best of what it may name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// 0–1; 1 is the name itself, letter by letter.
    pub score: f32,
    /// Whether the text is the whole name, but for case, accents, signs and articles.
    pub exactly: bool,
    /// How likely somebody who says this in a sentence means it, 0–1: less than `score` where much of the name is left
    /// out, which is how people type but not how they talk.
    pub likely: f32,
    /// How well known: votes of a film, credits of a person.
    pub fame: u32,
    /// Whether a person is a director in more films than an actor in a leading part; `false` for titles.
    pub directs: bool,
}

/// A saga or a company that a text names.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouped {
    /// The question for its films.
    pub query: Query,
    /// Whether the text is its whole name.
    pub whole: bool,
    /// Votes of its films.
    pub fame: u32,
}

/// The look-up, as the parser sees it. A call may cost 0.2 ms, so the parser asks few times a sentence and never twice the same.
pub trait Names {
    /// The best of `kind` that `text` may name; `None` where nothing is similar enough.
    fn best(&self, text: &str, kind: NameKind) -> Option<Named>;

    /// How well known the best known bearer of exactly this name is; `None` where nothing is called so. Where nothing
    /// similar has to be looked for, this is some microseconds instead.
    fn fame_of(&self, text: &str, kind: NameKind) -> Option<u32> {
        self.best(text, kind).filter(|named| named.exactly).map(|named| named.fame)
    }

    /// Whether something is called just so, signs and accents too ("Kill!", not "Kill"); `false` where no sign or capital
    /// shows that care was taken.
    fn is_spelt(&self, _text: &str, _kind: NameKind) -> bool {
        false
    }

    /// Votes of the films with the person of just this surname, spelt right, in a leading part.
    fn surname(&self, _text: &str) -> Option<u32> {
        None
    }

    /// The saga or the company that `text` names in whole words.
    fn group(&self, _text: &str) -> Option<Grouped> {
        None
    }

    /// The film at a place (the first is 0) of those that pass, in their order, and its title; `None` where not so many
    /// pass or a name in them is unknown. Cost: a pass over all films, or over those of whom they are.
    fn nth(&self, _filters: &Filters, _at: u8) -> Option<(SourceId, String)> {
        None
    }
}

/// The saga or company that a text names as a whole, where no film of that name is better known than the company.
pub(super) fn known_group(name: &str, names: &dyn Names) -> Option<Grouped> {
    let film = names.fame_of(name, NameKind::Film).unwrap_or(0);
    let group = names.group(name)?;
    let known = matches!(group.query, Query::Saga { .. }) || group.fame >= film;
    // "Por saga", "del clima": words of ours are no part of a name.
    (known && (group.whole || !is_ours(name))).then_some(group)
}

/// Whether a text has words of the lexicon only.
pub(super) fn is_ours(text: &str) -> bool {
    Sentence::read(text).words.iter().all(|w| !w.unknown())
}

/// The look-up, asked only once for each name while one sentence is read.
pub(super) struct Once<'n> {
    names: &'n dyn Names,
    asked: RefCell<Vec<(NameKind, String, Option<Named>)>>,
    surnames: RefCell<HashMap<String, Option<u32>>>,
    groups: RefCell<HashMap<String, Option<Grouped>>>,
}

impl<'n> Once<'n> {
    /// Over a look-up.
    pub(super) fn new(names: &'n dyn Names) -> Self {
        Self { names, asked: RefCell::default(), surnames: RefCell::default(), groups: RefCell::default() }
    }
}

impl Names for Once<'_> {
    fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
        let known = self.asked.borrow().iter().find(|(k, t, _)| *k == kind && t == text).map(|(.., named)| *named);
        known.unwrap_or_else(|| {
            let named = self.names.best(text, kind);
            self.asked.borrow_mut().push((kind, text.to_owned(), named));
            named
        })
    }

    fn fame_of(&self, text: &str, kind: NameKind) -> Option<u32> {
        self.names.fame_of(text, kind)
    }

    fn is_spelt(&self, text: &str, kind: NameKind) -> bool {
        self.names.is_spelt(text, kind)
    }

    fn surname(&self, text: &str) -> Option<u32> {
        let known = self.surnames.borrow().get(text).copied();
        known.unwrap_or_else(|| {
            let fame = self.names.surname(text);
            self.surnames.borrow_mut().insert(text.to_owned(), fame);
            fame
        })
    }

    fn group(&self, text: &str) -> Option<Grouped> {
        let known = self.groups.borrow().get(text).cloned();
        known.unwrap_or_else(|| {
            let group = self.names.group(text);
            self.groups.borrow_mut().insert(text.to_owned(), group.clone());
            group
        })
    }

    fn nth(&self, filters: &Filters, at: u8) -> Option<(SourceId, String)> {
        self.names.nth(filters, at)
    }
}

/// Knows no name at all: for tests, and for a catalogue that is not there yet.
impl Names for () {
    fn best(&self, _: &str, _: NameKind) -> Option<Named> {
        None
    }
}
