//! Whole conversations over the index of the shipped sample: `tests/dialogues/*.txt`, each turn checked, and any text at
//! all through the chat.
//!
//! A file begins with `#` and its aim. A turn is `> what is said`, `= what is understood` (canonical), `! status` where
//! that is not `ok` (`! asks` for a question back), and at least one `~ words that the reply has`. What is recommended
//! may change with the models, so `{2}` stands for the second entry of the last list, `{it}` for the one chosen last and
//! `{film}` for the number of the film that the last answer was about.
//! `@ 7` says that person 7 speaks from here on, in private; `@ 7 Ana -100` that they are called Ana and speak in group
//! -100. Before the first of these nobody is known to speak. Each conversation begins with nothing kept of anybody.

mod common;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use claqueta::artifacts::Store;
use claqueta::catalog::UserId;
use claqueta::chat::{Asker, Chat, Reply, Session};
use claqueta::engine::Live;
use claqueta::people::{GroupId, People};
use claqueta::render::format;
use proptest::prelude::*;

fn chat() -> Chat {
    static CHAT: OnceLock<Chat> = OnceLock::new();
    CHAT.get_or_init(|| Chat::new(Live::open(Store::at(common::sample_index()), 64).unwrap())).clone()
}

/// What is said, and what must come of it.
#[derive(Debug, Default)]
struct Turn {
    asker: Asker,
    said: String,
    query: String,
    status: Option<String>,
    words: Vec<String>,
}

fn turns(file: &str) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut asker = Asker::default();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (mark, rest) = line.split_at_checked(1).expect("a mark");
        let rest = rest.strip_prefix(' ').unwrap_or(rest).to_owned();
        if mark == "@" {
            asker = speaker(&rest);
            continue;
        }
        if mark == ">" {
            turns.push(Turn { asker: asker.clone(), said: rest, ..Turn::default() });
            continue;
        }
        let turn = turns.last_mut().expect("something is said first");
        match mark {
            "=" => turn.query = rest,
            "!" => turn.status = Some(rest),
            "~" => turn.words.push(rest),
            _ => panic!("no line of a conversation: {line}"),
        }
    }
    turns
}

/// `7`, or `7 Ana -100`.
fn speaker(line: &str) -> Asker {
    let parts: Vec<&str> = line.split(' ').collect();
    let asker = Asker::person(parts[0].parse().expect("a number of a person"));
    match parts[..] {
        [_, name, group] => {
            let group = GroupId(group.parse().expect("a number of a group"));
            Asker { name: Some(name.to_owned()), group: Some(group), ..asker }
        }
        _ => asker,
    }
}

/// What the last list showed, and which of it was chosen last, as the canonical text names them.
#[derive(Default)]
struct Shown {
    entries: Vec<String>,
    it: String,
    film: String,
}

impl Shown {
    /// `query` with its places filled in.
    fn fill(&mut self, query: &str) -> String {
        for (i, entry) in self.entries.iter().enumerate() {
            let place = format!("{{{}}}", i + 1);
            if query.contains(&place) {
                self.it.clone_from(entry);
                return query.replace(&place, entry);
            }
        }
        query.replace("{it}", &self.it).replace("{film}", &self.film)
    }

    fn take_in(&mut self, reply: &Reply) {
        if let Some(film) = reply.answer.slots.title_id {
            self.film = film.to_string();
        }
        let named = reply.buttons.iter().filter_map(|b| Some(b.send.rsplit_once('=')?.1.to_owned()));
        let entries: Vec<String> = named.collect();
        if !entries.is_empty() {
            self.entries = entries;
        }
    }
}

