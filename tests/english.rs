//! Everything in English: whole conversations and every kind of question, asked by somebody who reads Spanish and by
//! somebody who reads English. Both are understood alike; the English replies say nothing in Spanish.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};

use claqueta::artifacts::Store;
use claqueta::chat::{Asker, Chat, Reply, Session};
use claqueta::eda::{self, Frame};
use claqueta::engine::{Body, Live, Personal};
use claqueta::people::{GroupId, People};
use claqueta::query::{self, Query};
use claqueta::render::markup::Style;
use claqueta::render::{Language, format, json};
use serde_json::Value;

fn chat() -> Chat {
    static CHAT: OnceLock<Chat> = OnceLock::new();
    CHAT.get_or_init(|| Chat::new(Live::open(Store::at(common::sample_index()), 64).unwrap())).clone()
}

/// Words of Spanish sentences that no English one has.
const SPANISH: &str = "de del la el los las una un que con por para y se su sus lo le al como más pero sobre entre desde \
    hasta hay está película películas nota notas voto votos minuto minutos título títulos serie temporada temporadas género \
    año años mes día días promedio retorno ganancia reparto dirección puedes prueba todavía siguen mejor mejores tu tus te ya \
    sí ni cada otra otras ninguna ningún esto eso esta ese cuál qué quién dónde estreno valoración valoraciones enero febrero \
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado \
    domingo sábados domingos comedia aventuras acción animación terror suspenso fantasía ciencia ficción bélica documental \
    familiar histórica inglés francés italiano japonés alemán español ruso reino unido estados unidos alemania francia";

/// All texts of a value that are data: names, titles, plots. What the machine interface itself words is left out.
fn data_of(value: &Value, key: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if !["label", "month", "weekday"].contains(&key) => {
            if key != "reasons" {
                out.insert(text.to_lowercase());
            } else if !text.starts_with("género") {
                let named = text.split_once(": ").map_or("", |(_, names)| names);
                out.extend(named.split(", ").map(str::to_lowercase));
                out.insert(named.to_lowercase());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| data_of(item, key, out)),
        Value::Object(fields) => fields.iter().for_each(|(key, item)| data_of(item, key, out)),
        _ => {}
    }
}

