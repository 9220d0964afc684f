//! Messages that people write to the bot.
//!
//! The doors are [`answer`], [`start`] and [`too_fast`].

use std::sync::Arc;

use teloxide::types::{Message, UpdateId};

use super::address::{Heard, Manner};
use super::deliver::Spot;
use super::door::Door;
use super::link;
use super::menu;
use super::say::{Audience, plain};
use super::sessions::{Party, asker};
use crate::flood::Admission;
use crate::query::{Greeting, Query};
use crate::render::Language;
use crate::render::markup::Markup;
use crate::render::words::{program, telegram};

/// `/start`, alone or from a link like `t.me/<bot>?start=m_862`.
pub(super) fn is_start(heard: Heard) -> bool {
    heard.text == "/start" || heard.text.starts_with("/start ")
}

/// Greets, or answers what the link asks.
pub(super) async fn start(door: Arc<Door>, message: Message, heard: Heard, update: UpdateId) -> anyhow::Result<()> {
    let payload = heard.text.strip_prefix("/start").unwrap_or("").trim();
    if heard.manner == Manner::Private
        && door.is_from_admin(&message)
        && let Some(author) = &message.from
    {
        // Before this message Telegram did not know of this chat.
        menu::publish_to_admin(&door, author.id).await;
    }
    let query = link::read(payload).unwrap_or(Query::Greeting(Greeting::Hello));
    respond(&door, &message, update, query.to_string(), heard.manner).await
}

/// Anything else that people write.
pub(super) async fn answer(door: Arc<Door>, message: Message, heard: Heard, update: UpdateId) -> anyhow::Result<()> {
    let text = match heard.text.as_str() {
        // The bot's bare name is a call; a picture or a voice is nothing that can be understood.
        "" if heard.manner == Manner::Private && message.text().is_none() => {
            let said = plain(&Markup::new().plain(telegram::WORDS_ONLY.to(language_of(&door, &message).await)));
            door.send(Spot::beside(&message), &said).await?;
            return Ok(());
        }
        "" => Query::Greeting(Greeting::Hello).to_string(),
        _ => heard.text,
    };
    respond(&door, &message, update, text, heard.manner).await
}

async fn respond(
    door: &Arc<Door>,
    message: &Message,
    update: UpdateId,
    text: String,
    manner: Manner,
) -> anyhow::Result<()> {
    let Some(author) = &message.from else { return Ok(()) };
    let spot = Spot::beside(message);
    let asker = asker(message.chat.id, author, update);
    let reply = match door.ask(asker, Party { chat: message.chat.id, user: author.id }, text).await {
        Ok(reply) => reply,
        Err(error) => {
            let apology = program::APOLOGY.to(door.language(author).await);
            door.send(spot, &plain(&Markup::new().plain(apology))).await?;
            return Err(error);
        }
    };
    // In a group a command that we do not know is most likely another bot's.
    if manner == Manner::Bare && matches!(reply.query, Query::UnknownCommand { .. }) {
        return Ok(());
    }
    let audience = match message.chat.is_private() {
        true => Audience::Private,
        false => Audience::Group(message.from.as_ref().filter(|author| !author.is_bot).map(|author| author.id)),
    };
    door.send(spot, &door.compose(&reply, audience).await).await?;
    menu::follow(door, author.id, &reply).await;
    Ok(())
}

/// The language of whoever wrote a message.
async fn language_of(door: &Arc<Door>, message: &Message) -> Language {
    match &message.from {
        Some(author) => door.language(author).await,
        None => Language::default(),
    }
}

/// Tells a chat once that it asks too much.
pub(super) async fn too_fast(door: Arc<Door>, message: Message, admission: Admission) -> anyhow::Result<()> {
    if admission == Admission::Notice {
        let said = telegram::TOO_FAST.to(language_of(&door, &message).await);
        door.send(Spot::beside(&message), &plain(&Markup::new().plain(said))).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_start_is_start() {
        let heard = |text: &str| is_start(Heard { text: text.to_owned(), manner: Manner::Private });
        assert!(heard("/start") && heard("/start m_862"));
        assert!(!heard("/started") && !heard("start"));
    }
}
