//! What the functions answer, and how the values of a request are read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{encoded, get, live, say};

#[track_caller]
fn check(uri: &str, status: u16, expect: Value) {
    let reply = get(uri);
    assert_eq!(reply.status, status, "{uri}: {}", reply.text());
    let body = reply.json();
    for (key, value) in expect.as_object().unwrap() {
        assert_eq!(&body[key], value, "{uri}: {key} in {body}");
    }
    assert!(body["mensaje"].as_str().is_some_and(|m| !m.is_empty()), "{uri}: no sentence in {body}");
}

#[test]
fn the_functions_of_the_sources() {
    check("/score_titulo/Toy%20Story", 200, json!({"id": 114709, "release_year": 1995, "status": "ok"}));
    check("/votos_titulo/toy%20stori", 200, json!({"id": 114709, "title": "Toy Story"}));
    check("/get_actor/Tom%20Hanks", 200, json!({"person": "Tom Hanks"}));
    check("/get_director/John%20Lasseter", 200, json!({"person": "John Lasseter"}));
    check("/get_max_duration?year=2018&platform=netflix&duration_type=min", 200, json!({"duration_type": "min"}));
    check("/get_count_platform/netflix", 200, json!({"status": "ok"}));
    check("/get_actor?platform=netflix", 200, json!({"status": "ok"}));
    check("/get_actor?nombre=Tom%20Hanks", 200, json!({"person": "Tom Hanks"}));
    check("/prediccion/42/Toy%20Story", 200, json!({"user": "ml:42", "id": 114709}));
    check("/peliculas_idioma/espa%C3%B1ol", 200, json!({"by": "language", "value": "es"}));
    check("/peliculas_idioma/fr", 200, json!({"value": "fr"}));
    check("/peliculas_duracion/Toy%20Story", 200, json!({"runtime": 80.0, "release_year": 1995}));
    check("/franquicia/Toy%20Story", 200, json!({"saga": "Toy Story Collection"}));
    check("/peliculas_pais/Argentina", 200, json!({"by": "country", "value": "AR"}));
    check("/productoras_exitosas/pixar", 200, json!({"value": "Pixar"}));
    check("/ficha?id=114709", 200, json!({"title": "Toy Story"}));
    check("/cantidad_filmaciones_mes/enero", 200, json!({"status": "ok"}));
    check("/cantidad_filmaciones_dia/mi%C3%A9rcoles", 200, json!({"status": "ok"}));
}

#[test]
fn a_film_of_no_saga_gets_no_other_saga() {
    let told = json!({"status": "not_found", "mensaje": "Titanic (1997) no es de ninguna saga."});
    check("/franquicia/Titanic", 404, told.clone());
    check("/franquicia?id=120338", 404, told);
    let near = get("/franquicia/Troy").json();
    assert_eq!(
        near["suggestions"][0],
        json!({"title": "Toy Story Collection", "year": null, "id": "Toy Story Collection", "kind": "saga"})
    );
}

#[test]
fn what_cannot_be_told_is_no_recommendation() {
    check("/prediccion/9999999/A%20Guy%20Named%20Joe", 200, json!({"recommended": null, "basis": "global_mean"}));
    check("/prediccion/9999999/Toy%20Story", 200, json!({"recommended": true, "basis": "item_mean"}));
}

