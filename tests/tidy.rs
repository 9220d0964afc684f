//! The rules of the house, as a test: what every file must have, and which module may use which crate.

use std::fs;
use std::path::{Path, PathBuf};

/// Crates and the only modules (under `src/`) that may name them.
const DEPENDENCY_RULES: &[(&str, &[&str])] = &[
    ("tantivy", &["search", "text.rs", "error.rs"]),
    ("nalgebra", &["recommend"]),
    ("nalgebra_sparse", &["recommend"]),
    ("dashmap", &["cache.rs"]),
    ("teloxide", &["telegram"]),
    ("axum", &["http"]),
    ("hyper", &["http"]),
    ("hyper_util", &["http"]),
    ("tower_http", &["http"]),
    ("utoipa", &["http"]),
    ("utoipa_swagger_ui", &["http"]),
    ("getrandom", &["random.rs"]),
    ("subtle", &["http"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("indicatif", &["cli"]),
    ("rustyline", &["terminal.rs"]),
    ("arrow", &["etl"]),
    ("parquet", &["etl"]),
    ("rusqlite", &["people"]),
    ("safetensors", &["artifacts"]),
    ("resvg", &["eda/picture.rs"]),
    ("dejavu", &["eda"]),
    ("skrifa", &["eda/font.rs"]),
    ("memmap2", &["artifacts"]),
    ("anyhow", &["cli", "terminal.rs", "telegram"]),
];

/// Modules that the engine is made of: none of them may be async or know a door.
const SYNC: &[&str] = &[
    "etl",
    "catalog",
    "artifacts",
    "search",
    "recommend",
    "eda",
    "query",
    "engine",
    "people",
    "render",
    "text.rs",
    "rank.rs",
    "cache.rs",
];

/// A source file longer than this is more than one idea.
const LONGEST_FILE: usize = 450;

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files("src");
    assert!(files.len() > 40, "the sources were not found");
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The part of a file before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_under(name: &str, places: &[&str]) -> bool {
    places.iter().any(|place| name == *place || name.starts_with(&format!("{place}/")))
}

#[track_caller]
fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn every_module_says_what_it_is() {
    let silent = sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    none("files that do not begin with `//!`", silent);
}

#[test]
fn files_can_be_held_in_the_head() {
    let long = sources()
        .into_iter()
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    none("files longer than one idea", long);
}

#[test]
fn crates_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        for (krate, places) in DEPENDENCY_RULES {
            let uses = |line: &str| {
                let line = line.trim_start();
                !line.starts_with("//")
                    && (line.contains(&format!("{krate}::")) || line.starts_with(&format!("use {krate};")))
            };
            if !is_under(&name, places) && code(&text).lines().any(uses) {
                wrong.push(format!("{name} uses {krate}"));
            }
        }
    }
    none("crates outside of their module", wrong);
}

#[test]
fn the_engine_is_sync_and_knows_no_door() {
    let mut wrong = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| is_under(name, SYNC)) {
        for word in ["async fn", ".await", "tokio::", "crate::telegram", "crate::cli", "crate::terminal", "crate::http"]
        {
            if code(&text).contains(word) {
                wrong.push(format!("{name}: {word}"));
            }
        }
    }
    none("async or a door inside the engine", wrong);
}

#[test]
fn nothing_is_left_lying_about() {
    let words = ["TODO", "FIXME", "XXX", "dbg!(", "todo!(", "unimplemented!(", "#[ignore", "should_panic"];
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(folder).into_iter().filter(|p| !p.ends_with("tidy.rs")) {
            let text = fs::read_to_string(&path).unwrap();
            for (i, line) in text.lines().enumerate() {
                if words.iter().any(|w| line.contains(w)) || line.ends_with(' ') || line.contains('\t') {
                    found.push(format!("{}:{}: {}", path.display(), i + 1, line.trim()));
                }
            }
        }
    }
    none("left lying about", found);
}

