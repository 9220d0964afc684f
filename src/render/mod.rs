//! From an [`crate::engine::Answer`] to words: neutral [`markup::Markup`], then a format per door.
//!
//! Everything that people read stands in [`words`], in both languages; formats are in [`mod@format`]. The door is [`answer`].

pub mod format;
pub mod json;
mod language;
pub mod markup;
pub mod numbers;
pub mod words;

pub(crate) use language::say;
pub use language::{Language, Text};

use crate::chat::Button;
use crate::eda::Chart;
use crate::engine::{Answer, Body};
use crate::query::Fact;
use markup::Markup;

/// What an answer says.
pub fn answer(answer: &Answer, language: Language) -> Markup {
    words::answer(answer, language)
}

/// What an answer says, and before it the one thing that was asked of a film.
pub fn answer_with(fact: Option<&Fact>, answer: &Answer, language: Language) -> Markup {
    let said = words::answer(answer, language);
    let Some(mut told) = fact.and_then(|fact| words::facts::told(fact, &answer.body, language)) else { return said };
    told.push(markup::Style::Plain, "\n\n");
    told.append(said);
    told
}

/// The picture of an answer, where it has one.
pub fn chart(answer: &Answer, language: Language) -> Option<Chart> {
    match &answer.body {
        Body::Chart(charted) if !charted.is_empty() && charted.has_bars() => {
            Some(words::charts::chart(charted, language))
        }
        _ => None,
    }
}

/// The question back where a name, as it was said, could mean several: each candidate is a button.
pub fn which_one(name: &str, candidates: &[Button], language: Language) -> Markup {
    words::which_one(name, candidates, language)
}
