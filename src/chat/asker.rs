//! Who asks: [`Asker`].

use crate::catalog::{UserId, UserSpace};
use crate::people::{GroupId, Stamp};
use crate::render::Language;

/// Who asks, as far as the door knows: it says so with every message. The default is somebody unknown, of whom nothing
/// is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asker {
    /// The person.
    pub user: Option<UserId>,
    /// The group in which they ask; `None` in private.
    pub group: Option<GroupId>,
    /// How they are called there; kept only when they opt in to a group's recommendations.
    pub name: Option<String>,
    /// The language that they read as far as the door can tell; what they chose counts more.
    pub language: Option<Language>,
    /// The number of the update, where the door counts them: handled twice, it changes nothing twice.
    pub update: Option<u64>,
}

impl Asker {
    /// Somebody of the chat, in private: `tg:` and this number.
    pub fn person(number: u64) -> Self {
        Self { user: Some(UserId { space: UserSpace::Tg, number }), ..Self::default() }
    }

    /// The one who sits at the terminal.
    pub fn terminal() -> Self {
        Self::person(0)
    }

    /// When and by which update something is told.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp::now(self.update)
    }
}
