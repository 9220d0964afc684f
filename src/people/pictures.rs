//! Pictures that Telegram has already, so that they are sent again by its id for them. No word of who asked for one.

use rusqlite::OptionalExtension;

use super::{People, Stamp};
use crate::error::Result;

/// Pictures kept; beyond this the oldest go. Some hundred bytes each.
pub const MOST_PICTURES: usize = 2000;

impl People {
    /// Telegram's id of a picture that was sent before by the bot with the number `bot`; `picture` is the hash of what is
    /// drawn.
    ///
    /// # Errors
    /// [`crate::Error::State`] for a damaged file.
    pub fn picture(&self, bot: u64, picture: u128) -> Result<Option<String>> {
        let sql = "SELECT file FROM pictures WHERE bot = ?1 AND picture = ?2";
        self.read(|db| {
            db.prepare_cached(sql)?.query_row((bot as i64, picture.to_be_bytes()), |row| row.get(0)).optional()
        })
    }

    /// Keeps Telegram's id of a picture, in the place of an older one.
    ///
    /// # Errors
    /// As for [`Self::picture`].
    pub fn keep_picture(&self, bot: u64, picture: u128, file: &str, stamp: Stamp) -> Result<()> {
        let keep = "INSERT OR REPLACE INTO pictures (bot, picture, file, at) VALUES (?1, ?2, ?3, ?4)";
        let bound = "DELETE FROM pictures WHERE (bot, picture) IN \
                     (SELECT bot, picture FROM pictures ORDER BY at DESC, picture LIMIT -1 OFFSET ?1)";
        let kept = self.change(stamp, |db| {
            db.prepare_cached(keep)?.execute((bot as i64, picture.to_be_bytes(), file, stamp.at))?;
            db.prepare_cached(bound)?.execute([MOST_PICTURES as i64])
        });
        kept.map(drop)
    }
}
