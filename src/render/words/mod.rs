//! Every sentence that people read, in Spanish and in English side by side.

pub mod admin;
pub mod api;
pub mod charts;
mod commands;
mod conditions;
pub mod facts;
mod films;
mod help;
mod lists;
pub mod mine;
pub mod night;
mod people;
mod platforms;
pub mod program;
mod similar;
pub mod telegram;

pub use commands::{COMMANDS, Command, command_of};

pub use help::asked_to_complete;
pub use similar::reason;
pub use telegram::{ADMIN_COMMANDS, GROUP_COMMANDS};

use super::markup::{Markup, code, strong};
use super::numbers::{decimal, list, whole};
use super::{Language, Text, say};
use crate::chat::Button;
use crate::engine::{Answer, Body, Place, Status, Suggestion, Target};
use crate::query::Greeting;

/// What the machine interface says, whoever reads it.
const ES: Language = Language::Spanish;

/// A question in free words that every catalogue with well-known films answers.
const EXAMPLE: Text = Text::new("recomendame algo como Toy Story", "recommend something like Toy Story");

/// The command that lists all of them.
const HELP: Text = Text::new("/ayuda", "/help");

/// What an answer says.
pub fn answer(answer: &Answer, language: Language) -> Markup {
    if answer.body.shown().is_some_and(|(shown, all)| shown.is_beyond(all)) {
        return lists::no_more(language);
    }
    let mut text = body(answer, language);
    let told = matches!(answer.status, Status::Ambiguous | Status::BelowThreshold);
    if told && !answer.suggestions.is_empty() {
        text.append(also_called(&answer.suggestions, language));
    }
    text
}

fn body(answer: &Answer, language: Language) -> Markup {
    let slots = &answer.slots;
    match &answer.body {
        Body::MonthCount { month, count, placeholder } => films::month_count(*month, *count, *placeholder, language),
        Body::WeekdayCount { weekday, count, placeholder } => {
            films::weekday_count(*weekday, *count, *placeholder, language)
        }
        Body::Score { film, popularity, vote_average, vote_count } => {
            films::score(film, *popularity, vote_average.map(|average| (average, *vote_count)), language)
        }
        Body::Votes { film, votes } => films::votes(film, *votes, language),
        Body::Recommend { film, items, filters, missing } => {
            similar::recommend(film, items, filters, missing, language)
        }
        Body::FilmCard(card) => films::card(card, language),
        Body::WhereToWatch { title, places, namesakes } => films::where_to_watch(title, places, namesakes, language),
        Body::Predict { user, title, prediction } => films::predict(*user, title, prediction.as_ref(), language),
        Body::Search { text, hits, total, shown } => films::search(text, hits, *total, *shown, language),
        Body::NoMore => lists::no_more(language),
        Body::NoList => lists::no_list(language),
        Body::Filmography(films) => lists::filmography(films, language),
        Body::Cast(cast) => lists::cast(cast, language),
        Body::Discover(found) => lists::discovered(found, language),
        Body::Saga(saga) => lists::saga(saga, language),
        Body::CountBy(counts) => lists::count_by(counts, language),
        Body::Chart(charted) => charts::told(charted, language),
        Body::NoGroup { film: Some(film), nearest, .. } => lists::of_no_saga(film, nearest, language),
        Body::NoGroup { text, nearest, .. } => lists::no_group(answer.intent, text, nearest, language),
        Body::ActorStats(stats) => people::actor(stats, language),
        Body::DirectorStats(stats) => people::director(stats, language),
        Body::MaxDuration { titles, unit } => platforms::longest(slots, titles, *unit, language),
        Body::ScoreCount { movies, shows, scored } => platforms::score_count(slots, *movies, *shows, *scored, language),
        Body::TitleCount { titled, titles } => platforms::titles(titled, titles, language),
        Body::NoRating { rating, known } => platforms::no_rating(rating, known, language),
        Body::PlatformCount { platform, movies, shows } => platforms::count(*platform, *movies, *shows, language),
        Body::TopActor { names, count, titles } => platforms::top_actor(slots, names, *count, *titles, language),
        Body::LikeText(found) => mine::like_text(&found.text, &found.films, found.page, language),
        Body::Personal(personal) => mine::said(personal, language),
        Body::NotFound { text, person } => not_found(text, *person, &answer.suggestions, language),
        Body::OnlyOnPlatform { title, platform } => films::only_on_platform(title, *platform, language),
        Body::Invalid { value } => help::invalid(answer.intent, value, language),
        Body::Help { topic } => help::help(*topic, language),
        Body::UnknownCommand { command, nearest } => help::unknown_command(command, *nearest, language),
        Body::Greeting(kind) => greeting(*kind, language),
        Body::OutOfScope => {
            let (example, help) = (code(EXAMPLE.to(language)), code(HELP.to(language)));
            Markup::new().say(say!(
                language,
                "Eso se me escapa: yo sé de películas, de sus repartos y de dónde verlas. Prueba con {example} o mira todo \
                 lo que puedo en {help}.",
                "That's beyond me: I know about films, their casts and where to watch them. Try {example}, or see all that \
                 I can do in {help}."
            ))
        }
    }
}

