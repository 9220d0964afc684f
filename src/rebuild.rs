//! Builds in a process of their own: whoever asked goes on answering and keeps its memory, and a build that dies or is
//! stopped takes nothing with it. Also keeps the sources that were uploaded.
//!
//! The doors are [`Builder::build`], [`Builder::preview`] and [`Builder::offer`].

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::config::Paths;
use crate::error::{Error, Result};
use crate::etl::SourceReport;

/// The folder in the state folder with what was uploaded and accepted.
pub const UPLOADS: &str = "sources";

/// The folder in the state folder with what was uploaded and is not accepted yet.
const OFFERED: &str = "uploads";

/// How soon a cancelled build ends.
const GLANCE: Duration = Duration::from_millis(50);

/// How this program builds: by being called itself, with the folders of this run.
#[derive(Clone, Debug)]
pub struct Builder {
    program: PathBuf,
    paths: Paths,
}

/// A build or a preview under way, as seen from outside.
#[derive(Debug, Default)]
pub struct Watch {
    step: Mutex<Step>,
    cancelled: AtomicBool,
}

/// How far a build is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// A short stable word (`read`, `catalog`, …); empty before the first.
    pub stage: String,
    /// Units done.
    pub done: u64,
    /// Units in all, 0 where unknown.
    pub total: u64,
}

/// What a build published.
#[derive(Clone, Debug, Deserialize)]
pub struct Built {
    /// Its number.
    pub generation: u32,
    /// How long it took.
    pub elapsed_ms: u64,
}

/// What the sources would give.
#[derive(Clone, Debug, Deserialize)]
pub struct Preview {
    /// One entry per source.
    pub sources: Vec<SourceReport>,
    /// Films.
    pub films: u32,
    /// Titles of platforms.
    pub titles: u32,
    /// Ratings.
    pub ratings: u32,
}

impl Watch {
    /// How far it is.
    pub fn step(&self) -> Step {
        self.lock().clone()
    }

    /// Ends it soon; what serves stays as it is.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    fn lock(&self) -> MutexGuard<'_, Step> {
        self.step.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a line like `progress read 120 4000`; returns whether it was one.
    fn read(&self, line: &str) -> bool {
        let mut words = line.split(' ');
        let (Some("progress"), Some(stage), Some(Ok(done)), Some(Ok(total))) =
            (words.next(), words.next(), words.next().map(str::parse), words.next().map(str::parse))
        else {
            return false;
        };
        *self.lock() = Step { stage: stage.to_owned(), done, total };
        true
    }
}

impl Builder {
    /// Builds by calling `program`, this one, with these folders.
    pub fn new(program: PathBuf, paths: Paths) -> Self {
        Self { program, paths }
    }

    /// Builds and publishes a generation. Blocks until it is done, which takes some seconds to some minutes.
    ///
    /// # Errors
    /// [`Error::Build`] with the line with which the build failed, [`Error::Cancelled`].
    pub fn build(&self, watch: &Watch) -> Result<Built> {
        let mut command = self.command(&["index", "--json", "--progress"]);
        command.arg("--instead").arg(self.accepted());
        run(command, watch)
    }

    /// What the sources would give with those in the folder of `offer` in the place of others. Blocks for some seconds.
    ///
    /// # Errors
    /// As for [`Self::build`].
    pub fn preview(&self, offer: &Offer, watch: &Watch) -> Result<Preview> {
        let mut command = self.command(&["etl", "--check", "--json"]);
        command.arg("--instead").arg(self.accepted()).arg("--instead").arg(&offer.folder);
        run(command, watch)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = gently(&self.program);
        command.args(arguments).arg("--index").arg(&self.paths.index);
        for folder in &self.paths.data {
            command.arg("--data").arg(folder);
        }
        command.env("CLAQUETA_PATHS__STATE", &self.paths.state);
        // The child needs no secrets.
        command.env_remove("TELOXIDE_TOKEN");
        command
    }

    fn accepted(&self) -> PathBuf {
        self.paths.state.join(UPLOADS)
    }

    /// A folder of its own for the upload of this number.
    ///
    /// # Errors
    /// [`Error::Io`] where the state folder cannot be written.
    pub fn offer(&self, number: u64) -> Result<Offer> {
        let folder = self.paths.state.join(OFFERED).join(number.to_string());
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        Ok(Offer { accepted: self.accepted(), folder, source: PathBuf::new() })
    }

    /// Removes what was uploaded and neither accepted nor refused before the program ended.
    pub fn forget_offers(&self) {
        let _ = fs::remove_dir_all(self.paths.state.join(OFFERED));
    }
}

/// An uploaded file that waits to be accepted; removed when it is dropped.
#[derive(Debug)]
pub struct Offer {
    accepted: PathBuf,
    folder: PathBuf,
    /// Its place in a folder of sources (`netflix_titles.csv`).
    pub source: PathBuf,
}

impl Offer {
    /// Where the file is written before it is known what it is.
    pub fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    /// Where the file is once it is known.
    pub fn file(&self) -> PathBuf {
        self.folder.join(&self.source)
    }

