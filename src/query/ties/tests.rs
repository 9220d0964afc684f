//! Whose films, read from sentences.

use super::super::names::{Grouped, Named};
use super::super::parse;
use super::*;

/// Knows these people, this company and this saga, and nothing else.
struct Few;

const PEOPLE: [(&str, u32); 7] = [
    ("jim carrey", 9_000),
    ("christopher nolan", 9_000),
    ("ricardo darin", 2_000),
    ("martin scorsese", 9_000),
    ("leonardo dicaprio", 9_000),
    ("sofia coppola", 900),
    ("ana reyes", 600),
];

impl Names for Few {
    fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
        let fame = match kind {
            NameKind::Person => PEOPLE.iter().find(|(name, _)| *name == fold(text))?.1,
            _ => Some(5_000).filter(|_| fold(text) == "comedia con jim carrey y sofia coppola")?,
        };
        Some(Named { exactly: true, score: 1.0, likely: 1.0, fame, directs: false })
    }

    fn surname(&self, text: &str) -> Option<u32> {
        PEOPLE.iter().find(|(name, _)| name.split_once(' ').is_some_and(|(_, last)| last == fold(text))).map(|p| p.1)
    }

    fn group(&self, text: &str) -> Option<Grouped> {
        let query = match fold(text).as_str() {
            "pixar" => Query::CountBy(Group::Company("Pixar".to_owned())),
            "star wars" => Query::Saga { name: Name::text("Star Wars") },
            _ => return None,
        };
        Some(Grouped { query, whole: true, fame: 80_000 })
    }
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(parse(text, &Few).to_string(), expect, "{text}");
}

#[test]
fn people_companies_and_sagas_beside_filters() {
    check("comedias con Jim Carrey", "discover genres=comedy actor=Jim+Carrey");
    check("comedias con carrey de los 90", "discover genres=comedy actor=carrey years=1990-1999");
    check("top 5 de Nolan", "discover who=Nolan sort=best size=5");
    check("la más larga de Nolan", "discover who=Nolan sort=longest");
    check("la primera de Nolan", "discover who=Nolan sort=oldest");
    check("dramas dirigidos por Sofia Coppola", "discover genres=drama director=Sofia+Coppola");
    check("pelis de Scorsese con DiCaprio", "discover actor=DiCaprio who=Scorsese");
    check("dramas con Jim Carrey y Ricardo Darín", "discover genres=drama actor=Jim+Carrey actor=Ricardo+Darín");
    check("¿qué comedias hizo Jim Carrey?", "discover genres=comedy who=Jim+Carrey");
    check("las animadas de Pixar de los 2000", "discover genres=animation studio=Pixar years=2000-2009");
    check("la mejor de Star Wars", "discover saga=Star+Wars sort=best");
    check("quiero ver algo de Nolan", "discover who=Nolan");
    check("comedies with Jim Carrey on Netflix", "discover genres=comedy actor=Jim+Carrey platform=netflix");
}

#[test]
fn what_names_nobody_ties_nothing() {
    // A surname in small letters may be what films are about, and a title is a title.
    for text in ["dramas con reyes", "comedia con Jim Carrey y Sofia Coppola", "comedias con mi tía Carrey Porota"] {
        let query = parse(text, &Few).to_string();
        assert!(!query.contains("actor=") && !query.contains("who="), "{text}: {query}");
    }
    check("votos de Nolan", "votes title=Nolan");
    check("¿qué dirigió Christopher Nolan?", "director_stats person=Christopher Nolan");
}

#[test]
fn whose_films_are_not_wanted() {
    check("comedias sin Jim Carrey", "discover genres=comedy no_who=Jim+Carrey");
    check("algo de terror que no sea de Nolan", "discover genres=horror no_who=Nolan");
    check(
        "dramas donde no salga Ricardo Darín ni Jim Carrey",
        "discover genres=drama no_actor=Jim+Carrey no_actor=Ricardo+Darín",
    );
    check("animadas de los 90 menos las de Pixar", "discover genres=animation no_studio=Pixar years=1990-1999");
    check("pelis de Scorsese sin DiCaprio", "discover no_who=DiCaprio who=Scorsese");
    check("películas sin Jim Carrey", "discover no_who=Jim+Carrey");
    check("comedias sin terror con Jim Carrey", "discover genres=comedy without=horror actor=Jim+Carrey");
}

#[test]
fn what_is_wanted_is_not_denied() {
    check("¿por qué no una comedia de Nolan?", "discover genres=comedy who=Nolan");
    check("no, quiero algo de Nolan", "discover who=Nolan");
    check("una comedia, pero nada de Nolan", "discover genres=comedy no_who=Nolan");
}

#[test]
fn either_of_two_will_do() {
    check(
        "dramas con Jim Carrey o Ricardo Darín",
        "discover genres=drama actor=Jim+Carrey actor=Ricardo+Darín anyone=true",
    );
    check("dramas sin Jim Carrey o Ricardo Darín", "discover genres=drama no_who=Jim+Carrey no_who=Ricardo+Darín");
}

#[test]
fn no_sentence_takes_long() {
    struct Counting(std::cell::Cell<usize>);
    impl Names for Counting {
        fn best(&self, _: &str, _: NameKind) -> Option<Named> {
            self.0.set(self.0.get() + 1);
            None
        }
        fn group(&self, _: &str) -> Option<Grouped> {
            self.0.set(self.0.get() + 1);
            None
        }
    }
    for (before, many, after) in [
        ("peli ", "no ", "xyz"),
        ("peli de xyz ", "no de ", "Xyz"),
        ("la mejor ", "de la mejor ", "Xyz"),
        ("algo como Xyz ", "de un Xyz ", ""),
    ] {
        let names = Counting(std::cell::Cell::default());
        parse(&format!("{before}{}{after}", many.repeat(50)), &names);
        assert!(names.0.get() < 400, "{many}: {} look-ups", names.0.get());
    }
}
