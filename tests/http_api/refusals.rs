//! What cannot be read, or cannot go together, is refused and named: nothing is left out in silence.

use serde_json::{Value, json};

use super::{encoded, get, live, say};

#[track_caller]
fn refused(uri: &str, parameter: &str, value: &str) {
    let reply = get(uri);
    assert_eq!(reply.status, 422, "{uri}: {}", reply.text());
    let body = reply.json();
    assert_eq!((&body["parametro"], &body["valor"]), (&json!(parameter), &json!(value)), "{uri}: {body}");
    assert!(body["mensaje"].as_str().unwrap().contains(parameter), "{body}");
}

#[test]
fn a_platform_is_one_and_nothing_else() {
    for (said, value) in [("netflix%20hulu", "netflix hulu"), ("no%20netflix", "no netflix"), ("de%20hulu", "de hulu")]
    {
        refused(&format!("/get_count_platform/{said}"), "platform", value);
        refused(&format!("/get_max_duration?platform={said}"), "platform", value);
        refused(&format!("/get_actor?platform={said}"), "platform", value);
    }
    let names =
        ["disney+", "Disney Plus", "disney%2B", "amazon", "Amazon Prime Video", "prime video", "netflix", "HULU"];
    for name in names.map(|name| name.replace(' ', "%20")) {
        assert_eq!(get(&format!("/get_count_platform/{name}")).status, 200, "{name}");
        assert_eq!(get(&format!("/get_count_platform?platform={name}")).status, 200, "{name}");
    }
}

#[test]
fn a_threshold_keeps_all_its_decimals() {
    let engine = live().engine();
    let scores: Vec<f64> = engine.catalog.platform_titles().filter_map(|t| t.score()).collect();
    let counted = |threshold: f64| scores.iter().filter(|s| **s > threshold).count();
    let all = [3.4999, 3.5, 3.49999999, 3.5004, 4.9999, 0.0];
    // Two that a rounding to thousandths could not tell apart must not have the same count.
    let near = scores.iter().map(|s| s - 1e-7).filter(|below| counted(*below) != counted(below + 2e-7)).take(20);
    let mut tried = 0;
    for threshold in all.into_iter().chain(near.collect::<Vec<_>>()) {
        let body = get(&format!("/get_score_count?score={threshold}")).json();
        assert_eq!(body["count"], counted(threshold), "{threshold}: {body}");
        assert_eq!(body["movies"].as_u64().unwrap() + body["shows"].as_u64().unwrap(), counted(threshold) as u64);
        tried += 1;
    }
    assert!(tried > 10, "only {tried}");
}

#[test]
fn what_does_not_go_together_is_refused() {
    // The figures of one actor know no platform and no year.
    refused("/get_actor?nombre=Tom%20Hanks&platform=netflix", "platform", "netflix");
    refused("/get_actor?nombre=Tom%20Hanks&platform=hbo&year=abc", "platform", "hbo");
    refused("/get_actor?id=31&year=2018", "year", "2018");
    // A name in words and an id must mean the same.
    let id = |title: &str| get(&format!("/ficha/{}", encoded(title))).json()["id"].as_u64().unwrap();
    let (toy, other) = (id("Toy Story"), id("Jumanji"));
    for path in ["recomendacion", "score_titulo", "ficha", "donde", "franquicia", "peliculas_duracion", "prediccion/42"]
    {
        refused(&format!("/{path}/Toy%20Story?id={other}"), "id", &other.to_string());
        assert_eq!(get(&format!("/{path}/Toy%20Story?id={toy}")).status, 200, "{path}");
    }
    refused("/score_titulo?titulo=Toy%20Story&id=4000000000", "id", "4000000000");
    assert_eq!(get(&format!("/score_titulo/toi%20stori?id={toy}")).json()["title"], "Toy Story");
    let person = |name: &str| {
        let found = get(&format!("/buscar?tipo=person&q={}", encoded(name))).json();
        found["hits"][0]["person_id"].as_u64().unwrap()
    };
    let (hanks, allen) = (person("Tom Hanks"), person("Tim Allen"));
    for path in ["get_actor", "filmografia"] {
        refused(&format!("/{path}/Tom%20Hanks?id={allen}"), "id", &allen.to_string());
        assert_eq!(get(&format!("/{path}/Tom%20Hanks?id={hanks}")).status, 200, "{path}");
    }
    let place = get("/donde/Toy%20Story").json()["places"][0]["key"].as_str().unwrap().to_owned();
    assert_eq!(get(&format!("/score_titulo/Toy%20Story?id={place}")).status, 200, "the key of its platform title");
}

