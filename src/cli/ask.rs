//! `claqueta ask`: one utterance, one answer.

use std::time::Instant;

use serde_json::json;

use super::args::AskArgs;
use super::{lines, open, watched};
use crate::chat::{Chat, Reply, Session};
use crate::config::Config;
use crate::eda;
use crate::render::{format, json};

pub(super) fn run(config: &Config, options: AskArgs) -> anyhow::Result<()> {
    let live = if options.stdin { watched(config)? } else { open(config)? };
    let chat = Chat::new(live);
    let mut session = if options.session { Session::conversation() } else { Session::default() };
    lines::each(&options.text, options.stdin, |text| {
        if !options.session {
            session = Session::default();
        }
        let started = Instant::now();
        let reply = chat.reply(&mut session, text)?;
        if !options.json {
            let bars = reply.chart.as_deref().map(|chart| format!("\n{}", eda::bars(chart)));
            return Ok(format!("{}{}", format::plain(&reply.markup), bars.unwrap_or_default()));
        }
        Ok(line(text, &reply, started))
    })
}

fn line(input: &str, reply: &Reply, started: Instant) -> String {
    let answer = &reply.answer;
    let mut line = json!({
        "input": input,
        "intent": answer.intent.name(),
        "slots": json::slots(&answer.slots),
        "status": answer.status.name(),
        "text": format::plain(&reply.markup),
        "data": json::data(answer),
        "suggestions": json::suggestions(answer),
        "query": reply.query.to_string(),
        "generation": reply.generation,
    });
    line["elapsed_us"] = json!(started.elapsed().as_micros() as u64);
    line.to_string()
}
