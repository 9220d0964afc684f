//! What a message means in a conversation: "¿y en febrero?", "la segunda", "más", "¿quién la dirigió?".
//!
//! The door is [`follow_up`]. It speaks only where the message makes no question by itself and what was said before
//! makes it one; everything else is left to [`super::parse`].

use super::cue::Cue::{self, *};
use super::cue::Cues;
use super::frames::BASE;
use super::names::{NameKind, Names};
use super::sentence::{Sentence, Slots};
use super::{Intent, Name, Query, parse};

/// What was said before, as far as a message may refer to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The last question.
    pub last: Option<Query>,
    /// The film or platform title last spoken of.
    pub title: Option<Name>,
    /// The person last spoken of.
    pub person: Option<Name>,
    /// What choosing each entry of the last list asks.
    pub list: Vec<Query>,
    /// The names of those entries, folded, for an answer by name.
    pub names: Vec<String>,
    /// Whether the last reply asked which one is meant.
    pub choosing: bool,
}

/// Words that point at what was spoken of: "parecidas a esa", "¿de qué trata?".
const POINTING: [&str; 29] = [
    "y", "los", "las", "esa", "ese", "eso", "esta", "este", "esto", "aquella", "aquel", "ella", "el", "la", "lo", "le",
    "su", "sus", "misma", "mismo", "peli", "pelicula", "film", "cinta", "that", "this", "it", "one", "her",
];

const ORDINALS: [&[&str]; 10] = [
    &["primera", "primero", "primer", "1", "1a", "1ra", "1ro", "uno", "una", "first", "one"],
    &["segunda", "segundo", "2", "2a", "2da", "2do", "dos", "second", "two"],
    &["tercera", "tercero", "tercer", "3", "3a", "3ra", "3ro", "tres", "third", "three"],
    &["cuarta", "cuarto", "4", "4a", "4ta", "4to", "cuatro", "fourth", "four"],
    &["quinta", "quinto", "5", "5a", "5ta", "5to", "cinco", "fifth", "five"],
    &["sexta", "sexto", "6", "6a", "6ta", "6to", "seis", "sixth", "six"],
    &["septima", "septimo", "7", "7a", "siete", "seventh", "seven"],
    &["octava", "octavo", "8", "8a", "ocho", "eighth", "eight"],
    &["novena", "noveno", "9", "9a", "nueve", "ninth", "nine"],
    &["decima", "decimo", "10", "10a", "diez", "tenth", "ten"],
];

const LAST: [&str; 3] = ["ultima", "ultimo", "last"];

const MORE: [&str; 13] = [
    "mas",
    "otra",
    "otras",
    "otro",
    "otros",
    "siguiente",
    "siguientes",
    "proxima",
    "proximas",
    "more",
    "another",
    "next",
    "segui",
];

/// Words that go along with an ordinal or with "more" and change nothing.
const ALONG: [&str; 34] = [
    "la",
    "el",
    "las",
    "los",
    "y",
    "a",
    "ver",
    "de",
    "numero",
    "opcion",
    "the",
    "dame",
    "deme",
    "quiero",
    "mostrame",
    "muestrame",
    "muestreme",
    "pelicula",
    "peliculas",
    "peli",
    "pelis",
    "por",
    "favor",
    "porfa",
    "hay",
    "alguna",
    "algunas",
    "tenes",
    "tienes",
    "me",
    "show",
    "please",
    "esa",
    "ese",
];

/// The question that `text` asks given what was said before; `None` where it stands by itself.
pub fn follow_up(text: &str, context: &Context, names: &dyn Names) -> Option<Query> {
    let text = super::tokens::head(text).trim();
    let nothing_said = context.last.is_none() && context.list.is_empty();
    if nothing_said || text.is_empty() || text.starts_with('/') || text.parse::<Query>().is_ok() {
        return None;
    }
    let folded = crate::text::fold(text);
    let words: Vec<&str> = crate::text::words(&folded).collect();
    chosen(&words, context)
        .or_else(|| named(&folded, context))
        .or_else(|| more(&words, context))
        .or_else(|| other_values(text, context.last.as_ref()?))
        .or_else(|| other_filters(text, context.last.as_ref()?))
        .or_else(|| same_about(text, &words, context, names))
}

/// "la segunda", "2", "la última".
fn chosen(words: &[&str], context: &Context) -> Option<Query> {
    let telling: Vec<&&str> = words.iter().filter(|w| !ALONG.contains(w)).collect();
    let [word] = telling[..] else { return None };
    if LAST.contains(word) {
        return context.list.last().cloned();
    }
    let place = ORDINALS.iter().position(|names| names.contains(word))?;
    context.list.get(place).cloned()
}

