//! Charts of films that no filters tell: those of a person, a saga, a company ([`named`]), and those spoken of before
//! ([`after`]).

use super::asked::Asked;
use super::{By, Unclear};
use crate::query::cue::Cue::*;
use crate::query::cue::Cues;
use crate::query::filters::Filters;
use crate::query::followup::{Context, kind_of};
use crate::query::frames::BASE;
use crate::query::listing::Listing;
use crate::query::names::{NameKind, Named, Names, is_ours, known_group};
use crate::query::sentence::{Sentence, Word};
use crate::query::{Group, Intent, Name, Query, discover, free, further, tidy};

/// From this on, part of a name alone ("Almodóvar") may stand for it where the person is known by so many votes.
const SURE: (f32, u32) = (0.9, 2_000);

/// So many times better known somebody must be than the film that is called by a part of their name.
const BETTER: u32 = 4;

/// Words that lead to a request which changes the chart before: "y por país", "ahora por mes".
const LEADS: [&str; 8] = ["ahora", "mejor", "pero", "tambien", "entonces", "now", "si", "no"];

/// Words that point at the list spoken of.
const POINTS: [&str; 18] = [
    "esas", "esos", "eso", "esto", "estas", "estos", "aquellas", "ellas", "ellos", "su", "sus", "them", "those",
    "these", "it", "his", "her", "their",
];

/// Those of them that say whose the films are; and those that are often said of nothing.
const WHOSE: [&str; 5] = ["su", "sus", "his", "her", "their"];
const VAGUE: [&str; 3] = ["eso", "esto", "it"];

/// So many words before and behind those that are surely of a name may be part of it: "El Deseo", "La guerra de las
/// galaxias".
const MORE: usize = 4;

/// Words of making that say nothing of how.
const MADE: [&str; 8] = ["hizo", "hace", "hecho", "hicieron", "trabajo", "trabaja", "made", "did"];

/// The person that a name means for sure: "Amélie" is a film, and no actress of that name.
fn person(name: &str, names: &dyn Names) -> Option<Named> {
    let film = names.fame_of(name, NameKind::Film).unwrap_or(0);
    let sure = |p: &Named| {
        let known = p.fame >= SURE.1.max(film.saturating_mul(BETTER));
        p.score >= SURE.0 && known && !is_ours(name)
    };
    names.best(name, NameKind::Person).filter(|p| p.exactly && p.fame >= film || sure(p))
}

/// The list whose whole name a text is: "Star Wars"; of a saga, also the name of the film that it is known by.
pub(super) fn whole(text: &str, names: &dyn Names) -> Option<Query> {
    let group = known_group(text, names)?;
    let film = || matches!(group.query, Query::Saga { .. }) && names.fame_of(text, NameKind::Film).is_some();
    let person = || text.contains(' ') && names.fame_of(text, NameKind::Person).is_some();
    ((group.whole || film()) && !person()).then_some(group.query)
}

/// The list that a text names: "películas de Almodóvar", "Christopher Nolan", "saga de Toy Story", "Pixar". Only where it
/// says nothing else but filters ("comedias de Pixar"), and what it names is there.
pub(super) fn named(text: &str, names: &dyn Names) -> Option<(Query, Filters)> {
    let sentence = Sentence::read(text);
    let lead = BASE.and(Cues::of(&[Film, Catalog, Suggest, See]));
    let plain = |w: &&Word| w.any(lead) && w.role.is_none() && !w.token.quoted;
    let n = sentence.words.len();
    let led = sentence.words.iter().take_while(plain).count();
    // "Pixar films": what follows a name may be none of it.
    let ends = [n, n - sentence.words.iter().rev().take_while(|w| plain(w) && w.is(Film)).count()];
    // What leads to a name may be a part of it: "El Deseo", "La guerra de las galaxias".
    let starts = (0..=led.min(n.saturating_sub(1))).rev();
    let spans = || starts.clone().flat_map(|from| ends.map(|end| sentence.text_of(from..end)));
    let spans = || spans().filter(|name| !name.is_empty());
    // A name as it stands, before any of its words is taken for one of ours.
    let plain = |list: Query| (list, Filters::default());
    if let Some(group) = spans().find_map(|name| whole(name, names)) {
        return Some(plain(group));
    }
    if let Some(filtered) = filtered(&sentence, names) {
        return Some(filtered);
    }
    let asked = match free::asked(&sentence, names) {
        list @ (Query::Saga { .. } | Query::CountBy(Group::Company(_))) => Some(list),
        list @ (Query::DirectorStats { .. }
        | Query::ActorStats { .. }
        | Query::Filmography { .. }
        | Query::Recommend { .. }) => Some(list).filter(|list| is_named(list, names)),
        _ => None,
    };
    if let Some(list) = asked.filter(|list| says_no_more(text, list)) {
        return Some(plain(as_said(list, &sentence)));
    }
    spans().find_map(|name| called(name, names)).map(plain)
}

