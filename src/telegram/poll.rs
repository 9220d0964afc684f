//! Fetches updates by long polling.
//!
//! The door is [`poll`]. Nothing is skipped for its age: Telegram itself keeps updates for a day, and the limit of each
//! chat keeps what piled up during a pause from being answered all at once.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use teloxide::payloads::{DeleteWebhook, GetUpdates, GetUpdatesSetters};
use teloxide::types::{Update, UpdateId, UpdateKind};
use tokio::time::{Instant, sleep};

use super::api::{Api, CallError, Patience};
use super::dispatch::Dispatch;
use super::door::Door;
use super::inbox::Received;
use super::limiter::Lane;
use super::schema::HANDLED;

/// Seconds that Telegram holds a poll open while there is nothing to fetch.
const HOLD: u32 = 30;

/// The pause after a failed poll, doubled up to the longest while it goes on failing.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// So long without a word of another program that polls, and it is taken to be gone.
const QUIET: Duration = Duration::from_secs(90);

/// The first update that is not confirmed yet, as Telegram counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offset(pub(super) i32);

/// Fetches updates and submits them, for ever. `offset` is kept up to date: it stands after the last one in the inbox,
/// so that the caller can confirm it when it stops polling.
pub(super) async fn poll(door: &Arc<Door>, dispatch: &Arc<Dispatch>, offset: &mut Offset) {
    let mut pause = FIRST_PAUSE;
    let mut failing: Option<Failing> = None;
    let mut is_ours = false;
    loop {
        match fetch(&door.api, *offset, &mut is_ours).await {
            Ok(updates) => {
                if failing.as_ref().is_some_and(Failing::is_over) {
                    failing = None;
                    tracing::info!("Telegram answers again");
                }
                if failing.is_none() {
                    pause = FIRST_PAUSE;
                }
                door.inbox.confirmed(*offset);
                let updates: Vec<(i32, Option<Received>)> = updates.into_iter().filter_map(read).collect();
                let next = updates.iter().map(|(id, _)| id.saturating_add(1)).max();
                let fresh = door.inbox.keep(updates.into_iter().filter_map(|(_, update)| update));
                // From here on the inbox answers for them; the next poll tells Telegram to forget them.
                // After a quiet week Telegram counts from any number: a lower one is no less new.
                *offset = next.map_or(*offset, Offset);
                let ids: Vec<UpdateId> = fresh.iter().map(|update| update.id).collect();
                for update in fresh {
                    dispatch.submit(update).await;
                }
                // Not before they would survive a power cut, or were answered: whichever comes first, for a disk that is
                // busy with something else must not hold up what comes next.
                if !ids.is_empty() {
                    tokio::select! {
                        _ = sync(door) => {}
                        () = door.inbox.settled(ids) => {}
                    }
                }
            }
            Err(error) => {
                let said = explained(&error);
                // Said once per failure, not once per try.
                if failing.as_ref().is_none_or(|failing| failing.said != said) {
                    tracing::warn!("{said}");
                }
                failing = Some(Failing { said, is_conflict: error.code() == Some(409), since: Instant::now() });
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

/// What went wrong last.
struct Failing {
    said: String,
    /// Another program polls too.
    is_conflict: bool,
    since: Instant,
}

impl Failing {
    /// Whether a poll that succeeds ends it. Of two programs that poll, now the one succeeds and now the other.
    fn is_over(&self) -> bool {
        !self.is_conflict || self.since.elapsed() > QUIET
    }
}

/// Makes what was received last survive a power cut; returns whether it does.
pub(super) async fn sync(door: &Arc<Door>) -> bool {
    // One at a time: those that wait for a slow disk must not take the threads of those who answer.
    let turn = door.inbox.turn().await;
    let door = Arc::clone(door);
    let synced = tokio::task::spawn_blocking(move || {
        let synced = door.inbox.sync();
        drop(turn);
        synced
    })
    .await;
    if let Ok(Err(error)) = &synced {
        tracing::error!("the inbox cannot be synced, what is in hand does not survive a power cut: {error}");
    }
    matches!(synced, Ok(Ok(())))
}

/// Confirms everything before `offset` without fetching more.
pub(super) async fn confirm(door: &Arc<Door>, offset: Offset) {
    if offset == Offset::default() {
        return;
    }
    sync(door).await;
    let request = GetUpdates::new().offset(offset.0).limit(1).timeout(0).allowed_updates(HANDLED);
    let confirmed =
        tokio::time::timeout(Duration::from_secs(2), door.api.call(&request, Lane::Free, Patience::Once)).await;
    // Else they are known when they come again.
    if matches!(confirmed, Ok(Ok(_))) {
        door.inbox.confirmed(offset);
    }
}

/// Fetches what there is; first makes sure that updates are not posted elsewhere, once (`is_ours`).
async fn fetch(api: &Api, offset: Offset, is_ours: &mut bool) -> Result<Vec<Value>, CallError> {
    if !*is_ours {
        match api.call(&DeleteWebhook::new(), Lane::Free, Patience::Once).await {
            // A server that knows no webhooks has none.
            Err(error @ CallError::Refused { .. }) => tracing::warn!("the webhook could not be taken away: {error}"),
            other => drop(other?),
        }
        *is_ours = true;
    }
    let request = GetUpdates::new().offset(offset.0).limit(100).timeout(HOLD).allowed_updates(HANDLED);
    let updates = api.call(&request, Lane::Free, Patience::Once).await?;
    Ok(match updates {
        Value::Array(updates) => updates,
        _ => Vec::new(),
    })
}

/// The number of an update, and the update where it is of a shape that is known.
pub(super) fn read(value: Value) -> Option<(i32, Option<Received>)> {
    let id = i32::try_from(value.get("update_id")?.as_i64()?).ok()?;
    // By way of text, because teloxide reads the kinds of updates from text only.
    let text = value.to_string();
    match serde_json::from_str(&text) {
        Ok(Update { kind: UpdateKind::Error(_), .. }) | Err(_) => {
            tracing::warn!(update = id, "an update of an unknown shape is skipped");
            Some((id, None))
        }
        Ok(update) => Some((id, Some(Received { update, text }))),
    }
}

fn explained(error: &CallError) -> String {
    match error.code() {
        Some(409) if error.says("webhook") => {
            format!("another program has this bot's updates posted to it, only one can have them: {error}")
        }
        Some(409) => format!("another program fetches this bot's updates, only one can: {error}"),
        _ => format!("no updates can be fetched, trying on: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_update_of_an_unknown_shape_is_passed_over() {
        let known = json!({"update_id": 7, "message": {"message_id": 1, "date": 1, "text": "x",
            "chat": {"id": 5, "type": "private", "first_name": "Ana"}}});
        let (id, received) = read(known).unwrap();
        assert!(id == 7 && matches!(received.unwrap().update.kind, UpdateKind::Message(_)));
        let unknown = read(json!({"update_id": 8, "message": {"message_id": "x"}}));
        assert!(unknown.is_some_and(|(id, received)| id == 8 && received.is_none()));
        assert!(read(json!({"message": {}})).is_none());
    }
}
