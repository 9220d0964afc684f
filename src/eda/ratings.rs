//! Figures of people's ratings: what they give, how many, and whether it says anything.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::Path;

use super::chart::Chart;
use crate::catalog::{Catalog, UserSpace};
use crate::etl::{Dataset, Rating};
use crate::recommend::{Signal, signals};
use crate::render::words::charts::report;

/// Upper ends of the steps in which ratings per user and per title are counted; the last step is open.
pub const STEPS: [u32; 8] = [1, 4, 9, 19, 49, 99, 199, 499];

/// The ratings of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    /// The source.
    pub space: UserSpace,
    /// Ratings.
    pub ratings: u32,
    /// Ratings of 0.5, 1, … 5.
    pub scores: [u32; 10],
    /// Users by their number of ratings, in the steps of [`STEPS`].
    pub per_user: Spread,
    /// Items by their number of ratings.
    pub per_item: Spread,
    /// Whether items differ by more than chance.
    pub signal: Signal,
}

/// Ratings that were read and count nowhere, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Of films that the data do not have.
    pub films: u32,
    /// Of platform titles that the data do not have.
    pub titles: u32,
    /// Rows that cannot be read.
    pub malformed: u32,
}

/// Things by their number of ratings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// How many in each step.
    pub steps: [u32; STEPS.len() + 1],
    /// How many in all.
    pub things: u32,
    /// The median number.
    pub median: f64,
    /// The greatest number.
    pub most: u32,
}

/// The charts; none where there are no ratings.
pub fn charts(catalog: &Catalog, data: &Dataset) -> Vec<Chart> {
    let signals = signals(catalog, data);
    let rated: Vec<Rated> = signals.into_iter().filter_map(|(space, signal)| rated(space, signal, data)).collect();
    if rated.is_empty() {
        return Vec::new();
    }
    let left_out = left_out(data);
    vec![
        report::rating_values(&rated, left_out),
        report::ratings_per_user(&rated, left_out),
        report::ratings_per_item(&rated, left_out),
        report::ratings_signal(&rated),
    ]
}

/// What the files of ratings hold beyond what counts. A rating that another file holds too is not left out.
fn left_out(data: &Dataset) -> LeftOut {
    let files = data.report.sources.iter().filter(|s| {
        let named =
            |name: Option<&OsStr>| name.is_some_and(|n| n.to_string_lossy().to_lowercase().starts_with("ratings"));
        named(s.path.file_name()) || named(s.path.parent().and_then(Path::file_name))
    });
    files.fold(LeftOut::default(), |sum, file| {
        let dropped = |reason: &str| file.dropped.get(reason).copied().unwrap_or(0) as u32;
        LeftOut {
            films: sum.films + dropped("unknown_film"),
            titles: sum.titles + dropped("unknown_title"),
            malformed: sum.malformed + dropped("malformed"),
        }
    })
}

fn rated(space: UserSpace, signal: Signal, data: &Dataset) -> Option<Rated> {
    let own: Vec<&Rating> = data.ratings.iter().filter(|r| r.user.space == space).collect();
    let mut scores = [0; 10];
    for rating in &own {
        scores[((rating.score * 2.0).round() as usize).clamp(1, 10) - 1] += 1;
    }
    let spread = |counts: HashMap<u64, u32>| {
        let mut spread = Spread { things: counts.len() as u32, ..Spread::default() };
        for n in counts.values() {
            spread.steps[STEPS.partition_point(|end| end < n)] += 1;
            spread.most = spread.most.max(*n);
        }
        spread.median = super::median(&mut counts.values().map(|n| f64::from(*n)).collect::<Vec<_>>());
        spread
    };
    let count_by = |key: &dyn Fn(&Rating) -> u64| {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        own.iter().for_each(|r| *counts.entry(key(r)).or_default() += 1);
        counts
    };
    let per_user = spread(count_by(&|r| r.user.number));
    let per_item = spread(count_by(&|r| match r.item {
        crate::etl::Item::Film(source) => u64::from(source.0) << 1,
        crate::etl::Item::Title(row) => u64::from(row) << 1 | 1,
    }));
    (!own.is_empty()).then_some(Rated { space, ratings: own.len() as u32, scores, per_user, per_item, signal })
}
