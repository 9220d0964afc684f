//! What happens to the bot in groups.

use serde_json::{Value, json};

use super::fake_bot_api::{FakeBotApi, Fault};
use super::{GROUP, start};

fn member(status: &str) -> Value {
    let mut member = json!({"status": status, "user": {"id": 123_456, "is_bot": true, "first_name": "Cine"}});
    if status == "kicked" {
        member["until_date"] = json!(0);
    }
    member
}

fn change(server: &FakeBotApi, chat: i64, from: &str, to: &str) {
    let kind = if chat > 0 { "private" } else { "supergroup" };
    server.push(
        "my_chat_member",
        json!({
            "chat": {"id": chat, "type": kind, "title": "Cine", "first_name": "Ana"}, "date": 1_700_000_000,
            "from": {"id": 42, "is_bot": false, "first_name": "Ana"},
            "old_chat_member": member(from), "new_chat_member": member(to),
        }),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_greeted_once_and_told_of_privacy() {
    let running = start().await;
    let server = &running.server;
    change(server, GROUP, "left", "member");
    let hello = server.wait_said(GROUP, "Claqueta").await;
    assert!(hello.text().contains("/setprivacy") && hello.text().contains("modo privado"), "{}", hello.text());
    // Neither a change of rights nor going away is a greeting, nor does a private chat need one.
    change(server, GROUP, "member", "restricted");
    change(server, GROUP, "member", "left");
    change(server, 42, "left", "member");
    server.all_confirmed().await;
    server.say(GROUP, "/mes enero");
    server.wait_said(GROUP, "enero").await;
    assert_eq!(server.calls("sendmessage").len(), 2);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_is_left_for_a_supergroup_takes_all_along() {
    let running = start().await;
    let server = &running.server;
    let old = -556;
    server.say(old, "/meapunto@cine_test_bot");
    server.wait_said(old, "Te apunté").await;
    let (from, chat) =
        (json!({"id": 42, "is_bot": false, "first_name": "Ana"}), json!({"id": old, "type": "group", "title": "Cine"}));
    let left = json!({
        "chat": chat, "date": 1_700_000_000, "from": from, "old_chat_member": member("member"),
        "new_chat_member": member("left"),
    });
    server.push("my_chat_member", left);
    server.all_confirmed().await;
    let moved = json!({"message_id": 77, "date": 1, "chat": chat, "from": from, "migrate_to_chat_id": GROUP});
    server.push("message", moved);
    server.all_confirmed().await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    server.say(GROUP, "/meapunto@cine_test_bot");
    server.wait_said(GROUP, "Ya estabas").await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_of_a_group_that_threw_the_bot_out() {
    let running = start().await;
    let server = &running.server;
    let keep = async |said: usize| {
        server.say(GROUP, "/meapunto@cine_test_bot");
        server.say(GROUP, "/agregar@cine_test_bot Toy Story");
        server.say(GROUP, "/noche@cine_test_bot Heat");
        let calls = server.wait_for("sendmessage", said + 3).await;
        assert!(calls[said].text().contains("Te apunté"), "{}", calls[said].text());
        assert!(calls[said + 1].text().contains("Agregué"), "{}", calls[said + 1].text());
        assert!(calls[said + 2].text().contains("Apuntada"), "{}", calls[said + 2].text());
    };
    keep(0).await;
    change(server, GROUP, "member", "kicked");
    server.all_confirmed().await;
    keep(3).await;
    // Told in another way: no update came, but the group cannot be written to.
    let kicked = Fault::Refusal(403, "Forbidden: bot was kicked from the supergroup chat", json!(null));
    server.fail("sendmessage", [kicked]);
    server.say(GROUP, "/mes enero");
    server.all_confirmed().await;
    keep(6).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_words_is_not_talked_about_in_groups() {
    let running = start().await;
    let server = &running.server;
    server.say(GROUP, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    let ours = server.last_of(GROUP);
    let message = |chat: Value, more: Value| {
        let mut message = json!({
            "date": 1, "message_id": 900, "chat": chat, "from": {"id": 42, "is_bot": false, "first_name": "Ana"},
        });
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.push("message", message);
    };
    let photo = json!([{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "file_size": 1}]);
    let group = json!({"id": GROUP, "type": "supergroup", "title": "Cine"});
    message(group, json!({"photo": photo, "reply_to_message": ours}));
    message(json!({"id": 42, "type": "private", "first_name": "Ana"}), json!({"dice": {"emoji": "🎲", "value": 3}}));
    server.wait_said(42, "palabras").await;
    server.all_confirmed().await;
    assert_eq!(server.calls("sendmessage").len(), 2);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_moves_along_when_its_group_becomes_a_supergroup() {
    let running = start().await;
    let server = &running.server;
    let old = -555;
    server.say(old, "/recomendar Toy Story");
    server.wait_for("sendmessage", 1).await;
    let from = json!({"id": 42, "is_bot": false, "first_name": "Ana"});
    let moved = json!({
        "message_id": 77, "date": 1_700_000_000, "chat": {"id": old, "type": "group", "title": "Cine"},
        "from": from, "migrate_to_chat_id": GROUP,
    });
    server.push("message", moved);
    // Chats are handled beside each other.
    server.all_confirmed().await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    server.say(GROUP, "@cine_test_bot la segunda");
    let second = server.wait_for("sendmessage", 2).await.remove(1);
    assert!(second.text().contains("Estreno"), "{}", second.text());
    running.stop().await;
}
