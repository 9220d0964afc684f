//! The web door: the sources' functions as an API, the conversation, its page, health and counts.
//!
//! The doors are [`router`] (everything, for [`Listener::serve`]), [`side`] (health and counts beside another door) and
//! [`posted`] (what Telegram posts to the bot).
//! The path of a request: `listen` takes the connection, `guard` counts it, bounds it and puts on the headers, a row of
//! `routes` reads its values (`values`) and asks the engine, `said` makes the JSON. `talk` is the conversation, `page` the
//! files of the web chat, `openapi` the document that is made from the same rows.
//!
//! Answers are computed on the threads that serve the connections: they take microseconds, the slowest free text one or
//! two milliseconds, so that handing them to other threads of the same two or four processors would cost more than it
//! saves.

mod functions;
mod guard;
mod kept;
mod listen;
mod openapi;
mod page;
mod patience;
mod routes;
mod said;
mod schema;
mod state;
mod system;
mod talk;
mod values;
mod webhook;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::post;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

pub use listen::Listener;
use state::App;
pub use webhook::Webhook;

use crate::chat::Chat;
use crate::config::Http;
use crate::engine::Live;
use crate::metrics::Registry;

/// Answers shorter than this, in bytes, are not worth compressing: they fit one packet as they are.
const WORTH_COMPRESSING: u64 = 1200;

/// Everything that `claqueta serve` answers.
pub fn router(config: &Http, chat: Chat, live: Arc<Live>, metrics: Registry) -> Router {
    let app = App::new(config, chat, Arc::clone(&live), metrics.clone());
    let router = routes::router().merge(page::router()).merge(openapi::router());
    let router = router
        .merge(system::router(live, metrics))
        .route("/chat", post(talk::chat).layer(DefaultBodyLimit::max(config.body_limit)))
        .fallback(system::no_such_page)
        .method_not_allowed_fallback(system::no_such_method)
        .layer(from_fn(guard::unchanged))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(WORTH_COMPRESSING)))
        .layer(from_fn_with_state(Arc::clone(&app), guard::bounded))
        .layer(CatchPanicLayer::custom(guard::panicked));
    let router = match cors(&config.cors) {
        Some(cors) => router.layer(cors),
        None => router,
    };
    router.layer(from_fn_with_state(Arc::clone(&app), guard::counted)).with_state(app)
}

/// Health and counts alone, at `addr`, until `shutdown` is ready.
///
/// # Errors
/// When the address cannot be bound.
pub async fn side(
    addr: &str,
    config: &Http,
    live: Arc<Live>,
    metrics: Registry,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    beside(Listener::bind(addr, config).await?, system::router(live, metrics), shutdown).await
}

/// Health, the webhook, and counts where they are wanted, until `shutdown` is ready.
///
/// # Errors
/// What the system says of the address that was bound.
pub async fn posted(
    listener: Listener,
    live: Arc<Live>,
    metrics: Option<Registry>,
    hook: Webhook,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let router = match metrics {
        Some(metrics) => system::router(live, metrics),
        None => system::health_router(live),
    };
    beside(listener, router.merge(webhook::router(hook)), shutdown).await
}

/// A few routes beside another door.
async fn beside(listener: Listener, router: Router, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    tracing::info!("health at http://{}/health", listener.addr()?);
    let router = router.fallback(system::no_such_page).method_not_allowed_fallback(system::no_such_method);
    listener.serve(router, shutdown).await;
    Ok(())
}

/// What pages of other origins may do; `None` where none may ask.
fn cors(origins: &[String]) -> Option<CorsLayer> {
    let named: Vec<_> = origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    let origin = match origins.iter().any(|o| o == "*") {
        true => AllowOrigin::any(),
        false if named.is_empty() => return None,
        false => AllowOrigin::list(named),
    };
    Some(CorsLayer::new().allow_origin(origin).allow_methods(Any).allow_headers(Any))
}
