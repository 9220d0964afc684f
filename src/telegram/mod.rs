//! The Telegram door: updates in, answers out, everything said by [`crate::chat::Chat::reply`].
//!
//! The door is [`run`]. The path of an update: `poll` fetches it, `inbox` keeps it until it is answered, `dispatch`
//! queues it behind those of the same chat, the tree in `schema` chooses a handler (`messages`, `callbacks`, `inline`),
//! `say` turns the reply into messages, `deliver` and `api` bring them out.
//!
//! Telegram's types, payloads and the handler tree are teloxide's. Its dispatcher and its requests are not used: with
//! them a panic in a handler ends the process, one slow chat holds up all others, a server error costs ten seconds and
//! the message, and what was fetched but not yet answered is lost when the process is killed.

mod account;
mod address;
mod api;
mod callback;
mod callbacks;
mod deliver;
mod dispatch;
mod door;
mod flood;
mod inbox;
mod inline;
mod limiter;
mod link;
mod menu;
mod messages;
mod poll;
mod say;
mod schema;
mod sessions;
mod split;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use teloxide::payloads::{DeleteWebhook, GetMe};
use teloxide::types::Me;
use tokio::time::sleep;

pub use account::Account;

use crate::chat::Chat;
use crate::config::Telegram;
use crate::engine::Live;
use crate::people::People;
use api::{Api, CallError, Patience};
use dispatch::Dispatch;
use door::Door;
use flood::Flood;
use inbox::Inbox;
use limiter::{Lane, Limiter};
use poll::Offset;
use sessions::Sessions;

/// For how long updates in hand may still be answered after the signal to stop.
const FAREWELL: Duration = Duration::from_secs(8);

/// The longest pause between two tries to reach Telegram at the start.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Runs the bot until `shutdown` is ready, then answers what is in hand and ends. What is fetched but not yet handled is
/// kept in the folder `state`, and handled at the next start if it comes to that.
///
/// # Errors
/// When Telegram refuses the token or `state` cannot be written. A Telegram that cannot be reached is waited for.
pub async fn run(
    config: &Telegram,
    state: &Path,
    live: Arc<Live>,
    account: Account,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let api = Api::new(account, Limiter::new(config.limits.outgoing)).context("no HTTP client")?;
    tokio::pin!(shutdown);
    let me = tokio::select! {
        me = introduce(&api) => me?,
        () = &mut shutdown => return Ok(()),
    };
    tracing::info!(server = api.server(), "listening as @{}", account::username(&me));
    let (inbox, left) = Inbox::open(state, me.user.id.0)?;
    let (sessions, flood) = (Sessions::default(), Flood::new(&config.limits));
    let chat = Chat::new(live).with_people(Arc::new(People::open(state)?));
    let door = Arc::new(Door { api, chat, me, sessions, flood, inbox });
    let dispatch = Dispatch::new(Arc::clone(&door));
    let mut offset = Offset::default();
    let listen = async {
        if !left.is_empty() {
            tracing::info!("{} updates were left by the last run", left.len());
        }
        for update in left {
            dispatch.submit(update).await;
        }
        tokio::join!(menu::publish(&door.api), poll::poll(&door, &dispatch, &mut offset));
    };
    tokio::select! {
        () = listen => {}
        () = &mut shutdown => tracing::info!("stopping: answering what is in hand"),
    }
    if !dispatch.drain(FAREWELL).await {
        tracing::warn!("not everything could be answered in time: the rest is answered at the next start");
    }
    poll::confirm(&door, offset).await;
    Ok(())
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
