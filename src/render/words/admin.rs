//! What the Telegram bot says to its admins.

use std::time::Duration;

use chrono::DateTime;

use super::{CHAT, FILM, MARK, PLATFORM_TITLE, counted};
use crate::artifacts::Manifest;
use crate::error::Error;
use crate::etl::{SourceReport, Unfit};
use crate::rebuild::{Preview, Step};
use crate::render::markup::{Markup, code, strong};
use crate::render::numbers::{decimal, list, whole};
use crate::render::{Language, Text, say};

/// Button below a build under way.
pub const CANCEL: Text = Text::new("✖️ Cancelar", "✖️ Cancel");

/// Button below a report of an uploaded file.
pub const USE: Text = Text::new("✅ Usarlo y reindexar", "✅ Use it and rebuild");

/// Button below an offer that one may refuse.
pub const DISCARD: Text = Text::new("🗑 Descartar", "🗑 Discard");

/// Button that sends a message to all.
pub const SEND: Text = Text::new("📣 Enviar", "📣 Send");

/// When there is nothing to send to all.
pub const NOTHING_TO_SEND: Text = Text::new(
    "Escribe el mensaje detrás del comando, por ejemplo: /difundir Esta noche hay estrenos nuevos.",
    "Write the message after the command, for example: /difundir There are new films tonight.",
);

/// In passing, when a message to all is under way; at most 200 characters.
pub const SENDING: Text = Text::new("Lo envío.", "Sending it.");

/// In passing, when a message to all is still under way; at most 200 characters.
pub const ALREADY_SENDING: Text = Text::new(
    "Todavía estoy enviando el mensaje anterior: espera a que llegue a todos.",
    "I'm still sending the message before: wait until it has reached everybody.",
);

/// When a build is asked for while one is under way.
pub const ALREADY: Text = Text::new(
    "Ya estoy reindexando: espera a que termine, o cancélalo con su botón.",
    "I'm rebuilding already: wait until it's done, or cancel it with its button.",
);

/// When there is no generation to return to.
pub const NO_EARLIER: Text =
    Text::new("No hay ninguna generación anterior a la que volver.", "There is no earlier generation to go back to.");

/// In passing, when a build was told to stop; at most 200 characters.
pub const CANCELLING: Text = Text::new("Lo detengo.", "Stopping it.");

/// When what a button would do is done or gone; at most 200 characters.
pub const GONE: Text = Text::new("Eso ya no está pendiente.", "That is no longer pending.");

/// When an offer was refused.
pub const DISCARDED: Text = Text::new("Descartado: todo sigue como estaba.", "Discarded: everything stays as it was.");

/// Uploaded files end in one of these.
pub const WRONG_NAME: Text =
    Text::new("Sólo puedo usar archivos .csv o .csv.gz.", "I can only use .csv or .csv.gz files.");

/// Uploaded files are not larger than Telegram lets bots fetch.
pub const TOO_LARGE: Text = Text::new(
    "Ese archivo pasa de 20 MB, lo máximo que Telegram me deja bajar. Comprímelo como .csv.gz, o ponlo en la carpeta de \
     datos y manda /reindexar.",
    "That file is over 20 MB, the most that Telegram lets me download. Compress it as .csv.gz, or put it in the data \
     folder and send /reindexar.",
);

/// What /estado tells.
#[derive(Clone, Debug)]
pub struct Health {
    /// Numbers of the generations on disk.
    pub generations: Vec<u32>,
    /// Answers taken from the cache and not.
    pub cache: (u64, u64),
    /// Seconds since the bot began.
    pub uptime: u64,
    /// Bytes of memory in use, where the system tells.
    pub memory: Option<u64>,
    /// Updates waiting or being handled.
    pub in_hand: usize,
    /// Times within which half and 99 % of the updates were handled.
    pub latency: Option<(Duration, Duration)>,
    /// Chats that wrote to the bot, people of whom something is kept, and their ratings.
    pub people: (u64, u64, u64),
}

/// Generations before the one that serves whose models are told about.
const SHOWN_BEFORE: usize = 4;