/// What of a reply is not ours to word: what was said, and what the catalogue and people's lists hold.
fn data(said: &str, reply: &Reply) -> Vec<String> {
    let mut found = BTreeSet::new();
    let answer = &reply.answer;
    for value in [json::data(answer), json::slots(&answer.slots), json::suggestions(answer)] {
        data_of(&value, "", &mut found);
    }
    match &answer.body {
        Body::NoGroup { text, .. } | Body::NotFound { text, .. } | Body::Invalid { value: text } => {
            found.insert(text.to_lowercase());
        }
        Body::UnknownCommand { command, nearest } => {
            found.insert(command.to_lowercase());
            found.extend(nearest.map(str::to_owned));
        }
        Body::Search { text, .. } => {
            found.insert(text.to_lowercase());
        }
        Body::LikeText(described) => {
            found.insert(described.text.to_lowercase());
        }
        Body::Personal(personal) => match personal.as_ref() {
            Personal::Watchlist(shown) => found.extend(shown.others.iter().map(|(name, _)| name.to_lowercase())),
            // Each language by its own name.
            Personal::Language { .. } => found.extend(["español".to_owned()]),
            _ => {}
        },
        _ => {}
    }
    found.insert(said.to_lowercase());
    let mut found: Vec<String> = found.into_iter().filter(|text| text.chars().count() > 1).collect();
    // What holds another one goes first.
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

/// A text without a name, where that stands as words of its own.
fn without(text: &str, name: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for (at, _) in text.match_indices(name) {
        let end = at + name.len();
        if at < from || text[..at].ends_with(char::is_alphanumeric) || text[end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        out.push_str(&text[from..at]);
        out.push_str(" · ");
        from = end;
    }
    out + &text[from..]
}

/// The Spanish in a text, beside data.
fn spanish_in(text: &str, data: &[String]) -> Option<String> {
    let mut text = text.to_lowercase();
    for name in data {
        text = without(&text, name);
    }
    let sign = text.chars().find(|c| "¿¡«»ñáéíóú".contains(*c)).map(String::from);
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '/' && c != '_');
    sign.or_else(|| words.find(|word| SPANISH.split_whitespace().any(|s| s == *word)).map(str::to_owned))
        .map(|found| format!("«{found}» in: {text}"))
}

/// What is wrong with the English reply to what was said; `spanish` is the reply to somebody who reads Spanish.
fn faults(said: &str, english: &Reply, spanish: &Reply, commands: &mut BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    if english.query != spanish.query {
        faults.push(format!("understood `{}`, and `{}` in Spanish", english.query, spanish.query));
        return faults;
    }
    let data = data(said, english);
    let mut text = String::new();
    for (style, part) in &english.markup.parts {
        match style {
            Style::Code => {
                if !matches!(english.answer.body, Body::UnknownCommand { .. }) {
                    commands.insert(part.clone());
                }
                text.push_str(" · ");
            }
            _ => text.push_str(part),
        }
    }
    faults.extend(spanish_in(&text, &data));
    if format::plain(&english.markup) == format::plain(&spanish.markup) {
        faults.push(format!("the same in both: {text}"));
    }
    for (button, other) in english.buttons.iter().zip(&spanish.buttons) {
        faults.extend(spanish_in(&button.label, &data).map(|found| format!("button {found}")));
        if button.send != other.send {
            faults.push(format!("a button sends `{}`, in Spanish `{}`", button.send, other.send));
        }
    }
    if english.buttons.len() != spanish.buttons.len() {
        faults.push(format!("{} buttons, in Spanish {}", english.buttons.len(), spanish.buttons.len()));
    }
    if let Some(chart) = &english.chart {
        let svg = eda::svg(chart, Frame::Picture);
        let shown = svg.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text);
        let shown = shown.collect::<Vec<_>>().join("\n").replace("&amp;", "&").replace("&#39;", "'");
        faults.extend(spanish_in(&shown, &data).map(|found| format!("chart {found}")));
    }
    faults
}

