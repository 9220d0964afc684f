//! The release titles in Spanish of well-known films: a table that ships with the program and fits any catalogue.
//!
//! The door is [`SpanishTitles::of`].

use std::collections::HashMap;

use crate::catalog::{Catalog, MovieId};
use crate::text;

/// Columns `title year imdb_id es latam alt`, separated by tabs, alternatives by `|`.
const TABLE: &str = include_str!("../../data/spanish_titles.tsv");

/// The Spanish titles of the films of one catalogue.
pub(super) struct SpanishTitles {
    by_film: HashMap<MovieId, Vec<&'static str>>,
}

impl SpanishTitles {
    /// Joins the table to `catalog`: by IMDb number, else by folded title and year (the most voted of several).
    pub fn of(catalog: &Catalog) -> Self {
        Self::read(TABLE, catalog)
    }

    fn read(table: &'static str, catalog: &Catalog) -> Self {
        let mut by_imdb = HashMap::new();
        let mut by_name: HashMap<(String, u16), MovieId> = HashMap::new();
        for film in catalog.movies() {
            if let Some(imdb) = film.imdb() {
                by_imdb.insert(imdb, film.id);
            }
            let best = by_name.entry((text::fold(film.title()), film.year())).or_insert(film.id);
            if film.votes() > catalog.movie(*best).votes() {
                *best = film.id;
            }
        }
        let mut by_film: HashMap<MovieId, Vec<&'static str>> = HashMap::new();
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default().trim();
            let (title, year, imdb) = (cell(), cell(), cell());
            let imdb = imdb.trim_start_matches('t').parse().ok();
            let by_number = imdb.and_then(|imdb: u32| by_imdb.get(&imdb));
            let film = by_number.or_else(|| by_name.get(&(text::fold(title), year.parse().ok()?)));
            if let Some(&film) = film {
                let titles = cells.flat_map(|c| c.split('|')).map(str::trim).filter(|t| !t.is_empty());
                by_film.entry(film).or_default().extend(titles);
            }
        }
        Self { by_film }
    }

    /// The titles of one film; mostly none.
    pub fn titles(&self, film: MovieId) -> impl Iterator<Item = &'static str> {
        self.by_film.get(&film).into_iter().flatten().copied()
    }
}
