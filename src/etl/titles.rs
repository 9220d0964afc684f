//! Titles of the platforms (source family B): `netflix_titles.csv` and its like. The door is [`read`].

use std::collections::HashSet;

use serde::Deserialize;

use super::sources::Source;
use super::table::{Format, Table};
use super::values::{YEARS, digits, iso_date, long_date, lower};
use super::{Progress, SourceReport, Title};
use crate::catalog::{Platform, TitleKind, Unit};
use crate::error::Result;

pub(super) const COLUMNS: &[&str] = &[
    "show_id",
    "type",
    "title",
    "director",
    "cast",
    "country",
    "date_added",
    "release_year",
    "rating",
    "duration",
    "listed_in",
    "description",
];

#[derive(Deserialize)]
struct Row<'a> {
    show_id: &'a str,
    r#type: &'a str,
    title: &'a str,
    director: &'a str,
    cast: &'a str,
    country: &'a str,
    date_added: &'a str,
    release_year: &'a str,
    rating: &'a str,
    duration: &'a str,
    listed_in: &'a str,
    description: &'a str,
}

/// Adds the titles of `platform`, in file order.
///
/// A duration found in `rating` moves to an empty `duration` and is counted by unit; a missing rating is `g`.
pub(super) fn read(
    source: &Source,
    platform: Platform,
    titles: &mut Vec<Title>,
    progress: &dyn Progress,
) -> Result<SourceReport> {
    let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
    let mut seen = HashSet::new();
    while table.advance(&mut report)? {
        let row: Row = table.row()?;
        let show = lower(row.show_id);
        if show.is_empty() || show.contains(' ') {
            report.drop_row("malformed");
            continue;
        }
        let key = format!("{}{show}", platform.letter());
        if !seen.insert(show) {
            report.drop_row("repeated_id");
            continue;
        }
        titles.push(clean(key, platform, &row, &mut report));
    }
    report.finish()
}

fn clean(key: String, platform: Platform, row: &Row, report: &mut SourceReport) -> Title {
    let (duration, rating) = duration_and_rating(row, report);
    let cast = lower(row.cast);
    for _ in cast.split(',').map(str::trim).filter(|name| !name.is_empty() && !name.contains(char::is_alphabetic)) {
        report.repair("cast_not_a_name");
    }
    Title {
        key,
        platform,
        kind: kind(row.r#type, duration, report),
        title: lower(row.title),
        director: lower(row.director),
        cast,
        country: lower(row.country),
        date_added: date_added(row.date_added, report),
        release_year: release_year(row.release_year, report),
        rating,
        duration,
        listed_in: lower(row.listed_in),
        description: lower(row.description),
        score: None,
        score_count: 0,
    }
}

fn duration_and_rating(row: &Row, report: &mut SourceReport) -> (Option<(u32, Unit)>, String) {
    let mut written = row.duration.trim();
    let mut rating = lower(row.rating);
    if let Some((_, unit)) = duration(&rating) {
        if written.is_empty() {
            written = row.rating;
            report.repair(match unit {
                Unit::Min => "duration_in_rating_min",
                Unit::Season => "duration_in_rating_season",
            });
        }
        rating.clear();
    }
    if rating.is_empty() {
        report.repair("no_rating");
        rating.push('g');
    }
    let length = duration(&lower(written));
    if length.is_none() && !written.is_empty() {
        report.repair("unreadable_duration");
    }
    (length, rating)
}

/// `90 min`, `1 season`, `2 seasons`.
fn duration(text: &str) -> Option<(u32, Unit)> {
    let unit_at = text.find(|c: char| !c.is_ascii_digit())?;
    let unit = match text[unit_at..].trim_start() {
        "min" => Unit::Min,
        "season" | "seasons" => Unit::Season,
        _ => return None,
    };
    Some((digits(&text[..unit_at])?, unit))
}

/// The unit of the duration decides where the type is none of the known ones.
fn kind(text: &str, duration: Option<(u32, Unit)>, report: &mut SourceReport) -> TitleKind {
    match lower(text).as_str() {
        "movie" => TitleKind::Movie,
        "tv show" | "series" | "tv series" => TitleKind::Show,
        _ => {
            report.repair("unknown_type");
            match duration {
                Some((_, Unit::Season)) => TitleKind::Show,
                _ => TitleKind::Movie,
            }
        }
    }
}

fn date_added(text: &str, report: &mut SourceReport) -> Option<chrono::NaiveDate> {
    if text.trim().is_empty() {
        return None;
    }
    let date = long_date(text).or_else(|| iso_date(text));
    if date.is_none() {
        report.repair("unreadable_date");
    } else if text.starts_with(char::is_whitespace) {
        report.repair("date_with_leading_blank");
    }
    date
}

fn release_year(text: &str, report: &mut SourceReport) -> u16 {
    let text = text.trim();
    let year = digits(text.strip_suffix(".0").unwrap_or(text)).filter(|&year| YEARS.contains(&i32::from(year)));
    if year.is_none() && !text.is_empty() {
        report.repair("unreadable_number");
    }
    year.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(duration("90 min"), Some((90, Unit::Min)));
        assert_eq!(duration("1 season"), Some((1, Unit::Season)));
        assert_eq!(duration("12seasons"), Some((12, Unit::Season)));
        assert_eq!(duration("0 min"), Some((0, Unit::Min)));
        for wrong in ["", "g", "13+", "16", "min", "tv-14", "90 minutes", "-1 min", "99999999999 min"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }
}
