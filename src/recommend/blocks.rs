//! One block of features per field of a film, each a sparse matrix with rows of length 1 or less.
//!
//! The door is [`collect`]. The idea of one separately normalised block per field, each with a weight of its own, is
//! that of field-weighted retrieval (Robertson, Zaragoza & Taylor 2004) carried over to cosines: the cosine of two
//! films is then the weighted mean of the cosines of their fields, and can be explained field by field.

use std::collections::HashMap;

use nalgebra_sparse::CsrMatrix;

use super::words::Stems;
use crate::catalog::{Catalog, Movie};

/// A field of a film. The order is that of the columns of the feature matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Block {
    /// Keywords.
    Keywords,
    /// The first [`CAST`] names of the cast.
    Cast,
    /// Directors.
    Directors,
    /// The saga.
    Collection,
    /// Production companies.
    Companies,
    /// Stems of the plot.
    Plot,
    /// Stems of the title.
    Title,
    /// Production countries.
    Countries,
    /// Genres.
    Genres,
    /// The year, as soft steps.
    Year,
    /// Latent topics of plot, keywords and genres.
    Topics,
}

/// How many names of the cast count: ten agree better with what people watch together than three or all.
const CAST: usize = 10;

impl Block {
    /// Blocks stored sparse, in order of columns.
    pub(super) const SPARSE: [Self; 8] = [
        Self::Keywords,
        Self::Cast,
        Self::Directors,
        Self::Collection,
        Self::Companies,
        Self::Plot,
        Self::Title,
        Self::Countries,
    ];

    /// Blocks stored dense, in order of columns.
    pub(super) const DENSE: [Self; 3] = [Self::Genres, Self::Year, Self::Topics];

    /// Its share in the cosine of two films that have every field (relative to the other weights).
    ///
    /// Near to the weights that a published block model was given, moved as far as both kinds of truth agree: films
    /// that the same people like (MovieLens-100k, ml-latest-small) and films that people give the same tags. The
    /// former alone would have more cast, country and year, at the price of the latter (`docs/recommending.md`).
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Keywords => 0.35,
            Self::Cast => 2.20,
            Self::Directors => 0.70,
            Self::Collection => 1.57,
            Self::Companies => 0.28,
            Self::Plot => 1.00,
            Self::Title => 0.28,
            Self::Countries => 0.60,
            Self::Genres => 0.98,
            Self::Year => 0.65,
            Self::Topics => 1.10,
        }
    }
}

/// The idf from which on a country counts whole: that of one in every 150 films. Two films of the country that most are
/// from have hardly anything in common by it.
const RARE_COUNTRY: f32 = 6.0;

/// The features of one field of all films.
pub(super) struct BlockRows {
    /// What each column stands for: a row of the catalogue or the number of a stem; ascending.
    pub(super) keys: Vec<u32>,
    /// The idf of each column.
    pub(super) idf: Vec<f32>,
    /// films × columns; rows have length 1 (those of countries the less, the more common the country), or 0 where the
    /// field is missing.
    pub(super) matrix: CsrMatrix<f32>,
}

/// How the features of a field are counted.
#[derive(Clone, Copy)]
struct Counting {
    /// Features of fewer films than this are left out: they can say nothing about two films.
    min_films: u32,
    /// Features of more than this share of the films are left out.
    max_share: f32,
}

const NAMES: Counting = Counting { min_films: 1, max_share: 1.0 };
const WORDS: Counting = Counting { min_films: 2, max_share: 0.2 };

/// The features of `block` of all films of the catalogue. [`Block::Year`] and [`Block::Topics`] are not counted but
/// computed elsewhere and have no columns here.
pub(super) fn collect(block: Block, catalog: &Catalog, words: &mut Stems) -> BlockRows {
    let counting = match block {
        Block::Plot | Block::Title => WORDS,
        _ => NAMES,
    };
    let mut rows = Rows::default();
    let mut keys = Vec::new();
    // The catalogue shows countries by name only.
    let mut countries: HashMap<&str, u32> = HashMap::new();
    for film in catalog.movies() {
        keys.clear();
        features(block, film, words, &mut keys);
        if block == Block::Countries {
            keys.extend(film.countries().map(|name| {
                let next = countries.len() as u32;
                *countries.entry(name).or_insert(next)
            }));
        }
        rows.push(&mut keys);
    }
    let mut weighed = weigh(&rows, counting);
    if block == Block::Countries {
        lighten(&mut weighed);
    }
    weighed
}

