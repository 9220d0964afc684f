//! Recommendation to persons and groups over the shipped sample: what must hold whatever the models are.

mod common;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use claqueta::catalog::{self, Catalog, MovieId, UserId};
use claqueta::etl::{self, Silent};
use claqueta::recommend::{self, Agreement, Basis, Item, Models, Recommender, Taste};
use common::{folder, root};

const STAR_WARS: &str = "Star Wars: Episode IV – A New Hope";

struct Sample {
    catalog: Catalog,
    /// By models: with ratings, and by content alone.
    recommenders: [Recommender; 2],
    _folders: [tempfile::TempDir; 2],
}

fn build(folder: &Path, models: Models) -> (Catalog, Recommender) {
    let mut data = etl::run(&[root().join("data")], &Silent).unwrap();
    catalog::build(&data, folder).unwrap();
    let catalog = Catalog::open(folder).unwrap();
    recommend::build(&catalog, &mut data, models, folder, &Silent).unwrap();
    let recommender = Recommender::open(folder, &catalog).unwrap();
    (catalog, recommender)
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folders = [folder(), folder()];
        let (catalog, rated) = build(folders[0].path(), Models::All);
        let (_, content) = build(folders[1].path(), Models::Content);
        Sample { catalog, recommenders: [rated, content], _folders: folders }
    })
}

fn film(title: &str) -> MovieId {
    let named = sample().catalog.movies().filter(|m| m.title() == title);
    named.max_by_key(|m| m.votes()).unwrap_or_else(|| panic!("the sample has no `{title}`")).id
}

fn taste(rated: &[(&str, f32)]) -> Taste {
    Taste { rated: rated.iter().map(|&(title, score)| (film(title), score)).collect(), seen: Vec::new() }
}

fn space_fan() -> Taste {
    taste(&[(STAR_WARS, 5.0), ("Alien", 4.5), ("Toy Story", 2.0)])
}

#[test]
fn lists_hold_what_is_new_and_allowed_best_first() {
    let Sample { catalog, recommenders, .. } = sample();
    for recommender in recommenders {
        let mut taste = space_fan();
        let list = recommender.for_you(catalog, &taste, None, 10);
        assert_eq!(list.len(), 10);
        assert!(list.windows(2).all(|w| w[0].score >= w[1].score));
        assert!(list.iter().all(|f| !taste.knows(f.film) && f.because.len() <= 2));
        assert!(list.iter().all(|f| f.because.iter().all(|own| taste.rated.iter().any(|r| r.0 == *own && r.1 >= 4.0))));
        taste.seen = list.iter().map(|f| f.film).collect();
        let more = recommender.for_you(catalog, &taste, None, 10);
        assert!(more.iter().all(|f| !taste.seen.contains(&f.film)), "what was seen does not come back");
        let old = |film: MovieId| catalog.movie(film).year() < 1960;
        let filtered = recommender.for_you(catalog, &taste, Some(&old), 5);
        assert!(filtered.len() == 5 && filtered.iter().all(|f| old(f.film)), "a filter leaves enough");
        assert!(recommender.for_you(catalog, &taste, Some(&|_| false), 5).is_empty());
        assert!(recommender.for_you(catalog, &taste, None, 0).is_empty());
    }
}

#[test]
fn ratings_change_the_list_and_order_of_telling_does_not() {
    let Sample { catalog, recommenders, .. } = sample();
    for recommender in recommenders {
        let list =
            |taste: &Taste| recommender.for_you(catalog, taste, None, 10).iter().map(|f| f.film).collect::<Vec<_>>();
        let space = space_fan();
        let mut turned = space.clone();
        turned.rated.reverse();
        assert_eq!(list(&space), list(&turned));
        let other = taste(&[("Toy Story", 5.0), ("The Lion King", 4.5), ("Alien", 1.0)]);
        let (a, b): (HashSet<_>, HashSet<_>) = (list(&space).into_iter().collect(), list(&other).into_iter().collect());
        assert!(a.intersection(&b).count() <= 7, "two tastes, two lists");
        assert_eq!(list(&Taste::default()).len(), 10, "a newcomer gets what everybody likes");
    }
}

