//! What happens to the bot in groups: it is added, removed, and groups become supergroups with another id.
//!
//! The doors are [`membership`], [`migration`] and [`moved`].

use std::sync::Arc;

use teloxide::types::{ChatId, ChatMemberUpdated, Message};

use super::deliver::Spot;
use super::door::Door;
use super::say::plain;
use crate::people::{GroupId, Stamp};
use crate::render::es::telegram;

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
        let said = telegram::added(super::account::username(&door.me), door.me.can_read_all_group_messages);
        let spot = Spot { chat: change.chat.id, topic: None, asked_in: None };
        door.send(spot, &plain(&said)).await?;
    }
    Ok(())
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
    door.sessions.move_chat(migration.from, migration.to);
    let Some(people) = door.chat.people().cloned() else { return Ok(()) };
    let (old, new) = (GroupId(migration.from.0), GroupId(migration.to.0));
    // Off the async threads: it waits for the disk.
    tokio::task::spawn_blocking(move || people.move_group(old, new, Stamp::now(None))).await??;
    Ok(())
}
