//! How well one name explains one query: the re-rank, a noisy-channel cost.
//!
//! The door is [`Prepared::judge`]. A query is seen as a name that went through a noisy channel (Kernighan, Church and
//! Gale, "A spelling correction program based on a noisy channel model", 1990): the cost of a name is about the
//! negative log probability that it comes out like the query, and what is known of it beforehand (its votes) is
//! subtracted, so that of two equally good explanations the better known one wins. The cost is that of the cheapest of
//! five:
//!
//! - the whole name with typos, glued (spaces do not count);
//! - a beginning of it with typos, as while typing;
//! - either of these two by sound ([`super::sound`]);
//! - word by word, in any order, with words missing, glued, split, shortened or misspelt.

use super::distance::{Distance, MAX_LEN, Pattern, encode, glue, is_swapped};
use super::forms::{self, Article, Naming, Reading, Taken};
use super::names::Role;
use super::records::Entry;
use super::sound;
use super::weights::WEIGHTS;
use super::words::{Alignment, QueryWord};

/// Costs of one explanation by component; the sum is what is compared. Smaller is better.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// Typos.
    pub edits: f32,
    /// Spelling by ear.
    pub sound: f32,
    /// What was not typed yet.
    pub beginning: f32,
    /// Words of the name that were not said.
    pub missing: f32,
    /// Words that are not in the name.
    pub extra: f32,
    /// Word order.
    pub order: f32,
    /// Spaces.
    pub spacing: f32,
    /// An article too many or too few.
    pub article: f32,
    /// Other numbers.
    pub number: f32,
    /// The year.
    pub year: f32,
    /// Which of its names it is.
    pub role: f32,
    /// Equal once folded (negative).
    pub equal: f32,
    /// Several whole words of the name (negative).
    pub whole: f32,
    /// How well known it is (negative).
    pub known: f32,
    /// No cost: the share of the query's letters that stand in words which are not in the name, 0–1.
    pub unexplained: f32,
    /// No cost: the share of the name's letters that were not said, 0–1.
    pub unsaid: f32,
}

impl Cost {
    /// By component, for explanations.
    pub fn components(&self) -> [(&'static str, f32); 14] {
        [
            ("edits", self.edits),
            ("sound", self.sound),
            ("beginning", self.beginning),
            ("missing", self.missing),
            ("extra", self.extra),
            ("order", self.order),
            ("spacing", self.spacing),
            ("article", self.article),
            ("number", self.number),
            ("year", self.year),
            ("role", self.role),
            ("equal", self.equal),
            ("whole", self.whole),
            ("known", self.known),
        ]
    }

    /// How badly the name fits, whoever bears it: everything but what is known of it. At least 0.
    pub fn misfit(&self) -> f32 {
        let fit = self.edits + self.sound + self.beginning + self.missing + self.extra + self.order + self.spacing;
        fit + self.article + self.number + self.year.max(0.0) + self.role
    }

    /// What candidates are ordered by.
    pub fn total(&self) -> f32 {
        self.misfit() + self.year.min(0.0) + self.equal + self.whole + self.known
    }
}

/// Typos as a cost.
pub(super) fn edits(n: u32) -> f32 {
    if n == 0 { 0.0 } else { WEIGHTS.edit + WEIGHTS.next_edit * (n - 1) as f32 }
}

/// A spelling by ear that differs in so many letters, as a cost.
pub(super) fn by_ear(letters: u32) -> f32 {
    WEIGHTS.by_ear + WEIGHTS.by_ear_letter * letters.saturating_sub(1) as f32
}

/// A reading of the query, ready to be compared with many names.
pub(super) struct Prepared {
    words: Vec<u8>,
    glued: Pattern,
    sound: Pattern,
    query_words: Vec<QueryWord>,
    naming: Naming,
    article: Article,
    year: Option<u16>,
    taken: Taken,
    digits: Vec<u8>,
    /// Words that are not of little content.
    content: usize,
}

impl Prepared {
    /// Prepares one reading.
    pub fn new(reading: &Reading, naming: Naming) -> Self {
        let words = encode(&reading.form.words);
        let sounds = encode(&sound::key(&reading.form.words));
        Self {
            glued: Pattern::new(&glue(&words)),
            sound: Pattern::new(&glue(without_leading_the(&sounds))),
            query_words: QueryWord::all(&words, &sounds),
            year: reading.year,
            taken: reading.taken,
            content: words.split(|&b| b == b' ').filter(|word| !word.is_empty() && !forms::is_stop_word(word)).count(),
            digits: words.iter().copied().filter(u8::is_ascii_digit).collect(),
            article: reading.form.article,
            words,
            naming,
        }
    }