    /// Gives the file its name, which tells what it is.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn named(mut self, source: PathBuf) -> Result<Self> {
        self.source = source;
        move_to(&self.incoming(), &self.file())?;
        Ok(self)
    }

    /// Makes it a source of every build from now on.
    ///
    /// # Errors
    /// [`Error::Io`]; then everything is as before.
    pub fn accept(self) -> Result<Accepted> {
        let (place, replaced) = (self.accepted.join(&self.source), self.folder.join("replaced"));
        let replaced = place.exists().then(|| move_to(&place, &replaced).map(|()| replaced)).transpose()?;
        fs::File::open(self.file()).and_then(|file| file.sync_all()).map_err(Error::io(&self.file()))?;
        move_to(&self.file(), &place)?;
        Ok(Accepted { place, replaced, _offer: self })
    }
}

impl Drop for Offer {
    fn drop(&mut self) {
        // What cannot be removed now is removed at the next start.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// An upload that has become a source. What it replaced is removed when this is dropped.
#[derive(Debug)]
pub struct Accepted {
    place: PathBuf,
    replaced: Option<PathBuf>,
    _offer: Offer,
}

impl Accepted {
    /// Puts back what was there before.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn undo(self) -> Result<()> {
        match &self.replaced {
            Some(replaced) => move_to(replaced, &self.place),
            None => fs::remove_file(&self.place).map_err(Error::io(&self.place)),
        }
    }
}

/// Moves a file within one disk, for good: the name is synced.
fn move_to(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().expect("invariant: a file stands in a folder");
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    fs::rename(from, to).map_err(Error::io(to))?;
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))
}

/// The program at the lowest priority, where the system can do that: whoever asks meanwhile comes first.
fn gently(program: &Path) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if !std::env::split_paths(&path).any(|folder| folder.join("nice").is_file()) {
        return Command::new(program);
    }
    let mut command = Command::new("nice");
    command.args(["-n", "19"]).arg(program);
    command
}

/// Runs a command that prints one JSON value on stdout and its progress and errors on stderr.
fn run<T: DeserializeOwned>(mut command: Command, watch: &Watch) -> Result<T> {
    let failed = |reason: String| Error::Build { reason };
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| failed(format!("{}: {e}", command.get_program().display())))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let printed = scope.spawn(move || {
            let mut text = String::new();
            stdout.map(|mut out| out.read_to_string(&mut text));
            text
        });
        let complained = scope.spawn(move || {
            let mut error = None;
            for line in stderr.into_iter().flat_map(|err| BufReader::new(err).lines()).map_while(|line| line.ok()) {
                if !watch.read(&line) {
                    tracing::debug!("build: {line}");
                    // The second is said where the program itself cannot be started.
                    let said = ["error: ", "nice: "].iter().find_map(|prefix| line.strip_prefix(prefix));
                    error = said.map(str::to_owned).or(error);
                }
            }
            error
        });
        let ended = wait(&mut child, watch);
        let printed = printed.join().unwrap_or_default();
        let complained = complained.join().unwrap_or_default();
        let status = ended?;
        if !status.success() {
            return Err(failed(complained.unwrap_or_else(|| format!("it ended with {status}"))));
        }
        serde_json::from_str(&printed).map_err(|e| failed(format!("its report cannot be read: {e}")))
    })
}

fn wait(child: &mut Child, watch: &Watch) -> Result<std::process::ExitStatus> {
    loop {
        if watch.cancelled.load(Ordering::Acquire) {
            // A build may be killed at any moment: it publishes by rename, and the next one clears up.
            let _ = child.kill();
            let _ = child.wait();
            return Err(Error::Cancelled);
        }
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => thread::sleep(GLANCE),
            Err(e) => return Err(Error::Build { reason: e.to_string() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder(state: &Path) -> Builder {
        Builder::new("false".into(), Paths { state: state.to_owned(), ..Paths::default() })
    }

    fn offered(builder: &Builder, number: u64, content: &str) -> Offer {
        let offer = builder.offer(number).unwrap();
        fs::write(offer.incoming(), content).unwrap();
        offer.named("ratings/x.csv".into()).unwrap()
    }

    #[test]
    fn an_upload_becomes_a_source_and_can_be_undone() {
        let state = tempfile::tempdir().unwrap();
        let builder = builder(state.path());
        let place = state.path().join(UPLOADS).join("ratings/x.csv");
        let first = offered(&builder, 1, "one").accept().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "one");
        drop(first);
        offered(&builder, 2, "two").accept().unwrap().undo().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "one");
        drop(offered(&builder, 3, "three").accept().unwrap());
        assert_eq!(fs::read_to_string(&place).unwrap(), "three");
        drop(offered(&builder, 4, "four"));
        assert_eq!(fs::read_dir(state.path().join(OFFERED)).unwrap().count(), 0, "nothing is left lying about");
    }

    #[test]
    fn lines_of_progress_are_read_and_others_are_not() {
        let watch = Watch::default();
        assert!(watch.read("progress read 120 4000"));
        assert_eq!(watch.step(), Step { stage: "read".to_owned(), done: 120, total: 4000 });
        for line in ["progress", "progress read x 4", "error: no index", ""] {
            assert!(!watch.read(line), "{line}");
        }
    }

    #[test]
    fn a_build_that_fails_says_so() {
        let state = tempfile::tempdir().unwrap();
        let error = builder(state.path()).build(&Watch::default()).unwrap_err();
        assert!(matches!(error, Error::Build { .. }), "{error}");
        let missing = Builder::new("/nowhere/claqueta".into(), Paths::default());
        assert!(missing.build(&Watch::default()).unwrap_err().to_string().contains("/nowhere/claqueta"));
    }
}
