//! Figures of films beyond counts: which genres go together, which measures.

use super::chart::Chart;
use crate::catalog::{Movie, SUSPECT_BUDGET};
use crate::render::words::charts::report;

/// Genres shown together at most.
const GENRES: usize = 18;

/// Films with both of two genres, and the films of each genre.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// Genre codes and how many films have each, the most frequent first.
    pub genres: Vec<(String, u32)>,
    /// How many further genres there are.
    pub left_out: usize,
    /// Row by row: films that have both.
    pub both: Vec<Vec<u32>>,
}

/// Which genres go together; `None` where fewer than two occur.
pub fn genre_pairs(films: &[Movie<'_>]) -> Option<Chart> {
    let pairs = pairs(films);
    let of_a_genre = films.iter().filter(|film| !film.genre_ids().is_empty()).count();
    (pairs.genres.len() > 1).then(|| report::genre_pairs(&pairs, of_a_genre as u32))
}

/// Counts pairs of genres.
pub fn pairs(films: &[Movie<'_>]) -> Pairs {
    let mut names: Vec<(String, u16, u32)> = Vec::new();
    for film in films {
        for (name, id) in film.genres().zip(film.genre_ids()) {
            match names.iter_mut().find(|g| g.1 == *id) {
                Some(genre) => genre.2 += 1,
                None => names.push((name.to_owned(), *id, 1)),
            }
        }
    }
    names.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    let left_out = names.len().saturating_sub(GENRES);
    names.truncate(GENRES);
    let mut both = vec![vec![0; names.len()]; names.len()];
    for film in films {
        let own: Vec<usize> = film.genre_ids().iter().filter_map(|id| names.iter().position(|g| g.1 == *id)).collect();
        for a in &own {
            for b in &own {
                both[*a][*b] += 1;
            }
        }
    }
    Pairs { genres: names.into_iter().map(|(name, _, n)| (name, n)).collect(), left_out, both }
}

/// A measure of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// US dollars.
    Budget,
    /// US dollars.
    Revenue,
    /// Revenue / budget.
    Return,
    /// As the source computes it.
    Popularity,
    /// Number of votes.
    Votes,
    /// Mean of votes.
    Score,
    /// Minutes.
    Runtime,
    /// Year of release.
    Year,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Budget,
        Self::Revenue,
        Self::Return,
        Self::Popularity,
        Self::Votes,
        Self::Score,
        Self::Runtime,
        Self::Year,
    ];

    fn of(self, film: &Movie<'_>) -> Option<f64> {
        let known = |x: f64| (x >= SUSPECT_BUDGET).then_some(x);
        match self {
            Self::Budget => known(film.budget()),
            Self::Revenue => known(film.revenue()),
            Self::Return => known(film.budget()).and(known(film.revenue())).map(|_| film.return_ratio()),
            Self::Popularity => film.popularity().filter(|p| *p > 0.0),
            Self::Votes => Some(f64::from(film.votes())).filter(|v| *v > 0.0),
            Self::Score => film.vote_average().filter(|_| film.votes() > 0),
            Self::Runtime => film.runtime().map(f64::from),
            Self::Year => Some(f64::from(film.year())),
        }
    }
}

/// Rank correlations of all measures; `None` where too few films have them.
pub fn correlations(films: &[Movie<'_>]) -> Option<Chart> {
    let columns: Vec<Vec<Option<f64>>> = Measure::ALL.iter().map(|m| films.iter().map(|f| m.of(f)).collect()).collect();
    let n = Measure::ALL.len();
    let mut cells = vec![vec![None; n]; n];
    for a in 0..n {
        for b in 0..a {
            let both = columns[a].iter().zip(&columns[b]).filter_map(|(x, y)| (*x).zip(*y)).collect::<Vec<_>>();
            let rho = (both.len() >= 10).then(|| spearman(&both));
            (cells[a][b], cells[b][a]) = (rho, rho);
        }
    }
    let any = cells.iter().flatten().any(Option::is_some);
    any.then(|| report::correlations(&cells, films.len() as u32))
}

/// Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs. Unlike Pearson's of
/// the values it is not ruled by a few films of enormous revenue.
pub fn spearman(pairs: &[(f64, f64)]) -> f64 {
    let (x, y) = (ranks(pairs.iter().map(|p| p.0)), ranks(pairs.iter().map(|p| p.1)));
    let n = pairs.len() as f64;
    let mean = (n - 1.0) / 2.0;
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(&y) {
        xy += (a - mean) * (b - mean);
        xx += (a - mean).powi(2);
        yy += (b - mean).powi(2);
    }
    if xx > 0.0 && yy > 0.0 { xy / (xx * yy).sqrt() } else { 0.0 }
}

fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for same in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let rank = start as f64 + (same.len() as f64 - 1.0) / 2.0;
        same.iter().for_each(|i| ranks[*i] = rank);
        start += same.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_correlate() {
        assert!((spearman(&[(1.0, 1.0), (2.0, 10.0), (3.0, 1000.0)]) - 1.0).abs() < 1e-12);
        assert!((spearman(&[(1.0, 3.0), (2.0, 2.0), (3.0, 1.0)]) + 1.0).abs() < 1e-12);
        // Ties share the mean of their ranks: 0.5, 0.5, 2 against 0, 1, 2.
        assert!((spearman(&[(5.0, 1.0), (5.0, 2.0), (9.0, 3.0)]) - 0.866_025_403_784).abs() < 1e-9);
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0)]), 0.0);
    }
}
