//! Builds a generation: sources → cleaned tables → catalogue, look-up and models → checked → published.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::{Engine, ResultCache};
use crate::artifacts::{CHAT, Counts, HISTORY, Manifest, Measured, Noise, Store};
use crate::catalog::{self, Catalog, ItemKey, Platform, SourceId};
use crate::error::{Error, Result};
use crate::etl::{self, Dataset, EtlReport, Progress, Rating, SourceReport};
use crate::people::People;
use crate::recommend::{self, Models};
use crate::search;

/// What to build from what.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Folders with sources.
    pub data: Vec<PathBuf>,
    /// Folders whose sources take the place of those of the same name; they need not exist.
    pub instead: Vec<PathBuf>,
    /// The index folder.
    pub index: PathBuf,
    /// Which models to train.
    pub models: Models,
    /// The folder with what people told in the chat, whose ratings the models learn from too; it need not exist.
    pub state: Option<PathBuf>,
    /// What to do with models that turn out worse than those that serve.
    pub worse: Worse,
}

/// What to do with models that are worse than those that serve by more than a margin (see [`Measured::worse_than`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Worse {
    /// Publish nothing.
    #[default]
    Refuse,
    /// Publish them all the same.
    Publish,
}

/// Builds and publishes a generation; whatever fails, the one that serves is left as it is.
///
/// Cost: for 45,000 films with credits and 23,000 platform titles about ten seconds on two cores.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> Result<Manifest> {
    let started = Instant::now();
    let built_at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let draft = Store::at(&options.index).begin()?;
    let folder = draft.folder();
    let mut data = etl::run_replacing(&options.data, &options.instead, progress)?;
    let chat = options.state.as_ref().map_or(Ok(0), |state| add_chat_ratings(state, &mut data))?;
    stop_if_cancelled(progress)?;

    progress.stage("catalog", 0);
    let linked = catalog::build(&data, folder)?;
    let catalog = Catalog::open(folder)?;
    stop_if_cancelled(progress)?;

    progress.stage("search", 0);
    search::build(&catalog, folder)?;
    stop_if_cancelled(progress)?;

    let n_ratings = data.ratings.len() as u32;
    let trained = recommend::build(&catalog, &mut data, options.models, folder, progress)?;
    stop_if_cancelled(progress)?;

    let mut counts = Counts {
        films: catalog.n_films() as u32,
        people: catalog.n_people() as u32,
        ratings: n_ratings,
        linked: linked as u32,
        titles: Platform::ALL.iter().map(|p| (p.name().to_owned(), 0)).collect(),
    };
    for title in &data.titles {
        *counts.titles.entry(title.platform.name().to_owned()).or_default() += 1;
    }
    let report = data.report.clone();
    drop(data);
    drop(catalog);

    progress.stage("publish", 0);
    let before = Store::at(&options.index).manifest().ok();
    let sources = rating_sources(&report, chat > 0);
    let noise = trained.noise.into_iter().map(|(space, signal)| Noise {
        source: space.name().to_owned(),
        ratings: signal.ratings,
        titles: signal.items,
        spread: signal.spread,
        spread_by_chance: signal.spread_by_chance,
    });
    let noise = noise.collect();
    let quality = trained.quality.map(|q| Measured {
        generation: draft.number(),
        built_at,
        model: q.model,
        sources,
        learnt_from: q.learnt_from,
        held_back: q.held_back,
        rmse: q.rmse,
        ndcg: q.ndcg,
    });
    let history = before.map_or_else(Vec::new, |before| history(before, quality.as_ref()));
    refuse_worse(options.worse, &history, quality.as_ref())?;
    let elapsed_ms = started.elapsed().as_millis() as u64;
    let mut manifest =
        Manifest { built_at, report, counts, elapsed_ms, quality, noise, history, ..Manifest::default() };
    draft.seal(&mut manifest)?;
    // What cannot be opened, or does not know its own films, must not be published.
    Engine::from_generation(draft.open()?, Arc::new(ResultCache::new(2)))?.check()?;
    stop_if_cancelled(progress)?;
    draft.publish()?;
    // The report counts publishing too, which the sealed manifest cannot know.
    manifest.elapsed_ms = started.elapsed().as_millis() as u64;
    Ok(manifest)
}

/// Adds the ratings given in the chat to those of the sources, counts them as a source of their own, and says how many
/// there were.
fn add_chat_ratings(state: &Path, data: &mut Dataset) -> Result<usize> {
    let Some(people) = People::open_existing(state)? else { return Ok(0) };
    let given = people.all_ratings()?;
    let titles: HashMap<&str, u32> = (0..).zip(&data.titles).map(|(row, title)| (title.key.as_str(), row)).collect();
    let mut source = SourceReport::new(people.path());
    source.rows_read = given.len() as u64;
    let films: HashSet<SourceId> = data.films.iter().map(|film| film.id).collect();
    // The space of the chat is the last one, so that what is added keeps the order of users.
    let added: Vec<Rating> = given
        .into_iter()
        .filter_map(|rating| {
            let item = match &rating.item {
                ItemKey::Film(id) => films.contains(id).then_some(etl::Item::Film(*id)),
                ItemKey::Title(key) => titles.get(key.as_str()).map(|row| etl::Item::Title(*row)),
            };
            let at = u32::try_from(rating.at.max(0)).unwrap_or(u32::MAX);
            Some(Rating { user: rating.user, item: item?, score: rating.score, at })
        })
        .collect();
    source.rows_kept = added.len() as u64;
    if source.rows_kept < source.rows_read {
        source.dropped.insert("unknown_film".to_owned(), source.rows_read - source.rows_kept);
    }
    let n = added.len();
    data.ratings.extend(added);
    data.report.sources.push(source);
    Ok(n)
}

/// The names of the files that ratings came from, ascending.
fn rating_sources(report: &EtlReport, chat: bool) -> Vec<String> {
    let names = report.sources.iter().filter_map(|source| {
        let in_folder = source.path.parent().is_some_and(|folder| folder.ends_with("ratings"));
        let name = source.path.file_name()?.to_string_lossy().into_owned();
        (in_folder || name.starts_with("ratings")).then_some(name)
    });
    let mut names: Vec<String> = names.chain(chat.then(|| CHAT.to_owned())).collect();
    names.sort();
    names
}

/// What the generation that serves knows of those before, and itself.
fn history(before: Manifest, now: Option<&Measured>) -> Vec<Measured> {
    let mut history = before.history;
    history.extend(before.quality);
    // After a return to an earlier generation its number may come again.
    history.retain(|measured| now.is_none_or(|now| measured.generation != now.generation));
    history.drain(..history.len().saturating_sub(HISTORY));
    history
}

/// An error where the last comparable generation was better by more than the margins.
fn refuse_worse(worse: Worse, history: &[Measured], now: Option<&Measured>) -> Result<()> {
    let (Worse::Refuse, Some(now)) = (worse, now) else { return Ok(()) };
    match history.last().filter(|before| now.worse_than(before)) {
        None => Ok(()),
        Some(before) => Err(Error::Worse {
            generation: before.generation,
            rmse: now.rmse,
            rmse_before: before.rmse,
            ndcg: now.ndcg,
            ndcg_before: before.ndcg,
        }),
    }
}

fn stop_if_cancelled(progress: &dyn Progress) -> Result<()> {
    if progress.cancelled() { Err(Error::Cancelled) } else { Ok(()) }
}
