//! What to watch together.
//!
//! The door is [`Recommender::for_group`]. Every member's own order comes first, as z-scores over the films that anybody
//! could be recommended; [`Agreement`] makes one of them. The mean of z-scores is the default because it is best or
//! equal best for groups of two to eight; the least happy member is no better off under least misery (Masthoff 2011;
//! Baltrunas, Makcinskas & Ricci 2010), hence a veto only against the lowest part of anybody's order.

use std::collections::{HashMap, HashSet};

use super::personal::Allowed;
use super::{Agreement, ForGroup, Item, Recommender, Taste};
use crate::catalog::{Catalog, MovieId};
use crate::rank::Scored;

/// The lowest part of anybody's order that is vetoed.
const VETOED: f32 = 0.3;
/// Whoever rated a film no better than this vetoes it, 0.5–5.
const REJECTED: f32 = 2.0;
/// What a film loses for being seen by every member, in z-scores; in proportion for some of them.
const SEEN: f32 = 2.0;
/// Damping of reciprocal ranks.
const RANK_DAMPING: f32 = 60.0;

impl Recommender {
    /// The `k` films for all of `tastes` together, best first, all of them `allowed`. A film that every member has seen
    /// is left out; one that some have seen is marked, and ranks lower; one that a member rated badly is not proposed
    /// (but by [`Agreement::Average`]). Members who rated nothing have no say, unless nobody rated anything. Cost: that of [`Recommender::for_you`] for each member, and a sort of the films.
    pub fn for_group(
        &self,
        catalog: &Catalog,
        tastes: &[Taste],
        how: Agreement,
        allowed: Allowed<'_>,
        k: usize,
    ) -> Vec<ForGroup> {
        let rated: Vec<Vec<(MovieId, f32)>> = tastes.iter().map(|taste| taste.latest(catalog.n_films())).collect();
        let mut says: Vec<Vec<f32>> =
            rated.iter().filter(|rated| !rated.is_empty()).map(|rated| self.liking(catalog, rated)).collect();
        if says.is_empty() {
            says.push(self.liking(catalog, &[]));
        }
        let films: Vec<MovieId> = (0..catalog.n_films() as u32)
            .map(MovieId)
            .filter(|film| says.iter().any(|scores| scores[film.index()] != 0.0))
            .collect();
        let orders: Vec<Vec<f32>> =
            says.iter().map(|scores| films.iter().map(|film| scores[film.index()]).collect()).collect();
        let agreed = agree(orders, how);
        let seen_by =
            |film: MovieId| -> Vec<usize> { (0..tastes.len()).filter(|&member| tastes[member].knows(film)).collect() };
        let mut known = vec![0u16; catalog.n_films()];
        for taste in tastes {
            let mut own: Vec<MovieId> = taste.rated.iter().map(|r| r.0).chain(taste.seen.iter().copied()).collect();
            own.sort_unstable();
            own.dedup();
            for film in own {
                if let Some(n) = known.get_mut(film.index()) {
                    *n += 1;
                }
            }
        }
        let members = tastes.len().max(1) as f32;
        let marks: Vec<HashMap<MovieId, f32>> = rated.iter().map(|rated| rated.iter().copied().collect()).collect();
        let rejected: HashSet<MovieId> = match how {
            Agreement::Average => HashSet::new(),
            _ => rated.iter().flatten().filter(|(_, mark)| *mark <= REJECTED).map(|(film, _)| *film).collect(),
        };
        let candidates = films.iter().zip(agreed).filter_map(|(&film, score)| {
            let share = f32::from(known[film.index()]) / members;
            let worth = how.scale() * SEEN * share;
            let fits = share < 1.0 && score.is_finite() && !rejected.contains(&film);
            fits.then(|| Scored::new(score - worth, film))
        });
        let may = |film| allowed.is_none_or(|allowed| allowed(film));
        let best = self.unlike_each_other(catalog, candidates.collect(), k, may);
        let folded: Vec<_> = rated.iter().map(|rated| self.folded(rated).filter(|_| !rated.is_empty())).collect();
        let expected = |film: MovieId| {
            let members = folded.iter().zip(&marks);
            let one = members.map(|(folded, marks)| {
                let own = marks.get(&film).copied();
                own.or_else(|| folded.as_ref().map(|folded| folded.predict(Item::Film(film)).estimate))
            });
            one.collect()
        };
        best.into_iter()
            .map(|s| ForGroup {
                film: s.value,
                score: s.score(),
                expected: expected(s.value),
                seen_by: seen_by(s.value),
            })
            .collect()
    }
}

