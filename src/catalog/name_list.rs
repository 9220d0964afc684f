//! Names of companies and sagas, folded, found by their words without reading them all.
//!
//! The columns: `<what>.folded` (a name a row), `<what>.words` (the distinct words of all names, ascending) and
//! `<what>.of_words` (for each word the rows of the names that have it, ascending).

use std::collections::BTreeMap;

use crate::artifacts::columns::{Columns, ColumnsWriter, ListColumn, TextColumn};
use crate::error::Result;
use crate::text::{fold, words};

/// Names by row.
pub struct NameList {
    keys: TextColumn,
    words: TextColumn,
    rows: ListColumn<u32>,
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
        Ok(Self { keys, words, rows })
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

    /// Rows of the names of which a word begins with `start`, ascending. Cost: a binary search and what is found.
    pub fn beginning(&self, start: &str) -> Vec<u32> {
        let first = self.words.first_from(start);
        let found = (first..self.words.len()).take_while(|&i| self.words.get(i).starts_with(start));
        self.of(found)
    }

    /// Rows of the names of which a word passes `test`, ascending. Cost: a pass over the distinct words.
    pub fn with_word(&self, test: impl Fn(&str) -> bool) -> Vec<u32> {
        self.of((0..self.words.len()).filter(|&i| test(self.words.get(i))))
    }

    fn of(&self, words: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut rows: Vec<u32> = words.flat_map(|i| self.rows.get(i)).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}
