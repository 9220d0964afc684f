//! What is known of users and of items, as sparse rows: the design matrices of the factorisation.
//!
//! The doors are [`DesignBuilder`] and [`Design`].

use std::collections::HashMap;
use std::ops::Range;

/// The features of all rows of one side (users or items), by feature, so that a sampler can walk the rows that have it.
#[derive(Clone, Debug, Default)]
pub(in crate::recommend) struct Design {
    /// Number of rows.
    pub(super) rows: usize,
    /// First entry of each feature, and the end.
    offsets: Vec<u32>,
    /// Row and value of each entry.
    entries: Vec<(u32, f32)>,
    /// The features of each group, which share a prior.
    pub(super) groups: Vec<Range<usize>>,
}

impl Design {
    /// Number of features.
    pub(super) fn features(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// The rows that have a feature, with its value.
    pub(super) fn rows_with(&self, feature: usize) -> &[(u32, f32)] {
        &self.entries[self.offsets[feature] as usize..self.offsets[feature + 1] as usize]
    }
}

/// Collects features group by group.
#[derive(Clone, Debug)]
pub(in crate::recommend) struct DesignBuilder {
    rows: usize,
    lists: Vec<Vec<(u32, f32)>>,
    groups: Vec<Range<usize>>,
}

impl DesignBuilder {
    /// No features yet.
    pub(in crate::recommend) fn new(rows: usize) -> Self {
        Self { rows, lists: Vec::new(), groups: Vec::new() }
    }

    /// A group of features named by numbers, with a value for each; features in order of first appearance. A feature of
    /// one value everywhere needs no row more than once.
    pub(in crate::recommend) fn group(&mut self, entries: impl IntoIterator<Item = (u32, u64, f32)>) {
        let begin = self.lists.len();
        let mut feature_of: HashMap<u64, usize> = HashMap::new();
        for (row, feature, value) in entries {
            let next = self.lists.len();
            let at = *feature_of.entry(feature).or_insert(next);
            if at == next {
                self.lists.push(Vec::new());
            }
            self.lists[at].push((row, value));
        }
        if self.lists.len() > begin {
            self.groups.push(begin..self.lists.len());
        }
    }

    /// The finished matrix.
    pub(in crate::recommend) fn finish(self) -> Design {
        let mut offsets = vec![0u32];
        let mut entries = Vec::with_capacity(self.lists.iter().map(Vec::len).sum());
        for list in self.lists {
            entries.extend(list);
            offsets.push(entries.len() as u32);
        }
        Design { rows: self.rows, offsets, entries, groups: self.groups }
    }
}

/// Adds what the ratings themselves say of each side: who it is (one feature per row that has ratings), and the bag of
/// all that it was rated with, each counting `1 / √n` (Koren 2008, SVD++; for items the same the other way round).
pub(in crate::recommend) fn add_ratings(design: &mut DesignBuilder, pairs: &[(u32, u32)]) {
    let mut count = vec![0u32; design.rows];
    pairs.iter().for_each(|&(row, _)| count[row as usize] += 1);
    let rated = (0..design.rows as u32).filter(|&row| count[row as usize] > 0);
    design.group(rated.map(|row| (row, u64::from(row), 1.0)));
    design.group(pairs.iter().map(|&(row, other)| (row, u64::from(other), 1.0 / (count[row as usize] as f32).sqrt())));
}
