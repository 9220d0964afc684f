//! What is looked for, and what is found.

use crate::catalog::{MovieId, PersonId, TitleId};

/// Something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A film of family A.
    Film(MovieId),
    /// A title of a platform.
    Title(TitleId),
    /// An actor or director.
    Person(PersonId),
}

/// Which entities are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Films of family A.
    Film,
    /// Titles of the platforms.
    Title,
    /// Actors and directors.
    Person,
    /// All of them; a platform title that is a film is shown as the film only.
    Any,
}

impl Kind {
    /// The name of the machine interface: `film`, `title`, `person`, `any`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Film => "film",
            Self::Title => "title",
            Self::Person => "person",
            Self::Any => "any",
        }
    }

    /// The shelves to look at, by position.
    pub(super) fn shelves(self) -> std::ops::Range<usize> {
        match self {
            Self::Film => 0..1,
            Self::Title => 1..2,
            Self::Person => 2..3,
            Self::Any => 0..3,
        }
    }
}

/// How a name matched, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The name as it is shown, letter by letter, signs and accents included; only capitals may differ. Of a query in
    /// small letters without any sign or accent, no signs, accents or article are asked: "kill" is "Kill" and "Kill!".
    Exact,
    /// Equal but for case, accents, signs, articles, numerals; or equal to another of its titles.
    Folded,
    /// The beginning of the name, or all the words asked for are in it.
    Partial,
    /// Similar only.
    Fuzzy,
}

impl Match {
    /// The name of the machine interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Partial => "partial",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What was found.
    pub entity: Entity,
    /// 0–1, 1 is a perfect match; never greater than that of the hit before. From 0.8 on it is surely meant, below
    /// 0.45 hardly.
    pub score: f32,
    /// How it matched.
    pub matched: Match,
    /// The share of the name's letters that were not said, 0–1.
    pub unsaid: f32,
    /// Which of its names it is.
    pub(super) document: u32,
}
