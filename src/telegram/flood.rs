//! How much a chat may ask: a burst, then so many a second; beyond it, one notice and silence.
//!
//! The door is [`Flood::admit`]. It is asked when an update arrives, not when its turn comes, so that a flood is
//! measured by how fast it is sent and not by how fast it is answered.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use teloxide::types::ChatId;

use crate::config::Limits;

/// Chats remembered before those that are quiet are forgotten.
const MOST_CHATS: usize = 10_000;

/// Whether an update may be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// Yes.
    Granted,
    /// No, and the chat is to be told so: the first one beyond the limit.
    Notice,
    /// No, and the chat knows already.
    Denied,
}

struct Bucket {
    tokens: f64,
    filled_at: Instant,
    told: bool,
}

/// A bucket of tokens for every chat that wrote lately.
pub(super) struct Flood {
    burst: f64,
    per_second: f64,
    buckets: Mutex<HashMap<ChatId, Bucket>>,
}

impl Flood {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            burst: f64::from(limits.burst.max(1)),
            per_second: limits.per_second.max(0.0),
            buckets: Mutex::new(HashMap::new()),
        }
    }

    /// Takes a token of `chat` if there is one. A chat is told anew only after it has been quiet long enough for its
    /// bucket to fill up.
    pub(super) fn admit(&self, chat: ChatId, now: Instant) -> Admission {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = |bucket: &Bucket| {
            let seconds = now.saturating_duration_since(bucket.filled_at).as_secs_f64();
            (bucket.tokens + seconds * self.per_second).min(self.burst)
        };
        if buckets.len() >= MOST_CHATS {
            buckets.retain(|_, bucket| filled(bucket) < self.burst);
        }
        let bucket = buckets.entry(chat).or_insert(Bucket { tokens: self.burst, filled_at: now, told: false });
        bucket.tokens = filled(bucket);
        bucket.filled_at = now;
        if bucket.tokens >= self.burst {
            bucket.told = false;
        }
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Admission::Granted;
        }
        if bucket.told {
            return Admission::Denied;
        }
        bucket.told = true;
        Admission::Notice
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_then_two_a_second_then_one_notice() {
        let flood = Flood::new(&Limits::default());
        let (start, ana, luis) = (Instant::now(), ChatId(1), ChatId(2));
        let ask = |chat, ms| flood.admit(chat, start + Duration::from_millis(ms));
        assert!((0..30).all(|_| ask(ana, 0) == Admission::Granted));
        assert_eq!(ask(ana, 0), Admission::Notice);
        assert_eq!(ask(ana, 100), Admission::Denied);
        assert_eq!(ask(luis, 100), Admission::Granted, "others are not held up");
        let granted = (0..200).filter(|i| ask(ana, 100 + i * 50) == Admission::Granted).count();
        assert!((19..=21).contains(&granted), "{granted} in ten seconds");
        assert!((0..31).map(|_| ask(ana, 60_000)).eq([Admission::Granted; 30].into_iter().chain([Admission::Notice])));
    }
}
