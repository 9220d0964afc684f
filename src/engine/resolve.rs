//! From a name as said to the film, title or person meant, with the others it could have been.
//!
//! The rule: the exact spelling wins; else, of all that share the folded name, the most voted; the rest are offered.
//! What is only similar is taken when it is similar enough and accounts for every word that says something, and the
//! answer then names what it understood; what is nearly as similar is offered. A part of a name means the best known of
//! the people that bear it, in what is asked about.

use super::{Engine, Suggestion, Target};
use crate::catalog::{MovieId, PersonId, Platform, SourceId, TitleId, Unit};
use crate::error::Result;
use crate::query::Name;
use crate::search::{Entity, FILM_YEARS, Hit, Kind, Match, is_careless};
use crate::text::{fold, words};

/// How many candidates are looked at.
const CANDIDATES: usize = 12;

/// The same of people, of whom many share a first name or a surname.
pub(super) const BEARERS: usize = 100;

/// How many others are offered.
const OFFERED: usize = 5;

/// Below this score a fuzzy match is offered, not taken.
pub(super) const TAKEN: f32 = 0.62;

/// Below this score a match is not even offered.
pub(super) const SIMILAR: f32 = 0.35;

/// Where nothing is similar, so many of those with this score, which share a part of the name, are offered.
const SHARED: f32 = 0.2;
const FEW: usize = 3;

/// Of what is only similar, all that score so little less than the best may be meant as well.
const NEAR: f32 = 0.05;

/// Who shares a part of a name with somebody this much better known is not meant by it.
const UNKNOWN: u64 = 100;

/// So many times better known somebody is who is meant by a first name that is the surname of others.
const BY_FIRST_NAME: u64 = 10;

/// Of those of one name, the ones that score so much less are of another year than the one that was said.
const ANOTHER_YEAR: f32 = 0.2;

/// A season is made in so many years at most.
const YEARS_A_SEASON: u32 = 2;

/// A film whose name is less like the one asked for is not meant by a slip in it where a platform title is called so.
const SLIP: f32 = 0.85;

/// So little of a name unsaid is only another order of its words: "Star Wars: Attack of the Clones (Episode II)".
const LITTLE: f32 = 0.1;

/// What a platform has is as well known as a film of so many votes, even where nobody rated it.
const UNRATED: u64 = 100;

/// With so many times the votes of the next, a candidate is taken without asking.
pub(super) const DECISIVE: u64 = 3;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Resolved<T> {
    /// One, and nothing else has that name.
    One(T),
    /// The best known of several of that name, and the others.
    Several(T, Others),
    /// None, and the nearest.
    None(Vec<Suggestion>),
}

/// The year that a name ends in.
fn year_said(text: &str) -> Option<u16> {
    let folded = fold(text);
    folded.rsplit_once(' ').filter(|(_, last)| last.len() == 4)?.1.parse().ok().filter(|year| FILM_YEARS.contains(year))
}

/// The candidates that were not chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Others {
    pub(super) suggestions: Vec<Suggestion>,
    /// Whether the one chosen has less than [`DECISIVE`] times the votes of the next.
    pub(super) undecided: bool,
}

impl<T> Resolved<T> {
    /// The one meant and the others it could have been, or the nearest where there is none.
    pub(super) fn found(self) -> Result<(T, Others), Vec<Suggestion>> {
        match self {
            Self::One(value) => Ok((value, Others::default())),
            Self::Several(value, others) => Ok((value, others)),
            Self::None(nearest) => Err(nearest),
        }
    }
}

/// What a person is asked about: it decides which of several of the same name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Craft {
    Acting,
    Directing,
    Either,
}

