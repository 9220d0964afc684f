//! Bayesian factorisation of ratings with side information and implicit feedback, by Gibbs sampling.
//!
//! The door is [`fit`]. The model is a factorisation machine (Rendle 2010, 2013) restricted to the products of a user's
//! and an item's features, on the recipe of Rendle, Zhang & Koren (2019, "On the difficulty of evaluating baselines"):
//! few factors, implicit feedback as features of both sides, every precision drawn, many sweeps averaged. Nothing is
//! tuned.

mod chain;
pub(super) mod design;
mod foldin;

use std::ops::Deref;

use rayon::prelude::*;

use super::content::dot;
use super::random::Random;
use super::ratings::Rated;
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::error::Result;
use chain::{Order, Side};
pub(super) use design::{Design, DesignBuilder};
pub(super) use foldin::Newcomer;

/// How the posterior is sampled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sampling {
    /// Number of factors.
    pub(super) rank: usize,
    /// Chains, each on a thread of its own.
    pub(super) chains: usize,
    /// Sweeps of each chain that are forgotten.
    pub(super) warm_up: usize,
    /// Sweeps of each chain after that.
    pub(super) sweeps: usize,
    /// Of those, one of so many is kept.
    pub(super) thinning: usize,
    /// Seed of the chains.
    pub(super) seed: u64,
}

impl Sampling {
    /// For measuring: enough samples that more of them change the fourth digit.
    pub(super) fn thorough(seed: u64) -> Self {
        Self { rank: 10, chains: 2, warm_up: 40, sweeps: 360, thinning: 4, seed }
    }

    /// For serving: the samples are kept on disk, so that they are fewer; costs 0.001 of RMSE.
    pub(super) fn compact(seed: u64) -> Self {
        Self { rank: 10, chains: 2, warm_up: 40, sweeps: 256, thinning: 16, seed }
    }
}

/// Samples of the posterior: what a user and an item are in each of them.
///
/// In every sample a row is `width` numbers: the factors, its bias and 1 (for items: 1 and its bias), so that an
/// estimate is one product. The samples of a chain stand side by side, so that the mean over them is one product, too.
#[derive(Clone, Debug, Default)]
pub(super) struct Posterior<S = Column<f32>> {
    chains: usize,
    /// Numbers per row and chain: samples × width.
    block: usize,
    width: usize,
    /// chains × users × block.
    users: S,
    /// chains × items × block.
    items: S,
    /// Per sample the mean and the precision of the users: chains × samples × ((rank + 1) + (rank + 1)²).
    prior: S,
    /// Least and greatest rating.
    range: (f32, f32),
    /// Mean variance of the noise.
    noise: f32,
}

/// Samples the posterior of all users and items of the designs. Deterministic for a seed, whatever the number of
/// threads.
pub(super) fn fit(rated: &[Rated], users: &Design, items: &Design, sampling: Sampling) -> Posterior<Vec<f32>> {
    let by_user = Ordered::new(rated, users.rows, |r| (r.user, r.item));
    let by_item = Ordered::new(rated, items.rows, |r| (r.item, r.user));
    let data = Data { users, items, by_user, by_item, rated };
    let kept = sampling.sweeps.div_ceil(sampling.thinning);
    let width = sampling.rank + 2;
    let (user_block, item_block) = (users.rows * kept * width, items.rows * kept * width);
    let mut user_samples = vec![0.0; sampling.chains * user_block];
    let mut item_samples = vec![0.0; sampling.chains * item_block];
    let noise: f32 = user_samples
        .par_chunks_mut(user_block.max(1))
        .zip(item_samples.par_chunks_mut(item_block.max(1)))
        .enumerate()
        .map(|(chain, (users, items))| run(&data, sampling, chain as u64, Kept { users, items, kept, width }))
        .collect::<Vec<f32>>()
        .iter()
        .sum();
    let prior = priors(&user_samples, sampling.chains, kept, width, &data.by_user.order);
    let least = rated.iter().map(|r| r.score).fold(f32::INFINITY, f32::min);
    let most = rated.iter().map(|r| r.score).fold(f32::NEG_INFINITY, f32::max);
    Posterior {
        chains: sampling.chains,
        block: kept * width,
        width,
        users: user_samples,
        items: item_samples,
        prior,
        range: if rated.is_empty() { (0.0, 0.0) } else { (least, most) },
        noise: noise / sampling.chains as f32,
    }
}

