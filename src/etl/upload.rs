//! A single file that somebody hands over: which source it is, told by its name or else by its header.
//!
//! The door is [`recognise`].

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::Silent;
use super::sources::{Kind, Source};
use super::table::{Format, Table};
use crate::error::Error;

/// What a file may hold at most when it is unpacked: beyond it, a small archive would fill the disk and the memory.
pub const LARGEST_UNPACKED: u64 = 512 << 20;

/// Why a file can be no source.
#[derive(Debug)]
pub enum Unfit {
    /// It unpacks to more than [`LARGEST_UNPACKED`] bytes.
    TooLarge,
    /// The titles of a platform, but its name does not say of which.
    WhichPlatform,
    /// No source has these columns.
    UnknownColumns(String),
    /// The source that it is called like has a column that it lacks.
    MissingColumn {
        /// The source.
        source: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// It cannot be read as a table.
    Broken(Error),
}

/// The path, within a folder of data, of the source that the file at `path` is; `name` is what it came as.
///
/// Reads the whole file once to learn its size when unpacked. Whether its rows are of use is what
/// [`run`](super::run) tells.
///
/// # Errors
/// [`Unfit`].
pub fn recognise(path: &Path, name: &str) -> Result<PathBuf, Unfit> {
    if unpacked(path).map_err(|e| Unfit::Broken(Error::io(path)(e)))? > LARGEST_UNPACKED {
        return Err(Unfit::TooLarge);
    }
    let bare = Path::new(name).file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let bare = bare.strip_suffix(".gz").unwrap_or(bare);
    if let Some(kind) = Kind::recognise(bare, false) {
        open(path, kind, kind.columns()).map_err(|error| match error {
            Error::MissingColumn { column, .. } => Unfit::MissingColumn { source: bare.into(), column },
            error => Unfit::Broken(error),
        })?;
        return Ok(bare.into());
    }
    let mut table = open(path, Kind::Metadata, &[]).map_err(Unfit::Broken)?;
    let has = |column: &str| table.header().any(|name| name == column);
    let all = |kind: Kind| kind.columns().iter().all(|column| has(column));
    let source = if all(Kind::Metadata) {
        match (has("belongs_to_collection"), has("keywords")) {
            (false, true) if has("backdrop_path") => "TMDB_movie_dataset_v11.csv",
            (false, true) => "tmdb_5000_movies.csv",
            _ => "movies_metadata.csv",
        }
    } else if all(Kind::Tmdb5000Credits) {
        "tmdb_5000_credits.csv"
    } else if all(Kind::Credits) {
        "credits.csv"
    } else if all(Kind::Keywords) {
        "keywords.csv"
    } else if all(Kind::Links) {
        "links.csv"
    } else if all(Kind::Ratings) {
        return ratings(&mut table, bare).map_err(Unfit::Broken);
    } else if has("show_id") && has("type") && has("listed_in") {
        return Err(Unfit::WhichPlatform);
    } else {
        return Err(Unfit::UnknownColumns(table.header_shown()));
    };
    Ok(source.into())
}

/// Ratings of films or, where items are named `as680`, of a platform's titles.
fn ratings(table: &mut Table<'_>, bare: &str) -> Result<PathBuf, Error> {
    let first = table.first_of("movieId")?;
    if !first.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Ok("ratings.csv".into());
    }
    let safe: String = bare.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    Ok(Path::new("ratings").join(format!("{}.csv", safe.trim_end_matches("_csv"))))
}

fn open(path: &Path, kind: Kind, columns: &[&'static str]) -> Result<Table<'static>, Error> {
    let source = Source { kind, path: path.to_owned(), bytes: 0 };
    let format = if kind == Kind::Akas { Format::Tsv } else { Format::Csv };
    Table::open(&source, format, columns, &Silent).map(|(table, _)| table)
}

/// Bytes of the file when unpacked; just more than [`LARGEST_UNPACKED`] for any number beyond.
fn unpacked(path: &Path) -> std::io::Result<u64> {
    let mut start = [0; 2];
    let is_gzip = File::open(path)?.read(&mut start)? == 2 && start == [0x1f, 0x8b];
    if !is_gzip {
        return Ok(std::fs::metadata(path)?.len());
    }
    let unpacked = MultiGzDecoder::new(BufReader::with_capacity(1 << 16, File::open(path)?));
    std::io::copy(&mut unpacked.take(LARGEST_UNPACKED + 1), &mut std::io::sink())
}
