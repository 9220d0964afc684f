//! Films for one person, for a group, and by a description: what the models say, under filters.

use super::discover::listed;
use super::films::film_ref;
use super::{Answer, Body, CHOSEN, Chosen, Described, Engine, FilmCard, Settled, Shared, Slots, Status};
use crate::catalog::MovieId;
use crate::query::{Filters, Intent};
use crate::recommend::{Agreement, Item, Prediction, Taste};

/// Films that a description may be answered with.
pub(super) const DESCRIBED: usize = 50;

impl Engine {
    /// One page of films for somebody of this taste, never one that they rated or saw.
    ///
    /// Cost: the fold-in (at most 2 ms), and with filters one pass over all films.
    pub fn for_you(&self, taste: &Taste, settled: &Settled) -> Vec<Chosen> {
        let (allowed, filters) = (self.allowed(settled), settled.filters());
        let allows = allowed.as_deref().map(|allowed| move |film: MovieId| allowed[film.index()]);
        let allows = allows.as_ref().map(|f| f as &(dyn Fn(MovieId) -> bool + Sync));
        let to = (usize::from(filters.page) + 1) * CHOSEN;
        let found = self.recommender.for_you(&self.catalog, taste, allows, to);
        let film = |film| film_ref(self.catalog.movie(film));
        let chosen = found.into_iter().skip(to - CHOSEN).map(|one| Chosen {
            film: film(one.film),
            because: one.because.into_iter().map(film).collect(),
            expected: one.expected.map(|p| p.estimate),
        });
        chosen.collect()
    }

    /// One page of films for all of these together; those that somebody has seen are marked.
    ///
    /// Cost: a fold-in for each.
    pub fn for_group(&self, tastes: &[Taste], how: Agreement, settled: &Settled) -> Vec<Shared> {
        let (allowed, filters) = (self.allowed(settled), settled.filters());
        let allows = allowed.as_deref().map(|allowed| move |film: MovieId| allowed[film.index()]);
        let allows = allows.as_ref().map(|f| f as &(dyn Fn(MovieId) -> bool + Sync));
        let to = (usize::from(filters.page) + 1) * CHOSEN;
        let found = self.recommender.for_group(&self.catalog, tastes, how, allows, to);
        let shared = found.into_iter().skip(to - CHOSEN).map(|one| Shared {
            film: film_ref(self.catalog.movie(one.film)),
            expected: one.expected,
            seen_by: one.seen_by,
        });
        shared.collect()
    }

    /// What somebody of this taste would think of an item; `None` where there is no model.
    pub fn expected(&self, taste: &Taste, item: Item) -> Option<Prediction> {
        self.recommender.expect(taste, item)
    }

    /// The card of the film that tells most about a taste, beside those that were asked about.
    pub fn asked_next(&self, taste: &Taste, asked: &[MovieId]) -> Option<FilmCard> {
        let film = self.recommender.telling(&self.catalog, taste, asked)?;
        Some(self.card(self.catalog.movie(film)))
    }

    pub(super) fn like_text(&self, text: &str, page: u8) -> Answer {
        let from = usize::from(page) * CHOSEN;
        let found = self.recommender.similar_to_text(&self.catalog, text, DESCRIBED);
        let films: Vec<_> = found.iter().skip(from).take(CHOSEN).map(|s| listed(self.catalog.movie(s.value))).collect();
        let status = if films.is_empty() { Status::NotFound } else { Status::Ok };
        let body = Body::LikeText(Described { text: text.to_owned(), films, page });
        Answer::new(Intent::LikeText, status, Slots::default(), body)
    }

    /// By row, which films pass; `None` where all do.
    fn allowed(&self, settled: &Settled) -> Option<Vec<bool>> {
        let filters = settled.filters();
        let any = Filters { page: filters.page, sort: filters.sort, ..Filters::default() };
        if *filters == any {
            return None;
        }
        let mut allowed = vec![false; self.catalog.n_films()];
        for film in self.passing(settled) {
            allowed[film.id.index()] = true;
        }
        Some(allowed)
    }
}
