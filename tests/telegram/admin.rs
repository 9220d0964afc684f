//! What only admins may do: the state, building anew, going back, handing over files.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use claqueta::artifacts::Store;
use claqueta::config::{Paths, Telegram};
use claqueta::engine::Live;
use claqueta::metrics::Registry;
use claqueta::people::People;
use claqueta::rebuild::Builder;
use claqueta::telegram::{Account, Bot};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::fake_bot_api::{Call, FakeBotApi, TOKEN};
use super::{ANA, Running, admin_settings, common, settings, start, start_at};

/// Luis, who is no admin.
const LUIS: i64 = 43;

const HEADER: &str =
    "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n";

/// A catalogue of Netflix with so many films.
fn titles(n: usize) -> String {
    let row = |i| format!("s{i},Movie,Film {i},,Ana,Spain,\"May 1, 2020\",2018,PG,{} min,Dramas,x\n", 80 + i);
    (1..=n).map(row).fold(HEADER.to_owned(), |all, row| all + &row)
}

/// Folders of a bot that builds from little data of its own.
struct Own {
    folder: TempDir,
    live: Arc<Live>,
    running: Running,
}

impl Own {
    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn server(&self) -> &FakeBotApi {
        &self.running.server
    }

    /// The last message of ours to Ana, with its number.
    fn last(&self) -> i64 {
        self.server().last_of(ANA)["message_id"].as_i64().unwrap()
    }
}

async fn start_own(settings: Telegram) -> Own {
    let own = start_building_by(settings, |_| env!("CARGO_BIN_EXE_claqueta").into()).await;
    own.live.watch(Duration::from_millis(50));
    own
}

/// The same with a program of one's own that builds, and nobody who watches for what it publishes.
async fn start_building_by(settings: Telegram, program: impl Fn(&Path) -> PathBuf) -> Own {
    let folder = common::folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("data")).unwrap();
    fs::write(at("data").join("netflix_titles.csv"), titles(3)).unwrap();
    let argument = |path: &Path| path.to_str().unwrap().to_owned();
    let index = ["index", "--data", &argument(&at("data")), "--index", &argument(&at("index"))];
    let live = tokio::task::block_in_place(|| {
        common::stdout(&common::run(&index));
        Live::open(Store::at(&at("index")), 256).unwrap()
    });
    let kept = Arc::clone(&live);
    let server = FakeBotApi::start().await;
    let (stop, stopped) = oneshot::channel();
    let paths = Paths { data: vec![at("data")], index: at("index"), state: at("state") };
    let bot = Bot {
        config: settings,
        state: at("state"),
        live,
        people: Arc::new(People::open(&at("state")).unwrap()),
        metrics: Registry::new(),
        builder: Builder::new(program(folder.path()), paths),
        account: Account::new(TOKEN, Some(server.address())).unwrap(),
    };
    let bot = tokio::spawn(async move { bot.run(async { drop(stopped.await) }).await });
    Own { folder, live: kept, running: Running { server, stop, bot, metrics: Registry::new(), _state: None } }
}

