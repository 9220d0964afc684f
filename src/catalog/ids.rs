//! Identities and small values shared by every module: row numbers, source ids, platforms, units.

use std::fmt;
use std::str::FromStr;

macro_rules! row_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into a slice.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

row_number!(
    /// A film: its row in every artefact (the "inner id"). Rows ascend with [`SourceId`].
    MovieId
);
row_number!(
    /// A person: the row in the catalogue. Rows ascend with the person's id in the source.
    PersonId
);
row_number!(
    /// A title of a platform's catalogue: the row in the catalogue.
    TitleId
);

/// The id that the source gives to a film or a person (the "raw id"), converted to rows only by the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A streaming platform of source family B.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Platform {
    /// Amazon Prime Video.
    Amazon,
    /// Disney+.
    Disney,
    /// Hulu.
    Hulu,
    /// Netflix.
    Netflix,
}

impl Platform {
    /// All, in alphabetical order; the position is the value stored on disk.
    pub const ALL: [Self; 4] = [Self::Amazon, Self::Disney, Self::Hulu, Self::Netflix];

    /// The name of the machine interface: `amazon`, `disney`, `hulu`, `netflix`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Amazon => "amazon",
            Self::Disney => "disney",
            Self::Hulu => "hulu",
            Self::Netflix => "netflix",
        }
    }

    /// As people write it: `Prime Video`, `Disney+`, `Hulu`, `Netflix`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Amazon => "Amazon Prime Video",
            Self::Disney => "Disney+",
            Self::Hulu => "Hulu",
            Self::Netflix => "Netflix",
        }
    }

    /// First letter of every title key on this platform.
    pub fn letter(self) -> char {
        char::from(self.name().as_bytes()[0])
    }

    /// The platform stored as `code` (its position in [`Platform::ALL`]).
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Platform {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|p| p.name() == s).ok_or(())
    }
}

/// The unit of a title's duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Unit {
    /// Minutes.
    Min,
    /// Seasons.
    Season,
}

impl Unit {
    /// `min` or `season`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Season => "season",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Unit {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        match s {
            "min" => Ok(Self::Min),
            "season" => Ok(Self::Season),
            _ => Err(()),
        }
    }
}

impl TitleKind {
    /// `movie` or `show`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Movie => "movie",
            Self::Show => "show",
        }
    }
}

/// Film or series, as the platform says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TitleKind {
    /// A film.
    Movie,
    /// A series.
    Show,
}

/// Which ratings a user belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum UserSpace {
    /// `ratings.csv`, `ratings_small.csv` (MovieLens).
    Ml,
    /// The platform ratings.
    Pf,
    /// The chat.
    Tg,
}

impl UserSpace {
    /// What stands before the number: `ml`, `pf` or `tg`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ml => "ml",
            Self::Pf => "pf",
            Self::Tg => "tg",
        }
    }
}

/// A user of any source: `ml:42`, `pf:42`, `tg:42`; a bare number means `ml:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId {
    /// Whose ids these are.
    pub space: UserSpace,
    /// The number in that source.
    pub number: u64,
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.space.name(), self.number)
    }
}

impl FromStr for UserId {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let (space, digits) = match s.split_once(':') {
            None => (UserSpace::Ml, s),
            Some(("ml", n)) => (UserSpace::Ml, n),
            Some(("pf", n)) => (UserSpace::Pf, n),
            Some(("tg", n)) => (UserSpace::Tg, n),
            Some(_) => return Err(()),
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        Ok(Self { space, number: digits.parse().map_err(|_| ())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_namespaced() {
        assert_eq!("42".parse::<UserId>().unwrap().to_string(), "ml:42");
        assert_eq!("pf:7".parse::<UserId>().unwrap().to_string(), "pf:7");
        for wrong in ["", "x:1", "ml:", "ml:+1", "-1", "99999999999999999999999"] {
            assert!(wrong.parse::<UserId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn platform_codes_are_positions() {
        for (i, p) in Platform::ALL.into_iter().enumerate() {
            assert_eq!(p as usize, i);
            assert_eq!(Platform::from_code(p as u8), Some(p));
            assert_eq!(p.name().parse(), Ok(p));
        }
    }
}
