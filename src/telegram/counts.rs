//! What is counted of the bot, for `/metrics` and /estado. No label holds anything of a person, a chat or the token.
//!
//! The door is [`Counts`].

use std::time::Duration;

use teloxide::types::{Update, UpdateKind};

use crate::metrics::{Counter, Gauge, Registry, Timing};

/// The bot's counters.
pub(super) struct Counts {
    registry: Registry,
    handled: Timing,
    in_hand: Gauge,
    failed: Counter,
}

impl Counts {
    pub(super) fn new(registry: Registry) -> Self {
        Self {
            handled: registry.timing("claqueta_update_seconds", "From an update's arrival to its end.", &[]),
            in_hand: registry.gauge("claqueta_updates_in_hand", "Updates that wait or are being handled.", &[]),
            failed: registry.counter("claqueta_updates_failed_total", "Updates whose handler failed.", &[]),
            registry,
        }
    }

    /// An update has arrived; with it so many are in hand.
    pub(super) fn arrived(&self, update: &Update, in_hand: usize) {
        let kind = match &update.kind {
            UpdateKind::Message(_) => "message",
            UpdateKind::CallbackQuery(_) => "callback_query",
            UpdateKind::InlineQuery(_) => "inline_query",
            UpdateKind::MyChatMember(_) => "my_chat_member",
            UpdateKind::Poll(_) => "poll",
            UpdateKind::PollAnswer(_) => "poll_answer",
            _ => "other",
        };
        self.registry.counter("claqueta_updates_total", "Updates received.", &[("kind", kind)]).one();
        self.in_hand.set(in_hand as f64);
    }

    /// An update is handled, so long after its arrival.
    pub(super) fn handled(&self, after: Duration, in_hand: usize) {
        self.handled.took(after);
        self.in_hand.set(in_hand as f64);
    }

    /// A handler has failed.
    pub(super) fn failed(&self) {
        self.failed.one();
    }

    /// A call to Telegram has ended like this: `ok`, `refused`, `too_many` or `unreachable`.
    pub(super) fn called(&self, method: &str, outcome: &str) {
        let labels = [("method", method), ("outcome", outcome)];
        self.registry.counter("claqueta_calls_total", "Calls to Telegram, each try counted.", &labels).one();
    }

    /// Below which time the share `q` (0–1) of all updates was handled.
    pub(super) fn quantile(&self, q: f64) -> Option<Duration> {
        self.handled.quantile(q)
    }
}
