//! Text with meaning instead of looks; a formatter per door decides how each part is shown.
//!
//! A sentence that is written in one piece has its gaps filled with values that carry their style: [`strong`], [`dim`]
//! and [`code`]; [`Markup::say`] takes it apart.

use std::fmt;

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Running text.
    Plain,
    /// A title, a name, a figure: what the answer is about.
    Strong,
    /// Side remarks: sources, caveats.
    Dim,
    /// Something to type.
    Code,
}

/// Signs that a styled value stands between in a sentence; no text of anybody has them, and one that had would only change
/// its looks.
const MARKS: [(char, Style); 3] = [('\u{1}', Style::Strong), ('\u{2}', Style::Dim), ('\u{3}', Style::Code)];
const END: char = '\u{4}';

/// A value that carries its style into a sentence.
pub struct Styled<T>(char, T);

impl<T: fmt::Display> fmt::Display for Styled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{END}", self.0, self.1)
    }
}

/// What the answer is about, to be put into a sentence.
pub fn strong<T: fmt::Display>(value: T) -> Styled<T> {
    Styled(MARKS[0].0, value)
}

/// A side remark, to be put into a sentence.
pub fn dim<T: fmt::Display>(value: T) -> Styled<T> {
    Styled(MARKS[1].0, value)
}

/// Something to type, to be put into a sentence.
pub fn code<T: fmt::Display>(value: T) -> Styled<T> {
    Styled(MARKS[2].0, value)
}

/// A sequence of styled parts. Line breaks are `\n` inside plain parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// In reading order.
    pub parts: Vec<(Style, String)>,
}

impl Markup {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a sentence with styled values in it.
    pub fn say(mut self, sentence: impl AsRef<str>) -> Self {
        let (mut style, mut rest) = (Style::Plain, sentence.as_ref());
        while let Some(at) = rest.find(|c: char| ('\u{1}'..=END).contains(&c)) {
            self.push(style, &rest[..at]);
            let mark = rest[at..].chars().next();
            style = MARKS.iter().find(|(m, _)| Some(*m) == mark).map_or(Style::Plain, |(_, style)| *style);
            rest = &rest[at + 1..];
        }
        self.push(style, rest);
        self
    }

    /// Appends running text.
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Plain, text);
        self
    }

    /// Appends what the answer is about.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Strong, text);
        self
    }

    /// Appends a side remark.
    pub fn dim(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Dim, text);
        self
    }

    /// Appends something to type.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Code, text);
        self
    }

    /// Appends a part; empty parts are left out.
    pub fn push(&mut self, style: Style, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push((style, text));
        }
    }

    /// Appends all parts of another text.
    pub fn append(&mut self, mut other: Self) {
        self.parts.append(&mut other.parts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_taken_apart_into_what_it_was_made_of() {
        let (title, help) = (strong("M*A*S*H <3"), code("/ayuda"));
        let said = Markup::new().say(format!("De {title}, {}: {help}", dim(7)));
        let made = Markup::new().plain("De ").strong("M*A*S*H <3").plain(", ").dim("7").plain(": ").code("/ayuda");
        assert_eq!(said, made);
        assert_eq!(Markup::new().say(""), Markup::new());
        assert_eq!(Markup::new().say("a \u{4}\u{1}b"), Markup::new().plain("a ").strong("b"));
    }
}
