//! Which files of the data folders are sources, recognised by name. The doors are [`find`] and [`keep_apart`].

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{films, titles};
use crate::catalog::Platform;
use crate::error::{Error, Result};

/// What a file holds. The order is that of reading and of the report; among films, the first source wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// `movies_metadata.csv`, nested Python literals.
    Metadata,
    /// `movies_dataset.csv`, the same table under another name.
    MetadataRenamed,
    /// `tmdb_5000_movies.csv`, nested JSON.
    Tmdb5000,
    /// `TMDB_movie_dataset_v11….csv`, comma lists.
    TmdbV11,
    /// `credits.csv`.
    Credits,
    /// `tmdb_5000_credits.csv`.
    Tmdb5000Credits,
    /// `keywords.csv`.
    Keywords,
    /// `links.csv`.
    Links,
    /// `ratings.csv`.
    Ratings,
    /// `ratings_small.csv`: a part of `ratings.csv`.
    RatingsSmall,
    /// `…_titles.csv` of a platform.
    Titles(Platform),
    /// `ratings/*.csv`.
    PlatformRatings,
    /// `title.akas.tsv`.
    Akas,
}

impl Kind {
    /// By the file's name without `.gz`, and the names that its folder goes by.
    pub(super) fn recognise(name: &str, in_ratings: bool) -> Option<Self> {
        Some(match name {
            "movies_metadata.csv" => Self::Metadata,
            "movies_dataset.csv" => Self::MetadataRenamed,
            "tmdb_5000_movies.csv" => Self::Tmdb5000,
            "tmdb_5000_credits.csv" => Self::Tmdb5000Credits,
            "credits.csv" => Self::Credits,
            "keywords.csv" => Self::Keywords,
            "links.csv" => Self::Links,
            "ratings.csv" => Self::Ratings,
            "ratings_small.csv" => Self::RatingsSmall,
            "amazon_prime_titles.csv" => Self::Titles(Platform::Amazon),
            "disney_plus_titles.csv" => Self::Titles(Platform::Disney),
            "hulu_titles.csv" => Self::Titles(Platform::Hulu),
            "netflix_titles.csv" => Self::Titles(Platform::Netflix),
            "title.akas.tsv" => Self::Akas,
            _ if name.starts_with("TMDB_movie_dataset_v11") && name.ends_with(".csv") => Self::TmdbV11,
            _ if in_ratings && name.ends_with(".csv") => Self::PlatformRatings,
            _ => return None,
        })
    }

    /// The columns without which a file of this kind is none.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Metadata | Self::MetadataRenamed | Self::Tmdb5000 | Self::TmdbV11 => films::COLUMNS,
            Self::Credits => &["id", "cast", "crew"],
            Self::Tmdb5000Credits => &["movie_id", "cast", "crew"],
            Self::Keywords => &["id", "keywords"],
            Self::Links => &["movieId", "tmdbId"],
            Self::Ratings | Self::RatingsSmall | Self::PlatformRatings => &["userId", "movieId", "rating"],
            Self::Titles(_) => titles::COLUMNS,
            Self::Akas => &["titleId", "title", "region", "language"],
        }
    }

    /// Whether a catalogue can be made of this file alone.
    pub(super) fn stands_alone(self) -> bool {
        matches!(self, Self::Metadata | Self::MetadataRenamed | Self::Tmdb5000 | Self::TmdbV11 | Self::Titles(_))
    }
}

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) kind: Kind,
    pub(super) path: PathBuf,
    /// Size on disk.
    pub(super) bytes: u64,
}

