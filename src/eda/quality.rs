//! What is missing, what is doubled and what can hardly be true.

use std::collections::HashMap;

use chrono::Datelike;

use super::chart::Chart;
use crate::catalog::{Catalog, Movie, Platform, SUSPECT_BUDGET};
use crate::etl::{Dataset, Film};
use crate::render::words::charts::report;
use crate::text::fold;

/// A film longer than this many minutes is a series or a mistake.
const TOO_LONG: f32 = 300.0;
/// A return beyond this is a mistake more often than a wonder.
const TOO_GOOD: f64 = 1000.0;
/// Budgets of so few dollars are most likely meant as millions; from here up to [`SUSPECT_BUDGET`], who knows.
const MILLIONS: f64 = 100.0;
/// A mean of 0 or 10 of so few votes says nothing.
const FEW: u32 = 3;

/// A column of the films' table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The saga; most films belong to none.
    Collection,
    /// The budget.
    Budget,
    /// The revenue.
    Revenue,
    /// The tagline.
    Tagline,
    /// The keywords.
    Keywords,
    /// The companies.
    Companies,
    /// The countries.
    Countries,
    /// Votes and their mean.
    Votes,
    /// The genres.
    Genres,
    /// The length.
    Runtime,
    /// The plot.
    Overview,
    /// The cast.
    Cast,
    /// The directors.
    Directors,
    /// The original language.
    Language,
}

/// A kind of row to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspect {
    /// Dropped: an id that occurred before.
    RepeatedId,
    /// Dropped: no date, or none that can be read.
    NoDate,
    /// Dropped: a row that is no row.
    Malformed,
    /// Dated 1 January.
    Placeholder,
    /// A budget below 1,000 dollars.
    Budget,
    /// A revenue below 1,000 dollars.
    Revenue,
    /// The same title and year as another film.
    Twin,
    /// Longer than five hours.
    Long,
    /// A return beyond a thousand.
    Return,
    /// A mean of 0 or 10 of one to three votes.
    Extreme,
}

/// A column of a platform's table, with how many titles lack it by platform.
pub const TITLE_COLUMNS: usize = 7;

/// The charts.
pub fn charts(catalog: &Catalog, data: &Dataset) -> Vec<Chart> {
    let films: Vec<Movie<'_>> = catalog.movies().collect();
    let mut out = Vec::new();
    if !films.is_empty() {
        out.push(report::missing(&missing(&films), films.len() as u32));
        out.push(report::suspects(&suspects(&films, data), in_millions(&films), films.len() as u32));
    }
    let totals = Platform::ALL.map(|p| catalog.counted().titles(Some(p), None).total());
    if totals.iter().any(|n| *n > 0) {
        out.push(report::missing_titles(&missing_titles(data), &totals));
    }
    out
}

/// How many films lack each column, the greatest first.
pub fn missing(films: &[Movie<'_>]) -> Vec<(Column, u32)> {
    type Lacks = fn(&Movie<'_>) -> bool;
    let columns: [(Column, Lacks); 14] = [
        (Column::Collection, |f| f.collection_id().is_none()),
        (Column::Budget, |f| f.budget() <= 0.0),
        (Column::Revenue, |f| f.revenue() <= 0.0),
        (Column::Tagline, |f| f.tagline().is_empty()),
        (Column::Keywords, |f| f.keyword_ids().is_empty()),
        (Column::Companies, |f| f.company_ids().is_empty()),
        (Column::Countries, |f| f.country_ids().is_empty()),
        (Column::Votes, |f| f.votes() == 0),
        (Column::Genres, |f| f.genre_ids().is_empty()),
        (Column::Runtime, |f| f.runtime().is_none()),
        (Column::Overview, |f| f.overview().is_empty()),
        (Column::Cast, |f| f.cast().len() == 0),
        (Column::Directors, |f| f.directors().len() == 0),
        (Column::Language, |f| f.language().is_empty()),
    ];
    let count = |(column, lacks): (Column, Lacks)| (column, films.iter().filter(|f| lacks(f)).count() as u32);
    let mut counts: Vec<(Column, u32)> = columns.into_iter().map(count).collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// How many rows of each suspect kind there are, the most frequent first; kinds without a row are left out.
pub fn suspects(films: &[Movie<'_>], data: &Dataset) -> Vec<(Suspect, u32)> {
    let dropped = |reason: &str| {
        let of_films = data.report.sources.iter().filter(|s| is_film_source(&s.path));
        of_films.filter_map(|s| s.dropped.get(reason)).sum::<u64>() as u32
    };
    let count = |is: &dyn Fn(&Movie<'_>) -> bool| films.iter().filter(|f| is(f)).count() as u32;
    let below = |x: f64| x > 0.0 && x < SUSPECT_BUDGET;
    let extreme =
        |f: &Movie<'_>| (1..=FEW).contains(&f.votes()) && f.vote_average().is_some_and(|v| v <= 0.0 || v >= 10.0);
    let mut found = vec![
        (Suspect::RepeatedId, dropped("repeated_id")),
        (Suspect::NoDate, dropped("no_date")),
        (Suspect::Malformed, dropped("malformed")),
        (Suspect::Placeholder, count(&|f| (f.release_date().month(), f.release_date().day()) == (1, 1))),
        (Suspect::Budget, count(&|f| below(f.budget()))),
        (Suspect::Revenue, count(&|f| below(f.revenue()))),
        (Suspect::Twin, twins(&data.films)),
        (Suspect::Long, count(&|f| f.runtime().is_some_and(|m| m > TOO_LONG))),
        (Suspect::Return, count(&|f| f.return_ratio() > TOO_GOOD)),
        (Suspect::Extreme, count(&extreme)),
    ];
    found.retain(|(_, n)| *n > 0);
    found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    found
}

/// How many films have a budget that no film is made for and that can be meant as millions.
fn in_millions(films: &[Movie<'_>]) -> u32 {
    films.iter().filter(|f| f.budget() > 0.0 && f.budget() < MILLIONS).count() as u32
}

fn is_film_source(path: &std::path::Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    ["movies_metadata", "movies_dataset", "tmdb_5000_movies", "tmdb_movie_dataset"].iter().any(|s| name.starts_with(s))
}

/// Films that share title and year with another.
fn twins(films: &[Film]) -> u32 {
    let mut names: HashMap<(String, i32), u32> = HashMap::with_capacity(films.len());
    for film in films {
        *names.entry((fold(&film.title), film.release_date.year())).or_default() += 1;
    }
    names.values().filter(|n| **n > 1).sum()
}

/// For each platform how many titles lack director, cast, country, date of adding, length, description and age rating.
pub fn missing_titles(data: &Dataset) -> [[u32; TITLE_COLUMNS]; 4] {
    let mut counts = [[0; TITLE_COLUMNS]; 4];
    for title in &data.titles {
        let lacks = [
            title.director.is_empty(),
            title.cast.is_empty(),
            title.country.is_empty(),
            title.date_added.is_none(),
            title.duration.is_none(),
            title.description.is_empty(),
        ];
        for (count, lacks) in counts[title.platform as usize].iter_mut().zip(lacks) {
            *count += u32::from(lacks);
        }
    }
    // A title without a rating was given one, of which only the report still knows.
    for source in &data.report.sources {
        let file = source.path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        let Some(platform) = Platform::ALL.into_iter().find(|p| file.starts_with(p.name())) else { continue };
        counts[platform as usize][TITLE_COLUMNS - 1] += source.repaired.get("no_rating").copied().unwrap_or(0) as u32;
    }
    counts
}
