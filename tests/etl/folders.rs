//! Which files are found: names, sub-folders, links, duplicates, compression, cancelling.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use claqueta::Error;
use claqueta::etl::{self, Progress};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{counts, fixture, folder, read, report};

pub fn gzip(content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn metadata() -> Vec<u8> {
    fs::read(fixture("films/movies_metadata.csv")).unwrap()
}

#[test]
fn compressed_files_read_alike() {
    let plain = read(&[&fixture("films")]).unwrap();
    let (first, second) = (metadata()[..300].to_vec(), metadata()[300..].to_vec());
    let members = [gzip(&first), gzip(&second)].concat();
    for (name, content) in [
        ("movies_metadata.csv.gz", gzip(&metadata())),
        ("deep/er/movies_dataset.csv.gz", gzip(&metadata())),
        // Several members in one file; a name that is wrong about the compression.
        ("movies_metadata.csv.gz", members),
        ("movies_metadata.csv.gz", metadata()),
        ("movies_metadata.csv", gzip(&metadata())),
    ] {
        let folder = folder(&[(name, &content)]);
        let data = read(&[folder.path()]).unwrap();
        assert_eq!(counts(&data, name), counts(&plain, "movies_metadata.csv"), "{name}");
    }
}

#[test]
fn two_files_of_one_name_are_an_error() {
    let one = folder(&[("movies_metadata.csv", &metadata()), ("a/links.csv", b"movieId,tmdbId\n")]);
    let two = folder(&[("x/links.csv.gz", &gzip(b"movieId,tmdbId\n"))]);
    let error = read(&[one.path(), two.path()]).unwrap_err();
    assert!(matches!(error, Error::DuplicateSource { .. }), "{error}");
    let words = error.to_string();
    assert!(words.contains("links.csv.gz") && words.contains("a/links.csv"), "{words}");
}

#[test]
fn overlapping_folders_count_once() {
    let folder = folder(&[("films/movies_metadata.csv", &metadata())]);
    let data = read(&[folder.path(), &folder.path().join("films"), &folder.path().join("films/../films")]).unwrap();
    assert_eq!((data.report.sources.len(), data.films.len()), (1, 6));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_end() {
    use std::os::unix::fs::symlink;
    let store = folder(&[("blobs/abc", &metadata())]);
    let folder = folder(&[("films/readme.txt", b"")]);
    let films = folder.path().join("films");
    symlink(store.path().join("blobs/abc"), films.join("movies_metadata.csv")).unwrap();
    symlink(folder.path(), films.join("loop")).unwrap();
    symlink("circle", films.join("circle")).unwrap();
    symlink("nowhere", films.join("dangling.txt")).unwrap();
    symlink(&films, folder.path().join("again")).unwrap();
    let data = read(&[folder.path(), &folder.path().join("again")]).unwrap();
    assert_eq!((data.report.sources.len(), data.films.len()), (1, 6));

    symlink("nowhere", films.join("credits.csv")).unwrap();
    let words = read(&[folder.path()]).unwrap_err().to_string();
    assert!(words.contains("credits.csv"), "{words}");
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_sources() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let base = || folder(&[("movies_metadata.csv", &metadata())]);
    let refused = |folder: &Path, says: &str| {
        let words = read(&[folder]).unwrap_err().to_string();
        assert!(words.contains("credits.csv: ") && words.contains(says), "{words}");
    };
    let pipe = base();
    let status = std::process::Command::new("mkfifo").arg(pipe.path().join("credits.csv")).status();
    assert!(status.unwrap().success());
    refused(pipe.path(), "is not a regular file");
    let device = base();
    symlink("/dev/zero", device.path().join("credits.csv")).unwrap();
    refused(device.path(), "is not a regular file");
    let socket = base();
    let _listener = UnixListener::bind(socket.path().join("credits.csv")).unwrap();
    refused(socket.path(), "is not a regular file");
    let inner = base();
    fs::create_dir(inner.path().join("credits.csv")).unwrap();
    refused(inner.path(), "is a folder");
}

#[test]
fn tables_are_kept_apart_from_sources() {
    let base = folder(&[("data/films/movies_metadata.csv", &metadata()), ("elsewhere/readme", b"")]);
    let data = base.path().join("data");
    let apart = |out: &str| etl::keep_apart(std::slice::from_ref(&data), &base.path().join(out));
    for out in ["", ".", "data", "data/", "elsewhere/../data", "data/films", "data/new/folder", "new/../data", "a/.."] {
        let words = apart(out).unwrap_err().to_string();
        assert!(words.contains("name another folder") && !words.contains('\n'), "{out}: {words}");
    }
    for out in ["elsewhere", "new", "new/folder", "database", "data/../elsewhere"] {
        apart(out).unwrap();
    }
    assert!(!base.path().join("new").exists(), "asking writes nothing");
}

#[cfg(unix)]
#[test]
fn tables_are_kept_apart_from_sources_behind_links() {
    use std::os::unix::fs::symlink;
    let store = folder(&[("films/movies_metadata.csv", &metadata())]);
    let base = folder(&[("data/readme", b"")]);
    symlink(store.path().join("films"), base.path().join("data/films")).unwrap();
    symlink(base.path().join("data"), base.path().join("out")).unwrap();
    let data = [base.path().join("data")];
    assert!(etl::keep_apart(&data, &store.path().join("films")).is_err());
    assert!(etl::keep_apart(&data, &base.path().join("out")).is_err());
    assert!(etl::keep_apart(&data, &base.path().join("out/new")).is_err());
    etl::keep_apart(&data, &store.path().join("tables")).unwrap();
}

#[test]
fn folders_that_cannot_be_read() {
    let folder = folder(&[("notes.csv", b"a,b\n1,2\n"), ("file", b"")]);
    let missing = folder.path().join("missing");
    let words = read(&[&missing]).unwrap_err().to_string();
    assert!(words.contains("missing") && words.contains("no such folder"), "{words}");
    let words = read(&[&folder.path().join("file")]).unwrap_err().to_string();
    assert!(words.contains("this is a file"), "{words}");
    let error = read(&[folder.path()]).unwrap_err();
    assert!(matches!(error, Error::NoSources { .. }), "{error}");
    let error = read(&[&fixture("akas")]).unwrap_err();
    assert!(matches!(error, Error::NoSources { .. }), "{error}");
}

#[test]
fn the_larger_ratings_win() {
    let ratings = b"userId,movieId,rating,timestamp\n1,1,5,1\n";
    let links = b"movieId,imdbId,tmdbId\n1,1,862\n";
    let folder = folder(&[
        ("movies_metadata.csv", &metadata()),
        ("links.csv", links),
        ("ratings.csv", ratings),
        ("ratings_small.csv", ratings),
    ]);
    let data = read(&[folder.path()]).unwrap();
    assert_eq!(counts(&data, "ratings_small.csv"), "1 = 0 -in_ratings_csv 1");
    assert_eq!((data.ratings.len(), report(&data, "ratings.csv").rows_kept), (1, 1));
}

/// Cancels after so many bytes.
#[derive(Default)]
struct Watch {
    total: AtomicU64,
    done: AtomicU64,
    cancel: AtomicBool,
}

impl Progress for Watch {
    fn stage(&self, _: &'static str, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    fn advance(&self, n: u64) {
        self.done.fetch_add(n, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}

#[test]
fn progress_is_told_and_cancelling_works() {
    let watch = Watch::default();
    etl::run(&[fixture("films")], &watch).unwrap();
    let total = watch.total.load(Ordering::Relaxed);
    assert!(total > 1000);
    assert_eq!(watch.done.load(Ordering::Relaxed), total);
    watch.cancel.store(true, Ordering::Relaxed);
    assert!(matches!(etl::run(&[fixture("films")], &watch), Err(Error::Cancelled)));
}

#[test]
fn the_whole_data() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !shared.is_dir() {
        eprintln!("skipped: the whole data is not beside the repository");
        return;
    }
    let data = read(&[&shared.join("films"), &shared.join("platforms")]).unwrap();
    assert_eq!(counts(&data, "movies_metadata.csv"), "45466 = 45346 -malformed 6 -no_date 84 -repeated_id 30");
    assert_eq!(counts(&data, "credits.csv.gz"), "45476 = 45345 -repeated_id 44 -unknown_film 87");
    assert_eq!(counts(&data, "amazon_prime_titles.csv"), "9668 = 9668 ~cast_not_a_name 37 ~no_rating 337");
    assert_eq!(counts(&data, "disney_plus_titles.csv"), "1450 = 1450 ~no_rating 3");
    assert_eq!(
        counts(&data, "hulu_titles.csv"),
        "3073 = 3073 ~duration_in_rating_min 230 ~duration_in_rating_season 62 ~no_rating 812"
    );
    assert_eq!(
        counts(&data, "netflix_titles.csv"),
        "8807 = 8807 ~date_with_leading_blank 88 ~duration_in_rating_min 3 ~no_rating 7"
    );
    assert_eq!(counts(&data, "joined.csv"), "31802 = 31802");
    assert_eq!(counts(&data, "ratings_small.csv"), "100004 = 99810 -unknown_film 194");
}
