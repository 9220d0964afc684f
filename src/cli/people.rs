//! `claqueta people`: what people told, copied and checked.

use anyhow::bail;

use super::args::{PeopleArgs, PeopleCommand};
use crate::config::Config;
use crate::people::People;

pub(super) fn run(config: &Config, options: &PeopleArgs) -> anyhow::Result<()> {
    let state = &config.paths.state;
    let Some(people) = People::open_existing(state)? else {
        bail!("there are no people's data in {} yet; another folder is named by paths.state", state.display());
    };
    match &options.what {
        PeopleCommand::Backup { file } => {
            people.backup(file)?;
            println!("{}", file.display());
        }
        PeopleCommand::Check => {
            let faults = people.integrity()?;
            if !faults.is_empty() {
                bail!("{} is damaged: {}; put a backup in its place", people.path().display(), faults.join("; "));
            }
            let counts = people.counts()?;
            println!(
                "{} is sound: {} people, {} ratings, {} films on lists, {} groups",
                people.path().display(),
                counts.people,
                counts.ratings,
                counts.listed,
                counts.groups
            );
        }
    }
    Ok(())
}
