//! Brings updates to their handlers: one after the other within a chat, all chats beside each other.
//!
//! The door is [`Dispatch::submit`]. A panic in a handler costs one answer; a chat that is slow or floods holds up
//! nobody else.

use std::collections::{HashMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use teloxide::dispatching::UpdateHandler;
use teloxide::dptree;
use teloxide::types::{ChatId, Update, UpdateKind};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::address;
use super::door::Door;
use super::flood::Admission;
use super::schema::schema;

/// Updates held at most, waiting or being handled; beyond this nothing more is fetched from Telegram.
const MOST_IN_HAND: u32 = 4096;

/// Updates on their way to their handlers.
pub(super) struct Dispatch {
    door: Arc<Door>,
    tree: UpdateHandler<anyhow::Error>,
    room: Arc<Semaphore>,
    /// Updates that wait behind the one being handled. A chat without an entry has no worker.
    waiting: Mutex<HashMap<ChatId, VecDeque<Task>>>,
}

/// An update, and the room that it takes until it is handled.
struct Task {
    update: Update,
    admission: Admission,
    _room: OwnedSemaphorePermit,
}

impl Dispatch {
    pub(super) fn new(door: Arc<Door>) -> Arc<Self> {
        let room = Arc::new(Semaphore::new(MOST_IN_HAND as usize));
        Arc::new(Self { door, tree: schema(), room, waiting: Mutex::default() })
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<ChatId, VecDeque<Task>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an update in hand; waits while there is no room. What a flooding chat sends is forgotten at once.
    pub(super) async fn submit(self: &Arc<Self>, update: Update) {
        let Ok(room) = Arc::clone(&self.room).acquire_owned().await else { return };
        let admission = self.admission(&update);
        let is_press = matches!(update.kind, UpdateKind::CallbackQuery(_));
        if admission == Admission::Denied && !is_press {
            self.door.inbox.done(update.id);
            return;
        }
        let chat = update.chat().map(|chat| chat.id);
        let task = Task { update, admission, _room: room };
        let dispatch = Arc::clone(self);
        let Some(chat) = chat else {
            tokio::spawn(async move { dispatch.handle(task).await });
            return;
        };
        let mut waiting = self.waiting();
        if let Some(queue) = waiting.get_mut(&chat) {
            queue.push_back(task);
            return;
        }
        waiting.insert(chat, VecDeque::new());
        tokio::spawn(async move {
            let mut next = Some(task);
            while let Some(task) = next {
                dispatch.handle(task).await;
                next = dispatch.next(chat);
            }
        });
    }

    /// The update that waits longest in a chat; without one, the chat's worker ends.
    fn next(&self, chat: ChatId) -> Option<Task> {
        let mut waiting = self.waiting();
        let next = waiting.get_mut(&chat)?.pop_front();
        if next.is_none() {
            waiting.remove(&chat);
        }
        next
    }

    /// What people say in a group without meaning us is no asking.
    fn admission(&self, update: &Update) -> Admission {
        let asked_in = match &update.kind {
            UpdateKind::Message(message) => address::hear(message, &self.door.me).map(|_| message.chat.id),
            UpdateKind::CallbackQuery(press) => press.message.as_ref().map(|message| message.chat().id),
            _ => None,
        };
        asked_in.map_or(Admission::Granted, |chat| self.door.flood.admit(chat, Instant::now()))
    }

    async fn handle(self: &Arc<Self>, task: Task) {
        let Task { update, admission, _room } = task;
        let id = update.id;
        let dispatch = Arc::clone(self);
        // A task of its own, so that a panic ends there.
        let handled = tokio::spawn(async move {
            let door = Arc::clone(&dispatch.door);
            let me = door.me.clone();
            dispatch.tree.dispatch(dptree::deps![update, id, me, door, admission]).await
        });
        match handled.await {
            Ok(ControlFlow::Break(Err(error))) => tracing::error!(update = id.0, "{error:#}"),
            Ok(ControlFlow::Break(Ok(()))) => {}
            Ok(ControlFlow::Continue(_)) => tracing::debug!(update = id.0, "not meant for us"),
            Err(error) => tracing::error!(update = id.0, "a handler panicked: {error}"),
        }
        self.door.inbox.done(id);
    }

    /// Waits until nothing is in hand, at most `longest`. Returns whether it came to that.
    pub(super) async fn drain(&self, longest: Duration) -> bool {
        tokio::time::timeout(longest, self.room.acquire_many(MOST_IN_HAND)).await.is_ok()
    }
}
