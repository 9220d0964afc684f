//! From the web to the bot: updates as Telegram posted them, and word back whether they are safe.
//!
//! The door is [`intake`]. The queue between the two is bounded: what finds no room is refused, and Telegram, which keeps
//! what was not taken, posts it again.

use tokio::sync::{mpsc, oneshot};

/// Updates that may wait to be taken; each holds a connection that Telegram keeps open.
const MOST_WAITING: usize = 256;

/// What became of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is on disk, now or since it was posted before.
    Safe,
    /// It cannot be taken now.
    NotNow,
    /// It is no update.
    Unreadable,
}

/// An update on its way.
pub struct Posted {
    /// As it was posted: JSON, if it is Telegram's.
    pub body: Vec<u8>,
    taken: oneshot::Sender<Taken>,
}

impl Posted {
    /// Says what became of it. Whoever says nothing has not taken it.
    pub fn answer(self, taken: Taken) {
        // Whoever waited may be gone: then it is posted again.
        let _ = self.taken.send(taken);
    }
}

/// The end where updates are handed over. Cheap to clone.
#[derive(Clone)]
pub struct Intake(mpsc::Sender<Posted>);

impl Intake {
    /// Hands an update over and waits until it is known what became of it.
    pub async fn hand_over(&self, body: Vec<u8>) -> Taken {
        let (taken, told) = oneshot::channel();
        if self.0.try_send(Posted { body, taken }).is_err() {
            return Taken::NotNow;
        }
        told.await.unwrap_or(Taken::NotNow)
    }
}

/// The end where updates arrive.
pub struct Arrivals(mpsc::Receiver<Posted>);

impl Arrivals {
    /// Waits for updates and takes up to `most` of those that are there; none once nobody can hand over any more.
    pub async fn next(&mut self, most: usize) -> Vec<Posted> {
        let mut posted = Vec::new();
        self.0.recv_many(&mut posted, most).await;
        posted
    }
}

/// Both ends.
pub fn intake() -> (Intake, Arrivals) {
    let (sender, receiver) = mpsc::channel(MOST_WAITING);
    (Intake(sender), Arrivals(receiver))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_finds_no_room_or_nobody_is_not_taken() {
        let (intake, mut arrivals) = intake();
        let waiting: Vec<_> = (0..MOST_WAITING)
            .map(|_| {
                let intake = intake.clone();
                tokio::spawn(async move { intake.hand_over(Vec::new()).await })
            })
            .collect();
        while intake.0.capacity() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(intake.hand_over(Vec::new()).await, Taken::NotNow, "there is no room");
        let mut posted = arrivals.next(10).await;
        assert_eq!(posted.len(), 10);
        posted.remove(0).answer(Taken::Safe);
        drop((posted, arrivals));
        let mut told = Vec::new();
        for waiting in waiting {
            told.push(waiting.await.unwrap());
        }
        assert_eq!(told.iter().filter(|taken| **taken == Taken::Safe).count(), 1);
        assert_eq!(told.iter().filter(|taken| **taken == Taken::NotNow).count(), MOST_WAITING - 1);
        assert_eq!(intake.hand_over(Vec::new()).await, Taken::NotNow, "nobody is there");
    }
}