/// What is wrong with a reply; empty where nothing is.
fn faults(turn: &Turn, reply: &Reply, shown: &mut Shown) -> Vec<String> {
    let mut faults = Vec::new();
    let (understood, wanted) = (reply.query.to_string(), shown.fill(&turn.query));
    if understood != wanted {
        faults.push(format!("understood `{understood}`, not `{wanted}`"));
    }
    let status = if reply.asked_back { "asks" } else { reply.answer.status.name() };
    let wanted = turn.status.as_deref().unwrap_or("ok");
    if status != wanted {
        faults.push(format!("it is {status}, not {wanted}"));
    }
    let text = format::plain(&reply.markup);
    if turn.words.is_empty() {
        faults.push("nothing of the reply is checked".to_owned());
    }
    faults.extend(turn.words.iter().filter(|w| !text.contains(*w)).map(|w| format!("no «{w}» in: {text}")));
    faults
}

fn play(path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap().to_string_lossy();
    let turns = turns(&std::fs::read_to_string(path).unwrap());
    let state = common::folder();
    let chat = chat().with_people(Arc::new(People::open(state.path()).unwrap()));
    let mut sessions: HashMap<(Option<UserId>, Option<GroupId>), Session> = HashMap::new();
    let (mut wrong, mut shown) = (Vec::new(), Shown::default());
    for (i, turn) in turns.iter().enumerate() {
        let session = sessions.entry((turn.asker.user, turn.asker.group)).or_insert_with(Session::conversation);
        let reply = chat.reply_to(&turn.asker, session, &turn.said).unwrap();
        let faults = faults(turn, &reply, &mut shown);
        shown.take_in(&reply);
        wrong.extend(faults.iter().map(|fault| format!("{name}, turn {}, «{}»: {fault}", i + 1, turn.said)));
    }
    if turns.len() < 2 {
        wrong.push(format!("{name} is no conversation"));
    }
    wrong
}

#[test]
fn conversations() {
    let folder = common::root().join("tests/dialogues");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 60, "{} conversations", files.len());
    let wrong: Vec<String> = files.iter().flat_map(|path| play(path)).collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// Says something after a question, a list and a question back, in one conversation.
fn say_anywhere(text: &str) {
    let (chat, mut session) = (chat(), Session::conversation());
    for before in ["", "/recomendar Toy Story", "votos de King Kong", "/votos", "/mes enero"] {
        chat.reply(&mut session, before).unwrap();
        let reply = chat.reply(&mut session, text).unwrap();
        assert!(reply.buttons.iter().all(|b| b.send.len() <= 64), "{text}");
        assert!(format::plain(&reply.markup).len() < 100_000);
    }
}

#[test]
fn odd_texts_are_answered() {
    let longest = "película ".repeat(100_000 / 9);
    let odd = [
        "",
        " ",
        "\0",
        "\u{202e}otsiv ah em",
        "כמה סרטים יצאו בינואר",
        "كم فيلما صدر في يناير",
        "👨‍👩‍👧‍👦🎬🍿",
        "e\u{301}\u{301}\u{301}\u{301}",
        "/",
        "/mes\u{a0}enero",
        "#862",
        "@as1",
        "=",
        "score title=",
        "más de 99999999999999999999999",
        "votos de «",
        "¿¿¿¿",
        "\r\n\t",
        "ﬁlm ǅ ß İ",
        &longest,
        &"a".repeat(100_000),
        &"🎬".repeat(25_000),
        &"1 ".repeat(50_000),
        &"\"".repeat(4096),
        &"y ".repeat(2048),
    ];
    odd.into_iter().for_each(say_anywhere);
}

/// Words that questions are made of, among anything else.
fn message() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("y".to_owned()),
        Just("la segunda".to_owned()),
        Just("votos de".to_owned()),
        Just("perdón,".to_owned()),
        Just("mejor".to_owned()),
        Just("parecidas a".to_owned()),
        Just("netflix".to_owned()),
        Just("más".to_owned()),
        Just("en febrero".to_owned()),
        Just("otra".to_owned()),
        Just("sí".to_owned()),
        "[0-9.,>]{1,9}",
        "\\PC{0,12}",
        "[\\u{0}-\\u{1f}\\u{200b}-\\u{202e}]{0,4}",
        "[a-zñáéíóú ]{0,20}",
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_answered(text in prop_oneof![any::<String>(), message()]) {
        say_anywhere(&text);
    }
}
