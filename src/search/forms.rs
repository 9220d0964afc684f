//! The forms of a name in which it is compared: words without their article, numerals unified, the year taken off.
//!
//! The doors are [`of_name`] (the index) and [`readings`] (a query). Both sides go through the same steps, so that a
//! rule may be crude as long as it is the same for both.

use super::distance::Pattern;
use crate::text;

/// Articles that are dropped at the beginning of a title, in the languages that the sources hold; not `die`, which is
/// more often English than German.
const ARTICLES: [&str; 16] =
    ["the", "a", "an", "el", "la", "los", "las", "le", "les", "lo", "il", "der", "das", "un", "una", "une"];

/// Articles looked for in front of a first word that they may be glued to.
const GLUED_ARTICLES: [&str; 5] = ["the", "los", "las", "el", "la"];

/// Words that say little about which film is meant: their absence costs next to nothing.
const STOP_WORDS: [&str; 19] = [
    "of", "and", "de", "in", "on", "to", "for", "del", "at", "et", "en", "with", "und", "e", "con", "por", "para",
    "from", "al",
];

/// Words that may stand between a title and its year: "Drácula, del año 1992".
const BEFORE_YEAR: [&str; 6] = ["de", "del", "ano", "of", "from", "year"];

/// Years that can be the year of a film: from the first films to the near future.
pub const FILM_YEARS: std::ops::RangeInclusive<u16> = 1874..=2035;

/// Number words, English and Spanish, by value. `un` and `una` are left out: they are articles.
const NUMBERS: [(&str, &str); 48] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("hundred", "100"),
    ("uno", "1"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
    ("seis", "6"),
    ("siete", "7"),
    ("ocho", "8"),
    ("nueve", "9"),
    ("diez", "10"),
    ("once", "11"),
    ("doce", "12"),
    ("trece", "13"),
    ("catorce", "14"),
    ("quince", "15"),
    ("dieciseis", "16"),
    ("veinte", "20"),
    ("treinta", "30"),
    ("cuarenta", "40"),
    ("cincuenta", "50"),
    ("sesenta", "60"),
    ("ochenta", "80"),
    ("cien", "100"),
    ("mil", "1000"),
];

/// Roman numerals that are never a word of their own.
const ROMAN: [(&str, &str); 17] = [
    ("ii", "2"),
    ("iii", "3"),
    ("iv", "4"),
    ("vi", "6"),
    ("vii", "7"),
    ("viii", "8"),
    ("ix", "9"),
    ("xi", "11"),
    ("xii", "12"),
    ("xiii", "13"),
    ("xiv", "14"),
    ("xv", "15"),
    ("xvi", "16"),
    ("xvii", "17"),
    ("xviii", "18"),
    ("xix", "19"),
    ("xx", "20"),
];

/// Roman numerals that are also letters and words: taken as numbers only after a word at the very end of a title, or
/// after "part" and the like ("Rocky V", "Episode I: …").
const ROMAN_LETTERS: [(&str, &str); 3] = [("i", "1"), ("v", "5"), ("x", "10")];

/// Words after which a lone roman letter is a number.
const BEFORE_NUMERAL: [&str; 9] =
    ["part", "parte", "episode", "episodio", "chapter", "capitulo", "vol", "volume", "volumen"];

/// Letters of the longest stop word.
const LONGEST_STOP_WORD: usize = 4;

/// [`STOP_WORDS`] and [`ARTICLES`], each word as one number: every word of every candidate is looked up here.
const PACKED_STOP_WORDS: [u32; STOP_WORDS.len() + ARTICLES.len()] = {
    let mut all = [0; STOP_WORDS.len() + ARTICLES.len()];
    let mut i = 0;
    while i < all.len() {
        let word = if i < STOP_WORDS.len() { STOP_WORDS[i] } else { ARTICLES[i - STOP_WORDS.len()] };
        assert!(word.len() <= LONGEST_STOP_WORD, "longer words are not looked up");
        all[i] = packed(word.as_bytes());
        i += 1;
    }
    all
};

/// A short word as one number.
const fn packed(word: &[u8]) -> u32 {
    let (mut number, mut i) = (0, 0);
    while i < word.len() {
        number = number << 8 | word[i] as u32;
        i += 1;
    }
    number
}

/// Whether a folded and encoded word says little about which name is meant.
pub(super) fn is_stop_word(word: &[u8]) -> bool {
    (1..=LONGEST_STOP_WORD).contains(&word.len()) && PACKED_STOP_WORDS.contains(&packed(word))
}

