//! A single file handed over: which source it is, and how it takes the place of one.

use std::path::Path;

use claqueta::etl::{self, Silent, Unfit, recognise};

use super::folders::gzip;
use super::{fixture, folder, report};

fn known(name: &str, content: &[u8]) -> Result<String, Unfit> {
    let folder = folder(&[("incoming", content)]);
    recognise(&folder.path().join("incoming"), name).map(|source| source.to_str().unwrap().to_owned())
}

fn shipped(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(path)).unwrap()
}

#[test]
fn a_file_is_known_by_its_name_or_else_by_its_header() {
    for (name, path, source) in [
        ("movies_metadata.csv", "films/movies_metadata.csv", "movies_metadata.csv"),
        ("peliculas.csv", "films/movies_metadata.csv", "movies_metadata.csv"),
        ("a.csv.gz", "films/credits.csv.gz", "credits.csv"),
        ("b.csv", "films/keywords.csv", "keywords.csv"),
        ("c.csv", "films/links.csv", "links.csv"),
        ("d.csv", "films/ratings_small.csv", "ratings.csv"),
        ("../e f.csv", "platforms/ratings/movielens.csv", "ratings/e_f.csv"),
        ("netflix_titles.csv", "platforms/netflix_titles.csv", "netflix_titles.csv"),
    ] {
        assert_eq!(known(name, &shipped(path)).unwrap(), source, "{name}");
    }
    let packed = gzip(&shipped("platforms/hulu_titles.csv"));
    assert_eq!(known("hulu_titles.csv.gz", &packed).unwrap(), "hulu_titles.csv");
}

#[test]
fn what_can_be_no_source_says_why() {
    let titles = shipped("platforms/hulu_titles.csv");
    assert!(matches!(known("titulos.csv", &titles), Err(Unfit::WhichPlatform)));
    assert!(matches!(known("x.csv", b"a,b\n1,2\n"), Err(Unfit::UnknownColumns(found)) if found == "a, b"));
    let lacking = known("links.csv", b"movieId,imdbId\n1,2\n");
    assert!(matches!(lacking, Err(Unfit::MissingColumn { column: "tmdbId", .. })));
    assert!(matches!(known("x.csv", b"PK\x03\x04"), Err(Unfit::Broken(_))));
    assert!(matches!(known("x.csv", b""), Err(Unfit::Broken(_))));
    // Some hundred kilobytes that would fill a disk.
    let bomb = gzip(&vec![b'a'; usize::try_from(etl::LARGEST_UNPACKED).unwrap() + 1]);
    assert!(bomb.len() < 20 << 20);
    assert!(matches!(known("links.csv.gz", &bomb), Err(Unfit::TooLarge)));
}

#[test]
fn an_upload_takes_the_place_of_the_source_of_its_name() {
    let uploads = folder(&[("keywords.csv", b"id,keywords\n862,\"[{'id': 1, 'name': 'toy'}]\"\n")]);
    let instead = [uploads.path().join("nowhere"), uploads.path().to_path_buf()];
    let data = etl::run_replacing(&[fixture("films")], &instead, &Silent).unwrap();
    assert_eq!(report(&data, "keywords.csv").rows_read, 1);
    assert!(report(&data, "keywords.csv").path.starts_with(uploads.path()));
    assert!(report(&data, "movies_metadata.csv").rows_read > 1);
}
