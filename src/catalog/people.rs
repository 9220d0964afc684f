//! People, by column.

use super::{MovieId, PersonId, SourceId};
use crate::artifacts::columns::{Column, Columns, ListColumn, TextColumn};
use crate::error::Result;

pub(super) struct People {
    pub(super) source: Column<u32>,
    name: TextColumn,
    acted: ListColumn<u32>,
    directed: ListColumn<u32>,
    fame: Column<u32>,
}

impl People {
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let source: Column<u32> = columns.any_length("people.source")?;
        let n = source.len();
        Ok(Self {
            name: columns.texts("people.name", Some(n))?,
            acted: columns.lists("people.acted", Some(n))?,
            directed: columns.lists("people.directed", Some(n))?,
            fame: columns.numbers("people.fame", n)?,
            source,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.source.len()
    }
}

/// A person of the catalogue: an actor or a director. Copies freely.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    pub(super) people: &'a People,
    /// The row.
    pub id: PersonId,
}

impl<'a> Person<'a> {
    /// The id in the source.
    pub fn source(self) -> SourceId {
        SourceId(self.people.source[self.id.index()])
    }

    /// Name as published.
    pub fn name(self) -> &'a str {
        self.people.name.get(self.id.index())
    }

    /// Films acted in, each once, by row.
    pub fn acted(self) -> impl ExactSizeIterator<Item = MovieId> + 'a {
        self.people.acted.get(self.id.index()).iter().map(|&m| MovieId(m))
    }

    /// Films directed, each once, by row.
    pub fn directed(self) -> impl ExactSizeIterator<Item = MovieId> + 'a {
        self.people.directed.get(self.id.index()).iter().map(|&m| MovieId(m))
    }

    /// Sum of the votes of the films the person acted in or directed: how well known the person is.
    pub fn fame(self) -> u32 {
        self.people.fame[self.id.index()]
    }
}
