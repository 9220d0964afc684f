//! The films, people and platform titles of one generation, by row: accessors over mapped columns.
//!
//! The doors are [`Catalog::open`] (reading) and [`build`] (writing). Raw ids become rows here and nowhere else.

mod build;
mod contents;
mod film;
mod ids;
mod item;
mod name_list;
mod people;
mod sums;
mod tables;
mod title_words;
mod titles;

use std::collections::HashSet;
use std::path::Path;

pub use build::build;
pub use contents::{Contents, Titles};
pub use film::Movie;
pub use ids::{MovieId, PersonId, Platform, SourceId, TitleId, TitleKind, Unit, UserId, UserSpace};
pub use item::{ItemKey, Mark};
pub use name_list::NameList;
pub use people::Person;
pub use sums::{SUSPECT_BUDGET, Sum, Sums};
pub use tables::{Counted, Longest, TitleCount, TopActors};
pub use titles::Title;

use crate::artifacts::columns::Columns;
use crate::error::Result;
use crate::world::Term;

/// File name of the catalogue in a generation: the columns of films, people, credits, titles and counted tables.
pub const FILE: &str = "catalog.safetensors";

/// "No value" in columns of rows.
pub(crate) const NONE: u32 = u32::MAX;

/// Everything known about films, people and platform titles. Opening maps the file; nothing is parsed.
pub struct Catalog {
    films: film::Films,
    people: people::People,
    titles: titles::Titles,
    tables: tables::Tables,
    sums: sums::Tables,
    contents: contents::Tables,
}

impl Catalog {
    /// Opens the catalogue of the generation in `folder`.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] when a column is missing or has another type or length than the others demand.
    pub fn open(folder: &Path) -> Result<Self> {
        let columns = Columns::open(&folder.join(FILE))?;
        let films = film::Films::open(&columns)?;
        let people = people::People::open(&columns)?;
        let titles = titles::Titles::open(&columns)?;
        let tables = tables::Tables::open(&columns)?;
        let sums = sums::Tables::open(&columns)?;
        let contents = contents::Tables::open(&columns)?;
        Ok(Self { films, people, titles, tables, sums, contents })
    }

    /// Number of films; rows are `0..n_films()`.
    pub fn n_films(&self) -> usize {
        self.films.len()
    }

    /// Number of people; rows are `0..n_people()`.
    pub fn n_people(&self) -> usize {
        self.people.len()
    }

    /// Number of platform titles; rows are `0..n_titles()`.
    pub fn n_titles(&self) -> usize {
        self.titles.len()
    }

    /// The film of a row. Rows come from this catalogue's own look-ups, so that a film is always there.
    pub fn movie(&self, id: MovieId) -> Movie<'_> {
        Movie { films: &self.films, id }
    }

    /// All films, by row.
    pub fn movies(&self) -> impl Iterator<Item = Movie<'_>> {
        (0..self.n_films() as u32).map(|i| self.movie(MovieId(i)))
    }

    /// The row of a film's source id. Cost: a binary search.
    pub fn movie_by_source(&self, id: SourceId) -> Option<MovieId> {
        self.films.source.binary_search(&id.0).ok().map(|i| MovieId(i as u32))
    }

    /// The person of a row.
    pub fn person(&self, id: PersonId) -> Person<'_> {
        Person { people: &self.people, id }
    }

    /// All people, by row.
    pub fn persons(&self) -> impl Iterator<Item = Person<'_>> {
        (0..self.n_people() as u32).map(|i| self.person(PersonId(i)))
    }

    /// The row of a person's source id. Cost: a binary search.
    pub fn person_by_source(&self, id: SourceId) -> Option<PersonId> {
        self.people.source.binary_search(&id.0).ok().map(|i| PersonId(i as u32))
    }

    /// The platform title of a row.
    pub fn title(&self, id: TitleId) -> Title<'_> {
        Title { titles: &self.titles, id }
    }

    /// All platform titles, by row.
    pub fn platform_titles(&self) -> impl Iterator<Item = Title<'_>> {
        (0..self.n_titles() as u32).map(|i| self.title(TitleId(i)))
    }

    /// The row of a title's key (`as123`). Cost: a binary search.
    pub fn title_by_key(&self, key: &str) -> Option<TitleId> {
        self.titles.by_key(key)
    }

    /// Figures counted when the index was built: by month, weekday, platform, year.
    pub fn counted(&self) -> Counted<'_> {
        Counted { tables: &self.tables }
    }

    /// How many platform titles a country or an age rating has.
    pub fn contents(&self) -> Contents<'_> {
        Contents { tables: &self.contents }
    }

    /// Number of distinct words in the titles of films; rows are `0..n_words()`.
    pub fn n_words(&self) -> usize {
        self.films.words.len()
    }

    /// A word of titles, as it is mostly written there, in lower case.
    pub fn word(&self, row: u32) -> &str {
        self.films.words.get(row as usize)
    }

    /// The name of a keyword, by one of [`Movie::keyword_ids`].
    pub fn keyword_name(&self, id: u32) -> &str {
        self.films.keyword_names.get(id as usize)
    }

    /// The number of a genre, country or language among those of [`Movie::genre_ids`], [`Movie::country_ids`] and
    /// [`Movie::language_id`]; `None` where no film has it.
    pub fn row_of(&self, term: Term) -> Option<u16> {
        self.films.row_of(term)
    }

    /// The rows of the keywords of the given names, ascending. Cost: a pass over all keywords.
    pub fn keywords_named(&self, names: &HashSet<String>) -> Vec<u32> {
        self.films.keywords_named(names)
    }

    /// Sums over the films of a year, language, country, company or saga.
    pub fn sums(&self) -> Sums<'_> {
        Sums { tables: &self.sums, films: &self.films }
    }
}
