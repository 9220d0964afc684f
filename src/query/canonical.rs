//! The canonical text of a [`Query`]: `score_count score=3.5 platform=netflix year=2019`, `predict user=ml:42
//! title=Toy Story`.
//!
//! One line: the intent, then `key=value` pairs; a value that is free text stands last and runs to the end.
//! `title=#862` names by source id, `title=@as123` by key; a text that begins with `#`, `@` or `\` gets a `\` in front.

use std::fmt;
use std::str::FromStr;

use chrono::{Month, Weekday};

use super::listing::Listing;
use super::{Filters, Greeting, Group, Intent, Mine, Name, Query, Score, Titled, tidy};
use crate::catalog::SourceId;
use crate::world::{Kind, Term};

/// Why a text is not a canonical query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a canonical query: {0}")]
pub struct CanonicalError(pub(super) String);

/// Months in Spanish, January first; the machine interface's values.
pub const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// Weekdays in Spanish without accents, Monday first; the machine interface's values.
pub const WEEKDAYS: [&str; 7] = ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"];

/// The Spanish name of a month.
pub fn month_name(month: Month) -> &'static str {
    MONTHS[month.number_from_month() as usize - 1]
}

/// The Spanish name of a weekday, without accents.
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// The month of a position, January = 0.
pub fn month_at(i: usize) -> Option<Month> {
    Month::try_from(u8::try_from(i + 1).ok()?).ok()
}

/// The weekday of a position, Monday = 0.
pub fn weekday_at(i: usize) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(i).ok()?).ok()
}

impl Greeting {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Hello, "hello"), (Self::Thanks, "thanks"), (Self::Goodbye, "goodbye"), (Self::SmallTalk, "small_talk")];
}

struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.starts_with(['#', '@', '\\']) {
            f.write_str("\\")?;
        }
        f.write_str(self.0)
    }
}

fn text(s: &str) -> String {
    tidy(s.strip_prefix('\\').unwrap_or(s))
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(words) => Text(words).fmt(f),
            Self::Id(id) => write!(f, "#{id}"),
            Self::Key(key) => write!(f, "@{key}"),
        }
    }
}

pub(super) fn name(s: &str) -> Result<Name, CanonicalError> {
    if let Some(id) = s.strip_prefix('#') {
        let id = id.parse().map_err(|_| CanonicalError(format!("`{s}` is no id")))?;
        return Ok(Name::Id(SourceId(id)));
    }
    Ok(match s.strip_prefix('@') {
        Some(key) => Name::Key(tidy(key)),
        None => Name::Text(text(s)),
    })
}

fn optional(f: &mut fmt::Formatter<'_>, key: &str, value: &Option<impl fmt::Display>) -> fmt::Result {
    match value {
        Some(value) => write!(f, " {key}={value}"),
        None => Ok(()),
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mine(mine) => return mine.fmt(f),
            Self::UnknownCommand { .. } => f.write_str("unknown_command")?,
            Self::Invalid { .. } => f.write_str("invalid")?,
            Self::Similar { .. } => f.write_str("more_similar")?,
            Self::Further { .. } => f.write_str("more")?,
            Self::ChartOf { .. } => f.write_str("chart_of")?,
            _ => f.write_str(self.intent().name())?,
        }
        match self {
            Self::MonthCount { month } => write!(f, " month={}", month_name(*month)),
            Self::WeekdayCount { weekday } => write!(f, " weekday={}", weekday_name(*weekday)),
            Self::Score { title }
            | Self::Votes { title }
            | Self::Recommend { title }
            | Self::FilmCard { title }
            | Self::WhereToWatch { title }
            | Self::Cast { title } => write!(f, " title={title}"),
            Self::Similar { title, filters } => write!(f, "{filters} title={title}"),
            Self::ActorStats { person } | Self::DirectorStats { person } => write!(f, " person={person}"),
            Self::MaxDuration { year, platform, unit } => {
                optional(f, "year", year)?;
                optional(f, "platform", platform)?;
                optional(f, "unit", unit)
            }
            Self::ScoreCount { score, platform, year } => {
                write!(f, " score={score}")?;
                optional(f, "platform", platform)?;
                optional(f, "year", year)
            }
            Self::PlatformCount { platform } => write!(f, " platform={platform}"),
            Self::Filmography { person, page: 0 } => write!(f, " person={person}"),
            Self::Filmography { person, page } => write!(f, " page={page} person={person}"),
            Self::Discover(filters) => filters.fmt(f),
            Self::TitleCount(titled) => titled.fmt(f),
            Self::Chart { by, filters } => write!(f, " by={by}{filters}"),
            Self::Saga { name } => write!(f, " title={name}"),
            Self::CountBy(Group::Year(year)) => write!(f, " year={year}"),
            Self::CountBy(Group::Language(language)) => write!(f, " language={}", language.slug()),
            Self::CountBy(Group::Country(country)) => write!(f, " country={}", country.slug()),
            Self::CountBy(Group::Company(company)) => write!(f, " company={}", Text(company)),
            Self::TopActor { platform, year } => {
                optional(f, "platform", platform)?;
                optional(f, "year", year)
            }
            Self::Predict { user, title } => write!(f, " user={user} title={title}"),
            Self::Search { text } | Self::OutOfScope { text } => write!(f, " text={}", Text(text)),
            Self::LikeText { text, page: 0 } => write!(f, " text={}", Text(text)),
            Self::LikeText { text, page } => write!(f, " page={page} text={}", Text(text)),
            Self::ChartOf { by, filters, of } => write!(f, " by={by}{filters} of={of}"),
            Self::Further { of, page } => write!(f, " page={page} of={of}"),
            // Said above.
            Self::Mine(_) => Ok(()),
            Self::Help { topic } => optional(f, "topic", topic),
            Self::Greeting(kind) => {
                let word = Greeting::ALL.iter().find(|(k, _)| k == kind).map_or("hello", |(_, w)| w);
                write!(f, " kind={word}")
            }
            Self::Invalid { intent, value } => write!(f, " intent={intent} value={}", Text(value)),
            Self::UnknownCommand { command } => write!(f, " command={}", Text(command)),
        }
    }
}

