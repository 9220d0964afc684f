//! Look-up by name: every kind of damage that people do to a name, on a small catalogue made by hand, and the program's
//! own evaluation on the whole data where it is there.

mod common;

use std::sync::OnceLock;

use claqueta::catalog::{self, Catalog, Platform, SourceId, TitleKind};
use claqueta::etl::{self, Alias, Credit, Dataset, Film, Person, Role, Silent, Title};
use claqueta::search::{self, Entity, FullTextIndex, Kind, Match, evaluate};
use proptest::prelude::*;

struct Fixture {
    catalog: Catalog,
    index: FullTextIndex,
    _folder: tempfile::TempDir,
}

/// Title, year, votes, original title.
const FILMS: &[(&str, i32, u32, &str)] = &[
    ("Toy Story", 1995, 5415, ""),
    ("Toy Story 2", 1999, 3914, ""),
    ("The Matrix", 1999, 9079, ""),
    ("Rocky", 1976, 1910, ""),
    ("Rocky II", 1979, 930, ""),
    ("Rocky V", 1990, 507, ""),
    ("Titanic", 1953, 42, ""),
    ("Titanic", 1997, 7770, ""),
    ("Titanic", 1996, 9, ""),
    ("Kill!", 1968, 300, "斬る"),
    ("Kill", 2008, 4, ""),
    ("Se7en", 1995, 5915, ""),
    ("Seven Samurai", 1954, 892, "七人の侍"),
    ("Pan's Labyrinth", 2006, 3122, "El laberinto del fauno"),
    ("Spider-Man", 2002, 5398, ""),
    ("WALL·E", 2008, 6439, ""),
    ("Beauty and the Beast", 1991, 3029, ""),
    ("Jurassic Park", 1993, 4956, ""),
    ("The Good, the Bad and the Ugly", 1966, 2371, ""),
    ("Star Trek VI: The Undiscovered Country", 1991, 420, ""),
    ("1917", 1970, 3, ""),
    ("Blade Runner 2049", 2017, 5000, ""),
    ("Up", 2009, 7048, ""),
    ("M", 1931, 465, ""),
    ("Amélie", 2001, 3403, "Le fabuleux destin d'Amélie Poulain"),
    ("Harry Potter and the Philosopher's Stone", 2001, 7188, ""),
    ("Die Hard", 1988, 4005, ""),
    ("Mad Max: Fury Road", 2015, 9629, ""),
];

/// Name, and the positions in [`FILMS`] of the films acted in.
const PEOPLE: &[(&str, &[usize])] = &[
    ("Tom Hanks", &[0, 1]),
    ("Colin Hanks", &[20]),
    ("Steven Spielberg", &[17]),
    ("Andy Garcia", &[7]),
    ("Andy García", &[20]),
    ("J. J. Abrams", &[19]),
    ("Robert De Niro", &[2]),
    ("Audrey Tautou", &[24]),
];

/// Title of a platform, whether it is a film, year.
const TITLES: &[(&str, TitleKind, u16)] = &[
    ("toy story", TitleKind::Movie, 1995),
    ("the office (u.s.)", TitleKind::Show, 2005),
    ("jurassic park", TitleKind::Movie, 1993),
    ("stranger things", TitleKind::Show, 2016),
];

fn dataset() -> Dataset {
    let id = |i: usize| SourceId(i as u32 + 1);
    let film = |(i, (title, year, votes, original)): (usize, &(&str, i32, u32, &str))| Film {
        id: id(i),
        title: (*title).to_owned(),
        original_title: (*original).to_owned(),
        release_date: format!("{year}-06-01").parse().unwrap(),
        vote_count: Some(*votes),
        ..Film::default()
    };
    let credits = PEOPLE.iter().enumerate().flat_map(|(i, (_, films))| {
        films.iter().map(move |&film| Credit {
            film: id(film),
            person: id(i),
            role: Role::Actor,
            order: 0,
            character: Box::default(),
        })
    });
    let mut credits: Vec<Credit> = credits.collect();
    credits.sort_by_key(|c| (c.film, c.person));
    let title = |(i, (title, kind, year)): (usize, &(&str, TitleKind, u16))| Title {
        key: format!("ns{}", i + 1),
        platform: Platform::Netflix,
        kind: *kind,
        title: (*title).to_owned(),
        director: String::new(),
        cast: String::new(),
        country: String::new(),
        date_added: None,
        release_year: *year,
        rating: "g".to_owned(),
        duration: None,
        listed_in: String::new(),
        description: String::new(),
        score: None,
        score_count: 0,
    };
    let alias = Alias { film: id(2), title: "Matrix: la película".to_owned(), region: "AR".to_owned() };
    Dataset {
        films: FILMS.iter().enumerate().map(film).collect(),
        people: PEOPLE.iter().enumerate().map(|(i, p)| Person { id: id(i), name: p.0.to_owned() }).collect(),
        credits,
        titles: TITLES.iter().enumerate().map(title).collect(),
        aliases: vec![alias],
        ..Dataset::default()
    }
}

fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(|| {
        let folder = common::folder();
        catalog::build(&dataset(), folder.path()).unwrap();
        let catalog = Catalog::open(folder.path()).unwrap();
        search::build(&catalog, folder.path()).unwrap();
        let index = FullTextIndex::open(folder.path(), &catalog).unwrap();
        Fixture { catalog, index, _folder: folder }
    })
}

/// `Toy Story (1995)`, `person Tom Hanks` or `title the office (u.s.)`, for each hit.
fn found(text: &str, kind: Kind) -> Vec<(String, Match, f32)> {
    let Fixture { catalog, index, .. } = fixture();
    let name = |entity| match entity {
        Entity::Film(film) => format!("{} ({})", catalog.movie(film).title(), catalog.movie(film).year()),
        Entity::Person(person) => format!("person {}", catalog.person(person).name()),
        Entity::Title(title) => format!("title {}", catalog.title(title).title()),
    };
    let hits = index.search(catalog, text, kind, 5).unwrap();
    hits.into_iter().map(|h| (name(h.entity), h.matched, h.score)).collect()
}

#[track_caller]
fn check(text: &str, kind: Kind, expect: &str) {
    let hits = found(text, kind);
    assert_eq!(hits.first().map(|h| h.0.as_str()), Some(expect), "{text:?} gave {hits:?}");
}

#[test]
fn case_accents_and_articles() {
    check("TOY STORY", Kind::Film, "Toy Story (1995)");
    check("amelie", Kind::Film, "Amélie (2001)");
    check("matrix", Kind::Film, "The Matrix (1999)");
    check("Matrix, The", Kind::Film, "The Matrix (1999)");
    check("teh matrix", Kind::Film, "The Matrix (1999)");
    check("thematrix", Kind::Film, "The Matrix (1999)");
}

#[test]
fn typos() {
    for typo in ["toy stroy", "tou story", "ttoy story", "toy stry", "oty story", "yoy story"] {
        check(typo, Kind::Film, "Toy Story (1995)");
    }
    check("jurasic prak", Kind::Film, "Jurassic Park (1993)");
    check("tom hnaks", Kind::Person, "person Tom Hanks");
    check("steven spielbreg", Kind::Person, "person Steven Spielberg");
}

#[test]
fn as_one_types() {
    check("jur", Kind::Film, "Jurassic Park (1993)");
    check("mad max f", Kind::Film, "Mad Max: Fury Road (2015)");
    check("steven sp", Kind::Person, "person Steven Spielberg");
}

/// The names of what comes while a text is being typed, of every kind.
fn typed(text: &str) -> Vec<(String, Match)> {
    let Fixture { catalog, index, .. } = fixture();
    let hits = index.typed(catalog, text, Kind::Any, 8).unwrap();
    let name = |entity| match entity {
        Entity::Film(film) => catalog.movie(film).title().to_owned(),
        Entity::Person(person) => catalog.person(person).name().to_owned(),
        Entity::Title(title) => catalog.title(title).title().to_owned(),
    };
    hits.into_iter().map(|h| (name(h.entity), h.matched)).collect()
}

#[test]
fn every_beginning_of_a_name_shows_it_and_a_slip_does_not_hide_it() {
    for name in ["Jurassic Park", "Spider-Man", "Steven Spielberg", "stranger things", "Mad Max: Fury Road"] {
        let letters: Vec<char> = name.chars().collect();
        for end in 3..=letters.len() {
            let beginning: String = letters[..end].iter().collect();
            let hits = typed(&beginning);
            let shown = hits.iter().find(|(shown, _)| shown == name);
            assert!(shown.is_some_and(|(_, matched)| *matched <= Match::Partial), "{beginning:?} gave {hits:?}");
        }
    }
    // Of inner words as well, where nothing begins so itself.
    for name in FILMS.iter().map(|film| film.0).chain(PEOPLE.iter().map(|person| person.0)) {
        for word in name.split(' ').filter(|word| word.len() >= 6 && word.is_ascii()) {
            let hits = typed(&word[..6]);
            assert!(hits.iter().any(|(shown, _)| shown == name), "{:?} of {name:?} gave {hits:?}", &word[..6]);
        }
    }
    for (slip, name) in
        [("jurasic prk", "Jurassic Park"), ("tom hnak", "Tom Hanks"), ("estrenyer th", "stranger things")]
    {
        let hits = typed(slip);
        assert_eq!(hits.first().map(|(shown, _)| shown.as_str()), Some(name), "{slip:?} gave {hits:?}");
    }
}

