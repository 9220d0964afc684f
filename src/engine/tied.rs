//! Filters with the names in them looked up: whose films are meant.

use super::films::not_found;
use super::resolve::Craft;
use super::{Answer, Body, Engine, Slots};
use crate::catalog::MovieId;
use crate::error::Result;
use crate::query::{Filters, Group, Intent, Name, Tie, TieKind};

/// Filters whose names were looked up.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// Every tie with the id of its bearer, where it has one, and how that is called.
    filters: Filters,
    /// The films that all ties leave, ascending; `None` where there is no tie.
    films: Option<Vec<MovieId>>,
    /// The films that are not wanted for the sake of whose they are, ascending.
    unwanted: Vec<MovieId>,
}

impl Settled {
    /// The filters.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// The films that all ties leave, ascending; `None` where there is no tie.
    pub(super) fn films(&self) -> Option<&[MovieId]> {
        self.films.as_deref()
    }

    /// Whether whose it is lets a film pass.
    pub(super) fn passes(&self, film: MovieId) -> bool {
        let among = |films: &[MovieId]| films.binary_search(&film).is_ok();
        self.films().is_none_or(among) && !among(&self.unwanted)
    }

    /// What was understood of them.
    pub(super) fn slots(&self) -> Slots {
        let filters = &self.filters;
        let mut people = filters.ties.iter().filter(|tie| tie.kind.is_personal() && !tie.without);
        let person = people.next().filter(|_| people.next().is_none());
        let id = |tie: &Tie| if let Name::Id(id) = tie.name { Some(id) } else { None };
        Slots {
            year: filters.years.filter(|(first, last)| first == last).map(|(year, _)| year),
            platform: filters.platform(),
            score: filters.score,
            person: person.map(|tie| tie.called.clone()),
            person_id: person.and_then(id),
            ..Slots::default()
        }
    }
}

impl Engine {
    /// Looks up the names in filters; where one names nothing, also of those that are not wanted, the answer that says so.
    /// Of several bearers of a name the best known is meant, in what it ties films by. Cost: a look-up for each.
    ///
    /// # Errors
    /// Only for a broken index.
    pub fn settled(&self, intent: Intent, filters: &Filters) -> Result<std::result::Result<Settled, Answer>> {
        let mut settled = Settled { filters: filters.clone(), ..Settled::default() };
        for kind in TieKind::ALL {
            let mut theirs: Option<Vec<MovieId>> = None;
            for tie in settled.filters.ties.iter_mut().filter(|tie| tie.kind == kind) {
                let mut films = match self.tied(intent, tie)? {
                    Ok(films) => films,
                    Err(answer) => return Ok(Err(answer)),
                };
                films.sort_unstable();
                films.dedup();
                match theirs.take() {
                    _ if tie.without => settled.unwanted.append(&mut films),
                    before => theirs = Some(both(before, films, filters.anyone)),
                }
            }
            if let Some(theirs) = theirs {
                settled.films = Some(both(settled.films.take(), theirs, false));
            }
        }
        settled.unwanted.sort_unstable();
        Ok(Ok(settled))
    }

    /// An answer under filters, or what there is to say where a name in them is none.
    pub(super) fn under(
        &self,
        intent: Intent,
        filters: &Filters,
        answer: impl FnOnce(&Settled) -> Result<Answer>,
    ) -> Result<Answer> {
        match self.settled(intent, filters)? {
            Ok(settled) => answer(&settled),
            Err(unknown) => Ok(unknown),
        }
    }

    /// The films of a tie, which is given its bearer's id and name.
    fn tied(&self, intent: Intent, tie: &mut Tie) -> Result<std::result::Result<Vec<MovieId>, Answer>> {
        let craft = match tie.kind {
            TieKind::Cast => Craft::Acting,
            TieKind::Director => Craft::Directing,
            TieKind::Who => Craft::Either,
            TieKind::Company | TieKind::Saga => return self.tied_to_group(tie),
        };
        let person = match self.resolve_person(&tie.name, craft)?.found() {
            Ok((person, _)) => self.catalog.person(person),
            Err(nearest) => {
                let mut unknown = not_found(intent, &tie.name, Slots::default(), nearest);
                if let Body::NotFound { person, .. } = &mut unknown.body {
                    *person = true;
                }
                return Ok(Err(unknown));
            }
        };
        tie.called = person.name().to_owned();
        tie.name = Name::Id(person.source());
        Ok(Ok(match craft {
            Craft::Acting => person.acted().collect(),
            Craft::Directing => person.directed().collect(),
            Craft::Either => person.acted().chain(person.directed()).collect(),
        }))
    }

    /// The same of a company or a saga, which have no ids.
    fn tied_to_group(&self, tie: &mut Tie) -> Result<std::result::Result<Vec<MovieId>, Answer>> {
        let by_source = |id| self.catalog.movie_by_source(id);
        let (called, films) = match (tie.kind, &tie.name) {
            (TieKind::Company, Name::Text(company)) => match self.company_meant(company) {
                Some((called, films)) => (called.to_owned(), films),
                // Its answer says which there are.
                None => return Ok(Err(self.count_by(&Group::Company(company.clone())))),
            },
            _ => {
                let answer = self.saga(&tie.name)?;
                match answer.body {
                    Body::Saga(saga) => {
                        let films = saga.films.iter().filter_map(|film| by_source(film.id)).collect();
                        (saga.saga, films)
                    }
                    _ => return Ok(Err(answer)),
                }
            }
        };
        tie.name = Name::text(&called);
        tie.called = called;
        Ok(Ok(films))
    }
}

/// The films of two ascending lists, or those that are in both.
fn both(before: Option<Vec<MovieId>>, mut films: Vec<MovieId>, either: bool) -> Vec<MovieId> {
    let Some(before) = before else { return films };
    if !either {
        films.retain(|film| before.binary_search(film).is_ok());
        return films;
    }
    films.extend(before);
    films.sort_unstable();
    films.dedup();
    films
}
