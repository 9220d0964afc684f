//! The parts of answers: figures, lists and entries that [`super::Body`] is made of.

use chrono::NaiveDate;

use super::{FilmRef, Shown};
use crate::catalog::{Platform, SourceId, TitleKind, Unit};
use crate::recommend::Reason;

/// The votes of a film, as far as they may be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Votes {
    /// Their number and mean, 0–10.
    Enough(u32, f64),
    /// Fewer than the threshold.
    TooFew,
    /// The source has none.
    Unknown,
}

/// An actor's figures: acting credits only, each film once.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorStats {
    /// Name.
    pub person: String,
    /// Films.
    pub films: u32,
    /// Sum of the returns of those films.
    pub total_return: f64,
    /// That sum over all films.
    pub mean_return: f64,
    /// Films without a budget, which count as return 0.
    pub films_without_budget: u32,
    /// Films with a budget under 1,000 dollars, most likely meant as millions.
    pub suspect_budgets: u32,
    /// The sum without those.
    pub total_return_without_suspects: f64,
    /// Films the person directed, which do not count here.
    pub directed: u32,
}

/// A director's figures: job `Director` only.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectorStats {
    /// Name.
    pub person: String,
    /// Sum of the returns of all films.
    pub total_return: f64,
    /// The films, by date of release.
    pub films: Vec<DirectedFilm>,
    /// Which page of them the text shows.
    pub shown: Shown,
    /// Films with a budget under 1,000 dollars, most likely meant as millions.
    pub suspect_budgets: u32,
    /// The sum without those.
    pub total_return_without_suspects: f64,
}

/// A film in a director's list.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectedFilm {
    /// Source id.
    pub id: SourceId,
    /// Title.
    pub title: String,
    /// Day of release.
    pub release_date: NaiveDate,
    /// Revenue / budget, 0 where it cannot be computed.
    pub return_ratio: f64,
    /// US dollars, 0 where unknown.
    pub budget: f64,
    /// US dollars, 0 where unknown.
    pub revenue: f64,
}

impl DirectedFilm {
    /// Revenue − budget.
    pub fn gain(&self) -> f64 {
        self.revenue - self.budget
    }
}

/// A similar film and why.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarFilm {
    /// The film.
    pub film: FilmRef,
    /// The score that ordered the list.
    pub similarity: f32,
    /// Strongest first.
    pub reasons: Vec<Reason>,
}

/// What a film's record lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No plot.
    Overview,
    /// No cast.
    Cast,
    /// No keywords.
    Keywords,
}

/// A title in an answer about lengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongTitle {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// Platform.
    pub platform: Platform,
    /// Year of release.
    pub year: Option<u16>,
    /// Length in the unit of the answer.
    pub duration: u32,
    /// Film or series.
    pub kind: TitleKind,
}

/// A platform title where something can be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Key.
    pub key: String,
    /// Title, lower case.
    pub title: String,
    /// Platform.
    pub platform: Platform,
    /// Film or series.
    pub kind: TitleKind,
    /// Year of release.
    pub year: Option<u16>,
    /// Length and unit.
    pub duration: Option<(u32, Unit)>,
}

/// Everything about a film.
#[derive(Clone, Debug, PartialEq)]
pub struct FilmCard {
    /// The film.
    pub film: FilmRef,
    /// Title in the original language, where it differs.
    pub original_title: Option<String>,
    /// Day of release.
    pub release_date: NaiveDate,
    /// Minutes.
    pub runtime: Option<f32>,
    /// Genres.
    pub genres: Vec<String>,
    /// Directors.
    pub directors: Vec<String>,
    /// First names of the cast.
    pub cast: Vec<String>,
    /// Saga.
    pub collection: Option<String>,
    /// Mean of votes and their number.
    pub votes: Option<(f64, u32)>,
    /// US dollars, 0 where unknown.
    pub budget: f64,
    /// US dollars, 0 where unknown.
    pub revenue: f64,
    /// Plot as in the source; empty where unknown.
    pub overview: String,
    /// Where to watch it.
    pub places: Vec<Place>,
}
