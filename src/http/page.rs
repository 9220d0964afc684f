//! The web chat: one page with its style and script, embedded in the program. It loads nothing from elsewhere, which the
//! headers hold it to.

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use xxhash_rust::xxh3::xxh3_64;

use super::said;
use super::state::App;

/// A file of the page.
struct File {
    path: &'static str,
    kind: &'static str,
    text: &'static str,
}

/// The page itself.
pub(super) const HOME: &str = include_str!("web/index.html");

const FILES: &[File] = &[
    File { path: "/", kind: "text/html; charset=utf-8", text: HOME },
    File { path: "/web/style.css", kind: "text/css; charset=utf-8", text: include_str!("web/style.css") },
    File { path: "/web/words.js", kind: "text/javascript; charset=utf-8", text: include_str!("web/words.js") },
    File { path: "/web/typing.js", kind: "text/javascript; charset=utf-8", text: include_str!("web/typing.js") },
    File { path: "/web/chat.js", kind: "text/javascript; charset=utf-8", text: include_str!("web/chat.js") },
    File { path: "/web/icon.svg", kind: "image/svg+xml", text: include_str!("web/icon.svg") },
];

/// Nothing but what this program serves; pictures may also come inside an answer.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn router() -> Router<Arc<App>> {
    FILES.iter().fold(Router::new(), |router, file| router.route(file.path, get(move || async move { serve(file) })))
}

fn serve(file: &File) -> Response {
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_TYPE, file.kind), (header::CONTENT_SECURITY_POLICY, POLICY)];
    let mut response = (headers, file.text).into_response();
    said::tag(&mut response, &format!("{:x}", xxh3_64(file.text.as_bytes())));
    response
}
