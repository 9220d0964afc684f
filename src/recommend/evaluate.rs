//! Measures the models: the ratings models on a split of ratings (trained on one file, the pairs of another predicted),
//! rankings, and similar films.
//!
//! The doors are [`ratings`], [`ranking()`] and [`similar`].

mod ranking;
mod side;
pub mod similar;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub use ranking::{Content, RELEVANT, Ranking, RankingScore, RankingSplit, ranking};

use super::bayes;
use super::factors::{Factors, Learning};
use super::ratings::Rated;
use crate::error::{Error, Result};

/// Which ratings model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RatingsModel {
    /// Biased matrix factorisation by gradient descent.
    Svd,
    /// Bayesian factorisation with implicit feedback and side information.
    #[default]
    Bayes,
}

/// What to train on and what to predict.
#[derive(Clone, Debug, Default)]
pub struct RatingsSplit {
    /// The model.
    pub model: RatingsModel,
    /// Ratings to learn from: `user item rating [timestamp]`, tab or comma separated, a header is skipped.
    pub train: PathBuf,
    /// Ratings to predict, in the same form.
    pub test: PathBuf,
    /// What is known of items: MovieLens `u.item` or `movies.csv`.
    pub items: Option<PathBuf>,
    /// What is known of users: MovieLens `u.user`.
    pub users: Option<PathBuf>,
    /// Seed of all random numbers.
    pub seed: u64,
}

/// How well and how fast.
#[derive(Clone, Debug, Default)]
pub struct RatingsScore {
    /// Root of the mean squared error.
    pub rmse: f64,
    /// Mean absolute error.
    pub mae: f64,
    /// Milliseconds of training, reading excluded.
    pub fit_ms: u64,
    /// Milliseconds of predicting the whole test file.
    pub predict_ms: u64,
    /// The estimates: user, item (ids of the files), estimate; in the order of the test file.
    pub predictions: Vec<(u64, u64, f32)>,
}

/// Trains on `split.train` and predicts `split.test`.
///
/// # Errors
/// [`Error::Io`] and [`Error::Csv`] for files that cannot be read as ratings.
pub fn ratings(split: &RatingsSplit) -> Result<RatingsScore> {
    let (mut users, mut items) = (Rows::default(), Rows::default());
    let mut train: Vec<Rated> = Vec::new();
    read_each(&split.train, |user, item, score| {
        train.push(Rated { user: users.add(user), item: items.add(item), score });
    })?;
    let test = read(&split.test)?;

    let test_pairs: Vec<_> = test.iter().map(|&(user, item, _)| (users.add(user), items.add(item))).collect();
    let about_items = split.items.as_deref().map(side::items).transpose()?.unwrap_or_default();
    let about_users = split.users.as_deref().map(side::users).transpose()?.unwrap_or_default();

    let start = Instant::now();
    let model = match split.model {
        RatingsModel::Svd => {
            let learning = Learning::sized(train.len(), split.seed);
            Model::Svd(Factors::fit(train, users.len(), items.len(), learning))
        }
        RatingsModel::Bayes => {
            let pairs: Vec<(u32, u32)> = train.iter().map(|r| (r.user, r.item)).collect();
            let flipped: Vec<(u32, u32)> = pairs.iter().map(|&(user, item)| (item, user)).collect();
            let user_design = design(&users, &pairs, &about_users);
            let item_design = design(&items, &flipped, &about_items);
            let sampling = bayes::Sampling::thorough(split.seed);
            Model::Bayes(bayes::fit(&train, &user_design, &item_design, sampling))
        }
    };
    let fit_ms = start.elapsed().as_millis() as u64;

    let start = Instant::now();
    let estimates: Vec<f32> = test_pairs.iter().map(|&(user, item)| model.estimate(user, item)).collect();
    let predict_ms = start.elapsed().as_millis() as u64;

    let n = test.len().max(1) as f64;
    let errors = || test.iter().zip(&estimates).map(|((.., score), estimate)| f64::from(estimate - score));
    Ok(RatingsScore {
        rmse: (errors().map(|e| e * e).sum::<f64>() / n).sqrt(),
        mae: errors().map(f64::abs).sum::<f64>() / n,
        fit_ms,
        predict_ms,
        predictions: test.iter().zip(&estimates).map(|(&(user, item, _), &estimate)| (user, item, estimate)).collect(),
    })
}

enum Model {
    Svd(Factors<Vec<f32>>),
    Bayes(bayes::Posterior<Vec<f32>>),
}

impl Model {
    fn estimate(&self, user: u32, item: u32) -> f32 {
        match self {
            Self::Svd(factors) => factors.estimate(Some(user as usize), Some(item as usize)),
            Self::Bayes(posterior) => posterior.estimate(user as usize, item as usize),
        }
    }
}

/// The design of one side: what the ratings say, and what is known besides.
fn design(rows: &Rows, pairs: &[(u32, u32)], about: &[side::Group]) -> bayes::Design {
    let mut design = bayes::DesignBuilder::new(rows.len());
    bayes::design::add_ratings(&mut design, pairs);
    for group in about {
        let known = group.iter().filter_map(|&(id, feature, value)| Some((rows.get(id)?, feature, value)));
        design.group(known);
    }
    design.finish()
}

/// Rows for ids, in order of first appearance.
#[derive(Default)]
struct Rows {
    row_of: HashMap<u64, u32>,
}

impl Rows {
    fn add(&mut self, id: u64) -> u32 {
        let next = self.row_of.len() as u32;
        *self.row_of.entry(id).or_insert(next)
    }

    fn get(&self, id: u64) -> Option<u32> {
        self.row_of.get(&id).copied()
    }

    fn len(&self) -> usize {
        self.row_of.len()
    }

    fn ids(&self) -> impl Iterator<Item = (u32, u64)> {
        self.row_of.iter().map(|(&id, &row)| (row, id))
    }
}

/// The ratings of a file: user, item, rating.
fn read(path: &Path) -> Result<Vec<(u64, u64, f32)>> {
    let mut out = Vec::new();
    read_each(path, |user, item, score| out.push((user, item, score)))?;
    Ok(out)
}

/// Calls `each` with user, item and rating of every line of a file: there may be tens of millions.
fn read_each(path: &Path, mut each: impl FnMut(u64, u64, f32)) -> Result<()> {
    let bad = |line: u64, reason: String| Error::Csv { path: path.to_owned(), line, reason };
    let file = std::fs::File::open(path).map_err(Error::io(path))?;
    let mut reader = std::io::BufReader::with_capacity(1 << 16, file);
    let (mut line, mut number, mut found) = (Vec::new(), 0, false);
    loop {
        line.clear();
        if std::io::BufRead::read_until(&mut reader, b'\n', &mut line).map_err(Error::io(path))? == 0 {
            let none = || bad(0, "there is no rating in it; wanted lines of user, item and rating".to_owned());
            return if found { Ok(()) } else { Err(none()) };
        }
        number += 1;
        let text = std::str::from_utf8(&line).map_err(|e| bad(number, e.to_string()))?.trim_end();
        if text.is_empty() {
            continue;
        }
        let mut fields = text.split(['\t', ',']);
        let mut next = || fields.next().map(str::trim);
        let rating = (|| Some((next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?)))();
        match rating {
            Some((user, item, score)) => {
                found = true;
                each(user, item, score);
            }
            None if number == 1 => {}
            None => return Err(bad(number, "wanted user, item and rating, separated by tabs or commas".to_owned())),
        }
    }
}
