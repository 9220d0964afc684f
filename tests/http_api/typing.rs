//! Suggestions while a message is being typed.

use serde_json::{Value, json};

use super::{encoded, get, live, say};

#[track_caller]
fn typing(text: &str) -> (String, Vec<Value>) {
    let reply = get(&format!("/buscar?frase=1&limite=6&q={}", encoded(text)));
    assert_eq!(reply.status, 200, "{text}: {}", reply.text());
    let body = reply.json();
    let typed = body["typed"].as_str().unwrap().to_owned();
    assert!(text.ends_with(&typed), "{text}: {body}");
    (typed, body["hits"].as_array().unwrap().clone())
}

#[track_caller]
fn check(text: &str, typed: &str, first: &str) {
    let (piece, hits) = typing(text);
    assert_eq!((piece.as_str(), hits[0]["label"].as_str()), (typed, Some(first)), "{text}: {hits:?}");
}

#[test]
fn a_name_is_completed_where_it_stands() {
    // A title may hold the words that lead to one.
    check("la guerra de las gal", "la guerra de las gal", "Star Wars: Episode IV – A New Hope (1977)");
    check("el señor de los ani", "el señor de los ani", "The Lord of the Rings: The Two Towers (2002)");
    check("votos de la guerra de las gal", "la guerra de las gal", "Star Wars: Episode IV – A New Hope (1977)");
    check("recomiéndame algo como toy sto", "toy sto", "Toy Story (1995)");
    check("¿quién dirigió pulp fic", "pulp fic", "Pulp Fiction (1994)");
    check("películas de christopher nol", "christopher nol", "Christopher Nolan");
    check("something like toy sto", "toy sto", "Toy Story (1995)");
}

#[test]
fn suggestions_fit_what_is_asked() {
    let kinds = |text: &str| -> Vec<String> {
        let (_, hits) = typing(text);
        assert!(!hits.is_empty(), "{text}");
        hits.iter().map(|hit| hit["kind"].as_str().unwrap().to_owned()).collect()
    };
    for text in ["/ficha ama", "/recomendar tom", "¿quién dirigió tom"] {
        assert!(kinds(text).iter().all(|kind| kind != "person"), "{text}");
    }
    for text in ["/actor tom", "/director john", "el actor tom"] {
        assert!(kinds(text).iter().all(|kind| kind == "person"), "{text}");
    }
    let (_, hits) = typing("/director tom ha");
    for hit in hits {
        let films = get(&format!("/get_director?id={}", hit["person_id"])).json();
        assert!(films["films"].as_array().is_some_and(|films| !films.is_empty()), "{hit}: {films}");
    }
    // What is on its way to a genre, or only nearly a name, would be in the way.
    for text in ["cuántas películas de terr", "comedias de los 90", "/mes ene", "quiero ver algo", "zzqq xxyy"] {
        assert_eq!(typing(text).1, Vec::<Value>::new(), "{text}");
    }
}

#[test]
fn a_completed_sentence_is_answered_for_the_film_of_that_year() {
    let engine = live().engine();
    let mut films: Vec<(&str, u32, u16)> = engine.catalog.movies().map(|f| (f.title(), f.votes(), f.year())).collect();
    films.sort_unstable();
    let mut tried = 0;
    // Of two films of one title the less known, which its name alone would not mean.
    for pair in films.windows(2).filter(|w| w[0].0 == w[1].0 && w[0].0.len() > 3).take(12) {
        let label = format!("{} ({})", pair[0].0, pair[0].2);
        let id = get(&format!("/score_titulo/{}", encoded(&label))).json()["id"].clone();
        for before in ["recomiéndame algo como ", "¿quién dirigió ", "votos de ", "dónde veo ", "/ficha "] {
            let turn = say(&json!({"text": format!("{before}{label}")})).json();
            let data = &turn["data"];
            assert!(data["id"] == id || data["for"]["id"] == id, "{before}{label}: {turn}");
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried}");
}
