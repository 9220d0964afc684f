//! `claqueta evaluate`: how well sentences are understood, names found, ratings predicted, films ranked and likened, and
//! how the models moved from generation to generation.
//!
//! One function for each; data go to stdout as a table or, with `--json`, as one object.

use std::collections::HashSet;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, anyhow};
use serde_json::{Value, json};

use super::args::{
    EvaluateArgs, Evaluated, HistoryArgs, RankingArgs, RatingsArgs, RatingsModelArg, SetArgs, SimilaritiesArgs,
};
use super::build::peak_rss_mb;
use super::{open, similar as likeness};
use crate::catalog::{Catalog, MovieId, SourceId};
use crate::config::Config;
use crate::engine::Engine;
use crate::query::{self, Intent};
use crate::recommend::evaluate::{Content, RankingSplit, RatingsModel, RatingsSplit, ranking, ratings, similar};

/// Whether `--index` was given: only then the ranking may use what an index knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IndexNamed {
    /// On the command line.
    Yes,
    /// By the configuration only.
    No,
}

pub(super) fn run(config: &Config, options: &EvaluateArgs, named: IndexNamed) -> anyhow::Result<()> {
    match &options.what {
        Evaluated::Understanding(set) => understanding(&open(config)?.engine(), set),
        Evaluated::Search(set) => search(&open(config)?.engine(), set),
        Evaluated::Similar(options) => alike(&open(config)?.engine(), options),
        Evaluated::History(options) => history(&open(config)?.engine(), options),
        Evaluated::Ratings(options) => rate(options),
        Evaluated::Ranking(options) => {
            let engine = match named {
                IndexNamed::Yes => Some(open(config)?.engine()),
                IndexNamed::No => None,
            };
            rank(options, engine.as_deref())
        }
    }
}

fn understanding(engine: &Engine, options: &SetArgs) -> anyhow::Result<()> {
    let path = options.set.as_deref().unwrap_or(Path::new("tests/eval/understanding.tsv"));
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let utterances = query::utterances(&file).map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
    let all = query::evaluate(&utterances, engine);
    let intents = Intent::ALL.iter().filter_map(|&intent| {
        let set: Vec<_> = utterances.iter().filter(|u| u.intent == intent).cloned().collect();
        (!set.is_empty()).then(|| (intent.name(), query::evaluate(&set, engine)))
    });
    let intents: Vec<(&str, query::Understanding)> = intents.collect();
    let in_scope = all.n - all.out_of_scope;
    if options.json {
        let by_intent: serde_json::Map<String, Value> =
            intents.iter().map(|(name, u)| ((*name).to_owned(), understood(u))).collect();
        let misses: Vec<Value> = all
            .misses
            .iter()
            .map(|m| json!({"text": m.utterance.text, "intent": m.utterance.intent.name(), "got": m.got.to_string()}))
            .collect();
        let mut whole = understood(&all);
        whole["out_of_scope_kept"] = json!(percent(all.kept, all.out_of_scope));
        whole["refused"] = json!(percent(all.refused, in_scope));
        println!("{}", json!({"all": whole, "intents": by_intent, "misses": misses}));
        return Ok(());
    }
    println!("| intent | utterances | intent right % | whole question right % |\n|---|---:|---:|---:|");
    for (name, u) in intents.iter().map(|(name, u)| (*name, u)).chain([("**all**", &all)]) {
        println!("| {name} | {} | {:.1} | {:.1} |", u.n, percent(u.intent, u.n), percent(u.exact, u.n));
    }
    println!(
        "\nOut of scope and kept so: {:.1} % of {}. In scope and refused: {:.1} % of {in_scope}.",
        percent(all.kept, all.out_of_scope),
        all.out_of_scope,
        percent(all.refused, in_scope)
    );
    for miss in &all.misses {
        eprintln!("missed: {}  →  {}", miss.utterance.text, miss.got);
    }
    Ok(())
}

