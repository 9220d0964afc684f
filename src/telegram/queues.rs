//! Work one after the other within a chat, all chats beside each other. A panic costs the one piece of work it happens
//! in.
//!
//! The door is [`Queues::submit`].

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use teloxide::types::ChatId;

/// Something to do, and what must follow it whatever comes of it.
pub(super) struct Work {
    doing: Pin<Box<dyn Future<Output = ()> + Send>>,
    afterwards: Box<dyn FnOnce() + Send>,
}

impl Work {
    pub(super) fn new(
        doing: impl Future<Output = ()> + Send + 'static,
        afterwards: impl FnOnce() + Send + 'static,
    ) -> Self {
        Self { doing: Box::pin(doing), afterwards: Box::new(afterwards) }
    }

    async fn run(self) {
        // A task of its own, so that a panic ends there.
        if let Err(error) = tokio::spawn(self.doing).await {
            tracing::error!("a handler panicked: {error}");
        }
        (self.afterwards)();
    }
}

/// The work that waits behind what is being done. A chat without an entry has no worker.
#[derive(Default)]
pub(super) struct Queues(Mutex<HashMap<ChatId, VecDeque<Work>>>);

impl Queues {
    fn waiting(&self) -> MutexGuard<'_, HashMap<ChatId, VecDeque<Work>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does the work after what waits in its chat already; at once where there is no chat.
    pub(super) fn submit(self: &Arc<Self>, chat: Option<ChatId>, work: Work) {
        let Some(chat) = chat else {
            tokio::spawn(work.run());
            return;
        };
        let mut waiting = self.waiting();
        if let Some(queue) = waiting.get_mut(&chat) {
            queue.push_back(work);
            return;
        }
        waiting.insert(chat, VecDeque::new());
        let queues = Arc::clone(self);
        tokio::spawn(async move {
            let mut next = Some(work);
            while let Some(work) = next {
                work.run().await;
                next = queues.next(chat);
            }
        });
    }

    /// What waits longest in a chat; where nothing does, the chat's worker ends.
    fn next(&self, chat: ChatId) -> Option<Work> {
        let mut waiting = self.waiting();
        let next = waiting.get_mut(&chat)?.pop_front();
        if next.is_none() {
            waiting.remove(&chat);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
    use tokio::time::{sleep, timeout};

    use super::*;

    const ANA: Option<ChatId> = Some(ChatId(1));
    const LUIS: Option<ChatId> = Some(ChatId(2));

    /// Says `what` after a pause, and `done` afterwards.
    fn saying(said: &UnboundedSender<&'static str>, pause: u64, what: &'static str) -> Work {
        let (said, after) = (said.clone(), said.clone());
        let doing = async move {
            sleep(Duration::from_millis(pause)).await;
            assert!(what != "panic", "on purpose");
            said.send(what).unwrap();
        };
        Work::new(doing, move || after.send("done").unwrap())
    }

    #[tokio::test]
    async fn a_panic_costs_one_answer_and_a_slow_chat_holds_up_nobody() {
        let (queues, (said, mut heard)) = (Arc::new(Queues::default()), unbounded_channel());
        queues.submit(ANA, saying(&said, 200, "slow"));
        queues.submit(ANA, saying(&said, 0, "panic"));
        queues.submit(ANA, saying(&said, 0, "third"));
        queues.submit(LUIS, saying(&said, 0, "other"));
        queues.submit(None, saying(&said, 50, "nobody's"));
        let mut order = Vec::new();
        for _ in 0..9 {
            order.push(timeout(Duration::from_secs(10), heard.recv()).await.unwrap().unwrap());
        }
        assert_eq!(order, ["other", "done", "nobody's", "done", "slow", "done", "done", "third", "done"]);
        sleep(Duration::from_millis(50)).await;
        assert!(queues.waiting().is_empty(), "no worker is left");
        queues.submit(ANA, saying(&said, 0, "again"));
        assert_eq!(timeout(Duration::from_secs(10), heard.recv()).await.unwrap(), Some("again"));
    }
}
