//! Files that an admin sends: fetched, looked at, reported on, and used only after a yes.
//!
//! The doors are [`is_upload`], [`received`] and [`accept`].

use std::sync::Arc;

use anyhow::Context;
use teloxide::payloads::GetFile;
use teloxide::types::{Document, File, Message, MessageId};

use super::{Door, Offered, build, say, with_deeds};
use crate::error::{Error, Result};
use crate::etl::{Unfit, recognise};
use crate::rebuild::{Builder, Offer, Preview, Watch};
use crate::render::markup::Markup;
use crate::render::{Language, Text};
use crate::telegram::api::Patience;
use crate::telegram::callback::Deed;
use crate::telegram::deliver::Spot;
use crate::telegram::limiter::Lane;
use crate::telegram::say::plain;

/// What Telegram lets bots fetch.
const LARGEST: u32 = 20 << 20;

/// Whether a message is a file from an admin, in private.
pub(in crate::telegram) fn is_upload(message: Message, door: Arc<Door>) -> bool {
    message.chat.is_private() && message.document().is_some() && door.is_from_admin(&message)
}

/// What became of looking at a file.
enum Looked {
    Unfit(Unfit),
    Unusable(Error),
    Fit(Offer, Preview),
}

/// Fetches the file, looks at it and says what using it would give.
pub(in crate::telegram) async fn received(door: Arc<Door>, message: Message) -> anyhow::Result<()> {
    let (Some(author), Some(document)) = (&message.from, message.document()) else { return Ok(()) };
    let (spot, language) = (Spot::beside(&message), door.language(author).await);
    let name = document.file_name.clone().unwrap_or_default();
    let refused = match name.to_lowercase() {
        lower if !lower.ends_with(".csv") && !lower.ends_with(".csv.gz") => Some(say::WRONG_NAME),
        _ if document.file.size > LARGEST => Some(say::TOO_LARGE),
        _ => None,
    };
    if let Some(refused) = refused {
        door.send(spot, &plain(&Markup::new().plain(refused.to(language)))).await?;
        return Ok(());
    }
    let told = door.send(spot, &plain(&say::looking_at(&name, language))).await?;
    let number = door.admin.number();
    let offer = fetch(&door, document, door.admin.builder.offer(number)?).await?;
    let (builder, called) = (door.admin.builder.clone(), name.clone());
    let looked = tokio::task::spawn_blocking(move || look(&builder, offer, &called)).await??;
    let said = match looked {
        Looked::Unfit(unfit) => plain(&say::unfit(&name, &unfit, language)),
        Looked::Unusable(Error::Build { reason }) => plain(&say::unusable(&name, &reason, language)),
        Looked::Unusable(error) => return Err(error.into()),
        Looked::Fit(offer, preview) => {
            let file = offer.file();
            let report = preview.sources.iter().find(|source| source.path == file).context("the file was not read")?;
            let text = say::upload(report, &name, &preview, door.chat.engine().manifest(), language);
            let deeds = [(say::USE, Deed::UseUpload(number)), (say::DISCARD, Deed::DropOffer(number))];
            door.admin.keep(number, Offered::Upload(offer));
            with_deeds(&text, &deeds, language)
        }
    };
    match told {
        Some(told) => door.replace(spot, told, &said).await?,
        None => door.send(spot, &said).await.map(drop)?,
    }
    Ok(())
}

async fn fetch(door: &Door, document: &Document, offer: Offer) -> anyhow::Result<Offer> {
    let asked = GetFile::new(document.file.id.clone());
    let file = door.api.call(&asked, Lane::Overall, Patience::Message).await?;
    let file: File = serde_json::from_value(file).context("Telegram does not say where the file is")?;
    let bytes = door.api.download(&file.path, LARGEST as usize).await?;
    tokio::fs::write(offer.incoming(), bytes).await.context("the file cannot be kept")?;
    Ok(offer)
}

fn look(builder: &Builder, offer: Offer, name: &str) -> Result<Looked> {
    let source = match recognise(&offer.incoming(), name) {
        Ok(source) => source,
        Err(unfit) => return Ok(Looked::Unfit(unfit)),
    };
    let offer = offer.named(source)?;
    Ok(match builder.preview(&offer, &Watch::default()) {
        Ok(preview) => Looked::Fit(offer, preview),
        Err(error) => Looked::Unusable(error),
    })
}

/// Makes the file a source and builds. Returns what to tell whoever pressed the button, in passing.
pub(super) async fn accept(
    door: &Arc<Door>,
    spot: Spot,
    message: MessageId,
    number: u64,
    language: Language,
) -> anyhow::Result<Option<Text>> {
    if build::is_running(door) {
        return Ok(Some(say::ALREADY));
    }
    let offered = door.admin.offers().remove(&number);
    let Some(Offered::Upload(offer)) = offered else { return Ok(Some(say::GONE)) };
    let accepted = tokio::task::spawn_blocking(move || offer.accept()).await??;
    build::start(door, spot, Some(message), Some(accepted), language).await?;
    Ok(None)
}