/// The name of a variant, as its `Debug` text begins.
fn kind(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

fn kind_of(body: &Body) -> String {
    match body {
        Body::Personal(personal) => format!("Personal::{}", kind(personal.as_ref())),
        body => kind(body),
    }
}

/// Who speaks and what they say, line by line of `tests/dialogues`; see there.
fn conversation(file: &str) -> Vec<(Asker, String)> {
    let mut asker = Asker::default();
    let mut turns = Vec::new();
    for line in file.lines() {
        if let Some(who) = line.strip_prefix("@ ") {
            let parts: Vec<&str> = who.split(' ').collect();
            asker = Asker::person(parts[0].parse().unwrap());
            if let [_, name, group] = parts[..] {
                asker.name = Some(name.to_owned());
                asker.group = Some(GroupId(group.parse().unwrap()));
            }
        } else if let Some(said) = line.strip_prefix("> ") {
            turns.push((asker.clone(), said.to_owned()));
        }
    }
    turns
}

/// What is done in one second of the clock, if need be at another try: what is told has its time in seconds, and what is
/// of the same second is in another order than what is not.
fn within_a_second<T>(mut done: impl FnMut() -> T) -> T {
    let second = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    for _ in 0..10 {
        let begun = second();
        let result = done();
        if second() == begun {
            return result;
        }
    }
    done()
}

/// The replies to a conversation in a language.
fn spoken(turns: &[(Asker, String)], language: Language) -> Vec<Reply> {
    let state = common::folder();
    let chat = chat().with_people(Arc::new(People::open(state.path()).unwrap()));
    let mut sessions = BTreeMap::new();
    let replies = turns.iter().map(|(asker, said)| {
        let asker = Asker { language: Some(language), ..asker.clone() };
        let who = format!("{:?} {:?}", asker.user, asker.group);
        let session = sessions.entry(who).or_insert_with(Session::conversation);
        chat.reply_to(&asker, session, said).unwrap()
    });
    replies.collect()
}

/// Plays a conversation once for each language and compares.
fn play(turns: &[(Asker, String)], kinds: &mut BTreeSet<String>, commands: &mut BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut told: BTreeMap<&str, Vec<Reply>> = BTreeMap::new();
    for language in Language::ALL {
        told.insert(language.code(), within_a_second(|| spoken(turns, language)));
    }
    for ((spanish, english), (_, said)) in told["es"].iter().zip(&told["en"]).zip(turns) {
        kinds.insert(kind_of(&english.answer.body));
        wrong.extend(faults(said, english, spanish, commands).into_iter().map(|fault| format!("«{said}»: {fault}")));
    }
    wrong
}

#[track_caller]
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// Words that no conversation of `tests/dialogues` says, so that every kind of answer is given.
const MORE: &[(&str, &[&str])] = &[
    (
        "unknown",
        &["/puntuar Toy Story 9", "/parami", "/saga asdfghjkl", "/cuantas asdfghjkl", "/predecir 42 Toy Story"],
    ),
    (
        "ana",
        &[
            "/gustos",
            "no la vi",
            "👎",
            "basta",
            "/gustos",
            "un 8",
            "basta",
            "/predecir Jumanji",
            "/meapunto",
            "/mesalgo",
        ],
    ),
    (
        "ana",
        &[
            "/historial",
            "/visto Coco",
            "/visto Coco",
            "/historial",
            "/milista",
            "/agregar Heat",
            "/milista",
            "/misdatos",
        ],
    ),
    (
        "ana",
        &[
            "/agregar Heat",
            "/milista",
            "share_list of=me",
            "unshare_list of=me",
            "unshare_list of=me",
            "watchlist shared=000000000000000000000000",
        ],
    ),
    ("ana", &["/entrenosotros", "/borrarme", "no", "/borrarme", "sí", "/borrarme", "sí", "/misdatos", "/puntuar Heat"]),
    ("ana", &["/grafico", "/grafico por mes", "/grafico por día", "/grafico presupuesto", "/grafico retorno", "/nube"]),
    (
        "ana",
        &["/grafico por país", "/grafico por nota", "/grafico por votos", "/grafico por duración", "/grafico idiomas"],
    ),
    ("ana", &["/grafico por plataforma", "/grafico westerns en coreano de menos de 10 minutos", "/duracion 1800"]),
    (
        "ana",
        &["/descubrir westerns en coreano de menos de 10 minutos", "/top taquilleras de 1995", "más", "/cuantas 2999"],
    ),
    (
        "ana",
        &["/descubrir zombis desde 1990 en netflix", "/descubrir dramas de Francia hasta 1990 de 90 a 120 minutos"],
    ),
    ("ana", &["/top más largas de los 80", "/top retorno de los 90", "/top populares", "/top antiguas", "/top cortas"]),
    (
        "ana",
        &[
            "/idioma",
            "/repetido hulu",
            "/repetido 1800",
            "/puntajes 4.9 1800",
            "/puntajes netflix 1",
            "/actor John Lasseter",
        ],
    ),
    ("ana", &["/mes brumario", "/dia x", "/plataforma x", "/puntajes x", "/predecir x", "/duracion x", "/repetido x"]),
    (
        "ana",
        &[
            "/descubrir asdf",
            "/parami asdf",
            "/puntuar Coco 99",
            "/grafico asdf",
            "/idioma klingon",
            "/ayuda votos",
            "/x",
        ],
    ),
    (
        "ana",
        &["/sobre juguetes que cobran vida", "más", "/sobre asdfgh qwertz", "/idioma francés", "/pais Reino Unido"],
    ),
    ("ana", &["/filmografia Tom Hanks", "más", "filmography page=99 person=Tom Hanks", "/recomendar Toy Story", "más"]),
    ("ana", &["more_similar page=200 title=Toy Story", "discover page=200", "my_history page=9", "for_you page=200"]),
    (
        "ana",
        &[
            "hola",
            "gracias",
            "chau",
            "¿cómo estás?",
            "cuánto pesa un elefante",
            "buscar asdfghjkl",
            "/buscar Spielberg",
        ],
    ),
];

#[test]
fn every_kind_of_reply_is_english_for_who_reads_english() {
    let (mut wrong, mut kinds, mut commands) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let folder = common::root().join("tests/dialogues");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let turns = conversation(&std::fs::read_to_string(path).unwrap());
        wrong.extend(play(&turns, &mut kinds, &mut commands));
    }
    for (who, said) in MORE {
        let asker = if *who == "ana" { Asker::person(7) } else { Asker::default() };
        let turns: Vec<_> = said.iter().map(|said| (asker.clone(), (*said).to_owned())).collect();
        wrong.extend(play(&turns, &mut kinds, &mut commands));
    }
    // What is offered to be typed is understood.
    for command in commands.iter().filter(|c| !c.contains(['<', '[']) && !c.starts_with("claqueta")) {
        let query = query::parse(command, chat().engine().as_ref());
        let understood = match &query {
            Query::OutOfScope { .. } | Query::UnknownCommand { .. } => false,
            Query::Invalid { value, .. } => value.is_empty(),
            _ => true,
        };
        if !understood {
            wrong.push(format!("«{command}» is offered and understood as `{query}`"));
        }
    }
    none(wrong);
    let told: Vec<&str> = kinds.iter().map(String::as_str).collect();
    insta::assert_snapshot!("kinds_of_replies", told.join("\n"));
}

