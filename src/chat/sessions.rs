//! What conversations remember, for a while: bounded in number and in age, gone with the process.
//!
//! The doors are [`Sessions::take`] (or [`Sessions::get`]) and [`Sessions::put`].

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Session;

/// A conversation that was quiet for so long begins anew.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

/// Conversations remembered at most; the longest silent half goes first.
const MOST_SESSIONS: usize = 20_000;

/// The conversations under way, by who talks in them.
pub struct Sessions<P>(Mutex<HashMap<P, (Instant, Session)>>);

impl<P> Default for Sessions<P> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<P: Eq + Hash> Sessions<P> {
    /// The conversation of `party`, a fresh one after a long pause. For doors that handle the messages of a party one
    /// after the other, so that nobody else asks for it before it is put back.
    pub fn take(&self, party: P, now: Instant) -> Session {
        self.lock().remove(&party).and_then(|kept| lively(kept, now)).unwrap_or_else(Session::conversation)
    }

    /// The conversation of `party` as it stands; `None` where there is none, or after a long pause.
    pub fn get(&self, party: &P, now: Instant) -> Option<Session> {
        self.lock().get(party).cloned().and_then(|kept| lively(kept, now))
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether none is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts a conversation back.
    pub fn put(&self, party: P, session: Session, now: Instant) {
        let mut sessions = self.lock();
        if sessions.len() >= MOST_SESSIONS && !sessions.contains_key(&party) {
            let mut times: Vec<Instant> = sessions.values().map(|(at, _)| *at).collect();
            let middle = times.len() / 2;
            let (_, median, _) = times.select_nth_unstable(middle);
            let median = *median;
            sessions.retain(|_, (at, _)| *at > median);
        }
        sessions.insert(party, (now, session));
    }

    /// Gives conversations to other parties: `to` names the new one of each that it moves.
    pub fn rename(&self, to: impl Fn(&P) -> Option<P>) {
        let mut sessions = self.lock();
        let (moved, kept): (Vec<_>, Vec<_>) = sessions.drain().partition(|(party, _)| to(party).is_some());
        sessions.extend(kept);
        sessions.extend(moved.into_iter().filter_map(|(party, session)| Some((to(&party)?, session))));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<P, (Instant, Session)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lively((at, session): (Instant, Session), now: Instant) -> Option<Session> {
    (now.saturating_duration_since(at) <= LONGEST_PAUSE).then_some(session)
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
        assert!(sessions.len() <= MOST_SESSIONS);
        assert!(!is_fresh(&sessions.take(n - 1, start + Duration::from_millis(n as u64))));
    }
}
