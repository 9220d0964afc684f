//! Kills: nothing is lost, nothing is done twice, and whoever is answered again is told the same.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::json;

use super::fake_bot_api::{FakeBotApi, Fault, TOKEN};
use super::server::program;
use super::{ANA, common};

/// The program itself, which can be killed.
pub fn spawn_bot(server: &FakeBotApi, state: &Path) -> Child {
    program(server, state).spawn().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_bot_loses_nothing_and_repeats_nothing() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let mut bot = tokio::task::block_in_place(|| spawn_bot(&server, state.path()));
    server.say(7, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    server.ask_unanswered(100..150, "/mes febrero").await;
    bot.kill().unwrap();
    bot.wait().unwrap();
    server.heal();
    assert_eq!(server.calls("sendmessage").len(), 1);
    let mut bot = spawn_bot(&server, state.path());
    let calls = server.wait_for("sendmessage", 51).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(server.calls("sendmessage").len(), 51);
    let chats: HashSet<_> = calls.iter().map(|c| c.parameters["chat_id"].as_i64()).collect();
    assert_eq!(chats.len(), 51, "each chat once");
    bot.kill().unwrap();
    bot.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_noted_before_a_kill_is_told_as_if_for_the_first_time() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let mut bot = tokio::task::block_in_place(|| spawn_bot(&server, state.path()));
    server.say(7, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    server.fail("sendmessage", vec![Fault::Status(502); 100_000]);
    let group = -100_888;
    for (who, text) in [(7, "/visto Toy Story"), (8, "/puntuar Toy Story 9"), (9, "/agregar Toy Story")] {
        server.say_with(who, text, json!({"from": {"id": who, "is_bot": false, "first_name": "Ana"}}));
    }
    server.say(group, "/noche@cine_test_bot Toy Story; Heat");
    server.all_confirmed().await;
    // Noted, and not told.
    let noted = || {
        let people = claqueta::people::People::open(state.path()).unwrap();
        let group = claqueta::people::GroupId(group);
        people.counts().unwrap().people == 3 && people.night(group).unwrap().is_some_and(|n| n.films.len() == 2)
    };
    for _ in 0..500 {
        if tokio::task::block_in_place(noted) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(noted());
    bot.kill().unwrap();
    bot.wait().unwrap();
    server.heal();
    let mut bot = spawn_bot(&server, state.path());
    server.wait_said(7, "Anotado: ya viste").await;
    server.wait_said(8, "Anotado: un").await;
    server.wait_said(9, "Agregué").await;
    let board = server.wait_said(group, "Apuntada: Heat").await;
    assert!(board.text().contains("Apuntada: Toy Story"), "{}", board.text());
    bot.kill().unwrap();
    bot.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_to_all_goes_on_after_a_kill() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let mut bot = tokio::task::block_in_place(|| spawn_bot(&server, state.path()));
    for chat in 1000..1030 {
        server.say(chat, "hola");
    }
    server.say(ANA, "hola");
    let chats = || claqueta::people::People::open(state.path()).unwrap().chats().unwrap().len();
    while tokio::task::block_in_place(chats) < 31 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    server.say(ANA, "/difundir Estreno a las nueve");
    let shown = server.wait_said(ANA, "Así llegaría a 31 chats").await;
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    server.press(ANA, message, shown.buttons().iter().find(|data| data.starts_with("!send_all")).unwrap());
    let reached = || {
        let mut times: HashMap<i64, usize> = HashMap::new();
        for call in server.calls("sendmessage").iter().filter(|call| call.text() == "Estreno a las nueve") {
            *times.entry(call.parameters["chat_id"].as_i64().unwrap()).or_default() += 1;
        }
        times
    };
    while reached().len() < 8 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bot.kill().unwrap();
    bot.wait().unwrap();
    assert!(reached().len() < 31, "it was killed in the middle");
    let mut bot = spawn_bot(&server, state.path());
    server.wait_said(ANA, "Enviado a 31 chats").await;
    let times = reached();
    assert_eq!(times.len(), 31, "nobody is left out");
    let doubled = times.values().sum::<usize>() - times.len();
    assert!(doubled <= 1, "only what was under way at the kill may come twice: {times:?}");
    bot.kill().unwrap();
    bot.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_never_shows_the_token_whatever_goes_wrong() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    // A server, or what stands between, that repeats the address it was called at.
    let echo: &'static str = Box::leak(format!("Bad Request: POST /bot{TOKEN}/SendMessage").into_boxed_str());
    server.fail("getme", [Fault::Status(502)]);
    server.fail("setmycommands", [Fault::Refusal(400, echo, json!(null))]);
    server.fail("getupdates", [Fault::Refusal(500, echo, json!(null)), Fault::Refusal(409, echo, json!(null))]);
    server.fail("sendmessage", [Fault::Refusal(400, echo, json!(null)), Fault::Status(502)]);
    let unreachable = "http://127.0.0.1:9";
    let log = |address: &str, folder: &str| {
        common::claqueta()
            .args(["bot", "--index", common::sample_index().to_str().unwrap()])
            .env("TELOXIDE_TOKEN", TOKEN)
            .env("TELOXIDE_API_URL", address)
            .env("CLAQUETA_PATHS__STATE", state.path().join(folder))
            .env("CLAQUETA_LOG", "trace")
            .env("RUST_LOG", "trace")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut bots = tokio::task::block_in_place(|| [log(server.address(), "a"), log(unreachable, "b")]);
    server.say(7, "/mes enero");
    server.say(7, "/mes febrero");
    server.wait_said(7, "febrero").await;
    for bot in &mut bots {
        bot.kill().unwrap();
    }
    for (bot, part) in bots.into_iter().zip(["Telegram refuses", "cannot be reached"]) {
        let said = String::from_utf8_lossy(&bot.wait_with_output().unwrap().stderr).into_owned();
        assert!(said.contains(part) && said.contains("TRACE"), "{said}");
        let secret = TOKEN.split_once(':').unwrap().1;
        let line = said.lines().find(|line| line.contains(secret));
        assert_eq!(line, None);
    }
}
