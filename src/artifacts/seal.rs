//! Size and hash of every file of a generation, so that damage is noticed before anything is answered from it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::Manifest;
use crate::error::{Error, Result};

/// What a file must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Length.
    pub bytes: u64,
    /// XXH3, 64 bits, hexadecimal: against accidents, not against forgery.
    pub xxh3: String,
}

/// Seals and syncs every file under `folder`.
pub(super) fn seal(folder: &Path) -> Result<BTreeMap<String, Seal>> {
    let mut names = Vec::new();
    list(folder, "", &mut names)?;
    // Some writers make files that only their owner may read; who may read the lock, may read all of the index.
    let lock = folder.join(super::LOCK);
    let permissions = fs::metadata(&lock).map_err(Error::io(&lock))?.permissions();
    names
        .into_par_iter()
        .map(|name| {
            let path = folder.join(&name);
            let file = File::open(&path).map_err(Error::io(&path))?;
            file.set_permissions(permissions.clone()).map_err(Error::io(&path))?;
            file.sync_all().map_err(Error::io(&path))?;
            Ok((name, hash(&path)?))
        })
        .collect()
}

/// Compares every sealed file with its seal. Cost: reads them once, on all cores.
pub(super) fn verify(folder: &Path, seals: &BTreeMap<String, Seal>) -> Result<()> {
    let mut largest_first: Vec<_> = seals.iter().collect();
    largest_first.sort_by_key(|(_, seal)| std::cmp::Reverse(seal.bytes));
    largest_first.into_par_iter().try_for_each(|(name, wanted)| {
        let path = folder.join(name);
        let damaged = |reason: String| Error::Damaged { path: path.clone(), reason };
        let found = match fs::metadata(&path) {
            Ok(metadata) => metadata.len(),
            Err(e) => return Err(damaged(e.to_string())),
        };
        if found != wanted.bytes {
            return Err(damaged(format!("{found} bytes, wanted {}", wanted.bytes)));
        }
        match hash(&path)? == *wanted {
            true => Ok(()),
            false => Err(damaged("its content has changed".to_owned())),
        }
    })
}

fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let entry = entry.map_err(Error::io(folder))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else if Manifest::seals(&name) {
            names.push(name);
        }
    }
    Ok(())
}

fn hash(path: &Path) -> Result<Seal> {
    let mut file = File::open(path).map_err(Error::io(path))?;
    let mut hasher = Xxh3::new();
    let mut buffer = vec![0; 1 << 18];
    let mut bytes = 0;
    loop {
        let n = file.read(&mut buffer).map_err(Error::io(path))?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
        bytes += n as u64;
    }
    Ok(Seal { bytes, xxh3: format!("{:016x}", hasher.digest()) })
}
