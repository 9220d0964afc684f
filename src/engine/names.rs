//! The look-up as the parser sees it: does this piece of a sentence name something?

use super::groups::COMMON;
use super::resolve::Craft;
use super::{Body, Engine};
use crate::catalog::{MovieId, Person, SourceId};
use crate::query::{Filters, Group, Grouped, Intent, Name, NameKind, Named, Names, Query};
use crate::search::{Entity, Hit, Kind, Match, is_careless};
use crate::text::{fold, words};

/// Bytes of the longest text that may be a name in a sentence; a look-up takes as long as its text.
const LONGEST_NAME: usize = 120;

/// So many of one name are looked through for the one that is spelt so.
const NAMESAKES: usize = 12;

/// So many of a cast have the leading parts.
const LEADING: usize = 5;

/// Words of companies' names that say what they do.
const TRADE: [&str; 11] = [
    "studio",
    "studios",
    "estudio",
    "estudios",
    "pictures",
    "films",
    "productions",
    "producciones",
    "entertainment",
    "animation",
    "bros",
];

/// A company of so many films is meant by the first words of its name.
const KNOWN: usize = 5;

impl Names for Engine {
    fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let best = |kind| self.look_up(text, kind, 1).ok()?.into_iter().next();
        let hit: Hit = match kind {
            NameKind::Person => best(Kind::Person)?,
            NameKind::Film => best(Kind::Film)?,
            NameKind::Title => match best(Kind::Film) {
                // What names a film needs no look at the platforms: most of their titles are films as well.
                Some(film) if film.matched <= Match::Folded => film,
                film => [film, best(Kind::Title)].into_iter().flatten().max_by(|a, b| a.score.total_cmp(&b.score))?,
            },
        };
        Some(self.named(text, &hit))
    }

    fn fame_of(&self, text: &str, kind: NameKind) -> Option<u32> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let votes = |kind| self.look_up_index().votes_of_name(text, kind);
        match kind {
            NameKind::Person => votes(Kind::Person),
            NameKind::Film => votes(Kind::Film),
            NameKind::Title => votes(Kind::Film).max(votes(Kind::Title)),
        }
    }

    fn is_spelt(&self, text: &str, kind: NameKind) -> bool {
        if text.len() > LONGEST_NAME || is_careless(text) {
            return false;
        }
        let kinds: &[Kind] = match kind {
            NameKind::Person => &[Kind::Person],
            NameKind::Film => &[Kind::Film],
            NameKind::Title => &[Kind::Film, Kind::Title],
        };
        let spelt = |hits: Vec<Hit>| hits.iter().any(|hit| hit.matched == Match::Exact);
        kinds.iter().any(|kind| self.called(text, *kind, NAMESAKES).is_ok_and(spelt))
    }

    fn surname(&self, text: &str) -> Option<u32> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let (person, _) = self.resolve_person(&Name::text(text), Craft::Either).ok()?.found().ok()?;
        let person = self.catalog.person(person);
        let is_last = fold(person.name()).strip_suffix(&fold(text)).is_some_and(|first| first.ends_with(' '));
        let leads = |film: &MovieId| self.catalog.movie(*film).cast().take(LEADING).any(|led| led == person.id);
        is_last.then(|| self.votes_of(person.acted().filter(leads).chain(person.directed())))
    }

    fn group(&self, text: &str) -> Option<Grouped> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let folded = fold(text);
        // No slips and no beginnings of words: what is no person, no company and no saga may be nothing at all.
        let has = |name: &str| words(&folded).all(|asked| words(&fold(name)).any(|word| word == asked));
        let whole = |name: &str| {
            let which = |word: &&str| !COMMON.contains(word);
            words(&fold(name)).filter(which).eq(words(&folded).filter(which))
        };
        let sums = self.catalog.sums();
        // "Matrix" is also the film that its saga is known by.
        let named = |row: &u32| has(sums.collection_name(*row)) || self.fame_of(text, NameKind::Film).is_some();
        let saga = self.saga_named(text).ok()?.filter(named).map(|row| {
            let (query, whole) = (Query::Saga { name: Name::text(text) }, whole(sums.collection_name(row)));
            Grouped { query, whole, fame: self.votes_of(sums.collection(row).films()) }
        });
        if saga.as_ref().is_some_and(|saga| saga.whole) {
            return saga;
        }
        let company = self.company_named(text).filter(|row| has(sums.company_name(*row))).map(|row| {
            let (name, films) = (sums.company_name(row), sums.company(row).films());
            // "Walt Disney" is Walt Disney Pictures; "Scott" is hardly Scott Free Productions.
            let several = words(&folded).count() > 1;
            let leads = words(&folded).eq(words(&fold(name)).take(words(&folded).count()));
            let query = Query::CountBy(Group::Company(text.to_owned()));
            // "Ghibli" is Studio Ghibli.
            let telling = |word: &&str| !TRADE.contains(word);
            let bare = words(&fold(name)).filter(telling).eq(words(&folded).filter(telling));
            Grouped {
                query,
                whole: bare || whole(name) || several && leads && films.len() >= KNOWN,
                fame: self.votes_of(films),
            }
        });
        // "Bond" is a saga, and hardly anybody's company.
        company.into_iter().chain(saga).max_by_key(|group| (group.whole, group.fame))
    }

    fn nth(&self, filters: &Filters, at: u8) -> Option<(SourceId, String)> {
        let filters = Filters { page: at, size: Some(1), ..filters.clone() };
        match self.discover(&self.settled(Intent::Discover, &filters).ok()?.ok()?).body {
            Body::Discover(found) => found.films.into_iter().next().map(|listed| (listed.film.id, listed.film.title)),
            _ => None,
        }
    }
}

