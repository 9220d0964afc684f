//! Films, by column.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{MovieId, NONE, PersonId, SourceId, TitleId};
use crate::artifacts::columns::{Column, Columns, ListColumn, TextColumn};
use crate::error::Result;
use crate::world::{Kind, Term};

pub(super) struct Films {
    pub(super) source: Column<u32>,
    imdb: Column<u32>,
    title: TextColumn,
    original_title: TextColumn,
    aliases: TextColumn,
    alias_rows: ListColumn<u32>,
    date: Column<i32>,
    year: Column<u16>,
    budget: Column<f64>,
    revenue: Column<f64>,
    popularity: Column<f64>,
    vote_average: Column<f64>,
    weighted: Column<f32>,
    vote_count: Column<u32>,
    runtime: Column<f32>,
    language: Column<u16>,
    language_names: TextColumn,
    genres: ListColumn<u16>,
    genre_names: TextColumn,
    collection: Column<u32>,
    pub(super) collection_names: TextColumn,
    companies: ListColumn<u32>,
    pub(super) company_names: TextColumn,
    countries: ListColumn<u16>,
    country_names: TextColumn,
    keywords: ListColumn<u32>,
    pub(super) keyword_names: TextColumn,
    title_words: ListColumn<u32>,
    pub(super) words: TextColumn,
    overview: TextColumn,
    tagline: TextColumn,
    cast: ListColumn<u32>,
    directors: ListColumn<u32>,
    titles: ListColumn<u32>,
}

impl Films {
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let source: Column<u32> = columns.any_length("films.source")?;
        let n = source.len();
        Ok(Self {
            imdb: columns.numbers("films.imdb", n)?,
            title: columns.texts("films.title", Some(n))?,
            original_title: columns.texts("films.original_title", Some(n))?,
            aliases: columns.texts("aliases", None)?,
            alias_rows: columns.lists("films.aliases", Some(n))?,
            date: columns.numbers("films.date", n)?,
            year: columns.numbers("films.year", n)?,
            budget: columns.numbers("films.budget", n)?,
            revenue: columns.numbers("films.revenue", n)?,
            popularity: columns.numbers("films.popularity", n)?,
            vote_average: columns.numbers("films.vote_average", n)?,
            weighted: columns.numbers("films.weighted", n)?,
            vote_count: columns.numbers("films.vote_count", n)?,
            runtime: columns.numbers("films.runtime", n)?,
            language: columns.numbers("films.language", n)?,
            language_names: columns.texts("languages", None)?,
            genres: columns.lists("films.genres", Some(n))?,
            genre_names: columns.texts("genres", None)?,
            collection: columns.numbers("films.collection", n)?,
            collection_names: columns.texts("collections", None)?,
            companies: columns.lists("films.companies", Some(n))?,
            company_names: columns.texts("companies", None)?,
            countries: columns.lists("films.countries", Some(n))?,
            country_names: columns.texts("countries", None)?,
            keywords: columns.lists("films.keywords", Some(n))?,
            keyword_names: columns.texts("keywords", None)?,
            title_words: columns.lists("films.words", Some(n))?,
            words: columns.texts("words", None)?,
            overview: columns.texts("films.overview", Some(n))?,
            tagline: columns.texts("films.tagline", Some(n))?,
            cast: columns.lists("films.cast", Some(n))?,
            directors: columns.lists("films.directors", Some(n))?,
            titles: columns.lists("films.titles", Some(n))?,
            source,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.source.len()
    }

    pub(super) fn keywords_named(&self, names: &HashSet<String>) -> Vec<u32> {
        (0..).zip(self.keyword_names.iter()).filter(|(_, name)| names.contains(*name)).map(|(row, _)| row).collect()
    }

    /// The number of a genre, theme, country or language in this catalogue; `None` where no film has it.
    pub(super) fn row_of(&self, term: Term) -> Option<u16> {
        let names = match term.kind() {
            Kind::Genre => &self.genre_names,
            Kind::Theme => &self.keyword_names,
            Kind::Country => &self.country_names,
            Kind::Language => &self.language_names,
        };
        names.iter().position(|name| name == term.code()).and_then(|row| row.try_into().ok())
    }
}

/// A film of the catalogue: a row and accessors. Copies freely.
#[derive(Clone, Copy)]
pub struct Movie<'a> {
    pub(super) films: &'a Films,
    /// The row.
    pub id: MovieId,
}

fn known(x: f64) -> Option<f64> {
    (!x.is_nan()).then_some(x)
}

impl<'a> Movie<'a> {
    fn i(self) -> usize {
        self.id.index()
    }

    /// The id in the source (TMDB).
    pub fn source(self) -> SourceId {
        SourceId(self.films.source[self.i()])
    }

    /// The IMDb number (`tt0114709` → 114709).
    pub fn imdb(self) -> Option<u32> {
        Some(self.films.imdb[self.i()]).filter(|&n| n > 0)
    }

