//! Movie night of a group: proposals, a native poll, the winner. What was said so far is in the store, so that a restart
//! in the middle changes nothing.
//!
//! The doors are [`call`] and [`obey`] for commands, [`pressed`] for buttons, [`voted`] and [`polled`] for the poll, and
//! [`resume`] at the start.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use serde::Deserialize;
use teloxide::payloads::{SendPoll, SendPollSetters, StopPoll};
use teloxide::types::{
    CallbackQuery, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, InputPollOption, Message, MessageId, Poll,
    PollAnswer, ThreadId, UpdateId,
};

use super::address::Heard;
use super::api::{CallError, Patience};
use super::callback::{Action, CallbackData, Deed, Place};
use super::deliver::Spot;
use super::door::Door;
use super::limiter::Lane;
use super::say::{Said, plain};
use crate::catalog::{ItemKey, SourceId, UserId, UserSpace};
use crate::chat::{Asker, Session};
use crate::engine::{Body, Engine};
use crate::people::{GroupId, NightPoll, Owner, People, Proposed, Stamp};
use crate::query::{Filters, Mine, Name, Query};
use crate::render::markup::Markup;
use crate::render::words::night::{self as say, Note};
use crate::render::{self, Language, Text};
use crate::text::fold;

/// Seconds for which a poll is open: what Telegram takes at most.
const OPEN_PERIOD: u16 = 600;

/// How long after its end a poll is closed by us, if Telegram has not said that it is.
const GRACE: Duration = Duration::from_secs(3);

/// Films that a suggestion adds at most.
const SUGGESTED: usize = 5;

/// What may be said about a night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// Let there be one, perhaps with films.
    Night(String),
    /// One more film.
    Propose(String),
}

/// Groups whose winner is being announced: two ways lead there.
#[derive(Default)]
pub(super) struct Nights(Mutex<HashSet<i64>>);

/// The call that a message is.
pub(super) fn call(heard: Heard) -> Option<Call> {
    let (command, rest) = heard.text.split_once(char::is_whitespace).unwrap_or((&heard.text, ""));
    match fold(command.strip_prefix('/')?).as_str() {
        "noche" | "nochedecine" | "night" | "movienight" => Some(Call::Night(rest.trim().to_owned())),
        "proponer" | "propongo" | "propose" => Some(Call::Propose(rest.trim().to_owned())),
        _ => None,
    }
}

/// Calls a night or puts films on its list.
pub(super) async fn obey(door: Arc<Door>, message: Message, call: Call, update: UpdateId) -> anyhow::Result<()> {
    let spot = Spot::beside(&message);
    let Some(author) = &message.from else { return Ok(()) };
    let language = door.language(author).await;
    if message.chat.is_private() {
        door.send(spot, &words(say::ONLY_GROUPS, language)).await?;
        return Ok(());
    }
    let (group, host) = (GroupId(spot.chat.0), person(author.id.0));
    let topic = spot.topic.map(|ThreadId(MessageId(id))| id);
    let stamp = Stamp::now(Some(update.0.into()));
    let said = in_store(&door, move |people, engine| {
        let text = match &call {
            Call::Night(text) => {
                people.call_night(group, host, topic, language, stamp)?;
                text
            }
            Call::Propose(text) => text,
        };
        let notes = match people.night(group)? {
            None => return Ok(words(say::NO_NIGHT, language)),
            Some(night) if night.poll.is_some() => return Ok(words(say::VOTING, language)),
            Some(_) => proposals(people, engine, group, text, stamp)?,
        };
        board(people, engine, group, &notes, language)
    });
    door.send(spot, &said.await?).await?;
    Ok(())
}

/// Puts the films that `text` names (one a line, or with `;` between them) on the list.
fn proposals(people: &People, engine: &Engine, group: GroupId, text: &str, stamp: Stamp) -> crate::Result<Vec<Note>> {
    let named = text.split(['\n', ';']).map(str::trim).filter(|name| !name.is_empty());
    // The first change of the update is the call.
    (1..)
        .zip(named)
        .map(|(step, name)| {
            let Some(film) = engine.film_named(&Name::text(name))? else { return Ok(Note::NotFound(name.to_owned())) };
            let film = engine.catalog.movie(film).source();
            let label = label(engine, film);
            Ok(match people.propose(group, film, stamp.step(step))? {
                Proposed::New => Note::New(label),
                Proposed::Known => Note::Known(label),
                Proposed::Full | Proposed::Closed => Note::Full(label),
            })
        })
        .collect()
}

fn words(text: Text, language: Language) -> Said {
    plain(&Markup::new().plain(text.to(language)))
}

