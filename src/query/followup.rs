//! What a message means in a conversation: "¿y en febrero?", "la segunda", "más", "¿quién la dirigió?".
//!
//! The door is [`in_context`]: what was said before is looked at first, and where it has no part in the message,
//! [`super::parse`] decides alone. Words are told by the lexicon's cues; [`refer`] reads what points at a list,
//! [`complete`] takes bare names and the arguments that were missing, [`other`] asks the last question with other values.

mod compare;
mod complete;
mod other;
mod refer;

pub use refer::asks_for_more;

use super::cue::Cue::*;
use super::cue::Cues;
use super::frames::BASE;
use super::names::{NameKind, Names};
use super::sentence::Sentence;
use super::{Intent, Name, Query, mine, parse, tidy};

/// What was said before, as far as a message may refer to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The last question.
    pub last: Option<Query>,
    /// Whether the very last reply asked which language to speak.
    pub which_language: bool,
    /// What the person wrote to ask it.
    pub said: String,
    /// The last question about films by filters, whatever was asked since.
    pub filtered: Option<Query>,
    /// The last question that was answered with a list.
    pub listed: Option<Query>,
    /// The film or platform title last spoken of.
    pub title: Option<Name>,
    /// How that is called.
    pub title_text: String,
    /// Who directed it, where the last answer told so.
    pub director: Option<Name>,
    /// The person last spoken of.
    pub person: Option<Name>,
    /// What choosing each entry of the last list asks.
    pub list: Vec<Query>,
    /// The names of those entries, folded, for an answer by name.
    pub names: Vec<String>,
    /// Whether the last reply asked which one is meant.
    pub choosing: bool,
    /// What takes back what was told last, where that can be.
    pub undo: Option<Query>,
}

/// Words that a title may be asked by and that no bare name has beside it.
const ASKS: Cues = Cues::of(&[
    Card, Who, When, Where, Directs, Director, Acts, Actor, Long, Longest, Vote, Rated, Suggest, Alike, Count, HowMuch,
    Foreign, Predict, Career, Return,
]);

/// Words that point at what was spoken of: "parecidas a esa", "¿de qué trata?".
const POINTING: [&str; 28] = [
    "y",
    "los",
    "las",
    "esa",
    "ese",
    "eso",
    "esta",
    "este",
    "esto",
    "aquella",
    "aquel",
    "ella",
    "el",
    "la",
    "lo",
    "le",
    "su",
    "sus",
    "misma",
    "mismo",
    "peli",
    "pelicula",
    "film",
    "cinta",
    "de",
    "a",
    "tambien",
    "mismisima",
];

/// The same in English; "votos de It" has a Spanish word before it and names a film.
const POINTING_ENGLISH: [&str; 6] = ["that", "this", "it", "one", "her", "him"];

/// A message, with what is said before it begins left out: "vale, ¿y los votos?", "no, mejor el score".
struct Said<'t> {
    text: &'t str,
    sentence: Sentence<'t>,
    /// Whether it goes on from what was said before, or puts it right: "y…", "perdón, …".
    continues: bool,
    corrects: bool,
}

impl<'t> Said<'t> {
    fn read(text: &'t str) -> Self {
        let sentence = Sentence::read(text);
        let words = &sentence.words;
        let nods = words.iter().take_while(|w| w.is(Nod)).count();
        let joined =
            (1..words.len().min(4)).find(|&i| (words[i].token.parted || i == nods) && words[i].is(And)).unwrap_or(0);
        let mut from = joined;
        while words.get(from).is_some_and(|w| w.is(Sorry)) {
            from += 1;
        }
        // "Mejor la segunda" chooses again; "mejor película" asks for the best.
        let rather = words.get(from).is_some_and(|w| w.is(Best)) && from + 1 < words.len();
        if rather && words[from + 1].any(Cues::of(&[Filler, Link, Article, Count, HowMuch, What, Suggest])) {
            from += 1;
        }
        if from == 0 || from >= words.len() {
            let continues = words.first().is_some_and(|w| w.is(And));
            return Self { text, sentence, continues, corrects: false };
        }
        let corrects = from > joined;
        let text = &text[words[from].token.span.start..];
        Self { text, sentence: Sentence::read(text), continues: true, corrects }
    }

