//! Who talks where.

use teloxide::types::{ChatId, UserId};

/// Who talks where: in a group everybody has a conversation of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Party {
    pub(super) chat: ChatId,
    pub(super) user: UserId,
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
