//! The tables, and how an older file becomes a newer one: `user_version` says how many steps it has taken.
//!
//! The door is [`migrate`]. A step is never changed once it was released; a new one is added behind it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::failed;
use crate::error::{Error, Result};

/// The steps, in order.
const STEPS: &[&str] = &[
    "
    -- A user is a number of the chat's own space (`tg:`); the terminal is 0. An item is a film's source id or a
    -- platform title's key. A mark is kept as it was given, in tenths: 10 to 100.
    CREATE TABLE ratings (
        user INTEGER NOT NULL,
        item TEXT NOT NULL,
        tenths INTEGER NOT NULL CHECK (tenths BETWEEN 10 AND 100),
        at INTEGER NOT NULL,
        PRIMARY KEY (user, item)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE seen (
        user INTEGER NOT NULL,
        item TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (user, item)
    ) STRICT, WITHOUT ROWID;
    -- Films that somebody was asked about and has not seen: they are not asked about again.
    CREATE TABLE unseen (
        user INTEGER NOT NULL,
        item TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (user, item)
    ) STRICT, WITHOUT ROWID;
    -- Films on lists of a person or of a group; the list without a name is the one that everybody has.
    CREATE TABLE listed (
        of_group INTEGER NOT NULL CHECK (of_group IN (0, 1)),
        owner INTEGER NOT NULL,
        list TEXT NOT NULL,
        item TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (of_group, owner, list, item)
    ) STRICT, WITHOUT ROWID;
    -- Who takes part in the recommendations for a group, and by which name.
    CREATE TABLE members (
        chat INTEGER NOT NULL,
        user INTEGER NOT NULL,
        name TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (chat, user)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX members_by_user ON members (user);
    CREATE TABLE preferences (
        user INTEGER PRIMARY KEY,
        language TEXT NOT NULL
    ) STRICT;
    -- Updates whose change was made: numbers only, no word of whom they came from.
    CREATE TABLE handled (
        update_id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX handled_by_time ON handled (at);
",
    "
    -- Chats that wrote to the bot; gone are those that can be written to no longer.
    CREATE TABLE chats (
        chat INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    ) STRICT;
    -- The movie night that a group arranges; the poll is there once it is open.
    CREATE TABLE nights (
        chat INTEGER PRIMARY KEY,
        host INTEGER NOT NULL,
        topic INTEGER,
        poll TEXT,
        poll_message INTEGER,
        ends_at INTEGER,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE proposals (
        chat INTEGER NOT NULL,
        place INTEGER NOT NULL,
        film INTEGER NOT NULL,
        PRIMARY KEY (chat, film)
    ) STRICT, WITHOUT ROWID;
    -- Votes of polls that are open; an option is the place of a proposal.
    CREATE TABLE votes (
        poll TEXT NOT NULL,
        user INTEGER NOT NULL,
        option INTEGER NOT NULL,
        PRIMARY KEY (poll, user, option)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- Updates whose changes were made, and what came of each (JSON), so that an update that is handled again is answered
    -- the same: numbers and yes or no, no word of whom they came from.
    DROP TABLE handled;
    CREATE TABLE handled (
        update_id INTEGER NOT NULL,
        step INTEGER NOT NULL,
        at INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (update_id, step)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX handled_by_time ON handled (at);
    -- The message to all chats that is being sent, told of in a message of an admin's chat, and whom it has not reached.
    CREATE TABLE broadcast (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        text TEXT NOT NULL,
        chat INTEGER NOT NULL,
        message INTEGER NOT NULL,
        sent INTEGER NOT NULL,
        lost INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE broadcast_to (
        chat INTEGER PRIMARY KEY
    ) STRICT;
",
    "
    -- Lists that others may look at, by the code in the link.
    CREATE TABLE shares (
        code TEXT PRIMARY KEY,
        of_group INTEGER NOT NULL CHECK (of_group IN (0, 1)),
        owner INTEGER NOT NULL,
        list TEXT NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (of_group, owner, list)
    ) STRICT;
",
    "
    -- The language in which a movie night is held and a message to all is told of: that of whoever began it.
    ALTER TABLE nights ADD COLUMN language TEXT NOT NULL DEFAULT 'es';
    ALTER TABLE broadcast ADD COLUMN language TEXT NOT NULL DEFAULT 'es';
",
    "
    -- Pictures that Telegram has, by the hash of what is drawn; the file is the bot's id of it.
    CREATE TABLE pictures (
        bot INTEGER NOT NULL,
        picture BLOB NOT NULL,
        file TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (bot, picture)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- Questions behind buttons that have no room for them, by the hash that stands there: no word of who asked.
    CREATE TABLE questions (
        hash INTEGER PRIMARY KEY,
        text TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX questions_by_time ON questions (at);
",
];

/// Takes the steps that the file has not taken yet, all or none of them.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<()> {
    let taken = |db: &Connection| db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    let newest = STEPS.len() as i64;
    let at = |e| failed(path, e);
    if taken(db).map_err(at)? == newest {
        return Ok(());
    }
    // Another process may be taking them at this moment: who comes second finds them taken.
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(at)?;
    let version = taken(&transaction).map_err(at)?;
    if version > newest {
        let reason = format!("it was written by a newer version (format {version}, this program knows {newest})");
        return Err(Error::State { path: path.to_owned(), reason });
    }
    for step in STEPS.iter().skip(version.max(0) as usize) {
        transaction.execute_batch(step).map_err(at)?;
    }
    transaction.pragma_update(None, "user_version", newest).map_err(at)?;
    transaction.commit().map_err(at)
}

#[cfg(test)]
mod tests {
    use super::super::{FILE, People};
    use super::*;

    #[test]
    fn a_file_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(People::open(folder.path()).unwrap());
        let db = Connection::open(folder.path().join(FILE)).unwrap();
        db.pragma_update(None, "user_version", 99).unwrap();
        drop(db);
        let error = People::open(folder.path()).err().unwrap().to_string();
        assert!(error.contains("newer version"), "{error}");
    }

    #[test]
    fn what_is_no_store_is_said_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "no database at all, but long enough to look like one".repeat(50))
            .unwrap();
        let error = People::open(folder.path()).err().unwrap().to_string();
        assert!(error.contains(FILE) && error.contains("not a database"), "{error}");
    }
}