/// A name and filters beside it: "películas de Tom Hanks de los 90", "comedias de Pixar".
fn filtered(sentence: &Sentence, names: &dyn Names) -> Option<(Query, Filters)> {
    let read = discover::read(sentence);
    let words = &sentence.words;
    let craft = Cues::of(&[Directs, Director, Acts, Actor, Career]);
    let leads = |w: &Word| (is_group(w) || w.any(craft)) && !w.token.quoted;
    let of_name = |i: &usize| !read.taken[*i] && (words[*i].token.quoted || words[*i].unknown()) && !leads(&words[*i]);
    let (first, last) = ((0..words.len()).find(of_name)?, (0..words.len()).rfind(of_name)?);
    let ends = last + 1..=words.len().min(last + 1 + MORE);
    let mut spans: Vec<_> =
        (first.saturating_sub(MORE)..=first).flat_map(|from| ends.clone().map(move |end| from..end)).collect();
    spans.sort_by_key(|span| std::cmp::Reverse(span.len()));
    let (span, list) = spans.into_iter().find_map(|span| {
        let name = sentence.text_of(span.clone());
        let exactly = || names.best(name, NameKind::Person).is_some_and(|p| p.exactly);
        // More words than those only where just that is the name.
        let sure = span == (first..last + 1) || whole(name, names).is_some() || exactly();
        Some((span, called(name, names).filter(|_| sure)?))
    })?;
    let beside = format!("{} {}", sentence.text_of(0..span.start), sentence.text_of(span.end..words.len()));
    let beside = Sentence::read(&beside);
    let beside = Sentence { words: beside.words.iter().filter(|w| !leads(w)).cloned().collect(), ..beside };
    let read = discover::read(&beside);
    if read.strangers > 0 || read.filters == Filters::default() || super::counts_else(&beside, &read) {
        return None;
    }
    let list = match list {
        Query::Filmography { person, .. } => as_said(Query::DirectorStats { person }, sentence),
        list => list,
    };
    Some((list, read.filters))
}

/// Whether a saga or a company is said to be one.
pub(super) fn says_group(sentence: &Sentence) -> bool {
    sentence.words.iter().any(|w| is_group(w) && !w.token.quoted)
}

/// "Saga", "productora".
fn is_group(word: &Word) -> bool {
    further::SAGA.iter().chain(&further::COMPANY).any(|group| word.token.word == *group)
}

/// Whether a question names what it is about so well that nothing else can be meant.
fn is_named(list: &Query, names: &dyn Names) -> bool {
    let (Some(Name::Text(name)), kind) = (list.name(), kind_of(list.intent())) else {
        return false;
    };
    match kind {
        NameKind::Person => person(name, names).is_some(),
        kind => names.best(name, kind).is_some_and(|n| n.exactly || n.score >= SURE.0 && n.fame >= SURE.1),
    }
}

