//! Texts longer than a message of Telegram, in pieces: between lines where possible, else between words, never inside
//! a character or a tag.
//!
//! The door is [`split`].

use unicode_normalization::char::is_combining_mark;

use crate::render::format::html;
use crate::render::markup::{Markup, Style};

/// UTF-16 units of a message, tags and entities included: a little stricter than Telegram, which counts after reading
/// them.
pub(super) const LONGEST: usize = 4096;

/// The same of what stands below a picture.
pub(super) const LONGEST_CAPTION: usize = 1024;

/// What a part of a text costs beside its characters at most: `<code></code>`.
const TAGS: usize = 13;

/// The text as HTML, each piece of at most `longest` UTF-16 units, balanced and not blank. `longest` is at least 64.
pub(super) fn split(markup: &Markup, longest: usize) -> Vec<String> {
    let whole = html(markup);
    if units(&whole) <= longest {
        return if blank(&whole) { Vec::new() } else { vec![whole] };
    }
    let mut pieces = vec![Markup::new()];
    for line in lines(markup) {
        let fits = |piece: &Markup| units(&html(piece)) + 1 + units(&html(&line)) <= longest;
        match pieces.last_mut() {
            Some(last) if last.parts.is_empty() && units(&html(&line)) <= longest => last.append(line),
            Some(last) if fits(last) => {
                last.push(Style::Plain, "\n");
                last.append(line);
            }
            _ => pieces.extend(broken(&line, longest)),
        }
    }
    pieces.iter().map(html).map(|piece| piece.trim_matches('\n').to_owned()).filter(|p| !blank(p)).collect()
}

/// The length of a text as Telegram counts it.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Nothing but spaces between the tags.
fn blank(html: &str) -> bool {
    let mut inside = false;
    html.chars().all(|c| {
        let tag = inside || c == '<';
        inside = tag && c != '>';
        tag || c.is_whitespace()
    })
}

fn lines(markup: &Markup) -> Vec<Markup> {
    let mut lines = vec![Markup::new()];
    for (style, text) in &markup.parts {
        for (i, text) in text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Markup::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(*style, text);
            }
        }
    }
    lines
}

/// A line in pieces of at most `longest` units.
fn broken(line: &Markup, longest: usize) -> Vec<Markup> {
    let letters: Vec<(Style, char)> =
        line.parts.iter().flat_map(|(style, text)| text.chars().map(|c| (*style, c))).collect();
    let mut pieces = Vec::new();
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        let fitting = fitting(rest, longest);
        let cut = if fitting == rest.len() { fitting } else { good_cut(rest, fitting) };
        let (piece, after) = rest.split_at(cut);
        let mut markup = Markup::new();
        for run in piece.chunk_by(|a, b| a.0 == b.0) {
            markup.push(run[0].0, run.iter().map(|(_, c)| c).collect::<String>());
        }
        pieces.push(markup);
        rest = after;
    }
    pieces
}

/// How many of the first letters fit; at least one.
fn fitting(letters: &[(Style, char)], longest: usize) -> usize {
    let mut used = 0;
    for (i, (style, letter)) in letters.iter().enumerate() {
        if i == 0 || letters[i - 1].0 != *style {
            used += TAGS;
        }
        used += match letter {
            '&' => "&amp;".len(),
            '<' | '>' => "&lt;".len(),
            '"' => "&quot;".len(),
            letter => letter.len_utf16(),
        };
        if used > longest {
            return i.max(1);
        }
    }
    letters.len()
}

/// The best place to cut at or before `most`: after a space in the second half, else not before what belongs to the
/// letter in front of it.
fn good_cut(letters: &[(Style, char)], most: usize) -> usize {
    if let Some(space) = (most / 2..most).rev().find(|i| letters[*i].1.is_whitespace()) {
        return space + 1;
    }
    /// Parts of one emoji or one accented letter; more than this in a row is noise.
    const LONGEST_CLUSTER: usize = 32;
    let joined = |i: usize| extends(letters[i].1) || letters[i - 1].1 == '\u{200d}';
    (most.saturating_sub(LONGEST_CLUSTER).max(1)..=most).rev().find(|i| !joined(*i)).unwrap_or(most)
}

/// Accents, joiners, variation selectors and skin tones: drawn together with what stands before.
fn extends(letter: char) -> bool {
    is_combining_mark(letter)
        || matches!(letter, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn style() -> impl Strategy<Value = Style> {
        prop_oneof![Just(Style::Plain), Just(Style::Strong), Just(Style::Dim), Just(Style::Code)]
    }

    fn texts() -> impl Strategy<Value = Markup> {
        let text = prop_oneof!["[a-zñá&<>\"\n 🎬]{0,80}", "\\PC{0,40}", "[x&]{100,300}", "(👩‍👩‍👧 ?){0,20}"];
        proptest::collection::vec((style(), text), 0..12).prop_map(|parts| {
            let mut markup = Markup::new();
            parts.into_iter().for_each(|(style, text)| markup.push(style, text));
            markup
        })
    }

    /// The text that Telegram would show; panics where it would refuse.
    fn shown(html: &str) -> String {
        let (mut out, mut open, mut rest) = (String::new(), None, html);
        while let Some(c) = rest.chars().next() {
            let end = match c {
                '<' => rest.find('>').expect("a whole tag") + 1,
                '&' => rest.find(';').expect("a whole entity") + 1,
                c => c.len_utf8(),
            };
            let (token, after) = rest.split_at(end);
            rest = after;
            match token {
                "<b>" | "<i>" | "<code>" => assert!(open.replace(&token[1..]).is_none(), "nested in {html}"),
                "</b>" | "</i>" | "</code>" => assert_eq!(open.take(), Some(&token[2..])),
                "&amp;" => out.push('&'),
                "&lt;" => out.push('<'),
                "&gt;" => out.push('>'),
                "&quot;" => out.push('"'),
                token => {
                    assert!(!token.starts_with(['<', '&']), "{token} in {html}");
                    out.push_str(token);
                }
            }
        }
        assert_eq!(open, None, "{html}");
        out
    }

    proptest! {
        #[test]
        fn pieces_fit_and_nothing_is_lost(markup in texts(), longest in 64usize..300) {
            let pieces = split(&markup, longest);
            for piece in &pieces {
                prop_assert!(units(piece) <= longest, "{} units", units(piece));
                prop_assert!(!shown(piece).trim().is_empty());
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let all: String = pieces.iter().map(|piece| shown(piece)).collect();
            prop_assert_eq!(letters(&all), letters(&crate::render::format::plain(&markup)));
        }
    }

    #[test]
    fn lines_stay_whole_and_words_too() {
        let markup = Markup::new().strong("a".repeat(40)).plain(format!("\n{}\n{}", "b".repeat(40), "c ".repeat(80)));
        let pieces = split(&markup, 100);
        assert_eq!(pieces[0], format!("<b>{}</b>\n{}", "a".repeat(40), "b".repeat(40)));
        assert!(pieces[1..].iter().all(|p| p.starts_with("c ")));
        assert!(split(&Markup::new().plain(" \n "), 4096).is_empty());
    }

    #[test]
    fn a_family_is_not_torn_apart() {
        let family = "👩‍👩‍👧";
        let pieces = split(&Markup::new().plain(family.repeat(40)), 64);
        assert!(pieces.len() > 1 && pieces.iter().all(|p| p.replace(family, "").is_empty()));
    }
}
