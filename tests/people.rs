//! The store of what people told: every change can be repeated, taken back and forgotten, and survives whatever ends the
//! program.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use claqueta::catalog::{ItemKey, Mark, SourceId, UserId, UserSpace};
use claqueta::people::{FILE, GroupId, MOST_PICTURES, MOST_QUESTIONS, NightPoll, Owner, People, Stamp};
use claqueta::render::Language;
use proptest::prelude::*;
use rusqlite::Connection;

fn user(number: u64) -> UserId {
    UserId { space: UserSpace::Tg, number }
}

fn film(id: u32) -> ItemKey {
    ItemKey::Film(SourceId(id))
}

fn mark(value: f64) -> Mark {
    Mark::new(value).unwrap()
}

fn at(at: i64) -> Stamp {
    Stamp { at, ..Stamp::default() }
}

fn update(update: u64) -> Stamp {
    Stamp { at: 1_000 + update as i64, update: Some(update), ..Stamp::default() }
}

/// Every row of every table, as text.
fn rows(state: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let db = Connection::open(state.join(FILE)).unwrap();
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let all = tables.into_iter().map(|table| {
        let mut select = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let n = select.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let cells: Vec<String> = (0..n).map(|i| format!("{:?}", row.get_ref(i).unwrap())).collect();
            Ok(cells.join("|"))
        };
        let rows = select.query_map([], row).unwrap().map(Result::unwrap).collect();
        (table, rows)
    });
    all.collect()
}

/// Something of one user in every table that can have it.
fn tell_everything(people: &People, user: UserId, at_: i64) {
    people.rate(user, &film(862), mark(9.0), at(at_)).unwrap();
    people.see(user, &film(863), at(at_)).unwrap();
    people.not_seen(user, &film(864), at(at_)).unwrap();
    people.put_on_list(Owner::Person(user), "", &ItemKey::Title("as123".to_owned()), at(at_)).unwrap();
    people.put_on_list(Owner::Person(user), "terror", &film(865), at(at_)).unwrap();
    people.join(GroupId(-100), user, "Ana", at(at_)).unwrap();
    people.choose_language(user, Language::English, at(at_)).unwrap();
    people.share_list(Owner::Person(user), "terror", at(at_)).unwrap();
}

#[test]
fn what_is_told_is_kept_over_a_new_start() {
    let state = common::folder();
    {
        let people = People::open(state.path()).unwrap();
        tell_everything(&people, user(7), 5);
        assert_eq!(people.rate(user(7), &film(862), mark(8.5), at(6)).unwrap(), Some(mark(9.0)));
    }
    let people = People::open(state.path()).unwrap();
    let ratings = people.ratings(user(7)).unwrap();
    assert_eq!(ratings.iter().map(|r| (r.item.clone(), r.mark, r.at)).collect::<Vec<_>>(), [(film(862), mark(8.5), 6)]);
    assert_eq!(people.seen(user(7)).unwrap(), [(film(863), 5)]);
    assert_eq!(people.unseen(user(7)).unwrap(), [(film(864), 5)]);
    assert_eq!(people.list(Owner::Person(user(7)), "").unwrap(), [ItemKey::Title("as123".to_owned())]);
    assert_eq!(people.lists(Owner::Person(user(7))).unwrap(), [(String::new(), 1), ("terror".to_owned(), 1)]);
    assert_eq!(people.members(GroupId(-100)).unwrap()[0].name, "Ana");
    assert_eq!(people.language(user(7)).unwrap(), Some(Language::English));
    assert_eq!(people.ratings(user(8)).unwrap(), []);
    let counts = people.counts().unwrap();
    assert_eq!((counts.people, counts.ratings, counts.listed, counts.groups), (1, 1, 2, 1));
    assert_eq!(people.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn an_update_handled_twice_changes_nothing() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    people.rate(user(7), &film(862), mark(9.0), update(1)).unwrap();
    people.unrate(user(7), &film(862), update(2)).unwrap();
    people.rate(user(7), &film(862), mark(9.0), update(1)).unwrap();
    assert_eq!(people.ratings(user(7)).unwrap(), [], "what was taken back stays so");
    tell_everything(&people, user(7), 5);
    people.forget(user(7), update(3)).unwrap();
    tell_everything(&people, user(7), 6);
    let before = rows(state.path());
    assert!(people.forget(user(7), update(3)).unwrap().rows > 0, "told the same as the first time");
    people.leave(GroupId(-100), user(7), update(3)).unwrap();
    people.take_off_list(Owner::Person(user(7)), "", &ItemKey::Title("as123".to_owned()), update(3)).unwrap();
    people.move_group(GroupId(-100), GroupId(-200), update(3)).unwrap();
    assert_eq!(rows(state.path()), before);
}

#[test]
fn what_is_forgotten_is_in_no_table_and_not_in_the_file() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    people.rate(user(8), &film(862), mark(3.0), at(1)).unwrap();
    let group = GroupId(-5);
    people.know_chats(&[group.0], at(1)).unwrap();
    people.call_night(group, user(8), None, Language::Spanish, at(1)).unwrap();
    people.propose(group, SourceId(862), at(1)).unwrap();
    let poll = NightPoll { id: "p".to_owned(), message: 1, ends_at: 9 };
    people.open_poll(group, &poll, at(1)).unwrap();
    people.begin_broadcast("hola", (8, 2), Language::Spanish, at(1)).unwrap();
    people.share_list(Owner::Group(group), "", at(1)).unwrap();
    let others = rows(state.path());
    tell_everything(&people, user(7), 5);
    people.know_chats(&[7], at(5)).unwrap();
    people.end_broadcast().unwrap();
    people.begin_broadcast("hola", (8, 2), Language::Spanish, at(5)).unwrap();
    people.vote("p", user(7), &[0], at(5)).unwrap();
    people.join(GroupId(-5), user(7), "Zoraida Quiñónez", at(5)).unwrap();
    people.put_on_list(Owner::Person(user(7)), "maratón de otoño", &film(1), at(5)).unwrap();
    // The rest holds nothing of people.
    let of_people = |name: &str| !["handled", "pictures", "questions"].contains(&name);
    assert!(rows(state.path()).iter().filter(|(name, _)| of_people(name)).all(|(_, rows)| !rows.is_empty()));
    assert_eq!(people.forget(user(7), at(9)).unwrap().rows, 13);
    assert_eq!(rows(state.path()), others);
    let export = people.export(user(7), &|_| None).unwrap();
    assert!(
        ["ratings", "seen", "not_seen", "lists", "groups"].iter().all(|k| export[k].as_array().unwrap().is_empty())
    );
    assert!(export["language"].is_null());
    for file in std::fs::read_dir(state.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for word in ["Zoraida", "marat\u{f3}n"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} is still there");
        }
    }
}

