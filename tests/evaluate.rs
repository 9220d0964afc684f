//! `claqueta evaluate`: what it measures, on small files of known answers.

mod common;

use std::path::Path;

use common::{failure, folder, run, sample_index, stdout};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&stdout(&run(arguments))).unwrap()
}

fn file(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn understanding_counts_what_is_understood() {
    let folder = folder();
    let set = file(
        folder.path(),
        "set.tsv",
        "votos de Toy Story\tvotes title=Toy Story\ncuántas pelis en mayo\tmonth_count month=junio\nqué clima hace\tout_of_scope\n",
    );
    let index = sample_index().to_str().unwrap();
    let got = json(&["evaluate", "understanding", "--index", index, "--set", &set, "--json"]);
    assert_eq!(got["all"]["utterances"], 3);
    assert_eq!(got["all"]["intent"], 100.0);
    assert_eq!(got["intents"]["votes"]["exact"], 100.0);
    assert_eq!(got["intents"]["month_count"]["exact"], 0.0);
    assert_eq!(got["misses"][0]["got"], "month_count month=mayo");
    let table = stdout(&run(&["evaluate", "understanding", "--index", index, "--set", &set]));
    assert!(table.contains("| **all** | 3 | 100.0 | 66.7 |"), "{table}");
}

#[test]
fn search_counts_what_is_found() {
    let folder = folder();
    let set = file(
        folder.path(),
        "set.tsv",
        "query\tkind\texpected\tcategory\ntoy stori\tfilm\t114709\ttypo\ntom hanks\tperson\tTom Hanks\tlower\ntoy story\tfilm\t133093\twrong\n",
    );
    let index = sample_index().to_str().unwrap();
    let got = json(&["evaluate", "search", "--index", index, "--set", &set, "--json"]);
    assert_eq!(got["all"]["queries"], 3);
    assert_eq!(got["categories"]["typo"]["success_at_1"], 100.0);
    assert_eq!(got["categories"]["lower"]["success_at_1"], 100.0);
    assert_eq!(got["categories"]["wrong"]["success_at_1"], 0.0);
    let error = failure(&run(&["evaluate", "search", "--index", index, "--set", "no-such-file.tsv"]));
    assert!(error.contains("no-such-file.tsv"), "{error}");
}

/// Ratings of two tastes: even users like even items.
fn two_tastes(users: std::ops::Range<u32>) -> String {
    let pairs = users.flat_map(|user| (0..30).map(move |item| (user, item)));
    let rated = pairs.filter(|(user, item)| (user * 7 + item * 3) % 5 != 0);
    rated.map(|(user, item)| format!("{user}\t{item}\t{}\t0\n", if user % 2 == item % 2 { 5 } else { 1 })).collect()
}

#[test]
fn ratings_and_ranking_of_two_tastes() {
    let folder = folder();
    let train = file(folder.path(), "train.tsv", &two_tastes(0..40));
    let foldin = file(folder.path(), "foldin.tsv", "100\t0\t5\n100\t2\t5\n100\t3\t1\n");
    let test = file(folder.path(), "test.csv", "user,item,rating\n0,0,5\n1,1,5\n0,15,1\n");
    let predictions = folder.path().join("predictions.csv");
    for model in ["bayes", "svd"] {
        let got = json(&[
            "evaluate",
            "ratings",
            "--model",
            model,
            "--train",
            &train,
            "--test",
            &test,
            "--predictions",
            predictions.to_str().unwrap(),
            "--json",
        ]);
        assert!(got["rmse"].as_f64().unwrap() < 1.5, "{got}");
        for key in ["mae", "fit_ms", "predict_ms", "peak_rss_mb"] {
            assert!(got[key].is_number(), "{key}: {got}");
        }
        assert_eq!(std::fs::read_to_string(&predictions).unwrap().lines().count(), 4);
    }
    let out = folder.path().join("recs.csv");
    let users = file(folder.path(), "users.txt", "0\n100\n");
    let rank = |users: &str| {
        let arguments = ["evaluate", "ranking", "--train", &train, "--foldin", &foldin, "--users", users, "-k", "3"];
        let got = json(&[&arguments[..], &["--out", out.to_str().unwrap(), "--json"]].concat());
        assert!(got["recommend_us_p50"].is_number() && got["peak_rss_mb"].is_number(), "{got}");
        std::fs::read_to_string(&out).unwrap()
    };
    let lists = rank(&users);
    assert_eq!(lists.lines().count(), 1 + 2 * 3, "{lists}");
    assert!(lists.lines().skip(1).all(|line| line.starts_with("0,") || line.starts_with("100,")), "{lists}");
    assert_eq!(rank("all").lines().count(), 1 + 41 * 3);
    // User 0 likes even items, of which 0, 10 and 20 are not in the training.
    let wanted = file(folder.path(), "wanted.csv", "user,item,rating\n0,0,5\n0,5,1\n0,10,4\n0,20,4.5\n");
    let out = out.to_str().unwrap();
    let arguments = ["evaluate", "ranking", "--train", &train, "--users", &users, "-k", "3", "--out", out];
    let scored = json(&[&arguments[..], &["--test", &wanted, "--json"]].concat());
    assert_eq!((&scored["users"], &scored["recall"]), (&Value::from(1), &Value::from(1.0)), "{scored}");
    assert!(scored["ndcg"].as_f64().unwrap() > 0.9, "{scored}");
    let table = stdout(&run(&[&arguments[..], &["--test", &wanted]].concat()));
    assert!(table.contains("| 1 | ") && table.contains("ndcg@3"), "{table}");
}

#[test]
fn similar_films_agree_with_lists_and_verdicts() {
    let folder = folder();
    let index = sample_index().to_str().unwrap();
    // What the program itself answers is a truth that it must meet, and its opposite one that it must miss.
    let said = ["Toy Story", "Heat"].map(|film| json(&["similar", "--json", "-k", "5", "--index", index, film]));
    let (mut truth, mut wrong, mut pairs) = (String::from("query,neighbour\n"), String::new(), String::new());
    for answer in &said {
        let (film, items) = (&answer["for"]["id"], answer["items"].as_array().unwrap());
        for item in items {
            truth += &format!("{film},{}\n", item["id"]);
            pairs += &format!("{film},{},1\n", item["id"]);
        }
        wrong += &format!("{film},{film}\n");
        pairs += &format!("{film},999999999,0\n");
    }
    let truth = file(folder.path(), "truth.csv", &truth);
    let got = json(&["evaluate", "similar", "--index", index, "--truth", &truth, "--json"]);
    assert_eq!((&got["queries"], &got["ndcg5"], &got["hit5"]), (&2.into(), &1.0.into(), &1.0.into()), "{got}");
    let wrong = file(folder.path(), "wrong.csv", &format!("query,neighbour\n{wrong}"));
    let got = json(&["evaluate", "similar", "--index", index, "--truth", &wrong, "--json"]);
    assert_eq!((&got["ndcg5"], &got["ci95"]), (&0.0.into(), &0.0.into()), "no film is like itself: {got}");
    let pairs = file(folder.path(), "pairs.csv", &format!("a,b,ok\n{pairs}"));
    let got = json(&["evaluate", "similar", "--index", index, "--pairs", &pairs, "--json"]);
    assert_eq!((&got["pairs"], &got["auc"]), (&12.into(), &1.0.into()), "a film that is not there is like nothing");
    let table = stdout(&run(&["evaluate", "similar", "--index", index, "--truth", &truth]));
    assert!(table.contains("| 2 | 1.0000 ± 0.0000 |"), "{table}");
    let bad = file(folder.path(), "bad.csv", "a,b,ok\n1,x,1\n");
    let error = failure(&run(&["evaluate", "similar", "--index", index, "--pairs", &bad]));
    assert!(error.contains("bad.csv") && error.contains("`x`"), "{error}");
}

#[test]
fn history_tells_how_the_models_moved() {
    let index = sample_index().to_str().unwrap();
    let got = json(&["evaluate", "history", "--index", index, "--json"]);
    let newest = &got["generations"].as_array().unwrap().last().unwrap();
    assert!(newest["rmse"].as_f64().unwrap() > 0.5 && newest["ndcg"].as_f64().unwrap() > 0.0, "{newest}");
    let table = stdout(&run(&["evaluate", "history", "--index", index]));
    assert!(table.contains("| RMSE | ndcg@10 |") && table.lines().count() >= 3, "{table}");
}
