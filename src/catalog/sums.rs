//! What the films of a year, language, country, company or saga add up to, summed once when the index is built.
//!
//! Each kind of group is a table of columns `by_<kind>.*`, one row a group; a group's films stand in order of release.

use super::film::Films;
use super::{MovieId, NameList};
use crate::artifacts::columns::{Column, Columns, ColumnsWriter, ListColumn, TextColumn};
use crate::error::Result;
use crate::etl::{Film, return_ratio};
use crate::world::{Kind, Term};

/// A smaller budget (US dollars) is most likely a figure in millions: the return computed from it is not to be
/// believed.
pub const SUSPECT_BUDGET: f64 = 1000.0;

/// The best rated films of a group that are kept with it.
const BEST: usize = 5;

/// Votes that the mean of all films weighs in [`weighted`]; films with many more keep their own mean.
const PRIOR_VOTES: f64 = 500.0;

/// The mean of votes with a prior: `(v·R + m·C) / (v + m)`, where `R` is the film's mean of `v` votes, `C` the mean of
/// all films that have votes and `m` = 500. IMDb published this estimate for its list of the 250 best films. 0 without
/// votes.
pub(super) fn weighted(films: &[Film]) -> Vec<f32> {
    let voted = |f: &Film| f.vote_average.zip(f.vote_count).filter(|(_, n)| *n > 0);
    let (sum, n) = films.iter().filter_map(voted).fold((0.0, 0.0), |(sum, n), (mean, _)| (sum + mean, n + 1.0));
    let prior = if n > 0.0 { sum / n } else { 0.0 };
    let weigh = |f: &Film| {
        let (mean, votes) = voted(f)?;
        let votes = f64::from(votes);
        Some(((votes * mean + PRIOR_VOTES * prior) / (votes + PRIOR_VOTES)) as f32)
    };
    films.iter().map(|f| weigh(f).unwrap_or(0.0)).collect()
}

/// Writes the table of one kind; `of` tells the groups of a film by row.
pub(super) fn write<I: IntoIterator<Item = usize>>(
    columns: &mut ColumnsWriter,
    kind: &str,
    n: usize,
    films: &[Film],
    of: impl Fn(usize) -> I,
) {
    let mut groups = vec![Group::default(); n];
    let mut rows: Vec<usize> = (0..films.len()).collect();
    rows.sort_by_key(|&row| (films[row].release_date, row));
    for row in rows {
        for group in of(row) {
            groups[group].add(row as u32, &films[row]);
        }
    }
    columns.lists(&format!("by_{kind}.films"), groups.iter().map(|g| &g.films));
    let weights = weighted(films);
    columns.lists(&format!("by_{kind}.best"), groups.iter().map(|g| best(&g.films, &weights)));
    let mut numbers = |name: &str, value: fn(&Group) -> f64| {
        columns.numbers(&format!("by_{kind}.{name}"), &groups.iter().map(value).collect::<Vec<f64>>());
    };
    numbers("minutes", |g| g.minutes);
    numbers("timed", |g| g.timed);
    numbers("total_return", |g| g.total_return);
    numbers("total_gain", |g| g.total_gain);
    numbers("total_revenue", |g| g.total_revenue);
    numbers("without_budget", |g| g.without_budget);
    numbers("suspects", |g| g.suspects);
    numbers("return_without_suspects", |g| g.return_without_suspects);
}

/// The best rated of some films, by [`weighted`]; of equal ones the first row.
fn best(films: &[u32], weights: &[f32]) -> Vec<u32> {
    let mut best = films.to_vec();
    best.sort_unstable_by(|&a, &b| weights[b as usize].total_cmp(&weights[a as usize]).then(a.cmp(&b)));
    best.truncate(BEST);
    best
}

#[derive(Clone, Default)]
struct Group {
    films: Vec<u32>,
    minutes: f64,
    timed: f64,
    total_return: f64,
    total_gain: f64,
    total_revenue: f64,
    without_budget: f64,
    suspects: f64,
    return_without_suspects: f64,
}

impl Group {
    fn add(&mut self, row: u32, film: &Film) {
        self.films.push(row);
        self.total_revenue += film.revenue;
        // What is not known counts as nothing, as in the gain of each film.
        self.total_gain += film.revenue - film.budget;
        if let Some(minutes) = film.runtime.filter(|m| *m > 0.0) {
            self.minutes += f64::from(minutes);
            self.timed += 1.0;
        }
        let ratio = return_ratio(film.revenue, film.budget);
        self.total_return += ratio;
        if film.budget <= 0.0 {
            self.without_budget += 1.0;
            return;
        }
        if film.budget < SUSPECT_BUDGET {
            self.suspects += 1.0;
            return;
        }
        self.return_without_suspects += ratio;
    }
}

/// The table of one kind, mapped.
struct Table {
    films: ListColumn<u32>,
    best: ListColumn<u32>,
    minutes: Column<f64>,
    timed: Column<f64>,
    total_return: Column<f64>,
    total_gain: Column<f64>,
    total_revenue: Column<f64>,
    without_budget: Column<f64>,
    suspects: Column<f64>,
    return_without_suspects: Column<f64>,
}

