//! The rules of every source, each on a small file.

use claqueta::catalog::{Platform, SourceId, TitleKind, Unit};
use claqueta::etl::{Dataset, Film, Item, Role};

use super::{counts, fixtures, folder, read};

fn film(data: &Dataset, id: u32) -> &Film {
    data.films.iter().find(|film| film.id == SourceId(id)).expect("the film is kept")
}

#[test]
fn films() {
    let data = fixtures(&["films"]);
    assert_eq!(
        counts(&data, "movies_metadata.csv"),
        "12 = 6 -malformed 2 -no_date 2 -repeated_id 2 ~title_from_original 1 ~unreadable_literal 3 ~unreadable_number 3"
    );
    let ids: Vec<u32> = data.films.iter().map(|film| film.id.0).collect();
    assert_eq!(ids, [5, 6, 7, 8, 862, 1417]);

    let toy = film(&data, 862);
    assert_eq!((toy.title.as_str(), toy.original_title.as_str(), toy.imdb), ("Toy Story", "", 114709));
    assert_eq!(toy.release_date.to_string(), "1995-10-30");
    assert_eq!((toy.budget, toy.revenue, toy.return_ratio()), (3e7, 373554033.0, 373554033.0 / 3e7));
    assert_eq!((toy.popularity, toy.vote_average, toy.vote_count), (Some(21.946943), Some(7.7), Some(5415)));
    assert_eq!(toy.genres, ["Animation", "Comedy"]);
    assert_eq!(toy.collection, "Toy Story Collection");
    assert_eq!(toy.companies, ["Bob's | Films"]);
    assert_eq!(toy.countries, [("US".to_owned(), "United States of America".to_owned())]);
    assert_eq!(toy.languages[1], ("xx".to_owned(), String::new()));
    assert_eq!(toy.overview, "Andy said \"wait\",\nand left.");
    assert_eq!(toy.keywords, ["jealousy", "children's book"]);

    let pan = film(&data, 1417);
    assert_eq!((pan.title.as_str(), pan.original_title.as_str()), ("Pan's Labyrinth", "El laberinto del fauno"));
    assert_eq!((pan.popularity, pan.runtime), (Some(8.64e-7), None));
    assert_eq!(pan.languages[0].1, "Español");

    // Most votes, and the first of those.
    assert_eq!((film(&data, 5).vote_count, film(&data, 5).popularity), (Some(9), Some(2.0)));
    let odd = film(&data, 6);
    assert_eq!((odd.budget, odd.revenue, odd.return_ratio()), (0.0, 0.0, 0.0));
    assert_eq!((odd.popularity, odd.vote_average, odd.vote_count, odd.runtime), (None, None, None, None));
    assert_eq!(film(&data, 7).title, "Sólo original");
    assert_eq!(film(&data, 8).genres, ["Kept"]);
}

#[test]
fn credits_and_keywords() {
    let data = fixtures(&["films"]);
    assert_eq!(
        counts(&data, "credits.csv"),
        "5 = 2 -malformed 1 -repeated_id 1 -unknown_film 1 ~person_without_id 1 ~unreadable_literal 2"
    );
    assert_eq!(counts(&data, "keywords.csv"), "4 = 2 -repeated_id 1 -unknown_film 1");
    let people: Vec<(u32, &str)> = data.people.iter().map(|person| (person.id.0, person.name.as_str())).collect();
    assert_eq!(people, [(8, "Kept"), (31, "Tom Hanks"), (7879, "John Lasseter"), (90000001, "D'Arcy")]);
    let toy: Vec<_> = data.credits.iter().filter(|credit| credit.film == SourceId(862)).collect();
    assert_eq!(toy.len(), 6);
    assert_eq!((toy[0].role, toy[0].character.as_ref(), toy[0].order), (Role::Actor, "Woody (voice)", 0));
    assert_eq!((toy[2].person, toy[2].character.as_ref()), (SourceId(31), "Two"));
    assert_eq!((toy[3].role, toy[3].person), (Role::Director, SourceId(7879)));
    let Role::Crew(job) = toy[4].role else { panic!("a job of the crew") };
    assert_eq!(data.jobs[usize::from(job)], "Co-Director");
    assert!(data.credits.is_sorted_by_key(|credit| (credit.film, credit.role != Role::Actor, credit.order)));
}

