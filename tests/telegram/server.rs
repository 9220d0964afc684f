//! The server at the other end: one of one's own, and one that another program asks too.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;

use super::fake_bot_api::{FakeBotApi, Fault, TOKEN};
use super::{ANA, common, start_at};

/// The program as a bot at `server`, which can be stopped and killed; Ana is its admin.
pub fn program(server: &FakeBotApi, state: &Path) -> Command {
    let mut command = common::claqueta();
    command
        .args(["bot", "--index", common::sample_index().to_str().unwrap()])
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", server.address())
        .env("CLAQUETA_PATHS__STATE", state)
        .env("CLAQUETA_TELEGRAM__LIMITS__OUTGOING", "false")
        .env("CLAQUETA_TELEGRAM__ADMINS", format!("[{ANA}]"));
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_ones_own_can_be_named_in_the_settings() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let mut command = program(&server, state.path());
    command.env_remove("TELOXIDE_API_URL").env("CLAQUETA_TELEGRAM__API_URL", format!("{}/", server.address()));
    let mut bot = tokio::task::block_in_place(|| command.spawn().unwrap());
    server.say(ANA, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    server.say(ANA, "/grafico generos");
    server.wait_for("sendphoto", 1).await;
    bot.kill().unwrap();
    bot.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_keeps_its_files_here_is_read_from_the_disk() {
    let (server, files) = (FakeBotApi::start().await, common::folder());
    server.keep_on_disk(files.path());
    let running = start_at(server, super::admin_settings()).await;
    // A file that is none of ours: that it was looked at shows that it was read.
    running.server.send_file(ANA, "what.csv", b"a,b\n1,2\n", 8);
    running.server.wait_said(ANA, "what.csv").await;
    let said = running.server.wait_for("editmessagetext", 1).await.remove(0);
    assert!(said.text().contains("what.csv"), "{}", said.text());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_poller_is_reported_once_and_backed_off_from() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    let words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    let conflict = || Fault::Refusal(409, words, json!(null));
    server.fail("getupdates", (0..100).map(|_| conflict()));
    let mut bot = tokio::task::block_in_place(|| {
        program(&server, state.path()).env("NO_COLOR", "1").stderr(Stdio::piped()).spawn().unwrap()
    });
    server.wait_for("setmycommands", 1).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let tries = server.requests("getupdates");
    assert!((2..=5).contains(&tries), "{tries} tries in four seconds");
    bot.kill().unwrap();
    let log = BufReader::new(bot.stderr.take().unwrap()).lines().map_while(Result::ok);
    let said: Vec<String> = log.filter(|line| line.contains("another program fetches this bot's updates")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(!said[0].contains(TOKEN));
    bot.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_knows_no_webhooks_is_polled_all_the_same() {
    let (server, state) = (FakeBotApi::start().await, common::folder());
    server.fail("deletewebhook", (0..100).map(|_| Fault::Refusal(404, "Not Found", json!(null))));
    let mut bot = tokio::task::block_in_place(|| program(&server, state.path()).spawn().unwrap());
    server.say(ANA, "/mes enero");
    server.wait_for("sendmessage", 1).await;
    bot.kill().unwrap();
    bot.wait().unwrap();
}
