//! The ratings model of a generation: what a user would think of an item, and on what that rests.
//!
//! The doors are [`build`], [`RatingModel::open`] and [`RatingModel::predict`].

use std::path::Path;

use super::bayes::{self, Design, DesignBuilder, Newcomer, Posterior, Sampling};
use super::factors::{Factors, Learning, NewFactors};
use super::ratings::Ratings;
use super::signal::Signal;
use super::{Basis, Item, Models, Prediction};
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::catalog::{Catalog, MovieId, TitleId, UserId, UserSpace};
use crate::error::Result;
use crate::etl::Dataset;
use crate::rank::{Scored, top_k};

/// File name of the ratings model in a generation.
pub(super) const FILE: &str = "ratings.safetensors";

/// Seed of the training.
const SEED: u64 = 1;

/// Up to so many ratings the Bayesian model is trained: about 7 µs of one core per rating and 100 sweeps, two chains.
const BAYES_MOST: usize = 400_000;
/// Ratings at the mean of all that are added to those of each item.
const DAMPING: f64 = 5.0;

const SPACES: [UserSpace; 3] = [UserSpace::Ml, UserSpace::Pf, UserSpace::Tg];

/// Ratings at the mean of all that are added to those of a newcomer, whose mean estimates are compared with.
const NEWCOMER_DAMPING: f32 = 3.0;

/// What the ratings of each source say, and what is left to learn from.
pub(super) struct Prepared {
    /// The ratings of the sources that carry a signal (see [`Signal`]).
    pub(super) ratings: Ratings,
    signals: [Signal; SPACES.len()],
    user_mean: Vec<f32>,
    user_count: Vec<u32>,
    /// Damped.
    item_mean: Vec<f32>,
    item_count: Vec<u32>,
    mean: f64,
}

impl Prepared {
    /// The sources from which nothing is learnt.
    pub(super) fn noise(&self) -> Vec<(UserSpace, Signal)> {
        SPACES.into_iter().zip(self.signals).filter(|(_, signal)| signal.is_noise()).collect()
    }
}

/// Tests the ratings of each source. Those that carry no signal are counted, and their users have a mean, but no taste
/// is learnt from them.
pub(super) fn prepare(mut ratings: Ratings) -> Prepared {
    let signals = measured(&ratings);
    let Ratings { users, items, rated } = &mut ratings;
    let (user_mean, user_count) = means(users.len(), rated.iter().map(|r| (r.user, r.score)));
    rated.retain(|r| !signals[users[r.user as usize].space as usize].is_noise());
    let (item_mean, item_count) = means(items.len(), rated.iter().map(|r| (r.item, r.score)));
    let mean = rated.iter().map(|r| f64::from(r.score)).sum::<f64>() / rated.len().max(1) as f64;
    // A mean of few ratings is drawn towards that of all.
    let damped =
        |(&own, &n): (&f32, &u32)| ((f64::from(own) * f64::from(n) + DAMPING * mean) / (f64::from(n) + DAMPING)) as f32;
    let item_mean = item_mean.iter().zip(&item_count).map(damped).collect();
    Prepared { ratings, signals, user_mean, user_count, item_mean, item_count, mean }
}

