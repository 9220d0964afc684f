//! How a name sounds to a Spanish ear: one spelling for all that are written alike by ear.
//!
//! The doors are [`key`] (all sounds, compared letter by letter) and [`skeleton`] (consonants only, looked up whole).
//! The rules follow the correspondences of Spanish spelling (b = v, z = c before e and i, silent h, j = g before e and
//! i, y = ll, gu for w, an e before s + consonant) and the habits of writing English by ear (ee and ea as i, oo as u,
//! sh as ch, th as t, a final e unheard), in the manner of the Metaphone family (Philips 1990): lossy, and the same
//! for both sides.

/// The sounds of folded words, one letter a sound, words kept apart: as many as there were. A word without a sound
/// ("h") stays as it is.
pub(super) fn key(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(' ').filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let start = out.len();
        word_key(word, &mut out);
        if out.len() == start {
            out.push_str(word);
        }
    }
    out
}

/// The consonants of one word's [`key`]; a vowel at its beginning stays, as `a`. Empty for words of fewer than two
/// sounds, which would be like too many others.
pub(super) fn skeleton(key_of_word: &str) -> String {
    let mut out = String::with_capacity(key_of_word.len());
    for (i, c) in key_of_word.chars().enumerate() {
        if !is_vowel_sound(c) {
            out.push(c);
        } else if i == 0 {
            out.push('a');
        }
    }
    if out.len() < 2 {
        out.clear();
    }
    out
}

fn is_vowel_sound(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u')
}

fn word_key(word: &str, out: &mut String) {
    let is_roman = word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    if is_roman || !word.is_ascii() {
        out.push_str(word);
        return;
    }
    let letters = word.as_bytes();
    let at = |i: usize| letters.get(i).copied().unwrap_or(b' ');
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let front = |c: u8| matches!(c, b'e' | b'i' | b'y');
    let end = letters.len();
    let mut last = ' ';
    let mut push = |sound: char| {
        if sound != last || sound.is_ascii_digit() {
            out.push(sound);
            last = sound;
        }
    };
    let mut i = match letters {
        [b'e', b's', c, ..] if !vowel(*c) && c.is_ascii_alphabetic() => 1,
        [b'k' | b'g', b'n', ..] | [b'w', b'r', ..] | [b'p', b's', ..] => 1,
        _ => 0,
    };
    while i < end {
        let (c, next, after) = (at(i), at(i + 1), at(i + 2));
        let mut step = 1;
        match c {
            b'e' if i + 1 == end && i > 0 => {}
            b'a' | b'o' if i + 2 == end && next == b'r' && i > 0 => {}
            b'e' if next == b'r' && i > 0 && !vowel(after) => {}
            b'a' => push('a'),
            b'e' if next == b'a' => {
                push('i');
                step = 2;
            }
            b'i' if next == b'g' && after == b'h' => {
                push('a');
                push('i');
                step = 3;
            }
            b'e' | b'i' => push('i'),
            b'o' | b'u' => push('u'),
            b'y' if vowel(next) => push('j'),
            b'y' => push('i'),
            b'b' | b'v' => push('b'),
            b'c' if next == b'h' => {
                push('x');
                step = 2;
            }
            b'c' if next == b'c' && front(after) => {
                push('k');
                push('s');
                step = 2;
            }
            b'c' if next == b'k' => {
                push('k');
                step = 2;
            }
            b'c' | b's' | b'z' if front(next) || c != b'c' => {
                if c == b's' && next == b'h' {
                    push('x');
                    step = 2;
                } else if c == b's' && next == b'c' && front(after) {
                    push('s');
                    step = 2;
                } else {
                    push('s');
                }
            }
            b'c' | b'k' => push('k'),
            b'q' => {
                push('k');
                step = if next == b'u' { 2 } else { 1 };
            }
            b'x' if i == 0 => push('s'),
            b'x' => {
                push('k');
                push('s');
            }
            b't' if next == b'i' && after == b'o' && at(i + 3) == b'n' => push('s'),
            b't' if next == b'h' => {
                push('t');
                step = 2;
            }
            b't' if next == b'c' && after == b'h' => {}
            b'p' if next == b'h' => {
                push('f');
                step = 2;
            }
            b'g' if next == b'u' && vowel(after) => {
                push('w');
                step = 2;
            }
            b'g' if next == b'h' => step = 2,
            b'g' if front(next) => push('j'),
            b'd' if next == b'g' && front(after) => {}
            b'j' => push('j'),
            b'l' if next == b'l' && i == 0 => {
                push('j');
                step = 2;
            }
            b'w' if next == b'h' => {
                push('w');
                step = 2;
            }
            b'w' if vowel(next) => push('w'),
            b'w' => push('u'),
            b'h' if vowel(next) && (i == 0 || vowel(at(i - 1))) => push('j'),
            b'h' => {}
            b'b'..=b'z' | b'0'..=b'9' => push(char::from(c)),
            _ => push('?'),
        }
        i += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_written_alike() {
        for (by_ear, name) in [
            ("yurasik", "jurassic"),
            ("guorld", "world"),
            ("estrit", "street"),
            ("gud morning", "good morning"),
            ("mision", "mission"),
            ("darkor", "darker"),
            ("matriks", "matrix"),
            ("nait", "night"),
            ("eleccion", "election"),
            ("chadou", "shadow"),
            ("espilbrg", "spielberg"),
            ("t", "the"),
        ] {
            assert_eq!(key(by_ear), key(name), "{by_ear} {name}");
        }
    }

    #[test]
    fn skeletons_forget_vowels() {
        assert_eq!(skeleton(&key("escorcese")), skeleton(&key("scorsese")));
        assert_eq!(skeleton(&key("oh")), "");
        assert!(skeleton(&key("abba")).starts_with('a'));
    }
}
