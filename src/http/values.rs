//! The values of a request: taken from the path or the query string, read into what questions take.
//!
//! The door is [`Values::read`]. A value that cannot be read, is missing, comes twice or that no parameter is meant for is
//! a [`Refusal`] that names it: nothing is left out in silence.

use chrono::{Month, Weekday};
use percent_encoding::percent_decode_str;

use super::routes::Route;
use super::said::Fault;
use crate::catalog::{Platform, SourceId, TitleKind, Unit, UserId};
use crate::engine::Engine;
use crate::query::{Intent, Name, Query, Score, tidy, with_arguments};
use crate::render::words::api::{self, Wanted};
use crate::search::{self, Entity};
use crate::text::fold;
use crate::world::{Kind, Term};

/// A parameter of a route, by its name in the path and in the query string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) wanted: Wanted,
    /// Whether it must be given where it does not stand in the path.
    pub(super) needed: bool,
    pub(super) about: &'static str,
}

impl Parameter {
    pub(super) const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }
}

/// Why a request is not answered: a sentence that says what to do, and what it is about.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) parameter: String,
    /// As given; `None` where nothing was.
    pub(super) value: Option<String>,
}

/// The values given, by name. Empty ones are as good as not given.
pub(super) struct Values {
    route: &'static Route,
    given: Vec<(&'static str, String)>,
    /// What ended in a space as it was given: the `+` of "16+" becomes one in a query string.
    spaced: Vec<&'static str>,
}

type Read<T> = Result<T, Refusal>;

impl Values {
    /// Takes the values of a request for `route` from its path (percent-encoded) and the pairs of its query string.
    pub(super) fn read(route: &'static Route, path: &str, pairs: Vec<(String, String)>) -> Read<Self> {
        let mut values = Self { route, given: Vec::new(), spaced: Vec::new() };
        let rest = path.strip_prefix(route.path).unwrap_or_default().trim_start_matches('/');
        for (segment, name) in rest.splitn(route.segments.len().max(1), '/').zip(route.segments) {
            values.take(name, percent_decode_str(segment).decode_utf8_lossy().into_owned())?;
        }
        for (name, value) in pairs {
            match route.parameters.iter().find(|p| p.name == name) {
                Some(parameter) => values.take(parameter.name, value)?,
                None => {
                    let known: Vec<&str> = route.parameters.iter().map(|p| p.name).collect();
                    let name = tidy(&name);
                    let message = api::unknown_parameter(&name, &known);
                    return Err(Refusal { message, parameter: name, value: Some(tidy(&value)) });
                }
            }
        }
        Ok(values)
    }

    fn take(&mut self, name: &'static str, value: String) -> Read<()> {
        let spaced = value.ends_with(' ');
        let value = value.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if value.is_empty() {
            return Ok(());
        }
        if self.text(name).is_some() {
            let message = api::twice(name);
            return Err(Refusal { message, parameter: name.to_owned(), value: Some(tidy(value)) });
        }
        // What is no UTF-8 became this sign; no name or value has it.
        if value.contains(char::REPLACEMENT_CHARACTER) {
            return Err(self.unreadable(name, value));
        }
        self.given.push((name, value.to_owned()));
        if spaced {
            self.spaced.push(name);
        }
        Ok(())
    }

    /// A value as given.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// Whether a value ended in a space, which a plus sign may have been.
    pub(super) fn ends_in_space(&self, name: &str) -> bool {
        self.spaced.contains(&name)
    }

    fn wanted(&self, name: &str) -> Wanted {
        self.route.parameters.iter().find(|p| p.name == name).map_or(Wanted::Text, |p| p.wanted)
    }

    fn missing(&self, name: &str) -> Refusal {
        Refusal { message: api::missing(name, self.wanted(name)), parameter: name.to_owned(), value: None }
    }

    fn unreadable(&self, name: &str, value: &str) -> Refusal {
        let value = tidy(value);
        let message = api::unreadable(name, &value, self.wanted(name));
        Refusal { message, parameter: name.to_owned(), value: Some(value) }
    }