fn greeting(kind: Greeting, language: Language) -> Markup {
    let (name, help) = (strong("Claqueta"), code(HELP.to(language)));
    Markup::new().say(match kind {
        Greeting::Hello => {
            let (example, person) = (code(EXAMPLE.to(language)), code("/actor Tom Hanks"));
            let month = code(language.pick(
                "¿cuántas películas se estrenaron en enero?",
                "how many films were released in January?",
            ));
            say!(
                language,
                "¡Hola! Soy {name} y sé de cine. Pregúntame, por ejemplo:\n• {example}\n• {month}\n• {person}\nTodo lo \
                 demás está en {help}.",
                "Hello! I'm {name} and I know about films. Ask me, for example:\n• {example}\n• {month}\n• {person}\n\
                 Everything else is in {help}."
            )
        }
        Greeting::Thanks => say!(
            language,
            "¡De nada! Cuando quieras, seguimos hablando de cine.",
            "You're welcome! We can talk films again whenever you like."
        ),
        Greeting::Goodbye => say!(language, "¡Hasta la próxima función!", "See you at the next show!"),
        Greeting::SmallTalk => say!(
            language,
            "Soy Claqueta, un programa que sabe de películas: todo bien por aquí. ¿Buscamos algo para ver? Mira {help}.",
            "I'm Claqueta, a program that knows about films, and all is well here. Shall we find something to watch? See \
             {help}."
        ),
    })
}

fn not_found(text: &str, person: bool, nearest: &[Suggestion], language: Language) -> Markup {
    // A button or a link of an index that held more than this one.
    let is_id = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
    if text.strip_prefix('@').is_some_and(is_id) || text.strip_prefix('#').is_some_and(|id| id.parse::<u32>().is_ok()) {
        return Markup::new().plain(language.pick(
            "Eso ya no está entre lo que conozco: pídemelo por su nombre.",
            "That is no longer among what I know: ask me by its name.",
        ));
    }
    let name = strong(quoted(text, language));
    let out = Markup::new().say(match person {
        true => say!(language, "No encontré a nadie llamado {name}.", "I couldn't find anybody called {name}."),
        false => {
            say!(language, "No encontré ninguna película llamada {name}.", "I couldn't find any film called {name}.")
        }
    });
    if nearest.is_empty() {
        return out.plain(match person {
            true => language.pick(" Prueba con el nombre y el apellido.", " Try first name and surname."),
            false => language.pick(
                " Prueba con otra parte del título, o con el título original.",
                " Try another part of the title, or the original title.",
            ),
        });
    }
    let mut out = out.plain(language.pick(" ¿Quisiste decir…?", " Did you mean…?"));
    for suggestion in nearest {
        out = out.plain("\n• ").strong(named(suggestion));
    }
    out
}

