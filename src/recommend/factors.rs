//! Biased matrix factorisation by stochastic gradient descent.
//!
//! The door is [`Factors::fit`]. The model is that of Koren, Bell & Volinsky (2009), eq. 5–7:
//! `r(u, i) = μ + b_u + b_i + q_i · p_u`.

use nalgebra::{DMatrix, DVector};

use super::content::dot;
use super::random::Random;
use super::ratings::Rated;
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::error::Result;

/// From so many ratings on they are shuffled by blocks, and the ratings of a block.
const MANY: usize = 2_000_000;
const BLOCK: usize = 1024;

/// How the factors are learnt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Learning {
    /// Length of each factor.
    pub(super) rank: usize,
    /// Passes over all ratings.
    pub(super) passes: usize,
    /// Step of the first pass; it falls linearly to a tenth at the last one.
    pub(super) step: f32,
    /// Pull of biases towards 0.
    pub(super) bias_pull: f32,
    /// Pull of factors towards 0.
    pub(super) factor_pull: f32,
    /// Standard deviation of the first factors.
    pub(super) spread: f32,
    /// Seed of the first factors and of the order of ratings.
    pub(super) seed: u64,
}

impl Learning {
    /// Chosen on an inner split of the training part of MovieLens-100k u1. From a million ratings on, passes and rank
    /// fall: each parameter then sees more ratings in a pass, and time would grow past what a build may take.
    pub(super) fn sized(ratings: usize, seed: u64) -> Self {
        let millions = (ratings as f64 / 1e6).max(1.0);
        let passes = ((120.0 / millions) as usize).max(20);
        let rank = if millions > 2.0 { 64 } else { 128 };
        Self { rank, passes, step: 0.01, bias_pull: 0.02, factor_pull: 0.1, spread: 0.03, seed }
    }
}

/// Biases and factors of all users and items: owned where they are learnt (`Vec`), mapped where they are served
/// ([`Column`]).
#[derive(Clone, Debug, Default)]
pub(super) struct Factors<S = Column<f32>> {
    /// Mean, least and greatest of all ratings.
    scale: S,
    /// Bias of each user.
    user_bias: S,
    /// Bias of each item.
    item_bias: S,
    /// users × rank, row-major.
    user_factors: S,
    /// items × rank, row-major.
    item_factors: S,
    rank: usize,
}

/// A user that the training never saw: bias and factors.
#[derive(Clone, Debug)]
pub(super) struct NewFactors {
    bias: f32,
    factors: Vec<f32>,
}

/// Pulls of a newcomer's bias and factors towards 0, and how much of each every rating adds: in training every rating
/// pulls, which at a few ratings is too little.
const NEW_BIAS_PULL: (f32, f32) = (3.0, 0.02);
const NEW_FACTOR_PULL: (f32, f32) = (3.0, 0.1);

impl Factors<Vec<f32>> {
    /// Learns from `rated` (shuffled in place: there may be many). Deterministic for a seed; one thread.
    /// Cost: `passes × ratings × rank`.
    pub(super) fn fit(mut rated: Vec<Rated>, users: usize, items: usize, learning: Learning) -> Self {
        let rank = learning.rank;
        let mut random = Random::new(learning.seed);
        let mean = rated.iter().map(|r| f64::from(r.score)).sum::<f64>() / rated.len().max(1) as f64;
        let least = rated.iter().map(|r| r.score).fold(f32::INFINITY, f32::min);
        let most = rated.iter().map(|r| r.score).fold(f32::NEG_INFINITY, f32::max);
        let mut noise = |n: usize| (0..n * rank).map(|_| random.normal() as f32 * learning.spread).collect::<Vec<_>>();
        let mut model = Self {
            scale: if rated.is_empty() { vec![0.0; 3] } else { vec![mean as f32, least, most] },
            rank,
            user_bias: vec![0.0; users],
            item_bias: vec![0.0; items],
            user_factors: noise(users),
            item_factors: noise(items),
        };
        // Many ratings are shuffled once and then by blocks: to move each of them in every pass, all over the memory,
        // takes as long as learning from it.
        let block = if rated.len() > MANY { BLOCK } else { rated.len().max(1) };
        let mut blocks: Vec<usize> = (0..rated.len().div_ceil(block)).collect();
        for pass in 0..learning.passes {
            if pass == 0 || block != BLOCK {
                random.shuffle(&mut rated);
            }
            if block == BLOCK {
                random.shuffle(&mut blocks);
            }
            let done = pass as f32 / learning.passes.max(2) as f32;
            let step = learning.step * (1.0 - 0.9 * done);
            for &at in &blocks {
                let end = rated.len().min((at + 1) * block);
                rated[at * block..end].iter().for_each(|r| model.learn(*r, step, learning));
            }
        }
        model
    }