impl Engine {
    /// The film of that name.
    pub(super) fn resolve_film(&self, name: &Name) -> Result<Resolved<MovieId>> {
        match name {
            Name::Id(id) => Ok(self.by_id(self.catalog.movie_by_source(*id))),
            Name::Key(key) => Ok(self.by_id(self.catalog.title_by_key(key).and_then(|t| self.catalog.title(t).film()))),
            Name::Text(text) => {
                let hits = self.candidates(text, Kind::Film, CANDIDATES)?;
                let votes = |e: Entity| match e {
                    Entity::Film(film) => u64::from(self.catalog.movie(film).votes()),
                    _ => 0,
                };
                if let Some(best) = hits.first().filter(|hit| hit.matched > Match::Folded) {
                    // "Breaking Bad" is no part of a longer name, nor "Grey's Anatomy" a slip in "Gray's Anatomy"; but a
                    // slip may make the name of a title out of that of a film that everybody knows.
                    let near = best.score >= SLIP && (best.matched == Match::Fuzzy || best.unsaid < LITTLE);
                    let slip = |title: TitleId| near && votes(best.entity) >= DECISIVE * self.fame_of_title(title);
                    let dated = year_said(text).is_some();
                    if self.title_called(text)?.is_some_and(|title| dated || !slip(title)) {
                        return Ok(self.nothing(&hits));
                    }
                }
                let film = |e: Entity| match e {
                    Entity::Film(film) => Some(film),
                    _ => None,
                };
                Ok(self.choose(text, &hits, votes, film))
            }
        }
    }

    /// The platform title of exactly that name that is no film, where there is one; of the year said with it, or of a
    /// series that ran then.
    pub(super) fn title_called(&self, text: &str) -> Result<Option<TitleId>> {
        let said = year_said(text);
        let is_it = |title: &TitleId| {
            let title = self.catalog.title(*title);
            title.film().is_none() && said.is_none_or(|said| title.year() == Some(said))
        };
        let title = |hit: &Hit| match hit.entity {
            Entity::Title(title) => Some(title).filter(is_it),
            _ => None,
        };
        match self.called(text, Kind::Title, CANDIDATES)?.iter().find_map(title) {
            Some(title) => Ok(Some(title)),
            None => self.series_of_the_year(text),
        }
    }

    fn fame_of_title(&self, title: TitleId) -> u64 {
        u64::from(self.catalog.title(title).score_count()).max(UNRATED)
    }

    /// The film or platform title of that name; a film before a title that is the same.
    pub(super) fn resolve_watchable(&self, name: &Name) -> Result<Resolved<Entity>> {
        match name {
            Name::Id(id) => Ok(self.by_id(self.catalog.movie_by_source(*id).map(Entity::Film))),
            Name::Key(key) => {
                let title = self.catalog.title_by_key(key);
                Ok(self.by_id(title.map(|t| self.catalog.title(t).film().map_or(Entity::Title(t), Entity::Film))))
            }
            Name::Text(text) => {
                if let Some(series) = self.series_of_the_year(text)? {
                    return Ok(Resolved::One(Entity::Title(series)));
                }
                let fame = |e: Entity| match e {
                    Entity::Film(film) => u64::from(self.catalog.movie(film).votes()),
                    Entity::Title(title) => self.fame_of_title(title),
                    Entity::Person(_) => 0,
                };
                let mut hits = self.candidates(text, Kind::Film, CANDIDATES)?;
                let named = hits.first().filter(|h| h.matched <= Match::Folded).cloned();
                let film_is_meant = named.as_ref().is_some_and(|h| h.matched == Match::Exact);
                if let Some(film) = named.filter(|_| !film_is_meant) {
                    let titles = self.called(text, Kind::Title, CANDIDATES)?;
                    // "Black Panther" and "Roma (2018)" name a title letter by letter or by its year, and an old film
                    // only nearly; but a much better known film may be meant by another of its titles.
                    let votes = fame(film.entity);
                    let spelt = |h: &Hit| h.matched == Match::Exact && votes < DECISIVE * fame(h.entity);
                    let closer = |h: &Hit| spelt(h) || h.score > film.score;
                    let closer = |h: &Hit| closer(h) && self.linked_film(h.entity).is_none();
                    let closer: Vec<Hit> = titles.into_iter().filter(closer).collect();
                    if !closer.is_empty() {
                        hits.retain(|h| h.matched <= Match::Folded);
                        hits.splice(0..0, closer);
                    }
                } else if !film_is_meant {
                    let titles = self.candidates(text, Kind::Title, CANDIDATES)?;
                    // Only a title that is named better than any film is one: most titles are films as well.
                    hits.extend(titles.into_iter().filter(|h| self.linked_film(h.entity).is_none()));
                    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
                }
                Ok(self.choose(text, &hits, fame, Some))
            }
        }
    }

