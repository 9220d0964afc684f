//! The machine interface's view of an answer: `slots`, `data` and `suggestions`. Its few words are Spanish for everybody.
//!
//! Every name here is a promise (docs/interface.md): extend freely, never rename.

mod mine;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Language;
use super::words::charts::key;
use crate::catalog::{Platform, Titles};
use crate::eda::Figures;
use crate::engine::{
    ActorStats, Answer, Body, Charted, DirectedFilm, DirectorStats, Engine, FilmCard, Filmography, ListedFilm,
    LongTitle, Part, Place, SimilarFilm, Slots, Status, Suggestion, Target, Totals, Votes,
};
use crate::query::{Filters, Group, Intent, Score, Sort, Tie, edits, month_name, weekday_name};
use crate::recommend::{Basis, Prediction};
use crate::search::{Entity, Hit};
use crate::text::fold;
use crate::world::Term;

/// What was said, resolved; empty slots are left out.
pub fn slots(slots: &Slots) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    put("month", slots.month.map(|m| month_name(m).into()));
    put("weekday", slots.weekday.map(|d| weekday_name(d).into()));
    put("platform", slots.platform.map(|p| p.name().into()));
    put("unit", slots.unit.map(|u| u.name().into()));
    put("year", slots.year.map(Into::into));
    put("score", slots.score.map(|s| s.value().into()));
    put("user", slots.user.map(|u| u.to_string().into()));
    put("title", slots.title.clone().map(Into::into));
    put("title_id", slots.title_id.map(|id| id.0.into()));
    put("title_key", slots.title_key.clone().map(Into::into));
    put("person", slots.person.clone().map(Into::into));
    put("person_id", slots.person_id.map(|id| id.0.into()));
    Value::Object(out)
}

/// Other candidates; sagas and companies are asked for by their names.
pub fn suggestions(answer: &Answer) -> Value {
    let names = match &answer.body {
        Body::NoGroup { nearest, .. } => nearest,
        Body::Saga(saga) if answer.status == Status::Ambiguous => &saga.others,
        Body::CountBy(counted) if answer.status == Status::Ambiguous => &counted.others,
        _ => return things(&answer.suggestions),
    };
    let kind = if answer.intent == Intent::Saga { "saga" } else { "company" };
    names.iter().map(|name| json!({"title": name, "year": null, "id": name, "kind": kind})).collect()
}

/// An object with one more field, which `json!` would copy whole.
fn with(mut object: Value, key: &str, field: Value) -> Value {
    object[key] = field;
    object
}

fn things(suggestions: &[Suggestion]) -> Value {
    suggestions.iter().map(suggestion).collect()
}

fn suggestion(s: &Suggestion) -> Value {
    match &s.target {
        Target::Film(id) => json!({"title": s.title, "year": s.year, "id": id.0}),
        Target::Title(key) => json!({"title": s.title, "year": s.year, "id": key}),
        Target::Person(id) => json!({"title": s.title, "year": s.year, "id": id.0, "kind": "person"}),
    }
}

