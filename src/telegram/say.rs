//! From a reply of the chat to messages: pieces of HTML, and the buttons below the last one.
//!
//! The door is [`compose`].

use std::sync::Arc;

use teloxide::types::{ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyMarkup, UserId};

use super::callback::{Action, CallbackData, Place};
use super::link;
use super::split::{LONGEST, LONGEST_CAPTION, split};
use crate::chat::{Attachment, Button, Pages, Reply};
use crate::eda::Chart;
use crate::engine::{Body, FilmCard, Personal, Status, Suggestion, Target};
use crate::query::{List, Mine, Name, Query};
use crate::render::markup::Markup;
use crate::render::words::mine::listed;
use crate::render::words::{command_of, telegram};
use crate::render::{Language, Text};

/// Rows of a keyboard; more would fill the screen.
const MOST_ROWS: usize = 12;

/// Letters of a button's label that phones still show.
const LONGEST_LABEL: usize = 60;

/// Letters of the labels that stand side by side, and how many of them.
const SHORT_LABEL: usize = 2;
const SHORT_IN_A_ROW: usize = 5;

/// What is to be sent, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// HTML of one message each; none is blank or too long.
    pub(super) pieces: Vec<String>,
    /// Below the last piece.
    pub(super) keyboard: Option<InlineKeyboardMarkup>,
    /// The last piece asks for an argument: what one may write, shown in the empty field.
    pub(super) prompt: Option<String>,
    /// Goes along as a file, in private only; the last piece is its caption.
    pub(super) file: Option<Attachment>,
    /// Shown as a picture; the first piece is its caption.
    pub(super) chart: Option<Arc<Chart>>,
    /// Questions that have no room behind their buttons, to be kept under their hashes.
    pub(super) long: Vec<(u64, String)>,
}

impl Said {
    /// What goes below the last piece.
    pub(super) fn below(&self) -> Option<ReplyMarkup> {
        let keyboard = self.keyboard.clone().map(ReplyMarkup::InlineKeyboard);
        // Selective: in a group only whoever asked is asked back.
        let ask = |prompt: &String| ForceReply::new().input_field_placeholder(prompt.clone()).selective();
        keyboard.or_else(|| self.prompt.as_ref().map(ask).map(ReplyMarkup::ForceReply))
    }
}

/// Before whom something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// One person.
    Private,
    /// A group, in answer to one of its members; nobody is named where it wrote as a group or a channel.
    Group(Option<UserId>),
}

/// What a reply says; links lead to the bot called `us`. In a group it is one message, whatever its length.
pub(super) fn compose(reply: &Reply, us: &str, audience: Audience) -> Said {
    // A message that only asks something is of no use after that: the answer takes its place. It is the choice of
    // whoever asked, and so is what a personal answer offers.
    let asks = reply.asked_back || reply.answer.status == Status::NotFound || asks_for_more(&reply.answer.body);
    let place = if asks { Place::Here } else { Place::Below };
    let asker = if let Audience::Group(asker) = audience { asker } else { None };
    let owner = |query: &Query| asker.filter(|_| asks || is_personal(query));
    let mut long = Vec::new();
    let made = reply.buttons.iter().filter_map(|b| button(b, place, owner, &mut long));
    let mut rows = rows(&made.take(MOST_ROWS).collect::<Vec<_>>());
    rows.extend(page_row(&reply.pages(), owner, &mut long));
    if let Body::FilmCard(card) = &reply.answer.body
        && !asks
    {
        rows.extend(card_rows(card, us, reply.language));
    }
    if let Body::Personal(personal) = &reply.answer.body {
        rows.extend(share_list_row(personal, us, owner, reply.language));
    }
    let file = reply.file.clone().filter(|_| audience == Audience::Private);
    let chart = reply.chart.clone().filter(|_| !asks);
    let longest = if chart.is_some() || file.is_some() { LONGEST_CAPTION } else { LONGEST };
    let pieces = split(&reply.markup, longest);
    let mut said = Said { pieces, keyboard: None, prompt: prompt(&reply.query, reply.language), file, chart, long };
    if audience != Audience::Private {
        if reply.file.is_some() {
            // What is kept of somebody is not for the whole group.
            return plain(&Markup::new().plain(telegram::IN_PRIVATE.to(reply.language)));
        }
        said.pieces.truncate(1);
    }
    Said { keyboard: (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows)), ..said }
}

