//! Reader of the nested values inside CSV fields: Python literals (`{'id': 1, 'name': "Bob's"}`) and JSON.
//!
//! The door is [`items`], which reads a list item by item, so that what precedes an error is kept. [`from_str`] reads
//! a whole value. Both drive any `serde` type; strings without escapes are borrowed, unknown keys are skipped without
//! allocation. No input panics: nesting is bounded, and what cannot be read is a [`LiteralError`].
//!
//! Accepted beyond `repr()` and JSON: string prefixes (`u'…'`), tuples, trailing commas, either style of quotes,
//! constants and escapes anywhere.

mod access;
mod string;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Visitor};

use access::{Entries, Sequence};

/// Deeper nesting than this is an error; the sources nest two levels.
const MAX_DEPTH: u8 = 64;

/// Why a literal could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiteralError {
    /// Byte offset in the text.
    pub at: usize,
    /// What is wrong, in words.
    pub reason: Cow<'static, str>,
}

impl fmt::Display for LiteralError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: {}", self.at, self.reason)
    }
}

impl std::error::Error for LiteralError {}

impl serde::de::Error for LiteralError {
    /// The position is filled in by the door that was used.
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { at: UNPLACED, reason: Cow::Owned(message.to_string()) }
    }
}

/// The position of an error that a visitor raised.
const UNPLACED: usize = usize::MAX;

/// Reads one whole value. Cost: linear in the text.
///
/// # Errors
/// [`LiteralError`] when the text is no literal, is not shaped like `T`, or goes on after the value.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, LiteralError> {
    let mut literal = Literal::new(text);
    let value = T::deserialize(&mut literal).map_err(|error| literal.place(error))?;
    match literal.token() {
        None => Ok(value),
        Some(_) => Err(literal.error("text after the value")),
    }
}

/// Reads a list item by item. Empty text and `None` / `null` are an empty list.
///
/// An item that is a good literal of another shape is one `Err`, and reading goes on behind it; where the text itself
/// is broken, one `Err` ends the list.
pub fn items<'de, T: Deserialize<'de>>(text: &'de str) -> Items<'de, T> {
    Items { literal: Literal::new(text), next: Next::Open, item: PhantomData }
}

/// The items of a list; made by [`items`].
pub struct Items<'de, T> {
    literal: Literal<'de>,
    next: Next,
    item: PhantomData<fn() -> T>,
}

enum Next {
    Open,
    Item { close: u8, first: bool },
    Nothing,
}

impl<'de, T: Deserialize<'de>> Iterator for Items<'de, T> {
    type Item = Result<T, LiteralError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (close, first) = match self.next {
            Next::Nothing => return None,
            Next::Item { close, first } => (close, first),
            Next::Open => {
                self.next = Next::Nothing;
                match self.literal.open_list() {
                    Ok(close) => (close?, true),
                    Err(error) => return Some(Err(error)),
                }
            }
        };
        self.next = Next::Nothing;
        match self.literal.another(close, first) {
            Ok(true) => {}
            Ok(false) => {
                return self.literal.token().map(|_| Err(self.literal.error("text after the list")));
            }
            Err(error) => return Some(Err(error)),
        }
        let start = self.literal.at;
        let item = T::deserialize(&mut self.literal);
        let item = item.map_err(|error| self.literal.place(error));
        if item.is_err() {
            (self.literal.at, self.literal.depth) = (start, 0);
            if self.literal.skip().is_err() {
                return Some(item);
            }
        }
        self.next = Next::Item { close, first: false };
        Some(item)
    }
}

/// A cursor over the text; `&mut Literal` is the `serde` deserializer.
struct Literal<'de> {
    text: &'de str,
    /// Always at a character boundary.
    at: usize,
    depth: u8,
}

impl<'de> Literal<'de> {
    fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    fn error(&self, reason: &'static str) -> LiteralError {
        LiteralError { at: self.at, reason: Cow::Borrowed(reason) }
    }

