//! The look-up as the parser sees it: does this piece of a sentence name something?

use super::Engine;
use crate::query::{NameKind, Named, Names};
use crate::search::{Entity, Hit, Kind, Match};

/// Bytes of the longest text that may be a name in a sentence; a look-up takes as long as its text.
const LONGEST_NAME: usize = 120;

impl Names for Engine {
    fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let best = |kind| self.look_up(text, kind, 1).ok()?.into_iter().next();
        let hit: Hit = match kind {
            NameKind::Person => best(Kind::Person)?,
            NameKind::Title => match best(Kind::Film) {
                // What names a film needs no look at the platforms: most of their titles are films as well.
                Some(film) if film.matched <= Match::Folded => film,
                film => [film, best(Kind::Title)].into_iter().flatten().max_by(|a, b| a.score.total_cmp(&b.score))?,
            },
        };
        Some(self.named(&hit))
    }
}

impl Engine {
    fn named(&self, hit: &Hit) -> Named {
        let (fame, directs) = match hit.entity {
            Entity::Film(film) => (self.catalog.movie(film).votes(), false),
            Entity::Title(title) => (self.catalog.title(title).score_count(), false),
            Entity::Person(person) => {
                let person = self.catalog.person(person);
                (person.fame(), person.directed().len() > person.acted().len())
            }
        };
        Named { score: hit.score, exactly: hit.matched <= Match::Folded, fame, directs }
    }
}
