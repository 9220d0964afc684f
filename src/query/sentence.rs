//! A sentence with what the lexicon says of each word, and the values that stand in it. The doors are
//! [`Sentence::read`] and [`slots_of`].

use chrono::{Month, Weekday};

use super::canonical::{month_at, weekday_at};
use super::cue::{Cue, Cues};
use super::lexicon::{Entry, Found, Lexicon, Value};
use super::tokens::{Token, tokens};
use super::{Score, numbers};
use crate::catalog::{Platform, Unit, UserId};
use crate::world::Term;

/// A word of the sentence.
#[derive(Clone, Debug)]
pub struct Word {
    /// As written.
    pub token: Token,
    /// What it says; nothing inside quotation marks.
    pub cues: Cues,
    /// What it is worth.
    pub value: Option<Value>,
    /// Whether it was only nearly a word of the lexicon.
    pub fuzzy: bool,
    /// Which slot its value fills.
    pub role: Option<Role>,
    /// Whether it stands alone or begins a phrase; `false` for the words of a phrase after its first.
    pub begins: bool,
}

impl Word {
    /// Whether it gives a cue.
    pub fn is(&self, cue: Cue) -> bool {
        self.cues.has(cue)
    }

    /// Whether it gives one of these.
    pub fn any(&self, cues: Cues) -> bool {
        self.cues.any(cues)
    }

    /// Whether the lexicon says nothing of it: part of a name, most likely.
    pub fn unknown(&self) -> bool {
        self.cues.is_empty() && self.role.is_none()
    }
}

/// The slot that a value fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A platform.
    Platform,
    /// A unit of duration.
    Unit,
    /// A year.
    Year,
    /// A score.
    Score,
    /// A user.
    User,
}

/// The values that stand in a sentence, whatever it asks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Slots {
    /// The month.
    pub month: Option<Month>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The unit of duration.
    pub unit: Option<Unit>,
    /// The year.
    pub year: Option<u16>,
    /// The score.
    pub score: Option<Score>,
    /// Whether words like "más de" stand before the score.
    pub above: bool,
    /// The user.
    pub user: Option<UserId>,
}

/// A sentence, read.
#[derive(Clone, Debug)]
pub struct Sentence<'t> {
    /// The whole message.
    pub text: &'t str,
    /// Its words.
    pub words: Vec<Word>,
    /// The values in it.
    pub slots: Slots,
}

/// The values that stand in a text: what "¿y en febrero?" or "¿y de Netflix?" adds to the question before.
pub fn slots_of(text: &str) -> Slots {
    Sentence::read(text).slots
}

impl<'t> Sentence<'t> {
    /// Reads a message; only its first thousand bytes. Cost: about 10 µs.
    pub fn read(text: &'t str) -> Self {
        Self::read_with(text, |_, _| None)
    }

    /// Reads a message anew, more generously: a word that the lexicon does not know is taken for the word of ours that
    /// one slip of the finger makes of it, but for the words of `name` (folded). `None` where there is no such word.
    pub fn read_generously(text: &'t str, name: &str) -> Option<Self> {
        let mut guesses = 0;
        let sentence = Self::read_with(text, |lexicon, word| {
            let guess = lexicon.guess(word).filter(|_| crate::text::words(name).all(|w| w != word));
            guesses += usize::from(guess.is_some());
            guess
        });
        (guesses > 0).then_some(sentence)
    }

