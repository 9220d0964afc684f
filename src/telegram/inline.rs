//! Inline mode: films, titles and people as they are typed in any chat; the chosen one is sent as its card.
//!
//! The door is [`asked`].

use std::sync::Arc;

use teloxide::payloads::AnswerInlineQuery;
use teloxide::payloads::setters::*;
use teloxide::types::{
    InlineQuery, InlineQueryResult, InlineQueryResultArticle, InputMessageContent, InputMessageContentText, ParseMode,
};

use super::account::username;
use super::api::Patience;
use super::deliver::no_preview;
use super::door::Door;
use super::limiter::Lane;
use super::link;
use super::say::{plain, share_row};
use crate::chat::card_of;
use crate::engine::{Body, Engine, Suggestion, Target};
use crate::query::{Filters, Query, Sort};
use crate::render::format;
use crate::render::words::named;
use crate::render::{self, Language};
use crate::search::Kind;

/// Results of a page; Telegram takes 50.
const PAGE: usize = 20;

/// Results in all; nobody scrolls further.
const MOST_RESULTS: usize = 100;

/// Letters of the line below a result's title.
const LONGEST_DESCRIPTION: usize = 120;

/// Seconds for which Telegram may give the same person the same answer; others may read another language.
const CACHE_SECONDS: u32 = 300;

/// One page of results.
struct Page {
    results: Vec<InlineQueryResult>,
    /// Where the next one begins; empty on the last.
    next: String,
}

/// Answers what stands after our name in the field of a message.
pub(super) async fn asked(door: Arc<Door>, query: InlineQuery) -> anyhow::Result<()> {
    let from = query.offset.parse().unwrap_or(0).min(MOST_RESULTS);
    let text = query.query.clone();
    let (engine, us) = (door.chat.engine(), username(&door.me).to_owned());
    let language = door.language(&query.from).await;
    let page = tokio::task::spawn_blocking(move || page(&engine, &text, from, &us, language)).await??;
    let answer = AnswerInlineQuery::new(query.id, page.results)
        .cache_time(CACHE_SECONDS)
        .is_personal(true)
        .next_offset(page.next);
    match door.api.call(&answer, Lane::Overall, Patience::Fleeting).await {
        // The person has typed on: another query has taken its place.
        Err(error) if error.says("query is too old") => Ok(()),
        answered => answered.map(drop).map_err(Into::into),
    }
}

fn page(engine: &Engine, text: &str, from: usize, us: &str, language: Language) -> crate::Result<Page> {
    let text = text.trim();
    let to = (from + PAGE).min(MOST_RESULTS);
    // One more than is shown tells whether there is a next page.
    let hits: Vec<Suggestion> = match text.is_empty() {
        true => popular(engine)?,
        false => engine.typed(text, Kind::Any, to + 1)?.iter().map(|hit| engine.suggestion(hit.entity)).collect(),
    };
    let mut results = Vec::new();
    for found in hits.iter().take(to).skip(from) {
        results.extend(result(engine, found, us, language)?);
    }
    let next = if hits.len() > to && to < MOST_RESULTS { to.to_string() } else { String::new() };
    Ok(Page { results, next })
}

/// What is shown before anything is typed.
fn popular(engine: &Engine) -> crate::Result<Vec<Suggestion>> {
    let filters = Filters { sort: Some(Sort::Popular), ..Filters::default() };
    let answer = engine.answer(&Query::Discover(Box::new(filters)))?;
    let Body::Discover(found) = &answer.body else { return Ok(Vec::new()) };
    let films = found.films.iter().map(|listed| &listed.film);
    let known = films.map(|f| Suggestion { title: f.title.clone(), year: Some(f.year), target: Target::Film(f.id) });
    Ok(known.collect())
}

fn result(
    engine: &Engine,
    found: &Suggestion,
    us: &str,
    language: Language,
) -> crate::Result<Option<InlineQueryResult>> {
    let card = render::answer(&*engine.answer(&card_of(found))?, language);
    let Some(html) = plain(&card).pieces.into_iter().next() else { return Ok(None) };
    let content = InputMessageContentText::new(html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
    let icon = match &found.target {
        Target::Film(_) => "🎬",
        Target::Title(_) => "📺",
        Target::Person(_) => "👤",
    };
    let title = format!("{icon} {}", named(found));
    let mut article =
        InlineQueryResultArticle::new(link::payload(&found.target), title, InputMessageContent::Text(content))
            .description(description(&format::plain(&card)));
    article.reply_markup = share_row(us, found, language);
    Ok(Some(InlineQueryResult::Article(article)))
}

/// The beginning of the card on one line.
fn description(card: &str) -> String {
    let line = card.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_DESCRIPTION) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
