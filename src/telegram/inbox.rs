//! Updates that were fetched and are not handled yet, on disk: what a killed process leaves is handled by the next.
//!
//! The doors are [`Inbox::open`], [`Inbox::keep`], [`Inbox::sync`] and [`Inbox::done`]. The file is a log of lines, written before an
//! update is confirmed to Telegram and synced to the disk before that ([`Inbox::sync`]), once for all that came together.
//! That something was handled is not synced: after a power cut it may be answered again, but nothing is lost.
//!
//! ```text
//! + 2 {"update_id":7,…}     the update was received; handling it is begun for the second time
//! - 7 9f86d081884c7d65      it was handled; the number is the hash of its text
//! = 8                       Telegram was told that everything before 8 is in our hands
//! ```
//!
//! Between a `-` and its `=` Telegram may serve an update again: the hash tells it from another one of the same number.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use teloxide::types::{Update, UpdateId};
use tokio::sync::{Notify, OwnedMutexGuard};
use xxhash_rust::xxh3::xxh3_64;

use super::poll::Offset;

/// An update that was begun so often without being finished most likely ends the process: it is given up.
const MOST_BEGINNINGS: u32 = 3;

/// Handled updates remembered at most. Polling confirms them within seconds; of what is posted nobody says that it will not
/// come again, but Telegram posts again only what it got no answer for.
const MOST_DONE: usize = 20_000;

/// The log is written anew, without what is settled, when it has grown by so many bytes.
const LONGEST_LOG: usize = 4 << 20;

/// An update as it came.
pub(super) struct Received {
    pub(super) update: Update,
    /// The JSON that it was read from; one line.
    pub(super) text: String,
}

#[derive(Clone)]
struct Pending {
    begun: u32,
    text: String,
}

/// What the log says.
#[derive(Default)]
struct Ledger {
    pending: BTreeMap<u32, Pending>,
    /// Handled, but perhaps served once more: the hash of the text by number.
    done: HashMap<u32, u64>,
    /// The numbers of those, in the order in which they were handled.
    order: VecDeque<u32>,
}

struct Log {
    ledger: Ledger,
    file: File,
    written: usize,
    broken: bool,
}

/// The updates in hand.
pub(super) struct Inbox {
    path: PathBuf,
    log: Mutex<Log>,
    /// Told whenever an update needs nothing more.
    changed: Notify,
    syncing: Arc<tokio::sync::Mutex<()>>,
}

