//! A Bot API server inside the test: keeps the calls, serves updates from a queue, refuses what Telegram would refuse,
//! and fails on request.
//!
//! Method names are read in any case. What is checked: the token, HTML entities, lengths in UTF-16 units, buttons, the
//! message replied to or edited, that a pressed button is answered once.
#![allow(dead_code)]

mod bot_api_rules;

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use bot_api_rules::{Refusal, check_keyboard, check_results, refuse, set_commands, shown, units};
use serde_json::{Value, json};
use tokio::sync::Notify;

/// The token that the server knows.
pub const TOKEN: &str = "123456:TEST-secret-secret-secret";

/// The bot's name.
pub const USERNAME: &str = "cine_test_bot";

const BOT_ID: i64 = 123_456;

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
    /// A parameter that is a text.
    pub fn text(&self) -> &str {
        self.parameters["text"].as_str().unwrap_or_default()
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
            .route("/{bot}/{method}", post(answer))
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
        let caller = std::panic::Location::caller();
        let (server, method) = (self.clone(), method.to_owned());
        async move {
            for _ in 0..1500 {
                let calls = server.calls(&method);
                if calls.len() >= n {
                    return calls;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            panic!("{caller}: {} of {n} calls of {method}: {:?}", server.calls(&method).len(), server.lock().calls);
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

    async fn serve(&self, method: &str, parameters: &Value) -> Result<Value, Refusal> {
        match method {
            "getme" => Ok(json!({
                "id": BOT_ID, "is_bot": true, "first_name": "Cine", "username": USERNAME, "can_join_groups": true,
                "can_read_all_group_messages": false, "supports_inline_queries": true, "has_main_web_app": false,
                "can_connect_to_business": false,
            })),
            "deletewebhook" => Ok(json!(true)),
            "setmycommands" => set_commands(parameters),
            "deletemycommands" => Ok(json!(true)),
            "getupdates" => Ok(self.updates(parameters).await),
            "sendmessage" => self.send(parameters),
            "editmessagetext" => self.edit(parameters),
            "senddocument" => Ok(json!({"message_id": 1_000_000})),
            "sendpoll" => self.send_poll(parameters),
            "stoppoll" => {
                let at = (parameters["chat_id"].as_i64().unwrap_or(0), parameters["message_id"].as_i64().unwrap_or(0));
                let mut poll = self.lock().messages.get(&at).map(|m| m["poll"].clone()).unwrap_or_default();
                poll["is_closed"] = json!(true);
                Ok(poll)
            }
            "getfile" => match parameters["file_id"].as_str().filter(|id| self.lock().files.contains_key(*id)) {
                Some(id) => Ok(json!({"file_id": id, "file_unique_id": id, "file_size": 1, "file_path": id})),
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
        let Some(chat) = parameters["chat_id"].as_i64() else { return refuse("chat_id is empty") };
        let text = shown(parameters)?;
        check_keyboard(parameters)?;
        let reply = &parameters["reply_parameters"];
        if let Some(id) = reply["message_id"].as_i64()
            && !self.lock().messages.contains_key(&(chat, id))
            && reply["allow_sending_without_reply"] != true
        {
            return refuse("message to be replied not found");
        }
        let mut message = json!({
            "date": 1_700_000_000, "chat": chat_of(chat), "text": text,
            "from": {"id": BOT_ID, "is_bot": true, "first_name": "Cine", "username": USERNAME},
        });
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
    let known = server.lock().files.get(&name).filter(|_| bot == format!("bot{TOKEN}")).cloned();
    known.ok_or(StatusCode::NOT_FOUND)
}

async fn answer(
    State(server): State<FakeBotApi>,
    Path((bot, method)): Path<(String, String)>,
    body: axum::body::Bytes,
) -> (StatusCode, String) {
    let method = method.to_lowercase();
    // Of a form with a file the tests look at the whole text.
    let form = || json!({"form": String::from_utf8_lossy(&body)});
    let parameters: Value = serde_json::from_slice(&body).unwrap_or_else(|_| form());
    let fault = server.lock().faults.get_mut(&method).and_then(VecDeque::pop_front);
    let refused = |code, description: &str, parameters| Refusal { code, description: description.into(), parameters };
    let outcome = match fault {
        Some(Fault::Status(status)) => {
            return (StatusCode::from_u16(status).unwrap(), "<html>Bad Gateway</html>".to_owned());
        }
        Some(Fault::Refusal(code, description, parameters)) => Err(refused(code, description, parameters)),
        None if bot != format!("bot{TOKEN}") => Err(refused(401, "Unauthorized", Value::Null)),
        None => {
            let outcome = server.serve(&method, &parameters).await;
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