impl Table {
    fn open(columns: &Columns, kind: &str, n: usize) -> Result<Self> {
        let numbers = |name: &str| columns.numbers(&format!("by_{kind}.{name}"), n);
        Ok(Self {
            films: columns.lists(&format!("by_{kind}.films"), Some(n))?,
            best: columns.lists(&format!("by_{kind}.best"), Some(n))?,
            minutes: numbers("minutes")?,
            timed: numbers("timed")?,
            total_return: numbers("total_return")?,
            total_gain: numbers("total_gain")?,
            total_revenue: numbers("total_revenue")?,
            without_budget: numbers("without_budget")?,
            suspects: numbers("suspects")?,
            return_without_suspects: numbers("return_without_suspects")?,
        })
    }

    fn sum(&self, i: usize) -> Sum<'_> {
        Sum {
            rows: self.films.get(i),
            best: self.best.get(i),
            mean_minutes: (self.timed[i] > 0.0).then(|| self.minutes[i] / self.timed[i]),
            total_return: self.total_return[i],
            total_gain: self.total_gain[i],
            total_revenue: self.total_revenue[i],
            without_budget: self.without_budget[i] as u32,
            suspect_budgets: self.suspects[i] as u32,
            return_without_suspects: self.return_without_suspects[i],
        }
    }
}

pub(super) struct Tables {
    years: Column<u16>,
    by_year: Table,
    by_language: Table,
    by_country: Table,
    by_company: Table,
    by_collection: Table,
    companies: NameList,
    collections: NameList,
}

impl Tables {
    pub(super) fn open(columns: &Columns) -> Result<Self> {
        let years: Column<u16> = columns.any_length("by_year.year")?;
        let names = |name: &str| -> Result<TextColumn> { columns.texts(name, None) };
        let companies = NameList::open(columns, "companies")?;
        let collections = NameList::open(columns, "collections")?;
        Ok(Self {
            by_year: Table::open(columns, "year", years.len())?,
            by_language: Table::open(columns, "language", names("languages")?.len())?,
            by_country: Table::open(columns, "country", names("countries")?.len())?,
            by_company: Table::open(columns, "company", companies.len())?,
            by_collection: Table::open(columns, "collection", collections.len())?,
            years,
            companies,
            collections,
        })
    }
}

/// What the films of a group add up to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum<'a> {
    rows: &'a [u32],
    best: &'a [u32],
    /// Mean length of the films whose length is known, in minutes.
    pub mean_minutes: Option<f64>,
    /// Sum of the films' returns (revenue / budget; 0 without a budget).
    pub total_return: f64,
    /// Sum of revenue − budget, in US dollars.
    pub total_gain: f64,
    /// Sum of the films' revenues, in US dollars.
    pub total_revenue: f64,
    /// Films without a budget, which count as return 0.
    pub without_budget: u32,
    /// Films with a budget under [`SUSPECT_BUDGET`].
    pub suspect_budgets: u32,
    /// The sum of returns without those.
    pub return_without_suspects: f64,
}

impl<'a> Sum<'a> {
    /// The films, in order of release.
    pub fn films(self) -> impl ExactSizeIterator<Item = MovieId> + 'a {
        self.rows.iter().map(|&row| MovieId(row))
    }

    /// The five best rated of them (fewer where there are fewer), the best first.
    pub fn best(self) -> impl ExactSizeIterator<Item = MovieId> + 'a {
        self.best.iter().map(|&row| MovieId(row))
    }

    /// The mean return over all films; 0 where there is none.
    pub fn mean_return(self) -> f64 {
        if self.rows.is_empty() { 0.0 } else { self.total_return / self.rows.len() as f64 }
    }
}

/// Access to the sums.
#[derive(Clone, Copy)]
pub struct Sums<'a> {
    pub(super) tables: &'a Tables,
    pub(super) films: &'a Films,
}

impl<'a> Sums<'a> {
    /// The films of a year; `None` where there are none.
    pub fn year(self, year: u16) -> Option<Sum<'a>> {
        self.tables.years.binary_search(&year).ok().map(|i| self.tables.by_year.sum(i))
    }

    /// The films of an original language or a country of production; `None` where there are none, or for a genre.
    pub fn term(self, term: Term) -> Option<Sum<'a>> {
        let row = self.films.row_of(term).map(usize::from)?;
        match term.kind() {
            Kind::Language => Some(self.tables.by_language.sum(row)),
            Kind::Country => Some(self.tables.by_country.sum(row)),
            Kind::Genre | Kind::Theme => None,
        }
    }

    /// The films of a company, by row.
    pub fn company(self, row: u32) -> Sum<'a> {
        self.tables.by_company.sum(row as usize)
    }

    /// The films of a saga, by row.
    pub fn collection(self, row: u32) -> Sum<'a> {
        self.tables.by_collection.sum(row as usize)
    }

    /// The name of a company.
    pub fn company_name(self, row: u32) -> &'a str {
        self.films.company_names.get(row as usize)
    }

    /// The name of a saga.
    pub fn collection_name(self, row: u32) -> &'a str {
        self.films.collection_names.get(row as usize)
    }

    /// The folded names of all companies.
    pub fn companies(self) -> &'a NameList {
        &self.tables.companies
    }

    /// The folded names of all sagas.
    pub fn collections(self) -> &'a NameList {
        &self.tables.collections
    }
}
