//! How much one party (a chat, a client) may ask: a burst, then so many a second; beyond it, one notice and silence.
//!
//! The door is [`Flood::admit`]. It is asked when a message arrives, not when its turn comes, so that a flood is
//! measured by how fast it is sent and not by how fast it is answered.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Parties remembered before those that are quiet are forgotten.
const MOST_PARTIES: usize = 10_000;

/// Whether a message may be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Yes.
    Granted,
    /// No, and the party is to be told so: the first one beyond the limit.
    Notice,
    /// No, and the party knows already.
    Denied,
}

struct Bucket {
    tokens: f64,
    filled_at: Instant,
    told: bool,
}

/// A bucket of tokens for every party that wrote lately.
pub struct Flood<P> {
    burst: f64,
    per_second: f64,
    buckets: Mutex<HashMap<P, Bucket>>,
}

impl<P: Eq + Hash> Flood<P> {
    /// `burst` messages at once, then `per_second`.
    pub fn new(burst: u32, per_second: f64) -> Self {
        Self { burst: f64::from(burst.max(1)), per_second: per_second.max(0.0), buckets: Mutex::new(HashMap::new()) }
    }

    /// Takes a token of `party` if there is one. A party is told anew only after it has been quiet long enough for its
    /// bucket to fill up. However many parties write, the memory is bounded: where all of them are busy, all begin anew.
    pub fn admit(&self, party: P, now: Instant) -> Admission {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = |bucket: &Bucket| {
            let seconds = now.saturating_duration_since(bucket.filled_at).as_secs_f64();
            (bucket.tokens + seconds * self.per_second).min(self.burst)
        };
        if buckets.len() >= MOST_PARTIES && !buckets.contains_key(&party) {
            buckets.retain(|_, bucket| filled(bucket) < self.burst);
            if buckets.len() >= MOST_PARTIES {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(party).or_insert(Bucket { tokens: self.burst, filled_at: now, told: false });
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
        let flood = Flood::new(30, 2.0);
        let (start, ana, luis) = (Instant::now(), 1, 2);
        let ask = |party, ms| flood.admit(party, start + Duration::from_millis(ms));
        assert!((0..30).all(|_| ask(ana, 0) == Admission::Granted));
        assert_eq!(ask(ana, 0), Admission::Notice);
        assert_eq!(ask(ana, 100), Admission::Denied);
        assert_eq!(ask(luis, 100), Admission::Granted, "others are not held up");
        let granted = (0..200).filter(|i| ask(ana, 100 + i * 50) == Admission::Granted).count();
        assert!((19..=21).contains(&granted), "{granted} in ten seconds");
        assert!((0..31).map(|_| ask(ana, 60_000)).eq([Admission::Granted; 30].into_iter().chain([Admission::Notice])));
    }

    #[test]
    fn parties_without_end_do_not_fill_the_memory() {
        let (flood, start) = (Flood::new(1, 0.001), Instant::now());
        for party in 0..MOST_PARTIES * 3 {
            flood.admit(party, start);
        }
        assert!(flood.buckets.lock().unwrap().len() <= MOST_PARTIES);
    }
}
