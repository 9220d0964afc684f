//! What only admins may do, in private: see how the bot is, build the index anew, return to the one before, hand over
//! files.
//!
//! The doors are [`order`] (which message is an order) and [`obey`]; buttons arrive at [`pressed`]. Whoever is no admin
//! is answered as if none of this existed.

mod broadcast;
mod build;
mod upload;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use teloxide::types::{CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageId};

pub(super) use upload::{is_upload, received};

use super::address::{Heard, Manner};
use super::callback::{Action, CallbackData, Deed};
use super::deliver::Spot;
use super::door::Door;
use super::say::{Said, plain};
use crate::engine::Live;
use crate::metrics::resident_bytes;
use crate::rebuild::{Builder, Offer, Watch};
use crate::render::markup::Markup;
use crate::render::words::admin as say;
use crate::render::{Language, Text};
use crate::text::fold;

/// Offers that wait for a yes at most; the oldest goes first.
const MOST_OFFERS: usize = 20;

/// What an admin may order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// How are you?
    Status,
    /// Build the index anew.
    Rebuild,
    /// Return to the generation before.
    RollBack,
    /// Send this to every chat.
    Broadcast(String),
}

/// What waits for a yes.
enum Offered {
    Upload(Offer),
    Broadcast(String),
}

/// What orders need.
pub(super) struct Admin {
    live: Arc<Live>,
    builder: Builder,
    started: Instant,
    build: Mutex<Option<Arc<Watch>>>,
    offers: Mutex<BTreeMap<u64, Offered>>,
    next: AtomicU64,
}

impl Admin {
    pub(super) fn new(live: Arc<Live>, builder: Builder) -> Self {
        builder.forget_offers();
        // Numbers of an earlier run mean nothing in this one.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis() as u64);
        Self {
            live,
            builder,
            started: Instant::now(),
            build: Mutex::default(),
            offers: Mutex::default(),
            next: AtomicU64::new(now),
        }
    }

    fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    fn offers(&self) -> MutexGuard<'_, BTreeMap<u64, Offered>> {
        self.offers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what waits for a yes under its number.
    fn keep(&self, number: u64, offered: Offered) {
        let mut offers = self.offers();
        offers.insert(number, offered);
        while offers.len() > MOST_OFFERS {
            offers.pop_first();
        }
    }

    fn build(&self) -> MutexGuard<'_, Option<Arc<Watch>>> {
        self.build.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends a build under way: the bot stops.
    pub(super) fn stop(&self) {
        if let Some(watch) = self.build().as_ref() {
            watch.cancel();
        }
    }
}

/// The order that a message is, if it is one and from an admin.
pub(super) fn order(message: Message, heard: Heard, door: Arc<Door>) -> Option<Order> {
    if !door.is_from_admin(&message) || heard.manner != Manner::Private {
        return None;
    }
    let (command, rest) = heard.text.split_once(char::is_whitespace).unwrap_or((&heard.text, ""));
    match fold(command.strip_prefix('/')?).as_str() {
        "estado" | "status" => Some(Order::Status),
        "reindexar" | "reindex" => Some(Order::Rebuild),
        "volver" | "rollback" => Some(Order::RollBack),
        "difundir" | "broadcast" => Some(Order::Broadcast(rest.trim().to_owned())),
        _ => None,
    }
}

/// Goes on with what an earlier run left under way.
pub(super) fn resume(door: &Arc<Door>) {
    broadcast::resume(door);
}

/// Does what is ordered. What takes long goes on after the update is handled.
pub(super) async fn obey(door: Arc<Door>, message: Message, order: Order) -> anyhow::Result<()> {
    let (spot, Some(author)) = (Spot::beside(&message), &message.from) else { return Ok(()) };
    let language = door.language(author).await;
    match order {
        Order::Status => {
            let asked = Arc::clone(&door);
            let health = tokio::task::spawn_blocking(move || health(&asked)).await??;
            let said = say::health(door.chat.engine().manifest(), &health, language);
            door.send(spot, &plain(&said)).await?;
            Ok(())
        }
        Order::Rebuild => build::start(&door, spot, None, None, language).await,
        Order::Broadcast(text) => broadcast::offer(&door, spot, text, language).await,
        Order::RollBack => {
            let said = build::roll_back(&door, language).await?;
            door.send(spot, &plain(&said)).await?;
            Ok(())
        }
    }
}

fn health(door: &Door) -> crate::Result<say::Health> {
    let (engine, admin) = (door.chat.engine(), &door.admin);
    let cache = engine.cache_stats();
    let counts = door.people.counts()?;
    Ok(say::Health {
        generations: admin.live.store().generations(),
        cache: (cache.hits, cache.misses),
        uptime: admin.started.elapsed().as_secs(),
        memory: resident_bytes(),
        latency: door.counts.quantile(0.5).zip(door.counts.quantile(0.99)),
        in_hand: door.in_hand(),
        people: (door.people.chats()?.len() as u64, counts.people, counts.ratings),
    })
}

/// Does what a button of ours stands for. Returns what to tell whoever pressed it, in passing.
pub(super) async fn pressed(
    door: &Arc<Door>,
    press: &CallbackQuery,
    deed: Deed,
    spot: Spot,
    message: MessageId,
) -> anyhow::Result<Option<Text>> {
    if !door.is_admin(press.from.id) {
        return Ok(Some(say::GONE));
    }
    let language = door.language(&press.from).await;
    match deed {
        Deed::CancelBuild(_) => {
            let watch = door.admin.build().clone();
            watch.iter().for_each(|watch| watch.cancel());
            Ok(Some(if watch.is_some() { say::CANCELLING } else { say::GONE }))
        }
        Deed::DropOffer(number) => {
            if door.admin.offers().remove(&number).is_none() {
                return Ok(Some(say::GONE));
            }
            door.replace(spot, message, &plain(&Markup::new().plain(say::DISCARDED.to(language)))).await?;
            Ok(None)
        }
        Deed::UseUpload(number) => upload::accept(door, spot, message, number, language).await,
        Deed::SendBroadcast(number) => {
            let offered = match door.admin.offers().get(&number) {
                Some(Offered::Broadcast(text)) => Some(text.clone()),
                _ => None,
            };
            let Some(text) = offered else { return Ok(Some(say::GONE)) };
            if !broadcast::begin(door, spot, message, text, language).await? {
                return Ok(Some(say::ALREADY_SENDING));
            }
            door.admin.offers().remove(&number);
            Ok(Some(say::SENDING))
        }
        _ => Ok(Some(say::GONE)),
    }
}

/// A text with a row of buttons that do something.
fn with_deeds(text: &Markup, deeds: &[(Text, Deed)], language: Language) -> Said {
    let button = |(label, deed): &(Text, Deed)| {
        let data = CallbackData { owner: None, action: Action::Do(*deed) }.encode()?;
        Some(InlineKeyboardButton::callback(label.to(language), data))
    };
    let row: Vec<_> = deeds.iter().filter_map(button).collect();
    Said { keyboard: Some(InlineKeyboardMarkup::new([row])), ..plain(text) }
}