#[test]
fn a_page_is_numbered_once() {
    let page = get("/filmografia/Tom%20Hanks?limite=2&pagina=3").json();
    assert_eq!((&page["pagina"], page.get("page")), (&json!(3), None), "{page}");
    assert_eq!(page["items"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_recommendation_is_a_bare_list_unless_more_is_asked() {
    let titles = get("/recomendacion/Toy%20Story").json();
    assert_eq!(titles.as_array().map(Vec::len), Some(5), "{titles}");
    assert!(titles.as_array().unwrap().iter().all(Value::is_string), "{titles}");
    let detail = get("/recomendacion/Toy%20Story?detalle=1").json();
    assert_eq!(detail["items"][0]["title"], titles[0]);
    assert_eq!(detail["for"]["id"], 114709);
    let next = get("/recomendacion/Toy%20Story?pagina=2").json();
    assert!(next[0].is_string() && next[0] != titles[0], "{next}");
    check("/recomendacion/zzqqxxyy", 404, json!({"status": "not_found"}));
}

#[test]
fn counts_of_the_platforms_agree_with_the_titles() {
    let engine = live().engine();
    let counted = |passes: &dyn Fn(&str, Option<u16>, &str) -> bool| {
        let titles = engine.catalog.platform_titles();
        titles.filter(|t| passes(t.country(), t.year(), t.rating())).count()
    };
    let has = |countries: &str, country: &str| countries.split(',').any(|c| c.trim() == country);
    let spain = counted(&|country, _, _| has(country, "spain"));
    assert!(spain > 0);
    for name in ["Spain", "Espa%C3%B1a", "es"] {
        check(&format!("/prod_per_country?pais={name}"), 200, json!({"count": spain}));
    }
    // A country of which the platforms have nothing is known all the same.
    check("/prod_per_country?pais=tuvalu", 200, json!({"count": 0}));
    let of_2018 = counted(&|country, year, _| has(country, "united states") && year == Some(2018));
    let split =
        |kind| get(&format!("/prod_per_country?pais=US&anio=2018&tipo={kind}")).json()["count"].as_u64().unwrap();
    assert_eq!(split("movie") + split("show"), of_2018 as u64);
    check("/prod_per_country?pais=US&anio=2018", 200, json!({"count": of_2018}));
    check("/get_contents/PG-13", 200, json!({"count": counted(&|_, _, rating| rating == "pg-13")}));
    for written in ["pg%2013", "PG13", "pg13", "Pg-13"] {
        check(&format!("/get_contents/{written}"), 200, json!({"count": counted(&|_, _, rating| rating == "pg-13")}));
    }
    // A plus sign in a query string is read as a space.
    let aged = counted(&|_, _, rating| rating == "16+");
    assert!(aged > 0);
    for uri in ["/get_contents/16+", "/get_contents/16%2B", "/get_contents?rating=16+", "/get_contents?rating=16%2b"] {
        check(uri, 200, json!({"count": aged}));
    }
    check("/get_contents/zz", 404, json!({"status": "not_found"}));
}

#[test]
fn titles_with_signs_are_found_by_path_and_by_query() {
    let engine = live().engine();
    let signs = ['/', '?', '%', '&', '#', '+', 'á', 'é', 'ñ', 'ü'];
    let mut tried = 0;
    for film in engine.catalog.movies().filter(|f| f.title().contains(signs)) {
        let title = film.title();
        for uri in [
            format!("/score_titulo/{}", encoded(title)),
            format!("/score_titulo?titulo={}", encoded(title)),
            // A slash as it is belongs to the title.
            format!("/score_titulo/{}", encoded(title).replace("%2F", "/")),
        ] {
            let reply = get(&uri);
            assert_eq!(reply.status, 200, "{uri}: {}", reply.text());
            assert_eq!(reply.json()["title"], title, "{uri}");
        }
        tried += 1;
    }
    assert!(tried >= 20, "only {tried} titles with signs in the sample");
}

#[test]
fn a_decimal_may_have_a_comma() {
    let count = |score: &str| {
        let reply = get(&format!("/get_score_count?platform=netflix&score={score}"));
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()["count"].as_u64().unwrap()
    };
    assert_eq!(count("3.5"), count("3,5"));
    assert_eq!(count("3.5"), count("3%2C5"));
    assert!(count("0") > count("3.6"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let refused = |uri: &str, parameter: &str| {
        let reply = get(uri);
        assert_eq!(reply.status, 422, "{uri}: {}", reply.text());
        let body = reply.json();
        assert_eq!(body["parametro"], parameter, "{uri}: {body}");
        assert_eq!(body["status"], "invalid");
        assert!(body["mensaje"].as_str().unwrap().contains(parameter), "{body}");
    };
    refused("/cantidad_filmaciones_mes/brumario", "mes");
    refused("/cantidad_filmaciones_mes/enero%20febrero", "mes");
    refused("/cantidad_filmaciones_mes", "mes");
    refused("/cantidad_filmaciones_mes/", "mes");
    refused("/cantidad_filmaciones_dia/enero", "dia");
    refused("/score_titulo", "titulo");
    refused("/score_titulo/%20%20", "titulo");
    refused("/score_titulo/%FF%FE", "titulo");
    refused("/score_titulo?titulo=%FF", "titulo");
    refused("/score_titulo?id=x%20y", "id");
    refused("/score_titulo?id=abc", "id");
    refused("/get_max_duration?year=veinte", "year");
    refused("/get_max_duration?year=2018&year=2019", "year");
    refused("/get_max_duration?platform=hbo", "platform");
    refused("/get_max_duration?duration_type=horas", "duration_type");
    refused("/get_max_duration?anio=2018", "anio");
    refused("/get_score_count?platform=netflix", "score");
    refused("/get_score_count?score=mucho", "score");
    refused("/get_score_count?score=nan", "score");
    refused("/prediccion/yo/Toy%20Story", "usuario");
    refused("/prediccion/42", "titulo");
    refused("/recomendacion/Toy%20Story?detalle=quiza", "detalle");
    refused("/recomendacion/Toy%20Story?pagina=0", "pagina");
    refused("/prod_per_country?pais=Atlantis", "pais");
    refused("/prod_per_country?pais=US&tipo=radio", "tipo");
    refused("/buscar", "q");
    refused("/buscar?q=toy&limite=1000", "limite");
}

#[test]
fn what_is_not_there_is_not_found_and_the_nearest_are_suggested() {
    let reply = get("/get_actor/Tom%20Hancks%20Zzzyx");
    assert!([200, 404].contains(&reply.status));
    let body = get("/score_titulo/Toy%20Stry%20Qwxyz").json();
    assert!(body["suggestions"].is_array(), "{body}");
    check("/score_titulo/zzqqxxyy", 404, json!({"status": "not_found"}));
    check("/ficha?id=4000000000", 404, json!({"status": "not_found"}));
    check("/productoras_exitosas/zzqqxxyy", 404, json!({"status": "not_found"}));
    check("/get_max_duration?year=1801", 404, json!({"status": "not_found"}));
    check("/no_such_page", 404, json!({"status": "not_found"}));
}

#[test]
fn an_ambiguous_name_is_answered_and_the_others_suggested() {
    let engine = live().engine();
    let mut titles: Vec<&str> = engine.catalog.movies().map(|f| f.title()).collect();
    titles.sort_unstable();
    let twice = titles.windows(2).find(|w| w[0] == w[1]).expect("two films of one title in the sample")[0];
    let body = get(&format!("/score_titulo/{}", encoded(twice))).json();
    assert_eq!(body["status"], "ambiguous", "{body}");
    let other = &body["suggestions"][0];
    assert_eq!(other["title"], twice);
    let exactly = get(&format!("/score_titulo?id={}", other["id"])).json();
    assert_eq!(exactly["id"], other["id"]);
    assert_ne!(exactly["id"], body["id"]);
}

#[test]
fn long_lists_come_in_pages() {
    let all = get("/filmografia/Tom%20Hanks").json();
    let films = all["items"].as_array().unwrap();
    assert!(films.len() > 6 && all.get("paginas").is_none(), "{all}");
    let page = get("/filmografia/Tom%20Hanks?limite=3&pagina=2").json();
    assert_eq!(page["items"].as_array().unwrap()[..], films[3..6]);
    assert_eq!((page["pagina"].as_u64(), page["total"].as_u64()), (Some(2), Some(films.len() as u64)));
    assert_eq!(page["paginas"].as_u64(), Some(films.len().div_ceil(3) as u64));
    let beyond = get("/filmografia/Tom%20Hanks?limite=3&pagina=999").json();
    assert_eq!(beyond["items"], json!([]));
    let first = get("/buscar?q=toy&limite=2").json();
    let second = get("/buscar?q=toy&limite=2&pagina=2").json();
    assert_eq!(first["hits"].as_array().map(Vec::len), Some(2));
    assert_ne!(first["hits"][0], second["hits"][0]);
}

#[test]
fn what_is_found_can_be_asked_about() {
    let found = get("/buscar?q=toy%20sto").json();
    assert_eq!(found["hits"][0]["label"], "Toy Story (1995)");
    let turn = say(&json!({"text": found["hits"][0]["send"]})).json();
    assert_eq!((turn["intent"].as_str(), turn["data"]["id"].as_u64()), (Some("film_card"), Some(114709)));
    assert_eq!(get("/buscar?q=zzqqxxyyzz").json()["hits"], json!([]));
}

#[test]
fn a_conversation_goes_on_in_its_session_and_nowhere_else() {
    let first = say(&json!({"text": "recomendame algo como toy story"})).json();
    let session = first["session"].as_str().unwrap();
    assert!(session.len() == 32 && session.bytes().all(|b| b.is_ascii_hexdigit()), "{session}");
    assert_eq!(first["buttons"].as_array().map(Vec::len), Some(5));
    let next = say(&json!({"text": first["pages"]["next"], "session": session})).json();
    assert_eq!((next["status"].as_str(), next["pages"]["previous"].is_string()), (Some("ok"), true), "{next}");
    let first = say(&json!({"text": next["pages"]["previous"], "session": session})).json();
    let second = say(&json!({"text": "la segunda", "session": session})).json();
    assert_eq!(second["session"], session);
    assert_eq!(second["intent"], "film_card");
    assert_eq!(second["data"]["id"], first["data"]["items"][1]["id"]);
    let stranger = say(&json!({"text": "la segunda", "session": "0123456789abcdef0123456789abcdef"})).json();
    assert_ne!(
        stranger["session"], "0123456789abcdef0123456789abcdef",
        "a name that was never given is not taken over"
    );
    assert_ne!(stranger["intent"], "film_card", "{stranger}");
    let next = say(&json!({"text": "la primera", "session": first["session"]})).json();
    assert_eq!((&next["status"], &next["intent"]), (&json!("ok"), &json!("film_card")), "{next}");
}

#[test]
fn a_conversation_is_held_in_the_language_that_is_asked_for() {
    let text = |turn: &serde_json::Value| turn["text"].as_str().unwrap().to_owned();
    let english = say(&json!({"text": "/plataforma netflix", "language": "en"})).json();
    assert_eq!((text(&english).starts_with("Netflix has"), &english["language"]), (true, &json!("en")));
    let session = &english["session"];
    let next = say(&json!({"text": "/plataforma netflix", "session": session})).json();
    assert!(text(&next).starts_with("Netflix has"), "the conversation goes on in it: {next}");
    let spanish = say(&json!({"text": "/plataforma netflix", "session": session, "language": "es"})).json();
    assert_eq!((text(&spanish).starts_with("Netflix tiene"), &spanish["language"]), (true, &json!("es")));
    let chosen = say(&json!({"text": "háblame en inglés", "session": session, "language": "es"})).json();
    assert_eq!(chosen["language"], "en", "the page follows what is said");
    // What machines read stays as it is, and what was kept of it too.
    assert_eq!(spanish["data"], english["data"]);
    for _ in 0..2 {
        let counted = get("/cantidad_filmaciones_mes/enero").json();
        assert!(counted["mensaje"].as_str().unwrap().contains("fueron estrenadas"), "{counted}");
    }
}

#[test]
fn a_chart_comes_drawn_for_wide_and_narrow_screens_and_as_text() {
    let turn = say(&json!({"text": "/grafico generos"})).json();
    assert_eq!(
        (turn["images"].as_array().map(Vec::len), turn["pictures"].as_array().map(Vec::len)),
        (Some(1), Some(1))
    );
    let beside = &turn["pictures"][0];
    for (address, width) in [(&turn["images"][0], 1060), (&beside["narrow"], 680)] {
        let svg = address.as_str().unwrap().strip_prefix("data:image/svg+xml;charset=utf-8,").unwrap();
        let svg = percent_encoding::percent_decode_str(svg).decode_utf8().unwrap();
        assert!(svg.starts_with("<svg ") && svg.contains(&format!("width=\"{width}\"")), "{svg:.200}");
        assert!(svg.contains("prefers-color-scheme: dark") && svg.contains("Drama"), "{svg:.200}");
    }
    assert_eq!(beside["title"], "Películas por género");
    assert!(beside["figures"].as_str().unwrap().lines().any(|line| line.contains("Drama ")), "{beside}");
    assert_eq!(say(&json!({"text": "hola"})).json()["pictures"], json!([]));
}

#[test]
fn what_is_said_back_is_escaped() {
    for text in ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "/score <b>\"&", "votos de <i>"] {
        let turn = say(&json!({"text": text})).json();
        let html = turn["html"].as_str().unwrap();
        let left =
            ["<b>", "</b>", "<i>", "</i>", "<code>", "</code>"].iter().fold(html.to_owned(), |h, t| h.replace(t, ""));
        assert!(!left.contains(['<', '>']), "{text}: {html}");
    }
    assert!(say(&json!({"text": "/score <b>qqq</b>"})).json()["html"].as_str().unwrap().contains("&lt;b&gt;"));
}

/// A work that only shares the name of a film is never the film's place, and stands under its own name and year.
#[test]
fn namesakes_are_answered_as_what_they_are() {
    let body = get("/donde/Catch-22").json();
    assert_eq!((&body["for"]["year"], &body["places"]), (&json!(1970), &json!([])), "{body}");
    let other = &body["namesakes"][0];
    assert_eq!((&other["release_year"], &other["type"]), (&json!(2019), &json!("show")), "{body}");
    let said = body["mensaje"].as_str().unwrap();
    assert!(said.contains("Catch-22 (1970) no está") && said.contains("Catch-22 (2019), serie"), "{said}");
    let id = &body["for"]["id"];
    let alone = get(&format!("/donde?id={id}")).json();
    assert_eq!((&alone["places"], &alone["namesakes"]), (&json!([]), &json!([])), "{alone}");
    // The year that is said decides.
    check("/donde/Catch-22%20(2019)", 200, json!({"namesakes": []}));
    assert_eq!(get("/donde/Catch-22%20(2019)").json()["places"][0]["release_year"], 2019);
}

#[test]
fn the_key_of_a_platform_title_is_that_of_its_film_or_says_so() {
    let place = get("/donde/Toy%20Story").json()["places"][0].clone();
    check(&format!("/ficha?id={}", place["key"].as_str().unwrap()), 200, json!({"title": "Toy Story"}));
    let key = get("/donde/Catch-22").json()["namesakes"][0]["key"].clone();
    for path in ["ficha", "score_titulo", "votos_titulo", "recomendacion", "franquicia", "peliculas_duracion"] {
        let body = get(&format!("/{path}?id={}", key.as_str().unwrap())).json();
        assert_eq!(body["status"], "not_found", "{path}: {body}");
        assert!(body["mensaje"].as_str().unwrap().starts_with("Catch-22 (2019) está en el catálogo de Hulu"), "{body}");
    }
}

#[test]
fn the_sentence_of_a_page_is_about_that_page() {
    let page = |n: usize| get(&format!("/filmografia/Tom%20Hanks?limite=2&pagina={n}")).json();
    let (third, all) = (page(3), get("/filmografia/Tom%20Hanks").json());
    let said = third["mensaje"].as_str().unwrap();
    assert!(said.contains("\n5. ") && said.contains("\n6. ") && !said.contains("\n1. "), "{said}");
    assert!(said.contains(third["items"][1]["title"].as_str().unwrap()), "{said}");
    assert!(said.ends_with(&format!("Página 3 de {}.", third["paginas"])) && !said.contains("Di «más»"), "{said}");
    assert!(!all["mensaje"].as_str().unwrap().contains("Di «más»"), "{all}");
    for uri in ["/get_director/Steven%20Spielberg?limite=1&pagina=2", "/reparto/Toy%20Story?limite=2&pagina=2"] {
        let body = get(uri).json();
        assert!(body["mensaje"].as_str().unwrap().contains(&format!("Página 2 de {}.", body["paginas"])), "{body}");
    }
    assert_eq!(page(9999)["items"], json!([]));
    // Beyond the last page a list is empty, whichever it is.
    let none = get("/recomendacion/Toy%20Story?pagina=257");
    assert_eq!((none.status, none.json()), (200, json!([])));
}

#[test]
fn a_look_up_tells_its_pages_and_names_what_is_spelt_so_first() {
    let whole = get("/buscar?q=toy&limite=100").json();
    let second = get("/buscar?q=toy&limite=2&pagina=2").json();
    let all = whole["hits"].as_array().unwrap();
    assert!(all.len() > 4, "{whole}");
    assert_eq!(second["hits"].as_array().unwrap()[..], all[2..4]);
    assert_eq!((&second["pagina"], &second["total"]), (&json!(2), &whole["total"]));
    assert_eq!(second["paginas"], second["total"].as_u64().unwrap().div_ceil(2));
    let said = second["mensaje"].as_str().unwrap();
    assert!(said.contains(&second["total"].to_string()) && said.contains("Página 2 de"), "{said}");
    let engine = live().engine();
    let mut tried = 0;
    for title in engine.catalog.platform_titles().filter(|t| t.film().is_none()) {
        let spelt = claqueta::text::fold(title.title());
        let body = get(&format!("/buscar?q={}&limite=20", encoded(title.title()))).json();
        let hits = body["hits"].as_array().unwrap();
        let named = |h: &Value| claqueta::text::fold(h["title"].as_str().or(h["name"].as_str()).unwrap()) == spelt;
        let at = hits.iter().position(named).expect("it is found by its name");
        // Only what has the name but for an article or another title of its own comes before.
        assert!(hits[..at].iter().all(|h| ["exact", "folded"].contains(&h["match"].as_str().unwrap())), "{body}");
        tried += 1;
    }
    assert!(tried > 20, "only {tried}");
}

#[test]
fn every_country_and_language_of_the_index_is_read_by_its_code() {
    let engine = live().engine();
    let films = || engine.catalog.movies();
    let countries: BTreeSet<&str> = films().flat_map(|f| f.countries()).filter(|code| code.len() == 2).collect();
    let languages: BTreeSet<&str> = films().map(|f| f.language()).filter(|code| code.len() == 2).collect();
    assert!(countries.len() > 20 && languages.len() > 10);
    for (path, kind, codes) in [("peliculas_pais", "pais", countries), ("peliculas_idioma", "idioma", languages)] {
        for code in codes {
            check(&format!("/{path}/{code}"), 200, json!({"value": code}));
            let turn = say(&json!({"text": format!("/{kind} {code}")})).json();
            assert!(kind == "idioma" || turn["data"]["value"] == *code, "{turn}");
        }
    }
    check("/peliculas_pais/United%20States%20of%20America", 200, json!({"value": "US"}));
}

#[test]
fn what_is_not_there_is_answered_with_the_nearest() {
    let missing = get("/score_titulo/Toy%20Story%209").json();
    assert_eq!(missing["status"], "not_found", "{missing}");
    let offered: Vec<&str> =
        missing["suggestions"].as_array().unwrap().iter().map(|s| s["title"].as_str().unwrap()).collect();
    assert!(offered.contains(&"Toy Story"), "{missing}");
    check("/score_titulo/Toy%20Story%203", 200, json!({"title": "Toy Story 3"}));
    let saga = get("/franquicia/Toi%20Storyy%20Zoo").json();
    assert_eq!((&saga["status"], &saga["nearest"][0]), (&json!("not_found"), &json!("Toy Story Collection")), "{saga}");
    let company = get("/productoras_exitosas/Pixor%20Foo").json();
    assert!(company["nearest"][0].as_str().is_some_and(|n| n.contains("Pixar")), "{company}");
    assert!(company["mensaje"].as_str().unwrap().contains("¿Quisiste decir"), "{company}");
    assert_eq!(get("/franquicia/asdfgh%20zxcvb").json()["nearest"], json!([]));
}
