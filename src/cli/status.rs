//! `claqueta status`: health of the index.

use serde_json::json;

use super::args::StatusArgs;
use super::open;
use crate::artifacts::{FORMAT, Store};
use crate::config::Config;
use crate::people::People;

pub(super) fn run(config: &Config, options: &StatusArgs) -> anyhow::Result<()> {
    let store = Store::at(&config.paths.index);
    // Other commands make do with the generation before a damaged one; whoever asks for the state wants to know.
    drop(store.open_current()?);
    let engine = open(config)?.engine();
    let manifest = engine.manifest();
    let bytes: u64 = manifest.files.values().map(|f| f.bytes).sum();
    let people = match People::open_existing(&config.paths.state)? {
        Some(people) => Some((people.counts()?, people.integrity()?)),
        None => None,
    };
    if options.json {
        let people = people.as_ref().map(|(counts, faults)| {
            json!({
                "people": counts.people, "ratings": counts.ratings, "listed": counts.listed, "groups": counts.groups,
                "integrity": if faults.is_empty() { "ok".to_owned() } else { faults.join("; ") },
            })
        });
        let status = json!({
            "status": "ok",
            "generation": manifest.generation,
            "generations": store.generations(),
            "format": FORMAT,
            "built_at": manifest.built_at,
            "elapsed_ms": manifest.elapsed_ms,
            "bytes": bytes,
            "films": manifest.counts.films,
            "titles": manifest.counts.titles,
            "people": manifest.counts.people,
            "ratings": manifest.counts.ratings,
            "linked": manifest.counts.linked,
            "sources": manifest.report.sources,
            "state": people,
            "quality": manifest.quality,
            "history": manifest.history,
            "noise": manifest.noise,
        });
        println!("{status}");
        return Ok(());
    }
    println!("index {} is whole: generation {}", store.folder().display(), manifest.generation);
    println!(
        "{} films, {} people, {} platform titles, {} ratings; {:.1} MB on disk",
        manifest.counts.films,
        manifest.counts.people,
        manifest.counts.titles.values().sum::<u32>(),
        manifest.counts.ratings,
        bytes as f64 / 1e6
    );
    if let Some((counts, faults)) = people {
        let sound = if faults.is_empty() { "sound".to_owned() } else { format!("damaged: {}", faults.join("; ")) };
        println!("people's data are {sound}: {} people, {} ratings", counts.people, counts.ratings);
    }
    for q in manifest.history.iter().chain(&manifest.quality) {
        println!(
            "  generation {}: {} on {} ratings, RMSE {:.3}, ndcg@10 {:.3} on {} held back",
            q.generation, q.model, q.learnt_from, q.rmse, q.ndcg, q.held_back
        );
    }
    for noise in &manifest.noise {
        println!("  {noise}");
    }
    for source in &manifest.report.sources {
        println!("  from {}: {} of {} rows", source.path.display(), source.rows_kept, source.rows_read);
    }
    Ok(())
}
