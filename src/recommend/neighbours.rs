//! The nearest films of every film, computed when the index is built: at run time `similar` is a look-up.
//!
//! The doors are [`build`] and [`Neighbours::open`]. The score of a pair is the content cosine, what the votes add and
//! what the likes of people add ([`super::together`]). All pairs are compared, exactly: the dense columns by matrix
//! products of a slice of films against all, the sparse ones by walking the films that share a feature. A slice needs
//! slice × films numbers and is then forgotten: no films × films matrix ever exists.

use nalgebra::DMatrix;
use nalgebra_sparse::CsrMatrix;
use rayon::prelude::*;

use super::features::FeatureMatrix;
use super::together::Together;
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::catalog::{Catalog, MovieId};
use crate::error::{Error, Result};
use crate::etl::Progress;
use crate::rank::Scored;

/// Neighbours kept for every film.
pub(super) const KEPT: usize = 50;
/// Films compared with all others at a time, per thread: 128 × 45,000 f32 are 23 MB.
const SLICE: usize = 128;

/// What a film that is known at all gains over one without a vote, added to the cosine: enough that films nobody has
/// seen do not crowd the lists, and nothing between two films that people know. A prior that goes on growing with the
/// votes agrees less with what people watch together once popularity itself cannot win, and halves the variety.
const VOTES_PRIOR: f32 = 0.04;
/// From so many votes on a film counts as known.
const KNOWN: f32 = 300.0;

/// Neighbours kept for every film of a catalogue of so many.
pub(super) fn kept(n_films: usize) -> usize {
    KEPT.min(n_films.saturating_sub(1))
}

/// What each film's votes add to its cosines: `VOTES_PRIOR × min(1, ln(1 + votes) / ln(1 + KNOWN))`.
pub(super) fn votes_prior(catalog: &Catalog) -> Vec<f32> {
    catalog.movies().map(|m| VOTES_PRIOR * ((m.votes() as f32).ln_1p() / KNOWN.ln_1p()).min(1.0)).collect()
}

/// Computes the neighbours of all films and adds them to `columns`.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` says so.
pub(super) fn build(
    features: &FeatureMatrix,
    prior: &[f32],
    together: &Together,
    columns: &mut ColumnsWriter,
    progress: &dyn Progress,
) -> Result<()> {
    let n = features.sparse.nrows();
    let kept = kept(n);
    // Copies, because products of views with strides go wrong in nalgebra 0.35 (it reads past the end of narrow ones).
    let dense_rows = features.dense.transpose();
    let films_with = features.sparse.transpose();
    progress.stage("neighbours", n as u64);
    let slices: Vec<Vec<Scored<u32>>> = (0..n.div_ceil(SLICE))
        .into_par_iter()
        .map_init(
            || (DMatrix::zeros(n, SLICE), Vec::with_capacity(4 * KEPT)),
            |(scores, best), slice| {
                let films = slice * SLICE..((slice + 1) * SLICE).min(n);
                if progress.cancelled() {
                    return Vec::new();
                }
                compare(features, &dense_rows, &films_with, films.clone(), scores);
                progress.advance(films.len() as u64);
                let mut out = Vec::with_capacity(films.len() * kept);
                for (film, row) in films.zip(scores.as_mut_slice().chunks_exact_mut(n)) {
                    row[film] = f32::NEG_INFINITY;
                    row.iter_mut().zip(prior).for_each(|(x, p)| *x += p);
                    let liked = together.lists.get(film).into_iter().flatten();
                    liked.for_each(|&(other, more)| row[other as usize] += more);
                    nearest(row, kept, best);
                    out.extend_from_slice(best);
                }
                out
            },
        )
        .collect();
    if progress.cancelled() {
        return Err(Error::Cancelled);
    }
    let rows: Vec<u32> = slices.iter().flatten().map(|s| s.value).collect();
    let scores: Vec<f32> = slices.iter().flatten().map(|s| s.score().clamp(-1.0, 1.0)).collect();
    columns.matrix("neighbours.rows", &rows, &[n, kept]);
    columns.matrix("neighbours.scores", &scores, &[n, kept]);
    columns.numbers("neighbours.prior", prior);
    Ok(())
}

