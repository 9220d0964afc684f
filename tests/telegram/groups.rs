//! What happens to the bot in groups.

use serde_json::{Value, json};

use super::fake_bot_api::FakeBotApi;
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
