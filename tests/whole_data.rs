//! Every figure against an independent computation from the same files: `tests/oracle/oracle.py` reads the CSVs with
//! Python's own csv and ast modules and knows nothing of this program. Needs the big data beside the repository and
//! `python3`; says so and stops where either is missing.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::{folder, lines, root, run, stdout, whole_data};
use serde_json::Value;

/// What the oracle expects, one JSON object a line; the first is the report.
fn expectations(data: &[PathBuf], out: &Path) -> Option<Vec<Value>> {
    let status = Command::new("python3")
        .arg(root().join("tests/oracle/oracle.py"))
        .args(data.iter().flat_map(|d| [Path::new("--data"), d.as_path()]))
        .args(["--seed", "20", "--n", "120", "--out"])
        .arg(out)
        .status()
        .ok()?;
    assert!(status.success(), "the oracle failed");
    let text = std::fs::read_to_string(out).unwrap();
    Some(text.lines().map(|l| serde_json::from_str(l).unwrap()).collect())
}

#[test]
fn every_figure_is_exact() {
    let Some(data) = whole_data() else {
        eprintln!("skipped: the whole data is not beside the repository");
        return;
    };
    let dir = folder();
    let index = dir.path().join("index");
    let built = run(&[
        "index",
        "--json",
        "--models",
        "content",
        "--data",
        data[0].to_str().unwrap(),
        "--data",
        data[1].to_str().unwrap(),
        "--index",
        index.to_str().unwrap(),
    ]);
    let report: Value = serde_json::from_str(&stdout(&built)).unwrap();
    let Some(expected) = expectations(&data, &dir.path().join("oracle.jsonl")) else {
        eprintln!("skipped: there is no python3");
        return;
    };
    check_report(&report, &expected[0]["report"]);

    let asked: Vec<&Value> = expected.iter().filter(|e| e["ask"].is_string()).collect();
    assert!(asked.len() > 500, "only {} expectations", asked.len());
    let input: String = asked.iter().map(|e| format!("{}\n", e["ask"].as_str().unwrap())).collect();
    let answers = lines(&["ask", "--json", "--stdin", "--index", index.to_str().unwrap()], &input);
    assert_eq!(answers.len(), asked.len());
    let wrong: Vec<String> = asked.iter().zip(&answers).filter_map(|(want, got)| difference(want, got)).collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), asked.len(), wrong.join("\n"));
}

fn source<'a>(report: &'a Value, name: &str) -> &'a Value {
    let sources = report["sources"].as_array().unwrap();
    sources.iter().find(|s| s["path"].as_str().unwrap().ends_with(name)).expect("the source is reported")
}

fn check_report(report: &Value, want: &Value) {
    let films = source(report, "movies_metadata.csv");
    assert_eq!(films["rows_read"], want["films"]["read"]);
    assert_eq!(films["rows_kept"], want["films"]["kept"]);
    for reason in ["no_date", "repeated_id", "malformed"] {
        assert_eq!(films["dropped"][reason], want["films"][reason], "{reason}");
    }
    for (platform, file) in [
        ("amazon", "amazon_prime_titles.csv"),
        ("disney", "disney_plus_titles.csv"),
        ("hulu", "hulu_titles.csv"),
        ("netflix", "netflix_titles.csv"),
    ] {
        let (got, want) = (source(report, file), &want["platforms"][platform]);
        assert_eq!(got["rows_kept"], want["kept"], "{platform}");
        for unit in ["min", "season"] {
            let repaired = got["repaired"][format!("duration_in_rating_{unit}")].as_u64().unwrap_or(0);
            assert_eq!(repaired, want["repaired"][unit].as_u64().unwrap(), "{platform} {unit}");
        }
    }
}

/// How an answer differs from what is expected, in one line.
fn difference(want: &Value, got: &Value) -> Option<String> {
    let mut wrong = Vec::new();
    for key in ["intent", "status"] {
        if want[key] != got[key] {
            wrong.push(format!("{key} {} instead of {}", got[key], want[key]));
        }
    }
    let (want_data, got_data) = (want["data"].as_object().unwrap(), &got["data"]);
    for (key, value) in want_data {
        // Any of those that tie may stand first.
        let one_of_ties = matches!(key.as_str(), "key" | "title" | "person" | "platform" | "release_year")
            && want_data.get("ties").is_some_and(|t| t.as_array().unwrap().len() > 1);
        if !one_of_ties && !same(value, &got_data[key]) {
            wrong.push(format!("{key} {} instead of {value}", got_data[key]));
        }
    }
    if let Some(others) = want["suggestions"].as_array() {
        let ids = |v: &[Value]| v.iter().map(|s| s["id"].to_string()).collect::<std::collections::BTreeSet<_>>();
        let offered = got["suggestions"].as_array().map(|s| ids(s)).unwrap_or_default();
        if !ids(others).iter().take(5).all(|id| offered.contains(id)) && others.len() <= 5 {
            wrong.push(format!("suggestions {} instead of {}", got["suggestions"], want["suggestions"]));
        }
    }
    (!wrong.is_empty()).then(|| format!("  {}: {}", want["ask"], wrong.join("; ")))
}

/// Equal, numbers within what another order of summing may change, lists of texts in any order.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
        }
        (Value::Array(a), Value::Array(b)) if a.iter().all(Value::is_string) => {
            let sorted = |v: &[Value]| {
                let mut v: Vec<String> = v.iter().map(Value::to_string).collect();
                v.sort();
                v
            };
            sorted(a) == sorted(b)
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => a.iter().all(|(k, v)| b.get(k).is_some_and(|w| same(v, w))),
        _ => a == b,
    }
}
