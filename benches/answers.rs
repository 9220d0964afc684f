//! An answer from the cache, answers computed anew, pictures of charts, and the build of an index, over the shipped sample.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use claqueta::artifacts::Store;
use claqueta::chat::{Chat, Session};
use claqueta::eda;
use claqueta::engine::{BuildOptions, Engine, Live, ResultCache, build};
use claqueta::etl::Silent;
use claqueta::query::Query;
use claqueta::recommend::Models;
use criterion::{Criterion, criterion_group, criterion_main};

fn options(index: &Path, models: Models) -> BuildOptions {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    BuildOptions { data: vec![data], index: index.to_owned(), models, ..BuildOptions::default() }
}

fn answers(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    build(&options(folder.path(), Models::Quick), &Silent).expect("the sample builds");
    let store = Store::at(folder.path());
    let live = Live::open(store.clone(), 4096).expect("the index opens");
    let engine = live.engine();
    let cached: Query = "score title=Toy Story".parse().expect("a query");
    engine.answer(&cached).expect("an answer");
    c.bench_function("answer/cached", |b| b.iter(|| engine.answer(black_box(&cached))));

    // A cache of two holds none of these long enough, so every answer is computed.
    let cold = Engine::open(&store, Arc::new(ResultCache::new(2))).expect("the index opens");
    let questions: Vec<Query> = [
        "month_count month=enero",
        "score title=Toy Story",
        "actor_stats person=Tom Hanks",
        "recommend title=Toy Story",
        "max_duration platform=netflix",
        "top_actor",
    ]
    .iter()
    .map(|text| text.parse().expect("a query"))
    .collect();
    c.bench_function("answer/computed, six questions", |b| {
        b.iter(|| questions.iter().map(|q| cold.answer(black_box(q)).is_ok()).filter(|ok| *ok).count());
    });

    let chat = Chat::new(live);
    c.bench_function("reply/free text, cached answer", |b| {
        b.iter(|| chat.reply(&mut Session::default(), black_box("cuántas películas salieron en enero")));
    });

    for (kind, text) in [("words", "/nube"), ("bars", "/grafico generos"), ("dots", "/grafico presupuesto")] {
        let reply = chat.reply(&mut Session::default(), text).expect("an answer");
        let chart = reply.chart.expect("a chart");
        c.bench_function(&format!("picture/{kind}"), |b| b.iter(|| eda::png(black_box(&chart))));
    }
}

fn index(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut group = c.benchmark_group("index");
    group.sample_size(10);
    group.bench_function("sample, content only", |b| {
        b.iter(|| build(&options(folder.path(), Models::Content), &Silent));
    });
    group.bench_function("open", |b| {
        b.iter(|| Engine::open(&Store::at(folder.path()), Arc::new(ResultCache::new(2))).is_ok());
    });
    group.finish();
}

criterion_group!(benches, answers, index);
criterion_main!(benches);
