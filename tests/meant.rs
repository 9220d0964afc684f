//! Which film, person, saga or company a name means, over a few films made for it: sharing names, parts of names and
//! letters.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::sync::{Arc, OnceLock};

use claqueta::artifacts::Store;
use claqueta::engine::{Answer, BuildOptions, Engine, ResultCache, Status, build};
use claqueta::etl::Silent;
use claqueta::query::parse;
use claqueta::recommend::Models;
use claqueta::render::json;

/// Title, year, votes, saga, company, directors, actors; lists with `/`.
const FILMS: &[(&str, u16, u32, &str, &str, &str, &str)] = &[
    ("Toy Story", 1995, 5000, "Toy Story Collection", "Pixar", "John Lasseter", "Tom Hanks"),
    ("Toy Story 2", 1999, 4000, "Toy Story Collection", "Pixar", "John Lasseter", "Tom Hanks"),
    ("Troy", 2004, 2800, "", "Warner", "Wolfgang Petersen", "Brad Pitt"),
    ("Apocalypse Now", 1979, 2000, "", "Zoetrope", "Francis Ford Coppola", "Marlon Brando"),
    ("X-Men: Apocalypse", 2016, 4800, "X-Men Collection", "Fox", "Bryan Singer", "Will Smith"),
    ("The Terminal", 2004, 2600, "", "Amblin", "Steven Spielberg", "Tom Hanks/Samuel L. Jackson"),
    ("The Terminator", 1984, 4200, "The Terminator Collection", "Orion", "James Cameron", "Will Arnett"),
    ("Alien", 1979, 4500, "Alien Collection", "Fox", "Ridley Scott", "Sigourney Weaver"),
    ("Aliens", 1986, 3200, "Alien Collection", "Fox", "James Cameron", "Sigourney Weaver"),
    ("Alien Nation", 1988, 100, "Alien Nation Collection", "Fox", "Graham Baker", "James Caan"),
    ("Creed", 2015, 3000, "Rocky Collection", "Warner", "Ryan Coogler", "Sylvester Stallone"),
    ("Wolf Creek", 2005, 300, "Wolf Creek Collection", "Emu", "Greg McLean", "John Jarratt"),
    ("The Lord of the Rings", 1978, 90, "Old Rings", "Zaentz", "Ralph Bakshi", "John Hurt"),
    ("The Lord of the Rings: The Two Towers", 2002, 7000, "Rings Trilogy", "New Line", "Peter Jackson", "Elijah Wood"),
    ("Gothika", 2003, 400, "", "NetFlix", "Mick Jackson", "Samuel L. Jackson"),
    ("Lost in Translation", 2003, 1500, "", "Netflix", "Sofia Coppola", "Bill Murray"),
    ("Somewhere", 2010, 300, "", "Netflix", "Sofia Coppola", "Kevin Will"),
    ("Minority Report", 2002, 2600, "", "Fox", "Steven Spielberg", "Tom Cruise"),
    ("Turning Tide", 2013, 60, "", "Gaumont", "Christophe Offenstein", "Brian Dennehy"),
    ("Knives of the Avenger", 1966, 20, "", "Sider", "Mario Bava", "James Donald"),
    ("Free Willy", 1993, 900, "", "Warner", "Simon Wincer", "Merritt Olsen"),
    ("Dope", 2015, 500, "", "Open Road", "Rick Famuyiwa", "Arthur Brauss"),
    ("Them", 2006, 200, "", "Eskwad", "David Moreau", "Olivia Bonamy"),
    ("Dune", 1984, 600, "", "Laurentiis", "David Lynch", "Kyle MacLachlan"),
    ("Titanic", 1997, 7000, "", "Paramount", "James Cameron", "Kate Winslet"),
    ("Titanic", 1996, 20, "", "Konigsberg", "Robert Lieberman", "Peter Gallagher"),
    ("+1", 2013, 300, "", "Process", "Dennis Iliadis", "Rhys Wakefield"),
    ("The One", 2001, 900, "", "Revolution", "James Wong", "Jet Li"),
    ("1", 2013, 70, "", "Diamond", "Paul Crowder", "Pedro Gil"),
    ("Some Film", 2010, 10, "", "Small", "Anna Director", "Ilario Bisi-Pedro"),
    ("Almost", 2012, 2000, "", "Small", "Anna Director", "Pedro Pascal/Olivia Bonamy"),
    ("Shrek", 2001, 2900, "Shrek Collection", "DreamWorks", "Andrew Adamson", "Mike Myers"),
    ("Shrek 2", 2004, 3300, "Shrek Collection", "DreamWorks", "Andrew Adamson", "Mike Myers"),
    ("Red", 2008, 60, "", "Small", "Trygve Diesen", "Rocky Taylor"),
    ("RED", 2010, 2800, "", "Summit", "Robert Schwentke", "Bruce Willis"),
    ("Boy", 2010, 60, "", "Whenua", "Taika Waititi", "James Rolleston"),
    ("The Boy", 2016, 900, "", "Lakeshore", "William Brent Bell", "Lauren Cohan"),
    ("The Hobbit", 1977, 80, "Old Rings", "Rankin", "Arthur Rankin", "Orson Bean"),
    ("The Bad News Bears in Breaking Training", 1977, 30, "", "Paramount", "Michael Pressman", "William Devane"),
    ("Gray's Anatomy", 1996, 10, "", "Small", "Steven Soderbergh", "Spalding Gray"),
    ("The Purge", 2013, 2500, "The Purge Collection", "Blumhouse", "James DeMonaco", "Ethan Hawke"),
    ("Braveheart", 1995, 3400, "", "Icon", "Mel Gibson", "Sophie Marceau"),
    ("Johnny Apollo", 1940, 2, "", "Fox", "Henry Hathaway", "Tyrone Power"),
    ("Agent Cody Banks", 2003, 300, "Agent Cody Banks Collection", "MGM", "Harald Zwart", "Frankie Muniz"),
    ("Rogue", 2007, 200, "", "Village", "Greg McLean", "Radha Mitchell"),
    ("Rogue One: A Star Wars Story", 2016, 5100, "", "Lucasfilm", "Gareth Edwards", "Felicity Jones"),
    ("E.T. the Extra-Terrestrial", 1982, 3300, "", "Amblin", "Steven Spielberg", "Drew Barrymore"),
    ("The Hobbit: An Unexpected Journey", 2012, 8000, "Hobbit Collection", "New Line", "Peter Jackson", "Ian Holm"),
];

