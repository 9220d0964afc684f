//! What is on disk under `index/`: generations built aside, verified, published by rename, the last two kept.
//!
//! ```text
//! index/CURRENT                 number of the generation that serves, as text; replaced by rename
//! index/BUILD.lock              held (exclusive) while a build runs
//! index/building/               the build in progress; what a killed build leaves is removed by the next
//! index/generations/000007/     one generation: manifest.json, LOCK and the files that the manifest seals
//! ```
//!
//! The doors are [`Store::begin`] (writing) and [`Store::open`] (reading).

pub mod columns;
mod manifest;
mod seal;

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

pub use manifest::{CHAT, Counts, HISTORY, Manifest, Measured, Noise};

use crate::error::{Error, Result};

/// Version of everything in a generation; an index of another version is built again, never guessed at.
pub const FORMAT: u32 = 9;

const CURRENT: &str = "CURRENT";
const BUILD_LOCK: &str = "BUILD.lock";
const BUILDING: &str = "building";
const GENERATIONS: &str = "generations";
const LOCK: &str = "LOCK";

/// An index folder.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// A published generation in use: while it lives, pruning leaves its folder alone.
#[derive(Debug)]
pub struct Generation {
    /// Its folder.
    pub folder: PathBuf,
    /// What it was built from and holds.
    pub manifest: Manifest,
    _lock: File,
}

impl Store {
    /// The index in `folder`, which need not exist yet.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The index folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The number of the generation that serves.
    ///
    /// # Errors
    /// [`Error::NoIndex`] where none was published.
    pub fn current(&self) -> Result<u32> {
        let path = self.folder.join(CURRENT);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoIndex { path: self.folder.clone() });
            }
            Err(e) => return Err(unreadable(&path)(e)),
        };
        text.trim().parse().map_err(|_| Error::Damaged { path, reason: "it does not hold a number".to_owned() })
    }

    /// What tells the generation that serves from any other, a later one of the same number in a folder made anew too.
    pub fn stamp(&self) -> Result<u64> {
        Ok(self.manifest()?.stamp())
    }

    /// What the generation that serves was built from and holds, its files unchecked.
    ///
    /// # Errors
    /// Those of [`Store::open`], but for damage to other files.
    pub fn manifest(&self) -> Result<Manifest> {
        Manifest::read(&self.generation_folder(self.current()?))
    }

    /// Opens the generation that serves, or where it is damaged the newest whole one before it, which is said in the log.
    ///
    /// # Errors
    /// Those of [`Store::open_current`], where none before it is whole either.
    pub fn open(&self) -> Result<Generation> {
        let damage = match self.open_current() {
            Err(damage @ Error::Damaged { .. }) => damage,
            other => return other,
        };
        let current = self.current().unwrap_or(u32::MAX);
        let earlier = self.generations().into_iter().rev().filter(|number| *number < current);
        let Some(whole) = earlier.filter_map(|number| self.open_generation(number).ok()).next() else {
            return Err(damage);
        };
        tracing::warn!("{damage}; until then generation {} answers", whole.manifest.generation);
        Ok(whole)
    }

    /// Opens the generation that serves and no other: checks format, sizes and hashes of all its files.
    ///
    /// # Errors
    /// [`Error::NoIndex`], [`Error::StaleIndex`] or [`Error::Damaged`], each saying which command to run.
    pub fn open_current(&self) -> Result<Generation> {
        // Between reading the number and taking the lock a newer generation may be published and this one pruned.
        for _ in 0..5 {
            let number = self.current()?;
            match self.open_generation(number) {
                Err(_) if self.current()? != number => continue,
                other => return other,
            }
        }
        self.open_generation(self.current()?)
    }

    fn open_generation(&self, number: u32) -> Result<Generation> {
        let folder = self.generation_folder(number);
        let lock = lock_shared(&folder)?;
        let manifest = Manifest::read(&folder)?;
        seal::verify(&folder, &manifest.files)?;
        Ok(Generation { folder, manifest, _lock: lock })
    }

    fn generation_folder(&self, number: u32) -> PathBuf {
        self.folder.join(GENERATIONS).join(format!("{number:06}"))
    }

    /// Numbers of the generations on disk, ascending.
    pub fn generations(&self) -> Vec<u32> {
        let entries = fs::read_dir(self.folder.join(GENERATIONS)).into_iter().flatten().flatten();
        let number = |name: &str| name.parse().ok().filter(|n: &u32| format!("{n:06}") == name);
        let mut numbers: Vec<u32> = entries.filter_map(|e| number(e.file_name().to_str()?)).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Begins a build aside; removes what a killed build left.
    ///
    /// # Errors
    /// [`Error::Busy`] while another build runs in this folder; [`Error::Io`] where the folder cannot be written.
    pub fn begin(&self) -> Result<Draft> {
        fs::create_dir_all(self.folder.join(GENERATIONS)).map_err(Error::io(&self.folder))?;
        let lock_path = self.folder.join(BUILD_LOCK);
        let lock =
            File::options().create(true).truncate(false).write(true).open(&lock_path).map_err(Error::io(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: self.folder.clone() }),
            Err(TryLockError::Error(e)) => return Err(Error::io(&lock_path)(e)),
        }
        let folder = self.folder.join(BUILDING);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Error::io(&folder))?;
        }
        fs::create_dir(&folder).map_err(Error::io(&folder))?;
        File::create(folder.join(LOCK)).map_err(Error::io(&folder))?;
        let newest = self.generations().last().copied().max(self.current().ok()).unwrap_or(0);
        let number = newest.checked_add(1).ok_or_else(|| Error::Damaged {
            path: self.folder.join(GENERATIONS),
            reason: "its numbers are used up; remove the folder".to_owned(),
        })?;
        Ok(Draft { store: self.clone(), folder, number, _lock: lock })
    }

    /// Makes the newest generation before the current one serve again. Returns its number.
    ///
    /// # Errors
    /// [`Error::NoIndex`] where there is no earlier one.
    pub fn roll_back(&self) -> Result<u32> {
        let current = self.current()?;
        let earlier = self.generations().into_iter().rfind(|&n| n < current);
        let number = earlier.ok_or_else(|| Error::NoIndex { path: self.folder.clone() })?;
        self.open_generation(number)?;
        self.point_to(number)?;
        Ok(number)
    }

    fn point_to(&self, number: u32) -> Result<()> {
        write_by_rename(&self.folder.join(CURRENT), format!("{number}\n").as_bytes())
    }

    /// Removes all generations but those to keep and those that a process has open.
    fn prune(&self, kept: &[u32]) {
        for number in self.generations().into_iter().filter(|n| !kept.contains(n)) {
            let folder = self.generation_folder(number);
            // The lock is held until the folder is gone, so that nobody opens what is being removed. A folder without one
            // is what an interrupted removal left. A failure leaves a folder for the next build: nothing to report.
            let lock = File::open(folder.join(LOCK)).ok();
            if lock.as_ref().is_none_or(|lock| lock.try_lock().is_ok()) {
                let _ = fs::remove_dir_all(&folder);
            }
            drop(lock);
        }
    }
}

