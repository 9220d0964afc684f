//! The web door: the functions of the sources, the conversation, the document of the API, what guards them, and the
//! program that serves them.

#[path = "../common/mod.rs"]
mod common;
mod document;
mod functions;
mod guards;
mod refusals;
mod serve;
mod shape;
mod typing;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use claqueta::artifacts::Store;
use claqueta::chat::Chat;
use claqueta::config::Http;
use claqueta::engine::Live;
use claqueta::http;
use claqueta::metrics::Registry;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use serde_json::Value;

/// The index of the shipped sample, opened once.
fn live() -> Arc<Live> {
    static LIVE: OnceLock<Arc<Live>> = OnceLock::new();
    Arc::clone(LIVE.get_or_init(|| Live::open(Store::at(common::sample_index()), 4096).unwrap()))
}

/// Everything, with these settings.
fn router(config: &Http) -> Router {
    http::router(config, Chat::new(live()), live(), Registry::new())
}

fn usual() -> Router {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    ROUTER.get_or_init(|| router(&Http::default())).clone()
}

/// What came back.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Reply {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Sends one request through a router, without a network.
fn send(router: Router, request: Request<Body>) -> Reply {
    static RUNTIME: OnceLock<tokio::runtime::Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap());
    runtime.block_on(async {
        let response = TowerToHyperService::new(router).call(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: head.status.as_u16(), headers: head.headers, body }
    })
}

fn request(method: Method, uri: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

/// Asks the usual router.
fn get(uri: &str) -> Reply {
    send(usual(), request(Method::GET, uri, &[], ""))
}

/// One turn of a conversation.
fn say(body: &Value) -> Reply {
    send(usual(), request(Method::POST, "/chat", &[("content-type", "application/json")], &body.to_string()))
}

/// A text as it stands in a path or a query string: all but letters and digits encoded.
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
