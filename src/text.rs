//! Text as it is compared: one folding for the index, for the parser and for every look-up.
//!
//! The door is [`fold`]. Folding is for matching only; what people see is never folded.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents (`ñ` becomes `n`), words separated by single spaces.
///
/// Apostrophes vanish (`Bob's` → `bobs`), `&` becomes `and`, any other sign separates words. Idempotent.
/// Cost: linear, one allocation.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`] into a buffer that is cleared first, for loops over many names.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    let mut gap = false;
    for c in text.chars() {
        if c.is_ascii() {
            fold_char(c, &mut gap, out);
            continue;
        }
        // Signs with a spelling of their own come before decomposition and after it: U+10783 decomposes to `æ`.
        match spelling(c) {
            Some(_) => fold_char(c, &mut gap, out),
            None => std::iter::once(c)
                .nfkd()
                .flat_map(char::to_lowercase)
                .nfkd()
                .filter(|d| !is_combining_mark(*d))
                .for_each(|d| fold_char(d, &mut gap, out)),
        }
    }
}

/// Appends one decomposed character; `gap` is set where a new word begins with the next.
fn fold_char(c: char, gap: &mut bool, out: &mut String) {
    let mut push = |c: char| {
        if *gap && !out.is_empty() {
            out.push(' ');
        }
        *gap = false;
        out.push(c);
    };
    if c.is_ascii_alphanumeric() {
        return push(c.to_ascii_lowercase());
    }
    match spelling(c) {
        Some(Spelling::Nothing) => {}
        Some(Spelling::Letters(letters)) => letters.chars().for_each(push),
        Some(Spelling::Words(words)) => {
            *gap = true;
            words.split(' ').for_each(|word| {
                word.chars().for_each(|c| fold_char(c, gap, out));
                *gap = true;
            });
        }
        None if c.is_alphanumeric() => push(c),
        None => *gap = true,
    }
}

/// How a sign is spelt that decomposition alone does not fold.
enum Spelling {
    /// It vanishes.
    Nothing,
    /// As letters of the word that it stands in.
    Letters(&'static str),
    /// As words of their own.
    Words(&'static str),
}

fn spelling(c: char) -> Option<Spelling> {
    Some(match c {
        '\'' | '’' | '‘' | '`' | '´' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => Spelling::Nothing,
        '&' => Spelling::Words("and"),
        '½' => Spelling::Words("1 2"),
        'ß' | 'ẞ' => Spelling::Letters("ss"),
        'æ' | 'Æ' => Spelling::Letters("ae"),
        'œ' | 'Œ' => Spelling::Letters("oe"),
        'ø' | 'Ø' => Spelling::Letters("o"),
        'đ' | 'Đ' | 'ð' | 'Ð' => Spelling::Letters("d"),
        'ł' | 'Ł' => Spelling::Letters("l"),
        'ı' => Spelling::Letters("i"),
        _ => return None,
    })
}

/// The words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    folded.split(' ').filter(|w| !w.is_empty())
}

/// The rows of a Spanish keyboard: who misses a key hits one beside it.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Whether two letters are on neighbouring keys.
pub fn beside(a: u8, b: u8) -> bool {
    let place =
        |key: u8| ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.bytes().position(|k| k == key)?)));
    let (Some((row, at)), Some((other, there))) = (place(a), place(b)) else { return false };
    // The lower rows stand half a key to the right of the upper ones.
    match row.abs_diff(other) {
        0 => at.abs_diff(there) == 1,
        1 => {
            let (upper, lower) = if row < other { (at, there) } else { (there, at) };
            upper == lower || upper == lower + 1
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(input: &str, expect: &str) {
        assert_eq!(fold(input), expect);
    }

    #[test]
    fn folds_what_people_type() {
        check("  El Laberinto  del FAUNO ", "el laberinto del fauno");
        check("Amélie & Añejo", "amelie and anejo");
        check("Bob's—Burgers", "bobs burgers");
        check("ame\u{301}lie", "amelie");
        check("WALL·E", "wall e");
        check("8½", "8 1 2");
        check("Straße", "strasse");
        check("¿¡!?", "");
        check("千と千尋", "千と千尋");
    }

    #[test]
    fn keys_have_neighbours() {
        for (a, b) in [(b'a', b's'), (b'a', b'q'), (b'v', b'f'), (b'o', b'i'), (b'n', b'h')] {
            assert!(beside(a, b) && beside(b, a), "{} {}", a as char, b as char);
        }
        assert!(!beside(b'a', b'l') && !beside(b'f', b'm') && !beside(b'a', b'a'));
    }

    proptest! {
        #[test]
        fn fold_is_idempotent(s in "\\PC{0,60}") {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
