//! Films that the same people like, more often than chance would have it.
//!
//! The doors are [`Together::measure`] and [`TogetherColumns`]. For two films liked by `a` and `b` people, by `n` of them
//! together, of `N` people in all, the measure is `max(0, n − a b / N) / (√(a b) + damping)`: the cosine of their likes,
//! less what popularity alone gives, drawn towards 0 where few people say it. What few people say thus weighs little
//! beside the content, and what many say decides.

use rayon::prelude::*;

use super::Item;
use super::ratings::Ratings;
use super::topn::LIKED;
use crate::artifacts::columns::{Columns, ColumnsWriter, ListColumn};
use crate::catalog::MovieId;
use crate::error::Result;
use crate::rank::{Scored, top_k};

/// Weight beside the content cosine. Chosen with [`DAMPING`] on the likes of MovieLens-100k and of the platforms' users
/// (ndcg@5 of films liked together, the measure itself learnt from other people): more of it agrees better still with
/// what is watched together, and fills the lists with what everybody has seen.
pub(super) const WEIGHT: f32 = 0.3;
/// Pairs of likes that nobody gave, added to each pair.
const DAMPING: f32 = 10.0;
/// Fewer people than this say nothing.
const FEWEST: u32 = 2;
/// Films kept for each film, at least; a pair is kept for both when it is kept for one.
const KEPT: usize = 100;
/// A person's likes beyond this are thinned out evenly: the cost of a person is quadratic, and those who like everything
/// tell little.
const MOST_LIKES: usize = 500;
/// Pairs counted at most; beyond that only every so many-th person counts.
const MOST_PAIRS: usize = 100_000_000;

/// For every film the films liked with it, ascending, with the weighted measure.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Together {
    /// By film; the same number of lists as films, or none.
    pub(super) lists: Vec<Vec<(u32, f32)>>,
}

impl Together {
    /// Counts the likes of all people. Deterministic. Cost: at most [`MOST_PAIRS`] increments.
    pub(super) fn measure(ratings: &Ratings, n_films: usize) -> Self {
        let mut liked: Vec<Vec<u32>> = Vec::new();
        for own in ratings.rated.chunk_by(|a, b| a.user == b.user) {
            let likes = own.iter().filter(|r| r.score >= LIKED).filter_map(|r| match ratings.items[r.item as usize] {
                Item::Film(film) => Some(film.0),
                Item::Title(_) => None,
            });
            let likes: Vec<u32> = likes.collect();
            let step = likes.len().div_ceil(MOST_LIKES).max(1);
            liked.push(likes.into_iter().step_by(step).collect());
        }
        let pairs: usize = liked.iter().map(|likes| likes.len() * likes.len()).sum();
        let step = pairs.div_ceil(MOST_PAIRS).max(1);
        let liked: Vec<Vec<u32>> = liked.into_iter().step_by(step).filter(|likes| !likes.is_empty()).collect();

        let mut liked_by: Vec<Vec<u32>> = vec![Vec::new(); n_films];
        for (person, likes) in (0..).zip(&liked) {
            likes.iter().for_each(|&film| liked_by[film as usize].push(person));
        }
        let people = liked.len() as f32;
        let best: Vec<Vec<Scored<u32>>> = (0..n_films)
            .into_par_iter()
            .map_init(
                || vec![0u32; n_films],
                |count, film| {
                    let own = &liked_by[film];
                    if (own.len() as u32) < FEWEST {
                        return Vec::new();
                    }
                    let mut met: Vec<u32> = Vec::new();
                    for &other in own.iter().flat_map(|&person| &liked[person as usize]) {
                        let n = &mut count[other as usize];
                        if *n == 0 {
                            met.push(other);
                        }
                        *n += 1;
                    }
                    let measured = met.iter().filter_map(|&other| {
                        let n = std::mem::take(&mut count[other as usize]);
                        let (a, b) = (own.len() as f32, liked_by[other as usize].len() as f32);
                        let more = n as f32 - a * b / people;
                        let kept = n >= FEWEST && more > 0.0 && other as usize != film;
                        kept.then(|| Scored::new(WEIGHT * more / ((a * b).sqrt() + DAMPING), other))
                    });
                    top_k(measured, KEPT)
                },
            )
            .collect();
        let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); n_films];
        for (film, best) in (0..).zip(&best) {
            for near in best {
                lists[film as usize].push((near.value, near.score()));
                lists[near.value as usize].push((film, near.score()));
            }
        }
        lists.par_iter_mut().for_each(|list| {
            list.sort_unstable_by_key(|near| near.0);
            list.dedup_by_key(|near| near.0);
        });
        Self { lists }
    }

    /// Adds the columns that [`TogetherColumns::open`] reads.
    pub(super) fn save(&self, columns: &mut ColumnsWriter, n_films: usize) {
        let none = Vec::new();
        let list = |film: usize| self.lists.get(film).unwrap_or(&none);
        columns.lists("together.rows", (0..n_films).map(|film| list(film).iter().map(|n| n.0).collect::<Vec<u32>>()));
        columns.lists("together.scores", (0..n_films).map(|film| list(film).iter().map(|n| n.1).collect::<Vec<f32>>()));
    }
}

