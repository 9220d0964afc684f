//! The first places of every list of similar films after it is made varied, computed when the index is built: to show
//! them is a look-up.
//!
//! The doors are [`build`] and [`Varied::open`].

use std::collections::HashMap;
use std::path::Path;

use rayon::prelude::*;

use super::content::Content;
use super::diversify::diversify;
use super::neighbours::{self, Neighbours};
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::catalog::{Catalog, MovieId};
use crate::error::{Error, Result};
use crate::etl::Progress;
use crate::rank::Scored;

/// File name in a generation.
pub(super) const FILE: &str = "varied.safetensors";

/// Places kept for every film: two pages, beyond which few look.
const KEPT: usize = 10;

/// How much the score counts against variety.
const TRUST: f32 = 0.7;

/// Films of one saga that come before the rest of the list: their scores are so much greater than all others that no
/// measure of variety makes room beside them.
const OF_A_SAGA: usize = 2;

/// The first `k` of a list that is not five times the same: the nearest two of each saga at their places, the others of it
/// after all that is no saga.
pub(super) fn varied(catalog: &Catalog, content: &Content, near: &[Scored<MovieId>], k: usize) -> Vec<Scored<MovieId>> {
    let mut of_saga: HashMap<u32, usize> = HashMap::new();
    let (first, rest): (Vec<_>, Vec<_>) = near.iter().partition(|one| {
        catalog.movie(one.value).collection_id().is_none_or(|saga| {
            let met = of_saga.entry(saga).or_default();
            *met += 1;
            *met <= OF_A_SAGA
        })
    });
    let mut picked = diversify(&first, k, TRUST, |a, b| content.cosine(a, b));
    picked.extend(rest.into_iter().take(k - picked.len()));
    picked
}

/// Computes the order of all films and writes it into `folder`. Cost: some 60 µs for each film on one core.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` says so, [`Error::Io`] when the file cannot be written.
pub(super) fn build(
    catalog: &Catalog,
    content: &Content,
    neighbours: &Neighbours,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<()> {
    let n_films = catalog.n_films();
    let kept = kept(n_films);
    let orders: Vec<Vec<u8>> = (0..n_films as u32)
        .into_par_iter()
        .map(|film| {
            if progress.cancelled() {
                return Vec::new();
            }
            let near: Vec<Scored<MovieId>> = neighbours.of(MovieId(film)).collect();
            let place = |one: &Scored<MovieId>| near.iter().position(|other| other.value == one.value);
            varied(catalog, content, &near, kept).iter().filter_map(place).map(|place| place as u8).collect()
        })
        .collect();
    if progress.cancelled() {
        return Err(Error::Cancelled);
    }
    let mut columns = ColumnsWriter::default();
    columns.matrix("places", &orders.concat(), &[n_films, kept]);
    columns.write(&folder.join(FILE))
}

/// Places kept in a catalogue of so many films.
fn kept(n_films: usize) -> usize {
    const { assert!(KEPT <= neighbours::KEPT && neighbours::KEPT <= u8::MAX as usize) };
    KEPT.min(n_films.saturating_sub(1))
}

/// The order of every film, read-only.
pub(super) struct Varied {
    kept: usize,
    places: Column<u8>,
}

impl Varied {
    /// Opens what [`build`] wrote.
    pub(super) fn open(folder: &Path, n_films: usize) -> Result<Self> {
        let path = folder.join(FILE);
        let kept = kept(n_films);
        let places: Column<u8> = Columns::open(&path)?.numbers("places", n_films * kept)?;
        match places.iter().all(|&place| usize::from(place) < neighbours::kept(n_films)) {
            true => Ok(Self { kept, places }),
            false => Err(Error::Damaged { path, reason: "it names places past the end of a list".to_owned() }),
        }
    }

    /// Where in the list of neighbours the first ones shown stand, in order; none for a row that is not there.
    pub(super) fn of(&self, film: MovieId) -> &[u8] {
        self.places.get(film.index() * self.kept..(film.index() + 1) * self.kept).unwrap_or(&[])
    }
}
