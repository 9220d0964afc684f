//! Bayesian factorisation of ratings with side information and implicit feedback, by Gibbs sampling.
//!
//! The door is [`fit`]. The model is a factorisation machine (Rendle 2010, 2013) restricted to the products of a user's
//! and an item's features, on the recipe of Rendle, Zhang & Koren (2019, "On the difficulty of evaluating baselines"):
//! few factors, implicit feedback as features of both sides, every precision drawn, many sweeps averaged. Nothing is tuned.

mod chain;
pub(super) mod design;

use rayon::prelude::*;

use super::content::dot;
use super::random::Random;
use super::ratings::Rated;
use chain::{Order, Side};
pub(super) use design::{Design, DesignBuilder};

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
    /// Sweeps fall with the number of ratings, so that time grows slowly: more ratings leave less to be averaged away.
    pub(super) fn sized(ratings: usize, seed: u64) -> Self {
        let e = |k: &str, d: usize| std::env::var(k).ok().and_then(|x| x.parse().ok()).unwrap_or(d);
        let _ = ratings;
        Self { rank: e("RANK", 10), chains: e("CH", 2), warm_up: e("WU", 40), sweeps: e("SW", 256), thinning: e("TH", 2), seed }
    }
}

/// Samples of the posterior: what a user and an item are in each of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Posterior {
    /// Samples.
    pub(super) samples: usize,
    /// Numbers per sample and row: factors, own bias, 1 (for items: factors, 1, own bias).
    pub(super) width: usize,
    /// users × (samples × width), row-major.
    pub(super) users: Vec<f32>,
    /// items × (samples × width), row-major.
    pub(super) items: Vec<f32>,
    /// Least and greatest rating.
    pub(super) range: (f32, f32),
    /// Mean variance of the noise.
    pub(super) noise: f32,
}

/// Samples the posterior of all users and items of the designs. Deterministic for a seed, whatever the number of threads.
pub(super) fn fit(rated: &[Rated], users: &Design, items: &Design, sampling: Sampling) -> Posterior {
    let by_user = Ordered::new(rated, users.rows, |r| (r.user, r.item));
    let by_item = Ordered::new(rated, items.rows, |r| (r.item, r.user));
    let data = Data { users, items, by_user, by_item, rated };
    let kept: Vec<Vec<Sample>> =
        (0..sampling.chains).into_par_iter().map(|chain| run(&data, sampling, chain as u64)).collect();
    let kept: Vec<Sample> = kept.into_iter().flatten().collect();
    let width = sampling.rank + 2;
    let least = rated.iter().map(|r| r.score).fold(f32::INFINITY, f32::min);
    let most = rated.iter().map(|r| r.score).fold(f32::NEG_INFINITY, f32::max);
    Posterior {
        samples: kept.len(),
        width,
        users: side_by_side(&kept, width, users.rows, |s| &s.users),
        items: side_by_side(&kept, width, items.rows, |s| &s.items),
        range: if rated.is_empty() { (0.0, 0.0) } else { (least, most) },
        noise: kept.iter().map(|s| s.noise).sum::<f32>() / kept.len().max(1) as f32,
    }
}

impl Posterior {
    /// The estimate for rows of a user and an item, within the range of the ratings: the mean over the samples.
    pub(super) fn estimate(&self, user: usize, item: usize) -> f32 {
        let length = self.samples * self.width;
        let u = &self.users[user * length..(user + 1) * length];
        let i = &self.items[item * length..(item + 1) * length];
        (dot(u, i) / self.samples.max(1) as f32).clamp(self.range.0, self.range.1)
    }
}

/// One kept sweep, row-major: rows × width.
struct Sample {
    users: Vec<f32>,
    items: Vec<f32>,
    noise: f32,
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

fn run(data: &Data<'_>, sampling: Sampling, chain: u64) -> Vec<Sample> {
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

    let mut kept = Vec::new();
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

        if sweep >= sampling.warm_up && (sweep - sampling.warm_up) % sampling.thinning == 0 {
            kept.push(sample(&users, &items, base as f32, (1.0 / noise_precision) as f32));
        }
    }
    kept
}

fn noise_precision_draw(precision: &mut f64, n: usize, squares: f64, random: &mut Random) {
    *precision = random.gamma((1.0 + n as f64) / 2.0) / ((1.0 + squares) / 2.0);
}

fn sample(users: &Side, items: &Side, base: f32, noise: f32) -> Sample {
    let rank = users.rows.len() - 1;
    let flat = |side: &Side, last: &dyn Fn(usize) -> [f32; 2]| {
        let n = side.rows[0].len();
        let mut out = Vec::with_capacity(n * (rank + 2));
        for row in 0..n {
            out.extend((0..rank).map(|f| side.rows[f][row]));
            out.extend(last(row));
        }
        out
    };
    Sample {
        users: flat(users, &|row| [users.rows[rank][row] + base, 1.0]),
        items: flat(items, &|row| [1.0, items.rows[rank][row]]),
        noise,
    }
}

/// The rows of all samples side by side, so that an estimate is one product of two long vectors.
fn side_by_side(kept: &[Sample], width: usize, rows: usize, side: impl Fn(&Sample) -> &[f32]) -> Vec<f32> {
    let mut out = Vec::with_capacity(rows * kept.len() * width);
    for row in 0..rows {
        for sample in kept {
            out.extend_from_slice(&side(sample)[row * width..(row + 1) * width]);
        }
    }
    out
}