    /// A value that must be given.
    pub(super) fn required<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Read<T> {
        self.optional(name, read)?.ok_or_else(|| self.missing(name))
    }

    /// A value that may be given.
    pub(super) fn optional<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Read<Option<T>> {
        match self.text(name) {
            None => Ok(None),
            Some(value) => read(value).map(Some).ok_or_else(|| self.unreadable(name, value)),
        }
    }

    /// What `id` names exactly, else what `name` says in words. Both may be given where the words name it too.
    pub(super) fn name(&self, engine: &Engine, name: &str) -> Result<Name, Fault> {
        let Some(id) = self.optional("id", id)? else { return Ok(self.required(name, |text| Some(Name::text(text)))?) };
        if let (Some(text), Some(value)) = (self.text(name), self.text("id"))
            && !self.agrees(engine, &id, text)?
        {
            let message = api::contradicts("id", value, &tidy(text));
            return Err(Refusal { message, parameter: "id".to_owned(), value: Some(value.to_owned()) }.into());
        }
        Ok(id)
    }

    /// Whether `text` may mean what `id` names.
    fn agrees(&self, engine: &Engine, id: &Name, text: &str) -> Result<bool, Fault> {
        let catalog = &engine.catalog;
        let entity = match id {
            Name::Id(id) if self.wanted("id") == Wanted::PersonId => catalog.person_by_source(*id).map(Entity::Person),
            Name::Id(id) => catalog.movie_by_source(*id).map(Entity::Film),
            Name::Key(key) => {
                let title = catalog.title_by_key(key);
                title.map(|row| catalog.title(row).film().map_or(Entity::Title(row), Entity::Film))
            }
            Name::Text(_) => None,
        };
        Ok(entity.map_or(Ok(false), |entity| engine.may_mean(text, entity))?)
    }

    /// Refuses what has no meaning beside `given`.
    pub(super) fn alone(&self, given: &str, others: &[&str]) -> Read<()> {
        let other = others.iter().find_map(|other| Some((*other, self.text(other)?)));
        other.map_or(Ok(()), |(other, value)| {
            let message = api::not_beside(other, given);
            Err(Refusal { message, parameter: other.to_owned(), value: Some(tidy(value)) })
        })
    }

    /// Which part of a long list is asked for: the first position and how many; `None` for all of it.
    pub(super) fn part(&self, usual: usize) -> Read<Option<(usize, usize)>> {
        let many = self.optional("limite", |text| number(text, 1..=100))?;
        let page = self.optional("pagina", |text| number(text, PAGES))?;
        if many.is_none() && page.is_none() {
            return Ok(None);
        }
        let many = many.unwrap_or(usual);
        Ok(Some(((page.unwrap_or(1) - 1) * many, many)))
    }
}

/// The pages that may be asked for; those beyond the last are empty.
pub(super) const PAGES: std::ops::RangeInclusive<usize> = 1..=10_000;

/// `862`, or a platform title's key.
fn id(text: &str) -> Option<Name> {
    if let Ok(id) = text.parse() {
        return Some(Name::Id(SourceId(id)));
    }
    let key = text.to_lowercase();
    let is_key = key.len() <= 12 && key.starts_with(|c: char| Platform::ALL.iter().any(|p| p.letter() == c));
    let numbered = key.ends_with(|c: char| c.is_ascii_digit());
    (is_key && numbered && key.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(Name::Key(key))
}

pub(super) fn month(text: &str) -> Option<Month> {
    match with_arguments(Intent::MonthCount, one_word(text)?) {
        Query::MonthCount { month } => Some(month),
        _ => None,
    }
}

pub(super) fn weekday(text: &str) -> Option<Weekday> {
    match with_arguments(Intent::WeekdayCount, one_word(text)?) {
        Query::WeekdayCount { weekday } => Some(weekday),
        _ => None,
    }
}

/// A platform by any name that the chat knows, and nothing beside it; a `+` of "disney+" may have become a space.
pub(super) fn platform(text: &str) -> Option<Platform> {
    let (mut named, mut rest) = (None, Vec::new());
    for word in text.split_whitespace() {
        match with_arguments(Intent::PlatformCount, word) {
            Query::PlatformCount { platform } if named.is_none_or(|before| before == platform) => {
                named = Some(platform)
            }
            _ => rest.push(fold(word)),
        }
    }
    let belongs = |word: &String| matches!(word.as_str(), "video" | "plus" | "mas" | "");
    named.filter(|_| rest.iter().all(belongs))
}

pub(super) fn unit(text: &str) -> Option<Unit> {
    match with_arguments(Intent::MaxDuration, one_word(text)?) {
        Query::MaxDuration { unit, year: None, platform: None } => unit,
        _ => None,
    }
}

pub(super) fn kind(text: &str) -> Option<TitleKind> {
    match fold(text).as_str() {
        "movie" | "movies" | "pelicula" | "peliculas" | "film" => Some(TitleKind::Movie),
        "show" | "shows" | "tv show" | "serie" | "series" | "tv" => Some(TitleKind::Show),
        _ => None,
    }
}

/// What is looked for.
pub(super) fn hits(text: &str) -> Option<search::Kind> {
    use search::Kind::{Film, Person, Title};
    [Film, Title, Person].into_iter().find(|kind| kind.name() == fold(text))
}

pub(super) fn year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year| (1..=9999).contains(year))
}

