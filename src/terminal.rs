//! The conversation in the terminal: line editing and history, numbers choose a suggestion.
//!
//! The door is [`run`].

use std::io::{BufRead, IsTerminal, Read, Write};
use std::sync::Arc;

use rustyline::error::ReadlineError;

use crate::chat::{Asker, Button, Chat, Session};
use crate::eda;
use crate::engine::Live;
use crate::people::People;
use crate::render::words::program::{APOLOGY, FAREWELL, PROMPT, QUIT, WELCOME};
use crate::render::{Language, format};
use crate::text::fold;

/// Bytes of a piped line read at once; the rest counts as another line.
const LONGEST_LINE: u64 = 1 << 16;

/// Talks until the end of input or a farewell.
///
/// # Errors
/// Only when the terminal itself fails.
pub fn run(live: Arc<Live>, people: Arc<People>) -> anyhow::Result<()> {
    let chat = Chat::new(live).with_people(people);
    let (session, asker) = (Session::conversation(), Asker::terminal());
    let language = chat.language(&asker)?;
    let mut talk = Talk { chat, session, asker, buttons: Vec::new(), language };
    let terminal = std::io::stdout().is_terminal();
    println!("{}", WELCOME.to(language));
    if !(terminal && std::io::stdin().is_terminal()) {
        let mut input = std::io::stdin().lock();
        let mut line = Vec::new();
        while {
            line.clear();
            input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?
        } > 0
        {
            if !talk.say(&String::from_utf8_lossy(&line), terminal)? {
                break;
            }
        }
        return Ok(());
    }
    let mut editor = rustyline::DefaultEditor::new()?;
    loop {
        match editor.readline(PROMPT) {
            Ok(line) => {
                let _ = editor.add_history_entry(&line);
                if !talk.say(&line, terminal)? {
                    return Ok(());
                }
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => {
                println!("{}", FAREWELL.to(talk.language));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
}

struct Talk {
    chat: Chat,
    session: Session,
    asker: Asker,
    buttons: Vec<Button>,
    /// That of the last reply.
    language: Language,
}

impl Talk {
    /// Answers one line; `false` after a farewell.
    fn say(&mut self, line: &str, colours: bool) -> anyhow::Result<bool> {
        let mut out = std::io::stdout().lock();
        let folded = fold(line);
        if folded.is_empty() {
            return Ok(true);
        }
        if QUIT.contains(&folded.as_str()) {
            writeln!(out, "{}", FAREWELL.to(self.language))?;
            return Ok(false);
        }
        let chosen = folded.parse::<usize>().ok().and_then(|n| self.buttons.get(n.checked_sub(1)?));
        let text = chosen.map_or(line, |b| &b.send).to_owned();
        match self.chat.reply_to(&self.asker, &mut self.session, &text) {
            Ok(reply) => {
                let said = if colours { format::ansi(&reply.markup) } else { format::plain(&reply.markup) };
                writeln!(out, "{said}")?;
                if let Some(chart) = &reply.chart {
                    writeln!(out, "{}", eda::bars(chart))?;
                }
                for (i, button) in reply.buttons.iter().enumerate() {
                    writeln!(out, "  [{}] {}", i + 1, button.label)?;
                }
                if let Some(file) = reply.file {
                    writeln!(out, "{}", file.text)?;
                }
                (self.buttons, self.language) = (reply.buttons, reply.language);
            }
            Err(error) => {
                tracing::error!("{error}");
                writeln!(out, "{}", APOLOGY.to(self.language))?;
            }
        }
        Ok(true)
    }
}