/// The list with its buttons, in the language of the night; that it is over, in that of whoever `asked`.
fn board(people: &People, engine: &Engine, group: GroupId, notes: &[Note], asked: Language) -> crate::Result<Said> {
    let Some(night) = people.night(group)? else { return Ok(words(say::OVER, asked)) };
    let language = night.language;
    let films: Vec<String> = night.films.iter().map(|film| label(engine, *film)).collect();
    let rows = [
        [(say::SUGGEST, Deed::NightSuggest(0)), (say::FROM_LIST, Deed::NightList(0))],
        [(say::VOTE, Deed::NightVote(0)), (say::CANCEL, Deed::NightCancel(night.host.number))],
    ];
    let button = |(label, deed): (Text, Deed)| {
        let data = CallbackData { owner: None, action: Action::Do(deed) }.encode()?;
        Some(InlineKeyboardButton::callback(label.to(language), data))
    };
    let rows = rows.map(|row| row.into_iter().filter_map(button).collect::<Vec<_>>());
    Ok(Said { keyboard: Some(InlineKeyboardMarkup::new(rows)), ..plain(&say::board(&films, notes, language)) })
}

/// Does what a button of the list stands for. Returns what to tell whoever pressed it, in passing.
pub(super) async fn pressed(
    door: &Arc<Door>,
    press: &CallbackQuery,
    deed: Deed,
    spot: Spot,
    message: MessageId,
) -> anyhow::Result<Option<Text>> {
    let (group, user) = (GroupId(spot.chat.0), person(press.from.id.0));
    if let Deed::NightUnseen(film) = deed {
        let item = ItemKey::Film(SourceId(film as u32));
        in_store(door, move |people, _| people.unsee(user, &item, Stamp::now(None))).await?;
        return Ok(Some(say::TAKEN_BACK));
    }
    let night = in_store(door, move |people, _| people.night(group)).await?;
    let Some(night) = night.filter(|night| night.poll.is_none()) else { return Ok(Some(say::OVER)) };
    let language = night.language;
    match deed {
        Deed::NightCancel(_) if night.host != user => {
            return Ok(Some(render::words::telegram::NOT_YOURS));
        }
        Deed::NightCancel(_) => {
            in_store(door, move |people, _| people.end_night(group, Stamp::now(None))).await?;
            door.replace(spot, message, &words(say::CANCELLED, language)).await?;
        }
        Deed::NightVote(_) if night.films.len() < 2 => return Ok(Some(say::TOO_FEW)),
        Deed::NightVote(_) => {
            let labels = open_poll(door, spot, group, &night.films, language).await?;
            door.replace(spot, message, &plain(&say::voting(&labels, language))).await?;
        }
        _ => {
            let from_list = matches!(deed, Deed::NightList(_));
            let chat = door.chat.clone();
            let asker = Asker { user: Some(user), group: Some(group), ..Asker::default() };
            let (added, said) = in_store(door, move |people, engine| {
                let films = match from_list {
                    true => listed(people, group)?,
                    false => suggested(&chat.reply_to(&asker, &mut Session::default(), &for_group())?.buttons, engine)?,
                };
                let mut added = 0;
                for film in &films {
                    if added < SUGGESTED || from_list {
                        added += usize::from(people.propose(group, *film, Stamp::now(None))? == Proposed::New);
                    }
                }
                Ok(((films.len(), added), board(people, engine, group, &[], language)?))
            })
            .await?;
            match added {
                (0, _) if from_list => return Ok(Some(say::EMPTY_LIST)),
                (_, 0) => return Ok(Some(say::NOTHING_NEW)),
                _ => door.replace(spot, message, &said).await?,
            }
        }
    }
    Ok(None)
}

fn listed(people: &People, group: GroupId) -> crate::Result<Vec<SourceId>> {
    let film = |item: ItemKey| if let ItemKey::Film(id) = item { Some(id) } else { None };
    Ok(people.list(Owner::Group(group), "")?.into_iter().filter_map(film).collect())
}

fn for_group() -> String {
    Query::Mine(Mine::ForGroup(Box::default())).to_string()
}

/// The films that an answer's buttons lead to; where there are none, those that are liked best.
fn suggested(buttons: &[crate::chat::Button], engine: &Engine) -> crate::Result<Vec<SourceId>> {
    let film = |query: Query| match query {
        Query::FilmCard { title: Name::Id(id) } => Some(id),
        _ => None,
    };
    let films: Vec<SourceId> = buttons.iter().filter_map(|b| film(b.send.parse().ok()?)).collect();
    if !films.is_empty() {
        return Ok(films);
    }
    let best = engine.answer(&Query::Discover(Box::<Filters>::default()))?;
    Ok(match &best.body {
        Body::Discover(found) => found.films.iter().map(|listed| listed.film.id).collect(),
        _ => Vec::new(),
    })
}

