//! The document of the API: it is whole, its examples are true, and no request whatsoever is answered otherwise than it
//! says.

use std::sync::OnceLock;

use axum::http::Method;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::shape::faults;
use super::{Reply, encoded, get, request, say, send, usual};

fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| get("/openapi.json").json())
}

/// What the document says of `GET path`.
fn operation(path: &str) -> &'static Value {
    &document()["paths"][path]["get"]
}

/// The address of a path with these values in the place of its parameters, the rest in the query string.
fn address(path: &str, values: &[(String, String)]) -> String {
    let mut address = path.to_owned();
    let mut query = Vec::new();
    for (name, value) in values {
        let hole = format!("{{{name}}}");
        match address.contains(&hole) {
            true => address = address.replace(&hole, &encoded(value)),
            false => query.push(format!("{name}={}", encoded(value))),
        }
    }
    match query.is_empty() {
        true => address,
        false => format!("{address}?{}", query.join("&")),
    }
}

/// An answer is one of those that the document names, in its shape.
#[track_caller]
fn held(path: &str, uri: &str, reply: &Reply) {
    let responses = &operation(path)["responses"];
    let said = &responses[reply.status.to_string().as_str()];
    assert!(said.is_object(), "{uri}: {} is not documented for {path}", reply.status);
    let Some(schema) = said["content"]["application/json"].get("schema") else { return };
    let wrong = faults(document(), schema, &reply.json(), "answer");
    assert!(wrong.is_empty(), "{uri}: {wrong:#?}\n{}", reply.text());
}

/// The rows of the table: all documented functions.
fn functions() -> Vec<&'static str> {
    let paths = document()["paths"].as_object().unwrap();
    paths.iter().filter(|(_, item)| item["get"]["tags"][0] == "Functions").map(|(path, _)| path.as_str()).collect()
}

#[test]
fn every_address_is_documented() {
    let paths = document()["paths"].as_object().unwrap();
    for path in [
        "/cantidad_filmaciones_mes/{mes}",
        "/cantidad_filmaciones_dia/{dia}",
        "/score_titulo/{titulo}",
        "/votos_titulo/{titulo}",
        "/get_actor/{nombre}",
        "/get_director/{nombre}",
        "/recomendacion/{titulo}",
        "/get_max_duration",
        "/get_score_count",
        "/get_count_platform/{platform}",
        "/get_actor",
        "/prediccion/{usuario}/{titulo}",
        "/peliculas_idioma/{idioma}",
        "/peliculas_duracion/{pelicula}",
        "/franquicia/{franquicia}",
        "/peliculas_pais/{pais}",
        "/productoras_exitosas/{productora}",
        "/prod_per_country",
        "/get_contents/{rating}",
        "/buscar",
        "/chat",
        "/health",
        "/metrics",
        "/openapi.json",
        "/docs",
        "/",
    ] {
        assert!(paths.contains_key(path), "{path} is not documented");
    }
    let mut ids: Vec<&str> = paths.values().filter_map(|p| p["get"]["operationId"].as_str()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an operation has its own name");
    assert!(document()["openapi"].as_str().is_some_and(|v| v.starts_with("3.")));
}

#[test]
fn every_function_answers_its_example_as_documented() {
    let paths = functions();
    assert!(paths.len() >= 23, "{paths:?}");
    for path in paths {
        let operation = operation(path);
        let examples = operation["parameters"].as_array().unwrap().iter();
        let values: Vec<(String, String)> = examples
            .filter_map(|p| Some((p["name"].as_str()?.to_owned(), p["example"].as_str()?.to_owned())))
            .collect();
        assert!(!values.is_empty(), "{path} has no example");
        let uri = address(path, &values);
        let reply = get(&uri);
        assert_eq!(reply.status, 200, "{uri}: {}", reply.text());
        held(path, &uri, &reply);
        let shown = &operation["responses"]["200"]["content"]["application/json"]["example"];
        assert_eq!(*shown, reply.json(), "{path}: the example is what is answered");
    }
}

#[test]
fn what_is_no_function_has_a_true_example_too() {
    let shown = |path: &str, method: &str| {
        document()["paths"][path][method]["responses"]["200"]["content"]["application/json"]["example"].clone()
    };
    let mut health = get("/health").json();
    health["uptime_s"] = shown("/health", "get")["uptime_s"].clone();
    assert_eq!(shown("/health", "get"), health);
    let asked = &document()["paths"]["/chat"]["post"]["requestBody"]["content"]["application/json"]["example"];
    let (mut turn, answered) = (shown("/chat", "post"), say(asked).json());
    assert_eq!(turn["session"].as_str().map(str::len), answered["session"].as_str().map(str::len));
    turn["session"] = answered["session"].clone();
    assert_eq!(turn, answered);
    let example = |path: &str, kind: &str| {
        document()["paths"][path]["get"]["responses"]["200"]["content"][kind]["example"].clone()
    };
    for path in ["/", "/docs"] {
        let beginning = example(path, "text/html").as_str().unwrap().to_owned();
        assert!(beginning.len() > 40 && get(path).text().starts_with(&beginning), "{path}: {beginning}");
    }
    let counts = get("/metrics").text();
    let counted = example("/metrics", "text/plain").as_str().unwrap().to_owned();
    assert!(counted.lines().count() >= 6 && counted.lines().all(|l| counts.lines().any(|c| c == l)), "{counted}");
    let own = example("/openapi.json", "application/json");
    assert_eq!((&own["openapi"], &own["info"]["title"]), (&document()["openapi"], &document()["info"]["title"]));
}

#[test]
fn every_answer_that_may_be_unchanged_is_documented_so() {
    let paths = document()["paths"].as_object().unwrap();
    for (path, item) in paths.iter().filter(|(_, item)| item["get"].is_object()) {
        let example = |p: &Value| Some((p["name"].as_str()?.to_owned(), p["example"].as_str()?.to_owned()));
        let values = item["get"]["parameters"].as_array().into_iter().flatten().filter_map(example);
        let uri = address(path, &values.collect::<Vec<_>>());
        let tag = get(&uri).header("etag").to_owned();
        let again = send(usual(), request(Method::GET, &uri, &[("if-none-match", &tag)], ""));
        let documented = item["get"]["responses"]["304"].is_object();
        assert_eq!((again.status == 304, !tag.is_empty()), (documented, documented), "{uri}");
    }
}

#[test]
fn the_page_of_the_document_is_served_from_here() {
    let page = get("/docs");
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("<base href=\"/docs/\">") && text.contains("swagger-ui-bundle.js"), "{text}");
    for file in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-initializer.js", "index.css"] {
        assert_eq!(get(&format!("/docs/{file}")).status, 200, "{file}");
    }
    let started = get("/docs/swagger-initializer.js").text();
    assert!(started.contains("/openapi.json"));
    // Else it asks another host for a badge wherever it is opened under a name that is not localhost.
    assert!(started.contains("\"validatorUrl\": \"none\""), "{started}");
}

