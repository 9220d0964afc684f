//! Who talks where.

use teloxide::types::{ChatId, UpdateId, User, UserId};

use crate::catalog;
use crate::chat::Asker;
use crate::people::GroupId;
use crate::render::Language;

/// Who talks where: in a group everybody has a conversation of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Party {
    pub(super) chat: ChatId,
    pub(super) user: UserId,
}

/// Whoever wrote an update, as far as they are a person: whoever writes as a group or a channel is several.
pub(super) fn asker(chat: ChatId, author: &User, update: UpdateId) -> Asker {
    let number = author.id.0;
    Asker {
        user: (!author.is_bot).then_some(catalog::UserId { space: catalog::UserSpace::Tg, number }),
        group: (!chat.is_user()).then_some(GroupId(chat.0)),
        name: Some(author.first_name.clone()),
        language: language_of(author),
        update: Some(u64::from(update.0)),
    }
}

/// The language that somebody's own Telegram speaks, where we speak it too.
pub(super) fn language_of(author: &User) -> Option<Language> {
    author.language_code.as_deref().and_then(Language::of_code)
}

/// The conversations under way.
pub(super) type Sessions = crate::chat::Sessions<Party>;

impl Sessions {
    /// Takes the conversations of a chat along to its new id.
    pub(super) fn move_chat(&self, from: ChatId, to: ChatId) {
        self.rename(|party| (party.chat == from).then_some(Party { chat: to, ..*party }));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::chat::Session;

    #[test]
    fn a_chat_that_moves_takes_its_conversations_along() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let party = |chat, user| Party { chat: ChatId(chat), user: UserId(user) };
        for (chat, user) in [(1, 7), (1, 8), (2, 7)] {
            sessions.put(party(chat, user), Session::default(), now);
        }
        sessions.move_chat(ChatId(1), ChatId(-100));
        let has = |chat, user| sessions.get(&party(chat, user), now).is_some();
        assert!(has(-100, 7) && has(-100, 8) && has(2, 7));
        assert!(!has(1, 7) && !has(1, 8));
    }
}
