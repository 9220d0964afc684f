//! Release titles in Spanish-speaking countries: IMDb's `title.akas.tsv`. The door is [`read`].

use std::collections::HashMap;

use serde::Deserialize;

use super::sources::Source;
use super::table::{Format, Table};
use super::values::digits;
use super::{Alias, Film, Progress, SourceReport};
use crate::error::Result;

/// Countries whose titles people of the chat may know.
const REGIONS: [&str; 6] = ["ES", "MX", "AR", "CO", "CL", "PE"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    title_id: &'a str,
    title: &'a str,
    region: &'a str,
    language: &'a str,
}

/// The aliases of `films`, ascending by film; names that the film has anyway are left out.
pub(super) fn read(source: &Source, films: &[Film], progress: &dyn Progress) -> Result<(Vec<Alias>, SourceReport)> {
    let (mut table, mut report) = Table::open(source, Format::Tsv, source.kind.columns(), progress)?;
    let row_of: HashMap<u32, usize> =
        films.iter().enumerate().rev().filter(|(_, f)| f.imdb > 0).map(|(row, f)| (f.imdb, row)).collect();
    let mut aliases: Vec<Alias> = Vec::new();
    while table.advance(&mut report)? {
        let row: Row = table.row()?;
        if !REGIONS.contains(&row.region) && row.language != "es" {
            report.drop_row("other_region");
            continue;
        }
        let imdb = row.title_id.strip_prefix("tt").and_then(digits);
        let Some(film) = imdb.and_then(|imdb: u32| row_of.get(&imdb)).map(|&row| &films[row]) else {
            report.drop_row("unknown_film");
            continue;
        };
        let title = row.title.trim();
        if title.is_empty() || title == "\\N" || title == film.title || title == film.original_title {
            report.drop_row("known_title");
            continue;
        }
        let region = if row.region == "\\N" { "" } else { row.region };
        aliases.push(Alias { film: film.id, title: title.to_owned(), region: region.to_owned() });
    }
    aliases.sort();
    let before = aliases.len();
    aliases.dedup_by(|alias, first| (alias.film, &alias.title) == (first.film, &first.title));
    for _ in aliases.len()..before {
        report.drop_row("known_title");
    }
    Ok((aliases, report.finish()?))
}
