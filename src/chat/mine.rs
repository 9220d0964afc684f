//! Personal questions: what the engine knows of films and the store of people, put together. The doors are [`Personally::answer`]
//! and [`anonymous`].
//!
//! An answer is one person's and of one moment, so none of it is cached.

use std::sync::Arc;

use crate::catalog::UserId;
use crate::engine::{Answer, Body, Engine, ListName, PAGE, Personal, ShownList, Slots, Status, personal};
use crate::error::Result;
use crate::people::{Owner, People};
use crate::query::{Filters, Intent, List, Mine, Name, Query};
use crate::recommend::{Agreement, Taste};
use crate::render::words::mine::SOMEBODY;

use super::Asker;

/// Letters of the longest name of a member.
const LONGEST_NAME: usize = 40;

/// Whoever asks, with all that is needed to answer.
pub(super) struct Personally<'a> {
    pub(super) engine: &'a Engine,
    pub(super) people: &'a People,
    pub(super) user: UserId,
    pub(super) asker: &'a Asker,
    pub(super) agreement: Agreement,
}

/// The answer to a personal question where nobody is known to ask.
pub(super) fn anonymous(engine: &Engine, mine: &Mine) -> Result<Answer> {
    Ok(match mine {
        Mine::ForYou(filters) | Mine::ForGroup(filters) => general(engine, mine, filters, false)?,
        // Whoever gives no user gave too little.
        Mine::Predict { title } => {
            let value = match title {
                Name::Text(text) => text.clone(),
                other => other.to_string(),
            };
            Answer::new(Intent::Predict, Status::Invalid, Slots::default(), Body::Invalid { value })
        }
        Mine::Language { to } => personal(mine, Status::Ok, Personal::Language { to: *to }),
        _ => personal(mine, Status::Invalid, Personal::NoIdentity),
    })
}

/// What everybody likes, for somebody whose taste is not known.
fn general(engine: &Engine, mine: &Mine, filters: &Filters, known: bool) -> Result<Answer> {
    let answer = engine.answer(&Query::Discover(Box::new(filters.clone())))?;
    let Body::Discover(found) = &answer.body else {
        return Ok(personal(mine, Status::NotFound, Personal::NoIdentity));
    };
    let body = Personal::NotYet { general: found.clone(), known };
    Ok(Answer { slots: answer.slots.clone(), ..personal(mine, answer.status, body) })
}

