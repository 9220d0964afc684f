//! What there is to say to personal questions: [`Personal`], and which film a person means by a name.

use super::films::{among, not_found};
use super::resolve::Others;
use super::{Answer, Body, Discovered, Engine, FilmCard, FilmRef, PAGE, Slots, Status, Suggestion, Target};
use crate::catalog::{ItemKey, Mark, MovieId};
use crate::error::Result;
use crate::query::{Filters, Intent, Mine, Name};
use crate::recommend::{Item, Prediction};
use crate::render::Language;
use crate::search::Entity;

/// Films of a page of a list made for somebody.
pub const CHOSEN: usize = 5;

/// Films that somebody is asked about at most in one go.
pub const MOST_ASKED: u8 = 8;

/// What there is to say to a personal question.
#[derive(Clone, Debug, PartialEq)]
pub enum Personal {
    /// The door does not know who asks.
    NoIdentity,
    /// The name may mean several, none much better known than the next: nothing was kept.
    WhichOne,
    /// A film to be rated: which mark?
    WhichMark {
        /// The film.
        film: Suggestion,
        /// The mark that it has.
        now: Option<Mark>,
    },
    /// Rated.
    Rated {
        /// The film.
        film: Suggestion,
        /// Its mark.
        mark: Mark,
        /// The mark that it had before.
        before: Option<Mark>,
    },
    /// The mark was taken back, if there was one.
    Unrated {
        /// The film.
        film: Suggestion,
        /// The mark that it had.
        before: Option<Mark>,
    },
    /// Noted as seen.
    Seen {
        /// The film.
        film: Suggestion,
        /// Whether that was news.
        news: bool,
    },
    /// No longer noted as seen.
    Unseen {
        /// The film.
        film: Suggestion,
    },
    /// Put on a list.
    Added {
        /// The film.
        film: Suggestion,
        /// The list.
        list: ListName,
        /// Whether it was not on it yet.
        news: bool,
    },
    /// Taken off a list.
    Removed {
        /// The film.
        film: Suggestion,
        /// The list.
        list: ListName,
        /// Whether it was on it.
        was: bool,
    },
    /// What is on a list.
    Watchlist(ShownList),
    /// No list is shared by that link.
    NoSuchList,
    /// Others see a list by a link with this code.
    ShareLink {
        /// The list.
        list: ListName,
        /// The code.
        code: String,
    },
    /// Others do not see it any more.
    Unshared {
        /// The list.
        list: ListName,
        /// Whether they did.
        was: bool,
    },
    /// Films for somebody.
    ForYou {
        /// Under which filters, and which page.
        filters: Filters,
        /// The best first.
        films: Vec<Chosen>,
        /// On how many ratings of theirs it rests.
        ratings: u32,
    },
    /// Nothing is known of the taste yet: what everybody likes.
    NotYet {
        /// The best rated films under the filters.
        general: Box<Discovered>,
        /// Whether the door knows who asks, so that they can tell their taste.
        known: bool,
    },
    /// Films for a group.
    ForGroup {
        /// Under which filters, and which page.
        filters: Filters,
        /// Who takes part.
        members: Vec<String>,
        /// The best first.
        films: Vec<Shared>,
    },
    /// Nobody of the group takes part yet.
    Nobody,
    /// That is for groups.
    NotAGroup,
    /// Takes part in a group.
    Joined {
        /// By which name.
        name: String,
        /// Whether that was news.
        news: bool,
        /// All who take part.
        members: Vec<String>,
    },
    /// Takes part no longer.
    Left {
        /// Whether they did.
        was: bool,
    },
    /// The next film that somebody is asked about.
    Asked {
        /// The film.
        card: Box<FilmCard>,
        /// Which one it is; the first is 1.
        step: u8,
        /// What was just said of the film before.
        told: Option<(Suggestion, Option<Mark>)>,
    },
    /// No more films are asked about.
    AskedEnough {
        /// How many ratings there are now.
        ratings: u32,
    },
    /// What somebody rated and saw.
    History {
        /// One page of films, the latest first, with their marks.
        films: Vec<(Suggestion, Option<Mark>)>,
        /// Which page; the first is 0.
        page: u8,
        /// Ratings in all.
        rated: u32,
        /// Films seen and not rated in all.
        seen: u32,
    },
    /// All that is kept of somebody.
    Kept {
        /// As JSON.
        json: String,
        /// Ratings.
        rated: u32,
        /// Films seen and not rated.
        seen: u32,
        /// Films on lists.
        listed: u32,
    },
    /// Whether everything shall be deleted.
    Sure,
    /// Everything was deleted.
    Forgotten {
        /// Whether there was anything.
        any: bool,
    },
    /// Nothing was deleted.
    NotForgotten,
    /// In which language somebody is spoken to.
    Language {
        /// The one that they chose; `None` where they ask.
        to: Option<Language>,
    },
    /// What somebody would think of a title.
    Predicted {
        /// The title.
        title: Suggestion,
        /// The mark that they gave it.
        given: Option<Mark>,
        /// The estimate; `None` where there is no model or no rating to rest on.
        prediction: Option<Prediction>,
        /// How many ratings of theirs there are.
        ratings: u32,
    },
}

