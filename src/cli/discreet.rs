//! A log without the bot's token, whatever put it there.
//!
//! The door is [`Discreet`].

use std::io::{Stderr, Write, stderr};

/// Letters that a secret has at least: those of Telegram have 35.
const SHORTEST: usize = 8;

/// Stderr, with the secret replaced.
pub(super) struct Discreet<W> {
    secret: Option<String>,
    out: W,
}

impl Discreet<Stderr> {
    /// Stderr without the token of the environment.
    pub(super) fn stderr() -> Self {
        Self::new(&std::env::var("TELOXIDE_TOKEN").unwrap_or_default(), stderr())
    }
}

impl<W: Write> Discreet<W> {
    /// The token's second half is the secret: what stands before it is the bot's id, and the sign between them may be
    /// written in several ways.
    fn new(token: &str, out: W) -> Self {
        // A short one is of a test, and would be found within words.
        let token = token.trim();
        let half = token.rsplit(':').next().filter(|secret| secret.len() >= SHORTEST).unwrap_or(token);
        let secret = (!half.is_empty()).then(|| half.to_owned());
        Self { secret, out }
    }
}

impl<W: Write> Write for Discreet<W> {
    /// Takes a whole line at a time, as loggers write them.
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        match &self.secret {
            Some(secret) => {
                let text = String::from_utf8_lossy(line);
                self.out.write_all(text.replace(secret, "<token>").as_bytes())?;
            }
            None => self.out.write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_not_written() {
        for token in ["123:AAEsecret-x", " 123:AAEsecret-x\n", "AAEsecret-x"] {
            let mut out = Discreet::new(token, Vec::new());
            writeln!(out, "POST http://x/bot123%3AAAEsecret-x/GetMe ñ").unwrap();
            assert_eq!(String::from_utf8(out.out).unwrap(), "POST http://x/bot123%3A<token>/GetMe ñ\n");
        }
        let mut out = Discreet::new("", Vec::new());
        writeln!(out, "a").unwrap();
        assert_eq!(out.out, b"a\n");
    }
}
