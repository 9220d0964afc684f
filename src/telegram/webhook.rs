//! Updates that Telegram posts to us, the other way beside polling.
//!
//! The doors are [`Hook::new`], which checks the settings, [`announce`], which tells Telegram where to post, and
//! [`receive`]. Several updates that arrive together share one sync of the disk, and each is confirmed only after it.

use std::sync::Arc;

use anyhow::{Context, bail};
use teloxide::payloads::SetWebhook;
use teloxide::payloads::setters::*;

use super::api::{Api, CallError, Patience};
use super::dispatch::Dispatch;
use super::door::Door;
use super::limiter::Lane;
use super::poll::{read, sync};
use super::schema::HANDLED;
use crate::config::Webhook;
use crate::intake::{Arrivals, Taken};
use crate::random;

/// Updates taken at a time.
const MOST_AT_ONCE: usize = 100;

/// Where Telegram posts updates to, and what it says to be believed.
pub struct Hook {
    call: SetWebhook,
    path: String,
    secret: String,
}

impl Hook {
    /// The hook of these settings; `None` where they name no address and updates are fetched.
    ///
    /// # Errors
    /// For an address, a path or a secret that cannot be one.
    pub fn new(config: &Webhook) -> anyhow::Result<Option<Self>> {
        let url = config.url.trim();
        if url.is_empty() {
            return Ok(None);
        }
        if !url.starts_with("https://") && !url.starts_with("http://") {
            bail!("telegram.webhook.url must be an address that begins with https://");
        }
        let mut call = SetWebhook::new(url.parse().context("telegram.webhook.url is no address")?);
        let path = if config.path.is_empty() { call.url.path() } else { &config.path }.to_owned();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
        if !path.starts_with('/') || !path.chars().all(is_plain) {
            bail!("telegram.webhook.path must begin with / and hold only letters, digits and - _ . ~ /");
        }
        if path == "/health" || path == "/metrics" {
            bail!("telegram.webhook.path cannot be {path}, which is taken: name another");
        }
        let secret = match config.secret.reveal() {
            "" => random::name()?,
            secret => secret.to_owned(),
        };
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if secret.len() > 256 || !secret.chars().all(fits) {
            bail!("telegram.webhook.secret must be 1 to 256 of A-Z a-z 0-9 _ -");
        }
        call = call.secret_token(&secret).allowed_updates(HANDLED).max_connections(config.connections.clamp(1, 100));
        Ok(Some(Self { call, path, secret }))
    }

    /// The path at which updates are posted here.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the header must say; never to be logged.
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

/// Tells Telegram where to post; one try.
pub(super) async fn announce(api: &Api, hook: &Hook) -> Result<(), CallError> {
    api.call(&hook.call, Lane::Free, Patience::Once).await.map(drop)
}

/// Takes what is posted, confirms it once it is safe, and submits it; ends when nothing can be posted any more.
pub(super) async fn receive(door: &Arc<Door>, dispatch: &Arc<Dispatch>, arrivals: &mut Arrivals) {
    loop {
        let posted = arrivals.next(MOST_AT_ONCE).await;
        if posted.is_empty() {
            return;
        }
        let (mut updates, mut readable) = (Vec::new(), Vec::new());
        for posted in posted {
            match serde_json::from_slice(&posted.body).ok().and_then(read) {
                Some(update) => {
                    updates.push(update);
                    readable.push(posted);
                }
                None => posted.answer(Taken::Unreadable),
            }
        }
        // Telegram posts over several connections at once.
        updates.sort_by_key(|(id, _)| *id);
        let fresh = door.inbox.keep(updates.into_iter().filter_map(|(_, update)| update));
        // What cannot be made safe is answered all the same, and known when it is posted again.
        let taken = if sync(door).await { Taken::Safe } else { Taken::NotNow };
        readable.into_iter().for_each(|posted| posted.answer(taken));
        for update in fresh {
            dispatch.submit(update).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hook(change: impl FnOnce(&mut Webhook)) -> anyhow::Result<Option<Hook>> {
        let mut config = Webhook { url: "https://example.org/a/telegram".to_owned(), ..Webhook::default() };
        change(&mut config);
        Hook::new(&config)
    }

    #[test]
    fn settings_become_a_hook() {
        assert!(Hook::new(&Webhook::default()).unwrap().is_none(), "polling by default");
        let plain = hook(|_| {}).unwrap().unwrap();
        assert_eq!((plain.path(), plain.secret().len()), ("/a/telegram", 32));
        assert_ne!(plain.secret(), hook(|_| {}).unwrap().unwrap().secret());
        let named = hook(|c| {
            c.path = "/here".to_owned();
            c.secret = "s-3".to_owned().into();
        });
        let named = named.unwrap().unwrap();
        assert_eq!((named.path(), named.secret()), ("/here", "s-3"));
        let call = serde_json::to_value(&named.call).unwrap();
        assert_eq!(call["allowed_updates"].as_array().unwrap().len(), HANDLED.len());
        assert!(call["secret_token"] == "s-3" && call["drop_pending_updates"].is_null());
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let said = |change: fn(&mut Webhook)| hook(change).err().unwrap().to_string();
        assert!(said(|c| c.url = "example.org".to_owned()).contains("telegram.webhook.url"));
        assert!(said(|c| c.url = "https://".to_owned()).contains("telegram.webhook.url"));
        assert!(said(|c| c.path = "/{x}".to_owned()).contains("telegram.webhook.path"));
        assert!(said(|c| c.path = "/health".to_owned()).contains("telegram.webhook.path"));
        let secret = said(|c| c.secret = "not so".to_owned().into());
        assert!(secret.contains("telegram.webhook.secret") && !secret.contains("not so"), "{secret}");
    }
}
