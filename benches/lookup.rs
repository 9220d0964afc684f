//! Look-up by name over the shipped sample: one query of each kind of damage, and the exact test that the parser uses.

use std::hint::black_box;
use std::path::Path;

use claqueta::catalog::{self, Catalog};
use claqueta::etl::{self, Silent};
use claqueta::search::{self, FullTextIndex, Kind};
use criterion::{Criterion, criterion_group, criterion_main};

const FILM_QUERIES: [(&str, &str); 6] = [
    ("exact", "The Godfather"),
    ("two typos", "the godfahter part tow"),
    ("beginning", "the godf"),
    ("glued", "thegodfather"),
    ("by ear", "de godfader"),
    ("a sentence", "recomendame algo parecido a la de los mafiosos con marlon brando"),
];

fn lookup(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = [Path::new(env!("CARGO_MANIFEST_DIR")).join("data")];
    let data = etl::run(&data, &Silent).expect("the sample is read");
    catalog::build(&data, folder.path()).expect("the catalogue is built");
    let catalog = Catalog::open(folder.path()).expect("the catalogue opens");
    search::build(&catalog, folder.path()).expect("the look-up is built");
    let index = FullTextIndex::open(folder.path(), &catalog).expect("the look-up opens");

    let mut films = c.benchmark_group("look-up/film");
    for (name, query) in FILM_QUERIES {
        films.bench_function(name, |b| b.iter(|| index.search(&catalog, black_box(query), Kind::Film, 5)));
    }
    films.finish();
    c.bench_function("look-up/any, surname with a typo", |b| {
        b.iter(|| index.search(&catalog, black_box("spielbreg"), Kind::Any, 5));
    });
    c.bench_function("look-up/named exactly", |b| {
        b.iter(|| index.named_exactly(black_box("the godfather"), Kind::Film));
    });
    c.bench_function("look-up/open", |b| b.iter(|| FullTextIndex::open(folder.path(), &catalog)));
}

criterion_group!(benches, lookup);
criterion_main!(benches);
