//! The Telegram door: updates in, answers out, everything said by [`crate::chat::Chat::reply`].
//!
//! The door is [`Bot::run`]. The path of an update: `poll` fetches it, `inbox` keeps it until it is answered, `dispatch`
//! queues it behind those of the same chat, the tree in `schema` chooses a handler (`messages`, `callbacks`, `inline`),
//! `say` turns the reply into messages, `deliver` and `api` bring them out.
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
mod poll;
mod queues;
mod say;
mod schema;
mod sessions;
mod split;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use teloxide::payloads::{DeleteWebhook, GetMe};
use teloxide::types::Me;
use tokio::sync::Semaphore;
use tokio::time::sleep;

pub use account::Account;

use crate::chat::Chat;
use crate::config::Telegram;
use crate::engine::Live;
use crate::flood::Flood;
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
use poll::Offset;
use sessions::Sessions;

/// For how long updates in hand may still be answered after the signal to stop.
const FAREWELL: Duration = Duration::from_secs(8);

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
    /// Runs until `shutdown` is ready, then answers what is in hand and ends. What is fetched but not yet handled is kept
    /// in the state folder, and handled at the next start if it comes to that.
    ///
    /// # Errors
    /// When Telegram refuses the token or the state folder cannot be written. A Telegram that cannot be reached is waited
    /// for.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        let Self { config, state, live, people, metrics, builder, account } = self;
        let counts = Arc::new(Counts::new(metrics));
        let api =
            Api::new(account, Limiter::new(config.limits.outgoing), Arc::clone(&counts)).context("no HTTP client")?;
        tokio::pin!(shutdown);
        let me = tokio::select! {
            me = introduce(&api) => me?,
            () = &mut shutdown => return Ok(()),
        };
        tracing::info!(server = api.server(), "listening as @{}", account::username(&me));
        let (inbox, left) = Inbox::open(&state, me.user.id.0)?;
        let door = Arc::new(Door {
            api,
            chat: Chat::new(Arc::clone(&live)).with_people(Arc::clone(&people)),
            people,
            me,
            admins: config.admins.clone(),
            sessions: Sessions::default(),
            flood: Flood::new(config.limits.burst, config.limits.per_second),
            inbox,
            admin: Admin::new(live, builder),
            room: Arc::new(Semaphore::new(MOST_IN_HAND as usize)),
            nights: Nights::default(),
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
            tokio::join!(menu::publish(&door), poll::poll(&door, &dispatch, &mut offset));
        };
        tokio::select! {
            () = listen => {}
            () = &mut shutdown => tracing::info!("stopping: answering what is in hand"),
        }
        door.admin.stop();
        if !dispatch.drain(FAREWELL).await {
            tracing::warn!("not everything could be answered in time: the rest is answered at the next start");
        }
        poll::confirm(&door, offset).await;
        Ok(())
    }
}

/// Learns our own name and makes sure that updates come by polling; waits while Telegram cannot be reached.
async fn introduce(api: &Api) -> anyhow::Result<Me> {
    let mut pause = Duration::from_secs(1);
    loop {
        let error = match api.call(&GetMe::new(), Lane::Free, Patience::Once).await {
            Ok(me) => {
                let me =
                    serde_json::from_value(me).with_context(|| format!("{} is no Bot API server", api.server()))?;
                if let Err(error) = api.call(&DeleteWebhook::new(), Lane::Free, Patience::Fleeting).await {
                    tracing::warn!("{error}");
                }
                return Ok(me);
            }
            Err(error @ CallError::Refused { code: 401 | 404, .. }) => {
                bail!(
                    "{} does not know the token in TELOXIDE_TOKEN, copy it again from @BotFather: {error}",
                    api.server()
                )
            }
            Err(error) => error,
        };
        tracing::warn!("Telegram cannot be reached, trying again in {} s: {error}", pause.as_secs());
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