/// The typed fields of an answer; an empty object where there is nothing to tell.
pub fn data(answer: &Answer) -> Value {
    match &answer.body {
        Body::MonthCount { count, placeholder, .. } | Body::WeekdayCount { count, placeholder, .. } => {
            json!({"count": count, "placeholder_dates": placeholder})
        }
        Body::Score { film, popularity, vote_average, vote_count } => json!({
            "id": film.id.0, "title": film.title, "release_year": film.year, "popularity": popularity,
            "vote_average": vote_average, "vote_count": vote_count,
        }),
        Body::Votes { film, votes } => {
            let told = match votes {
                Votes::Enough(count, average) => Some((count, average)),
                Votes::TooFew | Votes::Unknown => None,
            };
            json!({
                "id": film.id.0, "title": film.title, "release_year": film.year,
                "vote_count": told.map(|v| v.0), "vote_average": told.map(|v| v.1),
            })
        }
        Body::ActorStats(stats) => actor(stats),
        Body::DirectorStats(stats) => director(stats),
        Body::Recommend { film, items, filters: asked, .. } => {
            let of = json!({"for": {"id": film.id.0, "title": film.title, "release_year": film.year}});
            let data = with(of, "items", items.iter().map(similar).collect());
            if asked.narrows() { with(data, "filters", filters(asked)) } else { data }
        }
        Body::MaxDuration { titles, unit } => match titles.first() {
            Some(first) => longest(first, titles, unit.name()),
            None => json!({}),
        },
        Body::ScoreCount { movies, shows, scored } => {
            json!({"count": movies + shows, "movies": movies, "shows": shows, "scored": scored})
        }
        Body::PlatformCount { movies, shows, .. } => json!({"count": movies + shows, "movies": movies, "shows": shows}),
        Body::TitleCount { titles: found, .. } => titles(found),
        Body::NoRating { rating, known } => json!({"nearest": nearest_ratings(rating, known)}),
        Body::TopActor { names, count, .. } => match names.first() {
            Some(first) => json!({"person": first, "count": count, "ties": names}),
            None => json!({}),
        },
        Body::Predict { user, title, prediction } => predict(&user.to_string(), title, prediction.as_ref()),
        Body::FilmCard(card) => film_card(card),
        Body::WhereToWatch { title, places, namesakes } => {
            let data = with(json!({"for": suggestion(title)}), "places", places.iter().map(place).collect());
            with(data, "namesakes", namesakes.iter().map(place).collect())
        }
        Body::Filmography(films) => filmography(films),
        Body::Cast(cast) => json!({
            "id": cast.film.id.0, "title": cast.film.title, "release_year": cast.film.year,
            "directors": people(&cast.directors), "cast": people(&cast.cast),
        }),
        Body::Discover(found) => {
            let data = json!({"filters": filters(&found.filters), "count": found.total});
            with(data, "items", found.films.iter().map(listed).collect())
        }
        Body::Saga(saga) => {
            let mut data = totals(&saga.totals);
            data["saga"] = saga.saga.as_str().into();
            data["items"] = films(&saga.films);
            data["others"] = saga.others.clone().into();
            data
        }
        Body::CountBy(counts) => {
            let (by, value): (&str, Value) = match &counts.group {
                Group::Year(year) => ("year", (*year).into()),
                Group::Language(language) => ("language", language.code().into()),
                Group::Country(country) => ("country", country.code().into()),
                Group::Company(company) => ("company", company.as_str().into()),
            };
            let mut data = totals(&counts.totals);
            data["by"] = by.into();
            data["value"] = value;
            data["best"] = counts.best.iter().map(listed).collect();
            data["others"] = counts.others.clone().into();
            data
        }
        Body::Chart(charted) => charts(charted),
        Body::NoGroup { text, nearest, .. } => json!({"query": text, "nearest": nearest}),
        Body::OnlyOnPlatform { title, platform } => json!({"for": suggestion(title), "platform": platform.name()}),
        Body::LikeText(found) => {
            let data = json!({"query": found.text, "page": found.page});
            with(data, "items", found.films.iter().map(listed).collect())
        }
        Body::Personal(personal) => mine::data(personal),
        Body::Search { text, hits, total, shown } => {
            with(json!({"query": text, "count": total, "page": shown.page}), "hits", things(hits))
        }
        Body::UnknownCommand { command, nearest } => json!({"command": command, "nearest": nearest}),
        Body::Invalid { value } => json!({"value": value}),
        Body::NoMore
        | Body::NoList
        | Body::NotFound { .. }
        | Body::Help { .. }
        | Body::Greeting(_)
        | Body::OutOfScope => json!({}),
    }
}

fn charts(charted: &Charted) -> Value {
    let count = &charted.count;
    let series: Value = match &count.figures {
        Figures::Tallies { tallies, .. } => tallies
            .iter()
            .map(|t| json!({"key": t.key.code(), "label": key(&t.key, Language::Spanish), "count": t.count, "placeholder_dates": t.placeholder}))
            .collect(),
        Figures::Ranges { edges, counts, .. } => {
            let range = |(i, n): (usize, &u32)| json!({"from": edges[i], "to": edges[i + 1], "count": n});
            counts.iter().enumerate().map(range).collect()
        }
        Figures::Money { points, .. } => points.iter().map(|(budget, revenue)| json!([budget, revenue])).collect(),
        Figures::Returns(medians) => medians
            .iter()
            .map(|(k, median, films)| json!({"key": k.code(), "label": key(k, Language::Spanish), "median_return": median, "films": films}))
            .collect(),
    };
    let data = json!({
        "by": count.by.name(), "filters": filters(&charted.filters), "count": count.films, "known": count.known,
        "of": charted.list.as_ref().map(|list| list.of.to_string()),
        "given": charted.given.iter().map(|k| k.code()).collect::<Vec<_>>(),
    });
    with(data, "series", series)
}

