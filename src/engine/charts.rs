//! The figures of charts: films that pass filters or stand in a list, counted in one pass.

use super::{Answer, Body, Engine, Slots, Status};
use crate::catalog::{Movie, MovieId, SourceId};
use crate::eda;
use crate::error::Result;
use crate::query::{By, Filters, Group, Intent, Query};
use crate::search::{Entity, Hit, Match};

/// The figures of a chart and what they are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Charted {
    /// Which films.
    pub filters: Filters,
    /// The list whose films these are, where they are not those that pass the filters.
    pub list: Option<Charting>,
    /// What was asked for and hence is common to all of them; it has no bar.
    pub given: Vec<eda::Key>,
    /// The figures.
    pub count: eda::Count,
}

/// A list that a chart is drawn of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charting {
    /// What asks for it.
    pub of: Query,
    /// Whose or what it is: a person, a saga, a company, a film, what was looked for.
    pub name: String,
}

impl Charted {
    /// All films, counted.
    pub fn of_all(count: eda::Count) -> Self {
        Self { filters: Filters::default(), list: None, given: Vec::new(), count }
    }

    /// Whether there is anything to draw.
    pub fn has_bars(&self) -> bool {
        !matches!(&self.count.figures, eda::Figures::Tallies { tallies, .. } if tallies.is_empty())
    }
}

impl Engine {
    /// Cost: one pass over all films and one over those that pass, a few milliseconds.
    pub(super) fn chart(&self, by: By, filters: &Filters) -> Answer {
        let slots = Slots {
            year: filters.years.filter(|(first, last)| first == last).map(|(year, _)| year),
            platform: filters.platform,
            score: filters.score,
            ..Slots::default()
        };
        let mut count = eda::count(&self.catalog, &self.passing(filters), by);
        // Which genre, country or language was asked for is known: what is new are the others.
        let genres = filters.genres.iter().filter(|_| !filters.either);
        let asked = genres.chain(&filters.country).chain(&filters.language);
        let asked: Vec<&str> = asked.map(|term| term.code()).collect();
        let mut given = Vec::new();
        if let eda::Figures::Tallies { tallies, .. } = &mut count.figures {
            tallies.retain(|t| match &t.key {
                eda::Key::Genre(code) | eda::Key::Country(code) | eda::Key::Language(code) => {
                    let known = asked.contains(&code.as_str());
                    given.extend(known.then(|| t.key.clone()));
                    !known
                }
                _ => true,
            });
        }
        charted(slots, Charted { filters: filters.clone(), list: None, given, count })
    }

    /// The chart of the films of a list that no filters ask for.
    pub(super) fn chart_of(&self, by: By, of: &Query) -> Result<Answer> {
        let answer = self.answer(of)?;
        let by_source =
            |ids: Vec<SourceId>| ids.into_iter().filter_map(|id| self.catalog.movie_by_source(id)).collect();
        let (name, films): (String, Vec<MovieId>) = match &answer.body {
            Body::Filmography(list) => {
                (list.person.clone(), by_source(list.films.iter().map(|(f, _)| f.film.id).collect()))
            }
            Body::DirectorStats(list) => (list.person.clone(), by_source(list.films.iter().map(|f| f.id).collect())),
            Body::ActorStats(stats) => {
                let id = answer.slots.person_id.and_then(|id| self.catalog.person_by_source(id));
                (stats.person.clone(), id.map(|id| self.catalog.person(id).acted().collect()).unwrap_or_default())
            }
            Body::Saga(list) => (list.saga.clone(), by_source(list.films.iter().map(|f| f.id).collect())),
            Body::Recommend { film, items, .. } => {
                (film.title.clone(), by_source(items.iter().map(|item| item.film.id).collect()))
            }
            Body::LikeText(list) => (list.text.clone(), by_source(list.films.iter().map(|f| f.film.id).collect())),
            Body::CountBy(counts) => match &counts.group {
                Group::Company(company) => (company.clone(), self.films_of_company(company)),
                _ => Default::default(),
            },
            Body::Search { text, .. } => {
                let film = |hit: &Hit| match hit.entity {
                    Entity::Film(film) if hit.matched < Match::Fuzzy => Some(film),
                    _ => None,
                };
                (text.clone(), self.found(text, crate::search::Kind::Any)?.iter().filter_map(film).collect())
            }
            _ => Default::default(),
        };
        let films: Vec<Movie<'_>> = films.into_iter().map(|film| self.catalog.movie(film)).collect();
        let count = eda::count(&self.catalog, &films, by);
        let list = Some(Charting { of: of.clone(), name });
        let filters = Filters::default();
        Ok(charted(Slots::default(), Charted { filters, list, given: Vec::new(), count }))
    }
}

fn charted(slots: Slots, charted: Charted) -> Answer {
    let status = match charted.count.known == 0 || !charted.has_bars() && charted.given.is_empty() {
        true => Status::NotFound,
        false => Status::Ok,
    };
    Answer::new(Intent::Chart, status, slots, Body::Chart(Box::new(charted)))
}
