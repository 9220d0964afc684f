//! A sentence read once as it stands and, where that is not understood, once more with slips of the finger undone. The
//! door is [`understand`].

use super::cue::Cue::*;
use super::cue::Cues;
use super::described::{self, Described};
use super::free::asked;
use super::names::{NameKind, Names};
use super::sentence::Sentence;
use super::{Intent, Name, Query, chart, mine, whole};
use crate::text::fold;

/// Sentences of more words are read once: one slip is not what keeps a long story from being understood.
const LONGEST: usize = 60;

/// From this fit of its name on, a question is surely understood.
const SURE: f32 = 0.95;

/// From this fit on, a name is left as it is in the second reading.
const FOUND: f32 = 0.62;

/// The least fit of a name that is only found in the second reading: in one of the twelve questions, and in the others.
const LEAST: [f32; 2] = [0.75, 0.9];

/// Understands a sentence that is no command.
pub fn understand(text: &str, names: &dyn Names) -> Query {
    let sentence = Sentence::read(text).without_asides();
    if let Some(mine) = mine::told(&sentence, names) {
        return Query::Mine(mine);
    }
    if let Some(query) = chart::ask(&sentence, names) {
        return query;
    }
    if let Some(query) = whole::asked_of_a_title(&sentence, names) {
        return query;
    }
    let described = described::read(&sentence, names);
    if let Some(Described { query, tied: true }) = described {
        return query;
    }
    let understood = asked(&sentence, names);
    let unclear = matches!(
        understood,
        Query::Discover(_) | Query::OutOfScope { .. } | Query::Search { .. } | Query::Invalid { .. }
    );
    if let Some(described) = described.filter(|_| unclear) {
        return described.query;
    }
    if is_sure(&understood, &sentence, names) {
        return understood;
    }
    let understood = asked_in_the_end(&sentence, &understood, names).unwrap_or(understood);
    // A name that was found is no slip of words of ours.
    let name = match understood.name() {
        Some(Name::Text(name)) if fit(&understood, names) >= FOUND => fold(name),
        _ => String::new(),
    };
    if sentence.words.len() > LONGEST {
        return understood;
    }
    let Some(sentence) = Sentence::read_generously(text, &name).map(Sentence::without_asides) else {
        return understood;
    };
    let again = asked(&sentence, names);
    if is_better(&again, &understood, names) { again } else { understood }
}

/// "Estoy con una tarea y necesito saber cuántas …": a question of values behind a story about it.
fn asked_in_the_end(sentence: &Sentence, understood: &Query, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let asks =
        |i: &usize| words[*i].is(Count) && (words[i - 1].any(Cues::of(&[Filler, And])) || words[*i].token.parted);
    let from = (1..words.len()).rev().find(asks).filter(|from| words.len() - from >= 3)?;
    let foreign = words[..from].iter().any(|w| w.any(Cues::of(&[Foreign, Counted])) || w.role.is_some());
    if foreign || !matches!(understood, Query::OutOfScope { .. }) {
        return None;
    }
    let end = Sentence { words: words[from..].to_vec(), ..sentence.clone() };
    Some(asked(&end, names)).filter(|query| query.name().is_none() && Intent::TWELVE.contains(&query.intent()))
}

/// Whether a question need not be read again: it names what it is about, or has a place for every word.
fn is_sure(query: &Query, sentence: &Sentence, names: &dyn Names) -> bool {
    match query {
        Query::OutOfScope { .. } | Query::Search { .. } | Query::Invalid { .. } => false,
        Query::Help { .. } | Query::Greeting(_) | Query::Mine(_) => true,
        _ if query.name().is_some() => fit(query, names) >= SURE,
        _ => !sentence.words.iter().any(|w| w.unknown() && w.value.is_none()),
    }
}

/// Whether the second reading of a sentence is what it says: where it asks a question without a name, or of a name that
/// fits better.
fn is_better(again: &Query, understood: &Query, names: &dyn Names) -> bool {
    let twelve = |query: &Query| Intent::TWELVE.contains(&query.intent());
    let before = fit(understood, names);
    match again {
        Query::OutOfScope { .. } | Query::Search { .. } | Query::Invalid { .. } => false,
        Query::Greeting(_) | Query::Help { .. } | Query::Mine(_) => matches!(understood, Query::OutOfScope { .. }),
        _ if again.name().is_some() => {
            let now = fit(again, names);
            let other = again.intent() != understood.intent() && (twelve(again) || !twelve(understood));
            now >= LEAST[usize::from(!twelve(again))] && (now > before + 0.03 || now >= before && other)
        }
        _ => before < SURE,
    }
}

/// How well the name of a question fits something, 0–1; 0 where it has none.
fn fit(query: &Query, names: &dyn Names) -> f32 {
    let kind = match query {
        Query::ActorStats { .. } | Query::DirectorStats { .. } | Query::Filmography { .. } => NameKind::Person,
        Query::WhereToWatch { .. } | Query::Predict { .. } => NameKind::Title,
        _ => NameKind::Film,
    };
    match query.name() {
        Some(Name::Text(text)) => names.best(text, kind).map_or(0.0, |n| n.likely),
        Some(_) => 1.0,
        None => 0.0,
    }
}