impl Engine {
    fn votes_of(&self, films: impl Iterator<Item = MovieId>) -> u32 {
        films.map(|film| self.catalog.movie(film).votes()).fold(0, u32::saturating_add)
    }

    fn named(&self, text: &str, hit: &Hit) -> Named {
        let (fame, directs) = match hit.entity {
            Entity::Film(film) => (self.catalog.movie(film).votes(), false),
            Entity::Title(title) => (self.catalog.title(title).score_count(), false),
            Entity::Person(person) => {
                let person = self.catalog.person(person);
                (person.fame(), self.directs(person))
            }
        };
        let exactly = hit.matched <= Match::Folded;
        Named { score: hit.score, exactly, likely: self.likely(text, hit), fame, directs }
    }

    /// Whether somebody directs more than they act: who only appears in a film is no actor for it.
    fn directs(&self, person: Person<'_>) -> bool {
        let (directed, acted) = (person.directed().len(), person.acted().len());
        let leads = |film: &MovieId| self.catalog.movie(*film).cast().take(LEADING).any(|led| led == person.id);
        directed > acted || directed > 0 && directed > person.acted().filter(leads).count()
    }

    /// A film half named with a slip is seldom meant, and a single word of a longer title not often; several words spelt
    /// as in the title are, and what stands before a colon. People are called by their surnames.
    fn likely(&self, text: &str, hit: &Hit) -> f32 {
        let title = match hit.entity {
            _ if hit.matched <= Match::Folded => return 1.0,
            Entity::Person(_) => return hit.score,
            entity => self.name_of(entity),
        };
        // "E.T." is how everybody calls it.
        let parts = || text.split('.').filter(|part| !part.trim().is_empty());
        let initials =
            text.contains('.') && parts().count() > 1 && parts().all(|part| part.trim().chars().count() == 1);
        if initials && hit.matched == Match::Partial {
            return hit.score;
        }
        let folded = fold(text);
        let short_title = title.and_then(|title| title.split_once(':'));
        if short_title.is_some_and(|(short, _)| fold(short) == folded) {
            return hit.score;
        }
        let several = words(&folded).filter(|word| word.len() > 2).count() > 1;
        let weight = if several && hit.matched == Match::Partial { 0.15 } else { 0.5 };
        hit.score * (1.0 - hit.unsaid).max(0.0).powf(weight)
    }
}
