//! The functions whose answer takes more than one question to the engine.

use serde::Serialize;
use serde_json::{Value, json};

use super::said::{Fault, Fields, Said};
use super::values::{self, Values};
use crate::chat::card_of;
use crate::engine::{Body, Engine, Onward, Shown, Status};
use crate::query::{Ending, Filters, Query, Sought, Titled, endings, tidy};
use crate::render::words::api;
use crate::render::{format, json as fields, words};
use crate::search::{Entity, Hit, Kind, Match};
use crate::world::country_key;

/// Entries on a page where only the page was said.
const USUAL: usize = 20;

/// The answer to a question with the part of its long list that was asked for, where one was.
pub(super) fn paged(engine: &Engine, query: &Query, list: &str, v: &Values) -> Result<Said, Fault> {
    let part = v.part(USUAL)?;
    // Kept: its other parts are likely to be asked for next.
    let mut answer = engine.answer(query)?.as_ref().clone();
    if let Some(shown) = answer.body.shown_mut() {
        *shown = match part {
            Some((first, many)) => Shown { page: first / many, size: many, onward: Onward::Number },
            None => Shown { onward: Onward::Rest, ..*shown },
        };
    }
    let mut said = Said::of(&answer);
    let Fields::Tree(fields) = &mut said.fields else { return Ok(said) };
    // Which page it is, `pagina` says.
    fields.as_object_mut().map(|fields| fields.remove("page"));
    if let (Some((first, many)), Some(all)) = (part, fields.get_mut(list).and_then(Value::as_array_mut)) {
        let page = Page::of((first, many), all.len());
        *all = all.drain(..).skip(first).take(many).collect();
        fields["pagina"] = page.pagina.into();
        fields["paginas"] = page.paginas.into();
        fields["total"] = page.total.into();
    }
    Ok(said)
}

/// Which page of how many a part is, and how many entries there are on all of them.
#[derive(Serialize)]
struct Page {
    pagina: usize,
    paginas: usize,
    total: usize,
}

impl Page {
    fn of((first, many): (usize, usize), total: usize) -> Self {
        Self { pagina: first / many + 1, paginas: total.div_ceil(many), total }
    }
}

/// Similar films: their titles alone, or everything about them.
pub(super) fn recommend(engine: &Engine, v: &Values) -> Result<Said, Fault> {
    let title = v.name(engine, "titulo")?;
    let detail = v.optional("detalle", values::flag)?.unwrap_or(false);
    let page = v.optional("pagina", |text| values::number(text, values::PAGES))?.unwrap_or(1);
    let page = u8::try_from(page - 1).unwrap_or(u8::MAX);
    if !detail && let Some(titles) = engine.similar_titles(&title, page)? {
        return Ok(Said::bare(Status::Ok, titles.into()));
    }
    Said::answer(engine, &Query::similar(title, Filters { page, ..Filters::default() }))
}

/// How long a film is.
pub(super) fn runtime(engine: &Engine, v: &Values) -> Result<Said, Fault> {
    let answer = engine.answer_unkept(&Query::FilmCard { title: v.name(engine, "pelicula")? })?;
    let Body::FilmCard(card) = &answer.body else { return Ok(Said::of(&answer)) };
    let message = format::plain(&api::runtime(&card.film, card.runtime));
    let fields = json!({
        "id": card.film.id.0, "title": card.film.title, "release_year": card.film.year, "runtime": card.runtime,
    });
    Ok(Said { suggestions: fields::suggestions(&answer), ..Said::own(answer.status, message, Fields::Tree(fields)) })
}

/// Platform titles of a country, kind and year.
pub(super) fn titles_of_country(engine: &Engine, v: &Values) -> Result<Said, Fault> {
    let kind = v.optional("tipo", values::kind)?;
    let year = v.optional("anio", values::year)?;
    // A country that no table has is known by the name that the titles give it.
    let known = |name: &str| {
        let titles = || engine.catalog.contents().of_country(name, None, None).is_some();
        (values::country(name).is_some() || titles()).then(|| country_key(name))
    };
    let country = Some(v.required("pais", known)?);
    Said::answer(engine, &Query::TitleCount(Box::new(Titled { kind, country, year, ..Titled::default() })))
}

