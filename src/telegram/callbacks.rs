//! Pressed buttons: every one is acknowledged, whatever comes of it.
//!
//! The doors are [`pressed`] and [`too_fast`].

use std::sync::Arc;

use teloxide::types::{CallbackQuery, UpdateId};

use super::account::username;
use super::callback::{CallbackData, Place};
use super::deliver::Spot;
use super::door::Door;
use super::say::{compose, plain};
use super::sessions::{Party, asker};
use crate::render::es::{program, telegram};
use crate::render::markup::Markup;

/// Asks what stands behind the button.
pub(super) async fn pressed(door: Arc<Door>, press: CallbackQuery, update: UpdateId) -> anyhow::Result<()> {
    let data = press.data.as_deref().and_then(CallbackData::decode);
    let (Some(data), Some(message)) = (data, press.message.as_ref()) else {
        door.acknowledge(&press.id, Some(telegram::STALE_BUTTON)).await;
        return Ok(());
    };
    let spot = match message.regular_message() {
        Some(message) => Spot::beside(message),
        // Too old to be seen by us, but its chat is known.
        None => Spot { chat: message.chat().id, topic: None, asked_in: None },
    };
    let party = Party { chat: spot.chat, user: press.from.id };
    let answered = async {
        let asker = asker(spot.chat, &press.from, update);
        let said = match door.ask(asker, party, data.query.to_string()).await {
            Ok(reply) => compose(&reply, username(&door.me)),
            Err(error) => {
                door.send(spot, &plain(&Markup::new().plain(program::APOLOGY))).await?;
                return Err(error);
            }
        };
        match data.place {
            Place::Here => door.replace(spot, message.id(), &said).await?,
            Place::Below => door.send(spot, &said).await.map(drop)?,
        }
        Ok(())
    };
    let ((), answered) = tokio::join!(door.acknowledge(&press.id, None), answered);
    answered
}

/// Says in passing that the chat asks too much.
pub(super) async fn too_fast(door: Arc<Door>, press: CallbackQuery) -> anyhow::Result<()> {
    door.acknowledge(&press.id, Some(telegram::TOO_FAST)).await;
    Ok(())
}
