//! [`Answer`]: everything there is to say about a question, before any words are chosen.

use chrono::{Month, Weekday};

use super::{
    ActorStats, Cast, Charted, Counted, Described, DirectorStats, Discovered, FilmCard, Filmography, LongTitle,
    Missing, Personal, Place, Saga, Shown, SimilarFilm, Votes,
};
use crate::catalog::{Platform, SourceId, Titles, Unit, UserId};
use crate::query::{Filters, Greeting, Intent, Score, Titled};
use crate::recommend::Prediction;

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
        /// What they pass, and which page of the list; an order is against the film.
        filters: Box<Filters>,
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
    /// Titles of the platforms.
    TitleCount {
        /// Which; an age rating as the platforms write it.
        titled: Titled,
        /// How many.
        titles: Titles,
    },
    /// An age rating that no title has.
    NoRating {
        /// What was said.
        rating: String,
        /// Those that there are, the most frequent first.
        known: Vec<String>,
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
        /// Where there are none: the titles of the same name that are other works.
        namesakes: Vec<Place>,
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
    /// No saga or company of that name, or a film that is of no saga.
    NoGroup {
        /// What was looked for.
        text: String,
        /// The film that is called so, where a saga was looked for.
        film: Option<FilmRef>,
        /// The most similar names that there are.
        nearest: Vec<String>,
    },
    /// What a look-up found.
    Search {
        /// What was looked for.
        text: String,
        /// One page, best first.
        hits: Vec<Suggestion>,
        /// How many were found.
        total: usize,
        /// Which page it is.
        shown: Shown,
    },
    /// The list that was asked for more has no more.
    NoMore,
    /// More was asked for where there is no list.
    NoList,
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
    /// A platform title that is no film of the other source, so that nothing more is known of it.
    OnlyOnPlatform {
        /// The title.
        title: Suggestion,
        /// Where it is.
        platform: Platform,
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

impl Body {
    /// The page of a list that the text shows and how long the list is; `None` for what is no list or has all on one.
    pub fn shown(&self) -> Option<(Shown, usize)> {
        Some(match self {
            Self::DirectorStats(stats) => (stats.shown, stats.films.len()),
            Self::Saga(saga) => (saga.shown, saga.films.len()),
            Self::Cast(cast) => (cast.shown, cast.cast.len()),
            Self::Filmography(films) => (films.shown, films.films.len()),
            Self::Search { shown, total, .. } => (*shown, *total),
            _ => return None,
        })
    }

    /// Has the text show another page of the list; of a look-up only that page is here.
    pub fn shown_mut(&mut self) -> Option<&mut Shown> {
        match self {
            Self::DirectorStats(stats) => Some(&mut stats.shown),
            Self::Saga(saga) => Some(&mut saga.shown),
            Self::Cast(cast) => Some(&mut cast.shown),
            Self::Filmography(films) => Some(&mut films.shown),
            _ => None,
        }
    }

    /// Entries of the list that is shown a page at a time.
    pub(super) fn entries(&self) -> usize {
        match self {
            Self::DirectorStats(stats) => stats.films.len(),
            Self::Saga(saga) => saga.films.len(),
            Self::Cast(cast) => cast.directors.len() + cast.cast.len(),
            Self::Filmography(films) => films.films.len(),
            _ => 0,
        }
    }
}
