//! Which items a user would like best, ranked: not the highest predicted ratings, but the likeliest next likes.
//!
//! The doors are [`TopN::fit`] and [`TopN::scores`]. A blend of [`linear`] (with item features where known) and
//! [`implicit`], each z-scored over all items. Nobody is served from a trained row: every user, known to the training
//! or not, is folded in from the ratings, so that a rating given now counts now.

mod implicit;
mod linear;

use std::ops::Deref;

use nalgebra::DMatrix;

use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::error::Result;
use crate::rank::{Scored, top_k};
use implicit::Implicit;

/// A rating from which on an item counts as liked.
pub(super) const LIKED: f32 = 4.0;
/// A rating from which on an item was not disliked.
const FAIR: f32 = 3.0;
/// Items with fewer likes have no weights of their own in [`linear`]: cubic cost, and little to learn.
const FEWEST: u32 = 3;
/// Items with weights of their own at most, the most liked ones: 4,000² f32 are 64 MB.
const MOST_LINEAR: usize = 4000;
/// Ratings of a user that count in them at most, thinned out evenly: the cost of a user is quadratic.
const MOST_OF_USER: usize = 600;
/// Ratings from which on popularity no longer helps: at few ratings what everybody likes is the best guess.
const KNOWN_USER: f32 = 10.0;

/// How alike the given items (by row) are, all with all: a positive definite matrix, 0 where nothing is known.
pub(super) type Similarity<'a> = dyn Fn(&[u32]) -> DMatrix<f32> + 'a;

/// No row.
const NONE: u32 = u32::MAX;

/// A trained ranking: owned where it is learnt (`Vec`), mapped where it is served ([`Column`]).
pub(super) struct TopN<S = Column<f32>, I = Column<u32>> {
    /// Item of each row of `weights`.
    linear_items: I,
    /// Row of `weights` of each item, or [`NONE`].
    linear_row: I,
    /// Row `i`: what having liked the item of that row adds to each of `linear_items`.
    weights: S,
    implicit: Implicit<S>,
    /// How many users liked each item.
    likes: I,
    /// z-scores of ln(1 + likes).
    popularity: S,
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

impl TopN<Vec<f32>, Vec<u32>> {
    /// Learns from what each user rated: item and rating. `similarity` of items, where it is known, in `[-1, 1]`.
    pub(super) fn fit(
        rated: &[Vec<(u32, f32)>],
        items: usize,
        similarity: Option<&Similarity<'_>>,
        settings: Settings,
    ) -> Self {
        let liked: Vec<Vec<u32>> = rated.iter().map(|list| likes(list)).collect();
        let mut count = vec![0u32; items];
        liked.iter().flatten().for_each(|&i| count[i as usize] += 1);
        let known = (0..items as u32).filter(|&i| count[i as usize] >= FEWEST);
        let most = top_k(known.map(|i| Scored::new(count[i as usize] as f32, i)), MOST_LINEAR);
        let mut linear_items: Vec<u32> = most.into_iter().map(|s| s.value).collect();
        linear_items.sort_unstable();
        let mut linear_row = vec![NONE; items];
        linear_items.iter().enumerate().for_each(|(row, &i)| linear_row[i as usize] = row as u32);
        let n = linear_items.len();
        let mut gram = DMatrix::zeros(n, n);
        for list in rated {
            let known: Vec<(usize, f32)> = list
                .iter()
                .step_by(list.len().div_ceil(MOST_OF_USER).max(1))
                .map(|&(i, score)| (linear_row[i as usize] as usize, worth(score)))
                .filter(|&(row, worth)| row < n && worth != 0.0)
                .collect();
            for &(a, x) in &known {
                let mut column = gram.column_mut(a);
                known.iter().for_each(|&(b, y)| column[b] += x * y);
            }
        }
        let similar = similarity.map(|similarity| similarity(&linear_items));
        let weights = linear::fit(&gram, similar.as_ref(), settings.beta, settings.lambda);
        let mut popularity: Vec<f32> = count.iter().map(|&n| (n as f32).ln_1p()).collect();
        standardise(&mut popularity);
        Self {
            linear_items,
            linear_row,
            // Transposed, so that what an item adds stands together.
            weights: weights.transpose().data.into(),
            implicit: implicit::fit(&liked, items, settings.factors, settings.seed),
            likes: count,
            popularity,
            linear_share: settings.linear_share,
            popularity_share: settings.popularity_share,
        }
    }

    /// Adds the columns that [`TopN::open`] reads.
    pub(super) fn save(&self, columns: &mut ColumnsWriter) {
        let n = self.linear_items.len();
        columns.numbers("linear.items", &self.linear_items);
        columns.numbers("linear.row", &self.linear_row);
        columns.matrix("linear.weights", &self.weights, &[n, n]);
        columns.numbers("likes", &self.likes);
        columns.numbers("popularity", &self.popularity);
        columns.numbers("shares", &[self.linear_share, self.popularity_share]);
        self.implicit.save(columns);
    }
}

impl TopN {
    /// Opens what [`TopN::save`] wrote.
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let likes: Column<u32> = columns.any_length("likes")?;
        let items = likes.len();
        let linear_items: Column<u32> = columns.any_length("linear.items")?;
        let n = linear_items.len();
        let shares: Column<f32> = columns.numbers("shares", 2)?;
        Ok(Self {
            linear_row: columns.numbers("linear.row", items)?,
            weights: columns.numbers("linear.weights", n * n)?,
            implicit: Implicit::open(columns, items)?,
            popularity: columns.numbers("popularity", items)?,
            linear_share: shares[0],
            popularity_share: shares[1],
            linear_items,
            likes,
        })
    }
}

