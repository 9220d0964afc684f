//! Strings of a literal: quotes and escapes of Python and of JSON.

use std::borrow::Cow;

use super::{Escapes, Literal, LiteralError};

impl<'de> Literal<'de> {
    /// Reads a string whose opening quote is next. Borrowed where it holds no escape.
    pub(super) fn string(&mut self, escapes: Escapes) -> Result<Cow<'de, str>, LiteralError> {
        let (start, escaped) = self.pass_string(escapes)?;
        let inside = &self.text[start..self.at - 1];
        Ok(if escaped { Cow::Owned(unescape(inside)) } else { Cow::Borrowed(inside) })
    }

    /// Passes a string whose opening quote is next.
    pub(super) fn skip_string(&mut self, escapes: Escapes) -> Result<(), LiteralError> {
        self.pass_string(escapes).map(|_| ())
    }

    /// Moves behind the closing quote; where the inside starts, and whether it holds escapes to be read.
    fn pass_string(&mut self, escapes: Escapes) -> Result<(usize, bool), LiteralError> {
        let bytes = self.text.as_bytes();
        let quote = bytes[self.at];
        let start = self.at + 1;
        let mut at = start;
        let mut backslash = false;
        loop {
            match bytes.get(at) {
                None => return Err(self.error("a string without end")),
                Some(&byte) if byte == quote => break,
                // In a raw string a backslash still guards the quote behind it.
                Some(b'\\') => {
                    backslash = true;
                    at += 2;
                }
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        Ok((start, backslash && escapes == Escapes::Read))
    }
}

/// Resolves escapes. One that cannot be resolved stays as it is written; half a surrogate pair becomes U+FFFD.
fn unescape(inside: &str) -> String {
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = escape(&rest[at..], &mut out);
    }
    out.push_str(rest);
    out
}

/// Resolves the escape that `rest` starts with; what is left behind it.
fn escape<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let mut chars = rest[1..].chars();
    let Some(letter) = chars.next() else {
        out.push('\\');
        return "";
    };
    let behind = chars.as_str();
    let plain = match letter {
        '\\' | '\'' | '"' | '/' => Some(letter),
        'n' => Some('\n'),
        't' => Some('\t'),
        'r' => Some('\r'),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'v' => Some('\u{b}'),
        _ => None,
    };
    if let Some(c) = plain {
        out.push(c);
        return behind;
    }
    let resolved = match letter {
        // A line break behind a backslash joins the lines.
        '\n' => return behind,
        'x' => hex(behind, 2).and_then(|(code, left)| Some((char::from_u32(code)?, left))),
        'u' => hex(behind, 4).map(|(code, left)| utf16(code, left)),
        'U' => hex(behind, 8).and_then(|(code, left)| Some((char::from_u32(code)?, left))),
        '0'..='7' => octal(&rest[1..]),
        _ => None,
    };
    match resolved {
        Some((c, left)) => {
            out.push(c);
            left
        }
        None => {
            out.push('\\');
            out.push(letter);
            behind
        }
    }
}

/// The number in the first `digits` hexadecimal digits, and what is left.
fn hex(text: &str, digits: usize) -> Option<(u32, &str)> {
    let number = text.get(..digits)?;
    if !number.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    Some((u32::from_str_radix(number, 16).ok()?, &text[digits..]))
}

/// A character from one UTF-16 unit or from a pair of them.
fn utf16(unit: u32, left: &str) -> (char, &str) {
    if let 0xD800..=0xDBFF = unit
        && let Some((low @ 0xDC00..=0xDFFF, behind)) = left.strip_prefix("\\u").and_then(|left| hex(left, 4))
        && let Some(c) = char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    {
        return (c, behind);
    }
    (char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER), left)
}

/// A character from one to three octal digits.
fn octal(text: &str) -> Option<(char, &str)> {
    let digits = text.bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
    let code = u32::from_str_radix(&text[..digits], 8).ok()?;
    Some((char::from_u32(code)?, &text[digits..]))
}