/// Titles of the platforms: the file, the title, its year, its seasons.
const SERIES: &[(&str, &str, u16, u8)] = &[
    ("netflix", "Breaking Bad", 2013, 5),
    ("netflix", "Grey's Anatomy", 2020, 17),
    ("netflix", "Bravehart", 2019, 1),
    ("hulu", "The Purge", 2018, 2),
    ("hulu", "The Handmaid's Tale", 2017, 4),
    ("netflix", "Room 104", 2020, 4),
];

fn names<'a>(list: &'a str, known: &mut Vec<&'a str>) -> Vec<(usize, &'a str)> {
    let mut number = |name| {
        known.iter().position(|k| *k == name).unwrap_or_else(|| {
            known.push(name);
            known.len() - 1
        })
    };
    list.split('/').map(|name| (number(name) + 1, name)).collect()
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let (data, index) = (common::folder(), common::folder());
        let mut films = String::from(
            "id,title,release_date,vote_count,vote_average,popularity,budget,revenue,genres,belongs_to_collection,\
             production_companies\n",
        );
        let mut credits = String::from("cast,crew,id\n");
        let mut known = Vec::new();
        for (i, (title, year, votes, saga, company, directors, actors)) in (1..).zip(FILMS) {
            let saga = if saga.is_empty() { String::new() } else { format!("\"{{'id': {i}, 'name': '{saga}'}}\"") };
            let company = format!("\"[{{'name': '{company}', 'id': {i}}}]\"");
            writeln!(films, "{i},{title},{year}-06-01,{votes},7.0,5.0,1000000,2000000,[],{saga},{company}").unwrap();
            let cast = names(actors, &mut known)
                .into_iter()
                .map(|(id, n)| format!("{{'id': {id}, 'name': '{n}', 'order': 0}}"));
            let cast = cast.collect::<Vec<_>>().join(", ");
            let crew = names(directors, &mut known).into_iter();
            let crew = crew.map(|(id, n)| format!("{{'id': {id}, 'name': '{n}', 'job': 'Director'}}"));
            let crew = crew.collect::<Vec<_>>().join(", ");
            writeln!(credits, "\"[{cast}]\",\"[{crew}]\",{i}").unwrap();
        }
        fs::write(data.path().join("movies_metadata.csv"), films).unwrap();
        fs::write(data.path().join("credits.csv"), credits).unwrap();
        for platform in ["netflix", "hulu"] {
            let mut titles = String::from(
                "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n",
            );
            for (i, (_, title, year, seasons)) in SERIES.iter().filter(|series| series.0 == platform).enumerate() {
                writeln!(titles, "s{i},TV Show,{title},,,,,{year},TV-MA,{seasons} Seasons,Drama,A story.").unwrap();
            }
            fs::write(data.path().join(format!("{platform}_titles.csv")), titles).unwrap();
        }
        let options = BuildOptions {
            data: vec![data.path().to_owned()],
            index: index.path().to_owned(),
            models: Models::Content,
            ..BuildOptions::default()
        };
        build(&options, &Silent).unwrap();
        let engine = Engine::open(&Store::at(index.path()), Arc::new(ResultCache::new(16))).unwrap();
        // The files are mapped; the folder may go with the process.
        std::mem::forget(index);
        engine
    })
}