/// Below a list the way to share it, and then the way to send the link to somebody.
fn share_list_row(
    personal: &Personal,
    us: &str,
    owner: impl Fn(&Query) -> Option<UserId>,
    language: Language,
) -> Option<Vec<InlineKeyboardButton>> {
    let button = match personal {
        Personal::Watchlist(shown) if shown.total > 0 && !shown.list.shared => {
            let share = Query::Mine(Mine::Share { list: listed(&shown.list) });
            let data = CallbackData { owner: owner(&share), action: Action::Ask(Place::Below, share) };
            InlineKeyboardButton::callback(telegram::SHARE.to(language), data.encode()?)
        }
        Personal::ShareLink { code, list } => share_link(&link::to_list(us, code), &list.name, language)?,
        _ => return None,
    };
    Some(vec![button])
}

/// Whether a personal answer only asks for a mark, an opinion or a yes.
fn asks_for_more(body: &Body) -> bool {
    let Body::Personal(personal) = body else { return false };
    matches!(personal.as_ref(), Personal::WhichMark { .. } | Personal::Asked { .. } | Personal::Sure)
}

/// Whether the answer is another one for everybody who asks.
fn is_personal(query: &Query) -> bool {
    match query {
        Query::Mine(Mine::ForGroup(_) | Mine::Watchlist { list: List::Here(_) | List::Shared(_), .. }) => false,
        Query::Mine(_) => true,
        _ => false,
    }
}

/// One button a row; those with the shortest labels, such as marks, side by side.
fn rows(buttons: &[InlineKeyboardButton]) -> Vec<Vec<InlineKeyboardButton>> {
    let is_short = |button: &InlineKeyboardButton| button.text.chars().count() <= SHORT_LABEL;
    let runs = buttons.chunk_by(|a, b| is_short(a) && is_short(b));
    runs.flat_map(|run| run.chunks(SHORT_IN_A_ROW)).map(<[_]>::to_vec).collect()
}

/// The ways to the pages around this one, which take its place.
fn page_row(
    pages: &Pages,
    owner: impl Fn(&Query) -> Option<UserId>,
    long: &mut Vec<(u64, String)>,
) -> Option<Vec<InlineKeyboardButton>> {
    let mut turn = |label: &str, to: &Option<Query>| {
        let to = to.clone()?;
        let data = CallbackData { owner: owner(&to), action: Action::Ask(Place::Here, to) };
        Some(InlineKeyboardButton::callback(label, behind(&data, long)?))
    };
    let row: Vec<_> =
        [turn(telegram::PREVIOUS, &pages.previous), turn(telegram::NEXT, &pages.next)].into_iter().flatten().collect();
    (!row.is_empty()).then_some(row)
}

/// The argument of the example of a command that came without one.
fn prompt(query: &Query, language: Language) -> Option<String> {
    match query {
        Query::Invalid { intent, value } if value.is_empty() => {
            let (_, argument) = command_of(*intent)?.example.to(language).split_once(' ')?;
            Some(argument.to_owned())
        }
        _ => None,
    }
}

/// What one may want after a film's card.
fn card_rows(card: &FilmCard, us: &str, language: Language) -> Vec<Vec<InlineKeyboardButton>> {
    let film = &card.film;
    let title = || Name::Id(film.id);
    let ask = |label: Text, query: Query| {
        let data = CallbackData { owner: None, action: Action::Ask(Place::Below, query) };
        Some(InlineKeyboardButton::callback(label.to(language), data.encode()?))
    };
    let director = card.directors.first().map(|name| Query::DirectorStats { person: Name::text(name) });
    let rows = [
        vec![
            ask(telegram::SIMILAR, Query::Recommend { title: title() }),
            ask(telegram::CAST, Query::Cast { title: title() }),
        ],
        vec![
            director.and_then(|query| ask(telegram::DIRECTOR, query)),
            ask(telegram::WHERE, Query::WhereToWatch { title: title() }),
        ],
        vec![
            ask(telegram::RATE, Query::Mine(Mine::Rate { title: title(), mark: None })),
            ask(telegram::TO_MY_LIST, Query::Mine(Mine::Add { title: title(), list: List::Own })),
        ],
        vec![share(us, &Target::Film(film.id), &film.title, language)],
    ];
    rows.into_iter().map(|row| row.into_iter().flatten().collect()).collect()
}