impl Personal {
    /// Which page of a list it shows, and whether there is another behind it; `None` where it is no list.
    pub fn page(&self) -> Option<(u8, bool)> {
        let shown = |page: u8, n: usize| usize::from(page) * PAGE + n;
        Some(match self {
            Self::ForYou { filters, films, .. } => (filters.page, films.len() == CHOSEN),
            Self::ForGroup { filters, films, .. } => (filters.page, films.len() == CHOSEN),
            Self::NotYet { general, .. } => {
                let page = general.filters.page;
                (page, shown(page, general.films.len()) < general.ordered as usize && !general.films.is_empty())
            }
            Self::Watchlist(list) => (list.page, shown(list.page, list.films.len()) < list.total as usize),
            Self::History { films, page, rated, seen } => {
                (*page, !films.is_empty() && shown(*page, films.len()) < (rated + seen) as usize)
            }
            _ => return None,
        })
    }
}

/// A list as people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListName {
    /// Whether it is the group's.
    pub of_group: bool,
    /// Whether it is somebody's who shares it.
    pub shared: bool,
    /// Its name; empty for the one that everybody has.
    pub name: String,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownList {
    /// The list.
    pub list: ListName,
    /// The films of the page, the latest first, and whether whoever asks has seen them.
    pub films: Vec<(Suggestion, bool)>,
    /// Films on the list.
    pub total: u32,
    /// Which page; the first is 0.
    pub page: u8,
    /// Other lists that have films on them, and how many.
    pub others: Vec<(String, u32)>,
}

/// A film for somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The film.
    pub film: FilmRef,
    /// Films rated well that speak most for it.
    pub because: Vec<FilmRef>,
    /// What they are expected to give it, 0.5–5.
    pub expected: Option<f32>,
}

/// A film for a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The film.
    pub film: FilmRef,
    /// What each member is expected to give it (0.5–5), in the order of the members.
    pub expected: Vec<Option<f32>>,
    /// Who has seen it: positions among the members.
    pub seen_by: Vec<usize>,
}

/// The film or title that a name means.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    /// As it is called.
    pub film: Suggestion,
    /// As it is kept.
    pub key: ItemKey,
    /// As the models know it.
    pub item: Item,
    others: Others,
}

impl Meant {
    /// The answer about it.
    pub fn answer(self, intent: Intent, personal: Personal) -> Answer {
        let slots = slots_of(&self.film);
        among(Answer::new(intent, Status::Ok, slots, Body::Personal(Box::new(personal))), self.others)
    }
}

/// An answer that is about no film in particular.
pub fn personal(mine: &Mine, status: Status, body: Personal) -> Answer {
    Answer::new(mine.intent(), status, Slots::default(), Body::Personal(Box::new(body)))
}

/// An answer that is about this film, whatever was said.
pub fn personal_about(mine: &Mine, film: &Suggestion, body: Personal) -> Answer {
    Answer::new(mine.intent(), Status::Ok, slots_of(film), Body::Personal(Box::new(body)))
}

fn slots_of(film: &Suggestion) -> Slots {
    let slots = Slots { title: Some(film.title.clone()), title_year: film.year, ..Slots::default() };
    match &film.target {
        Target::Film(id) => Slots { title_id: Some(*id), ..slots },
        Target::Title(key) => Slots { title_key: Some(key.clone()), ..slots },
        Target::Person(_) => Slots::default(),
    }
}

impl Engine {
    /// The film or title that a name means, before anything is kept of it. `Err` is the answer where none does, or
    /// where several do and none is much better known than the next.
    pub fn meant(&self, intent: Intent, name: &Name) -> Result<std::result::Result<Meant, Box<Answer>>> {
        let (entity, others) = match self.resolve_watchable(name)?.found() {
            Ok(found) => found,
            Err(nearest) => return Ok(Err(Box::new(not_found(intent, name, Slots::default(), nearest)))),
        };
        let film = self.suggestion(entity);
        let (key, item) = match entity {
            Entity::Film(film) => (ItemKey::Film(self.catalog.movie(film).source()), Item::Film(film)),
            Entity::Title(title) => (ItemKey::Title(self.catalog.title(title).key().to_owned()), Item::Title(title)),
            Entity::Person(_) => {
                return Ok(Err(Box::new(not_found(intent, name, Slots::default(), Vec::new()))));
            }
        };
        let unclear = others.undecided && matches!(name, Name::Text(_));
        let meant = Meant { film, key, item, others };
        Ok(if unclear { Err(Box::new(meant.answer(intent, Personal::WhichOne))) } else { Ok(meant) })
    }

    /// What is kept under a key, as it is called; `None` where this generation does not know it.
    pub fn kept(&self, key: &ItemKey) -> Option<Suggestion> {
        let entity = match key {
            ItemKey::Film(id) => Entity::Film(self.catalog.movie_by_source(*id)?),
            ItemKey::Title(key) => {
                let title = self.catalog.title_by_key(key)?;
                self.catalog.title(title).film().map_or(Entity::Title(title), Entity::Film)
            }
        };
        Some(self.suggestion(entity))
    }

    /// The film that is kept under a key; `None` where this generation does not know it, or as a title only.
    pub fn kept_film(&self, key: &ItemKey) -> Option<MovieId> {
        match key {
            ItemKey::Film(id) => self.catalog.movie_by_source(*id),
            ItemKey::Title(key) => self.catalog.title(self.catalog.title_by_key(key)?).film(),
        }
    }
}
