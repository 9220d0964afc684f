//! Words that are nearly one of ours: drawn out, with affection, by ear, with a slip.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use super::super::cue::{Cue, Cues};
use super::super::fuzzy::{by_ear, distance, slips_allowed};
use super::super::guess::Guesses;
use super::{Entry, Found, LEXICON, Lexicon, Value, WEIGHTY};

/// Cues of words that are found by ear, but not with a slip.
const BY_EAR_ONLY: Cues = Cues::of(&[
    Cue::Filler,
    Cue::Thanks,
    Cue::Chat,
    Cue::Link,
    Cue::Bye,
    Cue::Liked,
    Cue::See,
    Cue::Other,
    Cue::Called,
]);

static GUESSES: LazyLock<Guesses> = LazyLock::new(|| LEXICON.guesses());

impl Lexicon {
    /// Builds what the look-up of words with a slip needs, and the lexicon.
    pub fn prepare() {
        LazyLock::force(&GUESSES);
    }

    /// The word of ours that one slip made `word` of, also where [`Lexicon::look`] would not dare to say so. Words that
    /// are known to mean something else are no slips.
    pub fn guess(&'static self, word: &str) -> Option<Found<'static>> {
        if self.words.contains_key(word) {
            return None;
        }
        let word = GUESSES.nearest(word)?;
        let entry = match self.words.get(word) {
            Some(entry) => *entry,
            None => self.look(word)?.entry,
        };
        Some(Found { word, entry, fuzzy: true })
    }

    fn guesses(&self) -> Guesses {
        let rank = |entry: &Entry| match entry {
            e if e.cues.any(WEIGHTY) => 0,
            e if e.value.is_some() => 1,
            _ => 2,
        };
        let number = |entry: &Entry| matches!(entry.value, Some(Value::Number(_)));
        let words = self.words.iter().filter(|(_, entry)| !entry.is_empty() && !number(entry));
        let words = words.map(|(word, entry)| (word.clone(), rank(entry)));
        let forms = self.forms.iter().map(|(_, form, entry)| (form.clone(), rank(entry)));
        Guesses::new(words.chain(forms.filter(|(word, _)| !self.words.contains_key(word))).collect())
    }

    /// "Jajajaja", however long.
    pub(super) fn laughter(&self, word: &str) -> Option<Found<'_>> {
        let laughs = |syllable: &str| word.len() > 5 && word.trim_end_matches('j').replace(syllable, "").is_empty();
        let (word, entry) =
            self.words.get_key_value("jaja").filter(|_| ["ja", "je", "ji", "ha"].into_iter().any(laughs))?;
        Some(Found { word, entry: *entry, fuzzy: false })
    }

    /// "Holaaa" is "hola" said aloud: a letter three times or more stands for one.
    pub(super) fn drawn_out(&self, word: &str) -> Option<Found<'_>> {
        let letters: Vec<char> = word.chars().collect();
        if !letters.windows(3).any(|w| w[0] == w[1] && w[1] == w[2]) {
            return None;
        }
        let mut letters = letters;
        letters.dedup();
        let plain: String = letters.into_iter().collect();
        let (word, entry) =
            self.words.get_key_value(&plain).filter(|(plain, entry)| plain.len() >= 3 && !entry.is_empty())?;
        Some(Found { word, entry: *entry, fuzzy: true })
    }

    /// "Votitos" is "votos" with affection.
    pub(super) fn diminished(&self, word: &str) -> Option<Found<'_>> {
        let endings = [("itos", "os"), ("itas", "as"), ("ito", "o"), ("ita", "a")];
        let (stem, ending) = endings.iter().find_map(|(small, plain)| Some((word.strip_suffix(small)?, plain)))?;
        let plain = format!("{stem}{ending}");
        let (word, entry) = self.words.get_key_value(&plain).filter(|(_, entry)| !entry.is_empty())?;
        Some(Found { word, entry: *entry, fuzzy: true })
    }

    pub(super) fn misspelt(&self, word: &str) -> Option<Found<'_>> {
        if !(4..=24).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let key = by_ear(word);
        // "Vots" is "votos": a letter may be missing in the middle of a short word.
        let short = word.len() == 4;
        let allowed = slips_allowed(word.len().max(5)).min(key.len().saturating_sub(2));
        let mut best: Option<(usize, bool, usize, u32)> = None;
        for slip in without_one(&key) {
            let first = self.slips.partition_point(|(hash, _)| *hash < slip);
            for &(_, form) in self.slips[first..].iter().take_while(|(hash, _)| *hash == slip) {
                let (sounds, spelt, entry) = &self.forms[form as usize];
                let Some(slips) = distance(&key, sounds, allowed.min(slips_allowed(spelt.len()))) else { continue };
                if slips > 0 && (entry.cues.any(BY_EAR_ONLY) || matches!(entry.value, Some(Value::Number(_)))) {
                    continue;
                }
                let ends =
                    |a: &str, b: &str| a.as_bytes()[0] == b.as_bytes()[0] && a.as_bytes().last() == b.as_bytes().last();
                if slips > 0 && short && (!entry.cues.has(Cue::Vote) || spelt.len() != 5 || !ends(word, spelt)) {
                    continue;
                }
                // "Pinto" is no "punto": in a short word one letter for another makes another word.
                if slips > 0 && key.len() <= 5 && sounds.len() == key.len() && !swapped(&key, sounds) {
                    continue;
                }
                let other_start = key.as_bytes()[..1] != sounds.as_bytes()[..1];
                if slips > 0 && other_start && key.len() < 6 {
                    continue;
                }
                let rank = (slips, other_start, spelt.len().abs_diff(word.len()), form);
                if best.is_none_or(|b| rank < b) {
                    best = Some(rank);
                }
            }
        }
        let (_, word, entry) = &self.forms[best?.3 as usize];
        Some(Found { word, entry: *entry, fuzzy: true })
    }
}

/// Whether two keys have the same letters in another order, `g` and `j`, `m` and `n` being the same.
fn swapped(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut bytes = text.replace('j', "g").replace('m', "n").into_bytes();
        bytes.sort_unstable();
        bytes
    };
    sorted(a) == sorted(b)
}

/// Hashes of the text, and of the text without each of its letters. That two texts share one by chance costs a look.
pub(super) fn without_one(key: &str) -> impl Iterator<Item = u64> + '_ {
    let mut rest = String::with_capacity(key.len());
    let cut = move |(i, c): (usize, char)| {
        rest.clear();
        rest.push_str(&key[..i]);
        rest.push_str(&key[i + c.len_utf8()..]);
        xxh3_64(rest.as_bytes())
    };
    std::iter::once(xxh3_64(key.as_bytes())).chain(key.char_indices().map(cut))
}