#[test]
fn ratings_of_films() {
    let data = fixtures(&["films"]);
    assert_eq!(counts(&data, "links.csv"), "6 = 3 -malformed 1 -no_tmdb_id 1 -repeated_id 1");
    assert_eq!(counts(&data, "ratings_small.csv"), "9 = 3 -malformed 4 -unknown_film 2");
    let ratings: Vec<String> =
        data.ratings.iter().map(|r| format!("{} {:?} {} {}", r.user, r.item, r.score, r.at)).collect();
    assert_eq!(
        ratings,
        ["ml:1 Film(SourceId(862)) 5 12", "ml:1 Film(SourceId(1417)) 0.5 0", "ml:2 Film(SourceId(862)) 4.5 1260759144"]
    );
}

#[test]
fn platforms() {
    let data = fixtures(&["platforms"]);
    assert_eq!(
        counts(&data, "netflix_titles.csv"),
        "7 = 5 -malformed 1 -repeated_id 1 ~cast_not_a_name 1 ~date_with_leading_blank 1 ~duration_in_rating_min 1 ~no_rating 2 \
         ~unknown_type 1 ~unreadable_date 1 ~unreadable_duration 1 ~unreadable_number 1"
    );
    assert_eq!(counts(&data, "hulu_titles.csv"), "1 = 1 ~duration_in_rating_season 1 ~no_rating 1");
    assert_eq!(counts(&data, "ratings/1.csv"), "5 = 3 -malformed 1 -unknown_title 1");
    let keys: Vec<&str> = data.titles.iter().map(|title| title.key.as_str()).collect();
    assert_eq!(keys, ["hs1", "ns1", "ns2", "ns3", "ns4", "ns5"]);

    let hulu = &data.titles[0];
    assert_eq!((hulu.platform, hulu.kind, hulu.duration), (Platform::Hulu, TitleKind::Movie, Some((3, Unit::Season))));
    assert_eq!((hulu.rating.as_str(), hulu.score), ("g", Some(1.0)));
    let rings = &data.titles[1];
    assert_eq!((rings.title.as_str(), rings.cast.as_str()), ("el señor de los anillos", "ian mckellen, 1"));
    assert_eq!(rings.date_added.unwrap().to_string(), "2017-08-04");
    assert_eq!((rings.release_year, rings.rating.as_str(), rings.duration), (2001, "pg-13", Some((178, Unit::Min))));
    assert_eq!((rings.score, rings.score_count), (Some(3.75), 2));
    let louis = &data.titles[2];
    assert_eq!((louis.duration, louis.rating.as_str(), louis.score), (Some((74, Unit::Min)), "g", None));
    assert_eq!((data.titles[3].kind, data.titles[3].duration), (TitleKind::Show, Some((2, Unit::Season))));
    let odd = &data.titles[4];
    assert_eq!((odd.kind, odd.duration, odd.release_year, odd.date_added), (TitleKind::Movie, None, 0, None));
    let zero = &data.titles[5];
    assert_eq!((zero.duration, zero.date_added.unwrap().to_string()), (Some((0, Unit::Min)), "2019-07-01".to_owned()));

    let users: Vec<String> = data.ratings.iter().map(|rating| rating.user.to_string()).collect();
    assert_eq!(users, ["pf:1", "pf:1", "pf:2"]);
    assert_eq!(data.ratings[0].item, Item::Title(0));
}