/// The sources in `folders` and their sub-folders, in the order of reading: by kind, then by name.
///
/// Symbolic links are followed; a folder or file that is reached twice counts once. What is in the folders `instead` takes
/// the place of sources of the same name; of those folders the later wins, and one that is not there is empty.
///
/// # Errors
/// [`Error::Io`] for a folder that is not there and for a source that cannot be opened or is no regular file (opening a
/// pipe may wait for ever, a device may never end), [`Error::DuplicateSource`] for two files of the same name, [`Error::NoSources`] when neither films nor platform titles are there.
pub(super) fn find(folders: &[PathBuf], instead: &[PathBuf]) -> Result<Vec<Source>> {
    let mut walk = Walk::default();
    for folder in folders {
        match fs::metadata(folder) {
            Ok(about) if about.is_dir() => walk.folder(folder)?,
            Ok(_) => return Err(not_a_folder(folder, "this is a file; --data takes the folder that holds it")),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(not_a_folder(folder, "there is no such folder; create it or name another with --data"));
            }
            Err(e) => return Err(Error::io(folder)(e)),
        }
    }
    for folder in instead.iter().filter(|folder| folder.is_dir()) {
        let mut other = Walk::default();
        other.folder(folder)?;
        walk.sources.extend(other.sources);
    }
    let mut sources: Vec<(String, Source)> = walk.sources.into_iter().collect();
    sources.sort_by(|(name, a), (other, b)| (a.kind, name).cmp(&(b.kind, other)));
    if !sources.iter().any(|(_, source)| source.kind.stands_alone()) {
        let folders = folders.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(Error::NoSources { folders });
    }
    Ok(sources.into_iter().map(|(_, source)| source).collect())
}

/// Makes sure that tables written to `out` cannot replace sources, nor be taken for sources by the next run.
///
/// Reads folders only, no file; `out` need not exist.
///
/// # Errors
/// [`Error::Export`] when `out` is, holds or lies inside one of `folders`, or holds a source that a link leads to;
/// those of `find`.
pub fn keep_apart(folders: &[PathBuf], out: &Path) -> Result<()> {
    let sources = find(folders, &[])?;
    let real_out = real(out).map_err(Error::io(out))?;
    let data = folders.iter().chain(sources.iter().map(|source| &source.path));
    for path in data {
        let real = fs::canonicalize(path).map_err(Error::io(path))?;
        if real.starts_with(&real_out) || (real.is_dir() && real_out.starts_with(&real)) {
            let reason =
                format!("the tables would mix with the source data in {}; name another folder", path.display());
            return Err(Error::Export { path: out.to_owned(), reason });
        }
    }
    Ok(())
}

/// `path` without links, `.` and `..`, as far as it exists.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
        if let Ok(resolved) = fs::canonicalize(&real) {
            real = resolved;
        }
    }
    Ok(real)
}

fn not_a_folder(folder: &Path, reason: &str) -> Error {
    Error::io(folder)(io::Error::new(io::ErrorKind::InvalidInput, reason))
}

#[derive(Default)]
struct Walk {
    /// Real paths of folders and files already seen: ends loops of links.
    seen: HashSet<PathBuf>,
    /// By name, so that a second file of the name is noticed.
    sources: BTreeMap<String, Source>,
}

impl Walk {
    fn folder(&mut self, folder: &Path) -> Result<()> {
        let real = fs::canonicalize(folder).map_err(Error::io(folder))?;
        let in_ratings = [folder, &real].iter().any(|path| path.file_name() == Some(OsStr::new("ratings")));
        if !self.seen.insert(real) {
            return Ok(());
        }
        let mut paths = fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>())
            .map_err(Error::io(folder))?;
        paths.sort();
        for path in paths {
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            let plain = name.strip_suffix(".gz").unwrap_or(name);
            let kind = Kind::recognise(plain, in_ratings);
            let about = match fs::metadata(&path) {
                Ok(about) => about,
                // A dangling or circular link matters only where it stands for a source.
                Err(_) if kind.is_none() => continue,
                Err(e) => return Err(Error::io(&path)(e)),
            };
            let unfit = |reason| Err(Error::io(&path)(io::Error::new(io::ErrorKind::InvalidInput, reason)));
            if kind.is_some() && about.is_dir() {
                return unfit("this is a folder that is named like a source; rename it");
            } else if kind.is_some() && !about.is_file() {
                return unfit("this is not a regular file, though named like a source; remove it");
            }
            if about.is_dir() {
                self.folder(&path)?;
            } else if let Some(kind) = kind {
                let name = if kind == Kind::PlatformRatings { format!("ratings/{plain}") } else { plain.to_owned() };
                self.file(name, Source { kind, path, bytes: about.len() })?;
            }
        }
        Ok(())
    }

    fn file(&mut self, name: String, source: Source) -> Result<()> {
        let real = fs::canonicalize(&source.path).map_err(Error::io(&source.path))?;
        if !self.seen.insert(real) {
            return Ok(());
        }
        if let Some(first) = self.sources.get(&name) {
            return Err(Error::DuplicateSource { name, first: first.path.clone(), second: source.path });
        }
        self.sources.insert(name, source);
        Ok(())
    }
}
