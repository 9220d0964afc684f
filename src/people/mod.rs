//! What people told: ratings, films seen, lists, groups. The only writable state: one SQLite file in the state folder.
//!
//! The door is [`People::open`]. Everything is kept by *source id* (`862`, `as123`), never by row, because rows change
//! with each generation; nothing is kept beyond ids and what somebody gave. Each change is one transaction, and a change
//! that carries the number of an update is made once however often that update is handled.

mod broadcasts;
mod chats;
mod export;
mod groups;
mod lists;
mod marks;
mod nights;
mod pictures;
mod questions;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, backup::Backup};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use broadcasts::Broadcast;
pub use export::Forgotten;
pub use groups::{GroupId, Member};
pub use lists::Owner;
pub use marks::{ChatRating, Rated};
pub use nights::{MOST_PROPOSALS, Night, NightPoll, Proposed};
pub use pictures::MOST_PICTURES;
pub use questions::MOST_QUESTIONS;

use crate::catalog::UserId;
use crate::error::{Error, Result};
use crate::render::Language;

/// The file in the state folder.
pub const FILE: &str = "people.sqlite";

/// For how long a change waits for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// For how long the number of an update is remembered: Telegram serves an update again for at most a day.
const REMEMBERED: i64 = 7 * 24 * 3600;

/// When something was told, and by which update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds since 1970.
    pub at: i64,
    /// The number of the update, where the door counts them: what it changed is not changed again.
    pub update: Option<u64>,
    /// Which of the changes of this update it is, where there are several.
    pub step: u32,
}

impl Stamp {
    /// This moment.
    pub fn now(update: Option<u64>) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self { at: since.map_or(0, |d| d.as_secs() as i64), update, step: 0 }
    }

    /// That of another change of the same update, the first being 0.
    #[must_use]
    pub fn step(self, step: u32) -> Self {
        Self { step, ..self }
    }
}

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People of whom anything is known.
    pub people: u64,
    /// Ratings.
    pub ratings: u64,
    /// Films on lists.
    pub listed: u64,
    /// Groups that somebody opted in to.
    pub groups: u64,
}

