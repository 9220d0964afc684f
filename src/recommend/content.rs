//! The feature matrix as it is served: mapped columns, cosines of two films, contributions of each field.
//!
//! The doors are [`Content::open`] and [`Content::cosine`].

use super::blocks::Block;
use crate::artifacts::columns::{Column, Columns, ListColumn, TextColumn};
use crate::catalog::MovieId;
use crate::error::Result;

/// Features of all films, read-only.
pub(super) struct Content {
    n_films: usize,
    columns: ListColumn<u32>,
    values: ListColumn<f32>,
    dense: Column<f32>,
    width: usize,
    starts: Column<u32>,
    dense_starts: Column<u32>,
    keys: Column<u32>,
    samples: TextColumn,
}

/// A feature that two films share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    /// The field.
    pub(super) block: Block,
    /// A row of the catalogue (keyword, person, company, …) or the number of a stem.
    pub(super) key: u32,
    /// Its part of the cosine.
    pub(super) part: f32,
}

impl Content {
    /// Opens what [`super::features::FeatureMatrix::save`] wrote.
    pub(super) fn open(columns: &Columns, n_films: usize) -> Result<Self> {
        let starts: Column<u32> = columns.numbers("features.starts", Block::SPARSE.len() + 1)?;
        let dense_starts: Column<u32> = columns.numbers("features.dense_starts", Block::DENSE.len() + 1)?;
        let width = dense_starts.last().map_or(0, |&end| end as usize);
        Ok(Self {
            n_films,
            columns: columns.lists("features.columns", Some(n_films))?,
            values: columns.lists("features.values", Some(n_films))?,
            dense: columns.numbers("features.dense", n_films * width)?,
            width,
            keys: columns.numbers("features.keys", starts.last().map_or(0, |&end| end as usize))?,
            starts,
            dense_starts,
            samples: columns.texts("stems.samples", None)?,
        })
    }

    fn dense_row(&self, film: MovieId) -> &[f32] {
        &self.dense[film.index() * self.width..(film.index() + 1) * self.width]
    }

    /// The cosine of two films, in `[-1, 1]`: 1 for a film and itself, symmetric to the last bit; 0 for a row that is
    /// not there. Cost: under a microsecond.
    pub(super) fn cosine(&self, a: MovieId, b: MovieId) -> f32 {
        if a.index() >= self.n_films || b.index() >= self.n_films {
            return 0.0;
        }
        if a == b {
            return 1.0;
        }
        let mut sum = dot(self.dense_row(a), self.dense_row(b));
        self.shared(a, b, |_, part| sum += part);
        sum.clamp(-1.0, 1.0)
    }

    /// Calls `each` with the sparse columns that both films have, and the product there.
    fn shared(&self, a: MovieId, b: MovieId, mut each: impl FnMut(u32, f32)) {
        let (a_columns, b_columns) = (self.columns.get(a.index()), self.columns.get(b.index()));
        let (a_values, b_values) = (self.values.get(a.index()), self.values.get(b.index()));
        let (mut i, mut j) = (0, 0);
        while i < a_columns.len() && j < b_columns.len() {
            let (x, y) = (a_columns[i], b_columns[j]);
            if x == y {
                each(x, a_values[i] * b_values[j]);
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
    }

    /// Every sparse feature that two films share, by column.
    pub(super) fn shared_features(&self, a: MovieId, b: MovieId) -> Vec<Shared> {
        let mut out = Vec::new();
        self.shared(a, b, |column, part| {
            let at = self.starts.partition_point(|&start| start <= column) - 1;
            out.push(Shared { block: Block::SPARSE[at], key: self.keys[column as usize], part });
        });
        out
    }

    /// The part of each of [`Block::DENSE`] in the cosine of two films.
    pub(super) fn dense_parts(&self, a: MovieId, b: MovieId) -> [f32; Block::DENSE.len()] {
        let (a, b) = (self.dense_row(a), self.dense_row(b));
        std::array::from_fn(|i| {
            let range = self.dense_starts[i] as usize..self.dense_starts[i + 1] as usize;
            dot(&a[range.clone()], &b[range])
        })
    }

    /// A word of a stem, for people to read.
    pub(super) fn word(&self, stem: u32) -> &str {
        self.samples.get(stem as usize)
    }
}

/// Scalar product; eight sums, so that the compiler can use vectors.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a_chunks, b_chunks) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a_chunks.remainder().iter().zip(b_chunks.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a_chunks.zip(b_chunks) {
        for k in 0..8 {
            sums[k] += x[k] * y[k];
        }
    }
    rest + sums.iter().sum::<f32>()
}
