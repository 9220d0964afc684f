//! The program from outside: sub-commands, exit codes, one clear line for whatever goes wrong.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{ask, ask_in, claqueta, failure, folder, lines, root, run, sample_index, stdout};
use serde_json::Value;

/// Two films with their people, enough for an index.
fn small_data(folder: &Path) {
    fs::write(
        folder.join("movies_metadata.csv"),
        "adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,\
         popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,\
         spoken_languages,status,tagline,title,video,vote_average,vote_count\n\
         False,,10,\"[{'id': 1, 'name': 'Drama'}]\",,1,tt0000001,en,Uno,,1.5,,[],[],2001-02-03,20,90,[],Released,,Uno,False,7.0,3000\n\
         False,,0,[],,2,tt0000002,es,Dos,,0.5,,[],[],2002-02-03,0,80,[],Released,,Dos,False,5.0,10\n",
    )
    .unwrap();
}

fn index(data: &Path, index: &Path) -> std::process::Output {
    run(&["index", "--data", data.to_str().unwrap(), "--index", index.to_str().unwrap()])
}

fn status(index: &Path) -> Value {
    let output = run(&["status", "--json", "--index", index.to_str().unwrap()]);
    serde_json::from_str(&stdout(&output)).unwrap()
}

#[test]
fn index_reports_what_it_did() {
    let (data, target) = (folder(), folder());
    small_data(data.path());
    let output = claqueta()
        .args(["index", "--json", "--data", data.path().to_str().unwrap(), "--index", target.path().to_str().unwrap()])
        .output()
        .unwrap();
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["generation"], 1);
    assert_eq!(report["films"], 2);
    assert_eq!(report["sources"][0]["rows_read"], 2);
    for key in ["elapsed_ms", "peak_rss_mb", "titles", "people", "ratings", "linked"] {
        assert!(!report[key].is_null(), "{key} is missing in {report}");
    }
    assert_eq!(status(target.path())["status"], "ok");
}

