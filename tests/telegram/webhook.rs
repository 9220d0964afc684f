//! Updates that Telegram posts: believed by their secret, answered once, never lost.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::fake_bot_api::{FakeBotApi, Fault, SECRET, get_status, post};
use super::server::program;
use super::{ANA, common, settings, start_at};

const WHISPER: &str = "wH1sper_ed-9";

/// The program with a webhook at a free port; and its address.
fn hooked(server: &FakeBotApi, state: &Path) -> (Command, String) {
    // A port that was free a moment ago.
    let addr = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let url = format!("http://{addr}/hook");
    let mut command = program(server, state);
    command.env("CLAQUETA_TELEGRAM__WEBHOOK__URL", &url).env("CLAQUETA_TELEGRAM__WEBHOOK__ADDR", &addr);
    command.env("CLAQUETA_TELEGRAM__WEBHOOK__SECRET", WHISPER);
    (command, url)
}

fn start(command: &mut Command) -> Child {
    tokio::task::block_in_place(|| command.spawn().unwrap())
}

fn kill(mut bot: Child) {
    bot.kill().unwrap();
    bot.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn telegram_is_believed_and_answered_and_nobody_else() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let (mut command, url) = hooked(&server, state.path());
    server.fail("setwebhook", [Fault::Status(502)]);
    let mut bot = start(&mut command);
    let set = server.wait_for("setwebhook", 1).await.remove(0).parameters;
    assert_eq!((set["url"].as_str(), set["secret_token"].as_str()), (Some(url.as_str()), Some(WHISPER)));
    assert!(set["max_connections"] == 40 && set["drop_pending_updates"].is_null(), "{set}");
    for kind in ["message", "callback_query", "inline_query", "my_chat_member", "poll", "poll_answer"] {
        assert!(set["allowed_updates"].as_array().unwrap().contains(&kind.into()), "{kind}: {set}");
    }
    server.say(ANA, "/mes enero");
    assert!(server.wait_for("sendmessage", 1).await[0].text().contains("enero"));
    let stranger = FakeBotApi::raw(900, 7, "/mes febrero");
    for header in [("x-nothing", "x"), (SECRET, "wrong"), (SECRET, ""), (SECRET, "wH1sper_ed-")] {
        assert_eq!(post(&url, &[header], &stranger).await, Some(401), "{header:?}");
    }
    let known = [(SECRET, WHISPER)];
    assert_eq!(post(&url, &known, "no JSON").await, Some(400));
    assert_eq!(post(&url, &known, &"x".repeat(2 << 20)).await, Some(413));
    assert_eq!(post(&url, &known, "{\"update_id\": 901, \"something_new\": {}}").await, Some(200), "it is passed over");
    assert_eq!(get_status(&url).await, Some(405));
    assert_eq!(get_status(&url.replace("/hook", "/health")).await, Some(200));
    assert_eq!(get_status(&url.replace("/hook", "/metrics")).await, Some(404));
    for _ in 0..3 {
        assert_eq!(post(&url, &known, &FakeBotApi::raw(902, 7, "/mes marzo")).await, Some(200));
    }
    let answers = server.wait_for("sendmessage", 2).await;
    assert!(answers[1].text().contains("marzo"), "{}", answers[1].text());
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(server.calls("sendmessage").len(), 2, "strangers are not answered, and nobody twice");
    assert_eq!((server.requests("getupdates"), server.requests("deletewebhook")), (0, 0));
    let told = Instant::now();
    assert!(Command::new("kill").arg(bot.id().to_string()).status().unwrap().success());
    let ended = tokio::task::block_in_place(|| bot.wait().unwrap());
    assert!(ended.success() && told.elapsed() < Duration::from_secs(10), "{ended} {:?}", told.elapsed());
    assert!(server.refused().is_empty(), "{:?}", server.refused());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_confirmed_survives_a_kill_and_is_answered_once() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let (mut command, url) = hooked(&server, state.path());
    let bot = start(&mut command);
    server.say(7, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    server.ask_unanswered(100..150, "/mes febrero").await;
    kill(bot);
    server.heal();
    let bot = start(&mut command);
    server.wait_for("sendmessage", 51).await;
    // Telegram may not have seen that the first one was confirmed.
    let first = FakeBotApi::raw(903, 7, "/mes abril");
    assert_eq!(post(&url, &[(SECRET, WHISPER)], &first).await, Some(200));
    server.wait_for("sendmessage", 52).await;
    // What was sent is noted just after; killed in between, the bot would rightly send it again.
    tokio::time::sleep(Duration::from_millis(500)).await;
    kill(bot);
    let bot = start(&mut command);
    let posted = async {
        while post(&url, &[(SECRET, WHISPER)], &first).await != Some(200) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), posted).await.expect("it is up again");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(server.calls("sendmessage").len(), 52);
    kill(bot);
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_in_the_middle_lose_nothing() {
    const KILLS: usize = 3;
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let (mut command, _) = hooked(&server, state.path());
    for round in 0..KILLS {
        let bot = start(&mut command);
        for i in 0..40 {
            server.say(1000 + (round * 40 + i) as i64, "/mes enero");
        }
        server.wait_for("sendmessage", round * 40 + 13).await;
        kill(bot);
    }
    let bot = start(&mut command);
    server.all_confirmed().await;
    let answers = server.wait_for("sendmessage", KILLS * 40).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let all = server.calls("sendmessage");
    let mut by_chat: HashMap<i64, usize> = HashMap::new();
    for answer in &all {
        *by_chat.entry(answer.parameters["chat_id"].as_i64().unwrap()).or_default() += 1;
    }
    assert_eq!(by_chat.len(), KILLS * 40, "{} answers", answers.len());
    // Only what Telegram took in the moment of a kill may come twice: one for each chat that was being answered then.
    let doubled = by_chat.values().filter(|n| **n > 1).count();
    assert!(doubled <= KILLS * 4 && by_chat.values().all(|n| *n <= 2), "{doubled} doubled");
    kill(bot);
}

#[tokio::test(flavor = "multi_thread")]
async fn polling_takes_the_webhook_away_and_keeps_what_waits() {
    let server = FakeBotApi::start().await;
    let nobody = "http://127.0.0.1:1/hook";
    let to = format!("{}/bot{}/setWebhook", server.address(), super::TOKEN);
    let body = serde_json::json!({"url": nobody, "allowed_updates": ["message"]}).to_string();
    assert_eq!(post(&to, &[], &body).await, Some(200));
    server.say(ANA, "/mes enero");
    server.fail("deletewebhook", [Fault::Status(502)]);
    let running = start_at(server, settings(false)).await;
    assert!(running.server.wait_for("sendmessage", 1).await[0].text().contains("enero"));
    assert!(running.server.calls("deletewebhook")[0].parameters["drop_pending_updates"].is_null());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_webhook_is_one_clear_line_without_the_secret() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let run = |changes: &[(&str, &str)]| {
        let (mut command, _) = hooked(&server, state.path());
        for (key, value) in changes {
            command.env(format!("CLAQUETA_TELEGRAM__WEBHOOK__{key}"), value);
        }
        let line = tokio::task::block_in_place(|| common::failure(&command.output().unwrap()));
        assert!(!line.contains(WHISPER) && !line.contains(super::TOKEN), "{line}");
        line
    };
    let refusal = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
    server.fail("setwebhook", [Fault::Refusal(400, refusal, serde_json::Value::Null)]);
    let line = run(&[]);
    assert!(line.contains("telegram.webhook.url") && line.contains("HTTPS"), "{line}");
    let line = run(&[("ADDR", "")]);
    assert!(line.contains("telegram.webhook.addr") && line.contains("--addr"), "{line}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let line = run(&[("ADDR", &addr)]);
    assert!(line.contains(&addr) && line.contains("telegram.webhook.addr"), "{line}");
    let line = run(&[("SECRET", &format!("{WHISPER} ñ"))]);
    assert!(line.contains("telegram.webhook.secret"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_can_serve_all() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let (mut command, url) = hooked(&server, state.path());
    let addr = url["http://".len()..].split('/').next().unwrap().to_owned();
    // The path may be another one than the public address has, behind a proxy that changes it.
    command.env("CLAQUETA_TELEGRAM__WEBHOOK__ADDR", "").env("CLAQUETA_TELEGRAM__WEBHOOK__PATH", "/inside");
    let bot = start(command.args(["--addr", &addr]));
    server.wait_for("setwebhook", 1).await;
    let at = |path: &str| url.replace("/hook", path);
    assert_eq!(get_status(&at("/metrics")).await, Some(200));
    assert_eq!(get_status(&at("/health")).await, Some(200));
    assert_eq!(post(&at("/inside"), &[(SECRET, WHISPER)], &FakeBotApi::raw(904, 7, "/mes mayo")).await, Some(200));
    assert!(server.wait_for("sendmessage", 1).await[0].text().contains("mayo"));
    assert_eq!(post(&at("/hook"), &[(SECRET, WHISPER)], "{}").await, Some(404));
    kill(bot);
}
