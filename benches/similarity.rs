//! Similar films over the shipped sample: the look-up, a restricted scan, one cosine, the reasons, an estimate; lists for
//! a person and a group, films by description.
//!
//! With `CLAQUETA_BENCH_INDEX` (an index folder) also how long lists for many different people take there: the slowest of a
//! hundred, which a mean hides.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use claqueta::artifacts::Store;
use claqueta::catalog::{self, Catalog, MovieId, UserId};
use claqueta::engine::{Engine, ResultCache};
use claqueta::etl::{self, Silent};
use claqueta::recommend::{self, Agreement, Item, Models, Recommender, Taste};
use criterion::{Criterion, criterion_group, criterion_main};

fn similarity(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sources = [Path::new(env!("CARGO_MANIFEST_DIR")).join("data")];
    let mut data = etl::run(&sources, &Silent).expect("the sample reads");
    catalog::build(&data, folder.path()).expect("the sample has a catalogue");
    let catalog = Catalog::open(folder.path()).expect("the catalogue opens");
    recommend::build(&catalog, &mut data, Models::All, folder.path(), &Silent).expect("the models train");
    let recommender = Recommender::open(folder.path(), &catalog).expect("the models open");
    let film = catalog.movies().max_by_key(|m| m.votes()).expect("a film").id;
    let near = recommender.similar(&catalog, film, 1, None)[0].value;
    let thousand: Vec<MovieId> = catalog.movies().map(|m| m.id).take(1000).collect();
    let user: UserId = "ml:1".parse().expect("a user");

    c.bench_function("similar/look_up", |b| b.iter(|| recommender.similar(&catalog, black_box(film), 5, None)));
    c.bench_function("similar/diversified", |b| b.iter(|| recommender.diversified(black_box(film), 0..5)));
    c.bench_function("similar/among_1000", |b| {
        b.iter(|| recommender.similar(&catalog, black_box(film), 5, Some(&thousand)))
    });
    c.bench_function("similar/cosine", |b| b.iter(|| recommender.cosine(black_box(film), near)));
    c.bench_function("similar/reasons", |b| b.iter(|| recommender.reasons(&catalog, black_box(film), near)));
    let taste = Taste { rated: thousand.iter().step_by(20).map(|&m| (m, 4.0)).collect(), seen: Vec::new() };
    let group = [taste.clone(), Taste { rated: vec![(film, 5.0)], seen: Vec::new() }];
    c.bench_function("for_you/50_ratings", |b| b.iter(|| recommender.for_you(&catalog, black_box(&taste), None, 10)));
    c.bench_function("for_group/2", |b| {
        b.iter(|| recommender.for_group(&catalog, black_box(&group), Agreement::default(), None, 10))
    });
    c.bench_function("expect/50_ratings", |b| b.iter(|| recommender.expect(black_box(&taste), Item::Film(film))));
    c.bench_function("similar_to_text", |b| {
        b.iter(|| recommender.similar_to_text(&catalog, black_box("robots que viajan en el tiempo"), 10))
    });
    c.bench_function("predict", |b| b.iter(|| recommender.predict(black_box(user), Item::Film(film))));
}

/// Median and 99th percentile of lists for people and groups drawn at random, on an index of one's own.
fn people(_: &mut Criterion) {
    let Some(folder) = std::env::var_os("CLAQUETA_BENCH_INDEX") else { return };
    let cache = Arc::new(ResultCache::new(2));
    let engine = Engine::open(&Store::at(folder.as_ref()), cache).expect("the index opens");
    let (catalog, recommender) = (&engine.catalog, &engine.recommender);
    let mut films: Vec<_> = catalog.movies().map(|m| (m.votes(), m.id)).collect();
    films.sort_unstable_by_key(|film| std::cmp::Reverse(film.0));
    let mut random = 1u64;
    let mut taste = |ratings: usize| {
        let mut next = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % below
        };
        let rated = (0..ratings).map(|_| (films[next(3_000) as usize].1, 0.5 + next(10) as f32 / 2.0)).collect();
        Taste { rated, seen: Vec::new() }
    };
    for ratings in [3, 10, 30, 100] {
        let tastes: Vec<Taste> = (0..2_000).map(|_| taste(ratings)).collect();
        percentiles(&format!("for_you/{ratings}"), &tastes, |taste| {
            black_box(recommender.for_you(catalog, taste, None, 10));
        });
        percentiles(&format!("expect/{ratings}"), &tastes, |taste| {
            black_box(recommender.expect(taste, Item::Film(films[0].1)));
        });
    }
    for members in [2, 4, 8] {
        let groups: Vec<Vec<Taste>> = (0..500).map(|_| (0..members).map(|_| taste(20)).collect()).collect();
        percentiles(&format!("for_group/{members}"), &groups, |group| {
            black_box(recommender.for_group(catalog, group, Agreement::default(), None, 10));
        });
    }
}

/// Prints how long `answer` takes for each of `asked`.
fn percentiles<T>(name: &str, asked: &[T], mut answer: impl FnMut(&T)) {
    let mut took: Vec<_> = asked
        .iter()
        .map(|one| {
            let started = Instant::now();
            answer(one);
            started.elapsed()
        })
        .collect();
    took.sort_unstable();
    println!("{name:<16} p50 {:?}, p99 {:?}", took[took.len() / 2], took[took.len() * 99 / 100]);
}

criterion_group!(benches, similarity, people);
criterion_main!(benches);
