//! What the Telegram bot says to its admins.

use std::time::Duration;

use chrono::DateTime;

use super::{ES, counted};
use crate::artifacts::Manifest;
use crate::error::Error;
use crate::etl::{SourceReport, Unfit};
use crate::rebuild::{Preview, Step};
use crate::render::markup::Markup;
use crate::render::numbers::{decimal, list, whole};

/// Button below a build under way.
pub const CANCEL: &str = "✖️ Cancelar";

/// Button below a report of an uploaded file.
pub const USE: &str = "✅ Usarlo y reindexar";

/// Button below an offer that one may refuse.
pub const DISCARD: &str = "🗑 Descartar";

/// Button that sends a message to all.
pub const SEND: &str = "📣 Enviar";

/// When there is nothing to send to all.
pub const NOTHING_TO_SEND: &str =
    "Escribe el mensaje detrás del comando, por ejemplo: /difundir Esta noche hay estrenos nuevos.";

/// In passing, when a message to all is under way; at most 200 characters.
pub const SENDING: &str = "Lo envío.";

/// In passing, when a message to all is still under way; at most 200 characters.
pub const ALREADY_SENDING: &str = "Todavía estoy enviando el mensaje anterior: espera a que llegue a todos.";

/// When a build is asked for while one is under way.
pub const ALREADY: &str = "Ya estoy reindexando: espera a que termine, o cancélalo con su botón.";

/// When there is no generation to return to.
pub const NO_EARLIER: &str = "No hay ninguna generación anterior a la que volver.";

/// In passing, when a build was told to stop; at most 200 characters.
pub const CANCELLING: &str = "Lo detengo.";

/// When what a button would do is done or gone; at most 200 characters.
pub const GONE: &str = "Eso ya no está pendiente.";

/// When an offer was refused.
pub const DISCARDED: &str = "Descartado: todo sigue como estaba.";

/// Uploaded files end in one of these.
pub const WRONG_NAME: &str = "Sólo puedo usar archivos .csv o .csv.gz.";

/// Uploaded files are not larger than Telegram lets bots fetch.
pub const TOO_LARGE: &str = "Ese archivo pasa de 20 MB, lo máximo que Telegram me deja bajar. Comprímelo como .csv.gz, o \
                             ponlo en la carpeta de datos y manda /reindexar.";

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

/// How the bot and its index are.
pub fn health(manifest: &Manifest, health: &Health) -> Markup {
    let number = |n: u32| whole(f64::from(n), ES);
    let counts = &manifest.counts;
    let titles: u32 = counts.titles.values().sum();
    let mut out = Markup::new()
        .strong(format!("Generación {}", manifest.generation))
        .plain(format!(" del {}", moment(manifest.built_at)))
        .plain(format!(
            "\n{} películas, {} títulos de plataformas ({} enlazados), {} personas, {} puntuaciones.",
            number(counts.films),
            number(titles),
            number(counts.linked),
            number(counts.people),
            number(counts.ratings)
        ));
    if let Some(quality) = &manifest.quality {
        out = out.plain(format!(
            "\nModelo {}: RMSE {}, ndcg@10 {} sobre {} notas apartadas.",
            quality.model,
            decimal(quality.rmse, 3, ES),
            decimal(quality.ndcg, 3, ES),
            whole(quality.held_back as f64, ES)
        ));
    }
    let kept: Vec<String> = health.generations.iter().map(ToString::to_string).collect();
    out = out.plain(format!("\nEn disco: {}.", list(&kept, ES)));
    let (hits, misses) = health.cache;
    let asked = hits + misses;
    if asked > 0 {
        let share = decimal(hits as f64 * 100.0 / asked as f64, 1, ES);
        out = out.plain(format!("\nCaché: {share} % de {} preguntas.", whole(asked as f64, ES)));
    }
    let memory = health.memory.map(|bytes| format!(", {} MB de memoria", bytes >> 20)).unwrap_or_default();
    out =
        out.plain(format!("\nEn marcha desde hace {}{memory}, {} en curso.", duration(health.uptime), health.in_hand));
    if let Some((half, most)) = health.latency {
        let ms = |time: Duration| decimal(time.as_secs_f64() * 1000.0, 1, ES);
        out = out.plain(format!(
            "\nRespondo la mitad en menos de {} ms y el 99 % en menos de {} ms.",
            ms(half),
            ms(most)
        ));
    }
    let (chats, people, ratings) = health.people;
    out = out.plain(format!("\n{chats} chats, {people} personas con datos propios, {ratings} notas suyas."));
    out = out.plain("\n").strong("Fuentes");
    for source in &manifest.report.sources {
        let name = source.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let (kept, read) = (whole(source.rows_kept as f64, ES), whole(source.rows_read as f64, ES));
        out = out.plain("\n• ").code(name).plain(format!(": {kept} de {read} filas"));
    }
    out
}

