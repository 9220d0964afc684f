//! What the ETL read, kept, dropped and repaired, by source and by reason.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Reasons to drop a row that say nothing against it: it could be read, and is of no use beside the other files.
const READABLE: [&str; 6] =
    ["known_film", "unknown_film", "unknown_title", "in_ratings_csv", "other_region", "known_title"];

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
    ///
    /// # Errors
    /// [`Error::Csv`] when no row could be used and none of them was good: a file that a download left half done, or
    /// another file under this name, would else be published as "no films".
    pub(super) fn finish(mut self) -> Result<Self> {
        self.rows_kept = self.rows_read - self.dropped.values().sum::<u64>();
        if self.rows_kept > 0 || READABLE.iter().any(|reason| self.dropped.contains_key(*reason)) {
            return Ok(self);
        }
        let n = self.rows_read;
        let wrong = match self.dropped.get("malformed") {
            _ if n == 0 => "no rows below the header".to_owned(),
            Some(&malformed) if malformed == n => format!("all {n} rows are malformed"),
            _ => {
                let reasons: Vec<String> = self.dropped.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
                format!("none of the {n} rows can be used ({})", reasons.join(", "))
            }
        };
        Err(Error::Csv { path: self.path, line: 0, reason: format!("{wrong}; download it again or remove it") })
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
