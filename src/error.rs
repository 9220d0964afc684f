//! The one error of the library: every variant names the file, key or shape it is about, and says what to do.
//!
//! "Not found", "which one?" and "not understood" are not errors but [`crate::engine::Answer`]s.

use std::path::{Path, PathBuf};

/// Shorthand for results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong outside of a conversation: a disk, a broken file, a configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}{}", remedy(.source), path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A CSV file that cannot be read on: not text, cut in the middle, broken compression.
    #[error("{path}{line}: {reason}", path = .path.display(), line = at_line(*.line))]
    Csv {
        /// The file.
        path: PathBuf,
        /// The line (1-based) at which reading stopped, 0 where unknown.
        line: u64,
        /// What is wrong, in words.
        reason: String,
    },
    /// A source file without the columns that it must have.
    #[error("{path}: the column `{column}` is missing; found: {found}", path = .path.display())]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The column looked for.
        column: &'static str,
        /// The header that was found.
        found: String,
    },
    /// Two files of the same name in the data folders.
    #[error("two files are called `{name}`: {first} and {second}; keep one of them", first = .first.display(), second = .second.display())]
    DuplicateSource {
        /// The file name that occurs twice.
        name: String,
        /// The first file.
        first: PathBuf,
        /// The second file.
        second: PathBuf,
    },
    /// No film or platform file in the data folders.
    #[error(
        "no film or platform file in {folders}: put movies_metadata.csv or netflix_titles.csv there, or name another folder with --data"
    )]
    NoSources {
        /// The folders that were searched.
        folders: String,
    },
    /// Models that are worse than those that serve, on the ratings held back from both.
    #[error(
        "the new models are worse than those of generation {generation} (RMSE {rmse:.3} after {rmse_before:.3}, ndcg {ndcg:.3} after {ndcg_before:.3}): nothing was published; `--force` publishes them all the same"
    )]
    Worse {
        /// The generation that serves.
        generation: u32,
        /// Error of the new estimates.
        rmse: f64,
        /// Error of those that serve.
        rmse_before: f64,
        /// ndcg@10 of the new ranking.
        ndcg: f64,
        /// That of the one that serves.
        ndcg_before: f64,
    },
    /// There is no index yet.
    #[error("there is no index in {path}: run `claqueta index`", path = .path.display())]
    NoIndex {
        /// The index folder.
        path: PathBuf,
    },
    /// The index was written by another version of the program.
    #[error("the index in {path} has format {found}, this program reads {wanted}: run `claqueta index` again", path = .path.display())]
    StaleIndex {
        /// The generation's folder.
        path: PathBuf,
        /// The format that this program reads.
        wanted: u32,
        /// The format found.
        found: u32,
    },
    /// A file of the index is not what its manifest says.
    #[error("{path} is damaged ({reason}): run `claqueta index` again", path = .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// In which way.
        reason: String,
    },
    /// Another process is building an index in the same folder.
    #[error("another build is running in {path}: wait for it or use another --index", path = .path.display())]
    Busy {
        /// The index folder.
        path: PathBuf,
    },
    /// A key of the configuration is wrong.
    #[error("{origin}: {reason}")]
    Config {
        /// The file or the environment variable.
        origin: String,
        /// What is wrong.
        reason: String,
    },
    /// The full-text index failed.
    #[error("full-text index: {}", innermost(.0))]
    FullText(#[from] tantivy::TantivyError),
    /// A table could not be exported.
    #[error("{path}: {reason}", path = .path.display())]
    Export {
        /// The file being written.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// A build in a process of its own failed.
    #[error("the build failed: {reason}")]
    Build {
        /// The line with which it ended.
        reason: String,
    },
    /// The store of people's data could not be used.
    #[error("{path}: {reason}", path = .path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// More different names in a column than an index can number.
    #[error("more than {most} different {what}: is the column with the {what} of the film files the right one?")]
    TooMany {
        /// What the names are of.
        what: &'static str,
        /// How many can be numbered.
        most: usize,
    },
    /// The build was cancelled on request.
    #[error("the build was cancelled")]
    Cancelled,
}

fn at_line(line: u64) -> String {
    if line > 0 { format!(", line {line}") } else { String::new() }
}

/// What to do about an error of the disk, where that can be said.
fn remedy(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull};
    match error.kind() {
        NotFound => "; check the path",
        PermissionDenied => "; allow this user to use it, or name another folder",
        ReadOnlyFilesystem => "; name a folder that can be written to",
        StorageFull => "; make room on this disk, or name a folder on another",
        _ => "",
    }
}

impl Error {
    /// Adapter for `map_err`: adds the path to an I/O error.
    pub fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// What an error comes down to: its last cause, which is what a person can do something about.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
