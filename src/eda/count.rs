//! Counts films by what a chart is drawn by. The door is [`count`].

use std::iter::once;
use std::ops::Range;

use chrono::{Datelike, Month, Weekday};

use super::font;
use super::money::{Spent, money, returns};
use crate::catalog::{Catalog, Movie, Platform};
use crate::query::{By, month_at, month_name, weekday_at, weekday_name};

/// Words of a cloud at most.
pub const CLOUD: usize = 120;
/// Bars of a chart at most; what is rarer is left out and counted in [`Figures::Tallies::left_out`].
pub const BARS: usize = 15;
/// Width of the bars of lengths, in minutes.
const MINUTES: usize = 10;
/// Lengths from here on are in the last bar.
const LONGEST: usize = 240;

/// What a bar stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A year of release.
    Year(u16),
    /// Ten years of release, by the first of them.
    Decade(u16),
    /// A month, January = 0.
    Month(u8),
    /// A day of the week, Monday = 0.
    Weekday(u8),
    /// A genre, by its code.
    Genre(String),
    /// A country, by its code.
    Country(String),
    /// A language, by its code.
    Language(String),
    /// A platform.
    Platform(Platform),
    /// A word of titles.
    Word(String),
}

impl Key {
    /// The name in the machine interface: a number, a code, or the word itself.
    pub fn code(&self) -> String {
        match self {
            Self::Year(n) | Self::Decade(n) => n.to_string(),
            Self::Month(_) => self.month().map_or(String::new(), |m| month_name(m).to_owned()),
            Self::Weekday(_) => self.weekday().map_or(String::new(), |d| weekday_name(d).to_owned()),
            Self::Genre(code) | Self::Country(code) | Self::Language(code) | Self::Word(code) => code.clone(),
            Self::Platform(platform) => platform.name().to_owned(),
        }
    }

    /// The month of a position.
    pub fn month(&self) -> Option<Month> {
        if let Self::Month(i) = self { month_at(usize::from(*i)) } else { None }
    }

    /// The day of a position.
    pub fn weekday(&self) -> Option<Weekday> {
        if let Self::Weekday(i) = self { weekday_at(usize::from(*i)) } else { None }
    }
}

/// How many films stand behind a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What they have in common.
    pub key: Key,
    /// All of them.
    pub count: u32,
    /// Of those, dated 1 January: in the source this often stands for "some day of that year".
    pub placeholder: u32,
}

/// The figures of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    /// Films by something that has a name: in its natural order, or the most frequent first.
    Tallies {
        /// The bars.
        tallies: Vec<Tally>,
        /// How many further keys were too rare to be shown.
        left_out: u32,
    },
    /// Films by a measure.
    Ranges {
        /// One more than counts, ascending; the last range is open where `open`.
        edges: Vec<f64>,
        /// Films from each edge up to the next.
        counts: Vec<u32>,
        /// The median of all values.
        median: f64,
        /// What nine of ten values do not exceed.
        nine_tenths: f64,
        /// The least and the greatest value.
        extremes: (f64, f64),
        /// Whether the last range has no upper end.
        open: bool,
    },
    /// Films with known budget and revenue.
    Money {
        /// `(budget, revenue)`.
        points: Vec<(f64, f64)>,
        /// Films that stand out, the most outstanding first.
        named: Vec<Spent>,
        /// How many of them earned more than they cost.
        recouped: u32,
    },
    /// Median return by genre, the greatest first.
    Returns(Vec<(Key, f64, u32)>),
}

/// Films counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// By what.
    pub by: By,
    /// All films looked at.
    pub films: u32,
    /// Those of which what is counted is known.
    pub known: u32,
    /// The figures.
    pub figures: Figures,
}

