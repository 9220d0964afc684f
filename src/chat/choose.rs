//! Films for somebody and for a group, and the questions by which a taste is learnt.

use super::mine::Personally;
use crate::catalog::{ItemKey, Mark, MovieId, SourceId};
use crate::engine::{Answer, MOST_ASKED, Personal, Status, Suggestion, personal, personal_about};
use crate::error::Result;
use crate::query::{Filters, Mine};
use crate::recommend::Taste;

impl Personally<'_> {
    pub(super) fn for_you(&self, mine: &Mine, filters: &Filters) -> Result<Answer> {
        let taste = self.taste(self.user)?;
        if taste.rated.is_empty() {
            return self.general(mine, filters);
        }
        let settled = match self.engine.settled(mine.intent(), filters)? {
            Ok(settled) => settled,
            Err(unknown) => return Ok(unknown),
        };
        let films = self.engine.for_you(&taste, &settled);
        let status = if films.is_empty() { Status::NotFound } else { Status::Ok };
        let ratings = taste.rated.len() as u32;
        Ok(personal(mine, status, Personal::ForYou { filters: settled.filters().clone(), films, ratings }))
    }

    pub(super) fn for_group(&self, mine: &Mine, filters: &Filters) -> Result<Answer> {
        // "¿Qué vemos?" in private is asked by one.
        let Some(group) = self.asker.group else { return self.for_you(mine, filters) };
        let members = self.people.members(group)?;
        if members.is_empty() {
            return Ok(personal(mine, Status::Ok, Personal::Nobody));
        }
        let tastes: Result<Vec<Taste>> = members.iter().map(|m| self.taste(m.user)).collect();
        let tastes = tastes?;
        if tastes.iter().all(|taste| taste.rated.is_empty()) {
            return self.general(mine, filters);
        }
        let settled = match self.engine.settled(mine.intent(), filters)? {
            Ok(settled) => settled,
            Err(unknown) => return Ok(unknown),
        };
        let films = self.engine.for_group(&tastes, self.agreement, &settled);
        let status = if films.is_empty() { Status::NotFound } else { Status::Ok };
        let members = members.into_iter().map(|m| m.name).collect();
        Ok(personal(mine, status, Personal::ForGroup { filters: settled.filters().clone(), members, films }))
    }

    /// Keeps what was said of the film asked about, and asks about the next.
    pub(super) fn told(&self, mine: &Mine, film: SourceId, mark: Option<Mark>, step: u8) -> Result<Answer> {
        let key = ItemKey::Film(film);
        let Some(named) = self.engine.kept(&key) else { return self.ask_next(mine, step, None) };
        match mark {
            Some(mark) => {
                self.people.rate(self.user, &key, mark, self.asker.stamp())?;
            }
            None => self.people.not_seen(self.user, &key, self.asker.stamp())?,
        }
        self.ask_next(mine, step.saturating_add(1), Some((named, mark)))
    }

    /// Asks about the film that tells most of the taste, unless that is enough.
    pub(super) fn ask_next(&self, mine: &Mine, step: u8, told: Option<(Suggestion, Option<Mark>)>) -> Result<Answer> {
        let taste = self.taste(self.user)?;
        let unseen = self.people.unseen(self.user)?;
        let known = taste.rated.iter().map(|(film, _)| *film).chain(taste.seen.iter().copied());
        let asked: Vec<MovieId> =
            known.chain(unseen.iter().filter_map(|(key, _)| self.engine.kept_film(key))).collect();
        let next = (step <= MOST_ASKED).then(|| self.engine.asked_next(&taste, &asked)).flatten();
        let Some(card) = next else {
            let ratings = taste.rated.len() as u32;
            return Ok(personal(mine, Status::Ok, Personal::AskedEnough { ratings }));
        };
        let film = Suggestion {
            title: card.film.title.clone(),
            year: Some(card.film.year),
            target: crate::engine::Target::Film(card.film.id),
        };
        Ok(personal_about(mine, &film, Personal::Asked { card: Box::new(card), step, told }))
    }
}