#[test]
fn an_export_is_what_was_given() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    tell_everything(&people, user(7), 5);
    people.rate(user(8), &film(1), mark(1.0), at(5)).unwrap();
    let title = |key: &ItemKey| (*key == film(862)).then(|| "Toy Story (1995)".to_owned());
    let time = "1970-01-01T00:00:05Z";
    let expected = serde_json::json!({
        "user": "tg:7",
        "ratings": [{"item": "862", "title": "Toy Story (1995)", "mark": 9.0, "at": time}],
        "seen": [{"item": "863", "title": null, "at": time}],
        "not_seen": [{"item": "864", "title": null, "at": time}],
        "shared_lists": ["terror"],
        "lists": [
            {"name": "", "items": [{"item": "as123", "title": null}]},
            {"name": "terror", "items": [{"item": "865", "title": null}]},
        ],
        "votes": [],
        "groups": [{"group": -100, "name": "Ana"}],
        "language": "en",
    });
    assert_eq!(people.export(user(7), &title).unwrap(), expected);
}

#[test]
fn a_group_that_moves_takes_its_members_and_lists_along() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    let (old, new) = (GroupId(-5), GroupId(-1_000_005));
    for (number, name) in [(1, "Ana"), (2, "Luis")] {
        assert!(people.join(old, user(number), name, at(number as i64)).unwrap());
    }
    assert!(!people.join(old, user(1), "Anita", at(9)).unwrap(), "known already, by another name now");
    people.join(new, user(2), "Luis", at(3)).unwrap();
    people.put_on_list(Owner::Group(old), "", &film(1), at(1)).unwrap();
    people.put_on_list(Owner::Group(new), "", &film(1), at(2)).unwrap();
    people.put_on_list(Owner::Person(user(5)), "", &film(2), at(2)).unwrap();
    people.move_group(old, new, at(5)).unwrap();
    let names: Vec<String> = people.members(new).unwrap().into_iter().map(|m| m.name).collect();
    assert_eq!(names, ["Anita", "Luis"]);
    assert_eq!((people.members(old).unwrap(), people.list(Owner::Group(old), "").unwrap()), (vec![], vec![]));
    assert_eq!(people.list(Owner::Group(new), "").unwrap(), [film(1)]);
    people.forget_group(new, at(6)).unwrap();
    assert_eq!((people.members(new).unwrap(), people.list(Owner::Group(new), "").unwrap()), (vec![], vec![]));
    assert_eq!(people.list(Owner::Person(user(5)), "").unwrap(), [film(2)], "nobody else loses anything");
}

