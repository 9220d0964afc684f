//! Which films are alike, and what a user would think of one.
//!
//! The doors are [`build`], [`Recommender::open`], [`Recommender::similar`] and [`Recommender::predict`].

mod bayes;
mod blocks;
mod content;
mod diversify;
pub mod evaluate;
mod factors;
mod features;
mod lsa;
mod neighbours;
mod predict;
mod random;
mod ratings;
mod reasons;
mod signal;
mod topn;
mod words;

use std::ops::Range;
use std::path::Path;

pub use diversify::diversify;
pub use predict::signals;
pub use signal::Signal;

use crate::artifacts::columns::{Columns, ColumnsWriter};
use crate::catalog::{Catalog, MovieId, TitleId, UserId, UserSpace};
use crate::error::Result;
use crate::etl::{Dataset, Progress};
use crate::rank::{Scored, top_k};

/// File name of the content model in a generation.
pub const FILE: &str = "similar.safetensors";

/// Which models to train.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Models {
    /// Content similarity only.
    Content,
    /// Content, and ratings by the quick model (matrix factorisation by gradient descent).
    Quick,
    /// Content, and ratings by the best model (Bayesian, where the ratings are not too many for it).
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
    /// Standard deviation of a rating around the estimate; `None` where it rests on means.
    pub uncertainty: Option<f32>,
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

/// How much the score counts against variety when a list is diversified: a saga keeps its nearest two or three films.
const TRUST: f32 = 0.7;

/// The models of one generation. Opening maps files; nothing is computed.
pub struct Recommender {
    content: content::Content,
    neighbours: neighbours::Neighbours,
    ratings: Option<predict::RatingModel>,
}

/// Trains the models and writes them into `folder`.
///
/// # Errors
/// [`crate::Error::Cancelled`] when `progress` says so, [`crate::Error::Io`] when a file cannot be written.
pub fn build(catalog: &Catalog, data: &Dataset, models: Models, folder: &Path, progress: &dyn Progress) -> Result<()> {
    progress.stage("features", 0);
    let features = features::FeatureMatrix::build(catalog);
    let mut columns = ColumnsWriter::default();
    neighbours::build(&features, &neighbours::votes_prior(catalog), &mut columns, progress)?;
    features.save(&mut columns);
    drop(features);
    columns.write(&folder.join(FILE))?;
    if models == Models::Content || data.ratings.is_empty() {
        return Ok(());
    }
    progress.stage("ratings", data.ratings.len() as u64);
    predict::build(ratings::Ratings::collect(data, catalog), models, catalog, folder)
}

impl Recommender {
    /// Opens what [`build`] wrote into `folder`.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] when a column is missing or does not fit the catalogue.
    pub fn open(folder: &Path, catalog: &Catalog) -> Result<Self> {
        let columns = Columns::open(&folder.join(FILE))?;
        Ok(Self {
            content: content::Content::open(&columns, catalog.n_films())?,
            neighbours: neighbours::Neighbours::open(&columns, catalog.n_films())?,
            ratings: predict::RatingModel::open(folder)?,
        })
    }

    /// The `k` films most similar to `film`, best first, never the film itself; at most `k` and at most 50 unless
    /// `among` (ascending rows) restricts the candidates. Scores are in `[-1, 1]`: the cosine plus what the votes add.
    /// Cost: a look-up; with `among` a cosine per candidate.
    pub fn similar(
        &self,
        catalog: &Catalog,
        film: MovieId,
        k: usize,
        among: Option<&[MovieId]>,
    ) -> Vec<Scored<MovieId>> {
        let Some(among) = among else { return self.neighbours.of(film).take(k).collect() };
        let known = among.iter().filter(|&&other| other != film && other.index() < catalog.n_films());
        top_k(known.map(|&other| Scored::new(self.score(film, other), other)), k)
    }

    /// The score by which [`Recommender::similar`] orders.
    fn score(&self, film: MovieId, other: MovieId) -> f32 {
        (self.content.cosine(film, other) + self.neighbours.prior(other)).clamp(-1.0, 1.0)
    }

    /// Why `a` and `b` are alike: at most three reasons, strongest first.
    pub fn reasons(&self, catalog: &Catalog, a: MovieId, b: MovieId) -> Vec<Reason> {
        reasons::reasons(&self.content, catalog, a, b)
    }

    /// The pure content cosine of two films, in `[-1, 1]`; symmetric.
    pub fn cosine(&self, a: MovieId, b: MovieId) -> f32 {
        self.content.cosine(a, b)
    }

    /// What `user` would think of `item`; `None` where the generation has no ratings model.
    pub fn predict(&self, user: UserId, item: Item) -> Option<Prediction> {
        self.ratings.as_ref().map(|model| model.predict(user, item))
    }

    /// What the ratings of a source say about its items; `None` where the generation has no ratings model.
    pub fn signal(&self, space: UserSpace) -> Option<Signal> {
        self.ratings.as_ref().map(|model| model.signal(space))
    }

    /// [`Recommender::similar`], diversified so that sequels do not fill the list: the places `page` of it, most
    /// similar first within the page. Pages do not overlap.
    pub fn diversified(&self, catalog: &Catalog, film: MovieId, page: Range<usize>) -> Vec<Scored<MovieId>> {
        let near = self.similar(catalog, film, neighbours::KEPT, None);
        let mut picked = diversify(&near, page.end, TRUST, |a, b| self.content.cosine(a, b));
        picked.drain(..page.start.min(picked.len()));
        picked.sort_by(|a, b| b.cmp(a));
        picked
    }
}
