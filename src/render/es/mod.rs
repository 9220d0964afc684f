//! Every Spanish sentence that people read.

pub mod admin;
pub mod api;
pub mod charts;
mod films;
mod help;
mod lists;
pub mod mine;
pub mod night;
mod people;
mod platforms;
pub mod program;
pub mod telegram;

pub use films::reason;
pub use help::{COMMANDS, Command, asked_to_complete, command_of};
pub use telegram::{ADMIN_COMMANDS, GROUP_COMMANDS};

use super::markup::Markup;
use super::numbers::{Usage, decimal, whole};
use crate::chat::Button;
use crate::engine::{Answer, Body, Status, Suggestion, Target};
use crate::query::Greeting;

const ES: Usage = Usage::Spanish;

/// What an answer says.
pub fn answer(answer: &Answer) -> Markup {
    let mut text = body(answer);
    let told = matches!(answer.status, Status::Ambiguous | Status::BelowThreshold);
    if told && !answer.suggestions.is_empty() {
        text.append(also_called(&answer.suggestions));
    }
    text
}

fn body(answer: &Answer) -> Markup {
    match &answer.body {
        Body::MonthCount { month, count, placeholder } => films::month_count(*month, *count, *placeholder),
        Body::WeekdayCount { weekday, count, placeholder } => films::weekday_count(*weekday, *count, *placeholder),
        Body::Score { film, popularity, vote_average, vote_count } => {
            films::score(film, *popularity, *vote_average, *vote_count)
        }
        Body::Votes { film, votes } => films::votes(film, *votes),
        Body::Recommend { film, items, page, missing } => films::recommend(film, items, *page, missing),
        Body::FilmCard(card) => films::card(card),
        Body::WhereToWatch { title, places } => films::where_to_watch(title, places),
        Body::Predict { user, title, prediction } => films::predict(*user, title, prediction.as_ref()),
        Body::Search { text, hits } => films::search(text, hits),
        Body::Filmography(films) => lists::filmography(films),
        Body::Cast(cast) => lists::cast(cast),
        Body::Discover(found) => lists::discovered(found),
        Body::Saga(saga) => lists::saga(saga),
        Body::CountBy(counts) => lists::count_by(counts),
        Body::Chart(charted) => charts::told(charted, answer.status),
        Body::NoGroup { text } => lists::no_group(answer.intent, text),
        Body::ActorStats(stats) => people::actor(stats),
        Body::DirectorStats(stats) => people::director(stats),
        Body::MaxDuration { titles, unit } => platforms::longest(&answer.slots, titles, *unit),
        Body::ScoreCount { movies, shows, scored } => platforms::score_count(&answer.slots, *movies, *shows, *scored),
        Body::PlatformCount { platform, movies, shows } => platforms::count(*platform, *movies, *shows),
        Body::TopActor { names, count, titles } => platforms::top_actor(&answer.slots, names, *count, *titles),
        Body::LikeText(found) => mine::like_text(&found.text, &found.films, found.page),
        Body::Personal(personal) => mine::said(personal),
        Body::NotFound { text, person } => not_found(text, *person, &answer.suggestions),
        Body::Invalid { value } => help::invalid(answer.intent, value),
        Body::Help { topic } => help::help(*topic),
        Body::UnknownCommand { command, nearest } => help::unknown_command(command, *nearest),
        Body::Greeting(kind) => greeting(*kind),
        Body::OutOfScope => Markup::new()
            .plain("Eso se me escapa: yo sé de películas, de sus repartos y de dónde verlas. Prueba con ")
            .code("recomendame algo como Toy Story")
            .plain(" o mira todo lo que puedo en ")
            .code("/ayuda")
            .plain("."),
    }
}

fn greeting(kind: Greeting) -> Markup {
    match kind {
        Greeting::Hello => Markup::new()
            .plain("¡Hola! Soy ")
            .strong("Claqueta")
            .plain(" y sé de cine. Pregúntame, por ejemplo:\n• ")
            .code("recomendame algo como Toy Story")
            .plain("\n• ")
            .code("¿cuántas películas se estrenaron en enero?")
            .plain("\n• ")
            .code("/actor Tom Hanks")
            .plain("\nTodo lo demás está en ")
            .code("/ayuda")
            .plain("."),
        Greeting::Thanks => Markup::new().plain("¡De nada! Cuando quieras, seguimos hablando de cine."),
        Greeting::Goodbye => Markup::new().plain("¡Hasta la próxima función!"),
        Greeting::SmallTalk => Markup::new()
            .plain(
                "Soy Claqueta, un programa que sabe de películas: todo bien por aquí. ¿Buscamos algo para ver? Mira ",
            )
            .code("/ayuda")
            .plain("."),
    }
}

fn not_found(text: &str, person: bool, nearest: &[Suggestion]) -> Markup {
    // A button or a link of an index that held more than this one.
    let is_id = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
    if text.strip_prefix('@').is_some_and(is_id) || text.strip_prefix('#').is_some_and(|id| id.parse::<u32>().is_ok()) {
        return Markup::new().plain("Eso ya no está entre lo que conozco: pídemelo por su nombre.");
    }
    let what = if person { "a nadie llamado" } else { "ninguna película llamada" };
    let out = Markup::new().plain(format!("No encontré {what} ")).strong(format!("«{text}»")).plain(".");
    if nearest.is_empty() {
        let hint = match person {
            true => " Prueba con el nombre y el apellido.",
            false => " Prueba con otra parte del título, o con el título original.",
        };
        return out.plain(hint);
    }
    let mut out = out.plain(" ¿Quisiste decir…?");
    for suggestion in nearest {
        out = out.plain("\n• ").strong(named(suggestion));
    }
    out
}

/// One line after an answer for the best known of several.
fn also_called(others: &[Suggestion]) -> Markup {
    let names: Vec<String> = others.iter().map(named).collect();
    Markup::new().plain("\n").dim(format!("Con ese nombre figura también {}.", super::numbers::list(&names, ES)))
}

/// The question back where a name could mean several.
pub fn which_one(answer: &Answer, candidates: &[Button]) -> Markup {
    let name = answer.slots.title.as_ref().or(answer.slots.person.as_ref()).map_or("", String::as_str);
    let mut out = Markup::new().plain("Hay más de una opción para ").strong(format!("«{name}»")).plain(". ¿Cuál?");
    for (i, candidate) in candidates.iter().enumerate() {
        out = out.plain(format!("\n{}. ", i + 1)).strong(candidate.label.as_str());
    }
    out
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

/// `1 película`, `5909 películas`.
fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{} {}", whole(f64::from(n), ES), if n == 1 { one } else { many })
}

fn ratio(x: f64) -> String {
    decimal(x, 3, ES)
}

fn dollars(x: f64) -> String {
    format!("{} US$", whole(x, ES))
}