#[test]
fn single_questions_are_answered_in_english() {
    let list = std::fs::read_to_string(common::root().join("tests/eval/understanding.tsv")).unwrap();
    let (mut wrong, mut commands) = (Vec::new(), BTreeSet::new());
    let chat = chat();
    // Every tenth: the rest says the same in other words.
    for said in list.lines().step_by(10).filter_map(|line| line.split('\t').next()) {
        let reply = |language| {
            let asker = Asker { language: Some(language), ..Asker::default() };
            chat.reply_to(&asker, &mut Session::default(), said).unwrap()
        };
        let (spanish, english) = (reply(Language::Spanish), reply(Language::English));
        let found = faults(said, &english, &spanish, &mut commands);
        wrong.extend(found.into_iter().map(|fault| format!("«{said}»: {fault}")));
    }
    none(wrong);
}

/// A conversation in English, read aloud when it changes.
#[test]
fn a_conversation_in_english() {
    let turns = [
        "hello",
        "/mes enero",
        "/dia viernes",
        "/score Toy Story",
        "/votos Toy Story",
        "/votos Die Hard",
        "/actor Tom Hanks",
        "/director John Lasseter",
        "/recomendar Toy Story",
        "more",
        "/ficha Toy Story",
        "/duracion 2018 netflix min",
        "/puntajes netflix 3.5 2010",
        "/plataforma netflix",
        "/repetido netflix 2018",
        "/predecir 42 Toy Story",
        "/donde Toy Story",
        "/descubrir 90s comedies above 7",
        "/saga Toy Story",
        "/cuantas 1995",
        "/cuantas francés",
        "/cuantas Pixar",
        "/score asdfghjkl",
        "/mes",
        "/recomendr Toy Story",
        "/puntuar Toy Story 9",
        "/puntuar Toy Story 7",
        "/agregar Heat",
        "/milista",
        "/gustos",
        "I haven't seen it",
        "8 out of 10",
        "enough",
        "/parami",
        "/historial",
        "/grafico 90s comedies by genre",
        "/idioma",
        "/idioma es",
        "/milista",
        "in English, please",
        "/borrarme",
        "yes",
        "/help",
    ];
    let turns: Vec<_> = turns.iter().map(|said| (Asker::person(7), (*said).to_owned())).collect();
    let mut told = String::new();
    for (reply, (_, said)) in within_a_second(|| spoken(&turns, Language::English)).iter().zip(&turns) {
        told.push_str(&format!("> {said}\n{}\n", format::plain(&reply.markup)));
        for button in &reply.buttons {
            told.push_str(&format!("  [{}]\n", button.label));
        }
        told.push('\n');
    }
    insta::assert_snapshot!("conversation_in_english", told);
}

