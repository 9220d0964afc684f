//! A message to every chat that wrote to the bot: shown first, sent after a yes, slowly. Whom it has not reached is in the
//! store, so that a restart goes on where it was; only a message that Telegram took in the very moment of a kill can
//! come twice.
//!
//! The doors are [`offer`], [`begin`] and [`resume`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use teloxide::types::{ChatId, MessageId};
use tokio::time::sleep;

use super::{Door, Offered, say, with_deeds};
use crate::people::{Broadcast, People, Stamp};
use crate::render::Language;
use crate::render::markup::Markup;
use crate::telegram::api::CallError;
use crate::telegram::callback::Deed;
use crate::telegram::deliver::Spot;
use crate::telegram::groups;
use crate::telegram::say::plain;

/// The pause after each message: answers to people come first, and Telegram takes some thirty a second in all.
const PAUSE: Duration = Duration::from_millis(80);

/// How often it is told how far it is.
const EVERY: Duration = Duration::from_secs(3);

/// The pause after which a chat is tried again while Telegram cannot be reached.
const LONG_PAUSE: Duration = Duration::from_secs(10);

/// Shows the message as it would be sent, and to how many.
pub(super) async fn offer(door: &Arc<Door>, spot: Spot, text: String, language: Language) -> anyhow::Result<()> {
    if text.is_empty() {
        door.send(spot, &plain(&Markup::new().plain(say::NOTHING_TO_SEND.to(language)))).await?;
        return Ok(());
    }
    let chats = in_store(door, |people| people.chats()).await?.len();
    let said = say::broadcast(&text, chats, language);
    let number = door.admin.number();
    door.admin.keep(number, Offered::Broadcast(text));
    let deeds = [(say::SEND, Deed::SendBroadcast(number)), (say::DISCARD, Deed::DropOffer(number))];
    door.send(spot, &with_deeds(&said, &deeds, language)).await?;
    Ok(())
}

/// Begins to send it, which goes on after the update is handled and is told in `message`. Returns whether none was under
/// way.
pub(super) async fn begin(
    door: &Arc<Door>,
    spot: Spot,
    message: MessageId,
    text: String,
    language: Language,
) -> anyhow::Result<bool> {
    let told_in = (spot.chat.0, message.0);
    let begin = move |people: &People| people.begin_broadcast(&text, told_in, language, Stamp::now(None));
    let begun = in_store(door, begin).await?;
    if begun {
        resume(door);
    }
    Ok(begun)
}

/// Goes on with what is under way, if anything is.
pub(super) fn resume(door: &Arc<Door>) {
    let door = Arc::clone(door);
    tokio::spawn(async move {
        while let Err(error) = follow(&door).await {
            tracing::error!("a message to all chats goes on in a while: {error:#}");
            sleep(LONG_PAUSE).await;
        }
    });
}

async fn follow(door: &Arc<Door>) -> anyhow::Result<()> {
    let mut told = Instant::now();
    while let Some(under_way) = in_store(door, |people| people.broadcast()).await? {
        let Some(chat) = in_store(door, |people| people.broadcast_next()).await? else {
            tell(door, &under_way, None).await;
            return in_store(door, |people| people.end_broadcast()).await;
        };
        // Whoever stops the bot waits for the message under way, and lets no other begin.
        let Ok(room) = Arc::clone(&door.room).acquire_owned().await else { return Ok(()) };
        let to = Spot { chat: ChatId(chat), topic: None, asked_in: None };
        let reached = match door.try_send(to, &plain(&Markup::new().plain(under_way.text.as_str()))).await {
            Ok(_) => true,
            Err(error @ CallError::Refused { .. }) => {
                tracing::info!(chat, "not reached: {error}");
                if groups::is_gone(&error) {
                    groups::gone(door, to.chat, &error).await;
                }
                false
            }
            Err(error) => {
                tracing::warn!("a message to all chats waits: {error}");
                drop(room);
                sleep(LONG_PAUSE).await;
                continue;
            }
        };
        in_store(door, move |people| people.broadcast_done(chat, reached)).await?;
        drop(room);
        if told.elapsed() > EVERY {
            told = Instant::now();
            tell(door, &under_way, Some((under_way.sent + under_way.lost + under_way.left) as usize)).await;
        }
        sleep(PAUSE).await;
    }
    Ok(())
}

/// Tells how far it is; `all` is missing at the end. What cannot be told costs nothing.
async fn tell(door: &Arc<Door>, under_way: &Broadcast, all: Option<usize>) {
    let (chat, message) = under_way.told_in;
    let spot = Spot { chat: ChatId(chat), topic: None, asked_in: None };
    let said = plain(&say::sent(under_way.sent as usize, under_way.lost as usize, all, under_way.language));
    let told = match all {
        // Where the message is gone only the end is told anew.
        Some(_) => door.edit(spot, MessageId(message), &said).await,
        None => door.replace(spot, MessageId(message), &said).await,
    };
    if let Err(error) = told {
        tracing::warn!("how far a message to all is could not be told: {error}");
    }
}

async fn in_store<T: Send + 'static>(
    door: &Arc<Door>,
    work: impl FnOnce(&People) -> crate::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let people = Arc::clone(&door.people);
    Ok(tokio::task::spawn_blocking(move || work(&people)).await.context("the store panicked")??)
}
