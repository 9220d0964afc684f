//! Questions that have no room behind a button: kept by their hash, which has. No word of who asked.

use rusqlite::OptionalExtension;

use super::{People, Stamp};
use crate::error::Result;

/// Questions kept; beyond this the oldest go. Some hundred bytes each.
pub const MOST_QUESTIONS: usize = 5000;

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

impl People {
    /// The question with that hash, where it is still kept.
    ///
    /// # Errors
    /// [`crate::Error::State`] for a damaged file.
    pub fn question(&self, hash: u64) -> Result<Option<String>> {
        let sql = "SELECT text FROM questions WHERE hash = ?1";
        self.read(|db| db.prepare_cached(sql)?.query_row([hash as i64], |row| row.get(0)).optional())
    }

    /// Keeps questions by their hashes; one that is kept already stays as long as a new one. Cost: a look-up each where all
    /// were kept within the day.
    ///
    /// # Errors
    /// As for [`Self::question`].
    pub fn keep_questions(&self, questions: &[(u64, String)], stamp: Stamp) -> Result<()> {
        let fresh = "SELECT EXISTS (SELECT 1 FROM questions WHERE hash = ?1 AND at > ?2)";
        let kept = self.read(|db| {
            let mut fresh = db.prepare_cached(fresh)?;
            questions.iter().try_fold(true, |all, (hash, _)| {
                Ok(all && fresh.query_row((*hash as i64, stamp.at - DAY), |row| row.get(0))?)
            })
        })?;
        if kept {
            return Ok(());
        }
        let keep = "INSERT OR REPLACE INTO questions (hash, text, at) VALUES (?1, ?2, ?3)";
        let bound = "DELETE FROM questions WHERE hash IN \
                     (SELECT hash FROM questions ORDER BY at DESC, hash DESC LIMIT -1 OFFSET ?1)";
        let kept = self.change(stamp, |db| {
            for (hash, text) in questions {
                db.prepare_cached(keep)?.execute((*hash as i64, text, stamp.at))?;
            }
            db.prepare_cached(bound)?.execute([MOST_QUESTIONS as i64])
        });
        kept.map(drop)
    }
}