#[test]
fn word_order_missing_words_and_spaces() {
    check("story toy", Kind::Film, "Toy Story (1995)");
    check("fury road", Kind::Film, "Mad Max: Fury Road (2015)");
    check("good bad ugly", Kind::Film, "The Good, the Bad and the Ugly (1966)");
    check("spiderman", Kind::Film, "Spider-Man (2002)");
    check("spider man", Kind::Film, "Spider-Man (2002)");
    check("walle", Kind::Film, "WALL·E (2008)");
    check("diehard", Kind::Film, "Die Hard (1988)");
}

#[test]
fn numerals_and_conjunctions() {
    check("rocky 2", Kind::Film, "Rocky II (1979)");
    check("rocky two", Kind::Film, "Rocky II (1979)");
    check("rocky 5", Kind::Film, "Rocky V (1990)");
    check("rocky", Kind::Film, "Rocky (1976)");
    check("toy story dos", Kind::Film, "Toy Story 2 (1999)");
    check("7 samurai", Kind::Film, "Seven Samurai (1954)");
    check("beauty & the beast", Kind::Film, "Beauty and the Beast (1991)");
    check("beauty y the beast", Kind::Film, "Beauty and the Beast (1991)");
}

#[test]
fn years() {
    check("titanic 1953", Kind::Film, "Titanic (1953)");
    check("titanic, del año 1996", Kind::Film, "Titanic (1996)");
    check("Titanic (1997)", Kind::Film, "Titanic (1997)");
    check("blade runner 2049", Kind::Film, "Blade Runner 2049 (2017)");
    check("1917", Kind::Film, "1917 (1970)");
}

#[test]
fn by_ear() {
    check("yurasic park", Kind::Film, "Jurassic Park (1993)");
    check("jarry poter and the filosofer estone", Kind::Film, "Harry Potter and the Philosopher's Stone (2001)");
    check("espilber", Kind::Person, "person Steven Spielberg");
}

#[test]
fn other_titles() {
    check("el laberinto del fauno", Kind::Film, "Pan's Labyrinth (2006)");
    check("matrix la pelicula", Kind::Film, "The Matrix (1999)");
    check("duro de matar", Kind::Film, "Die Hard (1988)");
    check("七人の侍", Kind::Film, "Seven Samurai (1954)");
}

#[test]
fn namesakes_come_together_the_best_known_first() {
    let hits = found("titanic", Kind::Film);
    let names: Vec<&str> = hits.iter().map(|h| h.0.as_str()).take(3).collect();
    assert_eq!(names, ["Titanic (1997)", "Titanic (1953)", "Titanic (1996)"]);
    assert!(hits[..3].iter().all(|h| h.1 == Match::Exact), "{hits:?}");
}

#[test]
fn the_exact_spelling_comes_before_a_better_known_twin() {
    check("Kill", Kind::Film, "Kill (2008)");
    check("Kill!", Kind::Film, "Kill! (1968)");
    check("kill", Kind::Film, "Kill! (1968)");
    check("Andy García", Kind::Person, "person Andy García");
    check("Andy Garcia", Kind::Person, "person Andy Garcia");
    assert_eq!(found("Kill!", Kind::Film)[1].1, Match::Folded);
}

#[test]
fn people_by_surname_initials_and_order() {
    check("hanks", Kind::Person, "person Tom Hanks");
    check("hanks tom", Kind::Person, "person Tom Hanks");
    check("jj abrams", Kind::Person, "person J. J. Abrams");
    check("deniro", Kind::Person, "person Robert De Niro");
    check("r de niro", Kind::Person, "person Robert De Niro");
}

#[test]
fn all_kinds_in_one_list() {
    check("toy story", Kind::Any, "Toy Story (1995)");
    check("tom hanks", Kind::Any, "person Tom Hanks");
    check("stranger things", Kind::Any, "title stranger things");
    let titles = found("jurassic park", Kind::Any);
    assert!(titles.iter().all(|h| !h.0.starts_with("title")), "the film stands for its title: {titles:?}");
    check("jurassic park", Kind::Title, "title jurassic park");
}

