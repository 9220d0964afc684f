//! What the handlers share.

use std::sync::Arc;
use std::time::Duration;

use super::kept::Kept;
use super::openapi::Document;
use crate::chat::{Chat, Sessions};
use crate::config::Http;
use crate::engine::Live;
use crate::flood::Flood;
use crate::metrics::Registry;

/// Shared by all handlers.
pub(super) struct App {
    pub(super) chat: Chat,
    pub(super) live: Arc<Live>,
    pub(super) sessions: Sessions<String>,
    /// By the client's address as text; `None` where nothing is limited.
    pub(super) flood: Option<Flood<String>>,
    pub(super) metrics: Registry,
    pub(super) proxied: bool,
    pub(super) document: Document,
    /// What the functions answered lately.
    pub(super) kept: Kept,
    /// Bytes of a request's body at most.
    pub(super) body_limit: usize,
    /// How long a request may take in all.
    pub(super) longest: Duration,
}

impl App {
    pub(super) fn new(config: &Http, chat: Chat, live: Arc<Live>, metrics: Registry) -> Arc<Self> {
        let limits = &config.limits;
        Arc::new(Self {
            chat,
            live,
            sessions: Sessions::default(),
            flood: (limits.per_second > 0.0).then(|| Flood::new(limits.burst, limits.per_second)),
            metrics,
            proxied: config.proxied,
            document: Document::new(),
            kept: Kept::default(),
            body_limit: config.body_limit,
            longest: Duration::from_millis(config.request_ms.max(1)),
        })
    }
}
