//! `claqueta serve`: the API and the web chat.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;

use super::args::ServeArgs;
use super::{build_the_first, stop_signal, watched};
use crate::chat::Chat;
use crate::config::Config;
use crate::http;
use crate::metrics::Registry;

pub(super) fn run(config: &Config, options: &ServeArgs, uploads: &[PathBuf]) -> anyhow::Result<()> {
    build_the_first(config, uploads)?;
    let live = watched(config)?;
    let addr = options.addr.as_deref().unwrap_or(&config.http.addr);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the threads cannot be started")?;
    runtime.block_on(async {
        let listener = http::Listener::bind(addr, &config.http)
            .await
            .with_context(|| format!("{addr} cannot be listened at, name another with --addr"))?;
        let router = http::router(&config.http, Chat::new(Arc::clone(&live)), live, Registry::new());
        tracing::info!("listening at http://{}", listener.addr()?);
        listener.serve(router, stop_signal()).await;
        Ok(())
    })
}
