//! Films by filters: one pass over the columns, the page put in order.

use chrono::Datelike;

use super::films::film_ref;
use super::{Answer, Body, Discovered, Engine, FEW_VOTES, ListedFilm, PAGE, Settled, Status};
use crate::catalog::{Movie, SUSPECT_BUDGET};
use crate::query::{Intent, Score, Sort};
use crate::world::Kind;

/// Up to so many votes a film is little known; with fewer than [`FEW_VOTES`] its rating says nothing.
const LITTLE_KNOWN: u32 = 500;

impl Engine {
    /// Cost: one pass over all films, under a millisecond.
    pub(super) fn discover(&self, settled: &Settled) -> Answer {
        let filters = settled.filters();
        let passing = self.passing(settled);
        let total = passing.len() as u32;
        let sort = filters.sort.unwrap_or(Sort::Best);
        let mut keyed: Vec<(f64, Movie<'_>)> =
            passing.into_iter().filter_map(|film| key(film, sort).map(|key| (key, film))).collect();
        let ordered = keyed.len() as u32;
        let order = |a: &(f64, Movie<'_>), b: &(f64, Movie<'_>)| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id));
        // Only the films up to the end of the page are put in order.
        let size = filters.size.map_or(PAGE, usize::from);
        let shown = (usize::from(filters.page) + 1) * size;
        if keyed.len() > shown {
            keyed.select_nth_unstable_by(shown, order);
            keyed.truncate(shown);
        }
        keyed.sort_unstable_by(order);
        let page = keyed.into_iter().skip(shown - size);
        let films: Vec<ListedFilm> = page.map(|(_, film)| listed(film)).collect();
        let status = if total == 0 { Status::NotFound } else { Status::Ok };
        let found = Discovered { filters: filters.clone(), total, ordered, before: shown - size, films };
        Answer::new(Intent::Discover, status, settled.slots(), Body::Discover(Box::new(found)))
    }

    /// The films that pass.
    pub(super) fn passing(&self, settled: &Settled) -> Vec<Movie<'_>> {
        let Some(passes) = self.test(settled) else { return Vec::new() };
        match settled.films() {
            Some(films) => films.iter().map(|film| self.catalog.movie(*film)).filter(passes).collect(),
            None => self.catalog.movies().filter(passes).collect(),
        }
    }

    /// Whether a film passes; `None` where none can.
    pub(super) fn test<'s>(&'s self, settled: &'s Settled) -> Option<impl Fn(&Movie<'_>) -> bool + 's> {
        let filters = settled.filters();
        let row = |term| self.catalog.row_of(term);
        let rows = filters.genres.iter().map(|g| row(*g));
        // Of several, any of which will do, those that there are.
        let genres: Option<Vec<u16>> = if filters.either { Some(rows.flatten().collect()) } else { rows.collect() };
        let theme = filters.theme.map(row);
        let country = filters.country.map(row);
        let language = filters.language.map(row);
        // What no film of this catalogue has, none passes.
        let genres = genres.filter(|_| [theme, country, language].iter().all(|said| *said != Some(None)))?;
        let theme = theme.flatten().map(u32::from);
        let (country, language) = (country.flatten(), language.flatten());
        let without = filters.without.iter().filter_map(|term| Some((row(*term)?, term.kind())));
        let without: Vec<(u16, Kind)> = without.collect();
        let has = |film: &Movie<'_>, (row, kind): (u16, Kind)| match kind {
            Kind::Genre => film.genre_ids().contains(&row),
            Kind::Theme => film.keyword_ids().contains(&u32::from(row)),
            Kind::Country => film.country_ids().contains(&row),
            Kind::Language => film.language_id() == row,
        };
        Some(move |film: &Movie<'_>| {
            let minutes = || film.runtime().map(f64::from);
            settled.passes(film.id)
                && filters.years.is_none_or(|(first, last)| (first..=last).contains(&film.year()))
                && language.is_none_or(|l| film.language_id() == l)
                && match filters.either {
                    true => genres.iter().any(|g| film.genre_ids().contains(g)),
                    false => genres.iter().all(|g| film.genre_ids().contains(g)),
                }
                && !without.iter().any(|term| has(film, *term))
                && theme.is_none_or(|t| film.keyword_ids().contains(&t))
                && country.is_none_or(|c| film.country_ids().contains(&c))
                && filters.score.map(Score::value).is_none_or(|s| film.vote_average().is_some_and(|v| v > s))
                && filters.least.is_none_or(|least| minutes().is_some_and(|m| m >= f64::from(least)))
                && filters.most.is_none_or(|most| minutes().is_some_and(|m| m <= f64::from(most)))
                && (filters.platforms.is_empty()
                    || film.on_platforms().any(|t| filters.platforms.contains(&self.catalog.title(t).platform())))
        })
    }
}

/// Where a film stands in an order, the greatest first; `None` where it has no place in it: nothing is known, or so few
/// voted that a list would be of films that nobody knows.
pub(super) fn key(film: Movie<'_>, sort: Sort) -> Option<f64> {
    let few = !matches!(sort, Sort::Best | Sort::Popular | Sort::Grossing) && film.votes() < FEW_VOTES;
    if few { None } else { measure(film, sort) }
}

/// What an order compares of a film, the greatest first; `None` where it is not known.
pub(super) fn measure(film: Movie<'_>, sort: Sort) -> Option<f64> {
    let known = |x: f64| (x > 0.0).then_some(x);
    let minutes = film.runtime().map(f64::from);
    let day = f64::from(film.release_date().num_days_from_ce());
    match sort {
        Sort::Best => Some(f64::from(film.weighted_vote())),
        Sort::Worst => Some(-f64::from(film.weighted_vote())),
        Sort::LittleKnown => Some(f64::from(film.weighted_vote())).filter(|_| film.votes() <= LITTLE_KNOWN),
        Sort::Costliest => known(film.budget()),
        Sort::Profitable => known(film.return_ratio()).filter(|_| film.budget() >= SUSPECT_BUDGET),
        Sort::Grossing => known(film.revenue()),
        Sort::Popular => film.popularity(),
        Sort::Newest => Some(day),
        Sort::Oldest => Some(-day),
        Sort::Longest => minutes,
        Sort::Shortest => minutes.map(|m| -m),
    }
}

/// A film as a list shows it.
pub(super) fn listed(film: Movie<'_>) -> ListedFilm {
    ListedFilm {
        film: film_ref(film),
        votes: film.vote_average().zip(film.vote_count()),
        runtime: film.runtime(),
        return_ratio: film.return_ratio(),
        budget: film.budget(),
        revenue: film.revenue(),
    }
}