#[test]
fn the_latest_rating_counts() {
    let Sample { catalog, recommenders, .. } = sample();
    let once = taste(&[(STAR_WARS, 5.0), ("Alien", 4.0)]);
    let twice = taste(&[(STAR_WARS, 0.5), ("Alien", 4.0), (STAR_WARS, 5.0)]);
    for recommender in recommenders {
        assert_eq!(
            recommender.for_you(catalog, &once, None, 5)[0].film,
            recommender.for_you(catalog, &twice, None, 5)[0].film
        );
    }
}

#[test]
fn newcomers_are_expected_by_what_they_told() {
    let [rated, content] = &sample().recommenders;
    let alien = Item::Film(film("Alien"));
    assert_eq!(content.expect(&space_fan(), alien), None, "no ratings, no estimate");
    let Some(nothing) = rated.expect(&Taste::default(), alien) else { return };
    assert_eq!((nothing.basis, nothing.user_ratings), (Basis::ItemMean, 0));
    let likes = rated.expect(&taste(&[(STAR_WARS, 5.0), ("Blade Runner", 5.0)]), alien).unwrap();
    let hates = rated.expect(&taste(&[(STAR_WARS, 0.5), ("Blade Runner", 0.5)]), alien).unwrap();
    assert_eq!((likes.basis, likes.user_ratings), (Basis::Factors, 2));
    assert!(likes.estimate > hates.estimate && likes.mean > hates.mean);
    assert!((0.5..=5.0).contains(&likes.estimate) && likes.uncertainty.is_some_and(|u| (0.1..3.0).contains(&u)));
}

#[test]
fn a_user_of_the_training_is_expected_alike_when_folded_in() {
    let Sample { catalog, recommenders: [rated, _], .. } = sample();
    let data = etl::run(&[root().join("data")], &Silent).unwrap();
    let mut by_user: BTreeMap<UserId, Taste> = BTreeMap::new();
    for r in &data.ratings {
        if let etl::Item::Film(source) = r.item
            && let Some(film) = catalog.movie_by_source(source)
        {
            by_user.entry(r.user).or_default().rated.push((film, r.score));
        }
    }
    let films: Vec<MovieId> = catalog.movies().filter(|m| m.votes() > 500).map(|m| m.id).collect();
    let (mut off, mut apart, mut n) = (0.0, 0.0, 0.0);
    for (user, taste) in by_user.iter().filter(|(_, taste)| taste.rated.len() > 60).take(20) {
        for &film in films.iter().step_by(films.len() / 20 + 1) {
            let (trained, folded) =
                (rated.predict(*user, Item::Film(film)).unwrap(), rated.expect(taste, Item::Film(film)).unwrap());
            off += (trained.estimate - folded.estimate).abs();
            apart += (trained.estimate - trained.mean).abs();
            n += 1.0;
        }
    }
    assert!(n > 100.0 && off / n < 0.15 && off < apart / 2.0, "{} of {}", off / n, apart / n);
}

#[test]
fn groups_agree() {
    let Sample { catalog, recommenders, .. } = sample();
    let mut tastes = [space_fan(), taste(&[("Toy Story", 5.0), ("The Lion King", 5.0)]), Taste::default()];
    for recommender in recommenders {
        for how in [Agreement::AverageWithVeto, Agreement::Average, Agreement::LeastMisery, Agreement::ReciprocalRanks]
        {
            let list = recommender.for_group(catalog, &tastes, how, None, 8);
            assert_eq!(list.len(), 8, "{how:?}");
            assert!(list.windows(2).all(|w| w[0].score >= w[1].score), "{how:?}");
            for found in &list {
                let seen = (0..3).filter(|&m| tastes[m].knows(found.film)).collect::<Vec<_>>();
                assert_eq!((found.seen_by.clone(), found.expected.len()), (seen, 3));
            }
        }
        let before = recommender.for_group(catalog, &tastes, Agreement::default(), None, 1)[0].film;
        tastes.iter_mut().for_each(|taste| taste.seen.push(before));
        let after = recommender.for_group(catalog, &tastes, Agreement::default(), None, 20);
        assert!(after.iter().all(|f| f.film != before), "what all have seen is left out");
        assert_eq!(recommender.for_group(catalog, &[], Agreement::default(), None, 3).len(), 3, "nobody is no error");
    }
}

