//! Answers kept as bytes by their address, for as long as the generation that gave them serves: what is asked again costs
//! neither a look-up nor the making of JSON.
//!
//! Bounded in number and in bytes, in two halves like the engine's cache: new answers go to the young half; when that is
//! full, the old one is emptied and they change places.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::StatusCode;

/// Answers in a half.
const MOST: usize = 2048;

/// Bytes of the answers in a half.
const MOST_BYTES: usize = 8 << 20;

/// A longer address or answer is not kept.
const LONGEST_KEY: usize = 256;
const LONGEST: usize = 128 << 10;

/// What was answered.
pub(super) type Whole = (StatusCode, Bytes);

/// The answers of one generation.
#[derive(Default)]
pub(super) struct Kept(Mutex<Halves>);

#[derive(Default)]
struct Halves {
    stamp: u64,
    young: HashMap<String, Whole>,
    old: HashMap<String, Whole>,
    /// Of the young half.
    bytes: usize,
}

impl Kept {
    /// The answer of a generation (by its stamp) to an address, if it is still there.
    pub(super) fn get(&self, stamp: u64, key: &str) -> Option<Whole> {
        let mut halves = self.lock();
        if halves.stamp != stamp {
            return None;
        }
        if let Some(whole) = halves.young.get(key) {
            return Some(whole.clone());
        }
        let (key, whole) = halves.old.remove_entry(key)?;
        halves.insert(key, whole.clone());
        Some(whole)
    }

    /// Keeps an answer; those of another generation are forgotten.
    pub(super) fn put(&self, stamp: u64, key: &str, whole: &Whole) {
        if key.len() > LONGEST_KEY || whole.1.len() > LONGEST {
            return;
        }
        let mut halves = self.lock();
        if halves.stamp != stamp {
            *halves = Halves { stamp, ..Halves::default() };
        }
        halves.insert(key.to_owned(), whole.clone());
    }

    fn lock(&self) -> MutexGuard<'_, Halves> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Halves {
    fn insert(&mut self, key: String, whole: Whole) {
        if self.young.len() >= MOST || self.bytes + whole.1.len() > MOST_BYTES {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += whole.1.len();
        self.young.insert(key, whole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(length: usize) -> Whole {
        (StatusCode::OK, Bytes::from(vec![b'x'; length]))
    }

    #[test]
    fn what_is_asked_often_stays_and_the_whole_is_bounded() {
        let kept = Kept::default();
        kept.put(1, "often", &whole(10));
        for i in 0..MOST * 5 {
            kept.put(1, &i.to_string(), &whole(6000));
            assert_eq!(kept.get(1, "often"), Some(whole(10)), "{i}");
        }
        assert_eq!(kept.get(1, "0"), None);
        let halves = kept.lock();
        let bytes: usize = halves.young.values().chain(halves.old.values()).map(|w| w.1.len()).sum();
        assert!(bytes <= 2 * MOST_BYTES && halves.young.len() + halves.old.len() <= 2 * MOST, "{bytes}");
    }

    #[test]
    fn another_generation_answers_anew() {
        let kept = Kept::default();
        kept.put(1, "a", &whole(1));
        assert_eq!(kept.get(2, "a"), None);
        kept.put(2, "a", &whole(2));
        assert_eq!((kept.get(1, "a"), kept.get(2, "a")), (None, Some(whole(2))));
        kept.put(2, &"k".repeat(LONGEST_KEY + 1), &whole(1));
        kept.put(2, "long", &whole(LONGEST + 1));
        assert_eq!(kept.get(2, "long"), None);
    }
}
