//! Every conversation: text in, [`Reply`] out, the same for Telegram, the terminal and the machine interface.
//!
//! The door is [`Chat::reply`].

mod asker;
mod choose;
mod mine;
mod pages;
mod session;
mod sessions;

use std::sync::Arc;

pub use asker::Asker;
use mine::Personally;
pub use pages::Pages;
pub use session::{Session, card_of};
pub use sessions::{LONGEST_PAUSE, Sessions};

use crate::catalog::{UserId, UserSpace};
use crate::eda::Chart;
use crate::engine::{Answer, Body, Engine, Live, Personal, Status};
use crate::error::Result;
use crate::people::People;
use crate::query::{self, Fact, Mine, Name, Query};
use crate::recommend::Agreement;
use crate::render::markup::Markup;
use crate::render::words::mine::KEPT_FILE;
use crate::render::{self, Language};

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
    /// What goes along as a file.
    pub file: Option<Attachment>,
    /// The language of the text and of all that goes with it.
    pub language: Language,
}

/// A file that goes along with a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: &'static str,
    /// What is in it: JSON.
    pub text: String,
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
    people: Option<Arc<People>>,
    agreement: Agreement,
}

impl Chat {
    /// Answers from the generation that serves at the time of each question.
    pub fn new(live: Arc<Live>) -> Self {
        query::prepare();
        Self { live, people: None, agreement: Agreement::default() }
    }

    /// Keeps what people tell, and answers personal questions to whoever is known to ask.
    #[must_use]
    pub fn with_people(self, people: Arc<People>) -> Self {
        Self { people: Some(people), ..self }
    }

    /// Makes one list of the tastes of a group in this way.
    #[must_use]
    pub fn agreeing(self, agreement: Agreement) -> Self {
        Self { agreement, ..self }
    }

    /// The store of what people told, where there is one.
    pub fn people(&self) -> Option<&Arc<People>> {
        self.people.as_ref()
    }

    /// The engine that serves now.
    pub fn engine(&self) -> Arc<Engine> {
        self.live.engine()
    }

    /// Answers one utterance of somebody unknown and remembers it in `session`.
    ///
    /// # Errors
    /// Only for a broken index.
    pub fn reply(&self, session: &mut Session, text: &str) -> Result<Reply> {
        self.reply_to(&Asker::default(), session, text)
    }

    /// Answers one utterance and remembers it in `session`.
    ///
    /// # Errors
    /// Only for a broken index or store.
    pub fn reply_to(&self, asker: &Asker, session: &mut Session, text: &str) -> Result<Reply> {
        let engine = self.live.engine();
        let text = cut(text);
        let query = query::in_context(text, session.context(), engine.as_ref());
        let answer = match &query {
            Query::Mine(mine) => Arc::new(self.personal(&engine, asker, mine)?),
            Query::Predict { user, title } => self.predicted(&engine, *user, title, engine.answer(&query)?)?,
            _ => engine.answer(&query)?,
        };
        // After the answer: it may have been a choice of language.
        if let Query::Mine(Mine::Language { to: Some(to) }) = &query {
            session.speak(*to);
        }
        let language = self.read_by(asker, session)?;
        let fact = Fact::asked(text, &query, session.asked(), engine.as_ref());
        let unclear = session.asks_back(&query, &answer);
        let asked_back = unclear.is_some();
        // Whatever the figures are of the one that would be answered.
        let answer = match asked_back && answer.status != Status::Ambiguous {
            true => Arc::new(Answer { status: Status::Ambiguous, ..(*answer).clone() }),
            false => answer,
        };
        let buttons = session::buttons(&query, &answer, asked_back, language);
        let markup = match unclear {
            Some(name) => render::which_one(name, &buttons, language),
            None => render::answer_with(fact.as_ref(), &answer, language),
        };
        session.asks(fact);
        let file = attachment(&answer, language);
        let chart = render::chart(&answer, language).filter(|_| !asked_back).map(Arc::new);
        let generation = engine.generation();
        let reply = Reply { markup, buttons, query, answer, asked_back, chart, generation, file, language };
        session.remember(&reply, text);
        Ok(reply)
    }

    /// The language that somebody is spoken to in before they say anything: what they chose, what the door can tell, or
    /// Spanish.
    ///
    /// # Errors
    /// Only for a broken store.
    pub fn language(&self, asker: &Asker) -> Result<Language> {
        self.read_by(asker, &Session::default())
    }

    fn read_by(&self, asker: &Asker, session: &Session) -> Result<Language> {
        let chosen = match (self.people.as_deref(), asker.user) {
            (Some(people), Some(user)) => people.language(user)?,
            // Whoever is not known chooses for the conversation.
            _ => session.language(),
        };
        Ok(chosen.or(asker.language).unwrap_or_default())
    }

    /// What is estimated for somebody who told marks in the chat, which the training need not know yet.
    fn predicted(&self, engine: &Engine, user: UserId, title: &Name, trained: Arc<Answer>) -> Result<Arc<Answer>> {
        let Some(people) = self.people.as_deref().filter(|_| user.space == UserSpace::Tg) else { return Ok(trained) };
        self.of(engine, people, user, &Asker::default()).estimated(title, trained)
    }

    fn of<'a>(&self, engine: &'a Engine, people: &'a People, user: UserId, asker: &'a Asker) -> Personally<'a> {
        Personally { engine, people, user, asker, agreement: self.agreement }
    }

    fn personal(&self, engine: &Engine, asker: &Asker, mine: &Mine) -> Result<Answer> {
        match (self.people.as_deref(), asker.user) {
            (Some(people), Some(user)) => self.of(engine, people, user, asker).answer(mine),
            _ => mine::anonymous(engine, mine),
        }
    }
}

fn attachment(answer: &Answer, language: Language) -> Option<Attachment> {
    match &answer.body {
        Body::Personal(personal) => match personal.as_ref() {
            Personal::Kept { json, .. } => Some(Attachment { name: KEPT_FILE.to(language), text: json.clone() }),
            _ => None,
        },
        _ => None,
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