impl Agreement {
    /// How a z-score compares with the scores of this way of agreeing.
    fn scale(self) -> f32 {
        match self {
            Self::ReciprocalRanks => 1.0 / RANK_DAMPING,
            _ => 1.0,
        }
    }
}

/// One score per film from the scores of every member (members × films, not empty); minus infinity for a vetoed film.
fn agree(mut orders: Vec<Vec<f32>>, how: Agreement) -> Vec<f32> {
    let members = orders.len() as f32;
    let films = orders[0].len();
    if how == Agreement::ReciprocalRanks {
        let mut out = vec![0.0; films];
        for order in &orders {
            for (rank, film) in ranked(order).into_iter().enumerate() {
                out[film] += 1.0 / (RANK_DAMPING + rank as f32);
            }
        }
        return out;
    }
    let mut vetoed = vec![false; films];
    if how == Agreement::AverageWithVeto && orders.len() > 1 {
        for order in &orders {
            let lowest = (films as f32 * VETOED) as usize;
            ranked(order).into_iter().rev().take(lowest).for_each(|film| vetoed[film] = true);
        }
    }
    orders.iter_mut().for_each(|order| super::topn::standardise(order));
    (0..films)
        .map(|film| {
            let scores = orders.iter().map(|order| order[film]);
            match how {
                _ if vetoed[film] => f32::NEG_INFINITY,
                Agreement::LeastMisery => scores.fold(f32::INFINITY, f32::min),
                _ => scores.sum::<f32>() / members,
            }
        })
        .collect()
}

/// Films (by position) from the greatest score to the least; ties by position.
fn ranked(order: &[f32]) -> Vec<usize> {
    let mut films: Vec<usize> = (0..order.len()).collect();
    films.sort_by(|&a, &b| order[b].total_cmp(&order[a]).then(a.cmp(&b)));
    films
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two members, five films: the first loves 0, which the second hates; both like 1; 2 divides them the other way.
    fn two() -> Vec<Vec<f32>> {
        vec![vec![9.0, 3.0, -4.0, 0.0, 0.0], vec![-5.0, 3.0, 5.0, 0.0, 0.0]]
    }

    fn order(how: Agreement) -> Vec<usize> {
        let scores = agree(two(), how);
        ranked(&scores).into_iter().filter(|&film| scores[film].is_finite()).collect()
    }

    #[test]
    fn everybody_is_heard() {
        assert_eq!(order(Agreement::AverageWithVeto)[0], 1, "a quarter vetoes what one of them hates");
        assert!(!order(Agreement::AverageWithVeto).contains(&0) && !order(Agreement::AverageWithVeto).contains(&2));
        assert_eq!(order(Agreement::LeastMisery)[0], 1);
        assert_eq!(order(Agreement::Average).len(), 5, "without a veto nothing is left out");
        assert_eq!(order(Agreement::ReciprocalRanks)[0], 1);
    }

    #[test]
    fn one_member_decides_alone() {
        let own = vec![0.3, 0.9, 0.1, 0.5];
        for how in [Agreement::AverageWithVeto, Agreement::Average, Agreement::LeastMisery, Agreement::ReciprocalRanks]
        {
            assert_eq!(ranked(&agree(vec![own.clone()], how)), [1, 3, 0, 2], "{how:?}");
        }
    }

    #[test]
    fn nobody_weighs_more_for_using_a_wider_scale() {
        // The second member's scores are those of the first for other films, a hundred times as wide.
        let orders = vec![vec![1.0, 0.0, 0.0, -1.0], vec![-100.0, 0.0, 50.0, 100.0]];
        let scores = agree(orders, Agreement::Average);
        assert!((scores[0] + scores[3]).abs() < 0.3 && scores[0].abs() < 0.3, "{scores:?}");
    }
}
