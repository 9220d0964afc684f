//! All that is kept of one person: shown to them, or deleted.

use chrono::DateTime;
use serde_json::{Value, json};

use super::{GroupId, Owner, People, Stamp, lock, number};
use crate::catalog::{ItemKey, UserId};
use crate::error::Result;
use crate::render::Language;

/// What was deleted of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Rows in all tables.
    pub rows: u64,
}

impl People {
    /// All that is kept of a person, as JSON; `title` names what the catalogue knows.
    ///
    /// # Errors
    /// [`crate::Error::State`] for a damaged file.
    pub fn export(&self, user: UserId, title: &dyn Fn(&ItemKey) -> Option<String>) -> Result<Value> {
        let item = |item: &ItemKey| json!({"item": item.to_string(), "title": title(item)});
        let dated = |key: &ItemKey, at: i64| {
            let mut value = item(key);
            value["at"] = DateTime::from_timestamp(at, 0).map(|t| t.format("%Y-%m-%dT%H:%M:%SZ").to_string()).into();
            value
        };
        let ratings = self.ratings(user)?.into_iter().map(|r| {
            let mut value = dated(&r.item, r.at);
            value["mark"] = r.mark.value().into();
            value
        });
        let seen = self.every_seen(user)?;
        let mut lists = Vec::new();
        for (name, _) in self.lists(Owner::Person(user))? {
            let films = self.list(Owner::Person(user), &name)?;
            lists.push(json!({"name": name, "items": films.iter().map(item).collect::<Value>()}));
        }
        let groups = self.groups_of(user)?;
        Ok(json!({
            "user": user.to_string(),
            "ratings": ratings.collect::<Value>(),
            "seen": seen.iter().map(|(key, at)| dated(key, *at)).collect::<Value>(),
            "not_seen": self.unseen(user)?.iter().map(|(key, at)| dated(key, *at)).collect::<Value>(),
            "lists": lists,
            "shared_lists": self.shared_of(Owner::Person(user))?,
            "votes": self.votes_of(user)?.iter().map(|(poll, option)| json!({"poll": poll, "option": option})).collect::<Value>(),
            "groups": groups.iter().map(|(g, name)| json!({"group": g.0, "name": name})).collect::<Value>(),
            "language": self.language(user)?.map(Language::code),
        }))
    }

    /// Deletes all that is kept of a person, at once: in every table, in free pages and in the journal.
    ///
    /// # Errors
    /// [`crate::Error::State`]; then nothing was deleted.
    pub fn forget(&self, user: UserId, stamp: Stamp) -> Result<Forgotten> {
        let deleted = self.change(stamp, |db| {
            let mut rows = 0;
            for table in ["ratings", "seen", "unseen", "members", "preferences", "votes"] {
                rows += db.execute(&format!("DELETE FROM {table} WHERE user = ?1"), [number(user)])?;
            }
            for table in ["listed", "shares"] {
                rows +=
                    db.execute(&format!("DELETE FROM {table} WHERE of_group = 0 AND owner = ?1"), [number(user)])?;
            }
            rows += db.execute("UPDATE nights SET host = 0 WHERE host = ?1", [number(user)])?;
            // Their private chat with the bot has the same number.
            for table in ["chats", "broadcast_to"] {
                rows += db.execute(&format!("DELETE FROM {table} WHERE chat = ?1"), [number(user)])?;
            }
            Ok(rows as u64)
        })?;
        // The journal still has the pages of before; another process that reads may keep it open a little longer.
        let emptied = lock(&self.writer).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        if !matches!(emptied, Ok(0)) {
            tracing::info!("the journal of people's data is in use and will be emptied later");
        }
        Ok(Forgotten { rows: deleted })
    }

    fn every_seen(&self, user: UserId) -> Result<Vec<(ItemKey, i64)>> {
        self.items("SELECT item, at FROM seen WHERE user = ?1 ORDER BY at DESC, item", user)
    }

    /// The open polls that a person voted in, and for which option, counted from 0.
    fn votes_of(&self, user: UserId) -> Result<Vec<(String, i64)>> {
        self.read(|db| {
            let mut found =
                db.prepare_cached("SELECT poll, option FROM votes WHERE user = ?1 ORDER BY poll, option")?;
            found.query_map([number(user)], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    fn groups_of(&self, user: UserId) -> Result<Vec<(GroupId, String)>> {
        self.read(|db| {
            let mut found = db.prepare_cached("SELECT chat, name FROM members WHERE user = ?1 ORDER BY chat")?;
            let group = |row: &rusqlite::Row<'_>| Ok((GroupId(row.get(0)?), row.get(1)?));
            found.query_map([number(user)], group)?.collect()
        })
    }
}