    /// Whether a name begins with the reading, spaces aside.
    pub fn begins(&self, name: &Entry<'_>) -> bool {
        let mut letters = name.words.iter().filter(|&&letter| letter != b' ');
        self.words.iter().filter(|&&letter| letter != b' ').all(|letter| letters.next() == Some(letter))
    }

    /// The cheapest explanation of the query by a name. `year`: of the thing, where it has one; `desk`: to work on.
    pub fn judge<'a>(&self, name: &Entry<'a>, year: Option<u16>, desk: &mut Alignment<'a>) -> Cost {
        let mut best = self.explain(name, desk);
        best.role = match name.role {
            Role::Main => 0.0,
            Role::Original => WEIGHTS.original,
            Role::Alias => WEIGHTS.alias,
        };
        best.article = match (self.article, name.article) {
            (Article::Said, false) => WEIGHTS.article_said,
            (Article::None, true) => WEIGHTS.article_dropped,
            (Article::Garbled, true) => WEIGHTS.article_garbled,
            (Article::Garbled, false) => WEIGHTS.edit,
            _ => 0.0,
        };
        match self.taken {
            Taken::AsWritten => {}
            Taken::ByEar => {
                best.sound += WEIGHTS.by_ear;
                best.equal = 0.0;
            }
            Taken::FirstPart => best.number += WEIGHTS.first_part,
        }
        let known = match self.naming {
            Naming::Title => WEIGHTS.known,
            Naming::Person => WEIGHTS.known_person,
        };
        best.known = -known * name.known;
        if let Some(said) = self.year {
            best.year = match year.map(|year| year.abs_diff(said)) {
                Some(0) => -WEIGHTS.same_year,
                Some(1) => WEIGHTS.near_year,
                _ => WEIGHTS.other_year,
            };
        }
        best
    }

    /// What a query gains whose words are all in the name: two that say something, or one with the name's article.
    fn whole_words(&self, name: &Entry<'_>) -> f32 {
        let several = self.content > 1 || self.content == 1 && self.article == Article::Said && name.article;
        if self.naming == Naming::Title && several { -WEIGHTS.whole_words } else { 0.0 }
    }

    /// Spaces too many or too few in as much of the name as was typed.
    fn spacing(&self, name: &[u8]) -> f32 {
        let spaces = |words: &[u8]| words.iter().filter(|&&b| b == b' ').count();
        let typed = &name[..name.len().min(self.words.len())];
        let (there, here) = (spaces(typed), spaces(&self.words));
        let across = if here == 0 && there > 0 { WEIGHTS.across_words } else { 0.0 };
        (WEIGHTS.spacing * there.abs_diff(here) as f32).min(WEIGHTS.most_spacing) + across
    }

    /// Numbers of the query that the name has not, or has otherwise.
    fn other_number(&self, name: &[u8]) -> f32 {
        let differs =
            || !name.iter().copied().filter(u8::is_ascii_digit).take(self.digits.len()).eq(self.digits.iter().copied());
        if !self.digits.is_empty() && differs() { WEIGHTS.other_number } else { 0.0 }
    }

    /// Short words in the place of quite other ones: "red dawn" is no misspelt "new dawn", though the letters are
    /// few.
    fn other_short_words(&self, name: &[u8]) -> f32 {
        let n_words = |words: &[u8]| words.iter().filter(|&&b| b == b' ').count();
        if n_words(name) == 0 || n_words(name) != n_words(&self.words) {
            return 0.0;
        }
        let differing = |(a, b): (&[u8], &[u8])| {
            let letters = a.iter().zip(b).filter(|(x, y)| x != y).count();
            a.len() == b.len() && a.len() <= 3 && letters > 1 && !is_swapped(a, b)
        };
        let pairs = self.words.split(|&b| b == b' ').zip(name.split(|&b| b == b' '));
        WEIGHTS.other_short_word * pairs.filter(|pair| differing(*pair)).count() as f32
    }

