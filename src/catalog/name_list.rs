//! Names of companies and sagas, folded, found by their words without reading them all.
//!
//! The columns: `<what>.folded` (a name a row), `<what>.words` (the distinct words of all names, ascending),
//! `<what>.of_words` (for each word the rows of the names that have it, ascending), and for misspelt words
//! `<what>.shortened` (hashes of the words with a letter or two left out, ascending) with `<what>.of_shortened` (the word
//! of each). Of two words that are one of the other but for some slips, as many letters left out of both leave the same
//! (Garbe, "SymSpell", 2012).

use std::collections::BTreeMap;
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::artifacts::columns::{Column, Columns, ColumnsWriter, ListColumn, TextColumn};
use crate::error::Result;
use crate::text::{fold, words};

/// Letters left out of a word at most.
const MOST_SLIPS: usize = 2;

/// Longer words are looked for as they are spelt: the shortened forms grow with the square.
const LONGEST: usize = 24;

/// Names by row.
pub struct NameList {
    keys: TextColumn,
    words: TextColumn,
    rows: ListColumn<u32>,
    shortened: Column<u32>,
    of_shortened: Column<u32>,
}

/// Hashes of a word with up to `slips` of its letters left out. Only of Latin ones.
fn shortened(word: &str, slips: usize) -> Vec<u32> {
    let mut forms = vec![word.as_bytes().to_vec()];
    let mut from = 0;
    for _ in 0..if word.is_ascii() && word.len() <= LONGEST { slips } else { 0 } {
        let to = forms.len();
        for form in from..to {
            for letter in 0..forms[form].len() {
                let mut shorter = forms[form].clone();
                shorter.remove(letter);
                forms.push(shorter);
            }
        }
        from = to;
    }
    let mut hashes: Vec<u32> = forms.iter().map(|form| xxh3_64(form) as u32).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

impl NameList {
    /// Writes the columns of `names`, given as they are shown.
    pub(crate) fn write<'a>(columns: &mut ColumnsWriter, what: &str, names: impl Iterator<Item = &'a str>) {
        let keys: Vec<String> = names.map(fold).collect();
        let mut of_words: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (row, key) in (0..).zip(&keys) {
            for word in words(key) {
                let rows = of_words.entry(word).or_default();
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
        }
        let hashes = |(i, word): (u32, &&str)| shortened(word, MOST_SLIPS).into_iter().map(move |hash| (hash, i));
        let mut forms: Vec<(u32, u32)> = (0..).zip(of_words.keys()).flat_map(hashes).collect();
        forms.sort_unstable();
        columns.numbers(&format!("{what}.shortened"), &forms.iter().map(|form| form.0).collect::<Vec<_>>());
        columns.numbers(&format!("{what}.of_shortened"), &forms.iter().map(|form| form.1).collect::<Vec<_>>());
        columns.texts(&format!("{what}.words"), of_words.keys());
        columns.lists(&format!("{what}.of_words"), of_words.values());
        columns.texts(&format!("{what}.folded"), &keys);
    }

    /// Opens what [`NameList::write`] wrote.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] when the columns do not fit together.
    pub(crate) fn open(columns: &Columns, what: &str) -> Result<Self> {
        let keys = columns.texts(&format!("{what}.folded"), None)?;
        let words = columns.texts(&format!("{what}.words"), None)?;
        let rows = columns.lists(&format!("{what}.of_words"), Some(words.len()))?;
        let shortened: Column<u32> = columns.any_length(&format!("{what}.shortened"))?;
        let of_shortened: Column<u32> = columns.numbers(&format!("{what}.of_shortened"), shortened.len())?;
        Ok(Self { keys, words, rows, shortened, of_shortened })
    }

    /// Number of names; rows are `0..len()`.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The folded name of a row.
    pub fn key(&self, row: u32) -> &str {
        self.keys.get(row as usize)
    }

    /// Rows of the names of which a word begins with that of `starts` with which fewest begin, ascending. Cost: binary
    /// searches and what is found.
    pub fn beginning<'s>(&self, starts: impl IntoIterator<Item = &'s str>) -> Vec<u32> {
        let ranges = starts.into_iter().map(|start| self.range(start));
        let rarest = ranges.min_by_key(|range| self.rows.values_of(range.clone()));
        rarest.map_or_else(Vec::new, |range| self.of(range))
    }

    /// The words that begin so.
    fn range(&self, start: &str) -> Range<usize> {
        let first = self.words.first_from(start);
        let (mut low, mut high) = (first, self.words.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.words.get(middle).starts_with(start) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        first..low
    }

    /// Rows of the names of which a word is `word` but for so many slips (insertions, deletions, replacements, swaps of
    /// neighbours; at most two are found) and passes `test`, ascending. Cost: some microseconds and what is found.
    pub fn with_word_like(&self, word: &str, slips: usize, test: impl Fn(&str) -> bool) -> Vec<u32> {
        let mut like: Vec<u32> = Vec::new();
        for hash in shortened(word, slips.min(MOST_SLIPS)) {
            let first = self.shortened.partition_point(|other| *other < hash);
            let same = self.shortened[first..].iter().take_while(|other| **other == hash).count();
            like.extend(&self.of_shortened[first..first + same]);
        }
        like.sort_unstable();
        like.dedup();
        let is_like = |i: &usize| *i < self.words.len() && test(self.words.get(*i));
        self.of(like.into_iter().map(|i| i as usize).filter(is_like))
    }

    fn of(&self, words: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut rows: Vec<u32> = words.flat_map(|i| self.rows.get(i)).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn opened(names: &[String]) -> NameList {
        let (folder, mut columns) = (tempfile::tempdir().unwrap(), ColumnsWriter::default());
        NameList::write(&mut columns, "names", names.iter().map(String::as_str));
        let path = folder.path().join("names");
        columns.write(&path).unwrap();
        NameList::open(&Columns::open(&path).unwrap(), "names").unwrap()
    }

    proptest! {
        #[test]
        fn a_word_is_found_however_it_slipped(
            names in prop::collection::vec("[abc]{1,7}( [abcñ]{1,7}){0,2}", 1..40),
            asked in "[abcd]{1,8}",
            slips in 0usize..=2,
        ) {
            let list = opened(&names);
            let near = |word: &str| crate::query::edits(&asked, word, slips).is_some();
            let found = list.with_word_like(&asked, slips, near);
            let wanted: Vec<u32> =
                (0..names.len() as u32).filter(|row| words(list.key(*row)).any(near)).collect();
            prop_assert_eq!(found, wanted);
        }

        #[test]
        fn what_begins_so_is_found_by_its_rarest_word(
            names in prop::collection::vec("[ab]{1,4}( [ab]{1,4}){0,2}", 1..40),
            starts in prop::collection::vec("[ab]{1,3}", 1..3),
        ) {
            let list = opened(&names);
            let found = list.beginning(starts.iter().map(String::as_str));
            let begins = |row: u32, start: &str| words(list.key(row)).any(|word| word.starts_with(start));
            for row in 0..names.len() as u32 {
                if starts.iter().all(|start| begins(row, start)) {
                    prop_assert!(found.contains(&row), "{row} of {found:?}");
                }
            }
            prop_assert!(starts.iter().any(|start| found.iter().all(|row| begins(*row, start))));
        }
    }
}
