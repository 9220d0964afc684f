//! Personal messages that rest on what was said before: "le pongo un 8" after a card, "no la vi" while being asked about
//! films, "y de los 80" after a list for me. The doors are [`refer`] and [`incomplete`].

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::followup::Context;
use super::super::frames::BASE;
use super::super::names::Names;
use super::super::sentence::{Sentence, Word};
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
    // English opinions are words of titles too: "The Great Escape".
    let only = |opinions: &str| {
        const BESIDE: &str = "it was is its a an i so really very just pretty film movie that this one absolutely";
        let is = |options: &str, word: &str| options.split_whitespace().any(|option| option == word);
        spelt.iter().any(|word| is(opinions, word)) && spelt.iter().all(|word| is(opinions, word) || is(BESIDE, word))
    };
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
            "no me gusto|no me encanto|no me gusta|la odie|muy mala|malisima|horrible|aburrida|aburrio|un plomo|la deteste|didnt like|dont like|never liked|hated it|not great|not good|wasnt good",
        ) || only("boring terrible awful bad")
            || is("no|nop|mala|regular|mas o menos|meh|bad|so so|not much") =>
        {
            tell(Some(Mark::DISLIKED))
        }
        () if has(
            "me encanto|me gusto|me gusta|la ame|buenisima|muy buena|genial|excelente|me fascino|obra maestra|liked it|loved it|i like it",
        ) || only("great excellent masterpiece good")
            || is("si|sip|buena|claro|obvio|linda|yes|good") =>
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

/// "Sí", "no" to whether it is meant; `None` for anything else. What is asked cannot be undone, so that a yes is only one
/// with nothing else beside it.
fn agrees(sentence: &Sentence) -> Option<bool> {
    const NO: &str = "no nop not mejor cancela cancelar nunca espera cancel never dont wait stop";
    const YES: &str = "si sip dale claro seguro segura confirmo borra borralo borrala borrar adelante ok okay yes yep sure \
        confirm delete";
    const BESIDE: &str = "por favor porfa please todo toda lo la que de muy bien mis datos my data it all everything im i \
        estoy quiero go ahead";
    let is = |options: &str, w: &Word| options.split_whitespace().any(|option| option == w.token.word);
    let words = &sentence.words;
    if words.len() > 5 || sentence.text.contains('?') {
        return None;
    }
    if words.iter().any(|w| is(NO, w)) {
        return Some(false);
    }
    let yes = words.iter().any(|w| is(YES, w)) && words.iter().all(|w| is(YES, w) || is(BESIDE, w));
    yes.then_some(true)
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
