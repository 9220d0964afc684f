//! What there is to say to the questions beyond the twelve: lists of films and sums over groups of them.

use super::{DirectedFilm, FilmRef, Suggestion};
use crate::query::{Filters, Group};

/// Films on a page of a list.
pub const PAGE: usize = 10;

/// How many of a cast are on a page; machines get them all.
pub(super) const CAST_PAGE: usize = 20;

/// How many of a director's films are on a page.
pub(super) const DIRECTED_PAGE: usize = 25;

/// How many films of a saga are on a page.
pub(super) const SAGA_PAGE: usize = 30;

/// How many results of a look-up are on a page.
pub(super) const FOUND_PAGE: usize = 8;

/// A film with fewer votes is in no list of extremes (longest, newest, most profitable): those are full of records with
/// mistakes.
pub const FEW_VOTES: u32 = 50;

/// The page of a list that the text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which one; the first is 0.
    pub page: usize,
    /// How many entries are on one.
    pub size: usize,
    /// What is said of the entries beyond it.
    pub onward: Onward,
}

/// How a text that shows a part of a list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    /// It says what to answer for the next page.
    Say,
    /// It says which page of how many it shows.
    Number,
    /// It says how many are left.
    Rest,
}

impl Shown {
    /// A page of a conversation.
    pub fn page(page: usize, size: usize) -> Self {
        Self { page, size, onward: Onward::Say }
    }

    /// The places of its entries in a list of `all`.
    pub fn places(self, all: usize) -> std::ops::Range<usize> {
        let first = self.page.saturating_mul(self.size).min(all);
        first..(first + self.size).min(all)
    }

    /// Whether a list of `all` goes on after it.
    pub fn has_more(self, all: usize) -> bool {
        self.places(all).end < all
    }

    /// Whether a list of `all` ends before it.
    pub fn is_beyond(self, all: usize) -> bool {
        self.page > 0 && self.places(all).is_empty()
    }
}

/// A film in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedFilm {
    /// The film.
    pub film: FilmRef,
    /// Mean of votes (0–10) and their number.
    pub votes: Option<(f64, u32)>,
    /// Minutes.
    pub runtime: Option<f32>,
    /// Revenue / budget, 0 where it cannot be computed.
    pub return_ratio: f64,
    /// US dollars, 0 where unknown.
    pub budget: f64,
    /// US dollars, 0 where unknown.
    pub revenue: f64,
}

/// Films that pass filters.
#[derive(Clone, Debug, PartialEq)]
pub struct Discovered {
    /// The filters.
    pub filters: Filters,
    /// How many films pass.
    pub total: u32,
    /// How many of them can be put in the order asked for.
    pub ordered: u32,
    /// How many of those are on the pages before.
    pub before: usize,
    /// One page of those, in that order.
    pub films: Vec<ListedFilm>,
}

/// Films with a plot like a description.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// What they are to be about.
    pub text: String,
    /// Most similar first.
    pub films: Vec<ListedFilm>,
    /// Which page of the list; the first is 0.
    pub page: u8,
}

/// What a person did in a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Acted.
    Acted,
    /// Directed.
    Directed,
    /// Both.
    Both,
}

/// All films of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Filmography {
    /// Name.
    pub person: String,
    /// The films, the most recent first, and the person's part in each.
    pub films: Vec<(ListedFilm, Part)>,
    /// Which page of them the text shows.
    pub shown: Shown,
}

/// Who made a film.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    /// The film.
    pub film: FilmRef,
    /// Directors.
    pub directors: Vec<Suggestion>,
    /// The cast in billing order.
    pub cast: Vec<Suggestion>,
    /// Which page of it the text shows.
    pub shown: Shown,
}

/// What the films of a group add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Films.
    pub films: u32,
    /// Mean length of those whose length is known, in minutes.
    pub mean_minutes: Option<f64>,
    /// Sum of the returns.
    pub total_return: f64,
    /// That sum over all films.
    pub mean_return: f64,
    /// Sum of revenue − budget, in US dollars; what is not known counts as nothing.
    pub total_gain: f64,
    /// That sum over all films.
    pub mean_gain: f64,
    /// Sum of the revenues, in US dollars.
    pub total_revenue: f64,
    /// Films without a budget, which count as return 0.
    pub films_without_budget: u32,
    /// Films with a budget under 1,000 dollars, most likely meant as millions.
    pub suspect_budgets: u32,
    /// The sum of returns without those.
    pub total_return_without_suspects: f64,
}

/// The films of a saga.
#[derive(Clone, Debug, PartialEq)]
pub struct Saga {
    /// Name as in the source.
    pub saga: String,
    /// The films, by date of release.
    pub films: Vec<DirectedFilm>,
    /// Which page of them the text shows.
    pub shown: Shown,
    /// What they add up to.
    pub totals: Totals,
    /// Other sagas that the name may mean.
    pub others: Vec<String>,
}

/// The films of a year, language, country or company.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The group; a company by its name in the source.
    pub group: Group,
    /// What its films add up to.
    pub totals: Totals,
    /// The best rated of them.
    pub best: Vec<ListedFilm>,
    /// Other companies that the name may mean.
    pub others: Vec<String>,
}