/// Trains the model and writes it.
pub(super) fn build(prepared: Prepared, models: Models, catalog: &Catalog, folder: &Path) -> Result<()> {
    let Prepared {
        ratings: Ratings { users, items, rated },
        signals,
        user_mean,
        user_count,
        item_mean,
        item_count,
        mean,
    } = prepared;
    let mut columns = ColumnsWriter::default();
    columns.numbers("users.space", &users.iter().map(|u| u.space as u8).collect::<Vec<_>>());
    columns.numbers("users.number", &users.iter().map(|u| u.number).collect::<Vec<_>>());
    columns.numbers("users.mean", &user_mean);
    columns.numbers("users.count", &user_count);
    columns.numbers("items.kind", &items.iter().map(|&i| split(i).0).collect::<Vec<_>>());
    columns.numbers("items.row", &items.iter().map(|&i| split(i).1).collect::<Vec<_>>());
    columns.numbers("items.count", &item_count);
    columns.numbers("items.mean", &item_mean);
    columns.numbers("mean", &[mean as f32]);
    let film = |t: TitleId| catalog.title(t).film().map_or(u32::MAX, |f| f.0);
    columns.numbers("titles.film", &(0..catalog.n_titles() as u32).map(|t| film(TitleId(t))).collect::<Vec<_>>());
    let figures = |s: &Signal| [s.ratings as f64, s.items as f64, s.mean, s.spread, s.spread_by_chance, s.z];
    columns.numbers("signals", &signals.iter().flat_map(figures).collect::<Vec<f64>>());
    if models == Models::All && rated.len() <= BAYES_MOST {
        let pairs: Vec<(u32, u32)> = rated.iter().map(|r| (r.user, r.item)).collect();
        let mut design = DesignBuilder::new(users.len());
        bayes::design::add_ratings(&mut design, &pairs);
        let items = item_design(&items, &pairs, catalog);
        bayes::fit(&rated, &design.finish(), &items, Sampling::compact(SEED)).save(&mut columns);
    } else {
        let learning = Learning::sized(rated.len(), SEED);
        Factors::fit(rated, users.len(), items.len(), learning).save(&mut columns);
    }
    columns.write(&folder.join(FILE))
}

/// What the ratings of each source say about its items; sources without ratings are left out.
pub fn signals(catalog: &Catalog, data: &Dataset) -> Vec<(UserSpace, Signal)> {
    let signals = measured(&Ratings::collect(data.ratings.clone(), catalog));
    SPACES.into_iter().zip(signals).filter(|(_, signal)| signal.ratings > 0).collect()
}

fn measured(ratings: &Ratings) -> [Signal; 3] {
    SPACES.map(|space| {
        let own = ratings.rated.iter().filter(|r| ratings.users[r.user as usize].space == space);
        Signal::measure(&own.copied().collect::<Vec<_>>(), ratings.items.len())
    })
}

/// What the ratings and the catalogue say of items: who rated them; genres, half-decade, directors, saga.
fn item_design(items: &[Item], pairs: &[(u32, u32)], catalog: &Catalog) -> Design {
    let mut design = DesignBuilder::new(items.len());
    let flipped: Vec<(u32, u32)> = pairs.iter().map(|&(user, item)| (item, user)).collect();
    bayes::design::add_ratings(&mut design, &flipped);
    let films: Vec<_> = (0..)
        .zip(items)
        .filter_map(|(row, item)| match item {
            Item::Film(film) => Some((row, catalog.movie(*film))),
            Item::Title(_) => None,
        })
        .collect();
    let each = || films.iter().copied();
    design.group(each().flat_map(|(row, film)| film.genre_ids().iter().map(move |&g| (row, u64::from(g), 1.0))));
    design.group(each().map(|(row, film)| (row, u64::from(film.year() / 5), 1.0)));
    design.group(each().flat_map(|(row, film)| film.directors().map(move |p| (row, u64::from(p.0), 1.0))));
    design.group(each().filter_map(|(row, film)| Some((row, u64::from(film.collection_id()?), 1.0))));
    design.finish()
}

fn split(item: Item) -> (u8, u32) {
    match item {
        Item::Film(film) => (0, film.0),
        Item::Title(title) => (1, title.0),
    }
}

/// Mean and number of the values of each row; 0 where there are none.
fn means(rows: usize, values: impl Iterator<Item = (u32, f32)>) -> (Vec<f32>, Vec<u32>) {
    let (mut sum, mut count) = (vec![0.0f64; rows], vec![0u32; rows]);
    for (row, value) in values {
        sum[row as usize] += f64::from(value);
        count[row as usize] += 1;
    }
    (sum.iter().zip(&count).map(|(s, &n)| (s / f64::from(n.max(1))) as f32).collect(), count)
}

enum Model {
    Bayes(Posterior),
    Svd(Factors),
}

