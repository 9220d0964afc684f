//! The ranking model of a generation: [`TopN`] over films.
//!
//! The doors are [`build`] and [`RankingModel::open`].

use std::path::Path;

use super::Item;
use super::content::Content;
use super::ratings::{Rated, Ratings};
use super::topn::{Settings, TopN};
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::catalog::MovieId;
use crate::error::Result;

/// File name of the ranking model in a generation.
pub(super) const FILE: &str = "ranking.safetensors";

/// Seed of the training.
const SEED: u64 = 1;

/// Ratings learnt from at most: of more, every so many-th user is left out. What the films have in common shows in a
/// fraction of them.
const MOST: usize = 1_500_000;

/// Trains the ranking on the films of `ratings` and writes it.
pub(super) fn build(ratings: &Ratings, content: &Content, folder: &Path) -> Result<()> {
    // Films stand before titles, so that a film's place among the films is its row among the items.
    let films: Vec<MovieId> =
        ratings.items.iter().map_while(|item| if let Item::Film(f) = item { Some(*f) } else { None }).collect();
    let one_of = ratings.rated.len().div_ceil(MOST).max(1);
    let users = ratings.rated.chunk_by(|a, b| a.user == b.user).step_by(one_of);
    let of_films = |r: &&Rated| (r.item as usize) < films.len();
    let rated: Vec<Vec<(u32, f32)>> =
        users.map(|own| own.iter().filter(of_films).map(|r| (r.item, r.score)).collect()).collect();
    let similarity = |items: &[u32]| content.gram(&items.iter().map(|&i| films[i as usize]).collect::<Vec<_>>());
    let model = TopN::fit(&rated, films.len(), Some(&similarity), Settings::new(SEED));
    let mut columns = ColumnsWriter::default();
    columns.numbers("films", &films.iter().map(|f| f.0).collect::<Vec<_>>());
    model.save(&mut columns);
    columns.write(&folder.join(FILE))
}

/// The trained ranking, read-only.
pub(super) struct RankingModel {
    /// Film of each item, ascending.
    films: Column<u32>,
    model: TopN,
}

impl RankingModel {
    /// Opens what [`build`] wrote; `None` where the generation was built without ratings.
    pub(super) fn open(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let columns = Columns::open(&path)?;
        let model = TopN::open(&columns)?;
        Ok(Some(Self { films: columns.numbers("films", model.items())?, model }))
    }

    /// The item of a film; `None` where it has no ratings.
    pub(super) fn item(&self, film: MovieId) -> Option<u32> {
        self.films.binary_search(&film.0).ok().map(|item| item as u32)
    }

    /// Every film that has ratings with its score for a person (see [`TopN::scores_damped`]) and the number of its likes;
    /// ascending by film.
    pub(super) fn scores(
        &self,
        rated: &[(MovieId, f32)],
        popularity: f32,
    ) -> impl Iterator<Item = (MovieId, f32, u32)> {
        let known: Vec<(u32, f32)> =
            rated.iter().filter_map(|&(film, score)| Some((self.item(film)?, score))).collect();
        let scores = self.model.scores_damped(&known, popularity);
        self.films
            .iter()
            .zip(scores)
            .enumerate()
            .map(|(item, (&film, score))| (MovieId(film), score, self.model.likes(item as u32)))
    }

    /// What having liked `from` adds to `to`, on the scale of the model's weights (about 0–0.3).
    pub(super) fn weight(&self, from: MovieId, to: MovieId) -> f32 {
        self.item(from).zip(self.item(to)).map_or(0.0, |(from, to)| self.model.weight(from, to))
    }
}
