//! A Bot API server inside the test: keeps the calls, serves updates from a queue, refuses what Telegram would refuse,
//! and fails on request.
//!
//! Method names are read in any case. What is checked: the token, HTML entities, lengths in UTF-16 units, buttons, photos,
//! the message replied to or edited, that a pressed button is answered once. Updates are posted where there is a webhook.
#![allow(dead_code)]

mod bot_api_rules;
mod form;

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post as posted};
use bot_api_rules::{Refusal, caption, check_keyboard, check_results, photo, refuse, set_commands, shown, units};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// The token that the server knows.
pub const TOKEN: &str = "123456:TEST-secret-secret-secret";

/// The bot's name.
pub const USERNAME: &str = "cine_test_bot";

const BOT_ID: i64 = 123_456;

/// The header in which a webhook is told the secret.
pub const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";

/// A call that the bot made.
#[derive(Clone, Debug)]
pub struct Call {
    /// In lower case.
    pub method: String,
    /// Its parameters.
    pub parameters: Value,
    /// The description of the error that it got, if any.
    pub refused: Option<String>,
}

impl Call {
    /// What is said: the text, or what stands below a picture.
    pub fn text(&self) -> &str {
        let said = |key: &str| self.parameters[key].as_str();
        said("text").or_else(|| said("caption")).unwrap_or_default()
    }