#[test]
fn no_unwrap_without_an_invariant() {
    let mut found = Vec::new();
    for (name, text) in sources() {
        for (i, line) in code(&text).lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            // With a text; the recommender expects films to be liked.
            let unstated = line.contains(".expect(") && !line.contains("invariant: ") && !line.contains("recommender.");
            if line.contains(".unwrap()") || unstated {
                found.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    none("unwrap, or expect without a stated invariant", found);
}

#[test]
fn spanish_going_out_stands_in_one_place() {
    // Signs that only Spanish sentences have; the lexicon of what comes in is the other place where they belong.
    let mut found = Vec::new();
    for (name, text) in
        sources().into_iter().filter(|(name, _)| !is_under(name, &["render", "query", "search", "text.rs"]))
    {
        for (i, line) in code(&text).lines().enumerate() {
            let says = line.contains('"') && ['¿', '¡'].iter().any(|c| line.contains(*c));
            if says && !line.trim_start().starts_with("//") {
                found.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    none("Spanish sentences outside of render", found);
}

/// Places whose texts are Spanish alone: what the machine interface says, and the report.
const SPANISH_ALONE: &[&str] = &["render/words/api.rs", "render/words/charts/report"];

/// The string literals of a source: where each begins and ends, and what it says.
fn literals(text: &str) -> Vec<(usize, usize, String)> {
    let (mut found, mut open, mut escaped) = (Vec::new(), None::<(usize, String)>, false);
    let mut comment = false;
    let mut previous = ' ';
    for (i, c) in text.char_indices() {
        match &mut open {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some((start, said)) if c == '"' => {
                found.push((*start, i + 1, std::mem::take(said)));
                open = None;
            }
            Some((_, said)) => said.push(c),
            None if comment => comment = c != '\n',
            None if c == '/' && previous == '/' => comment = true,
            // A quotation mark as a character is no beginning.
            None if c == '"' && previous != '\'' => open = Some((i, String::new())),
            None => {}
        }
        previous = c;
    }
    found
}

fn is_spanish(text: &str) -> bool {
    let words = "de del la el los las una un que con por para su sus lo más pero hay está ya sí ni te tu";
    let words: Vec<&str> = words.split(' ').collect();
    let sign = text.chars().any(|c| "¿¡«»ñáéíóú".contains(c));
    sign || text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

#[test]
fn what_is_said_in_spanish_is_said_in_english_beside_it() {
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for (name, text) in sources().into_iter().filter(|(name, _)| is_under(name, &["render/words"])) {
        if is_under(&name, SPANISH_ALONE) {
            continue;
        }
        let text = code(&text);
        let found = literals(text);
        for (i, (_, end, said)) in found.iter().enumerate().filter(|(_, (_, _, said))| is_spanish(said)) {
            let next = found.get(i + 1);
            let beside = next.filter(|(start, ..)| text[*end..*start].trim() == ",").map(|(_, _, said)| said);
            match beside {
                Some(english) if !is_spanish(english) => pairs += 1,
                Some(english) => wrong.push(format!("{name}: {said:?} and {english:?}")),
                None => wrong.push(format!("{name}: {said:?} has no English text beside it")),
            }
        }
    }
    none("texts without an English one", wrong);
    assert!(pairs > 200, "{pairs} texts were found");
}

#[test]
fn doors_say_nothing_in_words_of_their_own() {
    let doors = ["telegram", "chat", "terminal.rs"];
    let mut wrong = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| is_under(name, &doors)) {
        for (i, line) in code(&text).lines().enumerate() {
            let says = [".plain(\"", ".strong(\"", ".dim(\"", ".say(\"", "callback(\"", "println!(\""].iter();
            let worded = says.filter_map(|call| line.split_once(call)).any(|(_, said)| {
                said.split('"').next().is_some_and(|said| said.replace("{}", "").contains(char::is_alphabetic))
            });
            if worded {
                wrong.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    none("words outside of render", wrong);
}