/// A generation being built; dropped before [`Draft::publish`] it leaves no trace.
#[derive(Debug)]
pub struct Draft {
    store: Store,
    folder: PathBuf,
    number: u32,
    _lock: File,
}

impl Draft {
    /// Where the build writes its files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The number it will have.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Seals every file (size and hash) into the manifest and syncs all to disk; the draft can then be opened to be
    /// checked with [`Draft::open`].
    pub fn seal(&self, manifest: &mut Manifest) -> Result<()> {
        manifest.format = FORMAT;
        manifest.generation = self.number;
        manifest.files = seal::seal(&self.folder)?;
        manifest.write(&self.folder)?;
        sync_folder(&self.folder)
    }

    /// Opens the sealed draft as if it were published.
    pub fn open(&self) -> Result<Generation> {
        let lock = lock_shared(&self.folder)?;
        let manifest = Manifest::read(&self.folder)?;
        seal::verify(&self.folder, &manifest.files)?;
        Ok(Generation { folder: self.folder.clone(), manifest, _lock: lock })
    }

    /// Publishes the sealed draft and prunes old generations. Returns its number.
    pub fn publish(self) -> Result<u32> {
        let target = self.store.generation_folder(self.number);
        fs::rename(&self.folder, &target).map_err(Error::io(&target))?;
        sync_folder(&self.store.folder.join(GENERATIONS))?;
        // The one before stays to return to; after a return that is the good one, not the one that was left, and after
        // damage the one that answered instead.
        let whole = self.store.open().map(|generation| generation.manifest.generation);
        let served_before = whole.or_else(|_| self.store.current()).ok();
        self.store.point_to(self.number)?;
        self.store.prune(&[self.number, served_before.unwrap_or(self.number)]);
        Ok(self.number)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After publishing the folder is gone already; otherwise the build failed and must leave nothing.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A file of a generation that is missing is damage; anything else is the disk's own error.
fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    move |e| match e.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::InvalidData | std::io::ErrorKind::IsADirectory => {
            Error::Damaged { path: path.to_owned(), reason: e.to_string() }
        }
        _ => Error::io(path)(e),
    }
}

