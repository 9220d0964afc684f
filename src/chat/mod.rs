//! Every conversation: text in, [`Reply`] out, the same for Telegram, the terminal, the machine interface and HTTP.
//!
//! The door is [`Chat::reply`].

use crate::engine::Answer;
use crate::render::markup::Markup;
use std::sync::Arc;

/// What the chat says back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The text.
    pub markup: Markup,
    /// Choices below the text, in rows of one.
    pub buttons: Vec<Button>,
    /// The answer that the text says.
    pub answer: Arc<Answer>,
}

/// A choice: pressing it is as good as sending its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What is shown.
    pub label: String,
    /// What is sent: a canonical query (see [`crate::query::Query`]'s `Display`).
    pub send: String,
}

/// What one conversation remembers.
#[derive(Clone, Debug, Default)]
pub struct Session {}
