//! Keywords of films: `keywords.csv`. The door is [`read`].

use std::collections::HashSet;

use serde::Deserialize;

use super::films::names;
use super::sources::Source;
use super::table::{Format, Table};
use super::values::source_id;
use super::{Film, Progress, SourceReport};
use crate::error::Result;

#[derive(Deserialize)]
struct Row<'a> {
    id: &'a str,
    keywords: &'a str,
}

/// Fills in the keywords of `films` (ascending by id). Of a repeated film the first row counts; films that brought
/// keywords along keep those.
pub(super) fn read(source: &Source, films: &mut [Film], progress: &dyn Progress) -> Result<SourceReport> {
    let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
    let mut seen = HashSet::new();
    while table.advance(&mut report)? {
        let row: Row = table.row()?;
        let Some(id) = source_id(row.id) else {
            report.drop_row("malformed");
            continue;
        };
        if !seen.insert(id) {
            report.drop_row("repeated_id");
            continue;
        }
        let Ok(film) = films.binary_search_by_key(&id, |film| film.id) else {
            report.drop_row("unknown_film");
            continue;
        };
        if films[film].keywords.is_empty() {
            films[film].keywords = names(row.keywords, &mut report);
        } else {
            report.drop_row("known_film");
        }
    }
    report.finish()
}
