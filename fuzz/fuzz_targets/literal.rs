//! Any text through the reader of nested literals: it ends without panic, and what it reads it can also skip.
#![no_main]

use claqueta::etl::literal::{from_str, items};
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;

fuzz_target!(|text: &str| {
    let skipped = from_str::<IgnoredAny>(text);
    if from_str::<serde_json::Value>(text).is_ok() {
        assert!(skipped.is_ok(), "read, but not skipped");
    }
    assert!(items::<serde_json::Value>(text).count() <= text.len() + 1);
});