#[test]
fn a_backup_is_whole_and_never_overwrites() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    tell_everything(&people, user(7), 5);
    let elsewhere = common::folder();
    let copy = elsewhere.path().join(FILE);
    people.backup(&copy).unwrap();
    people.forget(user(7), at(6)).unwrap();
    let error = people.backup(&copy).unwrap_err().to_string();
    assert!(error.contains("name another file"), "{error}");
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing else is left there");
    let restored = People::open(elsewhere.path()).unwrap();
    assert_eq!(restored.ratings(user(7)).unwrap().len(), 1);
    assert_eq!(restored.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn two_processes_write_at_once() {
    let (state, index) = (common::folder(), common::sample_index());
    let run = |text: &str| {
        let mut child = common::claqueta()
            .args(["chat", "--index", index.to_str().unwrap()])
            .env("CLAQUETA_PATHS__STATE", state.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        write!(input, "{text}").unwrap();
        child
    };
    let lines = |ids: [u32; 6]| ids.iter().map(|id| format!("rate mark=7 title=#{id}\n")).collect::<String>();
    let (mut a, mut b) = (
        run(&lines([114709, 113277, 113497, 32455, 32553, 112641])),
        run(&lines([114709, 113277, 113497, 111161, 68646, 110912])),
    );
    assert!(a.wait().unwrap().success() && b.wait().unwrap().success());
    let people = People::open(state.path()).unwrap();
    let n = people.ratings(user(0)).unwrap().len();
    assert_eq!(n, 9);
    assert_eq!(people.integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn a_killed_process_leaves_a_sound_file() {
    let (state, index) = (common::folder(), common::sample_index());
    let mut told = 0;
    for round in 0..3 {
        let mut child = common::claqueta()
            .args(["chat", "--index", index.to_str().unwrap()])
            .env("CLAQUETA_PATHS__STATE", state.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            for i in 0..5_000 {
                if writeln!(input, "rate mark={} title=#114709\nadd title=#113277\nremove title=#113277", 1 + i % 10)
                    .is_err()
                {
                    return;
                }
            }
        });
        // Killed in the middle of writing, a little later each time.
        let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        for _ in 0..20 + round * 30 {
            line.clear();
            std::io::BufRead::read_line(&mut out, &mut line).unwrap();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(out);
        writer.join().unwrap();
        let people = People::open(state.path()).unwrap();
        assert_eq!(people.integrity().unwrap(), Vec::<String>::new());
        told += people.ratings(user(0)).unwrap().len();
    }
    assert_eq!(told, 3, "what was answered before the kill is kept");
}

#[test]
fn the_command_line_copies_and_checks() {
    let state = common::folder();
    let run = |arguments: &[&str]| {
        common::claqueta().args(arguments).env("CLAQUETA_PATHS__STATE", state.path()).output().unwrap()
    };
    assert!(common::failure(&run(&["people", "check"])).contains("no people's data"));
    tell_everything(&People::open(state.path()).unwrap(), user(7), 5);
    assert!(common::stdout(&run(&["people", "check"])).contains("sound: 1 people, 1 ratings"));
    let copy = state.path().join("copy.sqlite");
    common::stdout(&run(&["people", "backup", copy.to_str().unwrap()]));
    assert!(common::failure(&run(&["people", "backup", copy.to_str().unwrap()])).contains("name another file"));
    std::fs::write(state.path().join(FILE), vec![7; 10_000]).unwrap();
    for extra in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(state.path().join(format!("{FILE}{extra}")));
    }
    assert!(common::failure(&run(&["people", "check"])).contains(FILE));
}

/// A change, as a test makes it up.
#[derive(Clone, Debug)]
enum Change {
    Rate(u64, u32, u8),
    Unrate(u64, u32),
    See(u64, u32),
    Unsee(u64, u32),
    Add(u64, u32),
    Remove(u64, u32),
    Forget(u64),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let (users, films) = (0u64..3, 0u32..4);
    let change = prop_oneof![
        4 => (users.clone(), films.clone(), 1u8..=10).prop_map(|(u, f, m)| Change::Rate(u, f, m)),
        2 => (users.clone(), films.clone()).prop_map(|(u, f)| Change::Unrate(u, f)),
        2 => (users.clone(), films.clone()).prop_map(|(u, f)| Change::See(u, f)),
        1 => (users.clone(), films.clone()).prop_map(|(u, f)| Change::Unsee(u, f)),
        2 => (users.clone(), films.clone()).prop_map(|(u, f)| Change::Add(u, f)),
        1 => (users.clone(), films).prop_map(|(u, f)| Change::Remove(u, f)),
        1 => users.prop_map(Change::Forget),
    ];
    prop::collection::vec(change, 0..24)
}

fn make(people: &People, change: &Change, stamp: Stamp) {
    match *change {
        Change::Rate(u, f, m) => drop(people.rate(user(u), &film(f), mark(f64::from(m)), stamp).unwrap()),
        Change::Unrate(u, f) => drop(people.unrate(user(u), &film(f), stamp).unwrap()),
        Change::See(u, f) => drop(people.see(user(u), &film(f), stamp).unwrap()),
        Change::Unsee(u, f) => drop(people.unsee(user(u), &film(f), stamp).unwrap()),
        Change::Add(u, f) => drop(people.put_on_list(Owner::Person(user(u)), "", &film(f), stamp).unwrap()),
        Change::Remove(u, f) => drop(people.take_off_list(Owner::Person(user(u)), "", &film(f), stamp).unwrap()),
        Change::Forget(u) => drop(people.forget(user(u), stamp).unwrap()),
    }
}

/// What the changes come to, reckoned in memory.
fn reckoned(changes: &[Change], of: u64) -> (BTreeMap<u32, u8>, BTreeSet<u32>, BTreeSet<u32>) {
    let (mut rated, mut seen, mut listed) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    for change in changes {
        match *change {
            Change::Rate(u, f, m) if u == of => drop(rated.insert(f, m)),
            Change::Unrate(u, f) if u == of => drop(rated.remove(&f)),
            Change::See(u, f) if u == of => drop(seen.insert(f)),
            Change::Unsee(u, f) if u == of => drop(seen.remove(&f)),
            Change::Add(u, f) if u == of => drop(listed.insert(f)),
            Change::Remove(u, f) if u == of => drop(listed.remove(&f)),
            Change::Forget(u) if u == of => (rated, seen, listed) = Default::default(),
            _ => {}
        }
    }
    (rated, seen, listed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn replayed_changes_come_to_the_same(changes in changes(), again in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let state = common::folder();
        let people = People::open(state.path()).unwrap();
        for (i, change) in changes.iter().enumerate() {
            make(&people, change, update(i as u64));
            // Any update of before may be served again at any time.
            for index in again.iter().filter(|index| index.index(24) == i) {
                let old = index.index(i + 1);
                make(&people, &changes[old], update(old as u64));
            }
        }
        for of in 0..3 {
            let (rated, seen, listed) = reckoned(&changes, of);
            let export = people.export(user(of), &|_| None).unwrap();
            let ids = |list: &serde_json::Value| -> BTreeSet<u32> {
                list.as_array().into_iter().flatten().map(|i| i["item"].as_str().unwrap().parse().unwrap()).collect()
            };
            let marks: BTreeMap<u32, u8> = export["ratings"].as_array().unwrap().iter()
                .map(|r| (r["item"].as_str().unwrap().parse().unwrap(), r["mark"].as_f64().unwrap() as u8)).collect();
            prop_assert_eq!(marks, rated);
            prop_assert_eq!(ids(&export["seen"]), seen);
            prop_assert_eq!(ids(&export["lists"][0]["items"]), listed);
        }
    }
}

#[test]
fn pictures_are_known_by_bot_and_bounded_in_number() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    let drawn = u128::MAX - 5;
    people.keep_picture(1, drawn, "a", at(1)).unwrap();
    people.keep_picture(2, drawn, "b", at(1)).unwrap();
    people.keep_picture(1, drawn, "c", at(2)).unwrap();
    let known = |bot| people.picture(bot, drawn).unwrap();
    assert_eq!((known(1).as_deref(), known(2).as_deref(), known(3)), (Some("c"), Some("b"), None));
    let db = Connection::open(people.path()).unwrap();
    db.execute_batch(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MOST_PICTURES})
         INSERT INTO pictures SELECT 9, randomblob(16), 'x', 5 + i FROM n"
    ))
    .unwrap();
    people.keep_picture(1, 7, "d", at(9_000)).unwrap();
    let all: i64 = db.query_row("SELECT COUNT(*) FROM pictures", [], |row| row.get(0)).unwrap();
    assert_eq!(all, MOST_PICTURES as i64);
    assert_eq!((known(1), known(2), people.picture(1, 7).unwrap().as_deref()), (None, None, Some("d")), "oldest first");
}

#[test]
fn questions_are_kept_by_hash_and_bounded_in_number() {
    let state = common::folder();
    let people = People::open(state.path()).unwrap();
    people.keep_questions(&[(u64::MAX, "a".to_owned()), (2, "b".to_owned())], at(1)).unwrap();
    let db = Connection::open(people.path()).unwrap();
    db.execute_batch(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MOST_QUESTIONS})
         INSERT INTO questions SELECT 10 + i, 'x', 5 FROM n"
    ))
    .unwrap();
    people.keep_questions(&[(2, "b".to_owned())], at(90_000)).unwrap();
    let all: i64 = db.query_row("SELECT COUNT(*) FROM questions", [], |row| row.get(0)).unwrap();
    assert_eq!(all, MOST_QUESTIONS as i64);
    let known = |hash| people.question(hash).unwrap();
    assert_eq!((known(u64::MAX), known(2).as_deref(), known(3)), (None, Some("b"), None), "asked again, it stays");
}