/// The trained model, read-only.
pub(super) struct RatingModel {
    spaces: Column<u8>,
    numbers: Column<u64>,
    user_mean: Column<f32>,
    user_count: Column<u32>,
    kinds: Column<u8>,
    rows: Column<u32>,
    item_count: Column<u32>,
    film_of_title: Column<u32>,
    item_mean: Column<f32>,
    mean: f32,
    model: Model,
    signals: [Signal; SPACES.len()],
}

impl RatingModel {
    /// Opens what [`build`] wrote; `None` where the generation was built without ratings.
    pub(super) fn open(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let columns = Columns::open(&path)?;
        let numbers: Column<u64> = columns.any_length("users.number")?;
        let rows: Column<u32> = columns.any_length("items.row")?;
        let (users, items) = (numbers.len(), rows.len());
        let figures: Column<f64> = columns.numbers("signals", SPACES.len() * 6)?;
        Ok(Some(Self {
            spaces: columns.numbers("users.space", users)?,
            user_mean: columns.numbers("users.mean", users)?,
            user_count: columns.numbers("users.count", users)?,
            kinds: columns.numbers("items.kind", items)?,
            item_count: columns.numbers("items.count", items)?,
            film_of_title: columns.any_length("titles.film")?,
            item_mean: columns.numbers("items.mean", items)?,
            mean: columns.numbers::<f32>("mean", 1)?[0],
            model: if columns.any_length::<u32>("posterior.shape").is_ok() {
                Model::Bayes(Posterior::open(&columns, users, items)?)
            } else {
                Model::Svd(Factors::open(&columns, users, items)?)
            },
            signals: std::array::from_fn(|i| {
                let f = &figures[i * 6..(i + 1) * 6];
                let [mean, spread, spread_by_chance, z] = [f[2], f[3], f[4], f[5]];
                Signal { ratings: f[0] as u64, items: f[1] as u64, mean, spread, spread_by_chance, z }
            }),
            numbers,
            rows,
        }))
    }

    fn user_row(&self, user: UserId) -> Option<usize> {
        search(self.numbers.len(), |row| (self.spaces[row], self.numbers[row]).cmp(&(user.space as u8, user.number)))
    }

    fn item_row(&self, item: Item) -> Option<usize> {
        // A title that is a film was rated as the film.
        let item = match item {
            Item::Title(title) => match self.film_of_title.get(title.index()) {
                Some(&film) if film != u32::MAX => Item::Film(MovieId(film)),
                _ => item,
            },
            film => film,
        };
        search(self.rows.len(), |row| (self.kinds[row], self.rows[row]).cmp(&split(item)))
    }

    /// What `user` would think of `item`. Cost: two binary searches and one product of factors per sample.
    pub(super) fn predict(&self, user: UserId, item: Item) -> Prediction {
        let user = self.user_row(user);
        let item = self.known_item(item);
        // A user of a source without signal has a mean and no taste.
        let noise = user.is_some_and(|row| self.noise(self.spaces[row]));
        let learnt = user.filter(|_| !noise);
        let mean = user.map_or(self.mean, |row| self.user_mean[row]);
        let (estimate, uncertainty, basis) = match (learnt, item) {
            (Some(u), Some(i)) => match &self.model {
                Model::Bayes(posterior) => {
                    (posterior.estimate(u, i), Some(posterior.uncertainty(u, i)), Basis::Factors)
                }
                Model::Svd(factors) => (factors.estimate(Some(u), Some(i)), None, Basis::Factors),
            },
            (None, Some(i)) if user.is_none() => (self.item_mean[i], None, Basis::ItemMean),
            _ if user.is_some() => (mean, None, Basis::UserMean),
            _ => (mean, None, Basis::GlobalMean),
        };
        Prediction {
            estimate,
            uncertainty,
            mean,
            recommended: estimate >= mean,
            basis,
            noise,
            user_ratings: user.map_or(0, |row| self.user_count[row]),
            item_ratings: item.map_or(0, |row| self.item_count[row]),
        }
    }