    fn read_with(text: &'t str, mut guess: impl FnMut(&'static Lexicon, &str) -> Option<Found<'static>>) -> Self {
        let lexicon = Lexicon::get();
        let mut tokens = tokens(text);
        // A capital inside an ordinary sentence marks a name: no slip of a word of ours.
        let shouting = tokens.iter().filter(|t| t.capital).count() * 2 > tokens.len();
        if shouting {
            // Where all is in capitals, none marks a name.
            tokens.iter_mut().for_each(|token| token.capital = false);
        }
        let slip = |i: usize, t: &Token| i == 0 || !t.capital;
        let numbers: Vec<bool> = tokens.iter().map(|t| t.word.starts_with(|c: char| c.is_ascii_digit())).collect();
        for (i, token) in tokens.iter_mut().enumerate() {
            // "+3" is more than three, "la + larga" is the longest.
            if token.word == "+" && numbers.get(i + 1) == Some(&true) {
                continue;
            }
            let letter = token.word.len() == 1 && !slip(i, token);
            if let Some(full) = lexicon.in_full(&token.word).filter(|_| !token.quoted && !letter && !token.initial) {
                full.clone_into(&mut token.word);
            }
        }
        let mut found = Vec::with_capacity(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            let ours = !token.quoted && !token.initial;
            // A word that names a country or a genre is spelt as it is meant: "dominica" is no Sunday.
            let spelt = |f: &Found| !f.fuzzy || !Term::is_word(&token.word);
            let word = lexicon.look(&token.word).filter(|_| ours).filter(spelt);
            let word = word.filter(|f| !f.fuzzy || f.entry.value.is_some() || slip(i, token));
            found.push(match word {
                None if ours && slip(i, token) => guess(lexicon, &token.word).filter(spelt),
                word => word,
            });
        }
        let spelt: Vec<&str> = tokens.iter().zip(&found).map(|(t, f)| f.map_or(t.word.as_str(), |f| f.word)).collect();
        let mut words = Vec::with_capacity(tokens.len());
        let mut i = 0;
        while i < tokens.len() {
            let phrase = match tokens[i].quoted {
                true => None,
                false => lexicon.phrase(&spelt[i..]).filter(|(n, _)| tokens[i..i + n].iter().all(|t| !t.quoted)),
            };
            // "Películas | por encima de": where the last word begins a longer phrase, that one is meant.
            let longer = |n: usize| n > 1 && lexicon.phrase(&spelt[i + n - 1..]).is_some_and(|(more, _)| more > n);
            let phrase = phrase.filter(|(n, _)| !longer(*n));
            let (n, entry) = phrase.unwrap_or_else(|| (1, found[i].map(|f| f.entry).unwrap_or_default()));
            for j in i..i + n {
                // The words after the first of a platform's name carry no value of their own.
                let more = j > i && entry.value.is_some();
                let cues = if more { Cues::of(&[Cue::Filler]) } else { entry.cues };
                let fuzzy = found[j].is_some_and(|f| f.fuzzy);
                let entry = Entry { cues, value: if more { None } else { entry.value } };
                words.push(Word { begins: j == i, ..word(tokens[j].clone(), entry, fuzzy) });
            }
            i += n;
        }
        compare_with_como(&mut words);
        take_back(&mut words);
        let mut sentence = Self { text, words, slots: Slots::default() };
        sentence.fill_slots();
        sentence
    }

    /// The sentence without what is said beside the question before and after it: "señor, … cuando pueda, gracias".
    /// Nothing is taken away that a preposition or an article leads to: it may be a name ("el señor de los anillos").
    pub fn without_asides(mut self) -> Self {
        let begins = Cues::of(&[Cue::Aside, Cue::Filler, Cue::Hello, Cue::Thanks, Cue::Sorry, Cue::And]);
        let ends = Cues::of(&[Cue::Aside, Cue::Filler, Cue::Thanks, Cue::Bye, Cue::Link, Cue::Article, Cue::What]);
        let leads = Cues::of(&[Cue::Link, Cue::Article, Cue::HowMuch, Cue::Count, Cue::What, Cue::Called]);
        // Where there is nothing else, that is what was said.
        let said = Cues::of(&[Cue::Filler, Cue::Hello, Cue::Thanks, Cue::Bye, Cue::Chat, Cue::And]);
        if self.words.iter().all(|w| w.role.is_none() && w.any(said)) {
            return self;
        }
        let words = &self.words;
        let plain = |w: &Word, cues: Cues| w.any(cues) && w.role.is_none() && !w.token.quoted;
        let beside = |w: &Word| w.is(Cue::Aside) || w.is(Cue::Sorry);
        let head = words.iter().take_while(|w| plain(w, begins)).count();
        let whole = |i: usize| words.get(i).is_some_and(|w| w.begins && (!w.any(leads) || w.token.parted));
        let start = (1..=head).rev().find(|&i| beside(&words[i - 1]) && whole(i)).unwrap_or(0);
        let tail = words.len() - words.iter().rev().take_while(|w| plain(w, ends)).count();
        let led = |i: usize| i > 0 && !words[i].token.parted && words[i - 1].any(leads);
        let end = (tail.max(start + 1)..words.len())
            .find(|&i| words[i].begins && words[i].is(Cue::Aside) && !led(i))
            .unwrap_or(words.len());
        self.words.truncate(end);
        self.words.drain(..start);
        self
    }

    fn fill_slots(&mut self) {
        let mut slots = Slots::default();
        for i in 0..self.words.len() {
            match self.words[i].value {
                Some(Value::Month(_) | Value::Weekday(_)) => self.fill_day_or_month(i, &mut slots),
                Some(Value::Platform(platform)) => {
                    slots.platform.get_or_insert(platform);
                    self.words[i].role = Some(Role::Platform);
                }
                Some(Value::Unit(unit)) => {
                    slots.unit.get_or_insert(unit);
                    self.words[i].role = Some(Role::Unit);
                }
                _ => {}
            }
        }
        numbers::fill(&mut self.words, self.text, &mut slots);
        self.slots = slots;
    }

    /// Short forms that are words of their own ("mar", "sun") count only where a small word leads to them or they stand nearly alone.
    fn fill_day_or_month(&mut self, i: usize, slots: &mut Slots) {
        const AMBIGUOUS: [&str; 8] = ["mar", "may", "set", "sun", "mon", "sat", "dom", "jul"];
        let before = i.checked_sub(1).map(|b| &self.words[b]);
        let day = before.is_some_and(|w| w.is(Cue::DayWord) || matches!(w.token.word.as_str(), "los" | "un"));
        let leads = before.is_some_and(|w| w.is(Cue::MonthWord) || w.is(Cue::Link) || w.is(Cue::Article)) || day;
        if AMBIGUOUS.contains(&self.words[i].token.word.as_str()) && !leads && self.words.len() > 2 {
            return;
        }
        let role = match self.words[i].value {
            Some(Value::Month(2)) if self.words[i].token.word == "mar" && day => {
                slots.weekday.get_or_insert(Weekday::Tue);
                Role::Weekday
            }
            Some(Value::Month(m)) => {
                slots.month = slots.month.or(month_at(usize::from(m)));
                Role::Month
            }
            Some(Value::Weekday(d)) => {
                slots.weekday = slots.weekday.or(weekday_at(usize::from(d)));
                Role::Weekday
            }
            _ => return,
        };
        self.words[i].role = Some(role);
    }

    /// Whether any word gives the cue.
    pub fn has(&self, cue: Cue) -> bool {
        self.words.iter().any(|w| w.is(cue))
    }

    /// Whether any word gives one of these.
    pub fn has_any(&self, cues: Cues) -> bool {
        self.words.iter().any(|w| w.any(cues))
    }

    /// The first word that gives one of these.
    pub fn first(&self, cues: Cues) -> Option<usize> {
        self.words.iter().position(|w| w.any(cues))
    }

    /// The text of some words, as written.
    pub fn text_of(&self, words: std::ops::Range<usize>) -> &'t str {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if words.start < words.end => {
                &self.text[first.token.span.start..last.token.span.end]
            }
            _ => "",
        }
    }
}