    fn has(&self, cues: &[super::cue::Cue]) -> bool {
        self.sentence.has_any(Cues::of(cues))
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.sentence.words.iter().map(|w| w.token.word.as_str())
    }
}

/// The question that `text` asks given what was said before.
///
/// Never fails, as [`parse`]. Cost: that of two parses and a few look-ups, whatever the length of the message.
pub fn in_context(text: &str, context: &Context, names: &dyn Names) -> Query {
    let text = super::tokens::head(text).trim();
    if let Some(denied) = super::further::denied_in_front(text)
        && let query @ Query::Discover(_) = in_context(&denied, context, names)
    {
        return query;
    }
    if let Some(query) = super::chart::after(text, context) {
        return query;
    }
    if let Some(order) = mine::ordered(text).or_else(|| mine::answered(text).filter(|_| context.which_language)) {
        return Query::Mine(order);
    }
    if let Some(query) = text.starts_with('/').then(|| mine::incomplete(text, context, names)).flatten() {
        return query;
    }
    if text.is_empty() || text.starts_with('/') || text.parse::<Query>().is_ok() {
        return parse(text, names);
    }
    let said = Said::read(text);
    let Some(last) = context.last.as_ref() else {
        let nothing = refer::nothing(&said, names).or_else(|| refer::more(&said, context));
        return nothing.unwrap_or_else(|| named_or_missing(parse(text, names), text, names));
    };
    let about = mine::refer(&said.sentence, context, said.continues, names)
        .or_else(|| complete::values(&said, context, names))
        .or_else(|| refer::next_part(&said, context, names))
        .or_else(|| refer::chosen(&said, context))
        .or_else(|| refer::more(&said, context))
        .or_else(|| refer::made_besides(&said, context))
        .or_else(|| complete::agreed(&said, context, names))
        .or_else(|| other::titles(&said, last))
        .or_else(|| other::how_many(&said, last))
        .or_else(|| other::values(&said, last))
        .or_else(|| refer::of_year(&said, context, names))
        .or_else(|| other::filters(&said, context, names))
        .or_else(|| on_platform(&said, context))
        .or_else(|| refer::sequel(&said, context, names))
        .or_else(|| refer::continued(&said, context))
        .or_else(|| refer::worth(&said, context))
        .or_else(|| refer::nothing(&said, names));
    if let Some(query) = about {
        return query;
    }
    let query = parse(said.text, names);
    let about = complete::name(&said, &query, context, names).or_else(|| same_about(&said, &query, context, names));
    if let Some(query) = about {
        return query;
    }
    let whole = said.text.len() == text.len();
    if whole || said.corrects && !matches!(query, Query::OutOfScope { .. }) {
        return named_or_missing(query, said.text, names);
    }
    named_or_missing(parse(text, names), text, names)
}

/// "Los votos de una peli" names none: a question without its name, where no film is called so.
fn named_or_missing(query: Query, said: &str, names: &dyn Names) -> Query {
    match query.name() {
        Some(Name::Text(text)) if nameless(text) && !is_name(text, query.intent(), names) => match query {
            // "¿Por qué?" asks nothing about a film.
            Query::FilmCard { .. } if crate::text::fold(text) == crate::text::fold(said) => {
                Query::OutOfScope { text: tidy(said) }
            }
            query => Query::Invalid { intent: query.intent(), value: String::new() },
        },
        _ => query,
    }
}

/// Whether a name is made of the words of questions only: "una peli", "tiene esa".
fn nameless(name: &str) -> bool {
    let room = BASE.and(Cues::of(&[Film, Show, Other, See, Suggest, Count, Who]));
    let plain = |w: &super::sentence::Word| !w.unknown() && w.cues.only(room) && !w.fuzzy;
    let fits = |w: &super::sentence::Word| w.role.is_none() && (plain(w) || POINTING.contains(&w.token.word.as_str()));
    Sentence::read(name).words.iter().all(fits)
}

