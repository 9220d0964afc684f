//! How many platform titles a country, kind, year or age rating has, counted when the index is built.
//!
//! The columns: `contents.countries` (what each country is known by, ascending), `contents.of_countries` (for each its
//! years, ascending, 0 for all of them together; a year is followed by its counts), `contents.ratings` and
//! `contents.of_ratings` (the same of the age ratings, all years together). Counts are by platform, films before series.

use std::collections::{BTreeMap, BTreeSet};

use super::{Platform, TitleKind};
use crate::artifacts::columns::{Columns, ColumnsWriter, ListColumn, TextColumn};
use crate::error::Result;
use crate::etl;
use crate::world::country_key;

const PLATFORMS: usize = Platform::ALL.len();

/// Titles of each platform, films before series.
type Counts = [u32; 2 * PLATFORMS];

/// Platform titles under some filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// Films.
    pub movies: u32,
    /// Series.
    pub shows: u32,
    /// Both, by platform in the order of [`Platform::ALL`].
    pub platforms: [u32; PLATFORMS],
    /// Films of each platform.
    films: [u32; PLATFORMS],
}

impl Titles {
    /// Those of a kind, or all, from how many films and series each platform has.
    pub fn of(counts: &[u32], kind: Option<TitleKind>) -> Self {
        let mut titles = Self::default();
        for (i, pair) in counts.chunks_exact(2).enumerate().take(PLATFORMS) {
            let movies = if kind == Some(TitleKind::Show) { 0 } else { pair[0] };
            let shows = if kind == Some(TitleKind::Movie) { 0 } else { pair[1] };
            titles.movies += movies;
            titles.shows += shows;
            titles.platforms[i] = movies + shows;
            titles.films[i] = movies;
        }
        titles
    }

    /// Those of a platform, or all.
    pub fn on(self, platform: Option<Platform>) -> Self {
        let Some(at) = platform.map(|platform| platform as usize) else { return self };
        let mut counts = [0; 2 * PLATFORMS];
        counts[2 * at] = self.films[at];
        counts[2 * at + 1] = self.platforms[at] - self.films[at];
        Self::of(&counts, None)
    }
}

fn add(counts: &mut Counts, title: &etl::Title) {
    counts[2 * title.platform as usize + usize::from(title.kind == TitleKind::Show)] += 1;
}

/// Counts `titles` and writes the columns.
pub(super) fn write(columns: &mut ColumnsWriter, titles: &[etl::Title]) {
    let mut countries: BTreeMap<String, BTreeMap<u16, Counts>> = BTreeMap::new();
    let mut ratings: BTreeMap<&str, Counts> = BTreeMap::new();
    for title in titles {
        add(ratings.entry(&title.rating).or_default(), title);
        let named: BTreeSet<String> = title.country.split(',').map(country_key).filter(|key| !key.is_empty()).collect();
        for country in named {
            let years = countries.entry(country).or_default();
            add(years.entry(0).or_default(), title);
            // A title without a year counts where all years do.
            if title.release_year > 0 {
                add(years.entry(title.release_year).or_default(), title);
            }
        }
    }
    let rows = |years: &BTreeMap<u16, Counts>| -> Vec<u32> {
        years.iter().flat_map(|(year, counts)| std::iter::once(u32::from(*year)).chain(*counts)).collect()
    };
    columns.texts("contents.countries", countries.keys());
    columns.lists("contents.of_countries", countries.values().map(rows));
    columns.texts("contents.ratings", ratings.keys());
    columns.lists("contents.of_ratings", ratings.values());
}

pub(super) struct Tables {
    countries: TextColumn,
    of_countries: ListColumn<u32>,
    ratings: TextColumn,
    of_ratings: ListColumn<u32>,
}

impl Tables {
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let countries = columns.texts("contents.countries", None)?;
        let ratings = columns.texts("contents.ratings", None)?;
        Ok(Self {
            of_countries: columns.lists("contents.of_countries", Some(countries.len()))?,
            of_ratings: columns.lists("contents.of_ratings", Some(ratings.len()))?,
            countries,
            ratings,
        })
    }
}

/// Access to the counts.
#[derive(Clone, Copy)]
pub struct Contents<'a> {
    pub(super) tables: &'a Tables,
}

impl<'a> Contents<'a> {
    /// Platform titles of a country (by name, in Spanish or English, or code), a kind and a year of release; a title of
    /// several countries counts in each. `None` where no title at all is of that country. Cost: two look-ups.
    pub fn of_country(self, country: &str, kind: Option<TitleKind>, year: Option<u16>) -> Option<Titles> {
        let row = self.tables.countries.position(&country_key(country))?;
        let years = self.tables.of_countries.get(row).chunks_exact(1 + 2 * PLATFORMS);
        let year = u32::from(year.unwrap_or(0));
        let counts = years.into_iter().find(|row| row[0] == year);
        Some(counts.map(|row| Titles::of(&row[1..], kind)).unwrap_or_default())
    }

    /// Platform titles of an age rating, in any case, and a kind; `None` where no title has it.
    pub fn of_rating(self, rating: &str, kind: Option<TitleKind>) -> Option<Titles> {
        let row = self.tables.ratings.position(&rating.trim().to_lowercase())?;
        Some(Titles::of(self.tables.of_ratings.get(row), kind))
    }

    /// The age rating that is meant by what was said: the one that is written so, that with a plus behind it, or the most
    /// frequent of those that are written so but for signs ("tv ma", "PG13", "+18").
    pub fn rating_called(self, said: &str) -> Option<&'a str> {
        let known = self.ratings();
        let written = said.trim().to_lowercase();
        let plain = |rating: &str| rating.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let find = |is: &dyn Fn(&str) -> bool| known.iter().copied().find(|rating| is(rating));
        find(&|rating| rating == written)
            .or_else(|| find(&|rating| rating.strip_suffix('+') == Some(written.as_str())))
            .or_else(|| find(&|rating| plain(rating) == plain(&written)).filter(|_| !plain(&written).is_empty()))
    }

    /// All age ratings, the most frequent first.
    pub fn ratings(self) -> Vec<&'a str> {
        let mut all: Vec<(u32, &str)> = (self.tables.ratings.iter().enumerate())
            .map(|(row, rating)| (self.tables.of_ratings.get(row).iter().sum(), rating))
            .collect();
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        all.into_iter().map(|(_, rating)| rating).filter(|r| !r.is_empty()).collect()
    }
}
