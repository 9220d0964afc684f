//! The words of plots and titles as features: folded, without stop words, stemmed.
//!
//! The door is [`Stems`]. Plots in the sources are English, hence the English stemmer (Porter 2, from the Snowball
//! project: the crate `rust-stemmers`, which is no more than those algorithms).

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::text;

/// Words that say nothing about a plot: function words, and the words with which every blurb is written.
const STOP: &str = "a about above after again against all also although always am among an and another any are \
arent around as at away back be became because become becomes been before begin begins being below between both but \
by came can cannot come comes could couldnt day did didnt do does doesnt doing done dont down during each ends even \
ever every everything few film films find finds first for from further get gets getting give given go goes going gone \
got had hadnt has hasnt have havent having he hed hell her here heres hers herself hes him himself his how however i \
id if ill im in into is isnt it its itself ive just keep know knows last later least left less let lets like long \
made make makes making many may me meanwhile meet meets might more most movie much must mustnt my myself named near \
never new next no nor not nothing now of off on once one only onto or other others our ours ourselves out over own \
people put rather really same sees set several shant she shed shell shes should shouldnt since so some someone \
something soon start starts story still such take taken takes taking tell tells than that thats the their theirs them \
themselves then there theres these they theyd theyll theyre theyve thing things this those though three through time \
to together told too took tries try trying turn turns two under until up upon us used using very want wants was wasnt \
way we wed well went were weve what whats when where wheres whether which while who whole whom whos whose why will \
with within without wont would wouldnt years year yet you youd youll your youre yours yourself yourselves youve";

/// Numbers for the stems of words, in order of first appearance.
pub(super) struct Stems {
    stemmer: Stemmer,
    /// Folded word → number of its stem; `None` for stop words.
    of_word: HashMap<Box<str>, Option<u32>>,
    of_stem: HashMap<Box<str>, u32>,
    /// The stem of each number.
    stems: Vec<Box<str>>,
    /// For each stem a word as it was met first: stems are no words, and reasons are read by people.
    samples: Vec<Box<str>>,
    buffer: String,
}

impl Stems {
    /// Knows the stop words and nothing else.
    pub(super) fn new() -> Self {
        let of_word = text::words(STOP).map(|word| (word.into(), None)).collect();
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            of_word,
            of_stem: HashMap::new(),
            stems: Vec::new(),
            samples: Vec::new(),
            buffer: String::new(),
        }
    }

    /// Appends the numbers of the stems of `text`, one per word that is neither a stop word nor a single sign.
    pub(super) fn append(&mut self, text: &str, out: &mut Vec<u32>) {
        let mut buffer = std::mem::take(&mut self.buffer);
        text::fold_into(text, &mut buffer);
        out.extend(text::words(&buffer).filter_map(|word| self.number(word)));
        self.buffer = buffer;
    }

    fn number(&mut self, word: &str) -> Option<u32> {
        if let Some(known) = self.of_word.get(word) {
            return *known;
        }
        let number = (word.chars().nth(1).is_some()).then(|| {
            let stem = self.stemmer.stem(word);
            *self.of_stem.entry(stem.as_ref().into()).or_insert_with(|| {
                self.stems.push(stem.as_ref().into());
                self.samples.push(word.into());
                self.stems.len() as u32 - 1
            })
        });
        self.of_word.insert(word.into(), number);
        number
    }

    /// How many stems are known.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }

    /// A word of stem `number`, as it was met first.
    pub(super) fn sample(&self, number: u32) -> &str {
        &self.samples[number as usize]
    }

    /// Stem `number` itself.
    pub(super) fn stem(&self, number: u32) -> &str {
        &self.stems[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one_feature() {
        let mut stems = Stems::new();
        let mut out = Vec::new();
        stems.append("The robots; a ROBOT's dream. Dreaming!", &mut out);
        assert_eq!(out, [0, 0, 1, 1]);
        assert_eq!((stems.len(), stems.sample(0), stems.stem(1)), (2, "robots", "dream"));
    }
}