/// Whose names are read: titles lose their article, people do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// Of films and platform titles.
    Title,
    /// Of people.
    Person,
}

/// One way to read a text as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// What was said.
    pub form: Form,
    /// The year that was said beside the name.
    pub year: Option<u16>,
    /// How it came to be read so.
    pub taken: Taken,
}

/// How literally a query is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// As it was written.
    AsWritten,
    /// With `ll` for every `y` before a vowel, which sound the same: "guiyermo".
    ByEar,
    /// Without the 1 at its end, which the first film of a saga does not bear: "Rocky 1".
    FirstPart,
}

/// The article of a name, which is not compared letter by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Article {
    /// There is none.
    None,
    /// There was one in its place.
    Said,
    /// The first word may be an article with a typo, or have one glued to it.
    Garbled,
}

/// One form of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Folded words separated by single spaces, without the article; never empty.
    pub words: String,
    /// The article that was taken off.
    pub article: Article,
}

/// The forms under which a name is indexed: its words, and the words with numerals as digits where that differs.
/// None where there is nothing but signs.
pub(super) fn of_name(name: &str, naming: Naming) -> Vec<Form> {
    let (name, moved) = match naming {
        Naming::Title => without_moved_article(name),
        Naming::Person => (name, false),
    };
    let (words, leading) = plain(name, naming);
    if words.is_empty() {
        return Vec::new();
    }
    let article = if moved || leading { Article::Said } else { Article::None };
    let unified = unify_numerals(&words);
    std::iter::once(words).chain(unified).map(|words| Form { words, article }).collect()
}

/// The ways to read `text` as a name, the likeliest first: numerals as digits and as they are, with and without a year
/// at the end, without an article at the end or what may be a garbled one at the beginning, with `ll` for `y`, without
/// the 1 of a first part. Empty where there is nothing but signs.
pub(super) fn readings(text: &str, naming: Naming) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::with_capacity(4);
    let mut add = |words: &str, article: Article, year: Option<u16>, taken: Taken| {
        if !readings.iter().any(|r| r.form.words == words && r.year == year) {
            readings.push(Reading { form: Form { words: words.to_owned(), article }, year, taken });
        }
    };
    let forms = of_name(text, naming);
    for Form { words, article } in forms.iter().rev() {
        if naming == Naming::Title
            && let Some((title, year)) = split_year(words)
        {
            add(title, *article, Some(year), Taken::AsWritten);
        }
        add(words, *article, None, Taken::AsWritten);
        if let Some(title) = words.strip_suffix(" the")
            && naming == Naming::Title
        {
            add(title, Article::Said, None, Taken::AsWritten);
        }
    }
    let Some(Form { words, article }) = forms.last() else { return readings };
    if naming == Naming::Title
        && *article == Article::None
        && let Some(title) = without_garbled_article(words)
    {
        add(title, Article::Garbled, None, Taken::AsWritten);
    }
    if let Some(heard) = with_ll_for_y(words) {
        add(&heard, *article, None, Taken::ByEar);
    }
    // As a digit: "The World I" is on the way to a longer title.
    if let Some(first) = forms.first().and_then(|form| without_first(&form.words)).filter(|_| naming == Naming::Title) {
        add(first, *article, None, Taken::FirstPart);
    }
    readings
}

