//! What to watch next, for one person.
//!
//! The door is [`Recommender::for_you`]. Two scores meet in one order: that of the ranking model ([`super::topn`]), which
//! knows what people who like the same films like, and the nearness of a film to those rated well, which needs no other
//! people. The fewer likes a film has and the fewer ratings the person gave, the more the second decides; without a
//! ratings model it decides alone.

use std::collections::{BinaryHeap, HashMap, HashSet};

use super::predict::Folded;
use super::{ForYou, Item, Recommender, Taste};
use crate::catalog::{Catalog, MovieId};
use crate::rank::{Scored, top_k};

/// Which films may be answered.
pub type Allowed<'a> = Option<&'a (dyn Fn(MovieId) -> bool + Sync)>;

/// A rating from which on a film was rated well.
pub(super) const WELL: f32 = 4.0;
/// So many likes let the ranking model and nearness decide equally.
const EVEN: f32 = 4.0;
/// So many ratings of films that the ranking model knows let it and nearness decide equally. What everybody likes is the
/// best guess at whatever somebody watched, and no answer to somebody who told three horror films: strangers' ndcg@10
/// falls from 0.40 to 0.36 at three ratings and from 0.43 to 0.42 at ten, and four and a half times as many films are shown.
const EVEN_RATINGS: f32 = 1.5;
/// Share of the popularity that would hit most often.
const POPULARITY: f32 = 0.5;
/// Films of one saga among so many places, at most.
const OF_A_SAGA: (usize, usize) = (2, 5);
/// What the film nearest to the ratings gets, as a share of the best score of the ranking model.
const NEAREST_SHARE: f32 = 0.7;
/// From so many votes on a film counts as known: one nobody knows is a risk, and beyond this votes decide nothing.
const KNOWN: f32 = 300.0;
/// What is added for the votes' mean, so that there is an order where nothing else is known; 0–10 times this.
const GOOD: f32 = 1e-4;
/// Films compared one by one, at most, where a filter leaves too few of the neighbours: the best known ones.
const COMPARED: usize = 3000;
/// Rated films that those are compared with: the best rated ones.
const COMPARED_WITH: usize = 10;
/// A film is a reason for another from this weight in the ranking model on, or from this cosine on: those that only share
/// their years have less.
const LEAST_WEIGHT: f32 = 0.02;
const LEAST_COSINE: f32 = 0.2;
/// What a rating counts at most in nearness, by its distance from a middling one.
const MIDDLING: f32 = 3.0;

impl Recommender {
    /// The `k` films that the person would like best, best first: none that was rated or seen, all of them `allowed`.
    /// Without any rating, what everybody likes. Cost: see `topn::TopN::scores`; with a filter a call of it for
    /// every film that is passed over, and up to 30,000 cosines where it leaves less than `k`.
    pub fn for_you(&self, catalog: &Catalog, taste: &Taste, allowed: Allowed<'_>, k: usize) -> Vec<ForYou> {
        let rated = taste.latest(catalog.n_films());
        let known: HashSet<MovieId> = rated.iter().map(|r| r.0).chain(taste.seen.iter().copied()).collect();
        let may = |film: MovieId| !known.contains(&film) && allowed.is_none_or(|allowed| allowed(film));
        let scores = self.liking(catalog, &rated);
        let found = (0..).zip(&scores).filter(|(_, score)| **score != 0.0);
        let found = found.map(|(row, &s)| Scored::new(s, MovieId(row))).collect();
        let mut best = self.unlike_each_other(catalog, found, k, may);
        if best.len() < k {
            let floor = best.last().map_or(0.0, Scored::score).min(0.0);
            let rest = catalog.movies().filter(|m| scores[m.id.index()] == 0.0 && may(m.id));
            let rest = top_k(rest.map(|m| Scored::new(m.votes() as f32, m.id)), COMPARED);
            let near = rest.iter().map(|s| Scored::new(floor - 1.0 + self.nearness(catalog, &rated, s.value), s.value));
            best.extend(top_k(near, k - best.len()));
        }
        let folded = self.folded(&rated);
        best.into_iter()
            .map(|s| ForYou {
                film: s.value,
                score: s.score(),
                because: self.because(&rated, s.value),
                expected: folded.as_ref().map(|folded| folded.predict(Item::Film(s.value))),
            })
            .collect()
    }

