//! Whether a name accounts for a query: that every word of it that says something is a word of that name.
//!
//! The door is [`Account`]. The re-rank says which name explains a query best; where nothing is called so, the best
//! explanation may still leave a word out or make quite another of it ("Turning Red" of "Turning Tide", "Tim Cheung"
//! of "Yam Yim Cheung"). Such a name may be offered, but it is not what was asked for.

use super::distance::{Pattern, encode, glue, is_swapped, split};
use super::forms::{self, Naming, Reading, Taken, is_stop_word};
use super::records::Entry;
use super::sound;
use super::words::MAX_WORDS;
use crate::text::beside;

/// A year that was said may be so far from that of the thing.
const YEARS: u16 = 2;

/// Words that go with people's names and are not part of them.
const BESIDE_NAMES: [&[u8]; 8] = [b"jr", b"sr", b"dr", b"sir", b"don", b"dona", b"mr", b"mrs"];

/// A query, ready to be held against names.
pub(super) struct Account {
    asked: Vec<(Option<u16>, Asked)>,
}

impl Account {
    pub fn new(text: &str, naming: Naming) -> Self {
        let asked = forms::readings(text, naming).into_iter();
        Self { asked: asked.map(|reading| (reading.year, Asked::new(&reading, naming))).collect() }
    }

    /// Whether a name accounts for one of the readings of the query. `year`: of the thing, where it has one; `saga`: what
    /// it may be the first part of.
    pub fn is_of(&self, name: &Entry<'_>, year: Option<u16>, saga: Option<&str>) -> bool {
        let near = |said: Option<u16>| said.zip(year).is_none_or(|(said, year)| said.abs_diff(year) <= YEARS);
        let fits =
            |asked: &Asked| asked.taken != Taken::FirstPart || saga.is_some_and(|saga| asked.is_first(name, saga));
        self.asked.iter().any(|(said, asked)| near(*said) && fits(asked) && asked.is(name))
    }
}

/// One reading of a query.
struct Asked {
    words: Vec<u8>,
    sounds: Vec<u8>,
    naming: Naming,
    taken: Taken,
}

impl Asked {
    fn new(reading: &Reading, naming: Naming) -> Self {
        let words = encode(&reading.form.words);
        Self { sounds: encode(&sound::key(&reading.form.words)), words, naming, taken: reading.taken }
    }

    fn is(&self, name: &Entry<'_>) -> bool {
        let glued =
            || digits(&self.words) == digits(name.words) && (self.is_otherwise_spaced(name) || self.is_heard(name));
        self.words == name.words || glued() || self.is_in(name)
    }

    /// Whether a name may be that of the first film of a saga: it bears the saga's name at the front, and no number. A
    /// single word is the whole name of one ("Agent 1" is no "Agent Cody Banks").
    fn is_first(&self, name: &Entry<'_>, saga: &str) -> bool {
        let several = split(&self.words).nth(1).is_some();
        let bears = |rest: &[u8]| rest.is_empty() || several && rest[0] == b' ';
        let saga = forms::of_name(saga.rsplit_once(' ').map_or(saga, |(name, _)| name), self.naming);
        let of_saga = || saga.iter().any(|form| encode(&form.words) == self.words);
        let rest = name.words.strip_prefix(&self.words[..]);
        digits(name.words).is_empty() && rest.is_some_and(|rest| bears(rest) || of_saga())
    }

    /// The whole name with spaces elsewhere, a slip or two allowed; a single word may be the beginning of it.
    fn is_otherwise_spaced(&self, name: &Entry<'_>) -> bool {
        let asked = glue(&self.words);
        let distance = Pattern::new(&asked).distance(name.words);
        let one = split(&self.words).nth(1).is_none();
        let as_many = split(&self.words).count() == split(name.words).count();
        let slips = asked.len() as u32 / if as_many { 12 } else { 6 };
        distance.whole <= slips.min(3) || one && asked.len() >= 6 && distance.prefix <= u32::from(asked.len() >= 9)
    }