fn actor(stats: &ActorStats) -> Value {
    json!({
        "person": stats.person, "films": stats.films, "total_return": stats.total_return,
        "mean_return": stats.mean_return, "films_without_budget": stats.films_without_budget,
        "suspect_budgets": stats.suspect_budgets,
        "total_return_without_suspects": stats.total_return_without_suspects,
    })
}

fn films(films: &[DirectedFilm]) -> Value {
    let film = |f: &DirectedFilm| {
        json!({
            "id": f.id.0, "title": f.title, "release_date": f.release_date.to_string(),
            "return": f.return_ratio, "budget": f.budget, "revenue": f.revenue, "gain": f.gain(),
        })
    };
    films.iter().map(film).collect()
}

fn listed(f: &ListedFilm) -> Value {
    json!({
        "id": f.film.id.0, "title": f.film.title, "release_year": f.film.year,
        "vote_average": f.votes.map(|v| v.0), "vote_count": f.votes.map(|v| v.1), "runtime": f.runtime,
        "return": f.return_ratio, "revenue": f.revenue,
    })
}

fn filmography(films: &Filmography) -> Value {
    let item = |(film, part): &(ListedFilm, Part)| {
        let roles: &[&str] = match part {
            Part::Acted => &["actor"],
            Part::Directed => &["director"],
            Part::Both => &["actor", "director"],
        };
        let mut item = listed(film);
        item["roles"] = roles.into();
        item
    };
    let data = json!({"person": films.person, "count": films.films.len(), "page": films.shown.page});
    with(data, "items", films.films.iter().map(item).collect())
}

fn people(people: &[Suggestion]) -> Value {
    let id = |p: &Suggestion| match &p.target {
        Target::Film(id) | Target::Person(id) => id.0.into(),
        Target::Title(key) => Value::from(key.as_str()),
    };
    people.iter().map(|p| json!({"name": p.title, "person_id": id(p)})).collect()
}

fn filters(f: &Filters) -> Value {
    let codes = |terms: &[Term]| terms.iter().map(|term| term.code()).collect::<Vec<_>>();
    json!({
        "genres": codes(&f.genres), "any_genre": f.either, "without": codes(&f.without), "ties": f.ties.iter().map(tie).collect::<Value>(), "any_tie": f.anyone, "first_year": f.years.map(|y| y.0),
        "last_year": f.years.map(|y| y.1), "score": f.score.map(Score::value), "platform": f.platform().map(|p| p.name()), "platforms": f.platforms.iter().map(|p| p.name()).collect::<Vec<_>>(),
        "theme": f.theme.map(|t| t.code()), "country": f.country.map(|c| c.code()), "language": f.language.map(|l| l.code()), "min_runtime": f.least,
        "max_runtime": f.most, "sort": f.sort.unwrap_or(Sort::Best).name(), "size": f.size, "page": f.page,
    })
}

fn tie(tie: &Tie) -> Value {
    json!({"kind": tie.kind.name(), "name": tie.called, "without": tie.without})
}

fn totals(t: &Totals) -> Value {
    json!({
        "count": t.films, "mean_runtime": t.mean_minutes, "total_return": t.total_return, "mean_return": t.mean_return,
        "total_gain": t.total_gain, "mean_gain": t.mean_gain, "total_revenue": t.total_revenue, "films_without_budget": t.films_without_budget,
        "suspect_budgets": t.suspect_budgets, "total_return_without_suspects": t.total_return_without_suspects,
    })
}

fn director(stats: &DirectorStats) -> Value {
    let data = json!({
        "person": stats.person, "total_return": stats.total_return, "suspect_budgets": stats.suspect_budgets,
        "total_return_without_suspects": stats.total_return_without_suspects,
    });
    with(data, "films", films(&stats.films))
}

fn similar(item: &SimilarFilm) -> Value {
    let film = json!({
        "id": item.film.id.0, "title": item.film.title, "release_year": item.film.year, "similarity": item.similarity,
    });
    with(film, "reasons", reasons(item).into())
}