    /// The `k` best that `may` be shown, best first, so that no saga fills the list: what is one too many waits for the
    /// next places.
    pub(super) fn unlike_each_other(
        &self,
        catalog: &Catalog,
        mut found: BinaryHeap<Scored<MovieId>>,
        k: usize,
        may: impl Fn(MovieId) -> bool,
    ) -> Vec<Scored<MovieId>> {
        let (most, places) = OF_A_SAGA;
        let mut best: Vec<Scored<MovieId>> = Vec::with_capacity(k.min(catalog.n_films()));
        let mut of_saga: HashMap<u32, usize> = HashMap::new();
        let mut waiting = Vec::new();
        while best.len() < k {
            let Some(next) = found.pop() else {
                // Nothing else is left: better too many of a saga than too few films.
                best.extend(waiting.drain(..).take(k - best.len()));
                break;
            };
            if !may(next.value) {
                continue;
            }
            if let Some(saga) = catalog.movie(next.value).collection_id() {
                let shown = of_saga.entry(saga).or_default();
                if *shown >= most * (best.len() / places + 1) {
                    waiting.push(next);
                    continue;
                }
                *shown += 1;
            }
            best.push(next);
            if best.len().is_multiple_of(places) {
                found.extend(waiting.drain(..));
            }
        }
        best
    }

    /// The person folded into the ratings model.
    pub(super) fn folded(&self, rated: &[(MovieId, f32)]) -> Option<Folded<'_>> {
        let items: Vec<(Item, f32)> = rated.iter().map(|&(film, score)| (Item::Film(film), score)).collect();
        self.ratings.as_ref().map(|model| model.fold_in(&items))
    }

    /// A score for every film, comparable within a person only; 0 where nothing speaks for or against the film.
    pub(super) fn liking(&self, catalog: &Catalog, rated: &[(MovieId, f32)]) -> Vec<f32> {
        let mut scores = vec![0.0f32; catalog.n_films()];
        for &(film, score) in rated {
            let weight = weight(score);
            self.neighbours.of(film).for_each(|near| scores[near.value.index()] += weight * near.score());
        }
        let mut nearest = 0.0f32;
        for (row, score) in (0..).zip(&mut scores).filter(|(_, score)| **score != 0.0) {
            let movie = catalog.movie(MovieId(row));
            *score = *score * trust(movie.votes()) + GOOD * movie.weighted_vote();
            nearest = nearest.max(*score);
        }
        let Some(ranking) = &self.ranking else {
            if nearest == 0.0 {
                catalog.movies().for_each(|m| scores[m.id.index()] = GOOD * m.weighted_vote() * trust(m.votes()));
            }
            return scores;
        };
        let known = rated.iter().filter(|&&(film, _)| ranking.item(film).is_some()).count() as f32;
        // Who told nothing that has neighbours gets what the ranking model says.
        let trusted = if nearest > 0.0 { known / (known + EVEN_RATINGS) } else { 1.0 };
        let ranked: Vec<(MovieId, f32, u32)> = ranking.scores(rated, POPULARITY).collect();
        let best = ranked.iter().map(|r| r.1).fold(0.0f32, f32::max);
        let scale = if nearest > 0.0 { NEAREST_SHARE * best / nearest } else { 0.0 };
        scores.iter_mut().for_each(|score| *score *= scale);
        for (film, score, likes) in ranked {
            let support = trusted * likes as f32 / (likes as f32 + EVEN);
            let near = &mut scores[film.index()];
            *near = support * score + (1.0 - support) * *near;
        }
        scores
    }

    /// How near a film is to those that were rated best, by the cosines: for films that are nobody's neighbour.
    fn nearness(&self, catalog: &Catalog, rated: &[(MovieId, f32)], film: MovieId) -> f32 {
        let mut best: Vec<&(MovieId, f32)> = rated.iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        let with = &best[..best.len().min(COMPARED_WITH)];
        let sum: f32 = with.iter().map(|&&(own, score)| weight(score) * self.content.cosine(own, film)).sum();
        let movie = catalog.movie(film);
        (sum / with.len().max(1) as f32) * trust(movie.votes()) + GOOD * movie.weighted_vote()
    }

    /// The films rated well that contributed most to `film`.
    fn because(&self, rated: &[(MovieId, f32)], film: MovieId) -> Vec<MovieId> {
        let liked = rated.iter().filter(|r| r.1 >= WELL);
        let parts = liked.filter_map(|&(own, _)| {
            let together = self.ranking.as_ref().map_or(0.0, |ranking| ranking.weight(own, film));
            let cosine = self.content.cosine(own, film);
            let tells = together >= LEAST_WEIGHT || cosine >= LEAST_COSINE;
            tells.then(|| Scored::new(together + 0.25 * cosine, own))
        });
        top_k(parts, 2).into_iter().map(|part| part.value).collect()
    }
}

/// What a rating says for or against the neighbours of a film: −0.5 at the worst, 1 at the best.
fn weight(score: f32) -> f32 {
    ((score - MIDDLING) / (5.0 - MIDDLING)).clamp(-0.5, 1.0)
}

/// How far a film is known to anybody, 0–1.
fn trust(votes: u32) -> f32 {
    ((votes as f32).ln_1p() / KNOWN.ln_1p()).min(1.0)
}
