//! Films of source family A: `movies_metadata.csv`, `tmdb_5000_movies.csv`, `TMDB_movie_dataset_v11.csv`.
//!
//! The door is [`FilmTable::read`], once per source; [`FilmTable::finish`] gives the films by id.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::literal;
use super::sources::{Kind, Source};
use super::table::{Format, Table};
use super::values::{Text, digits, iso_date, number, number_up_to, source_id};
use super::{Film, Progress, SourceReport};
use crate::catalog::SourceId;
use crate::error::Result;

pub(super) const COLUMNS: &[&str] =
    &["id", "title", "release_date", "budget", "revenue", "popularity", "vote_average", "vote_count", "genres"];

/// TMDB votes go from 0 to 10.
const BEST_VOTE: f64 = 10.0;
/// More than the people on Earth who have an account, and below the catalogue's mark for "unknown".
const MOST_VOTES: f64 = (u32::MAX - 1) as f64;
/// Twice the longest film ever shown, `Logistics` (51,420 minutes).
const LONGEST_MINUTES: f64 = 100_000.0;

/// The columns that are read; the sources differ in the optional ones.
#[derive(Deserialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    release_date: &'a str,
    budget: &'a str,
    revenue: &'a str,
    popularity: &'a str,
    vote_average: &'a str,
    vote_count: &'a str,
    genres: &'a str,
    #[serde(default)]
    imdb_id: &'a str,
    #[serde(default)]
    original_title: &'a str,
    #[serde(default)]
    original_language: &'a str,
    #[serde(default)]
    runtime: &'a str,
    #[serde(default)]
    belongs_to_collection: &'a str,
    #[serde(default)]
    production_companies: &'a str,
    #[serde(default)]
    production_countries: &'a str,
    #[serde(default)]
    spoken_languages: &'a str,
    #[serde(default)]
    keywords: &'a str,
    #[serde(default)]
    overview: &'a str,
    #[serde(default)]
    tagline: &'a str,
    #[serde(default)]
    status: &'a str,
}

/// How the nested columns are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Python literals or JSON.
    Literal,
    /// Names, comma separated.
    CommaList,
}

/// A genre, company, collection or keyword: `{'id': 16, 'name': 'Animation'}`.
#[derive(Deserialize)]
pub(super) struct Named<'a> {
    #[serde(borrow)]
    pub(super) name: Text<'a>,
}

/// `{'iso_3166_1': 'US', 'name': 'United States of America'}`, `{'iso_639_1': 'en', 'name': 'English'}`.
#[derive(Deserialize)]
struct Coded<'a> {
    #[serde(borrow, alias = "iso_3166_1", alias = "iso_639_1")]
    code: Text<'a>,
    #[serde(borrow, default)]
    name: Text<'a>,
}

/// Films of the sources read so far.
#[derive(Default)]
pub(super) struct FilmTable {
    films: Vec<Film>,
    row_of: HashMap<SourceId, usize>,
}

impl FilmTable {
    /// Adds the films of one source; films of earlier sources stay as they are.
    ///
    /// The rules, in this order: a row with too few or too many fields or an unreadable id is `malformed`; one without
    /// a readable date is `no_date`; of a `repeated_id` the row with most votes stays, the first one on a tie.
    pub(super) fn read(&mut self, source: &Source, progress: &dyn Progress) -> Result<SourceReport> {
        let nesting = if source.kind == Kind::TmdbV11 { Nesting::CommaList } else { Nesting::Literal };
        let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
        let earlier = self.films.len();
        while table.advance(&mut report)? {
            let row: Row = table.row()?;
            let Some(id) = source_id(row.id) else {
                report.drop_row("malformed");
                continue;
            };
            let Some(release_date) = iso_date(row.release_date) else {
                report.drop_row("no_date");
                continue;
            };
            let known = self.row_of.get(&id).copied();
            if known.is_some_and(|known| known < earlier) {
                report.drop_row("known_film");
                continue;
            }
            let mut film = Film { id, release_date, ..Film::default() };
            film.fill(&row, nesting, &mut report);
            let Some(known) = known else {
                self.row_of.insert(id, self.films.len());
                self.films.push(film);
                continue;
            };
            report.drop_row("repeated_id");
            let twin = &mut self.films[known];
            if film.vote_count.unwrap_or(0) > twin.vote_count.unwrap_or(0) {
                *twin = film;
            }
        }
        report.finish()
    }