/// The reasons of a similar film, in words.
pub fn reasons(item: &SimilarFilm) -> Vec<String> {
    item.reasons.iter().map(|r| super::words::reason(r, Language::Spanish)).collect()
}

fn longest(first: &LongTitle, all: &[LongTitle], unit: &str) -> Value {
    json!({
        "key": first.key, "title": first.title, "duration_int": first.duration, "duration_type": unit,
        "platform": first.platform.name(), "release_year": first.year,
        "ties": all.iter().map(|t| t.key.as_str()).collect::<Vec<_>>(),
    })
}

fn predict(user: &str, title: &Suggestion, prediction: Option<&Prediction>) -> Value {
    let id: Value = match &title.target {
        Target::Film(id) | Target::Person(id) => id.0.into(),
        Target::Title(key) => key.as_str().into(),
    };
    let basis = match prediction.map(|p| p.basis) {
        Some(Basis::Factors) => "factors",
        Some(Basis::ItemMean) => "item_mean",
        Some(Basis::UserMean) => "user_mean",
        Some(Basis::GlobalMean) => "global_mean",
        None => "no_ratings",
    };
    json!({
        "user": user, "id": id, "title": title.title, "basis": basis,
        "estimate": prediction.map(|p| p.estimate), "recommended": prediction.and_then(Prediction::verdict),
        "user_mean": prediction.map(|p| p.mean), "uncertainty": prediction.and_then(|p| p.uncertainty),
    })
}

fn place(place: &Place) -> Value {
    json!({
        "key": place.key, "title": place.title, "platform": place.platform.name(), "release_year": place.year,
        "type": place.kind.name(),
        "duration_int": place.duration.map(|d| d.0), "duration_type": place.duration.map(|d| d.1.name()),
    })
}

/// How many platform titles.
pub fn titles(t: &Titles) -> Value {
    let platforms: Map<String, Value> =
        Platform::ALL.iter().zip(t.platforms).map(|(p, n)| (p.name().to_owned(), n.into())).collect();
    json!({"count": t.movies + t.shows, "movies": t.movies, "shows": t.shows, "platforms": platforms})
}

/// The age ratings that are written most like another, the most frequent first where several are alike.
fn nearest_ratings<'a>(rating: &str, known: &'a [String]) -> Vec<&'a str> {
    let far = |one: &&str| edits(&fold(rating), &fold(one), usize::MAX).unwrap_or(usize::MAX);
    let mut near: Vec<&str> = known.iter().map(String::as_str).collect();
    near.sort_by_cached_key(far);
    near.truncate(5);
    near
}

/// What a look-up by name found. Typed, since long lists of it are made while people type.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Found {
    Film { id: u32, title: String, year: u16, score: f32, r#match: &'static str },
    Title { key: String, title: String, year: Option<u16>, platform: &'static str, score: f32, r#match: &'static str },
    Person { name: String, person_id: u32, score: f32, r#match: &'static str },
}

/// What a look-up by name found.
pub fn hit(engine: &Engine, hit: &Hit) -> Found {
    let (score, r#match) = (hit.score, hit.matched.name());
    match hit.entity {
        Entity::Film(film) => {
            let film = engine.catalog.movie(film);
            let (id, title, year) = (film.source().0, film.title().to_owned(), film.year());
            Found::Film { id, title, year, score, r#match }
        }
        Entity::Title(title) => {
            let title = engine.catalog.title(title);
            let (key, year, platform) = (title.key().to_owned(), title.year(), title.platform().name());
            Found::Title { key, title: title.title().to_owned(), year, platform, score, r#match }
        }
        Entity::Person(person) => {
            let person = engine.catalog.person(person);
            Found::Person { name: person.name().to_owned(), person_id: person.source().0, score, r#match }
        }
    }
}

fn film_card(card: &FilmCard) -> Value {
    json!({
        "id": card.film.id.0, "title": card.film.title, "release_year": card.film.year,
        "original_title": card.original_title, "release_date": card.release_date.to_string(),
        "runtime": card.runtime, "genres": card.genres, "directors": card.directors, "cast": card.cast,
        "collection": card.collection, "vote_average": card.votes.map(|v| v.0), "vote_count": card.votes.map(|v| v.1),
        "budget": card.budget, "revenue": card.revenue, "overview": card.overview,
        "places": card.places.iter().map(place).collect::<Value>(),
    })
}
