//! What of a name goes into tantivy: its schema, and the terms that a name and a query have in common.
//!
//! Each of the five fields answers a different kind of damage: `name` finds names that are equal once folded and glued,
//! `word` words in any order, `gram` trigrams of the glued name (glued and split words, as-you-type beginnings, typos
//! in long names), `sound` words that are written by ear or with wrong vowels, `typo` single words with one typo, where
//! too few trigrams survive: each word with one letter left out, as SymSpell does (Garbe 2012). Postings hold documents
//! only: no positions, no frequencies and no norms are kept, since nothing is scored by them.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::sound;

/// The fields of the index, in the order in which [`schema`] adds them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The glued name, whole.
    pub name: Field,
    /// Words.
    pub word: Field,
    /// Trigrams.
    pub gram: Field,
    /// Consonant skeletons of words.
    pub sound: Field,
    /// Words with one letter left out.
    pub typo: Field,
}

impl Fields {
    /// All, in order.
    pub fn all(self) -> [Field; 5] {
        [self.name, self.word, self.gram, self.sound, self.typo]
    }
}

/// How one field cuts a name into terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// See [`Fields::name`].
    Name,
    /// See [`Fields::word`].
    Words,
    /// See [`Fields::gram`].
    Grams,
    /// See [`Fields::sound`].
    Sounds,
    /// See [`Fields::typo`].
    Typos,
}

impl Cut {
    /// All, with the names of their tokenizers.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Name, "name"),
        (Self::Words, "word"),
        (Self::Grams, "gram"),
        (Self::Sounds, "sound"),
        (Self::Typos, "typo"),
    ];
}

/// Words that are looked for with a letter left out: shorter ones become any word, longer ones keep enough trigrams.
const TYPO_LENGTHS: std::ops::RangeInclusive<usize> = 4..=12;

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let mut field = |name: &str| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(name)
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = Fields {
        name: field("name"),
        word: field("word"),
        gram: field("gram"),
        sound: field("sound"),
        typo: field("typo"),
    };
    (builder.build(), fields)
}

/// The terms of `words` (folded, see [`super::forms`]) under one cut, in no particular order, repeated ones included.
///
/// Grams: every three letters of the glued name; `<` and two letters at its beginning, two letters and `>` at its end;
/// `^` and one or two letters at the beginning of each word, for the initials and short beginnings that have no
/// trigram.
pub(super) fn terms(words: &str, cut: Cut, mut push: impl FnMut(&str)) {
    let all = || words.split(' ').filter(|w| !w.is_empty());
    match cut {
        Cut::Name => push(&words.replace(' ', "")),
        Cut::Words => all().for_each(push),
        Cut::Sounds => {
            for word in sound::key(words).split(' ') {
                let skeleton = sound::skeleton(word);
                if !skeleton.is_empty() {
                    push(&skeleton);
                }
            }
        }
        Cut::Typos => {
            let mut shorter = String::with_capacity(16);
            for word in all().filter(|w| w.is_ascii() && TYPO_LENGTHS.contains(&w.len())) {
                push(word);
                for i in 0..word.len() {
                    shorter.clear();
                    shorter.push_str(&word[..i]);
                    shorter.push_str(&word[i + 1..]);
                    push(&shorter);
                }
            }
        }
        Cut::Grams => {
            let mut term = String::with_capacity(16);
            let mut gram = |letters: &[char]| {
                term.clear();
                term.extend(letters);
                push(&term);
            };
            let mut glued = Vec::with_capacity(words.len() + 2);
            glued.push('<');
            for word in all() {
                let start = glued.len();
                glued.extend(word.chars());
                match glued[start..] {
                    [a] => gram(&['^', a]),
                    [a, b, ..] => {
                        gram(&['^', a]);
                        gram(&['^', a, b]);
                    }
                    [] => {}
                }
            }
            glued.push('>');
            glued.windows(3).for_each(gram);
        }
    }
}

/// Hands a field's terms to tantivy. The text given to it is already folded.
#[derive(Clone)]
pub(super) struct NameTokenizer(pub Cut);

impl Tokenizer for NameTokenizer {
    type TokenStream<'a> = NameTokens;

    fn token_stream(&mut self, text: &str) -> NameTokens {
        let mut tokens = Vec::new();
        terms(text, self.0, |term| tokens.push(term.to_owned()));
        tokens.sort_unstable();
        tokens.dedup();
        NameTokens { rest: tokens.into_iter(), token: Token::default() }
    }
}

/// The tokens of one name.
pub(super) struct NameTokens {
    rest: std::vec::IntoIter<String>,
    token: Token,
}

impl TokenStream for NameTokens {
    fn advance(&mut self) -> bool {
        let Some(term) = self.rest.next() else { return false };
        self.token.text = term;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(words: &str, cut: Cut) -> Vec<String> {
        let mut found = Vec::new();
        terms(words, cut, |term| found.push(term.to_owned()));
        found.sort();
        found
    }

    #[test]
    fn each_cut_sees_its_own_part() {
        assert_eq!(cut("toy story", Cut::Name), ["toystory"]);
        assert_eq!(cut("toy story", Cut::Words), ["story", "toy"]);
        assert_eq!(cut("the toy story", Cut::Sounds), ["str", "tj"].map(str::to_owned)[..1].to_vec());
        assert_eq!(cut("up", Cut::Grams), ["<up", "^u", "^up", "up>"]);
        assert_eq!(cut("m", Cut::Grams), ["<m>", "^m"]);
        assert!(cut("wall e", Cut::Grams).contains(&"lle".to_owned()));
    }
}
