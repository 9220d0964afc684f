//! What can be asked and how.

use super::commands::{COMMANDS, Command, command_of};
use super::telegram::GROUP_COMMANDS;
use super::{HELP, quoted};
use crate::query::{Intent, Unclear, cloud_of, wants_series};
use crate::render::markup::{Markup, code, strong};
use crate::render::{Language, Text, say};

pub(super) fn help(topic: Option<Intent>, language: Language) -> Markup {
    if let Some(command) = topic.and_then(command_of) {
        return usage(Markup::new(), command, language);
    }
    let (name, example) = (strong("Claqueta"), code(super::EXAMPLE.to(language)));
    let mut out = Markup::new().say(say!(
        language,
        "{name} responde sobre películas. Se puede escribir con las palabras de uno, por ejemplo {example}, o con estos \
         comandos:\n",
        "{name} answers questions about films. Write in your own words, for example {example}, or use these commands:\n"
    ));
    for command in COMMANDS {
        out = out.plain("\n").code(format!("/{}", command.name));
        let arguments = command.arguments.to(language);
        if !arguments.is_empty() {
            out = out.plain(format!(" {arguments}"));
        }
        out = out.plain(format!(" — {}", command.about.to(language)));
    }
    out = out.plain(language.pick("\n\nEn los grupos de Telegram, además:", "\n\nIn Telegram groups, besides:"));
    for (name, about) in GROUP_COMMANDS {
        out = out.plain(format!("\n/{name} — {}", about.to(language)));
    }
    out.plain(language.pick(
        "\n\nLas plataformas son amazon, disney, hulu y netflix. Los títulos se entienden aunque vengan con errores.",
        "\n\nThe platforms are amazon, disney, hulu and netflix. Titles are understood even with typos in them.",
    ))
}

fn usage(out: Markup, command: &Command, language: Language) -> Markup {
    let arguments = command.arguments.to(language);
    let usage = code(format!("/{} {arguments}", command.name).trim_end().to_owned());
    let (about, example) = (command.about.to(language), code(command.example.to(language)));
    out.say(say!(language, "{usage} — {about}.\nPor ejemplo: {example}", "{usage} — {about}.\nFor example: {example}"))
}

/// How the answer to a command without its argument begins; the usage of the command follows.
const MISSING: Text = Text::new("Falta decir qué. Se usa así: ", "Something is missing. This is how it is used: ");

/// The command that `text` asks to complete: a text that this program said when only the command was given.
pub fn asked_to_complete(text: &str) -> Option<&'static Command> {
    let name = MISSING.begins(text)?.strip_prefix('/')?.split_whitespace().next()?;
    COMMANDS.iter().find(|command| command.name == name)
}

pub(super) fn invalid(intent: Intent, value: &str, language: Language) -> Markup {
    let Some(command) = command_of(intent) else { return help(None, language) };
    if value.is_empty() {
        return usage(Markup::new().plain(MISSING.to(language)), command, language);
    }
    let unclear = Unclear::of(value).filter(|_| intent == Intent::Chart);
    // Of the two commands for charts, the one that was typed.
    let cloud = intent == Intent::Chart && value.starts_with("nube ");
    let command = COMMANDS.iter().find(|c| cloud && c.name == "nube").unwrap_or(command);
    let value = cloud_of(value).filter(|_| cloud).unwrap_or(value);
    if let Some(unclear) = unclear {
        return undrawable(unclear, value, command, language);
    }
    if intent == Intent::Discover && wants_series(value) {
        return no_series(language);
    }
    let what = match intent {
        Intent::MonthCount => Text::new("un mes", "a month"),
        Intent::WeekdayCount => Text::new("un día de la semana", "a day of the week"),
        Intent::PlatformCount => Text::new("una plataforma", "a platform"),
        Intent::ScoreCount => Text::new("un puntaje", "a score"),
        Intent::Predict => Text::new("un usuario y una película", "a user and a film"),
        Intent::MaxDuration => Text::new("un año, una plataforma o una unidad", "a year, a platform or a unit"),
        Intent::TopActor => Text::new("un año o una plataforma", "a year or a platform"),
        Intent::Chart => Text::new("películas para un gráfico", "films for a chart"),
        Intent::Discover | Intent::ForYou | Intent::ForGroup => {
            Text::new("condiciones para una película", "conditions for a film")
        }
        Intent::TitleCount => {
            Text::new("un país y un año, o una clasificación por edad", "a country and a year, or an age rating")
        }
        Intent::Rate => Text::new("una nota del 1 al 10", "a rating from 1 to 10"),
        Intent::Language => Text::new("un idioma que yo hable", "a language that I speak"),
        _ => Text::new("lo que hace falta", "what is needed"),
    };
    let (what, value) = (what.to(language), strong(quoted(value, language)));
    let out = Markup::new().say(say!(
        language,
        "No entiendo {value} como {what}. Se usa así: ",
        "I don't understand {value} as {what}. This is how it is used: "
    ));
    usage(out, command, language)
}