impl Personally<'_> {
    /// Answers, and keeps what was told.
    pub(super) fn answer(&self, mine: &Mine) -> Result<Answer> {
        let ok = |body| Ok(personal(mine, Status::Ok, body));
        match mine {
            Mine::ForYou(filters) => self.for_you(mine, filters),
            Mine::ForGroup(filters) => self.for_group(mine, filters),
            Mine::Join => self.join(mine),
            Mine::Leave => match self.asker.group {
                Some(group) => ok(Personal::Left { was: self.people.leave(group, self.user, self.asker.stamp())? }),
                None => ok(Personal::NotAGroup),
            },
            Mine::Taste => self.ask_next(mine, 1, None),
            Mine::Tell { film, mark, step } => self.told(mine, *film, *mark, *step),
            Mine::Enough => ok(Personal::AskedEnough { ratings: self.people.ratings(self.user)?.len() as u32 }),
            Mine::Watchlist { list, page } => match self.seen_list(list)? {
                Some((owner, list)) => ok(Personal::Watchlist(self.watchlist(owner, list, *page)?)),
                None => Ok(personal(mine, Status::NotFound, Personal::NoSuchList)),
            },
            Mine::Share { list } => {
                let (owner, list) = self.list(list);
                let code = self.people.share_list(owner, &list.name, self.asker.stamp())?;
                ok(Personal::ShareLink { list, code })
            }
            Mine::Unshare { list } => {
                let (owner, list) = self.list(list);
                let was = self.people.unshare_list(owner, &list.name, self.asker.stamp())?;
                ok(Personal::Unshared { list, was })
            }
            Mine::History { page } => ok(self.history(*page)?),
            Mine::MyData => ok(self.kept()?),
            Mine::ForgetMe { sure: None } => ok(Personal::Sure),
            Mine::ForgetMe { sure: Some(false) } => ok(Personal::NotForgotten),
            Mine::ForgetMe { sure: Some(true) } => {
                let forgotten = self.people.forget(self.user, self.asker.stamp())?;
                ok(Personal::Forgotten { any: forgotten.rows > 0 })
            }
            Mine::Language { to } => {
                if let Some(to) = to {
                    self.people.choose_language(self.user, *to, self.asker.stamp())?;
                }
                ok(Personal::Language { to: *to })
            }
            Mine::Rate { title, .. }
            | Mine::Unrate { title }
            | Mine::Seen { title }
            | Mine::Unseen { title }
            | Mine::Add { title, .. }
            | Mine::Remove { title, .. }
            | Mine::Predict { title } => self.about(mine, title),
        }
    }

    /// What is told or asked of one film.
    fn about(&self, mine: &Mine, title: &Name) -> Result<Answer> {
        let meant = match self.engine.meant(mine.intent(), title)? {
            Ok(meant) => meant,
            Err(answer) => return Ok(*answer),
        };
        let (people, user, stamp) = (self.people, self.user, self.asker.stamp());
        let (film, key) = (meant.film.clone(), &meant.key);
        let body = match mine {
            Mine::Rate { mark: Some(mark), .. } => {
                Personal::Rated { film, mark: *mark, before: people.rate(user, key, *mark, stamp)? }
            }
            Mine::Rate { mark: None, .. } => Personal::WhichMark { film, now: people.mark(user, key)? },
            Mine::Unrate { .. } => Personal::Unrated { film, before: people.unrate(user, key, stamp)? },
            Mine::Seen { .. } => Personal::Seen { film, news: people.see(user, key, stamp)? },
            Mine::Unseen { .. } => {
                people.unsee(user, key, stamp)?;
                Personal::Unseen { film }
            }
            Mine::Add { list, .. } => {
                let (owner, list) = self.list(list);
                let news = people.put_on_list(owner, &list.name, key, stamp)?;
                Personal::Added { film, list, news }
            }
            Mine::Remove { list, .. } => {
                let (owner, list) = self.list(list);
                let was = people.take_off_list(owner, &list.name, key, stamp)?;
                Personal::Removed { film, list, was }
            }
            _ => {
                let given = people.mark(user, key)?;
                let taste = self.taste(user)?;
                let ratings = taste.rated.len() as u32;
                let prediction = if ratings > 0 { self.engine.expected(&taste, meant.item) } else { None };
                Personal::Predicted { title: film, given, prediction, ratings }
            }
        };
        Ok(meant.answer(mine.intent(), body))
    }

    /// `trained` with the estimate from the marks of this moment, where there are any.
    pub(super) fn estimated(&self, title: &Name, trained: Arc<Answer>) -> Result<Arc<Answer>> {
        let taste = self.taste(self.user)?;
        if taste.rated.is_empty() || !matches!(trained.body, Body::Predict { .. }) {
            return Ok(trained);
        }
        let Ok(meant) = self.engine.meant(Intent::Predict, title)? else { return Ok(trained) };
        let mut told = Answer::clone(&trained);
        if let Body::Predict { prediction, .. } = &mut told.body {
            *prediction = self.engine.expected(&taste, meant.item).or(*prediction);
        }
        Ok(Arc::new(told))
    }

    /// Whose list is meant, and its name; somebody else's only to be looked at.
    fn seen_list(&self, list: &List) -> Result<Option<(Owner, ListName)>> {
        let List::Shared(code) = list else { return Ok(Some(self.list(list))) };
        let shared = self.people.shared_list(code)?;
        Ok(shared.map(|(owner, name)| (owner, ListName { of_group: false, shared: true, name })))
    }

    /// Whose list is meant where something is done to it, and its name.
    fn list(&self, list: &List) -> (Owner, ListName) {
        let named = |of_group, name: &str| ListName { of_group, shared: false, name: name.to_owned() };
        match (list, self.asker.group) {
            (List::Here(name), Some(group)) => (Owner::Group(group), named(true, name)),
            (List::Here(name), None) => (Owner::Person(self.user), named(false, name)),
            (List::Own | List::Shared(_), _) => (Owner::Person(self.user), named(false, "")),
        }
    }

    fn watchlist(&self, owner: Owner, list: ListName, page: u8) -> Result<ShownList> {
        let keys = self.people.list(owner, &list.name)?;
        let seen = self.taste(self.user)?;
        let was_seen = |key| {
            let film = self.engine.kept_film(key);
            film.is_some_and(|f| seen.seen.contains(&f) || seen.rated.iter().any(|(rated, _)| *rated == f))
        };
        // What this generation does not know stays on the list and is shown when one knows it again.
        let known: Vec<_> = keys.iter().filter_map(|key| Some((key, self.engine.kept(key)?))).collect();
        let total = known.len() as u32;
        let shown = known.into_iter().skip(usize::from(page) * PAGE).take(PAGE);
        let films = shown.map(|(key, film)| (film, was_seen(key))).collect();
        let mut others = if list.shared { Vec::new() } else { self.people.lists(owner)? };
        others.retain(|(name, _)| *name != list.name);
        Ok(ShownList { list, films, total, page, others })
    }

    fn history(&self, page: u8) -> Result<Personal> {
        let rated = self.people.ratings(self.user)?;
        let seen = self.people.seen(self.user)?;
        let (n_rated, n_seen) = (rated.len() as u32, seen.len() as u32);
        let mut all: Vec<_> = rated.into_iter().map(|r| (r.at, r.item, Some(r.mark))).collect();
        all.extend(seen.into_iter().map(|(item, at)| (at, item, None)));
        all.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        let known = all.into_iter().filter_map(|(_, key, mark)| Some((self.engine.kept(&key)?, mark)));
        let films = known.skip(usize::from(page) * PAGE).take(PAGE).collect();
        Ok(Personal::History { films, page, rated: n_rated, seen: n_seen })
    }

    fn kept(&self) -> Result<Personal> {
        let title = |key: &_| self.engine.kept(key).map(|film| crate::render::words::named(&film));
        let kept = self.people.export(self.user, &title)?;
        let count = |key: &str| kept[key].as_array().map_or(0, Vec::len) as u32;
        let lists = kept["lists"].as_array().into_iter().flatten();
        let listed = lists.map(|list| list["items"].as_array().map_or(0, Vec::len) as u32).sum();
        let json = serde_json::to_string_pretty(&kept).unwrap_or_default();
        let seen = self.people.seen(self.user)?.len() as u32;
        Ok(Personal::Kept { rated: count("ratings"), seen, listed, json })
    }

    fn join(&self, mine: &Mine) -> Result<Answer> {
        let Some(group) = self.asker.group else { return Ok(personal(mine, Status::Ok, Personal::NotAGroup)) };
        let name = crate::query::tidy(self.asker.name.as_deref().unwrap_or_default());
        let name: String = name.chars().take(LONGEST_NAME).collect();
        // The language of whoever joins: what the group reads from then on.
        let somebody = SOMEBODY.to(self.people.language(self.user)?.or(self.asker.language).unwrap_or_default());
        let name = if name.is_empty() { somebody.to_owned() } else { name };
        let news = self.people.join(group, self.user, &name, self.asker.stamp())?;
        let members = self.people.members(group)?.into_iter().map(|m| m.name).collect();
        Ok(personal(mine, Status::Ok, Personal::Joined { name, news, members }))
    }

    /// What somebody rated and saw, by the rows of this generation.
    pub(super) fn taste(&self, user: UserId) -> Result<Taste> {
        let mut rated: Vec<_> = self.people.ratings(user)?;
        // In the order in which they were given.
        rated.reverse();
        let film = |key: &_| self.engine.kept_film(key);
        Ok(Taste {
            rated: rated.iter().filter_map(|r| Some((film(&r.item)?, r.mark.score()))).collect(),
            seen: self.people.seen(user)?.iter().filter_map(|(key, _)| film(key)).collect(),
        })
    }

    /// What everybody likes, while nothing is known of the taste.
    pub(super) fn general(&self, mine: &Mine, filters: &Filters) -> Result<Answer> {
        general(self.engine, mine, filters, true)
    }
}
