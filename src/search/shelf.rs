//! The names of one kind of thing, opened: recall by tantivy's posting lists, and the columns that the re-rank reads.
//!
//! The door is [`Shelf`]. Recall walks the posting lists of the query's terms block by block and adds up their weights
//! by document in an array: on short names, where most terms of a damaged query still match, this costs a fraction of
//! a scored `BooleanQuery` with its heap of scorers, and gives the same documents.

use std::cell::RefCell;
use std::path::Path;

use tantivy::Index;
use xxhash_rust::xxh3::xxh3_64;

use super::asked::begins_something;
use super::beginnings::Beginnings;
use super::distance::encode;
use super::forms::Reading;
use super::names::FILE;
use super::postings::{List, Postings, Term};
use super::records::{Entry, Records};
use super::terms::{self, Cut};
use crate::artifacts::columns::{Column, Columns};
use crate::error::{Error, Result};

/// Documents with exactly the wanted name that are handed over besides.
const MAX_NAMESAKES: usize = 64;

/// Documents that begin as the query does which are handed over, and of those in which another word does.
const MOST_BEGUN: [usize; 2] = [24, 8];

/// Documents that hold all words of the query which are handed over.
const MOST_HOLDING: usize = 112;

/// What rounding may take from a sum of weights.
const ROUNDING: f32 = 0.999;

/// Something has all that was asked for, as it is spelt, once it has this share of the weight of words and trigrams.
const SPELT_SO: f32 = 0.8;

/// What the best known document gains over an unknown one, as a share of the query's weight.
const KNOWN_GAIN: f32 = 0.14;

/// What a document loses that is much longer than the query, as a share of the query's weight.
const LENGTH_LOSS: f32 = 0.12;

/// How much is read and judged for one kind of names.
#[derive(Clone, Copy)]
pub(super) struct Effort {
    /// What is looked up, one step after the other until something is spelt so.
    steps: &'static [&'static [Cut]],
    /// Whether the last word may only have been begun, so that its end says nothing.
    begun: bool,
    /// Postings read in all, those of the rarest terms first.
    postings: usize,
    /// Documents with less than this share of the best document's weight are no candidates.
    least: f32,
    /// Nor are those that promise less than this share of what the best one does.
    share: f32,
    /// Documents handed to the re-rank.
    candidates: usize,
}

impl Effort {
    /// Something is meant, and it is to be found however it is spelt.
    pub const NAME: Self = Self {
        steps: &[&[Cut::Words, Cut::Grams, Cut::Sounds, Cut::Typos]],
        begun: false,
        postings: 24_000,
        least: 0.3,
        share: 0.4,
        candidates: 112,
    };

    /// Somebody types and looks at what comes, of every kind: what is spelt so is wanted, and quickly. With fewer
    /// documents that only share a common trigram it also comes first more often.
    pub const TYPING: Self = Self {
        steps: &[&[Cut::Words, Cut::Grams], &[Cut::Sounds, Cut::Typos]],
        begun: true,
        postings: 1_500,
        least: 0.5,
        share: 0.6,
        candidates: 40,
    };
}

/// One kind of names, opened for reading. Every document is one name; see [`super::names`].
pub(super) struct Shelf {
    postings: Postings,
    records: Records,
    beginnings: Beginnings,
    hashes: Column<u64>,
    hash_votes: Column<u32>,
}

/// The documents that have something of the query. Its memory is used again for the next one.
#[derive(Default)]
struct Tally {
    /// By document.
    weights: Vec<f32>,
    /// The documents that have a weight, and room behind them.
    touched: Vec<u32>,
    n_touched: usize,
    /// The greatest weight.
    best: f32,
}

thread_local! {
    static TALLY: RefCell<Tally> = RefCell::default();
}

impl Tally {
    /// Adds a weight to documents. Without branches: whether one was met before cannot be foreseen.
    fn add(&mut self, documents: &[u32], weight: f32) {
        if self.touched.len() < self.n_touched + documents.len() {
            self.touched.resize(self.n_touched + documents.len(), 0);
        }
        let (mut n, mut best) = (self.n_touched, self.best);
        for &document in documents {
            let sum = &mut self.weights[document as usize];
            self.touched[n] = document;
            n += usize::from(*sum == 0.0);
            *sum += weight;
            best = if *sum > best { *sum } else { best };
        }
        (self.n_touched, self.best) = (n, best);
    }

    /// The same, for those only that have a weight.
    fn add_to_touched(&mut self, documents: &[u32], weight: f32) {
        let mut best = self.best;
        for &document in documents {
            let sum = &mut self.weights[document as usize];
            *sum += if *sum == 0.0 { 0.0 } else { weight };
            best = if *sum > best { *sum } else { best };
        }
        self.best = best;
    }