    fn learn(&mut self, r: Rated, step: f32, learning: Learning) {
        let (u, i) = (r.user as usize, r.item as usize);
        let p = &mut self.user_factors[u * self.rank..(u + 1) * self.rank];
        let q = &mut self.item_factors[i * self.rank..(i + 1) * self.rank];
        let error = r.score - self.scale[0] - self.user_bias[u] - self.item_bias[i] - dot(p, q);
        self.user_bias[u] += step * (error - learning.bias_pull * self.user_bias[u]);
        self.item_bias[i] += step * (error - learning.bias_pull * self.item_bias[i]);
        for (p, q) in p.iter_mut().zip(q) {
            let old = *p;
            *p += step * (error * *q - learning.factor_pull * old);
            *q += step * (error * old - learning.factor_pull * *q);
        }
    }

    /// Adds the columns that [`Factors::open`] reads.
    pub(super) fn save(&self, columns: &mut ColumnsWriter) {
        columns.numbers("factors.scale", &self.scale);
        columns.numbers("factors.user_bias", &self.user_bias);
        columns.numbers("factors.item_bias", &self.item_bias);
        columns.matrix("factors.users", &self.user_factors, &[self.user_bias.len(), self.rank]);
        columns.matrix("factors.items", &self.item_factors, &[self.item_bias.len(), self.rank]);
    }
}

impl Factors {
    /// Opens what [`Factors::save`] wrote.
    pub(super) fn open(columns: &Columns, users: usize, items: usize) -> Result<Self> {
        let (_, shape) = columns.matrix::<f32>("factors.items")?;
        let rank = shape.last().copied().unwrap_or(0);
        Ok(Self {
            scale: columns.numbers("factors.scale", 3)?,
            user_bias: columns.numbers("factors.user_bias", users)?,
            item_bias: columns.numbers("factors.item_bias", items)?,
            user_factors: columns.numbers("factors.users", users * rank)?,
            item_factors: columns.numbers("factors.items", items * rank)?,
            rank,
        })
    }
}

impl<S: std::ops::Deref<Target = [f32]>> Factors<S> {
    /// The estimate for rows of a user and an item, within the range of the ratings learnt from; a row that is not
    /// known adds nothing.
    pub(super) fn estimate(&self, user: Option<usize>, item: Option<usize>) -> f32 {
        let bias = |biases: &[f32], row: Option<usize>| row.and_then(|r| biases.get(r)).copied().unwrap_or(0.0);
        let mut sum = self.scale[0] + bias(&self.user_bias, user) + bias(&self.item_bias, item);
        if let (Some(u), Some(i)) = (user, item) {
            let p = &self.user_factors[u * self.rank..(u + 1) * self.rank];
            let q = &self.item_factors[i * self.rank..(i + 1) * self.rank];
            sum += dot(p, q);
        }
        sum.clamp(self.scale[1], self.scale[2])
    }

    fn item(&self, item: usize) -> &[f32] {
        &self.item_factors[item * self.rank..(item + 1) * self.rank]
    }

    /// The newcomer who rated the given items (rows): least squares on the items' factors, in its dual form, because
    /// there are fewer ratings than factors. Cost: cubic in the number of ratings, at most [`MOST_FOLDED`].
    pub(super) fn fold_in(&self, rated: &[(usize, f32)]) -> NewFactors {
        /// More ratings than this change little and cost much: the latest count.
        const MOST_FOLDED: usize = 150;
        let rated = &rated[rated.len().saturating_sub(MOST_FOLDED)..];
        let n = rated.len();
        let pull = |(few, each): (f32, f32)| few + each * n as f32;
        let (bias_pull, factor_pull) = (pull(NEW_BIAS_PULL), pull(NEW_FACTOR_PULL));
        let left_over = DVector::from_fn(n, |a, _| rated[a].1 - self.scale[0] - self.item_bias[rated[a].0]);
        let mut kernel = DMatrix::zeros(n, n);
        for a in 0..n {
            for b in 0..=a {
                let product = dot(self.item(rated[a].0), self.item(rated[b].0));
                let both = product / factor_pull + 1.0 / bias_pull;
                kernel[(a, b)] = both;
                kernel[(b, a)] = both;
            }
            kernel[(a, a)] += 1.0;
        }
        let weights = kernel.cholesky().map_or_else(|| DVector::zeros(n), |c| c.solve(&left_over));
        let mut factors = vec![0.0; self.rank];
        for (&(item, _), &weight) in rated.iter().zip(weights.iter()) {
            factors.iter_mut().zip(self.item(item)).for_each(|(p, q)| *p += weight * q / factor_pull);
        }
        NewFactors { bias: weights.sum() / bias_pull, factors }
    }

    /// The estimate for a newcomer and an item, within the range of the ratings.
    pub(super) fn estimate_for(&self, newcomer: &NewFactors, item: usize) -> f32 {
        let sum = self.scale[0] + newcomer.bias + self.item_bias[item] + dot(&newcomer.factors, self.item(item));
        sum.clamp(self.scale[1], self.scale[2])
    }

    /// How much tastes differ about an item: the squared length of its factors.
    pub(super) fn divides(&self, item: usize) -> f32 {
        dot(self.item(item), self.item(item))
    }
}
