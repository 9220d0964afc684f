//! A bare name or value that completes what was asked before: "/recomendar" and then "Toy Story", "¿y Jumanji?".

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::names::{NameKind, Named, Names};
use super::super::sentence::Word;
use super::super::slash::nearest_command;
use super::{ASKS, Context, Name, Query, Said, is_about_people, kind_of};
use crate::query::{Intent, Titled, chart, parse, titled};

/// From this on, a bare name is taken for a slip of the one meant.
const LIKE: f32 = 0.75;

/// Words of the longest message that is taken for a bare name.
const LONGEST: usize = 16;

/// Words that agree to what was suggested.
const AGREES: [&str; 13] =
    ["si", "sip", "sii", "dale", "ok", "okey", "claro", "obvio", "exacto", "correcto", "eso", "yes", "yep"];

/// Words before a bare name.
const LEADS: Cues = Cues::of(&[Link, Article, And, Film, Show, Filler, Alike, Sorry, Hello, How]);

/// Words of what a chart may be drawn by.
const DRAWN: Cues = Cues::of(&[Rated, Vote, Long, Return]);

/// Values that a command waits for: "/mes", and then "enero".
pub(super) fn values(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    let Some(Query::Invalid { intent, .. }) = context.last.as_ref() else { return None };
    let asks = said.sentence.has_any(ASKS);
    let waits = match intent {
        Intent::MonthCount | Intent::WeekdayCount | Intent::PlatformCount | Intent::ScoreCount | Intent::Predict => {
            !asks
        }
        // "Por nota" asks nothing of a film.
        Intent::Chart => !said.sentence.has_any(ASKS.without(DRAWN)),
        // What is no title's kind, land or rating asks something else.
        Intent::TitleCount => titled::said(&said.sentence).is_some_and(|titled| titled != Titled::default()) && !asks,
        _ => false,
    };
    let query = completed(&context.said, said.text, names).filter(|_| waits && context.said.starts_with('/'))?;
    // "Votos de Heat" is another question, and no chart of what is called so.
    (!asks || !matches!(query, Query::ChartOf { .. })).then_some(query)
}

/// The command as typed, with what was missing behind it; `None` where that is no question yet.
fn completed(command: &str, argument: &str, names: &dyn Names) -> Option<Query> {
    // What could not be read before is replaced, what was there already is kept: "/mes brumario", "/predecir 42".
    let head = command.split_whitespace().next()?;
    let tried = [format!("{command} {argument}"), format!("{head} {argument}")];
    tried.iter().map(|text| parse(text, names)).find(|query| !matches!(query, Query::Invalid { .. }))
}

/// "Sí" to what was suggested: the command nearest to the one typed, or the nearest name.
pub(super) fn agreed(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    let agrees = |w: &Word| AGREES.contains(&w.token.word.as_str());
    let words = &said.sentence.words;
    if !words.iter().any(agrees) || !words.iter().all(|w| agrees(w) || w.any(Cues::of(&[Filler, Thanks, Article]))) {
        return None;
    }
    match context.last.as_ref()? {
        Query::UnknownCommand { command } => {
            let (_, arguments) = context.said.split_once(char::is_whitespace).unwrap_or_default();
            Some(parse(&format!("/{} {arguments}", nearest_command(command)?), names))
        }
        _ if context.choosing && context.list.len() == 1 => context.list.first().cloned(),
        _ => None,
    }
}

/// A name where one was missing, was not found, or could have been several.
pub(super) fn name(said: &Said<'_>, query: &Query, context: &Context, names: &dyn Names) -> Option<Query> {
    let last = context.last.as_ref()?;
    let intent = match last {
        Query::Invalid { intent, .. } => *intent,
        _ if context.choosing => last.intent(),
        _ => return None,
    };
    let (bare, named) = bare(said, kind_of(intent), names)?;
    let exactly = named.is_some_and(|n| n.exactly);
    let talks = matches!(query, Query::Greeting(_) | Query::Help { .. });
    let asks = said.sentence.has_any(ASKS) || !is_bare(query);
    if talks || asks && !exactly {
        return None;
    }
    match last {
        Query::Invalid { .. } if intent == Intent::Search => Some(Query::Search { text: bare }),
        Query::Invalid { .. } => super::asking(intent, Name::text(&bare)),
        _ => last.about(Name::text(&bare)),
    }
}

/// "¿y Spielberg?" after a question about a person, "¿y la de Jumanji?" after one about a film.
pub(super) fn another(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    let last = context.last.as_ref().filter(|last| said.continues && last.name().is_some())?;
    let kind = if is_about_people(last) { NameKind::Person } else { NameKind::Title };
    let (bare, named) = bare(said, kind, names)?;
    named.filter(|n| n.exactly || n.score >= LIKE).and_then(|_| last.about(Name::text(&bare)))
}

/// Whether a question is what a bare name is understood as.
fn is_bare(query: &Query) -> bool {
    matches!(query, Query::FilmCard { .. } | Query::Search { .. } | Query::OutOfScope { .. })
}

/// The name in a message that is little else, and what it names: the small words before it are left out, unless they
/// belong to it ("El padrino", "Y tu mamá también").
fn bare(said: &Said<'_>, kind: NameKind, names: &dyn Names) -> Option<(String, Option<Named>)> {
    let words = &said.sentence.words;
    // "¿Y por género?" names nobody.
    if words.len() > LONGEST || chart::is_led(&said.sentence) {
        return None;
    }
    let address = |w: &&Word| w.is(Filler) && !w.token.quoted && !w.token.capital;
    let end = words.len() - words.iter().rev().take_while(address).count();
    let end = if end == 0 { words.len() } else { end };
    let leads = words[..end].iter().take_while(|w| w.any(LEADS) && w.role.is_none()).count().min(end.saturating_sub(1));
    let mut last = None;
    for start in 0..=leads.min(4) {
        let text = super::super::tidy(said.sentence.text_of(start..end));
        let named = names.best(&text, kind);
        if named.is_some_and(|n| n.exactly) {
            return Some((text, named));
        }
        last = Some((text, named));
    }
    last.filter(|(text, _)| !text.is_empty())
}
