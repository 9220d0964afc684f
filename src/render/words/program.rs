//! What the program itself says: the terminal chat and the apologies of every door.

use crate::render::Text;

/// Greeting of the terminal chat.
pub const WELCOME: Text = Text::new(
    "Claqueta — pregunta lo que quieras de cine («ayuda» para ver qué, «salir» para terminar).",
    "Claqueta — ask anything about films (“help” to see what, “quit” to leave).",
);

/// Prompt of the terminal chat.
pub const PROMPT: &str = "> ";

/// Last line of the terminal chat.
pub const FAREWELL: Text = Text::new("¡Hasta la próxima función!", "See you at the next show!");

/// Words that end the terminal chat, folded.
pub const QUIT: [&str; 8] = ["salir", "chau", "adios", "exit", "quit", "fin", "bye", "goodbye"];

/// When something broke; the cause is in the log.
pub const APOLOGY: Text = Text::new(
    "Perdón, algo se rompió de mi lado y ya quedó anotado. Prueba de nuevo en un rato.",
    "Sorry, something broke on my side and has been noted. Please try again in a while.",
);

/// Before the first build, when the chat is opened without an index.
pub const FIRST_BUILD: Text = Text::new(
    "Todavía no hay índice: lo armo con los datos de `data/`, es cosa de segundos…",
    "There is no index yet: I'm making it from the data in `data/`, it takes seconds…",
);
