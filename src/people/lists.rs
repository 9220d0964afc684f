//! Watchlists of people and of groups.

use rusqlite::OptionalExtension;

use super::{GroupId, People, Stamp, number};
use crate::catalog::{ItemKey, UserId, UserSpace};
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

    /// Lets others look at a list; the code by which they do, the same as long as it is shared.
    pub fn share_list(&self, owner: Owner, list: &str, stamp: Stamp) -> Result<String> {
        let (of_group, number) = owner.columns();
        self.change(stamp, |db| {
            // Whoever does not know a code does not guess it: 96 random bits.
            let insert = "INSERT OR IGNORE INTO shares (code, of_group, owner, list, at) \
                          VALUES (lower(hex(randomblob(12))), ?1, ?2, ?3, ?4)";
            db.prepare_cached(insert)?.execute((of_group, number, list, stamp.at))?;
            let select = "SELECT code FROM shares WHERE of_group = ?1 AND owner = ?2 AND list = ?3";
            db.prepare_cached(select)?.query_row((of_group, number, list), |row| row.get(0))
        })
    }

    /// Lets nobody look at it any more; whether others could.
    pub fn unshare_list(&self, owner: Owner, list: &str, stamp: Stamp) -> Result<bool> {
        let (of_group, number) = owner.columns();
        let sql = "DELETE FROM shares WHERE of_group = ?1 AND owner = ?2 AND list = ?3";
        Ok(self.change(stamp, |db| db.prepare_cached(sql)?.execute((of_group, number, list)))? > 0)
    }

    /// The list that is shared by a code: whose it is, and its name.
    pub fn shared_list(&self, code: &str) -> Result<Option<(Owner, String)>> {
        self.read(|db| {
            let owner = |row: &rusqlite::Row<'_>| {
                let number: i64 = row.get(1)?;
                let owner = match row.get(0)? {
                    true => Owner::Group(GroupId(number)),
                    false => Owner::Person(UserId { space: UserSpace::Tg, number: number as u64 }),
                };
                Ok((owner, row.get(2)?))
            };
            let sql = "SELECT of_group, owner, list FROM shares WHERE code = ?1";
            db.prepare_cached(sql)?.query_row([code], owner).optional()
        })
    }

    /// The names of the lists of somebody that others may look at.
    pub(super) fn shared_of(&self, owner: Owner) -> Result<Vec<String>> {
        let (of_group, number) = owner.columns();
        self.read(|db| {
            let sql = "SELECT list FROM shares WHERE of_group = ?1 AND owner = ?2 ORDER BY list";
            db.prepare_cached(sql)?.query_map((of_group, number), |row| row.get(0))?.collect()
        })
    }
}
