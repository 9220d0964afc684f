//! Which chats have written to the bot: noted in the store once, the first time.
//!
//! The door is [`Known::note`]. However many chats write for the first time at once, one thread notes them, those that
//! came meanwhile together.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use teloxide::types::ChatId;

use crate::people::{People, Stamp};

/// Chats remembered at most. Beyond it all begin anew: what is in the store already is noted once more, which changes
/// nothing.
const MOST_CHATS: usize = 50_000;

/// Chats that were noted since the start.
#[derive(Clone, Default)]
pub(super) struct Known(Arc<Mutex<Chats>>);

#[derive(Default)]
struct Chats {
    noted: HashSet<ChatId>,
    /// Those that wait to be noted; `None` while nobody is noting.
    waiting: Option<Vec<i64>>,
}

impl Known {
    fn chats(&self) -> MutexGuard<'_, Chats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a chat has written; a chat that is known costs nothing.
    pub(super) fn note(&self, people: &Arc<People>, chat: ChatId) {
        let mut chats = self.chats();
        if !chats.is_new(chat) {
            return;
        }
        match &mut chats.waiting {
            Some(waiting) => waiting.push(chat.0),
            idle => {
                *idle = Some(Vec::new());
                tokio::spawn(self.clone().write(Arc::clone(people), vec![chat.0]));
            }
        }
    }

    async fn write(self, people: Arc<People>, first: Vec<i64>) {
        let mut batch = first;
        while !batch.is_empty() {
            let people = Arc::clone(&people);
            let noted = tokio::task::spawn_blocking(move || people.know_chats(&batch, Stamp::now(None)));
            if let Ok(Err(error)) = noted.await {
                tracing::warn!("{error}");
            }
            batch = self.next();
        }
    }

    /// What came meanwhile; where nothing did, whoever comes next is noted by somebody else.
    fn next(&self) -> Vec<i64> {
        let mut chats = self.chats();
        let batch = chats.waiting.take().unwrap_or_default();
        if !batch.is_empty() {
            chats.waiting = Some(Vec::new());
        }
        batch
    }

    /// Forgets a chat that can be written to no longer, so that it is noted anew if it writes again.
    pub(super) fn forget(&self, chat: ChatId) {
        self.chats().noted.remove(&chat);
    }
}

impl Chats {
    fn is_new(&mut self, chat: ChatId) -> bool {
        if self.noted.len() >= MOST_CHATS && !self.noted.contains(&chat) {
            self.noted.clear();
        }
        self.noted.insert(chat)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn chats_without_end_do_not_fill_the_memory() {
        let mut chats = Chats::default();
        for chat in 0..3 * MOST_CHATS as i64 {
            assert!(chats.is_new(ChatId(chat)));
            assert!(!chats.is_new(ChatId(chat)));
        }
        assert!(chats.noted.len() <= MOST_CHATS);
    }

    #[tokio::test]
    async fn all_that_come_at_once_are_noted() {
        let state = tempfile::tempdir().unwrap();
        let people = Arc::new(People::open(state.path()).unwrap());
        let known = Known::default();
        for round in 0..3 {
            for chat in 0..200 {
                known.note(&people, ChatId(round * 100 + chat));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        while known.chats().waiting.is_some() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(people.chats().unwrap().len(), 400);
    }
}