impl Inbox {
    /// Opens the inbox of the bot with this id in the folder `state`, which is made if it is not there. Returns what was
    /// left in it, oldest first.
    ///
    /// # Errors
    /// When the folder or the file cannot be read or written.
    pub(super) fn open(state: &Path, bot: u64) -> anyhow::Result<(Self, Vec<Update>)> {
        std::fs::create_dir_all(state).with_context(|| format!("cannot make {}", state.display()))?;
        let path = state.join(format!("telegram-{bot}.inbox"));
        let mut ledger = match std::fs::read(&path) {
            Ok(bytes) => Ledger::read(&String::from_utf8_lossy(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ledger::default(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        ledger.begin_again();
        let left = ledger.pending.values().filter_map(|pending| serde_json::from_str(&pending.text).ok()).collect();
        let file = ledger.write(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let log = Mutex::new(Log { ledger, file, written: 0, broken: false });
        Ok((Self { path, log, changed: Notify::new(), syncing: Arc::default() }, left))
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down what was received and returns what is new of it. One write, whatever the number.
    pub(super) fn keep(&self, received: impl Iterator<Item = Received>) -> Vec<Update> {
        let mut log = self.log();
        let (mut lines, mut fresh) = (String::new(), Vec::new());
        for Received { update, text } in received {
            let id = update.id.0;
            if log.ledger.pending.contains_key(&id) || log.ledger.done.get(&id) == Some(&xxh3_64(text.as_bytes())) {
                continue;
            }
            let pending = Pending { begun: 1, text };
            pending.line(&mut lines);
            log.ledger.pending.insert(id, pending);
            fresh.push(update);
        }
        self.append(&mut log, &lines);
        fresh
    }

    /// Waits until what was written down would survive a power cut. Cost: one sync, some milliseconds of the disk.
    ///
    /// # Errors
    /// When the disk fails, or did when it was written; what is in hand then survives the process only.
    pub(super) fn sync(&self) -> std::io::Result<()> {
        let (file, broken) = {
            let log = self.log();
            (log.file.try_clone()?, log.broken)
        };
        // Outside of the lock: nobody who is done waits for the disk.
        file.sync_data()?;
        if broken { Err(std::io::Error::other("it was not written whole")) } else { Ok(()) }
    }

    /// Waits until nobody syncs; others wait until the guard is dropped.
    pub(super) async fn turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.syncing).lock_owned().await
    }

    /// Waits until none of these updates needs anything more.
    pub(super) async fn settled(&self, ids: Vec<UpdateId>) {
        let mut left = ids;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // What is done from here on is heard of.
            changed.as_mut().enable();
            {
                let log = self.log();
                left.retain(|id| log.ledger.pending.contains_key(&id.0));
            }
            if left.is_empty() {
                return;
            }
            changed.await;
        }
    }

    /// Writes down that an update needs nothing more.
    pub(super) fn done(&self, id: UpdateId) {
        let mut log = self.log();
        let Some(pending) = log.ledger.pending.remove(&id.0) else { return };
        let hash = xxh3_64(pending.text.as_bytes());
        log.ledger.finish(id.0, hash);
        self.append(&mut log, &format!("- {} {hash:016x}\n", id.0));
        drop(log);
        self.changed.notify_waiters();
    }

    /// Writes down that Telegram will not serve anything before `offset` again.
    pub(super) fn confirmed(&self, offset: Offset) {
        let mut log = self.log();
        if log.ledger.confirm(offset.0) {
            self.append(&mut log, &format!("= {}\n", offset.0));
        }
    }

    fn append(&self, log: &mut Log, lines: &str) {
        if lines.is_empty() {
            return;
        }
        // After a failure the end of the file may be half a line, and lines are missing: all of it is written anew.
        let mut outcome = if log.broken { Ok(()) } else { log.file.write_all(lines.as_bytes()) };
        log.written += lines.len();
        if outcome.is_ok() && (log.broken || log.written > LONGEST_LOG) {
            log.written = 0;
            outcome = log.ledger.write(&self.path).map(|file| log.file = file);
        }
        // A full disk must not silence the bot; it is said once.
        if let Err(error) = &outcome
            && !log.broken
        {
            tracing::error!("{}: {error}; what is in hand is lost if the bot is killed now", self.path.display());
        }
        log.broken = outcome.is_err();
    }
}

impl Pending {
    fn line(&self, out: &mut String) {
        let _ = writeln!(out, "+ {} {}", self.begun, self.text);
    }
}

impl Ledger {
    /// What a log says; a line cut short by a kill says nothing.
    fn read(log: &str) -> Self {
        let mut ledger = Self::default();
        for line in log.lines() {
            let _ = ledger.read_line(line);
        }
        ledger
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (kind, rest) = line.split_once(' ')?;
        match kind {
            "+" => {
                let (begun, text) = rest.split_once(' ')?;
                let update: Update = serde_json::from_str(text).ok()?;
                self.pending.insert(update.id.0, Pending { begun: begun.parse().ok()?, text: text.to_owned() });
            }
            "-" => {
                let (id, hash) = rest.split_once(' ')?;
                let (id, hash) = (id.parse().ok()?, u64::from_str_radix(hash, 16).ok()?);
                self.pending.remove(&id);
                self.finish(id, hash);
            }
            "=" => drop(self.confirm(rest.parse().ok()?)),
            _ => {}
        }
        Some(())
    }

    /// Notes that an update was handled.
    fn finish(&mut self, id: u32, hash: u64) {
        if self.done.insert(id, hash).is_none() {
            self.order.push_back(id);
        }
        while self.order.len() > MOST_DONE {
            let oldest = self.order.pop_front();
            oldest.map(|id| self.done.remove(&id));
        }
    }

    /// Forgets what cannot come again; returns whether there was any.
    fn confirm(&mut self, offset: i32) -> bool {
        let before = self.done.len();
        self.done.retain(|id, _| i64::from(*id) >= i64::from(offset));
        self.order.retain(|id| self.done.contains_key(id));
        self.done.len() < before
    }

    /// Counts one more beginning for all that is pending, and gives up what was begun too often.
    fn begin_again(&mut self) {
        for (id, pending) in std::mem::take(&mut self.pending) {
            if pending.begun >= MOST_BEGINNINGS {
                tracing::error!(update = id, "given up: it was begun {MOST_BEGINNINGS} times and never finished");
                self.finish(id, xxh3_64(pending.text.as_bytes()));
                continue;
            }
            self.pending.insert(id, Pending { begun: pending.begun + 1, ..pending });
        }
    }

    /// Writes a log that says just this in the place of the old one, and returns it, open for more lines.
    fn write(&self, path: &Path) -> std::io::Result<File> {
        let mut lines = String::new();
        for pending in self.pending.values() {
            pending.line(&mut lines);
        }
        for (id, hash) in self.order.iter().filter_map(|id| self.done.get_key_value(id)) {
            let _ = writeln!(lines, "- {id} {hash:016x}");
        }
        let fresh = path.with_extension("inbox.new");
        let mut file = File::create(&fresh)?;
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&fresh, path)?;
        if let Some(folder) = path.parent() {
            File::open(folder)?.sync_all()?;
        }
        OpenOptions::new().append(true).open(path)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn received(id: u32, text: &str) -> Received {
        let text = json!({"update_id": id, "message": {"message_id": 1, "date": 1, "text": text,
            "chat": {"id": 5, "type": "private", "first_name": "Ana"}}})
        .to_string();
        Received { update: serde_json::from_str(&text).unwrap(), text }
    }

    fn ids(updates: &[Update]) -> Vec<u32> {
        updates.iter().map(|update| update.id.0).collect()
    }

    fn open(folder: &Path) -> (Inbox, Vec<u32>) {
        let (inbox, left) = Inbox::open(folder, 9).unwrap();
        (inbox, ids(&left))
    }

    #[test]
    fn after_a_torn_line_all_of_it_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (inbox, _) = open(folder.path());
        inbox.keep([received(7, "a")].into_iter());
        {
            // As a full disk leaves it.
            let mut log = inbox.log();
            log.file.write_all(b"+ 1 {\"update_id\": 8, \"mess").unwrap();
            let Received { update, text } = received(8, "b");
            log.ledger.pending.insert(update.id.0, Pending { begun: 1, text });
            log.broken = true;
        }
        assert!(inbox.sync().is_err());
        inbox.keep([received(9, "c")].into_iter());
        inbox.sync().unwrap();
        inbox.done(UpdateId(7));
        drop(inbox);
        assert_eq!(open(folder.path()).1, [8, 9]);
    }

    #[test]
    fn what_is_left_is_begun_again_and_what_is_done_is_not_taken_twice() {
        let folder = tempfile::tempdir().unwrap();
        let (inbox, left) = open(folder.path());
        assert!(left.is_empty());
        assert_eq!(ids(&inbox.keep([received(7, "a"), received(8, "b")].into_iter())), [7, 8]);
        assert!(inbox.keep([received(8, "b")].into_iter()).is_empty(), "it is in hand already");
        inbox.done(UpdateId(7));
        drop(inbox);
        let (inbox, left) = open(folder.path());
        assert_eq!(left, [8]);
        assert_eq!(ids(&inbox.keep([received(7, "a"), received(9, "c")].into_iter())), [9]);
        assert_eq!(ids(&inbox.keep([received(7, "another")].into_iter())), [7], "the same number, another update");
        inbox.done(UpdateId(8));
        inbox.done(UpdateId(9));
        inbox.confirmed(Offset(10));
        drop(inbox);
        let (inbox, left) = open(folder.path());
        assert_eq!(left, [7]);
        assert_eq!(ids(&inbox.keep([received(9, "c")].into_iter())), [9], "confirmed: this can only be a new one");
    }

    #[test]
    fn an_update_that_ends_the_process_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).0.keep([received(7, "a")].into_iter());
        assert_eq!(open(folder.path()).1, [7]);
        assert_eq!(open(folder.path()).1, [7]);
        assert!(open(folder.path()).1.is_empty());
    }

