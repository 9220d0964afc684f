//! Figures of the platforms' catalogues.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;

use super::chart::Chart;
use super::count::median;
use crate::catalog::{Catalog, Platform, TitleKind, Unit};
use crate::render::words::charts::report;
use crate::text::fold;

/// Age ratings shown at most.
const RATINGS: usize = 12;
/// Width of the steps of lengths, in minutes.
pub const STEP: u32 = 10;
/// Lengths from here on are not drawn.
pub const LONGEST: u32 = 200;

/// Titles of each platform by a year.
pub type ByYear = [BTreeMap<u16, u32>; 4];

/// Lengths of the films of a platform.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lengths {
    /// Share of the platform's films by steps of [`STEP`] minutes.
    pub shares: Vec<f64>,
    /// The median in minutes.
    pub median: f64,
    /// Films whose length is known.
    pub films: u32,
    /// Of those, the ones of [`LONGEST`] minutes or more, which are not drawn.
    pub longer: u32,
}

/// Age ratings by platform.
#[derive(Clone, Debug, PartialEq)]
pub struct AgeRatings {
    /// The ratings, the most frequent first; empty for titles without one.
    pub ratings: Vec<String>,
    /// How many titles of each platform have each of them: row = rating.
    pub counts: Vec<[u32; 4]>,
    /// Titles of each platform.
    pub titles: [u32; 4],
    /// How many further ratings there are.
    pub left_out: usize,
}

/// The charts; none where there are no titles.
///
/// `unrated`: titles of each platform that had no age rating and were taken for G, as the source does.
pub fn charts(catalog: &Catalog, unrated: [u32; 4]) -> Vec<Chart> {
    let counts = Platform::ALL.map(|p| catalog.counted().titles(Some(p), None));
    let all = catalog.n_titles() as u32;
    if all == 0 {
        return Vec::new();
    }
    let mut out = vec![
        report::platform_types(&counts),
        report::platform_years(&by_year(catalog, |t| t.year()), all),
        report::platform_added(&by_year(catalog, |t| t.date_added().map(|d| d.year() as u16)), &counts),
    ];
    out.push(report::platform_lengths(&Platform::ALL.map(|p| lengths(catalog, p))));
    out.push(report::platform_seasons(&seasons(catalog)));
    out.push(report::platform_ratings(&age_ratings(catalog, unrated)));
    out.push(report::platform_overlap(&overlap(catalog), all));
    out
}

fn by_year(catalog: &Catalog, year: impl Fn(crate::catalog::Title<'_>) -> Option<u16>) -> ByYear {
    let mut counts = ByYear::default();
    for title in catalog.platform_titles() {
        if let Some(year) = year(title) {
            *counts[title.platform() as usize].entry(year).or_default() += 1;
        }
    }
    counts
}

fn lengths(catalog: &Catalog, platform: Platform) -> Lengths {
    let minutes = catalog.platform_titles().filter(|t| t.platform() == platform && t.kind() == TitleKind::Movie);
    let minutes = minutes.filter_map(|t| t.duration()).filter(|(_, unit)| *unit == Unit::Min);
    let mut minutes: Vec<f64> = minutes.map(|(n, _)| f64::from(n)).collect();
    let mut shares = vec![0.0; (LONGEST / STEP) as usize];
    for m in &minutes {
        if let Some(share) = shares.get_mut((*m / f64::from(STEP)) as usize) {
            *share += 1.0 / minutes.len() as f64;
        }
    }
    let longer = minutes.iter().filter(|m| **m >= f64::from(LONGEST)).count() as u32;
    Lengths { shares, median: median(&mut minutes), films: minutes.len() as u32, longer }
}

/// Series of each platform with 1, 2, 3, 4, and 5 or more seasons. A film whose length is told in seasons is none of
/// them, as elsewhere.
pub fn seasons(catalog: &Catalog) -> [[u32; 5]; 4] {
    let mut counts = [[0; 5]; 4];
    for title in catalog.platform_titles() {
        if let (TitleKind::Show, Some((n, Unit::Season))) = (title.kind(), title.duration()) {
            counts[title.platform() as usize][(n.clamp(1, 5) - 1) as usize] += 1;
        }
    }
    counts
}

fn age_ratings(catalog: &Catalog, unrated: [u32; 4]) -> AgeRatings {
    let mut counts: HashMap<&str, [u32; 4]> = HashMap::new();
    let mut titles = [0; 4];
    for title in catalog.platform_titles() {
        titles[title.platform() as usize] += 1;
        counts.entry(title.rating()).or_default()[title.platform() as usize] += 1;
    }
    // What was taken for G is no rating that somebody gave.
    let taken: [u32; 4] = std::array::from_fn(|p| unrated[p].min(counts.get("g").map_or(0, |given| given[p])));
    counts.entry("g").and_modify(|given| (0..4).for_each(|p| given[p] -= taken[p]));
    counts.insert("", taken);
    let mut counts: Vec<(&str, [u32; 4])> = counts.into_iter().filter(|(_, n)| n.iter().any(|n| *n > 0)).collect();
    counts.sort_by(|a, b| b.1.iter().sum::<u32>().cmp(&a.1.iter().sum()).then_with(|| a.0.cmp(b.0)));
    let left_out = counts.len().saturating_sub(RATINGS);
    counts.truncate(RATINGS);
    let (ratings, counts) = counts.into_iter().map(|(name, n)| (name.to_owned(), n)).unzip();
    AgeRatings { ratings, counts, titles, left_out }
}

/// The titles that platforms have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlap {
    /// For each pair of platforms the titles on both, on the diagonal those of the platform.
    pub shared: [[u32; 4]; 4],
    /// Distinct titles.
    pub distinct: u32,
    /// Of those, on one platform only.
    pub single: u32,
}

/// Counts what platforms share: the same folded title, the same kind, and years at most one apart.
pub fn overlap(catalog: &Catalog) -> Overlap {
    let mut places: HashMap<(String, bool), Vec<(u16, usize)>> = HashMap::new();
    for title in catalog.platform_titles() {
        let key = (fold(title.title()), title.kind() == TitleKind::Movie);
        places.entry(key).or_default().push((title.year().unwrap_or(0), title.platform() as usize));
    }
    let mut found = Overlap::default();
    for places in places.values_mut() {
        places.sort_unstable();
        // A release may be dated a year apart on two platforms.
        for same in places.chunk_by(|a, b| b.0 - a.0 <= 1) {
            let on: Vec<usize> = (0..4).filter(|p| same.iter().any(|(_, q)| q == p)).collect();
            for a in &on {
                for b in &on {
                    found.shared[*a][*b] += 1;
                }
            }
            found.distinct += 1;
            found.single += u32::from(on.len() == 1);
        }
    }
    found
}