    /// The user that rated `rated` and that the training need not know; ratings of items that it does not know count
    /// for the mean only. Cost: see [`Posterior::fold_in`] and [`Factors::fold_in`].
    pub(super) fn fold_in(&self, rated: &[(Item, f32)]) -> Folded<'_> {
        let known: Vec<(usize, f32)> =
            rated.iter().filter_map(|&(item, score)| Some((self.known_item(item)?, score))).collect();
        let taste = match &self.model {
            Model::Bayes(posterior) => Told::Bayes(posterior, posterior.fold_in(&known)),
            Model::Svd(factors) => Told::Svd(factors, factors.fold_in(&known)),
        };
        let sum: f32 = rated.iter().map(|r| r.1).sum();
        let mean = (sum + NEWCOMER_DAMPING * self.mean) / (rated.len() as f32 + NEWCOMER_DAMPING);
        Folded { model: self, taste, mean, rated: rated.len() as u32, known: known.len() as u32 }
    }

    /// `bayes` or `svd`.
    pub(super) fn name(&self) -> &'static str {
        match self.model {
            Model::Bayes(_) => "bayes",
            Model::Svd(_) => "svd",
        }
    }

    /// The row of an item that has ratings.
    fn known_item(&self, item: Item) -> Option<usize> {
        self.item_row(item).filter(|&row| self.item_count[row] > 0)
    }

    /// The films with the most ratings, with their number, most first.
    pub(super) fn most_rated(&self, k: usize) -> Vec<Scored<MovieId>> {
        let films = (0..self.rows.len()).filter(|&row| self.kinds[row] == 0);
        top_k(films.map(|row| Scored::new(self.item_count[row] as f32, MovieId(self.rows[row]))), k)
    }

    fn noise(&self, space: u8) -> bool {
        self.signals.get(usize::from(space)).is_some_and(Signal::is_noise)
    }

    /// What the ratings of a source say about its items.
    pub(super) fn signal(&self, space: UserSpace) -> Signal {
        self.signals[space as usize]
    }
}

/// What is known of a newcomer's taste, by the model that was trained.
enum Told<'a> {
    Bayes(&'a Posterior, Newcomer),
    Svd(&'a Factors, NewFactors),
}

/// A user folded in: see [`RatingModel::fold_in`].
pub(super) struct Folded<'a> {
    model: &'a RatingModel,
    taste: Told<'a>,
    /// Mean of the ratings told, drawn towards that of all.
    mean: f32,
    /// Ratings told, and those of them that the training knows the item of.
    rated: u32,
    known: u32,
}

impl Folded<'_> {
    /// What the user would think of `item`.
    pub(super) fn predict(&self, item: Item) -> Prediction {
        let item = self.model.known_item(item);
        let (estimate, uncertainty, basis) = match (item, &self.taste) {
            (Some(i), _) if self.known == 0 => (self.model.item_mean[i], None, Basis::ItemMean),
            (Some(i), Told::Bayes(posterior, user)) => {
                (posterior.estimate_for(user, i), Some(posterior.uncertainty_for(user, i)), Basis::Factors)
            }
            (Some(i), Told::Svd(factors, user)) => (factors.estimate_for(user, i), None, Basis::Factors),
            (None, _) if self.rated > 0 => (self.mean, None, Basis::UserMean),
            (None, _) => (self.mean, None, Basis::GlobalMean),
        };
        Prediction {
            estimate,
            uncertainty,
            mean: self.mean,
            recommended: estimate >= self.mean,
            basis,
            noise: false,
            user_ratings: self.rated,
            item_ratings: item.map_or(0, |row| self.model.item_count[row]),
        }
    }

    /// How much a rating of `item` would tell about the user, on no particular scale; 0 for an item without ratings.
    pub(super) fn tells(&self, item: Item) -> f32 {
        match (&self.taste, self.model.known_item(item)) {
            (Told::Bayes(posterior, user), Some(i)) => posterior.doubt(user, i),
            (Told::Svd(factors, _), Some(i)) => factors.divides(i),
            (_, None) => 0.0,
        }
    }
}

/// The row of `0..n` for which `compare` says equal; rows ascend.
fn search(n: usize, compare: impl Fn(usize) -> std::cmp::Ordering) -> Option<usize> {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}