    #[test]
    fn a_line_cut_short_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let (inbox, _) = open(folder.path());
        inbox.keep([received(7, "a"), received(8, "ñ")].into_iter());
        let bytes = std::fs::read(&inbox.path).unwrap();
        // All lengths but the whole: without its last byte, the line end, a line is whole.
        for length in 0..bytes.len() - 1 {
            std::fs::write(&inbox.path, &bytes[..length]).unwrap();
            let left = open(folder.path()).1;
            assert!(left.is_empty() || left == [7], "{left:?}");
        }
    }

    #[tokio::test]
    async fn what_is_settled_is_waited_for_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        let (inbox, _) = open(folder.path());
        let ids = || vec![UpdateId(7), UpdateId(8)];
        inbox.keep([received(7, "a"), received(8, "b")].into_iter());
        inbox.done(UpdateId(7));
        let soon = std::time::Duration::from_millis(20);
        assert!(tokio::time::timeout(soon, inbox.settled(ids())).await.is_err());
        let done = async { inbox.done(UpdateId(8)) };
        tokio::join!(inbox.settled(ids()), done);
    }

    #[test]
    fn what_is_never_confirmed_is_forgotten_at_last() {
        let mut ledger = Ledger::default();
        let all = MOST_DONE as u32 + 10;
        (0..all).for_each(|id| ledger.finish(id, 7));
        ledger.finish(all - 1, 8);
        assert_eq!((ledger.done.len(), ledger.order.len()), (MOST_DONE, MOST_DONE));
        assert_eq!(
            (ledger.done.get(&9), ledger.done.get(&10), ledger.done.get(&(all - 1))),
            (None, Some(&7), Some(&8))
        );
        assert!(ledger.confirm(all as i32 - 1));
        assert_eq!((ledger.done.len(), ledger.order.len()), (1, 1));
    }

    #[test]
    fn the_log_does_not_grow_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let (inbox, _) = open(folder.path());
        let long = "x".repeat(100_000);
        for id in 1..200 {
            inbox.keep([received(id, &long)].into_iter());
            inbox.done(UpdateId(id));
            inbox.confirmed(Offset(id as i32));
        }
        assert!(std::fs::metadata(&inbox.path).unwrap().len() < 2 * LONGEST_LOG as u64);
    }
}
