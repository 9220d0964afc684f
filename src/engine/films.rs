//! Answers about films: by month and weekday, score, votes, card, where to watch, similar ones, look-up.

use std::ops::Range;

use chrono::{Month, Weekday};

use super::discover::{key, measure};
use super::further::{CAST_PAGE, FOUND_PAGE};
use super::resolve::{DECISIVE, Others, Resolved};
use super::{
    Answer, Body, Cast, Engine, FilmCard, FilmRef, Missing, Place, Settled, Shown, SimilarFilm, Slots, Status,
    Suggestion, Target, Votes,
};
use crate::catalog::{Movie, MovieId, Title, TitleId, UserId};
use crate::error::Result;
use crate::query::{Intent, Name, Sort};
use crate::rank::Scored;
use crate::recommend::Item;
use crate::search::{Entity, Hit, Kind, Match, is_careless};
use crate::text::fold;

/// A film with fewer votes has no figures to be told.
pub const VOTES_THRESHOLD: u32 = 2000;

/// How many films are recommended.
pub const RECOMMENDED: usize = 5;

/// How many of the cast a card names.
const CARD_CAST: usize = 8;

/// How many results of a look-up are looked at.
const FOUND: usize = 1000;

/// How many platform titles of one name are looked at.
const OF_ONE_NAME: usize = 12;

impl Engine {
    pub(super) fn month_count(&self, month: Month) -> Answer {
        let released = self.catalog.counted().month(month);
        Answer::new(
            Intent::MonthCount,
            Status::Ok,
            Slots { month: Some(month), ..Slots::default() },
            Body::MonthCount { month, count: released.count, placeholder: released.placeholder },
        )
    }

    pub(super) fn weekday_count(&self, weekday: Weekday) -> Answer {
        let released = self.catalog.counted().weekday(weekday);
        Answer::new(
            Intent::WeekdayCount,
            Status::Ok,
            Slots { weekday: Some(weekday), ..Slots::default() },
            Body::WeekdayCount { weekday, count: released.count, placeholder: released.placeholder },
        )
    }

    pub(super) fn score(&self, title: &Name) -> Result<Answer> {
        self.about_film(Intent::Score, title, |film| {
            let body = Body::Score {
                film: film_ref(film),
                popularity: film.popularity(),
                vote_average: film.vote_average(),
                vote_count: film.vote_count(),
            };
            (Status::Ok, body)
        })
    }

    pub(super) fn votes(&self, title: &Name) -> Result<Answer> {
        self.about_film(Intent::Votes, title, |film| {
            let votes = match (film.vote_count(), film.vote_average()) {
                (Some(n), Some(average)) if n >= VOTES_THRESHOLD => Votes::Enough(n, average),
                (Some(n), _) if n < VOTES_THRESHOLD => Votes::TooFew,
                _ => Votes::Unknown,
            };
            let status = if matches!(votes, Votes::Enough(..)) { Status::Ok } else { Status::BelowThreshold };
            (status, Body::Votes { film: film_ref(film), votes })
        })
    }

    pub(super) fn film_card(&self, title: &Name) -> Result<Answer> {
        self.about_film(Intent::FilmCard, title, |film| (Status::Ok, Body::FilmCard(Box::new(self.card(film)))))
    }

    pub(super) fn cast(&self, title: &Name) -> Result<Answer> {
        self.about_film(Intent::Cast, title, |film| {
            let people = |p| self.suggestion(Entity::Person(p));
            let directors = film.directors().map(people).collect();
            let cast = film.cast().map(people).collect();
            let shown = Shown::page(0, CAST_PAGE);
            (Status::Ok, Body::Cast(Cast { film: film_ref(film), directors, cast, shown }))
        })
    }

    pub(super) fn recommend(&self, title: &Name, settled: &Settled) -> Result<Answer> {
        let filters = settled.filters();
        self.about_film(Intent::Recommend, title, |film| {
            let before = usize::from(filters.page) * RECOMMENDED;
            let items = self.alike(film, settled, before..before + RECOMMENDED).into_iter();
            let items: Vec<SimilarFilm> = items.map(|s| self.similar_film(film.id, s.value, s.score())).collect();
            let missing = [
                (film.overview().is_empty(), Missing::Overview),
                (film.cast().len() == 0, Missing::Cast),
                (film.keyword_ids().is_empty(), Missing::Keywords),
            ];
            let missing = missing.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
            let none = items.is_empty() && filters.narrows();
            let status = if none { Status::NotFound } else { Status::Ok };
            (status, Body::Recommend { film: film_ref(film), items, filters: Box::new(filters.clone()), missing })
        })
    }

