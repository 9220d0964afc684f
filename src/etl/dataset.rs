//! The cleaned tables in memory: what the ETL hands to the catalogue, to the exporter and to training.

use chrono::NaiveDate;

use super::report::EtlReport;
use crate::catalog::{Platform, SourceId, TitleKind, Unit, UserId};

/// Everything read from the sources, cleaned, in an order that does not depend on the order of the files.
#[derive(Debug, Default)]
pub struct Dataset {
    /// Films, ascending by [`Film::id`], ids unique, every one dated.
    pub films: Vec<Film>,
    /// People named in credits, ascending by [`Person::id`], ids unique.
    pub people: Vec<Person>,
    /// Credits of the films above, ascending by film, then cast before crew, then billing order.
    pub credits: Vec<Credit>,
    /// The names of crew jobs that [`Role::Crew`] points to.
    pub jobs: Vec<String>,
    /// Titles of the platforms, ascending by platform, then in file order.
    pub titles: Vec<Title>,
    /// Ratings, ascending by user, then item, then time.
    pub ratings: Vec<Rating>,
    /// Other names of films (`title.akas.tsv`), ascending by film.
    pub aliases: Vec<Alias>,
    /// What was read, kept, dropped and repaired.
    pub report: EtlReport,
}

/// A cleaned film of source family A.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Film {
    /// TMDB id.
    pub id: SourceId,
    /// IMDb number (`tt0114709` → 114709), 0 where unknown. Not part of the cleaned table; joins other files.
    pub imdb: u32,
    /// Title as published.
    pub title: String,
    /// Hidden alias for look-up; empty where equal to the title.
    pub original_title: String,
    /// Day of release.
    pub release_date: NaiveDate,
    /// US dollars, 0 where unknown.
    pub budget: f64,
    /// US dollars, 0 where unknown.
    pub revenue: f64,
    /// TMDB popularity; `None` where the source has none.
    pub popularity: Option<f64>,
    /// Mean of votes, 0–10; `None` where the source has none.
    pub vote_average: Option<f64>,
    /// Number of votes; `None` where the source has none.
    pub vote_count: Option<u32>,
    /// Minutes; `None` where unknown or 0.
    pub runtime: Option<f32>,
    /// ISO 639-1 code.
    pub original_language: String,
    /// Genre names, source order.
    pub genres: Vec<String>,
    /// Name of the saga; empty where none.
    pub collection: String,
    /// Company names.
    pub companies: Vec<String>,
    /// ISO 3166-1 code and name, both as in the source.
    pub countries: Vec<(String, String)>,
    /// ISO 639-1 code and name, both as in the source.
    pub languages: Vec<(String, String)>,
    /// Plot; empty where unknown.
    pub overview: String,
    /// Tagline; empty where unknown.
    pub tagline: String,
    /// `Released`, `Rumored`, …
    pub status: String,
    /// Keyword names, source order.
    pub keywords: Vec<String>,
}

impl Film {
    /// `revenue / budget`, 0 where it cannot be computed.
    pub fn return_ratio(&self) -> f64 {
        return_ratio(self.revenue, self.budget)
    }
}

/// `revenue / budget`, 0 where there is no budget or the quotient is no finite number.
pub fn return_ratio(revenue: f64, budget: f64) -> f64 {
    let ratio = if budget > 0.0 { revenue / budget } else { 0.0 };
    if ratio.is_finite() { ratio } else { 0.0 }
}

/// A person named in credits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// TMDB person id.
    pub id: SourceId,
    /// Name as published.
    pub name: String,
}

/// What a person did in a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Acted.
    Actor,
    /// Directed (job `Director` and no other).
    Director,
    /// Another job: index into [`Dataset::jobs`].
    Crew(u16),
}

/// One line of the cast or crew of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The film.
    pub film: SourceId,
    /// The person.
    pub person: SourceId,
    /// What the person did.
    pub role: Role,
    /// Billing order of cast, position of crew.
    pub order: u16,
    /// Character played; empty for crew.
    pub character: Box<str>,
}

/// A cleaned title of source family B. All text is lower case.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// First letter of the platform + `show_id`: `as123`.
    pub key: String,
    /// The platform.
    pub platform: Platform,
    /// Film or series.
    pub kind: TitleKind,
    /// Title.
    pub title: String,
    /// Directors, as in the source, comma separated.
    pub director: String,
    /// Cast, as in the source, comma separated.
    pub cast: String,
    /// Countries, comma separated.
    pub country: String,
    /// Day it was added.
    pub date_added: Option<NaiveDate>,
    /// Year of release; 0 where unknown.
    pub release_year: u16,
    /// Age rating; `g` where unknown.
    pub rating: String,
    /// Length and its unit.
    pub duration: Option<(u32, Unit)>,
    /// Categories, comma separated.
    pub listed_in: String,
    /// Description.
    pub description: String,
    /// Mean of its user ratings (0.5–5), `None` without ratings.
    pub score: Option<f64>,
    /// Number of its user ratings.
    pub score_count: u32,
}

/// What was rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A film of family A.
    Film(SourceId),
    /// A title of family B: index into [`Dataset::titles`].
    Title(u32),
}

/// One rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// Who.
    pub user: UserId,
    /// What.
    pub item: Item,
    /// 0.5–5.
    pub score: f32,
    /// Seconds since 1970, until 2106; 0 where unknown. Small because there may be tens of millions.
    pub at: u32,
}

/// Another name of a film.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alias {
    /// The film.
    pub film: SourceId,
    /// The other title.
    pub title: String,
    /// ISO country code (`ES`, `MX`, …); empty where only the language is known.
    pub region: String,
}