#[test]
fn short_names() {
    check("up", Kind::Film, "Up (2009)");
    check("m", Kind::Film, "M (1931)");
}

#[test]
fn scores_tell_what_is_meant_from_what_is_not() {
    for (text, kind) in [("toy story", Kind::Film), ("toy stroy", Kind::Film), ("tom hanks", Kind::Person)] {
        assert!(found(text, kind)[0].2 > 0.8, "{text}: {:?}", found(text, kind));
    }
    for text in ["xqzw", "cuántas películas se estrenaron en enero", "hola, qué tal", "asdfghjkl"] {
        let best = found(text, Kind::Any).first().map_or(0.0, |h| h.2);
        assert!(best < 0.45, "{text}: {:?}", found(text, Kind::Any));
    }
    assert!(found("", Kind::Any).is_empty());
    assert!(found("¿¡…!?", Kind::Any).is_empty());
    let scores: Vec<f32> = found("rocky", Kind::Film).iter().map(|h| h.2).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn exact_names_are_known_at_once() {
    let Fixture { index, .. } = fixture();
    assert!(index.named_exactly("toy story", Kind::Film));
    assert!(index.named_exactly("matrix", Kind::Film));
    assert!(index.named_exactly("duro de matar", Kind::Any));
    assert!(!index.named_exactly("toy stor", Kind::Any));
    assert!(!index.named_exactly("toy story", Kind::Person));
    assert_eq!(index.votes_of_name("titanic", Kind::Film), Some(7770));
}

#[test]
fn reasons_add_up_to_the_order() {
    let Fixture { catalog, index, .. } = fixture();
    let explained = index.explain(catalog, "rocky 2", Kind::Film, 5).unwrap();
    let totals: Vec<f32> = explained.iter().map(|(_, reasons)| reasons.iter().map(|r| r.1).sum()).collect();
    assert!(totals.len() > 1 && totals.is_sorted(), "{totals:?}");
}

#[test]
fn equal_data_give_equal_files() {
    let files = || {
        let folder = common::folder();
        search::build(&fixture().catalog, folder.path()).unwrap();
        let mut files = Vec::new();
        for kind in ["films", "titles", "people"] {
            for entry in std::fs::read_dir(folder.path().join("names").join(kind)).unwrap() {
                let path = entry.unwrap().path();
                files.push((kind, path.file_name().unwrap().to_owned(), std::fs::read(path).unwrap()));
            }
        }
        files.sort();
        files
    };
    assert!(files() == files());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn anything_is_answered(text in any::<String>(), k in 0usize..20) {
        let Fixture { catalog, index, .. } = fixture();
        let hits = index.search(catalog, &text, Kind::Any, k).unwrap();
        prop_assert!(hits.len() <= k);
        prop_assert!(hits.iter().all(|h| (0.0..=1.0).contains(&h.score)));
    }
}

#[test]
fn long_and_odd_texts_take_bounded_time() {
    let Fixture { catalog, index, .. } = fixture();
    let started = std::time::Instant::now();
    for text in ["a".repeat(100_000), "star ".repeat(20_000), "🎬".repeat(30_000), "\u{202e}\u{0}\u{7f}".repeat(30_000)]
    {
        index.search(catalog, &text, Kind::Any, 5).unwrap();
    }
    assert!(started.elapsed().as_millis() < 1000, "{:?}", started.elapsed());
}

#[test]
fn own_queries_on_the_whole_data() {
    let Some(data) = common::whole_data() else {
        eprintln!("skipped: the whole data is not beside the repository");
        return;
    };
    let folder = common::folder();
    catalog::build(&etl::run(&data, &Silent).unwrap(), folder.path()).unwrap();
    let catalog = Catalog::open(folder.path()).unwrap();
    search::build(&catalog, folder.path()).unwrap();
    let index = FullTextIndex::open(folder.path(), &catalog).unwrap();
    let evaluation = evaluate(&index, &catalog, &common::root().join("tests/eval/search.tsv")).unwrap();
    assert!(evaluation.all.queries >= 500, "{} queries", evaluation.all.queries);
    assert!(evaluation.all.success_at_1 >= 98.0, "{evaluation:#?}");
    assert!(evaluation.all.success_at_5 >= 99.5, "{evaluation:#?}");
}
