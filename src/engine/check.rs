//! Whether a generation knows what it holds: a few questions whose answers are known from the catalogue itself.
//!
//! The door is [`Engine::check`].

use super::{Body, Engine, Status};
use crate::catalog::MovieId;
use crate::error::{Error, Result};
use crate::query::{Name, Query};

/// How many of the best known films are asked about.
const ASKED: usize = 5;

impl Engine {
    /// Asks about the best known films by name and by id, and whether anything is there at all. Cost: some milliseconds.
    ///
    /// # Errors
    /// [`Error::Damaged`] where an answer is not the one that the catalogue gives.
    pub fn check(&self) -> Result<()> {
        let wrong = |reason: String| {
            let path = self.generation.folder.clone();
            Err(Error::Damaged { path, reason })
        };
        let counts = &self.manifest().counts;
        if self.catalog.n_films() != counts.films as usize {
            return wrong(format!("it has {} films and its manifest says {}", self.catalog.n_films(), counts.films));
        }
        let mut films: Vec<MovieId> = (0..counts.films).map(MovieId).collect();
        films.sort_by_key(|film| std::cmp::Reverse(self.catalog.movie(*film).votes()));
        for film in films.into_iter().take(ASKED).map(|film| self.catalog.movie(film)) {
            let by_name = self.answer(&Query::Search { text: film.title().to_owned() })?;
            if by_name.status == Status::NotFound {
                return wrong(format!("its look-up does not find «{}»", film.title()));
            }
            let card = self.answer(&Query::FilmCard { title: Name::Id(film.source()) })?;
            if !matches!(&card.body, Body::FilmCard(card) if card.film.title == film.title()) {
                return wrong(format!("its film {} is not «{}»", film.source(), film.title()));
            }
        }
        Ok(())
    }
}
