//! `claqueta bot`: the Telegram bot.

use std::sync::Arc;

use anyhow::Context;

use super::args::BotArgs;
use super::{stop_signal, watched};
use crate::config::Config;
use crate::http;
use crate::metrics::Registry;
use crate::people::People;
use crate::rebuild::Builder;
use crate::telegram::{Account, Bot};

/// Threads that compute answers; more than there are processors would only wait for each other.
const ANSWERING_THREADS: usize = 16;

pub(super) fn run(config: &Config, options: &BotArgs) -> anyhow::Result<()> {
    let account = Account::from_env()?;
    let live = watched(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(ANSWERING_THREADS)
        .build()
        .context("the bot's threads cannot be started")?;
    let metrics = Registry::new();
    let side = options.addr.as_ref().map(|addr| (addr, Arc::clone(&live)));
    let bot = Bot {
        metrics: metrics.clone(),
        config: config.telegram.clone(),
        state: config.paths.state.clone(),
        live,
        people: Arc::new(People::open(&config.paths.state)?),
        builder: Builder::new(
            std::env::current_exe().context("this program does not know where it is")?,
            config.paths.clone(),
        ),
        account,
    };
    runtime.block_on(async {
        let serve = async {
            let Some((addr, live)) = side else { return Ok(()) };
            let served = http::side(addr, &config.http, live, metrics, stop_signal()).await;
            served.with_context(|| format!("{addr} cannot be listened at, name another with --addr"))
        };
        tokio::try_join!(bot.run(stop_signal()), serve).map(drop)
    })
}
