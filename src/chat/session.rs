//! What one conversation remembers, and what choosing among what was shown asks.

use super::{Button, Reply};
use crate::engine::{Answer, Body, Charted, ListedFilm, Personal, Suggestion, Target};
use crate::query::{By, Context, Fact, Group, Intent, Mine, Name, Query, tidy};
use crate::render::Language;
use crate::render::words::{all_films, charts::drawn_by, mine, named};
use crate::text::fold;

/// What one conversation remembers. The default is that of a single question: it refers to nothing before it, and an
/// ambiguous name is answered for the best known candidate without asking back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    context: Context,
    manner: Manner,
    language: Option<Language>,
    fact: Option<Fact>,
}

/// How an ambiguous name is handled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Manner {
    /// Answered for the best known candidate.
    #[default]
    Single,
    /// Asked back where no candidate is much better known than the next.
    Conversation,
}

impl Session {
    /// A conversation that begins.
    pub fn conversation() -> Self {
        Self { manner: Manner::Conversation, ..Self::default() }
    }

    /// The language that was chosen in it.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// From here on it is held in this language.
    pub fn speak(&mut self, language: Language) {
        self.language = Some(language);
    }

    /// The one thing that was asked last of a film.
    pub(super) fn asked(&self) -> Option<&Fact> {
        self.fact.as_ref()
    }

    /// That is asked of a film now, or nothing of the kind.
    pub(super) fn asks(&mut self, fact: Option<Fact>) {
        self.fact = fact;
    }

    /// What was said so far.
    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// The name as it was said, where it is asked back which one is meant instead of answered.
    pub(super) fn asks_back<'q>(&self, query: &'q Query, answer: &Answer) -> Option<&'q str> {
        let list = match query {
            Query::ChartOf { of, .. } => of,
            query => query,
        };
        match list.name()? {
            Name::Text(name) if self.manner == Manner::Conversation && answer.undecided => Some(name),
            _ => None,
        }
    }

    /// Takes in a reply and what was said to get it: what it spoke of, and what it showed.
    pub(super) fn remember(&mut self, reply: &Reply, said: &str) {
        let Reply { query, answer, asked_back, language, .. } = reply;
        // "Are you sure?" waits for the very next message only.
        if matches!(self.context.last, Some(Query::Mine(Mine::ForgetMe { sure: None }))) {
            self.context.last = None;
        }
        self.context.which_language = matches!(query, Query::Mine(Mine::Language { to: None }));
        let talk = matches!(query, Query::Greeting(_) | Query::Help { .. } | Query::OutOfScope { .. });
        // A chart that cannot be drawn waits for nothing, and the list that it was to be of stands.
        let aside = talk || matches!(query, Query::Invalid { intent: Intent::Chart, value } if !value.is_empty());
        if aside || matches!(query, Query::Mine(Mine::Language { .. })) {
            return;
        }
        let slots = &answer.slots;
        let context = &mut self.context;
        context.choosing = *asked_back || matches!(answer.body, Body::NotFound { .. });
        let title = slots.title_id.map(Name::Id).or_else(|| slots.title_key.clone().map(Name::Key));
        if let Some(title) = title.filter(|_| !asked_back) {
            context.title = Some(title);
            context.title_text = slots.title.clone().unwrap_or_default();
            context.director = match &answer.body {
                Body::FilmCard(card) => card.directors.first().map(|name| Name::text(name)),
                Body::Cast(cast) => cast.directors.first().map(name_of),
                _ => None,
            };
        }
        // "La más larga": the first is what was asked for, and can be spoken of.
        if let Body::Discover(found) = &answer.body
            && found.filters.sort.is_some()
            && found.before == 0
            && let Some(first) = found.films.first()
        {
            context.title = Some(Name::Id(first.film.id));
            context.title_text = first.film.title.clone();
            context.director = None;
        }
        let found = match &answer.body {
            Body::Search { hits, .. } if hits.len() == 1 => match hits[0].target {
                Target::Person(id) => Some(id),
                _ => None,
            },
            _ => None,
        };
        if let Some(person) = slots.person_id.or(found).filter(|_| !asked_back) {
            context.person = Some(Name::Id(person));
        }
        let shown = entries(query, answer, *asked_back, *language);
        if !shown.is_empty() || context.choosing {
            (context.names, context.list) = shown.into_iter().map(|(name, query)| (fold(&name), query)).unzip();
        }
        // With the names in filters looked up, so that "sin él" and "sin Hanks" are known to be the same.
        let settled = match &answer.body {
            Body::Discover(found) => Query::Discover(Box::new(found.filters.clone())),
            _ => query.clone(),
        };
        if matches!(query, Query::Discover(_) | Query::CountBy(_)) {
            context.filtered = Some(settled.clone());
        }
        if query.goes_on_with_more() && !asked_back {
            context.listed = Some(query.clone());
        }
        context.undo = match &answer.body {
            Body::Personal(personal) => mine::undo(personal).map(Query::Mine),
            _ => None,
        };
        context.last = Some(settled);
        context.said = tidy(said);
    }
}

