//! The menus of commands that Telegram shows: for private chats, for groups and for admins, in Spanish and in English.
//!
//! The doors are [`publish`] and [`publish_to_admin`].

use teloxide::payloads::{SetMyCommands, SetMyCommandsSetters};
use teloxide::types::{BotCommand, BotCommandScope, ChatId, Recipient, UserId};

use super::api::{Api, CallError, Patience};
use super::limiter::Lane;
use crate::render::{en, es};

/// Commands that are of no use where others read along.
const PRIVATE: &[&str] = &["predecir", "gustos", "historial", "parami", "misdatos", "borrarme"];

/// Languages of a menu, the one for everybody else first.
const LANGUAGES: [Option<&str>; 3] = [None, Some("es"), Some("en")];

/// Who sees a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Audience {
    Everybody,
    Private,
    Groups,
    Admin(UserId),
}

/// Tells Telegram the commands. A failure costs the menu only, so it is logged and the bot goes on.
pub(super) async fn publish(api: &Api, admins: &[u64]) {
    for audience in [Audience::Everybody, Audience::Private, Audience::Groups] {
        if let Err(error) = publish_for(api, audience).await {
            tracing::warn!("the menu of commands could not be set: {error}");
        }
    }
    for admin in admins {
        publish_to_admin(api, UserId(*admin)).await;
    }
}

/// The menu of an admin's private chat. Telegram knows that chat only once the admin has written to the bot.
pub(super) async fn publish_to_admin(api: &Api, admin: UserId) {
    if let Err(error) = publish_for(api, Audience::Admin(admin)).await {
        tracing::info!(admin = admin.0, "the menu for this admin is set when they send /start: {error}");
    }
}

async fn publish_for(api: &Api, audience: Audience) -> Result<(), CallError> {
    for language in LANGUAGES {
        let mut menu = SetMyCommands::new(commands(audience, language)).scope(scope(audience));
        menu.language_code = language.map(str::to_owned);
        api.call(&menu, Lane::Overall, Patience::Fleeting).await?;
    }
    Ok(())
}

fn scope(audience: Audience) -> BotCommandScope {
    match audience {
        Audience::Everybody => BotCommandScope::Default,
        Audience::Private => BotCommandScope::AllPrivateChats,
        Audience::Groups => BotCommandScope::AllGroupChats,
        Audience::Admin(admin) => BotCommandScope::Chat { chat_id: Recipient::Id(ChatId::from(admin)) },
    }
}

/// The commands in the order of /ayuda; those of groups come first, those of admins last.
fn commands(audience: Audience, language: Option<&str>) -> Vec<BotCommand> {
    let everybody = es::COMMANDS.iter().map(|command| (command.name, command.about));
    let here = everybody.filter(|(name, _)| audience != Audience::Groups || !PRIVATE.contains(name));
    let admins = es::ADMIN_COMMANDS.iter().copied().filter(|_| matches!(audience, Audience::Admin(_)));
    let described = |(name, about): (&'static str, &'static str)| match language {
        Some("en") => BotCommand::new(name, en::about(name).unwrap_or(about)),
        _ => BotCommand::new(name, about),
    };
    let groups = es::GROUP_COMMANDS.iter().copied().filter(|_| audience == Audience::Groups);
    groups.chain(here).chain(admins).map(described).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_descriptions_are_such_as_telegram_takes() {
        for audience in [Audience::Everybody, Audience::Private, Audience::Groups, Audience::Admin(UserId(7))] {
            for language in LANGUAGES {
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
        let names = |audience| -> Vec<String> { commands(audience, None).into_iter().map(|c| c.command).collect() };
        let shows = |audience, name: &str| names(audience).iter().any(|shown| shown == name);
        assert!(shows(Audience::Admin(UserId(7)), "reindexar") && !shows(Audience::Private, "reindexar"));
        assert!(shows(Audience::Private, "predecir") && !shows(Audience::Groups, "predecir"));
    }
}
