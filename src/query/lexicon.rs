//! The one lexicon of everything Spanish (and English) that comes in: the words of `lexicon.txt`, and values.
//!
//! The door is [`Lexicon::get`], then [`Lexicon::look`]: a word as written, by ear, or with a slip or two.

mod slips;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cue::{Cue, Cues};
use super::fuzzy::by_ear;
pub use super::values::Value;
use super::values::value_words;
use super::verbs::forms;
use slips::without_one;

/// What the lexicon says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its cues.
    pub cues: Cues,
    /// Its value.
    pub value: Option<Value>,
}

impl Entry {
    fn merge(&mut self, other: Self) {
        self.cues = self.cues.and(other.cues);
        self.value = self.value.or(other.value);
    }

    /// Whether it says nothing.
    pub fn is_empty(self) -> bool {
        self.cues.is_empty() && self.value.is_none()
    }
}

/// A word found in the lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The lexicon's spelling.
    pub word: &'a str,
    /// What it says.
    pub entry: Entry,
    /// Whether the spelling differs.
    pub fuzzy: bool,
}

/// A phrase: the words after the first (`*` at the end: any word that begins so), and what the whole says.
struct Phrase {
    rest: Vec<String>,
    entry: Entry,
}

/// Words, stems, phrases, and two ways to find a misspelt word.
pub struct Lexicon {
    words: HashMap<String, Entry>,
    stems: HashMap<String, Entry>,
    phrases: HashMap<String, Vec<Phrase>>,
    /// Short spellings of messages and what they stand for: "q" is "que".
    short: HashMap<String, String>,
    /// Words and common forms of stems, as spelt by ear, without one letter each: a slip meets its word there.
    /// Sorted by the hash of what is left; the second is a position in `forms`.
    slips: Vec<(u64, u32)>,
    forms: Vec<(String, String, Entry)>,
}

/// Cues and the words that give them; the form is told at its beginning.
const WORDS: &str = include_str!("lexicon.txt");

/// Words that are one slip away from a cue and mean something else.
const NOT_CUES: &str = "\
    fotos motos marco julia julian julie junior partes luna lunas sierra juegos factor doctor autor serio serios \
    pelea peleas pelo pelos cuento cuentos marte mares lentes notes mundo hotel acto direct paris pared parte \
    madre padre sabor domino patos gatos platos trama julieta marcos martin mario maria marty mark milo votivo \
    actas notar notre visa sally sales solo sola corte mexico medio metro metros movil mejora retos reto rates \
    dirty seria estela brother brothers mother mothers sister sisters player players point perfect history \
    casino county volume imagine present presents grand superman tall desire revenge happened scared incredible \
    file files move moves theater listen boots true fine dies tree trees extreme echo generals become reason \
    lunch shore stairs possible complete primer prima happiness heights killers mars cats miller stuart marcus \
    marc artist escort extremo viva vita pinto pinta pintas motas vetos cotos";

/// Endings that make common forms of a verb's stem, for meeting its misspellings.
const ENDINGS: [&str; 25] = [
    "", "a", "o", "e", "as", "an", "ar", "ado", "ada", "ados", "adas", "aron", "io", "ido", "idos", "ida", "idas",
    "ir", "ieron", "endame", "acion", "aciones", "iendame", "ieras", "me",
];

/// Cues worth finding in short misspelt words; for others a slip needs a word of seven letters.
const WEIGHTY: Cues = Cues::of(&[
    Cue::Count,
    Cue::Film,
    Cue::Release,
    Cue::Rated,
    Cue::Vote,
    Cue::Suggest,
    Cue::Alike,
    Cue::Long,
    Cue::Actor,
    Cue::Acts,
    Cue::Director,
    Cue::Directs,
    Cue::HelpWord,
    Cue::Hello,
    Cue::Thanks,
    Cue::Bye,
]);

/// Cues of words that are near too many words of names ("francis" is no "francés") to be looked for in them.
const NAMES_LIKE: Cues = Cues::of(&[Cue::Genre, Cue::Foreign, Cue::Counted, Cue::Card, Cue::Sorry, Cue::People]);

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

