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
    /// How good the ratings models are on the ratings held back; none where nothing was learnt from ratings.
    #[serde(default)]
    pub quality: Option<Measured>,
    /// The same of the generations before, the oldest first, at most [`HISTORY`] of them.
    #[serde(default)]
    pub history: Vec<Measured>,
    /// The sources of ratings from which nothing was learnt.
    #[serde(default)]
    pub noise: Vec<Noise>,
    /// Every other file by its path in the folder (`/` separated).
    pub files: BTreeMap<String, Seal>,
}

/// What stands for the chat among the sources of ratings.
pub const CHAT: &str = "chat";

/// Generations that [`Manifest::history`] goes back.
pub const HISTORY: usize = 20;

/// How good the ratings models of a generation were on the ratings held back from them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The generation.
    pub generation: u32,
    /// Seconds since 1970 when its build began.
    pub built_at: u64,
    /// The ratings model: `bayes` or `svd`.
    pub model: String,
    /// The files that the ratings came from, by name, ascending; [`CHAT`] for ratings given in the chat.
    pub sources: Vec<String>,
    /// Ratings learnt from.
    pub learnt_from: u64,
    /// Ratings held back.
    pub held_back: u64,
    /// Root mean squared error of the estimates, on the scale 0.5–5.
    pub rmse: f64,
    /// ndcg@10 of the ranking, all unseen films ranked.
    pub ndcg: f64,
}

/// A source of ratings whose titles differ no more than chance would make them differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Noise {
    /// Whose users gave them: `ml`, `pf` or `tg`.
    pub source: String,
    /// Ratings.
    pub ratings: u64,
    /// Titles with enough of them to count.
    pub titles: u64,
    /// Standard deviation of the titles' mean ratings, on the scale 0.5–5.
    pub spread: f64,
    /// The standard deviation that chance alone gives.
    pub spread_by_chance: f64,
}

impl std::fmt::Display for Noise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the {} ratings of {}: users tell no title from another (the means of titles differ by {:.4}, by chance alone \
             they would by {:.4}): nothing is learnt from them",
            self.ratings, self.source, self.spread, self.spread_by_chance
        )
    }
}

impl Measured {
    /// By how much the estimates may get worse, as a share of the error: a hundredth is what another seed makes of it.
    pub const RMSE_MARGIN: f64 = 0.02;
    /// By how much the ranking may get worse, as a share.
    pub const NDCG_MARGIN: f64 = 0.15;

    /// Whether `self` is worse than `before` by more than the margins, whatever model it is. Generations of other files do
    /// not compare: nothing was held back in common. What people told in the chat meanwhile changes little of it.
    pub fn worse_than(&self, before: &Self) -> bool {
        let files = |one: &Self| one.sources.iter().filter(|source| *source != CHAT).cloned().collect::<Vec<_>>();
        files(self) == files(before)
            && (self.rmse > before.rmse * (1.0 + Self::RMSE_MARGIN)
                || self.ndcg < before.ndcg * (1.0 - Self::NDCG_MARGIN))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worse_is_worse_by_more_than_a_margin_on_the_same_ground() {
        let before = Measured { model: "svd".into(), rmse: 0.90, ndcg: 0.20, ..Measured::default() };
        let after = |rmse, ndcg| Measured { rmse, ndcg, ..before.clone() };
        assert!(!after(0.91, 0.19).worse_than(&before), "within the margins");
        assert!(after(0.93, 0.25).worse_than(&before) && after(0.80, 0.16).worse_than(&before));
        let other = Measured { sources: vec!["ratings.csv".into()], ..after(2.0, 0.0) };
        assert!(!other.worse_than(&before), "other ratings, another test");
        assert!(Measured { model: "bayes".into(), ..after(2.0, 0.0) }.worse_than(&before), "whatever the model");
        let chat = Measured { sources: vec![CHAT.into()], ..after(2.0, 0.0) };
        assert!(chat.worse_than(&before), "a mark in the chat is no other ground");
    }
}
