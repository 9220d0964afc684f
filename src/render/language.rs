//! The languages that people read: [`Language`], fixed texts in both ([`Text`]) and sentences with gaps (`say!`). What is
//! said stands once, in both languages side by side, so that a missing text does not compile.

use std::str::FromStr;

/// A language in which the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Spanish: what everybody gets who has not said or shown otherwise.
    #[default]
    Spanish,
    /// English.
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Spanish, Self::English];

    /// The code of ISO 639-1.
    pub fn code(self) -> &'static str {
        self.pick("es", "en")
    }

    /// The language of a code as programs tell it (`en`, `en-GB`); `None` for one that is not spoken here.
    pub fn of_code(code: &str) -> Option<Self> {
        let main = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| main.eq_ignore_ascii_case(language.code()))
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        self.pick("Español", "English")
    }

    /// What is meant for this language.
    pub const fn pick<T: Copy>(self, spanish: T, english: T) -> T {
        match self {
            Self::Spanish => spanish,
            Self::English => english,
        }
    }
}

/// Its code, exactly.
impl FromStr for Language {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(())
    }
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    spanish: &'static str,
    english: &'static str,
}

impl Text {
    /// Both texts.
    pub const fn new(spanish: &'static str, english: &'static str) -> Self {
        Self { spanish, english }
    }

    /// The same in both: names, signs.
    pub const fn same(text: &'static str) -> Self {
        Self::new(text, text)
    }

    /// The text in a language.
    pub const fn to(self, language: Language) -> &'static str {
        language.pick(self.spanish, self.english)
    }

    /// Whether it is the beginning of `text`, in whichever language; what follows it.
    pub fn begins(self, text: &str) -> Option<&str> {
        text.strip_prefix(self.spanish).or_else(|| text.strip_prefix(self.english))
    }
}

/// The sentence in a language: `say!(language, "Hay {n} películas.", "There are {n} films.")`. Both are checked by the
/// compiler as by [`format!`].
macro_rules! say {
    ($language:expr, $spanish:literal, $english:literal $(, $value:expr)* $(,)?) => {
        match $language {
            $crate::render::Language::Spanish => format!($spanish $(, $value)*),
            $crate::render::Language::English => format!($english $(, $value)*),
        }
    };
}

pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_and_without_a_region() {
        for (code, language) in [
            ("es", Some(Language::Spanish)),
            ("es-AR", Some(Language::Spanish)),
            ("en", Some(Language::English)),
            ("en-GB", Some(Language::English)),
            ("EN_us", Some(Language::English)),
            ("eng", None),
            ("pt-BR", None),
            ("", None),
        ] {
            assert_eq!(Language::of_code(code), language, "{code}");
        }
    }
}
