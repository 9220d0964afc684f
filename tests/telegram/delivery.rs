//! Limits, faults, stops and kills: what is asked is answered once, and nobody holds up others.

use std::time::{Duration, Instant};

use serde_json::json;

use super::fake_bot_api::{FakeBotApi, Fault, TOKEN};
use super::{ANA, GROUP, bot, common, settings, start, start_at};

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_gets_thirty_answers_and_one_notice_and_holds_up_nobody() {
    let running = start().await;
    for _ in 0..200 {
        running.server.say(ANA, "/mes enero");
    }
    running.server.say(7, "/mes enero");
    running.server.all_confirmed().await;
    let calls = running.server.wait_for("sendmessage", 32).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(running.server.calls("sendmessage").len() <= 36, "at most two a second more");
    assert_eq!(calls.iter().filter(|c| c.text().contains("más rápido")).count(), 1);
    assert!(calls.iter().any(|c| c.parameters["chat_id"] == 7), "the other chat is answered");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_are_survived_and_each_question_answered_once() {
    let server = FakeBotApi::start().await;
    let wait = Fault::Refusal(429, "Too Many Requests: retry after 1", json!({"retry_after": 1}));
    server.fail("getme", [Fault::Status(502)]);
    server.fail(
        "getupdates",
        [Fault::Status(500), Fault::Refusal(409, "Conflict: terminated by other getUpdates request", json!(null))],
    );
    server.fail("setmycommands", [Fault::Refusal(400, "Bad Request: BOT_COMMAND_INVALID", json!(null))]);
    server.fail("sendmessage", [Fault::Status(502), wait, Fault::Status(500)]);
    let running = start_at(server, settings(false)).await;
    running.server.say(ANA, "/mes enero");
    running.server.say(ANA, "/mes febrero");
    let answers = running.server.wait_for("sendmessage", 2).await;
    assert!(answers[0].text().contains("enero") && answers[1].text().contains("febrero"));
    // The person has blocked the bot: no more than one try, and the next one is served.
    running.server.fail("sendmessage", [Fault::Refusal(403, "Forbidden: bot was blocked by the user", json!(null))]);
    running.server.say(ANA, "/mes marzo");
    running.server.say(ANA, "/mes abril");
    assert!(running.server.wait_for("sendmessage", 3).await[2].text().contains("abril"));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_became_a_supergroup_is_answered_there() {
    let running = start().await;
    let moved = json!({"migrate_to_chat_id": -100_999});
    let refusal = Fault::Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", moved);
    running.server.fail("sendmessage", [refusal]);
    running.server.say(GROUP, "/mes enero");
    assert_eq!(running.server.wait_for("sendmessage", 1).await[0].parameters["chat_id"], -100_999);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn outgoing_messages_keep_to_the_limits() {
    let running = start_at(FakeBotApi::start().await, settings(true)).await;
    let started = Instant::now();
    for _ in 0..5 {
        running.server.say(ANA, "/mes enero");
    }
    running.server.wait_for("sendmessage", 3).await;
    assert!(started.elapsed() < Duration::from_secs(2), "a short burst goes out at once");
    running.server.wait_for("sendmessage", 5).await;
    assert!(started.elapsed() > Duration::from_secs(2), "the rest is spread");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_counted_anew_are_new() {
    let running = start().await;
    let server = &running.server;
    server.count_from(700_000);
    server.say(ANA, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    server.all_confirmed().await;
    server.count_from(5);
    server.say(ANA, "/mes febrero");
    server.say(ANA, "/mes marzo");
    let answers = server.wait_for("sendmessage", 3).await;
    assert!(answers[1].text().contains("febrero") && answers[2].text().contains("marzo"));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_answers_what_is_in_hand() {
    let running = start().await;
    running.server.say(ANA, "/mes enero");
    running.server.wait_for("sendmessage", 1).await;
    for chat in 100..200 {
        running.server.say(chat, "/mes febrero");
    }
    let server = running.server.clone();
    tokio::time::sleep(Duration::from_millis(5)).await;
    running.stop.send(()).unwrap();
    running.bot.await.unwrap().unwrap();
    let answered = server.calls("sendmessage").len();
    // What was not fetched yet waits at Telegram for the next start, and nothing is answered twice.
    let running = start_at(server, settings(false)).await;
    let all = running.server.wait_for("sendmessage", 101).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!((running.server.calls("sendmessage").len(), all.len()), (101, 101), "{answered} before the restart");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_ends_the_bot_with_a_line_that_hides_it() {
    let server = FakeBotApi::start().await;
    let state = common::folder();
    let bot = tokio::task::block_in_place(|| bot(settings(true), state.path(), &server, "999:WRONG-secret"));
    let error = bot.run(std::future::pending()).await.unwrap_err();
    let said = format!("{error:#}");
    assert!(said.contains("TELOXIDE_TOKEN") && said.contains("Unauthorized"), "{said}");
    assert!(!said.contains("WRONG-secret"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_counted_without_a_word_of_whom() {
    let running = start().await;
    let wait = Fault::Refusal(429, "Too Many Requests: retry after 0", json!({"retry_after": 0}));
    running.server.fail("sendmessage", [Fault::Status(502), wait]);
    running.server.say(424_242, "/mes enero");
    running.server.wait_for("sendmessage", 1).await;
    let metrics = running.metrics.clone();
    running.stop().await;
    let text = metrics.text();
    for line in [
        "claqueta_updates_total{kind=\"message\"} 1",
        "claqueta_calls_total{method=\"SendMessage\",outcome=\"ok\"} 1",
        "claqueta_calls_total{method=\"SendMessage\",outcome=\"too_many\"} 1",
        "claqueta_calls_total{method=\"SendMessage\",outcome=\"unreachable\"} 1",
        "claqueta_update_seconds_count 1",
        "claqueta_updates_in_hand 0",
    ] {
        assert!(text.lines().any(|l| l == line), "no {line} in {text}");
    }
    assert!(!text.contains("424242") && !text.contains(TOKEN), "{text}");
}

#[test]
fn a_missing_token_is_one_clear_line() {
    let line = common::failure(&common::run(&["bot", "--index", common::sample_index().to_str().unwrap()]));
    assert!(line.contains("set TELOXIDE_TOKEN"), "{line}");
}