/// Folded words, without a leading article, and whether there was one; `y` between words is `and`.
fn plain(name: &str, naming: Naming) -> (String, bool) {
    let folded = text::fold(name);
    let mut words = String::with_capacity(folded.len() + 2);
    let mut article = false;
    for (i, word) in text::words(&folded).enumerate() {
        if i == 0 && naming == Naming::Title && folded.len() > word.len() && ARTICLES.contains(&word) {
            article = true;
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        let between = i > 0 && !folded.ends_with(" y");
        words.push_str(if word == "y" && between { "and" } else { word });
    }
    (words, article)
}

/// "Matrix, The" → "Matrix", and whether it is so.
fn without_moved_article(name: &str) -> (&str, bool) {
    match name.rsplit_once(',') {
        Some((title, article))
            if article.len() <= 5
                && !title.trim().is_empty()
                && ARTICLES.iter().any(|a| article.trim().eq_ignore_ascii_case(a)) =>
        {
            (title, true)
        }
        _ => (name, false),
    }
}

/// "thematrix" → "matrix", where what is left is long enough; "teh matrix" → "matrix", likewise "t", "th" and "te".
fn without_garbled_article(words: &str) -> Option<&str> {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let near_the = || Pattern::new(b"the").distance(first.as_bytes()).whole == 1;
    if !rest.is_empty() && (first == "t" || near_the()) {
        return Some(rest);
    }
    let article = GLUED_ARTICLES.iter().find(|a| first.starts_with(**a) && first.len() >= a.len() + 3)?;
    Some(&words[article.len()..])
}

/// "guiyermo" → "guillermo"; `None` where no `y` stands before a vowel inside of a word.
fn with_ll_for_y(words: &str) -> Option<String> {
    let letters = words.as_bytes();
    let is_heard = |i: usize| {
        let vowel = |at: usize| letters.get(at).is_some_and(|c| b"aeiou".contains(c));
        letters[i] == b'y' && i > 0 && vowel(i - 1) && vowel(i + 1)
    };
    if !words.is_ascii() || !(0..letters.len()).any(is_heard) {
        return None;
    }
    let mut heard = String::with_capacity(words.len() + 2);
    for (i, c) in words.chars().enumerate() {
        if is_heard(i) { heard.push_str("ll") } else { heard.push(c) }
    }
    Some(heard)
}

/// "rocky 1" → "rocky"; `None` for "mockingjay part 1", which says that it is a part.
fn without_first(words: &str) -> Option<&str> {
    let title = words.strip_suffix(" 1")?;
    let last = title.rsplit(' ').next()?;
    (!BEFORE_NUMERAL.contains(&last)).then_some(title)
}

/// Numerals and number words as digits; `None` where there is none.
fn unify_numerals(words: &str) -> Option<String> {
    let all: Vec<&str> = text::words(words).collect();
    let mut changed = false;
    let mut out = String::with_capacity(words.len());
    for (i, &word) in all.iter().enumerate() {
        let table = |table: &[(&str, &'static str)]| table.iter().find(|(w, _)| *w == word).map(|(_, digits)| *digits);
        let letter = || {
            let numeral_place = i > 0 && (i + 1 == all.len() || BEFORE_NUMERAL.contains(&all[i - 1]));
            if numeral_place { table(&ROMAN_LETTERS) } else { None }
        };
        let digits = table(&NUMBERS).or_else(|| table(&ROMAN)).or_else(letter);
        changed |= digits.is_some();
        if i > 0 {
            out.push(' ');
        }
        out.push_str(digits.unwrap_or(word));
    }
    changed.then_some(out)
}

/// "dracula del 1992" → ("dracula", 1992).
fn split_year(words: &str) -> Option<(&str, u16)> {
    let (mut title, last) = words.rsplit_once(' ')?;
    let year = last.parse().ok().filter(|y| last.len() == 4 && FILM_YEARS.contains(y))?;
    while let Some((rest, word)) = title.rsplit_once(' ')
        && BEFORE_YEAR.contains(&word)
    {
        title = rest;
    }
    Some((title, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, Option<u16>)]) {
        let got = readings(text, Naming::Title);
        let got: Vec<_> = got.iter().map(|r| (r.form.words.as_str(), r.year)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn articles_and_conjunctions() {
        check("The Matrix", &[("matrix", None)]);
        check("Matrix, The", &[("matrix", None)]);
        check("matrix the", &[("matrix the", None), ("matrix", None)]);
        check("the", &[("the", None)]);
        check("Hannah y sus hermanas", &[("hannah and sus hermanas", None)]);
        check("La vida es bella", &[("vida es bella", None)]);
        check("teh matrix", &[("teh matrix", None), ("matrix", None)]);
        check("thegodfather", &[("thegodfather", None), ("godfather", None)]);
        check("¡!", &[]);
    }

    #[test]
    fn numerals_are_read_both_ways() {
        check("Rocky II", &[("rocky 2", None), ("rocky ii", None)]);
        check("Seven", &[("7", None), ("seven", None)]);
        check("Rocky V", &[("rocky 5", None), ("rocky v", None)]);
        check("V for Vendetta", &[("v for vendetta", None)]);
        check("Episode I Racer", &[("episode 1 racer", None), ("episode i racer", None)]);
    }

    #[test]
    fn a_year_at_the_end_may_be_a_year_or_part_of_the_title() {
        check("Drácula, del año 1992", &[("dracula", Some(1992)), ("dracula del ano 1992", None)]);
        check("Blade Runner 2049", &[("blade runner 2049", None)]);
        check("1917", &[("1917", None)]);
        check("Wonder Woman 1984", &[("wonder woman", Some(1984)), ("wonder woman 1984", None)]);
    }

    #[test]
    fn people_keep_every_word() {
        assert_eq!(of_name("La Toya Jackson", Naming::Person)[0].words, "la toya jackson");
    }
}