/// Makes rows shorter whose rarest feature is still a common one.
fn lighten(rows: &mut BlockRows) {
    let (offsets, columns, values) = rows.matrix.csr_data_mut();
    for bounds in offsets.windows(2) {
        let rarest = columns[bounds[0]..bounds[1]].iter().map(|&c| rows.idf[c]).fold(0.0, f32::max);
        let scale = (rarest / RARE_COUNTRY).min(1.0);
        values[bounds[0]..bounds[1]].iter_mut().for_each(|x| *x *= scale);
    }
}

/// The latent topics are computed from this: stems of plot, keywords and genres in one vocabulary.
pub(super) fn soup(catalog: &Catalog, words: &mut Stems) -> BlockRows {
    let mut rows = Rows::default();
    let mut keys = Vec::new();
    for film in catalog.movies() {
        keys.clear();
        words.append(film.overview(), &mut keys);
        film.keywords().chain(film.genres()).for_each(|name| words.append(name, &mut keys));
        rows.push(&mut keys);
    }
    weigh(&rows, WORDS)
}

fn features(block: Block, film: Movie<'_>, words: &mut Stems, out: &mut Vec<u32>) {
    match block {
        Block::Keywords => out.extend_from_slice(film.keyword_ids()),
        Block::Cast => out.extend(film.cast().take(CAST).map(|p| p.0)),
        Block::Directors => out.extend(film.directors().map(|p| p.0)),
        Block::Collection => out.extend(film.collection_id()),
        Block::Companies => out.extend_from_slice(film.company_ids()),
        Block::Plot => words.append(film.overview(), out),
        Block::Title => words.append(film.title(), out),
        Block::Genres => out.extend(film.genre_ids().iter().map(|&g| u32::from(g))),
        Block::Countries | Block::Year | Block::Topics => {}
    }
}

/// Features of films with their counts, one row after the other.
struct Rows {
    offsets: Vec<usize>,
    keys: Vec<u32>,
    counts: Vec<u16>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { offsets: vec![0], keys: Vec::new(), counts: Vec::new() }
    }
}

impl Rows {
    /// Adds a film: sorts its keys and counts the repeated ones.
    fn push(&mut self, keys: &mut [u32]) {
        keys.sort_unstable();
        for group in keys.chunk_by(|a, b| a == b) {
            self.keys.push(group[0]);
            self.counts.push(group.len().min(usize::from(u16::MAX)) as u16);
        }
        self.offsets.push(self.keys.len());
    }
}

/// tf-idf with sublinear counts (1 + ln tf) and smoothed idf (1 + ln (1 + n) / (1 + df), n the films that have the
/// field at all), rows scaled to length 1 (Salton & Buckley 1988).
fn weigh(rows: &Rows, counting: Counting) -> BlockRows {
    let mut films_with: Vec<u32> = vec![0; rows.keys.iter().max().map_or(0, |&k| k as usize + 1)];
    rows.keys.iter().for_each(|&k| films_with[k as usize] += 1);
    let present = rows.offsets.windows(2).filter(|w| w[0] < w[1]).count();
    let most = (present as f32 * counting.max_share).ceil() as u32;
    let mut column_of = vec![usize::MAX; films_with.len()];
    let (mut keys, mut idf) = (Vec::new(), Vec::new());
    for (key, &df) in films_with.iter().enumerate() {
        if df >= counting.min_films.max(1) && df <= most.max(2) {
            column_of[key] = keys.len();
            keys.push(key as u32);
            idf.push(1.0 + ((1.0 + present as f32) / (1.0 + df as f32)).ln());
        }
    }
    let n = rows.offsets.len() - 1;
    let mut offsets = Vec::with_capacity(n + 1);
    offsets.push(0);
    let (mut columns, mut values) = (Vec::with_capacity(rows.keys.len()), Vec::with_capacity(rows.keys.len()));
    for bounds in rows.offsets.windows(2) {
        let begin = values.len();
        for at in bounds[0]..bounds[1] {
            let column = column_of[rows.keys[at] as usize];
            if column != usize::MAX {
                columns.push(column);
                values.push((1.0 + f32::from(rows.counts[at]).ln()) * idf[column]);
            }
        }
        normalise(&mut values[begin..]);
        offsets.push(values.len());
    }
    let matrix = CsrMatrix::try_from_csr_data(n, keys.len(), offsets, columns, values)
        .expect("invariant: offsets ascend, and so do the columns of each row");
    BlockRows { keys, idf, matrix }
}

/// Scales to length 1; leaves a vector of zeros alone.
pub(super) fn normalise(vector: &mut [f32]) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|x| *x /= length);
    }
}
