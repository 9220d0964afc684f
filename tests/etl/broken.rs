//! Broken files: what can be tolerated is counted, the rest is one clear error, nothing panics.

use std::fs;

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
    assert!(words.contains("line 2") && words.contains("ends inside a quoted field"), "{words}");
    for (rows, line) in [("7,\"Open", "line 2"), ("1,\"O\"\"ne\",\"", "line 2"), (&format!("{ROW}7,\"a\"\""), "line 3")]
    {
        let words = failure("movies_metadata.csv", &films(rows));
        assert!(words.contains(line) && words.contains("ends inside a quoted field"), "{words}");
    }
    let words = failure("links.csv", b"\"movieId,tmdbId\n1,862\n");
    assert!(words.contains("line 1") && words.contains("ends inside a quoted field"), "{words}");
    for rows in [&b"movieId,tmdbId\n\"1,862\n2,3\n"[..], b"movieId,tmdbId\r\n\"1,862\r\n2,3\r\n"] {
        let words = failure("links.csv", rows);
        assert!(words.contains("line 2") && words.contains("ends inside a quoted field"), "{words}");
    }
}

#[test]
fn a_row_without_end_is_not_held_in_memory() {
    let mut rows = format!("{ROW}7,\"");
    rows.push_str(&"x".repeat(17 << 20));
    let words = failure("movies_metadata.csv", &films(&rows));
    assert!(words.contains("line 3") && words.contains("longer than 16 MB"), "{words}");
}

#[test]
fn a_source_of_which_nothing_can_be_used() {
    let platform = fs::read_to_string(fixture("platforms/hulu_titles.csv")).unwrap();
    let platform_header = platform.lines().next().unwrap();
    for (name, header) in [
        ("movies_metadata.csv", HEADER),
        ("movies_dataset.csv", HEADER),
        ("credits.csv", "id,cast,crew\n"),
        ("keywords.csv", "id,keywords"),
        ("links.csv", "movieId,tmdbId\r\n"),
        ("ratings.csv", "userId,movieId,rating\n"),
        ("ratings_small.csv", "userId,movieId,rating\n\n"),
        ("ratings/1.csv", "userId,movieId,rating\n"),
        ("netflix_titles.csv", platform_header),
        ("title.akas.tsv", "titleId\ttitle\tregion\tlanguage\n"),
    ] {
        let words = failure(name, header.as_bytes());
        assert!(words.contains("no rows below the header; download it again or remove it"), "{words}");
        let words = failure(name, format!("{}\nx\nx\nx\n", header.trim_end()).as_bytes());
        assert!(words.contains("all 3 rows are malformed; download it again or remove it"), "{words}");
    }
    let words = failure("movies_metadata.csv", &films(&format!("x\n{}", ROW.replace("2000-01-01", ""))));
    assert!(words.contains("none of the 2 rows can be used (1 malformed, 1 no_date)"), "{words}");
}

#[test]
fn rows_that_others_make_useless_are_no_error() {
    let good = films(ROW);
    let folder = folder(&[
        ("movies_metadata.csv", &good),
        ("movies_dataset.csv", &good),
        ("credits.csv", b"id,cast,crew\n2,[],[]\n"),
        ("keywords.csv", b"id,keywords\n2,[]\n"),
    ]);
    let data = read(&[folder.path()]).unwrap();
    assert_eq!(counts(&data, "movies_dataset.csv"), "1 = 0 -known_film 1");
    assert_eq!(counts(&data, "credits.csv"), "1 = 0 -unknown_film 1");
    assert_eq!(counts(&data, "keywords.csv"), "1 = 0 -unknown_film 1");
}

#[test]
fn tolerable_dirt_is_counted() {
    for (content, says) in [
        (films(ROW), "1 = 1"),
        (films(ROW.trim_end()), "1 = 1"),
        ([b"\xef\xbb\xbf", &films(ROW)[..]].concat(), "1 = 1"),
        (films(ROW).into_iter().flat_map(|b| if b == b'\n' { vec![b'\r', b'\n'] } else { vec![b] }).collect(), "1 = 1"),
        (films("\n\n1,\"O\"\"ne\",2000-01-01,0,0,1,5,10,[]\n\n"), "1 = 1"),
        ([&films("")[..], b"1,On\xe9,2000-01-01,0,0,1,5,10,[]\n"].concat(), "1 = 1 ~invalid_utf8 1"),
        (films(&format!("1,One\n,,,,,,,,\n1,One,2000-01-01,0,0,1,5,10,[],more\n{ROW}")), "4 = 1 -malformed 3"),
        (films(&format!("{ROW}1,Cut in the middle")), "2 = 1 -malformed 1"),
        (films("1,5\" disc,2000-01-01,0,0,1,5,10,[\""), "1 = 1 ~unreadable_literal 1"),
        (films("1,One,2000-01-01,0,0,1,5,10,\"[{'id': 1}, {'name': 'x'}, 7]\"\n"), "1 = 1 ~unreadable_literal 2"),
    ] {
        let good = fs::read(fixture("platforms/hulu_titles.csv")).unwrap();
        let folder = folder(&[("movies_metadata.csv", &content), ("hulu_titles.csv", &good)]);
        let data = read(&[folder.path()]).unwrap();
        assert_eq!(counts(&data, "movies_metadata.csv"), says, "{}", String::from_utf8_lossy(&content));
    }
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
