//! What begins as it is typed: every word of every name in alphabetical order, as a suffix array over words (Manber and
//! Myers, "Suffix arrays: a new method for on-line string searches", 1993).
//!
//! The doors are [`write`] and [`Beginnings::open`]. Spaces do not count, so that "spiderm" begins "Spider-Man".

use std::cmp::Ordering;
use std::path::Path;

use super::records::{Entry, Records};
use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::error::{Error, Result};

/// Where each word begins among the letters of all names, in the order of what is written from there to the end of the
/// name; and the name that it is a word of, twice its number and 1 for a word that is not its first.
const PLACES: &str = "begin_places";
const DOCUMENTS: &str = "begin_documents";

/// Letters that are compared: what agrees in so many is as good as the same.
const LONGEST: usize = 48;

/// Of so many words the first letters of one are kept at hand: most of a search then touches little memory.
const STEP: usize = 16;

/// The words of the names of one kind, in order.
pub(super) struct Beginnings {
    places: Column<u32>,
    documents: Column<u32>,
    /// The first letters (see [`packed`]) of every [`STEP`]th word.
    steps: Vec<u64>,
}

/// The first eight letters as one number, in the same order; of fewer the least that begins so.
fn packed(letters: impl Iterator<Item = u8>) -> u64 {
    (0..8).rev().zip(letters).fold(0, |packed, (i, letter)| packed | u64::from(letter) << (8 * i))
}

/// What stands from a place to the end of its name, without spaces.
fn rest(letters: &[u8], place: u32) -> impl Iterator<Item = u8> {
    let letters = letters.get(place as usize..).unwrap_or_default();
    letters.iter().copied().take_while(|&letter| letter != Entry::END).filter(|&letter| letter != b' ')
}

/// Adds the columns; `names`: the encoded words of each name and where they begin in `letters`.
pub(super) fn write<'a>(letters: &[u8], names: impl Iterator<Item = (u32, &'a [u8])>, columns: &mut ColumnsWriter) {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for (document, (start, words)) in names.enumerate() {
        let begins = |&i: &usize| words[i] != b' ' && (i == 0 || words[i - 1] == b' ');
        let of = |i: usize| document as u32 * 2 + u32::from(i > 0);
        all.extend((0..words.len()).filter(begins).map(|i| (start + i as u32, of(i))));
    }
    let order = |a: &(u32, u32), b: &(u32, u32)| {
        rest(letters, a.0).take(LONGEST).cmp(rest(letters, b.0).take(LONGEST)).then(a.cmp(b))
    };
    all.sort_unstable_by(order);
    columns.numbers(PLACES, &all.iter().map(|one| one.0).collect::<Vec<_>>());
    columns.numbers(DOCUMENTS, &all.iter().map(|one| one.1).collect::<Vec<_>>());
}

impl Beginnings {
    /// Opens what [`write`] added, for the names of `records`. Cost: one pass over the documents.
    ///
    /// # Errors
    /// [`Error::Damaged`] where it names others.
    pub fn open(columns: &Columns, records: &Records, folder: &Path) -> Result<Self> {
        let places = columns.any_length(PLACES)?;
        let documents: Column<u32> = columns.numbers(DOCUMENTS, places.len())?;
        if documents.iter().any(|&of| of as usize / 2 >= records.len()) {
            return Err(Error::Damaged { path: folder.to_owned(), reason: "its words are of other names".to_owned() });
        }
        let steps = places.iter().step_by(STEP).map(|&place| packed(rest(records.letters(), place))).collect();
        Ok(Self { places, documents, steps })
    }

    /// The best known names that begin with the encoded `typed`, spaces aside, and of those in which another word and what
    /// follows it begins so: at most `most` of each. Cost: two binary searches and a pass over all such names.
    pub fn of(&self, typed: &[u8], records: &Records, most: [usize; 2], found: &mut Vec<u32>) {
        let typed: Vec<u8> = typed.iter().copied().filter(|&letter| letter != b' ').take(LONGEST).collect();
        let (least, span) = (packed(typed.iter().copied()), 8 * 8usize.saturating_sub(typed.len()));
        let greatest = least | 1u64.checked_shl(span as u32).map_or(u64::MAX, |past| past - 1);
        let before = self.steps.partition_point(|step| *step < least).saturating_sub(1);
        let past = self.steps.partition_point(|step| *step <= greatest);
        let near = STEP * before..self.places.len().min(STEP * past);
        let order = |place: &u32| rest(records.letters(), *place).take(typed.len()).cmp(typed.iter().copied());
        let first = near.start + self.places[near.clone()].partition_point(|place| order(place) == Ordering::Less);
        let many = self.places[first..near.end].partition_point(|place| order(place) == Ordering::Equal);
        let mut best = most.map(Least::new);
        for &of in &self.documents[first..first + many] {
            best[of as usize % 2].offer(of / 2);
        }
        found.extend(best.into_iter().flat_map(Least::taken));
    }
}

