//! What every handler needs: the chat, the conversations under way, the way back to Telegram.
//!
//! The door is [`Door::ask`].

use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use teloxide::types::Me;

use super::api::Api;
use super::flood::Flood;
use super::inbox::Inbox;
use super::sessions::{Party, Sessions};
use crate::chat::{Asker, Chat, Reply};

/// Shared by all handlers.
pub(super) struct Door {
    pub(super) api: Api,
    pub(super) chat: Chat,
    pub(super) me: Me,
    pub(super) sessions: Sessions,
    pub(super) flood: Flood,
    pub(super) inbox: Inbox,
}

impl Door {
    /// Asks the chat in the name of `party`, off the async threads: an answer takes from microseconds to a few
    /// milliseconds of computing.
    ///
    /// # Errors
    /// For a broken index, or a panic in the engine; it costs this one answer.
    pub(super) async fn ask(self: &Arc<Self>, asker: Asker, party: Party, text: String) -> anyhow::Result<Reply> {
        let door = Arc::clone(self);
        let asked = tokio::task::spawn_blocking(move || {
            let mut session = door.sessions.take(party, Instant::now());
            let reply = door.chat.reply_to(&asker, &mut session, &text);
            door.sessions.put(party, session, Instant::now());
            reply
        });
        Ok(asked.await.context("the engine panicked")??)
    }
}
