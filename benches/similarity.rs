//! Similar films over the shipped sample: the look-up, a restricted scan, one cosine, the reasons, an estimate; lists for
//! a person and a group, films by description.

use std::hint::black_box;
use std::path::Path;

use claqueta::catalog::{self, Catalog, MovieId, UserId};
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

criterion_group!(benches, similarity);
criterion_main!(benches);
