//! `claqueta search`: ranked look-up by name.

use std::time::Instant;

use serde_json::{Value, json};

use super::args::{KindArg, SearchArgs};
use super::{lines, open};
use crate::config::Config;
use crate::engine::Engine;
use crate::render::{json, words::named};
use crate::search::{Hit, Kind, Reasons};

pub(super) fn run(config: &Config, options: SearchArgs) -> anyhow::Result<()> {
    let engine = open(config)?.engine();
    let kind = match options.kind {
        KindArg::Film => Kind::Film,
        KindArg::Title => Kind::Title,
        KindArg::Person => Kind::Person,
        KindArg::Any => Kind::Any,
    };
    lines::each(&options.text, options.stdin, |text| {
        let started = Instant::now();
        let k = usize::from(options.k);
        let hits: Vec<(Hit, Reasons)> = match options.explain {
            true => engine.explain(text, kind, k)?,
            false => engine.look_up(text, kind, k)?.into_iter().map(|hit| (hit, Reasons::new())).collect(),
        };
        let elapsed = started.elapsed().as_micros() as u64;
        if !options.json {
            let lines: Vec<String> = hits.iter().map(|(hit, reasons)| readable(&engine, hit, reasons)).collect();
            return Ok(lines.join("\n"));
        }
        let hits: Vec<Value> = hits
            .iter()
            .map(|(hit, reasons)| {
                let mut line = json!(json::hit(&engine, hit));
                if options.explain {
                    line["explain"] = reasons.iter().map(|(name, cost)| ((*name).to_owned(), json!(cost))).collect();
                }
                line
            })
            .collect();
        Ok(json!({"query": text, "hits": hits, "elapsed_us": elapsed}).to_string())
    })
}

fn readable(engine: &Engine, hit: &Hit, reasons: &Reasons) -> String {
    let why: String = reasons.iter().map(|(name, cost)| format!("  {name} {cost:+.2}")).collect();
    format!("{:.3}  {}{why}", hit.score, named(&engine.suggestion(hit.entity)))
}
