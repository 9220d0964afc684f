//! `claqueta index` and `claqueta etl`.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::{EtlArgs, FormatArg, IndexArgs, ModelsArg};
use super::progress::{Bar, Lines};
use crate::artifacts::Manifest;
use crate::config::Config;
use crate::engine::{self, BuildOptions, Worse};
use crate::etl::{self, EtlReport};
use crate::recommend::Models;

pub(super) fn index(config: &Config, options: &IndexArgs) -> anyhow::Result<()> {
    let models = match options.models {
        ModelsArg::All => Models::All,
        ModelsArg::Quick => Models::Quick,
        ModelsArg::Content => Models::Content,
    };
    let worse = if options.force { Worse::Publish } else { Worse::Refuse };
    let build = BuildOptions { worse, ..build_options(config, models, &options.instead) };
    let manifest = match options.progress {
        true => engine::build(&build, &Lines::default())?,
        false => publish(&build)?,
    };
    if options.json {
        println!("{}", report(&manifest));
        return Ok(());
    }
    print_sources(&manifest.report);
    let counts = &manifest.counts;
    let titles: u32 = counts.titles.values().sum();
    println!(
        "generation {}: {} films, {} people, {} platform titles ({} linked to a film), {} ratings; {:.1} s",
        manifest.generation,
        counts.films,
        counts.people,
        titles,
        counts.linked,
        counts.ratings,
        manifest.elapsed_ms as f64 / 1000.0
    );
    if let Some(q) = &manifest.quality {
        println!(
            "models: {} on {} ratings; on {} held back RMSE {:.3}, ndcg@10 {:.3}",
            q.model, q.learnt_from, q.held_back, q.rmse, q.ndcg
        );
    }
    for noise in &manifest.noise {
        println!("note: {noise}");
    }
    Ok(())
}

/// Builds and publishes a generation with a progress bar.
pub(super) fn publish(options: &BuildOptions) -> anyhow::Result<Manifest> {
    let bar = Bar::new();
    let manifest = engine::build(options, &bar)?;
    bar.finish();
    Ok(manifest)
}

pub(super) fn build_options(config: &Config, models: Models, instead: &[PathBuf]) -> BuildOptions {
    let paths = &config.paths;
    BuildOptions {
        data: paths.data.clone(),
        instead: instead.to_vec(),
        index: paths.index.clone(),
        state: Some(paths.state.clone()),
        models,
        ..BuildOptions::default()
    }
}

fn report(manifest: &Manifest) -> Value {
    json!({
        "generation": manifest.generation,
        "elapsed_ms": manifest.elapsed_ms,
        "peak_rss_mb": peak_rss_mb(),
        "sources": manifest.report.sources,
        "films": manifest.counts.films,
        "titles": manifest.counts.titles,
        "people": manifest.counts.people,
        "ratings": manifest.counts.ratings,
        "linked": manifest.counts.linked,
        "quality": manifest.quality,
        "noise": manifest.noise,
    })
}

pub(super) fn etl(config: &Config, options: &EtlArgs) -> anyhow::Result<()> {
    if let Some(out) = &options.out {
        etl::keep_apart(&config.paths.data, out)?;
    }
    let bar = Bar::new();
    let data = etl::run_replacing(&config.paths.data, &options.instead, &bar)?;
    let format = match options.format {
        FormatArg::Csv => etl::Format::Csv,
        FormatArg::Parquet => etl::Format::Parquet,
    };
    let files = options.out.as_ref().map(|out| etl::export(&data, out, format)).transpose()?.unwrap_or_default();
    bar.finish();
    if options.json {
        let report = json!({
            "sources": data.report.sources, "files": files, "films": data.films.len(), "titles": data.titles.len(),
            "ratings": data.ratings.len(), "peak_rss_mb": peak_rss_mb(),
        });
        println!("{report}");
        return Ok(());
    }
    print_sources(&data.report);
    for file in files {
        println!("{}", file.display());
    }
    Ok(())
}

fn print_sources(report: &EtlReport) {
    for source in &report.sources {
        let reasons = |counts: &std::collections::BTreeMap<String, u64>, word: &str| {
            counts.iter().map(|(reason, n)| format!(", {n} {word} ({reason})")).collect::<String>()
        };
        println!(
            "{}: {} read, {} kept{}{}",
            source.path.display(),
            source.rows_read,
            source.rows_kept,
            reasons(&source.dropped, "dropped"),
            reasons(&source.repaired, "repaired"),
        );
    }
}

/// Peak resident memory of this process in MB; 0 where the system does not tell.
pub(super) fn peak_rss_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}
