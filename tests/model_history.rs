//! Models from generation to generation: measured on what was held back, and not published where they are worse.

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use claqueta::artifacts::Store;
use claqueta::catalog::{ItemKey, Mark, UserId};
use claqueta::engine::{BuildOptions, Engine, ResultCache, Worse, build};
use claqueta::error::Error;
use claqueta::etl::Silent;
use claqueta::people::{People, Stamp};
use claqueta::query::{Name, Query};
use claqueta::recommend::{Basis, Item, Models};
use claqueta::render::{self, Language, format};
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

#[test]
fn marks_of_the_chat_enter_the_next_training() {
    let (data, index, state) = (folder(), folder(), folder());
    sources(data.path(), false);
    let options = BuildOptions {
        data: vec![data.path().to_owned()],
        index: index.path().to_owned(),
        models: Models::Quick,
        state: Some(state.path().to_owned()),
        ..BuildOptions::default()
    };
    let open = || Engine::open(&Store::at(index.path()), Arc::new(ResultCache::new(2))).unwrap();
    let ana: UserId = "tg:7".parse().unwrap();

    let first = build(&options, &Silent).unwrap();
    assert_eq!(first.quality.unwrap().sources, ["ratings_small.csv"]);
    let engine = open();
    // The best known films, of which the first three are liked and the next three are not.
    let mut films: Vec<_> = engine.catalog.movies().collect();
    films.sort_by_key(|film| std::cmp::Reverse(film.votes()));
    let asked = Item::Film(films[6].id);
    assert_eq!(engine.recommender.predict(ana, asked).unwrap().basis, Basis::ItemMean, "a stranger");
    let people = People::open(state.path()).unwrap();
    for (n, film) in films[..6].iter().enumerate() {
        let mark = Mark::new(if n < 3 { 10.0 } else { 2.0 }).unwrap();
        people.rate(ana, &ItemKey::Film(film.source()), mark, Stamp { at: n as i64, update: None, step: 0 }).unwrap();
    }
    let (liked, disliked) = (Item::Film(films[0].id), Item::Film(films[3].id));

    let second = build(&options, &Silent).unwrap();
    assert_eq!(second.counts.ratings, first.counts.ratings + 6);
    assert_eq!(second.quality.unwrap().sources, ["chat", "ratings_small.csv"]);
    let engine = open();
    let learnt = engine.recommender.predict(ana, asked).unwrap();
    assert_eq!((learnt.basis, learnt.user_ratings, learnt.mean), (Basis::Factors, 6, 3.0));
    let estimate = |item| engine.recommender.predict(ana, item).unwrap().estimate;
    assert!(estimate(liked) > estimate(disliked), "{} {}", estimate(liked), estimate(disliked));
}

#[test]
fn ratings_drawn_by_lot_are_named_and_nothing_is_learnt_from_them() {
    let (data, index) = (folder(), folder());
    sources(data.path(), false);
    let shows =
        "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n";
    let show = |n: usize| format!("s{n},Movie,Title {n},,,,,2001,PG,90 min,Drama,About {n}\n");
    fs::write(data.path().join("netflix_titles.csv"), shows.to_owned() + &(1..=60).map(show).collect::<String>())
        .unwrap();
    fs::create_dir(data.path().join("ratings")).unwrap();
    let mut state = 1u64;
    let mut lot = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut rating = |n: u32| format!("{},{}.0,{n},ns{}\n", n / 40 + 1, 1 + lot(5), 1 + lot(60));
    let ratings: String = (0..8_000).map(&mut rating).collect();
    fs::write(data.path().join("ratings/1.csv"), "userId,rating,timestamp,movieId\n".to_owned() + &ratings).unwrap();
    let options = BuildOptions {
        data: vec![data.path().to_owned()],
        index: index.path().to_owned(),
        models: Models::Quick,
        ..BuildOptions::default()
    };
    let manifest = build(&options, &Silent).unwrap();
    let [noise] = manifest.noise.as_slice() else { panic!("{:?}", manifest.noise) };
    assert_eq!((noise.source.as_str(), noise.ratings > 5_000), ("pf", true), "{noise}");
    assert!(noise.to_string().contains("nothing is learnt"), "{noise}");
    let engine = Engine::open(&Store::at(index.path()), Arc::new(ResultCache::new(2))).unwrap();
    let known = engine.catalog.movies().max_by_key(|film| film.votes()).unwrap().id;
    let prediction = engine.recommender.predict("pf:3".parse().unwrap(), Item::Film(known)).unwrap();
    assert!(prediction.noise && prediction.basis == Basis::UserMean, "{prediction:?}");
    let said =
        engine.answer(&Query::Predict { user: "pf:3".parse().unwrap(), title: Name::text("Toy Story") }).unwrap();
    let said = format::plain(&render::answer(&said, Language::Spanish));
    assert!(said.starts_with("No puedo saberlo") && !said.contains("recomiendo"), "{said}");
}
