//! What the program itself says in Spanish: the terminal chat and the apologies of every door.

/// Greeting of the terminal chat.
pub const WELCOME: &str = "Claqueta — pregunta lo que quieras de cine («ayuda» para ver qué, «salir» para terminar).";

/// Prompt of the terminal chat.
pub const PROMPT: &str = "> ";

/// Last line of the terminal chat.
pub const FAREWELL: &str = "¡Hasta la próxima función!";

/// Words that end the terminal chat, folded.
pub const QUIT: [&str; 6] = ["salir", "chau", "adios", "exit", "quit", "fin"];

/// When something broke; the cause is in the log.
pub const APOLOGY: &str = "Perdón, algo se rompió de mi lado y ya quedó anotado. Prueba de nuevo en un rato.";

/// Before the first build, when the chat is opened without an index.
pub const FIRST_BUILD: &str = "Todavía no hay índice: lo armo con los datos de `data/`, es cosa de segundos…";
