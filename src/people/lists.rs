//! Watchlists of people and of groups.

use super::{GroupId, People, Stamp, number};
use crate::catalog::{ItemKey, UserId};
use crate::error::Result;

/// Whose list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A person's.
    Person(UserId),
    /// A group's.
    Group(GroupId),
}

impl Owner {
    fn columns(self) -> (bool, i64) {
        match self {
            Self::Person(user) => (false, number(user)),
            Self::Group(group) => (true, group.0),
        }
    }
}

impl People {
    /// Puts a film on a list; whether it was not on it yet. `list` is its name, empty for the one everybody has.
    pub fn put_on_list(&self, owner: Owner, list: &str, item: &ItemKey, stamp: Stamp) -> Result<bool> {
        let (of_group, number) = owner.columns();
        let sql = "INSERT OR IGNORE INTO listed (of_group, owner, list, item, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let changed = self.change(stamp, |db| {
            db.prepare_cached(sql)?.execute((of_group, number, list, item.to_string(), stamp.at))
        })?;
        Ok(changed > 0)
    }

    /// Takes a film off a list; whether it was on it.
    pub fn take_off_list(&self, owner: Owner, list: &str, item: &ItemKey, stamp: Stamp) -> Result<bool> {
        let (of_group, number) = owner.columns();
        let sql = "DELETE FROM listed WHERE of_group = ?1 AND owner = ?2 AND list = ?3 AND item = ?4";
        let changed =
            self.change(stamp, |db| db.prepare_cached(sql)?.execute((of_group, number, list, item.to_string())))?;
        Ok(changed > 0)
    }

    /// The films on a list, the latest first.
    pub fn list(&self, owner: Owner, list: &str) -> Result<Vec<ItemKey>> {
        let (of_group, number) = owner.columns();
        self.read(|db| {
            let mut found = db.prepare_cached(
                "SELECT item FROM listed WHERE of_group = ?1 AND owner = ?2 AND list = ?3 ORDER BY at DESC, item",
            )?;
            let item = |row: &rusqlite::Row<'_>| Ok(row.get::<_, String>(0)?.as_str().into());
            found.query_map((of_group, number, list), item)?.collect()
        })
    }

    /// The names of the lists that have any film on them and how many, by name; the one without a name comes first.
    pub fn lists(&self, owner: Owner) -> Result<Vec<(String, u32)>> {
        let (of_group, number) = owner.columns();
        self.read(|db| {
            let mut found = db.prepare_cached(
                "SELECT list, COUNT(*) FROM listed WHERE of_group = ?1 AND owner = ?2 GROUP BY list ORDER BY list",
            )?;
            let list = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            found.query_map((of_group, number), list)?.collect()
        })
    }
}