impl<S: Deref<Target = [f32]>, I: Deref<Target = [u32]>> TopN<S, I> {
    /// The score of every item for a user who rated the given ones; comparable within a user only. Cost: the number of
    /// ratings times that of items, and one solution of the implicit model.
    pub(super) fn scores(&self, rated: &[(u32, f32)]) -> Vec<f32> {
        self.scores_damped(rated, 1.0)
    }

    /// [`TopN::scores`], where what everybody likes counts as this share of what would hit most often, 0–1.
    pub(super) fn scores_damped(&self, rated: &[(u32, f32)], popularity: f32) -> Vec<f32> {
        let mut sum = vec![0.0; self.linear_items.len()];
        for &(item, score) in rated {
            let weight = worth(score);
            if let Some(weights) = self.weights_of(item).filter(|_| weight != 0.0) {
                sum.iter_mut().zip(weights).for_each(|(s, w)| *s += weight * w);
            }
        }
        let mut linear = vec![0.0; self.likes.len()];
        self.linear_items.iter().zip(&sum).for_each(|(&i, &x)| linear[i as usize] = x);
        standardise(&mut linear);
        let user = self.implicit.user(&likes(rated));
        let mut scores = self.implicit.scores(&user);
        standardise(&mut scores);
        let newness = (1.0 - rated.len() as f32 / KNOWN_USER).max(0.0);
        let popularity = popularity * self.popularity_share * newness;
        for ((score, linear), known) in scores.iter_mut().zip(linear).zip(self.popularity.iter()) {
            *score = self.linear_share * linear + (1.0 - self.linear_share) * *score + popularity * known;
        }
        scores
    }

    /// What having liked `item` adds to each of the items that have weights; `None` where it has none itself.
    fn weights_of(&self, item: u32) -> Option<&[f32]> {
        let (row, n) = (*self.linear_row.get(item as usize)? as usize, self.linear_items.len());
        self.weights.get(row.checked_mul(n)?..(row + 1).checked_mul(n)?)
    }

    /// What having liked `from` adds to the linear score of `to`; 0 where either has too few likes.
    pub(super) fn weight(&self, from: u32, to: u32) -> f32 {
        let to = self.linear_row.get(to as usize).map_or(usize::MAX, |&row| row as usize);
        self.weights_of(from).and_then(|weights| weights.get(to)).copied().unwrap_or(0.0)
    }

    /// Number of items.
    pub(super) fn items(&self) -> usize {
        self.likes.len()
    }

    /// How many users liked `item`.
    pub(super) fn likes(&self, item: u32) -> u32 {
        self.likes.get(item as usize).copied().unwrap_or(0)
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

/// Mean 0 and deviation 1; all 0 where there is no deviation.
pub(super) fn standardise(scores: &mut [f32]) {
    let n = scores.len().max(1) as f32;
    let mean = scores.iter().sum::<f32>() / n;
    let deviation = (scores.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / n).sqrt();
    let scale = if deviation > 0.0 { 1.0 / deviation } else { 0.0 };
    scores.iter_mut().for_each(|x| *x = (*x - mean) * scale);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 60 users: those of even number like items of even number; item 30 is in no list.
    fn rated() -> Vec<Vec<(u32, f32)>> {
        let likes = |user: u32| (0..30).filter(move |item| !(user * 7 + item * 3).is_multiple_of(4));
        (0..60).map(|user| likes(user).map(|i| (i, if user % 2 == i % 2 { 5.0 } else { 2.0 })).collect()).collect()
    }

    #[test]
    fn what_is_saved_is_what_is_opened() {
        let model = TopN::fit(&rated(), 31, None, Settings::new(1));
        let folder = tempfile::tempdir().unwrap();
        let mut columns = ColumnsWriter::default();
        model.save(&mut columns);
        columns.write(&folder.path().join("a")).unwrap();
        let opened = TopN::open(&Columns::open(&folder.path().join("a")).unwrap()).unwrap();
        for told in [vec![], vec![(0, 5.0), (2, 4.0), (5, 1.0)], (0..30).map(|i| (i, 4.5)).collect()] {
            assert_eq!(model.scores(&told), opened.scores(&told));
        }
        assert_eq!((opened.items(), opened.likes(30), opened.weight(0, 2)), (31, 0, model.weight(0, 2)));
    }

    #[test]
    fn the_order_of_users_and_ratings_changes_no_ranking() {
        let order = |rated: &[Vec<(u32, f32)>], told: &[(u32, f32)]| {
            let scores = TopN::fit(rated, 31, None, Settings::new(1)).scores(told);
            top_k((0..).zip(scores).map(|(i, x)| Scored::new(x, i)), 5)
                .iter()
                .map(|s| s.value % 2)
                .collect::<Vec<u32>>()
        };
        let mut turned = rated();
        turned.reverse();
        turned.iter_mut().for_each(|own| own.reverse());
        let told = [(0, 5.0), (2, 4.0), (3, 1.0)];
        assert_eq!(order(&rated(), &told), [0; 5]);
        assert_eq!(order(&turned, &told), [0; 5]);
    }
}
