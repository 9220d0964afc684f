//! [`Answer`]: everything there is to say about a question, before any words are chosen.

use chrono::{Month, NaiveDate, Weekday};

use super::{Cast, Charted, Counted, Described, Discovered, Filmography, Personal, Saga};
use crate::catalog::{Platform, SourceId, TitleKind, Unit, UserId};
use crate::query::{Greeting, Intent, Score};
use crate::recommend::{Prediction, Reason};

/// An answer. "Not found", "which one?" and "not understood" are answers too.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question answered.
    pub intent: Intent,
    /// How it went.
    pub status: Status,
    /// What was understood, nothing more.
    pub slots: Slots,
    /// What there is to say.
    pub body: Body,
    /// Other candidates, nearest first.
    pub suggestions: Vec<Suggestion>,
    /// Whether the candidate answered for is not much better known than the next, so that a conversation asks back.
    pub undecided: bool,
}

impl Answer {
    /// An answer about which there was no doubt.
    pub fn new(intent: Intent, status: Status, slots: Slots, body: Body) -> Self {
        Self { intent, status, slots, body, suggestions: Vec::new(), undecided: false }
    }
}

/// How a question went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Answered.
    Ok,
    /// No film, title or person of that name.
    NotFound,
    /// Answered for the best known of several of that name.
    Ambiguous,
    /// Fewer votes than the question demands.
    BelowThreshold,
    /// A value is missing or cannot be read.
    Invalid,
    /// Not answered here.
    OutOfScope,
}

impl Status {
    /// The name in the machine interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotFound => "not_found",
            Self::Ambiguous => "ambiguous",
            Self::BelowThreshold => "below_threshold",
            Self::Invalid => "invalid",
            Self::OutOfScope => "out_of_scope",
        }
    }
}

/// What was said, resolved; never defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// The month.
    pub month: Option<Month>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// The platform.
    pub platform: Option<Platform>,
    /// Minutes or seasons.
    pub unit: Option<Unit>,
    /// The year.
    pub year: Option<u16>,
    /// The score.
    pub score: Option<Score>,
    /// The user.
    pub user: Option<UserId>,
    /// The resolved title, or the text as said where it was not found.
    pub title: Option<String>,
    /// The year of release of the resolved title.
    pub title_year: Option<u16>,
    /// The source id of the film.
    pub title_id: Option<SourceId>,
    /// The key of the platform title.
    pub title_key: Option<String>,
    /// The resolved name, or the text as said where it was not found.
    pub person: Option<String>,
    /// The source id of the person.
    pub person_id: Option<SourceId>,
}

/// Another candidate for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Title or name.
    pub title: String,
    /// Year of release; `None` for people.
    pub year: Option<u16>,
    /// How to ask for exactly this one.
    pub target: Target,
}

/// What a suggestion or a list entry points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A film.
    Film(SourceId),
    /// A platform title, by key.
    Title(String),
    /// A person.
    Person(SourceId),
}

/// A film as it is named in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilmRef {
    /// Source id.
    pub id: SourceId,
    /// Title.
    pub title: String,
    /// Year of release.
    pub year: u16,
}

/// What there is to say, one variant per kind of answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Films of a month.
    MonthCount {
        /// The month.
        month: Month,
        /// Films.
        count: u32,
        /// Of those, dated 1 January.
        placeholder: u32,
    },
    /// Films of a weekday.
    WeekdayCount {
        /// The day.
        weekday: Weekday,
        /// Films.
        count: u32,
        /// Of those, dated 1 January of some year.
        placeholder: u32,
    },
    /// Popularity of a film.
    Score {
        /// The film.
        film: FilmRef,
        /// Popularity; `None` where the source has none.
        popularity: Option<f64>,
        /// Mean of votes, 0–10.
        vote_average: Option<f64>,
        /// Number of votes.
        vote_count: Option<u32>,
    },
    /// Votes of a film.
    Votes {
        /// The film.
        film: FilmRef,
        /// Number and mean of votes, where there are enough.
        votes: Votes,
    },
    /// An actor's figures.
    ActorStats(ActorStats),
    /// A director's figures.
    DirectorStats(DirectorStats),
    /// Similar films.
    Recommend {
        /// The film asked about.
        film: FilmRef,
        /// Most similar first.
        items: Vec<SimilarFilm>,
        /// Which page of the list; the first is 0.
        page: u8,
        /// What the film lacks, so that the answer rests on the rest.
        missing: Vec<Missing>,
    },
    /// The longest titles.
    MaxDuration {
        /// All that tie, in the order of the catalogue; empty where no title fits.
        titles: Vec<LongTitle>,
        /// The unit measured.
        unit: Unit,
    },
    /// Titles above a score.
    ScoreCount {
        /// Films above.
        movies: u32,
        /// Series above.
        shows: u32,
        /// Titles under the same filters that have a score at all.
        scored: u32,
    },
    /// Titles of a platform.
    PlatformCount {
        /// The platform.
        platform: Platform,
        /// Films.
        movies: u32,
        /// Series.
        shows: u32,
    },
    /// Who appears most.
    TopActor {
        /// All who tie, alphabetically; empty where no title names a cast.
        names: Vec<String>,
        /// In how many titles.
        count: u32,
        /// Titles looked at.
        titles: u32,
    },
    /// An estimate for a user.
    Predict {
        /// The user.
        user: UserId,
        /// What was estimated.
        title: Suggestion,
        /// The estimate; `None` where the index has no ratings.
        prediction: Option<Prediction>,
    },
    /// A film's card.
    FilmCard(Box<FilmCard>),
    /// Where to watch.
    WhereToWatch {
        /// What was asked about.
        title: Suggestion,
        /// The platform titles that are it.
        places: Vec<Place>,
    },
    /// All films of a person.
    Filmography(Filmography),
    /// Who made a film.
    Cast(Cast),
    /// Films that pass filters.
    Discover(Box<Discovered>),
    /// The films of a saga.
    Saga(Box<Saga>),
    /// The films of a group.
    CountBy(Box<Counted>),
    /// The figures of a chart.
    Chart(Box<Charted>),
    /// No saga or company of that name.
    NoGroup {
        /// What was looked for.
        text: String,
    },
    /// What a look-up found.
    Search {
        /// What was looked for.
        text: String,
        /// Best first.
        hits: Vec<Suggestion>,
    },
    /// Films with a plot like a description.
    LikeText(Described),
    /// What somebody asked of their own.
    Personal(Box<Personal>),
    /// Nothing of that name; [`Answer::suggestions`] has the nearest.
    NotFound {
        /// What was looked for.
        text: String,
        /// Whether a person was looked for.
        person: bool,
    },
    /// A value is missing (empty `value`) or cannot be read.
    Invalid {
        /// What stood there.
        value: String,
    },
    /// Help in general or about one question.
    Help {
        /// The question.
        topic: Option<Intent>,
    },
    /// An unknown command.
    UnknownCommand {
        /// As typed.
        command: String,
        /// The nearest known command, without the slash.
        nearest: Option<&'static str>,
    },
    /// Small talk.
    Greeting(Greeting),
    /// Not answered here.
    OutOfScope,
}

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
