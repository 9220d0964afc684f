//! Movie nights of groups: what was proposed, the poll, and who voted for what; kept so that a restart in the middle
//! changes nothing.

use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::{GroupId, People, Stamp, language};
use crate::catalog::{SourceId, UserId, UserSpace};
use crate::error::Result;
use crate::render::Language;

/// Films that a poll takes; Telegram takes twelve options, ten fit on a screen.
pub const MOST_PROPOSALS: usize = 10;

/// A movie night being arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Night {
    /// The group.
    pub group: GroupId,
    /// Who called it.
    pub host: UserId,
    /// The language that it is held in: that of the host.
    pub language: Language,
    /// The topic of the group, where it has topics.
    pub topic: Option<i32>,
    /// What was proposed, in that order.
    pub films: Vec<SourceId>,
    /// The poll, once it is open.
    pub poll: Option<NightPoll>,
}

/// A night's poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NightPoll {
    /// Telegram's id.
    pub id: String,
    /// The number of its message.
    pub message: i32,
    /// When it ends, in seconds since 1970.
    pub ends_at: i64,
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Proposed {
    /// It is on the list now.
    New,
    /// It was on the list already.
    #[default]
    Known,
    /// The list is full.
    Full,
    /// There is no list to put it on: no night, or its poll is open.
    Closed,
}

impl People {
    /// Begins a night in a group; whether there was none.
    pub fn call_night(
        &self,
        group: GroupId,
        host: UserId,
        topic: Option<i32>,
        language: Language,
        stamp: Stamp,
    ) -> Result<bool> {
        let sql = "INSERT OR IGNORE INTO nights (chat, host, topic, language, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = (group.0, host.number as i64, topic, language.code(), stamp.at);
        let changed = self.change(stamp, |db| db.prepare_cached(sql)?.execute(values))?;
        Ok(changed > 0)
    }

    /// Proposes a film for a group's night.
    pub fn propose(&self, group: GroupId, film: SourceId, stamp: Stamp) -> Result<Proposed> {
        self.change(stamp, |db| {
            let open = "SELECT COUNT(*) FROM nights WHERE chat = ?1 AND poll IS NULL";
            if db.prepare_cached(open)?.query_row([group.0], |row| row.get::<_, i64>(0))? == 0 {
                return Ok(Proposed::Closed);
            }
            let known = "SELECT COUNT(*), COALESCE(SUM(film = ?2), 0) FROM proposals WHERE chat = ?1";
            let (all, this): (i64, i64) =
                db.prepare_cached(known)?.query_row((group.0, film.0), |row| Ok((row.get(0)?, row.get(1)?)))?;
            if this > 0 {
                return Ok(Proposed::Known);
            }
            if all as usize >= MOST_PROPOSALS {
                return Ok(Proposed::Full);
            }
            let sql = "INSERT INTO proposals (chat, place, film) VALUES (?1, ?2, ?3)";
            db.prepare_cached(sql)?.execute((group.0, all, film.0))?;
            Ok(Proposed::New)
        })
    }

    /// The night of a group.
    pub fn night(&self, group: GroupId) -> Result<Option<Night>> {
        self.read(|db| {
            let found = db
                .prepare_cached(
                    "SELECT host, topic, poll, poll_message, ends_at, language FROM nights WHERE chat = ?1",
                )?
                .query_row([group.0], |row| night(group, row))
                .optional()?;
            let Some(night) = found else { return Ok(None) };
            let mut films = db.prepare_cached("SELECT film FROM proposals WHERE chat = ?1 ORDER BY place")?;
            let films: rusqlite::Result<Vec<_>> = films.query_map([group.0], |row| row.get(0).map(SourceId))?.collect();
            Ok(Some(Night { films: films?, ..night }))
        })
    }

    /// Notes that the poll of a group's night is open.
    pub fn open_poll(&self, group: GroupId, poll: &NightPoll, stamp: Stamp) -> Result<()> {
        let sql = "UPDATE nights SET poll = ?2, poll_message = ?3, ends_at = ?4 WHERE chat = ?1";
        self.change(stamp, |db| db.prepare_cached(sql)?.execute((group.0, &poll.id, poll.message, poll.ends_at)))
            .map(drop)
    }

