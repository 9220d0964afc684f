//! Doors to the look-up of names.

use super::Engine;
use super::resolve::{BEARERS, SIMILAR};
use crate::error::Result;
use crate::search::{Entity, FullTextIndex, Hit, Kind, Reasons};

impl Engine {
    /// The index behind [`Engine::look_up`], to be measured.
    pub fn look_up_index(&self) -> &FullTextIndex {
        &self.search
    }

    /// Whether a text may mean something: it is among what is similar, or its own name has every word of the text.
    pub fn may_mean(&self, text: &str, entity: Entity) -> Result<bool> {
        let kind = match entity {
            Entity::Film(_) => Kind::Film,
            Entity::Title(_) => Kind::Title,
            Entity::Person(_) => Kind::Person,
        };
        let is_it = |hit: &Hit| hit.entity == entity && hit.score >= SIMILAR;
        let found = self.look_up(text, kind, BEARERS)?.iter().any(is_it);
        let year = self.year_of(entity);
        Ok(found || self.name_of(entity).is_some_and(|name| self.search.accounts(text, name, year, kind)))
    }

    /// [`Engine::look_up`] with the reasons of each hit.
    pub fn explain(&self, text: &str, kind: Kind, k: usize) -> Result<Vec<(Hit, Reasons)>> {
        self.search.explain(&self.catalog, text, kind, k)
    }

    /// Whether something is called exactly so, but for case, accents, signs, articles and numerals.
    pub(super) fn is_called(&self, text: &str, kind: Kind) -> Result<bool> {
        Ok(!self.called(text, kind, 1)?.is_empty())
    }

    /// The `k` best of those that have that name, see [`FullTextIndex::called`].
    pub(super) fn called(&self, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        self.search.called(&self.catalog, text, kind, k)
    }

    /// The `k` best matches of a text that is being typed, see [`FullTextIndex::typed`].
    pub fn typed(&self, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        self.search.typed(&self.catalog, text, kind, k)
    }

    /// The `k` best matches of a text.
    pub fn look_up(&self, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        self.search.search(&self.catalog, text, kind, k)
    }

    /// What something is called in the source.
    pub(super) fn name_of(&self, entity: Entity) -> Option<&str> {
        Some(match entity {
            Entity::Film(film) => self.catalog.movie(film).title(),
            Entity::Title(title) => self.catalog.title(title).title(),
            Entity::Person(person) => self.catalog.person(person).name(),
        })
    }
}
