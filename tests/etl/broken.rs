//! Broken files: what can be tolerated is counted, the rest is one clear error, nothing panics.

use std::fs;

use claqueta::Error;
use proptest::prelude::*;

use super::folders::gzip;
use super::{counts, fixture, folder, read};

const HEADER: &str = "id,title,release_date,budget,revenue,popularity,vote_average,vote_count,genres\n";
const ROW: &str = "1,One,2000-01-01,0,0,1,5,10,[]\n";

fn films(rows: &str) -> Vec<u8> {
    format!("{HEADER}{rows}").into_bytes()
}

/// The error of a folder with `movies_metadata.csv` of this content beside a good platform file.
#[track_caller]
fn failure(name: &str, content: &[u8]) -> String {
    let good = fs::read(fixture("platforms/hulu_titles.csv")).unwrap();
    let folder = folder(&[(name, content), ("hulu_titles.csv", &good)]);
    let error = read(&[folder.path()]).unwrap_err();
    let words = error.to_string();
    assert!(words.contains(name) && !words.contains('\n'), "{words}");
    words
}

#[test]
fn files_that_cannot_be_read() {
    for (content, says) in [
        (&b""[..], "line 1: the file is empty"),
        (b"\n\n", "the file is empty"),
        ("\u{feff}".as_bytes(), "the file is empty"),
        (b"title,year\nx,1\n", "column `id` is missing; found: title, year"),
        (b"id;title;release_date\n", "column `id` is missing; found: id;title;release_date"),
        (b"\x00\x01\x02\x03", "column `id` is missing"),
        (b"\xff\xfei\x00d\x00", "UTF-16"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"<!DOCTYPE html><html>", "web page"),
    ] {
        let words = failure("movies_metadata.csv", content);
        assert!(words.contains(says), "{words}");
    }
    let twice = format!("id,{HEADER}1,{ROW}");
    let words = failure("movies_metadata.csv", twice.as_bytes());
    assert!(words.contains("duplicate field `id`") && words.contains("line 2"), "{words}");
}

#[test]
fn compression_that_breaks() {
    let rows: String = (1..5000).map(|id| ROW.replacen('1', &id.to_string(), 1)).collect();
    let whole = gzip(&films(&rows));
    for end in [whole.len() / 2, whole.len() - 4] {
        let words = failure("movies_metadata.csv.gz", &whole[..end]);
        assert!(words.contains("ends in the middle") && words.contains("line "), "{words}");
    }
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 64].fill(0xff);
    let words = failure("movies_metadata.csv.gz", &damaged);
    assert!(words.contains("download it again"), "{words}");
}

#[test]
fn a_quote_that_never_closes_is_noticed() {
    let mut rows = String::from("7,\"Open,2000-01-01,0,0,1,5,10,[]\n");
    (0..20_000).for_each(|_| rows.push_str(ROW));
    let words = failure("movies_metadata.csv", &films(&rows));
    assert!(words.contains("line 2") && words.contains("does not end"), "{words}");
}

#[test]
fn tolerable_dirt_is_counted() {
    for (content, says) in [
        (films(""), "0 = 0"),
        (films(ROW), "1 = 1"),
        (films(ROW.trim_end()), "1 = 1"),
        ([b"\xef\xbb\xbf", &films(ROW)[..]].concat(), "1 = 1"),
        (films(ROW).into_iter().flat_map(|b| if b == b'\n' { vec![b'\r', b'\n'] } else { vec![b] }).collect(), "1 = 1"),
        (films("\n\n1,\"O\"\"ne\",2000-01-01,0,0,1,5,10,[]\n\n"), "1 = 1"),
        ([&films("")[..], b"1,On\xe9,2000-01-01,0,0,1,5,10,[]\n"].concat(), "1 = 1 ~invalid_utf8 1"),
        (films("1,One\n,,,,,,,,\n1,One,2000-01-01,0,0,1,5,10,[],more\n"), "3 = 0 -malformed 3"),
        (films("1,\"Cut in the middle"), "1 = 0 -malformed 1"),
        (films("1,One,2000-01-01,0,0,1,5,10,\"[{'id': 1}, {'name': 'x'}, 7]\"\n"), "1 = 1 ~unreadable_literal 2"),
    ] {
        let good = fs::read(fixture("platforms/hulu_titles.csv")).unwrap();
        let folder = folder(&[("movies_metadata.csv", &content), ("hulu_titles.csv", &good)]);
        let data = read(&[folder.path()]).unwrap();
        assert_eq!(counts(&data, "movies_metadata.csv"), says, "{}", String::from_utf8_lossy(&content));
    }
}

#[test]
fn nothing_usable_is_an_error() {
    let folder = folder(&[("movies_metadata.csv", &films("")), ("credits.csv", b"id,cast,crew\n")]);
    let error = read(&[folder.path()]).unwrap_err();
    assert!(matches!(error, Error::Csv { .. }), "{error}");
    assert!(error.to_string().contains("movies_metadata.csv: neither this file nor any other"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever happens to the bytes of any file: an answer or an error, never a panic, and the counts add up.
    #[test]
    fn damage_never_panics(
        file in 0usize..8,
        cut in any::<prop::sample::Index>(),
        holes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let files = [
            "films/movies_metadata.csv",
            "films/credits.csv",
            "films/keywords.csv",
            "films/links.csv",
            "films/ratings_small.csv",
            "platforms/netflix_titles.csv",
            "platforms/ratings/1.csv",
            "akas/title.akas.tsv",
        ];
        let mut contents: Vec<Vec<u8>> = files.iter().map(|file| fs::read(fixture(file)).unwrap()).collect();
        let damaged = &mut contents[file];
        damaged.truncate(cut.index(damaged.len()) + 1);
        for (place, byte) in holes {
            let place = place.index(damaged.len());
            damaged[place] = byte;
        }
        let files: Vec<(&str, &[u8])> = files.iter().zip(&contents).map(|(name, content)| (*name, &content[..])).collect();
        let folder = folder(&files);
        match read(&[folder.path()]) {
            Ok(data) => {
                for source in &data.report.sources {
                    prop_assert_eq!(source.rows_read, source.rows_kept + source.dropped.values().sum::<u64>());
                }
                prop_assert!(data.films.is_sorted_by(|a, b| a.id < b.id));
            }
            Err(error) => prop_assert!(!error.to_string().contains('\n'), "{}", error),
        }
    }
}
