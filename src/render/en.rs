//! What is said in English: the descriptions of commands in Telegram's menu for people who use it in English.

/// One line about a command, by its name without the slash; `None` for what is no command.
pub fn about(command: &str) -> Option<&'static str> {
    MENU.iter().find(|(name, _)| *name == command).map(|(_, about)| *about)
}

/// Every command that a menu may hold.
const MENU: &[(&str, &str)] = &[
    ("recomendar", "films like one you name, and why"),
    ("ficha", "everything about a film"),
    ("donde", "where a film can be watched"),
    ("buscar", "films, series and people by name"),
    ("reparto", "who acts in a film and who directed it"),
    ("filmografia", "all the films of somebody"),
    ("descubrir", "films by genre, years, country, rating, platform…"),
    ("saga", "the films of a saga and what they returned"),
    ("cuantas", "how many films a year, language, country or company has"),
    ("mes", "how many films were released in a month"),
    ("dia", "how many films were released on a day of the week"),
    ("score", "year and popularity of a film"),
    ("votos", "how many votes a film has, and their mean"),
    ("actor", "films and return of an actor"),
    ("director", "films and return of a director"),
    ("duracion", "the longest title"),
    ("puntajes", "how many titles score more than a number"),
    ("plataforma", "how many titles a platform has"),
    ("repetido", "the actor who appears most"),
    ("predecir", "whether somebody would like a film"),
    ("gustos", "a few questions, to learn what you like"),
    ("puntuar", "your mark for a film, from 1 to 10"),
    ("visto", "you have seen it: it is not suggested again"),
    ("milista", "your watchlist"),
    ("agregar", "put a film on your list"),
    ("quitar", "take a film off your list"),
    ("historial", "what you rated and saw"),
    ("parami", "films for you"),
    ("meapunto", "in a group: count with my taste"),
    ("mesalgo", "in a group: count with it no longer"),
    ("misdatos", "all that is kept of you, as a file"),
    ("borrarme", "delete all that is kept of you"),
    ("noche", "movie night: propose, vote and choose"),
    ("proponer", "propose a film for the movie night"),
    ("grafico", "a chart of films"),
    ("nube", "the words of the titles"),
    ("sobre", "films about something"),
    ("entrenosotros", "in a group: films for all who take part"),
    ("ayuda", "everything that can be asked"),
    ("estado", "health of the bot and its index"),
    ("reindexar", "build the index anew"),
    ("volver", "go back to the index before this one"),
    ("difundir", "send a message to every chat"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::es::{ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS};

    #[test]
    fn every_command_of_a_menu_is_described_in_english() {
        let beyond = ADMIN_COMMANDS.iter().chain(&GROUP_COMMANDS).map(|(name, _)| *name);
        let names = COMMANDS.iter().map(|c| c.name).chain(beyond);
        let missing: Vec<&str> = names.filter(|name| about(name).is_none()).collect();
        assert!(missing.is_empty(), "to be added to `MENU` above: {missing:?}");
    }
}
