//! Answers kept as bytes by their address, for as long as the generation that gave them serves: what is asked again costs
//! neither a look-up nor the making of JSON.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::StatusCode;

use crate::cache::Cache;

/// Answers at most, and their bytes.
const MOST: usize = 8_192;
const MOST_BYTES: usize = 8 << 20;

/// A longer address or answer is not kept.
const LONGEST_KEY: usize = 256;
const LONGEST: usize = 128 << 10;

/// What was answered.
pub(super) type Whole = (StatusCode, Bytes);

/// The answers of the generation that serves.
pub(super) struct Kept(Cache<str, Whole>);

impl Default for Kept {
    fn default() -> Self {
        Self(Cache::new(MOST, MOST_BYTES))
    }
}

impl Kept {
    /// The answer of a generation (by its stamp) to an address, if it is still there.
    pub(super) fn get(&self, stamp: u64, key: &str) -> Option<Whole> {
        self.0.get(stamp, key)
    }

    /// Keeps an answer.
    pub(super) fn put(&self, stamp: u64, key: &str, whole: &Whole) {
        if key.len() <= LONGEST_KEY && whole.1.len() <= LONGEST {
            self.0.put(stamp, Arc::from(key), whole.clone(), key.len() + whole.1.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_not_kept() {
        let whole = |length: usize| (StatusCode::OK, Bytes::from(vec![b'x'; length]));
        let kept = Kept::default();
        kept.put(2, "a", &whole(1));
        kept.put(2, &"k".repeat(LONGEST_KEY + 1), &whole(1));
        kept.put(2, "long", &whole(LONGEST + 1));
        assert_eq!((kept.get(2, "a"), kept.get(1, "a"), kept.get(2, "long")), (Some(whole(1)), None, None));
    }
}
