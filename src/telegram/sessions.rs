//! What conversations remember, for a while: bounded in number and in age, gone with the process.
//!
//! The doors are [`Sessions::take`] and [`Sessions::put`].

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use teloxide::types::{ChatId, UpdateId, User, UserId};

use crate::catalog;
use crate::chat::{Asker, Session};
use crate::people::GroupId;

/// A conversation that was quiet for so long begins anew.
const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

/// Conversations remembered at most; the longest silent half goes first.
const MOST_SESSIONS: usize = 20_000;

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
        update: Some(u64::from(update.0)),
    }
}

/// The conversations under way.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<Party, (Instant, Session)>>);

impl Sessions {
    /// The conversation of `party`, a fresh one after a long pause. Updates of a chat are handled one after the other,
    /// so nobody else asks for it before it is put back.
    pub(super) fn take(&self, party: Party, now: Instant) -> Session {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&party);
        kept.filter(|(at, _)| now.saturating_duration_since(*at) <= LONGEST_PAUSE)
            .map_or_else(Session::conversation, |(_, s)| s)
    }

    /// Takes the conversations of a chat along to its new id.
    pub(super) fn move_chat(&self, from: ChatId, to: ChatId) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let moving: Vec<Party> = sessions.keys().filter(|party| party.chat == from).copied().collect();
        for party in moving {
            if let Some(session) = sessions.remove(&party) {
                sessions.insert(Party { chat: to, ..party }, session);
            }
        }
    }

    /// Puts a conversation back.
    pub(super) fn put(&self, party: Party, session: Session, now: Instant) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MOST_SESSIONS {
            let mut times: Vec<Instant> = sessions.values().map(|(at, _)| *at).collect();
            let middle = times.len() / 2;
            let (_, median, _) = times.select_nth_unstable(middle);
            let median = *median;
            sessions.retain(|_, (at, _)| *at > median);
        }
        sessions.insert(party, (now, session));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(i: i64) -> Party {
        Party { chat: ChatId(i), user: UserId(7) }
    }

    /// One that can be told from a fresh conversation.
    fn session() -> Session {
        Session::default()
    }

    fn is_fresh(session: &Session) -> bool {
        *session == Session::conversation()
    }

    #[test]
    fn a_conversation_goes_on_until_a_long_pause() {
        let (sessions, start) = (Sessions::default(), Instant::now());
        sessions.put(party(1), session(), start);
        assert!(is_fresh(&sessions.take(party(2), start)), "another chat knows nothing of it");
        let soon = start + Duration::from_secs(60);
        let kept = sessions.take(party(1), soon);
        assert!(!is_fresh(&kept));
        sessions.put(party(1), kept, soon);
        sessions.move_chat(ChatId(1), ChatId(-100));
        let moved = Party { chat: ChatId(-100), ..party(1) };
        let kept = sessions.take(moved, soon);
        assert!(!is_fresh(&kept));
        sessions.put(party(1), kept, soon);
        assert!(is_fresh(&sessions.take(party(1), soon + LONGEST_PAUSE + Duration::from_secs(1))));
    }

    #[test]
    fn their_number_is_bounded_and_the_newest_stay() {
        let (sessions, start) = (Sessions::default(), Instant::now());
        let n = MOST_SESSIONS as i64 * 2;
        for i in 0..n {
            sessions.put(party(i), session(), start + Duration::from_millis(i as u64));
        }
        assert!(sessions.0.lock().unwrap().len() <= MOST_SESSIONS);
        assert!(!is_fresh(&sessions.take(party(n - 1), start + Duration::from_millis(n as u64))));
    }
}
