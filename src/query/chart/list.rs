//! Charts of films that no filters tell: those of a person, a saga, a company ([`named`]), and those spoken of before
//! ([`after`]).

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::frames::BASE;
use super::super::names::{NameKind, Names};
use super::super::sentence::{Sentence, Word};
use super::super::{Name, free, further};
use super::{Asked, BEFORE, By, asks};
use crate::query::discover;
use crate::query::filters::Filters;
use crate::query::{Group, Query};

/// From this on, part of a name alone ("Almodóvar") may stand for it where the person is known by so many votes.
const SURE: (f32, u32) = (0.9, 2_000);

/// Words that lead to a request which changes the chart before: "y por país", "ahora por mes".
const LEADS: [&str; 8] = ["ahora", "mejor", "pero", "tambien", "entonces", "now", "si", "no"];

/// Words around a request that refers to a list.
const SMALL: [&str; 10] = ["un", "una", "el", "la", "en", "de", "hace", "haceme", "mostrame", "dame"];

/// The list that a text names: "películas de Almodóvar", "Christopher Nolan", "saga de Toy Story", "Pixar". Only where it
/// says nothing else, and what it names is there.
pub(super) fn named(text: &str, names: &dyn Names) -> Option<Query> {
    let sentence = Sentence::read(text);
    // A name as it stands, before any of its words is taken for one of ours: "Star Wars".
    let person = text.contains(' ') && names.fame_of(text, NameKind::Person).is_some();
    if let Some((group, true)) = names.group(text).filter(|_| !person) {
        return Some(group);
    }
    let asked = match free::asked(&sentence, names) {
        list @ (Query::Saga { .. } | Query::CountBy(Group::Company(_))) => Some(list),
        list @ (Query::DirectorStats { .. }
        | Query::ActorStats { .. }
        | Query::Filmography { .. }
        | Query::Recommend { .. }) => Some(list).filter(|list| is_named(list, names)),
        _ => None,
    };
    // "Comedias de Woody Allen" are some of his films.
    if let Some(list) = asked.filter(|list| says_no_more(text, list)) {
        return Some(list);
    }
    let lead = BASE.and(Cues::of(&[Film, Catalog, Suggest, See]));
    let led = sentence.words.iter().take_while(|w| w.any(lead) && w.role.is_none() && !w.token.quoted).count();
    // What leads to a name may be a part of it: "El Deseo", "La guerra de las galaxias".
    let starts = (0..=led).rev().filter(|from| *from == 0 || sentence.words.get(*from).is_some());
    starts.map(|from| sentence.text_of(from..sentence.words.len())).find_map(|name| called(name, names))
}

/// Whether a question names what it is about so well that nothing else can be meant.
fn is_named(list: &Query, names: &dyn Names) -> bool {
    let (Some(Name::Text(name)), kind) = (list.name(), super::super::followup::kind_of(list.intent())) else {
        return false;
    };
    names.best(name, kind).is_some_and(|n| n.exactly || n.score >= SURE.0 && n.fame >= SURE.1)
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
    let said = |w: &Word| !w.unknown() || further::SAGA.iter().chain(&further::COMPANY).any(|g| w.token.word == *g);
    rest.words.iter().all(said) && discover::read(&rest).filters == Filters::default()
}

/// The list of a bare name: a person, a company, a saga.
fn called(name: &str, names: &dyn Names) -> Option<Query> {
    let films_of = || Query::Filmography { person: Name::text(name), page: 0 };
    let person = names.best(name, NameKind::Person);
    if person.is_some_and(|p| p.exactly) {
        return Some(films_of());
    }
    let group = names.group(name);
    if let Some((group, true)) = &group {
        return Some(group.clone());
    }
    // "Amélie" is a film, and no actress of that name.
    let film = names.fame_of(name, NameKind::Film).unwrap_or(0);
    if person.is_some_and(|p| p.score >= SURE.0 && p.fame >= SURE.1.max(film)) {
        return Some(films_of());
    }
    group.map(|(group, _)| group)
}