    /// What may be meant by a name. Where something is called exactly so, nothing else is.
    fn candidates(&self, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        self.search.exact_or_similar(&self.catalog, text, kind, k)
    }

    fn linked_film(&self, entity: Entity) -> Option<MovieId> {
        match entity {
            Entity::Title(title) => self.catalog.title(title).film(),
            _ => None,
        }
    }

    /// The person of that name, for what is asked about them.
    pub(super) fn resolve_person(&self, name: &Name, craft: Craft) -> Result<Resolved<PersonId>> {
        match name {
            Name::Id(id) => Ok(self.by_id(self.catalog.person_by_source(*id))),
            Name::Key(_) => Ok(Resolved::None(Vec::new())),
            Name::Text(text) => {
                let hits = self.candidates(text, Kind::Person, BEARERS)?;
                // Somebody with no film in that craft is chosen only where nobody else has the name.
                let known = |e: Entity| match e {
                    Entity::Person(person) => self.fame_in(person, craft),
                    _ => 0,
                };
                let person = |e: Entity| match e {
                    Entity::Person(person) => Some(person),
                    _ => None,
                };
                Ok(self.choose(text, &hits, known, person))
            }
        }
    }

    /// Votes of the person's films in a craft, plus one for each, so that films without votes count too.
    fn fame_in(&self, person: PersonId, craft: Craft) -> u64 {
        let person = self.catalog.person(person);
        let votes = |film| u64::from(self.catalog.movie(film).votes()) + 1;
        match craft {
            Craft::Acting => person.acted().map(votes).sum(),
            Craft::Directing => person.directed().map(votes).sum(),
            Craft::Either => person.acted().chain(person.directed()).map(votes).sum(),
        }
    }

    fn by_id<T>(&self, found: Option<T>) -> Resolved<T> {
        found.map_or(Resolved::None(Vec::new()), Resolved::One)
    }

    /// One of the candidates for a name, by the rule of this module.
    fn choose<T>(
        &self,
        text: &str,
        hits: &[Hit],
        known: impl Fn(Entity) -> u64,
        value: impl Fn(Entity) -> Option<T>,
    ) -> Resolved<T> {
        let Some(best) = hits.first() else { return Resolved::None(Vec::new()) };
        let folded = || hits.iter().filter(|h| h.matched == Match::Folded);
        let mut exact: Vec<&Hit> = hits.iter().filter(|h| h.matched == Match::Exact).collect();
        if is_careless(text)
            && let Some(most) = exact.iter().map(|h| known(h.entity)).max()
        {
            exact.extend(folded().filter(|h| known(h.entity) > DECISIVE * most));
        }
        let named = match exact.is_empty() {
            false => self.literal(text, exact),
            true => folded().collect(),
        };
        let (named, near): (Vec<&Hit>, Vec<&Hit>) = match self.of_the_year(text, named) {
            named if !named.is_empty() || best.matched <= Match::Folded => (named, Vec::new()),
            _ => {
                let similar = hits.iter().filter(|h| h.score >= TAKEN);
                self.similar(text, self.search.accounted(&self.catalog, text, similar), &known)
            }
        };
        let named: Vec<Entity> = named.into_iter().map(|h| h.entity).collect();
        let named: Vec<Entity> = match named.iter().any(|e| known(*e) > 0) {
            // Of people of one name, those who never did what is asked about are not meant.
            true if matches!(best.entity, Entity::Person(_)) => named.into_iter().filter(|e| known(*e) > 0).collect(),
            _ => named,
        };
        // Capitals may be left to chance, but who writes just those of one means that one.
        let spelt = |e: &Entity| self.name_of(*e) == Some(text.trim());
        let chosen = named.iter().copied().max_by_key(|e| (spelt(e), known(*e), std::cmp::Reverse(*e)));
        let Some((chosen, found)) = chosen.and_then(|e| Some((e, value(e)?))) else { return self.nothing(hits) };
        let mut rivals: Vec<Entity> = named.into_iter().filter(|e| *e != chosen).collect();
        rivals.sort_by_key(|e| std::cmp::Reverse(known(*e)));
        let undecided = rivals.first().is_some_and(|next| known(chosen) < DECISIVE * known(*next));
        let near = near.into_iter().map(|hit| hit.entity).filter(|e| *e != chosen);
        let suggestions = self.offers(rivals.into_iter().chain(near));
        match suggestions.is_empty() {
            true => Resolved::One(found),
            false => Resolved::Several(found, Others { suggestions, undecided }),
        }
    }