    /// The places of the list of films like one that pass the filters; an order is against the film: shorter than it.
    /// Cost: a look-up without filters, else see [`Recommender::diversified_among`].
    pub(super) fn alike(&self, film: Movie<'_>, settled: &Settled, places: Range<usize>) -> Vec<Scored<MovieId>> {
        let filters = settled.filters();
        if !filters.narrows() {
            return self.recommender.diversified(film.id, places);
        }
        let Some(passes) = self.test(settled) else { return Vec::new() };
        let order = filters.sort.map(|sort| (sort, measure(film, sort)));
        let beyond = |other: Movie<'_>| match order {
            None => true,
            // Of these there is none more so than the film.
            Some((Sort::LittleKnown, _)) => key(other, Sort::LittleKnown).is_some(),
            Some((sort, least)) => least.zip(key(other, sort)).is_some_and(|(least, own)| own > least),
        };
        let fits = |other: &Movie<'_>| passes(other) && beyond(*other);
        self.recommender.diversified_among(&self.catalog, film.id, fits, places)
    }

    /// The titles of a page of similar films and nothing else, for who wants no more: neither reasons are looked for nor
    /// an answer kept. `None` where the name means no film.
    pub fn similar_titles(&self, name: &Name, page: u8) -> Result<Option<Vec<&str>>> {
        let Some(film) = self.film_named(name)? else { return Ok(None) };
        let before = usize::from(page) * RECOMMENDED;
        let similar = self.recommender.diversified(film, before..before + RECOMMENDED);
        Ok(Some(similar.into_iter().map(|s| self.catalog.movie(s.value).title()).collect()))
    }

    /// A similar film with its reasons.
    pub fn similar_film(&self, to: MovieId, film: MovieId, similarity: f32) -> SimilarFilm {
        let reasons = self.recommender.reasons(&self.catalog, to, film);
        SimilarFilm { film: film_ref(self.catalog.movie(film)), similarity, reasons }
    }

    /// The film a text or an id means, for calls that take one outside of a conversation.
    pub fn film_named(&self, name: &Name) -> Result<Option<MovieId>> {
        Ok(match self.resolve_film(name)? {
            Resolved::One(film) | Resolved::Several(film, _) => Some(film),
            Resolved::None(_) => None,
        })
    }

    pub(super) fn predict(&self, user: UserId, title: &Name) -> Result<Answer> {
        let said = Slots { user: Some(user), ..Slots::default() };
        self.about_watchable(Intent::Predict, title, said, |entity| {
            let item = match entity {
                Entity::Film(film) => Some(Item::Film(film)),
                Entity::Title(title) => Some(Item::Title(title)),
                Entity::Person(_) => None,
            };
            let prediction = item.and_then(|item| self.recommender.predict(user, item));
            Ok(Body::Predict { user, title: self.suggestion(entity), prediction })
        })
    }

    pub(super) fn where_to_watch(&self, title: &Name) -> Result<Answer> {
        self.about_watchable(Intent::WhereToWatch, title, Slots::default(), |entity| {
            let places = match entity {
                Entity::Film(film) => self.places(self.catalog.movie(film).on_platforms()),
                Entity::Title(found) => self.places_of_work(title, found)?,
                Entity::Person(_) => Vec::new(),
            };
            // Where the film itself is nowhere, another work of its name may be what is meant.
            let namesakes = if places.is_empty() { self.places_named(title)? } else { Vec::new() };
            Ok(Body::WhereToWatch { title: self.suggestion(entity), places, namesakes })
        })
    }

    pub(super) fn find(&self, text: &str, page: u8) -> Result<Answer> {
        let hits = self.found(text, Kind::Any)?;
        let shown = Shown::page(usize::from(page), FOUND_PAGE);
        let page = hits[shown.places(hits.len())].iter().map(|h| self.suggestion(h.entity)).collect();
        let status = if hits.is_empty() { Status::NotFound } else { Status::Ok };
        let body = Body::Search { text: text.to_owned(), hits: page, total: hits.len(), shown };
        Ok(Answer::new(Intent::Search, status, Slots::default(), body))
    }

    /// All of a kind that a text may name, best first: what is spelt just like it before what is only like it.
    ///
    /// # Errors
    /// Only for a broken index.
    pub fn found(&self, text: &str, kind: Kind) -> Result<Vec<Hit>> {
        let mut hits = self.typed(text, kind, FOUND)?;
        let Some(best) = hits.first().map(|hit| hit.score) else { return Ok(hits) };
        let spelt = fold(text);
        let fame = |hit: &Hit| match hit.entity {
            Entity::Film(film) => self.catalog.movie(film).votes(),
            Entity::Title(title) => self.catalog.title(title).score_count(),
            Entity::Person(person) => self.catalog.person(person).fame(),
        };
        // What is spelt just like it is called so: names that are only like it need no folding.
        let is_spelt = |hit: &Hit| {
            hit.matched <= Match::Folded && self.name_of(hit.entity).is_some_and(|name| fold(name) == spelt)
        };
        // "Matrix" is how everybody calls The Matrix; but "Black Panther" is not The Black Panther of 1977.
        // Who said the article means it.
        let longer = |hit: &Hit| self.name_of(hit.entity).is_some_and(|name| fold(name).len() > spelt.len());
        let called = hits.iter().filter(|hit| hit.matched <= Match::Folded && !is_spelt(hit) && longer(hit));
        let known = called.map(fame).max().unwrap_or(0);
        let careless = is_careless(text);
        let place = |hit: &Hit| match is_spelt(hit) {
            true if !careless && hit.matched == Match::Exact => 0,
            true if u64::from(fame(hit)) * DECISIVE >= u64::from(known) => 0,
            true => 2,
            false if hit.matched <= Match::Folded => 1,
            false => 3,
        };
        hits.sort_by_cached_key(place);
        hits.iter_mut().filter(|hit| is_spelt(hit)).for_each(|hit| hit.score = best);
        // What was put before others is no worse than they are.
        let mut score = 0.0f32;
        for hit in hits.iter_mut().rev() {
            score = score.max(hit.score);
            hit.score = score;
        }
        Ok(hits)
    }

    fn about_film<'a>(
        &'a self,
        intent: Intent,
        name: &Name,
        say: impl FnOnce(Movie<'a>) -> (Status, Body),
    ) -> Result<Answer> {
        let (film, others) = match self.resolve_film(name)?.found() {
            Ok(found) => found,
            Err(nearest) => {
                let title = match name {
                    Name::Text(text) => self.title_called(text)?,
                    name => self.title_of_key(name),
                };
                let title = title.map(|title| self.only_on_platform(intent, title));
                return Ok(title.unwrap_or_else(|| not_found(intent, name, Slots::default(), nearest)));
            }
        };
        let film = self.catalog.movie(film);
        let (status, body) = say(film);
        Ok(among(Answer::new(intent, status, of_film(film), body), others))
    }

    pub(super) fn title_of_key(&self, name: &Name) -> Option<TitleId> {
        if let Name::Key(key) = name { self.catalog.title_by_key(key) } else { None }
    }

    /// What there is to say of a platform title that is asked about as a film and is none.
    pub(super) fn only_on_platform(&self, intent: Intent, title: TitleId) -> Answer {
        let platform = self.catalog.title(title).platform();
        let title = self.suggestion(Entity::Title(title));
        let slots = Slots { title: Some(title.title.clone()), title_year: title.year, ..Slots::default() };
        Answer::new(intent, Status::NotFound, slots, Body::OnlyOnPlatform { title, platform })
    }

    fn about_watchable(
        &self,
        intent: Intent,
        name: &Name,
        said: Slots,
        say: impl FnOnce(Entity) -> Result<Body>,
    ) -> Result<Answer> {
        let (entity, others) = match self.resolve_watchable(name)?.found() {
            Ok(found) => found,
            Err(nearest) => return Ok(not_found(intent, name, said, nearest)),
        };
        let slots = match self.suggestion(entity) {
            Suggestion { title, year, target: Target::Film(id) } => {
                Slots { title: Some(title), title_year: year, title_id: Some(id), ..said }
            }
            Suggestion { title, year, target: Target::Title(key) } => {
                Slots { title: Some(title), title_year: year, title_key: Some(key), ..said }
            }
            Suggestion { target: Target::Person(_), .. } => said,
        };
        Ok(among(Answer::new(intent, Status::Ok, slots, say(entity)?), others))
    }

    pub(super) fn card(&self, film: Movie<'_>) -> FilmCard {
        let name = |person| self.catalog.person(person).name().to_owned();
        FilmCard {
            film: film_ref(film),
            original_title: Some(film.original_title()).filter(|t| !t.is_empty()).map(str::to_owned),
            release_date: film.release_date(),
            runtime: film.runtime(),
            genres: film.genres().map(str::to_owned).collect(),
            directors: film.directors().map(name).collect(),
            cast: film.cast().take(CARD_CAST).map(name).collect(),
            collection: film.collection().map(str::to_owned),
            votes: film.vote_average().zip(film.vote_count()),
            budget: film.budget(),
            revenue: film.revenue(),
            overview: film.overview().to_owned(),
            places: self.places(film.on_platforms()),
        }
    }

    /// The platform titles of a name in words; those spelt exactly so, where there are any.
    fn places_named(&self, name: &Name) -> Result<Vec<Place>> {
        let Name::Text(text) = name else { return Ok(Vec::new()) };
        Ok(self.places(self.titles_called(text)?.into_iter()))
    }

    /// A platform title and, where it was named in words, the same work on other platforms.
    fn places_of_work(&self, name: &Name, id: TitleId) -> Result<Vec<Place>> {
        let title = self.catalog.title(id);
        let Name::Text(_) = name else { return Ok(self.places(std::iter::once(id))) };
        let mut found = self.titles_called(title.title())?;
        found.retain(|other| is_same_work(self.catalog.title(*other), title));
        Ok(self.places(found.into_iter()))
    }

    fn titles_called(&self, text: &str) -> Result<Vec<TitleId>> {
        let mut hits = self.called(text, Kind::Title, OF_ONE_NAME)?;
        if hits.iter().any(|hit| hit.matched == Match::Exact) {
            hits.retain(|hit| hit.matched == Match::Exact);
        }
        let title = |hit: Hit| match hit.entity {
            Entity::Title(title) => Some(title),
            _ => None,
        };
        Ok(hits.into_iter().filter_map(title).collect())
    }

    fn places(&self, titles: impl Iterator<Item = TitleId>) -> Vec<Place> {
        let place = |id| {
            let title = self.catalog.title(id);
            Place {
                key: title.key().to_owned(),
                title: title.title().to_owned(),
                platform: title.platform(),
                kind: title.kind(),
                year: title.year(),
                duration: title.duration(),
            }
        };
        titles.map(place).collect()
    }
}

