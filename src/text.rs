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
    let mut push = |c: char, gap: &mut bool| {
        if *gap && !out.is_empty() {
            out.push(' ');
        }
        *gap = false;
        out.push(c);
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            push(c.to_ascii_lowercase(), &mut gap);
            continue;
        }
        match c {
            '\'' | '’' | '‘' | '`' | '´' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' => {}
            '&' => {
                gap = true;
                "and".chars().for_each(|c| push(c, &mut gap));
                gap = true;
            }
            'ß' | 'ẞ' => "ss".chars().for_each(|c| push(c, &mut gap)),
            'æ' | 'Æ' => "ae".chars().for_each(|c| push(c, &mut gap)),
            'œ' | 'Œ' => "oe".chars().for_each(|c| push(c, &mut gap)),
            'ø' | 'Ø' => push('o', &mut gap),
            'đ' | 'Đ' | 'ð' | 'Ð' => push('d', &mut gap),
            'ł' | 'Ł' => push('l', &mut gap),
            'ı' => push('i', &mut gap),
            '½' => {
                gap = true;
                push('1', &mut gap);
                gap = true;
                push('2', &mut gap);
            }
            c if c.is_ascii() => gap = true,
            c => {
                for d in std::iter::once(c).nfkd().filter(|d| !is_combining_mark(*d)) {
                    for l in d.to_lowercase().nfkd() {
                        if l.is_alphanumeric() {
                            push(l, &mut gap);
                        } else if !is_combining_mark(l) && !matches!(l, '\'' | '’') {
                            gap = true;
                        }
                    }
                }
            }
        }
    }
}

/// The words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    folded.split(' ').filter(|w| !w.is_empty())
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

    proptest! {
        #[test]
        fn fold_is_idempotent(s in "\\PC{0,60}") {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