    /// Of those of one name, the ones of the year that was said.
    fn of_the_year<'h>(&self, text: &str, named: Vec<&'h Hit>) -> Vec<&'h Hit> {
        // A year is said in digits.
        let mut named = match text.chars().any(char::is_numeric) {
            true => self.search.accounted(&self.catalog, text, named),
            false => named,
        };
        let top = named.iter().map(|h| h.score).fold(0.0, f32::max);
        named.retain(|h| h.score > top - ANOTHER_YEAR);
        // The very year before one that is nearly it.
        let said = year_said(text);
        let dated = |h: &&Hit| said.is_some() && self.year_of(h.entity) == said;
        if named.iter().any(dated) {
            named.retain(dated);
        }
        named
    }

    /// The series of that name which may have run in the year said with it, where nothing is of that name and just that
    /// year, nor a film of nearly that year. Hulu tells the year of a first season, the others that of the last.
    fn series_of_the_year(&self, text: &str) -> Result<Option<TitleId>> {
        let Some(said) = year_said(text) else { return Ok(None) };
        for kind in [Kind::Film, Kind::Title] {
            if self.called(text, kind, CANDIDATES)?.iter().any(|h| self.year_of(h.entity) == Some(said)) {
                return Ok(None);
            }
        }
        let name = text.rsplit_once(&said.to_string()).map_or(text, |(name, _)| name);
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let ran = |hit: &Hit| match hit.entity {
            Entity::Title(title) => {
                let title = self.catalog.title(title);
                let seasons = title.duration().filter(|(_, unit)| *unit == Unit::Season).map_or(0, |(n, _)| n);
                let years = title.year().and_then(|told| match title.platform() {
                    Platform::Hulu => said.checked_sub(told),
                    _ => told.checked_sub(said),
                });
                years.is_some_and(|years| u32::from(years) <= seasons * YEARS_A_SEASON)
            }
            _ => false,
        };
        let near = |hit: &Hit| self.year_of(hit.entity).is_some_and(|year| year.abs_diff(said) <= 1);
        if self.called(name, Kind::Film, CANDIDATES)?.iter().any(near) {
            return Ok(None);
        }
        Ok(self.called(name, Kind::Title, CANDIDATES)?.into_iter().find(ran).and_then(|hit| match hit.entity {
            Entity::Title(title) => Some(title),
            _ => None,
        }))
    }

    pub(super) fn year_of(&self, entity: Entity) -> Option<u16> {
        match entity {
            Entity::Film(film) => Some(self.catalog.movie(film).year()),
            Entity::Title(title) => self.catalog.title(title).year(),
            Entity::Person(_) => None,
        }
    }

    /// Who types digits means digits: "1" is the film of that title before "+1", and that before "The One".
    fn literal<'h>(&self, text: &str, mut exact: Vec<&'h Hit>) -> Vec<&'h Hit> {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let typed = digits(text);
        if typed.is_empty() {
            return exact;
        }
        let same = |h: &&Hit| self.name_of(h.entity).is_some_and(|name| digits(name) == typed);
        let spelt = |h: &&Hit| self.name_of(h.entity).is_some_and(|name| name.eq_ignore_ascii_case(text.trim()));
        if exact.iter().any(spelt) {
            exact.retain(spelt);
        } else if exact.iter().any(same) {
            exact.retain(same);
        }
        exact
    }

    /// Of those whose names are similar enough: the ones that are equally meant, and those that are nearly as similar.
    /// Of people, all that bear the words asked for ("Jackson", "Pedro") are equally meant; else the best one with those
    /// of exactly its name.
    fn similar<'h>(
        &self,
        text: &str,
        meant: Vec<&'h Hit>,
        known: &impl Fn(Entity) -> u64,
    ) -> (Vec<&'h Hit>, Vec<&'h Hit>) {
        let Some(best) = meant.first() else { return Default::default() };
        let folded = fold(text);
        // "Bruce S" is on the way to a longer name.
        let whole = best.matched == Match::Partial && words(&folded).all(|word| word.len() > 2);
        let bears = |hit: &&Hit| {
            let name = self.name_of(hit.entity).filter(|_| whole && matches!(hit.entity, Entity::Person(_))).map(fold);
            name.is_some_and(|name| words(&folded).all(|word| words(&name).any(|w| w == word)))
        };
        let most = meant.iter().filter(|h| bears(h)).map(|h| known(h.entity)).max().unwrap_or(0);
        if most > 0 {
            let is_known = |hit: &&Hit| known(hit.entity) * UNKNOWN >= most;
            let bearers: Vec<&Hit> = meant.into_iter().filter(bears).filter(is_known).collect();
            // "Darín" is a surname before it is somebody's first name, unless that is far better known: "Leonardo".
            let surname = |hit: &&&Hit| self.name_of(hit.entity).is_some_and(|name| fold(name).ends_with(&folded));
            let best = bearers.iter().filter(surname).map(|hit| known(hit.entity)).max().unwrap_or(0);
            let first_names = best * BY_FIRST_NAME < most;
            return bearers.into_iter().partition(|hit| first_names || surname(&hit));
        }
        let near: Vec<&Hit> = meant.iter().copied().filter(|h| h.score > best.score - NEAR).collect();
        // Who never did what is asked about is not meant where somebody of nearly such a name did.
        let best = near.iter().find(|h| known(h.entity) > 0).unwrap_or(best);
        let name = self.name_of(best.entity);
        near.into_iter().partition(|h| self.name_of(h.entity) == name)
    }

    /// None of these, but the similar ones may be meant.
    fn nothing<T>(&self, hits: &[Hit]) -> Resolved<T> {
        let like = |least: f32| hits.iter().filter(move |h| h.score >= least).map(|h| h.entity);
        let similar = self.offers(like(SIMILAR));
        // "Top Gun: Maverick" is more than a title that is known: better than nothing to go on with.
        Resolved::None(if similar.is_empty() { self.offers(like(SHARED).take(FEW)) } else { similar })
    }

    fn offers(&self, entities: impl Iterator<Item = Entity>) -> Vec<Suggestion> {
        entities.take(OFFERED).map(|e| self.suggestion(e)).collect()
    }

    /// How an entity is offered.
    pub fn suggestion(&self, entity: Entity) -> Suggestion {
        match entity {
            Entity::Film(film) => {
                let film = self.catalog.movie(film);
                Suggestion {
                    title: film.title().to_owned(),
                    year: Some(film.year()),
                    target: Target::Film(film.source()),
                }
            }
            Entity::Title(title) => {
                let title = self.catalog.title(title);
                Suggestion {
                    title: title.title().to_owned(),
                    year: title.year(),
                    target: Target::Title(title.key().to_owned()),
                }
            }
            Entity::Person(person) => {
                let person = self.catalog.person(person);
                Suggestion {
                    title: person.name().to_owned(),
                    year: None,
                    target: Target::Person(SourceId(person.source().0)),
                }
            }
        }
    }
}