    /// The films, ascending by id. Countries and languages that one source only names get the codes of the others.
    pub(super) fn finish(self) -> Vec<Film> {
        let mut films = self.films;
        films.sort_unstable_by_key(|film| film.id);
        fill_codes(&mut films, |film| &mut film.countries);
        fill_codes(&mut films, |film| &mut film.languages);
        films
    }
}

fn fill_codes(films: &mut [Film], list: impl Fn(&mut Film) -> &mut Vec<(String, String)>) {
    let mut code_of: BTreeMap<String, String> = BTreeMap::new();
    let mut without_code = false;
    for film in films.iter_mut() {
        for (code, name) in list(film) {
            if code.is_empty() {
                without_code = true;
            } else if !name.is_empty() && !code_of.contains_key(name) {
                code_of.insert(name.clone(), code.clone());
            }
        }
    }
    if !without_code {
        return;
    }
    for film in films {
        for (code, name) in list(film) {
            if code.is_empty()
                && let Some(known) = code_of.get(name)
            {
                code.clone_from(known);
            }
        }
    }
}

impl Film {
    fn fill(&mut self, row: &Row, nesting: Nesting, report: &mut SourceReport) {
        let title = row.title.trim();
        let original = row.original_title.trim();
        if title.is_empty() && !original.is_empty() {
            report.repair("title_from_original");
            self.title = original.to_owned();
        } else {
            self.title = title.to_owned();
            if original != title {
                self.original_title = original.to_owned();
            }
        }
        self.imdb = row.imdb_id.trim().strip_prefix("tt").and_then(digits).unwrap_or(0);
        self.budget = number(row.budget, report).unwrap_or(0.0);
        self.revenue = number(row.revenue, report).unwrap_or(0.0);
        self.popularity = number(row.popularity, report);
        self.vote_average = number_up_to(BEST_VOTE, row.vote_average, report);
        self.vote_count = number_up_to(MOST_VOTES, row.vote_count, report).map(|n| n as u32);
        let runtime = number_up_to(LONGEST_MINUTES, row.runtime, report).map(|minutes| minutes as f32);
        self.runtime = runtime.filter(|&minutes| minutes > 0.0);
        self.original_language = row.original_language.trim().to_owned();
        self.overview = row.overview.trim().to_owned();
        self.tagline = row.tagline.trim().to_owned();
        self.status = row.status.trim().to_owned();
        match nesting {
            Nesting::Literal => {
                self.genres = names(row.genres, report);
                self.companies = names(row.production_companies, report);
                self.keywords = names(row.keywords, report);
                self.countries = coded(row.production_countries, report);
                self.languages = coded(row.spoken_languages, report);
                self.collection = collection(row.belongs_to_collection, report);
            }
            Nesting::CommaList => {
                self.genres = split(row.genres).map(str::to_owned).collect();
                self.companies = split(row.production_companies).map(str::to_owned).collect();
                self.keywords = split(row.keywords).map(str::to_owned).collect();
                let named = |name: &str| (String::new(), name.to_owned());
                self.countries = split(row.production_countries).map(named).collect();
                self.languages = split(row.spoken_languages).map(named).collect();
            }
        }
    }
}

/// The names in a nested list. What cannot be read is left out and counted.
pub(super) fn names(text: &str, report: &mut SourceReport) -> Vec<String> {
    list(text, report, |named: Named| {
        let name = named.name.trimmed();
        (!name.is_empty()).then(|| name.to_owned())
    })
}

fn coded(text: &str, report: &mut SourceReport) -> Vec<(String, String)> {
    list(text, report, |coded: Coded| {
        let (code, name) = (coded.code.trimmed(), coded.name.trimmed());
        (!code.is_empty() || !name.is_empty()).then(|| (code.to_owned(), name.to_owned()))
    })
}

fn list<'a, T: Deserialize<'a>, U>(text: &'a str, report: &mut SourceReport, take: impl Fn(T) -> Option<U>) -> Vec<U> {
    let mut out = Vec::new();
    for item in literal::items::<T>(text) {
        match item {
            Ok(item) => out.extend(take(item)),
            Err(_) => report.repair("unreadable_literal"),
        }
    }
    // Half a million of these stay in memory.
    out.shrink_to_fit();
    out
}

fn collection(text: &str, report: &mut SourceReport) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match literal::from_str::<Option<Named>>(text) {
        Ok(named) => named.map_or(String::new(), |named| named.name.trimmed().to_owned()),
        Err(_) => {
            // An empty list is one way to write "none".
            if literal::from_str::<[IgnoredAny; 0]>(text).is_err() {
                report.repair("unreadable_literal");
            }
            String::new()
        }
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}
