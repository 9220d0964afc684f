//! The posting lists of one kind of names: which documents have a term, the best known first.
//!
//! The door is [`Postings`]. Only the head of a list is ever read. The heads read lately are kept decoded, since what
//! people type shares its words, beginnings and trigrams: this spares the walk through the dictionary and the decoding.

use std::sync::Arc;

use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

use super::terms::Cut;
use crate::cache::Cache;

/// Documents read of one list: bounds the time spent on "mar" or "the".
const LONGEST_HEAD: usize = 2_000;

/// Heads kept, and documents in them all: 4 MB at most.
const MOST_HEADS: usize = 32_768;
const MOST_DOCUMENTS: usize = 1_000_000;

/// The posting lists of all cuts.
pub(super) struct Postings {
    inverted: [Arc<InvertedIndexReader>; 5],
    kept: Cache<str, Head>,
}

/// How a list begins.
#[derive(Clone)]
pub(super) struct Head {
    /// Documents that have the term, in the whole list.
    pub frequency: u32,
    /// The first of them, at most [`LONGEST_HEAD`].
    pub documents: Arc<[u32]>,
}

/// A term under one cut, in one text, so that it is a key as it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(String);

impl Key {
    /// Of a term.
    pub fn new(cut: Cut, term: &str) -> Self {
        let mut key = String::with_capacity(1 + term.len());
        key.push(char::from(b'0' + cut as u8));
        key.push_str(term);
        Self(key)
    }

    fn parts(&self) -> (usize, &str) {
        (usize::from(self.0.as_bytes()[0] - b'0'), &self.0[1..])
    }
}

/// A list that is known to exist.
pub(super) enum List {
    /// Read before.
    Kept(Head),
    /// Where it stands.
    Known(Key, TermInfo),
}

impl List {
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
    pub fn find(&self, key: Key) -> std::io::Result<Option<List>> {
        if let Some(head) = self.kept.get(0, &key.0) {
            return Ok(Some(List::Kept(head)));
        }
        let (cut, term) = key.parts();
        let info = self.inverted[cut].terms().get(term)?;
        Ok(info.map(|info| List::Known(key, info)))
    }

    /// The head of a list.
    pub fn read(&self, list: List) -> std::io::Result<Head> {
        let (key, info) = match list {
            List::Kept(head) => return Ok(head),
            List::Known(key, info) => (key, info),
        };
        let documents = self.documents(key.parts().0, &info, LONGEST_HEAD)?;
        let head = Head { frequency: info.doc_freq, documents: documents.into() };
        // A head without documents weighs something too.
        self.kept.put(0, Arc::from(key.0), head.clone(), 8 + head.documents.len());
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
