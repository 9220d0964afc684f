//! Figures counted once, when the index is built: nothing is scanned for them when somebody asks.
//!
//! Titles are grouped by platform (or all) and year (or all); each group holds its counts, its scores in ascending
//! order, its longest titles and its most frequent actors.

use chrono::{Month, Weekday};

use super::{Platform, TitleId, Unit};
use crate::artifacts::columns::{Column, Columns, ListColumn, TextColumn};
use crate::error::Result;

pub(super) struct Tables {
    months: Column<u32>,
    months_placeholder: Column<u32>,
    weekdays: Column<u32>,
    weekdays_placeholder: Column<u32>,
    years: Column<u16>,
    movies: Column<u32>,
    shows: Column<u32>,
    movie_scores: ListColumn<f64>,
    show_scores: ListColumn<f64>,
    longest: [ListColumn<u32>; 2],
    actor_count: Column<u32>,
    actors: ListColumn<u32>,
    actor_names: TextColumn,
}

impl Tables {
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let years: Column<u16> = columns.any_length("groups.years")?;
        let n = (years.len() + 1) * (Platform::ALL.len() + 1);
        Ok(Self {
            months: columns.numbers("months.count", 12)?,
            months_placeholder: columns.numbers("months.placeholder", 12)?,
            weekdays: columns.numbers("weekdays.count", 7)?,
            weekdays_placeholder: columns.numbers("weekdays.placeholder", 7)?,
            movies: columns.numbers("groups.movies", n)?,
            shows: columns.numbers("groups.shows", n)?,
            movie_scores: columns.lists("groups.movie_scores", Some(n))?,
            show_scores: columns.lists("groups.show_scores", Some(n))?,
            longest: [columns.lists("groups.longest_min", Some(n))?, columns.lists("groups.longest_season", Some(n))?],
            actor_count: columns.numbers("groups.actor_count", n)?,
            actors: columns.lists("groups.actors", Some(n))?,
            actor_names: columns.texts("title_actors", None)?,
            years,
        })
    }

    /// The group of a platform and a year; `None` for a year in which no title was released.
    fn group(&self, platform: Option<Platform>, year: Option<u16>) -> Option<usize> {
        let year = match year {
            None => 0,
            Some(y) => 1 + self.years.binary_search(&y).ok()?,
        };
        Some(group_of(self.years.len(), platform.map(|p| p as usize), year))
    }
}

/// Position of a group: platform 0 is "all", year slot 0 is "all".
pub(super) fn group_of(n_years: usize, platform: Option<usize>, year_slot: usize) -> usize {
    platform.map_or(0, |p| p + 1) * (n_years + 1) + year_slot
}

/// Films of a month or weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// All of them.
    pub count: u32,
    /// Those dated 1 January: in the source this often stands for "some day of that year".
    pub placeholder: u32,
}

/// Titles of a platform, films and series apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TitleCount {
    /// Films.
    pub movies: u32,
    /// Series.
    pub shows: u32,
}

impl TitleCount {
    /// Films and series.
    pub fn total(self) -> u32 {
        self.movies + self.shows
    }
}

/// The longest titles of a group: all that tie, in order of row.
pub type Longest<'a> = &'a [u32];

/// The actors who appear in most titles of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopActors<'a> {
    /// In how many titles.
    pub count: u32,
    /// All who tie, alphabetically.
    pub names: Vec<&'a str>,
}

/// Access to the counted figures.
#[derive(Clone, Copy)]
pub struct Counted<'a> {
    pub(super) tables: &'a Tables,
}

impl<'a> Counted<'a> {
    /// Films released in a month of any year.
    pub fn month(self, month: Month) -> Released {
        let i = month.number_from_month() as usize - 1;
        Released { count: self.tables.months[i], placeholder: self.tables.months_placeholder[i] }
    }

    /// Films released on a day of the week.
    pub fn weekday(self, day: Weekday) -> Released {
        let i = day.num_days_from_monday() as usize;
        Released { count: self.tables.weekdays[i], placeholder: self.tables.weekdays_placeholder[i] }
    }

    /// Titles of a platform (or all) and year (or all).
    pub fn titles(self, platform: Option<Platform>, year: Option<u16>) -> TitleCount {
        let t = self.tables;
        t.group(platform, year).map(|g| TitleCount { movies: t.movies[g], shows: t.shows[g] }).unwrap_or_default()
    }

    /// Titles whose mean user rating is greater than `score` (0.5–5). Cost: two binary searches.
    pub fn scored_above(self, platform: Option<Platform>, year: Option<u16>, score: f64) -> TitleCount {
        let above = |list: &[f64]| (list.len() - list.partition_point(|s| *s <= score)) as u32;
        let t = self.tables;
        t.group(platform, year)
            .map(|g| TitleCount { movies: above(t.movie_scores.get(g)), shows: above(t.show_scores.get(g)) })
            .unwrap_or_default()
    }

    /// Titles that have a user rating at all.
    pub fn scored(self, platform: Option<Platform>, year: Option<u16>) -> TitleCount {
        self.scored_above(platform, year, f64::NEG_INFINITY)
    }

    /// The longest titles in a unit: all that tie; empty where there is none.
    pub fn longest(self, platform: Option<Platform>, year: Option<u16>, unit: Unit) -> impl Iterator<Item = TitleId> {
        let t = self.tables;
        let rows: Longest<'a> = t.group(platform, year).map_or(&[], |g| t.longest[unit as usize].get(g));
        rows.iter().map(|&row| TitleId(row))
    }

    /// The actors in most titles; `None` where no title names a cast.
    pub fn top_actors(self, platform: Option<Platform>, year: Option<u16>) -> Option<TopActors<'a>> {
        let t = self.tables;
        let g = t.group(platform, year)?;
        let names: Vec<&str> = t.actors.get(g).iter().map(|&a| t.actor_names.get(a as usize)).collect();
        (!names.is_empty()).then(|| TopActors { count: t.actor_count[g], names })
    }

    /// Years in which a title of any platform was released, ascending.
    pub fn years(self) -> &'a [u16] {
        &self.tables.years
    }
}