    /// The data of its buttons.
    pub fn buttons(&self) -> Vec<String> {
        let rows = self.parameters["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
        let buttons = rows.iter().flat_map(|row| row.as_array().cloned().unwrap_or_default());
        buttons.map(|button| button["callback_data"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// What goes wrong with the next calls of a method.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Refused with a code, a description and parameters.
    Refusal(u16, &'static str, Value),
    /// A page of a proxy with this status.
    Status(u16),
    /// No answer for so long, and then a broken one.
    Hang(Duration),
}

/// Where updates are posted to.
#[derive(Clone)]
struct Hook {
    url: String,
    secret: String,
    allowed: Value,
}

#[derive(Default)]
struct Inner {
    calls: Vec<Call>,
    updates: VecDeque<Value>,
    last_update: i64,
    last_message: i64,
    /// Messages by chat and number.
    messages: HashMap<(i64, i64), Value>,
    unanswered_presses: HashSet<String>,
    faults: HashMap<String, VecDeque<Fault>>,
    confirmed: i64,
    /// Contents by name; the name is the id too.
    files: HashMap<String, Vec<u8>>,
    /// Where updates are posted to.
    hook: Option<Hook>,
    /// Where `getFile` says that files are, when the server is local.
    disk: Option<PathBuf>,
    /// Requests by method, whatever became of them.
    requests: HashMap<String, usize>,
}

/// The server; ends with the runtime of the test.
#[derive(Clone)]
pub struct FakeBotApi {
    inner: Arc<Mutex<Inner>>,
    changed: Arc<Notify>,
    address: String,
}

impl FakeBotApi {
    /// Starts a server at a free port.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { inner: Arc::default(), changed: Arc::default(), address };
        let router = Router::new()
            .route("/{bot}/{method}", posted(answer))
            .route("/file/{bot}/{name}", get(file))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        server
    }

    /// Its address, as `TELOXIDE_API_URL` takes it.
    pub fn address(&self) -> &str {
        &self.address
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    /// Makes the next calls of `method` (lower case) fail, one fault a call.
    pub fn fail(&self, method: &str, faults: impl IntoIterator<Item = Fault>) {
        self.lock().faults.entry(method.to_owned()).or_default().extend(faults);
    }

    /// Ends all faults.
    pub fn heal(&self) {
        self.lock().faults.clear();
    }

    /// Somebody writes in a chat; a negative id is a supergroup. Returns the message's number.
    pub fn say(&self, chat: i64, text: &str) -> i64 {
        self.say_with(chat, text, json!({}))
    }

    /// The same with further fields of the message.
    pub fn say_with(&self, chat: i64, text: &str, more: Value) -> i64 {
        let mut message = json!({
            "date": 1_700_000_000, "text": text, "chat": chat_of(chat),
            "from": {"id": 42, "is_bot": false, "first_name": "Ana", "language_code": "es"},
        });
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let id = self.keep(chat, &mut message);
        self.push("message", message);
        id
    }

    /// Ana presses the button with `data` below a message of the bot's. Returns the number of the press.
    pub fn press(&self, chat: i64, message: i64, data: &str) -> String {
        self.press_by(42, chat, message, data)
    }

    /// The same by somebody else.
    pub fn press_by(&self, user: i64, chat: i64, message: i64, data: &str) -> String {
        self.press_from(json!({"id": user, "is_bot": false, "first_name": "Ana"}), chat, message, data)
    }

    /// The same by somebody of whom Telegram tells this.
    pub fn press_from(&self, from: Value, chat: i64, message: i64, data: &str) -> String {
        let (id, message) = {
            let mut inner = self.lock();
            let id = format!("press-{}", inner.last_update + 1);
            inner.unanswered_presses.insert(id.clone());
            (id, inner.messages[&(chat, message)].clone())
        };
        self.push(
            "callback_query",
            json!({
                "id": id, "from": from, "chat_instance": "1", "message": message, "data": data,
            }),
        );
        id
    }

    /// Somebody sends a file in private; `size` is what Telegram says of it.
    pub fn send_file(&self, chat: i64, name: &str, content: &[u8], size: usize) {
        self.lock().files.insert(name.to_owned(), content.to_vec());
        let document = json!({"file_id": name, "file_unique_id": name, "file_name": name, "file_size": size});
        let mut message = json!({
            "date": 1_700_000_000, "chat": chat_of(chat), "document": document,
            "from": {"id": chat, "is_bot": false, "first_name": "Ana"},
        });
        self.keep(chat, &mut message);
        self.push("message", message);
    }

    /// The next update has this number: after a quiet week Telegram counts from anywhere.
    pub fn count_from(&self, number: i64) {
        self.lock().last_update = number - 1;
    }

    /// Queues an update of any kind.
    pub fn push(&self, kind: &str, content: Value) {
        let mut inner = self.lock();
        inner.last_update += 1;
        let update = json!({"update_id": inner.last_update, kind: content});
        inner.updates.push_back(update);
        self.changed.notify_waiters();
    }

    fn keep(&self, chat: i64, message: &mut Value) -> i64 {
        let mut inner = self.lock();
        inner.last_message += 1;
        let id = inner.last_message;
        message["message_id"] = json!(id);
        inner.messages.insert((chat, id), message.clone());
        id
    }

    /// The calls so far of `method` (lower case), refused ones too.
    pub fn calls(&self, method: &str) -> Vec<Call> {
        self.lock().calls.iter().filter(|call| call.method == method).cloned().collect()
    }

    /// The answers so far, texts and photos.
    pub fn answers(&self) -> Vec<Call> {
        let is_answer = |call: &&Call| ["sendmessage", "sendphoto", "senddocument"].contains(&call.method.as_str());
        self.lock().calls.iter().filter(is_answer).cloned().collect()
    }

    /// Has each of `chats` say `text`, which the bot takes and confirms but cannot answer until [`Self::heal`].
    pub async fn ask_unanswered(&self, chats: std::ops::Range<i64>, text: &str) {
        self.fail("sendmessage", vec![Fault::Status(502); 100_000]);
        for chat in chats {
            self.say(chat, text);
        }
        self.all_confirmed().await;
    }

    /// How often `method` (lower case) was asked for, failed ones too.
    pub fn requests(&self, method: &str) -> usize {
        self.lock().requests.get(method).copied().unwrap_or(0)
    }

    /// The content of a file that the bot sent or that was sent to it.
    pub fn content(&self, id: &str) -> Option<Vec<u8>> {
        self.lock().files.get(id).cloned()
    }

    /// Keeps files in a folder from now on, like a server that runs with `--local`: it names the path and gives no file.
    pub fn keep_on_disk(&self, folder: &FilePath) {
        self.lock().disk = Some(folder.to_owned());
    }

    /// The raw update of a message in private.
    pub fn raw(id: i64, chat: i64, text: &str) -> String {
        let from = json!({"id": chat, "is_bot": false, "first_name": "Ana"});
        let message =
            json!({"message_id": id, "date": 1_700_000_000, "text": text, "chat": chat_of(chat), "from": from});
        json!({"update_id": id, "message": message}).to_string()
    }

    /// Forgets all files: their ids mean nothing any more.
    pub fn forget_files(&self) {
        self.lock().files.clear();
    }

    /// All calls that were refused without having been told to fail.
    pub fn refused(&self) -> Vec<Call> {
        self.lock().calls.iter().filter(|call| call.refused.is_some()).cloned().collect()
    }

    /// Forgets the refused calls so far, which were expected.
    pub fn forget_refused(&self) {
        self.lock().calls.retain(|call| call.refused.is_none());
    }

    /// Presses without an answer.
    pub fn unanswered(&self) -> usize {
        self.lock().unanswered_presses.len()
    }

    /// The last message that the bot sent, with its number.
    pub fn last_of(&self, chat: i64) -> Value {
        let inner = self.lock();
        let ours = inner.messages.iter().filter(|((c, _), m)| *c == chat && m["from"]["id"] == BOT_ID);
        ours.max_by_key(|((_, id), _)| *id).map(|(_, m)| m.clone()).unwrap_or_default()
    }

    /// Waits until `method` was called `n` times, and returns those calls.
    #[track_caller]
    pub fn wait_for(&self, method: &str, n: usize) -> impl Future<Output = Vec<Call>> {
        let method = method.to_owned();
        self.wait_until(n, move |server| server.calls(&method))
    }

    /// Waits until there are `n` answers, texts, photos and files, and returns them.
    #[track_caller]
    pub fn wait_answers(&self, n: usize) -> impl Future<Output = Vec<Call>> {
        self.wait_until(n, Self::answers)
    }

    #[track_caller]
    fn wait_until(&self, n: usize, calls: impl Fn(&Self) -> Vec<Call>) -> impl Future<Output = Vec<Call>> {
        let caller = std::panic::Location::caller();
        let server = self.clone();
        async move {
            for _ in 0..1500 {
                let calls = calls(&server);
                if calls.len() >= n {
                    return calls;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            panic!("{caller}: {} of {n} calls: {:?}", calls(&server).len(), server.lock().calls);
        }
    }

    /// Waits until a message that says `part` is sent to `chat`, or edited to say so, and returns the call.
    #[track_caller]
    pub fn wait_said(&self, chat: i64, part: &str) -> impl Future<Output = Call> {
        let caller = std::panic::Location::caller();
        let (server, part) = (self.clone(), part.to_owned());
        async move {
            for _ in 0..6000 {
                let said = |call: &&Call| {
                    ["sendmessage", "editmessagetext"].contains(&call.method.as_str())
                        && call.parameters["chat_id"] == chat
                        && call.text().contains(&part)
                };
                if let Some(call) = server.lock().calls.iter().rev().find(said) {
                    return call.clone();
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            panic!("{caller}: nothing says «{part}» in {chat}: {:?}", server.lock().calls);
        }
    }

    /// Waits until every update was fetched and confirmed.
    pub async fn all_confirmed(&self) {
        for _ in 0..1500 {
            if self.lock().updates.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("updates are left: {:?}", self.lock().updates);
    }

    async fn serve(&self, method: &str, parameters: &Value, files: &[(String, Vec<u8>)]) -> Result<Value, Refusal> {
        match method {
            "getme" => Ok(json!({
                "id": BOT_ID, "is_bot": true, "first_name": "Cine", "username": USERNAME, "can_join_groups": true,
                "can_read_all_group_messages": false, "supports_inline_queries": true, "has_main_web_app": false,
                "can_connect_to_business": false,
            })),
            "setwebhook" => self.set_webhook(parameters),
            "deletewebhook" => {
                let mut inner = self.lock();
                inner.hook = None;
                if parameters["drop_pending_updates"] == true {
                    inner.updates.clear();
                }
                Ok(json!(true))
            }
            "setmycommands" => set_commands(parameters),
            "deletemycommands" => Ok(json!(true)),
            "getupdates" if self.lock().hook.is_some() => Err(Refusal {
                code: 409,
                description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
                              delete the webhook first"
                    .into(),
                parameters: Value::Null,
            }),
            "getupdates" => Ok(self.updates(parameters).await),
            "sendmessage" => self.send(parameters),
            "editmessagetext" => self.edit(parameters),
            "sendphoto" => self.send_photo(parameters, files),
            "senddocument" => match files.first() {
                Some(_) => caption(parameters).map(|_| json!({"message_id": 1_000_000})),
                None => refuse("there is no document in the request"),
            },
            "sendpoll" => self.send_poll(parameters),
            "stoppoll" => {
                let at = (parameters["chat_id"].as_i64().unwrap_or(0), parameters["message_id"].as_i64().unwrap_or(0));
                let mut poll = self.lock().messages.get(&at).map(|m| m["poll"].clone()).unwrap_or_default();
                poll["is_closed"] = json!(true);
                Ok(poll)
            }
            "getfile" => match parameters["file_id"].as_str().filter(|id| self.lock().files.contains_key(*id)) {
                Some(id) => {
                    let inner = self.lock();
                    let path = match &inner.disk {
                        Some(folder) => {
                            let path = folder.join(id);
                            std::fs::write(&path, &inner.files[id]).unwrap();
                            path.display().to_string()
                        }
                        None => id.to_owned(),
                    };
                    Ok(json!({"file_id": id, "file_unique_id": id, "file_size": 1, "file_path": path}))
                }
                None => refuse("invalid file_id"),
            },
            "answerinlinequery" => check_results(parameters),
            "answercallbackquery" => {
                let id = parameters["callback_query_id"].as_str().unwrap_or_default();
                if units(parameters["text"].as_str().unwrap_or_default()) > 200 {
                    return refuse("MESSAGE_TOO_LONG");
                }
                if !self.lock().unanswered_presses.remove(id) {
                    return refuse("query is too old and response timeout expired or query ID is invalid");
                }
                Ok(json!(true))
            }
            _ => Err(Refusal { code: 404, description: "Not Found".into(), parameters: Value::Null }),
        }
    }

    fn set_webhook(&self, parameters: &Value) -> Result<Value, Refusal> {
        let text = |key: &str| parameters[key].as_str().unwrap_or_default().to_owned();
        let (url, secret) = (text("url"), text("secret_token"));
        if !url.starts_with("http") {
            return refuse("bad webhook: An HTTPS URL must be provided for webhook");
        }
        if secret.len() > 256 || !secret.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) {
            return refuse("secret token contains unallowed characters");
        }
        let allowed = parameters["allowed_updates"].clone();
        let was_set = self.lock().hook.replace(Hook { url, secret, allowed }).is_some();
        if !was_set {
            tokio::spawn(self.clone().post_updates());
        }
        Ok(json!(true))
    }

    /// Posts updates one after the other, each until it is taken, as long as there is a webhook.
    async fn post_updates(self) {
        loop {
            let (hook, update) = {
                let mut inner = self.lock();
                let Some(hook) = inner.hook.clone() else { return };
                let kinds = hook.allowed.as_array().cloned().unwrap_or_default();
                let wanted = |u: &Value| kinds.iter().any(|kind| u.get(kind.as_str().unwrap_or_default()).is_some());
                inner.updates.retain(wanted);
                (hook, inner.updates.front().cloned())
            };
            let taken = match &update {
                Some(update) => {
                    let status = post(&hook.url, &[(SECRET, &hook.secret)], &update.to_string()).await;
                    status == Some(200)
                }
                None => false,
            };
            match update.filter(|_| taken) {
                Some(update) => self.lock().updates.retain(|u| u["update_id"] != update["update_id"]),
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }

    async fn updates(&self, parameters: &Value) -> Value {
        let offset = parameters["offset"].as_i64().unwrap_or(0);
        let hold = Duration::from_secs(parameters["timeout"].as_u64().unwrap_or(0));
        let until = tokio::time::Instant::now() + hold;
        let allowed = parameters["allowed_updates"].as_array().cloned().unwrap_or_default();
        loop {
            let changed = self.changed.notified();
            {
                let mut inner = self.lock();
                // An offset from before the numbers began anew is none.
                let offset = if offset > inner.last_update + 10 { 0 } else { offset };
                inner.confirmed = inner.confirmed.max(offset);
                inner.updates.retain(|update| update["update_id"].as_i64() >= Some(offset));
                inner.updates.retain(|update| {
                    allowed.iter().any(|kind| update.get(kind.as_str().unwrap_or_default()).is_some())
                });
                let limit = parameters["limit"].as_u64().unwrap_or(100) as usize;
                let found: Vec<Value> = inner.updates.iter().take(limit).cloned().collect();
                if !found.is_empty() || hold.is_zero() {
                    return Value::Array(found);
                }
            }
            if tokio::time::timeout_at(until, changed).await.is_err() {
                return json!([]);
            }
        }
    }

    fn send(&self, parameters: &Value) -> Result<Value, Refusal> {
        let text = shown(parameters)?;
        self.put(parameters, json!({"text": text}))
    }

    fn send_photo(&self, parameters: &Value, files: &[(String, Vec<u8>)]) -> Result<Value, Refusal> {
        let caption = caption(parameters)?;
        let Some(named) = parameters["photo"].as_str() else { return refuse("there is no photo in the request") };
        let id = match named.strip_prefix("attach://") {
            Some(part) => {
                let Some((_, bytes)) = files.iter().find(|(name, _)| name == part) else {
                    return refuse("there is no photo in the request");
                };
                photo(bytes)?;
                let mut inner = self.lock();
                let id = format!("photo-{}", inner.last_message + 1);
                inner.files.insert(id.clone(), bytes.clone());
                id
            }
            None if self.lock().files.contains_key(named) => named.to_owned(),
            None => return refuse("wrong remote file identifier specified: Wrong string length"),
        };
        let (width, height) = photo(&self.content(&id).unwrap_or_default())?;
        let size = |id: &str, part: u32| {
            let unique = format!("u{id}");
            json!({"file_id": id, "file_unique_id": unique, "width": width / part, "height": height / part})
        };
        let sizes = [size(&format!("{id}-small"), 4), size(&id, 1)];
        self.put(parameters, json!({"caption": caption, "photo": sizes}))
    }

    /// Puts a message of the bot's into its chat.
    fn put(&self, parameters: &Value, content: Value) -> Result<Value, Refusal> {
        let Some(chat) = parameters["chat_id"].as_i64() else { return refuse("chat_id is empty") };
        check_keyboard(parameters)?;
        let reply = &parameters["reply_parameters"];
        if let Some(id) = reply["message_id"].as_i64()
            && !self.lock().messages.contains_key(&(chat, id))
            && reply["allow_sending_without_reply"] != true
        {
            return refuse("message to be replied not found");
        }
        let mut message = json!({
            "date": 1_700_000_000, "chat": chat_of(chat),
            "from": {"id": BOT_ID, "is_bot": true, "first_name": "Cine", "username": USERNAME},
        });
        message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
        // Of what goes below a message only inline keyboards are a part of it.
        if parameters["reply_markup"]["inline_keyboard"].is_array() {
            message["reply_markup"] = parameters["reply_markup"].clone();
        }
        self.keep(chat, &mut message);
        Ok(message)
    }

    fn send_poll(&self, parameters: &Value) -> Result<Value, Refusal> {
        let Some(chat) = parameters["chat_id"].as_i64() else { return refuse("chat_id is empty") };
        let options = parameters["options"].as_array().cloned().unwrap_or_default();
        if !(2..=12).contains(&options.len()) {
            return refuse("poll must have 2 to 12 options");
        }
        if options.iter().any(|o| !(1..=100).contains(&units(o["text"].as_str().unwrap_or_default()))) {
            return refuse("poll options length must not exceed 100");
        }
        if !(5..=600).contains(&parameters["open_period"].as_i64().unwrap_or(5)) {
            return refuse("open_period is wrong");
        }
        let told: Vec<Value> = options.iter().map(|o| json!({"text": o["text"], "voter_count": 0})).collect();
        let number = self.lock().last_message + 1;
        let poll = json!({
            "id": format!("poll-{number}"), "question": parameters["question"], "options": told,
            "total_voter_count": 0, "is_closed": false, "is_anonymous": parameters["is_anonymous"], "type": "regular",
            "allows_multiple_answers": false,
        });
        let mut message = json!({
            "date": 1_700_000_000, "chat": chat_of(chat), "poll": poll,
            "from": {"id": BOT_ID, "is_bot": true, "first_name": "Cine", "username": USERNAME},
        });
        self.keep(chat, &mut message);
        Ok(message)
    }

    fn edit(&self, parameters: &Value) -> Result<Value, Refusal> {
        let at = (parameters["chat_id"].as_i64().unwrap_or(0), parameters["message_id"].as_i64().unwrap_or(0));
        let text = shown(parameters)?;
        check_keyboard(parameters)?;
        let mut inner = self.lock();
        let Some(message) = inner.messages.get_mut(&at) else { return refuse("message to edit not found") };
        if message["from"]["id"] != BOT_ID {
            return refuse("message can't be edited");
        }
        if message["text"].is_null() {
            return refuse("there is no text in the message to edit");
        }
        if message["text"] == json!(text) && message["reply_markup"] == parameters["reply_markup"] {
            return refuse("message is not modified: specified new message content and reply markup are the same");
        }
        message["text"] = json!(text);
        message["reply_markup"] = parameters["reply_markup"].clone();
        Ok(message.clone())
    }
}

async fn file(
    State(server): State<FakeBotApi>,
    Path((bot, name)): Path<(String, String)>,
) -> Result<Vec<u8>, StatusCode> {
    let is_given = |inner: &Inner| bot == format!("bot{TOKEN}") && inner.disk.is_none();
    let known = Some(server.lock()).filter(|inner| is_given(inner)).and_then(|inner| inner.files.get(&name).cloned());
    known.ok_or(StatusCode::NOT_FOUND)
}

async fn answer(
    State(server): State<FakeBotApi>,
    Path((bot, method)): Path<(String, String)>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> (StatusCode, String) {
    let method = method.to_lowercase();
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (parameters, files) = match form::read(kind, &body) {
        Some(form) => (form.parameters, form.files),
        None => (serde_json::from_slice(&body).unwrap_or_default(), Vec::new()),
    };
    let fault = {
        let mut inner = server.lock();
        *inner.requests.entry(method.clone()).or_default() += 1;
        inner.faults.get_mut(&method).and_then(VecDeque::pop_front)
    };
    let refused = |code, description: &str, parameters| Refusal { code, description: description.into(), parameters };
    let outcome = match fault {
        Some(Fault::Status(status)) => {
            return (StatusCode::from_u16(status).unwrap(), "<html>Bad Gateway</html>".to_owned());
        }
        Some(Fault::Hang(pause)) => {
            tokio::time::sleep(pause).await;
            return (StatusCode::GATEWAY_TIMEOUT, String::new());
        }
        Some(Fault::Refusal(code, description, parameters)) => Err(refused(code, description, parameters)),
        None if bot != format!("bot{TOKEN}") => Err(refused(401, "Unauthorized", Value::Null)),
        None => {
            let outcome = server.serve(&method, &parameters, &files).await;
            let refused = outcome.as_ref().err().map(|refusal| refusal.description.clone());
            if method != "getupdates" {
                server.lock().calls.push(Call { method, parameters, refused });
            }
            outcome
        }
    };
    match outcome {
        Ok(result) => (StatusCode::OK, json!({"ok": true, "result": result}).to_string()),
        Err(Refusal { code, description, parameters }) => {
            let mut body = json!({"ok": false, "error_code": code, "description": description});
            if parameters.is_object() {
                body["parameters"] = parameters;
            }
            (StatusCode::from_u16(code).unwrap(), body.to_string())
        }
    }
}

fn chat_of(id: i64) -> Value {
    match id {
        1.. => json!({"id": id, "type": "private", "first_name": "Ana"}),
        _ => json!({"id": id, "type": "supergroup", "title": "Cine"}),
    }
}

/// Posts JSON to an address like `http://127.0.0.1:80/hook`; the status, or `None` where nobody answers.
pub async fn post(url: &str, headers: &[(&str, &str)], body: &str) -> Option<u16> {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    request(url, "POST", &format!("content-type: application/json\r\ncontent-length: {length}\r\n{headers}"), body)
        .await
}

/// Gets an address; the status.
pub async fn get_status(url: &str) -> Option<u16> {
    request(url, "GET", "", "").await
}

async fn request(url: &str, method: &str, headers: &str, body: &str) -> Option<u16> {
    let (host, path) = url.strip_prefix("http://")?.split_once('/')?;
    let mut stream = TcpStream::connect(host).await.ok()?;
    let head = format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n");
    // The answer may come before all of it is sent.
    let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).split(' ').nth(1)?.parse().ok()
}
