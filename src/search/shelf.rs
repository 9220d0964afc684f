//! The names of one kind of thing, opened: recall by tantivy's posting lists, and the columns that the re-rank reads.
//!
//! The door is [`Shelf`]. Recall walks the posting lists of the query's terms block by block and adds up their weights
//! by document in an array: on short names, where most terms of a damaged query still match, this costs a fraction of
//! a scored `BooleanQuery` with its heap of scorers, and gives the same documents.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, InvertedIndexReader};
use xxhash_rust::xxh3::xxh3_64;

use super::forms::Reading;
use super::names::FILE;
use super::records::{Entry, Records};
use super::terms::{self, Cut};
use crate::artifacts::columns::{Column, Columns};
use crate::error::{Error, Result};

/// Documents handed to the re-rank.
const MAX_CANDIDATES: usize = 112;

/// Documents with exactly the wanted name that are handed over besides.
const MAX_NAMESAKES: usize = 64;

/// Postings read of one term, the best known documents first: bounds the time spent on "mar" or "the".
const MAX_POSTINGS_OF_TERM: usize = 2_000;

/// Postings read for one query.
const MAX_POSTINGS: usize = 24_000;

/// Documents with less than this share of the best document's weight are no candidates.
const LEAST_SHARE: f32 = 0.3;

/// What rounding may take from a sum of weights.
const CLOSED: f32 = 0.999;

/// What the best known document gains over an unknown one, as a share of the query's weight.
const KNOWN_GAIN: f32 = 0.14;

/// What a document loses that is much longer than the query, as a share of the query's weight.
const LENGTH_LOSS: f32 = 0.12;

/// One kind of names, opened for reading. Every document is one name; see [`super::names`].
pub(super) struct Shelf {
    inverted: [Arc<InvertedIndexReader>; 5],
    records: Records,
    hashes: Column<u64>,
    hash_votes: Column<u32>,
}

#[derive(Default)]
struct Scratch {
    /// By document.
    weights: Vec<f32>,
    /// The documents that have a weight.
    touched: Vec<u32>,
    /// The greatest weight.
    best: f32,
    /// Whether documents without a weight are too late: they cannot reach [`LEAST_SHARE`] any more.
    is_closed: bool,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

struct QueryTerm {
    cut: usize,
    weight: f32,
    info: TermInfo,
}

impl Shelf {
    /// Opens what [`super::names::write`] wrote.
    pub fn open(folder: &Path) -> Result<Self> {
        let columns = Columns::open(&folder.join(FILE))?;
        let records = Records::open(&columns, folder)?;
        let n = records.len();
        let index = Index::open_in_dir(folder)?;
        let segments = index.searchable_segments()?;
        let damaged = |reason: String| Error::Damaged { path: folder.to_owned(), reason };
        let [segment] = segments.as_slice() else {
            return Err(damaged(format!("{} segments, wanted 1", segments.len())));
        };
        let reader = tantivy::SegmentReader::open(segment)?;
        if reader.max_doc() as usize != n {
            return Err(damaged(format!("{} documents, wanted {n}", reader.max_doc())));
        }
        let (_, fields) = terms::schema();
        let [name, word, gram, sound, typo] = fields.all().map(|field| reader.inverted_index(field));
        let hashes: Column<u64> = columns.any_length("hashes")?;
        Ok(Self {
            inverted: [name?, word?, gram?, sound?, typo?],
            hash_votes: columns.numbers("hash_votes", hashes.len())?,
            hashes,
            records,
        })
    }

    /// Checks that every row is less than `rows`: that the index belongs to the catalogue.
    pub fn check_rows(&self, rows: usize, folder: &Path) -> Result<()> {
        if self.records.rows().all(|row| (row as usize) < rows) {
            return Ok(());
        }
        Err(Error::Damaged {
            path: folder.to_owned(),
            reason: format!("it names rows past the {rows} of the catalogue"),
        })
    }

    /// The votes of the best known thing that is called exactly `words` (see [`super::forms::plain`]).
    /// Cost: a binary search.
    pub fn votes_of_name(&self, words: &str) -> Option<u32> {
        let at = self.hashes.binary_search(&xxh3_64(words.as_bytes())).ok()?;
        Some(self.hash_votes[at])
    }

    /// The name of a document.
    pub fn entry(&self, document: u32) -> Entry<'_> {
        self.records.entry(document)
    }

