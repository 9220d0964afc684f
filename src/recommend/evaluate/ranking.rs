//! Measures the ranking: the best unseen items of each user, learnt from one file of ratings.
//!
//! The door is [`ranking`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

use nalgebra::DMatrix;
use rayon::prelude::*;

use super::{Rows, read, side};
use crate::catalog::MovieId;
use crate::error::Result;
use crate::rank::{Scored, top_k};
use crate::recommend::Recommender;
use crate::recommend::held_back::ndcg;
use crate::recommend::topn::{Settings, Similarity, TopN};

/// What to learn from and whom to serve.
#[derive(Clone, Default)]
pub struct RankingSplit<'a> {
    /// Ratings to learn from.
    pub train: PathBuf,
    /// Ratings of users unknown to the training, served by fold-in.
    pub foldin: Option<PathBuf>,
    /// What is known of items: MovieLens `u.item` or `movies.csv`.
    pub items: Option<PathBuf>,
    /// What an index knows of the items.
    pub content: Option<Content<'a>>,
    /// Only these users; all of both files where empty.
    pub users: Vec<u64>,
    /// What the users rated besides: with it the lists are scored.
    pub test: Option<PathBuf>,
    /// Items for each user.
    pub k: usize,
    /// Seed of all random numbers.
    pub seed: u64,
}

/// The features of a catalogue's films, for items that are those films. No ratings of the index are used.
#[derive(Clone)]
pub struct Content<'a> {
    /// The models of the index, of which the content cosine is used.
    pub recommender: &'a Recommender,
    /// Item (id of the files) and film.
    pub films: Vec<(u64, MovieId)>,
}

/// The lists, and how long they took.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// User, item (ids of the files), score: by user, best first.
    pub rows: Vec<(u64, u64, f32)>,
    /// Milliseconds of training, reading excluded.
    pub fit_ms: u64,
    /// Microseconds per user, fold-in included: the median.
    pub recommend_us_p50: u64,
    /// The 99th percentile.
    pub recommend_us_p99: u64,
    /// How good the lists are, where there is something to compare them with.
    pub score: Option<RankingScore>,
}

/// How good lists are: means over the users who rated an item of the test [`RELEVANT`] or more.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RankingScore {
    /// Number of users.
    pub users: usize,
    /// ndcg@k, every unseen item ranked.
    pub ndcg: f64,
    /// Share of the relevant items that is in the list.
    pub recall: f64,
    /// Share of the users with a relevant item in the list.
    pub hit: f64,
    /// Number of different items in all lists.
    pub distinct: usize,
}

/// A rating from which on an item of the test is relevant.
pub const RELEVANT: f32 = 4.0;

/// Weight of what an items file tells, beside the cosine of a catalogue that knows more.
const TOLD_SHARE: f32 = 0.5;

