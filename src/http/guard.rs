//! What surrounds every request: counted, limited in time and number, headers that keep browsers careful, unchanged
//! answers not sent twice.

use std::any::Any;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::listen::Peer;
use super::said;
use super::state::App;
use crate::flood::Admission;
use crate::render::Language;
use crate::render::words::{api, program};

/// Which row of the table answered; put on a response for the counts.
#[derive(Clone, Copy)]
pub(super) struct Answered(pub(super) &'static str);

/// Headers of every answer. What a page of ours may load is said by the page itself.
const CAREFUL: [(HeaderName, HeaderValue); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Counts a request and how long it took.
pub(super) async fn counted(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let mut response = next.run(request).await;
    let route = response.extensions().get::<Answered>().map_or("other", |a| a.0);
    let status = response.status();
    let labels = [("route", route), ("status", status.as_str())];
    app.metrics.counter("claqueta_http_requests_total", "Requests answered.", &labels).one();
    let timing = app.metrics.timing("claqueta_http_request_seconds", "From head to answer.", &[("route", route)]);
    timing.took(started.elapsed());
    for (name, value) in CAREFUL {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// A panic costs this one answer.
pub(super) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!("a request panicked: {}", said.unwrap_or("no message"));
    said::plainly(StatusCode::INTERNAL_SERVER_ERROR, "error", program::APOLOGY.to(Language::Spanish))
}

/// Bounds a request in time, and a client in number of requests.
pub(super) async fn bounded(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    uncoded(request.headers_mut());
    if let Some(flood) = &app.flood
        && flood.admit(client(&app, &request), Instant::now()) != Admission::Granted
    {
        let refused = said::plainly(StatusCode::TOO_MANY_REQUESTS, "invalid", api::TOO_MANY);
        return ([(header::RETRY_AFTER, "2")], refused).into_response();
    }
    match timeout(app.longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => said::plainly(StatusCode::REQUEST_TIMEOUT, "invalid", api::TOO_SLOW),
    }
}

/// Who takes no coding, not even none, is answered without any: an answer that cannot be read is no better than one that
/// was not wanted so.
fn uncoded(headers: &mut HeaderMap) {
    let takes = |one: &str| {
        let (coding, quality) = one.split_once(';').unwrap_or((one, ""));
        let none = quality.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0));
        (coding.trim().to_ascii_lowercase(), !none)
    };
    let said: Vec<&str> = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok()).collect();
    let said: Vec<(String, bool)> = said.iter().flat_map(|list| list.split(',')).map(takes).collect();
    let refuses = said.iter().any(|(coding, takes)| !takes && matches!(coding.as_str(), "identity" | "*"));
    if refuses {
        let gzip = said.iter().any(|(coding, takes)| *takes && coding == "gzip");
        headers.remove(header::ACCEPT_ENCODING);
        if gzip {
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
    }
}

/// The address of the client: that of the connection, or the one that the proxy in front wrote down last.
fn client(app: &App, request: &Request) -> String {
    let forwarded = || {
        let all = request.headers().get_all("x-forwarded-for").iter().next_back()?;
        all.to_str().ok()?.rsplit(',').next().map(|last| last.trim().to_owned())
    };
    let peer = || request.extensions().get::<Peer>().map_or_else(String::new, |peer| peer.0.ip().to_string());
    match app.proxied {
        true => forwarded().unwrap_or_else(peer),
        false => peer(),
    }
}

/// An answer that the client has already is not sent again.
pub(super) async fn unchanged(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: Vec<HeaderValue> = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect();
    let response = next.run(request).await;
    let has = response.headers().get(header::ETAG).is_some_and(|tag| known.iter().any(|list| lists(list, tag)));
    if !asks || !has || response.status() != StatusCode::OK {
        return response;
    }
    let kept = |name: HeaderName| Some((name.clone(), response.headers().get(name)?.clone()));
    let headers: HeaderMap = [header::ETAG, header::CACHE_CONTROL, header::VARY].into_iter().filter_map(kept).collect();
    let mut unchanged = (StatusCode::NOT_MODIFIED, headers).into_response();
    if let Some(answered) = response.extensions().get::<Answered>() {
        unchanged.extensions_mut().insert(*answered);
    }
    unchanged
}

/// Whether `If-None-Match` lists a tag, weakly compared.
fn lists(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(list), Ok(tag)) = (list.to_str(), tag.to_str()) else { return false };
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    list.trim() == "*" || list.split(',').any(|one| bare(one) == bare(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        let lists = |list: &'static str| lists(&HeaderValue::from_static(list), &HeaderValue::from_static("W/\"a-1\""));
        assert!(lists("\"a-1\"") && lists("W/\"b\", W/\"a-1\"") && lists("*"));
        assert!(!lists("\"a-2\"") && !lists(""));
    }

    #[test]
    fn who_takes_no_coding_gets_none() {
        for (said, left) in [
            ("identity;q=0", None),
            ("gzip;q=0, *;q=0.0", None),
            ("gzip, identity; q=0", Some("gzip")),
            ("gzip;q=0.5, br", Some("gzip;q=0.5, br")),
            ("identity", Some("identity")),
        ] {
            let mut headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(said))]);
            uncoded(&mut headers);
            assert_eq!(headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()), left, "{said}");
        }
    }
}
