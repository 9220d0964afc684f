//! What may be chosen below a personal answer. The door is [`choices`].

use super::super::telegram::RATE;
use crate::catalog::Mark;
use crate::engine::{ListName, Personal, Suggestion, Target};
use crate::query::{List, Mine, Name};
use crate::render::{Language, Text};

const UNDO: Text = Text::new("↩️ Deshacer", "↩️ Undo");

/// The choices below a personal answer that are no films: what each is called and what it asks.
pub fn choices(personal: &Personal, language: Language) -> Vec<(String, Mine)> {
    let called = |text: Text, mine| (text.to(language).to_owned(), mine);
    let back = || undo(personal).map(|mine| called(UNDO, mine));
    match personal {
        Personal::WhichMark { film, .. } => {
            let rate = |n: u8| {
                let mark = Mark::new(f64::from(n));
                (n.to_string(), Mine::Rate { title: name_of(film), mark })
            };
            (1..=10).map(rate).collect()
        }
        Personal::Seen { film, .. } => {
            let mut all = vec![called(RATE, Mine::Rate { title: name_of(film), mark: None })];
            all.extend(back());
            all
        }
        Personal::ShareLink { list, .. } => {
            let unshare = Mine::Unshare { list: listed(list) };
            vec![called(Text::new("🚫 Dejar de compartir", "🚫 Stop sharing"), unshare)]
        }
        Personal::NotYet { known: true, .. } => {
            vec![called(Text::new("🍿 Contar mis gustos", "🍿 Tell my taste"), Mine::Taste)]
        }
        Personal::Asked { card, step, .. } => {
            let tell = |mark| Mine::Tell { film: card.film.id, mark, step: *step };
            vec![
                called(Text::new("👍 Me gustó", "👍 I liked it"), tell(Some(Mark::LIKED))),
                called(Text::new("👎 No me gustó", "👎 I didn't like it"), tell(Some(Mark::DISLIKED))),
                called(Text::new("🤷 No la vi", "🤷 Haven't seen it"), tell(None)),
                called(Text::new("✋ Basta", "✋ Enough"), Mine::Enough),
            ]
        }
        Personal::AskedEnough { ratings } if *ratings > 0 => {
            vec![called(Text::new("🍿 Para mí", "🍿 For me"), Mine::ForYou(Box::default()))]
        }
        Personal::Sure => vec![
            called(Text::new("🗑️ Sí, borra todo", "🗑️ Yes, delete it all"), Mine::ForgetMe { sure: Some(true) }),
            called(Text::same("No"), Mine::ForgetMe { sure: Some(false) }),
        ],
        Personal::Predicted { title, given: None, .. } => {
            vec![called(RATE, Mine::Rate { title: name_of(title), mark: None })]
        }
        // Each in itself, so that whoever is lost finds the way.
        Personal::Language { to: None } => {
            Language::ALL.map(|to| (to.own_name().to_owned(), Mine::Language { to: Some(to) })).into()
        }
        _ => back().into_iter().collect(),
    }
}

/// What takes back what was told; `None` where nothing was, or it changed nothing.
pub fn undo(personal: &Personal) -> Option<Mine> {
    let rate = |film, mark| Mine::Rate { title: name_of(film), mark: Some(mark) };
    match personal {
        Personal::Rated { before, mark, .. } if *before == Some(*mark) => None,
        Personal::Rated { film, before: Some(before), .. } | Personal::Unrated { film, before: Some(before) } => {
            Some(rate(film, *before))
        }
        Personal::Rated { film, before: None, .. } => Some(Mine::Unrate { title: name_of(film) }),
        Personal::Seen { film, news: true } => Some(Mine::Unseen { title: name_of(film) }),
        Personal::Added { film, list, news: true } => Some(Mine::Remove { title: name_of(film), list: listed(list) }),
        Personal::Removed { film, list, was: true } => Some(Mine::Add { title: name_of(film), list: listed(list) }),
        _ => None,
    }
}

/// The list as it is asked for.
pub fn listed(list: &ListName) -> List {
    match (list.of_group, list.name.as_str()) {
        (false, "") => List::Own,
        (_, name) => List::here(name),
    }
}

fn name_of(film: &Suggestion) -> Name {
    match &film.target {
        Target::Film(id) | Target::Person(id) => Name::Id(*id),
        Target::Title(key) => Name::Key(key.clone()),
    }
}
