//! The feature matrix as it is served: mapped columns, cosines of two films, contributions of each field.
//!
//! The doors are [`Content::open`] and [`Content::cosine`].

use std::collections::HashMap;

use nalgebra::DMatrix;

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
    idf: Column<f32>,
    samples: TextColumn,
    /// What turns words into the same features.
    pub(super) words: WordColumns,
}

/// What free text needs besides: the stems by number, and what genres and latent topics are made of.
pub(super) struct WordColumns {
    pub(super) stems: TextColumn,
    pub(super) genre_keys: Column<u32>,
    pub(super) genre_idf: Column<f32>,
    pub(super) soup_keys: Column<u32>,
    pub(super) soup_idf: Column<f32>,
    /// columns of the soup × topics.
    pub(super) topics: Column<f32>,
}

impl WordColumns {
    fn open(columns: &Columns) -> Result<Self> {
        let soup_keys: Column<u32> = columns.any_length("soup.keys")?;
        let genre_keys: Column<u32> = columns.any_length("genres.keys")?;
        Ok(Self {
            stems: columns.texts("stems", None)?,
            genre_idf: columns.numbers("genres.idf", genre_keys.len())?,
            soup_idf: columns.numbers("soup.idf", soup_keys.len())?,
            topics: columns.any_length("soup.topics")?,
            genre_keys,
            soup_keys,
        })
    }
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
            idf: columns.numbers("features.idf", starts.last().map_or(0, |&end| end as usize))?,
            starts,
            dense_starts,
            samples: columns.texts("stems.samples", None)?,
            words: WordColumns::open(columns)?,
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

    /// The cosines of all given films with all: symmetric, 1 on the diagonal. Cost: a product of dense matrices and the
    /// pairs that share a feature.
    pub(super) fn gram(&self, films: &[MovieId]) -> DMatrix<f32> {
        let n = films.len();
        let dense = DMatrix::from_fn(self.width, n, |column, row| self.dense_row(films[row])[column]);
        let mut out = dense.transpose() * &dense;
        let mut films_with: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
        for (row, film) in films.iter().enumerate() {
            let values = self.values.get(film.index());
            for (&column, &value) in self.columns.get(film.index()).iter().zip(values) {
                let others = films_with.entry(column).or_default();
                others.push((row, value));
                let mut scores = out.column_mut(row);
                others.iter().for_each(|&(other, theirs)| scores[other] += value * theirs);
            }
        }
        // So far a film has met those before it.
        for row in 0..n {
            (0..row).for_each(|other| out[(row, other)] = out[(other, row)].clamp(-1.0, 1.0));
            (0..row).for_each(|other| out[(other, row)] = out[(row, other)]);
            out[(row, row)] = 1.0;
        }
        out
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
        let mut out = Vec::with_capacity(16);
        self.shared(a, b, |column, part| {
            let at = self.starts.partition_point(|&start| start <= column) - 1;
            out.push(Shared { block: Block::SPARSE[at], key: self.keys[column as usize], part });
        });
        out
    }

    /// The part of one of [`Block::DENSE`] in the cosine of two films; 0 for another block.
    pub(super) fn dense_part(&self, block: Block, a: MovieId, b: MovieId) -> f32 {
        let Some(at) = Block::DENSE.iter().position(|dense| *dense == block) else { return 0.0 };
        let range = self.dense_starts[at] as usize..self.dense_starts[at + 1] as usize;
        dot(&self.dense_row(a)[range.clone()], &self.dense_row(b)[range])
    }

    /// The scalar product of every film with a vector of features: its values by sparse column (sorted), and the dense
    /// part. Cost: a pass over all features.
    pub(super) fn scores(&self, sparse: &[(u32, f32)], dense: &[f32]) -> Vec<f32> {
        let mut wanted = vec![0.0f32; self.keys.len()];
        sparse.iter().for_each(|&(column, value)| wanted[column as usize] = value);
        let score = |film: usize| {
            let pairs = self.columns.get(film).iter().zip(self.values.get(film));
            let shared: f32 = pairs.map(|(&column, value)| wanted[column as usize] * value).sum();
            shared + dot(self.dense_row(MovieId(film as u32)), dense)
        };
        (0..self.n_films).map(score).collect()
    }

    /// The cosines of a film with all, itself included.
    pub(super) fn all_cosines(&self, film: MovieId) -> Vec<f32> {
        let pairs = self.columns.get(film.index()).iter().zip(self.values.get(film.index()));
        let sparse: Vec<(u32, f32)> = pairs.map(|(&column, &value)| (column, value)).collect();
        self.scores(&sparse, self.dense_row(film))
    }

    /// The sparse column of `key` in `block` and its idf; `None` where no film has it.
    pub(super) fn column(&self, block: Block, key: u32) -> Option<(u32, f32)> {
        let range = self.starts[block as usize] as usize..self.starts[block as usize + 1] as usize;
        let column = range.start + self.keys[range].binary_search(&key).ok()?;
        Some((column as u32, self.idf[column]))
    }

    /// Where each of [`Block::DENSE`] stands in a dense row, and the end.
    pub(super) fn dense_starts(&self) -> &[u32] {
        &self.dense_starts
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
