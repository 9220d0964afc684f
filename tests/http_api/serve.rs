//! The program that serves: its start and end, slow and many clients, newly published generations.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::common::{Served, failure, folder, root, run, sample_index, serve, stdout};

/// A connection to the program.
fn connect(served: &Served) -> TcpStream {
    let stream = TcpStream::connect(&served.addr).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Status and JSON of one answer.
fn get(served: &Served, uri: &str) -> (u16, Value) {
    let mut stream = connect(served);
    write!(stream, "GET {uri} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let (status, body) = answer(stream);
    (status, serde_json::from_str(&body).unwrap_or(Value::Null))
}

/// Status and body of all that comes until the end.
fn answer(mut stream: TcpStream) -> (u16, String) {
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let text = String::from_utf8_lossy(&all);
    let status = text.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    (status, text.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned())
}

#[test]
fn it_starts_answers_and_ends_on_a_signal() {
    let mut served = serve(sample_index(), &[]);
    let (status, health) = get(&served, "/health");
    assert_eq!((status, health["status"].as_str()), (200, Some("ok")));
    assert_eq!(get(&served, "/score_titulo/Toy%20Story").1["id"], 114709);
    // One that is connected and says nothing must not hold up the end.
    let _idle = connect(&served);
    let killed = std::process::Command::new("kill").arg(served.child.id().to_string()).status().unwrap();
    assert!(killed.success());
    let started = Instant::now();
    let ended = served.child.wait().unwrap();
    assert!(ended.success(), "{ended}");
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
}

#[test]
fn either_signal_ends_it_in_time_while_a_request_hangs() {
    for signal in ["TERM", "INT"] {
        let mut served = serve(sample_index(), &[]);
        let mut hanging = connect(&served);
        hanging.write_all(b"POST /chat HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{\"text\":").unwrap();
        std::thread::sleep(Duration::from_millis(100));
        let (told, id) = (Instant::now(), served.child.id().to_string());
        assert!(std::process::Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        let ended = served.child.wait().unwrap();
        assert!(ended.success() && told.elapsed() < Duration::from_secs(10), "{signal}: {ended} {:?}", told.elapsed());
    }
}

#[test]
fn slow_clients_are_given_up_and_the_room_is_free_again() {
    let settings = [("CLAQUETA_HTTP__PATIENCE_MS", "400"), ("CLAQUETA_HTTP__CONNECTIONS", "3")];
    let served = serve(sample_index(), &settings);
    let begun = Instant::now();
    let mut slow: Vec<TcpStream> = (0..3).map(|_| connect(&served)).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /health HTTP/1.1\r\nhost: x\r\nx-slow: ").unwrap();
    }
    // All places are taken: the next one is served when patience with these is over.
    assert_eq!(get(&served, "/health").0, 200);
    assert!(begun.elapsed() >= Duration::from_millis(300), "{:?}", begun.elapsed());
    for stream in slow {
        let (status, _) = answer(stream);
        assert!([0, 408].contains(&status), "{status}");
    }
}

#[test]
fn a_body_that_never_ends_is_given_up() {
    let served = serve(sample_index(), &[("CLAQUETA_HTTP__REQUEST_MS", "300")]);
    let mut stream = connect(&served);
    stream.write_all(b"POST /chat HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{\"text\":").unwrap();
    assert_eq!(answer(stream).0, 408);
    let mut stream = connect(&served);
    stream.write_all(b"POST /chat HTTP/1.1\r\nhost: x\r\ncontent-length: 100000000\r\n\r\n{").unwrap();
    assert_eq!(answer(stream).0, 413);
    for (length, statuses) in [(32_000, &[404][..]), (66_000, &[0, 414, 431]), (100_000, &[0, 414, 431])] {
        let mut stream = connect(&served);
        let head = format!("GET /{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "a".repeat(length));
        // The answer may come before all of it is sent.
        let _ = stream.write_all(head.as_bytes());
        let status = answer(stream).0;
        assert!(statuses.contains(&status), "a head of {length}: {status}");
    }
    let mut stream = connect(&served);
    let _ = stream.write_all(b"\x16\x03\x01 no http at all\r\n\r\n");
    assert!([0, 400].contains(&answer(stream).0));
    assert_eq!(get(&served, "/health").0, 200);
}

#[test]
fn a_generation_published_by_another_program_is_adopted() {
    let (index, data) = (folder(), root().join("data"));
    let build = || {
        let (data, index) = (data.to_str().unwrap(), index.path().to_str().unwrap());
        stdout(&run(&["index", "--models", "content", "--data", data, "--index", index]));
    };
    build();
    let served = serve(index.path(), &[("CLAQUETA_ENGINE__WATCH_MS", "100")]);
    assert_eq!(get(&served, "/health").1["generation"], 1);
    build();
    let deadline = Instant::now() + Duration::from_secs(10);
    while get(&served, "/health").1["generation"] != 2 {
        assert!(Instant::now() < deadline, "the second generation is not adopted");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn an_address_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let line = failure(&run(&["serve", "--addr", &addr, "--index", sample_index().to_str().unwrap()]));
    assert!(line.contains(&addr) && line.contains("--addr"), "{line}");
    let line = failure(&run(&["serve", "--addr", "nowhere", "--index", sample_index().to_str().unwrap()]));
    assert!(line.contains("nowhere"), "{line}");
}

#[test]
fn health_and_counts_stand_beside_another_door() {
    // A port that was free a moment ago.
    let addr = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let metrics = claqueta::metrics::Registry::new();
    metrics.counter("claqueta_updates_total", "Updates.", &[("kind", "message")]).add(3);
    let at = addr.clone();
    let side = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let config = claqueta::config::Http::default();
        let ended = async move { drop(stopped.await) };
        runtime.block_on(claqueta::http::side(&at, &config, super::live(), metrics, ended))
    });
    let ask = |uri: &str| {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            if let Ok(mut stream) = TcpStream::connect(&addr) {
                write!(stream, "GET {uri} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
                return answer(stream);
            }
            assert!(Instant::now() < deadline, "nothing listens at {addr}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    assert_eq!(ask("/health").0, 200);
    let (status, counts) = ask("/metrics");
    assert!(status == 200 && counts.contains("claqueta_updates_total{kind=\"message\"} 3"), "{counts}");
    assert_eq!(ask("/").0, 404);
    assert_eq!(ask("/score_titulo/Toy%20Story").0, 404);
    stop.send(()).unwrap();
    side.join().unwrap().unwrap();
}
