//! Keeps what the bot says within what Telegram allows: 30 calls a second in all, about one a second in a chat with
//! short bursts, 20 a minute in a group (core.telegram.org/bots/faq, "My bot is hitting limits").
//!
//! The door is [`Limiter::turn`].

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use teloxide::types::ChatId;
use tokio::time::{Instant, sleep_until};

/// Chats remembered before those that are quiet are forgotten.
const MOST_CHATS: usize = 10_000;

/// At most `calls` within any `span`. Calls that leave apart may arrive together, so spans are a little longer than
/// Telegram's, and the overall allowance is spread evenly: 28 a second, never more than three at once.
#[derive(Clone, Copy)]
struct Allowance {
    calls: usize,
    span: Duration,
}

const OVERALL: Allowance = Allowance { calls: 3, span: Duration::from_millis(107) };
const PRIVATE: Allowance = Allowance { calls: 3, span: Duration::from_millis(3150) };
const GROUP: Allowance = Allowance { calls: 20, span: Duration::from_millis(61_000) };

/// What a call counts against, beside the overall allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// Messages to a chat and edits of them.
    Chat(ChatId),
    /// Answers to a pressed button or an inline query, and all that no chat sees.
    Overall,
    /// Calls that count for nothing: fetching updates.
    Free,
}

/// The times of the last calls and of those that have a turn already, ascending.
struct Window {
    allowance: Allowance,
    turns: VecDeque<Instant>,
}

impl Window {
    fn new(allowance: Allowance) -> Self {
        Self { allowance, turns: VecDeque::new() }
    }

    /// Takes the next free turn, which is `now` or later.
    fn reserve(&mut self, now: Instant) -> Instant {
        let Allowance { calls, span } = self.allowance;
        while self.turns.front().is_some_and(|t| *t + span <= now) {
            self.turns.pop_front();
        }
        let full = self.turns.len().checked_sub(calls).map_or(now, |i| self.turns[i] + span);
        let turn = self.turns.back().map_or(full, |last| full.max(*last)).max(now);
        self.turns.push_back(turn);
        turn
    }

    fn is_idle(&self, now: Instant) -> bool {
        self.turns.back().is_none_or(|t| *t + self.allowance.span <= now)
    }
}

struct Windows {
    overall: Window,
    chats: HashMap<ChatId, Window>,
}

/// The one limiter of everything that goes out. `None` inside lets everything pass.
pub(super) struct Limiter(Option<Mutex<Windows>>);

impl Limiter {
    /// A limiter, or with `telegram.limits.outgoing = false` one that never waits.
    pub(super) fn new(outgoing: bool) -> Self {
        let windows = || Mutex::new(Windows { overall: Window::new(OVERALL), chats: HashMap::new() });
        Self(outgoing.then(windows))
    }

    /// Waits until a call in `lane` may go out. First for the chat, then for the whole: a chat that waits long must not
    /// hold turns that others could use.
    pub(super) async fn turn(&self, lane: Lane) {
        let Some(windows) = self.0.as_ref().filter(|_| lane != Lane::Free) else { return };
        if let Lane::Chat(chat) = lane {
            let turn = {
                let now = Instant::now();
                let mut windows = windows.lock().unwrap_or_else(PoisonError::into_inner);
                if windows.chats.len() >= MOST_CHATS {
                    windows.chats.retain(|_, window| !window.is_idle(now));
                }
                let allowance = if chat.is_user() { PRIVATE } else { GROUP };
                windows.chats.entry(chat).or_insert_with(|| Window::new(allowance)).reserve(now)
            };
            sleep_until(turn).await;
        }
        let turn = windows.lock().unwrap_or_else(PoisonError::into_inner).overall.reserve(Instant::now());
        sleep_until(turn).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most turns within any `span`.
    fn densest(turns: &[Instant], span: Duration) -> usize {
        turns.iter().map(|from| turns.iter().filter(|t| *t >= from && **t < *from + span).count()).max().unwrap_or(0)
    }

    #[test]
    fn no_span_holds_more_than_its_allowance() {
        for (allowance, span, most) in [(OVERALL, 1_000, 30), (PRIVATE, 3_000, 3), (GROUP, 60_000, 20)] {
            let start = Instant::now();
            let mut window = Window::new(allowance);
            // Asked for in clusters and pauses, like people do.
            let turns: Vec<Instant> =
                (0..400u64).map(|i| window.reserve(start + Duration::from_millis(i / 7 * 137))).collect();
            assert!(turns.is_sorted());
            assert!(densest(&turns, Duration::from_millis(span)) <= most);
        }
    }

    #[test]
    fn a_quiet_chat_is_answered_at_once_and_in_bursts() {
        let start = Instant::now();
        let mut window = Window::new(PRIVATE);
        for second in [0u64, 10, 20] {
            let now = start + Duration::from_secs(second);
            assert!((0..3).all(|_| window.reserve(now) == now), "at {second} s");
        }
        assert!(window.is_idle(start + Duration::from_secs(30)) && !window.is_idle(start + Duration::from_secs(21)));
    }
}
