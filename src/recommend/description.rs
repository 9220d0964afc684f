//! A description as a vector of the films' features: stems of words, keywords and genres, each block of length 1 and
//! weighted as in the films.
//!
//! The door is [`Content::description`].

use std::collections::{HashMap, HashSet};

use super::blocks::{Block, normalise};
use super::content::Content;

/// Features of a text, of length 1 in all; see [`Content::scores`].
pub(super) struct Description {
    /// Sparse column and value.
    pub(super) sparse: Vec<(u32, f32)>,
    /// Like a dense row of a film.
    pub(super) dense: Vec<f32>,
}

/// How much each field of a description counts: people ask for themes, which are the films' keywords and plots; the
/// weights between films are made for films that have every field.
fn share(block: Block) -> f32 {
    match block {
        Block::Keywords => 1.6,
        Block::Plot => 1.2,
        Block::Topics => 0.5,
        Block::Genres => 0.7,
        Block::Title => 0.4,
        _ => 0.0,
    }
}

impl Description {
    /// Whether nothing of the text is known.
    pub(super) fn is_empty(&self) -> bool {
        self.sparse.is_empty() && self.dense.iter().all(|x| *x == 0.0)
    }

    /// Adds a block of sparse features, normalised, with its share.
    fn add(&mut self, block: Block, mut features: Vec<(u32, f32)>) {
        let length = features.iter().map(|f| f.1 * f.1).sum::<f32>().sqrt();
        if length > 0.0 {
            features.iter_mut().for_each(|f| f.1 *= share(block) / length);
            self.sparse.append(&mut features);
        }
    }
}

impl Content {
    /// The stems of the index among `wanted` (by their text), with their numbers there.
    pub(super) fn numbers_of<'a>(&'a self, wanted: &'a HashMap<&str, u32>) -> impl Iterator<Item = (u32, u32)> + 'a {
        (0..).zip(self.words.stems.iter()).filter_map(|(number, stem)| Some((number, *wanted.get(stem)?)))
    }

    /// The features of stems (by number, with how often they occur), keywords and genres (rows of the catalogue).
    pub(super) fn description(
        &self,
        stems: &HashMap<u32, f32>,
        keywords: &[u32],
        genres: &HashSet<u32>,
    ) -> Description {
        let starts = self.dense_starts();
        let width = starts.last().map_or(0, |&end| end as usize);
        let mut out = Description { sparse: Vec::new(), dense: vec![0.0; width] };
        let mut stems: Vec<(u32, f32)> = stems.iter().map(|(&n, &count)| (n, 1.0 + count.max(1.0).ln())).collect();
        stems.sort_unstable_by_key(|s| s.0);
        for block in [Block::Plot, Block::Title] {
            let known = stems.iter().filter_map(|&(stem, count)| {
                let (column, idf) = self.column(block, stem)?;
                Some((column, count * idf))
            });
            out.add(block, known.collect());
        }
        out.add(Block::Keywords, keywords.iter().filter_map(|&k| self.column(Block::Keywords, k)).collect());

        let words = &self.words;
        let (genre_part, rest) = out.dense.split_at_mut(starts[1] as usize);
        for (x, (key, idf)) in genre_part.iter_mut().zip(words.genre_keys.iter().zip(words.genre_idf.iter())) {
            *x = if genres.contains(key) { *idf } else { 0.0 };
        }
        let topic_part = &mut rest[(starts[2] - starts[1]) as usize..];
        for &(stem, count) in &stems {
            if let Ok(at) = words.soup_keys.binary_search(&stem) {
                let topics = &words.topics[at * topic_part.len()..(at + 1) * topic_part.len()];
                let value = count * words.soup_idf[at];
                topic_part.iter_mut().zip(topics).for_each(|(x, t)| *x += value * t);
            }
        }
        for (part, block) in [(genre_part, Block::Genres), (topic_part, Block::Topics)] {
            normalise(part);
            part.iter_mut().for_each(|x| *x *= share(block));
        }
        let squares = out.sparse.iter().map(|f| f.1 * f.1).chain(out.dense.iter().map(|x| x * x));
        let length = squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        out.sparse.iter_mut().for_each(|f| f.1 /= length);
        out.dense.iter_mut().for_each(|x| *x /= length);
        out
    }
}
