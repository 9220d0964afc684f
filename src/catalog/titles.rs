//! Platform titles, by column.

use chrono::NaiveDate;

use super::{MovieId, NONE, Platform, TitleId, TitleKind, Unit};
use crate::artifacts::columns::{Column, Columns, TextColumn};
use crate::error::Result;

pub(super) struct Titles {
    key: TextColumn,
    by_key: Column<u32>,
    platform: Column<u8>,
    kind: Column<u8>,
    title: TextColumn,
    director: TextColumn,
    cast: TextColumn,
    country: TextColumn,
    date_added: Column<i32>,
    year: Column<u16>,
    rating: TextColumn,
    duration: Column<u32>,
    unit: Column<u8>,
    listed_in: TextColumn,
    score: Column<f64>,
    score_count: Column<u32>,
    film: Column<u32>,
}

impl Titles {
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let platform: Column<u8> = columns.any_length("titles.platform")?;
        let n = platform.len();
        Ok(Self {
            key: columns.texts("titles.key", Some(n))?,
            by_key: columns.numbers("titles.by_key", n)?,
            kind: columns.numbers("titles.kind", n)?,
            title: columns.texts("titles.title", Some(n))?,
            director: columns.texts("titles.director", Some(n))?,
            cast: columns.texts("titles.cast", Some(n))?,
            country: columns.texts("titles.country", Some(n))?,
            date_added: columns.numbers("titles.date_added", n)?,
            year: columns.numbers("titles.year", n)?,
            rating: columns.texts("titles.rating", Some(n))?,
            duration: columns.numbers("titles.duration", n)?,
            unit: columns.numbers("titles.unit", n)?,
            listed_in: columns.texts("titles.listed_in", Some(n))?,
            score: columns.numbers("titles.score", n)?,
            score_count: columns.numbers("titles.score_count", n)?,
            film: columns.numbers("titles.film", n)?,
            platform,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.platform.len()
    }

    pub(super) fn by_key(&self, key: &str) -> Option<TitleId> {
        let at = self.by_key.binary_search_by(|&row| self.key.get(row as usize).cmp(key)).ok()?;
        Some(TitleId(self.by_key[at]))
    }
}

/// A title of a platform's catalogue. All text is lower case. Copies freely.
#[derive(Clone, Copy)]
pub struct Title<'a> {
    pub(super) titles: &'a Titles,
    /// The row.
    pub id: TitleId,
}

impl<'a> Title<'a> {
    fn i(self) -> usize {
        self.id.index()
    }

    /// Platform letter + `show_id`: `as123`.
    pub fn key(self) -> &'a str {
        self.titles.key.get(self.i())
    }

    /// The platform.
    pub fn platform(self) -> Platform {
        Platform::from_code(self.titles.platform[self.i()]).unwrap_or(Platform::Amazon)
    }

    /// Film or series.
    pub fn kind(self) -> TitleKind {
        if self.titles.kind[self.i()] == TitleKind::Show as u8 { TitleKind::Show } else { TitleKind::Movie }
    }

    /// Title, lower case.
    pub fn title(self) -> &'a str {
        self.titles.title.get(self.i())
    }

    /// Directors, comma separated.
    pub fn director(self) -> &'a str {
        self.titles.director.get(self.i())
    }

    /// Cast, comma separated.
    pub fn cast(self) -> &'a str {
        self.titles.cast.get(self.i())
    }

    /// Countries, comma separated.
    pub fn country(self) -> &'a str {
        self.titles.country.get(self.i())
    }

    /// Day it was added to the platform.
    pub fn date_added(self) -> Option<NaiveDate> {
        Some(self.titles.date_added[self.i()]).filter(|&d| d != 0).and_then(NaiveDate::from_num_days_from_ce_opt)
    }

    /// Year of release; `None` where unknown.
    pub fn year(self) -> Option<u16> {
        Some(self.titles.year[self.i()]).filter(|&y| y > 0)
    }

    /// Age rating.
    pub fn rating(self) -> &'a str {
        self.titles.rating.get(self.i())
    }

    /// Length and its unit.
    pub fn duration(self) -> Option<(u32, Unit)> {
        let unit = if self.titles.unit[self.i()] == Unit::Season as u8 { Unit::Season } else { Unit::Min };
        Some(self.titles.duration[self.i()]).filter(|&d| d != NONE).map(|d| (d, unit))
    }

    /// Categories, comma separated.
    pub fn listed_in(self) -> &'a str {
        self.titles.listed_in.get(self.i())
    }

    /// Mean of its user ratings, 0.5–5.
    pub fn score(self) -> Option<f64> {
        Some(self.titles.score[self.i()]).filter(|s| !s.is_nan())
    }

    /// Number of its user ratings.
    pub fn score_count(self) -> u32 {
        self.titles.score_count[self.i()]
    }

    /// The film of family A that this title is.
    pub fn film(self) -> Option<MovieId> {
        Some(self.titles.film[self.i()]).filter(|&f| f != NONE).map(MovieId)
    }
}
