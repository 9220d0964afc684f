//! Which films are alike, and what a user would think of one.
//!
//! The doors are [`build`], [`Recommender::open`], [`Recommender::similar`], [`Recommender::predict`],
//! [`Recommender::for_you`], [`Recommender::for_group`] and [`Recommender::similar_to_text`].

mod bayes;
mod blocks;
mod content;
mod described;
mod description;
mod diversify;
pub mod evaluate;
mod factors;
mod features;
mod group;
mod held_back;
mod lsa;
mod neighbours;
mod personal;
mod predict;
mod random;
mod ranking;
mod ratings;
mod reasons;
mod signal;
mod taste;
mod telling;
mod together;
mod topn;
mod varied;
mod words;

use std::ops::Range;
use std::path::Path;

pub use diversify::diversify;
pub use personal::Allowed;
pub use predict::signals;
pub use signal::Signal;
pub use taste::{Agreement, ForGroup, ForYou, Taste};

use crate::artifacts::columns::{Columns, ColumnsWriter};
use crate::catalog::{Catalog, Movie, MovieId, TitleId, UserId, UserSpace};
use crate::error::Result;
use crate::etl::{Dataset, Progress};
use crate::rank::{Scored, top_k};
use together::Together;

/// File name of the content model in a generation.
pub const FILE: &str = "similar.safetensors";

/// Where so many of the nearest films pass a condition, they are all of the list: four pages of five.
const ENOUGH_NEAR: usize = 20;

/// How good the models of a generation are on the ratings held back from it (see `held_back`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    /// The ratings model: `bayes` or `svd`.
    pub model: String,
    /// Number of ratings held back.
    pub held_back: u64,
    /// Number of ratings learnt from.
    pub learnt_from: u64,
    /// Root mean squared error of the estimates, on the scale 0.5–5.
    pub rmse: f64,
    /// ndcg@10 of the ranking, all unseen films ranked.
    pub ndcg: f64,
}

/// What came of a training.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trained {
    /// How good the models of the ratings are on what was held back, where there are any.
    pub quality: Option<Quality>,
    /// The sources whose ratings tell no title from another, by what they say: nothing was learnt from them.
    pub noise: Vec<(UserSpace, Signal)>,
}

/// Which models to train.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Models {
    /// Content similarity only.
    Content,
    /// Content, and ratings by the quick model (matrix factorisation by gradient descent).
    Quick,
    /// Content, and ratings by the best model (Bayesian, where the ratings are not too many for it).
    #[default]
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
    /// Whether the user is of a source whose ratings tell no title from another, so that no taste is learnt from them.
    pub noise: bool,
    /// How many ratings of the user the model has seen.
    pub user_ratings: u32,
    /// How many ratings of the item the model has seen.
    pub item_ratings: u32,
}

impl Prediction {
    /// Whether the item is recommended; `None` where nothing is known of the item or of the user's taste.
    pub fn verdict(&self) -> Option<bool> {
        let told = matches!(self.basis, Basis::Factors | Basis::ItemMean) && !self.noise;
        told.then_some(self.recommended)
    }
}

/// What can be rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A film, or the platform titles linked to it.
    Film(MovieId),
    /// A platform title that is no film of family A.
    Title(TitleId),
}

/// The models of one generation. Opening maps files; nothing is computed.
pub struct Recommender {
    content: content::Content,
    neighbours: neighbours::Neighbours,
    varied: varied::Varied,
    together: together::TogetherColumns,
    ratings: Option<predict::RatingModel>,
    ranking: Option<ranking::RankingModel>,
}

