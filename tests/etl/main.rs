//! From files to cleaned tables: the rules of each source, dirt and broken files, export.

mod broken;
mod export;
mod folders;
mod literal;
mod rules;
mod uploads;

use std::fs;
use std::path::{Path, PathBuf};

use claqueta::Result;
use claqueta::etl::{self, Dataset, Silent, SourceReport};

/// A folder of `tests/fixtures/etl`.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/etl").join(name)
}

fn read(folders: &[&Path]) -> Result<Dataset> {
    etl::run(&folders.iter().map(|folder| folder.to_path_buf()).collect::<Vec<_>>(), &Silent)
}

fn fixtures(names: &[&str]) -> Dataset {
    let folders: Vec<PathBuf> = names.iter().map(|name| fixture(name)).collect();
    etl::run(&folders, &Silent).unwrap()
}

/// A fresh folder holding these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

#[track_caller]
fn report<'d>(data: &'d Dataset, name: &str) -> &'d SourceReport {
    data.report.sources.iter().find(|source| source.path.ends_with(name)).expect("the file is reported")
}

/// `read`, `kept`, and the counted reasons, in one line.
#[track_caller]
fn counts(data: &Dataset, name: &str) -> String {
    let report = report(data, name);
    let reasons = report.dropped.iter().map(|(reason, n)| format!("-{reason} {n}"));
    let repairs = report.repaired.iter().map(|(reason, n)| format!("~{reason} {n}"));
    let mut out = format!("{} = {}", report.rows_read, report.rows_kept);
    reasons.chain(repairs).for_each(|reason| out.push_str(&format!(" {reason}")));
    out
}
