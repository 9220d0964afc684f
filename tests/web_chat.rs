//! The web chat as a person uses it, in a real Chromium driven over its debugging pipe. Without a Chromium here this is
//! said, and nothing is checked.
#![cfg(unix)]

mod common;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use common::{folder, sample_index, serve};
use serde_json::{Value, json};

/// How long anything in the browser may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mut places = std::env::split_paths(&folders).flat_map(|f| names.map(|n| f.join(n)));
    places.find(|p| p.is_file())
}

/// A browser with one page.
struct Browser {
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
    fn start(program: &Path) -> Self {
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
            .args(["--remote-debugging-pipe", "about:blank"])
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

    fn call(&mut self, method: &str, params: Value) -> Value {
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
    fn eval(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let result = self.call("Runtime.evaluate", asked);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// Waits until an expression holds.
    #[track_caller]
    fn until(&mut self, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.eval(&format!("Boolean({expression})")) != true {
            if Instant::now() > deadline {
                panic!("never: {expression}\n{}", self.eval("document.body.innerText"));
            }
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    fn open(&mut self, url: &str) {
        self.call("Page.navigate", json!({"url": url}));
        self.until("document.readyState === 'complete' && document.querySelector('#ideas button')");
    }

    fn width(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    fn type_in(&mut self, text: &str) {
        self.eval("document.getElementById('text').focus()");
        self.call("Input.insertText", json!({"text": text}));
    }

    fn key(&mut self, key: &str, code: u32) {
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Says something with the keyboard and waits for the answer.
    fn say(&mut self, text: &str) {
        let turns = self.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        self.type_in(text);
        self.key("Escape", 27);
        self.key("Enter", 13);
        self.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    }

    /// Presses what a selector finds and waits for the answer.
    fn press(&mut self, selector: &str) {
        let turns = self.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        self.until(&format!("document.querySelector({selector:?})"));
        self.eval(&format!("[...document.querySelectorAll({selector:?})].at(-1).click()"));
        self.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    }

    /// What the last answer says.
    fn last(&mut self) -> String {
        self.eval("[...document.querySelectorAll('.theirs')].at(-1).innerText").as_str().unwrap().to_owned()
    }

    /// Everything that went wrong in the page, and whatever it asked of other hosts.
    fn complaints(&mut self, home: &str) -> Vec<String> {
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

/// The page waits for nothing.
const QUIET: &str = "!document.getElementById('log').hasAttribute('aria-busy')";

#[test]
fn a_person_talks_with_the_page() {
    let Some(program) = chromium() else {
        // Past the capture of the test runner: a check that did not run must be seen.
        let _ = writeln!(std::io::stderr(), "skipped: the web chat is not tried, there is no Chromium here");
        return;
    };
    let served = serve(sample_index(), &[]);
    let home = format!("http://{}", served.addr);
    let mut page = Browser::start(&program);
    page.width(1280, 800);
    page.open(&home);
    assert_eq!(page.eval("document.title"), "Claqueta");

    // A name is suggested while it is typed, and taken with the keyboard.
    page.type_in("toy sto");
    page.until("document.querySelectorAll('#found [role=option]').length > 0");
    assert_eq!(page.eval("document.getElementById('text').getAttribute('aria-expanded')"), "true");
    page.key("ArrowDown", 40);
    assert_eq!(page.eval("document.getElementById('text').getAttribute('aria-activedescendant')"), "found-0");
    assert_eq!(
        page.eval("document.querySelector('[aria-selected=true]').innerText.split('\\n')[0]"),
        "Toy Story (1995)"
    );
    page.key("Enter", 13);
    page.until("document.querySelector('.card')");
    page.until(QUIET);
    assert_eq!(page.eval("document.querySelector('.card h3').innerText"), "Toy Story");
    assert_eq!(page.eval("document.querySelector('.mine p').innerText"), "Toy Story (1995)");
    assert_eq!(page.eval("document.activeElement.id"), "text", "one can go on typing");
    assert_eq!(page.eval("document.getElementById('found').hidden"), true);

    // Similar films stand on a shelf, are asked for by pressing, and come page by page.
    page.press(".pills [data-word=similar]");
    assert_eq!(page.eval("[...document.querySelectorAll('.shelf')].at(-1).children.length"), 5);
    let (first, second) = (page.last(), "[...document.querySelectorAll('.shelf')].at(-1).children[1]");
    let title = page.eval(&format!("{second}.querySelector('b').innerText"));
    page.press(".pills [data-word=more]");
    assert_ne!(page.last(), first);
    let turns = page.eval("document.querySelectorAll('.theirs').length");
    page.eval("document.querySelectorAll('.shelf')[0].children[1].firstChild.click()");
    page.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    assert_eq!(page.eval("[...document.querySelectorAll('.card h3')].at(-1).innerText"), title);

    // What was said before is understood, here and after the page is loaded again.
    page.say("¿y los votos?");
    assert!(page.last().contains(title.as_str().unwrap()), "{}", page.last());
    let said = page.eval("document.getElementById('log').innerText");
    page.call("Page.reload", json!({}));
    page.until("document.readyState === 'complete' && document.querySelectorAll('.theirs').length > 4");
    assert_eq!(page.eval("document.getElementById('log').innerText"), said);

    // What is typed is text, whatever it looks like.
    page.say("/score <img src=x onerror=\"window.hit = 1\"><b>zzqq</b>");
    assert!(page.last().contains("<img src=x"), "{}", page.last());
    assert_eq!(page.eval("document.querySelectorAll('.log img').length"), 0);
    assert_eq!(page.eval("typeof window.hit"), "undefined");

    // The page speaks English and turns dark, and remembers both.
    page.eval("document.getElementById('language').click()");
    assert_eq!(page.eval("document.documentElement.lang"), "en");
    assert_eq!(page.eval("document.querySelector('[data-word=send]').textContent"), "Send");
    let light = page.eval("getComputedStyle(document.body).backgroundColor");
    page.eval("document.getElementById('theme').click()");
    assert_ne!(page.eval("getComputedStyle(document.body).backgroundColor"), light);
    page.eval("document.getElementById('fresh').click()");
    assert_eq!(page.eval("document.querySelectorAll('.turn').length"), 0);

    // On a narrow screen nothing runs out of it; a link may ask.
    page.width(360, 640);
    page.open(&format!("{home}/?again#q=comedias%20de%20los%2090"));
    page.until(&format!("document.querySelectorAll('.theirs').length === 1 && {QUIET}"));
    assert_eq!(page.eval("document.documentElement.lang"), "en");
    page.say("/ayuda");
    assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true);

    // Answers are in the language of the page, which follows what is said.
    assert!(page.last().contains("everything about a film"), "{}", page.last());
    page.say("háblame en español");
    assert_eq!(page.eval("document.documentElement.lang"), "es");
    assert_eq!(page.eval("[...document.querySelectorAll('.theirs')].at(-1).lang"), "es");
    page.eval("document.getElementById('language').click()");
    page.say("/plataforma netflix");
    assert!(page.last().contains("Netflix has"), "{}", page.last());

    // Everything that can be pressed or filled in has a name for those who do not see it.
    let tree = page.call("Accessibility.getFullAXTree", json!({}));
    let mut named = 0;
    for node in tree["nodes"].as_array().unwrap().iter().filter(|n| n["ignored"] == false) {
        if ["button", "combobox", "textbox", "link", "listbox", "log"]
            .contains(&node["role"]["value"].as_str().unwrap_or(""))
        {
            assert!(node["name"]["value"].as_str().is_some_and(|n| !n.trim().is_empty()), "no name: {node}");
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
    assert_eq!(page.complaints(&home), Vec::<String>::new());

    // Without the program the page says so kindly, and offers to try again.
    drop(served);
    page.say("hola");
    assert!(page.last().contains("cannot reach the program"), "{}", page.last());
    assert_eq!(page.eval("document.querySelectorAll('.wrong [data-word=again]').length"), 1);
}
