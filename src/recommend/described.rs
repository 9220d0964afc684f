//! Films like a description in words: free text through the feature space of the films.
//!
//! The door is [`Recommender::similar_to_text`]. Plots, keywords and genres in the sources are English. A Spanish text is
//! carried over word by word: `themes.txt` has the words that films are asked for with and what they are called in the
//! sources; genres come from [`Term`]. What remains is kept as it is: English words and names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::Recommender;
use super::description::Description;
use super::words::Stems;
use crate::catalog::{Catalog, MovieId};
use crate::rank::{Scored, top_k};
use crate::text;
use crate::world::{Kind, Term};

/// Words of a text that are looked at: the rest of a longer one is ignored.
const MOST_WORDS: usize = 200;
/// Words of the longest phrase of keywords that is looked for.
const PHRASE: usize = 3;

/// Weight of what the votes add here: a description says less than a film does, and more films nobody knows fit it.
const VOTES: f32 = 4.0;

/// Spanish stem → English words, and whole phrases → English words; and the Spanish words that say nothing about a film.
struct Themes {
    english: HashMap<String, &'static str>,
    phrases: Vec<(Vec<&'static str>, &'static str)>,
    silent: HashSet<&'static str>,
    stemmer: Stemmer,
}

static THEMES: LazyLock<Themes> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::Spanish);
    let (mut english, mut phrases, mut silent) = (HashMap::new(), Vec::new(), HashSet::new());
    for line in include_str!("themes.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((spanish, words)) => {
                for word in spanish.split(' ') {
                    if word.contains('_') {
                        phrases.push((word.split('_').collect(), words));
                    } else {
                        english.insert(stemmer.stem(word).into_owned(), words);
                    }
                }
            }
            None => silent.extend(line.split(' ')),
        }
    }
    Themes { english, phrases, silent, stemmer }
});

impl Recommender {
    /// The `k` films that a description in English or Spanish fits best, best first; none where no word of it is known.
    /// Scores are cosines of the description with the film, in `[0, 1]`, plus what the votes add. Cost: a pass over all
    /// films.
    pub fn similar_to_text(&self, catalog: &Catalog, text: &str, k: usize) -> Vec<Scored<MovieId>> {
        let folded = text::fold(text);
        let words: Vec<&str> = text::words(&folded).take(MOST_WORDS).collect();
        let english = english(&words);
        let described = self.describe(catalog, &words, &english);
        if described.is_empty() {
            return Vec::new();
        }
        let scores = self.content.scores(&described.sparse, &described.dense);
        let known = (0..).map(MovieId).zip(scores).filter(|(_, score)| *score > 0.0);
        top_k(known.map(|(film, score)| Scored::new(score + VOTES * self.neighbours.prior(film), film)), k)
    }

    /// The features of a description, of length 1 in all.
    fn describe(&self, catalog: &Catalog, spanish: &[&str], english: &[String]) -> Description {
        let content = &self.content;
        let mut stems = Stems::new();
        let mut own = Vec::new();
        stems.append(&english.join(" "), &mut own);
        let wanted: HashMap<&str, u32> = (0..stems.len() as u32).map(|n| (stems.stem(n), n)).collect();
        // The stems of the index among them, by their numbers there, with how often they occur.
        let mut counts: HashMap<u32, f32> = HashMap::new();
        for (number, here) in content.numbers_of(&wanted) {
            counts.insert(number, own.iter().filter(|&&n| n == here).count() as f32);
        }
        let phrases: HashSet<String> =
            (1..=PHRASE).flat_map(|n| english.windows(n).map(|words| words.join(" "))).collect();
        let genres = (0..spanish.len()).filter_map(|at| Term::said(Kind::Genre, &spanish[at..])).map(|(_, term)| term);
        let named = english.iter().filter_map(|word| Term::by_slug(Kind::Genre, word));
        let genres = genres.chain(named).filter_map(|term| catalog.row_of(term)).map(u32::from).collect();
        content.description(&counts, &catalog.keywords_named(&phrases), &genres)
    }
}

/// The words of a text in English: Spanish phrases and words carried over, English ones as they are, function words left
/// out.
fn english(words: &[&str]) -> Vec<String> {
    let themes = &*THEMES;
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = themes.phrases.iter().filter(|(phrase, _)| words[at..].starts_with(phrase));
        let (taken, carried) = match phrase.max_by_key(|(phrase, _)| phrase.len()) {
            Some((phrase, english)) => (phrase.len(), Some(*english)),
            None => (1, themes.english.get(themes.stemmer.stem(words[at]).as_ref()).copied()),
        };
        match carried {
            Some(english) => out.extend(english.split(' ').map(str::to_owned)),
            None if themes.silent.contains(words[at]) => {}
            None => out.push(words[at].to_owned()),
        }
        at += taken;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spanish_is_carried_over_and_english_left_alone() {
        let english = |text: &str| english(&text::words(&text::fold(text)).collect::<Vec<_>>()).join(" ");
        assert_eq!(english("una de robots que aprenden a querer"), "robot android love");
        assert_eq!(english("viajes en el tiempo"), "time travel");
        assert_eq!(english("a boy wizard at school"), "boy wizard at school");
        assert_eq!(english("de la que me"), "");
    }
}
