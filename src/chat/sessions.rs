//! What conversations remember, for a while: bounded in number and in age, gone with the process.
//!
//! The doors are [`Sessions::take`] (or [`Sessions::get`]) and [`Sessions::put`].

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Session;

/// A conversation that was quiet for so long begins anew.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

/// Conversations remembered at most; the longest silent goes first.
const MOST_SESSIONS: usize = 5_000;

/// The conversations under way, by who talks in them.
pub struct Sessions<P>(Mutex<Kept<P>>);

struct Kept<P> {
    by_party: HashMap<P, Talk>,
    /// By when they were put back, the longest silent first.
    by_turn: BTreeMap<u64, P>,
    turn: u64,
}

struct Talk {
    turn: u64,
    at: Instant,
    session: Session,
}

impl<P> Default for Sessions<P> {
    fn default() -> Self {
        Self(Mutex::new(Kept { by_party: HashMap::new(), by_turn: BTreeMap::new(), turn: 0 }))
    }
}

impl<P: Eq + Hash + Clone> Sessions<P> {
    /// The conversation of `party`, a fresh one after a long pause. For doors that handle the messages of a party one
    /// after the other, so that nobody else asks for it before it is put back.
    pub fn take(&self, party: P, now: Instant) -> Session {
        let talk = self.lock().remove(&party).filter(|talk| talk.is_lively(now));
        talk.map_or_else(Session::conversation, |talk| talk.session)
    }

    /// The conversation of `party` as it stands; `None` where there is none, or after a long pause.
    pub fn get(&self, party: &P, now: Instant) -> Option<Session> {
        self.lock().by_party.get(party).filter(|talk| talk.is_lively(now)).map(|talk| talk.session.clone())
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.lock().by_party.len()
    }

    /// Whether none is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts a conversation back. Where there are too many the longest silent one goes, so that no turn ever waits until
    /// thousands are dropped.
    pub fn put(&self, party: P, session: Session, now: Instant) {
        let mut kept = self.lock();
        kept.remove(&party);
        let turn = kept.turn;
        kept.turn += 1;
        kept.by_turn.insert(turn, party.clone());
        kept.by_party.insert(party, Talk { turn, at: now, session });
        if kept.by_party.len() > MOST_SESSIONS
            && let Some((_, oldest)) = kept.by_turn.pop_first()
        {
            kept.by_party.remove(&oldest);
        }
    }

    /// Gives conversations to other parties: `to` names the new one of each that it moves.
    pub fn rename(&self, to: impl Fn(&P) -> Option<P>) {
        let mut kept = self.lock();
        let moved: Vec<(P, P)> = kept.by_party.keys().filter_map(|party| Some((party.clone(), to(party)?))).collect();
        // All leave before any arrives: a new name may be the old one of another.
        let moved: Vec<_> = moved.into_iter().filter_map(|(from, to)| Some((to, kept.remove(&from)?))).collect();
        for (party, talk) in moved {
            kept.remove(&party);
            kept.by_turn.insert(talk.turn, party.clone());
            kept.by_party.insert(party, talk);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept<P>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P: Eq + Hash> Kept<P> {
    fn remove(&mut self, party: &P) -> Option<Talk> {
        let talk = self.by_party.remove(party)?;
        self.by_turn.remove(&talk.turn);
        Some(talk)
    }
}

impl Talk {
    fn is_lively(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.at) <= LONGEST_PAUSE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        sessions.put(1, session(), start);
        assert!(is_fresh(&sessions.take(2, start)), "another chat knows nothing of it");
        let soon = start + Duration::from_secs(60);
        let kept = sessions.take(1, soon);
        assert!(!is_fresh(&kept));
        sessions.put(1, kept, soon);
        assert_eq!(sessions.get(&1, soon + LONGEST_PAUSE + Duration::from_secs(1)), None);
        assert!(is_fresh(&sessions.take(1, soon + LONGEST_PAUSE + Duration::from_secs(1))));
    }

    #[test]
    fn their_number_is_bounded_and_the_newest_stay() {
        let (sessions, start) = (Sessions::default(), Instant::now());
        let n = MOST_SESSIONS * 2;
        for i in 0..n {
            sessions.put(i, session(), start + Duration::from_millis(i as u64));
        }
        let end = start + Duration::from_millis(n as u64);
        assert_eq!(sessions.len(), MOST_SESSIONS);
        assert!(sessions.get(&(n - MOST_SESSIONS), end).is_some(), "as many as fit are there");
        assert_eq!(sessions.get(&(n - MOST_SESSIONS - 1), end), None);
        // Who spoke last stays, however long ago the conversation began.
        sessions.put(n - MOST_SESSIONS, session(), end);
        sessions.put(n, session(), end);
        assert!(sessions.get(&(n - MOST_SESSIONS), end).is_some());
        assert_eq!((sessions.get(&(n - MOST_SESSIONS + 1), end), sessions.len()), (None, MOST_SESSIONS));
        let kept = sessions.0.lock().unwrap();
        assert_eq!(kept.by_turn.len(), kept.by_party.len());
    }

    #[test]
    fn conversations_that_are_renamed_go_on_under_their_new_names() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        for party in 1..=3 {
            sessions.put(party, session(), now);
        }
        sessions.rename(|party| (*party < 3).then_some(party + 1));
        let there: Vec<i32> = (1..=4).filter(|party| sessions.get(party, now).is_some()).collect();
        assert_eq!((there, sessions.len()), (vec![2, 3], 2));
        let kept = sessions.0.lock().unwrap();
        assert_eq!(kept.by_turn.len(), kept.by_party.len());
    }
}
