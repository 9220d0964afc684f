//! Marks in a sentence: "un 9", "8,5", "9/10", "4 estrellas", "80%", "★★★½". The doors are [`at`], and before it
//! [`spelt_out`].

use std::ops::Range;

use super::super::lexicon::Value;
use super::super::sentence::Sentence;
use crate::catalog::Mark;

/// A mark as said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Given {
    /// The mark; `None` for a number that is none: "15", "6/5", "-3".
    pub(super) mark: Option<Mark>,
    /// The words of it.
    pub(super) words: Range<usize>,
    /// Whether it was said out of how much it is: "9/10", "4 estrellas", "80%".
    pub(super) measured: bool,
}

/// Signs of a star that is given, and of one that is not.
const STARS: [char; 4] = ['★', '⭐', '🌟', '✭'];
const EMPTY: [char; 2] = ['☆', '✩'];

/// A text with its stars and its half in figures, as [`at`] reads them: "Coco ★★★½" is "Coco 3.5 estrellas". `None` where
/// there are none; a half is one only at the end of the text ("8½" may be a film).
pub(super) fn spelt_out(text: &str) -> Option<String> {
    let ends = text.trim_end();
    if let Some(whole) = ends.strip_suffix('½').filter(|whole| whole.ends_with(|c: char| c.is_ascii_digit())) {
        return Some(format!("{whole}.5"));
    }
    let start = text.find(STARS)?;
    let (mut given, mut end) = (0.0, start);
    for (i, c) in text[start..].char_indices() {
        match c {
            _ if STARS.contains(&c) => given += 1.0,
            '½' => given += 0.5,
            // What makes a sign a picture.
            '\u{fe0f}' => {}
            _ if EMPTY.contains(&c) => {}
            _ => break,
        }
        end = start + i + c.len_utf8();
    }
    Some(format!("{} {given} estrellas {}", &text[..start], &text[end..]))
}

/// Whether a minus stands before the number at a word: "-3". A dash between two words parts them.
pub(super) fn is_negative(sentence: &Sentence, i: usize) -> bool {
    let Some(before) = sentence.words.get(i).and_then(|w| sentence.text.get(..w.token.span.start)) else {
        return false;
    };
    let minus = before.strip_suffix(['-', '−']);
    minus.is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
}

/// The mark that begins at a word, if one does.
pub(super) fn at(sentence: &Sentence, i: usize) -> Option<Given> {
    let words = &sentence.words;
    let is = |j: usize, options: &[&str]| words.get(j).is_some_and(|w| options.contains(&w.token.word.as_str()));
    let number = |j: usize| match words.get(j).filter(|w| !w.token.quoted)?.value? {
        Value::Number(n) => Some(n),
        _ => None,
    };
    let (mut value, mut end) = (number(i)?, i + 1);
    if is(end, &["y"]) && is(end + 1, &["medio", "media"]) {
        (value, end) = (value + 0.5, end + 2);
    }
    if is_negative(sentence, i) {
        value = -value;
    }
    let given = |value: f64, end: usize, measured| Given { mark: Mark::new(value), words: i..end, measured };
    let behind = |j: usize| sentence.text.get(words[j - 1].token.span.end..).unwrap_or_default();
    // Two words may stand in one place: "¾" is both of its numbers.
    let slash = |j: usize| {
        let between = words.get(j).and_then(|w| sentence.text.get(words[j - 1].token.span.end..w.token.span.start));
        between.is_some_and(|t| t.trim() == "/")
    };
    let out_of = is(end, &["out"]) && is(end + 1, &["of"]);
    let (whole, surely) = match () {
        () if slash(end) => (Some(end), true),
        () if out_of => (Some(end + 2), true),
        () if is(end, &["sobre"]) => (Some(end + 1), true),
        () => (is(end, &["de"]).then_some(end + 1), false),
    };
    if let Some(at) = whole
        && let Some(most) = number(at)
    {
        if [5.0, 10.0, 20.0, 100.0].contains(&most) && value <= most {
            return Some(given(value * 10.0 / most, at + 1, true));
        }
        if surely {
            return Some(Given { mark: None, words: i..at + 1, measured: true });
        }
    }
    if behind(end).trim_start().starts_with('%') {
        return Some(given(value / 10.0, end, true));
    }
    if is(end, &["por"]) && is(end + 1, &["ciento"]) {
        return Some(given(value / 10.0, end + 2, true));
    }
    if is(end, &["estrella", "estrellas", "star", "stars", "estrellitas"]) {
        end += 1;
        if is(end, &["y"]) && is(end + 1, &["medio", "media"]) {
            (value, end) = (value + 0.5, end + 2);
        }
        // Stars are five at most; whoever gives more counts to ten.
        return Some(given(if value <= 5.0 { value * 2.0 } else { value }, end, true));
    }
    if is(end, &["punto", "puntos", "points"]) {
        return Some(given(value, end + 1, true));
    }
    Some(given(value, end, false))
}

/// The first mark from a word on, up to another.
pub(super) fn first(sentence: &Sentence, range: Range<usize>) -> Option<Given> {
    range.into_iter().find_map(|i| at(sentence, i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, mark: Option<f64>, measured: bool) {
        let spelt = spelt_out(text);
        let sentence = Sentence::read(spelt.as_deref().unwrap_or(text));
        let given = first(&sentence, 0..sentence.words.len()).unwrap();
        assert_eq!((given.mark, given.measured), (mark.map(|m| Mark::new(m).unwrap()), measured), "{text}");
    }

    #[test]
    fn marks_in_words_and_figures() {
        check("un 9", Some(9.0), false);
        check("ocho y medio", Some(8.5), false);
        check("8,5", Some(8.5), false);
        check("9/10", Some(9.0), true);
        check("9 / 10", Some(9.0), true);
        check("7 sobre 10", Some(7.0), true);
        check("4 de 5", Some(8.0), true);
        check("8 out of 10", Some(8.0), true);
        check("85/100", Some(8.5), true);
        check("4 estrellas", Some(8.0), true);
        check("3 puntos", Some(3.0), true);
        check("11", None, false);
        check("0", None, false);
        check("¾", Some(3.0), false);
        check("4,5 estrellas", Some(9.0), true);
        check("3 estrellas y media", Some(7.0), true);
        check("80%", Some(8.0), true);
        check("80 por ciento", Some(8.0), true);
        check("★★★★", Some(8.0), true);
        check("★★★½", Some(7.0), true);
        check("⭐️⭐️⭐️", Some(6.0), true);
        check("★★☆☆☆", Some(4.0), true);
        check("7½", Some(7.5), false);
    }

    #[test]
    fn what_is_out_of_range_is_no_mark() {
        for text in ["6/5", "11/10", "7/8", "6 sobre 5", "-3", "-3/5", "0/10", "150%", "0%"] {
            check(text, None, !matches!(text, "-3"));
        }
        // A dash parts two words.
        check("Coco - 8", Some(8.0), false);
    }
}