/// The name of an entry, where the last reply asked which one is meant.
fn named(folded: &str, context: &Context) -> Option<Query> {
    if !context.choosing {
        return None;
    }
    let exactly = context.names.iter().position(|name| name == folded);
    let words: Vec<&str> = crate::text::words(folded).filter(|w| !ALONG.contains(w)).collect();
    let partly = || {
        let has_all =
            |name: &String| !words.is_empty() && words.iter().all(|w| crate::text::words(name).any(|n| n == *w));
        let mut found = (0..context.names.len()).filter(|&i| has_all(&context.names[i]));
        found.next().filter(|_| found.next().is_none())
    };
    context.list.get(exactly.or_else(partly)?).cloned()
}

/// "más", "otra".
fn more(words: &[&str], context: &Context) -> Option<Query> {
    let asks = words.iter().any(|w| MORE.contains(w)) && words.iter().all(|w| MORE.contains(w) || ALONG.contains(w));
    if !asks {
        return None;
    }
    match context.last.as_ref()? {
        Query::Recommend { title } => {
            Some(Query::MoreSimilar { title: context.title.clone().unwrap_or_else(|| title.clone()), page: 1 })
        }
        Query::MoreSimilar { title, page } => {
            Some(Query::MoreSimilar { title: title.clone(), page: page.saturating_add(1) })
        }
        Query::Discover(filters) => Some(Query::Discover(Box::new(filters.next_page()))),
        Query::Filmography { person, page } => Some(Query::Filmography {
            person: context.person.clone().unwrap_or_else(|| person.clone()),
            page: page.saturating_add(1),
        }),
        _ => None,
    }
}

/// "¿y en febrero?", "¿y de Netflix?": the last question with other values.
fn other_values(text: &str, last: &Query) -> Option<Query> {
    let sentence = Sentence::read(text);
    let room = BASE.and(Cues::of(&[MonthWord, DayWord, YearWord, Other, Film, Show, Catalog, Above, Count]));
    let values = sentence.words.iter().filter(|w| w.role.is_some()).count();
    if values == 0 || !sentence.words.iter().all(|w| w.role.is_some() || w.any(room)) {
        return None;
    }
    replace(last, &sentence.slots)
}

/// "¿y de los 80?", "¿y en francés?" after films were discovered or counted.
fn other_filters(text: &str, last: &Query) -> Option<Query> {
    let sentence = Sentence::read(text);
    let said = super::discover::read(&sentence);
    let whole = sentence.has_any(Cues::of(&[Film, Show, Suggest, Best, Count]));
    if said.strangers > 0
        || whole && !sentence.words.first().is_some_and(|w| w.is(And))
        || said.filters == super::Filters::default()
    {
        return None;
    }
    match last {
        Query::Discover(filters) => Some(Query::Discover(Box::new(filters.changed_by(&said.filters)))),
        Query::CountBy(_) => super::further::counted_by(&said.filters).map(Query::CountBy),
        _ => None,
    }
}

fn replace(last: &Query, slots: &Slots) -> Option<Query> {
    let changed = match last {
        Query::MonthCount { .. } | Query::WeekdayCount { .. } => match (slots.month, slots.weekday) {
            (Some(month), _) => Query::MonthCount { month },
            (None, weekday) => Query::WeekdayCount { weekday: weekday? },
        },
        Query::MaxDuration { year, platform, unit } => Query::MaxDuration {
            year: slots.year.or(*year),
            platform: slots.platform.or(*platform),
            unit: slots.unit.or(*unit),
        },
        Query::ScoreCount { score, platform, year } => Query::ScoreCount {
            score: slots.score.unwrap_or(*score),
            platform: slots.platform.or(*platform),
            year: slots.year.or(*year),
        },
        Query::PlatformCount { .. } => Query::PlatformCount { platform: slots.platform? },
        Query::TopActor { platform, year } => {
            Query::TopActor { platform: slots.platform.or(*platform), year: slots.year.or(*year) }
        }
        Query::Predict { title, .. } => Query::Predict { user: slots.user?, title: title.clone() },
        _ => return None,
    };
    (changed != *last).then_some(changed)
}

