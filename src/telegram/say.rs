//! From a reply of the chat to messages: pieces of HTML, and the buttons below the last one.
//!
//! The door is [`compose`].

use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use super::callback::{CallbackData, Place};
use super::split::{LONGEST, split};
use crate::chat::{Button, Reply};
use crate::engine::Status;
use crate::render::markup::Markup;

/// Rows of a keyboard; more would fill the screen.
const MOST_ROWS: usize = 12;

/// Letters of a button's label that phones still show.
const LONGEST_LABEL: usize = 60;

/// What is to be sent, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// HTML of one message each; none is blank or too long.
    pub(super) pieces: Vec<String>,
    /// Below the last piece.
    pub(super) keyboard: Option<InlineKeyboardMarkup>,
}

/// What a reply says.
pub(super) fn compose(reply: &Reply) -> Said {
    // Where nothing was found the message only asks back: the answer may take its place.
    let place = if reply.answer.status == Status::NotFound { Place::Here } else { Place::Below };
    Said { keyboard: keyboard(&reply.buttons, place), ..plain(&reply.markup) }
}

/// A text without buttons.
pub(super) fn plain(markup: &Markup) -> Said {
    Said { pieces: split(markup, LONGEST), keyboard: None }
}

/// One button a row; `None` where there is none.
fn keyboard(buttons: &[Button], place: Place) -> Option<InlineKeyboardMarkup> {
    let rows: Vec<_> = buttons.iter().filter_map(|b| button(b, place)).take(MOST_ROWS).map(|b| [b]).collect();
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

fn button(button: &Button, place: Place) -> Option<InlineKeyboardButton> {
    let query = button.send.parse().ok()?;
    let data = CallbackData { place, query }.encode()?;
    let label = match button.label.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", button.label[..end].trim_end()),
        None => button.label.clone(),
    };
    (!label.trim().is_empty()).then(|| InlineKeyboardButton::callback(label, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_such_as_telegram_takes() {
        let button = |label: &str, send: &str| Button { label: label.to_owned(), send: send.to_owned() };
        let many: Vec<Button> = (0..40).map(|i| button(&"ñ".repeat(100), &format!("score title=#{i}"))).collect();
        let rows = keyboard(&many, Place::Here).unwrap().inline_keyboard;
        assert_eq!(rows.len(), MOST_ROWS);
        assert!(rows.iter().all(|row| row[0].text.chars().count() == LONGEST_LABEL + 1));
        assert_eq!(keyboard(&[button("", "score title=#1"), button("x", "not canonical")], Place::Below), None);
    }
}
