//! Similar films and estimates over the shipped sample: what must hold whatever the weights are, and the quality of the
//! ratings and ranking models, pinned on MovieLens where it is beside the repository.

mod common;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use claqueta::catalog::{self, Catalog, MovieId, UserId};
use claqueta::etl::{self, Silent};
use claqueta::recommend::evaluate::{RankingSplit, RatingsModel, RatingsSplit, ranking, ratings};
use claqueta::recommend::{self, Basis, Item, Models, Recommender};
use common::{folder, root};
use proptest::prelude::*;

struct Sample {
    catalog: Catalog,
    recommender: Recommender,
    /// Where the files are; it lives as long as they are mapped.
    folder: tempfile::TempDir,
}

fn build(folder: &Path) -> (Catalog, Recommender) {
    let mut data = etl::run(&[root().join("data")], &Silent).unwrap();
    catalog::build(&data, folder).unwrap();
    let catalog = Catalog::open(folder).unwrap();
    recommend::build(&catalog, &mut data, Models::All, folder, &Silent).unwrap();
    let recommender = Recommender::open(folder, &catalog).unwrap();
    (catalog, recommender)
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = folder();
        let (catalog, recommender) = build(folder.path());
        Sample { catalog, recommender, folder }
    })
}

#[test]
fn equal_data_give_equal_files() {
    let second = folder();
    build(second.path());
    for entry in std::fs::read_dir(sample().folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let other = second.path().join(path.file_name().unwrap());
        assert!(std::fs::read(&path).unwrap() == std::fs::read(&other).unwrap(), "{} differs", path.display());
    }
}

#[test]
fn the_neighbours_on_disk_are_those_of_a_full_scan() {
    let Sample { catalog, recommender, .. } = sample();
    let all: Vec<MovieId> = catalog.movies().map(|m| m.id).collect();
    for &film in all.iter().step_by(all.len() / 40 + 1) {
        let stored = recommender.similar(catalog, film, 20, None);
        let scanned = recommender.similar(catalog, film, 20, Some(&all));
        for (a, b) in stored.iter().zip(&scanned) {
            assert!((a.score() - b.score()).abs() < 1e-4, "{film:?}: {stored:?} {scanned:?}");
        }
        assert_eq!(stored.len(), scanned.len());
    }
}

#[test]
fn lists_are_in_order_and_keep_their_bounds() {
    let Sample { catalog, recommender, .. } = sample();
    for movie in catalog.movies().step_by(37) {
        let list = recommender.similar(catalog, movie.id, 1000, None);
        assert_eq!(list.len(), 1000.min(catalog.n_films() - 1), "more than what is stored is computed");
        assert!(list.iter().all(|s| s.value != movie.id && s.value.index() < catalog.n_films()));
        assert!(list.windows(2).all(|w| w[0] > w[1]), "{}", movie.title());
        let varied = recommender.diversified(movie.id, 0..5);
        assert!(
            varied.windows(2).all(|w| w[0] > w[1]) && varied.iter().all(|s| list.iter().any(|l| l.value == s.value))
        );
        assert!(recommender.reasons(catalog, movie.id, list[0].value).len() <= 3);
    }
    assert!(recommender.similar(catalog, MovieId(0), 5, Some(&[])).is_empty());
    assert!(recommender.similar(catalog, MovieId(u32::MAX), 5, None).is_empty());
    let among = [MovieId(0), MovieId(3), MovieId(7)];
    let near = recommender.similar(catalog, MovieId(3), 5, Some(&among));
    assert_eq!(near.len(), 2, "the candidates less the film itself");
}

proptest! {
    #[test]
    fn cosines_are_cosines(a in 0u32..100_000, b in 0u32..100_000) {
        let Sample { catalog, recommender, .. } = sample();
        let n = catalog.n_films() as u32;
        let (a, b) = (MovieId(a % n), MovieId(b % n));
        let cosine = recommender.cosine(a, b);
        prop_assert!((-1.0..=1.0).contains(&cosine));
        prop_assert_eq!(cosine, recommender.cosine(b, a));
        prop_assert_eq!(recommender.cosine(a, a), 1.0);
    }
}

