//! The figures of charts: films that pass filters or stand in a list, counted in one pass.

use super::personal::DESCRIBED;
use super::{Answer, Body, Engine, Settled, Slots, Status};
use crate::catalog::{Movie, MovieId, Platform, SourceId};
use crate::eda;
use crate::error::Result;
use crate::query::{By, Filters, Group, Intent, Query};
use crate::search::{Entity, Hit, Match};

/// The figures of a chart and what they are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Charted {
    /// Which films, of all or of the list.
    pub filters: Filters,
    /// The list whose films these are, where they are not of all.
    pub list: Option<Charting>,
    /// What was asked for and hence is common to all of them; counted, it has no bar.
    pub given: Vec<eda::Key>,
    /// Where platforms were asked for, all films of their catalogues, the most first: the chart has only those that are
    /// known as films too.
    pub catalogues: Vec<(Platform, u32)>,
    /// The figures.
    pub count: eda::Count,
}

/// Films of the chart of those that are like one: as many as are known to be.
const SIMILAR: usize = 50;

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
        Self { filters: Filters::default(), list: None, given: Vec::new(), catalogues: Vec::new(), count }
    }

    /// Whether there is nothing to draw and nothing to say.
    pub fn is_empty(&self) -> bool {
        self.count.known == 0 || !self.has_bars() && self.given.is_empty()
    }

    /// Whether there is anything to draw.
    pub fn has_bars(&self) -> bool {
        match &self.count.figures {
            eda::Figures::Tallies { tallies, .. } => !tallies.is_empty(),
            eda::Figures::Returns(medians) => !medians.is_empty(),
            eda::Figures::Ranges { .. } | eda::Figures::Money { .. } => true,
        }
    }
}

impl Engine {
    /// Cost: one pass over all films and one over those that pass, a few milliseconds.
    pub(super) fn chart(&self, by: By, settled: &Settled) -> Answer {
        self.charted(by, settled, None, &self.passing(settled))
    }

    /// The chart of these films, which pass the filters.
    fn charted(&self, by: By, settled: &Settled, list: Option<Charting>, films: &[Movie<'_>]) -> Answer {
        let filters = settled.filters();
        let mut count = eda::count(&self.catalog, films, by);
        // Which genre, country or language was asked for is known: what is new are the others.
        let genres = filters.genres.iter().filter(|_| !filters.either);
        let asked = genres.chain(&filters.country).chain(&filters.language);
        let asked: Vec<&str> = asked.map(|term| term.code()).collect();
        let is_asked = |key: &eda::Key| match key {
            eda::Key::Genre(code) | eda::Key::Country(code) | eda::Key::Language(code) => {
                asked.contains(&code.as_str())
            }
            _ => false,
        };
        let mut given = Vec::new();
        match &mut count.figures {
            eda::Figures::Tallies { tallies, .. } => tallies.retain(|t| {
                let known = is_asked(&t.key);
                given.extend(known.then(|| t.key.clone()));
                !known
            }),
            eda::Figures::Returns(medians) => given.extend(medians.iter().map(|m| m.0.clone()).filter(is_asked)),
            eda::Figures::Ranges { .. } | eda::Figures::Money { .. } => {}
        }
        // Of a list of films the whole catalogues tell nothing.
        let catalogues = if list.is_none() { self.catalogues(by, filters) } else { Vec::new() };
        let charted = Charted { filters: filters.clone(), list, given, catalogues, count };
        let status = match charted.is_empty() {
            true => Status::NotFound,
            false => Status::Ok,
        };
        Answer::new(Intent::Chart, status, settled.slots(), Body::Chart(Box::new(charted)))
    }

    /// The films of the catalogues of the platforms that a chart is about.
    fn catalogues(&self, by: By, filters: &Filters) -> Vec<(Platform, u32)> {
        let about = Platform::ALL.into_iter().filter(|p| match filters.platforms.is_empty() {
            false => filters.platforms.contains(p),
            true => by == By::Platform,
        });
        let films = about.map(|p| (p, self.catalog.counted().titles(Some(p), None).movies));
        let mut films: Vec<(Platform, u32)> = films.filter(|(_, films)| *films > 0).collect();
        films.sort_by_key(|(platform, films)| (std::cmp::Reverse(*films), *platform as u8));
        films
    }

    /// The chart of those films of a list that pass; where its name may mean several, the others are told as well.
    pub(super) fn chart_of(&self, by: By, settled: &Settled, of: &Query) -> Result<Answer> {
        let answer = self.answer(of)?;
        // Nobody of that name, no such saga: that is what there is to say.
        if matches!(answer.body, Body::NotFound { .. } | Body::NoGroup { .. } | Body::OnlyOnPlatform { .. }) {
            return Ok(answer.as_ref().clone());
        }
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
            // Of lists that are shown by pages, all of them.
            Body::Recommend { film, filters, .. } => {
                let like = self.catalog.movie_by_source(film.id).map(|like| self.catalog.movie(like));
                let settled = self.settled(Intent::Recommend, filters)?.ok();
                let near = like.zip(settled).map(|(like, settled)| self.alike(like, &settled, 0..SIMILAR));
                (film.title.clone(), near.unwrap_or_default().into_iter().map(|one| one.value).collect())
            }
            Body::LikeText(list) => {
                let near = self.recommender.similar_to_text(&self.catalog, &list.text, DESCRIBED);
                (list.text.clone(), near.into_iter().map(|one| one.value).collect())
            }
            Body::CountBy(counts) => match &counts.group {
                Group::Company(company) => {
                    (company.clone(), self.company_meant(company).map(|(_, films)| films).unwrap_or_default())
                }
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
        let passing = self.passing(settled);
        let passes = |film: &MovieId| passing.binary_search_by_key(film, |movie| movie.id).is_ok();
        let films: Vec<Movie<'_>> = films.into_iter().filter(passes).map(|film| self.catalog.movie(film)).collect();
        let list = Some(Charting { of: of.clone(), name });
        let charted = self.charted(by, settled, list, &films);
        let Answer { suggestions, undecided, slots, .. } = answer.as_ref();
        let Slots { year, platform, score, .. } = charted.slots;
        let slots = Slots { year, platform, score, ..slots.clone() };
        let status = match (charted.status, answer.status) {
            (Status::Ok, Status::Ambiguous) => Status::Ambiguous,
            (status, _) => status,
        };
        Ok(Answer { status, slots, suggestions: suggestions.clone(), undecided: *undecided, ..charted })
    }
}