/// The choices below an answer: its entries.
pub(super) fn buttons(query: &Query, answer: &Answer, asked_back: bool, language: Language) -> Vec<Button> {
    let shown = match &answer.body {
        Body::Personal(personal) if !asked_back => {
            let choices = mine::choices(personal, language).into_iter().map(|(label, mine)| (label, Query::Mine(mine)));
            entries(query, answer, asked_back, language).into_iter().chain(choices).collect()
        }
        // A director's films are many and named above already.
        Body::ActorStats(stats) if !asked_back => {
            let films = answer.slots.person_id.filter(|_| stats.films > 0);
            let films = films.map(|id| Query::Filmography { person: Name::Id(id), page: 0 });
            let films = films.map(|query| (all_films(language).to_owned(), query));
            films.into_iter().chain(others(query, answer)).collect()
        }
        Body::DirectorStats(_) | Body::MaxDuration { .. } | Body::Cast(_) if !asked_back => others(query, answer),
        _ => entries(query, answer, asked_back, language),
    };
    shown.into_iter().map(|(label, query): (String, Query)| Button { label, send: query.to_string() }).collect()
}

/// What an answer shows as a list, and what choosing each entry asks.
fn entries(query: &Query, answer: &Answer, asked_back: bool, language: Language) -> Vec<(String, Query)> {
    if asked_back {
        return chosen(answer).into_iter().chain(answer.suggestions.clone()).filter_map(|s| about(query, &s)).collect();
    }
    let card = |id, title: &str, year: u16| (format!("{title} ({year})"), Query::FilmCard { title: Name::Id(id) });
    let listed =
        |films: &[ListedFilm]| films.iter().map(|f| card(f.film.id, &f.film.title, f.film.year)).collect::<Vec<_>>();
    match &answer.body {
        Body::Search { hits, .. } => hits.iter().map(|hit| (named(hit), card_of(hit))).collect(),
        Body::Recommend { items, .. } => items.iter().map(|i| card(i.film.id, &i.film.title, i.film.year)).collect(),
        Body::DirectorStats(stats) => {
            let year = |f: &crate::engine::DirectedFilm| chrono::Datelike::year(&f.release_date) as u16;
            stats.films[stats.shown.places(stats.films.len())].iter().map(|f| card(f.id, &f.title, year(f))).collect()
        }
        Body::Saga(saga) => {
            let year = |f: &crate::engine::DirectedFilm| chrono::Datelike::year(&f.release_date) as u16;
            saga.films[saga.shown.places(saga.films.len())].iter().map(|f| card(f.id, &f.title, year(f))).collect()
        }
        Body::Discover(found) => listed(&found.films),
        Body::CountBy(counted) => listed(&counted.best),
        Body::Chart(charted) if !charted.is_empty() => other_charts(charted, language),
        Body::LikeText(found) => listed(&found.films),
        Body::Personal(personal) => match personal.as_ref() {
            Personal::ForYou { films, .. } => {
                films.iter().map(|c| card(c.film.id, &c.film.title, c.film.year)).collect()
            }
            Personal::ForGroup { films, .. } => {
                films.iter().map(|s| card(s.film.id, &s.film.title, s.film.year)).collect()
            }
            Personal::NotYet { general, .. } => listed(&general.films),
            Personal::Watchlist(shown) => shown.films.iter().map(|(film, _)| (named(film), card_of(film))).collect(),
            Personal::History { films, .. } => films.iter().map(|(film, _)| (named(film), card_of(film))).collect(),
            _ => others(query, answer),
        },
        Body::Filmography(films) => {
            let page = &films.films[films.shown.places(films.films.len())];
            page.iter().map(|(f, _)| card(f.film.id, &f.film.title, f.film.year)).collect()
        }
        Body::Cast(cast) => {
            let films = |p: &Suggestion| (p.title.clone(), Query::Filmography { person: name_of(p), page: 0 });
            cast.cast[cast.shown.places(cast.cast.len())].iter().map(films).collect()
        }
        Body::NoGroup { nearest, .. } => {
            let asked = |name: &String| match answer.intent {
                Intent::Saga => Query::Saga { name: Name::text(name) },
                _ => Query::CountBy(Group::Company(name.clone())),
            };
            nearest.iter().map(|name| (name.clone(), asked(name))).collect()
        }
        Body::MaxDuration { titles, .. } => {
            let place = |key: &str| Query::WhereToWatch { title: Name::Key(key.to_owned()) };
            titles.iter().map(|t| (t.title.clone(), place(&t.key))).collect()
        }
        _ => others(query, answer),
    }
}