/// The part of a sent poll that matters here.
#[derive(Deserialize)]
struct SentPoll {
    message_id: i32,
    poll: PollId,
}

#[derive(Deserialize)]
struct PollId {
    id: String,
}

/// Sends the poll and returns the names of its options.
async fn open_poll(
    door: &Arc<Door>,
    spot: Spot,
    group: GroupId,
    films: &[SourceId],
    language: Language,
) -> anyhow::Result<Vec<String>> {
    let engine = door.chat.engine();
    let labels: Vec<String> = films.iter().map(|film| label(&engine, *film)).collect();
    let options = labels.iter().map(|label| InputPollOption::new(shortened(label)));
    let question = say::QUESTION.to(language);
    let mut poll = SendPoll::new(spot.chat, question, options).is_anonymous(false).open_period(OPEN_PERIOD);
    poll.message_thread_id = spot.topic;
    let sent = door.api.call(&poll, Lane::Chat(spot.chat), Patience::Message).await?;
    let sent: SentPoll = serde_json::from_value(sent).context("Telegram does not say which poll it opened")?;
    let poll = NightPoll { id: sent.poll.id, message: sent.message_id, ends_at: now() + i64::from(OPEN_PERIOD) };
    let opened = poll.clone();
    in_store(door, move |people, _| people.open_poll(group, &opened, Stamp::now(None))).await?;
    wait_for_the_end(door, group, poll);
    Ok(labels)
}

/// Notes what somebody voted.
pub(super) async fn voted(door: Arc<Door>, answer: PollAnswer) -> anyhow::Result<()> {
    let Some(voter) = answer.voter.user().map(|user| person(user.id.0)) else { return Ok(()) };
    let options: Vec<usize> = answer.option_ids.iter().map(|option| usize::from(*option)).collect();
    let poll = answer.poll_id.to_string();
    in_store(&door, move |people, _| people.vote(&poll, voter, &options, Stamp::now(None))).await?;
    Ok(())
}

/// Announces the winner once a poll of ours is closed.
pub(super) async fn polled(door: Arc<Door>, poll: Poll) -> anyhow::Result<()> {
    if !poll.is_closed {
        return Ok(());
    }
    let open = in_store(&door, |people, _| people.polls()).await?;
    let id = poll.id.to_string();
    match open.into_iter().find(|(_, ours)| ours.id == id) {
        Some((group, _)) => announce(&door, group, Some(&poll)).await,
        None => Ok(()),
    }
}

/// Goes on with the polls that an earlier run left open.
pub(super) async fn resume(door: &Arc<Door>) {
    match in_store(door, |people, _| people.polls()).await {
        Ok(polls) => polls.into_iter().for_each(|(group, poll)| wait_for_the_end(door, group, poll)),
        Err(error) => tracing::error!("the movie nights under way cannot be read: {error:#}"),
    }
}

/// Closes the poll when it should have been closed, whatever Telegram tells us.
fn wait_for_the_end(door: &Arc<Door>, group: GroupId, poll: NightPoll) {
    let door = Arc::downgrade(door);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs((poll.ends_at - now()).max(0) as u64) + GRACE).await;
        let Some(door) = door.upgrade() else { return };
        let night = in_store(&door, move |people, _| people.night(group)).await;
        if !matches!(&night, Ok(Some(night)) if night.poll.as_ref() == Some(&poll)) {
            return;
        }
        let chat = ChatId(group.0);
        let stop = StopPoll::new(chat, MessageId(poll.message));
        let closed = door.api.call(&stop, Lane::Chat(chat), Patience::Message).await;
        let closed: Option<Poll> = match closed {
            Ok(closed) => serde_json::from_value(closed).ok(),
            // Closed already, or gone: then our own count holds.
            Err(CallError::Refused { .. }) => None,
            Err(error) => {
                tracing::warn!("a poll could not be closed: {error}");
                None
            }
        };
        if let Err(error) = announce(&door, group, closed.as_ref()).await {
            tracing::error!("the winner of a movie night could not be announced: {error:#}");
        }
    });
}

/// Says who won and ends the night.
async fn announce(door: &Arc<Door>, group: GroupId, closed: Option<&Poll>) -> anyhow::Result<()> {
    if !door.nights.0.lock().unwrap_or_else(PoisonError::into_inner).insert(group.0) {
        return Ok(());
    }
    let announced = say_winner(door, group, closed).await;
    door.nights.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&group.0);
    announced
}

