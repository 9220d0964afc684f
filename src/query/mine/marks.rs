//! Marks in a sentence: "un 9", "8,5", "9/10", "4 estrellas". The door is [`at`].

use std::ops::Range;

use super::super::lexicon::Value;
use super::super::sentence::Sentence;
use crate::catalog::Mark;

/// A mark as said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Given {
    /// The mark; `None` for a number that is none.
    pub(super) mark: Option<Mark>,
    /// The words of it.
    pub(super) words: Range<usize>,
    /// Whether it was said out of how much it is: "9/10", "4 estrellas".
    pub(super) measured: bool,
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
    let given = |value: f64, end: usize, measured| Given { mark: Mark::new(value), words: i..end, measured };
    let slash = |j: usize| {
        // Two words may stand in one place: "¾" is both of its numbers.
        let between = words.get(j).and_then(|w| sentence.text.get(words[j - 1].token.span.end..w.token.span.start));
        between.is_some_and(|t| t.trim() == "/")
    };
    let out_of = is(end, &["out"]) && is(end + 1, &["of"]);
    let whole = match () {
        () if slash(end) => Some(end),
        () if out_of => Some(end + 2),
        () => is(end, &["sobre", "de"]).then_some(end + 1),
    };
    if let Some(at) = whole
        && let Some(most) = number(at).filter(|most| [5.0, 10.0, 20.0, 100.0].contains(most))
        && value <= most
    {
        return Some(given(value * 10.0 / most, at + 1, true));
    }
    if is(end, &["estrella", "estrellas", "star", "stars", "estrellitas"]) {
        // Stars are five at most; whoever gives more counts to ten.
        return Some(given(if value <= 5.0 { value * 2.0 } else { value }, end + 1, true));
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
        let sentence = Sentence::read(text);
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
    }
}
