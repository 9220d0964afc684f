//! From source files to cleaned tables: finds the sources, reads each by its schema, merges and reports.
//!
//! The doors are [`run`], which reads, [`export`], which writes cleaned tables, and [`keep_apart`], which guards the
//! sources from the latter; [`recognise`] tells which source a single file is. One file per source; the nested literals have a reader of their own in [`literal`].

mod akas;
mod credits;
mod dataset;
mod export;
mod films;
mod keywords;
pub mod literal;
mod ratings;
mod report;
mod sources;
mod table;
mod titles;
mod upload;
mod values;

pub use dataset::{Alias, Credit, Dataset, Film, Item, Person, Rating, Role, Title, return_ratio};
pub use export::{Format, export};
pub use report::{EtlReport, SourceReport};
pub use sources::keep_apart;
pub use upload::{LARGEST_UNPACKED, Unfit, recognise};

use std::collections::HashMap;
use std::panic;
use std::path::PathBuf;
use std::thread;

use credits::CreditTable;
use films::FilmTable;
use sources::{Kind, Source};

use crate::error::{Error, Result};

/// Reads every source in `folders` and their sub-folders.
///
/// Progress is told as one stage, `read`, in bytes of the files. Cost: linear in the files; credits are read beside
/// all the rest, so that two threads are busy.
///
/// # Errors
/// [`Error::NoSources`] when there is nothing to read, [`Error::DuplicateSource`] for two files of the same name,
/// [`Error::MissingColumn`] and [`Error::Csv`] for files that are not what their name says or of which no row
/// can be used, [`Error::Cancelled`].
pub fn run(folders: &[PathBuf], progress: &dyn Progress) -> Result<Dataset> {
    run_replacing(folders, &[], progress)
}

/// The same, where sources in the folders `instead` take the place of those of the same name; of these folders the later
/// wins, and one that is not there is empty.
///
/// # Errors
/// As for [`run`].
pub fn run_replacing(folders: &[PathBuf], instead: &[PathBuf], progress: &dyn Progress) -> Result<Dataset> {
    let sources = sources::find(folders, instead)?;
    progress.stage("read", sources.iter().map(|source| source.bytes).sum());
    let (mut data, credits) = thread::scope(|scope| {
        let credits = scope.spawn(|| read_credits(&sources, progress));
        let rest = read_rest(&sources, progress);
        let credits = credits.join().unwrap_or_else(|payload| panic::resume_unwind(payload));
        Ok::<_, Error>((rest?, credits?))
    })?;
    let credits = credits.finish(&data.films)?;
    data.credits = credits.credits;
    data.people = credits.people;
    data.jobs = credits.jobs;
    data.report.sources.extend(credits.reports);
    let place = |path: &PathBuf| sources.iter().position(|source| source.path == *path);
    data.report.sources.sort_by_key(|report| place(&report.path));
    Ok(data)
}

fn read_credits(sources: &[Source], progress: &dyn Progress) -> Result<CreditTable> {
    let mut credits = CreditTable::default();
    for source in sources.iter().filter(|source| matches!(source.kind, Kind::Credits | Kind::Tmdb5000Credits)) {
        credits.read(source, progress)?;
    }
    Ok(credits)
}

/// Everything but credits. Sources come in the order in which they need each other.
fn read_rest(sources: &[Source], progress: &dyn Progress) -> Result<Dataset> {
    let mut data = Dataset::default();
    let reports = &mut data.report.sources;
    let mut films = FilmTable::default();
    for source in sources {
        if let Kind::Metadata | Kind::MetadataRenamed | Kind::Tmdb5000 | Kind::TmdbV11 = source.kind {
            reports.push(films.read(source, progress)?);
        }
    }
    data.films = films.finish();
    let mut links = ratings::Links::new();
    for source in sources {
        let report = match source.kind {
            Kind::Keywords => keywords::read(source, &mut data.films, progress)?,
            Kind::Links => {
                let report;
                (links, report) = ratings::read_links(source, progress)?;
                report
            }
            Kind::RatingsSmall if sources.iter().any(|other| other.kind == Kind::Ratings) => {
                ratings::skip(source, progress)?
            }
            Kind::Ratings | Kind::RatingsSmall => {
                ratings::read_films(source, &links, &data.films, &mut data.ratings, progress)?
            }
            Kind::Titles(platform) => titles::read(source, platform, &mut data.titles, progress)?,
            Kind::PlatformRatings => {
                let row_of: HashMap<&str, u32> =
                    data.titles.iter().enumerate().map(|(row, title)| (title.key.as_str(), row as u32)).collect();
                ratings::read_titles(source, &row_of, &mut data.ratings, progress)?
            }
            Kind::Akas => {
                let report;
                (data.aliases, report) = akas::read(source, &data.films, progress)?;
                report
            }
            _ => continue,
        };
        reports.push(report);
    }
    ratings::score(&mut data.titles, &data.ratings);
    // In place: there may be tens of millions.
    data.ratings
        .sort_unstable_by(|a, b| (a.user, a.item, a.at).cmp(&(b.user, b.item, b.at)).then(a.score.total_cmp(&b.score)));
    Ok(data)
}

/// Told how far a long task is; a door may draw a bar with it.
pub trait Progress: Sync {
    /// A new stage begins, named by a short stable word (`read`, `catalog`, …) with `total` units (0 where unknown).
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