    fn explain<'a>(&self, name: &Entry<'a>, desk: &mut Alignment<'a>) -> Cost {
        if self.words == name.words {
            return Cost { equal: -WEIGHTS.equal, whole: self.whole_words(name), ..Cost::default() };
        }
        let letters = name.words.iter().filter(|&&b| b != b' ').count();
        let spelt = match self.begins(name) && self.glued.len < MAX_LEN {
            true => Distance { whole: letters.abs_diff(self.glued.len) as u32, prefix: 0 },
            false => self.glued.distance(name.words),
        };
        if spelt.whole == 0 && self.glued.len == letters {
            let whole = self.whole_words(name);
            return Cost { equal: -WEIGHTS.equal, whole, spacing: WEIGHTS.spacing, ..Cost::default() };
        }
        let mut best = Cost { extra: f32::INFINITY, ..Cost::default() };
        let mut offer = |cost: Cost| {
            if cost.misfit() + cost.whole < best.misfit() + best.whole {
                best = cost;
            }
        };
        let spacing = self.spacing(name.words);
        let number = self.other_number(name.words);
        let short = self.other_short_words(name.words);
        for cost in glued_costs(spelt, self.glued.len, letters).into_iter().flatten() {
            offer(Cost { edits: cost.edits + short, spacing, number, ..cost });
        }
        // What begins just as it is spelt need not be heard.
        if spelt.prefix > 0 {
            let sounds = without_leading_the(name.sounds);
            let heard = self.sound.distance(sounds);
            let n_sounds = sounds.iter().filter(|&&b| b != b' ').count();
            let letters = [spelt.whole, spelt.prefix];
            for (cost, letters) in glued_costs(heard, self.sound.len, n_sounds).into_iter().zip(letters) {
                if let Some(cost) = cost {
                    offer(Cost { sound: by_ear(letters), spacing, number, ..cost });
                }
            }
        }
        desk.lay(&self.query_words, name, self.naming);
        let words = desk.cost(&self.query_words, self.naming);
        let whole = if words.whole < 0.0 { self.whole_words(name) } else { 0.0 };
        offer(Cost { whole, ..words });
        best
    }
}

/// The whole name and its beginning, where the distance is small enough for the length.
fn glued_costs(distance: Distance, typed: usize, letters: usize) -> [Option<Cost>; 2] {
    let allowed = (typed as u32 / 4 + u32::from(typed > 3)).min(6);
    let whole = (distance.whole <= allowed).then(|| Cost { edits: edits(distance.whole), ..Cost::default() });
    let allowed = (typed as u32 / 4).min(5);
    let beginning = (distance.prefix <= allowed && letters > typed).then(|| {
        let share = 1.0 - typed as f32 / letters as f32;
        Cost {
            edits: edits(distance.prefix),
            beginning: WEIGHTS.beginning + WEIGHTS.not_typed * share,
            unsaid: share,
            ..Cost::default()
        }
    });
    [whole, beginning]
}

/// The sound of "the" and of how it is mistyped ("t", "th", "te"): as an article it does not count.
fn without_leading_the(sounds: &[u8]) -> &[u8] {
    sounds.strip_prefix(b"t ").unwrap_or(sounds)
}

/// Whether a name is the query but for what folding takes away.
pub(super) fn is_equal(cost: &Cost) -> bool {
    cost.equal != 0.0
}

/// [`is_equal`] with the same spaces and numbers; only the name's article may have been left out.
pub(super) fn is_plainly_equal(cost: &Cost) -> bool {
    is_equal(cost) && cost.spacing == 0.0 && cost.number == 0.0 && cost.article <= WEIGHTS.article_dropped
}

/// Whether every word of the query is in the name as it is written there.
pub(super) fn is_partial(cost: &Cost) -> bool {
    cost.edits == 0.0 && cost.sound == 0.0 && cost.extra == 0.0
}
