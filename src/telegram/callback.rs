//! What stands behind a button: at most 64 bytes, written and read here only.
//!
//! The doors are [`CallbackData::encode`] and [`CallbackData::decode`]. The text of a query is its canonical one, which
//! names films and people by source id: a button stays good when the index is built anew. What an old or a foreign
//! button holds is `None`, never a wrong answer. A question too long for a button is kept aside, and its hash stands here.
//!
//! ```text
//! score title=#862            asks, the answer comes below
//! =score title=#862           asks, the answer takes the place of the message with the button
//! =~1f00c04e2b9a7d31          the same, what was kept under this hash
//! @2a;=score title=#862       the same, for the person 0x2a only
//! !cancel                     does something (see `Deed`)
//! ```

use std::fmt;

use teloxide::types::UserId;
use xxhash_rust::xxh3::xxh3_64;

use crate::query::{Mine, Name, Query};

/// Telegram's limit.
const LONGEST: usize = 64;

/// Stands before a question whose answer takes the place of the message with the button.
const IN_PLACE: char = '=';

/// Stands before whose button it is.
const OWNED: char = '@';

/// Stands before the hash of a question that is kept aside.
const KEPT: char = '~';

/// Stands before a deed.
const DEED: char = '!';

/// Where the answer to a pressed button goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Below, as a message of its own: the one with the button is still of use.
    Below,
    /// Into the message with the button, which only asked back.
    Here,
}

/// A button.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CallbackData {
    /// The only one who may press it; anybody where nobody is named.
    pub(super) owner: Option<UserId>,
    pub(super) action: Action,
}

/// What pressing does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Action {
    /// Asks.
    Ask(Place, Query),
    /// Asks what is kept under a hash.
    AskKept(Place, u64),
    /// Does something that is no question.
    Do(Deed),
}

macro_rules! deeds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What a button does that is no question. The number is that of the thing it is done to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Deed { $($(#[$doc])* $variant(u64)),* }

        impl Deed {
            fn read(name: &str, of: u64) -> Option<Self> {
                match name { $($name => Some(Self::$variant(of)),)* _ => None }
            }
        }

        impl fmt::Display for Deed {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$variant(of) => write!(f, "{} {of}", $name)),* }
            }
        }

        #[cfg(test)]
        const DEEDS: &[fn(u64) -> Deed] = &[$(Deed::$variant),*];
    };
}

deeds! {
    /// Ends the build under way.
    CancelBuild = "cancel_build",
    /// Makes an uploaded file a source, and builds.
    UseUpload = "use_upload",
    /// Forgets what waits for a yes.
    DropOffer = "drop_offer",
    /// Sends a message to all chats.
    SendBroadcast = "send_all",
    /// Fills the list of a movie night with what suits the group.
    NightSuggest = "night_suggest",
    /// Fills it with the group's watchlist.
    NightList = "night_list",
    /// Opens the poll of a movie night.
    NightVote = "night_vote",
    /// Ends a movie night without a winner; the number is its host's.
    NightCancel = "night_cancel",
    /// The film of this number was not watched after all.
    NightUnseen = "night_unseen",
}

/// Whether a question is made of conditions and ids: there is no word of anybody's own in it.
fn is_of_conditions(query: &Query) -> bool {
    match query {
        Query::Discover(_) | Query::Chart { .. } => true,
        Query::Similar { title, .. } => matches!(title, Name::Id(_)),
        Query::Mine(mine) => matches!(mine, Mine::ForYou(_) | Mine::ForGroup(_)),
        _ => false,
    }
}

impl CallbackData {
    /// The same with the hash of the question, which is to be kept under it; `None` for what is no question, or has in it
    /// what somebody wrote.
    pub(super) fn shortened(&self) -> Option<(Self, (u64, String))> {
        let Action::Ask(place, query) = &self.action else { return None };
        if !is_of_conditions(query) {
            return None;
        }
        let text = query.to_string();
        let hash = xxh3_64(text.as_bytes());
        Some((Self { action: Action::AskKept(*place, hash), ..self.clone() }, (hash, text)))
    }

    /// `None` where it does not fit.
    pub(super) fn encode(&self) -> Option<String> {
        let owner = self.owner.map(|owner| format!("{OWNED}{:x};", owner.0)).unwrap_or_default();
        let text = match &self.action {
            Action::Ask(Place::Below, query) => format!("{owner}{query}"),
            Action::Ask(Place::Here, query) => format!("{owner}{IN_PLACE}{query}"),
            Action::AskKept(Place::Below, hash) => format!("{owner}{KEPT}{hash:016x}"),
            Action::AskKept(Place::Here, hash) => format!("{owner}{IN_PLACE}{KEPT}{hash:016x}"),
            Action::Do(deed) => format!("{owner}{DEED}{deed}"),
        };
        (text.len() <= LONGEST).then_some(text)
    }

