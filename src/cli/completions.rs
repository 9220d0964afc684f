//! `claqueta completions SHELL`.

use clap::CommandFactory;

use super::args::{Arguments, CompletionsArgs};

pub(super) fn run(options: &CompletionsArgs) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "claqueta", &mut script);
    std::io::Write::write_all(&mut std::io::stdout().lock(), &script)?;
    Ok(())
}
