//! Ratings, and films seen or not.

use rusqlite::{OptionalExtension, Transaction};

use super::{People, Stamp, number};
use crate::catalog::{ItemKey, Mark, UserId, UserSpace};
use crate::error::Result;
use crate::render::Language;

/// A film with what somebody thinks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The film or title.
    pub item: ItemKey,
    /// The mark.
    pub mark: Mark,
    /// When, in seconds since 1970.
    pub at: i64,
}

/// A rating as the training takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatRating {
    /// Who, in the space of the chat.
    pub user: UserId,
    /// The film or title.
    pub item: ItemKey,
    /// 0.5–5.
    pub score: f32,
    /// Seconds since 1970.
    pub at: i64,
}

impl People {
    /// Keeps a mark; what was there before is replaced and returned.
    ///
    /// # Errors
    /// [`crate::Error::State`], as for every change: then nothing was changed.
    pub fn rate(&self, user: UserId, item: &ItemKey, mark: Mark, stamp: Stamp) -> Result<Option<Mark>> {
        let changed = self.change(stamp, |db| {
            let before = mark_of(db, user, item)?.map(Mark::tenths);
            db.prepare_cached(
                "INSERT INTO ratings (user, item, tenths, at) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (user, item) DO UPDATE SET tenths = excluded.tenths, at = excluded.at",
            )?
            .execute((number(user), item.to_string(), mark.tenths(), stamp.at))?;
            remove(db, "unseen", user, item)?;
            Ok(before)
        })?;
        Ok(changed.map(|tenths| Mark::of_tenths(tenths.into())))
    }

    /// Takes a mark back and returns it.
    pub fn unrate(&self, user: UserId, item: &ItemKey, stamp: Stamp) -> Result<Option<Mark>> {
        let changed = self.change(stamp, |db| {
            let before = mark_of(db, user, item)?.map(Mark::tenths);
            remove(db, "ratings", user, item)?;
            Ok(before)
        })?;
        Ok(changed.map(|tenths| Mark::of_tenths(tenths.into())))
    }

    /// Notes that somebody has seen a film; whether that was news.
    pub fn see(&self, user: UserId, item: &ItemKey, stamp: Stamp) -> Result<bool> {
        self.change(stamp, |db| {
            remove(db, "unseen", user, item)?;
            insert(db, "seen", user, item, stamp.at)
        })
    }

    /// Takes back that somebody has seen a film; whether it was noted.
    pub fn unsee(&self, user: UserId, item: &ItemKey, stamp: Stamp) -> Result<bool> {
        self.change(stamp, |db| remove(db, "seen", user, item))
    }

    /// Notes that somebody was asked about a film and has not seen it.
    pub fn not_seen(&self, user: UserId, item: &ItemKey, stamp: Stamp) -> Result<()> {
        self.change(stamp, |db| insert(db, "unseen", user, item, stamp.at)).map(drop)
    }

    /// What somebody rated, the latest first.
    pub fn ratings(&self, user: UserId) -> Result<Vec<Rated>> {
        self.read(|db| {
            let mut found =
                db.prepare_cached("SELECT item, tenths, at FROM ratings WHERE user = ?1 ORDER BY at DESC, item")?;
            let rated = |row: &rusqlite::Row<'_>| {
                let item: String = row.get(0)?;
                Ok(Rated { item: item.as_str().into(), mark: Mark::of_tenths(row.get(1)?), at: row.get(2)? })
            };
            found.query_map([number(user)], rated)?.collect()
        })
    }

    /// What somebody said to have seen without rating it, the latest first, and when.
    pub fn seen(&self, user: UserId) -> Result<Vec<(ItemKey, i64)>> {
        self.items(
            "SELECT item, at FROM seen WHERE user = ?1 AND NOT EXISTS \
             (SELECT 1 FROM ratings WHERE ratings.user = seen.user AND ratings.item = seen.item) \
             ORDER BY at DESC, item",
            user,
        )
    }

    /// What somebody said not to have seen, the latest first, and when.
    pub fn unseen(&self, user: UserId) -> Result<Vec<(ItemKey, i64)>> {
        self.items("SELECT item, at FROM unseen WHERE user = ?1 ORDER BY at DESC, item", user)
    }

    pub(super) fn items(&self, sql: &str, user: UserId) -> Result<Vec<(ItemKey, i64)>> {
        self.read(|db| {
            let mut found = db.prepare_cached(sql)?;
            let item = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?.as_str().into(), row.get(1)?));
            found.query_map([number(user)], item)?.collect()
        })
    }

    /// The mark that somebody gave.
    pub fn mark(&self, user: UserId, item: &ItemKey) -> Result<Option<Mark>> {
        self.read(|db| mark_of(db, user, item))
    }

    /// The ratings of all, ascending by user and item: what the next training learns from.
    pub fn all_ratings(&self) -> Result<Vec<ChatRating>> {
        self.read(|db| {
            let mut found = db.prepare("SELECT user, item, tenths, at FROM ratings ORDER BY user, item")?;
            let rating = |row: &rusqlite::Row<'_>| {
                let (user, item): (i64, String) = (row.get(0)?, row.get(1)?);
                Ok(ChatRating {
                    user: UserId { space: UserSpace::Tg, number: user as u64 },
                    item: item.as_str().into(),
                    score: Mark::of_tenths(row.get(2)?).score(),
                    at: row.get(3)?,
                })
            };
            found.query_map([], rating)?.collect()
        })
    }

    /// The language that somebody chose. Cost: one look-up by key, some microseconds.
    pub fn language(&self, user: UserId) -> Result<Option<Language>> {
        let code = self.read(|db| {
            db.prepare_cached("SELECT language FROM preferences WHERE user = ?1")?
                .query_row([number(user)], |row| row.get::<_, String>(0))
                .optional()
        })?;
        Ok(code.and_then(|code| code.parse().ok()))
    }

    /// Keeps the language that somebody chose.
    pub fn choose_language(&self, user: UserId, language: Language, stamp: Stamp) -> Result<()> {
        let sql = "INSERT INTO preferences (user, language) VALUES (?1, ?2) \
                   ON CONFLICT (user) DO UPDATE SET language = excluded.language";
        self.change(stamp, |db| db.prepare_cached(sql)?.execute((number(user), language.code()))).map(drop)
    }
}

fn mark_of(db: &rusqlite::Connection, user: UserId, item: &ItemKey) -> rusqlite::Result<Option<Mark>> {
    db.prepare_cached("SELECT tenths FROM ratings WHERE user = ?1 AND item = ?2")?
        .query_row((number(user), item.to_string()), |row| row.get(0).map(Mark::of_tenths))
        .optional()
}

/// Whether there was anything to remove.
fn remove(db: &Transaction<'_>, table: &str, user: UserId, item: &ItemKey) -> rusqlite::Result<bool> {
    let sql = format!("DELETE FROM {table} WHERE user = ?1 AND item = ?2");
    Ok(db.prepare_cached(&sql)?.execute((number(user), item.to_string()))? > 0)
}

/// Whether it was not there yet.
fn insert(db: &Transaction<'_>, table: &str, user: UserId, item: &ItemKey, at: i64) -> rusqlite::Result<bool> {
    let sql = format!("INSERT OR IGNORE INTO {table} (user, item, at) VALUES (?1, ?2, ?3)");
    Ok(db.prepare_cached(&sql)?.execute((number(user), item.to_string(), at))? > 0)
}