/// Counts `films`. Cost: one pass, a few milliseconds for all films.
pub fn count(catalog: &Catalog, films: &[Movie<'_>], by: By) -> Count {
    let (known, figures) = match by {
        By::Year => in_order(films, |f| usize::from(f.year()), None, |i| Key::Year(i as u16)),
        By::Decade => in_order(films, |f| usize::from(f.year() / 10), None, |i| Key::Decade(10 * i as u16)),
        By::Month => in_order(films, |f| f.release_date().month0() as usize, Some(0..12), |i| Key::Month(i as u8)),
        By::Weekday => {
            let day = |f: &Movie<'_>| f.release_date().weekday().num_days_from_monday() as usize;
            in_order(films, day, Some(0..7), |i| Key::Weekday(i as u8))
        }
        By::Genre => named(films, |f| f.genre_ids().iter().copied(), |f| f.genres(), Key::Genre, BARS + 5),
        By::Country => named(films, |f| f.country_ids().iter().copied(), |f| f.countries(), Key::Country, BARS),
        By::Language => named(films, |f| once(f.language_id()), |f| once(f.language()), Key::Language, BARS),
        By::Platform => on_platforms(catalog, films),
        By::Words => words(catalog, films),
        By::Score => ranges(films.iter().filter(|f| f.votes() > 0).filter_map(|f| f.vote_average()), &score_edges()),
        By::Votes => ranges(films.iter().map(|f| f64::from(f.votes())).filter(|v| *v > 0.0), &vote_edges(films)),
        By::Runtime => ranges(films.iter().filter_map(|f| f.runtime()).map(f64::from), &minute_edges()),
        By::Money => money(films),
        By::Return => returns(films),
    };
    Count { by, films: films.len() as u32, known, figures }
}

fn is_placeholder(film: &Movie<'_>) -> bool {
    let date = film.release_date();
    (date.month(), date.day()) == (1, 1)
}

/// By a number that has an order of its own; those from the first to the last of `all`, or that a film has.
fn in_order(
    films: &[Movie<'_>],
    number: impl Fn(&Movie<'_>) -> usize,
    all: Option<Range<usize>>,
    key: fn(usize) -> Key,
) -> (u32, Figures) {
    let mut counts: Vec<(u32, u32)> = Vec::new();
    for film in films {
        let i = number(film);
        if counts.len() <= i {
            counts.resize(i + 1, (0, 0));
        }
        counts[i].0 += 1;
        counts[i].1 += u32::from(is_placeholder(film));
    }
    let first = counts.iter().position(|c| c.0 > 0).unwrap_or(counts.len());
    let shown = all.filter(|_| !films.is_empty()).unwrap_or(first..counts.len());
    let tally = |i: usize| {
        let (count, placeholder) = counts.get(i).copied().unwrap_or_default();
        Tally { key: key(i), count, placeholder }
    };
    (films.len() as u32, Figures::Tallies { tallies: shown.map(tally).collect(), left_out: 0 })
}

/// By names of which a film may have several, told by their numbers; the most frequent first.
fn named<'a, I: Iterator<Item = u16>, N: Iterator<Item = &'a str>>(
    films: &[Movie<'a>],
    ids: impl Fn(&Movie<'a>) -> I,
    names: impl Fn(&Movie<'a>) -> N,
    key: fn(String) -> Key,
    most: usize,
) -> (u32, Figures) {
    let mut counts: Vec<(Option<&str>, u32)> = Vec::new();
    let mut known = 0;
    for film in films {
        let mut any = false;
        for (i, id) in ids(film).enumerate() {
            if counts.len() <= usize::from(id) {
                counts.resize(usize::from(id) + 1, (None, 0));
            }
            let (name, count) = &mut counts[usize::from(id)];
            // Each name is looked up once.
            let name = *name.get_or_insert_with(|| names(film).nth(i).unwrap_or(""));
            if !name.is_empty() {
                *count += 1;
                any = true;
            }
        }
        known += u32::from(any);
    }
    let tally = |(name, count): (Option<&str>, u32)| {
        let name = name.filter(|_| count > 0)?;
        Some(Tally { key: key(name.to_owned()), count, placeholder: 0 })
    };
    (known, frequent(counts.into_iter().filter_map(tally).collect(), most))
}

/// The most frequent of all bars.
fn frequent(mut tallies: Vec<Tally>, most: usize) -> Figures {
    tallies.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
    let left_out = tallies.len().saturating_sub(most) as u32;
    tallies.truncate(most);
    Figures::Tallies { tallies, left_out }
}

fn on_platforms(catalog: &Catalog, films: &[Movie<'_>]) -> (u32, Figures) {
    let mut counts = [0; 4];
    let mut known = 0;
    for film in films {
        let mut on = [false; 4];
        film.on_platforms().for_each(|t| on[catalog.title(t).platform() as usize] = true);
        known += u32::from(on.contains(&true));
        for (count, on) in counts.iter_mut().zip(on) {
            *count += u32::from(on);
        }
    }
    let tally = |p: Platform| Tally { key: Key::Platform(p), count: counts[p as usize], placeholder: 0 };
    (known, frequent(Platform::ALL.into_iter().map(tally).filter(|t| t.count > 0).collect(), 4))
}

/// The words of titles that the font can write, the most frequent first; of equally frequent ones those of the films
/// with most votes, so that a short list is not shown by the beginning of the alphabet.
fn words(catalog: &Catalog, films: &[Movie<'_>]) -> (u32, Figures) {
    let mut counts = vec![(0u32, 0u32); catalog.n_words()];
    let mut known = 0;
    for film in films {
        for &word in film.word_ids() {
            let (count, votes) = &mut counts[word as usize];
            *count += 1;
            *votes = (*votes).max(film.votes());
        }
        known += u32::from(!film.title().is_empty());
    }
    let used = (0..).zip(counts).filter(|(_, n)| n.0 > 0).map(|(row, n)| (n, catalog.word(row)));
    let mut used: Vec<((u32, u32), &str)> = used.filter(|(_, word)| font::covers(word)).collect();
    used.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let left_out = used.len().saturating_sub(CLOUD) as u32;
    let tally =
        |((count, _), word): ((u32, u32), &str)| Tally { key: Key::Word(word.to_owned()), count, placeholder: 0 };
    (known, Figures::Tallies { tallies: used.into_iter().take(CLOUD).map(tally).collect(), left_out })
}

/// From 0 to 10 by halves.
fn score_edges() -> Vec<f64> {
    (0..=20).map(|i| f64::from(i) * 0.5).collect()
}

fn minute_edges() -> Vec<f64> {
    (0..=LONGEST / MINUTES).map(|i| (i * MINUTES) as f64).collect()
}

/// 1, 2, 4, 8, … up to the first that is greater than all numbers of votes.
fn vote_edges(films: &[Movie<'_>]) -> Vec<f64> {
    let most = films.iter().map(|f| f.votes()).max().unwrap_or(1);
    let beyond = (0..33).find(|p| 2f64.powi(*p) > f64::from(most)).unwrap_or(33);
    (0..=beyond.max(1)).map(|p| 2f64.powi(p)).collect()
}

/// How many values from each edge up to the next; those at or beyond the last edge count in the last range.
fn ranges(values: impl Iterator<Item = f64>, edges: &[f64]) -> (u32, Figures) {
    let mut values: Vec<f64> = values.collect();
    let mut counts = vec![0u32; edges.len() - 1];
    let mut open = false;
    for value in &values {
        let at = edges.partition_point(|e| e <= value).saturating_sub(1).min(counts.len() - 1);
        counts[at] += 1;
        open |= edges.last().is_some_and(|last| value > last);
    }
    let median = median(&mut values);
    let nine_tenths = values.get((values.len() * 9).div_ceil(10).saturating_sub(1)).copied().unwrap_or(0.0);
    let extremes = (values.first().copied().unwrap_or(0.0), values.last().copied().unwrap_or(0.0));
    (values.len() as u32, Figures::Ranges { edges: edges.to_vec(), counts, median, nine_tenths, extremes, open })
}

/// The middle value, the mean of the two middle ones of an even number; 0 where there is none.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fall_between_their_edges() {
        let (known, figures) = ranges([0.0, 4.9, 5.0, 9.99, 10.0, 12.0].into_iter(), &[0.0, 5.0, 10.0]);
        let Figures::Ranges { counts, median, nine_tenths, extremes, open, .. } = figures else { panic!() };
        assert_eq!((known, counts, median, nine_tenths, open), (6, vec![2, 4], 7.495, 12.0, true));
        assert_eq!(extremes, (0.0, 12.0));
    }

    #[test]
    fn the_middle_of_values() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(&mut []), 0.0);
    }
}