fn button(call: &Call, beginning: &str) -> String {
    let found = call.buttons().into_iter().find(|data| data.starts_with(beginning));
    found.unwrap_or_else(|| panic!("no button {beginning}: {:?}", call.parameters))
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_learns_that_there_are_orders() {
    let running = start_at(FakeBotApi::start().await, admin_settings()).await;
    let server = &running.server;
    let orders = ["/estado", "/reindexar", "/volver", "/Estado ya", "/REINDEXAR@cine_test_bot"];
    let stranger = start().await;
    for (i, order) in orders.into_iter().enumerate() {
        server.say_with(LUIS, order, serde_json::json!({"from": {"id": LUIS, "is_bot": false, "first_name": "Luis"}}));
        stranger.server.say(ANA, order);
        let told = server.wait_for("sendmessage", i + 1).await.remove(i);
        let unknown = stranger.server.wait_for("sendmessage", i + 1).await.remove(i);
        assert!(told.text().contains("No conozco el comando"), "{}", told.text());
        assert_eq!(told.text(), unknown.text(), "as where there are no admins at all");
    }
    server.send_file(LUIS, "netflix_titles.csv", titles(1).as_bytes(), 100);
    assert!(server.wait_for("sendmessage", orders.len() + 1).await[orders.len()].text().contains("palabras"));
    // A button of the admin's in somebody else's hands.
    server.say(ANA, "/ayuda");
    server.wait_for("sendmessage", orders.len() + 2).await;
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    server.press_by(LUIS, ANA, message, "!cancel_build 0");
    assert!(server.wait_for("answercallbackquery", 1).await[0].text().contains("no está pendiente"));
    server.say(ANA, "/estado");
    server.wait_said(ANA, "Generación 1").await;
    let state = server.wait_said(ANA, "movies_metadata.csv").await;
    assert!(state.text().contains("películas") && state.text().contains("filas"), "{}", state.text());
    stranger.stop().await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_built_anew_and_returned_from() {
    let own = start_own(admin_settings()).await;
    own.server().say(ANA, "/volver");
    own.server().wait_said(ANA, "ninguna generación anterior").await;
    fs::write(own.path("data/netflix_titles.csv"), titles(5)).unwrap();
    own.server().say(ANA, "/reindexar");
    let progress = own.server().wait_said(ANA, "Reindexando").await;
    assert!(button(&progress, "!cancel_build").len() <= 64);
    let built = own.server().wait_said(ANA, "Listo").await;
    assert!(built.text().contains("generación 2") && built.text().contains("5 títulos"), "{}", built.text());
    assert_eq!(built.method, "editmessagetext", "all in one message");
    own.server().say(LUIS, "/plataforma netflix");
    own.server().wait_said(LUIS, "5").await;
    own.server().say(ANA, "/volver");
    own.server().wait_said(ANA, "generación 1").await;
    own.server().say(ANA, "/plataforma netflix");
    let counted = own.server().wait_for("sendmessage", 5).await.remove(4);
    assert!(counted.text().contains('3'), "{}", counted.text());
    own.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_that_fails_or_is_cancelled_changes_nothing() {
    let own = start_own(admin_settings()).await;
    fs::write(own.path("data/netflix_titles.csv"), "a,b\n1,2\n").unwrap();
    own.server().say(ANA, "/reindexar");
    let failed = own.server().wait_said(ANA, "No se pudo").await;
    assert!(failed.text().contains("show_id") && failed.text().contains("Sigue la generación 1"), "{}", failed.text());
    // A pipe that nobody writes to would be refused, so what keeps this build busy is much to read.
    fs::write(own.path("data/netflix_titles.csv"), titles(400_000)).unwrap();
    own.server().say(ANA, "/reindexar");
    own.server().wait_for("sendmessage", 2).await;
    let message = own.last();
    own.server().say(ANA, "/reindexar");
    own.server().wait_said(ANA, "Ya estoy reindexando").await;
    own.server().press(ANA, message, "!cancel_build 0");
    own.server().wait_said(ANA, "Cancelado: sigue la generación 1").await;
    own.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generation_that_does_not_pass_its_checks_is_returned_from() {
    // A build that ends well, and a disk that does not keep what was written.
    let own = start_building_by(admin_settings(), |folder| {
        let (script, index) = (folder.join("build"), folder.join("index"));
        let spoilt = format!(
            "#!/bin/sh\n'{}' \"$@\" || exit 1\nfor last in '{}'/generations/*; do :; done\nprintf x > \"$last/catalog.safetensors\"\n",
            env!("CARGO_BIN_EXE_claqueta"),
            index.display()
        );
        fs::write(&script, spoilt).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        script
    })
    .await;
    own.server().say(ANA, "/reindexar");
    let returned = own.server().wait_said(ANA, "no pasó las comprobaciones").await;
    assert!(returned.text().contains("Volví a la 1"), "{}", returned.text());
    assert_eq!(Store::at(&own.path("index")).current().unwrap(), 1);
    own.server().say(LUIS, "/plataforma netflix");
    own.server().wait_said(LUIS, "3").await;
    own.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_reported_on_and_used_after_a_yes() {
    let own = start_own(admin_settings()).await;
    let server = own.server();
    let refused = [
        ("titulos.csv", titles(2), 100, "no sé de cuál"),
        ("otra.csv", "a,b\n1,2\n".to_owned(), 100, "no reconozco sus columnas"),
        ("foto.png", "x".to_owned(), 100, ".csv o .csv.gz"),
        ("hulu_titles.csv", "show_id\n1\n".to_owned(), 100, "le falta la columna"),
        ("netflix_titles.csv", "x".to_owned(), (20 << 20) + 1, "20 MB"),
        ("netflix_titles.csv.gz", HEADER.to_owned(), 100, "no se puede reindexar"),
    ];
    for (name, content, size, why) in refused {
        server.send_file(ANA, name, content.as_bytes(), size);
        server.wait_said(ANA, why).await;
    }
    let broken = titles(7) + "s9,Movie,half a row\n";
    server.send_file(ANA, "netflix_titles.csv", broken.as_bytes(), broken.len());
    let report = server.wait_said(ANA, "8 filas leídas, 7 sirven").await;
    assert!(report.text().contains("1 mal formadas") && report.text().contains("(3)"), "{}", report.text());
    let message = own.last();
    assert!(!own.path("state/sources/netflix_titles.csv").exists(), "not before it is said to be used");
    server.press(ANA, message, &button(&report, "!use_upload"));
    let built = server.wait_said(ANA, "generación 2").await;
    assert!(built.text().contains("7 títulos"), "{}", built.text());
    assert_eq!(fs::read_to_string(own.path("state/sources/netflix_titles.csv")).unwrap(), broken);
    // A yes is good once; a file that is not wanted leaves nothing.
    server.press(ANA, message, &button(&report, "!use_upload"));
    server.wait_for("answercallbackquery", 2).await;
    server.send_file(ANA, "hulu_titles.csv", titles(2).as_bytes(), 100);
    let report = server.wait_said(ANA, "2 filas leídas").await;
    server.press(ANA, own.last(), &button(&report, "!drop_offer"));
    server.wait_said(ANA, "Descartado").await;
    assert_eq!(fs::read_dir(own.path("state/uploads")).unwrap().count(), 0);
    own.running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_to_all_is_shown_first_and_reaches_who_wrote() {
    let running = start_at(FakeBotApi::start().await, admin_settings()).await;
    let server = &running.server;
    server.say(LUIS, "hola");
    server.say(7, "hola");
    server.wait_for("sendmessage", 2).await;
    server.say(ANA, "/difundir");
    server.wait_said(ANA, "Escribe el mensaje").await;
    // Chats are noted beside the answers, by a disk that may be slow.
    let mut shown = None;
    for said in 4..24 {
        server.say(ANA, "/difundir Hola <a> todos");
        let offered = server.wait_for("sendmessage", said).await.remove(said - 1);
        if offered.text().contains("Así llegaría a 3 chats") {
            shown = Some(offered);
            break;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    let shown = shown.expect("all three are noted at last");
    assert!(server.calls("sendmessage").iter().all(|c| c.parameters["chat_id"] == ANA || !c.text().contains("todos")));
    let message = server.last_of(ANA)["message_id"].as_i64().unwrap();
    // Luis has blocked the bot.
    let blocked =
        super::fake_bot_api::Fault::Refusal(403, "Forbidden: bot was blocked by the user", serde_json::json!(null));
    server.fail("sendmessage", [blocked]);
    server.press(ANA, message, &button(&shown, "!send_all"));
    server.wait_said(ANA, "Enviado a 2 chats. A 1 no se pudo llegar").await;
    server.press(ANA, message, &button(&shown, "!send_all"));
    server.wait_for("answercallbackquery", 2).await;
    server.say(ANA, "/difundir Otra vez");
    server.wait_said(ANA, "Así llegaría a 2 chats").await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_built_elsewhere_is_adopted_while_answering() {
    let own = start_own(settings(false)).await;
    own.server().say(ANA, "/plataforma netflix");
    own.server().wait_said(ANA, "3").await;
    fs::write(own.path("data/netflix_titles.csv"), titles(6)).unwrap();
    let (data, index) = (own.path("data"), own.path("index"));
    tokio::task::block_in_place(|| {
        let arguments = ["index", "--data", data.to_str().unwrap(), "--index", index.to_str().unwrap()];
        common::stdout(&common::run(&arguments));
    });
    // Within seconds, without a restart.
    for _ in 0..25 {
        own.server().say(LUIS, "/plataforma netflix");
        tokio::time::sleep(Duration::from_millis(600)).await;
        if own.server().last_of(LUIS)["text"].as_str().is_some_and(|text| text.contains('6')) {
            break;
        }
    }
    own.server().wait_said(LUIS, "6").await;
    own.running.stop().await;
}
