//! The typed fields of personal answers. The door is [`data`].

use serde_json::{Value, json};

use super::{filters, listed, suggestion};
use crate::engine::{FilmRef, Personal, Suggestion};
use crate::render::Language;

fn film(film: &FilmRef) -> Value {
    json!({"id": film.id.0, "title": film.title, "release_year": film.year})
}

fn marked(film: &Suggestion, mark: Option<f64>) -> Value {
    json!({"for": suggestion(film), "mark": mark})
}

/// The typed fields; an empty object where there is nothing to tell.
pub(super) fn data(personal: &Personal) -> Value {
    match personal {
        Personal::WhichMark { film, now } => marked(film, now.map(|m| m.value())),
        Personal::Rated { film, mark, before } => {
            json!({"for": suggestion(film), "mark": mark.value(), "before": before.map(|m| m.value())})
        }
        Personal::Unrated { film, before } => marked(film, before.map(|m| m.value())),
        Personal::Seen { film, news } => json!({"for": suggestion(film), "news": news}),
        Personal::Unseen { film } => json!({"for": suggestion(film)}),
        Personal::Added { film, list, news } => {
            json!({"for": suggestion(film), "list": list.name, "of_group": list.of_group, "changed": news})
        }
        Personal::Removed { film, list, was } => {
            json!({"for": suggestion(film), "list": list.name, "of_group": list.of_group, "changed": was})
        }
        Personal::Watchlist(shown) => {
            let item = |(film, seen): &(Suggestion, bool)| json!({"for": suggestion(film), "seen": seen});
            json!({
                "list": shown.list.name, "of_group": shown.list.of_group, "count": shown.total, "page": shown.page,
                "items": shown.films.iter().map(item).collect::<Value>(),
            })
        }
        Personal::NoSuchList => json!({}),
        Personal::ShareLink { list, code } => json!({"list": list.name, "of_group": list.of_group, "code": code}),
        Personal::Unshared { list, was } => json!({"list": list.name, "of_group": list.of_group, "changed": was}),
        Personal::ForYou { filters: said, films, ratings } => {
            let item = |chosen: &crate::engine::Chosen| {
                let mut item = film(&chosen.film);
                item["because"] = chosen.because.iter().map(film).collect();
                item["expected"] = chosen.expected.into();
                item
            };
            json!({
                "filters": filters(said), "ratings": ratings, "personal": true,
                "items": films.iter().map(item).collect::<Value>(),
            })
        }
        Personal::NotYet { general, known } => json!({
            "filters": filters(&general.filters), "personal": false, "known": known,
            "items": general.films.iter().map(listed).collect::<Value>(),
        }),
        Personal::ForGroup { filters: said, members, films } => {
            let item = |shared: &crate::engine::Shared| {
                let mut item = film(&shared.film);
                item["expected"] = shared.expected.clone().into();
                item["seen_by"] = shared.seen_by.clone().into();
                item
            };
            json!({"filters": filters(said), "members": members, "items": films.iter().map(item).collect::<Value>()})
        }
        Personal::Joined { name, news, members } => json!({"name": name, "news": news, "members": members}),
        Personal::Left { was } => json!({"changed": was}),
        Personal::Asked { card, step, .. } => json!({"for": film(&card.film), "step": step}),
        Personal::AskedEnough { ratings } => json!({"ratings": ratings}),
        Personal::History { films, page, rated, seen } => json!({
            "ratings": rated, "seen": seen, "page": page,
            "items": films.iter().map(|(film, mark)| marked(film, mark.map(|m| m.value()))).collect::<Value>(),
        }),
        Personal::Kept { json, .. } => serde_json::from_str(json).unwrap_or_else(|_| json!({})),
        Personal::Language { to } => json!({"language": to.map(Language::code)}),
        Personal::Forgotten { any } => json!({"changed": any}),
        Personal::Predicted { title, given, prediction, ratings } => json!({
            "for": suggestion(title), "mark": given.map(|m| m.value()), "ratings": ratings,
            "estimate": prediction.as_ref().map(|p| p.estimate),
            "recommended": prediction.as_ref().map(|p| p.recommended),
        }),
        Personal::NoIdentity
        | Personal::WhichOne
        | Personal::Nobody
        | Personal::NotAGroup
        | Personal::Sure
        | Personal::NotForgotten => json!({}),
    }
}