/// How the bot and its index are.
pub fn health(manifest: &Manifest, health: &Health, language: Language) -> Markup {
    let number = |n: u64| whole(n as f64, language);
    let counts = &manifest.counts;
    let generation = strong(say!(language, "Generación {}", "Generation {}", manifest.generation));
    let built = moment(manifest.built_at, language);
    let titles: u32 = counts.titles.values().sum();
    let mut out = Markup::new().say(say!(language, "{generation} del {built}", "{generation} of {built}"));
    out = out.plain(say!(
        language,
        "\n{} películas, {} títulos de plataformas ({} enlazados), {} personas, {} puntuaciones.",
        "\n{} films, {} platform titles ({} linked), {} people, {} ratings.",
        number(counts.films.into()),
        number(titles.into()),
        number(counts.linked.into()),
        number(counts.people.into()),
        number(counts.ratings.into())
    ));
    if let Some(quality) = &manifest.quality {
        out = out.plain(say!(
            language,
            "\nModelo {}: RMSE {}, ndcg@10 {} sobre {} notas apartadas.",
            "\nModel {}: RMSE {}, ndcg@10 {} on {} ratings held back.",
            quality.model,
            decimal(quality.rmse, 3, language),
            decimal(quality.ndcg, 3, language),
            number(quality.held_back)
        ));
    }
    let before = manifest.history.iter().rev().take(SHOWN_BEFORE).map(|quality| {
        let (rmse, ndcg) = (decimal(quality.rmse, 3, language), decimal(quality.ndcg, 3, language));
        say!(
            language,
            "\n  la {}: {}, RMSE {rmse}, ndcg@10 {ndcg}",
            "\n  number {}: {}, RMSE {rmse}, ndcg@10 {ndcg}",
            quality.generation,
            quality.model
        )
    });
    let before: String = before.collect();
    if !before.is_empty() {
        out = out.plain(language.pick("\nAntes:", "\nBefore:")).plain(before);
    }
    for noise in &manifest.noise {
        out = out.plain(say!(
            language,
            "\nDe {} valoraciones ({}) no aprendo nada: no distinguen un título de otro.",
            "\nI learn nothing from {} ratings ({}): they do not tell one title from another.",
            number(noise.ratings),
            noise.source
        ));
    }
    let kept: Vec<String> = health.generations.iter().map(ToString::to_string).collect();
    out = out.plain(say!(language, "\nEn disco: {}.", "\nOn disk: {}.", list(&kept, language)));
    let (hits, misses) = health.cache;
    let asked = hits + misses;
    if asked > 0 {
        let share = decimal(hits as f64 * 100.0 / asked as f64, 1, language);
        out = out.plain(say!(
            language,
            "\nCaché: {share} % de {} preguntas.",
            "\nCache: {share}% of {} questions.",
            number(asked)
        ));
    }
    let memory =
        health.memory.map(|bytes| bytes >> 20).map(|mb| say!(language, ", {mb} MB de memoria", ", {mb} MB of memory"));
    let (uptime, memory, in_hand) = (duration(health.uptime), memory.unwrap_or_default(), health.in_hand);
    out = out.plain(say!(
        language,
        "\nEn marcha desde hace {uptime}{memory}, {in_hand} en curso.",
        "\nRunning for {uptime}{memory}, {in_hand} in hand."
    ));
    if let Some((half, most)) = health.latency {
        let ms = |time: Duration| decimal(time.as_secs_f64() * 1000.0, 1, language);
        out = out.plain(say!(
            language,
            "\nRespondo la mitad en menos de {} ms y el 99 % en menos de {} ms.",
            "\nI answer half within {} ms and 99% within {} ms.",
            ms(half),
            ms(most)
        ));
    }
    let (chats, people, ratings) = health.people;
    let (chats, ratings) = (counted(chats as u32, CHAT, language), counted(ratings as u32, MARK, language));
    let people = number(people);
    out = out.plain(say!(
        language,
        "\n{chats}; con datos propios: {people}, {ratings} en total.",
        "\n{chats}; with data of their own: {people}, {ratings} in all."
    ));
    out = out.plain("\n").strong(language.pick("Fuentes", "Sources"));
    for source in &manifest.report.sources {
        let name = source.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let (name, kept, read) = (code(name), number(source.rows_kept), number(source.rows_read));
        out = out.say(say!(language, "\n• {name}: {kept} de {read} filas", "\n• {name}: {kept} of {read} rows"));
    }
    out
}

/// A build under way.
pub fn building(step: &Step, language: Language) -> Markup {
    let doing = match step.stage.as_str() {
        "" => Text::new("empiezo", "starting"),
        "read" => Text::new("leo los datos", "reading the data"),
        "catalog" => Text::new("armo el catálogo", "making the catalogue"),
        "search" => Text::new("armo el buscador", "making the search index"),
        "features" => Text::new("comparo las películas", "comparing the films"),
        "neighbours" => Text::new("busco las más parecidas", "finding the most similar ones"),
        "ratings" | "estimates" => Text::new("aprendo de las puntuaciones", "learning from the ratings"),
        "ranking" => Text::new("aprendo qué gusta a la misma gente", "learning what the same people like"),
        "publish" => Text::new("compruebo y publico", "checking and publishing"),
        _ => Text::new("sigo trabajando", "still working"),
    };
    let part = (step.total > 0).then(|| step.done.min(step.total) * 100 / step.total);
    let part = part.map(|part| say!(language, " ({part} %)", " ({part}%)")).unwrap_or_default();
    let (doing, title) = (doing.to(language), strong(language.pick("Reindexando", "Rebuilding")));
    Markup::new().say(say!(
        language,
        "{title}: {doing}{part}…\nMientras tanto respondo con el índice de siempre.",
        "{title}: {doing}{part}…\nMeanwhile I answer from the index of before."
    ))
}