/// What the users of each sample have in common; those without ratings are left out.
fn priors(users: &[f32], chains: usize, kept: usize, width: usize, order: &Order) -> Vec<f32> {
    let block = kept * width;
    let rows = order.offsets.len() - 1;
    let rated: Vec<usize> = (0..rows).filter(|&u| order.offsets[u] < order.offsets[u + 1]).collect();
    let samples: Vec<(usize, usize)> = (0..chains).flat_map(|chain| (0..kept).map(move |at| (chain, at))).collect();
    let one = |&(chain, at): &(usize, usize)| {
        let row = |&u: &usize| &users[(chain * rows + u) * block + at * width..][..width];
        foldin::population(rated.iter().map(row), width - 1)
    };
    samples.par_iter().flat_map_iter(one).collect()
}

impl Posterior<Vec<f32>> {
    /// Adds the columns that [`Posterior::open`] reads.
    pub(super) fn save(&self, columns: &mut ColumnsWriter) {
        let shape = [self.chains, self.block, self.width];
        columns.numbers("posterior.shape", &shape.map(|n| n as u32));
        columns.numbers("posterior.scale", &[self.range.0, self.range.1, self.noise]);
        columns.numbers("posterior.users", &self.users);
        columns.numbers("posterior.items", &self.items);
        columns.numbers("posterior.prior", &self.prior);
    }
}

impl Posterior {
    /// Opens what [`Posterior::save`] wrote.
    pub(super) fn open(columns: &Columns, users: usize, items: usize) -> Result<Self> {
        let shape: Column<u32> = columns.numbers("posterior.shape", 3)?;
        let scale: Column<f32> = columns.numbers("posterior.scale", 3)?;
        let [chains, block, width] = [shape[0], shape[1], shape[2]].map(|n| n as usize);
        let priors = chains * block.checked_div(width).unwrap_or(0) * width.saturating_sub(1) * width;
        Ok(Self {
            chains,
            block,
            width,
            users: columns.numbers("posterior.users", chains * block * users)?,
            items: columns.numbers("posterior.items", chains * block * items)?,
            prior: columns.numbers("posterior.prior", priors)?,
            range: (scale[0], scale[1]),
            noise: scale[2],
        })
    }
}

impl<S: Deref<Target = [f32]>> Posterior<S> {
    /// The samples of a user and of an item, chain by chain.
    fn samples(&self, user: usize, item: usize) -> impl Iterator<Item = (&[f32], &[f32])> {
        let (u_rows, i_rows) = (self.users.len() / self.chains, self.items.len() / self.chains);
        (0..self.chains).map(move |chain| {
            let u = &self.users[chain * u_rows + user * self.block..][..self.block];
            let i = &self.items[chain * i_rows + item * self.block..][..self.block];
            (u, i)
        })
    }

    /// The estimate for rows of a user and an item, within the range of the ratings: the mean over the samples.
    pub(super) fn estimate(&self, user: usize, item: usize) -> f32 {
        let sum: f32 = self.samples(user, item).map(|(u, i)| dot(u, i)).sum();
        let samples = self.chains * self.block / self.width;
        (sum / samples.max(1) as f32).clamp(self.range.0, self.range.1)
    }

    /// The standard deviation of a rating around the estimate: what the samples disagree by, and the noise.
    pub(super) fn uncertainty(&self, user: usize, item: usize) -> f32 {
        let (mut n, mut sum, mut squares) = (0.0f32, 0.0f32, 0.0f32);
        for (u, i) in self.samples(user, item) {
            for (u, i) in u.chunks_exact(self.width).zip(i.chunks_exact(self.width)) {
                let x = dot(u, i);
                (n, sum, squares) = (n + 1.0, sum + x, squares + x * x);
            }
        }
        let mean = sum / n.max(1.0);
        ((squares / n.max(1.0) - mean * mean).max(0.0) + self.noise).sqrt()
    }
}

/// Where a chain keeps its samples: rows × kept × width of users and of items.
struct Kept<'a> {
    users: &'a mut [f32],
    items: &'a mut [f32],
    kept: usize,
    width: usize,
}

impl Kept<'_> {
    fn store(&mut self, at: usize, users: &Side, items: &Side, base: f32) {
        let rank = self.width - 2;
        let block = self.kept * self.width;
        let place = |out: &mut [f32], side: &Side, bias_at: usize, base: f32| {
            for (row, numbers) in out.chunks_exact_mut(block).enumerate() {
                let numbers = &mut numbers[at * self.width..(at + 1) * self.width];
                (0..rank).for_each(|f| numbers[f] = side.rows[f][row]);
                numbers[rank + bias_at] = side.rows[rank][row] + base;
                numbers[rank + 1 - bias_at] = 1.0;
            }
        };
        place(self.users, users, 0, base);
        place(self.items, items, 1, 0.0);
    }
}

