//! What is said about a group's movie night.

use super::counted;
use crate::render::markup::{Markup, code, strong};
use crate::render::numbers::list;
use crate::render::{Language, Text, say};

/// How the list of proposals begins: a reply to it is one more proposal.
const BOARD: Text = Text::new("🎬 Noche de cine", "🎬 Movie night");

/// Button: fills the list with what suits the group.
pub const SUGGEST: Text = Text::new("🎯 Sugerir", "🎯 Suggest");

/// Button: fills the list with the group's watchlist.
pub const FROM_LIST: Text = Text::new("📋 De la lista", "📋 From the list");

/// Button: opens the poll.
pub const VOTE: Text = Text::new("🗳 Votar", "🗳 Vote");

/// Button: there will be no night.
pub const CANCEL: Text = Text::new("✖️ Cancelar", "✖️ Cancel");

/// Button: the winner was not watched after all.
pub const UNSEEN: Text = Text::new("↩️ Al final no la vi", "↩️ I didn't watch it after all");

/// Button: the winner's card.
pub const CARD: Text = Text::new("ℹ️ Ficha", "ℹ️ About it");

/// Question of the poll.
pub const QUESTION: Text = Text::new("¿Qué vemos esta noche?", "What shall we watch tonight?");

/// In private, where there is nobody to vote.
pub const ONLY_GROUPS: Text = Text::new(
    "La noche de cine es para grupos: añádeme a uno y escribe ahí /noche.",
    "Movie nights are for groups: add me to one and write /noche there.",
);

/// In passing, when a poll needs more films; at most 200 characters.
pub const TOO_FEW: Text =
    Text::new("Hacen falta al menos dos películas para votar.", "It takes at least two films to vote.");

/// In passing, when the group's list is empty; at most 200 characters.
pub const EMPTY_LIST: Text = Text::new(
    "La lista del grupo está vacía. Se llena con /agregar y el nombre de una película.",
    "The group's list is empty. Fill it with /agregar and the name of a film.",
);

/// In passing, when there is nothing to suggest or no room for it; at most 200 characters.
pub const NOTHING_NEW: Text = Text::new("No hay nada más que añadir.", "There is nothing more to add.");

/// In passing, when a night is over or being voted on; at most 200 characters.
pub const OVER: Text =
    Text::new("Esa noche de cine ya no admite cambios.", "That movie night can no longer be changed.");

/// In passing, when what was watched is taken back; at most 200 characters.
pub const TAKEN_BACK: Text =
    Text::new("Entendido: la quito de lo que has visto.", "Got it: it no longer counts as something you've seen.");

/// When there will be no night.
pub const CANCELLED: Text = Text::new(
    "Noche de cine cancelada. Otra vez será: /noche empieza una nueva.",
    "Movie night cancelled. Another time: /noche starts a new one.",
);

/// When films are proposed and nobody has called a night.
pub const NO_NIGHT: Text = Text::new(
    "Todavía no hay noche de cine: escribe /noche para empezar una.",
    "There is no movie night yet: write /noche to start one.",
);

/// When a night is called or films are proposed while a poll is open.
pub const VOTING: Text = Text::new(
    "Ya se está votando: la noche de cine se decide en la encuesta.",
    "The vote is on already: the poll decides the movie night.",
);

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
    BOARD.begins(text).is_some()
}

/// The list of proposals and what came of the last ones.
pub fn board(films: &[String], notes: &[Note], language: Language) -> Markup {
    let mut out = Markup::new().strong(BOARD.to(language));
    for (i, film) in films.iter().enumerate() {
        out = out.plain(format!("\n{}. ", i + 1)).strong(film.as_str());
    }
    if films.is_empty() {
        out = out.plain(language.pick("\nTodavía no hay propuestas.", "\nNothing has been proposed yet."));
    }
    for note in notes {
        let said = match note {
            Note::New(film) => say!(language, "Apuntada: {film}.", "Noted: {film}."),
            Note::Known(film) => say!(language, "{film} ya estaba.", "{film} was there already."),
            Note::Full(film) => {
                say!(language, "No cabe {film}: el máximo son diez.", "No room for {film}: ten is the most.")
            }
            Note::NotFound(text) => say!(language, "No encontré «{text}».", "I couldn't find “{text}”."),
        };
        out = out.plain("\n").dim(said);
    }
    let propose = code("/proponer Coco");
    out.say(say!(
        language,
        "\nRespondan a este mensaje con el nombre de una película, o usen {propose}.",
        "\nReply to this message with the name of a film, or use {propose}."
    ))
}

/// In the place of the list once the poll is open.
pub fn voting(films: &[String], language: Language) -> Markup {
    let mut out = Markup::new().strong(language.pick("🗳 Se vota", "🗳 The vote is on"));
    for film in films {
        out = out.plain("\n• ").strong(film.as_str());
    }
    out.plain(language.pick(
        "\nLa encuesta está más abajo y se cierra en diez minutos.",
        "\nThe poll is below and closes in ten minutes.",
    ))
}

/// Nobody voted.
pub fn nobody(language: Language) -> Markup {
    let again = code("/noche");
    Markup::new().say(say!(
        language,
        "Se cerró la encuesta y no votó nadie. ¿Lo intentamos otra vez? {again}",
        "The poll is closed and nobody voted. Shall we try again? {again}"
    ))
}

/// The winner; `tied` are those that had as many votes.
pub fn winner(film: &str, votes: u32, tied: &[String], language: Language) -> Markup {
    let (film, votes) = (strong(film), counted(votes, super::VOTE, language));
    let out = Markup::new().say(say!(language, "🏆 Gana {film} con {votes}.", "🏆 {film} wins with {votes}."));
    if tied.is_empty() {
        return out;
    }
    let others = list(tied, language);
    out.plain(say!(
        language,
        " Empató con {others}: decidió la mejor valorada.",
        " It tied with {others}: the best rated won."
    ))
}

/// After where to watch the winner.
pub fn noted(language: Language) -> Markup {
    Markup::new()
        .plain("\n")
        .dim(language.pick("La apunto como vista para quienes votaron.", "I'm noting it as seen for those who voted."))
}
