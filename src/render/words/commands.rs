//! The one table of commands that /ayuda, usage texts and Telegram's menus are made from.

use crate::query::Intent;
use crate::render::Text;

/// A slash command as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// Without the slash; a legal Telegram name.
    pub name: &'static str,
    /// What it answers.
    pub intent: Intent,
    /// What it takes; empty where it takes nothing.
    pub arguments: Text,
    /// One line.
    pub about: Text,
    /// Works as it is on any catalogue with well-known films.
    pub example: Text,
}

/// All commands, in the order of /ayuda.
pub const COMMANDS: &[Command] = &[
    command(
        "recomendar",
        Intent::Recommend,
        Text::new("<película>", "<film>"),
        Text::new("cinco películas parecidas, y por qué", "five similar films, and why"),
        Text::same("/recomendar Toy Story"),
    ),
    command(
        "ficha",
        Intent::FilmCard,
        Text::new("<película>", "<film>"),
        Text::new("la ficha de una película", "everything about a film"),
        Text::same("/ficha Toy Story"),
    ),
    command(
        "donde",
        Intent::WhereToWatch,
        Text::new("<título>", "<title>"),
        Text::new("en qué plataforma se puede ver", "which platform has it"),
        Text::same("/donde Toy Story"),
    ),
    command(
        "buscar",
        Intent::Search,
        Text::new("<texto>", "<text>"),
        Text::new("películas, series y gente con ese nombre", "films, series and people by that name"),
        Text::same("/buscar Spielberg"),
    ),
    command(
        "reparto",
        Intent::Cast,
        Text::new("<película>", "<film>"),
        Text::new("quién actúa y quién dirigió", "who acts in it and who directed it"),
        Text::same("/reparto Toy Story"),
    ),
    command(
        "filmografia",
        Intent::Filmography,
        Text::new("<nombre>", "<name>"),
        Text::new("todas las películas de alguien", "all the films of somebody"),
        Text::same("/filmografia Tom Hanks"),
    ),
    command(
        "descubrir",
        Intent::Discover,
        Text::new(
            "<género, época, de quién son, país, nota, plataforma…>",
            "<genre, years, whose they are, country, rating, platform…>",
        ),
        Text::new("películas a medida, las mejores primero", "films that fit, the best first"),
        Text::new("/descubrir comedias de los 90 de más de 7", "/descubrir 90s comedies above 7"),
    ),
    command(
        "saga",
        Intent::Saga,
        Text::same("<saga>"),
        Text::new("las películas de una saga y su retorno", "the films of a saga and what they returned"),
        Text::same("/saga Toy Story"),
    ),
    command(
        "cuantas",
        Intent::CountBy,
        Text::new("<año, idioma, país o productora>", "<year, language, country or company>"),
        Text::new(
            "cuántas películas hay, cuánto duran y su retorno",
            "how many films there are, how long and what they returned",
        ),
        Text::same("/cuantas 1995"),
    ),
    command(
        "titulos",
        Intent::TitleCount,
        Text::new("<serie o película, país, año o clasificación>", "<series or film, country, year or age rating>"),
        Text::new("cuántos títulos tienen las plataformas", "how many titles the platforms have"),
        Text::new("/titulos series de Argentina", "/titulos series from Argentina"),
    ),
    command(
        "grafico",
        Intent::Chart,
        Text::new(
            "<género, época, persona, saga…> [por año, género, nota…]",
            "<genre, years, person, saga…> [by year, genre, rating…]",
        ),
        Text::new("un gráfico de películas", "a chart of films"),
        Text::new("/grafico comedias de los 90 por año", "/grafico 90s comedies by year"),
    ),
    command(
        "nube",
        Intent::Chart,
        Text::new("[género, época, persona, saga…]", "[genre, years, person, saga…]"),
        Text::new("las palabras de los títulos", "the words of the titles"),
        Text::same("/nube"),
    ),
    command(
        "mes",
        Intent::MonthCount,
        Text::new("<mes>", "<month>"),
        Text::new("cuántas películas se estrenaron en un mes", "how many films were released in a month"),
        Text::new("/mes enero", "/mes january"),
    ),
    command(
        "dia",
        Intent::WeekdayCount,
        Text::new("<día>", "<day>"),
        Text::new("cuántas se estrenaron un día de la semana", "how many were released on a day of the week"),
        Text::new("/dia lunes", "/dia monday"),
    ),
    command(
        "score",
        Intent::Score,
        Text::new("<película>", "<film>"),
        Text::new("año y popularidad de una película", "year and popularity of a film"),
        Text::same("/score Toy Story"),
    ),
    command(
        "votos",
        Intent::Votes,
        Text::new("<película>", "<film>"),
        Text::new("cuántos votos tiene y su promedio", "how many votes it has, and their mean"),
        Text::same("/votos Toy Story"),
    ),
    command(
        "actor",
        Intent::ActorStats,
        Text::new("<nombre>", "<name>"),
        Text::new("filmaciones y retorno de quien actúa", "films and return of an actor"),
        Text::same("/actor Tom Hanks"),
    ),
    command(
        "director",
        Intent::DirectorStats,
        Text::new("<nombre>", "<name>"),
        Text::new("películas y retorno de quien dirige", "films and return of a director"),
        Text::same("/director John Lasseter"),
    ),
    command(
        "duracion",
        Intent::MaxDuration,
        Text::new("[año] [plataforma] [min|season]", "[year] [platform] [min|season]"),
        Text::new("el título más largo", "the longest title"),
        Text::same("/duracion 2018 netflix min"),
    ),
    command(
        "puntajes",
        Intent::ScoreCount,
        Text::new("[plataforma] <puntaje> [año]", "[platform] <score> [year]"),
        Text::new("cuántos títulos superan un puntaje", "how many titles score above a number"),
        Text::same("/puntajes netflix 3.5 2019"),
    ),
    command(
        "plataforma",
        Intent::PlatformCount,
        Text::new("<plataforma>", "<platform>"),
        Text::new("cuántos títulos tiene", "how many titles it has"),
        Text::same("/plataforma netflix"),
    ),
    command(
        "repetido",
        Intent::TopActor,
        Text::new("[plataforma] [año]", "[platform] [year]"),
        Text::new("quién aparece más", "who appears most"),
        Text::same("/repetido netflix 2018"),
    ),
    command(
        "predecir",
        Intent::Predict,
        Text::new("<usuario> <película>", "<user> <film>"),
        Text::new("si le gustaría a un usuario", "whether a user would like it"),
        Text::same("/predecir 42 Toy Story"),
    ),
    command(
        "parami",
        Intent::ForYou,
        Text::new("[género, época, plataforma…]", "[genre, years, platform…]"),
        Text::new("películas elegidas para ti, y por qué", "films picked for you, and why"),
        Text::new("/parami terror de los 80", "/parami 80s horror"),
    ),
    command(
        "gustos",
        Intent::Taste,
        Text::same(""),
        Text::new(
            "te pregunto por ocho películas para conocerte",
            "asks you about eight films to get to know your taste",
        ),
        Text::same("/gustos"),
    ),
    command(
        "puntuar",
        Intent::Rate,
        Text::new("<película> <nota del 1 al 10>", "<film> <rating from 1 to 10>"),
        Text::new("guarda tu nota", "keeps your rating"),
        Text::same("/puntuar Toy Story 9"),
    ),
    command(
        "visto",
        Intent::Seen,
        Text::new("<película>", "<film>"),
        Text::new("la marca como vista y no la repito", "notes that you have seen it and stops suggesting it"),
        Text::same("/visto Toy Story"),
    ),
    command(
        "milista",
        Intent::Watchlist,
        Text::same(""),
        Text::new("tus películas pendientes", "the films you want to watch"),
        Text::same("/milista"),
    ),
    command(
        "agregar",
        Intent::Add,
        Text::new("<película>", "<film>"),
        Text::new("la pone en tu lista", "puts it on your list"),
        Text::same("/agregar Toy Story"),
    ),
    command(
        "quitar",
        Intent::Remove,
        Text::new("<película>", "<film>"),
        Text::new("la saca de tu lista", "takes it off your list"),
        Text::same("/quitar Toy Story"),
    ),
    command(
        "historial",
        Intent::History,
        Text::same(""),
        Text::new("lo que puntuaste y viste", "what you have rated and seen"),
        Text::same("/historial"),
    ),
    command(
        "sobre",
        Intent::LikeText,
        Text::new("<de qué va>", "<what it is about>"),
        Text::new("películas con un argumento así", "films with a plot like that"),
        Text::new("/sobre robots que aprenden a querer", "/sobre robots that learn to love"),
    ),
    command(
        "entrenosotros",
        Intent::ForGroup,
        Text::new("[género, época, plataforma…]", "[genre, years, platform…]"),
        Text::new("en un grupo: películas para todos los apuntados", "in a group: films for everybody who takes part"),
        Text::new("/entrenosotros comedias", "/entrenosotros comedies"),
    ),
    command(
        "meapunto",
        Intent::Join,
        Text::same(""),
        Text::new("en un grupo: cuenta con tus gustos", "in a group: count my taste in"),
        Text::same("/meapunto"),
    ),
    command(
        "mesalgo",
        Intent::Leave,
        Text::same(""),
        Text::new("en un grupo: deja de contar con ellos", "in a group: count it in no longer"),
        Text::same("/mesalgo"),
    ),
    command(
        "misdatos",
        Intent::MyData,
        Text::same(""),
        Text::new("todo lo que guardo de ti", "everything I keep about you"),
        Text::same("/misdatos"),
    ),
    command(
        "borrarme",
        Intent::ForgetMe,
        Text::same(""),
        Text::new("borra todo lo que guardo de ti", "deletes everything I keep about you"),
        Text::same("/borrarme"),
    ),
    command(
        "idioma",
        Intent::Language,
        Text::same("[es|en]"),
        Text::new("hablar en español o en inglés", "speak Spanish or English"),
        Text::new("/idioma en", "/idioma es"),
    ),
    command(
        "ayuda",
        Intent::Help,
        Text::same(""),
        Text::new("todo lo que se puede preguntar", "everything you can ask"),
        Text::same("/ayuda"),
    ),
];

const fn command(name: &'static str, intent: Intent, arguments: Text, about: Text, example: Text) -> Command {
    Command { name, intent, arguments, about, example }
}

/// The command that asks a question; `None` for intents without one.
pub fn command_of(intent: Intent) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.intent == intent)
}
