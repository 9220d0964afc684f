//! `claqueta bot`: the Telegram bot.

use std::sync::Arc;

use anyhow::Context;

use super::args::BotArgs;
use super::{stop_signal, watched};
use crate::config::Config;
use crate::engine::Live;
use crate::http::{self, Webhook};
use crate::intake::{Arrivals, intake};
use crate::metrics::Registry;
use crate::people::People;
use crate::rebuild::Builder;
use crate::telegram::{Account, Bot, Hook};

/// Threads that compute answers; more than there are processors would only wait for each other.
const ANSWERING_THREADS: usize = 16;

pub(super) fn run(config: &Config, options: &BotArgs) -> anyhow::Result<()> {
    let account = Account::from_env(&config.telegram.api_url)?;
    let metrics = Registry::new();
    let posts = posts(config, options, &metrics)?;
    let live = watched(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(ANSWERING_THREADS)
        .build()
        .context("the bot's threads cannot be started")?;
    let bot = Bot {
        metrics: metrics.clone(),
        config: config.telegram.clone(),
        state: config.paths.state.clone(),
        live: Arc::clone(&live),
        people: Arc::new(People::open(&config.paths.state)?),
        builder: Builder::new(
            std::env::current_exe().context("this program does not know where it is")?,
            config.paths.clone(),
        ),
        account,
    };
    runtime.block_on(async {
        let Some(Posts { hook, arrivals, route, addr }) = posts else {
            return tokio::try_join!(bot.run(stop_signal()), side(config, options, live, metrics)).map(drop);
        };
        // Before Telegram is told where to post.
        let listener = http::Listener::bind(&addr, &config.http)
            .await
            .with_context(|| format!("{addr} cannot be listened at, name another with telegram.webhook.addr"))?;
        let run = bot.run_posted(hook, arrivals, stop_signal());
        // What the world may reach shows no counts, unless that is where they are asked for.
        let shares = options.addr.as_ref() == Some(&addr);
        let counts = shares.then(|| metrics.clone());
        let posted = async {
            let served = http::posted(listener, Arc::clone(&live), counts, route, stop_signal()).await;
            served.with_context(|| format!("{addr} cannot be served"))
        };
        match shares {
            true => tokio::try_join!(run, posted).map(drop),
            false => tokio::try_join!(run, posted, side(config, options, Arc::clone(&live), metrics)).map(drop),
        }
    })
}

/// Health and counts at `--addr`, where it is given.
async fn side(config: &Config, options: &BotArgs, live: Arc<Live>, metrics: Registry) -> anyhow::Result<()> {
    let Some(addr) = &options.addr else { return Ok(()) };
    let served = http::side(addr, &config.http, live, metrics, stop_signal()).await;
    served.with_context(|| format!("{addr} cannot be listened at, name another with --addr"))
}

/// What is needed where Telegram posts updates.
struct Posts {
    hook: Hook,
    arrivals: Arrivals,
    route: Webhook,
    addr: String,
}

fn posts(config: &Config, options: &BotArgs, metrics: &Registry) -> anyhow::Result<Option<Posts>> {
    let settings = &config.telegram.webhook;
    let Some(hook) = Hook::new(settings)? else { return Ok(None) };
    let addr = Some(&settings.addr).filter(|addr| !addr.is_empty()).or(options.addr.as_ref());
    let addr = addr.context("name the host and port to listen at with telegram.webhook.addr or --addr")?.clone();
    let (intake, arrivals) = intake();
    let (path, secret) = (hook.path().to_owned(), hook.secret().to_owned());
    let route = Webhook { path, secret, intake, metrics: metrics.clone() };
    Ok(Some(Posts { hook, arrivals, route, addr }))
}