fn lock_shared(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let lock = File::open(&path).map_err(unreadable(&path))?;
    lock.lock_shared().map_err(Error::io(&path))?;
    Ok(lock)
}

/// Writes a file whole or not at all: aside, synced, renamed.
pub fn write_by_rename(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    let aside = PathBuf::from(aside);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, path)
    };
    write().map_err(Error::io(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes the names in a folder durable.
fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(Error::io(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(store: &Store, content: &str) -> u32 {
        let draft = store.begin().unwrap();
        fs::write(draft.folder().join("a"), content).unwrap();
        draft.seal(&mut Manifest::default()).unwrap();
        draft.open().unwrap();
        draft.publish().unwrap()
    }

    #[test]
    fn keeps_two_and_never_one_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        assert!(matches!(store.open(), Err(Error::NoIndex { .. })));
        publish(&store, "one");
        let first = store.open().unwrap();
        publish(&store, "two");
        publish(&store, "three");
        assert_eq!(store.generations(), [1, 2, 3]);
        assert!(first.folder.join("a").exists());
        drop(first);
        publish(&store, "four");
        assert_eq!(store.generations(), [3, 4]);
        assert_eq!(store.roll_back().unwrap(), 3);
        assert_eq!(store.open().unwrap().manifest.generation, 3);
        assert!(store.roll_back().is_err());
        // After a return the one returned to is kept, not the one that was left.
        assert_eq!(publish(&store, "five"), 5);
        assert_eq!(store.generations(), [3, 5]);
    }

    #[test]
    fn a_failed_build_leaves_no_trace_and_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        publish(&store, "one");
        let draft = store.begin().unwrap();
        assert!(matches!(store.begin(), Err(Error::Busy { .. })));
        fs::write(draft.folder().join("half"), "x").unwrap();
        drop(draft);
        assert!(!folder.path().join(BUILDING).exists());
        // A killed process cannot run its destructor: the next build cleans up.
        fs::create_dir(folder.path().join(BUILDING)).unwrap();
        fs::write(folder.path().join(BUILDING).join("half"), "x").unwrap();
        assert_eq!(publish(&store, "two"), 2);
        assert_eq!(fs::read_to_string(store.open().unwrap().folder.join("a")).unwrap(), "two");
    }

    #[test]
    fn damage_is_noticed_and_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        publish(&store, "one");
        let file = store.open().unwrap().folder.join("a");
        fs::write(&file, "two").unwrap();
        let message = store.open().unwrap_err().to_string();
        assert!(message.contains("claqueta index"), "{message}");
        fs::remove_file(&file).unwrap();
        assert!(matches!(store.open(), Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_damaged_generation_gives_way_to_the_whole_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        publish(&store, "one");
        publish(&store, "two");
        fs::write(store.open().unwrap().folder.join("a"), "bad").unwrap();
        assert_eq!(store.open().unwrap().manifest.generation, 1);
        assert!(matches!(store.open_current(), Err(Error::Damaged { .. })), "what serves is what is looked at here");
        // What is built next must not push out the only whole one.
        assert_eq!(publish(&store, "three"), 3);
        assert_eq!(store.generations(), [1, 3]);
        fs::write(folder.path().join(CURRENT), "no number").unwrap();
        assert_eq!(store.open().unwrap().manifest.generation, 3);
        for number in store.generations() {
            fs::remove_file(store.generation_folder(number).join("a")).unwrap();
        }
        assert!(matches!(store.open(), Err(Error::Damaged { .. })));
    }

    #[test]
    fn another_format_is_stale() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        publish(&store, "one");
        let path = store.open().unwrap().folder.join("manifest.json");
        let text = fs::read_to_string(&path).unwrap().replace(&format!("\"format\": {FORMAT}"), "\"format\": 999");
        fs::write(&path, text).unwrap();
        assert!(matches!(store.open(), Err(Error::StaleIndex { found: 999, .. })));
    }
}
