//! `config.toml`: every key has a default, every key can be overridden by `CLAQUETA_<SECTION>__<KEY>`.
//!
//! The door is [`Config::load`].

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};

use crate::error::{Error, Result};
use crate::recommend::Agreement;

/// Prefix of the environment variables that override keys.
const PREFIX: &str = "CLAQUETA_";

/// The one variable with that prefix that is no key: what is logged (`CLAQUETA_LOG=debug`).
const LOG: &str = "LOG";

/// All settings.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folders.
    pub paths: Paths,
    /// The engine.
    pub engine: EngineConfig,
    /// The bot.
    pub telegram: Telegram,
    /// The web.
    pub http: Http,
}

/// Folders; relative ones start at the working folder.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paths {
    /// Where sources are looked for when no `--data` is given.
    pub data: Vec<PathBuf>,
    /// Where generations of the index are kept.
    pub index: PathBuf,
    /// Where people's data are kept.
    pub state: PathBuf,
}

impl Default for Paths {
    fn default() -> Self {
        Self { data: vec!["data".into()], index: "index".into(), state: "state".into() }
    }
}

/// Settings of the engine.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EngineConfig {
    /// How many answers are kept ready.
    pub cached_answers: usize,
    /// How often a running program looks for a new generation, in milliseconds.
    pub watch_ms: u64,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self { cached_answers: 4096, watch_ms: 1000 }
    }
}

/// Settings of the bot. Its token comes from the environment (`TELOXIDE_TOKEN`) only.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Telegram {
    /// Telegram ids of the people who may rebuild the index and see its state.
    pub admins: Vec<u64>,
    /// The Bot API server, where it is not Telegram's own; `TELOXIDE_API_URL` goes before it.
    pub api_url: String,
    /// How the tastes of a group become one list.
    pub agreement: Agreement,
    /// Limits.
    pub limits: Limits,
    /// Updates posted by Telegram instead of fetched.
    pub webhook: Webhook,
}

/// Where Telegram posts updates to, for a bot that does not fetch them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Webhook {
    /// The public address, such as `https://example.org/telegram`; empty for a bot that fetches its updates.
    pub url: String,
    /// Host and port to listen at; empty for those of `--addr`.
    pub addr: String,
    /// The path there; empty for that of `url`.
    pub path: String,
    /// What Telegram has to say to be believed: 1 to 256 of `A–Z a–z 0–9 _ -`; empty for a new one at each start.
    pub secret: Secret,
    /// Connections that Telegram may open at a time, 1 to 100.
    pub connections: u8,
}

impl Default for Webhook {
    fn default() -> Self {
        let empty = String::new;
        Self { url: empty(), addr: empty(), path: empty(), secret: Secret::default(), connections: 40 }
    }
}

/// A text that is never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself; never to be logged.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<secret>")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        // What serde says of a number would show it.
        match toml::Value::deserialize(deserializer)? {
            toml::Value::String(text) => Ok(Self(text)),
            _ => Err(serde::de::Error::custom("a secret is a text: put it in quotes")),
        }
    }
}

/// Limits of the bot.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Keep outgoing messages within what Telegram allows.
    pub outgoing: bool,
    /// How many messages a chat may send at once before it has to wait.
    pub burst: u32,
    /// How many messages a second a chat may send after that.
    #[serde(deserialize_with = "rate")]
    pub per_second: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { outgoing: true, burst: 30, per_second: 2.0 }
    }
}

/// Settings of `claqueta serve`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// Host and port where no `--addr` is given.
    pub addr: String,
    /// Origins whose pages may ask, such as `https://example.org`; `*` for all.
    #[serde(deserialize_with = "origins")]
    pub cors: Vec<String>,
    /// Connections at a time; more wait to be taken.
    pub connections: usize,
    /// How long a client may take to send the head of a request, or to take what it was sent, in milliseconds.
    pub patience_ms: u64,
    /// How long a request may take in all, in milliseconds.
    pub request_ms: u64,
    /// Bytes of a request's body.
    pub body_limit: usize,
    /// Whether the client's address is the last one of `X-Forwarded-For`: only behind a proxy that writes it.
    pub proxied: bool,
    /// How much one client may ask.
    pub limits: HttpLimits,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            addr: "127.0.0.1:8080".to_owned(),
            cors: Vec::new(),
            connections: 1024,
            patience_ms: 10_000,
            request_ms: 15_000,
            body_limit: 65_536,
            proxied: false,
            limits: HttpLimits::default(),
        }
    }
}