/// Trains the models and writes them into `folder`; takes the ratings out of `data`.
///
/// # Errors
/// [`crate::Error::Cancelled`] when `progress` says so, [`crate::Error::Io`] when a file cannot be written.
pub fn build(
    catalog: &Catalog,
    data: &mut Dataset,
    models: Models,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<Trained> {
    // Taken, not borrowed: there may be tens of millions.
    let given = std::mem::take(&mut data.ratings);
    let prepared = match models {
        Models::Content => None,
        _ if given.is_empty() => None,
        _ => {
            progress.stage("ratings", given.len() as u64);
            Some(predict::prepare(ratings::Ratings::collect(given, catalog)))
        }
    };
    let (prepared, held) = match prepared {
        Some(mut prepared) => {
            let held = held_back::split(&mut prepared.ratings, catalog);
            (Some(prepared), held)
        }
        None => (None, Vec::new()),
    };
    let together = prepared
        .as_ref()
        .map_or_else(Together::default, |prepared| Together::measure(&prepared.ratings, catalog.n_films()));
    progress.stage("features", 0);
    let features = features::FeatureMatrix::build(catalog);
    let mut columns = ColumnsWriter::default();
    neighbours::build(&features, &neighbours::votes_prior(catalog), &together, &mut columns, progress)?;
    together.save(&mut columns, catalog.n_films());
    features.save(&mut columns);
    drop((features, together));
    columns.write(&folder.join(FILE))?;
    let columns = Columns::open(&folder.join(FILE))?;
    let content = content::Content::open(&columns, catalog.n_films())?;
    let neighbours = neighbours::Neighbours::open(&columns, catalog.n_films())?;
    varied::build(catalog, &content, &neighbours, folder, progress)?;
    let Some(prepared) = prepared else { return Ok(Trained::default()) };
    let noise = prepared.noise();
    stop_if_cancelled(progress)?;
    progress.stage("ranking", 0);
    ranking::build(&prepared.ratings, &content, folder)?;
    drop((columns, content, neighbours));
    stop_if_cancelled(progress)?;
    progress.stage("estimates", 0);
    // What was held back needs what was learnt from: of many ratings only the users that are measured.
    let kept = held_back::around(&held, &prepared.ratings);
    let learnt_from = prepared.ratings.rated.len();
    predict::build(prepared, models, catalog, folder)?;
    let opened = predict::RatingModel::open(folder)?.zip(ranking::RankingModel::open(folder)?);
    let measured = |(model, ranking)| held_back::measure(&held, &kept, &model, &ranking, learnt_from);
    Ok(Trained { quality: opened.and_then(measured), noise })
}

fn stop_if_cancelled(progress: &dyn Progress) -> Result<()> {
    if progress.cancelled() { Err(crate::Error::Cancelled) } else { Ok(()) }
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
            varied: varied::Varied::open(folder, catalog.n_films())?,
            together: together::TogetherColumns::open(&columns, catalog.n_films())?,
            ratings: predict::RatingModel::open(folder)?,
            ranking: ranking::RankingModel::open(folder)?,
        })
    }

    /// The `k` films most similar to `film`, best first, never the film itself; only those of `among` (ascending rows)
    /// where it is given. Scores are in `[-1, 1]`: the content cosine, what the votes add, and what the ratings add where
    /// the generation has them. Cost: a look-up for 50 films; a pass over all films for more; with `among` a cosine per
    /// candidate.
    pub fn similar(
        &self,
        catalog: &Catalog,
        film: MovieId,
        k: usize,
        among: Option<&[MovieId]>,
    ) -> Vec<Scored<MovieId>> {
        let n = catalog.n_films();
        match among {
            None if k <= neighbours::KEPT || film.index() >= n => self.neighbours.of(film).take(k).collect(),
            None => {
                let mut scores = self.content.all_cosines(film);
                self.together.with(film).for_each(|(other, more)| scores[other.index()] += more);
                let others = (0..).map(MovieId).zip(scores).filter(|(other, _)| *other != film);
                top_k(others.map(|(other, x)| Scored::new(bounded(x + self.neighbours.prior(other)), other)), k)
            }
            Some(among) => {
                let known = among.iter().filter(|&&other| other != film && other.index() < n);
                top_k(known.map(|&other| Scored::new(self.score(film, other), other)), k)
            }
        }
    }

    /// The score by which [`Recommender::similar`] orders.
    fn score(&self, film: MovieId, other: MovieId) -> f32 {
        bounded(self.content.cosine(film, other) + self.neighbours.prior(other) + self.together.of(film, other))
    }

    /// Why `a` and `b` are alike: at most three reasons, strongest first.
    pub fn reasons(&self, catalog: &Catalog, a: MovieId, b: MovieId) -> Vec<Reason> {
        reasons::reasons(&self.content, catalog, a, b, self.together.of(a, b))
    }

    /// The pure content cosine of two films, in `[-1, 1]`; symmetric.
    pub fn cosine(&self, a: MovieId, b: MovieId) -> f32 {
        self.content.cosine(a, b)
    }

    /// The content cosines of all given films with all.
    fn gram(&self, films: &[MovieId]) -> nalgebra::DMatrix<f32> {
        self.content.gram(films)
    }

    /// What `user` would think of `item`; `None` where the generation has no ratings model.
    pub fn predict(&self, user: UserId, item: Item) -> Option<Prediction> {
        self.ratings.as_ref().map(|model| model.predict(user, item))
    }

    /// What a person of the given taste would think of `item`, whether the training knows the person or not; `None` where
    /// the generation has no ratings model. Cost: see `predict::RatingModel::fold_in`.
    pub fn expect(&self, taste: &Taste, item: Item) -> Option<Prediction> {
        self.folded(&taste.latest(usize::MAX)).map(|folded| folded.predict(item))
    }

    /// What the ratings of a source say about its items; `None` where the generation has no ratings model.
    pub fn signal(&self, space: UserSpace) -> Option<Signal> {
        self.ratings.as_ref().map(|model| model.signal(space))
    }

    /// [`Recommender::similar`], diversified so that sequels do not fill the list (two of a saga come first): the places
    /// `page` of it, most similar first within the page. Pages do not overlap; behind those that were made varied when the
    /// index was built come the others as similar as they are. Cost: a look-up.
    pub fn diversified(&self, film: MovieId, page: Range<usize>) -> Vec<Scored<MovieId>> {
        let near: Vec<Scored<MovieId>> = self.neighbours.of(film).collect();
        let first = self.varied.of(film);
        let rest = (0..near.len()).filter(|place| !first.iter().any(|kept| usize::from(*kept) == *place));
        let order = first.iter().map(|&place| usize::from(place)).chain(rest);
        let mut picked: Vec<_> = order.skip(page.start).take(page.len()).map(|place| near[place]).collect();
        picked.sort_by(|a, b| b.cmp(a));
        picked
    }

    /// The same of those films only that fit. Cost: some 100 µs where enough of the nearest do, else a pass over all films
    /// and a cosine, under a microsecond, for each that fits.
    pub fn diversified_among(
        &self,
        catalog: &Catalog,
        film: MovieId,
        fits: impl Fn(&Movie<'_>) -> bool,
        page: Range<usize>,
    ) -> Vec<Scored<MovieId>> {
        let mut near: Vec<_> = self.neighbours.of(film).filter(|one| fits(&catalog.movie(one.value))).collect();
        if near.len() < ENOUGH_NEAR {
            let among: Vec<MovieId> = catalog.movies().filter(fits).map(|film| film.id).collect();
            near = self.similar(catalog, film, neighbours::KEPT, Some(&among));
        }
        if page.start >= near.len() {
            return Vec::new();
        }
        let mut picked = varied::varied(catalog, &self.content, &near, page.end);
        picked.drain(..page.start.min(picked.len()));
        picked.sort_by(|a, b| b.cmp(a));
        picked
    }
}

/// A score in `[-1, 1]`.
fn bounded(score: f32) -> f32 {
    score.clamp(-1.0, 1.0)
}