/// Signs that end a sentence, and some titles.
const SIGNS: [char; 4] = ['!', '?', '…', '.'];

impl<'t> Sentence<'t> {
    /// The same with the signs that stand directly behind, all of them first; not the one that closes what `¿` or `¡`
    /// opened before.
    pub fn signed(&self, words: std::ops::Range<usize>) -> impl Iterator<Item = &'t str> + use<'t> {
        let text = self.text;
        let start = self.words.get(words.start).map_or(0, |w| w.token.span.start);
        let end = self.words[..words.end].last().map_or(0, |w| w.token.span.end);
        let signs = &text[end..][..text[end..].find(|c| !SIGNS.contains(&c)).unwrap_or(text.len() - end)];
        let opened = |open: char, close: char| text[..start].rfind(open) > text[..start].rfind(close);
        let closes = |c: char| c == '?' && opened('¿', '?') || c == '!' && opened('¡', '!');
        let own = signs.strip_suffix(closes).unwrap_or(signs);
        own.char_indices().rev().map(move |(i, c)| &text[start..end + i + c.len_utf8()])
    }

    /// The sentence with some words taken for a name, as if they stood in quotation marks. No other word fills a slot.
    pub fn naming(&self, name: &std::ops::Range<usize>) -> Self {
        let mut named = Self { slots: Slots::default(), ..self.clone() };
        for word in &mut named.words[name.clone()] {
            *word = Word { cues: Cues::NONE, value: None, fuzzy: false, role: None, begins: true, ..word.clone() };
            word.token.quoted = true;
        }
        named
    }
}

/// "Coco Chanel… no, Coco": a "no" between two pauses takes back what was said before.
fn take_back(words: &mut [Word]) {
    for i in 1..words.len().saturating_sub(1) {
        if words[i].token.word == "no" && words[i].token.parted && words[i + 1].token.parted && !words[i].token.quoted {
            words[i].cues = Cues::of(&[Cue::Sorry]);
        }
    }
}

/// "Una peli como esa" compares, "cómo se usa" asks: "como" after something to be found is a word of comparison.
fn compare_with_como(words: &mut [Word]) {
    let found = Cues::of(&[Cue::Film, Cue::Other, Cue::Suggest, Cue::See, Cue::Show, Cue::Genre]);
    for i in 1..words.len() {
        let before = &words[i.saturating_sub(3)..i];
        if words[i].token.word == "como" && words[i].is(Cue::How) && before.iter().any(|w| w.any(found)) {
            words[i].cues = Cues::of(&[Cue::Alike]);
        }
    }
}

fn word(token: Token, entry: Entry, fuzzy: bool) -> Word {
    let digits = token.word.as_bytes().first().is_some_and(u8::is_ascii_digit) && !token.quoted;
    let number = if digits { token.word.parse().ok().map(Value::Number) } else { None };
    Word { token, cues: entry.cues, value: entry.value.or(number), fuzzy, role: None, begins: true }
}
