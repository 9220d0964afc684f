//! The conversation over HTTP: `POST /chat` with a text and, from the second message on, the session that the first
//! answer named.
//!
//! Nobody is known here: a session is a random name for what was said so far, kept for a while and bounded in number.

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::guard::Answered;
use super::said;
use super::state::App;
use super::values::Refusal;
use crate::chat::{Chat, Reply, Session};
use crate::eda::{self, Chart, Frame};
use crate::query::tidy;
use crate::random;
use crate::render::words::api;
use crate::render::{Language, format, json as fields};

/// What is asked.
struct Asked {
    text: String,
    session: Option<String>,
    /// Without it that of the conversation so far.
    language: Option<Language>,
}

impl Asked {
    /// Reads a body; what cannot be read is named.
    fn read(body: &[u8]) -> Result<Self, Refusal> {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let refused = |parameter: &str, message: &str| {
            let value = match &body[parameter] {
                Value::Null => None,
                Value::String(text) => Some(tidy(text)),
                other => Some(tidy(&other.to_string())),
            };
            Refusal { message: message.to_owned(), parameter: parameter.to_owned(), value }
        };
        let perhaps = |parameter: &str, message| match &body[parameter] {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text.clone())),
            _ => Err(refused(parameter, message)),
        };
        let text = perhaps("text", api::CHAT_BODY)?.ok_or_else(|| refused("text", api::CHAT_BODY))?;
        let session = perhaps("session", api::CHAT_SESSION)?;
        let language = match perhaps("language", api::CHAT_LANGUAGE)?.map(|l| l.trim().to_lowercase().parse()) {
            Some(Err(())) => return Err(refused("language", api::CHAT_LANGUAGE)),
            Some(Ok(language)) => Some(language),
            None => None,
        };
        Ok(Self { text, session, language })
    }
}

pub(super) async fn chat(State(app): State<Arc<App>>, request: Request) -> Response {
    // What is announced to be too long is not waited for.
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let length = announced.and_then(|l| l.to_str().ok()?.parse().ok()).unwrap_or(0_usize);
    // What was not read of it stands in the way of a next request.
    let too_long = || {
        let told = said::plainly(StatusCode::PAYLOAD_TOO_LARGE, "invalid", api::TOO_LONG);
        ([(header::CONNECTION, "close")], told).into_response()
    };
    let mut response = match length > app.body_limit {
        true => too_long(),
        false => match Bytes::from_request(request, &()).await {
            Ok(body) => reply(&app, &body),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => too_long(),
            Err(_) => reply(&app, &[]),
        },
    };
    response.extensions_mut().insert(Answered("/chat"));
    response
}

fn reply(app: &App, body: &[u8]) -> Response {
    let asked = match Asked::read(body) {
        Ok(asked) => asked,
        Err(refusal) => return (StatusCode::UNPROCESSABLE_ENTITY, Json(said::refused(&refusal))).into_response(),
    };
    // A name that is not known here is not taken over: nobody can choose one that is easy to guess.
    let known = asked.session.and_then(|name| Some((app.sessions.get(&name, Instant::now())?, name)));
    let (mut session, name) = match known {
        Some(known) => known,
        None => match random::name() {
            Ok(name) => (Session::conversation(), name),
            Err(error) => return said::broken(&error),
        },
    };
    if let Some(language) = asked.language {
        session.speak(language);
    }
    match app.chat.reply(&mut session, &asked.text) {
        Ok(reply) => {
            app.sessions.put(name.clone(), session, Instant::now());
            ([(header::CACHE_CONTROL, "no-store")], Json(line(&name, &reply))).into_response()
        }
        Err(error) => said::broken(&error),
    }
}

/// A message and the turn that answers it, for the document.
pub(super) fn example(chat: &Chat) -> (Value, Option<Value>) {
    let text = "recomiéndame algo como Toy Story";
    let reply = chat.reply(&mut Session::conversation(), text).ok();
    (json!({"text": text}), reply.map(|reply| line("5f0c1e6a9b7d48d2a3c4e5f607182930", &reply)))
}

fn line(session: &str, reply: &Reply) -> Value {
    let pages = reply.pages();
    let buttons: Value = reply.buttons.iter().map(|b| json!({"label": b.label, "send": b.send})).collect();
    json!({
        "session": session,
        "language": reply.language.code(),
        "text": format::plain(&reply.markup),
        "html": format::html(&reply.markup),
        "buttons": buttons,
        "images": reply.chart.iter().map(|chart| address(chart, Frame::Screen)).collect::<Value>(),
        "pictures": reply.chart.iter().map(|chart| beside(chart)).collect::<Value>(),
        "intent": reply.answer.intent.name(),
        "status": reply.answer.status.name(),
        "asked_back": reply.asked_back,
        "pages": {
            "previous": pages.previous.map(|q| q.to_string()), "next": pages.next.map(|q| q.to_string()),
        },
        "query": reply.query.to_string(),
        "data": if reply.asked_back { json!({}) } else { fields::data(&reply.answer) },
    })
}

/// What an address in a page cannot hold as it is.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'`');

/// What goes with the picture of a chart.
fn beside(chart: &Chart) -> Value {
    json!({"title": chart.title, "narrow": address(chart, Frame::Phone), "figures": eda::bars(chart)})
}

/// A chart as an address that holds the whole picture: the browser draws SVG itself, at any size.
fn address(chart: &Chart, frame: Frame) -> String {
    let svg = eda::themed_svg(chart, frame);
    format!("data:image/svg+xml;charset=utf-8,{}", utf8_percent_encode(&svg, UNSAFE))
}