/// Platform titles of an age rating.
pub(super) fn titles_of_rating(engine: &Engine, v: &Values) -> Result<Said, Fault> {
    let rating = v.required("rating", |text| Some(tidy(text)))?;
    // The `+` of "16+" becomes a space in a query string.
    let plus = Some(format!("{rating}+")).filter(|_| v.ends_in_space("rating"));
    let plus = plus.filter(|rating| engine.catalog.contents().of_rating(rating, None).is_some());
    let rating = Some(plus.unwrap_or(rating));
    let mut said = Said::answer(engine, &Query::TitleCount(Box::new(Titled { rating, ..Titled::default() })))?;
    if let Fields::Tree(fields) = &said.fields
        && let Some(near) = fields["nearest"].as_array()
    {
        let offer = |r: &Value| json!({"title": r.as_str().map(str::to_uppercase), "year": null, "id": r});
        said.suggestions = near.iter().map(offer).collect();
    }
    Ok(said)
}

/// From this score on, what is only nearly called so is offered to who types a name and nothing else.
const NEARLY: f32 = 0.75;

/// The end of a message under way that names something, the longest such, and what it names. What is only nearly so called
/// would be in the way of who writes on: it is told where nothing else is, and no word is one of a question.
fn completed<'t>(engine: &Engine, text: &'t str, kind: Kind) -> Result<(&'t str, Vec<Hit>), Fault> {
    let mut near = None;
    for Ending { name, sought, strange } in endings(text) {
        let asked = if matches!(sought, Sought::Person | Sought::Director) { Kind::Person } else { Kind::Any };
        let mut hits = engine.found(name, if kind == Kind::Any { asked } else { kind })?;
        hits.retain(|hit| fits(engine, hit.entity, sought));
        if near.is_none() && strange && hits.first().is_some_and(|hit| hit.score >= NEARLY) {
            near = Some((name, hits.iter().filter(|hit| hit.score >= NEARLY).cloned().collect()));
        }
        hits.retain(|hit| hit.matched < Match::Fuzzy);
        if !hits.is_empty() {
            return Ok((name, hits));
        }
    }
    Ok(near.unwrap_or((text, Vec::new())))
}

fn fits(engine: &Engine, entity: Entity, sought: Sought) -> bool {
    match (sought, entity) {
        (Sought::Any, _) | (Sought::Work, Entity::Film(_) | Entity::Title(_)) => true,
        (Sought::Person, Entity::Person(_)) => true,
        (Sought::Director, Entity::Person(person)) => engine.catalog.person(person).directed().len() > 0,
        _ => false,
    }
}

/// What has a name like this.
pub(super) fn find(engine: &Engine, v: &Values) -> Result<Said, Fault> {
    let text = v.required("q", |text| Some(tidy(text)))?;
    let part = v.part(10)?.unwrap_or((0, 10));
    let (first, many) = part;
    let kind = v.optional("tipo", values::hits)?.unwrap_or(Kind::Any);
    let (typed, hits) = match v.optional("frase", values::flag)? {
        Some(true) => completed(engine, &text, kind)?,
        _ => (text.as_str(), engine.found(&text, kind)?),
    };
    let line = |hit: &Hit| {
        let suggestion = engine.suggestion(hit.entity);
        let (send, label) = (card_of(&suggestion).to_string(), words::named(&suggestion));
        Line { hit: fields::hit(engine, hit), send, label }
    };
    let page = Page::of(part, hits.len());
    // Nothing found is an answer here: who types on may yet find something.
    let message = api::found(&text, hits.len(), (page.pagina, page.paginas));
    let typed = typed.to_owned();
    let hits = hits.iter().skip(first).take(many).map(line).collect();
    Ok(Said::own(Status::Ok, message, Fields::Found(Found { query: text, typed, hits, page })))
}

/// The answer to [`find`]. Typed, since it is made while people type.
#[derive(Serialize)]
pub(super) struct Found {
    query: String,
    typed: String,
    hits: Vec<Line>,
    #[serde(flatten)]
    page: Page,
}

/// What was found, with what shows it and what asks for it.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    hit: fields::Found,
    send: String,
    label: String,
}
