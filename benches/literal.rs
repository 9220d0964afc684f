//! Speed of the nested-literal reader on a cast of the usual shape.

use std::hint::black_box;

use claqueta::etl::literal;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
struct Entry<'a> {
    id: u32,
    #[serde(borrow)]
    name: std::borrow::Cow<'a, str>,
}

fn cast(entry: impl Fn(u32) -> String) -> String {
    format!("[{}]", (0..1000).map(entry).collect::<Vec<_>>().join(", "))
}

fn bench(c: &mut Criterion) {
    let plain = cast(|i| {
        format!(
            "{{'cast_id': {i}, 'character': 'Woody (voice)', 'credit_id': '52fe4284c3a36847f8024f95', 'gender': 2, \
             'id': {i}, 'name': 'Tom Hanks', 'order': {i}, 'profile_path': None}}"
        )
    });
    let escaped = cast(|i| format!(r#"{{'id': {i}, 'name': 'D\'Angelo \u00f1\x41', 'character': "Bob's \"x\""}}"#));
    let mut group = c.benchmark_group("literal");
    for (name, text) in [("plain", &plain), ("escaped", &escaped)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("{name}/typed"), |b| {
            b.iter(|| {
                literal::items::<Entry>(black_box(text))
                    .flatten()
                    .map(|entry| entry.id as usize + entry.name.len())
                    .sum::<usize>()
            })
        });
        group.bench_function(format!("{name}/skipped"), |b| {
            b.iter(|| literal::items::<IgnoredAny>(black_box(text)).count())
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