async fn say_winner(door: &Arc<Door>, group: GroupId, closed: Option<&Poll>) -> anyhow::Result<()> {
    let told: Vec<u32> = closed.into_iter().flat_map(|poll| &poll.options).map(|o| o.voter_count).collect();
    let found = in_store(door, move |people, engine| {
        let Some(night) = people.night(group)? else { return Ok(None) };
        let Some(poll) = night.poll.clone() else { return Ok(None) };
        let votes = people.votes(&poll.id)?;
        let counts: Vec<u32> = match told.iter().sum::<u32>() {
            // Telegram does not tell a bot that came back what happened meanwhile.
            0 => (0..night.films.len()).map(|i| votes.iter().filter(|(_, o)| *o == i).count() as u32).collect(),
            _ => told,
        };
        let voters: HashSet<UserId> = votes.iter().map(|(user, _)| *user).collect();
        Ok(Some((night.topic, poll, winner(engine, &night.films, &counts, night.language)?, voters)))
    });
    let Some((topic, poll, (said, film), voters)) = found.await? else { return Ok(()) };
    // Noted before it is said: whoever asks at once finds it. Noting it twice after a restart changes nothing.
    in_store(door, move |people, _| {
        let Some(film) = film.map(ItemKey::Film) else { return Ok(()) };
        for voter in &voters {
            people.see(*voter, &film, Stamp::now(None))?;
        }
        people.take_off_list(Owner::Group(group), "", &film, Stamp::now(None)).map(drop)
    })
    .await?;
    let topic = topic.map(|id| ThreadId(MessageId(id)));
    let spot = Spot { chat: ChatId(group.0), topic, asked_in: Some(MessageId(poll.message)) };
    match door.send(spot, &said).await {
        // A group that cannot be written to any more has no night either.
        Err(error @ CallError::Refused { .. }) => tracing::warn!("{error}"),
        sent => drop(sent?),
    }
    in_store(door, move |people, _| people.end_night(group, Stamp::now(None))).await?;
    Ok(())
}

/// What is said of the film with most votes, and the film. Of several the best rated wins.
fn winner(
    engine: &Engine,
    films: &[SourceId],
    counts: &[u32],
    language: Language,
) -> crate::Result<(Said, Option<SourceId>)> {
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut best: Vec<SourceId> = films.iter().zip(counts).filter(|(_, n)| **n == most).map(|(f, _)| *f).collect();
    let rating = |film: &SourceId| {
        engine.catalog.movie_by_source(*film).map_or(0.0, |film| engine.catalog.movie(film).weighted_vote())
    };
    // Stable: of equally good ones that which was proposed first.
    best.sort_by(|a, b| rating(b).total_cmp(&rating(a)));
    let Some((film, tied)) = best.split_first().filter(|_| most > 0) else {
        return Ok((plain(&say::nobody(language)), None));
    };
    let tied: Vec<String> = tied.iter().map(|film| label(engine, *film)).collect();
    let mut text = say::winner(&label(engine, *film), most, &tied, language);
    text.push(render::markup::Style::Plain, "\n");
    text.append(render::answer(&*engine.answer(&Query::WhereToWatch { title: Name::Id(*film) })?, language));
    text.append(say::noted(language));
    let card = Action::Ask(Place::Below, Query::FilmCard { title: Name::Id(*film) });
    let row = [(say::CARD, card), (say::UNSEEN, Action::Do(Deed::NightUnseen(film.0.into())))];
    let row = row.into_iter().filter_map(|(label, action)| {
        Some(InlineKeyboardButton::callback(label.to(language), CallbackData { owner: None, action }.encode()?))
    });
    let keyboard = Some(InlineKeyboardMarkup::new([row.collect::<Vec<_>>()]));
    Ok((Said { keyboard, ..plain(&text) }, Some(*film)))
}

/// Works with the store off the async threads.
async fn in_store<T: Send + 'static>(
    door: &Arc<Door>,
    work: impl FnOnce(&People, &Engine) -> crate::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let door = Arc::clone(door);
    let done = tokio::task::spawn_blocking(move || work(&door.people, &door.chat.engine()));
    Ok(done.await.context("the store panicked")??)
}

fn person(number: u64) -> UserId {
    UserId { space: UserSpace::Tg, number }
}

/// `Coco (2017)`; a film that the index has lost is named by its number.
fn label(engine: &Engine, film: SourceId) -> String {
    match engine.catalog.movie_by_source(film).map(|film| engine.catalog.movie(film)) {
        Some(film) => format!("{} ({})", film.title(), film.year()),
        None => format!("#{film}"),
    }
}

/// At most the 100 letters that an option may have.
fn shortened(label: &str) -> String {
    match label.char_indices().nth(90) {
        Some((end, _)) => format!("{}…", label[..end].trim_end()),
        None => label.to_owned(),
    }
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64)
}
