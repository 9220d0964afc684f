//! A real Chromium driven over its debugging pipe, where there is one.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Served, folder, sample_index, serve};

/// How long anything in the browser may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser of this machine; `None`, said aloud, where there is none and nothing can be checked.
pub fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mut places = std::env::split_paths(&folders).flat_map(|f| names.map(|n| f.join(n)));
    let found = places.find(|p| p.is_file());
    if found.is_none() {
        // Past the capture of the test runner: a check that did not run must be seen.
        let _ = writeln!(std::io::stderr(), "skipped: nothing is tried in a browser, there is no Chromium here");
    }
    found
}

/// The script of axe-core, which finds what bars people from a page: the file that the variable `AXE` names; `None`,
/// said aloud, where it names none.
pub fn axe() -> Option<String> {
    let found = std::env::var_os("AXE").map(|path| std::fs::read_to_string(path).unwrap());
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: AXE names no axe.min.js, what bars people is not looked for");
    }
    found
}

/// The page of a program of its own on a wide screen, and its address; `None` where there is no browser.
pub fn opened() -> Option<(Served, Browser, String)> {
    let program = chromium()?;
    let served = serve(sample_index(), &[]);
    let home = format!("http://{}", served.addr);
    let mut page = Browser::start(&program);
    page.width(1280, 800);
    page.open(&home);
    Some((served, page, home))
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    pipe: File,
    messages: Receiver<Value>,
    session: Option<String>,
    calls: u64,
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    /// Starts it with one empty page.
    pub fn start(program: &Path) -> Self {
        let profile = folder();
        let [to, from] = ["to", "from"].map(|name| profile.path().join(name));
        assert!(Command::new("mkfifo").args([&to, &from]).status().unwrap().success());
        let open = |path: &Path| File::options().read(true).write(true).open(path).unwrap();
        let (pipe, answers) = (open(&to), open(&from));
        // The browser reads commands from descriptor 3 and writes answers to 4.
        let child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$TO\" 4>\"$FROM\""])
            .arg(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
            .args(["--lang=es", "--accept-lang=es", "--remote-debugging-pipe", "about:blank"])
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .env("TO", &to)
            .env("FROM", &from)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut answers = BufReader::new(answers);
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { return };
                if sender.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        let mut browser =
            Self { child, pipe, messages, session: None, calls: 0, events: Vec::new(), _profile: profile };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Calls a method of the DevTools protocol.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.calls += 1;
        let mut command = json!({"id": self.calls, "method": method, "params": params});
        if let Some(session) = &self.session {
            command["sessionId"] = session.as_str().into();
        }
        self.pipe.write_all(format!("{command}\0").as_bytes()).unwrap();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).unwrap_or_else(|_| panic!("no answer to {method}"));
            if message["id"] == self.calls {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    /// The value of an expression in the page.
    pub fn eval(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let result = self.call("Runtime.evaluate", asked);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// Waits until an expression holds.
    #[track_caller]
    pub fn until(&mut self, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.eval(&format!("Boolean({expression})")) != true {
            if Instant::now() > deadline {
                panic!("never: {expression}\n{}", self.eval("document.body.innerText"));
            }
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// Makes the screen so large.
    pub fn width(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// Everything that went wrong in the page, and whatever it asked of other hosts.
    pub fn complaints(&mut self, home: &str) -> Vec<String> {
        self.eval("0");
        let mut found = Vec::new();
        for event in &self.events {
            let params = &event["params"];
            match event["method"].as_str() {
                Some("Runtime.exceptionThrown") => found.push(params.to_string()),
                Some("Log.entryAdded") if params["entry"]["level"] == "error" => found.push(params.to_string()),
                Some("Network.requestWillBeSent") => {
                    let url = params["request"]["url"].as_str().unwrap_or_default();
                    if !url.starts_with(home) && !url.starts_with("data:") {
                        found.push(format!("asks {url}"));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// What a person does with the page.
impl Browser {
    /// Opens the page at an address.
    pub fn open(&mut self, url: &str) {
        self.call("Page.navigate", json!({"url": url}));
        self.until("document.readyState === 'complete' && document.querySelector('#ideas button')");
    }

    /// Types into its field.
    pub fn type_in(&mut self, text: &str) {
        self.eval("document.getElementById('text').focus()");
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Presses a key.
    pub fn key(&mut self, key: &str, code: u32) {
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Says something with the keyboard and waits for the answer.
    pub fn say(&mut self, text: &str) {
        let turns = self.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        self.type_in(text);
        self.key("Escape", 27);
        self.key("Enter", 13);
        self.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    }

    /// Presses what a selector finds and waits for the answer.
    pub fn press(&mut self, selector: &str) {
        let turns = self.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        self.until(&format!("document.querySelector({selector:?})"));
        self.eval(&format!("[...document.querySelectorAll({selector:?})].at(-1).click()"));
        self.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    }

    /// What the last answer says.
    pub fn last(&mut self) -> String {
        self.eval("[...document.querySelectorAll('.theirs')].at(-1).innerText").as_str().unwrap().to_owned()
    }
}

/// The page waits for nothing.
pub const QUIET: &str = "!document.getElementById('log').hasAttribute('aria-busy')";
