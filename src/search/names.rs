//! The names of one kind of thing, on disk: collected from the catalogue, written as a tantivy index and columns
//! beside.
//!
//! The door is [`write()`]; what it writes is read by [`super::shelf::Shelf`]. Documents are names, not things: a
//! film has one for its title, one for its original title, one for each alias, and one more where numerals can be spelt
//! otherwise. They are written best known first, so that a posting list may be cut anywhere and loses the least known.

use std::collections::HashSet;
use std::path::Path;

use tantivy::directory::MmapDirectory;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{IndexBuilder, SingleSegmentIndexWriter, TantivyDocument};
use xxhash_rust::xxh3::xxh3_64;

use super::forms::{self, Form, Naming};
use super::records;
use super::spanish::SpanishTitles;
use super::terms::{self, Cut, NameTokenizer};
use crate::artifacts::columns::ColumnsWriter;
use crate::catalog::Catalog;
use crate::error::{Error, Result};

/// File name of the columns beside each tantivy index. By document: what the re-rank reads ([`records`]). Sorted by
/// hash: the hashes of all names (`hashes`), with the greatest number of votes of a thing so named (`hash_votes`).
pub(super) const FILE: &str = "names.safetensors";

/// Memory for one index while it is built: enough for its hash table never to grow.
const WRITER_BYTES: usize = 64 << 20;

/// The segment's name in every index: tantivy draws one at random, equal data shall give equal files.
const SEGMENT: &str = "00000000-0000-4000-8000-000000000000";

/// What a name is to its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Role {
    /// The name it is shown under.
    Main,
    /// The title in the original language.
    Original,
    /// Another title: release titles in Spanish, from any source.
    Alias,
}

/// One name to be written.
pub(super) struct Name {
    pub row: u32,
    pub role: Role,
    pub votes: u32,
    pub form: Form,
}

/// Collects names of one kind, each once a thing.
#[derive(Default)]
pub(super) struct Names {
    names: Vec<Name>,
    seen: HashSet<(u32, u64)>,
}

impl Names {
    /// The titles of films: as published, original, aliases, Spanish release titles.
    pub fn films(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        let spanish = SpanishTitles::of(catalog);
        for film in catalog.movies() {
            let mut add = |role, title: &str| names.add(film.id.0, role, film.votes(), title, Naming::Title);
            add(Role::Main, film.title());
            add(Role::Original, film.original_title());
            film.aliases().for_each(|title| add(Role::Alias, title));
            spanish.titles(film.id).for_each(|title| add(Role::Alias, title));
        }
        names
    }

    /// The titles of platforms. Their number of ratings stands for votes.
    pub fn titles(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        for title in catalog.platform_titles() {
            names.add(title.id.0, Role::Main, title.score_count(), title.title(), Naming::Title);
        }
        names
    }

    /// The names of people. The votes of their films stand for votes.
    pub fn people(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        for person in catalog.persons() {
            names.add(person.id.0, Role::Main, person.fame(), person.name(), Naming::Person);
        }
        names
    }

    fn add(&mut self, row: u32, role: Role, votes: u32, name: &str, naming: Naming) {
        for form in forms::of_name(name, naming) {
            if self.seen.insert((row, xxh3_64(form.words.as_bytes()))) {
                self.names.push(Name { row, role, votes, form });
            }
        }
    }
}

/// Writes the index of `names` into `folder`, which is made.
pub(super) fn write(mut names: Names, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
    names.names.sort_by(|a, b| b.votes.cmp(&a.votes).then(a.row.cmp(&b.row)).then(a.role.cmp(&b.role)));
    write_columns(&names.names, folder)?;
    let (schema, fields) = terms::schema();
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let mut writer: SingleSegmentIndexWriter = IndexBuilder::new()
        .schema(schema)
        .tokenizers(tokenizers())
        .single_segment_index_writer(directory, WRITER_BYTES)?;
    for name in &names.names {
        let mut document = TantivyDocument::default();
        for field in fields.all() {
            document.add_text(field, &name.form.words);
        }
        writer.add_document(document)?;
    }
    let index = writer.finalize()?;
    let [segment] = index.searchable_segment_ids()?[..] else {
        let reason = "more than one segment was written".to_owned();
        return Err(Error::Damaged { path: folder.to_owned(), reason });
    };
    drop(index);
    rename_segment(folder, &segment.uuid_string())
}

/// Gives the one segment of an index its steady name, in file names (where it stands without hyphens) and in the
/// index's description.
fn rename_segment(folder: &Path, drawn: &str) -> Result<()> {
    let at = [0, 8, 12, 16, 20, drawn.len()];
    let hyphened = at.windows(2).map(|w| &drawn[w[0]..w[1]]).collect::<Vec<_>>().join("-");
    let steady = SEGMENT.replace('-', "");
    for entry in std::fs::read_dir(folder).map_err(Error::io(folder))? {
        let from = entry.map_err(Error::io(folder))?.path();
        let name = from.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(extension) = name.strip_prefix(drawn) {
            let to = folder.join(format!("{steady}{extension}"));
            std::fs::rename(&from, to).map_err(Error::io(&from))?;
        }
    }
    let meta = folder.join("meta.json");
    let text = std::fs::read_to_string(&meta).map_err(Error::io(&meta))?;
    std::fs::write(&meta, text.replace(&hyphened, SEGMENT)).map_err(Error::io(&meta))?;
    // The list of files that tantivy may collect as garbage has no fixed order, and nothing is ever collected here.
    let managed = folder.join(".managed.json");
    std::fs::remove_file(&managed).map_err(Error::io(&managed))
}

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    for (cut, name) in Cut::ALL {
        manager.register(name, TextAnalyzer::from(NameTokenizer(cut)));
    }
    manager
}

fn write_columns(names: &[Name], folder: &Path) -> Result<()> {
    let mut columns = ColumnsWriter::default();
    records::write(names, &mut columns);
    let mut hashes: Vec<(u64, u32)> = names.iter().map(|n| (xxh3_64(n.form.words.as_bytes()), n.votes)).collect();
    hashes.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    hashes.dedup_by_key(|(hash, _)| *hash);
    columns.numbers("hashes", &hashes.iter().map(|h| h.0).collect::<Vec<_>>());
    columns.numbers("hash_votes", &hashes.iter().map(|h| h.1).collect::<Vec<_>>());
    columns.write(&folder.join(FILE))
}
