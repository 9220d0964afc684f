//! Numbers in a sentence: years, scores and users, in digits and in words. The door is [`fill`].

use chrono::Month;

use super::Score;
use super::canonical::month_at;
use super::cue::Cue;
use super::lexicon::Value;
use super::sentence::{Role, Slots, Word};
use crate::catalog::UserId;

/// Gives every number of the sentence its slot.
pub fn fill(words: &mut [Word], text: &str, slots: &mut Slots) {
    let mut plain: Option<(usize, usize, Score)> = None;
    let mut i = 0;
    while i < words.len() {
        let Some((value, n)) = number(words, i) else {
            i += 1;
            continue;
        };
        let role = if let Some(user) = user(words, i, text) {
            slots.user.get_or_insert(user);
            if matches!(words[i - 1].token.word.as_str(), "ml" | "pf" | "tg") {
                words[i - 1].role = Some(Role::User);
            }
            Some(Role::User)
        } else if (above(words, i) || upwards(words, i + n))
            && (0.0..=10.0).contains(&value)
            && !counts_something_else(words, i + n)
        {
            if slots.score.is_none() {
                slots.score = Score::new(value);
                slots.above = true;
            }
            Some(Role::Score)
        } else if let Some(month) = month(words, i, value) {
            slots.month.get_or_insert(month);
            Some(Role::Month)
        } else if let Some(year) = year(words, i, value) {
            slots.year.get_or_insert(year);
            Some(Role::Year)
        } else {
            let digits = words[i].token.word.starts_with(|c: char| c.is_ascii_digit());
            if (0.0..=10.0).contains(&value) && plain.is_none() && digits {
                plain = Score::new(value).map(|score| (i, n, score));
            }
            None
        };
        if role.is_some() {
            words[i..i + n].iter_mut().for_each(|w| w.role = role);
        }
        i += n;
    }
    if let (None, Some((at, n, score))) = (slots.score, plain) {
        slots.score = Some(score);
        words[at..at + n].iter_mut().for_each(|w| w.role = Some(Role::Score));
    }
}

/// The number that begins at `i` and how many words it takes: "3.5", "tres y medio", "4 coma 2", "dos mil quince".
fn number(words: &[Word], i: usize) -> Option<(f64, usize)> {
    let at = |j: usize| match words.get(j)?.value {
        Some(Value::Number(n)) => Some(n),
        _ => None,
    };
    let is = |j: usize, options: &[&str]| words.get(j).is_some_and(|w| options.contains(&w.token.word.as_str()));
    let first = at(i)?;
    if words[i].token.quoted {
        return None;
    }
    if is(i + 1, &["mil", "thousand"]) {
        return match at(i + 2) {
            Some(more) if more < 100.0 => Some((first * 1000.0 + more, 3)),
            _ => Some((first * 1000.0, 2)),
        };
    }
    if is(i + 1, &["y", "and"]) && (is(i + 2, &["medio", "media", "half"]) || is(i + 2, &["a"]) && is(i + 3, &["half"]))
    {
        return Some((first + 0.5, if is(i + 2, &["a"]) { 4 } else { 3 }));
    }
    if is(i + 1, &["coma", "punto", "point", "con"])
        && let Some(tenths) = at(i + 2).filter(|t| (0.0..10.0).contains(t) && t.fract() == 0.0)
    {
        return Some((first + tenths / 10.0, 3));
    }
    Some((first, 1))
}

/// Whether words like "más de" lead to the number, perhaps with an article or "un" between.
fn above(words: &[Word], i: usize) -> bool {
    let compared = i > 0 && matches!(words[i - 1].token.word.as_str(), "que" | "than" | "a");
    let more = |w: &Word| w.is(Cue::Best) || w.is(Cue::Most);
    if compared && words[..i].iter().rev().take(4).any(more) {
        return true;
    }
    let between = |w: &Word| w.is(Cue::Article) || w.is(Cue::Link) || w.is(Cue::Filler) || w.is(Cue::Rated);
    words[..i].iter().rev().take(4).take_while(|w| between(w) || w.is(Cue::Above)).any(|w| w.is(Cue::Above))
}

/// Whether words like "para arriba", "o más" follow the number.
fn upwards(words: &[Word], next: usize) -> bool {
    let follow = |a: &[&str], b: &[&str]| {
        let is = |i: usize, options: &[&str]| words.get(i).is_some_and(|w| options.contains(&w.token.word.as_str()));
        is(next, a) && is(next + 1, b)
    };
    follow(&["o", "or", "y"], &["mas", "more", "superior", "higher"])
        || follow(&["para", "pa", "hacia"], &["arriba"])
        || follow(&["en"], &["adelante"])
        || follow(&["and"], &["up", "above"])
}

/// Whether what follows the number is no score: votes, minutes, films, millions.
fn counts_something_else(words: &[Word], next: usize) -> bool {
    words.get(next).is_some_and(|w| {
        let million = matches!(w.token.word.as_str(), "millones" | "million" | "mil" | "m");
        million
            || w.is(Cue::Vote) && !w.is(Cue::Rated)
            || w.is(Cue::Film) && !w.is(Cue::Release)
            || w.is(Cue::Counted)
            || w.is(Cue::People)
            || w.is(Cue::YearWord)
            || matches!(w.value, Some(Value::Unit(_)))
    })
}

/// A year: four digits from 1870 to 2035 in digits or words; two digits after "del" or "año" ("del 99").
fn year(words: &[Word], i: usize, value: f64) -> Option<u16> {
    if value.fract() != 0.0 {
        return None;
    }
    if (1870.0..=2035.0).contains(&value) {
        return Some(value as u16);
    }
    let word = &words[i].token.word;
    let before = words[..i].last()?;
    let leads = before.is(Cue::YearWord) || matches!(before.token.word.as_str(), "del" | "el");
    if !leads || word.len() != 2 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(of_two_digits(value as u16))
}

/// The year that two digits stand for: "del 99", "del 07".
pub fn of_two_digits(digits: u16) -> u16 {
    if digits >= 30 { 1900 + digits } else { 2000 + digits }
}

/// "El mes 5".
fn month(words: &[Word], i: usize, value: f64) -> Option<Month> {
    let led = i > 0 && matches!(words[i - 1].token.word.as_str(), "mes" | "month") && !words[i].token.parted;
    let month = led && (1.0..=12.0).contains(&value) && value.fract() == 0.0;
    if month { month_at(value as usize - 1) } else { None }
}

/// "usuario 42", "user #42", "predecir al 42", "predecir 42 Heat", "ml:42".
fn user(words: &[Word], i: usize, text: &str) -> Option<UserId> {
    let digits = &words[i].token.word;
    let before = words[..i].last()?;
    let space = before.token.word.as_str();
    if matches!(space, "ml" | "pf" | "tg") && text[before.token.span.end..].starts_with(':') {
        return format!("{space}:{digits}").parse().ok();
    }
    let number = matches!(space, "numero" | "nro" | "num" | "n" | "id" | "number" | "no");
    let named = |w: &Word| w.is(Cue::User) && (!w.is(Cue::People) || w.token.word.starts_with("usuari"));
    let after_user = named(before) || number && words[..i].iter().rev().nth(1).is_some_and(named);
    let to_a_number = matches!(space, "al") && digits.len() < 4 && words.iter().any(|w| w.is(Cue::Predict));
    // As the command is written, but for its slash.
    let as_command = i == 1 && words.len() > 2 && before.is(Cue::Predict) && space.starts_with("pred");
    (after_user || to_a_number || as_command).then(|| digits.parse().ok()).flatten()
}
