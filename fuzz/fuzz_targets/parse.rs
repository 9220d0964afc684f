//! Any message through the parser: it ends without panic, and what it understood has a canonical text that comes back.
#![no_main]

use claqueta::query::{NameKind, Named, Names, Query, parse, slots_of};
use libfuzzer_sys::fuzz_target;

/// Knows every name that is as long as an odd number, so that both ways are taken.
struct OddNames;

impl Names for OddNames {
    fn best(&self, text: &str, _: NameKind) -> Option<Named> {
        let n = text.len();
        (n > 1).then_some(Named { score: (n % 11) as f32 / 10.0, exactly: n % 2 == 1, likely: (n % 4) as f32 / 4.0, fame: n as u32, directs: n % 3 == 0 })
    }
}

fuzz_target!(|text: &str| {
    let query = parse(text, &OddNames);
    assert_eq!(query.to_string().parse::<Query>().as_ref(), Ok(&query));
    slots_of(text);
});