    /// The whole name as it sounds.
    fn is_heard(&self, name: &Entry<'_>) -> bool {
        let asked = glue(&self.sounds);
        let as_many = split(&self.words).count() == split(name.words).count();
        let slips = if as_many { 0 } else { asked.len() as u32 / 8 };
        asked.len() > 3 && Pattern::new(&asked).distance(name.sounds).whole <= slips
    }

    /// Word by word.
    fn is_in(&self, name: &Entry<'_>) -> bool {
        let asked: Vec<(&[u8], &[u8])> = split(&self.words).zip(split(&self.sounds)).take(MAX_WORDS).collect();
        let words: Vec<(&[u8], &[u8])> = split(name.words).zip(split(name.sounds)).take(MAX_WORDS).collect();
        let telling = |word: &[u8]| !is_stop_word(word) && !word.iter().all(u8::is_ascii_digit);
        if !asked.iter().any(|(word, _)| telling(word)) {
            return false;
        }
        let n_telling = asked.iter().filter(|(word, _)| !is_stop_word(word)).count();
        let mut free = vec![true; words.len()];
        let mut open = Vec::with_capacity(asked.len());
        // Equal words first, so that a misspelt one cannot take the place of another.
        for (i, (word, _)) in asked.iter().enumerate() {
            match (0..words.len()).find(|&j| free[j] && words[j].0 == *word) {
                Some(j) => free[j] = false,
                None => open.push(i),
            }
        }
        let mut at = 0;
        while let Some(&i) = open.get(at) {
            let (word, sounds) = asked[i];
            let last = i + 1 == asked.len();
            let meant = |j: &usize| free[*j] && self.is_word(word, sounds, words[*j], last, n_telling == 1);
            // One word for two of the name, two words for one of it.
            let two = |j: &usize| free[j - 1] && free[*j] && is_glued(word, &[words[j - 1].0, words[*j].0].concat());
            let next = asked.get(i + 1).filter(|_| open.get(at + 1) == Some(&(i + 1)));
            let both = next.map(|(next, _)| [word, next].concat());
            let one = |j: &usize| free[*j] && both.as_ref().is_some_and(|both| is_glued(both, words[*j].0));
            if let Some(j) = (0..words.len()).find(meant) {
                free[j] = false;
            } else if let Some(j) = (1..words.len()).find(two) {
                (free[j - 1], free[j]) = (false, false);
            } else if let Some(j) = (0..words.len()).find(one) {
                free[j] = false;
                at += 1;
            } else if !(self.is_beside(word) || self.is_small(word, n_telling)) {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Whether a word goes with names and tells none from another: the "of" of a title, the "Jr." of a person.
    fn is_beside(&self, word: &[u8]) -> bool {
        match self.naming {
            Naming::Title => is_stop_word(word),
            Naming::Person => BESIDE_NAMES.contains(&word),
        }
    }

    /// Whether so short a word of a long title may be a misspelt "of" or "the".
    fn is_small(&self, word: &[u8], n_telling: usize) -> bool {
        let number = word.iter().any(u8::is_ascii_digit);
        self.naming == Naming::Title && word.len() <= 2 && n_telling > 2 && !number
    }

    /// Whether a word asked for is one of the name's, misspelt, by ear or begun. `alone`: no other word says something.
    fn is_word(&self, word: &[u8], sounds: &[u8], name: (&[u8], &[u8]), last: bool, alone: bool) -> bool {
        let len = word.len();
        if word.iter().any(u8::is_ascii_digit) {
            return false;
        }
        let distance = Pattern::new(word).distance(name.0);
        let kept = distance.whole == 1 && (is_swapped(word, name.0) || name.0.len() > len);
        // A slip makes another word of a short one, unless letters are only swapped, left out or on the next key.
        let slips = match (len, self.naming) {
            (0..=2, _) => 0,
            (3, _) => u32::from(!alone && kept),
            (4, _) => u32::from(!alone || kept || distance.whole == 1 && is_missed(word, name.0)),
            (5, _) | (6..=7, Naming::Person) => 1,
            (6..=8, Naming::Title) | (_, Naming::Person) => 2,
            (_, Naming::Title) => 3,
        };
        let begins = last && len >= if alone { 4 } else { 1 } || self.naming == Naming::Person && len == 1;
        let begun_slips = match self.naming {
            Naming::Title => u32::from(len >= if alone { 7 } else { 5 }),
            Naming::Person => u32::from(len >= 7),
        };
        let spelt = distance.whole <= slips || begins && len < name.0.len() && distance.prefix <= begun_slips;
        spelt && begins_alike(word, name.0)
            || sounds.len() > 1 && sounds == name.1 && distance.whole as usize <= len.max(name.0.len()) / 2 + 1
    }
}

/// Whether glued words are these, with one slip at most and the same numbers.
fn is_glued(asked: &[u8], name: &[u8]) -> bool {
    digits(asked) == digits(name) && Pattern::new(asked).distance(name).whole <= 1
}

/// Whether two words begin alike: the first letter is seldom mistaken for another than that of the next key, but may be
/// left out, added or swapped with the second.
fn begins_alike(a: &[u8], b: &[u8]) -> bool {
    a[0] == b[0] || beside(a[0], b[0]) || a.get(1) == b.first() || b.get(1) == a.first()
}

/// Whether two words differ by keys that are neighbours.
fn is_missed(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x == y || beside(*x, *y))
}

fn digits(words: &[u8]) -> Vec<u8> {
    words.iter().copied().filter(u8::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::forms::{Article, of_name};
    use super::super::names::Role;
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, naming: Naming, year: Option<u16>, expect: bool) {
        let form = of_name(name, naming).pop().unwrap();
        let (words, sounds) = (encode(&form.words), encode(&sound::key(&form.words)));
        let article = form.article == Article::Said;
        let entry = Entry { row: 0, role: Role::Main, article, known: 0.0, words: &words, sounds: &sounds };
        assert_eq!(Account::new(text, naming).is_of(&entry, year, Some("Some Collection")), expect, "{text} / {name}");
    }

    #[test]
    fn every_word_of_a_title_is_accounted_for() {
        for (text, title, expect) in [
            ("toy stori", "Toy Story", true),
            ("el padirno", "El padrino", true),
            ("spiderman homecomming", "Spider-Man: Homecoming", true),
            ("super man returns", "Superman Returns", true),
            ("gone in sixtgy", "Gone in Sixty Seconds", true),
            ("esnatch", "Snatch", true),
            ("terminatr", "The Terminator", true),
            ("jwas", "Jaws", true),
            ("bavk to 1942", "Back to 1942", true),
            ("fucker and dale", "Tucker and Dale vs Evil", true),
            ("Turning Red", "Turning Tide", false),
            ("Knives Out", "Knives of the Avenger", false),
            ("Free Guy", "Free Willy", false),
            ("Minari", "Minority Report", false),
            ("Nope", "Dope", false),
            ("The", "Them", false),
            ("100%", "The Hundred-Foot Journey", false),
            ("Toy Story 1", "Toy Story", true),
            ("Toy Story 4", "Toy Story", false),
            ("toystory4", "Toy Story 3", false),
        ] {
            check(text, title, Naming::Title, None, expect);
        }
    }

    #[test]
    fn a_year_is_that_of_the_film_or_part_of_its_title() {
        check("Dune 1984", "Dune", Naming::Title, Some(1984), true);
        check("Dune de 1986", "Dune", Naming::Title, Some(1984), true);
        check("Dune 2021", "Dune", Naming::Title, Some(1984), false);
        check("Argentina, 1985", "Argentina", Naming::Title, Some(2015), false);
        check("Blade Runner 2049", "Blade Runner 2049", Naming::Title, Some(2017), true);
    }

    #[test]
    fn every_word_of_a_person_is_accounted_for() {
        for (text, name, expect) in [
            ("tarantno", "Quentin Tarantino", true),
            ("de caprio leonardo", "Leonardo DiCaprio", true),
            ("yoni dep", "Johnny Depp", true),
            ("t hanks", "Tom Hanks", true),
            ("Merritt Gold", "Merritt Olsen", false),
            ("Arthur Krams", "Arthur Brauss", false),
            ("Tim Cheung", "Cheung Yam-Yim", false),
            ("Brian Renn", "Brian Dennehy", false),
            ("Donald Harris", "James Donald", false),
        ] {
            check(text, name, Naming::Person, None, expect);
        }
    }
}