/// There are no lists of series; what is known of them.
fn no_series(language: Language) -> Markup {
    let count = code(language.pick("¿cuántas series argentinas hay?", "how many series from Argentina are there?"));
    let longest = code(language.pick("la serie más larga de Netflix", "the longest series on Netflix"));
    let films = code(super::EXAMPLE.to(language));
    Markup::new().say(say!(
        language,
        "Solo puedo elegir películas: de series sé en qué plataforma está cada una, cuántas hay y cuáles tienen más \
         temporadas. Prueba con {count} o {longest}; y si te sirve una película, {films}.",
        "I can only pick films: of series I know which platform each is on, how many there are and which have the most \
         seasons. Try {count} or {longest}; and if a film will do, {films}."
    ))
}

/// Why a chart cannot be drawn, and what can be.
fn undrawable(unclear: Unclear, value: &str, command: &Command, language: Language) -> Markup {
    let example = code(command.example.to(language));
    Markup::new().say(match unclear {
        Unclear::List => return super::lists::no_list(language),
        Unclear::Series => say!(
            language,
            "Solo puedo graficar películas, no series. Prueba así: {example}",
            "I can only draw charts of films, not of series. Try this: {example}"
        ),
        Unclear::Own => {
            let own = code("/historial");
            say!(
                language,
                "Solo puedo graficar las películas del catálogo, no lo que tú viste o puntuaste: eso está en {own}. Prueba \
                 así: {example}",
                "I can only draw charts of the films of the catalogue, not of what you saw or rated: that is in {own}. Try \
                 this: {example}"
            )
        }
        Unclear::By => {
            let value = strong(quoted(value, language));
            say!(
                language,
                "No puedo graficar {value}. Un gráfico cuenta películas por una sola cosa: año, década, mes, día de la \
                 semana, género, país, idioma, nota, votos, duración o plataforma. También hay presupuesto y recaudación, \
                 retorno por género y nube de palabras. Prueba así: {example}",
                "I can't draw {value}. A chart counts films by one thing only: year, decade, month, weekday, genre, \
                 country, language, score, votes, length or platform. There are also budget and revenue, return by genre \
                 and a word cloud. Try this: {example}"
            )
        }
    })
}

pub(super) fn unknown_command(command: &str, nearest: Option<&'static str>, language: Language) -> Markup {
    let (command, all) = (strong(format!("/{command}")), code(HELP.to(language)));
    let meant = match nearest.map(|nearest| code(format!("/{nearest}"))) {
        Some(nearest) => say!(language, " ¿Quisiste decir {nearest}?", " Did you mean {nearest}?"),
        None => String::new(),
    };
    Markup::new().say(say!(
        language,
        "No conozco el comando {command}.{meant} Todos están en {all}.",
        "I don't know the command {command}.{meant} All of them are in {all}."
    ))
}
