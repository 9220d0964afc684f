//! Comparison word by word: which word of the query is which word of the name, and what that costs.
//!
//! The door is [`Alignment`]. Words are paired greedily, each word of the query with the cheapest word of the name that
//! is still free, which for the handful of words of a name gives the best pairing in all but contrived cases.

use super::distance::{Pattern, split};
use super::forms::{Naming, is_stop_word};
use super::records::Entry;
use super::rerank::{Cost, by_ear, edits};
use super::weights::WEIGHTS;

/// Words of a query or a name that are compared; the rest is long past telling names apart.
pub(super) const MAX_WORDS: usize = 24;

/// One word of the query.
pub(super) struct QueryWord {
    letters: Vec<u8>,
    sounds: Vec<u8>,
    pattern: Pattern,
    sound: Pattern,
    is_stop: bool,
}

impl QueryWord {
    /// The words of an encoded query.
    pub fn all(words: &[u8], sounds: &[u8]) -> Vec<Self> {
        let pair = |(letters, sounds): (&[u8], &[u8])| Self {
            pattern: Pattern::new(letters),
            sound: Pattern::new(sounds),
            is_stop: is_stop_word(letters),
            letters: letters.to_vec(),
            sounds: sounds.to_vec(),
        };
        split(words).zip(split(sounds)).take(MAX_WORDS).map(pair).collect()
    }
}

/// What a pair of words costs.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    edits: u32,
    short: f32,
    sound: f32,
    beginning: f32,
    spacing: f32,
}

impl Pair {
    fn cost(&self) -> f32 {
        edits(self.edits) + self.short + self.sound + self.beginning + self.spacing
    }
}

/// Typos allowed in a word of `len` letters.
fn allowed(len: usize) -> u32 {
    match len {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// One word of a name.
#[derive(Clone, Copy)]
struct NameWord<'a> {
    letters: &'a [u8],
    sounds: &'a [u8],
    /// Where it begins in the name.
    start: usize,
}

/// The words of a query laid on the words of a name; used for one name after the other.
#[derive(Default)]
pub(super) struct Alignment<'a> {
    name: Vec<NameWord<'a>>,
    /// By word of the query: the word of the name and the cost.
    pairs: Vec<Option<(u8, Pair)>>,
    taken: u32,
}

impl<'a> Alignment<'a> {
    /// Pairs the words.
    pub fn lay(&mut self, query: &[QueryWord], name: &Entry<'a>, naming: Naming) {
        let mut start = 0;
        self.name.clear();
        for (letters, sounds) in split(name.words).zip(split(name.sounds)).take(MAX_WORDS) {
            self.name.push(NameWord { letters, sounds, start });
            start += letters.len() + 1;
        }
        self.pairs.clear();
        self.pairs.resize(query.len(), None);
        self.taken = 0;
        // Equal words first, so that a misspelt one cannot take the place of another.
        for (i, word) in query.iter().enumerate() {
            let equal = |&j: &usize| self.is_free(j) && self.name[j].letters == word.letters;
            if let Some(j) = (0..self.name.len()).find(equal) {
                self.take(i, j, Pair::default());
            }
        }
        for (i, word) in query.iter().enumerate() {
            if self.pairs[i].is_some() {
                continue;
            }
            let last = i + 1 == query.len();
            let mut best: Option<(usize, Pair)> = None;
            for j in (0..self.name.len()).filter(|&j| self.is_free(j)) {
                if let Some(pair) = compare(word, &self.name[j], last, naming)
                    && best.is_none_or(|(_, b)| pair.cost() < b.cost())
                {
                    best = Some((j, pair));
                }
            }
            if let Some((j, pair)) = best {
                self.take(i, j, pair);
            }
        }
        self.pair_glued(query, name.words);
    }

    fn take(&mut self, i: usize, j: usize, pair: Pair) {
        self.pairs[i] = Some((j as u8, pair));
        self.taken |= 1 << j;
    }

    fn is_free(&self, j: usize) -> bool {
        j < self.name.len() && self.taken & (1 << j) == 0
    }

    /// One word for two of the name ("spiderman homecoming"), two words for one of it ("super man returns").
    fn pair_glued(&mut self, query: &[QueryWord], name: &[u8]) {
        for i in 0..query.len() {
            if self.pairs[i].is_some() {
                continue;
            }
            let typed = &query[i];
            for j in 0..self.name.len() {
                if self.is_free(j) && self.is_free(j + 1) {
                    // The space between the two is not compared.
                    let second = self.name[j + 1];
                    let both = &name[self.name[j].start..second.start + second.letters.len()];
                    let distance = typed.pattern.distance(both).whole;
                    if distance <= allowed(typed.letters.len()).min(1) {
                        self.take(i, j, Pair { edits: distance, spacing: WEIGHTS.spacing, ..Pair::default() });
                        self.taken |= 1 << (j + 1);
                        break;
                    }
                }
            }
            if self.pairs[i].is_none() && i + 1 < query.len() && self.pairs[i + 1].is_none() {
                let next = &query[i + 1].letters;
                let is_both = |word: &NameWord| {
                    word.letters.strip_prefix(&typed.letters[..]).is_some_and(|rest| rest == next.as_slice())
                };
                if let Some(j) = (0..self.name.len()).find(|&j| self.is_free(j) && is_both(&self.name[j])) {
                    self.take(i, j, Pair { spacing: WEIGHTS.spacing, ..Pair::default() });
                    self.pairs[i + 1] = Some((j as u8, Pair::default()));
                }
            }
        }
    }

