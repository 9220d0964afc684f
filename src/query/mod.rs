//! What was asked: [`Query`], its canonical text, and the parser from what people write.
//!
//! The doors are [`parse`] (never fails) and [`Query`]'s `Display`/`FromStr`.

mod again;
mod alike;
mod canonical;
mod chart;
mod cue;
mod described;
mod discover;
mod evaluate;
mod fact;
mod filters;
mod followup;
mod frames;
mod free;
mod further;
mod fuzzy;
mod guess;
mod intent;
mod lexicon;
mod listing;
mod mine;
mod names;
mod numbers;
mod sentence;
mod slash;
mod span;
mod talk;
mod ties;
mod titled;
mod tokens;
mod typed;
mod values;
mod verbs;
mod whole;

use std::fmt;

use chrono::{Month, Weekday};

use crate::catalog::{Platform, SourceId, Unit, UserId};
use crate::world::Term;

pub use canonical::{CanonicalError, MONTHS, WEEKDAYS, month_at, month_name, weekday_at, weekday_name};
pub use chart::{By, Unclear, cloud_of};
pub use evaluate::{Miss, Understanding, Utterance, evaluate, utterances};
pub use fact::Fact;
pub use filters::{FIRST_YEAR, Filters, LAST_YEAR, SHORT_FILM, Sort};
pub use followup::{Context, asks_for_more, in_context};
pub use fuzzy::distance as edits;
pub use intent::Intent;
pub use mine::{List, Mine, is_code};
pub use names::{Grouped, NameKind, Named, Names};
pub use sentence::{Slots, slots_of};
pub use slash::{nearest_command, with_arguments};
pub use ties::{Tie, TieKind};
pub use titled::Titled;
pub use typed::{Ending, Sought, endings};

/// What a message asks: a canonical query (as buttons send it), a slash command, or free text in Spanish or English.
///
/// Never fails: what is not understood is [`Query::OutOfScope`], [`Query::Invalid`] or [`Query::UnknownCommand`]; an
/// empty message asks for help. Cost: about 20 µs and a few look-ups, at most some twenty, whatever the length of the
/// message.
pub fn parse(text: &str, names: &dyn Names) -> Query {
    let text = tokens::head(text).trim();
    let names = &names::Once::new(names);
    if let Some(denied) = further::denied_in_front(text)
        && let query @ Query::Discover(_) = again::understand(&denied, names)
    {
        return query;
    }
    if text.starts_with('/')
        && let Some(query) = slash::command(text, names)
    {
        return query;
    }
    match text.parse() {
        Ok(query) => query,
        Err(_) => meant_as_canonical(text).unwrap_or_else(|| again::understand(text, names)),
    }
}

/// A text in the form of a canonical query with a value that cannot be read: nobody says `score title=…`, so it is not
/// taken for a sentence.
fn meant_as_canonical(text: &str) -> Option<Query> {
    let (head, rest) = text.split_once(' ')?;
    let (key, _) = rest.split_once('=')?;
    let is_key = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let intent = if head == "more_similar" { Intent::Recommend } else { head.parse().ok()? };
    is_key.then(|| Query::Invalid { intent, value: tidy(rest) })
}

/// Builds the lexicon, which else the first [`parse`] does: some milliseconds that no conversation should wait for.
pub fn prepare() {
    lexicon::Lexicon::prepare();
}

/// A question, understood. Small, hashable (it is the cache key) and total: what is not understood is a variant.
///
/// Only what was said stands in it, never defaults: the engine decides what a missing slot means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Query {
    /// How many films were released in a month.
    MonthCount {
        /// The month, of any year.
        month: Month,
    },
    /// How many films were released on a day of the week.
    WeekdayCount {
        /// The day.
        weekday: Weekday,
    },
    /// Year and popularity of a film.
    Score {
        /// The film.
        title: Name,
    },
    /// Votes and their mean of a film.
    Votes {
        /// The film.
        title: Name,
    },
    /// Films and return of an actor.
    ActorStats {
        /// The actor.
        person: Name,
    },
    /// Films and return of a director.
    DirectorStats {
        /// The director.
        person: Name,
    },
    /// Films similar to one.
    Recommend {
        /// The film.
        title: Name,
    },
    /// Films similar to one that pass filters, or further down the list; without any [`Query::Recommend`] is the same.
    Similar {
        /// The film.
        title: Name,
        /// An order is against the film itself: shorter than it, newer.
        filters: Box<Filters>,
    },
    /// The longest title.
    MaxDuration {
        /// Year of release.
        year: Option<u16>,
        /// Platform.
        platform: Option<Platform>,
        /// Minutes or seasons.
        unit: Option<Unit>,
    },
    /// How many titles have a user score above a threshold.
    ScoreCount {
        /// The threshold, exclusive.
        score: Score,
        /// Platform.
        platform: Option<Platform>,
        /// Year of release.
        year: Option<u16>,
    },
    /// How many titles a platform has.
    PlatformCount {
        /// The platform.
        platform: Platform,
    },
    /// The actor who appears most.
    TopActor {
        /// Platform.
        platform: Option<Platform>,
        /// Year of release.
        year: Option<u16>,
    },
    /// Whether a title is recommended to a user.
    Predict {
        /// The user.
        user: UserId,
        /// The film or platform title.
        title: Name,
    },
    /// Everything about a film.
    FilmCard {
        /// The film.
        title: Name,
    },
    /// Where a film can be watched.
    WhereToWatch {
        /// The film.
        title: Name,
    },
    /// All films of a person.
    Filmography {
        /// The person.
        person: Name,
        /// Which page; the first is 0.
        page: u8,
    },
    /// Who acts in a film and who directed it.
    Cast {
        /// The film.
        title: Name,
    },
    /// The films that pass some filters, in some order.
    Discover(Box<Filters>),
    /// The films of a saga, and what they returned.
    Saga {
        /// The saga, or a film of it.
        name: Name,
    },
    /// How many films a year, language, country or company has, and what they returned.
    CountBy(Group),
    /// How many titles the platforms have of a country, kind and year, or of an age rating.
    TitleCount(Box<Titled>),
    /// A chart of the films that pass some filters.
    Chart {
        /// What they are told apart by.
        by: By,
        /// The filters; order and page are none.
        filters: Box<Filters>,
    },
    /// A chart of the films of a list that no filters ask for.
    ChartOf {
        /// What they are told apart by.
        by: By,
        /// Which of its films; order and page are none.
        filters: Box<Filters>,
        /// What asks for the list.
        of: Box<Query>,
    },
    /// Films, titles and people with a name like this.
    Search {
        /// What to look for.
        text: String,
    },
    /// Another page of a list that is not asked for by pages.
    Further {
        /// What asks for the list; none of these.
        of: Box<Query>,
        /// Which page; the first is 0 and is what that question shows.
        page: u8,
    },
    /// Films with a plot like this.
    LikeText {
        /// What they are about, in words.
        text: String,
        /// Which page; the first is 0.
        page: u8,
    },
    /// What somebody asks of their own or tells about themselves.
    Mine(Mine),
    /// What can be asked, or how one thing is asked.
    Help {
        /// The thing.
        topic: Option<Intent>,
    },
    /// Hello, thanks, goodbye, small talk.
    Greeting(Greeting),
    /// A known question with a missing or unreadable value.
    Invalid {
        /// Which question.
        intent: Intent,
        /// What stood in the place of the value; empty where nothing did.
        value: String,
    },
    /// An unknown slash command.
    UnknownCommand {
        /// As typed, without the slash.
        command: String,
    },
    /// Understood as something that is not answered here.
    OutOfScope {
        /// What was said.
        text: String,
    },
}