#[test]
fn a_namesake_is_chosen_by_its_id() {
    let engine = live().engine();
    let mut titles: Vec<&str> = engine.catalog.movies().map(|f| f.title()).collect();
    titles.sort_unstable();
    let mut tried = 0;
    for pair in titles.windows(2).filter(|w| w[0] == w[1]) {
        for film in engine.catalog.movies().filter(|f| f.title() == pair[0]) {
            let id = film.source().0;
            let reply = get(&format!("/score_titulo/{}?id={id}", encoded(pair[0])));
            assert_eq!((reply.status, reply.json()["id"].as_u64()), (200, Some(u64::from(id))), "{}", pair[0]);
            tried += 1;
        }
    }
    assert!(tried > 4, "only {tried}");
}

#[test]
fn a_body_that_is_no_message_names_what_is_wrong() {
    for (body, parameter, value) in [
        (json!({}), "text", Value::Null),
        (json!({"text": 7}), "text", json!("7")),
        (json!({"text": null}), "text", Value::Null),
        (json!([]), "text", Value::Null),
        (json!("hola"), "text", Value::Null),
        (json!({"text": "hola", "session": 5}), "session", json!("5")),
        (json!({"text": "hola", "session": ["x"]}), "session", json!("[\"x\"]")),
        (json!({"text": "hola", "language": "fr"}), "language", json!("fr")),
        (json!({"text": "hola", "language": 1}), "language", json!("1")),
    ] {
        let reply = say(&body);
        let said = reply.json();
        assert_eq!((reply.status, said["parametro"].as_str()), (422, Some(parameter)), "{body}: {said}");
        assert_eq!(said["valor"], value, "{body}");
        assert!(said["mensaje"].as_str().unwrap().contains(parameter), "{said}");
    }
    assert_eq!(say(&json!({"text": "x".repeat(70_000)})).status, 413);
    assert_eq!(say(&json!({"text": ""})).status, 200);
    assert_eq!(say(&json!({"text": "hola", "session": null, "language": null})).status, 200);
    let english = say(&json!({"text": "/plataforma netflix", "language": "EN"})).json();
    assert_eq!(english["language"], "en", "{english}");
}

#[test]
fn an_age_rating_that_is_not_there_is_answered_with_the_nearest() {
    let first = |rating: &str| {
        let reply = get(&format!("/get_contents/{rating}"));
        assert_eq!(reply.status, 404, "{}", reply.text());
        let body = reply.json();
        let near = body["suggestions"].as_array().unwrap().clone();
        assert!((1..=5).contains(&near.len()), "{body}");
        for one in &near {
            assert_eq!(get(&format!("/get_contents/{}", encoded(one["id"].as_str().unwrap()))).status, 200, "{one}");
        }
        near[0]["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(first("PG-14"), "PG-13");
    assert_eq!(first("PGG13"), "PG-13");
    assert_eq!(first("TV-MAA"), "TV-MA");
    first("XX");
    first("zzqqxxyyzzqq");
}

/// ISO 3166-1 alpha-2 as of 2024.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM \
    FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
    MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
    SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US \
    UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg \
    th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[test]
fn every_country_and_language_of_the_standards_is_read() {
    assert_eq!((COUNTRIES.split_whitespace().count(), LANGUAGES.split_whitespace().count()), (249, 183));
    for (path, codes) in [("peliculas_pais", COUNTRIES), ("peliculas_idioma", LANGUAGES)] {
        for code in codes.split_whitespace() {
            let reply = get(&format!("/{path}/{code}"));
            assert!([200, 404].contains(&reply.status), "{path}/{code}: {}", reply.text());
        }
    }
    for name in ["Surinam", "Suriname", "Yibuti", "República Centroafricana", "Guinea Ecuatorial", "Equatorial Guinea"]
    {
        let reply = get(&format!("/peliculas_pais/{}", encoded(name)));
        assert!([200, 404].contains(&reply.status), "{name}: {}", reply.text());
    }
    for name in ["lingala", "romanche", "Romansh", "shona"] {
        let reply = get(&format!("/peliculas_idioma/{}", encoded(name)));
        assert!([200, 404].contains(&reply.status), "{name}: {}", reply.text());
    }
}
