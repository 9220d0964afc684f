//! What a route says, as JSON: the typed fields of an answer with `mensaje`, `status` and `suggestions`.

use axum::Json;
use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::functions::Found;
use super::guard::Answered;
use super::kept::Whole;
use super::values::Refusal;
use crate::engine::{Answer, Engine, Status};
use crate::error::Error;
use crate::query::Query;
use crate::render::words::program;
use crate::render::{self, Language, format, json as fields};

/// What a route says.
pub(super) struct Said {
    pub(super) status: Status,
    pub(super) message: String,
    /// The typed fields, an object.
    pub(super) fields: Fields,
    pub(super) suggestions: Value,
    /// What is said instead of the object where all is well.
    pub(super) bare: Option<Value>,
}

/// The typed fields of an answer.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Fields {
    /// Of most.
    Tree(Value),
    /// Of a look-up by name.
    Found(Found),
}

/// The fields with those of every answer.
#[derive(Serialize)]
struct Body<'s> {
    #[serde(flatten)]
    fields: &'s Fields,
    mensaje: &'s str,
    status: &'static str,
    suggestions: &'s Value,
}

/// Why a route says nothing.
pub(super) enum Fault {
    /// A value cannot be read.
    Refused(Refusal),
    /// The index is broken.
    Broken(Error),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl Said {
    /// What the engine answers to a question.
    pub(super) fn answer(engine: &Engine, query: &Query) -> Result<Self, Fault> {
        let answer = engine.answer_unkept(query)?;
        Ok(Self::of(&answer))
    }

    /// What an answer says.
    pub(super) fn of(answer: &Answer) -> Self {
        Self {
            status: answer.status,
            message: format::plain(&render::answer(answer, Language::Spanish)),
            fields: Fields::Tree(fields::data(answer)),
            suggestions: fields::suggestions(answer),
            bare: None,
        }
    }

    /// A value alone, of an answer that is well.
    pub(super) fn bare(status: Status, value: Value) -> Self {
        Self { bare: Some(value), ..Self::own(status, String::new(), Fields::Tree(json!({}))) }
    }

    /// Something said without the engine's answer.
    pub(super) fn own(status: Status, message: String, fields: Fields) -> Self {
        Self { status, message, fields, suggestions: json!([]), bare: None }
    }

    /// What it looks like as an example; `None` for what is no good one.
    pub(super) fn example(self) -> Option<Value> {
        let good = matches!(self.status, Status::Ok | Status::Ambiguous);
        // Read from what is sent, so that it is that to the last digit.
        good.then(|| serde_json::from_slice(&self.whole().1).ok())?
    }

    fn body(&self) -> Body<'_> {
        let Self { status, message, fields, suggestions, .. } = self;
        Body { fields, mensaje: message, status: status.name(), suggestions }
    }

    /// Status and body: the bare value where there is one and all is well.
    fn whole(&self) -> Whole {
        let code = match self.status {
            Status::Ok | Status::Ambiguous | Status::BelowThreshold | Status::OutOfScope => StatusCode::OK,
            Status::NotFound => StatusCode::NOT_FOUND,
            Status::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let body = match &self.bare {
            Some(bare) if code == StatusCode::OK => bytes(bare),
            _ => bytes(&self.body()),
        };
        (code, body)
    }
}

/// A value as text, which everything of ours has: its keys are texts. Written at once: the way over `Display` costs twice as much.
fn bytes(value: &impl Serialize) -> Bytes {
    serde_json::to_vec(value).map_or_else(|_| Bytes::new(), Bytes::from)
}

/// Status and body of what a row of the table says.
pub(super) fn whole(said: Result<Said, Fault>) -> Whole {
    match said {
        Ok(said) => said.whole(),
        Err(Fault::Refused(refusal)) => (StatusCode::UNPROCESSABLE_ENTITY, bytes(&refused(&refusal))),
        Err(Fault::Broken(error)) => {
            tracing::error!("a request failed: {error}");
            (StatusCode::INTERNAL_SERVER_ERROR, bytes(&sentence("error", program::APOLOGY.to(Language::Spanish))))
        }
    }
}

/// What is said of a value that cannot be read.
pub(super) fn refused(refusal: &Refusal) -> Value {
    let mut body = sentence(Status::Invalid.name(), &refusal.message);
    body["parametro"] = refusal.parameter.as_str().into();
    body["valor"] = refusal.value.clone().into();
    body
}

/// The response of a row of the table. What was answered stays the same for as long as the generation serves.
pub(super) fn response(route: &'static str, stamp: u64, (code, body): Whole) -> Response {
    let mut response = (code, [(header::CONTENT_TYPE, "application/json")], body).into_response();
    if code == StatusCode::OK {
        tag(&mut response, &format!("{stamp:x}-{}", env!("CARGO_PKG_VERSION")));
    }
    response.extensions_mut().insert(Answered(route));
    response
}

/// Lets a client keep an answer, and ask whether it is still the same.
pub(super) fn tag(response: &mut Response, version: &str) {
    if let Ok(tag) = HeaderValue::from_str(&format!("W/\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
}

/// The index is broken: the cause goes to the log, the client gets an apology.
pub(super) fn broken(error: &Error) -> Response {
    tracing::error!("a request failed: {error}");
    plainly(StatusCode::INTERNAL_SERVER_ERROR, "error", program::APOLOGY.to(Language::Spanish))
}

/// A sentence with nothing else to tell.
pub(super) fn plainly(code: StatusCode, status: &str, message: &str) -> Response {
    (code, Json(sentence(status, message))).into_response()
}

fn sentence(status: &str, message: &str) -> Value {
    json!({"mensaje": message, "status": status, "suggestions": []})
}