/// Values that mean something, values that nearly do, and any at all.
fn value() -> impl Strategy<Value = String> {
    let known = select(vec![
        "enero",
        "lunes",
        "netflix",
        "disney+",
        "2018",
        "3,5",
        "3.5",
        "min",
        "season",
        "Toy Story",
        "Tom Hanks",
        "862",
        "42",
        "pf:7",
        "as123",
        "1",
        "0",
        "es",
        "AR",
        "Argentina",
        "Pixar",
        "PG-13",
        "movie",
        "100",
        "-1",
        "1e9",
        "",
        " ",
        "/",
        "?",
        "%",
        "..",
        "<b>",
        "'; --",
        "null",
        "18446744073709551616",
        "NaN",
        "ñandú",
        "千と千尋",
        "🎬",
    ]);
    prop_oneof![
        4 => known.prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-z ]{0,40}",
        1 => (1usize..6000).prop_map(|n| "a b".repeat(n)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_leads_to_an_answer_that_is_not_documented(
        pick in any::<prop::sample::Index>(),
        values in prop::collection::vec((any::<bool>(), value()), 6),
        stranger in prop::option::weighted(0.1, ("[a-z]{1,9}", value())),
    ) {
        let paths = functions();
        let path = paths[pick.index(paths.len())];
        let parameters = operation(path)["parameters"].as_array().unwrap();
        let mut given: Vec<(String, String)> = Vec::new();
        for (parameter, (said, value)) in parameters.iter().zip(values) {
            if said || parameter["in"] == "path" {
                given.push((parameter["name"].as_str().unwrap().to_owned(), value));
            }
        }
        given.extend(stranger);
        let uri = address(path, &given);
        // What is longer than a head may be never gets here.
        prop_assume!(uri.len() < 30_000);
        held(path, &uri, &get(&uri));
    }

    #[test]
    fn no_bytes_in_an_address_break_anything(
        path in "[!$-;=@-Z_a-z~]{0,60}(%[0-9A-F]{2}){0,6}[a-z/%?&=+.]{0,20}",
        under in select(vec!["", "score_titulo/", "get_actor", "buscar", "docs/", "web/", "prediccion/", "get_contents/"]),
        method in select(vec![Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS]),
    ) {
        let uri = format!("/{under}{path}");
        prop_assume!(uri.parse::<axum::http::Uri>().is_ok());
        let reply = send(usual(), request(method, &uri, &[], ""));
        prop_assert!([200, 404, 405, 422].contains(&reply.status), "{uri}: {}", reply.status);
    }

    #[test]
    fn no_message_breaks_the_conversation(body in prop_oneof![
        any::<String>(),
        any::<String>().prop_map(|text| serde_json::json!({"text": text}).to_string()),
        (value(), value()).prop_map(|(text, session)| serde_json::json!({"text": text, "session": session}).to_string()),
    ]) {
        let reply = send(usual(), request(Method::POST, "/chat", &[], &body));
        prop_assert!([200, 422].contains(&reply.status), "{body}: {}", reply.status);
        let schema = &document()["paths"]["/chat"]["post"]["responses"][reply.status.to_string().as_str()];
        let wrong = faults(document(), &schema["content"]["application/json"]["schema"], &reply.json(), "turn");
        prop_assert!(wrong.is_empty(), "{body}: {wrong:?}");
    }
}