/// The cosines of a slice of films with all: one column of `scores` for each.
fn compare(
    features: &FeatureMatrix,
    dense_rows: &DMatrix<f32>,
    films_with: &CsrMatrix<f32>,
    films: std::ops::Range<usize>,
    scores: &mut DMatrix<f32>,
) {
    let n = dense_rows.nrows();
    let slice = features.dense.columns_range(films.clone());
    scores.columns_mut(0, films.len()).gemm(1.0, dense_rows, &slice, 0.0);
    for (film, row) in films.zip(scores.as_mut_slice().chunks_exact_mut(n)) {
        let own = features.sparse.row(film);
        for (&column, &value) in own.col_indices().iter().zip(own.values()) {
            let others = films_with.row(column);
            for (&other, &theirs) in others.col_indices().iter().zip(others.values()) {
                row[other] += value * theirs;
            }
        }
    }
}

/// The `kept` best of a row, best first, into `best`. Most scores are below the worst kept so far and cost one
/// comparison.
fn nearest(row: &[f32], kept: usize, best: &mut Vec<Scored<u32>>) {
    best.clear();
    if kept == 0 {
        return;
    }
    let mut floor = f32::NEG_INFINITY;
    const STRIDE: usize = 16;
    for (chunk_at, chunk) in row.chunks(STRIDE).enumerate() {
        if !chunk.iter().fold(false, |any, &x| any | (x > floor)) {
            continue;
        }
        for (i, &x) in chunk.iter().enumerate() {
            if x > floor {
                best.push(Scored::new(x, (chunk_at * STRIDE + i) as u32));
            }
        }
        if best.len() >= 4 * kept {
            best.select_nth_unstable_by(kept - 1, |a, b| b.cmp(a));
            best.truncate(kept);
            floor = best[kept - 1].score();
        }
    }
    best.sort_unstable_by(|a, b| b.cmp(a));
    best.truncate(kept);
}

/// The neighbours of every film, read-only.
pub(super) struct Neighbours {
    kept: usize,
    rows: Column<u32>,
    scores: Column<f32>,
    prior: Column<f32>,
}

impl Neighbours {
    /// Opens what [`build`] wrote.
    pub(super) fn open(columns: &Columns, n_films: usize) -> Result<Self> {
        let kept = kept(n_films);
        Ok(Self {
            kept,
            rows: columns.numbers("neighbours.rows", n_films * kept)?,
            scores: columns.numbers("neighbours.scores", n_films * kept)?,
            prior: columns.numbers("neighbours.prior", n_films)?,
        })
    }

    /// The nearest films of `film`, best first; none for a row that is not there.
    pub(super) fn of(&self, film: MovieId) -> impl Iterator<Item = Scored<MovieId>> {
        let range = film.index() * self.kept..(film.index() + 1) * self.kept;
        let rows = self.rows.get(range.clone()).unwrap_or(&[]);
        let scores = self.scores.get(range).unwrap_or(&[]);
        rows.iter().zip(scores).map(|(&row, &score)| Scored::new(score, MovieId(row)))
    }

    /// What the votes of `film` add to its cosines.
    pub(super) fn prior(&self, film: MovieId) -> f32 {
        self.prior.get(film.index()).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::top_k;
    use crate::recommend::random::Random;

    #[test]
    fn the_quick_selection_is_the_plain_one() {
        let mut random = Random::new(3);
        let mut best = Vec::new();
        for n in [0, 1, 40, 3000] {
            // Many ties, which are broken by row.
            let row: Vec<f32> = (0..n).map(|_| random.below(50) as f32 / 50.0).collect();
            let plain = top_k(row.iter().enumerate().map(|(i, &x)| Scored::new(x, i as u32)), 20);
            nearest(&row, 20, &mut best);
            assert_eq!(best, plain);
        }
    }
}