    fn place(&self, error: LiteralError) -> LiteralError {
        if error.at == UNPLACED { LiteralError { at: self.at, ..error } } else { error }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte of the next token; blanks before it are passed.
    fn token(&mut self) -> Option<u8> {
        loop {
            match self.peek()? {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Passes the bytes that `belongs` accepts (ASCII only, so that the cursor stays at a boundary).
    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'de str {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii() && belongs(byte)) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// Opens the outermost list; `None` for a null, with nothing behind it.
    fn open_list(&mut self) -> Result<Option<u8>, LiteralError> {
        let close = match self.token() {
            None => return Ok(None),
            Some(b'[') => b']',
            Some(b'(') => b')',
            Some(_) => {
                let word = self.take_while(|byte| byte.is_ascii_alphabetic());
                if matches!(word, "None" | "null") && self.token().is_none() {
                    return Ok(None);
                }
                return Err(self.error("a list was expected"));
            }
        };
        self.at += 1;
        Ok(Some(close))
    }

    /// Whether another item follows; passes the comma before it, or the closing bracket.
    fn another(&mut self, close: u8, first: bool) -> Result<bool, LiteralError> {
        let mut byte = self.token().ok_or_else(|| self.error("the text ends inside a list"))?;
        if !first && byte == b',' {
            self.at += 1;
            byte = self.token().ok_or_else(|| self.error("the text ends inside a list"))?;
        } else if !first && byte != close {
            return Err(self.error("a comma was expected"));
        }
        if byte == close {
            self.at += 1;
            return Ok(false);
        }
        Ok(true)
    }

    fn colon(&mut self) -> Result<(), LiteralError> {
        match self.token() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.error("a colon was expected")),
        }
    }

    /// Opens a bracket: passes it and goes one level deeper.
    fn enter(&mut self) -> Result<(), LiteralError> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Passes one value without looking at what it says.
    fn skip(&mut self) -> Result<(), LiteralError> {
        match self.token() {
            None => Err(self.error("a value was expected")),
            Some(b'"' | b'\'') => self.skip_string(Escapes::Read),
            Some(open @ (b'[' | b'(' | b'{')) => {
                self.enter()?;
                let close = closing(open);
                let mut first = true;
                while self.another(close, first)? {
                    first = false;
                    self.skip()?;
                    if open == b'{' {
                        self.colon()?;
                        self.skip()?;
                    }
                }
                self.depth -= 1;
                Ok(())
            }
            Some(_) => self.scalar().map(|_| ()),
        }
    }

    /// Reads a number, a constant or a string with a prefix.
    fn scalar(&mut self) -> Result<Scalar<'de>, LiteralError> {
        let start = self.at;
        match self.peek() {
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                let word = self.take_while(|byte| byte.is_ascii_alphabetic());
                if matches!(self.peek(), Some(b'"' | b'\''))
                    && let Some(escapes) = prefix(word)
                {
                    return self.string(escapes).map(Scalar::Text);
                }
                constant(word).ok_or(LiteralError { at: start, reason: "an unknown word".into() })
            }
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => self.number(),
            _ => Err(self.error("a value was expected")),
        }
    }

    fn number(&mut self) -> Result<Scalar<'de>, LiteralError> {
        let start = self.at;
        let digits = self.take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        if matches!(digits, "-" | "+") && self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            let word = self.take_while(|byte| byte.is_ascii_alphabetic());
            if let Some(Scalar::Float(x)) = constant(word) {
                return Ok(Scalar::Float(if digits == "-" { -x } else { x }));
            }
        }
        let known = if let Ok(n) = digits.parse() {
            Some(Scalar::Unsigned(n))
        } else if let Ok(n) = digits.parse() {
            Some(Scalar::Signed(n))
        } else {
            digits.parse().ok().map(Scalar::Float)
        };
        known.ok_or(LiteralError { at: start, reason: "an unreadable number".into() })
    }
}

/// A value without brackets.
enum Scalar<'de> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'de, str>),
}

/// Whether a backslash means something in a string (`r'…'`: no).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    Read,
    Keep,
}

fn closing(open: u8) -> u8 {
    match open {
        b'[' => b']',
        b'(' => b')',
        _ => b'}',
    }
}

fn prefix(word: &str) -> Option<Escapes> {
    match word {
        "u" | "U" | "b" | "B" => Some(Escapes::Read),
        "r" | "R" | "br" | "bR" | "Br" | "BR" | "rb" | "rB" | "Rb" | "RB" => Some(Escapes::Keep),
        _ => None,
    }
}

fn constant(word: &str) -> Option<Scalar<'static>> {
    match word {
        "None" | "null" => Some(Scalar::Null),
        "True" | "true" => Some(Scalar::Bool(true)),
        "False" | "false" => Some(Scalar::Bool(false)),
        "nan" | "NaN" => Some(Scalar::Float(f64::NAN)),
        "inf" | "Infinity" => Some(Scalar::Float(f64::INFINITY)),
        _ => None,
    }
}

impl<'de> Deserializer<'de> for &mut Literal<'de> {
    type Error = LiteralError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LiteralError> {
        let scalar = match self.token() {
            None => return Err(self.error("a value was expected")),
            Some(b'"' | b'\'') => Scalar::Text(self.string(Escapes::Read)?),
            Some(open @ (b'[' | b'(')) => {
                self.enter()?;
                let mut sequence = Sequence::new(self, closing(open));
                let value = visitor.visit_seq(&mut sequence)?;
                sequence.finish()?;
                return Ok(value);
            }
            Some(b'{') => {
                self.enter()?;
                let mut entries = Entries::new(self);
                let value = visitor.visit_map(&mut entries)?;
                entries.finish()?;
                return Ok(value);
            }
            Some(_) => self.scalar()?,
        };
        match scalar {
            Scalar::Null => visitor.visit_unit(),
            Scalar::Bool(b) => visitor.visit_bool(b),
            Scalar::Unsigned(n) => visitor.visit_u64(n),
            Scalar::Signed(n) => visitor.visit_i64(n),
            Scalar::Float(x) => visitor.visit_f64(x),
            Scalar::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Scalar::Text(Cow::Owned(text)) => visitor.visit_string(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LiteralError> {
        if !matches!(self.token(), Some(b'N' | b'n')) {
            return visitor.visit_some(self);
        }
        let start = self.at;
        if matches!(self.scalar()?, Scalar::Null) {
            return visitor.visit_none();
        }
        self.at = start;
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, LiteralError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LiteralError> {
        self.skip()?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier
    }
}
