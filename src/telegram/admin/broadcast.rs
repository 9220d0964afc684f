//! A message to every chat that wrote to the bot: shown first, sent after a yes, slowly.
//!
//! The doors are [`offer`] and [`send`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use teloxide::types::{ChatId, MessageId};
use tokio::time::sleep;

use super::{Door, Offered, say, with_deeds};
use crate::people::Stamp;
use crate::render::Language;
use crate::render::markup::Markup;
use crate::render::words::program::APOLOGY;
use crate::telegram::callback::Deed;
use crate::telegram::deliver::Spot;
use crate::telegram::say::plain;

/// The pause after each message: answers to people come first, and Telegram takes some thirty a second in all.
const PAUSE: Duration = Duration::from_millis(80);

/// How often it is told how far it is.
const EVERY: Duration = Duration::from_secs(3);

/// Shows the message as it would be sent, and to how many.
pub(super) async fn offer(door: &Arc<Door>, spot: Spot, text: String, language: Language) -> anyhow::Result<()> {
    if text.is_empty() {
        door.send(spot, &plain(&Markup::new().plain(say::NOTHING_TO_SEND.to(language)))).await?;
        return Ok(());
    }
    let chats = chats(door).await?.len();
    let said = say::broadcast(&text, chats, language);
    let number = door.admin.number();
    door.admin.keep(number, Offered::Broadcast(text));
    let deeds = [(say::SEND, Deed::SendBroadcast(number)), (say::DISCARD, Deed::DropOffer(number))];
    door.send(spot, &with_deeds(&said, &deeds, language)).await?;
    Ok(())
}

/// Sends it; goes on after the update is handled.
pub(super) fn send(door: &Arc<Door>, spot: Spot, message: MessageId, text: String, language: Language) {
    let door = Arc::clone(door);
    tokio::spawn(async move {
        let said = match send_all(&door, spot, message, &text, language).await {
            Ok((sent, lost)) => plain(&say::sent(sent, lost, None, language)),
            Err(error) => {
                tracing::error!("a message to all chats failed: {error:#}");
                plain(&Markup::new().plain(APOLOGY.to(language)))
            }
        };
        if let Err(error) = door.replace(spot, message, &said).await {
            tracing::warn!("the end of a message to all could not be told: {error}");
        }
    });
}

/// How many got it, and how many cannot be written to any more.
async fn send_all(
    door: &Arc<Door>,
    spot: Spot,
    message: MessageId,
    text: &str,
    language: Language,
) -> anyhow::Result<(usize, usize)> {
    let (said, chats) = (plain(&Markup::new().plain(text)), chats(door).await?);
    let (mut sent, mut lost, mut told) = (0, 0, Instant::now());
    for chat in &chats {
        let to = Spot { chat: ChatId(*chat), topic: None, asked_in: None };
        match door.send(to, &said).await {
            Ok(_) => sent += 1,
            Err(error) => {
                lost += 1;
                tracing::info!(chat, "not reached: {error}");
                if matches!(error.code(), Some(400 | 403)) {
                    lose(door, *chat).await;
                }
            }
        }
        if told.elapsed() > EVERY {
            told = Instant::now();
            // A progress that cannot be told costs nothing.
            let _ = door.replace(spot, message, &plain(&say::sent(sent, lost, Some(chats.len()), language))).await;
        }
        sleep(PAUSE).await;
    }
    Ok((sent, lost))
}

async fn chats(door: &Arc<Door>) -> anyhow::Result<Vec<i64>> {
    let people = Arc::clone(&door.people);
    Ok(tokio::task::spawn_blocking(move || people.chats()).await??)
}

async fn lose(door: &Arc<Door>, chat: i64) {
    door.known.forget(ChatId(chat));
    let people = Arc::clone(&door.people);
    let lost = tokio::task::spawn_blocking(move || people.lose_chat(chat, Stamp::now(None))).await;
    if let Ok(Err(error)) = lost {
        tracing::warn!("{error}");
    }
}
