//! Charts as photos: uploaded once, then sent by id; told in words where a chat takes no pictures.

use std::time::{Duration, Instant};

use claqueta::people::People;
use serde_json::json;

use super::fake_bot_api::{Call, FakeBotApi, Fault};
use super::kills::spawn_bot;
use super::{ANA, GROUP, common, settings, start, start_in};

/// Whether a photo was uploaded with the call, or named by an id.
fn is_upload(call: &Call) -> bool {
    call.parameters["photo"] == "attach://file"
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_is_a_photo_with_its_caption_and_buttons() {
    let running = start().await;
    let server = &running.server;
    for (i, asked) in ["/grafico generos", "/nube", "/grafico comedias de los 90 por año"].into_iter().enumerate() {
        server.say(ANA, asked);
        let photo = server.wait_for("sendphoto", i + 1).await.remove(i);
        assert!(is_upload(&photo), "{:?}", photo.parameters);
        assert_eq!(photo.parameters["file"]["file_type"], "image/png");
        assert_eq!(photo.parameters["parse_mode"], "HTML");
        assert!(photo.text().len() > 20, "{asked}: {}", photo.text());
        let buttons = photo.buttons();
        assert!(buttons.len() >= 3 && buttons.iter().all(|data| data.starts_with("chart by=")), "{buttons:?}");
    }
    assert!(server.calls("sendmessage").is_empty(), "nothing beside the photo");
    // Another way to see it is another photo: the picture of the first one cannot be edited as a text.
    let shown = server.last_of(ANA);
    let by_country = "chart by=country genres=comedy years=1990-1999";
    server.press(ANA, shown["message_id"].as_i64().unwrap(), by_country);
    server.wait_for("sendphoto", 4).await;
    // Nor can it where an older button asks for its place.
    server.press(ANA, shown["message_id"].as_i64().unwrap(), &format!("={by_country}"));
    server.wait_for("sendphoto", 5).await;
    server.press(ANA, shown["message_id"].as_i64().unwrap(), "=month_count month=enero");
    assert!(server.wait_for("sendmessage", 1).await[0].text().contains("enero"));
    assert!(server.calls("editmessagetext").is_empty());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_not_edited_into_a_photo() {
    let running = start().await;
    let server = &running.server;
    server.say(ANA, "/ayuda");
    server.wait_for("sendmessage", 1).await;
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    server.press(ANA, message, "=chart by=genre");
    server.wait_for("sendphoto", 1).await;
    assert!(server.calls("editmessagetext").is_empty());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_group_a_photo_is_threaded_and_stays_in_its_topic() {
    let running = start().await;
    let topic = json!({"message_thread_id": 7, "is_topic_message": true});
    let asked = running.server.say_with(GROUP, "/grafico generos", topic);
    let photo = running.server.wait_for("sendphoto", 1).await.remove(0);
    assert_eq!(photo.parameters["message_thread_id"], 7);
    assert_eq!(photo.parameters["reply_parameters"]["message_id"], asked);
    assert_eq!(photo.parameters["reply_parameters"]["allow_sending_without_reply"], true);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_picture_is_sent_by_id_also_after_a_restart() {
    let state = common::folder();
    let running = start_in(FakeBotApi::start().await, settings(false), state.path()).await;
    let server = running.server.clone();
    server.say(ANA, "/grafico generos");
    assert!(is_upload(&server.wait_for("sendphoto", 1).await[0]));
    // The id is kept in the moment after the photo is out.
    let people = People::open(state.path()).unwrap();
    let db = rusqlite::Connection::open(people.path()).unwrap();
    let kept = || db.query_row("SELECT COUNT(*) FROM pictures", [], |row| row.get::<_, i64>(0)).unwrap();
    while kept() == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // Asked in other words, by somebody else.
    server.say(7, "quiero ver un gráfico de películas por género");
    let again = server.wait_for("sendphoto", 2).await.remove(1);
    let id = server.last_of(ANA)["photo"][1]["file_id"].clone();
    assert_eq!(again.parameters["photo"], id, "the largest size, as Telegram named it");
    running.stop().await;
    let running = start_in(server.clone(), settings(false), state.path()).await;
    server.say(ANA, "/grafico generos");
    assert_eq!(server.wait_for("sendphoto", 3).await[2].parameters["photo"], id);
    // Telegram has forgotten it: uploaded anew, and known by the new id from then on.
    server.forget_files();
    server.say(ANA, "/grafico generos");
    let calls = server.wait_for("sendphoto", 5).await;
    assert!(calls[3].refused.as_deref().is_some_and(|why| why.contains("wrong remote file identifier")));
    assert!(is_upload(&calls[4]));
    server.forget_refused();
    // Whoever asks again waits for the answer before: then the new id is kept.
    server.say(ANA, "/grafico generos");
    let last = server.wait_for("sendphoto", 5).await.remove(4);
    assert!(!is_upload(&last) && last.parameters["photo"] != id, "{:?}", last.parameters);
    running.stop().await;
    assert_eq!(people.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(kept(), 1, "one picture, one row");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_pictures_are_not_taken_the_chart_is_told_in_words() {
    let running = start().await;
    let server = &running.server;
    let forbidden = Fault::Refusal(400, "Bad Request: not enough rights to send photos to the chat", json!(null));
    server.fail("sendphoto", [forbidden]);
    let asked = server.say(GROUP, "/grafico generos");
    let told = server.wait_for("sendmessage", 1).await.remove(0);
    assert!(told.text().contains('█') && told.text().contains("Drama"), "{}", told.text());
    assert_eq!(told.parameters["reply_parameters"]["message_id"], asked);
    assert!(told.buttons().iter().all(|data| data.starts_with("chart by=")) && !told.buttons().is_empty());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_cost_a_photo_time_and_nothing_else() {
    let running = start().await;
    let server = &running.server;
    let wait = Fault::Refusal(429, "Too Many Requests: retry after 1", json!({"retry_after": 1}));
    server.fail("sendphoto", [Fault::Status(502), wait, Fault::Status(500)]);
    let started = Instant::now();
    server.say(ANA, "/nube");
    server.say(ANA, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    assert!(started.elapsed() > Duration::from_secs(1), "Telegram asked to wait");
    assert_eq!((server.calls("sendphoto").len(), server.requests("sendphoto")), (1, 4));
    let moved = json!({"migrate_to_chat_id": -100_999});
    let refusal = Fault::Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", moved);
    server.fail("sendphoto", [refusal]);
    server.say(GROUP, "/nube");
    assert_eq!(server.wait_for("sendphoto", 2).await[1].parameters["chat_id"], -100_999);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_killed_or_stopped_while_it_uploads_sends_the_photo_once() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    for (round, signal) in ["KILL", "TERM", "INT"].into_iter().enumerate() {
        server.fail("sendphoto", vec![Fault::Hang(Duration::from_secs(600)); 1]);
        let mut bot = tokio::task::block_in_place(|| spawn_bot(&server, state.path()));
        // Each another picture, so that each is uploaded.
        let asked = ["/grafico generos", "/nube", "/grafico por año"][round];
        let before = server.requests("sendphoto");
        server.say(ANA, asked);
        let hanging = async {
            while server.requests("sendphoto") == before {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), hanging).await.expect("it uploads");
        let (told, id) = (Instant::now(), bot.id().to_string());
        assert!(std::process::Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        let ended = tokio::task::block_in_place(|| bot.wait().unwrap());
        assert!(told.elapsed() < Duration::from_secs(10), "{signal}: {:?}", told.elapsed());
        assert_eq!(ended.success(), signal != "KILL", "{signal}: {ended}");
        assert_eq!(server.calls("sendphoto").len(), round);
        server.heal();
        let mut bot = tokio::task::block_in_place(|| spawn_bot(&server, state.path()));
        server.wait_for("sendphoto", round + 1).await;
        server.all_confirmed().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(server.calls("sendphoto").len(), round + 1, "{signal}: once");
        bot.kill().unwrap();
        bot.wait().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_somebody_is_one_message_with_its_file() {
    let running = start().await;
    let server = &running.server;
    server.say(ANA, "/puntuar Toy Story 9");
    server.wait_for("sendmessage", 1).await;
    server.say(ANA, "/misdatos");
    let file = server.wait_for("senddocument", 1).await.remove(0);
    assert!(file.text().contains("1 nota") && file.text().contains("/borrarme"), "{}", file.text());
    assert_eq!(file.parameters["document"], "attach://file");
    server.say(ANA, "/mes enero");
    assert!(server.wait_for("sendmessage", 2).await[1].text().contains("enero"), "nothing beside the file");
    running.stop().await;
}
