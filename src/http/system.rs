//! Health, counts, and what is said where there is nothing.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::said;
use crate::engine::{Engine, Live};
use crate::metrics::{Registry, cpu_seconds, resident_bytes};
use crate::render::words::api;

/// What health and counts are read from.
struct Health {
    live: Arc<Live>,
    metrics: Registry,
    started: Instant,
}

/// `/health` and `/metrics`.
pub(super) fn router<S: Clone + Send + Sync + 'static>(live: Arc<Live>, metrics: Registry) -> Router<S> {
    let health = Arc::new(Health { live, metrics, started: Instant::now() });
    Router::new().route("/health", get(self::health)).route("/metrics", get(counts)).with_state(health)
}

/// `/health` alone, where everybody may look.
pub(super) fn health_router(live: Arc<Live>) -> Router {
    let health = Arc::new(Health { live, metrics: Registry::new(), started: Instant::now() });
    Router::new().route("/health", get(self::health)).with_state(health)
}

async fn health(State(health): State<Arc<Health>>) -> Response {
    let body = state(&health.live.engine(), health.started.elapsed());
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// What serves, and for how long the program has.
pub(super) fn state(engine: &Engine, uptime: Duration) -> Value {
    let manifest = engine.manifest();
    let counts = &manifest.counts;
    json!({
        "status": "ok", "version": env!("CARGO_PKG_VERSION"), "generation": manifest.generation,
        "built_at": manifest.built_at, "films": counts.films, "people": counts.people, "titles": counts.titles,
        "ratings": counts.ratings, "uptime_s": uptime.as_secs(),
    })
}

async fn counts(State(health): State<Arc<Health>>) -> Response {
    let (engine, metrics) = (health.live.engine(), &health.metrics);
    let cache = engine.cache_stats();
    levels(metrics, &engine);
    let set = |name, help, value: f64| metrics.gauge(name, help, &[]).set(value);
    set("claqueta_uptime_seconds", "Since the start.", health.started.elapsed().as_secs_f64());
    set("claqueta_cached_answers_used", "Answers taken from the cache.", cache.hits as f64);
    set("claqueta_cached_answers_missed", "Answers that were not in the cache.", cache.misses as f64);
    if let Some(bytes) = resident_bytes() {
        set("process_resident_memory_bytes", "Memory in use.", bytes as f64);
    }
    if let Some(seconds) = cpu_seconds() {
        metrics.counted("process_cpu_seconds_total", "Processor time used.").set(seconds);
    }
    let kind =
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (kind, metrics.text()).into_response()
}

/// Sets what is counted of the index that serves.
pub(super) fn levels(metrics: &Registry, engine: &Engine) {
    let set = |name, help, value: u32| metrics.gauge(name, help, &[]).set(f64::from(value));
    set("claqueta_index_generation", "Number of the generation that serves.", engine.generation());
    set("claqueta_films", "Films in it.", engine.manifest().counts.films);
}

pub(super) async fn no_such_page() -> Response {
    said::plainly(StatusCode::NOT_FOUND, "not_found", api::NO_SUCH_PAGE)
}

pub(super) async fn no_such_method() -> Response {
    said::plainly(StatusCode::METHOD_NOT_ALLOWED, "invalid", api::NO_SUCH_METHOD)
}
