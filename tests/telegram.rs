//! The bot against a Bot API server of the tests' own, with the real engine over the shipped sample.

#[path = "telegram/admin.rs"]
mod admin;
mod common;
#[path = "telegram/delivery.rs"]
mod delivery;
#[path = "common/fake_bot_api.rs"]
mod fake_bot_api;
#[path = "telegram/groups.rs"]
mod groups;
#[path = "telegram/keyboards.rs"]
mod keyboards;
#[path = "telegram/kills.rs"]
mod kills;
#[path = "telegram/languages.rs"]
mod languages;
#[path = "telegram/night.rs"]
mod night;
#[path = "telegram/photos.rs"]
mod photos;
#[path = "telegram/server.rs"]
mod server;
#[path = "telegram/webhook.rs"]
mod webhook;

use std::path::Path;
use std::sync::Arc;

use claqueta::artifacts::Store;
use claqueta::config::{Limits, Paths, Telegram};
use claqueta::engine::Live;
use claqueta::metrics::Registry;
use claqueta::people::People;
use claqueta::rebuild::Builder;
use claqueta::render::Language;
use claqueta::render::words::COMMANDS;
use claqueta::telegram::{Account, Bot};
use fake_bot_api::{FakeBotApi, TOKEN, USERNAME};
use serde_json::json;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Ana, in private.
const ANA: i64 = 42;

/// A group with topics.
const GROUP: i64 = -100_777;

/// A running bot and the server it talks to.
struct Running {
    server: FakeBotApi,
    stop: oneshot::Sender<()>,
    bot: JoinHandle<anyhow::Result<()>>,
    metrics: Registry,
    /// Removed with the value, where it is the bot's own.
    _state: Option<tempfile::TempDir>,
}

fn settings(outgoing: bool) -> Telegram {
    Telegram { limits: Limits { outgoing, ..Limits::default() }, ..Telegram::default() }
}

/// The same where Ana is the admin.
fn admin_settings() -> Telegram {
    Telegram { admins: vec![ANA as u64], ..settings(false) }
}

fn live() -> Arc<Live> {
    Live::open(Store::at(common::sample_index()), 256).unwrap()
}

/// A bot on the shipped sample with a state folder of its own.
fn bot(settings: Telegram, state: &Path, server: &FakeBotApi, token: &str) -> Bot {
    let paths = Paths { state: state.to_owned(), ..Paths::default() };
    Bot {
        config: settings,
        state: state.to_owned(),
        live: live(),
        people: Arc::new(People::open(state).unwrap()),
        metrics: Registry::new(),
        builder: Builder::new(env!("CARGO_BIN_EXE_claqueta").into(), paths),
        account: Account::new(token, Some(server.address())).unwrap(),
    }
}

/// Starts the bot at `server` with what is in the folder `state`.
async fn start_in(server: FakeBotApi, settings: Telegram, state: &Path) -> Running {
    let (stop, stopped) = oneshot::channel();
    let bot = tokio::task::block_in_place(|| bot(settings, state, &server, TOKEN));
    let metrics = bot.metrics.clone();
    let bot = tokio::spawn(async move { bot.run(async { drop(stopped.await) }).await });
    Running { server, stop, bot, metrics, _state: None }
}

/// Starts the bot at `server`.
async fn start_at(server: FakeBotApi, settings: Telegram) -> Running {
    let state = common::folder();
    let running = start_in(server, settings, state.path()).await;
    Running { _state: Some(state), ..running }
}

/// Starts the bot without outgoing limits, which would only make the tests slow.
async fn start() -> Running {
    start_at(FakeBotApi::start().await, settings(false)).await
}

