//! Groups that share recommendations: who takes part, by own choice.

use super::{People, Stamp, number};
use crate::catalog::{UserId, UserSpace};
use crate::error::Result;

/// A group chat, by the number that Telegram gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub i64);

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// By which name, as given when they joined.
    pub name: String,
}

impl People {
    /// Notes that somebody takes part in a group's recommendations, or by another name; whether that was news.
    pub fn join(&self, group: GroupId, user: UserId, name: &str, stamp: Stamp) -> Result<bool> {
        self.change(stamp, |db| {
            let known = "SELECT COUNT(*) FROM members WHERE chat = ?1 AND user = ?2";
            let known: i64 = db.prepare_cached(known)?.query_row((group.0, number(user)), |row| row.get(0))?;
            db.prepare_cached(
                "INSERT INTO members (chat, user, name, at) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (chat, user) DO UPDATE SET name = excluded.name",
            )?
            .execute((group.0, number(user), name, stamp.at))?;
            Ok(known == 0)
        })
    }

    /// Notes that somebody takes part no longer; whether they did.
    pub fn leave(&self, group: GroupId, user: UserId, stamp: Stamp) -> Result<bool> {
        let sql = "DELETE FROM members WHERE chat = ?1 AND user = ?2";
        let changed = self.change(stamp, |db| db.prepare_cached(sql)?.execute((group.0, number(user))))?;
        Ok(changed > 0)
    }

    /// Who takes part in a group, in the order in which they joined.
    pub fn members(&self, group: GroupId) -> Result<Vec<Member>> {
        self.read(|db| {
            let mut found = db.prepare_cached("SELECT user, name FROM members WHERE chat = ?1 ORDER BY at, user")?;
            let member = |row: &rusqlite::Row<'_>| {
                let user = UserId { space: UserSpace::Tg, number: row.get::<_, i64>(0)? as u64 };
                Ok(Member { user, name: row.get(1)? })
            };
            found.query_map([group.0], member)?.collect()
        })
    }

    /// Moves what is kept of a group to another number, as when it becomes a supergroup. What the new one has stays.
    pub fn move_group(&self, old: GroupId, new: GroupId, stamp: Stamp) -> Result<()> {
        if old == new {
            return Ok(());
        }
        self.change(stamp, |db| {
            db.execute("UPDATE OR IGNORE members SET chat = ?2 WHERE chat = ?1", (old.0, new.0))?;
            db.execute("DELETE FROM members WHERE chat = ?1", [old.0])?;
            for table in ["listed", "shares"] {
                let moving = format!("UPDATE OR IGNORE {table} SET owner = ?2 WHERE of_group AND owner = ?1");
                db.execute(&moving, (old.0, new.0))?;
                db.execute(&format!("DELETE FROM {table} WHERE of_group AND owner = ?1"), [old.0])?;
            }
            db.execute("UPDATE chats SET gone = 0 WHERE chat = ?1", [old.0])?;
            for table in ["nights", "proposals", "chats", "broadcast_to"] {
                db.execute(&format!("UPDATE OR IGNORE {table} SET chat = ?2 WHERE chat = ?1"), (old.0, new.0))?;
                db.execute(&format!("DELETE FROM {table} WHERE chat = ?1"), [old.0])?;
            }
            Ok(())
        })
    }

    /// Deletes what is kept of a group, as when the bot is removed from it.
    pub fn forget_group(&self, group: GroupId, stamp: Stamp) -> Result<()> {
        self.change(stamp, |db| {
            db.execute("DELETE FROM votes WHERE poll IN (SELECT poll FROM nights WHERE chat = ?1)", [group.0])?;
            for table in ["members", "nights", "proposals", "chats", "broadcast_to"] {
                db.execute(&format!("DELETE FROM {table} WHERE chat = ?1"), [group.0])?;
            }
            for table in ["listed", "shares"] {
                db.execute(&format!("DELETE FROM {table} WHERE of_group AND owner = ?1"), [group.0])?;
            }
            Ok(())
        })
    }
}
