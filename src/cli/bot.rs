//! `claqueta bot`: the Telegram bot.

use std::sync::Arc;

use anyhow::Context;

use super::args::BotArgs;
use super::watched;
use crate::config::Config;
use crate::people::People;
use crate::rebuild::Builder;
use crate::telegram::{Account, Bot};

/// Threads that compute answers; more than there are processors would only wait for each other.
const ANSWERING_THREADS: usize = 16;

pub(super) fn run(config: &Config, _options: &BotArgs) -> anyhow::Result<()> {
    let account = Account::from_env()?;
    let live = watched(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(ANSWERING_THREADS)
        .build()
        .context("the bot's threads cannot be started")?;
    let bot = Bot {
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
    runtime.block_on(bot.run(stop_signal()))
}

/// Ready when the program is asked to stop: ctrl-c, or SIGTERM where there is such a thing.
async fn stop_signal() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            tracing::warn!("ctrl-c cannot be listened to");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
