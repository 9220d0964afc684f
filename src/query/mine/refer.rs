//! Personal messages that rest on what was said before: "le pongo un 8" after a card, "no la vi" while being asked about
//! films, "y de los 80" after a list for me. The doors are [`refer`] and [`incomplete`].

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::followup::Context;
use super::super::frames::BASE;
use super::super::names::Names;
use super::super::sentence::Sentence;
use super::super::{Intent, Name, Query, discover};
use super::{Mine, marks, told};
use crate::catalog::Mark;

/// What a message means after a personal question or a film that was spoken of; `None` where it stands by itself.
pub fn refer(sentence: &Sentence, context: &Context, continues: bool, names: &dyn Names) -> Option<Query> {
    let last = context.last.as_ref()?;
    if let Query::Mine(mine) = last
        && let Some(answer) = answered(sentence, mine, context)
    {
        return Some(answer);
    }
    if let Some(changed) = filtered(sentence, last, continues) {
        return Some(changed);
    }
    let mine = told(sentence, names)?;
    match mine.name() {
        Some(Name::Text(text)) if text.is_empty() => {
            let query = mine.about(context.title.clone()?)?;
            Some(Query::Mine(query))
        }
        Some(_) => None,
        None => Some(Query::Mine(mine)),
    }
}

/// A command without its film, or with a mark only, after a film was spoken of: "/puntuar 8", "/visto".
pub fn incomplete(text: &str, context: &Context, names: &dyn Names) -> Option<Query> {
    let (intent, mark) = match super::super::parse(text, names) {
        Query::Invalid { intent, value } if value.is_empty() => (intent, None),
        Query::Mine(Mine::Rate { title: Name::Text(title), mark }) if title.is_empty() => (Intent::Rate, mark),
        _ => return None,
    };
    let title = context.title.clone()?;
    let list = super::List::here("");
    Some(Query::Mine(match intent {
        Intent::Rate => Mine::Rate { title, mark },
        Intent::Seen => Mine::Seen { title },
        Intent::Add => Mine::Add { title, list },
        Intent::Remove => Mine::Remove { title, list },
        _ => return None,
    }))
}

/// The answer to what was asked back.
fn answered(sentence: &Sentence, last: &Mine, context: &Context) -> Option<Query> {
    let mine = match last {
        Mine::Rate { title, mark: None } => {
            let given = only_mark(sentence)?;
            let title = context.title.clone().unwrap_or_else(|| title.clone());
            Mine::Rate { title, mark: Some(given) }
        }
        Mine::ForgetMe { sure: None } => Mine::ForgetMe { sure: Some(agrees(sentence)?) },
        Mine::Taste | Mine::Tell { .. } => return reaction(sentence, last, context).map(Query::Mine),
        _ => return None,
    };
    Some(Query::Mine(mine))
}

/// "Me gustó", "no la vi", "un 8", "basta", while being asked about films.
fn reaction(sentence: &Sentence, last: &Mine, context: &Context) -> Option<Mine> {
    let step = match last {
        Mine::Tell { step, .. } => step.saturating_add(1),
        _ => 1,
    };
    let film = match context.title {
        Some(Name::Id(film)) => film,
        _ => return None,
    };
    let tell = |mark| Some(Mine::Tell { film, mark, step });
    if sentence.text.contains('👍') {
        return tell(Some(Mark::LIKED));
    }
    if sentence.text.contains('👎') {
        return tell(Some(Mark::DISLIKED));
    }
    if let Some(mark) = only_mark(sentence) {
        return tell(Some(mark));
    }
    let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
    if spelt.is_empty() || spelt.len() > 8 {
        return None;
    }
    let said = spelt.join(" ");
    let is = |phrases: &str| phrases.split('|').any(|phrase| said == phrase);
    let has = |phrases: &str| phrases.split('|').any(|phrase| said.contains(phrase));
    match () {
        () if is(
            "basta|listo|suficiente|parar|para|paro|termina|terminar|terminemos|ya esta|no mas|ya no|stop|hasta aqui|cancela|cancelar|dejalo|enough|done|no more",
        ) =>
        {
            Some(Mine::Enough)
        }
        () if has(
            "no la vi|no la he visto|no vi|nunca la vi|no lo vi|no la conozco|no la recuerdo|no la mire|no lo he visto|sin ver|not seen|havent seen|didnt see|never seen|dont know it|dont remember it",
        ) || is("ni idea|paso|siguiente|otra|no idea|skip|next") =>
        {
            tell(None)
        }
        () if has(
            "no me gusto|no me encanto|no me gusta|la odie|muy mala|malisima|horrible|aburrida|aburrio|un plomo|la deteste|didnt like|hated it|boring|terrible|awful",
        ) || is("no|nop|mala|regular|mas o menos|meh|bad|so so|not much") =>
        {
            tell(Some(Mark::DISLIKED))
        }
        () if has(
            "me encanto|me gusto|me gusta|la ame|buenisima|muy buena|genial|excelente|me fascino|obra maestra|liked it|loved it|i like it|great|excellent|masterpiece",
        ) || is("si|sip|buena|claro|obvio|linda|yes|good") =>
        {
            tell(Some(Mark::LIKED))
        }
        () => None,
    }
}

/// A mark and nothing else: "8", "un 8", "le pongo 8,5".
fn only_mark(sentence: &Sentence) -> Option<Mark> {
    let n = sentence.words.len();
    let given = marks::first(sentence, 0..n.min(5))?;
    let small = |i: usize| given.words.contains(&i) || sentence.words[i].any(BASE.and(Cues::of(&[Sorry, Rated])));
    (0..n).all(small).then_some(given.mark).flatten()
}

/// "Sí", "no" to whether it is meant; `None` for anything else.
fn agrees(sentence: &Sentence) -> Option<bool> {
    let said = |options: &[&str]| sentence.words.iter().any(|w| options.contains(&w.token.word.as_str()));
    if sentence.words.len() > 5 {
        return None;
    }
    if said(&["no", "nop", "mejor", "cancela", "cancelar", "nunca", "cancel", "never", "dont"]) {
        return Some(false);
    }
    said(&[
        "si", "sip", "dale", "claro", "seguro", "segura", "confirmo", "borra", "borralo", "adelante", "ok", "yes",
        "borrar", "sure", "confirm", "delete",
    ])
    .then_some(true)
}

/// "¿Y de los 80?", "en Netflix" after films for me or for the group.
fn filtered(sentence: &Sentence, last: &Query, continues: bool) -> Option<Query> {
    let (Query::Mine(Mine::ForYou(before)) | Query::Mine(Mine::ForGroup(before))) = last else { return None };
    let read = discover::read(sentence);
    let whole = sentence.has_any(Cues::of(&[Film, Show, Best, Count, Suggest]));
    if read.strangers > 0 || whole && !continues || read.filters == super::super::Filters::default() {
        return None;
    }
    let changed = Box::new(before.changed_by(&read.filters));
    Some(Query::Mine(match last {
        Query::Mine(Mine::ForGroup(_)) => Mine::ForGroup(changed),
        _ => Mine::ForYou(changed),
    }))
}