/// "¿y los votos?", "¿quién la dirigió?", "parecidas a esa", "¿y Jumanji?".
fn same_about(text: &str, words: &[&str], context: &Context, names: &dyn Names) -> Option<Query> {
    let points = |name: &Name| match name {
        Name::Text(text) => crate::text::words(&crate::text::fold(text)).all(|w| POINTING.contains(&w)),
        _ => false,
    };
    let query = parse(text, names);
    match &query {
        Query::Invalid { intent, value } if value.is_empty() => {
            with_title(*intent, context.title.clone()).or_else(|| with_person(*intent, context.person.clone()))
        }
        Query::Score { title } if points(title) => with_title(Intent::Score, context.title.clone()),
        Query::Votes { title } if points(title) => with_title(Intent::Votes, context.title.clone()),
        Query::Recommend { title } if points(title) => with_title(Intent::Recommend, context.title.clone()),
        Query::FilmCard { title } if points(title) => with_title(Intent::FilmCard, context.title.clone()),
        Query::WhereToWatch { title } if points(title) => with_title(Intent::WhereToWatch, context.title.clone()),
        Query::Predict { user, title } if points(title) => {
            Some(Query::Predict { user: *user, title: context.title.clone()? })
        }
        Query::Cast { title } if points(title) => with_title(Intent::Cast, context.title.clone()),
        Query::Filmography { person, .. } if points(person) => with_person(Intent::Filmography, context.person.clone()),
        Query::ActorStats { person } if points(person) => with_person(Intent::ActorStats, context.person.clone()),
        Query::DirectorStats { person } if points(person) => with_person(Intent::DirectorStats, context.person.clone()),
        // A bare name after "y": the same question about it.
        Query::FilmCard { title } if words.first() == Some(&"y") => {
            with_title(context.last.as_ref()?.intent(), Some(title.clone()))
        }
        Query::ActorStats { person } | Query::DirectorStats { person } if words.first() == Some(&"y") => {
            with_person(context.last.as_ref()?.intent(), Some(person.clone()))
        }
        Query::Search { text } | Query::OutOfScope { text } if words.first() == Some(&"y") => {
            about_another(text, context.last.as_ref()?.intent(), names)
        }
        Query::OutOfScope { .. } | Query::Search { .. } | Query::Help { .. } | Query::FilmCard { .. } => {
            asked_of_the_last(text, context)
        }
        _ => None,
    }
}

/// "¿y Spielberg?" after a question about a person, "¿y Jumanji?" after one about a film.
fn about_another(text: &str, intent: Intent, names: &dyn Names) -> Option<Query> {
    let name =
        text.trim_start_matches(['¿', '¡', ' ']).trim_start_matches(['y', 'Y']).trim_matches(['?', '!', ' ', '.']);
    if name.is_empty() {
        return None;
    }
    let kind = if is_about_people(intent) { NameKind::Person } else { NameKind::Title };
    let like = names.best(name, kind).is_some_and(|n| n.exactly || n.score >= 0.75);
    let said = like.then(|| Name::text(name));
    with_title(intent, said.clone()).or_else(|| with_person(intent, said))
}

/// A question without a name whose words all ask something of a film: who directed it, when, what about, where to see it.
fn asked_of_the_last(text: &str, context: &Context) -> Option<Query> {
    let sentence = Sentence::read(text);
    let about_film = Cues::of(&[Directs, Director, Acts, Actor, When, Card, Long, Release]);
    let place = Cues::of(&[Where, Available]);
    let room =
        BASE.and(about_film).and(place).and(Cues::of(&[Who, See, Film, Show, How, HowMuch, Other, Count, YearWord]));
    let known = |cues: Cues, word: &str| cues.any(room) || POINTING.contains(&word);
    if !sentence.words.iter().all(|w| w.role.is_none() && known(w.cues, &w.token.word)) {
        return None;
    }
    let has = |cues: Cues| sentence.words.iter().any(|w| w.any(cues));
    let only = |cue: Cue| has(Cues::of(&[cue]));
    if has(place) && (only(Where) || only(Available)) {
        return with_title(Intent::WhereToWatch, context.title.clone());
    }
    has(about_film).then(|| with_title(Intent::FilmCard, context.title.clone())).flatten()
}

fn is_about_people(intent: Intent) -> bool {
    matches!(intent, Intent::ActorStats | Intent::DirectorStats | Intent::Filmography)
}

fn with_title(intent: Intent, title: Option<Name>) -> Option<Query> {
    let title = title?;
    Some(match intent {
        Intent::Score => Query::Score { title },
        Intent::Votes => Query::Votes { title },
        Intent::Recommend => Query::Recommend { title },
        Intent::FilmCard => Query::FilmCard { title },
        Intent::WhereToWatch => Query::WhereToWatch { title },
        Intent::Cast => Query::Cast { title },
        _ => return None,
    })
}

fn with_person(intent: Intent, person: Option<Name>) -> Option<Query> {
    let person = person?;
    Some(match intent {
        Intent::ActorStats => Query::ActorStats { person },
        Intent::DirectorStats => Query::DirectorStats { person },
        Intent::Filmography => Query::Filmography { person, page: 0 },
        _ => return None,
    })
}
