//! Edit distance of short texts, 64 letters at a time: insertions, deletions, substitutions and swaps of neighbours.
//!
//! The door is [`Pattern`]. The algorithm is the bit-parallel one of Hyyrö, "A bit-vector algorithm for computing
//! Levenshtein and Damerau edit distances" (2003), in its optimal string alignment form. One pass over a text gives
//! the distance to all of it and, for as-you-type look-up, to the beginning of it that fits best.

/// Longest pattern, in letters: the width of a machine word.
pub(super) const MAX_LEN: usize = 64;

/// Distinct letters: a–z, 0–9 and 28 more that all others share.
const N_LETTERS: usize = 64;

/// Letters by byte. Bytes over 127 (one a letter, see [`encode`]) share the last 28 codes.
const CODE: [u8; 256] = {
    let mut code = [0u8; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        code[byte] = match b {
            b'a'..=b'z' => b - b'a',
            b'0'..=b'9' => b - b'0' + 26,
            _ => 36 + b % 28,
        };
        byte += 1;
    }
    code
};

/// A folded text with one byte a letter: other scripts are hashed into the bytes over 127, which is enough to tell
/// names apart, and keeps positions and lengths simple.
pub(super) fn encode(words: &str) -> Vec<u8> {
    let other = |c: char| 128 + (u32::from(c) % 127) as u8;
    words.chars().map(|c| if c.is_ascii() { c as u8 } else { other(c) }).collect()
}

/// Encoded words without the spaces between.
pub(super) fn glue(words: &[u8]) -> Vec<u8> {
    words.iter().copied().filter(|&b| b != b' ').collect()
}

/// The words of an encoded text.
pub(super) fn split(words: &[u8]) -> impl Iterator<Item = &[u8]> {
    words.split(|&b| b == b' ').filter(|word| !word.is_empty())
}

/// Whether two words have the same letters in another order.
pub(super) fn is_swapped(a: &[u8], b: &[u8]) -> bool {
    let sorted = |word: &[u8]| {
        let mut letters = word.to_vec();
        letters.sort_unstable();
        letters
    };
    a.len() == b.len() && sorted(a) == sorted(b)
}

/// A text made ready for comparison with many others.
#[derive(Clone)]
pub(super) struct Pattern {
    masks: [u64; N_LETTERS],
    /// Number of letters compared, at most [`MAX_LEN`].
    pub len: usize,
}

/// How far a text is from a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Distance {
    /// Edits between the pattern and the whole text.
    pub whole: u32,
    /// Edits between the pattern and the best beginning of the text.
    pub prefix: u32,
}

impl Pattern {
    /// Of encoded letters without spaces; what is past [`MAX_LEN`] is not compared.
    pub fn new(letters: &[u8]) -> Self {
        let len = letters.len().min(MAX_LEN);
        let mut masks = [0; N_LETTERS];
        for (i, &letter) in letters[..len].iter().enumerate() {
            masks[usize::from(CODE[usize::from(letter)])] |= 1 << i;
        }
        Self { masks, len }
    }

    /// The distance to `text`, spaces in it ignored. Cost: about 2 ns a letter.
    pub fn distance(&self, text: &[u8]) -> Distance {
        if self.len == 0 {
            let letters = text.iter().filter(|&&b| b != b' ').count();
            return Distance { whole: letters as u32, prefix: 0 };
        }
        let last = 1u64 << (self.len - 1);
        let (mut plus, mut minus, mut diagonal, mut before) = (!0u64, 0u64, 0u64, 0u64);
        let mut whole = self.len as u32;
        let mut prefix = whole;
        for &byte in text {
            if byte == b' ' {
                continue;
            }
            let mask = self.masks[usize::from(CODE[usize::from(byte)])];
            let swapped = ((!diagonal & mask) << 1) & before;
            diagonal = ((mask & plus).wrapping_add(plus) ^ plus) | mask | minus | swapped;
            let across_plus = minus | !(diagonal | plus);
            let across_minus = diagonal & plus;
            whole += u32::from(across_plus & last != 0);
            whole -= u32::from(across_minus & last != 0);
            prefix = prefix.min(whole);
            let shifted = (across_plus << 1) | 1;
            plus = (across_minus << 1) | !(diagonal | shifted);
            minus = shifted & diagonal;
            before = mask;
        }
        Distance { whole, prefix }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook table, for comparison: (whole, best beginning).
    fn slow(pattern: &[u8], text: &[u8]) -> (u32, u32) {
        let (m, n) = (pattern.len(), text.len());
        let mut d = vec![vec![0u32; n + 1]; m + 1];
        for (i, row) in d.iter_mut().enumerate() {
            row[0] = i as u32;
        }
        for (j, first) in d[0].iter_mut().enumerate() {
            *first = j as u32;
        }
        for i in 1..=m {
            for j in 1..=n {
                let same = pattern[i - 1] == text[j - 1];
                let mut best = d[i - 1][j - 1] + u32::from(!same);
                best = best.min(d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                if i > 1 && j > 1 && pattern[i - 1] == text[j - 2] && pattern[i - 2] == text[j - 1] {
                    best = best.min(d[i - 2][j - 2] + 1);
                }
                d[i][j] = best;
            }
        }
        (d[m][n], d[m].iter().copied().min().unwrap_or(0))
    }

    #[test]
    fn one_edit_of_each_sort() {
        let pattern = Pattern::new(b"matrix");
        for (text, whole, prefix) in [
            ("matrix", 0, 0),
            ("amtrix", 1, 1),
            ("mtrix", 1, 1),
            ("mattrix", 1, 1),
            ("matrixes", 2, 0),
            ("ma trix", 0, 0),
        ] {
            assert_eq!(pattern.distance(text.as_bytes()), Distance { whole, prefix }, "{text}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_table(pattern in "[a-d]{1,12}", text in "[a-d]{0,14}") {
            let fast = Pattern::new(pattern.as_bytes()).distance(text.as_bytes());
            prop_assert_eq!((fast.whole, fast.prefix), slow(pattern.as_bytes(), text.as_bytes()));
        }
    }
}