/// A build under way.
pub fn building(step: &Step) -> Markup {
    let doing = match step.stage.as_str() {
        "" => "empiezo",
        "read" => "leo los datos",
        "catalog" => "armo el catálogo",
        "search" => "armo el buscador",
        "features" => "comparo las películas",
        "neighbours" => "busco las más parecidas",
        "ratings" | "estimates" => "aprendo de las puntuaciones",
        "ranking" => "aprendo qué gusta a la misma gente",
        "publish" => "compruebo y publico",
        _ => "sigo trabajando",
    };
    let part = (step.total > 0).then(|| format!(" ({} %)", step.done.min(step.total) * 100 / step.total));
    let (doing, part) = (doing.to_owned(), part.unwrap_or_default());
    Markup::new()
        .strong("Reindexando")
        .plain(format!(": {doing}{part}…\nMientras tanto respondo con el índice de siempre."))
}

/// A build that serves now.
pub fn built(manifest: &Manifest, elapsed_ms: u64) -> Markup {
    Markup::new()
        .plain("Listo: ya respondo con la ")
        .strong(format!("generación {}", manifest.generation))
        .plain(format!(", {}, hecha en {} s.", holds(manifest), decimal(elapsed_ms as f64 / 1000.0, 1, ES)))
}

/// A build that came to nothing; `serving` goes on.
pub fn not_built(reason: &str, serving: u32) -> Markup {
    Markup::new().plain("No se pudo reindexar: ").code(reason).plain(format!(".\nSigue la generación {serving}."))
}

/// A build that was stopped; `serving` goes on.
pub fn cancelled(serving: u32) -> Markup {
    Markup::new().plain(format!("Cancelado: sigue la generación {serving}."))
}

/// A generation that was published and cannot be used.
pub fn returned(reason: &str, serving: u32) -> Markup {
    Markup::new()
        .plain("La generación nueva no pasó las comprobaciones: ")
        .code(reason)
        .plain(format!(".\nVolví a la {serving}, que sigue respondiendo."))
}

/// The generation before serves again.
pub fn rolled_back(manifest: &Manifest) -> Markup {
    Markup::new().plain("Volví a la ").strong(format!("generación {}", manifest.generation)).plain(format!(
        " del {}: {}.",
        moment(manifest.built_at),
        holds(manifest)
    ))
}

/// A file that is being looked at.
pub fn looking_at(name: &str) -> Markup {
    Markup::new().plain("Reviso ").code(name).plain("…")
}

/// A file that can be no source.
pub fn unfit(name: &str, unfit: &Unfit) -> Markup {
    let out = Markup::new().plain("No puedo usar ").code(name).plain(": ");
    match unfit {
        Unfit::TooLarge => out.plain("descomprimido pasa de 512 MB."),
        Unfit::WhichPlatform => out
            .plain("son títulos de una plataforma, pero no sé de cuál. Llámalo ")
            .code("netflix_titles.csv")
            .plain(" (o amazon_prime, disney_plus, hulu) y envíalo de nuevo."),
        Unfit::UnknownColumns(found) => out
            .plain("no reconozco sus columnas (")
            .code(found.as_str())
            .plain("). Envíame, por ejemplo, un ")
            .code("movies_metadata.csv")
            .plain(" o un ")
            .code("netflix_titles.csv")
            .plain("."),
        Unfit::MissingColumn { column, .. } => out.plain("le falta la columna ").code(*column).plain("."),
        // Where it is kept meanwhile is of no use to whoever sent it.
        Unfit::Broken(Error::Csv { line, reason, .. }) => {
            out.plain(format!("no se deja leer (línea {line}: ")).code(reason.as_str()).plain(").")
        }
        Unfit::Broken(error) => out.plain("no se deja leer (").code(error.to_string()).plain(")."),
    }
}

