//! `claqueta index` and `claqueta etl`.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::{EtlArgs, FormatArg, IndexArgs, ModelsArg};
use super::progress::{Bar, Lines};
use crate::artifacts::Manifest;
use crate::config::Config;
use crate::engine::{self, BuildOptions};
use crate::etl::{self, EtlReport};
use crate::recommend::Models;

pub(super) fn index(config: &Config, options: &IndexArgs) -> anyhow::Result<()> {
    let models = match options.models {
        ModelsArg::All => Models::All,
        ModelsArg::Quick => Models::Quick,
        ModelsArg::Content => Models::Content,
    };
    let manifest = match options.progress {
        true => engine::build(&build_options(config, models, &options.instead), &Lines::default())?,
        false => publish(config, models, &options.instead)?,
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
    Ok(())
}

/// Builds and publishes a generation with a progress bar.
pub(super) fn publish(config: &Config, models: Models, instead: &[PathBuf]) -> anyhow::Result<Manifest> {
    let bar = Bar::new();
    let manifest = engine::build(&build_options(config, models, instead), &bar)?;
    bar.finish();
    Ok(manifest)
}

fn build_options(config: &Config, models: Models, instead: &[PathBuf]) -> BuildOptions {
    let paths = &config.paths;
    BuildOptions { data: paths.data.clone(), instead: instead.to_vec(), index: paths.index.clone(), models }
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
