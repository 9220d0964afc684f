//! `claqueta similar`: films in the order in which they are recommended, before any diversification.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::args::SimilarArgs;
use super::{lines, open};
use crate::catalog::{Catalog, MovieId, SourceId};
use crate::config::Config;
use crate::engine::Engine;
use crate::query::Name;
use crate::recommend::evaluate::similar;
use crate::render::json::reasons;

pub(super) fn run(config: &Config, options: SimilarArgs) -> anyhow::Result<()> {
    let engine = open(config)?.engine();
    if let Some(file) = &options.pairs {
        return pairs(&engine, file);
    }
    let among = options.among.as_deref().map(|file| among(&engine.catalog, file)).transpose()?;
    lines::each(&options.text, options.stdin, |text| {
        let started = Instant::now();
        let film = engine.film_named(&name(text))?;
        let items = film.map(|film| {
            let similar = engine.recommender.similar(&engine.catalog, film, usize::from(options.k), among.as_deref());
            similar.into_iter().map(|s| engine.similar_film(film, s.value, s.score())).collect::<Vec<_>>()
        });
        let elapsed = started.elapsed().as_micros() as u64;
        let items = items.unwrap_or_default();
        if !options.json {
            let lines: Vec<String> = items
                .iter()
                .map(|i| format!("{:.3}  {} ({})  {}", i.similarity, i.film.title, i.film.year, reasons(i).join("; ")))
                .collect();
            return Ok(lines.join("\n"));
        }
        let named = film.map(|film| {
            let film = engine.catalog.movie(film);
            json!({"id": film.source().0, "title": film.title(), "year": film.year()})
        });
        let items: Vec<Value> = items
            .iter()
            .map(|i| {
                json!({
                    "id": i.film.id.0, "title": i.film.title, "year": i.film.year,
                    "similarity": i.similarity, "reasons": reasons(i),
                })
            })
            .collect();
        Ok(json!({"query": text, "for": named, "items": items, "elapsed_us": elapsed}).to_string())
    })
}

/// `id:862`, or a title.
fn name(text: &str) -> Name {
    match text.trim().strip_prefix("id:").and_then(|id| id.trim().parse().ok()) {
        Some(id) => Name::Id(SourceId(id)),
        None => Name::text(text),
    }
}

/// The films whose source ids stand in `file`, ascending by row; ids of no film are ignored.
pub(super) fn among(catalog: &Catalog, file: &Path) -> anyhow::Result<Vec<MovieId>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut films = Vec::new();
    for (i, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())).filter(|(_, l)| !l.is_empty()) {
        let Ok(id) = line.parse() else {
            bail!("{}, line {i}: `{line}` is not a film id", file.display());
        };
        films.extend(catalog.movie_by_source(SourceId(id)));
    }
    films.sort_unstable();
    films.dedup();
    Ok(films)
}

/// One cosine a line; a film that is not there is like nothing.
fn pairs(engine: &Engine, file: &Path) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for pair in similar::pairs(file)? {
        let films = engine.catalog.movie_by_source(pair.a).zip(engine.catalog.movie_by_source(pair.b));
        let similarity = films.map_or(0.0, |(a, b)| engine.recommender.cosine(a, b));
        writeln!(out, "{}", json!({"a": pair.a.0, "b": pair.b.0, "similarity": similarity}))?;
    }
    Ok(())
}