#[test]
fn a_choice_of_language_outlives_the_conversation_and_is_forgotten_with_the_rest() {
    let state = common::folder();
    let people = Arc::new(People::open(state.path()).unwrap());
    let chat = chat().with_people(Arc::clone(&people));
    let ask = |asker: &Asker, said: &str| {
        let reply = chat.reply_to(asker, &mut Session::conversation(), said).unwrap();
        (reply.language, format::plain(&reply.markup))
    };
    let (ana, luis) = (Asker::person(1), Asker { language: Some(Language::English), ..Asker::person(2) });
    assert_eq!(ask(&ana, "/plataforma netflix").0, Language::Spanish);
    assert_eq!(ask(&luis, "/plataforma netflix").0, Language::English, "the door tells");
    assert_eq!(ask(&luis, "háblame en español").0, Language::Spanish, "at once");
    assert!(ask(&luis, "/plataforma netflix").1.starts_with("Netflix tiene"), "what was chosen counts more");
    assert!(ask(&ana, "/idioma en").1.starts_with("Done"));
    let group = Asker { group: Some(GroupId(-100)), ..ana.clone() };
    assert_eq!(ask(&group, "/plataforma netflix").0, Language::English, "in a group too");
    assert_eq!(people.export(ana.user.unwrap(), &|_| None).unwrap()["language"], "en");
    let mut session = Session::conversation();
    for said in ["/borrarme", "yes"] {
        chat.reply_to(&ana, &mut session, said).unwrap();
    }
    assert_eq!(ask(&ana, "/plataforma netflix").0, Language::Spanish);
    assert!(people.export(ana.user.unwrap(), &|_| None).unwrap()["language"].is_null());
}

#[test]
fn who_is_not_known_chooses_for_the_conversation() {
    let (chat, mut session) = (chat(), Session::conversation());
    let mut ask = |said: &str| chat.reply(&mut session, said).unwrap().language;
    assert_eq!(ask("/plataforma netflix"), Language::Spanish);
    assert_eq!(ask("speak English, please"), Language::English);
    assert_eq!(ask("/plataforma netflix"), Language::English);
    assert_eq!(ask("/idioma es"), Language::Spanish);
    // A language alone is an answer only to the question.
    for (said, language) in
        [("/idioma", Language::Spanish), ("English", Language::English), ("español", Language::English)]
    {
        assert_eq!(ask(said), language, "{said}");
    }
    for (said, language) in [("/idioma", Language::English), ("en castellano", Language::Spanish)] {
        assert_eq!(ask(said), language, "{said}");
    }
}

#[test]
fn a_language_is_chosen_and_no_company_counted() {
    let chat = chat();
    for (said, understood) in [
        ("/idioma en", "speak to=en"),
        ("/idioma es", "speak to=es"),
        ("/idioma English", "speak to=en"),
        ("/idioma español", "speak to=es"),
        ("/language", "speak"),
        ("/idioma francés", "count_by language=fr"),
        ("/idioma klingon", "invalid intent=language value=klingon"),
        ("háblame en inglés", "speak to=en"),
        ("in English please", "speak to=en"),
        ("cambia a español", "speak to=es"),
        ("películas en inglés", "discover language=en"),
    ] {
        assert_eq!(query::parse(said, chat.engine().as_ref()).to_string(), understood, "{said}");
        assert_eq!(understood.parse::<Query>().unwrap().to_string(), understood);
    }
}
