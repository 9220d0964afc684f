//! Movie night: from proposals to the winner, through a restart.

use serde_json::{Value, json};

use super::fake_bot_api::{Call, FakeBotApi};
use super::{ANA, GROUP, Running, common, settings, start, start_in};

fn press(server: &FakeBotApi, user: i64, board: &Call, data: &str) {
    let message = server.last_of(GROUP)["message_id"].as_i64().unwrap();
    let data = board.buttons().into_iter().find(|d| d.starts_with(data)).unwrap();
    server.press_by(user, GROUP, message, &data);
}

fn vote(server: &FakeBotApi, poll: &Value, user: i64, options: &[u8]) {
    server.push(
        "poll_answer",
        json!({
            "poll_id": poll["id"], "option_ids": options, "option_persistent_ids": [],
            "user": {"id": user, "is_bot": false, "first_name": "Ana"},
        }),
    );
}

fn close(server: &FakeBotApi, poll: &Value, counts: &[u64]) {
    let mut closed = poll.clone();
    closed["is_closed"] = json!(true);
    closed["total_voter_count"] = json!(counts.iter().sum::<u64>());
    for (i, n) in counts.iter().enumerate() {
        closed["options"][i]["voter_count"] = json!(n);
    }
    server.push("poll", closed);
}

/// Two proposals, one by reply, and an open poll.
async fn until_the_poll(server: &FakeBotApi) -> Value {
    server.say(GROUP, "/noche@cine_test_bot");
    let board = server.wait_said(GROUP, "Todavía no hay propuestas").await;
    press(server, 43, &board, "!night_vote");
    assert!(server.wait_for("answercallbackquery", 1).await[0].text().contains("al menos dos"));
    let ours = server.last_of(GROUP);
    server.say_with(GROUP, "toy stori", json!({"reply_to_message": ours}));
    server.wait_said(GROUP, "Apuntada: Toy Story (1995)").await;
    server.say(GROUP, "/proponer@cine_test_bot Heat; Toy Story; qqzzxxvv");
    let board = server.wait_said(GROUP, "Apuntada: Heat (1995)").await;
    assert!(board.text().contains("Toy Story (1995) ya estaba"), "{}", board.text());
    assert!(board.text().contains("No encontré «qqzzxxvv»"), "{}", board.text());
    press(server, 43, &board, "!night_cancel");
    assert!(server.wait_for("answercallbackquery", 2).await[1].text().contains("de quien preguntó"));
    press(server, 43, &board, "!night_vote");
    let poll = server.wait_for("sendpoll", 1).await.remove(0).parameters;
    assert_eq!((&poll["is_anonymous"], &poll["open_period"]), (&json!(false), &json!(600)));
    server.wait_said(GROUP, "Se vota").await;
    server.last_of(GROUP)["poll"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_proposes_votes_and_is_told_the_winner_across_a_restart() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let running = start_in(server.clone(), settings(false), state.path()).await;
    let poll = until_the_poll(&server).await;
    server.say(GROUP, "/proponer@cine_test_bot Coco");
    server.wait_said(GROUP, "Ya se está votando").await;
    vote(&server, &poll, ANA, &[0]);
    server.all_confirmed().await;
    running.stop().await;
    let running = start_in(server.clone(), settings(false), state.path()).await;
    vote(&server, &poll, 43, &[1]);
    vote(&server, &poll, 44, &[1]);
    vote(&server, &poll, ANA, &[1]);
    server.all_confirmed().await;
    close(&server, &poll, &[0, 3]);
    let winner = server.wait_said(GROUP, "Gana").await;
    assert!(winner.text().contains("Heat (1995)") && winner.text().contains("3 votos"), "{}", winner.text());
    // It is noted as seen for whoever voted, and can be taken back.
    server.say(ANA, "/historial");
    server.wait_said(ANA, "Heat").await;
    press(&server, ANA, &winner, "!night_unseen");
    server.wait_for("answercallbackquery", 4).await;
    close(&server, &poll, &[0, 3]);
    server.all_confirmed().await;
    let winners = server.calls("sendmessage").into_iter().filter(|c| c.text().contains("Gana")).count();
    assert_eq!(winners, 1, "it is said once");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tie_goes_to_the_better_rated_and_a_night_can_be_filled_or_cancelled() {
    let running: Running = start().await;
    let server = &running.server;
    let poll = until_the_poll(server).await;
    close(server, &poll, &[2, 2]);
    let winner = server.wait_said(GROUP, "Gana").await;
    assert!(winner.text().contains("Empató con"), "{}", winner.text());
    let mut said = server.calls("sendmessage").len();
    let board = loop {
        server.say(GROUP, "/noche@cine_test_bot");
        said += 1;
        let board = server.wait_for("sendmessage", said).await.remove(said - 1);
        // The night before ends just after its winner was told.
        if board.text().contains("Todavía no hay propuestas") {
            break board;
        }
        assert!(board.text().contains("Ya se está votando"), "{}", board.text());
    };
    press(server, ANA, &board, "!night_list");
    assert!(server.wait_for("answercallbackquery", 4).await[3].text().contains("lista del grupo está vacía"));
    press(server, ANA, &board, "!night_suggest");
    server.wait_said(GROUP, "\n5. ").await;
    press(server, ANA, &board, "!night_cancel");
    server.wait_said(GROUP, "cancelada").await;
    server.say(GROUP, "/proponer@cine_test_bot Heat");
    server.wait_said(GROUP, "Todavía no hay noche").await;
    server.say(ANA, "/noche");
    server.wait_said(ANA, "es para grupos").await;
    running.stop().await;
}
