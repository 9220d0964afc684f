//! Claqueta: a film companion for Spanish speakers.
//!
//! A question's path: text → [`query::parse`] → [`query::Query`] → [`engine::Engine::answer`] → [`engine::Answer`] →
//! [`render`] → [`render::markup::Markup`] → a formatter per door. The modules, in the order in which data flows:
//!
//! - [`etl`] reads source files into cleaned tables; [`text`] folds names for comparison; [`rank`] orders scores;
//! - [`artifacts`] keeps generations on disk; [`catalog`] is films, people and platform titles by row;
//! - [`search`] finds names, [`recommend`] compares films and predicts ratings, [`world`] names genres, countries and
//!   languages;
//! - [`eda`] counts films and draws charts;
//! - [`query`] understands, [`engine`] answers, [`render`] says it, [`chat`] is the door of every conversation.
#![warn(missing_docs)]

pub mod artifacts;
mod cache;
pub mod catalog;
pub mod chat;
pub mod cli;
pub mod config;
pub mod eda;
pub mod engine;
pub mod error;
pub mod etl;
pub mod flood;
pub mod http;
pub mod intake;
pub mod metrics;
pub mod people;
pub mod query;
mod random;
pub mod rank;
pub mod rebuild;
pub mod recommend;
pub mod render;
pub mod search;
pub mod telegram;
pub mod terminal;
pub mod text;
pub mod world;

pub use error::{Error, Result};
