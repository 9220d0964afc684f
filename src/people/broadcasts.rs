//! The message to all chats that is being sent: kept until it has reached everybody, so that a restart goes on where it
//! was.

use rusqlite::OptionalExtension;

use super::{People, Stamp, language};
use crate::error::Result;
use crate::render::Language;

/// A message to all that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// What is sent.
    pub text: String,
    /// Where it is told how far it is: a chat and a message in it.
    pub told_in: (i64, i32),
    /// In which language.
    pub language: Language,
    /// Chats that it was sent to.
    pub sent: u32,
    /// Chats that could not be reached.
    pub lost: u32,
    /// Chats that are still to come.
    pub left: u32,
}

impl People {
    /// Begins a message to all chats that can be written to now; whether there was none under way.
    pub fn begin_broadcast(&self, text: &str, told_in: (i64, i32), language: Language, stamp: Stamp) -> Result<bool> {
        self.change(stamp, |db| {
            let sql = "INSERT OR IGNORE INTO broadcast (one, text, chat, message, sent, lost, language) \
                       VALUES (1, ?1, ?2, ?3, 0, 0, ?4)";
            let begun = db.execute(sql, (text, told_in.0, told_in.1, language.code()))? > 0;
            if begun {
                db.execute("INSERT INTO broadcast_to (chat) SELECT chat FROM chats WHERE gone = 0", [])?;
            }
            Ok(begun)
        })
    }

    /// The message to all that is under way.
    pub fn broadcast(&self) -> Result<Option<Broadcast>> {
        self.read(|db| {
            let sql =
                "SELECT text, chat, message, sent, lost, (SELECT COUNT(*) FROM broadcast_to), language FROM broadcast";
            let under_way = |row: &rusqlite::Row<'_>| {
                Ok(Broadcast {
                    text: row.get(0)?,
                    told_in: (row.get(1)?, row.get(2)?),
                    language: language(row, 6)?,
                    sent: row.get(3)?,
                    lost: row.get(4)?,
                    left: row.get(5)?,
                })
            };
            db.prepare_cached(sql)?.query_row([], under_way).optional()
        })
    }

    /// The next chat that it is to be sent to.
    pub fn broadcast_next(&self) -> Result<Option<i64>> {
        self.read(|db| {
            db.prepare_cached("SELECT chat FROM broadcast_to ORDER BY chat LIMIT 1")?
                .query_row([], |row| row.get(0))
                .optional()
        })
    }

    /// Notes that it was sent to a chat, or that the chat could not be reached.
    pub fn broadcast_done(&self, chat: i64, reached: bool) -> Result<()> {
        let count =
            if reached { "UPDATE broadcast SET sent = sent + 1" } else { "UPDATE broadcast SET lost = lost + 1" };
        self.change(Stamp::default(), |db| {
            db.prepare_cached("DELETE FROM broadcast_to WHERE chat = ?1")?.execute([chat])?;
            db.prepare_cached(count)?.execute([]).map(drop)
        })
    }

    /// Ends it and forgets all of it.
    pub fn end_broadcast(&self) -> Result<()> {
        self.change(Stamp::default(), |db| {
            db.execute("DELETE FROM broadcast_to", [])?;
            db.execute("DELETE FROM broadcast", []).map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_where_it_was_and_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let open = || People::open(folder.path()).unwrap();
        let people = open();
        for chat in [5, 7, -9] {
            people.know_chats(&[chat], Stamp::default()).unwrap();
        }
        people.lose_chat(7, Stamp::default()).unwrap();
        assert!(people.begin_broadcast("hola", (1, 2), Language::English, Stamp::default()).unwrap());
        assert!(!people.begin_broadcast("otra", (1, 3), Language::Spanish, Stamp::default()).unwrap());
        assert_eq!(people.broadcast_next().unwrap(), Some(-9));
        people.broadcast_done(-9, true).unwrap();
        // Who comes later is not written to.
        people.know_chats(&[11], Stamp::default()).unwrap();
        drop(people);
        let people = open();
        let told = (1, 2);
        let english = Language::English;
        let under_way =
            Broadcast { text: "hola".to_owned(), told_in: told, language: english, sent: 1, lost: 0, left: 1 };
        assert_eq!(people.broadcast().unwrap(), Some(under_way));
        assert_eq!(people.broadcast_next().unwrap(), Some(5));
        people.broadcast_done(5, false).unwrap();
        assert_eq!(people.broadcast_next().unwrap(), None);
        assert_eq!(people.broadcast().unwrap().map(|b| (b.sent, b.lost, b.left)), Some((1, 1, 0)));
        people.end_broadcast().unwrap();
        assert_eq!(people.broadcast().unwrap(), None);
        assert!(people.begin_broadcast("otra", (1, 3), Language::Spanish, Stamp::default()).unwrap());
    }
}
