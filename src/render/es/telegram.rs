//! What only the Telegram bot says.

use crate::render::markup::Markup;

/// Commands that only admins may use, and their descriptions for the menu.
pub const ADMIN_COMMANDS: [(&str, &str); 4] = [
    ("estado", "salud del bot y de su índice"),
    ("reindexar", "rehacer el índice con los datos de ahora"),
    ("volver", "volver al índice anterior"),
    ("difundir", "enviar un mensaje a todos los chats"),
];

/// Commands that only the bot has, for groups, and their descriptions for the menu.
pub const GROUP_COMMANDS: [(&str, &str); 2] =
    [("noche", "noche de cine: proponer, votar y elegir"), ("proponer", "propone una película para la noche de cine")];

/// In a group, where the answer is nobody else's business.
pub const IN_PRIVATE: &str = "Eso es sólo para ti: escríbemelo en privado y te lo mando.";

/// Once, to a chat that asks more than it may.
pub const TOO_FAST: &str = "Vas más rápido que yo: dame unos segundos y seguimos.";

/// When a button of an older version is pressed; at most 200 characters.
pub const STALE_BUTTON: &str = "Ese botón ya no sirve: pídemelo de nuevo con palabras.";

/// When somebody presses a button that was meant for another member; at most 200 characters.
pub const NOT_YOURS: &str = "Esos botones son de quien preguntó. Pregúntame tú también y te doy los tuyos.";

/// In private, to pictures, voices and stickers.
pub const WORDS_ONLY: &str = "Por ahora sólo entiendo palabras. Escríbeme, por ejemplo, el título de una película.";

/// Button below a film's card: similar films.
pub const SIMILAR: &str = "🎬 Parecidas";

/// Button below a film's card: its cast.
pub const CAST: &str = "🎭 Reparto";

/// Button below a film's card: its director's films.
pub const DIRECTOR: &str = "🎥 Director";

/// Button below a film's card: its platforms.
pub const WHERE: &str = "📺 Dónde ver";

/// Button below a film's card: a mark for it.
pub const RATE: &str = "⭐ Puntuar";

/// Button below a film's card: onto the list of whoever presses it.
pub const TO_MY_LIST: &str = "➕ Mi lista";

/// Button that sends a link to somebody else.
pub const SHARE: &str = "↗️ Compartir";

/// Button below a card sent from another chat: more about it, at the bot.
pub const OPEN: &str = "🔎 Preguntar más";

/// Button to the page before.
pub const PREVIOUS: &str = "◀";

/// Button to the next page.
pub const NEXT: &str = "▶";

/// To a group that the bot called `us` was added to; `hears_all` where it gets every message there.
pub fn added(us: &str, hears_all: bool) -> Markup {
    let out = Markup::new()
        .plain("¡Hola! Soy ")
        .strong("Claqueta")
        .plain(" y sé de cine. Aquí respondo a comandos (")
        .code(format!("/recomendar@{us} Toy Story"))
        .plain(")");
    if hears_all {
        return out
            .plain(", a quien me mencione (")
            .code(format!("@{us}"))
            .plain(") y a quien responda a mis mensajes.");
    }
    out.plain(" y a quien responda a mis mensajes. Para que también me lleguen las menciones (")
        .code(format!("@{us} ¿qué vemos?"))
        .plain("), quien me creó puede quitarme el modo privado en @BotFather con ")
        .code("/setprivacy")
        .plain(" y volver a añadirme, o pueden hacerme administrador del grupo.")
}
