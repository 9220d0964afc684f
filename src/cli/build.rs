//! `claqueta index` and `claqueta etl`.

use serde_json::{Value, json};

use super::args::{EtlArgs, FormatArg, IndexArgs, ModelsArg};
use super::progress::Bar;
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
    let manifest = publish(config, models, worse)?;
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
    Ok(())
}

/// Builds and publishes a generation with a progress bar.
pub(super) fn publish(config: &Config, models: Models, worse: Worse) -> anyhow::Result<Manifest> {
    let bar = Bar::new();
    let paths = &config.paths;
    let options =
        BuildOptions { data: paths.data.clone(), index: paths.index.clone(), models, worse, ..BuildOptions::default() };
    let manifest = engine::build(&options, &bar)?;
    bar.finish();
    Ok(manifest)
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
    })
}

pub(super) fn etl(config: &Config, options: &EtlArgs) -> anyhow::Result<()> {
    etl::keep_apart(&config.paths.data, &options.out)?;
    let bar = Bar::new();
    let data = etl::run(&config.paths.data, &bar)?;
    let format = match options.format {
        FormatArg::Csv => etl::Format::Csv,
        FormatArg::Parquet => etl::Format::Parquet,
    };
    let files = etl::export(&data, &options.out, format)?;
    bar.finish();
    if options.json {
        println!("{}", json!({"sources": data.report.sources, "files": files, "peak_rss_mb": peak_rss_mb()}));
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
