//! Which film to ask a newcomer about next.
//!
//! The door is [`Recommender::telling`]. A question is worth the chance that the person has seen the film times what the
//! rating would tell: in the Bayesian model how unsure it is of this person's rating (uncertainty sampling, Rashid et
//! al. 2002; Rubens et al. 2015), otherwise how much tastes differ about the film; less for a film that is like one
//! already asked about.

use super::{Item, Recommender, Taste};
use crate::catalog::{Catalog, MovieId};
use crate::rank::{Scored, top_k};

/// Films that may be asked about: the best known ones.
const CANDIDATES: usize = 200;

impl Recommender {
    /// The film to ask about next: well known, not told of in `taste`, not one of `asked`, and the one whose rating
    /// would tell most. `None` where no film is left. Cost: one fold-in and 200 estimates.
    pub fn telling(&self, catalog: &Catalog, taste: &Taste, asked: &[MovieId]) -> Option<MovieId> {
        let rated = taste.latest(catalog.n_films());
        let told: Vec<MovieId> = asked.iter().copied().chain(rated.iter().map(|r| r.0)).collect();
        let candidates = match &self.ratings {
            Some(ratings) => ratings.most_rated(CANDIDATES + told.len() + taste.seen.len()),
            None => top_k(catalog.movies().map(|m| Scored::new(m.votes() as f32, m.id)), CANDIDATES + told.len()),
        };
        let most = candidates.first()?.score().max(1.0);
        let folded = self.folded(&rated);
        let worth = |candidate: &Scored<MovieId>| {
            let film = candidate.value;
            // The root, because what everybody has seen is asked of everybody and tells the same of all.
            let seen = (candidate.score() / most).sqrt();
            let tells = folded.as_ref().map_or(1.0, |folded| folded.tells(Item::Film(film)));
            let alike = told.iter().map(|&other| self.content.cosine(film, other)).fold(0.0, f32::max);
            Scored::new(seen * tells * (1.0 - alike), film)
        };
        let new = candidates.iter().filter(|c| !told.contains(&c.value) && !taste.knows(c.value));
        new.map(worth).max().map(|best| best.value)
    }
}
