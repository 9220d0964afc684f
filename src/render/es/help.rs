//! What can be asked and how: the one table of commands that /ayuda, usage texts and Telegram's menu are made from.

use crate::query::Intent;
use crate::render::markup::Markup;

/// A slash command as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Without the slash; a legal Telegram name.
    pub name: &'static str,
    /// What it answers.
    pub intent: Intent,
    /// What it takes; empty where it takes nothing.
    pub arguments: &'static str,
    /// One line.
    pub about: &'static str,
    /// Works as it is on any catalogue with well-known films.
    pub example: &'static str,
}

/// All commands, in the order of /ayuda.
pub const COMMANDS: &[Command] = &[
    command(
        "recomendar",
        Intent::Recommend,
        "<película>",
        "cinco películas parecidas, y por qué",
        "/recomendar Toy Story",
    ),
    command("ficha", Intent::FilmCard, "<película>", "la ficha de una película", "/ficha Toy Story"),
    command("donde", Intent::WhereToWatch, "<título>", "en qué plataforma se puede ver", "/donde Toy Story"),
    command("buscar", Intent::Search, "<texto>", "películas, series y gente con ese nombre", "/buscar Spielberg"),
    command("reparto", Intent::Cast, "<película>", "quién actúa y quién dirigió", "/reparto Toy Story"),
    command("filmografia", Intent::Filmography, "<nombre>", "todas las películas de alguien", "/filmografia Tom Hanks"),
    command(
        "descubrir",
        Intent::Discover,
        "<género, época, país, idioma, nota, plataforma…>",
        "películas a medida, las mejores primero",
        "/descubrir comedias de los 90 de más de 7",
    ),
    command("saga", Intent::Saga, "<saga>", "las películas de una saga y su retorno", "/saga Toy Story"),
    command(
        "cuantas",
        Intent::CountBy,
        "<año, idioma, país o productora>",
        "cuántas películas hay, cuánto duran y su retorno",
        "/cuantas 1995",
    ),
    command(
        "grafico",
        Intent::Chart,
        "<género, época, país…> [por año, género, nota…]",
        "un gráfico de películas",
        "/grafico comedias de los 90 por año",
    ),
    command("nube", Intent::Chart, "[género, época, país…]", "las palabras de los títulos", "/nube"),
    command("mes", Intent::MonthCount, "<mes>", "cuántas películas se estrenaron en un mes", "/mes enero"),
    command("dia", Intent::WeekdayCount, "<día>", "cuántas se estrenaron un día de la semana", "/dia lunes"),
    command("score", Intent::Score, "<película>", "año y popularidad de una película", "/score Toy Story"),
    command("votos", Intent::Votes, "<película>", "cuántos votos tiene y su promedio", "/votos Toy Story"),
    command("actor", Intent::ActorStats, "<nombre>", "filmaciones y retorno de quien actúa", "/actor Tom Hanks"),
    command(
        "director",
        Intent::DirectorStats,
        "<nombre>",
        "películas y retorno de quien dirige",
        "/director John Lasseter",
    ),
    command(
        "duracion",
        Intent::MaxDuration,
        "[año] [plataforma] [min|season]",
        "el título más largo",
        "/duracion 2018 netflix min",
    ),
    command(
        "puntajes",
        Intent::ScoreCount,
        "[plataforma] <puntaje> [año]",
        "cuántos títulos superan un puntaje",
        "/puntajes netflix 3.5 2019",
    ),
    command("plataforma", Intent::PlatformCount, "<plataforma>", "cuántos títulos tiene", "/plataforma netflix"),
    command("repetido", Intent::TopActor, "[plataforma] [año]", "quién aparece más", "/repetido netflix 2018"),
    command(
        "predecir",
        Intent::Predict,
        "<usuario> <película>",
        "si le gustaría a un usuario",
        "/predecir 42 Toy Story",
    ),
    command(
        "parami",
        Intent::ForYou,
        "[género, época, plataforma…]",
        "películas elegidas para ti, y por qué",
        "/parami terror de los 80",
    ),
    command("gustos", Intent::Taste, "", "te pregunto por ocho películas para conocerte", "/gustos"),
    command("puntuar", Intent::Rate, "<película> <nota del 1 al 10>", "guarda tu nota", "/puntuar Toy Story 9"),
    command("visto", Intent::Seen, "<película>", "la marca como vista y no la repito", "/visto Toy Story"),
    command("milista", Intent::Watchlist, "", "tus películas pendientes", "/milista"),
    command("agregar", Intent::Add, "<película>", "la pone en tu lista", "/agregar Toy Story"),
    command("quitar", Intent::Remove, "<película>", "la saca de tu lista", "/quitar Toy Story"),
    command("historial", Intent::History, "", "lo que puntuaste y viste", "/historial"),
    command(
        "sobre",
        Intent::LikeText,
        "<de qué va>",
        "películas con un argumento así",
        "/sobre robots que aprenden a querer",
    ),
    command(
        "entrenosotros",
        Intent::ForGroup,
        "[género, época, plataforma…]",
        "en un grupo: películas para todos los apuntados",
        "/entrenosotros comedias",
    ),
    command("meapunto", Intent::Join, "", "en un grupo: cuenta con tus gustos", "/meapunto"),
    command("mesalgo", Intent::Leave, "", "en un grupo: deja de contar con ellos", "/mesalgo"),
    command("misdatos", Intent::MyData, "", "todo lo que guardo de ti", "/misdatos"),
    command("borrarme", Intent::ForgetMe, "", "borra todo lo que guardo de ti", "/borrarme"),
    command("ayuda", Intent::Help, "", "todo lo que se puede preguntar", "/ayuda"),
];