/// A build that serves now.
pub fn built(manifest: &Manifest, elapsed_ms: u64, language: Language) -> Markup {
    let (held, seconds) = (holds(manifest, language), decimal(elapsed_ms as f64 / 1000.0, 1, language));
    let generation = generation(manifest, language);
    Markup::new().say(say!(
        language,
        "Listo: ya respondo con la {generation}, {held}, hecha en {seconds} s.",
        "Done: I now answer from {generation}, {held}, made in {seconds} s."
    ))
}

/// A build that came to nothing; `serving` goes on.
pub fn not_built(reason: &str, serving: u32, language: Language) -> Markup {
    let reason = code(reason);
    Markup::new().say(say!(
        language,
        "No se pudo reindexar: {reason}.\nSigue la generación {serving}.",
        "The rebuild failed: {reason}.\nGeneration {serving} goes on."
    ))
}

/// A build that was stopped; `serving` goes on.
pub fn cancelled(serving: u32, language: Language) -> Markup {
    Markup::new().plain(say!(
        language,
        "Cancelado: sigue la generación {serving}.",
        "Cancelled: generation {serving} goes on."
    ))
}

/// A generation that was published and cannot be used.
pub fn returned(reason: &str, serving: u32, language: Language) -> Markup {
    let reason = code(reason);
    Markup::new().say(say!(
        language,
        "La generación nueva no pasó las comprobaciones: {reason}.\nVolví a la {serving}, que sigue respondiendo.",
        "The new generation did not pass its checks: {reason}.\nI went back to {serving}, which goes on answering."
    ))
}

/// The generation before serves again.
pub fn rolled_back(manifest: &Manifest, language: Language) -> Markup {
    let (generation, held) = (generation(manifest, language), holds(manifest, language));
    let built = moment(manifest.built_at, language);
    Markup::new().say(say!(
        language,
        "Volví a la {generation} del {built}: {held}.",
        "I went back to {generation} of {built}: {held}."
    ))
}

/// A file that is being looked at.
pub fn looking_at(name: &str, language: Language) -> Markup {
    let name = code(name);
    Markup::new().say(say!(language, "Reviso {name}…", "Looking at {name}…"))
}

/// A file that can be no source.
pub fn unfit(name: &str, unfit: &Unfit, language: Language) -> Markup {
    let name = code(name);
    let (titles, films) = (code("netflix_titles.csv"), code("movies_metadata.csv"));
    let out = Markup::new().say(say!(language, "No puedo usar {name}: ", "I can't use {name}: "));
    out.say(match unfit {
        Unfit::TooLarge => {
            say!(language, "descomprimido pasa de 512 MB.", "it is over 512 MB when unpacked.")
        }
        Unfit::WhichPlatform => say!(
            language,
            "son títulos de una plataforma, pero no sé de cuál. Llámalo {titles} (o amazon_prime, disney_plus, hulu) y \
             envíalo de nuevo.",
            "these are titles of a platform, but I can't tell which. Name it {titles} (or amazon_prime, disney_plus, hulu) \
             and send it again."
        ),
        Unfit::UnknownColumns(found) => {
            let found = code(found);
            say!(
                language,
                "no reconozco sus columnas ({found}). Envíame, por ejemplo, un {films} o un {titles}.",
                "I don't know its columns ({found}). Send me, for example, a {films} or a {titles}."
            )
        }
        Unfit::MissingColumn { column, .. } => {
            let column = code(column);
            say!(language, "le falta la columna {column}.", "its column {column} is missing.")
        }
        // Where it is kept meanwhile is of no use to whoever sent it.
        Unfit::Broken(Error::Csv { line, reason, .. }) => {
            let reason = code(reason);
            say!(language, "no se deja leer (línea {line}: {reason}).", "it cannot be read (line {line}: {reason}).")
        }
        Unfit::Broken(error) => {
            let error = code(error);
            say!(language, "no se deja leer ({error}).", "it cannot be read ({error}).")
        }
    })
}

/// A file with which a build would fail.
pub fn unusable(name: &str, reason: &str, language: Language) -> Markup {
    let (name, reason) = (code(name), code(reason));
    Markup::new().say(say!(
        language,
        "Con {name} no se puede reindexar: {reason}.",
        "A rebuild with {name} is not possible: {reason}."
    ))
}

