//! Ratings that no model of an index learns from, so that generations can be compared.
//!
//! The doors are [`split`] and [`measure`]. Which ratings these are is decided by a hash of who rated what, so that the
//! same rating is held back in every generation, whatever else the sources hold. They are few (one in fifty), the models
//! lose next to nothing by them, and measuring costs no second training.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use super::predict::RatingModel;
use super::ranking::RankingModel;
use super::ratings::{Rated, Ratings};
use super::{Item, Quality};
use crate::catalog::{Catalog, MovieId, UserSpace};
use crate::rank::{Scored, top_k};

/// One rating of so many is held back.
const ONE_OF: u64 = 50;
/// Held back at most, about: of more ratings fewer are.
const MOST: u64 = 20_000;
/// Ratings of a user from which on some may be held back: to a newcomer every single one matters.
const USER_RATINGS: usize = 20;
/// Users whose lists are measured at most.
const MOST_USERS: usize = 500;
/// Length of the lists that are measured.
const LIST: usize = 10;
/// A rating from which on an item ought to be in the list.
const RELEVANT: f32 = 4.0;

/// Takes the ratings to hold back out of `ratings`. People of the chat keep theirs: there are few of them.
pub(super) fn split(ratings: &mut Ratings, catalog: &Catalog) -> Vec<Rated> {
    let one_of = ONE_OF.max(ratings.rated.len() as u64 / MOST);
    let keys: Vec<String> = ratings.items.iter().map(|&item| key(item, catalog)).collect();
    let mut counts = vec![0usize; ratings.users.len()];
    ratings.rated.iter().for_each(|r| counts[r.user as usize] += 1);
    let users = &ratings.users;
    let mut held = Vec::new();
    ratings.rated.retain(|r| {
        let user = users[r.user as usize];
        if user.space == UserSpace::Tg || counts[r.user as usize] < USER_RATINGS {
            return true;
        }
        let hash = xxh3_64(format!("{user} {}", keys[r.item as usize]).as_bytes());
        let keep = !hash.is_multiple_of(one_of);
        if !keep {
            held.push(*r);
        }
        keep
    });
    held
}

/// The ratings of the users of `held` that were not held back: what [`measure`] needs once the models are trained.
pub(super) fn around(held: &[Rated], kept: &Ratings) -> Ratings {
    let users: HashSet<u32> = held.iter().map(|r| r.user).collect();
    let rated: Vec<Rated> = kept.rated.iter().filter(|r| users.contains(&r.user)).copied().collect();
    Ratings { users: kept.users.clone(), items: kept.items.clone(), rated }
}

/// What an item is called by its source.
fn key(item: Item, catalog: &Catalog) -> String {
    match item {
        Item::Film(film) => catalog.movie(film).source().to_string(),
        Item::Title(title) => catalog.title(title).key().to_owned(),
    }
}

/// Measures the models of a generation, learnt from so many ratings, on what was held back; `None` where that is nothing.
pub(super) fn measure(
    held: &[Rated],
    kept: &Ratings,
    model: &RatingModel,
    ranking: &RankingModel,
    learnt_from: usize,
) -> Option<Quality> {
    if held.is_empty() {
        return None;
    }
    let errors = held.iter().map(|r| {
        let estimate = model.predict(kept.users[r.user as usize], kept.items[r.item as usize]).estimate;
        f64::from(estimate - r.score).powi(2)
    });
    let rmse = (errors.sum::<f64>() / held.len() as f64).sqrt();
    let film = |r: &Rated| match kept.items[r.item as usize] {
        Item::Film(film) => Some(film),
        Item::Title(_) => None,
    };
    let (mut sum, mut users) = (0.0, 0usize);
    for own in held.chunk_by(|a, b| a.user == b.user) {
        let wanted: HashSet<MovieId> = own.iter().filter(|r| r.score >= RELEVANT).filter_map(film).collect();
        if wanted.is_empty() || users == MOST_USERS {
            continue;
        }
        let at = kept.rated.partition_point(|r| r.user < own[0].user);
        let rated = kept.rated[at..].iter().take_while(|r| r.user == own[0].user);
        let rated: Vec<(MovieId, f32)> = rated.filter_map(|r| Some((film(r)?, r.score))).collect();
        let known: HashSet<MovieId> = rated.iter().map(|r| r.0).collect();
        let new = ranking.scores(&rated, 1.0).filter(|(film, ..)| !known.contains(film));
        let list = top_k(new.map(|(film, score, _)| Scored::new(score, film)), LIST);
        sum += ndcg(list.iter().map(|s| wanted.contains(&s.value)), wanted.len(), LIST);
        users += 1;
    }
    Some(Quality {
        model: model.name().to_owned(),
        held_back: held.len() as u64,
        learnt_from: learnt_from as u64,
        rmse,
        ndcg: sum / users.max(1) as f64,
    })
}

/// The normalised discounted cumulative gain of a list (Järvelin & Kekäläinen 2002): which of its places are hits, out of
/// so many relevant items, against a list of `k` places with all of them first. 0–1; 0 where nothing is relevant.
pub(super) fn ndcg(hits: impl Iterator<Item = bool>, relevant: usize, k: usize) -> f64 {
    let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
    let ideal: f64 = (0..relevant.min(k)).map(gain).sum();
    let won: f64 = hits.take(k).enumerate().filter(|(_, hit)| *hit).map(|(place, _)| gain(place)).sum();
    if ideal > 0.0 { won / ideal } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::ndcg;

    #[test]
    fn early_hits_count_more() {
        assert_eq!(ndcg([true, true, false].into_iter(), 2, 3), 1.0);
        let late = ndcg([false, false, true].into_iter(), 1, 3);
        assert!((late - 0.5).abs() < 1e-9, "1 / log2(4)");
        assert_eq!(ndcg([true].into_iter(), 5, 1), 1.0, "no list of one place can hold more");
        assert_eq!(ndcg([false].into_iter(), 0, 10), 0.0);
    }
}