/// "3.5" or "3,5".
pub(super) fn score(text: &str) -> Option<Score> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+'));
    text.replace(',', ".").parse().ok().filter(|_| plain).and_then(Score::new)
}

pub(super) fn user(text: &str) -> Option<UserId> {
    text.to_lowercase().parse().ok()
}

pub(super) fn language(text: &str) -> Option<Term> {
    Term::named(Kind::Language, text)
}

pub(super) fn country(text: &str) -> Option<Term> {
    Term::named(Kind::Country, text)
}

pub(super) fn flag(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "1" | "true" | "si" | "yes" => Some(true),
        "0" | "false" | "no" => Some(false),
        _ => None,
    }
}

pub(super) fn number(text: &str, range: std::ops::RangeInclusive<usize>) -> Option<usize> {
    text.parse().ok().filter(|n| range.contains(n))
}

fn one_word(text: &str) -> Option<&str> {
    (!text.contains(char::is_whitespace)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_write_them() {
        assert_eq!(month("Enero"), Some(Month::January));
        assert_eq!(month("1"), Some(Month::January));
        assert_eq!([month("13"), month("brumario"), month("enero febrero"), month("lunes")], [None; 4]);
        assert_eq!(weekday("miércoles"), Some(Weekday::Wed));
        assert_eq!(weekday("mar"), Some(Weekday::Tue));
        assert_eq!(platform("Disney+"), Some(Platform::Disney));
        assert_eq!(platform("amazon prime video"), Some(Platform::Amazon));
        assert_eq!(platform("hbo"), None);
        assert_eq!(
            [unit("min"), unit("season"), unit("temporadas")],
            [Some(Unit::Min), Some(Unit::Season), Some(Unit::Season)]
        );
        assert_eq!([unit("2018"), unit("netflix"), unit("horas")], [None; 3]);
        assert_eq!(score("3,5"), score("3.5"));
        assert_eq!(score("3.5"), Score::new(3.5));
        assert_eq!([score("nan"), score("inf"), score("1e3"), score("3.5.1"), score("tres")], [None; 5]);
        assert_eq!([year("2018"), year("0"), year("20188"), year("-5")], [Some(2018), None, None, None]);
        assert_eq!(user("PF:7").map(|u| u.to_string()), Some("pf:7".to_owned()));
        assert_eq!(id("AS123"), Some(Name::Key("as123".to_owned())));
        assert_eq!([id("-1"), id("zz1"), id("as 1"), id("abc")], [const { None }; 4]);
    }
}