/// A file with which a build would fail.
pub fn unusable(name: &str, reason: &str) -> Markup {
    Markup::new().plain("Con ").code(name).plain(" no se puede reindexar: ").code(reason).plain(".")
}

/// What an uploaded file holds, and what the index would.
pub fn upload(report: &SourceReport, name: &str, preview: &Preview, now: &Manifest) -> Markup {
    let number = |n: u64| whole(n as f64, ES);
    let mut out = Markup::new().code(name).plain(format!(
        ": {} filas leídas, {} sirven.",
        number(report.rows_read),
        number(report.rows_kept)
    ));
    for (what, counts) in [("Descartadas", &report.dropped), ("Reparadas", &report.repaired)] {
        if !counts.is_empty() {
            let reasons: Vec<String> =
                counts.iter().map(|(why, n)| format!("{} {}", number(*n), reason(why))).collect();
            out = out.plain(format!("\n{what}: {}.", reasons.join(", ")));
        }
    }
    let titles: u32 = now.counts.titles.values().sum();
    out.plain(format!(
        "\nCon él quedarían {} películas (ahora {}), {} títulos de plataformas ({}) y {} puntuaciones ({}). ¿Lo uso?",
        number(preview.films.into()),
        number(now.counts.films.into()),
        number(preview.titles.into()),
        number(titles.into()),
        number(preview.ratings.into()),
        number(now.counts.ratings.into())
    ))
}

/// Why rows were left out or mended, as a word after their number.
fn reason(code: &str) -> String {
    let said = match code {
        "no_date" => "sin fecha",
        "malformed" => "mal formadas",
        "repeated_id" => "repetidas",
        "known_film" | "known_title" | "in_ratings_csv" => "ya conocidas",
        "unknown_film" | "unknown_title" => "de títulos que no tengo",
        "no_tmdb_id" => "sin id de TMDB",
        "other_region" => "de otra región",
        "invalid_utf8" => "con letras ilegibles",
        "no_rating" => "sin clasificación",
        "unreadable_date" => "con fecha ilegible",
        "unreadable_number" => "con números ilegibles",
        "unreadable_literal" => "con listas ilegibles",
        "unreadable_duration" => "con duración ilegible",
        "unknown_type" => "de tipo desconocido",
        "title_from_original" => "con el título original",
        code => return code.replace('_', " "),
    };
    said.to_owned()
}

/// A message to all as it would be sent, and to how many chats.
pub fn broadcast(text: &str, chats: usize) -> Markup {
    let to = counted(chats as u32, "chat", "chats");
    Markup::new().plain(text).plain("\n\n").dim(format!("Así llegaría a {to}. Todavía no se ha enviado nada."))
}

/// How far a message to all is; `all` is missing once it is done.
pub fn sent(sent: usize, lost: usize, all: Option<usize>) -> Markup {
    let out = match all {
        Some(all) => Markup::new().plain(format!("Enviando: {sent} de {all}…")),
        None => Markup::new().plain(format!("Enviado a {}.", counted(sent as u32, "chat", "chats"))),
    };
    if lost == 0 { out } else { out.plain(format!(" A {lost} no se pudo llegar.")) }
}

fn holds(manifest: &Manifest) -> String {
    let titles: u32 = manifest.counts.titles.values().sum();
    let films = counted(manifest.counts.films, "película", "películas");
    format!("{films} y {}", counted(titles, "título de plataforma", "títulos de plataformas"))
}

fn moment(seconds: u64) -> String {
    DateTime::from_timestamp(seconds as i64, 0).map(|t| t.format("%d/%m/%Y %H:%M UTC").to_string()).unwrap_or_default()
}

fn duration(seconds: u64) -> String {
    match (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}
