//! The cleaned tables as files that pandas, DuckDB and polars read: CSV or Parquet. The door is [`export`].
//!
//! The columns stand in `docs/tables.md`. Empty text and unknown values are null: an empty field in CSV.

mod csv;
mod parquet;
mod tables;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::Dataset;
use crate::error::{Error, Result};

/// Format of exported tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma separated, UTF-8, `\n`, fields quoted where needed.
    Csv,
    /// Typed columns, compressed with zstd, in row groups.
    Parquet,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

/// Writes the tables `films`, `credits`, `titles` and `ratings` into `folder`, which is made if it is not there.
///
/// Each file is written aside and renamed, so that a reader never sees half of one. Returns the files, in that order.
/// Equal data give equal files.
///
/// # Errors
/// [`Error::Io`] and [`Error::Export`], with the file that could not be written.
pub fn export(data: &Dataset, folder: &Path, format: Format) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let tables = tables::all(data);
    let files = tables.iter().map(|table| write(table, folder, format)).collect::<Result<Vec<_>>>()?;
    // The renames themselves; where folders cannot be synced the files are complete all the same.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(files)
}

static NEXT_ASIDE: AtomicU64 = AtomicU64::new(0);

fn write(table: &Table, folder: &Path, format: Format) -> Result<PathBuf> {
    let path = folder.join(format!("{}.{}", table.name, format.extension()));
    // A name of this call: two runs into one folder, of one process or several, must not write into one file.
    let number = NEXT_ASIDE.fetch_add(1, Ordering::Relaxed);
    let aside = folder.join(format!("{}.{}.{}-{number}.tmp", table.name, format.extension(), process::id()));
    let written = write_aside(table, &aside, format).and_then(|()| fs::rename(&aside, &path).map_err(Error::io(&path)));
    if let Err(error) = written {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&aside);
        return Err(error);
    }
    Ok(path)
}

fn write_aside(table: &Table, aside: &Path, format: Format) -> Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create(aside).map_err(Error::io(aside))?);
    match format {
        Format::Csv => csv::write(table, &mut out),
        Format::Parquet => parquet::write(table, &mut out),
    }
    .map_err(|reason| Error::Export { path: aside.to_owned(), reason })?;
    out.flush().and_then(|()| out.get_ref().sync_all()).map_err(Error::io(aside))
}

/// A table to be written: its columns, and the cells of a row.
struct Table<'d> {
    name: &'static str,
    columns: &'static [(&'static str, Kind)],
    len: usize,
    row: FillRow<'d>,
}

/// Appends the cells of a row, as many as there are columns, each of its column's kind.
type FillRow<'d> = Box<dyn Fn(usize, &mut Vec<Cell<'d>>) + 'd>;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int,
    Float,
    Date,
    Text,
}

/// One value; `None` and empty text are null.
enum Cell<'d> {
    Int(Option<i64>),
    Float(Option<f64>),
    Date(Option<NaiveDate>),
    Text(Cow<'d, str>),
}
