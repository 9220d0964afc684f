//! What is said about a group's movie night.

use super::counted;
use crate::render::markup::Markup;

/// How the list of proposals begins: a reply to it is one more proposal.
const BOARD: &str = "🎬 Noche de cine";

/// Button: fills the list with what suits the group.
pub const SUGGEST: &str = "🎯 Sugerir";

/// Button: fills the list with the group's watchlist.
pub const FROM_LIST: &str = "📋 De la lista";

/// Button: opens the poll.
pub const VOTE: &str = "🗳 Votar";

/// Button: there will be no night.
pub const CANCEL: &str = "✖️ Cancelar";

/// Button: the winner was not watched after all.
pub const UNSEEN: &str = "↩️ Al final no la vi";

/// Button: the winner's card.
pub const CARD: &str = "ℹ️ Ficha";

/// Question of the poll.
pub const QUESTION: &str = "¿Qué vemos esta noche?";

/// In private, where there is nobody to vote.
pub const ONLY_GROUPS: &str = "La noche de cine es para grupos: añádeme a uno y escribe ahí /noche.";

/// In passing, when a poll needs more films; at most 200 characters.
pub const TOO_FEW: &str = "Hacen falta al menos dos películas para votar.";

/// In passing, when the group's list is empty; at most 200 characters.
pub const EMPTY_LIST: &str = "La lista del grupo está vacía. Se llena con /agregar y el nombre de una película.";

/// In passing, when there is nothing to suggest or no room for it; at most 200 characters.
pub const NOTHING_NEW: &str = "No hay nada más que añadir.";

/// In passing, when a night is over or being voted on; at most 200 characters.
pub const OVER: &str = "Esa noche de cine ya no admite cambios.";

/// In passing, when what was watched is taken back; at most 200 characters.
pub const TAKEN_BACK: &str = "Entendido: la quito de lo que has visto.";

/// When there will be no night.
pub const CANCELLED: &str = "Noche de cine cancelada. Otra vez será: /noche empieza una nueva.";

/// When films are proposed and nobody has called a night.
pub const NO_NIGHT: &str = "Todavía no hay noche de cine: escribe /noche para empezar una.";

/// When a night is called or films are proposed while a poll is open.
pub const VOTING: &str = "Ya se está votando: la noche de cine se decide en la encuesta.";

/// What came of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// It is on the list now.
    New(String),
    /// It was on the list.
    Known(String),
    /// There is no room for it.
    Full(String),
    /// No film is called like this.
    NotFound(String),
}

/// Whether `text` is a list of proposals.
pub fn is_board(text: &str) -> bool {
    text.starts_with(BOARD)
}

/// The list of proposals and what came of the last ones.
pub fn board(films: &[String], notes: &[Note]) -> Markup {
    let mut out = Markup::new().strong(BOARD);
    for (i, film) in films.iter().enumerate() {
        out = out.plain(format!("\n{}. ", i + 1)).strong(film.as_str());
    }
    if films.is_empty() {
        out = out.plain("\nTodavía no hay propuestas.");
    }
    for note in notes {
        let said = match note {
            Note::New(film) => format!("Apuntada: {film}."),
            Note::Known(film) => format!("{film} ya estaba."),
            Note::Full(film) => format!("No cabe {film}: el máximo son diez."),
            Note::NotFound(text) => format!("No encontré «{text}»."),
        };
        out = out.plain("\n").dim(said);
    }
    out.plain("\nRespondan a este mensaje con el nombre de una película, o usen ").code("/proponer Coco").plain(".")
}

/// In the place of the list once the poll is open.
pub fn voting(films: &[String]) -> Markup {
    let mut out = Markup::new().strong("🗳 Se vota");
    for film in films {
        out = out.plain("\n• ").strong(film.as_str());
    }
    out.plain("\nLa encuesta está más abajo y se cierra en diez minutos.")
}

/// Nobody voted.
pub fn nobody() -> Markup {
    Markup::new().plain("Se cerró la encuesta y no votó nadie. ¿Lo intentamos otra vez? ").code("/noche")
}

/// The winner; `tied` are those that had as many votes.
pub fn winner(film: &str, votes: u32, tied: &[String]) -> Markup {
    let out = Markup::new().plain("🏆 Gana ").strong(film).plain(format!(" con {}.", counted(votes, "voto", "votos")));
    if tied.is_empty() {
        return out;
    }
    let others = super::super::numbers::list(tied, super::ES);
    out.plain(format!(" Empató con {others}: decidió la mejor valorada."))
}

/// After where to watch the winner.
pub fn noted() -> Markup {
    Markup::new().plain("\n").dim("La apunto como vista para quienes votaron.")
}
