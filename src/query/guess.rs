//! The word of ours that one slip of the finger made another of: letters doubled, swapped, dropped, added, or hit beside
//! their key. The door is [`Guesses::nearest`].
//!
//! [`super::lexicon`] finds by itself what is misspelt by ear, and slips in long and telling words; here every word is
//! looked for, the small ones too ("teine" is "tiene"). That is asked only of a sentence that is not understood
//! otherwise, since most words that are near to one of ours are words of their own.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::beside;

/// Letters of the shortest word that is guessed, and of the shortest that is taken for a slip.
const SHORTEST: usize = 4;

/// Letters of the longest word that is guessed.
const LONGEST: usize = 24;

/// Words by what is left of them without one of their letters, hashed: the two ends of a slip meet there.
pub(super) struct Guesses {
    words: Vec<(String, u8)>,
    /// Sorted; the second is a position in `words`.
    left: Vec<(u64, u32)>,
}

impl Guesses {
    /// Of words with their ranks: where two are equally near, the lower rank is meant.
    pub(super) fn new(mut words: Vec<(String, u8)>) -> Self {
        words.retain(|(word, _)| word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase()));
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0);
        let mut left: Vec<(u64, u32)> =
            (0u32..).zip(&words).flat_map(|(i, (word, _))| without_one(word).map(move |hash| (hash, i))).collect();
        left.sort_unstable();
        Self { words, left }
    }

    /// The word that `typed` is one slip away from; the likeliest slip first, then the lowest rank.
    pub(super) fn nearest(&self, typed: &str) -> Option<&str> {
        if !(SHORTEST..=LONGEST).contains(&typed.len()) || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let mut best: Option<((u8, u8), &str)> = None;
        for hash in without_one(typed) {
            let first = self.left.partition_point(|(h, _)| *h < hash);
            for &(_, i) in self.left[first..].iter().take_while(|(h, _)| *h == hash) {
                let (word, rank) = &self.words[i as usize];
                if let Some(slip) = slip(typed.as_bytes(), word.as_bytes())
                    && best.is_none_or(|(b, _)| (slip.max(1), *rank) < b)
                {
                    best = Some(((slip.max(1), *rank), word));
                }
            }
        }
        best.map(|(_, word)| word)
    }
}

/// How unlikely the slip is that makes `typed` of `meant`, from 0; `None` where it takes more than one, or none.
fn slip(typed: &[u8], meant: &[u8]) -> Option<u8> {
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (a, b) = (&typed[same..], &meant[same..]);
    match a.len() as isize - b.len() as isize {
        0 => match (a, b) {
            ([x, y, rest @ ..], [v, w, last @ ..]) if x == w && y == v && rest == last => Some(0),
            ([x, rest @ ..], [y, last @ ..]) if rest == last && beside(*x, *y) => Some(1),
            _ => None,
        },
        1 if a[1..] == *b => Some(u8::from(same == 0 || a[0] != typed[same - 1])),
        // The first letter is seldom left out.
        -1 if *a == b[1..] => Some(if same == 0 { 2 } else { 1 }),
        _ => None,
    }
}

/// Hashes of the word, and of the word without each of its letters.
fn without_one(word: &str) -> impl Iterator<Item = u64> + '_ {
    let mut rest = String::with_capacity(word.len());
    let cut = move |i: usize| {
        rest.clear();
        rest.push_str(&word[..i]);
        rest.push_str(&word[i + 1..]);
        xxh3_64(rest.as_bytes())
    };
    std::iter::once(xxh3_64(word.as_bytes())).chain((0..word.len()).map(cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_word_is_found() {
        let words = ["tiene", "actor", "score", "sobre", "larga", "pelis"].map(|w| (w.to_owned(), 0));
        let guesses = Guesses::new(words.to_vec());
        for (typed, meant) in [
            ("teine", Some("tiene")),
            ("tieene", Some("tiene")),
            ("tene", Some("tiene")),
            ("toene", Some("tiene")),
            ("acyor", Some("actor")),
            ("scpre", Some("score")),
            ("laga", Some("larga")),
            ("peras", None),
            ("xyzzy", None),
            ("tos", None),
        ] {
            assert_eq!(guesses.nearest(typed), meant, "{typed}");
        }
    }
}
