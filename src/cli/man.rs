//! `claqueta man`: the manual page, or one for each command.

use std::fs;
use std::io::Write;

use anyhow::Context;
use clap::CommandFactory;

use super::args::{Arguments, ManArgs};

pub(super) fn run(options: &ManArgs) -> anyhow::Result<()> {
    let command = Arguments::command();
    match &options.out {
        Some(folder) => {
            let cannot = || format!("the manual cannot be written into {}", folder.display());
            fs::create_dir_all(folder).with_context(cannot)?;
            clap_mangen::generate_to(command, folder).with_context(cannot)
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            Ok(std::io::stdout().lock().write_all(&page)?)
        }
    }
}
