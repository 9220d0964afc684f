//! Answers about people: what an actor's and a director's films returned.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::discover::listed;
use super::films::{among, not_found};
use super::further::DIRECTED_PAGE;
use super::resolve::Craft;
use super::{
    ActorStats, Answer, Body, DirectedFilm, DirectorStats, Engine, Filmography, PAGE, Part, Shown, Slots, Status,
};
use crate::catalog::{Movie, MovieId, Person, SUSPECT_BUDGET};
use crate::error::Result;
use crate::query::{Intent, Name};

impl Engine {
    pub(super) fn actor_stats(&self, name: &Name) -> Result<Answer> {
        self.about_person(Intent::ActorStats, name, Craft::Acting, |person| {
            let returns = self.returns(person.acted());
            let films = person.acted().len() as u32;
            Body::ActorStats(ActorStats {
                person: person.name().to_owned(),
                films,
                total_return: returns.total,
                mean_return: if films == 0 { 0.0 } else { returns.total / f64::from(films) },
                films_without_budget: returns.without_budget,
                suspect_budgets: returns.suspect,
                total_return_without_suspects: returns.total_without_suspects,
                directed: person.directed().len() as u32,
            })
        })
    }

    pub(super) fn director_stats(&self, name: &Name) -> Result<Answer> {
        self.about_person(Intent::DirectorStats, name, Craft::Directing, |person| {
            let returns = self.returns(person.directed());
            let mut films: Vec<DirectedFilm> =
                person.directed().map(|film| directed(self.catalog.movie(film))).collect();
            films.sort_by_key(|f| (f.release_date, f.id));
            Body::DirectorStats(DirectorStats {
                person: person.name().to_owned(),
                total_return: returns.total,
                films,
                shown: Shown::page(0, DIRECTED_PAGE),
                suspect_budgets: returns.suspect,
                total_return_without_suspects: returns.total_without_suspects,
            })
        })
    }

    pub(super) fn filmography(&self, name: &Name, page: u8) -> Result<Answer> {
        self.about_person(Intent::Filmography, name, Craft::Either, |person| {
            let directed: HashSet<MovieId> = person.directed().collect();
            let acted: HashSet<MovieId> = person.acted().collect();
            let mut films: Vec<Movie<'_>> = acted.union(&directed).map(|film| self.catalog.movie(*film)).collect();
            films.sort_by_key(|film| (Reverse(film.release_date()), film.id));
            let part = |film: &Movie<'_>| match (acted.contains(&film.id), directed.contains(&film.id)) {
                (true, true) => Part::Both,
                (false, true) => Part::Directed,
                _ => Part::Acted,
            };
            let films = films.iter().map(|film| (listed(*film), part(film))).collect();
            let shown = Shown::page(usize::from(page), PAGE);
            Body::Filmography(Filmography { person: person.name().to_owned(), films, shown })
        })
    }

    fn about_person<'a>(
        &'a self,
        intent: Intent,
        name: &Name,
        craft: Craft,
        say: impl FnOnce(Person<'a>) -> Body,
    ) -> Result<Answer> {
        let (person, others) = match self.resolve_person(name, craft)?.found() {
            Ok(found) => found,
            Err(nearest) => return Ok(not_found(intent, name, Slots::default(), nearest)),
        };
        let person = self.catalog.person(person);
        let slots =
            Slots { person: Some(person.name().to_owned()), person_id: Some(person.source()), ..Slots::default() };
        Ok(among(Answer::new(intent, Status::Ok, slots, say(person)), others))
    }

    fn returns(&self, films: impl Iterator<Item = MovieId>) -> Returns {
        let mut sum = Returns::default();
        for film in films.map(|film| self.catalog.movie(film)) {
            let ratio = film.return_ratio();
            sum.total += ratio;
            if film.budget() <= 0.0 {
                sum.without_budget += 1;
            } else if film.budget() < SUSPECT_BUDGET {
                sum.suspect += 1;
                continue;
            }
            sum.total_without_suspects += ratio;
        }
        sum
    }
}

/// Sums over the films of a person.
#[derive(Default)]
struct Returns {
    total: f64,
    without_budget: u32,
    suspect: u32,
    total_without_suspects: f64,
}

/// A film with what it cost and brought in.
pub(super) fn directed(film: Movie<'_>) -> DirectedFilm {
    DirectedFilm {
        id: film.source(),
        title: film.title().to_owned(),
        release_date: film.release_date(),
        return_ratio: film.return_ratio(),
        budget: film.budget(),
        revenue: film.revenue(),
    }
}