impl Lexicon {
    /// The lexicon, built at the first call (a few milliseconds).
    pub fn get() -> &'static Self {
        &LEXICON
    }

    fn build() -> Self {
        let mut lexicon = Self {
            words: HashMap::new(),
            stems: HashMap::new(),
            phrases: HashMap::new(),
            short: HashMap::new(),
            slips: Vec::new(),
            forms: Vec::new(),
        };
        let mut cues = Cues::NONE;
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                Some(names) => cues = Cues::named(names),
                None if line.contains('=') => lexicon.add_short(line),
                None => lexicon.add(line, Entry { cues, value: None }),
            }
        }
        for (value, words) in value_words() {
            let entry = Entry { cues: Cues::NONE, value: Some(value) };
            words.iter().for_each(|words| lexicon.add(words, entry));
        }
        lexicon.add(NOT_CUES, Entry::default());
        lexicon.index_slips();
        lexicon
    }

    fn add(&mut self, words: &str, entry: Entry) {
        for word in words.split_ascii_whitespace() {
            if let Some((first, rest)) = word.split_once('_') {
                let rest: Vec<String> = rest.split('_').map(str::to_owned).collect();
                // A word of a phrase is a word: never taken for a slip of another.
                for part in rest.iter().map(String::as_str).chain([first]).filter(|part| !part.ends_with('*')) {
                    self.words.entry(part.to_owned()).or_default();
                }
                let phrases = self.phrases.entry(first.to_owned()).or_default();
                match phrases.iter_mut().find(|p| p.rest == rest) {
                    Some(phrase) => phrase.entry.merge(entry),
                    None => phrases.push(Phrase { rest, entry }),
                }
            } else if let Some(verb) = word.strip_prefix('~') {
                for form in forms(verb) {
                    self.words.entry(form).or_default().merge(entry);
                }
            } else if let Some(stem) = word.strip_suffix('*') {
                self.stems.entry(stem.to_owned()).or_default().merge(entry);
            } else {
                self.words.entry(word.to_owned()).or_default().merge(entry);
            }
        }
    }

    /// Short spellings: `que=q,k` and more of the kind in one line.
    fn add_short(&mut self, line: &str) {
        for (word, spellings) in line.split_ascii_whitespace().filter_map(|pair| pair.split_once('=')) {
            self.short.extend(spellings.split(',').map(|short| (short.to_owned(), word.to_owned())));
        }
    }

    /// What a short spelling stands for.
    pub fn in_full(&self, short: &str) -> Option<&str> {
        self.short.get(short).map(String::as_str)
    }

    fn index_slips(&mut self) {
        let mut forms: Vec<(String, String, Entry)> = Vec::new();
        for (word, entry) in &self.words {
            let least = if entry.value.is_some() || entry.cues.any(WEIGHTY) { 4 } else { 7 };
            if !entry.is_empty() && !entry.cues.any(NAMES_LIKE) && word.len() >= least {
                forms.push((by_ear(word), word.clone(), *entry));
            }
        }
        let stems = self.stems.iter().filter(|(stem, entry)| stem.len() >= 4 && !entry.cues.any(NAMES_LIKE));
        for (stem, entry) in stems {
            for form in ENDINGS.iter().map(|ending| format!("{stem}{ending}")) {
                forms.push((by_ear(&form), form, *entry));
            }
        }
        forms.sort_by(|a, b| a.1.cmp(&b.1));
        for (i, (key, ..)) in (0u32..).zip(&forms) {
            self.slips.extend(without_one(key).map(|slip| (slip, i)));
        }
        self.slips.sort_unstable();
        self.forms = forms;
    }

    /// What the lexicon says of a folded word: as spelt, by stem, by ear, or with a slip in a word of five letters or
    /// more.
    pub fn look<'a>(&'a self, word: &'a str) -> Option<Found<'a>> {
        if let Some((word, entry)) = self.words.get_key_value(word)
            && !entry.is_empty()
        {
            return Some(Found { word, entry: *entry, fuzzy: false });
        }
        let stems = (3..=word.len()).rev().filter_map(|end| self.stems.get(word.get(..end)?));
        if let Some(entry) = stems.into_iter().next() {
            return Some(Found { word, entry: *entry, fuzzy: false });
        }
        if self.words.contains_key(word) {
            return None;
        }
        self.laughter(word)
            .or_else(|| self.drawn_out(word))
            .or_else(|| self.diminished(word))
            .or_else(|| self.misspelt(word))
    }

    /// The longest phrase that begins `words` (in the lexicon's spelling): how many words, and what it says.
    pub fn phrase(&self, words: &[&str]) -> Option<(usize, Entry)> {
        let (first, rest) = words.split_first()?;
        let fits =
            |p: &&Phrase| p.rest.len() <= rest.len() && p.rest.iter().zip(rest).all(|(want, word)| fits(want, word));
        let phrase = self.phrases.get(*first)?.iter().filter(fits).max_by_key(|p| p.rest.len())?;
        Some((phrase.rest.len() + 1, phrase.entry))
    }
}

