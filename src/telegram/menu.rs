//! The menus of commands that Telegram shows: for private chats, for groups and for admins, in Spanish and in English.
//!
//! The doors are [`publish`], [`publish_to_admin`] and [`follow`]. Telegram chooses by the language of the reader's own
//! Telegram; whoever chose another one here has a menu of their own.

use std::sync::Arc;

use teloxide::payloads::{DeleteMyCommands, DeleteMyCommandsSetters, SetMyCommands, SetMyCommandsSetters};
use teloxide::types::{BotCommand, BotCommandScope, ChatId, Recipient, UserId};

use super::api::{Api, CallError, Patience};
use super::door::Door;
use super::limiter::Lane;
use crate::chat::Reply;
use crate::engine::{Body, Personal};
use crate::render::words::{ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS};
use crate::render::{Language, Text};

/// Commands that are of no use where others read along.
const PRIVATE: &[&str] = &["predecir", "gustos", "historial", "parami", "misdatos", "borrarme"];

/// Languages of a menu, the one for everybody else first.
const LANGUAGES: [Option<Language>; 3] = [None, Some(Language::Spanish), Some(Language::English)];

/// Who sees a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    Everybody,
    Private,
    Groups,
    Admin(UserId),
    /// Somebody who chose a language.
    Chooser(UserId),
}

/// Tells Telegram the commands. A failure costs the menu only, so it is logged and the bot goes on.
pub(super) async fn publish(door: &Arc<Door>) {
    for audience in [Audience::Everybody, Audience::Private, Audience::Groups] {
        if let Err(error) = publish_for(&door.api, audience, None).await {
            tracing::warn!("the menu of commands could not be set: {error}");
        }
    }
    for admin in &door.admins {
        publish_to_admin(door, UserId(*admin)).await;
    }
}

/// The menu of an admin's private chat. Telegram knows that chat only once the admin has written to the bot.
pub(super) async fn publish_to_admin(door: &Arc<Door>, admin: UserId) {
    let chosen = door.chosen(admin).await;
    if let Err(error) = publish_for(&door.api, Audience::Admin(admin), chosen).await {
        tracing::info!(admin = admin.0, "the menu for this admin is set when they send /start: {error}");
    }
}

/// Gives somebody who just chose a language a menu in it, and takes it from somebody of whom everything was deleted,
/// who is then known no longer.
pub(super) async fn follow(door: &Arc<Door>, user: UserId, reply: &Reply) {
    let Body::Personal(personal) = &reply.answer.body else { return };
    let chosen = match personal.as_ref() {
        Personal::Language { to: Some(to) } => Some(*to),
        Personal::Forgotten { .. } => {
            // Whoever writes again is noted again.
            door.known.forget(user.into());
            None
        }
        _ => return,
    };
    let changed = match (door.is_admin(user), chosen) {
        (true, chosen) => publish_for(&door.api, Audience::Admin(user), chosen).await,
        (false, Some(_)) => publish_for(&door.api, Audience::Chooser(user), chosen).await,
        (false, None) => {
            let menu = DeleteMyCommands::new().scope(scope(Audience::Chooser(user)));
            door.api.call(&menu, Lane::Overall, Patience::Fleeting).await.map(drop)
        }
    };
    if let Err(error) = changed {
        tracing::info!("the menu of a chat could not be changed: {error}");
    }
}

/// `chosen` is the language of all of it, whatever the reader's Telegram speaks.
async fn publish_for(api: &Api, audience: Audience, chosen: Option<Language>) -> Result<(), CallError> {
    // A chat of somebody who chose has no menu by language that would win over the plain one.
    let spoken = if matches!(audience, Audience::Chooser(_)) { &LANGUAGES[..1] } else { &LANGUAGES[..] };
    for language in spoken {
        let said = chosen.or(*language).unwrap_or_default();
        let mut menu = SetMyCommands::new(commands(audience, said)).scope(scope(audience));
        menu.language_code = language.map(|language| language.code().to_owned());
        api.call(&menu, Lane::Overall, Patience::Fleeting).await?;
    }
    Ok(())
}

fn scope(audience: Audience) -> BotCommandScope {
    match audience {
        Audience::Everybody => BotCommandScope::Default,
        Audience::Private => BotCommandScope::AllPrivateChats,
        Audience::Groups => BotCommandScope::AllGroupChats,
        Audience::Admin(user) | Audience::Chooser(user) => {
            BotCommandScope::Chat { chat_id: Recipient::Id(ChatId::from(user)) }
        }
    }
}

/// The commands in the order of /ayuda; those of groups come first, those of admins last.
fn commands(audience: Audience, language: Language) -> Vec<BotCommand> {
    let everybody = COMMANDS.iter().map(|command| (command.name, command.about));
    let here = everybody.filter(|(name, _)| audience != Audience::Groups || !PRIVATE.contains(name));
    let admins = ADMIN_COMMANDS.iter().copied().filter(|_| matches!(audience, Audience::Admin(_)));
    let described = |(name, about): (&'static str, Text)| BotCommand::new(name, about.to(language));
    let groups = GROUP_COMMANDS.iter().copied().filter(|_| audience == Audience::Groups);
    groups.chain(here).chain(admins).map(described).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_descriptions_are_such_as_telegram_takes() {
        for audience in [Audience::Everybody, Audience::Private, Audience::Groups, Audience::Admin(UserId(7))] {
            for language in Language::ALL {
                let commands = commands(audience, language);
                assert!((16..=100).contains(&commands.len()));
                for BotCommand { command, description } in commands {
                    assert!((1..=32).contains(&command.len()), "{command}");
                    assert!(command.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_')), "{command}");
                    assert!((3..=256).contains(&description.encode_utf16().count()), "{command}");
                }
            }
        }
    }

    #[test]
    fn only_admins_see_what_only_they_may() {
        let names = |audience| -> Vec<String> {
            commands(audience, Language::Spanish).into_iter().map(|c| c.command).collect()
        };
        let shows = |audience, name: &str| names(audience).iter().any(|shown| shown == name);
        assert!(shows(Audience::Admin(UserId(7)), "reindexar") && !shows(Audience::Private, "reindexar"));
        assert!(shows(Audience::Private, "predecir") && !shows(Audience::Groups, "predecir"));
    }
}
