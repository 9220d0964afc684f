//! Lists and dictionaries of a literal, as `serde` asks for them.

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::{Escapes, Literal, LiteralError};

/// The items of a list or tuple whose bracket has been entered.
pub(super) struct Sequence<'a, 'de> {
    literal: &'a mut Literal<'de>,
    close: u8,
    first: bool,
    closed: bool,
}

impl<'a, 'de> Sequence<'a, 'de> {
    pub(super) fn new(literal: &'a mut Literal<'de>, close: u8) -> Self {
        Self { literal, close, first: true, closed: false }
    }

    fn another(&mut self) -> Result<bool, LiteralError> {
        if self.closed || !self.literal.another(self.close, self.first)? {
            self.closed = true;
            return Ok(false);
        }
        self.first = false;
        Ok(true)
    }

    /// Passes what the visitor left, and the level.
    pub(super) fn finish(mut self) -> Result<(), LiteralError> {
        while self.another()? {
            self.literal.skip()?;
        }
        self.literal.depth -= 1;
        Ok(())
    }
}

impl<'de> SeqAccess<'de> for &mut Sequence<'_, 'de> {
    type Error = LiteralError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, LiteralError> {
        if !self.another()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.literal).map(Some)
    }
}

/// The entries of a dictionary whose bracket has been entered.
pub(super) struct Entries<'a, 'de> {
    literal: &'a mut Literal<'de>,
    first: bool,
    closed: bool,
}

impl<'a, 'de> Entries<'a, 'de> {
    pub(super) fn new(literal: &'a mut Literal<'de>) -> Self {
        Self { literal, first: true, closed: false }
    }

    fn another(&mut self) -> Result<bool, LiteralError> {
        if self.closed || !self.literal.another(b'}', self.first)? {
            self.closed = true;
            return Ok(false);
        }
        self.first = false;
        Ok(true)
    }

    /// Passes what the visitor left, and the level. Visitors leave whole entries only.
    pub(super) fn finish(mut self) -> Result<(), LiteralError> {
        while self.another()? {
            self.literal.skip()?;
            self.literal.colon()?;
            self.literal.skip()?;
        }
        self.literal.depth -= 1;
        Ok(())
    }
}

impl<'de> MapAccess<'de> for &mut Entries<'_, 'de> {
    type Error = LiteralError;

    /// Keys that are no strings (`{1: 'a'}`) are handed over as they are written: `serde` would take a number for the
    /// position of a field.
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, LiteralError> {
        if !self.another()? {
            return Ok(None);
        }
        let key = if matches!(self.literal.peek(), Some(b'"' | b'\'')) {
            self.literal.string(Escapes::Read)?
        } else {
            let start = self.literal.at;
            self.literal.skip()?;
            self.literal.text[start..self.literal.at].into()
        };
        match key {
            std::borrow::Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)),
            std::borrow::Cow::Owned(key) => seed.deserialize(StringDeserializer::new(key)),
        }
        .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, LiteralError> {
        self.literal.colon()?;
        seed.deserialize(&mut *self.literal)
    }
}