/// The store. `Send + Sync`: one connection writes, another reads what is committed, so that a reader never waits for a
/// disk. Several processes may have the same file open.
pub struct People {
    path: PathBuf,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl People {
    /// Opens the store of a state folder; makes folder and file where there are none, and brings an older file up to
    /// date.
    ///
    /// # Errors
    /// [`Error::State`] when the file cannot be used: not writable, damaged, or written by a newer version.
    pub fn open(state: &Path) -> Result<Self> {
        std::fs::create_dir_all(state).map_err(Error::io(state))?;
        let path = state.join(FILE);
        let at = |e| failed(&path, e);
        let mut writer = connect(&path).map_err(at)?;
        schema::migrate(&mut writer, &path)?;
        let reader = connect(&path).map_err(at)?;
        reader.pragma_update(None, "query_only", true).map_err(at)?;
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(reader), path })
    }

    /// Opens the store of a state folder where there is one.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub fn open_existing(state: &Path) -> Result<Option<Self>> {
        if state.join(FILE).exists() { Self::open(state).map(Some) } else { Ok(None) }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What SQLite finds wrong with the file; empty where it is sound. Cost: reads all of it.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<String>> {
        self.read(|db| {
            let mut check = db.prepare("PRAGMA integrity_check")?;
            let lines: rusqlite::Result<Vec<String>> = check.query_map([], |row| row.get(0))?.collect();
            Ok(lines?.into_iter().filter(|line| line != "ok").collect())
        })
    }

    /// Copies the store into `file` while it is in use: all of one moment, written aside and then renamed.
    ///
    /// # Errors
    /// [`Error::Io`] when `file` is there already or cannot be written, [`Error::State`] when the copy fails.
    pub fn backup(&self, file: &Path) -> Result<()> {
        if file.exists() {
            let taken =
                std::io::Error::new(std::io::ErrorKind::AlreadyExists, "it is there already; name another file");
            return Err(Error::io(file)(taken));
        }
        let aside = PathBuf::from(format!("{}.partial", file.display()));
        let _ = std::fs::remove_file(&aside);
        let copied = self.read(|db| {
            let mut copy = Connection::open(&aside)?;
            // A copy in one piece has no journal beside it.
            Backup::new(db, &mut copy)?.run_to_completion(1024, Duration::from_millis(5), None)?;
            copy.pragma_update(None, "journal_mode", "DELETE")
        });
        copied.and_then(|()| std::fs::rename(&aside, file).map_err(Error::io(file))).inspect_err(|_| {
            let _ = std::fs::remove_file(&aside);
        })
    }

    /// How much is kept.
    ///
    /// # Errors
    /// [`Error::State`] for a damaged file.
    pub fn counts(&self) -> Result<Counts> {
        let count = |db: &Connection, sql| db.query_row(sql, [], |row| row.get::<_, i64>(0)).map(|n| n as u64);
        self.read(|db| {
            Ok(Counts {
                people: count(
                    db,
                    "SELECT COUNT(*) FROM (SELECT user FROM ratings UNION SELECT user FROM seen UNION \
                     SELECT user FROM unseen UNION SELECT user FROM members UNION SELECT user FROM preferences UNION \
                     SELECT owner FROM listed WHERE of_group = 0)",
                )?,
                ratings: count(db, "SELECT COUNT(*) FROM ratings")?,
                listed: count(db, "SELECT COUNT(*) FROM listed")?,
                groups: count(db, "SELECT COUNT(DISTINCT chat) FROM members")?,
            })
        })
    }

    /// Makes a change in one transaction. Where its update had made it before, nothing is changed and what came of it
    /// then is returned: whoever is answered again is answered the same.
    fn change<T: Default + Serialize + DeserializeOwned>(
        &self,
        stamp: Stamp,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let mut writer = lock(&self.writer);
        // Immediate: whoever waits for another writer waits before it has read anything.
        let made = writer.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
            let key = stamp.update.map(|update| (update as i64, stamp.step));
            if let Some(key) = key {
                let before = transaction
                    .prepare_cached("SELECT outcome FROM handled WHERE update_id = ?1 AND step = ?2")?
                    .query_row(key, |row| row.get::<_, String>(0))
                    .optional()?;
                if let Some(outcome) = before {
                    // Of another kind where the same words meant something else then: still nothing is changed.
                    return Ok(serde_json::from_str(&outcome).unwrap_or_default());
                }
            }
            let value = change(&transaction)?;
            if let Some((update, step)) = key {
                let outcome = serde_json::to_string(&value).unwrap_or_default();
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO handled (update_id, step, at, outcome) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute((update, step, stamp.at, outcome))?;
                transaction
                    .prepare_cached("DELETE FROM handled WHERE at < ?1")?
                    .execute([stamp.at.saturating_sub(REMEMBERED)])?;
            }
            transaction.commit()?;
            Ok(value)
        });
        made.map_err(|e| failed(&self.path, e))
    }

    fn read<T>(&self, look: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        look(&lock(&self.reader)).map_err(|e| failed(&self.path, e))
    }
}

/// What is kept of a connection after a panic is as good as before: its transaction was rolled back.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(path)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: what somebody was told is noted down must survive a power cut too; ratings come by the second, not by the
    // thousand, so that a sync of the disk for each costs nothing that anybody would notice.
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten: "borrarme" leaves nothing in free pages.
    db.pragma_update(None, "secure_delete", true)?;
    Ok(db)
}

fn failed(path: &Path, error: rusqlite::Error) -> Error {
    Error::State { path: path.to_owned(), reason: error.to_string() }
}

/// The language of a column; one that is not spoken any more is Spanish.
fn language(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Language> {
    row.get::<_, String>(column).map(|code| code.parse().unwrap_or_default())
}

/// The number of a user of the chat, as SQLite keeps it.
fn number(user: UserId) -> i64 {
    user.number as i64
}
