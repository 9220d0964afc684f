//! Which chats have written to the bot: noted in the store once, the first time.
//!
//! The door is [`Known::note`].

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use teloxide::types::ChatId;

use crate::people::{People, Stamp};

/// The chats that are in the store already.
#[derive(Default)]
pub(super) struct Known(Mutex<HashSet<ChatId>>);

impl Known {
    fn chats(&self) -> MutexGuard<'_, HashSet<ChatId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what the store knows.
    ///
    /// # Errors
    /// For a damaged store.
    pub(super) fn load(&self, people: &People) -> crate::Result<()> {
        self.chats().extend(people.chats()?.into_iter().map(ChatId));
        Ok(())
    }

    /// Notes that a chat has written; a chat that is known costs nothing.
    pub(super) fn note(&self, people: &Arc<People>, chat: ChatId) {
        if !self.chats().insert(chat) {
            return;
        }
        let people = Arc::clone(people);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = people.know_chat(chat.0, Stamp::now(None)) {
                tracing::warn!("{error}");
            }
        });
    }

    /// Forgets a chat that can be written to no longer, so that it is noted anew if it writes again.
    pub(super) fn forget(&self, chat: ChatId) {
        self.chats().remove(&chat);
    }
}