/// What a message asks to be drawn of what was spoken of last: "graficalas por país", "/grafico" after a list, "¿y por
/// género?" after a chart.
pub fn after(text: &str, last: Option<&Query>) -> Option<Query> {
    let list = listed(last?)?;
    let sentence = Sentence::read(text.trim_start_matches('/'));
    if let Query::Chart { .. } | Query::ChartOf { .. } = last?
        && let Some(query) = changed(&sentence, &list)
    {
        return Some(query);
    }
    let mut words = sentence.words.iter().map(|w| w.token.word.as_str()).filter(|w| !SMALL.contains(w));
    let asked = words.next().filter(|w| asks(w) || *w == "nube")?;
    let rest: Vec<&str> = words.collect();
    let by = match (asked, rest.as_slice()) {
        ("nube", []) => Some(By::Words),
        (_, []) => None,
        // "Por país" says what is new of the chart, "países" may be a chart of its own.
        (_, [first, ..]) if BEFORE.contains(first) || ends_in_them(asked) => {
            let asked = Asked::read(&sentence);
            let bare = discover::read(&Sentence::read(&asked.rest));
            let only = bare.strangers == 0 && bare.filters == Filters::default() && !asked.unread;
            Some(asked.by.filter(|_| only)?)
        }
        _ => return None,
    };
    Some(list.drawn(by))
}

/// The films of a chart.
enum List {
    Filtered(Filters),
    Of(Query),
}

impl List {
    fn drawn(self, by: Option<By>) -> Query {
        match self {
            Self::Filtered(filters) => {
                Query::Chart { by: by.unwrap_or(By::default_for(&filters)), filters: Box::new(filters) }
            }
            Self::Of(of) => Query::ChartOf { by: by.unwrap_or(By::Year), of: Box::new(of) },
        }
    }
}

/// The films that the answer to a question lists.
fn listed(last: &Query) -> Option<List> {
    let filtered = |listed: &Filters| List::Filtered(Filters { sort: None, page: 0, ..listed.clone() });
    Some(match last {
        Query::Discover(listed) | Query::Chart { filters: listed, .. } => filtered(listed),
        Query::CountBy(group) => match group.filters() {
            Some(listed) => filtered(&listed),
            None => List::Of(last.clone()),
        },
        Query::ChartOf { of, .. } => List::Of((**of).clone()),
        Query::Filmography { .. }
        | Query::DirectorStats { .. }
        | Query::ActorStats { .. }
        | Query::Saga { .. }
        | Query::Recommend { .. }
        | Query::MoreSimilar { .. }
        | Query::LikeText { .. }
        | Query::Search { .. } => List::Of(last.clone()),
        Query::Further { of, .. } => return listed(of),
        _ => return None,
    })
}

/// "¿Y por género?", "ahora por mes y de los 80", "nube de palabras" after a chart: the same films drawn by something
/// else.
fn changed(sentence: &Sentence, list: &List) -> Option<Query> {
    let small = |w: &&Word| w.any(Cues::of(&[Filler, And, Nod, Sorry])) || LEADS.contains(&w.token.word.as_str());
    let lead = sentence.words.iter().take_while(small).count();
    let asked = Asked::read(sentence);
    let by = asked.by?;
    let named = [By::Words, By::Money, By::Return].contains(&by);
    let first = sentence.words.get(lead)?;
    // "Por mes" changes the chart; "cuántas salieron por mes" asks something else.
    let led = asked.from == lead && BEFORE.contains(&first.token.word.as_str());
    let whole = named && By::said(&first.token.word) == Some(by);
    let read = discover::read(&Sentence::read(&asked.rest));
    if asked.unread || read.strangers > 0 || !(led || whole) || whole && read.filters != Filters::default() {
        return None;
    }
    match list {
        List::Filtered(filters) => {
            let filters = Filters { sort: None, ..filters.changed_by(&read.filters) };
            Some(Query::Chart { by, filters: Box::new(filters) })
        }
        List::Of(of) if read.filters == Filters::default() => Some(Query::ChartOf { by, of: Box::new(of.clone()) }),
        List::Of(_) => None,
    }
}

fn ends_in_them(word: &str) -> bool {
    ["lo", "la", "los", "las"].iter().any(|end| word.ends_with(end)) && word.starts_with("grafica")
}
