//! What people tell of themselves and what they are answered: the values of personal and group recommendation.

use super::Prediction;
use crate::catalog::MovieId;

/// What a person has told: rated films (0.5–5) and films seen that should not be listed again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taste {
    /// Films with their ratings, in the order in which they were given; of a film that occurs twice the later counts.
    pub rated: Vec<(MovieId, f32)>,
    /// Films seen and not rated.
    pub seen: Vec<MovieId>,
}

/// A film for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct ForYou {
    /// The film.
    pub film: MovieId,
    /// What the list is ordered by; comparable within one list only.
    pub score: f32,
    /// At most two films that the person rated well and that contributed most, the greater contribution first; empty
    /// where the film is there because everybody likes it.
    pub because: Vec<MovieId>,
    /// The estimated rating; `None` where the generation has no ratings model.
    pub expected: Option<Prediction>,
}

/// A film for several people.
#[derive(Clone, Debug, PartialEq)]
pub struct ForGroup {
    /// The film.
    pub film: MovieId,
    /// What the list is ordered by; comparable within one list only.
    pub score: f32,
    /// What each member thinks of it, in the order in which they were given, 0.5–5: the own mark, else the estimate;
    /// `None` for members who rated nothing, and where the generation has no ratings model.
    pub expected: Vec<Option<f32>>,
    /// Positions of the members who have seen it.
    pub seen_by: Vec<usize>,
}

/// How the tastes of several people become one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The mean of the members' z-scores, without what is in the lowest part of anybody's own order.
    #[default]
    AverageWithVeto,
    /// The mean of the members' z-scores.
    Average,
    /// The score of the member who likes it least.
    LeastMisery,
    /// The sum of `1 / (60 + rank)` over the members' own orders (Cormack, Clarke & Büttcher 2009).
    ReciprocalRanks,
}

impl Taste {
    /// Whether nothing was rated.
    pub fn is_empty(&self) -> bool {
        self.rated.is_empty()
    }

    /// The ratings, each film once (the latest counts), in the order in which they were given, for rows below `films`.
    pub(super) fn latest(&self, films: usize) -> Vec<(MovieId, f32)> {
        let mut kept: Vec<(MovieId, f32)> = Vec::with_capacity(self.rated.len());
        let mut met = std::collections::HashSet::with_capacity(self.rated.len());
        let known = self.rated.iter().rev().filter(|r| r.0.index() < films);
        kept.extend(known.filter(|r| met.insert(r.0)));
        kept.reverse();
        kept
    }

    /// Whether the person knows the film.
    pub fn knows(&self, film: MovieId) -> bool {
        self.seen.contains(&film) || self.rated.iter().any(|r| r.0 == film)
    }
}
