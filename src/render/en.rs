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
    ("parami", "films chosen for you, and why"),
    ("gustos", "asks you about eight films to learn your taste"),
    ("puntuar", "keeps your mark for a film, 1 to 10"),
    ("visto", "notes a film as seen, so that it is not proposed again"),
    ("milista", "your watchlist"),
    ("agregar", "puts a film on your list"),
    ("quitar", "takes a film off your list"),
    ("historial", "what you rated and saw"),
    ("sobre", "films with a plot like your description"),
    ("entrenosotros", "in a group: films for all who joined"),
    ("meapunto", "in a group: count on your taste"),
    ("mesalgo", "in a group: count on it no longer"),
    ("misdatos", "all that is kept of you"),
    ("borrarme", "deletes all that is kept of you"),
    ("ayuda", "everything that can be asked"),
    ("estado", "health of the bot and its index"),
    ("reindexar", "build the index anew"),
    ("volver", "go back to the index before this one"),
    ("difundir", "send a message to every chat"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::es::{ADMIN_COMMANDS, COMMANDS};

    #[test]
    fn every_command_of_a_menu_is_described_in_english() {
        let names = COMMANDS.iter().map(|c| c.name).chain(ADMIN_COMMANDS.iter().map(|(name, _)| *name));
        let missing: Vec<&str> = names.filter(|name| about(name).is_none()).collect();
        assert!(missing.is_empty(), "to be added to `MENU` above: {missing:?}");
    }
}
