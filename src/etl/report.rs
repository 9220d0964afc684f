//! What the ETL read, kept, dropped and repaired, by source and by reason.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The report of one ETL run: one entry per file, in the order of reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EtlReport {
    /// One entry per source file.
    pub sources: Vec<SourceReport>,
}

/// The report of one source file. Rows are records of the file, header excluded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceReport {
    /// The file.
    pub path: PathBuf,
    /// Records read.
    pub rows_read: u64,
    /// Records kept: `rows_read` minus all of `dropped`.
    pub rows_kept: u64,
    /// Records dropped, by reason (`no_date`, `repeated_id`, `malformed`, …).
    pub dropped: BTreeMap<String, u64>,
    /// Values repaired or left out in kept records, by reason.
    pub repaired: BTreeMap<String, u64>,
}

impl SourceReport {
    /// An empty report of `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// Counts one dropped record.
    pub fn drop_row(&mut self, reason: &str) {
        count(&mut self.dropped, reason);
    }

    /// Counts one repaired value.
    pub fn repair(&mut self, reason: &str) {
        count(&mut self.repaired, reason);
    }

    /// The finished report: what was read and not dropped has been kept.
    pub(super) fn finish(mut self) -> Self {
        self.rows_kept = self.rows_read - self.dropped.values().sum::<u64>();
        self
    }
}

fn count(counts: &mut BTreeMap<String, u64>, reason: &str) {
    match counts.get_mut(reason) {
        Some(n) => *n += 1,
        None => {
            counts.insert(reason.to_owned(), 1);
        }
    }
}
