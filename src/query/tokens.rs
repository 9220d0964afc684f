//! A sentence as words with their places in the text. The door is [`tokens`].

use std::ops::Range;

use crate::text::fold;

/// Longer messages are read up to here, in bytes: nobody asks a question that long, and time stays bounded.
const READ: usize = 1000;

/// Words read of a message.
const WORDS: usize = 120;

/// A word or number of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Folded; numbers with a decimal point ("3.5"); `>` and `<` stand for themselves.
    pub word: String,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Whether a sign that parts clauses (`,;:?!.…()` or a line end) stands before it.
    pub parted: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether it is one letter with a point: the initial of a name.
    pub initial: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it is a year in brackets, as it is written behind a title: "Titanic (1996)". It goes with what stands
    /// before it, and its place takes in the brackets.
    pub bracketed: bool,
}

/// The part of a message that is read: all of an ordinary one.
pub fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(READ)]
}

/// The words of `text`, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let text = head(text);
    let quotes = quoted(text);
    let mut found = Vec::new();
    let mut parted = false;
    let mut at = 0;
    while at < text.len() && found.len() < WORDS {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        if let Some(year) = bracketed_year(rest).filter(|_| !found.is_empty()) {
            let span = at..at + year.len();
            let quoted = quotes.iter().any(|q| q.contains(&span.start));
            let word = year[1..year.len() - 1].to_owned();
            found.push(Token { word, span, quoted, bracketed: true, ..blank() });
            at += year.len();
            parted = true;
            continue;
        }
        let length = word_length(text, at);
        if length == 0 {
            let initial = c == '.' && found.last().is_some_and(|t: &Token| t.initial && t.span.end == at);
            parted |=
                !initial && matches!(c, ',' | ';' | ':' | '?' | '!' | '.' | '…' | '(' | ')' | '\n' | '—' | '¿' | '¡');
            at += c.len_utf8();
            continue;
        }
        let span = at..at + length;
        at = span.end;
        let quoted = quotes.iter().any(|q| q.contains(&span.start));
        let one = text[span.clone()].chars().count() == 1;
        let initial = one && text[at..].starts_with('.') && !text[at..].starts_with("..");
        push_words(&text[span.clone()], span, Token { parted, quoted, initial, ..blank() }, &mut found);
        parted = false;
    }
    found
}

fn blank() -> Token {
    Token {
        word: String::new(),
        span: 0..0,
        parted: false,
        quoted: false,
        initial: false,
        capital: false,
        bracketed: false,
    }
}

/// "(1996)" at the beginning of `rest`, its brackets included.
fn bracketed_year(rest: &str) -> Option<&str> {
    let year = rest.get(..6)?;
    let digits = year.strip_prefix('(')?.strip_suffix(')')?;
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(year)
}

/// Folding may part one piece ("A´s" is one word, "½" two); all its words share the piece's place.
fn push_words(piece: &str, span: Range<usize>, like: Token, found: &mut Vec<Token>) {
    let capital = piece.chars().next().is_some_and(char::is_uppercase);
    if matches!(piece, ">" | "<" | "+") {
        found.push(Token { word: piece.to_owned(), span, ..like });
        return;
    }
    if piece.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        found.push(Token { word: piece.replace(',', "."), span, ..like });
        return;
    }
    for word in crate::text::words(&fold(piece)) {
        found.push(Token { word: word.to_owned(), span: span.clone(), capital, ..like.clone() });
    }
}

/// Bytes of the word that begins at `at`; 0 where none does.
fn word_length(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = rest.as_bytes().get(digits..).unwrap_or_default();
        let decimals = match after {
            [b'.' | b',', more @ ..] => more.iter().take_while(|b| b.is_ascii_digit()).count(),
            _ => 0,
        };
        if decimals > 0 {
            return digits + 1 + decimals;
        }
        let letters = rest[digits..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
        return digits + letters;
    }
    if first.is_alphanumeric() {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '`' | '´' | '\u{300}'..='\u{36f}');
        return rest.chars().take_while(|c| part(*c)).map(char::len_utf8).sum();
    }
    let alone = matches!(first, '>' | '<') || first == '+' && !text[..at].ends_with(char::is_alphabetic);
    usize::from(alone)
}

/// What stands between quotation marks, the marks left out; an apostrophe is none.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, c) in text.char_indices() {
        if let Some((start, close)) = open {
            if c == close {
                found.push(start..i);
                open = None;
            }
            continue;
        }
        let close = match c {
            '"' => '"',
            '«' => '»',
            '“' | '„' => '”',
            '‘' => '’',
            '\'' if starts_word(text, i) => '\'',
            _ => continue,
        };
        if text[i + c.len_utf8()..].contains(close) {
            open = Some((i + c.len_utf8(), close));
        }
    }
    found
}

/// Whether the mark at `i` stands before a word and not inside one.
fn starts_word(text: &str, i: usize) -> bool {
    !text[..i].ends_with(char::is_alphanumeric) && text[i + 1..].starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let words: Vec<_> = tokens(text).into_iter().map(|t| t.word).collect();
        assert_eq!(words.join(" "), expect);
    }

    #[test]
    fn reads_words_and_numbers() {
        check("¿Cuántas con más de 3,5 en Disney+?", "cuantas con mas de 3.5 en disney");
        check("+ de 4", "+ de 4");
        check("Schindler's List (1993)", "schindlers list 1993");
        check("🎬 Wall·E 🤖", "wall e");
        check("score>4", "score > 4");
    }

    #[test]
    fn sees_quotes_and_clauses() {
        let found = tokens("votos de \"La La Land\", porfa");
        assert_eq!(found.iter().filter(|t| t.quoted).count(), 3);
        assert!(found.last().is_some_and(|t| t.parted));
        assert!(tokens("Bob's and Al's").iter().all(|t| !t.quoted));
    }

    #[test]
    fn a_year_in_brackets_goes_with_the_name() {
        let text = "dónde veo Coco (2017), porfa";
        let found = tokens(text);
        assert_eq!(&text[found[2].span.start..found[3].span.end], "Coco (2017)");
        assert!(found[3].bracketed && !found[3].parted && found[4].parted);
        for text in ["(2017)", "Coco (2017 o 2018)", "Coco (dos)", "Coco (20178)"] {
            assert!(tokens(text).iter().all(|t| !t.bracketed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_of_the_text(text in "\\PC{0,80}") {
            for token in tokens(&text) {
                prop_assert!(text.get(token.span).is_some());
            }
        }
    }
}
