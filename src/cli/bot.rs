//! `claqueta bot`: the Telegram bot.

use super::args::BotArgs;
use super::watched;
use crate::config::Config;

pub(super) fn run(config: &Config, _options: &BotArgs) -> anyhow::Result<()> {
    let live = watched(config)?;
    let _ = live;
    Ok(())
}