/// What films are counted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// A year of release.
    Year(u16),
    /// An original language.
    Language(Term),
    /// A country of production.
    Country(Term),
    /// A production company, in words.
    Company(String),
}

/// Kinds of small talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Greeting {
    /// "Hola".
    Hello,
    /// "Gracias".
    Thanks,
    /// "Chau".
    Goodbye,
    /// "¿Cómo estás?", "¿quién sos?".
    SmallTalk,
}

/// How a film, title or person was named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// In words, as written (spaces collapsed): to be looked up.
    Text(String),
    /// By the source's id of a film or person; canonical text `#862`.
    Id(SourceId),
    /// By a platform title's key; canonical text `@as123`.
    Key(String),
}

impl Name {
    /// A name in words: spaces collapsed, at most 200 characters (longer names exist in no catalogue).
    pub fn text(words: &str) -> Self {
        Self::Text(tidy(words))
    }
}

/// Whether a text asks for series and not for films.
pub fn wants_series(text: &str) -> bool {
    discover::wants_series(&sentence::Sentence::read(text))
}

/// Spaces and control characters collapsed, at most 200 characters.
pub fn tidy(words: &str) -> String {
    let mut out = String::new();
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    match out.char_indices().nth(200) {
        Some((end, _)) => out[..end].trim_end().to_owned(),
        None => out,
    }
}

/// A score as said, with all its decimals: the bits of a number, so that it can be compared and hashed exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Score(u64);

impl Score {
    /// `None` for what is not a number or beyond ±1,000,000.
    pub fn new(value: f64) -> Option<Self> {
        // The zero below is the zero above.
        (value.is_finite() && value.abs() <= 1e6).then(|| Self((value + 0.0).to_bits()))
    }

    /// As a number.
    pub fn value(self) -> f64 {
        f64::from_bits(self.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}

impl Query {
    /// The intent that answers it.
    pub fn intent(&self) -> Intent {
        match self {
            Self::MonthCount { .. } => Intent::MonthCount,
            Self::WeekdayCount { .. } => Intent::WeekdayCount,
            Self::Score { .. } => Intent::Score,
            Self::Votes { .. } => Intent::Votes,
            Self::ActorStats { .. } => Intent::ActorStats,
            Self::DirectorStats { .. } => Intent::DirectorStats,
            Self::Recommend { .. } | Self::Similar { .. } => Intent::Recommend,
            Self::MaxDuration { .. } => Intent::MaxDuration,
            Self::ScoreCount { .. } => Intent::ScoreCount,
            Self::PlatformCount { .. } => Intent::PlatformCount,
            Self::TopActor { .. } => Intent::TopActor,
            Self::Predict { .. } => Intent::Predict,
            Self::FilmCard { .. } => Intent::FilmCard,
            Self::WhereToWatch { .. } => Intent::WhereToWatch,
            Self::Filmography { .. } => Intent::Filmography,
            Self::Cast { .. } => Intent::Cast,
            Self::Discover(_) => Intent::Discover,
            Self::Saga { .. } => Intent::Saga,
            Self::CountBy(_) => Intent::CountBy,
            Self::TitleCount(_) => Intent::TitleCount,
            Self::Chart { .. } | Self::ChartOf { .. } => Intent::Chart,
            Self::Search { .. } => Intent::Search,
            Self::Further { of, .. } => of.intent(),
            Self::LikeText { .. } => Intent::LikeText,
            Self::Mine(mine) => mine.intent(),
            Self::Help { .. } | Self::UnknownCommand { .. } => Intent::Help,
            Self::Greeting(_) => Intent::Greeting,
            Self::Invalid { intent, .. } => *intent,
            Self::OutOfScope { .. } => Intent::OutOfScope,
        }
    }
}
