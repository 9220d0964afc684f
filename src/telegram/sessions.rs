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
