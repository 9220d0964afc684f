//! Any bytes as source files: the ETL ends with tables or with an error, and its counts add up. The first byte chooses
//! the file; plain and compressed content are told apart by the bytes themselves.
#![no_main]

use std::fs;

use claqueta::etl::{Silent, run};
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 8] = [
    "movies_metadata.csv",
    "TMDB_movie_dataset_v11.csv",
    "credits.csv",
    "keywords.csv",
    "ratings_small.csv",
    "netflix_titles.csv",
    "ratings/1.csv",
    "title.akas.tsv",
];
/// Lets files that cannot stand alone be read.
const BESIDE: &str = "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n\
                      s1,Movie,Title,,,,,2001,PG,90 min,Drama,Text\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, content)) = bytes.split_first() else { return };
    let Ok(folder) = tempfile::tempdir() else { return };
    let _ = fs::create_dir(folder.path().join("ratings"));
    let _ = fs::write(folder.path().join("hulu_titles.csv"), BESIDE);
    let _ = fs::write(folder.path().join(FILES[usize::from(first) % FILES.len()]), content);
    if let Ok(data) = run(&[folder.path().to_owned()], &Silent) {
        for source in &data.report.sources {
            assert_eq!(source.rows_read, source.rows_kept + source.dropped.values().sum::<u64>());
        }
    }
});
