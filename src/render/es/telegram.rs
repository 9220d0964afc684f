//! What only the Telegram bot says.

/// Once, to a chat that asks more than it may.
pub const TOO_FAST: &str = "Vas más rápido que yo: dame unos segundos y seguimos.";

/// When a button of an older version is pressed; at most 200 characters.
pub const STALE_BUTTON: &str = "Ese botón ya no sirve: preguntámelo de nuevo con palabras.";

/// In private, to pictures, voices and stickers.
pub const WORDS_ONLY: &str = "Por ahora sólo entiendo palabras. Escribime, por ejemplo, el título de una película.";

/// Button below a film's card: similar films.
pub const SIMILAR: &str = "🎬 Parecidas";

/// Button below a film's card: its platforms.
pub const WHERE: &str = "📺 Dónde ver";

/// Button below a film's card: its votes.
pub const VOTES: &str = "⭐ Votos";

/// Button that sends a link to somebody else.
pub const SHARE: &str = "↗️ Compartir";

/// Button below a card sent from another chat: more about it, at the bot.
pub const OPEN: &str = "🔎 Preguntar más";