fn ask(text: &str) -> Arc<Answer> {
    engine().answer(&parse(text, engine())).unwrap()
}

/// What was understood, and whether it is all there is of that name.
#[track_caller]
fn means(text: &str, meant: &str, status: Status) -> Vec<String> {
    let answer = ask(text);
    let name = answer.slots.title.clone().or(answer.slots.person.clone()).unwrap_or_default();
    assert_eq!((name.as_str(), answer.status), (meant, status), "{text}: {:?}", answer.suggestions);
    answer.suggestions.iter().map(|s| s.title.clone()).collect()
}

/// Nothing of that name; `near` is offered.
#[track_caller]
fn unknown(text: &str, near: &str) {
    let answer = ask(text);
    assert_eq!(answer.status, Status::NotFound, "{text}: {:?}", answer.slots);
    let offered = near.is_empty() || answer.suggestions.iter().any(|s| s.title == near);
    assert!(offered, "{text} offers {:?}", answer.suggestions);
}

#[track_caller]
fn saga(text: &str, expect: Option<&str>) {
    let data = json::data(&ask(&format!("/saga {text}")));
    assert_eq!(data["saga"].as_str(), expect, "{text}: {data}");
}

#[test]
fn a_film_that_is_called_so_comes_before_a_saga_of_a_similar_name() {
    for title in ["Troy", "Apocalypse Now", "The Terminal", "Lost in Translation"] {
        saga(title, None);
        let answer = ask(&format!("/saga {title}"));
        let told =
            claqueta::render::format::plain(&claqueta::render::answer(&answer, claqueta::render::Language::Spanish));
        assert!(told.contains(title) && told.contains("no es de ninguna saga"), "{told}");
        assert_eq!(told, {
            let id = answer.slots.title_id.unwrap();
            let by_id = engine().answer(&format!("saga title=#{}", id.0).parse().unwrap()).unwrap();
            claqueta::render::format::plain(&claqueta::render::answer(&by_id, claqueta::render::Language::Spanish))
        });
    }
    saga("Aliens", Some("Alien Collection"));
    saga("Creed", Some("Rocky Collection"));
    saga("Alien Nation", Some("Alien Nation Collection"));
    saga("Terminator", Some("The Terminator Collection"));
    saga("toi stori", Some("Toy Story Collection"));
    saga("terminatr", Some("The Terminator Collection"));
    // An old film is called so, and much better known ones begin so.
    saga("The Lord of the Rings", Some("Rings Trilogy"));
    saga("El Hobbit", Some("Hobbit Collection"));
    saga("Old Rings", Some("Old Rings"));
    saga("zzqqxx", None);
}

