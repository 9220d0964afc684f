//! What the re-rank reads of each name, kept together so that a name costs one or two reads of memory.
//!
//! The doors are [`write`] and [`Records::open`].

use std::path::Path;

use bytemuck::{Pod, Zeroable};

use super::beginnings;
use super::distance::encode;
use super::forms::Article;
use super::names::{Name, Role};
use super::sound;
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::error::{Error, Result};

/// Four numbers a name, by document (see [`Record`]).
const RECORDS: &str = "records";

/// The encoded words of each name, [`Entry::END`], and their sounds, all names in one.
const LETTERS: &str = "letters";

/// Letters of a name that are kept: far more than any has, and far fewer than [`Record::n_words`] can count.
const MOST_LETTERS: usize = 4_000;

/// The steady part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
#[repr(C)]
struct Record {
    /// Row of the thing in the catalogue.
    row: u32,
    /// ln(1 + votes).
    known: f32,
    /// Where its letters begin; they end where those of the next begin.
    start: u32,
    /// How many of them spell its words; the others are their sounds.
    n_words: u16,
    /// See [`Role`].
    role: u8,
    /// 1 where an article was dropped.
    article: u8,
}

/// A name as the re-rank sees it.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The thing's row in the catalogue.
    pub row: u32,
    /// What the name is to it.
    pub role: Role,
    /// Whether its article was dropped.
    pub article: bool,
    /// ln(1 + votes).
    pub known: f32,
    /// Encoded words.
    pub words: &'a [u8],
    /// Encoded sounds, as many as words.
    pub sounds: &'a [u8],
}

impl Entry<'_> {
    /// What stands behind the words of each name: no letter.
    pub const END: u8 = 0;
}

/// The names of one kind, by document.
pub(super) struct Records {
    records: Column<u32>,
    letters: Column<u8>,
}

/// Adds the columns of `names`, one after the other.
pub(super) fn write(names: &[Name], columns: &mut ColumnsWriter) {
    let mut records = Vec::with_capacity(names.len());
    let mut letters: Vec<u8> = Vec::new();
    for name in names {
        let start = u32::try_from(letters.len()).expect("invariant: all names together have less than 4 GiB");
        let words = kept(encode(&name.form.words));
        records.push(Record {
            row: name.row,
            known: (name.votes as f32).ln_1p(),
            start,
            n_words: words.len() as u16,
            role: name.role as u8,
            article: u8::from(name.form.article == Article::Said),
        });
        letters.extend(words);
        letters.push(Entry::END);
        letters.extend(kept(encode(&sound::key(&name.form.words))));
    }
    columns.matrix(RECORDS, bytemuck::cast_slice::<Record, u32>(&records), &[records.len(), 4]);
    let words = |record: &Record| {
        let start = record.start as usize;
        (record.start, &letters[start..start + usize::from(record.n_words)])
    };
    beginnings::write(&letters, records.iter().map(words), columns);
    columns.numbers(LETTERS, &letters);
}

fn kept(mut letters: Vec<u8>) -> Vec<u8> {
    letters.truncate(MOST_LETTERS);
    letters
}

impl Records {
    /// Opens what [`write`] added. Cost: one pass over the records.
    ///
    /// # Errors
    /// [`Error::Damaged`] where they do not fit together.
    pub fn open(columns: &Columns, folder: &Path) -> Result<Self> {
        let opened = Self { records: columns.any_length(RECORDS)?, letters: columns.any_length(LETTERS)? };
        let end = opened.letters.len();
        let next = opened.all().iter().skip(1).map(|record| record.start as usize).chain([end]);
        let fits = opened.records.len().is_multiple_of(4)
            && end <= u32::MAX as usize
            && opened
                .all()
                .iter()
                .zip(next)
                .all(|(record, next)| record.start as usize + usize::from(record.n_words) < next);
        match fits {
            true => Ok(opened),
            false => Err(Error::Damaged { path: folder.to_owned(), reason: "its names overlap".to_owned() }),
        }
    }

    fn all(&self) -> &[Record] {
        bytemuck::try_cast_slice(&self.records).unwrap_or_default()
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.all().len()
    }

    /// The words and sounds of all names.
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// The row in the catalogue of each.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        self.all().iter().map(|record| record.row)
    }

    /// How well known a name is, ln(1 + votes), and its number of letters, spaces included.
    pub fn known_and_length(&self, document: u32) -> (f32, usize) {
        self.all().get(document as usize).map_or((0.0, 0), |record| (record.known, usize::from(record.n_words)))
    }

    /// The name of a document.
    pub fn entry(&self, document: u32) -> Entry<'_> {
        let all = self.all();
        let record = all[document as usize];
        let end = all.get(document as usize + 1).map_or(self.letters.len(), |next| next.start as usize);
        let (words, sounds) = self.letters[record.start as usize..end].split_at(usize::from(record.n_words));
        let sounds = &sounds[1..];
        let role = match record.role {
            0 => Role::Main,
            1 => Role::Original,
            _ => Role::Alias,
        };
        Entry { row: record.row, role, article: record.article == 1, known: record.known, words, sounds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::forms::{Naming, of_name};

    fn names() -> Vec<Name> {
        let of = |(row, name)| {
            of_name(name, Naming::Title).into_iter().map(move |form| Name { row, role: Role::Alias, votes: row, form })
        };
        [(7, "The Matrix"), (3, "Rocky II"), (9, "七人の侍")].into_iter().flat_map(of).collect()
    }

    fn opened(change: impl FnOnce(&mut Vec<u32>)) -> Result<Records> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.safetensors");
        let mut columns = ColumnsWriter::default();
        write(&names(), &mut columns);
        columns.write(&path).unwrap();
        let sound = Records::open(&Columns::open(&path).unwrap(), folder.path()).unwrap();
        let mut records = sound.records.to_vec();
        change(&mut records);
        let mut columns = ColumnsWriter::default();
        columns.numbers(RECORDS, &records);
        columns.numbers(LETTERS, &sound.letters);
        let changed = folder.path().join("changed.safetensors");
        columns.write(&changed).unwrap();
        Records::open(&Columns::open(&changed).unwrap(), folder.path())
    }

    #[test]
    fn what_is_written_is_read() {
        let records = opened(|_| {}).unwrap();
        let names = names();
        assert_eq!(records.len(), names.len());
        for (i, name) in names.iter().enumerate() {
            let entry = records.entry(i as u32);
            assert_eq!((entry.row, entry.role, entry.article), (name.row, Role::Alias, i == 0), "{}", name.form.words);
            assert_eq!(entry.words, encode(&name.form.words));
            assert_eq!(entry.sounds, encode(&sound::key(&name.form.words)));
            assert_eq!(records.known_and_length(i as u32), ((name.votes as f32).ln_1p(), entry.words.len()));
        }
    }

    #[test]
    fn names_that_overlap_are_damage() {
        for change in
            [|r: &mut Vec<u32>| r[2] = 10, |r: &mut Vec<u32>| r[6] = u32::MAX, |r: &mut Vec<u32>| r.truncate(5)]
        {
            assert!(matches!(opened(change), Err(Error::Damaged { .. })));
        }
    }
}
