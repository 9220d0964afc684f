//! Everybody is answered in their own language: what they chose, or what their Telegram speaks.

use serde_json::{Value, json};

use super::fake_bot_api::{Call, FakeBotApi};
use super::{GROUP, start};

/// Bea, whose Telegram speaks English.
const BEA: i64 = 50;

fn bea() -> Value {
    json!({"id": BEA, "is_bot": false, "first_name": "Bea", "language_code": "en-GB"})
}

fn say(server: &FakeBotApi, chat: i64, text: &str) {
    server.say_with(chat, text, json!({"from": bea()}));
}

/// Presses the button of the last message in a chat that is labelled so.
fn press(server: &FakeBotApi, chat: i64, label: &str) {
    let message = server.last_of(chat);
    let rows = message["reply_markup"]["inline_keyboard"].as_array().expect("a keyboard").clone();
    let buttons = rows.iter().flat_map(|row| row.as_array().unwrap());
    let button = buttons.into_iter().find(|b| b["text"] == label).unwrap_or_else(|| panic!("no {label} in {rows:?}"));
    let (id, data) = (message["message_id"].as_i64().unwrap(), button["callback_data"].as_str().unwrap());
    server.press_from(bea(), chat, id, data);
}

/// The card of the first film that inline mode finds.
async fn inline_card(server: &FakeBotApi, n: usize) -> String {
    let asked = json!({"id": format!("q{n}"), "from": bea(), "query": "toy story", "offset": ""});
    server.push("inline_query", asked);
    let answer = server.wait_for("answerinlinequery", n).await.remove(n - 1).parameters;
    assert_eq!(answer["is_personal"], true, "somebody else may read another language");
    answer["results"][0]["input_message_content"]["message_text"].as_str().unwrap().to_owned()
}

fn described(menu: &Call, command: &str) -> String {
    let commands = menu.parameters["commands"].as_array().unwrap();
    let found = commands.iter().find(|c| c["command"] == command).unwrap();
    found["description"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn english_by_the_language_of_telegram_and_spanish_by_choice() {
    let running = start().await;
    let server = &running.server;
    let menus = server.wait_for("setmycommands", 9).await.len();
    say(server, BEA, "/start");
    server.wait_said(BEA, "Hello!").await;
    say(server, BEA, "/ficha Toy Story");
    server.wait_said(BEA, "Released: ").await;
    press(server, BEA, "🎭 Cast");
    server.wait_said(BEA, "\nCast:\n1. ").await;
    assert!(inline_card(server, 1).await.contains("Released: "));
    say(server, BEA, "/votos");
    server.wait_said(BEA, "Something is missing").await;

    say(server, BEA, "/idioma");
    server.wait_said(BEA, "Which language").await;
    press(server, BEA, "Español");
    server.wait_said(BEA, "desde ahora te hablo en español").await;
    let menu = server.wait_for("setmycommands", menus + 1).await.remove(menus);
    assert_eq!(menu.parameters["scope"], json!({"type": "chat", "chat_id": BEA}));
    assert_eq!(described(&menu, "puntuar"), "guarda tu nota");
    say(server, BEA, "/ficha Toy Story");
    server.wait_said(BEA, "Estreno: ").await;
    press(server, BEA, "🎭 Reparto");
    server.wait_said(BEA, "\nReparto:\n1. ").await;
    assert!(inline_card(server, 2).await.contains("Estreno: "));

    say(server, BEA, "speak English, please");
    server.wait_said(BEA, "from now on I'll speak English").await;
    let menu = server.wait_for("setmycommands", menus + 2).await.remove(menus + 1);
    assert_eq!(described(&menu, "puntuar"), "keeps your rating");
    say(server, BEA, "/idioma es");
    server.wait_for("setmycommands", menus + 3).await;
    say(server, BEA, "/borrarme");
    server.wait_said(BEA, "¿Borro todo").await;
    say(server, BEA, "sí");
    // What was chosen is gone with the rest, and the menu too.
    server.wait_said(BEA, "I deleted everything").await;
    assert_eq!(server.wait_for("deletemycommands", 1).await[0].parameters["scope"]["chat_id"], BEA);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_a_group_are_answered_each_in_their_own_language() {
    let running = start().await;
    let server = &running.server;
    server.say(GROUP, "/plataforma@cine_test_bot netflix");
    server.wait_said(GROUP, "Netflix</b> tiene").await;
    say(server, GROUP, "/plataforma@cine_test_bot netflix");
    server.wait_said(GROUP, "Netflix</b> has").await;
    // Whose night it is, only Ana can cancel; Bea is told so in her language.
    server.say(GROUP, "/noche@cine_test_bot");
    server.wait_said(GROUP, "Noche de cine").await;
    press(server, GROUP, "✖️ Cancelar");
    let told = server.wait_for("answercallbackquery", 1).await.remove(0);
    assert!(told.text().starts_with("Those buttons belong to whoever asked"), "{}", told.text());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_movie_night_is_held_in_the_language_of_its_host() {
    let running = start().await;
    let server = &running.server;
    say(server, GROUP, "/noche@cine_test_bot");
    server.wait_said(GROUP, "Nothing has been proposed yet").await;
    // Ana, who reads Spanish, replies to the English list.
    let ours = server.last_of(GROUP);
    server.say_with(GROUP, "toy stori", json!({"reply_to_message": ours}));
    server.wait_said(GROUP, "Noted: Toy Story (1995).").await;
    server.say(GROUP, "/proponer@cine_test_bot Heat");
    server.wait_said(GROUP, "Noted: Heat (1995).").await;
    press(server, GROUP, "🗳 Vote");
    let poll = server.wait_for("sendpoll", 1).await.remove(0).parameters;
    assert_eq!(poll["question"], "What shall we watch tonight?");
    server.wait_said(GROUP, "The vote is on").await;
    let mut closed = server.last_of(GROUP)["poll"].clone();
    closed["is_closed"] = json!(true);
    closed["total_voter_count"] = json!(1);
    closed["options"][0]["voter_count"] = json!(1);
    server.push("poll", closed);
    let winner = server.wait_said(GROUP, "wins with 1 vote").await;
    assert!(winner.text().contains("You can watch"), "{}", winner.text());
    running.stop().await;
}
