//! Any message through the whole chat, after a question, a list and a question back: it is answered, without panic.
//!
//! `CLAQUETA_FUZZ_INDEX` names the index; without it, `index/` of the repository.
#![no_main]

use std::sync::OnceLock;

use claqueta::artifacts::Store;
use claqueta::chat::{Chat, Session};
use claqueta::engine::Live;
use libfuzzer_sys::fuzz_target;

fn chat() -> &'static Chat {
    static CHAT: OnceLock<Chat> = OnceLock::new();
    CHAT.get_or_init(|| {
        let index = std::env::var("CLAQUETA_FUZZ_INDEX").unwrap_or_else(|_| "../index".to_owned());
        Chat::new(Live::open(Store::at(std::path::Path::new(&index)), 64).expect("invariant: an index stands before fuzzing"))
    })
}

fuzz_target!(|text: &str| {
    let mut session = Session::conversation();
    for before in ["/recomendar Toy Story", "votos de King Kong", "/votos", "/mes enero"] {
        for said in [before, text] {
            chat().reply(&mut session, said).expect("invariant: everything said has an answer");
        }
    }
});
