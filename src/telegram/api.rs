//! Calls of the Bot API: limited, timed, repeated where that helps, and with errors that never show the token.
//!
//! The door is [`Api::call`]. What teloxide would do inside a request (sleep ten seconds on a server error and give up)
//! is done here instead: 429 waits as long as Telegram says, server and network errors are repeated with growing
//! pauses until the caller's patience ends, everything else is final.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::Bot;
use teloxide::requests::Payload;
use teloxide::types::{ChatId, FileId, InputFile};
use tokio::time::{Instant, sleep};

use super::account::Account;
use super::counts::Counts;
use super::limiter::{Lane, Limiter};

/// A call without an answer after this time is taken for lost; long polls add the time they may wait.
const CALL_TIMEOUT: Duration = Duration::from_secs(15);

/// A file is fetched or sent in this time or not at all.
const FILE_TIMEOUT: Duration = Duration::from_secs(120);

/// What is said of a file that turns out larger than Telegram said.
const TOO_LARGE: &str = "the file is larger than it was said to be";

/// How often a file is tried to be fetched.
const DOWNLOAD_TRIES: usize = 3;

/// The first pause before a call is repeated; every further one is twice as long, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// For how long a call is worth repeating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// A message: somebody waits for it.
    Message,
    /// A pressed button or an inline query: Telegram forgets it soon.
    Fleeting,
    /// One try; the caller decides.
    Once,
}

impl Patience {
    fn limit(self) -> Duration {
        match self {
            Self::Message => Duration::from_secs(300),
            Self::Fleeting => Duration::from_secs(15),
            Self::Once => Duration::ZERO,
        }
    }
}

/// Why a call failed for good.
#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    /// Telegram understood and said no.
    #[error("{method}: Telegram refuses: {description} ({code})")]
    Refused {
        /// The method called.
        method: &'static str,
        /// Like an HTTP status: 400, 401, 403, 404, 409, …
        code: u16,
        /// Telegram's words.
        description: String,
        /// The chat has become a supergroup with this id.
        migrated_to: Option<ChatId>,
    },
    /// No answer, or none that makes sense, until the patience ended.
    #[error("{method}: no answer from {server}: {reason}")]
    Unreachable {
        /// The method called.
        method: &'static str,
        /// The server, without the token.
        server: String,
        /// The last reason, without the token.
        reason: String,
    },
    /// Too many calls until the patience ended.
    #[error("{method}: Telegram asks to wait {seconds} s")]
    TooMany {
        /// The method called.
        method: &'static str,
        /// For how long.
        seconds: u64,
    },
}

impl CallError {
    /// Whether Telegram said no with these words (or a part of them).
    pub(super) fn says(&self, words: &str) -> bool {
        matches!(self, Self::Refused { description, .. } if description.contains(words))
    }

    /// Whether Telegram said no with one of these words.
    pub(super) fn says_any(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.says(words))
    }

    /// Telegram's code, where it said no.
    pub(super) fn code(&self) -> Option<u16> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }
}

/// What every method answers.
#[derive(Deserialize)]
struct Response {
    ok: bool,
    #[serde(default)]
    result: Value,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

/// A file that goes along with a call.
pub(super) struct Upload<'a> {
    pub(super) name: &'a str,
    /// Its content type.
    pub(super) kind: &'a str,
    pub(super) bytes: &'a [u8],
}

impl Upload<'_> {
    /// What stands in a payload for the file that goes along with it.
    pub(super) fn attached() -> InputFile {
        // The payload is only ever read as JSON: the same text as an attached file would give, with a name of ours.
        InputFile::file_id(FileId(format!("attach://{ATTACHED}")))
    }
}

/// The name by which a payload refers to the file that goes along.
const ATTACHED: &str = "file";

/// Between the parts of a form; longer than any line of such a file that could begin like this.
const BORDER: &str = "claqueta-7d4f1c9e2b6a80553fd1e9ca";

