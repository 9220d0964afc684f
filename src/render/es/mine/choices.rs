//! What may be chosen below a personal answer. The door is [`choices`].

use crate::catalog::Mark;
use crate::engine::{ListName, Personal, Suggestion, Target};
use crate::query::{List, Mine, Name};

/// The choices below a personal answer that are no films: what each is called and what it asks.
pub fn choices(personal: &Personal) -> Vec<(String, Mine)> {
    let undo = |mine| vec![("↩️ Deshacer".to_owned(), mine)];
    match personal {
        Personal::WhichMark { film, .. } => {
            let rate = |n: u8| {
                let mark = Mark::new(f64::from(n));
                (n.to_string(), Mine::Rate { title: name_of(film), mark })
            };
            (1..=10).map(rate).collect()
        }
        Personal::Rated { before, mark, .. } if *before == Some(*mark) => Vec::new(),
        Personal::Rated { film, before: Some(before), .. } => {
            undo(Mine::Rate { title: name_of(film), mark: Some(*before) })
        }
        Personal::Rated { film, before: None, .. } => undo(Mine::Unrate { title: name_of(film) }),
        Personal::Unrated { film, before: Some(before) } => {
            undo(Mine::Rate { title: name_of(film), mark: Some(*before) })
        }
        Personal::Seen { film, news } => {
            let mut all = vec![("⭐ Puntuar".to_owned(), Mine::Rate { title: name_of(film), mark: None })];
            all.extend(news.then(|| ("↩️ Deshacer".to_owned(), Mine::Unseen { title: name_of(film) })));
            all
        }
        Personal::Added { film, list, news: true } => undo(Mine::Remove { title: name_of(film), list: listed(list) }),
        Personal::Removed { film, list, was: true } => undo(Mine::Add { title: name_of(film), list: listed(list) }),
        Personal::ShareLink { list, .. } => {
            vec![("🚫 Dejar de compartir".to_owned(), Mine::Unshare { list: listed(list) })]
        }
        Personal::NotYet { known: true, .. } => vec![("🍿 Contar mis gustos".to_owned(), Mine::Taste)],
        Personal::Asked { card, step, .. } => {
            let tell = |mark| Mine::Tell { film: card.film.id, mark, step: *step };
            vec![
                ("👍 Me gustó".to_owned(), tell(Some(Mark::LIKED))),
                ("👎 No me gustó".to_owned(), tell(Some(Mark::DISLIKED))),
                ("🤷 No la vi".to_owned(), tell(None)),
                ("✋ Basta".to_owned(), Mine::Enough),
            ]
        }
        Personal::AskedEnough { ratings } if *ratings > 0 => {
            vec![("🍿 Para mí".to_owned(), Mine::ForYou(Box::default()))]
        }
        Personal::Sure => vec![
            ("🗑️ Sí, borra todo".to_owned(), Mine::ForgetMe { sure: Some(true) }),
            ("No".to_owned(), Mine::ForgetMe { sure: Some(false) }),
        ],
        Personal::Predicted { title, given: None, .. } => {
            vec![("⭐ Puntuar".to_owned(), Mine::Rate { title: name_of(title), mark: None })]
        }
        _ => Vec::new(),
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