/// The `key=value` pairs after the intent; a key of free text takes the rest of the line.
pub(super) struct Pairs<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Pairs<'a> {
    const FREE_TEXT: [&'static str; 8] = ["title", "person", "text", "value", "command", "company", "rating", "of"];

    fn read(mut rest: &'a str) -> Result<Self, CanonicalError> {
        let mut pairs = Vec::new();
        while !rest.is_empty() {
            let (key, after) =
                rest.split_once('=').ok_or_else(|| CanonicalError(format!("`{rest}` is not key=value")))?;
            let (value, next) = match Self::FREE_TEXT.contains(&key) {
                true => (after, ""),
                false => after.split_once(' ').unwrap_or((after, "")),
            };
            pairs.push((key, value));
            rest = next;
        }
        Ok(Self(pairs))
    }

    pub(super) fn text(&self, key: &str) -> Result<&'a str, CanonicalError> {
        let found = self.0.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
        found.ok_or_else(|| CanonicalError(format!("`{key}` is missing")))
    }

    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(k, _)| *k == key).map(|(_, value)| *value)
    }

    pub(super) fn get<T: FromStr>(&self, key: &str) -> Result<T, CanonicalError> {
        let value = self.text(key)?;
        value.parse().map_err(|_| CanonicalError(format!("`{value}` is no {key}")))
    }

    pub(super) fn optional<T: FromStr>(&self, key: &str) -> Result<Option<T>, CanonicalError> {
        if self.text(key).is_err() { Ok(None) } else { self.get(key).map(Some) }
    }

    fn position(&self, key: &str, names: &[&str]) -> Result<usize, CanonicalError> {
        let value = self.text(key)?;
        names.iter().position(|n| *n == value).ok_or_else(|| CanonicalError(format!("`{value}` is no {key}")))
    }
}

fn group(pairs: &Pairs<'_>) -> Result<Group, CanonicalError> {
    let term = |kind, key: &str| {
        let slug = pairs.text(key)?;
        Term::by_slug(kind, slug).ok_or_else(|| CanonicalError(format!("`{slug}` is no {key}")))
    };
    if let Some(year) = pairs.optional("year")? {
        return Ok(Group::Year(year));
    }
    if pairs.text("company").is_ok() {
        return Ok(Group::Company(text(pairs.text("company")?)));
    }
    match pairs.text("language").is_ok() {
        true => term(Kind::Language, "language").map(Group::Language),
        false => term(Kind::Country, "country").map(Group::Country),
    }
}

/// What asks for a list, as `is_list` judges.
fn list_of(pairs: &Pairs<'_>, is_list: impl Fn(&Query) -> bool) -> Result<Query, CanonicalError> {
    let s = pairs.text("of")?;
    let of: Query = s.parse()?;
    if is_list(&of) { Ok(of) } else { Err(CanonicalError(format!("`{s}` is no list"))) }
}

impl FromStr for Query {
    type Err = CanonicalError;

