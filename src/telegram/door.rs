//! What every handler needs: the chat, the conversations under way, the way back to Telegram.
//!
//! The door is [`Door::ask`].

use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use teloxide::types::{ChatId, Me, Message, User, UserId};
use tokio::sync::Semaphore;

use super::account::username;
use super::admin::Admin;
use super::api::Api;
use super::counts::Counts;
use super::inbox::Inbox;
use super::known::Known;
use super::night::Nights;
use super::photo::Drawing;
use super::say::{Audience, Said, compose};
use super::sessions::{Party, Sessions, language_of};
use crate::catalog;
use crate::chat::{Asker, Chat, Reply};
use crate::flood::Flood;
use crate::people::{People, Stamp};
use crate::query::Query;
use crate::render::Language;

/// Updates held at most, waiting or being handled; beyond this nothing more is fetched from Telegram.
pub(super) const MOST_IN_HAND: u32 = 4096;

/// Shared by all handlers.
pub(super) struct Door {
    pub(super) api: Api,
    pub(super) chat: Chat,
    /// What people told.
    pub(super) people: Arc<People>,
    pub(super) me: Me,
    /// Who may rebuild the index and see the bot's state.
    pub(super) admins: Vec<u64>,
    pub(super) sessions: Sessions,
    pub(super) flood: Flood<ChatId>,
    pub(super) inbox: Inbox,
    /// What admins may do.
    pub(super) admin: Admin,
    /// Room for updates that wait or are being handled.
    pub(super) room: Arc<Semaphore>,
    /// Movie nights that are being decided.
    pub(super) nights: Nights,
    /// Room to draw pictures.
    pub(super) drawing: Drawing,
    /// What is counted.
    pub(super) counts: Arc<Counts>,
    /// Chats that have written.
    pub(super) known: Known,
}

impl Door {
    /// Whether `user` is an admin.
    pub(super) fn is_admin(&self, user: UserId) -> bool {
        self.admins.contains(&user.0)
    }

    /// Whether an admin wrote `message`, under their own name.
    pub(super) fn is_from_admin(&self, message: &Message) -> bool {
        message.sender_chat.is_none() && message.from.as_ref().is_some_and(|author| self.is_admin(author.id))
    }

    /// Updates that wait or are being handled.
    pub(super) fn in_hand(&self) -> usize {
        MOST_IN_HAND as usize - self.room.available_permits()
    }

    /// The language that somebody is spoken to in where we say something without being asked; one look-up in the store.
    pub(super) async fn language(self: &Arc<Self>, user: &User) -> Language {
        self.chosen(user.id).await.or(language_of(user)).unwrap_or_default()
    }

    /// The language that somebody chose. A store that cannot be read is reported by whatever needs more of it.
    pub(super) async fn chosen(self: &Arc<Self>, user: UserId) -> Option<Language> {
        let user = catalog::UserId { space: catalog::UserSpace::Tg, number: user.0 };
        let door = Arc::clone(self);
        tokio::task::spawn_blocking(move || door.people.language(user)).await.ok()?.ok()?
    }

    /// What a reply says before an audience; questions that have no room behind their buttons are kept.
    pub(super) async fn compose(self: &Arc<Self>, reply: &Reply, audience: Audience) -> Said {
        let said = compose(reply, username(&self.me), audience);
        if !said.long.is_empty() {
            let (door, long) = (Arc::clone(self), said.long.clone());
            let kept = tokio::task::spawn_blocking(move || door.people.keep_questions(&long, Stamp::now(None)));
            // Without the store the buttons say that they are old.
            if let Ok(Err(error)) = kept.await {
                tracing::warn!("{error}");
            }
        }
        said
    }

    /// The question that a button had no room for, where it is still kept.
    pub(super) async fn question(self: &Arc<Self>, hash: u64) -> Option<Query> {
        let door = Arc::clone(self);
        let kept = tokio::task::spawn_blocking(move || door.people.question(hash)).await.ok()?;
        kept.inspect_err(|error| tracing::warn!("{error}")).ok().flatten()?.parse().ok()
    }

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
