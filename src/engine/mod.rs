//! Answers questions from one generation of the index.
//!
//! The doors are [`Engine::open`] and [`Engine::answer`]; [`Live`] follows newly published generations and [`build`]
//! makes them.

mod answer;
mod build;
mod cache;
mod charts;
mod check;
mod discover;
mod films;
mod further;
mod groups;
mod live;
mod look_up;
mod mine;
mod names;
mod parts;
mod people;
mod personal;
mod platforms;
mod resolve;
mod tied;

use std::sync::Arc;

pub use answer::*;
pub use build::{BuildOptions, Worse, build};
pub use cache::{CacheStats, ResultCache};
pub use charts::Charted;
pub use films::RECOMMENDED;
pub use further::*;
pub use live::Live;
pub use mine::*;
pub use parts::*;
pub use tied::Settled;

use crate::artifacts::{Generation, Manifest, Store};
use crate::catalog::Catalog;
use crate::error::Result;
use crate::query::{Intent, Query, asks_for_more, nearest_command};
use crate::recommend::Recommender;
use crate::search::FullTextIndex;

/// One generation, opened. Immutable, `Send + Sync`, never touches the network.
pub struct Engine {
    /// Films, people, platform titles.
    pub catalog: Catalog,
    /// Similar films and estimated ratings.
    pub recommender: Recommender,
    search: FullTextIndex,
    generation: Generation,
    cache: Arc<ResultCache>,
}

impl Engine {
    /// Opens the generation that serves, or the whole one before it.
    ///
    /// # Errors
    /// No index, one of another format, or a damaged one; each error says which command to run.
    pub fn open(store: &Store, cache: Arc<ResultCache>) -> Result<Self> {
        Self::from_generation(store.open()?, cache)
    }

    /// Opens the generation that serves and no other, and makes sure that it knows what it holds. Cost: some tenths of a
    /// second.
    ///
    /// # Errors
    /// Those of [`Self::open`] and of [`Self::check`].
    pub fn adopt(store: &Store, cache: Arc<ResultCache>) -> Result<Self> {
        let engine = Self::from_generation(store.open_current()?, cache)?;
        engine.check()?;
        Ok(engine)
    }

    fn from_generation(generation: Generation, cache: Arc<ResultCache>) -> Result<Self> {
        let folder = &generation.folder;
        let catalog = Catalog::open(folder)?;
        let search = FullTextIndex::open(folder, &catalog)?;
        let recommender = Recommender::open(folder, &catalog)?;
        Ok(Self { catalog, recommender, search, generation, cache })
    }

    /// The number of the generation.
    pub fn generation(&self) -> u32 {
        self.generation.manifest.generation
    }

    /// What the generation was built from and holds.
    pub fn manifest(&self) -> &Manifest {
        &self.generation.manifest
    }

    /// How often the cache of answers helped.
    pub fn cache_stats(&self) -> CacheStats {
        self.cache.stats()
    }

    /// Answers a question, from the cache where it was asked before.
    ///
    /// # Errors
    /// Only for a broken index; everything a person can ask has an answer.
    pub fn answer(&self, query: &Query) -> Result<Arc<Answer>> {
        if let Some(answer) = self.cache.get(self.manifest().stamp(), query) {
            return Ok(answer);
        }
        let answer = Arc::new(self.compute(query)?);
        self.cache.insert(self.manifest().stamp(), query.clone(), Arc::clone(&answer));
        Ok(answer)
    }

    /// The same for whoever keeps what is made of the answer, such as its bytes: it is not kept a second time.
    ///
    /// # Errors
    /// As for [`Engine::answer`].
    pub fn answer_unkept(&self, query: &Query) -> Result<Arc<Answer>> {
        match self.cache.get(self.manifest().stamp(), query) {
            Some(answer) => Ok(answer),
            None => Ok(Arc::new(self.compute(query)?)),
        }
    }

    fn compute(&self, query: &Query) -> Result<Answer> {
        Ok(match query {
            Query::MonthCount { month } => self.month_count(*month),
            Query::WeekdayCount { weekday } => self.weekday_count(*weekday),
            Query::Score { title } => self.score(title)?,
            Query::Votes { title } => self.votes(title)?,
            Query::ActorStats { person } => self.actor_stats(person)?,
            Query::DirectorStats { person } => self.director_stats(person)?,
            Query::Recommend { title } => self.recommend(title, &Settled::default())?,
            Query::Similar { title, filters } => {
                self.under(Intent::Recommend, filters, |filters| self.recommend(title, filters))?
            }
            Query::MaxDuration { year, platform, unit } => self.max_duration(*year, *platform, *unit),
            Query::ScoreCount { score, platform, year } => self.score_count(*score, *platform, *year),
            Query::PlatformCount { platform } => self.platform_count(*platform),
            Query::TopActor { platform, year } => self.top_actor(*platform, *year),
            Query::Predict { user, title } => self.predict(*user, title)?,
            Query::FilmCard { title } => self.film_card(title)?,
            Query::WhereToWatch { title } => self.where_to_watch(title)?,
            Query::Filmography { person, page } => self.filmography(person, *page)?,
            Query::Cast { title } => self.cast(title)?,
            Query::Discover(filters) => self.under(Intent::Discover, filters, |filters| Ok(self.discover(filters)))?,
            Query::Saga { name } => self.saga(name)?,
            Query::CountBy(group) => self.count_by(group),
            Query::TitleCount(titled) => self.title_count(titled),
            Query::Chart { by, filters } => {
                self.under(Intent::Chart, filters, |filters| Ok(self.chart(*by, filters)))?
            }
            Query::ChartOf { by, filters, of } => {
                self.under(Intent::Chart, filters, |filters| self.chart_of(*by, filters, of))?
            }
            Query::Search { text } => self.find(text, 0)?,
            Query::Further { of, page } => self.further(of, *page)?,
            Query::LikeText { text, page } => self.like_text(text, *page),
            // Who asks is known to the chat alone.
            Query::Mine(_) => said(query, Status::Invalid, Body::Personal(Box::new(Personal::NoIdentity))),
            Query::Help { topic } => said(query, Status::Ok, Body::Help { topic: *topic }),
            Query::Greeting(kind) => said(query, Status::Ok, Body::Greeting(*kind)),
            Query::Invalid { value, .. } => said(query, Status::Invalid, Body::Invalid { value: value.clone() }),
            Query::UnknownCommand { command } => {
                let nearest = nearest_command(command);
                said(query, Status::Invalid, Body::UnknownCommand { command: command.clone(), nearest })
            }
            Query::OutOfScope { text } if asks_for_more(text) => said(query, Status::OutOfScope, Body::NoList),
            Query::OutOfScope { .. } => said(query, Status::OutOfScope, Body::OutOfScope),
        })
    }
}

impl Engine {
    /// Another page of an answer; of what has no pages there is no more.
    fn further(&self, of: &Query, page: u8) -> Result<Answer> {
        if let Query::Search { text } = of {
            return self.find(text, page);
        }
        let mut answer = match of {
            Query::Mine(_) | Query::Further { .. } => return Ok(said(of, Status::Ok, Body::NoMore)),
            _ => self.answer(of)?.as_ref().clone(),
        };
        match answer.body.shown_mut() {
            Some(shown) => shown.page = usize::from(page),
            None if answer.status == Status::Ok => answer.body = Body::NoMore,
            None => {}
        }
        Ok(answer)
    }
}

/// An answer that needs no data.
fn said(query: &Query, status: Status, body: Body) -> Answer {
    Answer::new(query.intent(), status, Slots::default(), body)
}