#[test]
fn what_is_not_known_is_a_value() {
    let Sample { catalog, recommender, .. } = sample();
    let nobody: UserId = "tg:1".parse().unwrap();
    let film = Item::Film(MovieId(catalog.n_films() as u32 + 5));
    let Some(prediction) = recommender.predict(nobody, film) else { return };
    assert_eq!(prediction.basis, Basis::GlobalMean);
    assert!((0.5..=5.0).contains(&prediction.estimate));
    assert_eq!((prediction.user_ratings, prediction.item_ratings), (0, 0));
}

/// Ratings of 60 users: those of even number like items of even number.
fn two_tastes(folder: &Path) -> (PathBuf, PathBuf) {
    let (mut train, mut test) = ("user,item,rating,timestamp\n".to_owned(), String::new());
    for user in 0..60u32 {
        for item in 0..40u32 {
            let rating = if user % 2 == item % 2 { 5 } else { 2 };
            match (user * 7 + item * 3) % 5 {
                0 => writeln!(test, "{user}\t{item}\t{rating}\t0").unwrap(),
                1 | 2 => {}
                _ => writeln!(train, "{user},{item},{rating},0").unwrap(),
            }
        }
    }
    let paths = (folder.join("train.csv"), folder.join("test.tsv"));
    std::fs::write(&paths.0, train).unwrap();
    std::fs::write(&paths.1, test).unwrap();
    paths
}

#[test]
fn both_models_learn_two_tastes() {
    let folder = folder();
    let (train, test) = two_tastes(folder.path());
    for model in [RatingsModel::Svd, RatingsModel::Bayes] {
        let split =
            RatingsSplit { model, train: train.clone(), test: test.clone(), seed: 1, ..RatingsSplit::default() };
        let score = ratings(&split).unwrap();
        assert!(score.rmse < 0.6, "{model:?}: {}", score.rmse);
        assert!(score.predictions.iter().all(|p| (2.0..=5.0).contains(&p.2)), "on the scale of the ratings");
        assert_eq!(score.predictions, ratings(&split).unwrap().predictions, "the same seed, the same estimates");
    }
}

#[test]
fn the_ranking_serves_users_known_and_unknown() {
    let folder = folder();
    let (train, _) = two_tastes(folder.path());
    let foldin = folder.path().join("foldin.csv");
    std::fs::write(&foldin, "900,0,5\n900,2,5\n900,4,4.5\n").unwrap();
    let split = RankingSplit { train, foldin: Some(foldin), k: 8, seed: 1, ..RankingSplit::default() };
    let lists = ranking(&split).unwrap();
    let mut by_user: HashMap<u64, Vec<u64>> = HashMap::new();
    lists.rows.iter().for_each(|&(user, item, _)| by_user.entry(user).or_default().push(item));
    assert_eq!(by_user.len(), 61);
    let newcomer = &by_user[&900];
    assert_eq!(newcomer.len(), 8);
    assert!(newcomer.iter().all(|item| item % 2 == 0 && ![0, 2, 4].contains(item)), "{newcomer:?}");
}

#[test]
fn files_that_are_no_ratings_are_errors() {
    let folder = folder();
    let path = folder.path().join("ratings.csv");
    std::fs::write(&path, "user,item,rating\n1,2,3\none,two,three\n").unwrap();
    let split = RatingsSplit { train: path.clone(), test: path, ..RatingsSplit::default() };
    let error = ratings(&split).unwrap_err().to_string();
    assert!(error.contains("line 3"), "{error}");
}

/// MovieLens beside the repository, where it is.
fn movielens() -> Option<PathBuf> {
    let folder = root().parent()?.join("shared/data/movielens/ml-100k");
    folder.is_dir().then_some(folder)
}

#[test]
fn quality_on_the_canonical_split() {
    let Some(data) = movielens() else {
        eprintln!("skipped: MovieLens-100k is not beside the repository");
        return;
    };
    let split = |model| RatingsSplit {
        model,
        train: data.join("u1.base"),
        test: data.join("u1.test"),
        seed: 1,
        ..RatingsSplit::default()
    };
    let plain = ratings(&split(RatingsModel::Svd)).unwrap();
    assert!(plain.rmse < 0.920, "{}", plain.rmse);
    let about = |split| RatingsSplit { items: Some(data.join("u.item")), users: Some(data.join("u.user")), ..split };
    let bayes = ratings(&about(split(RatingsModel::Bayes))).unwrap();
    assert!(bayes.rmse < 0.886, "{}", bayes.rmse);
}