/// Whether two titles of one name are one work: of one kind, and dated a year apart at most.
fn is_same_work(a: Title<'_>, b: Title<'_>) -> bool {
    let near = a.year().zip(b.year()).is_some_and(|(a, b)| a.abs_diff(b) <= 1);
    a.kind() == b.kind() && (near || a.year() == b.year())
}

/// A film as it is named in an answer.
pub(super) fn film_ref(film: Movie<'_>) -> FilmRef {
    FilmRef { id: film.source(), title: film.title().to_owned(), year: film.year() }
}

/// What was understood, where a film was.
pub(super) fn of_film(film: Movie<'_>) -> Slots {
    Slots {
        title: Some(film.title().to_owned()),
        title_year: Some(film.year()),
        title_id: Some(film.source()),
        ..Slots::default()
    }
}

/// The answer with the other candidates: `Ok` becomes `Ambiguous`; what is below a threshold stays that.
pub(super) fn among(answer: Answer, others: Others) -> Answer {
    let ambiguous = answer.status == Status::Ok && !others.suggestions.is_empty();
    let status = if ambiguous { Status::Ambiguous } else { answer.status };
    Answer { status, suggestions: others.suggestions, undecided: others.undecided, ..answer }
}

/// Nothing of that name, and the nearest.
pub(super) fn not_found(intent: Intent, name: &Name, said: Slots, nearest: Vec<Suggestion>) -> Answer {
    let person = matches!(intent, Intent::ActorStats | Intent::DirectorStats | Intent::Filmography);
    let text = match name {
        Name::Text(text) => text.clone(),
        other => other.to_string(),
    };
    let slots = match person {
        true => Slots { person: Some(text.clone()), ..said },
        false => Slots { title: Some(text.clone()), ..said },
    };
    let body = Body::NotFound { text, person };
    Answer { suggestions: nearest, ..Answer::new(intent, Status::NotFound, slots, body) }
}