fn understood(u: &query::Understanding) -> Value {
    json!({"utterances": u.n, "intent": percent(u.intent, u.n), "exact": percent(u.exact, u.n)})
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn search(engine: &Engine, options: &SetArgs) -> anyhow::Result<()> {
    let path = options.set.as_deref().unwrap_or(Path::new("tests/eval/search.tsv"));
    let found = crate::search::evaluate(engine.look_up_index(), &engine.catalog, path)?;
    if options.json {
        println!("{}", serde_json::to_string(&found)?);
        return Ok(());
    }
    println!("| category | queries | success@1 % | success@5 % | mean reciprocal rank |\n|---|---:|---:|---:|---:|");
    for (name, c) in found.categories.iter().map(|(name, c)| (name.as_str(), c)).chain([("**all**", &found.all)]) {
        let at = c.mean_reciprocal_rank;
        println!("| {name} | {} | {:.1} | {:.1} | {at:.3} |", c.queries, c.success_at_1, c.success_at_5);
    }
    eprintln!("{:.0} µs a query at the median, {:.0} µs at the 99th percentile", found.p50_us, found.p99_us);
    for (category, query, expected) in &found.misses {
        eprintln!("missed: {query}  →  not {expected}  ({category})");
    }
    Ok(())
}

fn rate(options: &RatingsArgs) -> anyhow::Result<()> {
    let model = match options.model {
        RatingsModelArg::Bayes => RatingsModel::Bayes,
        RatingsModelArg::Svd => RatingsModel::Svd,
    };
    let score = ratings(&RatingsSplit {
        model,
        train: options.train.clone(),
        test: options.test.clone(),
        items: options.items.clone(),
        users: options.users.clone(),
        seed: options.seed,
    })?;
    if let Some(path) = &options.predictions {
        let rows = score.predictions.iter().map(|&(user, item, estimate)| (user, item, f64::from(estimate)));
        write_rows(path, "prediction", rows)?;
    }
    if options.json {
        println!(
            "{}",
            json!({"rmse": score.rmse, "mae": score.mae, "fit_ms": score.fit_ms, "predict_ms": score.predict_ms,
                   "peak_rss_mb": peak_rss_mb()})
        );
        return Ok(());
    }
    println!("| ratings | RMSE | MAE |\n|---:|---:|---:|");
    println!("| {} | {:.4} | {:.4} |", score.predictions.len(), score.rmse, score.mae);
    eprintln!("trained in {} ms, predicted in {} ms", score.fit_ms, score.predict_ms);
    Ok(())
}

fn rank(options: &RankingArgs, engine: Option<&Engine>) -> anyhow::Result<()> {
    let users = match options.users.as_str() {
        "all" => Vec::new(),
        file => ids(Path::new(file))?,
    };
    let films = match (engine, options.items.as_deref().map(|items| items.with_file_name("links.csv"))) {
        (Some(engine), Some(links)) if links.is_file() => linked_films(&links, &engine.catalog)?,
        _ => Vec::new(),
    };
    let content = engine.filter(|_| !films.is_empty()).map(|e| Content { recommender: &e.recommender, films });
    let lists = ranking(&RankingSplit {
        train: options.train.clone(),
        foldin: options.foldin.clone(),
        items: options.items.clone(),
        content,
        users,
        test: options.test.clone(),
        k: usize::from(options.k),
        seed: options.seed,
    })?;
    write_rows(&options.out, "score", lists.rows.iter().map(|&(user, item, score)| (user, item, f64::from(score))))?;
    if options.json {
        let mut out = json!({
            "fit_ms": lists.fit_ms, "recommend_us_p50": lists.recommend_us_p50,
            "recommend_us_p99": lists.recommend_us_p99, "peak_rss_mb": peak_rss_mb(),
        });
        if let Some(score) = lists.score {
            out["users"] = json!(score.users);
            out["ndcg"] = json!(score.ndcg);
            out["recall"] = json!(score.recall);
            out["hit"] = json!(score.hit);
            out["distinct"] = json!(score.distinct);
        }
        println!("{out}");
        return Ok(());
    }
    if let Some(score) = lists.score {
        let k = options.k;
        println!("| users | ndcg@{k} | recall@{k} | hit@{k} | different items |\n|---:|---:|---:|---:|---:|");
        let (ndcg, recall, hit) = (score.ndcg, score.recall, score.hit);
        println!("| {} | {ndcg:.4} | {recall:.4} | {hit:.4} | {} |", score.users, score.distinct);
    }
    let users: HashSet<u64> = lists.rows.iter().map(|row| row.0).collect();
    eprintln!(
        "lists for {} users; trained in {} ms, {} µs a user at the median",
        users.len(),
        lists.fit_ms,
        lists.recommend_us_p50
    );
    Ok(())
}

fn alike(engine: &Engine, options: &SimilaritiesArgs) -> anyhow::Result<()> {
    if let Some(file) = &options.pairs {
        let pairs = similar::pairs(file)?;
        let area = similar::verdicts(&engine.recommender, &engine.catalog, &pairs)
            .ok_or_else(|| anyhow!("{}: wants lines `a,b,1` and `a,b,0`", file.display()))?;
        if options.json {
            println!("{}", json!({"pairs": pairs.len(), "auc": area}));
        } else {
            println!("| pairs | AUC |\n|---:|---:|\n| {} | {area:.4} |", pairs.len());
        }
    }
    let Some(file) = &options.truth else { return Ok(()) };
    let among = options.candidates.as_deref().map(|file| likeness::among(&engine.catalog, file)).transpose()?;
    let found = similar::lists(&engine.recommender, &engine.catalog, &similar::pairs(file)?, among.as_deref());
    let similar::SimilarScore { queries, ndcg, ndcg_margin, precision, hit, distinct } = found;
    if options.json {
        let figures = json!({
            "queries": queries, "ndcg5": ndcg, "ci95": ndcg_margin, "precision5": precision, "hit5": hit,
            "distinct": distinct,
        });
        println!("{figures}");
    } else {
        println!("| films | ndcg@5 | precision@5 | hit@5 | different films |\n|---:|---:|---:|---:|---:|");
        println!("| {queries} | {ndcg:.4} ± {ndcg_margin:.4} | {precision:.4} | {hit:.4} | {distinct} |");
    }
    Ok(())
}

fn history(engine: &Engine, options: &HistoryArgs) -> anyhow::Result<()> {
    let manifest = engine.manifest();
    let moved = manifest.history.iter().chain(&manifest.quality);
    if options.json {
        println!("{}", json!({"generations": moved.collect::<Vec<_>>()}));
        return Ok(());
    }
    println!(
        "| generation | model | learnt from | held back | RMSE | ndcg@10 | sources |\n|---:|---|---:|---:|---:|---:|---|"
    );
    for q in moved {
        let sources = q.sources.join(", ");
        let (generation, model) = (q.generation, &q.model);
        println!(
            "| {generation} | {model} | {} | {} | {:.4} | {:.4} | {sources} |",
            q.learnt_from, q.held_back, q.rmse, q.ndcg
        );
    }
    Ok(())
}

/// Writes `user,item,<value>` with a header.
fn write_rows(path: &Path, value: &str, rows: impl Iterator<Item = (u64, u64, f64)>) -> anyhow::Result<()> {
    let wrong = || format!("cannot write {}", path.display());
    let mut out = BufWriter::new(std::fs::File::create(path).with_context(wrong)?);
    writeln!(out, "user,item,{value}").with_context(wrong)?;
    for (user, item, number) in rows {
        writeln!(out, "{user},{item},{number}").with_context(wrong)?;
    }
    out.flush().with_context(wrong)
}

/// The ids of a file, one a line.
fn ids(path: &Path) -> anyhow::Result<Vec<u64>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    let id = |(i, line): (usize, &str)| match line.parse() {
        Ok(id) => Some(Ok(id)),
        Err(_) if i == 0 => None,
        Err(_) => Some(Err(anyhow!("{}, line {}: `{line}` is not a user's number", path.display(), i + 1))),
    };
    lines.filter_map(id).collect()
}

/// The films of the index that a MovieLens `links.csv` (movieId, imdbId, tmdbId) names.
fn linked_films(path: &Path, catalog: &Catalog) -> anyhow::Result<Vec<(u64, MovieId)>> {
    let wrong = || format!("cannot read {}", path.display());
    let mut films = Vec::new();
    for record in csv::Reader::from_path(path).with_context(wrong)?.records() {
        let record = record.with_context(wrong)?;
        let number = |i: usize| record.get(i).and_then(|field| field.trim().parse::<u64>().ok());
        let film = number(2).and_then(|id| catalog.movie_by_source(SourceId(u32::try_from(id).ok()?)));
        films.extend(number(0).zip(film));
    }
    Ok(films)
}