    /// Title as published.
    pub fn title(self) -> &'a str {
        self.films.title.get(self.i())
    }

    /// Title in the original language; empty where equal to the title.
    pub fn original_title(self) -> &'a str {
        self.films.original_title.get(self.i())
    }

    /// Other titles (release titles in Spanish-speaking countries), for look-up.
    pub fn aliases(self) -> impl Iterator<Item = &'a str> {
        self.films.alias_rows.get(self.i()).iter().map(|&row| self.films.aliases.get(row as usize))
    }

    /// Day of release.
    pub fn release_date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.films.date[self.i()]).unwrap_or_default()
    }

    /// Year of release.
    pub fn year(self) -> u16 {
        self.films.year[self.i()]
    }

    /// US dollars; 0 where unknown.
    pub fn budget(self) -> f64 {
        self.films.budget[self.i()]
    }

    /// US dollars; 0 where unknown.
    pub fn revenue(self) -> f64 {
        self.films.revenue[self.i()]
    }

    /// `revenue / budget`, 0 where there is no budget.
    pub fn return_ratio(self) -> f64 {
        crate::etl::return_ratio(self.revenue(), self.budget())
    }

    /// Popularity as the source computes it.
    pub fn popularity(self) -> Option<f64> {
        known(self.films.popularity[self.i()])
    }

    /// Mean of votes, 0–10.
    pub fn vote_average(self) -> Option<f64> {
        known(self.films.vote_average[self.i()])
    }

    /// The mean of votes with a prior of 500 votes at the mean of all films, 0–10; 0 without votes.
    pub fn weighted_vote(self) -> f32 {
        self.films.weighted[self.i()]
    }

    /// Number of votes.
    pub fn vote_count(self) -> Option<u32> {
        Some(self.films.vote_count[self.i()]).filter(|&n| n != NONE)
    }

    /// Number of votes, 0 where unknown: the measure of how well known a film is.
    pub fn votes(self) -> u32 {
        self.vote_count().unwrap_or(0)
    }

    /// Minutes.
    pub fn runtime(self) -> Option<f32> {
        Some(self.films.runtime[self.i()]).filter(|m| *m > 0.0)
    }

    /// Number of the original language.
    pub fn language_id(self) -> u16 {
        self.films.language[self.i()]
    }

    /// Numbers of the production countries.
    pub fn country_ids(self) -> &'a [u16] {
        self.films.countries.get(self.i())
    }

    /// ISO 639-1 code of the original language.
    pub fn language(self) -> &'a str {
        self.films.language_names.get(usize::from(self.films.language[self.i()]))
    }

    /// Genre numbers (see [`Movie::genres`] for names).
    pub fn genre_ids(self) -> &'a [u16] {
        self.films.genres.get(self.i())
    }

    /// Genre names, source order.
    pub fn genres(self) -> impl Iterator<Item = &'a str> {
        self.genre_ids().iter().map(|&g| self.films.genre_names.get(usize::from(g)))
    }

    /// Number of the saga it belongs to.
    pub fn collection_id(self) -> Option<u32> {
        Some(self.films.collection[self.i()]).filter(|&c| c != NONE)
    }

    /// Name of the saga it belongs to.
    pub fn collection(self) -> Option<&'a str> {
        self.collection_id().map(|c| self.films.collection_names.get(c as usize))
    }

    /// Production company numbers.
    pub fn company_ids(self) -> &'a [u32] {
        self.films.companies.get(self.i())
    }

    /// Production company names.
    pub fn companies(self) -> impl Iterator<Item = &'a str> {
        self.company_ids().iter().map(|&c| self.films.company_names.get(c as usize))
    }

    /// Production country codes (ISO 3166-1; the name where the source gives no code).
    pub fn countries(self) -> impl Iterator<Item = &'a str> {
        self.films.countries.get(self.i()).iter().map(|&c| self.films.country_names.get(usize::from(c)))
    }

    /// Keyword numbers.
    pub fn keyword_ids(self) -> &'a [u32] {
        self.films.keywords.get(self.i())
    }

    /// Keyword names.
    pub fn keywords(self) -> impl Iterator<Item = &'a str> {
        self.keyword_ids().iter().map(|&k| self.films.keyword_names.get(k as usize))
    }

    /// The words of the title that say something, each once; see [`super::Catalog::word`].
    pub fn word_ids(self) -> &'a [u32] {
        self.films.title_words.get(self.i())
    }

    /// Plot; empty where unknown.
    pub fn overview(self) -> &'a str {
        self.films.overview.get(self.i())
    }

    /// Tagline; empty where unknown.
    pub fn tagline(self) -> &'a str {
        self.films.tagline.get(self.i())
    }

    /// Cast, in billing order, each person once.
    pub fn cast(self) -> impl ExactSizeIterator<Item = PersonId> + 'a {
        self.films.cast.get(self.i()).iter().map(|&p| PersonId(p))
    }

    /// Directors, each person once.
    pub fn directors(self) -> impl ExactSizeIterator<Item = PersonId> + 'a {
        self.films.directors.get(self.i()).iter().map(|&p| PersonId(p))
    }

    /// The platform titles that are this film.
    pub fn on_platforms(self) -> impl Iterator<Item = TitleId> + 'a {
        self.films.titles.get(self.i()).iter().map(|&t| TitleId(t))
    }
}