/// A person's films are those that they directed or acted in where that is said, and all else.
fn as_said(list: Query, sentence: &Sentence) -> Query {
    let person = match &list {
        Query::DirectorStats { person } | Query::ActorStats { person } => person.clone(),
        _ => return list,
    };
    let Name::Text(name) = &person else { return list };
    let named = sentence.text.find(name.as_str()).unwrap_or(0);
    let before = sentence.words.iter().rfind(|w| w.token.span.end <= named);
    let with = before.is_some_and(|w| matches!(w.token.word.as_str(), "con" | "with" | "featuring"));
    let acts = |w: &Word| w.is(Actor) || w.is(Acts) && !MADE.contains(&w.token.word.as_str());
    match (sentence.has_any(Cues::of(&[Directs, Director])), with || sentence.words.iter().any(acts)) {
        (true, false) => Query::DirectorStats { person },
        (false, true) => Query::ActorStats { person },
        _ => Query::Filmography { person, page: 0 },
    }
}

/// Whether a text has no filter beside the name, and no other name.
fn says_no_more(text: &str, list: &Query) -> bool {
    let name = match list {
        Query::Saga { name: Name::Text(name) } | Query::CountBy(Group::Company(name)) => name,
        _ => match list.name() {
            Some(Name::Text(name)) => name,
            _ => return false,
        },
    };
    let rest = text.replacen(name.as_str(), " ", 1);
    let rest = Sentence::read(&rest);
    let said = |w: &Word| !w.unknown() || is_group(w);
    rest.words.iter().all(said) && discover::read(&rest).filters == Filters::default()
}

/// The list of a bare name: a person, a company, a saga, the best known where it is of several.
fn called(name: &str, names: &dyn Names) -> Option<Query> {
    let films_of = || Query::Filmography { person: Name::text(name), page: 0 };
    match (person(name, names), known_group(name, names)) {
        (Some(person), Some(group)) => {
            let in_full = person.exactly && name.contains(' ');
            let known = person.fame >= group.fame && (person.exactly || !group.whole);
            Some(if in_full || known { films_of() } else { group.query })
        }
        (Some(_), None) => Some(films_of()),
        (None, group) => group.map(|group| group.query),
    }
}

/// What a message asks to be drawn of what was spoken of last: "graficalas por país", "/grafico" after a list, "¿y por
/// género?".
pub fn after(text: &str, context: &Context) -> Option<Query> {
    let last = context.last.as_ref()?;
    let command = text.starts_with('/');
    let sentence = Sentence::read(text.trim_start_matches('/'));
    let asked = Asked::read(&sentence);
    if !asked.picture {
        return if command { None } else { changed(&sentence, &asked, last, listed(last)?) };
    }
    // "Las de los 80": of those.
    let the = |pair: &[Word]| matches!(pair[0].token.word.as_str(), "las" | "los") && pair[1].is(Link);
    let rest = Sentence::read(&asked.rest);
    let refers = asked.clitic || sentence.words.windows(2).any(the) || rest.words.iter().any(points);
    // A list is pointed at whatever was asked since; without that, only the last question can be meant.
    let before = || context.listed.as_ref().filter(|_| is_pointed_at(&asked, &rest)).and_then(listed);
    let list = listed(last).or_else(before)?;
    let rest = without_points(&rest);
    let read = discover::read(&rest);
    let films = Cues::of(&[Film, Show, Catalog]);
    // "Por país" says what is new of the chart, "países" may be a chart of its own; so are "películas por país".
    let bare = read.filters == Filters::default()
        && !rest.has_any(films)
        && (asked.by.is_none() || asked.led || asked.cloud || asked.unread);
    if !refers && !bare || matches!(Unclear::of(text), Some(Unclear::Series | Unclear::Own)) {
        return None;
    }
    if asked.unread {
        // "Por director" is nothing to draw by; what has other words in it may have a name as well.
        let only = discover::read(&Sentence::read(&asked.beside)).strangers == 0;
        let text = if command { text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) } else { text };
        return (refers || only).then(|| Query::Invalid { intent: Intent::Chart, value: tidy(text) });
    }
    (read.strangers == 0).then(|| list.changed_by(&read.filters).drawn(asked.by))
}

fn points(word: &Word) -> bool {
    POINTS.contains(&word.token.word.as_str()) && !word.token.quoted
}