    /// What it all costs.
    pub fn cost(&self, query: &[QueryWord], naming: Naming) -> Cost {
        let mut cost = Cost::default();
        let mut n_edits = 0;
        let mut before = None;
        let mut breaks = 0;
        let (mut said, mut unsaid) = (0, 0);
        let mut whole = naming == Naming::Title;
        for (i, word) in query.iter().enumerate() {
            let Some((j, pair)) = self.pairs[i] else {
                cost.extra += match word.letters.len() {
                    _ if word.is_stop => WEIGHTS.extra_stop,
                    1..=2 => WEIGHTS.extra_short,
                    _ => WEIGHTS.extra,
                };
                cost.unexplained += word.letters.len() as f32;
                unsaid += usize::from(!word.is_stop);
                whole = false;
                continue;
            };
            n_edits += pair.edits;
            cost.edits += pair.short;
            cost.sound = if pair.sound > 0.0 { cost.sound.max(pair.sound) + WEIGHTS.next_by_ear } else { cost.sound };
            cost.beginning += pair.beginning;
            cost.spacing += pair.spacing;
            breaks += usize::from(before.is_some_and(|before| j < before));
            before = Some(j);
            said += usize::from(!word.is_stop);
            whole &= pair.cost() == 0.0;
        }
        if said == 0 && (unsaid > 0 || before.is_none()) {
            return Cost { extra: f32::INFINITY, ..cost };
        }
        cost.unexplained /= query.iter().map(|w| w.letters.len()).sum::<usize>() as f32;
        cost.extra += WEIGHTS.unexplained * cost.unexplained;
        cost.edits += edits(n_edits);
        if breaks > 0 {
            let first = if naming == Naming::Person { WEIGHTS.person_order } else { WEIGHTS.order };
            cost.order = first + WEIGHTS.next_order * (breaks - 1) as f32;
        }
        if whole && breaks == 0 && said > 0 {
            cost.whole = -WEIGHTS.whole_words;
        }
        cost.missing = match naming {
            Naming::Title => self.missing_words(),
            Naming::Person => self.missing_names(),
        };
        let letters = |j: usize| self.name[j].letters.len() as f32;
        let all: f32 = (0..self.name.len()).map(letters).sum();
        cost.unsaid = (0..self.name.len()).filter(|&j| self.is_free(j)).map(letters).sum::<f32>() / all.max(1.0);
        if said == 0 && query.len() < self.name.len() {
            cost.missing += WEIGHTS.missing;
        }
        cost
    }

    fn missing_words(&self) -> f32 {
        let mut content = 0;
        let mut sum = 0.0;
        for j in (0..self.name.len()).filter(|&j| self.is_free(j)) {
            let word = self.name[j].letters;
            sum += if is_stop_word(word) {
                WEIGHTS.missing_stop
            } else if word.iter().all(u8::is_ascii_digit) {
                WEIGHTS.missing_number
            } else {
                content += 1;
                if content > 1 { WEIGHTS.next_missing } else { WEIGHTS.missing }
            };
        }
        sum.min(WEIGHTS.most_missing)
    }

    fn missing_names(&self) -> f32 {
        let free = (0..self.name.len()).filter(|&j| self.is_free(j)).count();
        if free == 0 {
            return 0.0;
        }
        let surname_free = self.is_free(self.name.len() - 1);
        let one = if surname_free { WEIGHTS.missing_surname } else { WEIGHTS.missing_first_name };
        one + WEIGHTS.missing_first_name * (free - 1) as f32
    }
}

/// One word of the query against one of the name; `None` where they are too different.
fn compare(word: &QueryWord, of_name: &NameWord, last: bool, naming: Naming) -> Option<Pair> {
    let NameWord { letters: name, sounds, .. } = *of_name;
    let len = word.letters.len();
    let mut best: Option<Pair> = None;
    let mut offer = |pair: Pair| {
        if best.is_none_or(|b| pair.cost() < b.cost()) {
            best = Some(pair);
        }
    };
    let may_begin = (last || naming == Naming::Person && len == 1) && len < name.len();
    let may_equal = name.len().abs_diff(len) <= allowed(len) as usize;
    if may_begin || may_equal {
        let distance = word.pattern.distance(name);
        let numbers = word.letters.iter().chain(name).all(u8::is_ascii_digit);
        let short = if len <= 3 { WEIGHTS.short_word } else { 0.0 };
        if distance.whole <= allowed(len) && !numbers {
            offer(Pair { edits: distance.whole, short, ..Pair::default() });
        }
        if may_begin && distance.prefix <= u32::from(len >= 4) {
            let share = 1.0 - len as f32 / name.len() as f32;
            let beginning =
                if last { WEIGHTS.word_beginning + WEIGHTS.word_not_typed * share } else { WEIGHTS.initial };
            offer(Pair { edits: distance.prefix, beginning, ..Pair::default() });
        }
    }
    let n_sounds = word.sounds.len();
    if n_sounds > 1 && sounds.len().abs_diff(n_sounds) <= usize::from(n_sounds >= 5) {
        let heard = word.sound.distance(sounds).whole;
        if heard <= u32::from(n_sounds >= 5) {
            let letters = word.pattern.distance(name).whole;
            offer(Pair { edits: heard, sound: by_ear(letters), ..Pair::default() });
        }
    }
    best
}
