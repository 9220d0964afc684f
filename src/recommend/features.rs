//! The feature matrix of all films: sparse blocks, dense blocks, one row of length at most 1 per film.
//!
//! The doors are [`FeatureMatrix::build`] and [`FeatureMatrix::save`]; what is saved is read by
//! [`super::content::Content`].

use nalgebra::DMatrix;
use nalgebra_sparse::CsrMatrix;

use super::blocks::{self, Block, BlockRows, normalise};
use super::lsa::{self, Topics};
use super::words::Stems;
use crate::artifacts::columns::ColumnsWriter;
use crate::catalog::Catalog;

/// Number of latent topics.
const TOPICS: usize = 128;
/// Distance in years of the soft steps that stand for a year, and their width (standard deviation): the cosine of two
/// years is close to `exp(−Δ² / 4 width²)`, a half at two and a half years apart.
const YEAR_STEP: f32 = 1.5;
/// Years before this one count as it: there are few films, and what is left of them is alike.
const FIRST_YEAR: f32 = 1905.0;
/// Number of steps: up to 2040.
const YEAR_STEPS: usize = 91;
/// How much of the weight of a field that a film lacks still counts in its length, as a direction that it shares with
/// no other film. 1 would let films without plot or cast never be near to anything; 0 would let films of which nothing
/// but genres and year is known be nearest to everything. A film without a saga lacks nothing, so that this is 1 there.
const MISSING: f32 = 0.7;

/// Seed of the latent topics.
const SEED: u64 = 0x6c73_6100;

/// Features of all films, on the side that builds them.
pub(super) struct FeatureMatrix {
    /// films × sparse columns.
    pub(super) sparse: CsrMatrix<f32>,
    /// dense columns × films.
    pub(super) dense: DMatrix<f32>,
    /// First column of each of [`Block::SPARSE`], and the end.
    starts: Vec<u32>,
    /// First column of each of [`Block::DENSE`], and the end.
    dense_starts: Vec<u32>,
    /// What each sparse column stands for.
    keys: Vec<u32>,
    /// The idf of each sparse column.
    idf: Vec<f32>,
    genres: BlockRows,
    soup: BlockRows,
    topics: Topics,
    stems: Stems,
}

impl FeatureMatrix {
    /// Collects and weighs all features of the catalogue. Memory: about 50 non-zeros and 110 dense numbers per film.
    pub(super) fn build(catalog: &Catalog) -> Self {
        let n = catalog.n_films();
        let mut stems = Stems::new();
        let soup = blocks::soup(catalog, &mut stems);
        let sparse_blocks: Vec<BlockRows> =
            Block::SPARSE.iter().map(|&block| blocks::collect(block, catalog, &mut stems)).collect();
        let genres = blocks::collect(Block::Genres, catalog, &mut stems);
        let topics = lsa::fit(&soup.matrix, TOPICS, SEED);

        let scale = |block: Block| block.weight().sqrt();
        let present = |block: Block, film: usize| match block {
            Block::Genres => genres.matrix.row(film).nnz() > 0,
            Block::Year => true,
            Block::Topics => soup.matrix.row(film).nnz() > 0,
            sparse => sparse_blocks[sparse as usize].matrix.row(film).nnz() > 0,
        };
        let lengths: Vec<f32> = (0..n)
            .map(|film| {
                let all = Block::SPARSE.into_iter().chain(Block::DENSE);
                let share = |block| match block {
                    _ if present(block, film) => 1.0,
                    Block::Collection => 1.0,
                    _ => MISSING,
                };
                all.map(|block| block.weight() * share(block)).sum::<f32>().sqrt()
            })
            .collect();

        let (sparse, starts) = join(&sparse_blocks, &lengths);
        let widths = [genres.keys.len(), YEAR_STEPS, topics.rows.nrows()];
        let dense_starts = running(widths);
        let mut dense = DMatrix::zeros(widths.iter().sum(), n);
        for (film, movie) in catalog.movies().enumerate() {
            let mut column = dense.column_mut(film);
            let row = column.as_mut_slice();
            let (genre_part, rest) = row.split_at_mut(widths[0]);
            let (year_part, topic_part) = rest.split_at_mut(widths[1]);
            let genre_row = genres.matrix.row(film);
            for (&column, &value) in genre_row.col_indices().iter().zip(genre_row.values()) {
                genre_part[column] = value;
            }
            year_steps(movie.year(), year_part);
            topic_part.copy_from_slice(topics.rows.column(film).as_slice());
            normalise(topic_part);
            for (part, block) in [genre_part, year_part, topic_part].into_iter().zip(Block::DENSE) {
                part.iter_mut().for_each(|x| *x *= scale(block) / lengths[film]);
            }
        }
        let keys = sparse_blocks.iter().flat_map(|b| b.keys.iter().copied()).collect();
        let idf = sparse_blocks.iter().flat_map(|b| b.idf.iter().copied()).collect();
        Self { sparse, dense, starts, dense_starts, keys, idf, genres, soup, topics, stems }
    }

