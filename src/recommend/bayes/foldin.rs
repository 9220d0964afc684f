//! Users that the training never saw: their posterior given what they rated, sample by sample.
//!
//! The door is [`Posterior::fold_in`]. In every kept sample the users of the training are draws from one population;
//! its mean and precision are the newcomer's prior, and the ratings of the newcomer are a linear regression on the
//! items of that sample (Bishop 2006, eq. 3.50–3.51). Averaged over the samples this is what training anew would say, at
//! the cost of one small system of equations per sample; a single estimate of the items would be worse than the
//! newcomer's bias alone, because it takes guesses about items for facts.

use std::ops::Deref;

use nalgebra::{DMatrix, DVector};

use super::{Posterior, dot};

/// A user folded in: factors and bias in every sample, and how sure they are.
#[derive(Clone, Debug)]
pub(in crate::recommend) struct Newcomer {
    /// chains × block, laid out like a user of the training.
    means: Vec<f32>,
    /// samples × (rank + 1)², the covariance in each sample.
    spreads: Vec<f32>,
}

/// Mean and precision of the users of one sample, `rank + 1` and `(rank + 1)²` numbers; `users` holds their rows, factors
/// first, then the bias.
pub(super) fn population<'a>(users: impl Iterator<Item = &'a [f32]> + Clone, size: usize) -> Vec<f32> {
    /// So many users of no taste at all are added, so that a handful of users still have a precision.
    const DAMPING: f64 = 1.0;
    let mut mean = DVector::<f64>::zeros(size);
    let mut count = 0.0;
    for user in users.clone() {
        (0..size).for_each(|f| mean[f] += f64::from(user[f]));
        count += 1.0;
    }
    mean /= f64::max(count, 1.0);
    let mut spread = DMatrix::<f64>::identity(size, size) * (0.01 * DAMPING);
    for user in users {
        let off = DVector::from_fn(size, |f, _| f64::from(user[f]) - mean[f]);
        spread.ger(1.0, &off, &off, 1.0);
    }
    spread /= count + DAMPING;
    let precision = spread.cholesky().map_or_else(|| DMatrix::identity(size, size), |c| c.inverse());
    mean.iter().chain(precision.iter()).map(|&x| x as f32).collect()
}

impl<S: Deref<Target = [f32]>> Posterior<S> {
    /// The newcomer who rated the given items (rows, each once). Cost: one system of `rank + 1` equations per sample,
    /// about 3 µs and 10 ns per rating.
    pub(in crate::recommend) fn fold_in(&self, rated: &[(usize, f32)]) -> Newcomer {
        let size = self.width - 1;
        let samples = self.block / self.width;
        let precision = 1.0 / self.noise.max(1e-3);
        let item_rows = self.items.len() / self.chains;
        let mut means = Vec::with_capacity(self.chains * self.block);
        let mut spreads = Vec::with_capacity(self.chains * samples * size * size);
        for chain in 0..self.chains {
            let items = &self.items[chain * item_rows..][..item_rows];
            for sample in 0..samples {
                let prior = &self.prior[(chain * samples + sample) * (size + size * size)..][..size + size * size];
                let mean = DVector::from_column_slice(&prior[..size]);
                let mut left = DMatrix::from_column_slice(size, size, &prior[size..]);
                let mut right = &left * mean;
                for &(item, score) in rated {
                    let row = &items[item * self.block + sample * self.width..][..self.width];
                    // An item's row ends in 1, for the user's bias, and its own bias.
                    let left_over = precision * (score - row[size]);
                    for a in 0..size {
                        right[a] += left_over * row[a];
                        let weight = precision * row[a];
                        left.column_mut(a).iter_mut().zip(row).for_each(|(x, b)| *x += weight * b);
                    }
                }
                let (mean, spread) = left.cholesky().map_or_else(
                    || (DVector::zeros(size), DMatrix::zeros(size, size)),
                    |c| (c.solve(&right), c.inverse()),
                );
                means.extend(mean.iter());
                means.push(1.0);
                spreads.extend(spread.iter());
            }
        }
        Newcomer { means, spreads }
    }

    /// The estimate for a newcomer and an item, within the range of the ratings.
    pub(in crate::recommend) fn estimate_for(&self, newcomer: &Newcomer, item: usize) -> f32 {
        let sum: f32 = self.of_item(item).zip(newcomer.means.chunks_exact(self.block)).map(|(i, u)| dot(u, i)).sum();
        let samples = self.chains * self.block / self.width;
        (sum / samples.max(1) as f32).clamp(self.range.0, self.range.1)
    }

    /// How far the newcomer's own rating of the item may be off for want of knowing the newcomer: a variance, without
    /// the noise of ratings.
    pub(in crate::recommend) fn doubt(&self, newcomer: &Newcomer, item: usize) -> f32 {
        let (n, sum, squares, inner) = self.moments(newcomer, item);
        let mean = sum / n;
        (squares / n - mean * mean).max(0.0) + inner / n
    }

    /// The standard deviation of a rating around the estimate.
    pub(in crate::recommend) fn uncertainty_for(&self, newcomer: &Newcomer, item: usize) -> f32 {
        (self.doubt(newcomer, item) + self.noise).sqrt()
    }

    fn of_item(&self, item: usize) -> impl Iterator<Item = &[f32]> {
        let rows = self.items.len() / self.chains.max(1);
        (0..self.chains).map(move |chain| &self.items[chain * rows + item * self.block..][..self.block])
    }

    /// Over the samples: their number, the sums of the estimates and of their squares, and that of the variances within.
    fn moments(&self, newcomer: &Newcomer, item: usize) -> (f32, f32, f32, f32) {
        let size = self.width - 1;
        let (mut n, mut sum, mut squares, mut inner) = (0.0f32, 0.0, 0.0, 0.0);
        let users = newcomer.means.chunks_exact(self.width);
        let items = self.of_item(item).flat_map(|block| block.chunks_exact(self.width));
        for ((user, item), spread) in users.zip(items).zip(newcomer.spreads.chunks_exact(size * size)) {
            let x = dot(user, item);
            let within: f32 =
                spread.chunks_exact(size).zip(item).map(|(column, a)| a * dot(column, &item[..size])).sum();
            (n, sum, squares, inner) = (n + 1.0, sum + x, squares + x * x, inner + within);
        }
        (n.max(1.0), sum, squares, inner)
    }
}
