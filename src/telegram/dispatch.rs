//! Brings updates to their handlers: one after the other within a chat, all chats beside each other.
//!
//! The door is [`Dispatch::submit`]. A panic in a handler costs one answer; a chat that is slow or floods holds up
//! nobody else.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use teloxide::dispatching::UpdateHandler;
use teloxide::dptree;
use teloxide::types::{ChatId, Update, UpdateKind};
use tracing::Instrument;

use super::address;
use super::door::{Door, MOST_IN_HAND};
use super::queues::{Queues, Work};
use super::schema::schema;
use crate::flood::Admission;

/// Updates on their way to their handlers.
pub(super) struct Dispatch {
    door: Arc<Door>,
    tree: UpdateHandler<anyhow::Error>,
    queues: Arc<Queues>,
}

impl Dispatch {
    pub(super) fn new(door: Arc<Door>) -> Arc<Self> {
        Arc::new(Self { door, tree: schema(), queues: Arc::default() })
    }

    /// Takes an update in hand; waits while there is no room. What a flooding chat sends is forgotten at once.
    pub(super) async fn submit(self: &Arc<Self>, update: Update) {
        let Ok(room) = Arc::clone(&self.door.room).acquire_owned().await else { return };
        let arrived = Instant::now();
        self.door.counts.arrived(&update, self.door.in_hand());
        let asked_in = self.asked_in(&update);
        let admission = asked_in.map_or(Admission::Granted, |chat| self.door.flood.admit(chat, arrived));
        if let Some(chat) = asked_in {
            self.door.known.note(&self.door.people, chat);
        }
        let is_press = matches!(update.kind, UpdateKind::CallbackQuery(_));
        if admission == Admission::Denied && !is_press {
            self.door.inbox.done(update.id);
            return;
        }
        // Votes have no chat; those of a person must not overtake each other.
        let voter = match &update.kind {
            UpdateKind::PollAnswer(answer) => answer.voter.user().map(|user| ChatId::from(user.id)),
            _ => None,
        };
        let (chat, id) = (update.chat().map(|chat| chat.id).or(voter), update.id);
        let (dispatch, door) = (Arc::clone(self), Arc::clone(&self.door));
        let doing = async move { dispatch.handle(update, admission).await };
        let doing = doing.instrument(tracing::info_span!("update", id = id.0));
        let afterwards = move || {
            door.inbox.done(id);
            drop(room);
            door.counts.handled(arrived.elapsed(), door.in_hand());
        };
        self.queues.submit(chat, Work::new(doing, afterwards));
    }

    /// The chat in which we are asked something. What people say in a group without meaning us is no asking.
    fn asked_in(&self, update: &Update) -> Option<ChatId> {
        match &update.kind {
            UpdateKind::Message(message) => address::hear(message, &self.door.me).map(|_| message.chat.id),
            UpdateKind::CallbackQuery(press) => press.message.as_ref().map(|message| message.chat().id),
            _ => None,
        }
    }

    async fn handle(&self, update: Update, admission: Admission) {
        let (id, door, me) = (update.id, Arc::clone(&self.door), self.door.me.clone());
        match self.tree.dispatch(dptree::deps![update, id, me, door, admission]).await {
            ControlFlow::Break(Err(error)) => {
                self.door.counts.failed();
                tracing::error!("{error:#}");
            }
            ControlFlow::Break(Ok(())) => {}
            ControlFlow::Continue(_) => tracing::debug!("not meant for us"),
        }
    }

    /// Waits until nothing is in hand, at most `longest`, and lets nothing in from then on. Returns whether it came to
    /// that.
    pub(super) async fn drain(&self, longest: Duration) -> bool {
        let drained = tokio::time::timeout(longest, self.door.room.acquire_many(MOST_IN_HAND)).await.is_ok();
        self.door.room.close();
        drained
    }
}