/// One line after an answer for the best known of several.
fn also_called(others: &[Suggestion], language: Language) -> Markup {
    let names: Vec<String> = others.iter().map(named).collect();
    let names = list(&names, language);
    Markup::new().plain("\n").dim(say!(language, "También podría ser {names}.", "It might also be {names}."))
}

/// The question back where a name, as it was said, could mean several.
pub fn which_one(name: &str, candidates: &[Button], language: Language) -> Markup {
    let name = strong(quoted(name, language));
    let mut out = Markup::new().say(say!(
        language,
        "Hay más de una opción para {name}. ¿Cuál?",
        "There is more than one match for {name}. Which one?"
    ));
    for (i, candidate) in candidates.iter().enumerate() {
        out = out.plain(format!("\n{}. ", i + 1)).strong(candidate.label.as_str());
    }
    out
}

/// What leads from somebody's figures to the list of their films.
pub fn all_films(language: Language) -> &'static str {
    language.pick("Sus películas", "Their films")
}

/// `Titanic (1997)`, or a person's name.
pub fn named(suggestion: &Suggestion) -> String {
    let title = match suggestion.target {
        Target::Title(_) => title_case(&suggestion.title),
        Target::Film(_) | Target::Person(_) => suggestion.title.clone(),
    };
    match suggestion.year {
        Some(year) => format!("{title} ({year})"),
        None => title,
    }
}

/// The same of what a platform has.
fn placed(place: &Place) -> String {
    let title = title_case(&place.title);
    place.year.map_or(title.clone(), |year| format!("{title} ({year})"))
}

/// The platforms' text is cleaned to lower case; names and titles are shown with capitals.
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = !c.is_alphanumeric() && c != '\'' && c != '’';
    }
    out
}

/// The first letter as a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What somebody said: `«así»`, `“so”`.
fn quoted(text: &str, language: Language) -> String {
    say!(language, "«{text}»", "“{text}”")
}

/// What can be counted: one of it and several.
#[derive(Clone, Copy)]
struct Noun {
    one: Text,
    many: Text,
}

/// Each in Spanish and in English.
const fn noun(one: [&'static str; 2], many: [&'static str; 2]) -> Noun {
    Noun { one: Text::new(one[0], one[1]), many: Text::new(many[0], many[1]) }
}

const FILM: Noun = noun(["película", "film"], ["películas", "films"]);
const SHOW: Noun = noun(["serie", "series"], ["series", "series"]);
const TITLE: Noun = noun(["título", "title"], ["títulos", "titles"]);
const PLATFORM_TITLE: Noun =
    noun(["título de plataforma", "platform title"], ["títulos de plataformas", "platform titles"]);
const VOTE: Noun = noun(["voto", "vote"], ["votos", "votes"]);
const RATING: Noun = noun(["valoración", "rating"], ["valoraciones", "ratings"]);
const MARK: Noun = noun(["nota", "rating"], ["notas", "ratings"]);
const MINUTE: Noun = noun(["minuto", "minute"], ["minutos", "minutes"]);
const SEASON: Noun = noun(["temporada", "season"], ["temporadas", "seasons"]);
const CHAT: Noun = noun(["chat", "chat"], ["chats", "chats"]);

/// `1 película`, `5909 películas`, `5,909 films`.
fn counted(n: u32, noun: Noun, language: Language) -> String {
    let noun = if n == 1 { noun.one } else { noun.many };
    format!("{} {}", whole(f64::from(n), language), noun.to(language))
}

/// `12,345`; in English `12.345`.
fn ratio(x: f64, language: Language) -> String {
    decimal(x, 3, language)
}

/// `5.000.000 US$`, `$5,000,000`.
fn dollars(x: f64, language: Language) -> String {
    let amount = whole(x.abs(), language);
    let sign = if x < 0.0 && amount != "0" { "-" } else { "" };
    say!(language, "{sign}{amount} US$", "{sign}${amount}")
}
