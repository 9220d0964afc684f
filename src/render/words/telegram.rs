//! What only the Telegram bot says.

use crate::render::markup::{Markup, code, strong};
use crate::render::{Language, Text, say};

/// Commands that only admins may use, and their descriptions for the menu.
pub const ADMIN_COMMANDS: [(&str, Text); 4] = [
    ("estado", Text::new("salud del bot y de su índice", "how the bot and its index are doing")),
    ("reindexar", Text::new("rehacer el índice con los datos de ahora", "rebuild the index from the data of now")),
    ("volver", Text::new("volver al índice anterior", "go back to the index before this one")),
    ("difundir", Text::new("enviar un mensaje a todos los chats", "send a message to every chat")),
];

/// Commands that only the bot has, for groups, and their descriptions for the menu.
pub const GROUP_COMMANDS: [(&str, Text); 2] = [
    ("noche", Text::new("noche de cine: proponer, votar y elegir", "movie night: propose, vote and choose")),
    ("proponer", Text::new("propone una película para la noche de cine", "propose a film for the movie night")),
];

/// In a group, where the answer is nobody else's business.
pub const IN_PRIVATE: Text = Text::new(
    "Eso es sólo para ti: escríbemelo en privado y te lo mando.",
    "That one is just for you: ask me in private and I'll send it.",
);

/// Once, to a chat that asks more than it may.
pub const TOO_FAST: Text = Text::new(
    "Vas más rápido que yo: dame unos segundos y seguimos.",
    "You're faster than me: give me a few seconds and we'll go on.",
);

/// When a button of an older version is pressed; at most 200 characters.
pub const STALE_BUTTON: Text = Text::new(
    "Ese botón ya no sirve: pídemelo de nuevo con palabras.",
    "That button no longer works: ask me again in words.",
);

/// When somebody presses a button that was meant for another member; at most 200 characters.
pub const NOT_YOURS: Text = Text::new(
    "Esos botones son de quien preguntó. Pregúntame tú también y te doy los tuyos.",
    "Those buttons belong to whoever asked. Ask me too and you'll get your own.",
);

/// In private, to pictures, voices and stickers.
pub const WORDS_ONLY: Text = Text::new(
    "Por ahora sólo entiendo palabras. Escríbeme, por ejemplo, el título de una película.",
    "I only understand words for now. Write me the title of a film, for example.",
);

/// Button below a film's card: similar films.
pub const SIMILAR: Text = Text::new("🎬 Parecidas", "🎬 Similar");

/// Button below a film's card: its cast.
pub const CAST: Text = Text::new("🎭 Reparto", "🎭 Cast");

/// Button below a film's card: its director's films.
pub const DIRECTOR: Text = Text::new("🎥 Director", "🎥 Directed by");

/// Button below a film's card: its platforms.
pub const WHERE: Text = Text::new("📺 Dónde ver", "📺 Where to watch");

/// Button below a film's card: a mark for it.
pub const RATE: Text = Text::new("⭐ Puntuar", "⭐ Rate");

/// Button below a film's card: onto the list of whoever presses it.
pub const TO_MY_LIST: Text = Text::new("➕ Mi lista", "➕ My list");

/// Button that sends a link to somebody else.
pub const SHARE: Text = Text::new("↗️ Compartir", "↗️ Share");

/// Button below a card sent from another chat: more about it, at the bot.
pub const OPEN: Text = Text::new("🔎 Preguntar más", "🔎 Ask more");

/// Button to the page before.
pub const PREVIOUS: &str = "◀";

/// Button to the next page.
pub const NEXT: &str = "▶";

/// To a group that the bot called `us` was added to; `hears_all` where it gets every message there.
pub fn added(us: &str, hears_all: bool, language: Language) -> Markup {
    let (name, mention) = (strong("Claqueta"), code(format!("@{us}")));
    let command = code(format!("/recomendar@{us} Toy Story"));
    let call = code(say!(language, "@{us} ¿qué vemos?", "@{us} what shall we watch?"));
    let privacy = code("/setprivacy");
    Markup::new().say(match hears_all {
        true => say!(
            language,
            "¡Hola! Soy {name} y sé de cine. Aquí respondo a comandos ({command}), a quien me mencione ({mention}) y a \
             quien responda a mis mensajes.",
            "Hello! I'm {name} and I know about films. Here I answer commands ({command}), whoever mentions me \
             ({mention}) and whoever replies to my messages."
        ),
        false => say!(
            language,
            "¡Hola! Soy {name} y sé de cine. Aquí respondo a comandos ({command}) y a quien responda a mis mensajes. Para \
             que también me lleguen las menciones ({call}), quien me creó puede quitarme el modo privado en @BotFather \
             con {privacy} y volver a añadirme, o pueden hacerme administrador del grupo.",
            "Hello! I'm {name} and I know about films. Here I answer commands ({command}) and whoever replies to my \
             messages. For mentions ({call}) to reach me too, whoever made me can turn off my privacy mode at @BotFather \
             with {privacy} and add me again, or you can make me an admin of the group."
        ),
    })
}
