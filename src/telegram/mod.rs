//! The Telegram door: updates in, answers out, everything said by [`crate::chat::Chat::reply`].
//!
//! The door is [`Bot::run`]. The path of an update: `poll` fetches it or `webhook` takes it, `inbox` keeps it until it is answered, `dispatch`
//! queues it behind those of the same chat, the tree in `schema` chooses a handler (`messages`, `callbacks`, `inline`),
//! `say` turns the reply into messages, `deliver`, `photo` and `api` bring them out.
//!
//! Telegram's types, payloads and the handler tree are teloxide's. Its dispatcher and its requests are not used: with
//! them a panic in a handler ends the process, one slow chat holds up all others, a server error costs ten seconds and
//! the message, and what was fetched but not yet answered is lost when the process is killed.

mod account;
mod address;
mod admin;
mod api;
mod callback;
mod callbacks;
mod counts;
mod deliver;
mod dispatch;
mod door;
mod groups;
mod inbox;
mod inline;
mod known;
mod limiter;
mod link;
mod menu;
mod messages;
mod night;
mod photo;
mod poll;
mod queues;
mod say;
mod schema;
mod sessions;
mod split;
mod webhook;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use teloxide::payloads::GetMe;
use teloxide::types::Me;
use tokio::sync::Semaphore;
use tokio::time::sleep;

pub use account::Account;
pub use webhook::Hook;

use crate::chat::Chat;
use crate::config::Telegram;
use crate::engine::Live;
use crate::flood::Flood;
use crate::intake::Arrivals;
use crate::metrics::Registry;
use crate::people::People;
use crate::rebuild::Builder;
use admin::Admin;
use api::{Api, CallError, Patience};
use counts::Counts;
use dispatch::Dispatch;
use door::{Door, MOST_IN_HAND};
use inbox::Inbox;
use known::Known;
use limiter::{Lane, Limiter};
use night::Nights;
use photo::Drawing;
use poll::Offset;
use sessions::Sessions;

/// For how long updates in hand may still be answered after the signal to stop: with what follows, less than ten seconds.
const FAREWELL: Duration = Duration::from_secs(7);

/// The longest pause between two tries to reach Telegram at the start.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A bot, ready to run.
pub struct Bot {
    /// Settings.
    pub config: Telegram,
    /// The folder with what must survive a restart.
    pub state: PathBuf,
    /// What answers.
    pub live: Arc<Live>,
    /// What people told.
    pub people: Arc<People>,
    /// What is counted.
    pub metrics: Registry,
    /// How the index is built anew.
    pub builder: Builder,
    /// Who the bot is.
    pub account: Account,
}

impl Bot {
    /// Runs until `shutdown` is ready, fetching updates by long polling; then answers what is in hand and ends. What is fetched but not yet handled is kept
    /// in the state folder, and handled at the next start if it comes to that.
    ///
    /// # Errors
    /// When Telegram refuses the token or the state folder cannot be written. A Telegram that cannot be reached is waited
    /// for.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        self.run_by(Source::Polling, shutdown).await
    }

    /// The same with updates that Telegram posts: `hook` is where, and what it posts arrives at `arrivals`.
    ///
    /// # Errors
    /// As for [`Self::run`], and when Telegram refuses to post there.
    pub async fn run_posted(
        self,
        hook: Hook,
        arrivals: Arrivals,
        shutdown: impl Future<Output = ()>,
    ) -> anyhow::Result<()> {
        self.run_by(Source::Posts(Box::new(hook), arrivals), shutdown).await
    }

    async fn run_by(self, mut source: Source, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        let Self { config, state, live, people, metrics, builder, account } = self;
        let counts = Arc::new(Counts::new(metrics));
        let api =
            Api::new(account, Limiter::new(config.limits.outgoing), Arc::clone(&counts)).context("no HTTP client")?;
        tokio::pin!(shutdown);
        let me = tokio::select! {
            me = introduce(&api, &source) => me?,
            () = &mut shutdown => return Ok(()),
        };
        tracing::info!(server = api.server(), "listening as @{}", account::username(&me));
        let (inbox, left) = Inbox::open(&state, me.user.id.0)?;
        let door = Arc::new(Door {
            api,
            chat: Chat::new(Arc::clone(&live)).with_people(Arc::clone(&people)).agreeing(config.agreement),
            people,
            me,
            admins: config.admins.clone(),
            sessions: Sessions::default(),
            flood: Flood::new(config.limits.burst, config.limits.per_second),
            inbox,
            admin: Admin::new(live, builder),
            room: Arc::new(Semaphore::new(MOST_IN_HAND as usize)),
            nights: Nights::default(),
            drawing: Drawing::default(),
            counts,
            known: Known::default(),
        });
        night::resume(&door).await;
        admin::resume(&door);
        let dispatch = Dispatch::new(Arc::clone(&door));
        let mut offset = Offset::default();
        let listen = async {
            if !left.is_empty() {
                tracing::info!("{} updates were left by the last run", left.len());
            }
            for update in left {
                dispatch.submit(update).await;
            }
            let arriving = async {
                match &mut source {
                    Source::Polling => poll::poll(&door, &dispatch, &mut offset).await,
                    Source::Posts(_, arrivals) => webhook::receive(&door, &dispatch, arrivals).await,
                }
            };
            tokio::join!(menu::publish(&door), arriving);
        };
        tokio::select! {
            () = listen => {}
            () = &mut shutdown => tracing::info!("stopping: answering what is in hand"),
        }
        // Nobody waits for what is posted from now on: it is posted again.
        drop(source);
        door.admin.stop();
        if !dispatch.drain(FAREWELL).await {
            tracing::warn!("not everything could be answered in time: the rest is answered at the next start");
        }
        poll::confirm(&door, offset).await;
        Ok(())
    }
}

/// How updates come.
enum Source {
    /// They are fetched.
    Polling,
    /// Telegram posts them.
    Posts(Box<Hook>, Arrivals),
}

/// Learns our own name and, where updates are posted, tells where to; waits while Telegram cannot be reached.
async fn introduce(api: &Api, source: &Source) -> anyhow::Result<Me> {
    let ask = GetMe::new();
    let me = match patiently(|| api.call(&ask, Lane::Free, Patience::Once)).await {
        Ok(me) => serde_json::from_value(me).with_context(|| format!("{} is no Bot API server", api.server()))?,
        Err(error) => {
            bail!("{} does not know the token in TELOXIDE_TOKEN, copy it again from @BotFather: {error}", api.server())
        }
    };
    if let Source::Posts(hook, _) = source {
        let announced = patiently(|| webhook::announce(api, hook)).await;
        announced.context("Telegram does not take the address in telegram.webhook.url")?;
        tracing::info!("updates are posted by Telegram");
    }
    Ok(me)
}

/// Calls until there is an answer; an error is one that trying again does not help.
async fn patiently<T, F>(call: impl Fn() -> F) -> Result<T, CallError>
where
    F: Future<Output = Result<T, CallError>>,
{
    let mut pause = Duration::from_secs(1);
    loop {
        match call().await {
            Err(error @ CallError::Refused { code: 400 | 401 | 404, .. }) => return Err(error),
            Err(error) => {
                tracing::warn!("Telegram cannot be reached, trying again in {} s: {error}", pause.as_secs());
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            done => return done,
        }
    }
}
