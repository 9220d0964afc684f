//! How good the look-up is, by category of damage, on a file of queries with known answers.
//!
//! The door is [`evaluate`].

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::{Entity, FullTextIndex, Hit, Kind};
use crate::catalog::Catalog;
use crate::error::{Error, Result};
use crate::text;

/// Hits asked for each query.
const K: usize = 5;

/// Figures of one category of queries.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Category {
    /// Number of queries.
    pub queries: usize,
    /// Percent answered by the first hit.
    pub success_at_1: f64,
    /// Percent answered by one of the first five hits.
    pub success_at_5: f64,
    /// Mean of 1 / rank of the answer, 0 where it is not among the first five.
    pub mean_reciprocal_rank: f64,
}

/// What [`evaluate`] measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// All queries together.
    pub all: Category,
    /// By category, alphabetically.
    pub categories: BTreeMap<String, Category>,
    /// Queries whose first hit is not the answer: category, query, wanted.
    pub misses: Vec<(String, String, String)>,
    /// Time of one query that half of them do not exceed, in microseconds.
    pub p50_us: f64,
    /// Time of one query that 99 of 100 do not exceed, in microseconds.
    pub p99_us: f64,
}

/// Asks every query of a file and compares the hits.
///
/// The file has the columns `query kind expected category`, separated by tabs, and a header: `kind` is `film`, `title`,
/// `person` or `any`; `expected` is a film's source id, a platform title's key or a person's name (compared folded).
/// Queries whose answer the catalogue does not hold are left out.
///
/// # Errors
/// [`Error::Csv`] for a line with fewer columns or an unknown kind, and whatever the look-up fails with.
pub fn evaluate(index: &FullTextIndex, catalog: &Catalog, file: &Path) -> Result<Evaluation> {
    let content = std::fs::read_to_string(file).map_err(Error::io(file))?;
    let mut ranks: Vec<(String, usize)> = Vec::new();
    let mut misses = Vec::new();
    let mut times = Vec::new();
    for (i, line) in content.lines().enumerate().skip(1) {
        let wrong = |reason: &str| Error::Csv { path: file.to_owned(), line: i as u64 + 1, reason: reason.to_owned() };
        let cells: Vec<&str> = line.split('\t').collect();
        let [query, kind, expected, category] = cells[..] else {
            return Err(wrong("wanted: query, kind, expected, category"));
        };
        let kinds = [Kind::Film, Kind::Title, Kind::Person, Kind::Any];
        let kind = kinds.into_iter().find(|k| k.name() == kind).ok_or_else(|| wrong("unknown kind"))?;
        if !is_held(index, catalog, expected) {
            continue;
        }
        let start = Instant::now();
        let hits = index.search(catalog, query, kind, K)?;
        times.push(start.elapsed().as_secs_f64() * 1e6);
        let rank = hits.iter().position(|hit| is_expected(catalog, hit, expected)).map_or(0, |i| i + 1);
        if rank != 1 {
            misses.push((category.to_owned(), query.to_owned(), expected.to_owned()));
        }
        ranks.push((category.to_owned(), rank));
    }
    times.sort_by(f64::total_cmp);
    let percentile = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0.0);
    let mut by_category: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (category, rank) in &ranks {
        by_category.entry(category.clone()).or_default().push(*rank);
    }
    Ok(Evaluation {
        all: figures(&ranks.iter().map(|r| r.1).collect::<Vec<_>>()),
        categories: by_category.into_iter().map(|(name, ranks)| (name, figures(&ranks))).collect(),
        misses,
        p50_us: percentile(0.5),
        p99_us: percentile(0.99),
    })
}

fn figures(ranks: &[usize]) -> Category {
    let share = |count: usize| 100.0 * count as f64 / ranks.len().max(1) as f64;
    let reciprocal = |&rank: &usize| if rank == 0 { 0.0 } else { 1.0 / rank as f64 };
    Category {
        queries: ranks.len(),
        success_at_1: share(ranks.iter().filter(|&&r| r == 1).count()),
        success_at_5: share(ranks.iter().filter(|&&r| r > 0).count()),
        mean_reciprocal_rank: ranks.iter().map(reciprocal).sum::<f64>() / ranks.len().max(1) as f64,
    }
}

/// Whether the catalogue has what is expected at all.
fn is_held(index: &FullTextIndex, catalog: &Catalog, expected: &str) -> bool {
    match expected.parse() {
        Ok(id) => catalog.movie_by_source(crate::catalog::SourceId(id)).is_some(),
        Err(_) => catalog.title_by_key(expected).is_some() || index.named_exactly(&text::fold(expected), Kind::Person),
    }
}

fn is_expected(catalog: &Catalog, hit: &Hit, expected: &str) -> bool {
    match hit.entity {
        Entity::Film(film) => catalog.movie(film).source().to_string() == expected,
        Entity::Title(title) => catalog.title(title).key() == expected,
        Entity::Person(person) => text::fold(catalog.person(person).name()) == text::fold(expected),
    }
}