fn is_name(text: &str, intent: Intent, names: &dyn Names) -> bool {
    names.best(text, kind_of(intent)).is_some_and(|n| n.exactly)
}

/// "¿esa está en Netflix?", "¿y en Disney?" after a question about a title: where that title is.
fn on_platform(said: &Said<'_>, context: &Context) -> Option<Query> {
    let spoken_of = context.last.as_ref().and_then(Query::name).is_some() && !is_about_people(context.last.as_ref()?);
    if !spoken_of || said.sentence.slots.platform.is_none() {
        return None;
    }
    let points = said.words().any(|w| matches!(w, "esa" | "ese" | "esta" | "este" | "la" | "lo" | "it"));
    let room = BASE.and(Cues::of(&[Film, See, Available, Where, Show]));
    let fits = said.sentence.words.iter().all(|w| w.value.is_some() || w.any(room) || seen(&w.token.word));
    if !(fits && (points || said.continues)) || said.has(&[Count, Film]) && !points {
        return None;
    }
    Some(Query::WhereToWatch { title: context.title.clone()? })
}

/// "¿y los votos?", "¿quién la dirigió?", "parecidas a esa", "¿y Jumanji?".
fn same_about(said: &Said<'_>, query: &Query, context: &Context, names: &dyn Names) -> Option<Query> {
    let of = |intent: Intent| match kind_of(intent) {
        NameKind::Film | NameKind::Title => context.title.clone(),
        NameKind::Person => context.person.clone(),
    };
    match query {
        Query::Invalid { intent, value } if value.is_empty() => asking(*intent, of(*intent)?),
        _ => match query.name() {
            Some(Name::Text(text)) if points(text, said) => query.about(of(query.intent())?),
            Some(Name::Text(text)) if nameless(text) && !is_name(text, query.intent(), names) => {
                query.about(of(query.intent())?)
            }
            Some(Name::Text(text)) if !is_about_people(query) && refer::entry(text, context).is_some() => {
                query.about(refer::entry(text, context)?)
            }
            Some(_) if !said.sentence.has_any(ASKS) => complete::another(said, context, names),
            None if matches!(query, Query::Search { .. } | Query::OutOfScope { .. } | Query::Help { .. }) => {
                // "¿Y esa dónde está?" is nearly the name of a film.
                asked_of_the_last(said, context).or_else(|| complete::another(said, context, names))
            }
            // "¿Quién más actúa?" asks of the film that was spoken of.
            None if *query == (Query::TopActor { platform: None, year: None }) => {
                let film = context.last.as_ref().is_some_and(|last| last.name().is_some() && !is_about_people(last));
                let besides = said.sentence.words.windows(2).any(|two| two[0].is(Who) && two[1].is(Most));
                let of_the_film = film && besides && !said.has(&[Film, Show, Count, Actor]);
                of_the_film.then(|| context.title.clone().map(|title| Query::Cast { title })).flatten()
            }
            Some(_) if matches!(query, Query::FilmCard { .. } | Query::WhereToWatch { .. } | Query::Cast { .. }) => {
                asked_of_the_last(said, context)
            }
            _ => None,
        },
    }
}

/// Whether a name is none, but words that point at what was spoken of.
fn points(name: &str, said: &Said<'_>) -> bool {
    let english = !said.words().any(|w| matches!(w, "de" | "del" | "a" | "como" | "con"));
    let folded = crate::text::fold(name);
    crate::text::words(&folded).all(|w| POINTING.contains(&w) || english && POINTING_ENGLISH.contains(&w))
}

