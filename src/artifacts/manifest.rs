//! `manifest.json`: what a generation was built from, what it holds, and the seal of each of its files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::seal::Seal;
use super::{FORMAT, unreadable, write_by_rename};
use crate::error::{Error, Result};
use crate::etl::EtlReport;

const FILE: &str = "manifest.json";

/// What a generation was built from and holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// Its number.
    pub generation: u32,
    /// Seconds since 1970 when the build began.
    pub built_at: u64,
    /// How long the build took, in milliseconds.
    pub elapsed_ms: u64,
    /// Which sources were read and how that went.
    pub report: EtlReport,
    /// How many of everything.
    pub counts: Counts,
    /// Every other file by its path in the folder (`/` separated).
    pub files: BTreeMap<String, Seal>,
}

/// How many of everything a generation holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Films.
    pub films: u32,
    /// Platform titles, by platform name.
    pub titles: BTreeMap<String, u32>,
    /// Actors and directors.
    pub people: u32,
    /// Ratings.
    pub ratings: u32,
    /// Platform titles linked to a film.
    pub linked: u32,
}

impl Manifest {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        /// The one field that every format has.
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let path = folder.join(FILE);
        let damaged = |e: serde_json::Error| Error::Damaged { path: path.clone(), reason: e.to_string() };
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        let version: Version = serde_json::from_str(&text).map_err(damaged)?;
        if version.format != FORMAT {
            return Err(Error::StaleIndex { path: folder.to_owned(), wanted: FORMAT, found: version.format });
        }
        serde_json::from_str(&text).map_err(damaged)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(FILE);
        let text = serde_json::to_vec_pretty(self)
            .map_err(|e| Error::Damaged { path: path.clone(), reason: e.to_string() })?;
        write_by_rename(&path, &text)
    }

    /// What tells it from every other generation: its number and when it was built.
    pub fn stamp(&self) -> u64 {
        (u64::from(self.generation) << 40) | (self.built_at & ((1 << 40) - 1))
    }

    /// Whether a file is sealed by the manifest (all but the manifest itself and the lock).
    pub(super) fn seals(name: &str) -> bool {
        name != FILE && name != super::LOCK && !name.ends_with(".lock")
    }
}
