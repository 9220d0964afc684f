//! Builds the index anew while the bot goes on answering, told in one message that is edited.
//!
//! The doors are [`start`] and [`roll_back`].

use std::sync::Arc;
use std::time::Duration;

use teloxide::types::MessageId;
use tokio::time::sleep;

use super::{Door, say, with_deeds};
use crate::error::{Error, Result};
use crate::rebuild::{Accepted, Built, Watch};
use crate::render::Language;
use crate::render::markup::Markup;
use crate::telegram::callback::Deed;
use crate::telegram::deliver::Spot;
use crate::telegram::say::{Said, plain};

/// How often the message is edited at most; a chat bears about one call a second.
const EVERY: Duration = Duration::from_secs(2);

/// Starts a build and tells how it goes in `message`, or in a new one. An upload that it rests on is undone where the
/// build comes to nothing.
pub(super) async fn start(
    door: &Arc<Door>,
    spot: Spot,
    message: Option<MessageId>,
    upload: Option<Accepted>,
    language: Language,
) -> anyhow::Result<()> {
    let Some(watch) = begin(door) else {
        door.send(spot, &plain(&Markup::new().plain(say::ALREADY.to(language)))).await?;
        return Ok(());
    };
    let said = under_way(&watch, language);
    let told = match message {
        Some(message) => door.replace(spot, message, &said).await.map(|()| Some(message)),
        None => door.send(spot, &said).await,
    };
    let door = Arc::clone(door);
    // Not a part of handling the update: the chat's next message must be able to cancel it.
    tokio::spawn(async move { follow(door, spot, told.ok().flatten(), watch, upload, language).await });
    Ok(())
}

/// The build under way from now on; `None` while there is one.
fn begin(door: &Door) -> Option<Arc<Watch>> {
    let mut build = door.admin.build();
    if build.is_some() {
        return None;
    }
    let watch = Arc::new(Watch::default());
    *build = Some(Arc::clone(&watch));
    Some(watch)
}

/// Whether a build is under way.
pub(super) fn is_running(door: &Door) -> bool {
    door.admin.build().is_some()
}

fn under_way(watch: &Watch, language: Language) -> Said {
    with_deeds(&say::building(&watch.step(), language), &[(say::CANCEL, Deed::CancelBuild(0))], language)
}

async fn follow(
    door: Arc<Door>,
    spot: Spot,
    message: Option<MessageId>,
    watch: Arc<Watch>,
    upload: Option<Accepted>,
    language: Language,
) {
    let (builder, watched) = (door.admin.builder.clone(), Arc::clone(&watch));
    let mut build = tokio::task::spawn_blocking(move || builder.build(&watched));
    let mut told = under_way(&watch, language);
    let outcome = loop {
        tokio::select! {
            outcome = &mut build => break outcome,
            () = sleep(EVERY) => {}
        }
        let now = under_way(&watch, language);
        if let Some(message) = message.filter(|_| now != told) {
            // A progress that cannot be told costs nothing.
            let _ = door.replace(spot, message, &now).await;
            told = now;
        }
    };
    let finishing = Arc::clone(&door);
    let ended = tokio::task::spawn_blocking(move || {
        let outcome = outcome.unwrap_or_else(|panic| Err(Error::Build { reason: panic.to_string() }));
        finish(&finishing, outcome, upload, language)
    });
    let said = ended
        .await
        .unwrap_or_else(|panic| say::not_built(&panic.to_string(), door.chat.engine().generation(), language));
    *door.admin.build() = None;
    let said = plain(&said);
    let sent = match message {
        Some(message) => door.replace(spot, message, &said).await,
        None => door.send(spot, &said).await.map(drop),
    };
    if let Err(error) = sent {
        tracing::warn!("the end of a build could not be told: {error}");
    }
}

/// Adopts what was built, or makes sure that all is as before.
fn finish(door: &Door, outcome: Result<Built>, upload: Option<Accepted>, language: Language) -> Markup {
    let live = &door.admin.live;
    let undo = |upload: Option<Accepted>| {
        if let Some(Err(error)) = upload.map(Accepted::undo) {
            tracing::error!("an upload could not be taken back: {error}");
        }
    };
    let serving = || live.engine().generation();
    match outcome {
        Ok(built) => match live.refresh() {
            Ok(_) => {
                tracing::info!(generation = built.generation, "an admin has built the index anew");
                say::built(live.engine().manifest(), built.elapsed_ms, language)
            }
            Err(error) => {
                tracing::error!("the index that was built cannot be used: {error}");
                undo(upload);
                if let Err(error) = live.store().roll_back() {
                    tracing::error!("the index before cannot be returned to: {error}");
                }
                say::returned(&error.to_string(), serving(), language)
            }
        },
        Err(Error::Cancelled) => {
            undo(upload);
            say::cancelled(serving(), language)
        }
        Err(error) => {
            tracing::warn!("{error}");
            undo(upload);
            let reason = if let Error::Build { reason } = &error { reason.clone() } else { error.to_string() };
            say::not_built(&reason, serving(), language)
        }
    }
}

/// Returns to the generation before this one. What comes of it is said.
pub(super) async fn roll_back(door: &Arc<Door>, language: Language) -> anyhow::Result<Markup> {
    let live = Arc::clone(&door.admin.live);
    let returned = tokio::task::spawn_blocking(move || {
        live.store().roll_back()?;
        live.refresh()?;
        Ok(live.engine())
    });
    Ok(match returned.await? {
        Ok(engine) => say::rolled_back(engine.manifest(), language),
        Err(Error::NoIndex { .. }) => Markup::new().plain(say::NO_EARLIER.to(language)),
        Err(error) => return Err(error.into()),
    })
}