fn fits(want: &str, word: &str) -> bool {
    match want.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => want == word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Platform;

    #[track_caller]
    fn value(word: &str) -> Option<Value> {
        Lexicon::get().look(word)?.entry.value
    }

    #[test]
    fn values_with_slips() {
        assert_eq!(value("otubre"), Some(Value::Month(9)));
        assert_eq!(value("setiembre"), Some(Value::Month(8)));
        assert_eq!(value("savado"), Some(Value::Weekday(5)));
        assert_eq!(value("miercole"), Some(Value::Weekday(2)));
        assert_eq!(value("netflis"), Some(Value::Platform(Platform::Netflix)));
        assert_eq!(value("mayor"), None);
        assert_eq!(value("marco"), None);
    }

    #[test]
    fn cues_with_slips() {
        let cues = |word| Lexicon::get().look(word).map(|f| f.entry.cues).unwrap_or_default();
        for (word, cue) in [
            ("recomiendame", Cue::Suggest),
            ("recomeindame", Cue::Suggest),
            ("pelicuals", Cue::Film),
            ("cuantsa", Cue::Count),
            ("direcotr", Cue::Director),
            ("puntage", Cue::Rated),
            ("estrnadas", Cue::Release),
            ("parceidas", Cue::Alike),
        ] {
            assert!(cues(word).has(cue), "{word}");
        }
        assert!(cues("moana").is_empty());
        assert!(cues("zootopia").is_empty());
    }

    #[test]
    fn the_file_has_words_of_known_cues_only() {
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.len() <= 120, "{line}");
            if let Some(names) = line.strip_prefix('[') {
                let n = names.trim_end_matches(']').split(' ').count();
                assert_eq!(
                    Cue::ALL.iter().filter(|c| Cues::named(names.trim_end_matches(']')).has(**c)).count(),
                    n,
                    "{line}"
                );
                continue;
            }
            if line.contains('=') {
                assert!(line.split(' ').all(|pair| pair.split_once('=').is_some_and(|(word, _)| !word.is_empty())));
                continue;
            }
            for word in line.split(' ').flat_map(|w| w.split('_')).filter(|_| !line.is_empty()) {
                let stem = word.trim_end_matches('*').trim_start_matches('~');
                assert!(matches!(stem, "+" | ">" | "<") || stem == crate::text::fold(stem), "{line}");
                assert!(!stem.is_empty() && word.len() - stem.len() <= 1, "{line}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let lexicon = Lexicon::get();
        assert_eq!(lexicon.phrase(&["amazon", "prime", "video", "tiene"]).map(|p| p.0), Some(3));
        assert!(lexicon.phrase(&["mas", "larga"]).is_some_and(|p| p.1.cues.has(Cue::Longest)));
        assert!(lexicon.phrase(&["zzz"]).is_none());
    }
}