/// A question without a name whose words all ask something of a film or of a person: who directed it, when, what about,
/// where to see it; what they directed.
fn asked_of_the_last(said: &Said<'_>, context: &Context) -> Option<Query> {
    let about_film = Cues::of(&[Directs, Director, Acts, Actor, When, Card, Long, Release]);
    let about_person = Cues::of(&[Directs, Director, Acts, Actor, Return, Career]);
    let place = Cues::of(&[Where, Available]);
    let room = BASE
        .and(about_film)
        .and(about_person)
        .and(place)
        .and(Cues::of(&[Who, See, Film, Show, How, HowMuch, Other, Count, YearWord, Most, Suggest]));
    let english = |word: &str| POINTING_ENGLISH.contains(&word);
    let known = |cues: Cues, word: &str| cues.any(room) || POINTING.contains(&word) || english(word) || seen(word);
    if !said.sentence.words.iter().all(|w| w.role.is_none() && known(w.cues, &w.token.word)) {
        return None;
    }
    if said.sentence.has_any(place) {
        return Some(Query::WhereToWatch { title: context.title.clone()? });
    }
    let directing = said.has(&[Directs, Director]);
    let person = if directing { Intent::DirectorStats } else { Intent::ActorStats };
    if context.last.as_ref().is_some_and(is_about_people) && said.sentence.has_any(about_person) {
        return asking(person, context.person.clone()?);
    }
    if directing && !said.has(&[Who]) && said.has(&[Other, Most, Count, Suggest]) {
        return asking(person, context.director.clone()?);
    }
    let figures = said.has(&[Return]);
    (figures || said.sentence.has_any(about_film))
        .then(|| context.title.clone().map(|title| Query::FilmCard { title }))
        .flatten()
}

/// "Verla", "mirarlo": the verbs of seeing with the film behind them.
fn seen(word: &str) -> bool {
    let verb = ["la", "lo", "las", "los"].iter().find_map(|pronoun| word.strip_suffix(pronoun));
    let sees = |verb: &str| super::lexicon::Lexicon::get().look(verb).is_some_and(|f| f.entry.cues.has(See));
    verb.is_some_and(|verb| verb.ends_with('r') && sees(verb))
}

pub(super) fn kind_of(intent: Intent) -> NameKind {
    match intent {
        Intent::ActorStats | Intent::DirectorStats | Intent::Filmography => NameKind::Person,
        _ => NameKind::Title,
    }
}

fn is_about_people(query: &Query) -> bool {
    kind_of(query.intent()) == NameKind::Person
}

/// The question of an intent about a film or a person; `None` where it takes none, or more than that.
fn asking(intent: Intent, name: Name) -> Option<Query> {
    Some(match intent {
        Intent::Score => Query::Score { title: name },
        Intent::Votes => Query::Votes { title: name },
        Intent::Recommend => Query::Recommend { title: name },
        Intent::FilmCard => Query::FilmCard { title: name },
        Intent::WhereToWatch => Query::WhereToWatch { title: name },
        Intent::ActorStats => Query::ActorStats { person: name },
        Intent::DirectorStats => Query::DirectorStats { person: name },
        Intent::Filmography => Query::Filmography { person: name, page: 0 },
        Intent::Cast => Query::Cast { title: name },
        _ => return None,
    })
}

impl Query {
    /// The film, title or person that is asked about.
    pub fn name(&self) -> Option<&Name> {
        match self {
            Self::Score { title }
            | Self::Votes { title }
            | Self::Recommend { title }
            | Self::Similar { title, .. }
            | Self::FilmCard { title }
            | Self::WhereToWatch { title }
            | Self::Cast { title }
            | Self::Predict { title, .. } => Some(title),
            Self::Mine(mine) => mine.name(),
            Self::Further { of, .. } => of.name(),
            Self::ActorStats { person } | Self::DirectorStats { person } | Self::Filmography { person, .. } => {
                Some(person)
            }
            _ => None,
        }
    }

    /// The same question about another film, title or person; `None` where it asks about none.
    pub fn about(&self, name: Name) -> Option<Self> {
        match self {
            Self::Predict { user, .. } => Some(Self::Predict { user: *user, title: name }),
            Self::Mine(mine) => mine.about(name).map(Self::Mine),
            Self::ChartOf { by, filters, of } => {
                Some(Self::ChartOf { by: *by, filters: filters.clone(), of: Box::new(of.about(name)?) })
            }
            _ => asking(self.intent(), name),
        }
    }
}