#[test]
fn the_nearest_sagas_and_companies_are_offered() {
    let near = |text: &str| json::suggestions(&ask(text));
    assert_eq!(near("/saga Troy")[0]["title"], "Toy Story Collection");
    assert_eq!(near("/saga Troy")[0]["kind"], "saga");
    let company = near("/productora Pixar Films");
    assert_eq!((&company[0]["title"], &company[0]["kind"]), (&"Pixar".into(), &"company".into()), "{company}");
}

#[test]
fn the_exact_spelling_comes_before_a_better_known_twin() {
    let company = |text: &str| json::data(&ask(text))["value"].clone();
    assert_eq!(company("/productora NetFlix"), "NetFlix");
    assert_eq!(company("/productora Netflix"), "Netflix");
    assert_eq!(company("/productora netflix"), "Netflix");
    assert_eq!(means("/score 1", "1", Status::Ok), [""; 0]);
    assert_eq!(means("/score The One", "The One", Status::Ok), [""; 0]);
}

#[test]
fn capitals_and_articles_that_are_written_count() {
    assert_eq!(means("/score RED", "RED", Status::Ambiguous), ["Red"]);
    assert_eq!(means("/score Red", "Red", Status::Ambiguous), ["RED"]);
    assert_eq!(means("/score red", "RED", Status::Ambiguous), ["Red"]);
    assert_eq!(ask("/score Red").slots.title_id.unwrap().0, 34);
    assert_eq!(means("/score Boy", "Boy", Status::Ok), [""; 0]);
    assert_eq!(means("/score the boy", "The Boy", Status::Ok), [""; 0]);
    // In small letters the much better known one may be meant.
    assert_eq!(means("/score boy", "The Boy", Status::Ambiguous), ["Boy"]);
}

#[test]
fn a_first_part_is_the_film_without_a_number() {
    for text in ["shrek 1", "Shrek 1", "votos de shrek 1"] {
        let text = if text.contains("votos") { text.to_owned() } else { format!("/votos {text}") };
        assert_eq!(means(&text, "Shrek", Status::Ok), [""; 0]);
    }
    means("/score toy story 1", "Toy Story", Status::Ok);
    means("/score shrek 2", "Shrek 2", Status::Ok);
    unknown("/score shrek 3", "Shrek");
}

#[test]
fn a_first_part_is_that_of_a_saga_which_bears_the_name() {
    means("/score the purge 1", "The Purge", Status::Ok);
    unknown("/score Apollo 1", "Johnny Apollo");
    unknown("/score Agent 1", "Agent Cody Banks");
}

#[test]
fn a_series_is_no_film_that_is_only_like_it() {
    for text in ["votos de Breaking Bad", "recomendame algo como Breaking Bad", "/score Grey's Anatomy", "Breaking Bad"]
    {
        let answer = ask(text);
        let body = format!("{:?}", answer.body);
        assert!(answer.status == Status::NotFound && body.starts_with("OnlyOnPlatform"), "{text}: {body}");
    }
    // A slip may make the name of a series nobody knows out of that of a film everybody does.
    means("/score Bravehart", "Braveheart", Status::Ok);
}

#[test]
fn a_series_ran_for_years_and_a_film_is_of_one() {
    let is_series = |text: &str| format!("{:?}", ask(text).body).starts_with("OnlyOnPlatform");
    // Hulu tells the year of a first season, the others that of the last.
    for text in ["/score The Handmaid's Tale 2019", "/score Breaking Bad 2008", "/score Room 104 (2017)"] {
        assert!(is_series(text), "{text}: {:?}", ask(text).body);
    }
    for text in ["/score The Handmaid's Tale 2014", "/score Breaking Bad 2015"] {
        assert!(!is_series(text), "{text}: {:?}", ask(text).body);
    }
    means("/score The Purge 2014", "The Purge", Status::Ok);
    assert!(is_series("/score The Purge 2018"));
}

#[test]
fn a_name_goes_on_where_a_longer_one_does() {
    for text in ["qué puntaje tiene Rogue One", "score rogue one", "dónde puedo ver Rogue One"] {
        means(text, "Rogue One: A Star Wars Story", Status::Ok);
    }
    means("/score Rogue", "Rogue", Status::Ok);
}

#[test]
fn initials_are_how_everybody_calls_it() {
    for text in ["score de E.T.", "qué puntaje tiene E.T.?", "/score E.T."] {
        means(text, "E.T. the Extra-Terrestrial", Status::Ok);
    }
}

