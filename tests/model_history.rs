//! Models from generation to generation: measured on what was held back, and not published where they are worse.

mod common;

use std::fs;
use std::path::Path;

use claqueta::artifacts::Store;
use claqueta::engine::{BuildOptions, Worse, build};
use claqueta::error::Error;
use claqueta::etl::Silent;
use claqueta::recommend::Models;
use common::{folder, root};

/// The films of the sample with their ratings, of which every third is drawn by lot where `spoilt`.
fn sources(folder: &Path, spoilt: bool) {
    for name in ["movies_metadata.csv", "links.csv"] {
        fs::copy(root().join("data/films").join(name), folder.join(name)).unwrap();
    }
    let ratings = fs::read_to_string(root().join("data/films/ratings_small.csv")).unwrap();
    let line = |(n, line): (usize, &str)| {
        let fields: Vec<&str> = line.split(',').collect();
        let drawn = ["0.5", "5.0", "1.0", "4.5", "2.0"][n.wrapping_mul(2_654_435_761) % 5];
        let rating = if spoilt && n > 0 && n % 3 == 0 { drawn } else { fields[2] };
        format!("{},{},{rating},{}\n", fields[0], fields[1], fields[3])
    };
    let text: String = ratings.lines().enumerate().map(line).collect();
    fs::write(folder.join("ratings_small.csv"), text).unwrap();
}

#[test]
fn worse_models_are_not_published_unless_forced() {
    let (data, index) = (folder(), folder());
    let options = |worse| BuildOptions {
        data: vec![data.path().to_owned()],
        index: index.path().to_owned(),
        models: Models::Quick,
        worse,
        ..BuildOptions::default()
    };
    sources(data.path(), false);
    let first = build(&options(Worse::Refuse), &Silent).unwrap();
    let good = first.quality.expect("the sample has ratings");
    assert!(first.history.is_empty() && good.held_back > 500 && good.sources == ["ratings_small.csv"]);
    assert!((0.6..1.0).contains(&good.rmse) && (0.05..1.0).contains(&good.ndcg), "{good:?}");

    sources(data.path(), true);
    let refused = build(&options(Worse::Refuse), &Silent).unwrap_err();
    assert!(matches!(refused, Error::Worse { generation: 1, .. }), "{refused}");
    assert!(refused.to_string().contains("--force"), "{refused}");
    let store = Store::at(index.path());
    assert_eq!(store.current().unwrap(), 1, "what served still serves");

    let forced = build(&options(Worse::Publish), &Silent).unwrap();
    assert_eq!((forced.generation, forced.history.as_slice()), (2, [good].as_slice()));
    assert!(forced.quality.is_some_and(|now| now.worse_than(&forced.history[0])));
    assert_eq!(store.manifest().unwrap().history.len(), 1);
}
