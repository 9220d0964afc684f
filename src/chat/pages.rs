//! The pages around the one that an answer shows.
//!
//! The door is [`Pages::around`].

use crate::engine::{Answer, Body, CHOSEN, RECOMMENDED};
use crate::query::{Filters, Name, Query};

/// What asks for the page before and for the one after; `None` at the ends, and where an answer has no pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The page before.
    pub previous: Option<Query>,
    /// The page after.
    pub next: Option<Query>,
}

impl Pages {
    /// The pages around the answer to `query`. They name films and people by id, whatever words were used.
    pub fn around(query: &Query, answer: &Answer) -> Self {
        match (query, &answer.body) {
            (Query::Recommend { title } | Query::Similar { title, .. }, Body::Recommend { items, filters, .. }) => {
                let title = answer.slots.title_id.map_or_else(|| title.clone(), Name::Id);
                let more = items.len() == RECOMMENDED;
                let at = |page| Query::similar(title.clone(), Filters { page, ..(**filters).clone() });
                Self::numbered(filters.page, more, at)
            }
            (Query::Filmography { person, page }, Body::Filmography(found)) => {
                let person = answer.slots.person_id.map_or_else(|| person.clone(), Name::Id);
                let more = found.shown.has_more(found.films.len());
                Self::numbered(*page, more, |page| Query::Filmography { person: person.clone(), page })
            }
            (Query::Discover(filters), Body::Discover(found)) => {
                let more = found.before + found.films.len() < found.ordered as usize;
                let at = |page| Query::Discover(Box::new(Filters { page, ..found.filters.clone() }));
                Self::numbered(filters.page, more && !found.films.is_empty(), at)
            }
            (Query::LikeText { text, .. }, Body::LikeText(found)) => {
                Self::numbered(found.page, found.films.len() == CHOSEN, |page| Query::LikeText {
                    text: text.clone(),
                    page,
                })
            }
            (Query::Mine(mine), Body::Personal(personal)) => match personal.page() {
                Some((page, more)) => Self {
                    previous: page.checked_sub(1).and_then(|page| mine.at_page(page)).map(Query::Mine),
                    next: mine.next_page().filter(|_| more).map(Query::Mine),
                },
                None => Self::default(),
            },
            (query, body) => match body.shown() {
                Some((shown, all)) => {
                    let first = query.further(0);
                    let id = answer.slots.person_id.or(answer.slots.title_id).map(Name::Id);
                    let first = id.and_then(|id| first.about(id)).unwrap_or(first);
                    let page = u8::try_from(shown.page).unwrap_or(u8::MAX);
                    Self::numbered(page, shown.has_more(all), |page| first.further(page))
                }
                None => Self::default(),
            },
        }
    }

    fn numbered(page: u8, more: bool, at: impl Fn(u8) -> Query) -> Self {
        Self { previous: page.checked_sub(1).map(&at), next: page.checked_add(1).filter(|_| more).map(&at) }
    }
}
