//! What people rate, by the source's own id, and how: [`ItemKey`], [`Mark`].

use std::fmt;
use std::str::FromStr;

use super::SourceId;

/// A film or a platform title by the source's own id, which outlives every generation of the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKey {
    /// A film: `862`.
    Film(SourceId),
    /// A platform title that is no film: `as123`.
    Title(String),
}

impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Film(id) => id.fmt(f),
            Self::Title(key) => key.fmt(f),
        }
    }
}

impl From<&str> for ItemKey {
    /// Keys of titles begin with a letter, ids of films are numbers.
    fn from(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Title(text.to_owned()), |id| Self::Film(SourceId(id)))
    }
}

/// What somebody thinks of a film, from 1 to 10, in tenths: 85 is 8.5. Inside, ratings go from 0.5 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u8);

impl Mark {
    /// A thumb up.
    pub const LIKED: Self = Self(80);
    /// A thumb down.
    pub const DISLIKED: Self = Self(40);

    /// The mark of a number from 1 to 10; `None` for any other.
    pub fn new(value: f64) -> Option<Self> {
        let tenths = (value * 10.0).round();
        (10.0..=100.0).contains(&tenths).then_some(Self(tenths as u8))
    }

    /// The mark kept as `tenths`, brought into range.
    pub fn of_tenths(tenths: i64) -> Self {
        Self(tenths.clamp(10, 100) as u8)
    }

    /// 10 to 100.
    pub fn tenths(self) -> u8 {
        self.0
    }

    /// 1 to 10.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// 0.5 to 5.
    pub fn score(self) -> f32 {
        f32::from(self.0) / 20.0
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        s.parse().ok().and_then(Self::new).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_from_one_to_ten() {
        for (text, score) in [("1", 0.5), ("10", 5.0), ("8.5", 4.25), ("7", 3.5)] {
            let mark: Mark = text.parse().unwrap();
            assert_eq!((mark.to_string().as_str(), mark.score()), (text, score));
        }
        for wrong in ["0", "0.9", "10.1", "11", "-3", "NaN", "inf", "", "ocho"] {
            assert!(wrong.parse::<Mark>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn keys_return() {
        for key in [ItemKey::Film(SourceId(862)), ItemKey::Title("as123".to_owned())] {
            assert_eq!(ItemKey::from(key.to_string().as_str()), key);
        }
    }
}
