//! What was answered lately, bounded in number and weight: a dashmap with a clock beside it.
//!
//! The door is [`Cache`]. What is asked again stays and what is not makes room (the second chance of Corbató's clock,
//! "A paging experiment with the Multics system", 1968). Room is made for each new entry alone, so that no request ever
//! waits until thousands are dropped.

use std::collections::VecDeque;
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use dashmap::DashMap;

/// Values by key, each of one generation (by its stamp). No guard is ever held across another call.
pub(crate) struct Cache<K: ?Sized, V> {
    held: DashMap<Arc<K>, Held<V>>,
    clock: Mutex<Clock<K>>,
    most: usize,
    heaviest: usize,
}

struct Held<V> {
    stamp: u64,
    value: V,
    weight: usize,
    /// Whether it was asked for since the hand of the clock passed.
    used: AtomicBool,
}

/// The keys of all that is held, the one that the hand meets next first.
struct Clock<K: ?Sized> {
    keys: VecDeque<Arc<K>>,
    weight: usize,
}

impl<K: Hash + Eq + ?Sized, V: Clone> Cache<K, V> {
    /// Holds at most `most` values, which weigh `heaviest` in all.
    pub(crate) fn new(most: usize, heaviest: usize) -> Self {
        Self {
            held: DashMap::new(),
            clock: Mutex::new(Clock { keys: VecDeque::new(), weight: 0 }),
            most: most.max(1),
            heaviest,
        }
    }

    /// The value of a generation, if it is still there.
    pub(crate) fn get(&self, stamp: u64, key: &K) -> Option<V> {
        let held = self.held.get(key)?;
        if held.stamp != stamp {
            return None;
        }
        // What many ask for at once is written to once only, so that it stays in the memory next to each of them.
        if !held.used.load(Ordering::Relaxed) {
            held.used.store(true, Ordering::Relaxed);
        }
        Some(held.value.clone())
    }

    /// Keeps a value; one of another generation goes. Cost: constant, but for a turn of the hand past what is in use.
    pub(crate) fn put(&self, stamp: u64, key: Arc<K>, value: V, weight: usize) {
        // What goes is dropped once the lock is free.
        let mut gone = Vec::new();
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let held = Held { stamp, value, weight, used: AtomicBool::new(false) };
        clock.weight += weight;
        match self.held.insert(Arc::clone(&key), held) {
            None => clock.keys.push_back(key),
            Some(before) => {
                clock.weight -= before.weight;
                gone.push(before);
            }
        }
        while clock.keys.len() > self.most || clock.weight > self.heaviest {
            let Some(key) = clock.keys.pop_front() else { break };
            match self.held.remove_if(&*key, |_, held| !held.used.swap(false, Ordering::Relaxed)) {
                None => clock.keys.push_back(key),
                Some((_, held)) => {
                    clock.weight -= held.weight;
                    gone.push(held);
                }
            }
        }
    }

    /// How many values are held.
    pub(crate) fn len(&self) -> usize {
        self.held.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(i: usize) -> Arc<str> {
        Arc::from(i.to_string())
    }

    #[test]
    fn what_is_asked_often_stays_and_the_whole_is_bounded() {
        let cache: Cache<str, usize> = Cache::new(100, 5_000);
        cache.put(1, key(0), 0, 10);
        for i in 1..10_000 {
            cache.put(1, key(i), i, i % 200);
            assert_eq!(cache.get(1, "0"), Some(0), "after {i}");
            let clock = cache.clock.lock().unwrap();
            let weight: usize = cache.held.iter().map(|held| held.weight).sum();
            assert_eq!((cache.len(), weight), (clock.keys.len(), clock.weight));
            assert!(weight <= 5_000 && clock.keys.len() <= 100, "{weight}");
        }
        assert_eq!(cache.get(1, "1"), None);
        assert_eq!(cache.get(1, "9999"), Some(9_999));
    }

    #[test]
    fn another_generation_answers_anew() {
        let cache: Cache<str, usize> = Cache::new(100, 100);
        cache.put(1, key(0), 5, 40);
        assert_eq!((cache.get(2, "0"), cache.get(1, "0")), (None, Some(5)));
        cache.put(2, key(0), 6, 30);
        assert_eq!((cache.get(1, "0"), cache.get(2, "0"), cache.len()), (None, Some(6), 1));
        assert_eq!(cache.clock.lock().unwrap().weight, 30);
    }

    #[test]
    fn what_is_too_heavy_is_not_kept() {
        let cache: Cache<str, usize> = Cache::new(100, 100);
        cache.put(1, key(0), 5, 101);
        assert_eq!((cache.get(1, "0"), cache.len()), (None, 0));
    }

    #[test]
    fn threads_agree() {
        let cache: Cache<str, usize> = Cache::new(50, usize::MAX);
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let cache = &cache;
                scope.spawn(move || {
                    for i in 0..5_000 {
                        let i = (i * 7 + thread) % 90;
                        if let Some(value) = cache.get(1, &key(i)) {
                            assert_eq!(value, i);
                        } else {
                            cache.put(1, key(i), i, 1);
                        }
                    }
                });
            }
        });
        assert_eq!(cache.len(), cache.clock.lock().unwrap().keys.len());
        assert!(cache.len() <= 50);
    }
}