#[test]
fn what_is_looked_for_is_found_in_any_spelling() {
    let found = |text: &str| {
        let data = json::data(&ask(&format!("/buscar {text}")));
        let names = data["hits"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    for (text, first) in [
        ("toi stori", "Toy Story"),
        ("minority rep", "Minority Report"),
        ("samuel jacson", "Samuel L. Jackson"),
        ("Boy", "Boy"),
        ("the boy", "The Boy"),
        ("apocalipsis now", "Apocalypse Now"),
        ("xmen", "X-Men: Apocalypse"),
    ] {
        assert_eq!(found(text).first().map(String::as_str), Some(first), "{text}: {:?}", found(text));
    }
    // What begins so is enough; what is only like it would be in the way.
    assert_eq!(found("knives of"), ["Knives of the Avenger"]);
    assert_eq!(found("of the aven"), ["Knives of the Avenger"]);
}

#[test]
fn a_part_of_a_name_means_the_best_known_in_what_is_asked_about() {
    assert_eq!(means("/director Jackson", "Peter Jackson", Status::Ambiguous), ["Mick Jackson"]);
    assert_eq!(means("/actor Jackson", "Samuel L. Jackson", Status::Ok), [""; 0]);
    assert_eq!(means("/director Coppola", "Francis Ford Coppola", Status::Ambiguous), ["Sofia Coppola"]);
    assert!(ask("/director Coppola").undecided, "2000 votes against 1800");
    assert_eq!(means("/actor Will", "Will Smith", Status::Ambiguous), ["Will Arnett", "Kevin Will"]);
    assert_eq!(means("/actor Pedro", "Pedro Pascal", Status::Ambiguous), ["Pedro Gil"]);
    assert_eq!(means("/director Scott", "Ridley Scott", Status::Ok), [""; 0]);
    means("/director Sofia Coppola", "Sofia Coppola", Status::Ok);
}

#[test]
fn what_leaves_a_word_unexplained_is_offered_and_not_taken() {
    unknown("/actor Merritt Gold", "");
    unknown("/actor Arthur Krams", "Arthur Brauss");
    unknown("/actor Brian Renn", "Brian Dennehy");
    unknown("/actor Donald Harris", "");
    unknown("/actor The Rock", "Rocky Taylor");
    unknown("/score Minari", "Minority Report");
    unknown("/score Nope", "Dope");
    unknown("/score Turning Red", "Turning Tide");
    unknown("/score Knives Out", "");
    unknown("/score Free Guy", "");
    unknown("/score The", "Them");
    unknown("/score Toy Story 4", "Toy Story");
    // What is misspelt, begun or heard is still meant.
    means("/score minority reprot", "Minority Report", Status::Ok);
    means("/score apocalipse now", "Apocalypse Now", Status::Ok);
    means("/score knives of the av", "Knives of the Avenger", Status::Ok);
    means("/actor tom jancs", "Tom Hanks", Status::Ok);
    means("/director Jhon Laseter", "John Lasseter", Status::Ok);
}

#[test]
fn a_year_that_was_said_is_that_of_the_film() {
    unknown("/score Dune 2021", "Dune");
    means("/score Dune 1984", "Dune", Status::Ok);
    means("/score Dune 1985", "Dune", Status::Ok);
    for text in
        ["/votos Titanic (1996)", "votos de Titanic (1996)", "votos de Titanic de 1996", "ficha de Titanic (1996)"]
    {
        assert_eq!(
            means(text, "Titanic", if text.contains("ficha") { Status::Ok } else { Status::BelowThreshold }),
            [""; 0]
        );
        assert_eq!(ask(text).slots.title_id.unwrap().0, 26, "{text}");
    }
    // What is one off is meant where nothing is of that very year.
    assert_eq!(means("votos de Titanic (1998)", "Titanic", Status::Ok), [""; 0]);
}

#[test]
fn what_is_nearly_as_similar_is_offered() {
    let near = means("/score toy stor", "Toy Story", Status::Ambiguous);
    assert_eq!(near, ["Toy Story 2"]);
    assert!(!ask("/score toy stor").undecided, "the other one has another name");
}
