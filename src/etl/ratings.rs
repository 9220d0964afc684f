//! Ratings: MovieLens (`ratings.csv`, mapped to films by `links.csv`) and those of platform titles (`ratings/*.csv`).
//!
//! The doors are [`read_links`], [`read_films`], [`read_titles`] and [`skip`].

use std::collections::HashMap;

use serde::Deserialize;

use super::sources::Source;
use super::table::{Format, Table};
use super::values::{digits, source_id};
use super::{Film, Item, Progress, Rating, SourceReport, Title};
use crate::catalog::{SourceId, UserId, UserSpace};
use crate::error::Result;

/// MovieLens film number → TMDB id.
pub(super) type Links = HashMap<u32, SourceId>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkRow<'a> {
    movie_id: &'a str,
    tmdb_id: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RatingRow<'a> {
    user_id: &'a str,
    movie_id: &'a str,
    rating: &'a str,
    #[serde(default)]
    timestamp: &'a str,
}

/// Reads `links.csv`.
pub(super) fn read_links(source: &Source, progress: &dyn Progress) -> Result<(Links, SourceReport)> {
    let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
    let mut links = Links::new();
    while table.advance(&mut report)? {
        let row: LinkRow = table.row()?;
        let Some(movie) = digits(row.movie_id.trim()) else {
            report.drop_row("malformed");
            continue;
        };
        // pandas writes whole numbers of a column with gaps as `862.0`.
        let tmdb = row.tmdb_id.trim();
        match source_id(tmdb.strip_suffix(".0").unwrap_or(tmdb)) {
            None => report.drop_row("no_tmdb_id"),
            Some(_) if links.contains_key(&movie) => report.drop_row("repeated_id"),
            Some(film) => {
                links.insert(movie, film);
            }
        }
    }
    Ok((links, report.finish()?))
}

/// Reads MovieLens ratings of `films` (ascending by id).
pub(super) fn read_films(
    source: &Source,
    links: &Links,
    films: &[Film],
    ratings: &mut Vec<Rating>,
    progress: &dyn Progress,
) -> Result<SourceReport> {
    // The kept films of the links, so that a rating costs one look-up.
    let kept = |film: &SourceId| films.binary_search_by_key(film, |f| f.id).is_ok();
    let links: Links = links.iter().filter(|(_, film)| kept(film)).map(|(&movie, &film)| (movie, film)).collect();
    read(source, UserSpace::Ml, ratings, progress, |movie| {
        digits(movie).map(|movie| links.get(&movie).copied().map(Item::Film).ok_or("unknown_film"))
    })
}

/// Reads ratings of platform titles.
pub(super) fn read_titles(
    source: &Source,
    row_of: &HashMap<&str, u32>,
    ratings: &mut Vec<Rating>,
    progress: &dyn Progress,
) -> Result<SourceReport> {
    read(source, UserSpace::Pf, ratings, progress, |key| {
        let known = row_of.get(key).copied().or_else(|| row_of.get(key.to_lowercase().as_str()).copied());
        Some(known.map(Item::Title).ok_or("unknown_title"))
    })
}

/// `item_of`: the item of a `movieId`, or why the row is dropped; `None` where the id cannot be read.
fn read(
    source: &Source,
    space: UserSpace,
    ratings: &mut Vec<Rating>,
    progress: &dyn Progress,
    item_of: impl Fn(&str) -> Option<Result<Item, &'static str>>,
) -> Result<SourceReport> {
    let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
    while table.advance(&mut report)? {
        let row: RatingRow = table.row()?;
        let user = digits(row.user_id.trim());
        let score = row.rating.trim().parse().ok().filter(|score| (f32::MIN_POSITIVE..=5.0).contains(score));
        let (Some(number), Some(score), Some(item)) = (user, score, item_of(row.movie_id.trim())) else {
            report.drop_row("malformed");
            continue;
        };
        let item = match item {
            Ok(item) => item,
            Err(reason) => {
                report.drop_row(reason);
                continue;
            }
        };
        let at = digits(row.timestamp.trim()).unwrap_or(0);
        ratings.push(Rating { user: UserId { space, number }, item, score, at });
    }
    report.finish()
}

/// Fills in the scores of `titles`: the mean of their ratings.
pub(super) fn score(titles: &mut [Title], ratings: &[Rating]) {
    let mut sums = vec![0.0f64; titles.len()];
    for rating in ratings {
        if let Item::Title(row) = rating.item {
            sums[row as usize] += f64::from(rating.score);
            titles[row as usize].score_count += 1;
        }
    }
    for (title, sum) in titles.iter_mut().zip(sums) {
        title.score = (title.score_count > 0).then(|| sum / f64::from(title.score_count));
    }
}

/// Counts the rows of a file whose ratings another file holds too.
pub(super) fn skip(source: &Source, progress: &dyn Progress) -> Result<SourceReport> {
    let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
    while table.advance(&mut report)? {
        report.drop_row("in_ratings_csv");
    }
    report.finish()
}