    /// The groups whose poll is open.
    pub fn polls(&self) -> Result<Vec<(GroupId, NightPoll)>> {
        self.read(|db| {
            let sql = "SELECT chat, poll, poll_message, ends_at FROM nights WHERE poll IS NOT NULL";
            let poll = |row: &Row<'_>| {
                let poll = NightPoll { id: row.get(1)?, message: row.get(2)?, ends_at: row.get(3)? };
                Ok((GroupId(row.get(0)?), poll))
            };
            db.prepare_cached(sql)?.query_map([], poll)?.collect()
        })
    }

    /// Notes what somebody voted for in an open poll, in the place of what they voted for before; nothing takes it back.
    /// Whether the poll is one of ours.
    pub fn vote(&self, poll: &str, user: UserId, options: &[usize], stamp: Stamp) -> Result<bool> {
        let user = user.number as i64;
        self.change(stamp, |db| {
            let known = "SELECT COUNT(*) FROM nights WHERE poll = ?1";
            if db.prepare_cached(known)?.query_row([poll], |row| row.get::<_, i64>(0))? == 0 {
                return Ok(false);
            }
            db.prepare_cached("DELETE FROM votes WHERE poll = ?1 AND user = ?2")?.execute((poll, user))?;
            for option in options {
                db.prepare_cached("INSERT OR IGNORE INTO votes (poll, user, option) VALUES (?1, ?2, ?3)")?
                    .execute((poll, user, *option as i64))?;
            }
            Ok(true)
        })
    }

    /// Who voted for which option of a poll; an option is counted from 0.
    pub fn votes(&self, poll: &str) -> Result<Vec<(UserId, usize)>> {
        self.read(|db| {
            let vote = |row: &Row<'_>| Ok((user(row.get(0)?), row.get::<_, i64>(1)? as usize));
            let mut found =
                db.prepare_cached("SELECT user, option FROM votes WHERE poll = ?1 ORDER BY user, option")?;
            found.query_map([poll], vote)?.collect()
        })
    }

    /// Ends a group's night and forgets all of it; whether there was one.
    pub fn end_night(&self, group: GroupId, stamp: Stamp) -> Result<bool> {
        let changed = self.change(stamp, |db| {
            db.execute("DELETE FROM votes WHERE poll = (SELECT poll FROM nights WHERE chat = ?1)", [group.0])?;
            db.execute("DELETE FROM proposals WHERE chat = ?1", [group.0])?;
            db.execute("DELETE FROM nights WHERE chat = ?1", [group.0])
        })?;
        Ok(changed > 0)
    }
}

fn user(number: i64) -> UserId {
    UserId { space: UserSpace::Tg, number: number as u64 }
}

fn night(group: GroupId, row: &Row<'_>) -> rusqlite::Result<Night> {
    let poll: Option<String> = row.get(2)?;
    let poll = match poll {
        Some(id) => Some(NightPoll { id, message: row.get(3)?, ends_at: row.get(4)? }),
        None => None,
    };
    let language = language(row, 5)?;
    Ok(Night { group, host: user(row.get(0)?), language, topic: row.get(1)?, films: Vec::new(), poll })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_goes_from_proposals_to_votes_and_ends_once() {
        let folder = tempfile::tempdir().unwrap();
        let open = || People::open(folder.path()).unwrap();
        let (group, ana, luis) = (GroupId(-5), user(1), user(2));
        let people = open();
        let film = SourceId;
        assert_eq!(people.propose(group, film(862), Stamp::default()).unwrap(), Proposed::Closed);
        assert!(people.call_night(group, ana, Some(7), Language::English, Stamp::default()).unwrap());
        assert!(!people.call_night(group, luis, None, Language::Spanish, Stamp::default()).unwrap());
        assert_eq!(people.propose(group, film(862), Stamp::default()).unwrap(), Proposed::New);
        assert_eq!(people.propose(group, film(862), Stamp::default()).unwrap(), Proposed::Known);
        for i in 1..MOST_PROPOSALS as u32 {
            assert_eq!(people.propose(group, film(i), Stamp::default()).unwrap(), Proposed::New);
        }
        assert_eq!(people.propose(group, film(99), Stamp::default()).unwrap(), Proposed::Full);
        let poll = NightPoll { id: "p".to_owned(), message: 9, ends_at: 100 };
        people.open_poll(group, &poll, Stamp::default()).unwrap();
        assert_eq!(people.propose(group, film(98), Stamp::default()).unwrap(), Proposed::Closed);
        assert!(people.vote("p", ana, &[0], Stamp::default()).unwrap());
        assert!(!people.vote("another", ana, &[0], Stamp::default()).unwrap());
        drop(people);
        // A restart in the middle.
        let people = open();
        assert_eq!(people.polls().unwrap(), [(group, poll.clone())]);
        people.vote("p", luis, &[1], Stamp::default()).unwrap();
        people.vote("p", luis, &[0], Stamp::default()).unwrap();
        people.vote("p", ana, &[], Stamp::default()).unwrap();
        let night = people.night(group).unwrap().unwrap();
        assert_eq!((night.host, night.topic, night.poll), (ana, Some(7), Some(poll)));
        assert_eq!(night.language, Language::English);
        assert_eq!((night.films.len(), night.films[0]), (MOST_PROPOSALS, film(862)));
        assert_eq!(people.votes("p").unwrap(), [(luis, 0)]);
        assert!(people.end_night(group, Stamp::default()).unwrap());
        assert!(!people.end_night(group, Stamp::default()).unwrap());
        assert!(people.votes("p").unwrap().is_empty());
        assert!(
            people.call_night(group, luis, None, Language::Spanish, Stamp::default()).unwrap(),
            "the next one begins anew"
        );
        assert!(people.night(group).unwrap().unwrap().films.is_empty());
    }
}