impl Running {
    /// Stops the bot; nothing that it did may have been refused and no button left waiting.
    #[track_caller]
    fn stop(self) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move {
            self.stop.send(()).unwrap();
            self.bot.await.unwrap().unwrap();
            self.server.all_confirmed().await;
            assert!(self.server.refused().is_empty(), "{caller}: {:?}", self.server.refused());
            assert_eq!(self.server.unanswered(), 0, "{caller}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_answers_its_example() {
    let running = start().await;
    let examples = COMMANDS.iter().flat_map(|command| Language::ALL.map(|language| command.example.to(language)));
    for (i, example) in examples.enumerate() {
        // Each in a chat of its own: one chat may not ask so much at once.
        let chat = ANA + i as i64;
        running.server.say(chat, example);
        let answers = running.server.wait_answers(i + 1).await;
        let text = answers[i].text();
        assert!(!text.contains("No conozco") && !text.contains("No entiendo"), "{example}: {text}");
        assert_eq!(answers[i].parameters["chat_id"], chat);
        assert!(answers[i].parameters["reply_parameters"].is_null(), "in private nothing needs threading");
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_take_many_shapes() {
    let running = start().await;
    let shapes = [
        "/mes enero",
        "/MES Enero",
        "/mes@cine_test_bot enero",
        "/mes\nenero",
        "/mes   enero",
        "cuántas películas salieron en enero",
    ];
    for shape in shapes {
        running.server.say(ANA, shape);
    }
    let answers = running.server.wait_for("sendmessage", shapes.len()).await;
    for answer in &answers {
        assert_eq!(answer.text(), answers[0].text());
        assert!(answer.text().contains("enero"), "{}", answer.text());
    }
    running.server.say(ANA, "/mes");
    let usage = running.server.wait_for("sendmessage", shapes.len() + 1).await;
    assert!(usage.last().unwrap().text().contains("/mes enero"), "a usage with its example");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_without_its_argument_is_completed_by_a_reply() {
    let running = start().await;
    for (i, chat) in [ANA, GROUP].into_iter().enumerate() {
        running.server.say(chat, "/recomendar");
        let usage = running.server.wait_for("sendmessage", 2 * i + 1).await.remove(2 * i);
        let asked = &usage.parameters["reply_markup"];
        assert_eq!((&asked["force_reply"], &asked["selective"]), (&json!(true), &json!(true)));
        assert_eq!(asked["input_field_placeholder"], "Toy Story");
        let ours = running.server.last_of(chat);
        running.server.say_with(chat, "Toy Story", json!({"reply_to_message": ours}));
        let list = running.server.wait_for("sendmessage", 2 * i + 2).await.remove(2 * i + 1);
        assert_eq!(list.text().matches("\n").count() / 5, 1, "five films: {}", list.text());
        assert!(list.text().contains("Toy Story 2"), "{}", list.text());
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn start_greets_and_a_link_opens_its_film() {
    let running = start().await;
    running.server.say(ANA, "/start");
    let hello = running.server.wait_for("sendmessage", 1).await;
    assert_eq!(hello[0].text().matches("\n• ").count(), 3, "three things to try: {}", hello[0].text());
    let id = common::ask("/score Toy Story")["slots"]["title_id"].clone();
    running.server.say(ANA, &format!("/start m_{id}"));
    let card = running.server.wait_for("sendmessage", 2).await;
    assert!(card[1].text().contains("Toy Story"), "{}", card[1].text());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_answered_when_they_mean_the_bot() {
    let running = start().await;
    let server = &running.server;
    server.say(GROUP, "hola a todos");
    server.say(GROUP, "/mes@other_bot enero");
    server.say(GROUP, "/weather mañana");
    server.say_with(GROUP, "/mes enero", json!({"from": {"id": 8, "is_bot": true, "first_name": "Otro"}}));
    server.say_with(GROUP, "/mes enero", json!({"via_bot": {"id": 123_456, "is_bot": true, "first_name": "Cine"}}));
    let command = server.say(GROUP, "/mes enero");
    let mention = server.say(GROUP, &format!("@{USERNAME} ¿cuántas salieron en febrero?"));
    let answers = server.wait_for("sendmessage", 2).await;
    for (answer, (asked, month)) in answers.iter().zip([(command, "enero"), (mention, "febrero")]) {
        assert!(answer.text().contains(month), "{}", answer.text());
        assert_eq!(answer.parameters["reply_parameters"]["message_id"], asked);
        assert_eq!(answer.parameters["reply_parameters"]["allow_sending_without_reply"], true);
    }
    let ours = server.last_of(GROUP);
    server.say_with(GROUP, "cuántas películas salieron en marzo", json!({"reply_to_message": ours}));
    assert!(server.wait_for("sendmessage", 3).await[2].text().contains("marzo"));
    assert_eq!(server.calls("sendmessage").len(), 3);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_named_only_where_it_is_one() {
    let running = start().await;
    running.server.say_with(GROUP, "/mes enero", json!({"message_thread_id": 7, "is_topic_message": true}));
    running.server.say_with(GROUP, "/mes enero", json!({"message_thread_id": 7}));
    let answers = running.server.wait_for("sendmessage", 2).await;
    assert_eq!(answers[0].parameters["message_thread_id"], 7);
    assert!(answers[1].parameters["message_thread_id"].is_null());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_is_as_good_as_words() {
    let running = start().await;
    let server = &running.server;
    server.say(ANA, "/recomendar Toy Story");
    let list = server.wait_for("sendmessage", 1).await;
    let buttons = list[0].buttons();
    assert_eq!(buttons.len(), 6, "five films and the next page: {:?}", list[0].parameters);
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    server.press(ANA, message, &buttons[0]);
    let card = server.wait_for("sendmessage", 2).await;
    assert_ne!(card[1].text(), list[0].text());
    server.press(ANA, message, "v0|something old");
    let acknowledged = server.wait_for("answercallbackquery", 2).await;
    assert!(acknowledged[1].text().contains("ya no sirve"), "{acknowledged:?}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn which_one_is_replaced_by_the_one_that_was_meant() {
    let running = start().await;
    let server = &running.server;
    server.say(ANA, "/ficha hamlet");
    let asked = server.wait_for("sendmessage", 1).await.remove(0);
    assert!(asked.text().contains("¿Cuál?"), "{}", asked.text());
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    server.press(ANA, message, &asked.buttons()[1]);
    server.press(ANA, message, &asked.buttons()[1]);
    server.wait_for("answercallbackquery", 2).await;
    server.all_confirmed().await;
    let edits = server.wait_for("editmessagetext", 2).await;
    assert!(edits[0].text().contains("Hamlet") && !edits[0].text().contains("¿Cuál?"), "{}", edits[0].text());
    assert!(edits[1].refused.as_deref().is_some_and(|why| why.contains("not modified")), "pressed twice");
    assert_eq!(server.calls("sendmessage").len(), 1, "nothing is sent beside the edit");
    // In words, and in a group where everybody has a conversation of their own.
    server.say(GROUP, "/ficha hamlet");
    let ours = server.wait_for("sendmessage", 2).await.remove(1);
    assert!(ours.text().contains("¿Cuál?"), "{}", ours.text());
    let replied = server.last_of(GROUP);
    server.say_with(GROUP, "la segunda", json!({"reply_to_message": replied}));
    let card = server.wait_for("sendmessage", 3).await.remove(2);
    assert_eq!(card.text().lines().next(), edits[0].text().lines().next());
    server.forget_refused();
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_write_is_escaped() {
    let running = start().await;
    let texts = [
        "/score <b>x</b> & \"y\"",
        "/buscar <script>",
        "</code>",
        "&lt;",
        "/<b>",
        "🎬🎬🎬",
        "/score #1",
        "[a](b)",
        "\\",
    ];
    for text in texts {
        running.server.say(ANA, text);
    }
    running.server.wait_for("sendmessage", texts.len()).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_question_and_a_picture_are_answered() {
    let running = start().await;
    running.server.say(ANA, &"película ".repeat(450));
    running.server.wait_for("sendmessage", 1).await;
    let picture = json!({
        "date": 1, "message_id": 900, "chat": {"id": ANA, "type": "private", "first_name": "Ana"},
        "from": {"id": 42, "is_bot": false, "first_name": "Ana"},
        "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "file_size": 1}],
    });
    running.server.push("message", picture.clone());
    assert!(running.server.wait_for("sendmessage", 2).await[1].text().contains("palabras"));
    let mut captioned = picture;
    captioned["caption"] = json!("/mes enero");
    running.server.push("message", captioned);
    assert!(running.server.wait_for("sendmessage", 3).await[2].text().contains("enero"));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_has_its_buttons_and_a_link() {
    let running = start().await;
    running.server.say(ANA, "/ficha Toy Story");
    let card = running.server.wait_for("sendmessage", 1).await.remove(0);
    assert!(card.buttons().iter().any(|data| data.starts_with("recommend title=#")), "{:?}", card.parameters);
    for asked in ["cast title=#", "director_stats person=", "where_to_watch title=#"] {
        assert!(card.buttons().iter().any(|data| data.starts_with(asked)), "{asked}: {:?}", card.buttons());
    }
    let shared = &card.parameters["reply_markup"]["inline_keyboard"][3][0]["url"];
    assert!(shared.as_str().unwrap().contains(&USERNAME.replace('_', "%5F")), "{shared}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn inline_mode_finds_as_it_is_typed_page_by_page() {
    let running = start().await;
    let ask = |id: &str, query: &str, offset: &str| {
        let from = json!({"id": 42, "is_bot": false, "first_name": "Ana"});
        running.server.push("inline_query", json!({"id": id, "from": from, "query": query, "offset": offset}));
    };
    ask("1", "toy sto", "");
    let first = running.server.wait_for("answerinlinequery", 1).await.remove(0).parameters;
    let results = first["results"].as_array().unwrap();
    assert!(results[0]["title"].as_str().unwrap().contains("Toy Story (1995)"), "{results:?}");
    assert!(results[0]["input_message_content"]["message_text"].as_str().unwrap().contains("Toy Story"));
    assert!(results[0]["reply_markup"]["inline_keyboard"][0][0]["url"].as_str().unwrap().contains("?start=m_"));
    ask("2", "a", "");
    let page = running.server.wait_for("answerinlinequery", 2).await.remove(1).parameters;
    ask("3", "a", page["next_offset"].as_str().unwrap());
    let next = running.server.wait_for("answerinlinequery", 3).await.remove(2).parameters;
    if page["next_offset"] != "" {
        assert_ne!(page["results"][0]["id"], next["results"][0]["id"]);
    }
    ask("4", "", "");
    assert_eq!(running.server.wait_for("answerinlinequery", 4).await[3].parameters["results"], json!([]));
    running.stop().await;
}