/// Ranks the unseen items of users.
///
/// # Errors
/// [`crate::Error::Io`] and [`crate::Error::Csv`] for files that cannot be read.
pub fn ranking(split: &RankingSplit<'_>) -> Result<Ranking> {
    let train = read(&split.train)?;
    let foldin = split.foldin.as_deref().map(read).transpose()?.unwrap_or_default();
    let about = split.items.as_deref().map(side::items).transpose()?;
    let mut items = Rows::default();
    let mut known: BTreeMap<u64, Vec<(u32, f32)>> = BTreeMap::new();
    for &(user, item, score) in &train {
        known.entry(user).or_default().push((items.add(item), score));
    }
    let start = Instant::now();
    let rated: Vec<Vec<(u32, f32)>> = known.values().cloned().collect();
    let vectors = about.map(|groups| feature_vectors(&groups, &items));
    let films: Option<Vec<Option<MovieId>>> = split.content.as_ref().map(|content| {
        let mut films = vec![None; items.len()];
        content.films.iter().for_each(|&(id, film)| {
            if let Some(row) = items.get(id) {
                films[row as usize] = Some(film);
            }
        });
        films
    });
    // A sum of similarities over the same features for all pairs: anything else would not be positive definite.
    let similarity = |rows: &[u32]| {
        let mut out = vectors.as_ref().map_or_else(|| DMatrix::zeros(rows.len(), rows.len()), |v| gram(v, rows));
        if let (Some(films), Some(content)) = (&films, &split.content) {
            let known: Vec<(usize, MovieId)> =
                rows.iter().enumerate().filter_map(|(at, &row)| Some((at, films[row as usize]?))).collect();
            let cosines = content.recommender.gram(&known.iter().map(|k| k.1).collect::<Vec<_>>());
            out *= TOLD_SHARE;
            for (b, cosines) in known.iter().zip(cosines.column_iter()) {
                known.iter().zip(&cosines).for_each(|(a, x)| out[(a.0, b.0)] += x);
            }
        }
        out
    };
    let model = TopN::fit(
        &rated,
        items.len(),
        (vectors.is_some() || films.is_some()).then_some(&similarity as &Similarity<'_>),
        Settings::new(split.seed),
    );
    let fit_ms = start.elapsed().as_millis() as u64;

    for &(user, item, score) in &foldin {
        if let Some(row) = items.get(item) {
            known.entry(user).or_default().push((row, score));
        }
    }
    let id_of: HashMap<u32, u64> = items.ids().collect();
    let wanted = |user: u64| split.users.is_empty() || split.users.contains(&user);
    let (mut rows, mut times) = (Vec::new(), Vec::new());
    for (&user, rated) in known.iter().filter(|(user, _)| wanted(**user)) {
        let start = Instant::now();
        let scores = model.scores(rated);
        let seen: HashSet<u32> = rated.iter().map(|r| r.0).collect();
        let unseen = (0..scores.len() as u32).filter(|i| !seen.contains(i));
        let best = top_k(unseen.map(|i| Scored::new(scores[i as usize], i)), split.k);
        times.push(start.elapsed().as_micros() as u64);
        rows.extend(best.iter().map(|s| (user, id_of[&s.value], s.score())));
    }
    times.sort_unstable();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0);
    let score = split.test.as_deref().map(read).transpose()?.map(|test| score(&rows, &test, split.k, &wanted));
    Ok(Ranking { rows, fit_ms, recommend_us_p50: at(0.5), recommend_us_p99: at(0.99), score })
}

/// Compares lists with what was rated; a user without a list has no hit.
fn score(rows: &[(u64, u64, f32)], test: &[(u64, u64, f32)], k: usize, wanted: &dyn Fn(u64) -> bool) -> RankingScore {
    let mut relevant: BTreeMap<u64, HashSet<u64>> = BTreeMap::new();
    for &(user, item, _) in test.iter().filter(|r| r.2 >= RELEVANT && wanted(r.0)) {
        relevant.entry(user).or_default().insert(item);
    }
    let mut lists: HashMap<u64, Vec<u64>> = HashMap::new();
    rows.iter().for_each(|&(user, item, _)| lists.entry(user).or_default().push(item));
    let (mut out, mut met) = (RankingScore { users: relevant.len(), ..RankingScore::default() }, HashSet::<u64>::new());
    for (user, items) in &relevant {
        let list = lists.get(user).map_or(&[][..], Vec::as_slice);
        let hits = list.iter().filter(|item| items.contains(item)).count();
        out.ndcg += ndcg(list.iter().map(|item| items.contains(item)), items.len(), k);
        out.recall += hits as f64 / items.len() as f64;
        out.hit += f64::from(u8::from(hits > 0));
        met.extend(list);
    }
    let n = relevant.len().max(1) as f64;
    out.distinct = met.len();
    RankingScore { ndcg: out.ndcg / n, recall: out.recall / n, hit: out.hit / n, ..out }
}

/// What is known of each item, as a vector of length 1.
fn feature_vectors(groups: &[side::Group], items: &Rows) -> Vec<Vec<(u64, f32)>> {
    let mut vectors: Vec<Vec<(u64, f32)>> = vec![Vec::new(); items.len()];
    for (number, group) in (0u64..).zip(groups) {
        for &(id, feature, value) in group {
            if let Some(row) = items.get(id) {
                vectors[row as usize].push((number << 32 | feature, value));
            }
        }
    }
    for vector in &mut vectors {
        vector.sort_unstable_by_key(|f| f.0);
        let length = vector.iter().map(|f| f.1 * f.1).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|f| f.1 /= length);
    }
    vectors
}

fn gram(vectors: &[Vec<(u64, f32)>], rows: &[u32]) -> DMatrix<f32> {
    let n = rows.len();
    let mut out = DMatrix::zeros(n, n);
    out.as_mut_slice().par_chunks_mut(n.max(1)).zip(rows).for_each(|(column, &a)| {
        let own = &vectors[a as usize];
        column.iter_mut().zip(rows).for_each(|(x, &b)| *x = sparse_dot(own, &vectors[b as usize]));
    });
    out
}

fn sparse_dot(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i].0, b[j].0);
        if x == y {
            sum += a[i].1 * b[j].1;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}
