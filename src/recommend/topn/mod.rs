//! Which items a user would like best, ranked: not the highest predicted ratings, but the likeliest next likes.
//!
//! The doors are [`TopN::fit`] and [`TopN::scores`]. A blend of [`linear`] (with item features where known) and
//! [`implicit`], each z-scored over all items. Nobody is served from a trained row: every user, known to the training
//! or not, is folded in from the ratings, so that a rating given now counts now.

mod implicit;
mod linear;

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use implicit::Implicit;

/// A rating from which on an item counts as liked.
const LIKED: f32 = 4.0;
/// A rating from which on an item was not disliked.
const FAIR: f32 = 3.0;
/// Items with fewer likes have no weights of their own in [`linear`]: cubic cost, and little to learn.
const FEWEST: usize = 3;
/// Ratings from which on popularity no longer helps: at few ratings what everybody likes is the best guess.
const KNOWN_USER: f32 = 10.0;

/// How alike two items (by row) are: a positive definite similarity, 0 where nothing is known.
pub(super) type Similarity<'a> = dyn Fn(u32, u32) -> f32 + Sync + 'a;

/// A trained ranking.
pub(super) struct TopN {
    /// Item of each row of `weights`.
    linear_items: Vec<u32>,
    /// Row of `weights` of each item.
    linear_row: Vec<Option<u32>>,
    weights: DMatrix<f32>,
    implicit: Implicit,
    /// z-scores of ln(1 + likes).
    popularity: Vec<f32>,
    linear_share: f32,
    popularity_share: f32,
}

/// How the ranking is learnt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// `λ` of the linear model.
    pub(super) lambda: f32,
    /// `β` of its item features.
    pub(super) beta: f32,
    /// Share of the linear model in the blend.
    pub(super) linear_share: f32,
    /// Weight of popularity for a user of no ratings at all.
    pub(super) popularity_share: f32,
    /// Factors of likes.
    factors: implicit::Learning,
    /// Seed.
    pub(super) seed: u64,
}

impl Settings {
    /// Chosen on inner splits of the training parts of MovieLens-100k and ml-latest-small, of known users and of users
    /// folded in from three and five ratings.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            lambda: 250.0,
            beta: 50.0,
            linear_share: 0.4,
            popularity_share: 8.0,
            factors: implicit::Learning { rank: 48, rounds: 12, unseen: 0.04, pull: 0.03 },
            seed,
        }
    }
}

impl TopN {
    /// Learns from what each user rated: item and rating. `similarity` of two items, where it is known, in `[-1, 1]`.
    pub(super) fn fit(
        rated: &[Vec<(u32, f32)>],
        items: usize,
        similarity: Option<&Similarity<'_>>,
        settings: Settings,
    ) -> Self {
        let liked: Vec<Vec<u32>> = rated.iter().map(|list| likes(list)).collect();
        let mut count = vec![0usize; items];
        liked.iter().flatten().for_each(|&i| count[i as usize] += 1);
        let linear_items: Vec<u32> = (0..items as u32).filter(|&i| count[i as usize] >= FEWEST).collect();
        let mut linear_row = vec![None; items];
        linear_items.iter().enumerate().for_each(|(row, &i)| linear_row[i as usize] = Some(row as u32));
        let n = linear_items.len();
        let mut gram = DMatrix::zeros(n, n);
        for list in rated {
            let known: Vec<(usize, f32)> = list
                .iter()
                .filter_map(|&(i, score)| Some((linear_row[i as usize]? as usize, worth(score))))
                .filter(|(_, worth)| *worth != 0.0)
                .collect();
            for &(a, x) in &known {
                let mut column = gram.column_mut(a);
                known.iter().for_each(|&(b, y)| column[b] += x * y);
            }
        }
        let similar = similarity.map(|similarity| similarities(&linear_items, similarity));
        let weights = linear::fit(&gram, similar.as_ref(), settings.beta, settings.lambda);
        let mut popularity: Vec<f32> = count.iter().map(|&n| (n as f32).ln_1p()).collect();
        standardise(&mut popularity);
        Self {
            linear_items,
            linear_row,
            // Transposed, so that what an item adds stands together.
            weights: weights.transpose(),
            implicit: implicit::fit(&liked, items, settings.factors, settings.seed),
            popularity,
            linear_share: settings.linear_share,
            popularity_share: settings.popularity_share,
        }
    }

    /// The score of every item for a user who rated the given ones; comparable within a user only. Cost: the number of
    /// ratings times that of items, and one solution of the implicit model.
    pub(super) fn scores(&self, rated: &[(u32, f32)]) -> Vec<f32> {
        let items = self.linear_row.len();
        let mut sum = DVector::zeros(self.linear_items.len());
        for &(item, score) in rated {
            if let Some(row) = self.linear_row[item as usize]
                && worth(score) != 0.0
            {
                sum.axpy(worth(score), &self.weights.column(row as usize), 1.0);
            }
        }
        let mut linear = vec![0.0; items];
        self.linear_items.iter().zip(sum.iter()).for_each(|(&i, &x)| linear[i as usize] = x);
        standardise(&mut linear);
        let user = self.implicit.user(&likes(rated));
        let mut implicit: Vec<f32> = self.implicit.items.column_iter().map(|q| q.dot(&user)).collect();
        standardise(&mut implicit);
        let newness = (1.0 - rated.len() as f32 / KNOWN_USER).max(0.0);
        let popularity = self.popularity_share * newness;
        (0..items)
            .map(|i| {
                self.linear_share * linear[i]
                    + (1.0 - self.linear_share) * implicit[i]
                    + popularity * self.popularity[i]
            })
            .collect()
    }
}

fn likes(rated: &[(u32, f32)]) -> Vec<u32> {
    rated.iter().filter(|(_, score)| *score >= LIKED).map(|r| r.0).collect()
}

/// What a rating counts in the linear model: to have watched something through and found it fair is nearly a like;
/// dislikes count nothing (a negative weight ranked worse).
fn worth(score: f32) -> f32 {
    match score {
        LIKED.. => 1.0,
        FAIR.. => 0.7,
        _ => 0.0,
    }
}

fn similarities(items: &[u32], similarity: &Similarity<'_>) -> DMatrix<f32> {
    let n = items.len();
    let mut out = DMatrix::zeros(n, n);
    out.as_mut_slice().par_chunks_mut(n.max(1)).enumerate().for_each(|(a, column)| {
        column.iter_mut().zip(items).for_each(|(x, &b)| *x = similarity(items[a], b));
    });
    out
}

/// Mean 0 and deviation 1; all 0 where there is no deviation.
fn standardise(scores: &mut [f32]) {
    let n = scores.len().max(1) as f32;
    let mean = scores.iter().sum::<f32>() / n;
    let deviation = (scores.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / n).sqrt();
    let scale = if deviation > 0.0 { 1.0 / deviation } else { 0.0 };
    scores.iter_mut().for_each(|x| *x = (*x - mean) * scale);
}