    /// The documents whose names are those asked for but for what folding takes away. Cost: a look-up for each reading.
    pub fn named(&self, readings: &[Reading]) -> Result<Vec<u32>> {
        let mut found = Vec::new();
        for reading in readings {
            self.namesakes(&reading.form.words, &mut found).map_err(|e| Error::FullText(e.into()))?;
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The documents whose names may be meant, in no order. Cost: bounded, typically 100 µs.
    pub fn candidates(&self, readings: &[Reading]) -> Result<Vec<u32>> {
        SCRATCH.with_borrow_mut(|scratch| self.recall(readings, scratch)).map_err(|e| Error::FullText(e.into()))
    }

    fn recall(&self, readings: &[Reading], scratch: &mut Scratch) -> std::io::Result<Vec<u32>> {
        let n = self.records.len();
        if scratch.weights.len() < n {
            scratch.weights.resize(n, 0.0);
        }
        let mut found = Vec::with_capacity(MAX_CANDIDATES + MAX_NAMESAKES);
        for reading in readings {
            self.namesakes(&reading.form.words, &mut found)?;
        }
        let terms = self.query_terms(readings)?;
        let mut left = MAX_POSTINGS;
        let mut total = 0.0;
        // What a document can still get that has none of the terms so far.
        let mut rest: f32 = terms.iter().map(|term| term.weight).sum();
        for term in &terms {
            total += term.weight;
            scratch.is_closed = rest < CLOSED * LEAST_SHARE * scratch.best;
            left -= self.add(term, left.min(MAX_POSTINGS_OF_TERM), scratch)?;
            rest -= term.weight;
            if left == 0 {
                break;
            }
        }
        let letters = readings.iter().map(|r| r.form.words.len()).max().unwrap_or(0);
        self.select(scratch, total, letters, &mut found);
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Documents whose glued name is exactly that of the query.
    fn namesakes(&self, words: &str, found: &mut Vec<u32>) -> std::io::Result<()> {
        let inverted = &self.inverted[Cut::Name as usize];
        let Some(info) = inverted.terms().get(words.replace(' ', ""))? else { return Ok(()) };
        let mut postings = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        each_block(&mut postings, MAX_NAMESAKES, |documents| found.extend_from_slice(documents));
        Ok(())
    }

    /// The terms of the query that occur at all, the rarest first.
    fn query_terms(&self, readings: &[Reading]) -> std::io::Result<Vec<QueryTerm>> {
        let mut texts: Vec<(usize, String)> = Vec::with_capacity(64);
        for reading in readings {
            for (cut, _) in Cut::ALL.into_iter().skip(1) {
                terms::terms(&reading.form.words, cut, |term| {
                    // A lone first letter says something only where no more was typed.
                    let initial = cut == Cut::Grams && term.starts_with('^') && term.chars().count() == 2;
                    if !initial || reading.form.words.split(' ').any(|word| word == &term[1..]) {
                        texts.push((cut as usize, term.to_owned()));
                    }
                });
            }
        }
        texts.sort_unstable();
        texts.dedup();
        let n = self.records.len() as f32;
        let mut found = Vec::with_capacity(texts.len());
        for (cut, text) in texts {
            if let Some(info) = self.inverted[cut].terms().get(text)? {
                let weight = (1.0 + n / info.doc_freq as f32).ln();
                found.push(QueryTerm { cut, weight, info });
            }
        }
        found.sort_by_key(|term| term.info.doc_freq);
        Ok(found)
    }

    /// Adds the weight of a term to its documents; returns how many.
    fn add(&self, term: &QueryTerm, most: usize, scratch: &mut Scratch) -> std::io::Result<usize> {
        let inverted = &self.inverted[term.cut];
        let mut postings = inverted.read_block_postings_from_terminfo(&term.info, IndexRecordOption::Basic)?;
        Ok(each_block(&mut postings, most, |documents| {
            for &document in documents {
                let weight = &mut scratch.weights[document as usize];
                if *weight == 0.0 {
                    if scratch.is_closed {
                        continue;
                    }
                    scratch.touched.push(document);
                }
                *weight += term.weight;
                scratch.best = scratch.best.max(*weight);
            }
        }))
    }

    /// Keeps the best of the touched documents and clears the scratch.
    fn select(&self, scratch: &mut Scratch, total: f32, letters: usize, found: &mut Vec<u32>) {
        let least = LEAST_SHARE * std::mem::take(&mut scratch.best);
        let most_known = self.records.known_and_length(0).0.max(1.0);
        let mut scored: Vec<(f32, u32)> = Vec::with_capacity(1024);
        for &document in &scratch.touched {
            let weight = std::mem::take(&mut scratch.weights[document as usize]);
            if weight >= least {
                let (known, length) = self.records.known_and_length(document);
                let longer = length.saturating_sub(letters) as f32;
                let gain = KNOWN_GAIN * known / most_known;
                let loss = LENGTH_LOSS * longer / (longer + 10.0);
                scored.push((weight + total * (gain - loss), document));
            }
        }
        scratch.touched.clear();
        if scored.len() > MAX_CANDIDATES {
            let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
            scored.select_nth_unstable_by(MAX_CANDIDATES, order);
            scored.truncate(MAX_CANDIDATES);
        }
        found.extend(scored.into_iter().map(|(_, document)| document));
    }
}

/// Calls `visit` with the documents of a posting list, block by block, at most `most` of them; returns how many.
fn each_block(postings: &mut BlockSegmentPostings, most: usize, mut visit: impl FnMut(&[u32])) -> usize {
    let mut read = 0;
    while read < most {
        let documents = postings.docs();
        if documents.is_empty() {
            break;
        }
        let documents = &documents[..documents.len().min(most - read)];
        visit(documents);
        read += documents.len();
        if read < most {
            postings.advance();
        }
    }
    read
}