/// How much one client may ask of `claqueta serve`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HttpLimits {
    /// Requests at once.
    pub burst: u32,
    /// Requests a second after that; 0 for no limit at all.
    #[serde(deserialize_with = "rate")]
    pub per_second: f64,
}

impl Default for HttpLimits {
    fn default() -> Self {
        Self { burst: 60, per_second: 0.0 }
    }
}

/// Schemes with hosts, as browsers name where a page is from.
fn origins<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<String>, D::Error> {
    let origins: Vec<String> = Vec::deserialize(deserializer)?;
    let is_origin = |text: &str| {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '[' | ']');
        text == "*" || host.is_some_and(|host| !host.is_empty() && host.chars().all(of_host))
    };
    match origins.iter().find(|origin| !is_origin(origin)) {
        Some(other) => Err(serde::de::Error::custom(format!(
            "`{other}` is no origin: name a scheme and a host, as in https://example.org, or * for all"
        ))),
        None => Ok(origins),
    }
}

/// So many a second.
fn rate<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<f64, D::Error> {
    match f64::deserialize(deserializer)? {
        rate if rate.is_finite() && rate >= 0.0 => Ok(rate),
        other => Err(serde::de::Error::custom(format!("{other} a second cannot be: name 0 or more"))),
    }
}

impl Config {
    /// Reads `file`, then the environment. Without `file`, `config.toml` if there is one, else the defaults.
    ///
    /// # Errors
    /// [`Error::Config`] naming the file or variable, the key and what it takes.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        let mut environment = Vec::new();
        for (key, value) in std::env::vars_os() {
            let Some(key) = key.to_str().filter(|key| key.starts_with(PREFIX)) else { continue };
            let value = value.into_string().map_err(|_| wrong(key, "its value is not UTF-8"))?;
            environment.push((key.to_owned(), value));
        }
        Self::load_with(file, environment.into_iter())
    }

    fn load_with(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let (path, required) = (file.unwrap_or(Path::new("config.toml")), file.is_some());
        let mut table = match std::fs::read_to_string(path) {
            Ok(text) => text.parse::<toml::Table>().map_err(|e| unreadable(path, &text, &e))?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && !required => toml::Table::new(),
            Err(e) => return Err(Error::io(path)(e)),
        };
        // The file is checked alone first, so that a wrong key is blamed on the right place.
        toml::Value::Table(table.clone()).try_into::<Self>().map_err(|e| wrong(path.display(), e))?;
        let mut overrides: Vec<_> = environment
            .filter_map(|(k, v)| Some((k.strip_prefix(PREFIX)?.to_owned(), v)))
            .filter(|o| o.0 != LOG)
            .collect();
        overrides.sort();
        for (key, text) in overrides {
            let variable = format!("{PREFIX}{key}");
            let keys: Vec<String> = key.split("__").map(str::to_lowercase).collect();
            set(&mut table, &keys, value(&text)).map_err(|e| wrong(&variable, e))?;
            toml::Value::Table(table.clone()).try_into::<Self>().map_err(|e| wrong(&variable, e))?;
        }
        toml::Value::Table(table).try_into().map_err(|e| wrong(path.display(), e))
    }
}

/// What is wrong and in which line; not the line itself, which may hold a secret.
fn unreadable(path: &Path, text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    let origin = line.map_or(path.display().to_string(), |line| format!("{}, line {line}", path.display()));
    wrong(origin, error.message())
}

fn wrong(origin: impl std::fmt::Display, e: impl std::fmt::Display) -> Error {
    Error::Config { origin: origin.to_string(), reason: e.to_string().trim().replace('\n', " ") }
}

