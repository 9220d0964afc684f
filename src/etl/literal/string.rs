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
            at = next_mark(bytes, at, quote).ok_or_else(|| self.error("a string without end"))?;
            if bytes[at] == quote {
                break;
            }
            // In a raw string, too, a backslash guards the quote behind it.
            backslash = true;
            at += 2;
        }
        self.at = at + 1;
        Ok((start, backslash && escapes == Escapes::Read))
    }
}

/// Where the next quote or backslash is, from `at` on. Eight bytes at a time: the test for a zero byte in a word is
/// exact for the lowest one (H. S. Warren, Hacker's Delight, section 6-1).
fn next_mark(bytes: &[u8], mut at: usize, quote: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let (quotes, backslashes) = (ONES * u64::from(quote), ONES * u64::from(b'\\'));
    let mut rest = bytes.get(at..)?;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*eight);
        let found = zeros(word ^ quotes) | zeros(word ^ backslashes);
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        (rest, at) = (behind, at + 8);
    }
    rest.iter().position(|&byte| byte == quote || byte == b'\\').map(|offset| at + offset)
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
