//! Every conversation: text in, [`Reply`] out, the same for Telegram, the terminal and the machine interface.
//!
//! The door is [`Chat::reply`].

use std::sync::Arc;

use crate::engine::{Answer, Body, Engine, Live, Suggestion, Target};
use crate::error::Result;
use crate::query::{self, Intent, Name, Query};
use crate::render;
use crate::render::es::named;
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
    /// The generation of the index that it rests on.
    pub generation: u32,
}

/// A choice: pressing it is as good as sending its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What is shown.
    pub label: String,
    /// What is sent: a canonical query (see [`Query`]'s `Display`).
    pub send: String,
}

/// What one conversation remembers.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// The last question that was answered.
    pub last: Option<Query>,
}

/// The one door of every conversation. Cheap to clone.
#[derive(Clone)]
pub struct Chat {
    live: Arc<Live>,
}

impl Chat {
    /// Answers from the generation that serves at the time of each question.
    pub fn new(live: Arc<Live>) -> Self {
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
        let query = query::parse(cut(text), engine.as_ref());
        let answer = engine.answer(&query)?;
        session.last = Some(query.clone());
        Ok(Reply {
            markup: render::answer(&answer),
            buttons: buttons(&query, &answer),
            query,
            answer,
            generation: engine.generation(),
        })
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The choices that go with an answer: the other candidates of a name, what was found, or the films recommended.
fn buttons(query: &Query, answer: &Answer) -> Vec<Button> {
    match &answer.body {
        Body::Search { hits, .. } => hits.iter().filter_map(|hit| button(hit, &card_of(hit))).collect(),
        Body::Recommend { items, .. } => items
            .iter()
            .map(|item| Button {
                label: format!("{} ({})", item.film.title, item.film.year),
                send: Query::FilmCard { title: Name::Id(item.film.id) }.to_string(),
            })
            .collect(),
        _ => answer.suggestions.iter().filter_map(|s| button(s, &about(query, s)?)).collect(),
    }
}

fn button(suggestion: &Suggestion, query: &Query) -> Option<Button> {
    let send = query.to_string();
    // Telegram carries at most 64 bytes behind a button; ids keep every query of ours far below.
    (send.len() <= 64).then(|| Button { label: named(suggestion), send })
}

fn name_of(suggestion: &Suggestion) -> Name {
    match &suggestion.target {
        Target::Film(id) | Target::Person(id) => Name::Id(*id),
        Target::Title(key) => Name::Key(key.clone()),
    }
}

/// What is asked when a search result is chosen.
pub fn card_of(suggestion: &Suggestion) -> Query {
    let name = name_of(suggestion);
    match suggestion.target {
        Target::Film(_) => Query::FilmCard { title: name },
        Target::Title(_) => Query::WhereToWatch { title: name },
        Target::Person(_) => Query::ActorStats { person: name },
    }
}

/// The same question about another candidate.
fn about(query: &Query, suggestion: &Suggestion) -> Option<Query> {
    let name = name_of(suggestion);
    Some(match query.intent() {
        Intent::Score => Query::Score { title: name },
        Intent::Votes => Query::Votes { title: name },
        Intent::Recommend => Query::Recommend { title: name },
        Intent::FilmCard => Query::FilmCard { title: name },
        Intent::WhereToWatch => Query::WhereToWatch { title: name },
        Intent::ActorStats => Query::ActorStats { person: name },
        Intent::DirectorStats => Query::DirectorStats { person: name },
        Intent::Predict => match query {
            Query::Predict { user, .. } => Query::Predict { user: *user, title: name },
            _ => return None,
        },
        _ => return None,
    })
}