/// What an uploaded file holds, and what the index would.
pub fn upload(report: &SourceReport, name: &str, preview: &Preview, now: &Manifest, language: Language) -> Markup {
    let number = |n: u64| whole(n as f64, language);
    let (read, kept, name) = (number(report.rows_read), number(report.rows_kept), code(name));
    let mut out = Markup::new().say(say!(
        language,
        "{name}: {read} filas leídas, {kept} sirven.",
        "{name}: {read} rows read, {kept} are of use."
    ));
    let (dropped, repaired) = (Text::new("Descartadas", "Left out"), Text::new("Reparadas", "Repaired"));
    for (what, counts) in [(dropped, &report.dropped), (repaired, &report.repaired)] {
        if !counts.is_empty() {
            let reasons: Vec<String> =
                counts.iter().map(|(why, n)| format!("{} {}", number(*n), reason(why, language))).collect();
            out = out.plain(format!("\n{}: {}.", what.to(language), reasons.join(", ")));
        }
    }
    let titles: u32 = now.counts.titles.values().sum();
    out.plain(say!(
        language,
        "\nCon él quedarían {} películas (ahora {}), {} títulos de plataformas ({}) y {} puntuaciones ({}). ¿Lo uso?",
        "\nWith it there would be {} films ({} now), {} platform titles ({}) and {} ratings ({}). Shall I use it?",
        number(preview.films.into()),
        number(now.counts.films.into()),
        number(preview.titles.into()),
        number(titles.into()),
        number(preview.ratings.into()),
        number(now.counts.ratings.into())
    ))
}

/// Why rows were left out or mended, as a word after their number.
fn reason(code: &str, language: Language) -> String {
    let said = match code {
        "no_date" => Text::new("sin fecha", "without a date"),
        "malformed" => Text::new("mal formadas", "malformed"),
        "repeated_id" => Text::new("repetidas", "repeated"),
        "known_film" | "known_title" | "in_ratings_csv" => Text::new("ya conocidas", "known already"),
        "unknown_film" | "unknown_title" => Text::new("de títulos que no tengo", "of titles that I don't have"),
        "no_tmdb_id" => Text::new("sin id de TMDB", "without a TMDB id"),
        "other_region" => Text::new("de otra región", "of another region"),
        "invalid_utf8" => Text::new("con letras ilegibles", "with unreadable letters"),
        "no_rating" => Text::new("sin clasificación", "without an age rating"),
        "unreadable_date" => Text::new("con fecha ilegible", "with an unreadable date"),
        "unreadable_number" => Text::new("con números ilegibles", "with unreadable numbers"),
        "unreadable_literal" => Text::new("con listas ilegibles", "with unreadable lists"),
        "unreadable_duration" => Text::new("con duración ilegible", "with an unreadable duration"),
        "unknown_type" => Text::new("de tipo desconocido", "of an unknown type"),
        "title_from_original" => Text::new("con el título original", "with the original title"),
        code => return code.replace('_', " "),
    };
    said.to(language).to_owned()
}

/// A message to all as it would be sent, and to how many chats.
pub fn broadcast(text: &str, chats: usize, language: Language) -> Markup {
    let to = counted(chats as u32, CHAT, language);
    Markup::new().plain(text).plain("\n\n").dim(say!(
        language,
        "Así llegaría a {to}. Todavía no se ha enviado nada.",
        "This is how it would reach {to}. Nothing has been sent yet."
    ))
}

/// How far a message to all is; `all` is missing once it is done.
pub fn sent(sent: usize, lost: usize, all: Option<usize>, language: Language) -> Markup {
    let out = match all {
        Some(all) => say!(language, "Enviando: {sent} de {all}…", "Sending: {sent} of {all}…"),
        None => {
            let to = counted(sent as u32, CHAT, language);
            say!(language, "Enviado a {to}.", "Sent to {to}.")
        }
    };
    let missed = match lost {
        0 => String::new(),
        lost => say!(language, " A {lost} no se pudo llegar.", " {lost} could not be reached."),
    };
    Markup::new().plain(out + &missed)
}

fn generation(manifest: &Manifest, language: Language) -> impl std::fmt::Display {
    strong(say!(language, "generación {}", "generation {}", manifest.generation))
}

fn holds(manifest: &Manifest, language: Language) -> String {
    let titles: u32 = manifest.counts.titles.values().sum();
    list(&[counted(manifest.counts.films, FILM, language), counted(titles, PLATFORM_TITLE, language)], language)
}

fn moment(seconds: u64, language: Language) -> String {
    let form = language.pick("%d/%m/%Y %H:%M UTC", "%-d %b %Y %H:%M UTC");
    DateTime::from_timestamp(seconds as i64, 0).map(|t| t.format(form).to_string()).unwrap_or_default()
}

fn duration(seconds: u64) -> String {
    match (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}