/// The same films drawn by something else.
fn other_charts(charted: &Charted, language: Language) -> Vec<(String, Query)> {
    let by = [By::Year, By::Genre, By::Country, By::Score, By::Words].into_iter().filter(|by| *by != charted.count.by);
    let filters = || Box::new(charted.filters.clone());
    let drawn = |by| match &charted.list {
        Some(list) => Query::ChartOf { by, filters: filters(), of: Box::new(list.of.clone()) },
        None => Query::Chart { by, filters: filters() },
    };
    by.take(4).map(|by| (drawn_by(by, language).to_owned(), drawn(by))).collect()
}

fn others(query: &Query, answer: &Answer) -> Vec<(String, Query)> {
    answer.suggestions.iter().filter_map(|s| about(query, s)).collect()
}

/// The candidate that an ambiguous name was answered for.
fn chosen(answer: &Answer) -> Option<Suggestion> {
    let slots = &answer.slots;
    if let Some((name, id)) = slots.person.clone().zip(slots.person_id) {
        return Some(Suggestion { title: name, year: None, target: Target::Person(id) });
    }
    let title = slots.title.clone()?;
    let target = match (slots.title_id, &slots.title_key) {
        (Some(id), _) => Target::Film(id),
        (None, Some(key)) => Target::Title(key.clone()),
        (None, None) => return None,
    };
    Some(Suggestion { title, year: slots.title_year, target })
}

fn name_of(suggestion: &Suggestion) -> Name {
    match &suggestion.target {
        Target::Film(id) | Target::Person(id) => Name::Id(*id),
        Target::Title(key) => Name::Key(key.clone()),
    }
}

/// What is asked when a search result is chosen.
pub fn card_of(suggestion: &Suggestion) -> Query {
    let name = name_of(suggestion);
    match suggestion.target {
        Target::Film(_) => Query::FilmCard { title: name },
        Target::Title(_) => Query::WhereToWatch { title: name },
        // What they acted in and what they directed: which of the two they are known for, the list says itself.
        Target::Person(_) => Query::Filmography { person: name, page: 0 },
    }
}

/// The same question about another candidate.
fn about(query: &Query, suggestion: &Suggestion) -> Option<(String, Query)> {
    Some((named(suggestion), query.about(name_of(suggestion))?))
}