#[test]
fn without_an_index_it_says_which_command_to_run() {
    let empty = folder();
    let output = run(&["ask", "--index", empty.path().to_str().unwrap(), "hola"]);
    assert!(failure(&output).contains("claqueta index"));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for wrong in [&["nonsense"][..], &["search", "--kind", "x", "a"], &["ask", "--session", "a"], &["etl"]] {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn options_are_known_in_any_place_and_text_is_needed() {
    let index = sample_index().to_str().unwrap();
    let output = run(&["ask", "/score Toy Story", "--json", "--index", index]);
    assert!(stdout(&output).starts_with('{'));
    for wrong in [&["ask", "hola", "--nosuch"][..], &["ask"], &["search"], &["similar"], &["ask", "--stdin", "hola"]] {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_canonical_query_with_a_wrong_value_is_invalid_not_another_film() {
    for (text, intent) in [
        ("score_count score=nan", "score_count"),
        ("more_similar page=256 title=#862", "recommend"),
        ("score title=#-1", "score"),
        ("predict user=ml:-1 title=#862", "predict"),
        ("month_count month=13", "month_count"),
    ] {
        let answer = ask(text);
        assert_eq!((answer["intent"].as_str(), answer["status"].as_str()), (Some(intent), Some("invalid")), "{text}");
    }
}

#[test]
fn the_first_run_builds_from_the_sample_and_talks() {
    let target = folder();
    let output = assert_cmd::Command::from_std(claqueta())
        .current_dir(root())
        .args(["--index", target.path().join("index").to_str().unwrap()])
        .write_stdin("/score Toy Story\nsalir\n")
        .output()
        .unwrap();
    let said = stdout(&output);
    assert!(said.contains("Toy Story fue estrenada en el año 1995"), "{said}");
}

#[test]
fn one_answer_a_line_in_order_and_flushed() {
    let mut child = claqueta()
        .args(["ask", "--json", "--stdin", "--index", sample_index().to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for text in ["/mes enero", "", "/dia lunes", "🎬", "/mes"] {
        writeln!(input, "{text}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["input"], text);
        assert!(answer["elapsed_us"].is_u64());
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_huge_line_is_answered_and_the_next_one_too() {
    let input = format!("{}\n/mes enero\n", "añ🎬".repeat(400_000));
    let answers = lines(&["ask", "--json", "--stdin", "--index", sample_index().to_str().unwrap()], &input);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[1]["intent"], "month_count");
}

#[test]
fn similar_among_and_pairs() {
    let index = sample_index().to_str().unwrap();
    let dir = folder();
    let (among, pairs) = (dir.path().join("among.txt"), dir.path().join("pairs.csv"));
    let toy_story = ask("/score Toy Story")["data"]["id"].as_u64().unwrap();
    let other = ask("/score Jumanji")["data"]["id"].as_u64().unwrap();
    fs::write(&among, format!("{other}\n999999999\n")).unwrap();
    fs::write(&pairs, format!("a,b,ok\n{toy_story},{other},1\n{other},{toy_story},0\n{toy_story},{toy_story},1\n"))
        .unwrap();
    let found = lines(
        &["similar", "--json", "--stdin", "--among", among.to_str().unwrap(), "--index", index],
        &format!("id:{toy_story}\n"),
    );
    assert_eq!(found[0]["for"]["id"], toy_story);
    assert_eq!(found[0]["items"].as_array().unwrap().len(), 1);
    assert_eq!(found[0]["items"][0]["id"], other);
    let cosines = lines(&["similar", "--json", "--pairs", pairs.to_str().unwrap(), "--index", index], "");
    assert_eq!(cosines[0]["similarity"], cosines[1]["similarity"]);
    assert!((cosines[2]["similarity"].as_f64().unwrap() - 1.0).abs() < 1e-3);
    fs::write(&among, "x\n").unwrap();
    let wrong = run(&["similar", "--among", among.to_str().unwrap(), "--index", index, "id:1"]);
    assert!(failure(&wrong).contains("line 1"));
}

#[test]
fn the_manual_has_a_page_of_each_command() {
    let page = stdout(&run(&["man"]));
    assert!(page.contains(".TH claqueta 1") && page.contains("TELOXIDE_TOKEN"), "{page}");
    let out = folder();
    let folder = out.path().join("man1");
    stdout(&run(&["man", "--out", folder.to_str().unwrap()]));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(read("claqueta.1").lines().last(), page.lines().last());
    for (name, says) in
        [("index", "models"), ("serve", "addr"), ("eda", "out"), ("man", "out"), ("people-backup", "restore")]
    {
        assert!(read(&format!("claqueta-{name}.1")).contains(says), "{name}");
    }
    std::fs::write(out.path().join("file"), "").unwrap();
    assert!(failure(&run(&["man", "--out", out.path().join("file").to_str().unwrap()])).contains("file"));
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(stdout(&run(&["completions", shell])).contains("claqueta"), "{shell}");
    }
}

#[test]
fn a_wrong_key_in_the_configuration_is_named() {
    let dir = folder();
    let file = dir.path().join("c.toml");
    fs::write(&file, "[paths]\nidnex = 'x'\n").unwrap();
    let output = run(&["status", "--config", file.to_str().unwrap()]);
    let said = failure(&output);
    assert!(said.contains("c.toml") && said.contains("idnex"), "{said}");
}

#[test]
fn whatever_breaks_a_build_the_previous_index_still_answers() {
    let (data, target) = (folder(), folder());
    small_data(data.path());
    stdout(&index(data.path(), target.path()));
    let films = data.path().join("movies_metadata.csv");
    let whole = fs::read(&films).unwrap();
    let gz = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"cast,crew,id\n\"[]\",\"[]\",1\n".repeat(2000).as_slice()).unwrap();
        encoder.finish().unwrap()
    };
    type Break<'a> = (&'a str, Box<dyn Fn() + 'a>);
    let credits = data.path().join("credits.csv.gz");
    let breaks: Vec<Break> = vec![
        ("movies_metadata.csv", Box::new(|| fs::write(&films, "").unwrap())),
        ("movies_metadata.csv", Box::new(|| fs::write(&films, "a,b,c\n1,2,3\n").unwrap())),
        ("credits.csv.gz", Box::new(|| fs::write(&credits, &gz[..gz.len() / 2]).unwrap())),
        ("credits.csv.gz", Box::new(|| fs::write(&credits, "this is no gzip").unwrap())),
    ];
    for (named, damage) in breaks {
        damage();
        let said = failure(&index(data.path(), target.path()));
        assert!(said.contains(named), "{said}");
        assert_eq!(ask_in(target.path(), "/score Uno")["status"], "ok");
        assert_eq!(status(target.path())["generation"], 1);
        fs::write(&films, &whole).unwrap();
        let _ = fs::remove_file(&credits);
    }
    let missing = index(&data.path().join("nowhere"), target.path());
    let said = failure(&missing);
    assert!(said.contains("nowhere"), "{said}");
    assert_eq!(said.matches("there is no such folder").count(), 1, "said once: {said}");
    let nothing = folder();
    assert!(failure(&index(nothing.path(), target.path())).contains("--data"));
    assert_eq!(ask_in(target.path(), "/score Uno")["status"], "ok");
}

#[test]
fn more_names_than_can_be_numbered_are_an_error_with_a_sentence() {
    let (data, target) = (folder(), folder());
    small_data(data.path());
    let path = data.path().join("movies_metadata.csv");
    let mut table = fs::read_to_string(&path).unwrap();
    let one = table.lines().nth(1).unwrap().to_owned();
    let row = |i: u32| one.replacen(",1,tt0000001,en,", &format!(",{i},tt{i:07},x{i},"), 1) + "\n";
    table.extend((3..70_000).map(row));
    fs::write(&path, table).unwrap();
    let said = failure(&index(data.path(), target.path()));
    assert!(said.contains("different languages"), "{said}");
}

#[test]
fn two_builds_at_once_the_second_says_so() {
    let (data, target) = (folder(), folder());
    small_data(data.path());
    stdout(&index(data.path(), target.path()));
    let lock = fs::File::options().write(true).open(target.path().join("BUILD.lock")).unwrap();
    lock.lock().unwrap();
    let said = failure(&index(data.path(), target.path()));
    assert!(said.contains("another build is running"), "{said}");
    drop(lock);
    stdout(&index(data.path(), target.path()));
    assert_eq!(status(target.path())["generation"], 2);
}

#[test]
fn a_killed_build_leaves_the_previous_index_and_is_cleaned_up() {
    let (data, target) = (folder(), folder());
    small_data(data.path());
    stdout(&index(data.path(), target.path()));
    let sample = root().join("data");
    let mut child = claqueta()
        .args(["index", "--data", sample.to_str().unwrap(), "--index", target.path().to_str().unwrap()])
        .spawn()
        .unwrap();
    let building = target.path().join("building");
    let deadline = Instant::now() + Duration::from_secs(20);
    while !building.exists() && Instant::now() < deadline && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(building.exists(), "the build was killed in the middle");
    assert_eq!(ask_in(target.path(), "/score Uno")["status"], "ok");
    stdout(&index(data.path(), target.path()));
    assert!(!building.exists());
}

#[test]
fn a_running_program_adopts_a_new_index_within_seconds() {
    let (data, target) = (folder(), folder());
    small_data(data.path());
    stdout(&index(data.path(), target.path()));
    let mut child = claqueta()
        .args(["ask", "--json", "--stdin", "--index", target.path().to_str().unwrap()])
        .env("CLAQUETA_ENGINE__WATCH_MS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut generation = || {
        writeln!(input, "/score Uno").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["status"], "ok", "it answers throughout");
        answer["generation"].as_u64().unwrap()
    };
    assert_eq!(generation(), 1);
    for _ in 0..3 {
        stdout(&index(data.path(), target.path()));
    }
    let deadline = Instant::now() + Duration::from_secs(10);
    while generation() != 4 {
        assert!(Instant::now() < deadline, "the new index was not adopted");
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(input);
    child.wait().unwrap();
}