/// A form of what a payload holds, and the file (RFC 7578).
fn form(payload: &impl Serialize, file: &Upload<'_>) -> Body {
    let payload = serde_json::to_value(payload).expect("invariant: payloads are plain JSON");
    let mut bytes = Vec::with_capacity(file.bytes.len() + 4096);
    let mut part = |head: &str, body: &[u8]| {
        bytes.extend_from_slice(format!("--{BORDER}\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes());
        bytes.extend_from_slice(body);
        bytes.extend_from_slice(b"\r\n");
    };
    for (name, value) in payload.as_object().into_iter().flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        part(&format!("name=\"{name}\""), text.as_bytes());
    }
    let head = format!("name=\"{ATTACHED}\"; filename=\"{}\"\r\ncontent-type: {}", file.name, file.kind);
    part(&head, file.bytes);
    bytes.extend_from_slice(format!("--{BORDER}--\r\n").as_bytes());
    Body { bytes, kind: format!("multipart/form-data; boundary={BORDER}") }
}

/// What is sent with a call.
struct Body {
    bytes: Vec<u8>,
    /// Its content type.
    kind: String,
}

/// One connection pool to one server, for one bot.
pub(super) struct Api {
    account: Account,
    // Only its HTTP client is used.
    bot: Bot,
    limiter: Limiter,
    counts: Arc<Counts>,
}

impl Api {
    /// # Errors
    /// When the system gives no HTTP client (no certificates, no random numbers).
    pub(super) fn new(account: Account, limiter: Limiter, counts: Arc<Counts>) -> anyhow::Result<Self> {
        let client = teloxide::net::default_reqwest_settings().timeout(CALL_TIMEOUT).build()?;
        Ok(Self { account, bot: Bot::with_client("", client), limiter, counts })
    }

    /// The server, without the token.
    pub(super) fn server(&self) -> &str {
        self.account.server()
    }

    /// Calls a method and returns its `result`.
    ///
    /// # Errors
    /// See [`CallError`]; only after the patience has ended, or at once where repeating cannot help.
    pub(super) async fn call<P>(&self, payload: &P, lane: Lane, patience: Patience) -> Result<Value, CallError>
    where
        P: Payload + Serialize,
    {
        let body = serde_json::to_vec(payload).expect("invariant: payloads are plain JSON");
        let timeout = CALL_TIMEOUT + payload.timeout_hint().unwrap_or_default();
        self.repeat(P::NAME, Body { bytes: body, kind: "application/json".to_owned() }, timeout, lane, patience).await
    }

    /// Calls a method with a file that stands in the payload as [`Upload::attached`], and returns its `result`.
    ///
    /// # Errors
    /// As for [`Self::call`].
    pub(super) async fn upload<P>(
        &self,
        payload: &P,
        file: &Upload<'_>,
        lane: Lane,
        patience: Patience,
    ) -> Result<Value, CallError>
    where
        P: Payload + Serialize,
    {
        self.repeat(P::NAME, form(payload, file), FILE_TIMEOUT, lane, patience).await
    }

    async fn repeat(
        &self,
        method: &'static str,
        body: Body,
        timeout: Duration,
        lane: Lane,
        patience: Patience,
    ) -> Result<Value, CallError> {
        let deadline = Instant::now() + patience.limit();
        let mut pause = FIRST_PAUSE;
        loop {
            self.limiter.turn(lane).await;
            let (wait, error) = match self.attempt(method, &body, timeout).await {
                Ok(Response { ok: true, result, .. }) => {
                    self.counts.called(method, "ok");
                    return Ok(result);
                }
                Ok(refused) if refused.error_code == 429 => {
                    self.counts.called(method, "too_many");
                    let seconds = refused.parameters.retry_after.unwrap_or(1);
                    tracing::warn!(method, seconds, "Telegram asks to wait");
                    // A little longer than asked: clocks differ.
                    (Duration::from_millis(seconds * 1000 + 50), CallError::TooMany { method, seconds })
                }
                Ok(refused) => {
                    self.counts.called(method, "refused");
                    return Err(CallError::Refused {
                        method,
                        code: refused.error_code,
                        description: self.account.scrub(&refused.description),
                        migrated_to: refused.parameters.migrate_to_chat_id.map(ChatId),
                    });
                }
                Err(reason) => {
                    self.counts.called(method, "unreachable");
                    let error = CallError::Unreachable { method, server: self.server().to_owned(), reason };
                    let wait = pause;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                    (wait, error)
                }
            };
            if Instant::now() + wait > deadline {
                return Err(error);
            }
            tracing::debug!("{error}; once more in {wait:?}");
            sleep(wait).await;
        }
    }

    /// Fetches a file that Telegram keeps at `path`, of at most `most` bytes.
    ///
    /// # Errors
    /// See [`CallError`].
    pub(super) async fn download(&self, path: &str, most: usize) -> Result<Vec<u8>, CallError> {
        let method = "download";
        if path.starts_with('/') && self.account.is_own_server() {
            // A server that runs with `--local` names the file itself.
            let description = match read_at_most(path, most).await {
                Ok(Some(bytes)) => return Ok(bytes),
                Ok(None) => TOO_LARGE.to_owned(),
                Err(error) => format!("the server's file cannot be read: {error}"),
            };
            return Err(CallError::Refused { method, code: 400, description, migrated_to: None });
        }
        let mut pause = FIRST_PAUSE;
        let mut reason = String::new();
        for _ in 0..DOWNLOAD_TRIES {
            match self.fetch(path, most).await {
                Ok(Ok(bytes)) => return Ok(bytes),
                Ok(Err((code, description))) => {
                    return Err(CallError::Refused { method, code, description, migrated_to: None });
                }
                Err(error) => reason = error,
            }
            sleep(pause).await;
            pause *= 2;
        }
        Err(CallError::Unreachable { method, server: self.server().to_owned(), reason })
    }

    /// One try. The outer error is one for which it may be repeated.
    async fn fetch(&self, path: &str, most: usize) -> Result<Result<Vec<u8>, (u16, String)>, String> {
        let request = self.bot.client().get(self.account.file_address(path)).timeout(FILE_TIMEOUT);
        let mut response = request.send().await.map_err(|e| self.scrubbed(&e.without_url()))?;
        let status = response.status();
        if status.is_server_error() {
            return Err(format!("status {status}"));
        }
        if !status.is_success() {
            return Ok(Err((status.as_u16(), format!("the file is not given: {status}"))));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| self.scrubbed(&e.without_url()))? {
            if bytes.len() + chunk.len() > most {
                return Ok(Err((413, TOO_LARGE.to_owned())));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Ok(bytes))
    }

    /// An error and its causes without the token.
    fn scrubbed(&self, error: &dyn std::error::Error) -> String {
        let mut reason = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            reason = format!("{reason}: {cause}");
            source = cause.source();
        }
        self.account.scrub(&reason)
    }

    /// One try. `Err` holds a reason without the token, for which the call may be repeated.
    async fn attempt(&self, method: &str, body: &Body, timeout: Duration) -> Result<Response, String> {
        let request = self
            .bot
            .client()
            .post(self.account.address(method))
            .header("content-type", &body.kind)
            .timeout(timeout)
            .body(body.bytes.clone());
        let response = request.send().await.map_err(|e| self.scrubbed(&e.without_url()))?;
        let status = response.status();
        let text = response.bytes().await.map_err(|e| self.scrubbed(&e.without_url()))?;
        if status.is_server_error() {
            return Err(format!("status {status}"));
        }
        serde_json::from_slice(&text).map_err(|_| format!("status {status} and no JSON"))
    }
}

/// A file of at most `most` bytes; `None` for a larger one.
async fn read_at_most(path: &str, most: usize) -> std::io::Result<Option<Vec<u8>>> {
    let is_larger = |metadata: std::fs::Metadata| metadata.len() > most as u64;
    if is_larger(tokio::fs::metadata(path).await?) {
        return Ok(None);
    }
    tokio::fs::read(path).await.map(Some)
}