    fn from_str(s: &str) -> Result<Self, CanonicalError> {
        let (head, rest) = s.split_once(' ').unwrap_or((s, ""));
        let pairs = Pairs::read(rest)?;
        if let Some(mine) = Mine::read(head, &pairs) {
            return mine.map(Self::Mine);
        }
        match head {
            "unknown_command" => return Ok(Self::UnknownCommand { command: text(pairs.text("command")?) }),
            "more_similar" => {
                return Ok(Self::similar(name(pairs.text("title")?)?, Filters::read(&pairs)?));
            }
            "chart_of" => {
                // What filters can tell is a chart of those, and a further page no list of its own.
                let drawn = |of: &Self| matches!(of.listing(), Some(Listing::Of(list)) if list == of);
                let of = Box::new(list_of(&pairs, drawn)?);
                return Ok(Self::ChartOf { by: pairs.get("by")?, filters: Box::new(Filters::read(&pairs)?), of });
            }
            "more" => {
                let of = list_of(&pairs, Self::goes_on)?;
                return match pairs.get("page")? {
                    0 => Err(CanonicalError("that is no further page".to_owned())),
                    page => Ok(of.further(page)),
                };
            }
            "invalid" => {
                return Ok(Self::Invalid { intent: pairs.get("intent")?, value: text(pairs.text("value")?) });
            }
            _ => {}
        }
        let intent: Intent = head.parse().map_err(|()| CanonicalError(format!("`{head}` is no intent")))?;
        let title = || pairs.text("title").and_then(name);
        let person = || pairs.text("person").and_then(name);
        let unreadable = |key: &str| CanonicalError(format!("unreadable {key}"));
        Ok(match intent {
            Intent::MonthCount => {
                let month = month_at(pairs.position("month", &MONTHS)?).ok_or_else(|| unreadable("month"))?;
                Self::MonthCount { month }
            }
            Intent::WeekdayCount => {
                let weekday = weekday_at(pairs.position("weekday", &WEEKDAYS)?).ok_or_else(|| unreadable("weekday"))?;
                Self::WeekdayCount { weekday }
            }
            Intent::Score => Self::Score { title: title()? },
            Intent::Votes => Self::Votes { title: title()? },
            Intent::ActorStats => Self::ActorStats { person: person()? },
            Intent::DirectorStats => Self::DirectorStats { person: person()? },
            Intent::Recommend => Self::Recommend { title: title()? },
            Intent::MaxDuration => Self::MaxDuration {
                year: pairs.optional("year")?,
                platform: pairs.optional("platform")?,
                unit: pairs.optional("unit")?,
            },
            Intent::ScoreCount => Self::ScoreCount {
                score: Score::new(pairs.get("score")?).ok_or_else(|| unreadable("score"))?,
                platform: pairs.optional("platform")?,
                year: pairs.optional("year")?,
            },
            Intent::PlatformCount => Self::PlatformCount { platform: pairs.get("platform")? },
            Intent::TopActor => Self::TopActor { platform: pairs.optional("platform")?, year: pairs.optional("year")? },
            Intent::Predict => Self::Predict { user: pairs.get("user")?, title: title()? },
            Intent::FilmCard => Self::FilmCard { title: title()? },
            Intent::WhereToWatch => Self::WhereToWatch { title: title()? },
            Intent::Filmography => Self::Filmography { page: pairs.optional("page")?.unwrap_or(0), person: person()? },
            Intent::Cast => Self::Cast { title: title()? },
            Intent::Discover => Self::Discover(Box::new(Filters::read(&pairs)?)),
            Intent::Chart => Self::Chart { by: pairs.get("by")?, filters: Box::new(Filters::read(&pairs)?) },
            Intent::Saga => Self::Saga { name: title()? },
            Intent::CountBy => Self::CountBy(group(&pairs)?),
            Intent::TitleCount => Self::TitleCount(Box::new(Titled::read(&pairs)?)),
            Intent::LikeText => {
                Self::LikeText { page: pairs.optional("page")?.unwrap_or(0), text: text(pairs.text("text")?) }
            }
            Intent::Search => Self::Search { text: text(pairs.text("text")?) },
            Intent::OutOfScope => Self::OutOfScope { text: text(pairs.text("text")?) },
            Intent::Help => Self::Help { topic: pairs.optional("topic")? },
            Intent::Greeting => {
                let word = pairs.text("kind")?;
                let kind = Greeting::ALL.iter().find(|(_, w)| *w == word).ok_or_else(|| unreadable("kind"))?;
                Self::Greeting(kind.0)
            }
            // The personal ones are read above.
            _ => return Err(CanonicalError(format!("`{head}` is no intent"))),
        })
    }
}
