//! Menus, pages, and whose buttons are whose.

use claqueta::render::words::COMMANDS;
use serde_json::{Value, json};

use super::fake_bot_api::FakeBotApi;
use super::{ANA, GROUP, admin_settings, common, settings, start, start_at, start_in};

/// Luis, another member of the group.
const LUIS: i64 = 43;

fn names(menu: &Value) -> Vec<&str> {
    menu["commands"].as_array().unwrap().iter().map(|c| c["command"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_a_menu_in_their_language_and_only_admins_see_theirs() {
    let running = start_at(FakeBotApi::start().await, admin_settings()).await;
    let menus: Vec<Value> =
        running.server.wait_for("setmycommands", 12).await.into_iter().map(|call| call.parameters).collect();
    for scope in ["default", "all_private_chats", "all_group_chats", "chat"] {
        let of = |language: Value| {
            let found = menus.iter().find(|m| m["scope"]["type"] == scope && m["language_code"] == language);
            found.unwrap_or_else(|| panic!("no menu for {scope} in {language}"))
        };
        let (plain, spanish, english) = (of(Value::Null), of(json!("es")), of(json!("en")));
        assert_eq!(plain["commands"], spanish["commands"]);
        assert_eq!(names(spanish), names(english));
        assert_ne!(spanish["commands"], english["commands"]);
        assert_eq!(names(plain).contains(&"reindexar"), scope == "chat");
        assert!(scope != "chat" || plain["scope"]["chat_id"] == ANA);
    }
    assert_eq!(names(&menus[0]), COMMANDS.iter().map(|c| c.name).collect::<Vec<_>>());
    // Telegram may not have known the admin's chat before.
    running.server.say(ANA, "/start");
    assert_eq!(running.server.wait_for("setmycommands", 15).await[14].parameters["scope"]["chat_id"], ANA);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_turned_in_place() {
    let running = start().await;
    let server = &running.server;
    let lists = ["/recomendar Toy Story", "/descubrir comedias", "/filmografia Tom Hanks"];
    for (i, list) in lists.into_iter().enumerate() {
        server.say(ANA, list);
        let first = server.wait_for("sendmessage", i + 1).await.remove(i);
        let shown = server.last_of(ANA);
        let message = shown["message_id"].as_i64().unwrap();
        let next = first.buttons().last().unwrap().clone();
        assert!(next.starts_with('='), "{list}: {next}");
        server.press(ANA, message, &next);
        let second = server.wait_for("editmessagetext", 2 * i + 1).await.remove(2 * i);
        assert_eq!(second.parameters["message_id"], message);
        assert_ne!(second.text(), first.text());
        let back = second.buttons().into_iter().find(|data| data.starts_with('=')).unwrap();
        server.press(ANA, message, &back);
        let again = server.wait_for("editmessagetext", 2 * i + 2).await.remove(2 * i + 1);
        assert_eq!((again.text(), again.buttons()), (first.text(), first.buttons()));
    }
    assert_eq!(server.calls("sendmessage").len(), lists.len(), "nothing is sent to turn a page");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_too_long_to_be_told_behind_a_button_is_turned_also_after_a_restart() {
    let state = common::folder();
    let running = start_in(FakeBotApi::start().await, settings(false), state.path()).await;
    let server = running.server.clone();
    server.say(ANA, "comedias dramáticas de Estados Unidos en inglés desde 1930 hasta 2015 de menos de 190 minutos");
    let first = server.wait_for("sendmessage", 1).await.remove(0);
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    let next = first.buttons().last().unwrap().clone();
    assert!(next.starts_with("=~"), "{next}");
    running.stop().await;
    let running = start_in(server.clone(), settings(false), state.path()).await;
    server.press(ANA, message, &next);
    let second = server.wait_for("editmessagetext", 1).await.remove(0);
    assert!(second.text().contains("siguen") && second.text() != first.text(), "{}", second.text());
    // What is kept no longer is an old button.
    server.press(ANA, message, "=~00000000000000ff");
    let told = server.wait_for("answercallbackquery", 2).await.remove(1);
    assert!(told.parameters["text"].as_str().is_some_and(|text| !text.is_empty()), "{:?}", told.parameters);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn personal_buttons_are_whose_they_are_and_are_answered_in_place() {
    let running = start().await;
    let server = &running.server;
    for (i, text) in
        ["/borrarme@cine_test_bot", "/gustos@cine_test_bot", "/puntuar@cine_test_bot Heat"].iter().enumerate()
    {
        server.say(GROUP, text);
        let asked = server.wait_for("sendmessage", i + 1).await.remove(i);
        let message = server.last_of(GROUP)["message_id"].as_i64().unwrap();
        server.press_by(LUIS, GROUP, message, &asked.buttons()[0]);
        let refused = server.wait_for("answercallbackquery", 2 * i + 1).await.remove(2 * i);
        assert!(refused.text().contains("de quien preguntó"), "{text}: {}", refused.text());
        server.press(GROUP, message, &asked.buttons()[0]);
        let answered = server.wait_for("editmessagetext", i + 1).await.remove(i);
        assert_eq!(answered.parameters["message_id"], message, "{text}");
    }
    let rows = &server.calls("sendmessage")[2].parameters["reply_markup"]["inline_keyboard"];
    let lengths: Vec<usize> = rows.as_array().unwrap().iter().map(|row| row.as_array().unwrap().len()).collect();
    assert_eq!(lengths, [5, 5], "ten marks in two rows");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_shared_by_a_link_until_it_is_not() {
    let running = start().await;
    let server = &running.server;
    server.say(ANA, "agrega Toy Story a la lista de risa");
    server.wait_for("sendmessage", 1).await;
    server.say(ANA, "/milista risa");
    let list = server.wait_said(ANA, "Tu lista «risa»").await;
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    let share = list.buttons().into_iter().find(|data| data.starts_with("share_list")).unwrap();
    let link = async || {
        server.press(ANA, message, &share);
        let shared = server.wait_said(ANA, "Quien abra el enlace").await;
        let rows = shared.parameters["reply_markup"]["inline_keyboard"].clone();
        let url = rows.as_array().unwrap().last().unwrap()[0]["url"].as_str().unwrap().to_owned();
        url.split_once("start%3Dl%5F").unwrap().1.split_once('&').unwrap().0.to_owned()
    };
    let code = link().await;
    assert_eq!(link().await, code, "the same link as long as it is shared");
    let look = async |part: &str| {
        server.say_with(
            LUIS,
            &format!("/start l_{code}"),
            json!({"from": {"id": LUIS, "is_bot": false, "first_name": "Luis"}}),
        );
        server.wait_said(LUIS, part).await
    };
    let seen = look("La lista «risa» que te compartieron").await;
    assert!(seen.text().contains("Toy Story") && !seen.buttons().iter().any(|data| data.starts_with("share_list")));
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    server.press(ANA, message, "unshare_list list=risa");
    server.wait_said(ANA, "ya no muestra").await;
    look("ya no lleva a ninguna lista").await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_a_larger_index_says_that_it_is_of_no_use() {
    let running = start().await;
    let server = &running.server;
    server.say(ANA, "/recomendar Toy Story");
    server.wait_for("sendmessage", 1).await;
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    for (i, data) in
        ["film_card title=#99999999", "where_to_watch title=@zz9", "filmography person=#99999999"].iter().enumerate()
    {
        server.press(ANA, message, data);
        let said = server.wait_for("sendmessage", i + 2).await.remove(i + 1);
        assert!(said.text().contains("ya no está"), "{data}: {}", said.text());
    }
    server.say(ANA, "/start m_99999999");
    assert!(server.wait_for("sendmessage", 5).await[4].text().contains("ya no está"));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_choice_belongs_to_whoever_asked() {
    let running = start().await;
    let server = &running.server;
    server.say(GROUP, "/ficha hamlet");
    let asked = server.wait_for("sendmessage", 1).await.remove(0);
    assert!(asked.text().contains("¿Cuál?"), "{}", asked.text());
    let message = server.last_of(GROUP)["message_id"].as_i64().unwrap();
    server.press_by(LUIS, GROUP, message, &asked.buttons()[1]);
    let refused = server.wait_for("answercallbackquery", 1).await.remove(0);
    assert!(refused.text().contains("de quien preguntó"), "{}", refused.text());
    assert!(server.calls("editmessagetext").is_empty());
    server.press(GROUP, message, &asked.buttons()[1]);
    assert!(server.wait_for("editmessagetext", 1).await[0].text().contains("Hamlet"));
    // What a list or a card offers is for all.
    server.say(GROUP, "/recomendar Toy Story");
    let list = server.wait_for("sendmessage", 2).await.remove(1);
    let message = server.last_of(GROUP)["message_id"].as_i64().unwrap();
    server.press_by(LUIS, GROUP, message, &list.buttons()[0]);
    server.wait_for("sendmessage", 3).await;
    running.stop().await;
}
