//! Answers kept ready: a dashmap keyed by generation and question, bounded, handing out `Arc`s only.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use dashmap::DashMap;

use super::Answer;
use crate::query::Query;

/// The stamp of a generation and a question.
type Key = (u64, Query);

/// A bounded cache of answers in two halves: new answers go to the young half; when that is full the old half is
/// emptied and the halves change places. An answer asked for again moves to the young half, so that what is asked
/// often stays. No guard is ever held across another call.
pub struct ResultCache {
    halves: [DashMap<Key, Arc<Answer>>; 2],
    young: AtomicUsize,
    capacity: usize,
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
    /// Holds at most `capacity` answers (at least two).
    pub fn new(capacity: usize) -> Self {
        let shards = 16;
        let half = || DashMap::with_shard_amount(shards);
        Self {
            halves: [half(), half()],
            young: AtomicUsize::new(0),
            capacity: capacity.max(2),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The answer of a generation to a question, if it is still there.
    pub fn get(&self, generation: u64, query: &Query) -> Option<Arc<Answer>> {
        let key = (generation, query.clone());
        let young = self.young.load(Ordering::Acquire) % 2;
        let found = self.halves[young].get(&key).map(|entry| Arc::clone(entry.value()));
        let found = found.or_else(|| {
            let (key, answer) = self.halves[1 - young].remove(&key)?;
            self.insert_young(key, Arc::clone(&answer));
            Some(answer)
        });
        let counter = if found.is_some() { &self.hits } else { &self.misses };
        counter.fetch_add(1, Ordering::Relaxed);
        found
    }

    /// Keeps an answer.
    pub fn insert(&self, generation: u64, query: Query, answer: Arc<Answer>) {
        self.insert_young((generation, query), answer);
    }

    fn insert_young(&self, key: Key, answer: Arc<Answer>) {
        let turn = self.young.load(Ordering::Acquire);
        let young = &self.halves[turn % 2];
        young.insert(key, answer);
        if young.len() > self.capacity / 2 {
            // Only one thread turns the halves; the others go on with either of them.
            let turned = self.young.compare_exchange(turn, turn + 1, Ordering::AcqRel, Ordering::Acquire);
            if turned.is_ok() {
                self.halves[(turn + 1) % 2].clear();
            }
        }
    }

    /// How often it helped so far.
    pub fn stats(&self) -> CacheStats {
        CacheStats {
            entries: self.halves.iter().map(DashMap::len).sum(),
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

    fn answer() -> Arc<Answer> {
        Arc::new(Answer::new(Intent::Greeting, Status::Ok, Slots::default(), Body::Greeting(Greeting::Hello)))
    }

    fn question(i: usize) -> Query {
        Query::Score { title: Name::text(&i.to_string()) }
    }

    #[test]
    fn bounded_whatever_is_asked() {
        let cache = ResultCache::new(100);
        for i in 0..10_000 {
            cache.insert(1, question(i), answer());
            assert!(cache.stats().entries <= 102);
        }
    }

    #[test]
    fn what_is_asked_often_stays() {
        let cache = ResultCache::new(100);
        cache.insert(1, question(0), answer());
        for i in 1..1_000 {
            cache.insert(1, question(i), answer());
            assert!(cache.get(1, &question(0)).is_some(), "after {i}");
        }
    }

    #[test]
    fn another_generation_is_another_answer() {
        let cache = ResultCache::new(100);
        cache.insert(1, question(0), answer());
        assert!(cache.get(2, &question(0)).is_none());
        assert!(cache.get(1, &question(0)).is_some());
        assert_eq!((cache.stats().hits, cache.stats().misses), (1, 1));
    }
}