const fn command(
    name: &'static str,
    intent: Intent,
    arguments: &'static str,
    about: &'static str,
    example: &'static str,
) -> Command {
    Command { name, intent, arguments, about, example }
}

/// The command that asks a question; `None` for intents without one.
pub fn command_of(intent: Intent) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.intent == intent)
}

pub(super) fn help(topic: Option<Intent>) -> Markup {
    if let Some(command) = topic.and_then(command_of) {
        return usage(Markup::new(), command);
    }
    let mut out = Markup::new()
        .strong("Claqueta")
        .plain(" responde sobre películas. Se puede escribir con las palabras de uno, por ejemplo ")
        .code("recomendame algo como Toy Story")
        .plain(", o con estos comandos:\n");
    for command in COMMANDS {
        out = out.plain("\n").code(format!("/{}", command.name));
        if !command.arguments.is_empty() {
            out = out.plain(format!(" {}", command.arguments));
        }
        out = out.plain(format!(" — {}", command.about));
    }
    out.plain(
        "\n\nLas plataformas son amazon, disney, hulu y netflix. Los títulos se entienden aunque vengan con errores.",
    )
}

fn usage(out: Markup, command: &Command) -> Markup {
    out.code(format!("/{} {}", command.name, command.arguments).trim_end().to_owned())
        .plain(format!(" — {}.\nPor ejemplo: ", command.about))
        .code(command.example)
}

/// How the answer to a command without its argument begins; the usage of the command follows.
const MISSING: &str = "Falta decir qué. Se usa así: ";

/// The command that `text` asks to complete: a text that this program said when only the command was given.
pub fn asked_to_complete(text: &str) -> Option<&'static Command> {
    let name = text.strip_prefix(MISSING)?.strip_prefix('/')?.split_whitespace().next()?;
    COMMANDS.iter().find(|command| command.name == name)
}

pub(super) fn invalid(intent: Intent, value: &str) -> Markup {
    let Some(command) = command_of(intent) else { return help(None) };
    if value.is_empty() {
        return usage(Markup::new().plain(MISSING), command);
    }
    let what = match intent {
        Intent::MonthCount => "un mes",
        Intent::WeekdayCount => "un día de la semana",
        Intent::PlatformCount => "una plataforma",
        Intent::ScoreCount => "un puntaje",
        Intent::Predict => "un usuario y una película",
        Intent::MaxDuration => "un año, una plataforma o una unidad",
        Intent::TopActor => "un año o una plataforma",
        Intent::Chart => "un gráfico",
        Intent::Discover | Intent::ForYou | Intent::ForGroup => "condiciones para una película",
        Intent::Rate => "una nota del 1 al 10",
        _ => "lo que hace falta",
    };
    let out =
        Markup::new().plain("No entiendo ").strong(format!("«{value}»")).plain(format!(" como {what}. Se usa así: "));
    usage(out, command)
}

pub(super) fn unknown_command(command: &str, nearest: Option<&'static str>) -> Markup {
    let out = Markup::new().plain("No conozco el comando ").code(format!("/{command}")).plain(".");
    let out = match nearest {
        Some(nearest) => out.plain(" ¿Quisiste decir ").code(format!("/{nearest}")).plain("?"),
        None => out,
    };
    out.plain(" Todos están en ").code("/ayuda").plain(".")
}
