//! Answers kept ready by question, handing out `Arc`s only.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Answer;
use crate::cache::Cache;
use crate::query::Query;

/// Entries of long lists that an answer has room for, one with another.
const USUAL: usize = 16;

/// A bounded cache of answers, in number and in entries of the lists that are kept whole and shown by pages (see
/// `Body::entries`; all other answers weigh one): what is asked again stays, and each new answer makes room for itself
/// alone.
pub struct ResultCache {
    answers: Cache<Query, Arc<Answer>>,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// How often the cache helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheStats {
    /// Answers held.
    pub entries: usize,
    /// Questions answered from the cache.
    pub hits: u64,
    /// Questions that were not.
    pub misses: u64,
}

impl ResultCache {
    /// Holds at most `capacity` answers.
    pub fn new(capacity: usize) -> Self {
        Self {
            answers: Cache::new(capacity, capacity.saturating_mul(USUAL)),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The answer of a generation to a question, if it is still there.
    pub fn get(&self, generation: u64, query: &Query) -> Option<Arc<Answer>> {
        let found = self.answers.get(generation, query);
        let counter = if found.is_some() { &self.hits } else { &self.misses };
        counter.fetch_add(1, Ordering::Relaxed);
        found
    }

    /// Keeps an answer.
    pub fn insert(&self, generation: u64, query: Query, answer: Arc<Answer>) {
        let entries = answer.body.entries();
        self.answers.put(generation, Arc::new(query), answer, 1 + entries);
    }

    /// How often it helped so far.
    pub fn stats(&self) -> CacheStats {
        CacheStats {
            entries: self.answers.len(),
            hits: self.hits.load(Ordering::Relaxed),
            misses: self.misses.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Body, Slots, Status};
    use crate::query::{Greeting, Intent, Name};

    #[test]
    fn questions_are_answered_from_it_and_counted() {
        let answer =
            Arc::new(Answer::new(Intent::Greeting, Status::Ok, Slots::default(), Body::Greeting(Greeting::Hello)));
        let question = |i: usize| Query::Score { title: Name::text(&i.to_string()) };
        let cache = ResultCache::new(100);
        for i in 0..1_000 {
            cache.insert(1, question(i), Arc::clone(&answer));
        }
        assert!(cache.get(2, &question(999)).is_none() && cache.get(1, &question(0)).is_none());
        assert!(cache.get(1, &question(999)).is_some());
        assert_eq!(cache.stats(), CacheStats { entries: 100, hits: 1, misses: 2 });
    }
}
