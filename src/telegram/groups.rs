//! What happens to the bot in groups: it is added, removed, and groups become supergroups with another id.
//!
//! The doors are [`membership`], [`migration`], [`moved`] and [`gone`].

use std::sync::Arc;

use teloxide::types::{ChatId, ChatMemberUpdated, Message};

use super::api::CallError;
use super::deliver::Spot;
use super::door::Door;
use super::say::plain;
use crate::people::{GroupId, Stamp};
use crate::render::words::telegram;

/// A group's old and new id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Migration {
    from: ChatId,
    to: ChatId,
}

/// Greets a group that the bot was added to, and says how it is spoken to there.
pub(super) async fn membership(door: Arc<Door>, change: ChatMemberUpdated) -> anyhow::Result<()> {
    let (before, now) = (change.old_chat_member.is_present(), change.new_chat_member.is_present());
    let is_group = change.chat.is_group() || change.chat.is_supergroup();
    if is_group && now && !before {
        let language = door.language(&change.from).await;
        let said = telegram::added(super::account::username(&door.me), door.me.can_read_all_group_messages, language);
        let spot = Spot { chat: change.chat.id, topic: None, asked_in: None };
        door.send(spot, &plain(&said)).await?;
    }
    if !now {
        // A group that becomes a supergroup is left too, perhaps before we are told what it becomes.
        let may_move = change.chat.is_group() && change.new_chat_member.is_left();
        forget(&door, change.chat.id, is_group && !may_move).await?;
    }
    Ok(())
}

/// Notes that a chat cannot be written to. Nothing is kept of a group that does not want the bot.
async fn forget(door: &Door, chat: ChatId, is_left_group: bool) -> anyhow::Result<()> {
    door.known.forget(chat);
    let people = Arc::clone(&door.people);
    let forgotten = tokio::task::spawn_blocking(move || match is_left_group {
        true => people.forget_group(GroupId(chat.0), Stamp::now(None)),
        false => people.lose_chat(chat.0, Stamp::now(None)),
    });
    Ok(forgotten.await??)
}

/// Whether a chat cannot be written to any more: the bot was blocked or removed, or there is no such chat.
pub(super) fn is_gone(error: &CallError) -> bool {
    error.code() == Some(403) || error.says("chat not found") || error.says("deactivated")
}

/// Notes that a chat is gone, as Telegram said when it was written to.
pub(super) async fn gone(door: &Door, chat: ChatId, error: &CallError) {
    tracing::info!(chat = chat.0, "it cannot be written to any more: {error}");
    let left = ["kicked", "not a member", "deleted", "deactivated"].iter().any(|word| error.says(word));
    if let Err(error) = forget(door, chat, !chat.is_user() && left).await {
        tracing::warn!("{error:#}");
    }
}

/// The migration that a message tells of. Telegram tells it in the old group and in the new one.
pub(super) fn migration(message: Message) -> Option<Migration> {
    let here = message.chat.id;
    match (message.migrate_to_chat_id(), message.migrate_from_chat_id()) {
        (Some(to), _) => Some(Migration { from: here, to: *to }),
        (None, Some(from)) => Some(Migration { from: *from, to: here }),
        (None, None) => None,
    }
}

/// Takes all that belongs to the group along to its new id. Once is as good as twice.
pub(super) async fn moved(door: Arc<Door>, migration: Migration) -> anyhow::Result<()> {
    let Migration { from, to } = migration;
    door.sessions.move_chat(from, to);
    let moving = Arc::clone(&door);
    let moved = move || moving.people.move_group(GroupId(from.0), GroupId(to.0), Stamp::now(None));
    Ok(tokio::task::spawn_blocking(moved).await??)
}
