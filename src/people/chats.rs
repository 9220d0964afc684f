//! Chats that wrote to the bot: whom a message to all may go to.

use super::{People, Stamp};
use crate::error::Result;

impl People {
    /// Notes that chats wrote to the bot, or let it write again.
    pub fn know_chats(&self, chats: &[i64], stamp: Stamp) -> Result<()> {
        let sql = "INSERT INTO chats (chat, at) VALUES (?1, ?2) ON CONFLICT (chat) DO UPDATE SET gone = 0";
        self.change(stamp, |db| {
            let mut note = db.prepare_cached(sql)?;
            chats.iter().try_for_each(|chat| note.execute((chat, stamp.at)).map(drop))
        })
    }

    /// Notes that a chat can be written to no longer: the bot was blocked or removed.
    pub fn lose_chat(&self, chat: i64, stamp: Stamp) -> Result<()> {
        let sql = "UPDATE chats SET gone = 1 WHERE chat = ?1";
        self.change(stamp, |db| db.prepare_cached(sql)?.execute([chat])).map(drop)
    }

    /// The chats that can be written to, in the order in which they first wrote.
    pub fn chats(&self) -> Result<Vec<i64>> {
        self.read(|db| {
            let mut found = db.prepare_cached("SELECT chat FROM chats WHERE gone = 0 ORDER BY at, chat")?;
            found.query_map([], |row| row.get(0))?.collect()
        })
    }
}