    /// `None` for what no button of this version holds.
    pub(super) fn decode(text: &str) -> Option<Self> {
        let (owner, text) = match text.strip_prefix(OWNED) {
            Some(owned) => {
                let (owner, rest) = owned.split_once(';')?;
                (Some(UserId(u64::from_str_radix(owner, 16).ok()?)), rest)
            }
            None => (None, text),
        };
        let action = if let Some(deed) = text.strip_prefix(DEED) {
            let (name, of) = deed.split_once(' ')?;
            Action::Do(Deed::read(name, of.parse().ok()?)?)
        } else {
            let (place, text) = match text.strip_prefix(IN_PLACE) {
                Some(text) => (Place::Here, text),
                None => (Place::Below, text),
            };
            match text.strip_prefix(KEPT) {
                Some(hash) => Action::AskKept(place, u64::from_str_radix(hash, 16).ok()?),
                None => Action::Ask(place, text.parse().ok()?),
            }
        };
        Some(Self { owner, action })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::SourceId;
    use crate::query::{Filters, List, Tie, TieKind};

    fn names() -> impl Strategy<Value = Name> {
        prop_oneof![
            any::<u32>().prop_map(|id| Name::Id(SourceId(id))),
            "[a-z]{2}[0-9]{1,6}".prop_map(Name::Key),
            "\\PC{1,16}".prop_filter("a name has words", |n| !n.trim().is_empty()).prop_map(|n| Name::text(&n)),
        ]
    }

    fn actions() -> impl Strategy<Value = Action> {
        let place = prop_oneof![Just(Place::Below), Just(Place::Here)];
        let kept = (place.clone(), any::<u64>()).prop_map(|(place, hash)| Action::AskKept(place, hash));
        let query = (0..4, names(), any::<u8>()).prop_map(|(kind, title, page)| match kind {
            0 => Query::Score { title },
            1 => Query::similar(title, Filters { page, ..Filters::default() }),
            2 => Query::DirectorStats { person: title },
            _ => Query::Filmography { person: title, page },
        });
        let deed = (0..DEEDS.len(), any::<u64>()).prop_map(|(i, of)| Action::Do(DEEDS[i](of)));
        prop_oneof![(place, query).prop_map(|(place, query)| Action::Ask(place, query)), kept, deed]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(owner in proptest::option::of(any::<u64>()), action in actions()) {
            let data = CallbackData { owner: owner.map(UserId), action };
            if let Some(text) = data.encode() {
                prop_assert!(text.len() <= LONGEST);
                prop_assert_eq!(CallbackData::decode(&text), Some(data), "{}", text);
            }
        }

        #[test]
        fn whatever_is_pressed_is_read_or_not(text in "\\PC{0,64}") {
            if let Some(data) = CallbackData::decode(&text) {
                prop_assert_eq!(data.encode().and_then(|t| CallbackData::decode(&t)), Some(data));
            }
        }
    }

    #[test]
    fn the_longest_of_ours_fits() {
        let last = Filters { page: u8::MAX, ..Filters::default() };
        let query = Query::similar(Name::Id(SourceId(u32::MAX)), last);
        let owner = Some(UserId((1 << 52) - 1));
        let kept = Action::AskKept(Place::Here, u64::MAX);
        for action in
            [Action::Ask(Place::Here, query), kept].into_iter().chain(DEEDS.iter().map(|d| Action::Do(d(u64::MAX))))
        {
            assert!(CallbackData { owner, action }.encode().is_some());
        }
    }

    #[test]
    fn what_does_not_fit_or_means_nothing_is_none() {
        let long = Query::Score { title: Name::text(&"ñ".repeat(40)) };
        let ask = |query| CallbackData { owner: None, action: Action::Ask(Place::Below, query) };
        assert_eq!(ask(long.clone()).encode(), None);
        let ties =
            vec![Tie::new(TieKind::Saga, Name::text("The Lord of the Rings Collection, and all that belongs to it"))];
        let listed = ask(Query::Discover(Box::new(Filters { ties, ..Filters::default() })));
        assert_eq!(listed.encode(), None);
        let (short, (hash, text)) = listed.shortened().unwrap();
        assert_eq!(short.action, Action::AskKept(Place::Below, hash));
        assert_eq!(Action::Ask(Place::Below, text.parse().unwrap()), listed.action);
        // What somebody wrote is not kept.
        let told = Query::LikeText { text: "lo que me pasó en Mar del Plata".to_owned(), page: 1 };
        let own = Query::Mine(Mine::Watchlist { list: List::here("terror"), page: 1 });
        for query in [long, told, own] {
            assert_eq!(ask(query).shortened(), None);
        }
        for text in [
            "",
            "=",
            "score",
            "score title",
            "v0:862",
            "frobnicate title=#1",
            "==score title=#1",
            "!",
            "!x 1",
            "@;",
            "~",
            "=~x",
        ] {
            assert_eq!(CallbackData::decode(text), None, "{text}");
        }
    }
}