/// The variable's text as a TOML value; what is no TOML is a text, so that paths need no quotes.
fn value(text: &str) -> toml::Value {
    let document = format!("x = {text}").parse::<toml::Table>();
    document.ok().and_then(|mut t| t.remove("x")).unwrap_or_else(|| toml::Value::String(text.to_owned()))
}

fn set(table: &mut toml::Table, keys: &[String], value: toml::Value) -> std::result::Result<(), String> {
    match keys {
        [] => Ok(()),
        [key] => {
            table.insert(key.clone(), value);
            Ok(())
        }
        [section, rest @ ..] => {
            let inner = table.entry(section.clone()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            match inner {
                toml::Value::Table(inner) => set(inner, rest, value),
                _ => Err(format!("`{section}` is not a section")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, environment: &[(&str, &str)]) -> Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        Config::load_with(Some(&path), environment.iter().map(|(k, v)| (k.to_string(), v.to_string())))
    }

    #[test]
    fn environment_wins_and_is_read_as_toml() {
        let config = load(
            "[paths]\nindex = 'a'\n",
            &[("CLAQUETA_TELEGRAM__ADMINS", "[777]"), ("CLAQUETA_PATHS__INDEX", "/tmp/b"), ("CLAQUETA_LOG", "debug")],
        )
        .unwrap();
        assert_eq!(config.telegram.admins, [777]);
        assert_eq!(config.paths.index, PathBuf::from("/tmp/b"));
        let nested = load("", &[("CLAQUETA_TELEGRAM__LIMITS__OUTGOING", "false")]).unwrap();
        assert!(!nested.telegram.limits.outgoing);
    }

    #[test]
    fn a_wrong_key_is_named_with_its_origin() {
        let file = load("[paths]\nindxe = 'a'\n", &[]).unwrap_err().to_string();
        assert!(file.contains("config.toml") && file.contains("indxe"), "{file}");
        let variable = load("", &[("CLAQUETA_TELEGRAM__ADMINS", "no")]).unwrap_err().to_string();
        assert!(variable.contains("CLAQUETA_TELEGRAM__ADMINS"), "{variable}");
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for (key, value) in [
            ("CLAQUETA_HTTP__CORS", "['nonsense']"),
            ("CLAQUETA_HTTP__CORS", "['https://example.org/page']"),
            ("CLAQUETA_HTTP__LIMITS__PER_SECOND", "-1"),
            ("CLAQUETA_HTTP__LIMITS__PER_SECOND", "nan"),
            ("CLAQUETA_TELEGRAM__LIMITS__PER_SECOND", "-0.5"),
        ] {
            let refused = load("", &[(key, value)]).unwrap_err().to_string();
            assert!(refused.contains(key), "{refused}");
        }
        let origins = "['https://example.org', 'http://localhost:3000', '*']";
        let config = load("", &[("CLAQUETA_HTTP__CORS", origins), ("CLAQUETA_HTTP__LIMITS__PER_SECOND", "2")]).unwrap();
        assert_eq!((config.http.cors.len(), config.http.limits.per_second), (3, 2.0));
    }

    #[test]
    fn a_secret_is_never_shown() {
        let key = "CLAQUETA_TELEGRAM__WEBHOOK__SECRET";
        let config = load("", &[(key, "wHispered-9")]).unwrap();
        assert_eq!(config.telegram.webhook.secret.reveal(), "wHispered-9");
        assert!(!format!("{config:?}").contains("wHispered"));
        let number = load("", &[(key, "12345")]).unwrap_err().to_string();
        assert!(number.contains(key) && number.contains("quotes") && !number.contains("12345"), "{number}");
        for text in ["secret = wHispered", "secret = 'wHispered", "secret = ['wHispered']", "secrte = 'wHispered'"] {
            let said = load(&format!("[telegram.webhook]\n{text}\n"), &[]).unwrap_err().to_string();
            assert!(said.contains("config.toml") && !said.contains("wHispered"), "{said}");
        }
    }

    #[test]
    fn the_shipped_file_holds_the_defaults() {
        let shipped = Config::load_with(Some(Path::new("config.toml")), std::iter::empty()).unwrap();
        assert_eq!(shipped, Config::default());
    }
}