    /// Writes the columns that [`super::content::Content`] reads.
    pub(super) fn save(&self, columns: &mut ColumnsWriter) {
        let rows = || (0..self.sparse.nrows()).map(|i| self.sparse.row(i));
        let narrow = |indices: &[usize]| indices.iter().map(|&j| j as u32).collect::<Vec<u32>>();
        columns.lists("features.columns", rows().map(|row| narrow(row.col_indices())));
        columns.lists("features.values", rows().map(|row| row.values().to_vec()));
        columns.matrix("features.dense", self.dense.as_slice(), &[self.dense.ncols(), self.dense.nrows()]);
        columns.numbers("features.starts", &self.starts);
        columns.numbers("features.dense_starts", &self.dense_starts);
        columns.numbers("features.keys", &self.keys);
        columns.numbers("features.idf", &self.idf);
        columns.numbers("genres.keys", &self.genres.keys);
        columns.numbers("genres.idf", &self.genres.idf);
        columns.numbers("soup.keys", &self.soup.keys);
        columns.numbers("soup.idf", &self.soup.idf);
        let topics = &self.topics.columns;
        columns.matrix("soup.topics", topics.as_slice(), &[topics.ncols(), topics.nrows()]);
        let numbers = 0..self.stems.len() as u32;
        columns.texts("stems", numbers.clone().map(|stem| self.stems.stem(stem)));
        columns.texts("stems.samples", numbers.map(|stem| self.stems.sample(stem)));
    }
}

/// The positions at which parts of the given widths begin, and the end of the last.
fn running(widths: impl IntoIterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0u32];
    for width in widths {
        starts.push(starts[starts.len() - 1] + width as u32);
    }
    starts
}

/// The blocks side by side, each scaled by the root of its weight over the length of the film.
fn join(blocks: &[BlockRows], lengths: &[f32]) -> (CsrMatrix<f32>, Vec<u32>) {
    let starts = running(blocks.iter().map(|b| b.keys.len()));
    let n = lengths.len();
    let non_zeros = blocks.iter().map(|b| b.matrix.nnz()).sum();
    let (mut offsets, mut columns, mut values) =
        (Vec::with_capacity(n + 1), Vec::with_capacity(non_zeros), Vec::with_capacity(non_zeros));
    offsets.push(0);
    for (film, length) in lengths.iter().enumerate() {
        for ((rows, block), &start) in blocks.iter().zip(Block::SPARSE).zip(&starts) {
            let row = rows.matrix.row(film);
            let scale = block.weight().sqrt() / length;
            columns.extend(row.col_indices().iter().map(|j| j + start as usize));
            values.extend(row.values().iter().map(|x| x * scale));
        }
        offsets.push(values.len());
    }
    let width = starts.last().map_or(0, |&end| end as usize);
    let joined = CsrMatrix::try_from_csr_data(n, width, offsets, columns, values)
        .expect("invariant: columns ascend within a block and blocks stand in order");
    (joined, starts)
}

/// A year as bumps around fixed years, of length 1.
fn year_steps(year: u16, out: &mut [f32]) {
    let year = f32::from(year).max(FIRST_YEAR);
    for (step, x) in out.iter_mut().enumerate() {
        let distance = (year - FIRST_YEAR) / YEAR_STEP - step as f32;
        *x = (-0.5 * distance * distance).exp();
    }
    normalise(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_near_each_other_are_alike() {
        let cosine = |a, b| {
            let (mut x, mut y) = ([0.0; YEAR_STEPS], [0.0; YEAR_STEPS]);
            year_steps(a, &mut x);
            year_steps(b, &mut y);
            x.iter().zip(y).map(|(x, y)| x * y).sum::<f32>()
        };
        assert!((cosine(1995, 1995) - 1.0).abs() < 1e-5);
        assert!((cosine(1993, 1995) - 0.641).abs() < 0.02);
        assert!((cosine(2008, 2010) - 0.641).abs() < 0.02, "the same everywhere");
        assert!(cosine(1988, 1995) < 0.01);
        assert!(cosine(1880, 1900) > 0.99);
    }
}