#[test]
fn other_film_sources_only_add() {
    let data = fixtures(&["merge", "films"]);
    assert_eq!(counts(&data, "tmdb_5000_movies.csv"), "2 = 1 -known_film 1");
    assert_eq!(counts(&data, "tmdb_5000_credits.csv"), "2 = 1 -known_film 1");
    assert_eq!(counts(&data, "TMDB_movie_dataset_v11.csv"), "2 = 1 -known_film 1");
    assert_eq!(film(&data, 862).title, "Toy Story");
    let avatar = film(&data, 19995);
    assert_eq!((avatar.keywords[0].as_str(), avatar.languages[0].1.as_str()), ("culture élite", "Español"));
    assert!(data.people.iter().any(|person| person.name == "James Cameron"));
    assert!(!data.people.iter().any(|person| person.name == "Nobody"));
    let inception = film(&data, 27205);
    assert_eq!(inception.genres, ["Action", "Science Fiction"]);
    assert_eq!((inception.imdb, inception.release_date.to_string().as_str()), (1375666, "2010-07-15"));
    // A country that another source has with its code gets the code.
    assert_eq!(
        inception.countries,
        [(String::new(), "United Kingdom".to_owned()), ("US".to_owned(), "United States of America".to_owned())]
    );
    let alone = fixtures(&["merge"]);
    assert_eq!(film(&alone, 862).title, "Toy Story (other)");
}

#[test]
fn aliases() {
    let data = fixtures(&["akas", "films"]);
    assert_eq!(counts(&data, "title.akas.tsv"), "6 = 2 -known_title 2 -other_region 1 -unknown_film 1");
    let aliases: Vec<(u32, &str, &str)> =
        data.aliases.iter().map(|a| (a.film.0, a.title.as_str(), a.region.as_str())).collect();
    assert_eq!(aliases, [(862, "\"Juguetes\" vivos", ""), (862, "Juguetes", "AR")]);
}

#[test]
fn the_order_of_folders_does_not_matter() {
    let one = fixtures(&["films", "platforms", "merge", "akas"]);
    let other = fixtures(&["akas", "merge", "platforms", "films"]);
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

const FILMS: &str =
    "id,title,release_date,budget,revenue,popularity,vote_average,vote_count,genres,runtime,production_companies\n";

#[test]
fn numbers_and_dates_beyond_measure() {
    let rows = "1,A,2000-01-01,1e-320,1e9,1,10,4294967294,[],100000,[]\n\
                2,B,1800-01-01,5,10,1,10.5,4294967295,[],100001,[]\n\
                3,C,1799-12-31,0,0,1,5,1,[],90,[]\n\
                4,D,12000-01-01,0,0,1,5,1,[],90,[]\n";
    let folder = folder(&[("movies_metadata.csv", format!("{FILMS}{rows}").as_bytes())]);
    let data = read(&[folder.path()]).unwrap();
    assert_eq!(counts(&data, "movies_metadata.csv"), "4 = 2 -no_date 2 ~unreadable_number 3");
    let (least, beyond) = (film(&data, 1), film(&data, 2));
    assert_eq!((least.return_ratio(), beyond.return_ratio()), (0.0, 2.0));
    assert_eq!((least.vote_average, least.vote_count, least.runtime), (Some(10.0), Some(4294967294), Some(100000.0)));
    assert_eq!((beyond.vote_average, beyond.vote_count, beyond.runtime), (None, None, None));
}

#[test]
fn types_dates_and_casts_of_titles() {
    let rows = "s1,Series,A,,\"Ana, 1, 2\",,\"May 1, 12021\",2020,g,90 min,,\n\
                s2,Saga,B,,,,1700-01-01,99,g,2 Seasons,,\n\
                s3,Saga,C,,\"Ana,,Ñ\",,2021-05-01,2020,g,90 min,,\n";
    let header =
        "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n";
    let folder = folder(&[("hulu_titles.csv", format!("{header}{rows}").as_bytes())]);
    let data = read(&[folder.path()]).unwrap();
    assert_eq!(
        counts(&data, "hulu_titles.csv"),
        "3 = 3 ~cast_not_a_name 2 ~unknown_type 2 ~unreadable_date 2 ~unreadable_number 1"
    );
    let kinds: Vec<TitleKind> = data.titles.iter().map(|title| title.kind).collect();
    assert_eq!(kinds, [TitleKind::Show, TitleKind::Show, TitleKind::Movie]);
    assert_eq!((data.titles[0].date_added, data.titles[1].date_added, data.titles[1].release_year), (None, None, 0));
    assert_eq!(data.titles[0].cast, "ana, 1, 2");
}
