//! What surrounds the answers: headers, unchanged answers, compression, origins, limits, methods.

use axum::http::Method;
use claqueta::config::{Http, HttpLimits};

use super::{get, request, router, send, usual};

const TOY: &str = "/score_titulo/Toy%20Story";

#[test]
fn an_unchanged_answer_is_not_sent_again() {
    let first = get(TOY);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = |tag: &str, uri: &str| send(usual(), request(Method::GET, uri, &[("if-none-match", tag)], ""));
    let same = again(&tag, TOY);
    assert_eq!((same.status, same.body.len(), same.header("etag")), (304, 0, tag.as_str()));
    assert_eq!(again("W/\"older\"", TOY).status, 200);
    assert_eq!(again(&tag, "/score_titulo/zzqqxxyy").status, 404, "only what is answered can be unchanged");
    assert_eq!(again(get("/").header("etag"), "/").status, 304);
}

#[test]
fn long_answers_are_compressed_for_those_who_can_read_it() {
    let zipped = |uri: &str| send(usual(), request(Method::GET, uri, &[("accept-encoding", "gzip")], ""));
    let long = zipped("/filmografia/Tom%20Hanks");
    assert_eq!(long.header("content-encoding"), "gzip");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&long.body[..]), &mut text).unwrap();
    assert_eq!(text, get("/filmografia/Tom%20Hanks").text());
    assert_eq!(zipped("/get_count_platform/netflix").header("content-encoding"), "");
    assert_eq!(get("/filmografia/Tom%20Hanks").header("content-encoding"), "");
}

#[test]
fn other_origins_may_ask_only_where_they_are_named() {
    let asked = |cors: &[&str], origin: &str| {
        let config = Http { cors: cors.iter().map(|o| (*o).to_owned()).collect(), ..Http::default() };
        let reply = send(router(&config), request(Method::GET, TOY, &[("origin", origin)], ""));
        reply.header("access-control-allow-origin").to_owned()
    };
    assert_eq!(asked(&[], "https://a.example"), "");
    assert_eq!(asked(&["https://a.example"], "https://a.example"), "https://a.example");
    assert_eq!(asked(&["https://a.example"], "https://b.example"), "");
    assert_eq!(asked(&["*"], "https://b.example"), "*");
    // What a browser asks before it posts JSON for a page of another origin.
    let config = Http { cors: vec!["https://a.example".to_owned()], ..Http::default() };
    let before = [
        ("origin", "https://a.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let allowed = send(router(&config), request(Method::OPTIONS, "/chat", &before, ""));
    assert_eq!((allowed.status, allowed.header("access-control-allow-origin")), (200, "https://a.example"));
    assert!(allowed.header("access-control-allow-methods").contains(['*', 'P']), "{}", allowed.status);
    assert_eq!(send(usual(), request(Method::OPTIONS, "/chat", &before, "")).status, 405);
}

#[test]
fn one_client_may_be_limited_and_others_are_not_held_up() {
    let limits = HttpLimits { burst: 3, per_second: 0.001 };
    let limited = router(&Http { limits, proxied: true, ..Http::default() });
    let ask = |client: &str| send(limited.clone(), request(Method::GET, TOY, &[("x-forwarded-for", client)], ""));
    assert!((0..3).all(|_| ask("spoofed, 10.0.0.1").status == 200));
    let refused = ask("other, 10.0.0.1");
    assert_eq!((refused.status, refused.header("retry-after")), (429, "2"));
    assert_eq!(refused.json()["status"], "invalid");
    assert_eq!(ask("10.0.0.2").status, 200);
    assert!((0..200).all(|_| get(TOY).status == 200), "no limit unless one is configured");
}

#[test]
fn methods_and_addresses_that_are_not_there_are_told_in_json() {
    for (method, uri, status) in [
        (Method::POST, TOY, 405),
        (Method::DELETE, "/chat", 405),
        (Method::GET, "/chat", 405),
        (Method::PUT, "/", 405),
        (Method::GET, "/nada/de/nada", 404),
        (Method::OPTIONS, "/nada", 404),
        (Method::GET, "/docs/../../etc/passwd", 404),
        (Method::GET, "/web/%2e%2e/secret", 404),
    ] {
        let reply = send(usual(), request(method.clone(), uri, &[], ""));
        assert_eq!(reply.status, status, "{method} {uri}");
        assert!(reply.json()["mensaje"].is_string(), "{method} {uri}");
    }
    assert_eq!(send(usual(), request(Method::POST, TOY, &[], "")).header("allow"), "GET,HEAD");
}

#[test]
fn the_head_of_an_answer_can_be_asked_alone() {
    for uri in ["/", TOY, "/health", "/docs", "/openapi.json", "/buscar?q=toy"] {
        let head = send(usual(), request(Method::HEAD, uri, &[], ""));
        assert_eq!((head.status, head.body.len()), (200, 0), "{uri}");
        assert_eq!(head.header("content-type"), get(uri).header("content-type"), "{uri}");
    }
}

#[test]
fn browsers_are_held_to_what_the_page_needs() {
    let page = get("/");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("http"), "{policy}");
    for uri in ["/", TOY, "/nada", "/health"] {
        let reply = get(uri);
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{uri}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{uri}");
    }
}

#[test]
fn the_page_is_whole_and_names_no_other_host() {
    let page = get("/").text();
    let mut files: Vec<&str> = page.split(['"', '\'']).filter(|part| part.starts_with("/web/")).collect();
    files.sort_unstable();
    files.dedup();
    assert!(files.len() >= 4, "{files:?}");
    for file in files.into_iter().chain(["/"]) {
        let reply = get(file);
        assert_eq!(reply.status, 200, "{file}");
        let text = reply.text().replace("http://www.w3.org/2000/svg", "");
        assert!(!text.contains("http://") && !text.contains("https://") && !text.contains("src=\"//"), "{file}");
        for unsafe_way in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", " style=\"", " onclick="]
        {
            assert!(!text.contains(unsafe_way), "{file}: {unsafe_way}");
        }
    }
}

#[test]
fn requests_are_counted_by_what_answered_them() {
    let counted = router(&Http::default());
    for uri in [TOY, TOY, "/score_titulo/zzqqxxyy", "/nada"] {
        send(counted.clone(), request(Method::GET, uri, &[], ""));
    }
    let metrics = send(counted, request(Method::GET, "/metrics", &[], "")).text();
    for line in [
        "claqueta_http_requests_total{route=\"/score_titulo\",status=\"200\"} 2",
        "claqueta_http_requests_total{route=\"/score_titulo\",status=\"404\"} 1",
        "claqueta_http_requests_total{route=\"other\",status=\"404\"} 1",
        "claqueta_http_request_seconds_count{route=\"/score_titulo\"} 3",
    ] {
        assert!(metrics.lines().any(|l| l == line), "{line} is missing in\n{metrics}");
    }
    assert!(metrics.contains("claqueta_films "), "{metrics}");
    if std::path::Path::new("/proc/self/stat").exists() {
        let used = metrics.lines().find_map(|l| l.strip_prefix("process_cpu_seconds_total ")?.parse::<f64>().ok());
        assert!(used.is_some_and(|seconds| seconds > 0.0 && seconds < 1e6), "{metrics}");
        assert!(metrics.contains("# TYPE process_cpu_seconds_total counter"), "{metrics}");
    }
}