/// Below what was sent from another chat, where the bot is not: the ways to the bot and to somebody else.
pub(super) fn share_row(us: &str, what: &Suggestion, language: Language) -> Option<InlineKeyboardMarkup> {
    let open = InlineKeyboardButton::url(telegram::OPEN.to(language), link::write(us, &what.target).parse().ok()?);
    let row = [Some(open), share(us, &what.target, &what.title, language)].into_iter().flatten();
    Some(InlineKeyboardMarkup::new([row]))
}

/// Lets people choose whom to send the link to.
fn share(us: &str, target: &Target, title: &str, language: Language) -> Option<InlineKeyboardButton> {
    share_link(&link::write(us, target), title, language)
}

fn share_link(link: &str, title: &str, language: Language) -> Option<InlineKeyboardButton> {
    let (link, title) = (percent(link), percent(title));
    let url = format!("https://t.me/share/url?url={link}&text={title}").parse().ok()?;
    Some(InlineKeyboardButton::url(telegram::SHARE.to(language), url))
}

/// Percent-encoded, all but letters and digits (RFC 3986, 2.1).
fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() => out.push(char::from(b)),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

/// A text without buttons.
pub(super) fn plain(markup: &Markup) -> Said {
    Said { pieces: split(markup, LONGEST), keyboard: None, prompt: None, file: None, chart: None, long: Vec::new() }
}

/// What stands behind a button; a question without room goes to those that are `long`.
fn behind(data: &CallbackData, long: &mut Vec<(u64, String)>) -> Option<String> {
    data.encode().or_else(|| {
        let (short, question) = data.shortened()?;
        long.push(question);
        short.encode()
    })
}

fn button(
    button: &Button,
    place: Place,
    owner: impl Fn(&Query) -> Option<UserId>,
    long: &mut Vec<(u64, String)>,
) -> Option<InlineKeyboardButton> {
    let query: Query = button.send.parse().ok()?;
    let data = behind(&CallbackData { owner: owner(&query), action: Action::Ask(place, query) }, long)?;
    let label = match button.label.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", button.label[..end].trim_end()),
        None => button.label.clone(),
    };
    (!label.trim().is_empty()).then(|| InlineKeyboardButton::callback(label, data))
}

#[cfg(test)]
mod tests {
    use teloxide::types::InlineKeyboardButtonKind;

    use super::*;
    use crate::catalog::SourceId;

    #[test]
    fn buttons_are_such_as_telegram_takes() {
        let labelled = |label: &str, send: &str| {
            button(&Button { label: label.to_owned(), send: send.to_owned() }, Place::Here, |_| None, &mut Vec::new())
        };
        let long = labelled(&"ñ".repeat(100), "score title=#1").unwrap();
        assert_eq!(long.text.chars().count(), LONGEST_LABEL + 1);
        assert_eq!((labelled(" ", "score title=#1"), labelled("x", "not canonical")), (None, None));
    }

    #[test]
    fn a_link_is_shared_whole() {
        let film = Target::Film(SourceId(862));
        let InlineKeyboardButtonKind::Url(url) =
            share("cine_bot", &film, "Amélie & co", Language::Spanish).unwrap().kind
        else {
            panic!("no link")
        };
        let shared = "https%3A%2F%2Ft%2Eme%2Fcine%5Fbot%3Fstart%3Dm%5F862&text=Am%C3%A9lie%20%26%20co";
        assert_eq!(url.as_str(), format!("https://t.me/share/url?url={shared}"));
    }
}
