//! The posting lists of one kind of names: which documents have a term, the best known first.
//!
//! The door is [`Postings`]. Only the head of a list is ever read. The heads read lately are kept decoded, since what
//! people type shares its words, beginnings and trigrams: this spares the walk through the dictionary and the decoding.

use std::sync::Arc;

use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use xxhash_rust::xxh3::xxh3_64;

use super::terms::Cut;
use crate::cache::Cache;

/// Documents read of one list: bounds the time spent on "mar" or "the".
const LONGEST_HEAD: usize = 2_000;

/// Heads kept, and documents in them all, each head counted as some [`OWN`] more: some 5 MB at most.
const MOST_HEADS: usize = 32_768;
const MOST_DOCUMENTS: usize = 1_300_000;

/// What a head weighs beside its documents: the key, its places in the map and in the clock, and their counters.
const OWN: usize = 40;

/// The posting lists of all cuts.
pub(super) struct Postings {
    inverted: [Arc<InvertedIndexReader>; 5],
    kept: Cache<u64, Head>,
}

/// How a list begins.
#[derive(Clone)]
pub(super) struct Head {
    /// Documents that have the term, in the whole list.
    pub frequency: u32,
    /// The first of them, at most [`LONGEST_HEAD`].
    pub documents: Arc<[u32]>,
}

/// A term under one cut. Its hash is its key: of the few million terms that there are, two are alike once in a million
/// indexes, and then a name too many is judged.
#[derive(Clone, Copy)]
pub(super) struct Term<'t> {
    cut: Cut,
    text: &'t str,
    key: u64,
}

impl<'t> Term<'t> {
    /// Of a text.
    pub fn new(cut: Cut, text: &'t str) -> Self {
        // Not as a seed: of texts of up to three letters those of two seeds are the same.
        Self { cut, text, key: xxh3_64(text.as_bytes()) ^ (cut as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) }
    }

    /// What tells it from all others.
    pub fn key(&self) -> u64 {
        self.key
    }
}

/// A list that is known to exist.
pub(super) enum List<'t> {
    /// Read before.
    Kept(Head),
    /// Where it stands.
    Known(Term<'t>, TermInfo),
}

impl List<'_> {
    /// Documents in it.
    pub fn frequency(&self) -> u32 {
        match self {
            Self::Kept(head) => head.frequency,
            Self::Known(_, info) => info.doc_freq,
        }
    }
}

impl Postings {
    /// Of the opened fields, in the order of [`Cut::ALL`].
    pub fn new(inverted: [Arc<InvertedIndexReader>; 5]) -> Self {
        Self { inverted, kept: Cache::new(MOST_HEADS, MOST_DOCUMENTS) }
    }

    /// The list of a term, if there is one. Cost: some 100 ns where it was read before, else a microsecond.
    pub fn find<'t>(&self, term: Term<'t>) -> std::io::Result<Option<List<'t>>> {
        if let Some(head) = self.kept.get(0, &term.key) {
            return Ok(Some(List::Kept(head)));
        }
        let info = self.inverted[term.cut as usize].terms().get(term.text)?;
        Ok(info.map(|info| List::Known(term, info)))
    }

    /// The head of a list.
    pub fn read(&self, list: List<'_>) -> std::io::Result<Head> {
        let (term, info) = match list {
            List::Kept(head) => return Ok(head),
            List::Known(term, info) => (term, info),
        };
        let documents = self.documents(term.cut as usize, &info, LONGEST_HEAD)?;
        let head = Head { frequency: info.doc_freq, documents: documents.into() };
        // Words with a letter left out are seldom asked twice, and would drive out what is.
        if term.cut != Cut::Typos {
            self.kept.put(0, Arc::new(term.key), head.clone(), OWN + head.documents.len());
        }
        Ok(head)
    }

    /// The documents whose glued name is `name`, at most `most`. Not kept: whole names are seldom asked twice.
    pub fn named(&self, name: &str, most: usize) -> std::io::Result<Vec<u32>> {
        let cut = Cut::Name as usize;
        match self.inverted[cut].terms().get(name)? {
            Some(info) => self.documents(cut, &info, most),
            None => Ok(Vec::new()),
        }
    }

    fn documents(&self, cut: usize, info: &TermInfo, most: usize) -> std::io::Result<Vec<u32>> {
        let mut postings = self.inverted[cut].read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let most = most.min(info.doc_freq as usize);
        let mut documents = Vec::with_capacity(most);
        while !postings.docs().is_empty() {
            let left = most - documents.len();
            documents.extend_from_slice(&postings.docs()[..postings.docs().len().min(left)]);
            if documents.len() >= most {
                break;
            }
            postings.advance();
        }
        Ok(documents)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn terms_of_few_letters_have_keys_of_their_own() {
        let letters = || ('a'..='z').map(String::from).chain([String::new()]);
        let texts: HashSet<String> = letters()
            .flat_map(|a| {
                letters().flat_map(move |b| {
                    letters().map({
                        let a = a.clone();
                        move |c| format!("{a}{b}{c}")
                    })
                })
            })
            .collect();
        let keys: HashSet<u64> =
            texts.iter().flat_map(|text| Cut::ALL.map(|(cut, _)| Term::new(cut, text).key())).collect();
        assert_eq!(keys.len(), texts.len() * Cut::ALL.len());
    }
}