fn without_points<'t>(rest: &Sentence<'t>) -> Sentence<'t> {
    Sentence { words: rest.words.iter().filter(|w| !points(w)).cloned().collect(), ..rest.clone() }
}

/// Whether the films to be drawn are those of a list spoken of before, and no others: "graficalas", "nube de esas".
pub(super) fn is_pointed_at(asked: &Asked, rest: &Sentence) -> bool {
    let read = discover::read(&without_points(rest));
    let words = &rest.words;
    let film = |i: usize| words.get(i).is_some_and(|w| w.any(Cues::of(&[Film, Genre, Catalog])));
    let points = |i: usize| match words[i].token.word.as_str() {
        _ if !points(&words[i]) => false,
        word if WHOSE.contains(&word) => film(i + 1) || read.filters == Filters::default() && !rest.has(Film),
        // "Make it a chart of comedies".
        word if VAGUE.contains(&word) => read.filters == Filters::default(),
        _ => true,
    };
    read.strangers == 0 && (asked.clitic || (0..words.len()).any(points))
}

/// The films of a chart: of all or of a list.
struct List {
    of: Option<Query>,
    filters: Filters,
}

impl List {
    fn changed_by(self, more: &Filters) -> Self {
        Self { filters: self.filters.changed_by(more).in_no_order(), ..self }
    }

    fn drawn(self, by: Option<By>) -> Query {
        let by = by.unwrap_or(By::default_for(&self.filters));
        let filters = Box::new(self.filters);
        match self.of {
            Some(of) => Query::ChartOf { by, filters, of: Box::new(of) },
            None => Query::Chart { by, filters },
        }
    }
}

/// The films that the answer to a question lists or shows.
fn listed(last: &Query) -> Option<List> {
    let (of, filters) = match last {
        Query::Chart { filters, .. } => (None, (**filters).clone()),
        Query::ChartOf { filters, of, .. } => (Some((**of).clone()), (**filters).clone()),
        list => match list.listing()? {
            Listing::Filtered(filters) => (None, filters),
            Listing::Of(of) => (Some(of.clone()), Filters::default()),
        },
    };
    Some(List { of, filters })
}

/// "¿Y por género?", "ahora por mes y de los 80" after a list or a chart, "presupuesto" after a chart: the same films
/// drawn by something else.
fn changed(sentence: &Sentence, asked: &Asked, last: &Query, list: List) -> Option<Query> {
    let small = |w: &Word| w.any(Cues::of(&[Filler, And, Nod, Sorry])) || LEADS.contains(&w.token.word.as_str());
    let is_chart = matches!(last, Query::Chart { .. } | Query::ChartOf { .. });
    let first = sentence.words.iter().position(|w| !small(w))?;
    if is_chart && asked.unread && is_by_something(&sentence.words[first..]) {
        return Some(Query::Invalid { intent: Intent::Chart, value: tidy(sentence.text) });
    }
    let by = asked.by?;
    // "Por mes" changes the chart; "cuántas salieron por mes" asks something else.
    let led = asked.led && sentence.words[..asked.from].iter().all(small);
    let named = is_chart && [By::Words, By::Money, By::Return].contains(&by);
    let whole = named && By::said(&sentence.words[first].token.word) == Some(by);
    let read = discover::read(&Sentence::read(&asked.rest));
    if asked.unread || read.strangers > 0 || !(led || whole) || whole && read.filters != Filters::default() {
        return None;
    }
    Some(list.changed_by(&read.filters).drawn(Some(by)))
}

/// "Por director", and not "por eso", "por qué no".
fn is_by_something(words: &[Word]) -> bool {
    let Some((by, rest)) = words.split_first() else { return false };
    let small = Cues::of(&[Filler, What, Who, How, Thanks]);
    let named = rest.iter().filter(|w| !w.any(Cues::of(&[Article, Link])));
    let nouns: Vec<&Word> = named.collect();
    let leads = matches!(by.token.word.as_str(), "por" | "by");
    leads && matches!(nouns.len(), 1 | 2) && nouns.iter().all(|w| w.role.is_none() && !w.any(small))
}

#[cfg(test)]
mod tests;
