//! What the tests share: the program, an index of the shipped sample built once, and the words to ask it.
#![allow(dead_code)]

#[cfg(unix)]
pub mod browser;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::time::SystemTime;

use serde_json::Value;

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, away from any configuration of the surroundings.
pub fn claqueta() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claqueta"));
    command.env_remove("TELOXIDE_TOKEN").env("CLAQUETA_LOG", "warn");
    command
}

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    claqueta().args(arguments).output().expect("the program starts")
}

/// What a run wrote to stdout, when it succeeded.
#[track_caller]
pub fn stdout(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "it failed with {:?}: {error}", output.status.code());
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The one line with which a run failed.
#[track_caller]
pub fn failure(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "stdout: {}", String::from_utf8_lossy(&output.stdout));
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    let lines: Vec<&str> = error.lines().filter(|l| l.starts_with("error: ")).collect();
    assert_eq!(lines.len(), 1, "one clear line, not: {error}");
    lines[0].to_owned()
}

/// A folder of this test run that is removed with the value.
pub fn folder() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("claqueta-test-").tempdir().unwrap()
}

/// The index of the shipped sample: built once for this build of the program and this data, shared by all test programs.
/// Nothing may be published into it.
pub fn sample_index() -> &'static Path {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    INDEX.get_or_init(|| {
        let data = root().join("data");
        let stamp = newest(&data).max(newest(Path::new(env!("CARGO_BIN_EXE_claqueta"))));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let index = folder.join(format!("sample-{}", stamp.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos()));
        if !index.exists() {
            for older in std::fs::read_dir(folder).unwrap().flatten() {
                if older.file_name().to_string_lossy().starts_with("sample-") {
                    let _ = std::fs::remove_dir_all(older.path());
                }
            }
            let aside = tempfile::Builder::new().prefix("aside-").tempdir_in(folder).unwrap();
            stdout(&run(&["index", "--data", data.to_str().unwrap(), "--index", aside.path().to_str().unwrap()]));
            // Another test program may have been quicker: its index is as good.
            let _ = std::fs::rename(aside.path(), &index);
        }
        index
    })
}

/// When a file, or the latest of the files in a folder, was changed.
fn newest(path: &Path) -> SystemTime {
    let own = std::fs::metadata(path).unwrap().modified().unwrap();
    match std::fs::read_dir(path) {
        Ok(entries) => entries.map(|entry| newest(&entry.unwrap().path())).fold(own, SystemTime::max),
        Err(_) => own,
    }
}

/// Asks one utterance of the index in `index`.
#[track_caller]
pub fn ask_in(index: &Path, text: &str) -> Value {
    let output = run(&["ask", "--json", "--index", index.to_str().unwrap(), "--", text]);
    serde_json::from_str(stdout(&output).trim()).unwrap()
}

/// Asks one utterance of the shipped sample.
#[track_caller]
pub fn ask(text: &str) -> Value {
    ask_in(sample_index(), text)
}

/// Feeds lines to a run and returns one JSON value per line of output.
#[track_caller]
pub fn lines(arguments: &[&str], input: &str) -> Vec<Value> {
    let output = assert_cmd::Command::from_std({
        let mut command = claqueta();
        command.args(arguments);
        command
    })
    .write_stdin(input.to_owned())
    .output()
    .unwrap();
    stdout(&output).lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

/// `claqueta serve` on a free port; ended with the value.
pub struct Served {
    /// The program.
    pub child: std::process::Child,
    /// Host and port.
    pub addr: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the index in `index`, with these variables of the environment.
pub fn serve(index: &Path, settings: &[(&str, &str)]) -> Served {
    serve_at("127.0.0.1:0", index, settings)
}

/// Serves the index in `index` at an address.
pub fn serve_at(addr: &str, index: &Path, settings: &[(&str, &str)]) -> Served {
    let mut command = claqueta();
    command.args(["serve", "--addr", addr, "--index", index.to_str().unwrap()]);
    command.env("CLAQUETA_LOG", "claqueta=info").env("NO_COLOR", "1").envs(settings.iter().copied());
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.by_ref().map_while(Result::ok).find(|l| l.contains("listening at")).expect("it listens");
    // What it logs later must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Served { child, addr: line.split("http://").nth(1).unwrap().trim().to_owned() }
}

/// The big real data beside the repository, where it is.
pub fn whole_data() -> Option<[PathBuf; 2]> {
    let shared = root().parent()?.join("shared").join("data");
    let folders = [shared.join("films"), shared.join("platforms")];
    folders.iter().all(|f| f.is_dir()).then_some(folders)
}
