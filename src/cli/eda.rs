//! `claqueta eda`: the charts of the data and a report of them.

use super::args::EdaArgs;
use super::progress::Bar;
use crate::config::Config;
use crate::{eda, etl};

pub(super) fn run(config: &Config, options: &EdaArgs) -> anyhow::Result<()> {
    etl::keep_apart(&config.paths.data, &options.out)?;
    let bar = Bar::new();
    let data = etl::run(&config.paths.data, &bar)?;
    let files = eda::report(&data, &options.out, &bar)?;
    bar.finish();
    for file in files {
        println!("{}", file.display());
    }
    Ok(())
}
