//! The command line: one file per sub-command. Data go to stdout, progress and logs to stderr.
//!
//! The door is [`main`]. Exit code 0 on success, 2 on wrong usage, 1 on failure with one line that says what to do.

mod args;
mod ask;
mod bot;
mod build;
mod completions;
mod discreet;
mod eda;
mod evaluate;
mod lines;
mod man;
mod people;
mod progress;
mod search;
mod serve;
mod similar;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Parser;

use crate::artifacts::Store;
use crate::config::Config;
use crate::engine::Live;
use crate::error::Error;
use crate::people::People;
use crate::rebuild::UPLOADS;
use crate::render::Language;
use crate::render::words::program::FIRST_BUILD;

pub use args::{Arguments, Command};

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("CLAQUETA_LOG")
                .unwrap_or_else(|_| "warn,claqueta=info,teloxide=warn".into()),
        )
        .with_writer(discreet::Discreet::stderr)
        .init();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", in_one_line(&error));
            ExitCode::FAILURE
        }
    }
}

/// An error and its causes; a cause that the sentence before it tells already is not told twice.
fn in_one_line(error: &anyhow::Error) -> String {
    let mut line = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !line.contains(&cause) {
            line.push_str(": ");
            line.push_str(&cause);
        }
    }
    line.replace('\n', " ")
}

/// A reader that went away (`claqueta search … | head`) is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|e| e.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe))
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let mut config = Config::load(arguments.config.as_deref()).context("the configuration cannot be used")?;
    // What was uploaded belongs to the folders of the configuration, not to whatever else is named.
    let uploads = if arguments.data.is_empty() { vec![config.paths.state.join(UPLOADS)] } else { Vec::new() };
    if !arguments.data.is_empty() {
        config.paths.data = arguments.data;
    }
    let named = if arguments.index.is_some() { evaluate::IndexNamed::Yes } else { evaluate::IndexNamed::No };
    if let Some(index) = arguments.index {
        config.paths.index = index;
    }
    match arguments.command.unwrap_or(Command::Chat) {
        Command::Index(mut options) => {
            if options.instead.is_empty() {
                options.instead = uploads;
            }
            build::index(&config, &options)
        }
        Command::Etl(options) => build::etl(&config, &options),
        Command::Eda(options) => eda::run(&config, &options),
        Command::Ask(options) => ask::run(&config, options),
        Command::Search(options) => search::run(&config, options),
        Command::Similar(options) => similar::run(&config, options),
        Command::Evaluate(options) => evaluate::run(&config, &options, named),
        Command::Chat => chat(&config, &uploads),
        Command::Bot(options) => bot::run(&config, &options),
        Command::People(options) => people::run(&config, &options),
        Command::Serve(options) => serve::run(&config, &options, &uploads),
        Command::Status(options) => status::run(&config, &options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    }
}

/// The conversation in the terminal; builds an index first where there is none.
fn chat(config: &Config, uploads: &[PathBuf]) -> anyhow::Result<()> {
    build_the_first(config, uploads)?;
    crate::terminal::run(watched(config)?, Arc::new(People::open(&config.paths.state)?))
}

/// Builds an index where there is none yet, so that one command is enough to begin; one of another version's format is
/// none.
fn build_the_first(config: &Config, uploads: &[PathBuf]) -> anyhow::Result<()> {
    if matches!(Store::at(&config.paths.index).open(), Err(Error::NoIndex { .. } | Error::StaleIndex { .. })) {
        eprintln!("{}", FIRST_BUILD.to(Language::default()));
        build::publish(&build::build_options(config, crate::recommend::Models::default(), uploads))?;
    }
    Ok(())
}

/// The serving engine, following newly published generations.
fn watched(config: &Config) -> anyhow::Result<Arc<Live>> {
    let live = open(config)?;
    live.watch(Duration::from_millis(config.engine.watch_ms.max(50)));
    Ok(live)
}

/// The serving engine for one short run.
fn open(config: &Config) -> anyhow::Result<Arc<Live>> {
    Ok(Live::open(Store::at(&config.paths.index), config.engine.cached_answers)?)
}

/// Ready when the program is asked to stop: ctrl-c, or SIGTERM where there is such a thing.
async fn stop_signal() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            tracing::warn!("ctrl-c cannot be listened to");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
