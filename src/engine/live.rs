//! The engine of the generation that serves, exchanged while running when another one is published.

use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use super::{Engine, ResultCache};
use crate::artifacts::Store;
use crate::error::Result;

/// A generation that could not be adopted is tried again after this time, twice that, and so on, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// The serving engine. Cheap to share; every question takes [`Live::engine`] once and keeps it to its end.
pub struct Live {
    store: Store,
    cache: Arc<ResultCache>,
    engine: RwLock<Arc<Engine>>,
    /// Held while a generation is being adopted.
    adopting: Mutex<()>,
}

/// A generation that could not be adopted.
struct Failed {
    stamp: Option<u64>,
    /// Why, as it was said.
    said: String,
    again: Instant,
    pause: Duration,
}

impl Live {
    /// Opens the current generation.
    pub fn open(store: Store, cached_answers: usize) -> Result<Arc<Self>> {
        let cache = Arc::new(ResultCache::new(cached_answers));
        let engine = RwLock::new(Arc::new(Engine::open(&store, Arc::clone(&cache))?));
        Ok(Arc::new(Self { store, cache, engine, adopting: Mutex::default() }))
    }

    /// The engine that serves now.
    pub fn engine(&self) -> Arc<Engine> {
        match self.engine.read() {
            Ok(engine) => Arc::clone(&engine),
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// The index folder.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Adopts the current generation if it is another one. Returns whether it was. Questions are answered meanwhile.
    ///
    /// # Errors
    /// When the new generation cannot be opened or does not pass its checks; the old one goes on serving.
    pub fn refresh(&self) -> Result<bool> {
        let _one_at_a_time = self.adopting.lock().unwrap_or_else(PoisonError::into_inner);
        if self.store.stamp()? == self.engine().manifest().stamp() {
            return Ok(false);
        }
        let fresh = Arc::new(Engine::adopt(&self.store, Arc::clone(&self.cache))?);
        let before = {
            let mut engine = self.engine.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *engine, fresh)
        };
        // Outside of the lock: letting go of a generation takes its time.
        drop(before);
        Ok(true)
    }

    /// Looks for a new generation every `interval`, on a thread of its own that ends with the last `Arc` of `self`.
    pub fn watch(self: &Arc<Self>, interval: Duration) {
        let live: Weak<Self> = Arc::downgrade(self);
        std::thread::spawn(move || {
            let mut failed = None;
            loop {
                std::thread::sleep(interval);
                let Some(live) = live.upgrade() else { return };
                failed = live.look(failed);
            }
        });
    }

    /// Looks once. Reading all of a generation that cannot be used costs too much to be done at every look.
    fn look(&self, failed: Option<Failed>) -> Option<Failed> {
        let stamp = self.store.stamp().ok();
        if let Some(same) = failed.as_ref().filter(|failed| failed.stamp == stamp)
            && Instant::now() < same.again
        {
            return failed;
        }
        match self.refresh() {
            Ok(true) => {
                tracing::info!(generation = self.engine().generation(), "adopted a new index");
                None
            }
            Ok(false) => None,
            Err(error) => {
                let said = error.to_string();
                // Said once per failure, not once per look.
                if failed.as_ref().is_none_or(|failed| failed.said != said) {
                    tracing::warn!("the newly published index cannot be used, the old one serves on: {said}");
                }
                let before = failed.filter(|failed| failed.stamp == stamp);
                let pause = before.map_or(FIRST_PAUSE, |failed| (failed.pause * 2).min(LONGEST_PAUSE));
                Some(Failed { stamp, said, again: Instant::now() + pause, pause })
            }
        }
    }
}
