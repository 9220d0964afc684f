//! The menu of commands that Telegram shows.
//!
//! The door is [`publish`].

use teloxide::payloads::SetMyCommands;
use teloxide::types::BotCommand;

use super::api::{Api, Patience};
use super::limiter::Lane;
use crate::render::es;

/// Tells Telegram the commands. A failure costs the menu only, so it is logged and the bot goes on.
pub(super) async fn publish(api: &Api) {
    if let Err(error) = api.call(&SetMyCommands::new(commands()), Lane::Free, Patience::Fleeting).await {
        tracing::warn!("the menu of commands could not be set: {error}");
    }
}

/// The commands in the order of /ayuda.
fn commands() -> Vec<BotCommand> {
    es::COMMANDS.iter().map(|command| BotCommand::new(command.name, command.about)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_descriptions_are_such_as_telegram_takes() {
        let commands = commands();
        assert!((16..=100).contains(&commands.len()));
        for BotCommand { command, description } in commands {
            assert!((1..=32).contains(&command.len()), "{command}");
            assert!(command.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_')), "{command}");
            assert!((3..=256).contains(&description.encode_utf16().count()), "{command}");
        }
    }
}
