//! Which films are alike, and what a user would think of one.
//!
//! The doors are [`build`], [`Recommender::open`], [`Recommender::similar`] and [`Recommender::predict`].

use std::path::Path;

use crate::catalog::{Catalog, MovieId, TitleId, UserId};
use crate::error::Result;
use crate::etl::{Dataset, Progress};
use crate::rank::Scored;

/// Which models to train.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Models {
    /// Content similarity only.
    Content,
    /// Content and ratings.
    All,
}

/// Why two films are alike, from the greatest contribution to the cosine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Of the same saga (its name).
    Collection(String),
    /// Directors in common.
    Directors(Vec<String>),
    /// Cast in common.
    Cast(Vec<String>),
    /// Keywords in common.
    Keywords(Vec<String>),
    /// Genres in common.
    Genres(Vec<String>),
    /// Companies in common.
    Companies(Vec<String>),
    /// Plots with the same words.
    Plot(Vec<String>),
    /// Similar titles.
    Title,
    /// Of the same years.
    Years,
    /// Liked by the same people.
    Ratings,
}

/// What an estimate rests on, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The user's and the item's factors.
    Factors,
    /// The user is unknown: the item's mean.
    ItemMean,
    /// The item has no ratings: the user's mean.
    UserMean,
    /// Neither is known: the mean of all ratings.
    GlobalMean,
}

/// An estimated rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// 0.5–5.
    pub estimate: f32,
    /// What the estimate is compared with: the user's mean, else the mean of all ratings. 0.5–5.
    pub mean: f32,
    /// Whether the estimate is at least that mean.
    pub recommended: bool,
    /// What it rests on.
    pub basis: Basis,
    /// How many ratings of the user the model has seen.
    pub user_ratings: u32,
    /// How many ratings of the item the model has seen.
    pub item_ratings: u32,
}

/// What can be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A film, or the platform titles linked to it.
    Film(MovieId),
    /// A platform title that is no film of family A.
    Title(TitleId),
}

/// The models of one generation.
pub struct Recommender {}

/// Trains the models and writes them into `folder`.
pub fn build(catalog: &Catalog, data: &Dataset, models: Models, folder: &Path, progress: &dyn Progress) -> Result<()> {
    let _ = (catalog, data, models, folder, progress);
    Ok(())
}

impl Recommender {
    /// Opens what [`build`] wrote into `folder`.
    pub fn open(folder: &Path, catalog: &Catalog) -> Result<Self> {
        let _ = (folder, catalog);
        Ok(Self {})
    }

    /// The `k` films most similar to `film`, best first, never the film itself; at most `k` and at most 50 unless
    /// `among` (ascending rows) restricts the candidates. Scores are cosines in `[-1, 1]`.
    pub fn similar(
        &self,
        catalog: &Catalog,
        film: MovieId,
        k: usize,
        among: Option<&[MovieId]>,
    ) -> Vec<Scored<MovieId>> {
        let _ = (catalog, film, k, among);
        Vec::new()
    }

    /// Why `a` and `b` are alike: at most three reasons, strongest first.
    pub fn reasons(&self, catalog: &Catalog, a: MovieId, b: MovieId) -> Vec<Reason> {
        let _ = (catalog, a, b);
        Vec::new()
    }

    /// The pure content cosine of two films, in `[-1, 1]`; symmetric.
    pub fn cosine(&self, a: MovieId, b: MovieId) -> f32 {
        let _ = (a, b);
        0.0
    }

    /// What `user` would think of `item`; `None` where the generation has no ratings model.
    pub fn predict(&self, user: UserId, item: Item) -> Option<Prediction> {
        let _ = (user, item);
        None
    }

    /// [`Recommender::similar`], diversified so that sequels do not fill the list.
    pub fn diversified(&self, catalog: &Catalog, film: MovieId, k: usize) -> Vec<Scored<MovieId>> {
        self.similar(catalog, film, k, None)
    }
}
