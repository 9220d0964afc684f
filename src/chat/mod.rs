//! Every conversation: text in, [`Reply`] out, the same for Telegram, the terminal and the machine interface.
//!
//! The door is [`Chat::reply`].

mod pages;
mod session;
mod sessions;

use std::sync::Arc;

pub use pages::Pages;
pub use session::{Session, card_of};
pub use sessions::{LONGEST_PAUSE, Sessions};

use crate::eda::Chart;
use crate::engine::{Answer, Engine, Live};
use crate::error::Result;
use crate::query::{self, Query};
use crate::render;
use crate::render::markup::Markup;

/// A text longer than this (in bytes) is cut before anything is done with it.
pub const LONGEST_TEXT: usize = 8192;

/// What the chat says back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The text.
    pub markup: Markup,
    /// Choices below the text, one a row.
    pub buttons: Vec<Button>,
    /// What was understood.
    pub query: Query,
    /// The answer that the text says.
    pub answer: Arc<Answer>,
    /// Whether the text does not tell the answer but asks which one is meant.
    pub asked_back: bool,
    /// The picture that goes with the text: [`crate::eda::png`] draws it, [`crate::eda::bars`] tells it.
    pub chart: Option<Arc<Chart>>,
    /// The generation of the index that it rests on.
    pub generation: u32,
}

impl Reply {
    /// The pages around this one; none where it asks back.
    pub fn pages(&self) -> Pages {
        if self.asked_back { Pages::default() } else { Pages::around(&self.query, &self.answer) }
    }
}

/// A choice: pressing it is as good as sending its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What is shown.
    pub label: String,
    /// What is sent: a canonical query (see [`Query`]'s `Display`).
    pub send: String,
}

/// The one door of every conversation. Cheap to clone.
#[derive(Clone)]
pub struct Chat {
    live: Arc<Live>,
}

impl Chat {
    /// Answers from the generation that serves at the time of each question.
    pub fn new(live: Arc<Live>) -> Self {
        query::prepare();
        Self { live }
    }

    /// The engine that serves now.
    pub fn engine(&self) -> Arc<Engine> {
        self.live.engine()
    }

    /// Answers one utterance and remembers it in `session`.
    ///
    /// # Errors
    /// Only for a broken index.
    pub fn reply(&self, session: &mut Session, text: &str) -> Result<Reply> {
        let engine = self.live.engine();
        let text = cut(text);
        let query = query::in_context(text, session.context(), engine.as_ref());
        let answer = engine.answer(&query)?;
        let asked_back = session.asks_back(&query, &answer);
        let buttons = session::buttons(&query, &answer, asked_back);
        let markup = match asked_back {
            true => render::which_one(&answer, &buttons),
            false => render::answer(&answer),
        };
        let chart = render::chart(&answer).map(Arc::new);
        let reply = Reply { markup, buttons, query, answer, asked_back, chart, generation: engine.generation() };
        session.remember(&reply, text);
        Ok(reply)
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