/// The least of many numbers, each once: the best known have the least.
struct Least {
    most: usize,
    kept: Vec<u32>,
    /// Only less than this is of use.
    below: u32,
}

impl Least {
    fn new(most: usize) -> Self {
        Self { most, kept: Vec::with_capacity(2 * most), below: u32::MAX }
    }

    fn offer(&mut self, number: u32) {
        if number >= self.below {
            return;
        }
        if self.kept.len() == 2 * self.most {
            self.compact();
        }
        self.kept.push(number);
    }

    fn compact(&mut self) {
        self.kept.sort_unstable();
        self.kept.dedup();
        if self.kept.len() >= self.most {
            self.kept.truncate(self.most);
            self.below = self.kept.last().copied().unwrap_or(0);
        }
    }

    fn taken(mut self) -> Vec<u32> {
        self.compact();
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::distance::encode;
    use crate::search::forms::{Article, Form};
    use crate::search::names::{Name, Role};
    use crate::search::records;

    fn opened(names: &[String], change: impl FnOnce(&mut Vec<u32>)) -> Result<(Beginnings, Records)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.safetensors");
        let form = |words: &String| Form { words: words.clone(), article: Article::None };
        let named = |(row, words)| Name { row: row as u32, role: Role::Main, votes: 0, form: form(words) };
        let names: Vec<Name> = names.iter().enumerate().map(named).collect();
        let mut columns = ColumnsWriter::default();
        records::write(&names, &mut columns);
        columns.write(&path).unwrap();
        let columns = Columns::open(&path).unwrap();
        let records = Records::open(&columns, folder.path()).unwrap();
        let mut documents = columns.any_length::<u32>(DOCUMENTS).unwrap().to_vec();
        change(&mut documents);
        let mut changed = ColumnsWriter::default();
        changed.numbers(PLACES, &columns.any_length::<u32>(PLACES).unwrap());
        changed.numbers(DOCUMENTS, &documents);
        let path = folder.path().join("changed.safetensors");
        changed.write(&path).unwrap();
        let beginnings = Beginnings::open(&Columns::open(&path).unwrap(), &records, folder.path())?;
        Ok((beginnings, records))
    }

    proptest! {
        #[test]
        fn the_best_known_that_begin_so_are_found_and_nothing_else(
            names in prop::collection::vec("[ab]{1,9}( [abc]{1,5}){0,3}", 1..300),
            typed in "[ab]{1,4} ?[abc]{0,8}",
            most in [1usize..40, 1usize..20],
        ) {
            let (beginnings, records) = opened(&names, |_| {}).unwrap();
            let mut found = Vec::new();
            beginnings.of(&encode(&typed), &records, most, &mut found);
            let typed = typed.replace(' ', "");
            let begins = |name: &String, word: usize| {
                let words: Vec<&str> = name.split(' ').collect();
                words[word..].concat().starts_with(&typed)
            };
            let first = (0..names.len() as u32).filter(|&i| begins(&names[i as usize], 0)).take(most[0]);
            let inner = |name: &String| (1..name.split(' ').count()).any(|word| begins(name, word));
            let other = (0..names.len() as u32).filter(|&i| inner(&names[i as usize])).take(most[1]);
            prop_assert_eq!(found, first.chain(other).collect::<Vec<_>>());
        }
    }

    #[test]
    fn words_of_other_names_are_damage() {
        let names = ["toy story".to_owned()];
        assert!(opened(&names, |_| {}).is_ok());
        assert!(matches!(opened(&names, |documents| documents[1] = 2), Err(Error::Damaged { .. })));
    }
}
