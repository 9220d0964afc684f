//! Pressed buttons: every one is acknowledged, whatever comes of it.
//!
//! The doors are [`pressed`] and [`too_fast`].

use std::sync::Arc;

use teloxide::types::{CallbackQuery, MaybeInaccessibleMessage, UpdateId};

use super::admin;
use super::callback::{Action, CallbackData, Deed, Place};
use super::deliver::Spot;
use super::door::Door;
use super::menu;
use super::night;
use super::say::{Audience, plain};
use super::sessions::{Party, asker};
use crate::render::markup::Markup;
use crate::render::words::{program, telegram};

/// Does what stands behind the button.
pub(super) async fn pressed(door: Arc<Door>, press: CallbackQuery, update: UpdateId) -> anyhow::Result<()> {
    let data = press.data.as_deref().and_then(CallbackData::decode);
    let (Some(CallbackData { owner, action }), Some(message)) = (data, press.message.as_ref()) else {
        let language = door.language(&press.from).await;
        door.acknowledge(&press.id, Some(telegram::STALE_BUTTON.to(language))).await;
        return Ok(());
    };
    if owner.is_some_and(|owner| owner != press.from.id) {
        let language = door.language(&press.from).await;
        door.acknowledge(&press.id, Some(telegram::NOT_YOURS.to(language))).await;
        return Ok(());
    }
    match action {
        Action::Ask(place, query) => {
            let asked = ask(&door, &press, update, message, place, query.to_string());
            let ((), asked) = tokio::join!(door.acknowledge(&press.id, None), asked);
            asked
        }
        Action::AskKept(place, hash) => {
            let Some(query) = door.question(hash).await else {
                let language = door.language(&press.from).await;
                door.acknowledge(&press.id, Some(telegram::STALE_BUTTON.to(language))).await;
                return Ok(());
            };
            let asked = ask(&door, &press, update, message, place, query.to_string());
            let ((), asked) = tokio::join!(door.acknowledge(&press.id, None), asked);
            asked
        }
        Action::Do(deed) => {
            let (spot, message) = (spot_of(message), message.id());
            let done = match deed {
                Deed::NightSuggest(_)
                | Deed::NightList(_)
                | Deed::NightVote(_)
                | Deed::NightCancel(_)
                | Deed::NightUnseen(_) => night::pressed(&door, &press, deed, spot, message).await,
                _ => admin::pressed(&door, &press, deed, spot, message).await,
            };
            let told = match done.as_ref().ok().copied().flatten() {
                Some(text) => Some(text.to(door.language(&press.from).await)),
                None => None,
            };
            door.acknowledge(&press.id, told).await;
            done.map(drop)
        }
    }
}

fn spot_of(message: &MaybeInaccessibleMessage) -> Spot {
    match message.regular_message() {
        Some(message) => Spot::beside(message),
        // Too old to be seen by us, but its chat is known.
        None => Spot { chat: message.chat().id, topic: None, asked_in: None },
    }
}

async fn ask(
    door: &Arc<Door>,
    press: &CallbackQuery,
    update: UpdateId,
    message: &MaybeInaccessibleMessage,
    place: Place,
    text: String,
) -> anyhow::Result<()> {
    let spot = spot_of(message);
    let party = Party { chat: spot.chat, user: press.from.id };
    let audience = if message.chat().is_private() { Audience::Private } else { Audience::Group(Some(party.user)) };
    let reply = match door.ask(asker(spot.chat, &press.from, update), party, text).await {
        Ok(reply) => reply,
        Err(error) => {
            let apology = program::APOLOGY.to(door.language(&press.from).await);
            door.send(spot, &plain(&Markup::new().plain(apology))).await?;
            return Err(error);
        }
    };
    let said = door.compose(&reply, audience).await;
    // The caption of a picture is no text that could be replaced.
    let is_text = message.regular_message().is_none_or(|message| message.text().is_some());
    match place {
        Place::Here if is_text => door.replace(spot, message.id(), &said).await?,
        _ => door.send(spot, &said).await.map(drop)?,
    }
    menu::follow(door, party.user, &reply).await;
    Ok(())
}

/// Says in passing that the chat asks too much.
pub(super) async fn too_fast(door: Arc<Door>, press: CallbackQuery) -> anyhow::Result<()> {
    let language = door.language(&press.from).await;
    door.acknowledge(&press.id, Some(telegram::TOO_FAST.to(language))).await;
    Ok(())
}