#[test]
fn questions_are_new_and_end() {
    let Sample { catalog, recommenders, .. } = sample();
    for recommender in recommenders {
        let mut asked = Vec::new();
        let mut taste = space_fan();
        for turn in 0..8 {
            let film = recommender.telling(catalog, &taste, &asked).expect("there are films left");
            assert!(!asked.contains(&film) && !taste.knows(film));
            if turn % 2 == 0 {
                taste.rated.push((film, 4.0));
            }
            asked.push(film);
        }
        let all: Vec<MovieId> = catalog.movies().map(|m| m.id).collect();
        assert_eq!(recommender.telling(catalog, &taste, &all), None);
    }
}

#[test]
fn descriptions_find_films_in_both_languages() {
    let Sample { catalog, recommenders, .. } = sample();
    let [_, content] = recommenders;
    let found = |text: &str| -> Vec<&str> {
        content.similar_to_text(catalog, text, 10).iter().map(|s| catalog.movie(s.value).title()).collect()
    };
    for (text, title) in [("unos juguetes que cobran vida", "Toy Story"), ("toys that come to life", "Toy Story")] {
        assert!(found(text).contains(&title), "{text}: {:?}", found(text));
    }
    assert!(found("").is_empty() && found("de la que me").is_empty(), "function words describe nothing");
}

#[test]
fn few_ratings_are_answered_by_what_is_near_them() {
    let Sample { catalog, recommenders, .. } = sample();
    let list = recommenders[0].for_you(catalog, &taste(&[("Toy Story", 5.0)]), None, 5);
    let near: HashSet<MovieId> =
        recommenders[0].similar(catalog, film("Toy Story"), 20, None).into_iter().map(|near| near.value).collect();
    assert!(list.iter().filter(|one| near.contains(&one.film)).count() >= 4, "{list:?}");
    assert!(list.iter().all(|one| one.because == [film("Toy Story")]), "{list:?}");
}

#[test]
fn no_saga_fills_a_list() {
    let Sample { catalog, recommenders, .. } = sample();
    let fan = taste(&[(STAR_WARS, 5.0)]);
    for recommender in recommenders {
        for list in [
            recommender.for_you(catalog, &fan, None, 5).iter().map(|one| one.film).collect::<Vec<_>>(),
            recommender
                .for_group(catalog, &[fan.clone(), fan.clone()], Agreement::default(), None, 5)
                .iter()
                .map(|one| one.film)
                .collect(),
            recommender.diversified(film(STAR_WARS), 0..5).iter().map(|one| one.value).collect(),
        ] {
            let sagas = list.iter().filter_map(|film| catalog.movie(*film).collection_id());
            let mut of: BTreeMap<u32, usize> = BTreeMap::new();
            sagas.for_each(|saga| *of.entry(saga).or_default() += 1);
            assert!(of.values().all(|&films| films <= 2), "{list:?}");
        }
    }
}

#[test]
fn a_members_own_mark_is_told_and_a_bad_one_is_a_veto() {
    let Sample { catalog, recommenders, .. } = sample();
    let (ana, beto) = (space_fan(), taste(&[("Jumanji", 4.0), ("Toy Story 2", 4.0)]));
    let group = |ana: &Taste| {
        recommenders[0].for_group(
            catalog,
            &[ana.clone(), beto.clone(), Taste::default()],
            Agreement::default(),
            None,
            10,
        )
    };
    let first = group(&ana)[0].clone();
    assert_eq!(first.expected[2], None, "who told nothing is expected nothing");
    let mut hates = ana.clone();
    hates.rated.push((first.film, 0.5));
    assert!(group(&hates).iter().all(|one| one.film != first.film));
    let mut likes = ana.clone();
    likes.rated.push((first.film, 4.5));
    let again = group(&likes);
    if let Some(again) = again.iter().find(|one| one.film == first.film) {
        assert_eq!((again.expected[0], again.seen_by.as_slice()), (Some(4.5), [0].as_slice()));
    }
}
