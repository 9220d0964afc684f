//! The engine of the generation that serves, exchanged while running when another one is published.

use std::sync::{Arc, RwLock, Weak};
use std::time::Duration;

use super::{Engine, ResultCache};
use crate::artifacts::Store;
use crate::error::Result;

/// The serving engine. Cheap to share; every question takes [`Live::engine`] once and keeps it to its end.
pub struct Live {
    store: Store,
    cache: Arc<ResultCache>,
    engine: RwLock<Arc<Engine>>,
}

impl Live {
    /// Opens the current generation.
    pub fn open(store: Store, cached_answers: usize) -> Result<Arc<Self>> {
        let cache = Arc::new(ResultCache::new(cached_answers));
        let engine = RwLock::new(Arc::new(Engine::open(&store, Arc::clone(&cache))?));
        Ok(Arc::new(Self { store, cache, engine }))
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

    /// Adopts the current generation if it is another one. Returns whether it was.
    ///
    /// # Errors
    /// When the new generation cannot be opened; the old one goes on serving.
    pub fn refresh(&self) -> Result<bool> {
        if self.store.stamp()? == self.engine().manifest().stamp() {
            return Ok(false);
        }
        let fresh = Arc::new(Engine::open(&self.store, Arc::clone(&self.cache))?);
        let mut engine = match self.engine.write() {
            Ok(engine) => engine,
            Err(poisoned) => poisoned.into_inner(),
        };
        *engine = fresh;
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
                match live.refresh() {
                    Ok(true) => tracing::info!(generation = live.engine().generation(), "adopted a new index"),
                    Ok(false) => failed = None,
                    Err(error) => {
                        // Said once per failure, not once per interval.
                        let said = error.to_string();
                        if failed.as_ref() != Some(&said) {
                            tracing::warn!("the newly published index cannot be opened, the old one serves on: {said}");
                        }
                        failed = Some(said);
                    }
                }
            }
        });
    }
}