struct Data<'a> {
    users: &'a Design,
    items: &'a Design,
    by_user: Ordered,
    by_item: Ordered,
    rated: &'a [Rated],
}

/// The ratings in the order of one side.
struct Ordered {
    order: Order,
    /// Where each rating stands in the given order.
    from: Vec<u32>,
}

impl Ordered {
    fn new(rated: &[Rated], rows: usize, pair: impl Fn(&Rated) -> (u32, u32)) -> Self {
        let mut from: Vec<u32> = (0..rated.len() as u32).collect();
        from.sort_by_key(|&n| pair(&rated[n as usize]));
        let mut offsets = vec![0u32; rows + 1];
        rated.iter().for_each(|r| offsets[pair(r).0 as usize + 1] += 1);
        (0..rows).for_each(|row| offsets[row + 1] += offsets[row]);
        let partner = from.iter().map(|&n| pair(&rated[n as usize]).1).collect();
        Self { order: Order { offsets, partner }, from }
    }
}

/// Runs a chain; returns the mean variance of the noise.
fn run(data: &Data<'_>, sampling: Sampling, chain: u64, mut out: Kept<'_>) -> f32 {
    let rank = sampling.rank;
    let mut random = Random::new(sampling.seed.wrapping_mul(1000).wrapping_add(chain));
    let n = data.rated.len();
    let mean = data.rated.iter().map(|r| f64::from(r.score)).sum::<f64>() / n.max(1) as f64;
    let mut base = mean;
    let mut noise_precision = 1.0;
    let mut users = Side::new(data.users, rank, &mut random);
    let mut items = Side::new(data.items, rank, &mut random);
    let (mut residual, mut swapped) = (vec![0.0f32; n], vec![0.0f32; n]);
    let (user_from, item_from) = (&data.by_user.from, &data.by_item.from);
    // Residuals change order with the side that is drawn: position of each rating in the order of users.
    let mut user_at = vec![0u32; n];
    user_from.iter().enumerate().for_each(|(at, &n)| user_at[n as usize] = at as u32);
    let to_item: Vec<u32> = item_from.iter().map(|&n| user_at[n as usize]).collect();

    let mut noise = 0.0;
    for sweep in 0..sampling.warm_up + sampling.sweeps {
        const REFRESH: usize = 32;
        if sweep % REFRESH == 0 {
            users.refresh(data.users);
            items.refresh(data.items);
            for (e, &n) in residual.iter_mut().zip(user_from) {
                let r = data.rated[n as usize];
                let (u, i) = (r.user as usize, r.item as usize);
                let product: f32 = (0..rank).map(|f| users.rows[f][u] * items.rows[f][i]).sum();
                *e = r.score - base as f32 - users.rows[rank][u] - items.rows[rank][i] - product;
            }
        }
        let squares: f64 = residual.iter().map(|&e| f64::from(e * e)).sum();
        noise_precision_draw(&mut noise_precision, n, squares, &mut random);
        let sum: f64 = residual.iter().map(|&e| f64::from(e)).sum();
        let count = n.max(1) as f64;
        let moved = sum / count + random.normal() / (noise_precision * count).sqrt();
        base += moved;
        residual.iter_mut().for_each(|e| *e -= moved as f32);

        users.draw(data.users, &data.by_user.order, &items.rows, &mut residual, noise_precision, &mut random);
        swapped.iter_mut().zip(&to_item).for_each(|(e, &at)| *e = residual[at as usize]);
        items.draw(data.items, &data.by_item.order, &users.rows, &mut swapped, noise_precision, &mut random);
        to_item.iter().zip(&swapped).for_each(|(&at, &e)| residual[at as usize] = e);

        if sweep >= sampling.warm_up {
            let done = sweep - sampling.warm_up;
            noise += 1.0 / noise_precision;
            if done.is_multiple_of(sampling.thinning) {
                out.store(done / sampling.thinning, &users, &items, base as f32);
            }
        }
    }
    (noise / sampling.sweeps.max(1) as f64) as f32
}

fn noise_precision_draw(precision: &mut f64, n: usize, squares: f64, random: &mut Random) {
    *precision = random.gamma((1.0 + n as f64) / 2.0) / ((1.0 + squares) / 2.0);
}