    /// Hands over what was added up, and forgets it.
    fn drain(&mut self, mut visit: impl FnMut(u32, f32)) {
        for &document in &self.touched[..self.n_touched] {
            visit(document, std::mem::take(&mut self.weights[document as usize]));
        }
        (self.n_touched, self.best) = (0, 0.0);
    }
}

impl Shelf {
    /// Opens what [`super::names::write`] wrote.
    pub fn open(folder: &Path) -> Result<Self> {
        let columns = Columns::open(&folder.join(FILE))?;
        let records = Records::open(&columns, folder)?;
        let n = records.len();
        let beginnings = Beginnings::open(&columns, &records, folder)?;
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
            postings: Postings::new([name?, word?, gram?, sound?, typo?]),
            hash_votes: columns.numbers("hash_votes", hashes.len())?,
            hashes,
            records,
            beginnings,
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
            let glued = reading.form.words.replace(' ', "");
            found.extend(self.postings.named(&glued, MAX_NAMESAKES).map_err(|e| Error::FullText(e.into()))?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The documents in which some word begins as a reading that [`begins_something`] does, the best known of them, ascending;
    /// and those whose names are all of it. Cost: some 3 µs for each reading.
    pub fn begun(&self, readings: &[Reading]) -> Result<Vec<u32>> {
        Ok(self.with_begun(readings, self.named(readings)?))
    }

    /// The documents whose names have every word of a reading, the best known of them, ascending; and those whose names
    /// are all of it. Cost: some microseconds.
    pub fn holding(&self, readings: &[Reading]) -> Result<Vec<u32>> {
        let mut found = self.named(readings)?;
        for reading in readings {
            found.extend(self.with_words(&reading.form.words).map_err(|e| Error::FullText(e.into()))?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn with_words(&self, words: &str) -> std::io::Result<Vec<u32>> {
        let mut lists = Vec::with_capacity(8);
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            match self.postings.find(Term::new(Cut::Words, word))? {
                Some(list) => lists.push(list),
                None => return Ok(Vec::new()),
            }
        }
        lists.sort_by_key(|list| list.frequency());
        let mut lists = lists.into_iter();
        let Some(rarest) = lists.next() else { return Ok(Vec::new()) };
        let mut documents = self.postings.read(rarest)?.documents.to_vec();
        for list in lists {
            let head = self.postings.read(list)?;
            // Of a list that goes on, what is missing is not known.
            if head.documents.len() == head.frequency as usize {
                documents.retain(|document| head.documents.binary_search(document).is_ok());
            }
        }
        documents.truncate(MOST_HOLDING);
        Ok(documents)
    }

    /// Those that [`Shelf::begun`] and [`Shelf::candidates`] find, ascending.
    pub fn begun_or_like(&self, readings: &[Reading], effort: Effort) -> Result<Vec<u32>> {
        Ok(self.with_begun(readings, self.candidates(readings, effort)?))
    }

    fn with_begun(&self, readings: &[Reading], mut found: Vec<u32>) -> Vec<u32> {
        for reading in readings.iter().filter(|reading| begins_something(reading)) {
            self.beginnings.of(&encode(&reading.form.words), &self.records, MOST_BEGUN, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The documents whose names may be meant, ascending. Cost: bounded, typically 20 µs.
    pub fn candidates(&self, readings: &[Reading], effort: Effort) -> Result<Vec<u32>> {
        let mut found = self.named(readings)?;
        let recalled = TALLY.with_borrow_mut(|tally| {
            // After a failure half of the weights would be left for the next query.
            self.recall(readings, effort, tally, &mut found).inspect_err(|_| *tally = Tally::default())
        });
        recalled.map_err(|e| Error::FullText(e.into()))?;
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn recall(
        &self,
        readings: &[Reading],
        effort: Effort,
        tally: &mut Tally,
        found: &mut Vec<u32>,
    ) -> std::io::Result<()> {
        if tally.weights.len() < self.records.len() {
            tally.weights.resize(self.records.len(), 0.0);
        }
        let mut left = effort.postings;
        let mut total = 0.0;
        let mut texts = String::with_capacity(512);
        for cuts in effort.steps {
            let lists = self.lists(readings, cuts, effort.begun, &mut texts)?;
            // What a document can still get that has none of the terms so far.
            let mut rest: f32 = lists.iter().map(|(weight, _)| weight).sum();
            for (weight, list) in lists {
                total += weight;
                let head = self.postings.read(list)?;
                let documents = &head.documents[..head.documents.len().min(left)];
                match rest < ROUNDING * effort.least * tally.best {
                    true => tally.add_to_touched(documents, weight),
                    false => tally.add(documents, weight),
                }
                rest -= weight;
                left -= documents.len();
                if left == 0 {
                    break;
                }
            }
            if left == 0 || tally.best >= SPELT_SO * total {
                break;
            }
        }
        let letters = readings.iter().map(|r| r.form.words.len()).max().unwrap_or(0);
        self.select(tally, effort, (total, letters), found);
        Ok(())
    }

    /// The lists of the query's terms that occur at all, the rarest first, each with its weight. `texts`: to write the
    /// terms in.
    fn lists<'t>(
        &self,
        readings: &[Reading],
        cuts: &[Cut],
        begun: bool,
        texts: &'t mut String,
    ) -> std::io::Result<Vec<(f32, List<'t>)>> {
        let mut ends: Vec<(Cut, usize)> = Vec::with_capacity(64);
        texts.clear();
        for reading in readings {
            let words = &reading.form.words;
            let last = words.rsplit(' ').next();
            for &cut in cuts {
                terms::terms(words, cut, |term| {
                    let left_out = match cut {
                        // A lone first letter says something only where no more was typed.
                        Cut::Grams if term.starts_with('^') && term.chars().count() == 2 => {
                            !words.split(' ').any(|word| word == &term[1..])
                        }
                        Cut::Grams => begun && term.ends_with('>'),
                        Cut::Words => begun && Some(term) == last,
                        _ => false,
                    };
                    if !left_out {
                        texts.push_str(term);
                        ends.push((cut, texts.len()));
                    }
                });
            }
        }
        let texts = texts.as_str();
        let starts = std::iter::once(0).chain(ends.iter().map(|(_, end)| *end));
        let mut terms: Vec<Term> =
            ends.iter().zip(starts).map(|(&(cut, end), from)| Term::new(cut, &texts[from..end])).collect();
        terms.sort_unstable_by_key(Term::key);
        terms.dedup_by_key(|term| term.key());
        let n = self.records.len() as f32;
        let mut found = Vec::with_capacity(terms.len());
        for term in terms {
            if let Some(list) = self.postings.find(term)? {
                found.push(((1.0 + n / list.frequency() as f32).ln(), list));
            }
        }
        found.sort_by_key(|(_, list)| list.frequency());
        Ok(found)
    }

    /// Keeps the best of the touched documents and clears the tally.
    fn select(&self, tally: &mut Tally, effort: Effort, (total, letters): (f32, usize), found: &mut Vec<u32>) {
        let least = effort.least * tally.best;
        let most_known = self.records.known_and_length(0).0.max(1.0);
        let mut promising: Vec<(f32, u32)> = Vec::with_capacity(1024);
        tally.drain(|document, weight| {
            if weight >= least {
                let (known, length) = self.records.known_and_length(document);
                let longer = length.saturating_sub(letters) as f32;
                let gain = KNOWN_GAIN * known / most_known;
                let loss = LENGTH_LOSS * longer / (longer + 10.0);
                promising.push((weight + total * (gain - loss), document));
            }
        });
        let enough = effort.share * promising.iter().map(|(promise, _)| *promise).fold(0.0, f32::max);
        promising.retain(|(promise, _)| *promise >= enough);
        if promising.len() > effort.candidates {
            let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
            promising.select_nth_unstable_by(effort.candidates, order);
            promising.truncate(effort.candidates);
        }
        found.extend(promising.into_iter().map(|(_, document)| document));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_tally_adds_up_and_forgets(lists in prop::collection::vec((prop::collection::vec(0u32..50, 0..20), 1u8..9, any::<bool>()), 0..12)) {
            let mut tally = Tally { weights: vec![0.0; 50], ..Tally::default() };
            for _ in 0..2 {
                let mut wanted: HashMap<u32, f32> = HashMap::new();
                for (documents, weight, closed) in &lists {
                    let weight = f32::from(*weight);
                    for &document in documents {
                        if !closed || wanted.contains_key(&document) {
                            *wanted.entry(document).or_default() += weight;
                        }
                    }
                    match closed {
                        true => tally.add_to_touched(documents, weight),
                        false => tally.add(documents, weight),
                    }
                }
                prop_assert_eq!(tally.best, wanted.values().copied().fold(0.0, f32::max));
                let mut got = HashMap::new();
                tally.drain(|document, weight| assert!(got.insert(document, weight).is_none(), "handed over twice"));
                prop_assert_eq!(got, wanted);
                prop_assert!(tally.weights.iter().all(|weight| *weight == 0.0) && tally.best == 0.0);
            }
        }
    }
}
