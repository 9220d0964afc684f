//! From an [`crate::engine::Answer`] to words: neutral [`markup::Markup`], then a format per door.
//!
//! All Spanish going out stands in [`es`], the little English in [`en`]; formats are in [`mod@format`]. The door is [`answer`].

pub mod en;
pub mod es;
pub mod format;
pub mod json;
pub mod markup;
pub mod numbers;

use crate::chat::Button;
use crate::eda::Chart;
use crate::engine::{Answer, Body, Status};
use markup::Markup;

/// What an answer says.
pub fn answer(answer: &Answer) -> Markup {
    es::answer(answer)
}

/// The picture of an answer, where it has one.
pub fn chart(answer: &Answer) -> Option<Chart> {
    match &answer.body {
        Body::Chart(charted) if answer.status == Status::Ok => Some(es::charts::chart(charted)),
        _ => None,
    }
}

/// The question back where a name could mean several: each candidate is a button.
pub fn which_one(answer: &Answer, candidates: &[Button]) -> Markup {
    es::which_one(answer, candidates)
}