/// What [`Together`] measured, read-only.
pub(super) struct TogetherColumns {
    rows: ListColumn<u32>,
    scores: ListColumn<f32>,
}

impl TogetherColumns {
    /// Opens what [`Together::save`] wrote.
    pub(super) fn open(columns: &Columns, n_films: usize) -> Result<Self> {
        Ok(Self {
            rows: columns.lists("together.rows", Some(n_films))?,
            scores: columns.lists("together.scores", Some(n_films))?,
        })
    }

    /// What is added to the cosine of two films; 0 where nobody likes both.
    pub(super) fn of(&self, a: MovieId, b: MovieId) -> f32 {
        let rows = self.rows.get(a.index());
        rows.binary_search(&b.0).map_or(0.0, |at| self.scores.get(a.index())[at])
    }

    /// The films liked with `film`, ascending, with what is added to their cosines.
    pub(super) fn with(&self, film: MovieId) -> impl Iterator<Item = (MovieId, f32)> {
        self.rows
            .get(film.index())
            .iter()
            .zip(self.scores.get(film.index()))
            .map(|(&row, &score)| (MovieId(row), score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::UserId;
    use crate::recommend::ratings::Rated;

    /// 40 people: those of even number like films 0 and 2, the others 1 and 3; everybody likes 4.
    fn likes() -> Ratings {
        let users: Vec<UserId> = (0..40).map(|n| format!("ml:{n}").parse().unwrap()).collect();
        let items: Vec<Item> = (0..6).map(|n| Item::Film(MovieId(n))).collect();
        let own = |user: u32| [user % 2, user % 2 + 2, 4].map(|item| Rated { user, item, score: 4.5 });
        let mut rated: Vec<Rated> = (0..40).flat_map(own).collect();
        rated.push(Rated { user: 39, item: 5, score: 1.0 });
        Ratings { users, items, rated }
    }

    #[test]
    fn what_the_same_people_like_is_together_and_popularity_is_not() {
        let together = Together::measure(&likes(), 6);
        let near = |film: usize| together.lists[film].iter().map(|n| n.0).collect::<Vec<_>>();
        assert_eq!((near(0), near(3)), (vec![2], vec![1]));
        assert!(near(4).is_empty(), "what everybody likes is near to nothing by that");
        assert!(near(5).is_empty(), "a dislike is no like");
        assert_eq!(together.lists[0][0].1, together.lists[2][0].1, "symmetric");
        assert!((together.lists[0][0].1 - WEIGHT * 10.0 / 30.0).abs() < 1e-6);
    }
}
