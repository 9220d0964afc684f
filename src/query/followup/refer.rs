//! What points at a list or at an entry of it: "la segunda", "2", "la de 1976", "la más vieja", "la otra", "más".

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::discover::Read;
use super::super::frames::BASE;
use super::super::names::{NameKind, Names};
use super::super::sentence::{Sentence, Word};
use super::super::tidy;
use super::super::{Filters, Sort, Tie, TieKind};
use super::{Context, Name, Query, Said};

const ORDINALS: [&[&str]; 10] = [
    &["primera", "primero", "primer", "1", "1a", "1ra", "1ro", "1er", "uno", "first"],
    &["segunda", "segundo", "2", "2a", "2da", "2do", "dos", "second", "two"],
    &["tercera", "tercero", "tercer", "3", "3a", "3ra", "3ro", "tres", "third", "three"],
    &["cuarta", "cuarto", "4", "4a", "4ta", "4to", "cuatro", "fourth", "four"],
    &["quinta", "quinto", "5", "5a", "5ta", "5to", "cinco", "fifth", "five"],
    &["sexta", "sexto", "6", "6a", "6ta", "6to", "seis", "sixth", "six"],
    &["septima", "septimo", "7", "7a", "7ma", "siete", "seventh", "seven"],
    &["octava", "octavo", "8", "8a", "8va", "ocho", "eighth", "eight"],
    &["novena", "noveno", "9", "9a", "9na", "nueve", "ninth", "nine"],
    &["decima", "decimo", "10", "10a", "10ma", "diez", "tenth", "ten"],
];

const LAST: [&str; 3] = ["ultima", "ultimo", "last"];

const MORE: [&str; 11] =
    ["mas", "otra", "otras", "otro", "otros", "siguiente", "siguientes", "more", "another", "next", "segui"];

/// Those of them that are never a title and ask for nothing new.
const ONWARD: [&str; 6] = ["mas", "siguiente", "siguientes", "more", "next", "segui"];

/// Words that leave out what is not said behind them.
const ONLY: [&str; 6] = ["solo", "solamente", "unicamente", "nomas", "only", "just"];

/// Words for one of several.
const ONE: [&str; 9] = ["una", "uno", "alguna", "alguno", "algunas", "algunos", "unas", "one", "some"];

const OLDER: [&str; 9] = ["vieja", "viejo", "viejita", "antigua", "antiguo", "original", "clasica", "old", "oldest"];

const NEWER: [&str; 9] = ["nueva", "nuevo", "reciente", "moderna", "moderno", "actual", "new", "newest", "remake"];

/// Words that go along with any of these and change nothing, beside those the lexicon knows to be small.
const ALONG: [&str; 12] =
    ["numero", "nro", "num", "number", "opcion", "option", "po", "poh", "pues", "one", "proxima", "proximas"];

fn is_small(word: &Word) -> bool {
    let room = BASE.and(Cues::of(&[Film, Show, See, Suggest, Other, Sorry]));
    word.any(room) || ALONG.contains(&word.token.word.as_str())
}

/// The entry of the last list that a message chooses.
pub(super) fn chosen(said: &Said<'_>, context: &Context) -> Option<Query> {
    let at = place(&said.sentence, context)
        .or_else(|| by_age(&said.sentence, context))
        .or_else(|| the_other(said, context))
        .or_else(|| by_name(said, context))?;
    let entry = context.list.get(at)?;
    // "/votos" and then "la segunda": the question that waits for its film.
    match context.last.as_ref() {
        Some(Query::Invalid { intent, value }) if value.is_empty() => {
            super::asking(*intent, entry.name()?.clone()).or_else(|| Some(entry.clone()))
        }
        // "¿Y la segunda?" asks of it what was asked last; of a list just shown, nothing was asked yet.
        Some(last) if said.continues && !matches!(last, Query::Recommend { .. } | Query::Similar { .. }) => {
            let same_kind = super::is_about_people(last) == super::is_about_people(entry);
            let about = entry.name().filter(|_| same_kind && last.name().is_some());
            about.and_then(|name| last.about(name.clone())).or_else(|| Some(entry.clone()))
        }
        _ => Some(entry.clone()),
    }
}

/// "la segunda", "2", "quiero la última".
fn place(sentence: &Sentence<'_>, context: &Context) -> Option<usize> {
    let mut found = None;
    for word in &sentence.words {
        let text = word.token.word.as_str();
        let at = match LAST.contains(&text) {
            true => context.list.len().checked_sub(1),
            false => ORDINALS.iter().position(|names| names.contains(&text)),
        };
        match at {
            Some(at) if found.is_none() => found = Some(at),
            Some(_) => return None,
            None if is_small(word) => {}
            None => return None,
        }
    }
    found.filter(|at| *at < context.list.len())
}

/// "La tercera" where there is none: no film is meant by it, unless one is called so.
pub(super) fn nothing(said: &Said<'_>, names: &dyn Names) -> Option<Query> {
    let words = &said.sentence.words;
    let ordinal = |w: &Word| ORDINALS.iter().any(|names| names.contains(&w.token.word.as_str()));
    let places = words.iter().filter(|w| ordinal(w)).count();
    let article = words.iter().any(|w| matches!(w.token.word.as_str(), "la" | "el" | "the"));
    let only = places == 1 && article && words.len() <= 8 && words.iter().all(|w| ordinal(w) || is_small(w));
    let named = only && names.best(said.text, NameKind::Title).is_some_and(|n| n.exactly);
    (only && !named).then(|| Query::OutOfScope { text: tidy(said.text) })
}

/// "la vieja", "la más reciente".
fn by_age(sentence: &Sentence<'_>, context: &Context) -> Option<usize> {
    let is = |word: &Word, list: &[&str]| list.contains(&word.token.word.as_str());
    // Of a list that goes on, the oldest may stand on another page.
    let page = |of: usize, page: u8| if page > 0 { 0 } else { of };
    let listed = match &context.last {
        Some(Query::Discover(filters)) => {
            Some(page(filters.size.map_or(crate::engine::PAGE, usize::from), filters.page))
        }
        Some(Query::Filmography { page: at, .. }) => Some(page(crate::engine::PAGE, *at)),
        _ => None,
    };
    let most = sentence.words.iter().any(|w| w.is(Most));
    if most && listed.is_some_and(|page| context.list.len() >= page) {
        return None;
    }
    let (older, newer) = (sentence.words.iter().any(|w| is(w, &OLDER)), sentence.words.iter().any(|w| is(w, &NEWER)));
    let fits = |w: &Word| is(w, &OLDER) || is(w, &NEWER) || w.is(Most) || is_small(w);
    if older == newer || !sentence.words.iter().all(fits) {
        return None;
    }
    let year = |name: &String| crate::text::words(name).last().and_then(|w| w.parse::<u16>().ok());
    // "Que no sea tan vieja" wants others.
    if sentence.words.iter().any(|w| matches!(w.token.word.as_str(), "no" | "tan" | "menos" | "not")) {
        return None;
    }
    // "Más nueva" than the film or those listed, "la más nueva" of them.
    let similar = matches!(context.last, Some(Query::Recommend { .. } | Query::Similar { .. }));
    let the = sentence.words.iter().any(|w| matches!(w.token.word.as_str(), "la" | "el" | "the"));
    if (similar || listed.is_some()) && !the && most {
        return None;
    }
    let years: Option<Vec<u16>> = context.names.iter().map(year).collect();
    let aged = years?.into_iter().enumerate();
    if older { aged.min_by_key(|(_, year)| *year) } else { aged.max_by_key(|(_, year)| *year) }.map(|(at, _)| at)
}

/// "¿y la otra?" where there are two.
fn the_other(said: &Said<'_>, context: &Context) -> Option<usize> {
    let [first, second] = &context.list[..] else { return None };
    let asks = said.words().any(|w| matches!(w, "otra" | "otro" | "other"));
    if !asks || !said.sentence.words.iter().all(is_small) {
        return None;
    }
    match context.last.as_ref()? {
        last if last == first => Some(1),
        last if last == second => Some(0),
        _ => None,
    }
}

/// The name of an entry, or what tells it from the others, where the last reply asked which one is meant.
fn by_name(said: &Said<'_>, context: &Context) -> Option<usize> {
    if !context.choosing {
        return None;
    }
    let folded = crate::text::fold(said.text);
    if let Some(at) = context.names.iter().position(|name| *name == folded) {
        return Some(at);
    }
    let article = |w: &Word| w.any(Cues::of(&[Link, Article, And, Film, Filler])) && w.role.is_none();
    let telling: Vec<&str> =
        said.sentence.words.iter().filter(|w| !article(w)).map(|w| w.token.word.as_str()).collect();
    let has_all = |name: &String| telling.iter().all(|w| crate::text::words(name).any(|n| n == *w));
    let mut found = (0..context.names.len()).filter(|&i| !telling.is_empty() && has_all(&context.names[i]));
    found.next().filter(|_| found.next().is_none())
}

/// The film of the entry that stands in the place of a name: "votos de la segunda".
pub(super) fn entry(name: &str, context: &Context) -> Option<Name> {
    let sentence = Sentence::read(name);
    let led = sentence.words.len() > 1 && sentence.words.iter().any(|w| w.any(Cues::of(&[Article, Film])));
    let at = if led { place(&sentence, context)? } else { return None };
    context.list.get(at)?.name().cloned()
}

/// "Alguna que no sea drama", "una con Bill Murray": one of the films spoken of, where no kind of film is named.
pub(super) fn one_of_them(sentence: &Sentence, found: &Read) -> bool {
    let spelt =
        |at: usize, words: &[&str]| sentence.words.get(at).is_some_and(|w| words.contains(&w.token.word.as_str()));
    let before = sentence.words.iter().take_while(|w| w.any(Cues::of(&[Filler, And])) || w.is(Suggest)).count();
    let before = if spelt(before, &ONE) { before } else { 0 };
    let leads =
        spelt(before + 1, &["que", "con", "de", "del", "en", "sin", "with", "from", "by", "on", "without", "in"]);
    let kind = !found.filters.genres.is_empty() || found.filters.theme.is_some();
    spelt(before, &ONE) && leads && !kind && !sentence.has_any(Cues::of(&[Film, Show]))
}

/// "De los 80", "sin drama", "solo comedias", "ahora las de Netflix": what narrows the films spoken of and asks for none.
pub(super) fn narrows(sentence: &Sentence) -> bool {
    let spelt = |w: &Word, words: &[&str]| words.contains(&w.token.word.as_str());
    let before = sentence.words.iter().take_while(|w| w.is(Filler) || spelt(w, &ONLY)).count();
    let only = sentence.words[..before].iter().any(|w| spelt(w, &ONLY));
    let the = |w: &Word| before > 0 && spelt(w, &["los", "las", "the"]);
    // "A mí me gusta el terror" begins anew.
    let narrows = |w: &Word| {
        w.is(Link) && w.token.word != "a" || the(w) || spelt(w, &["sin", "menos", "excepto", "salvo", "without"])
    };
    only || sentence.words.get(before).is_some_and(narrows)
}

/// What is said without the words that only leave the rest out: "only from Netflix".
pub(super) fn without_only<'t>(sentence: &Sentence<'t>) -> Sentence<'t> {
    let only = |w: &&Word| w.is(Filler) || ONLY.contains(&w.token.word.as_str());
    let before = sentence.words.iter().take_while(only).count();
    let said = sentence.words[..before].iter().any(|w| ONLY.contains(&w.token.word.as_str()));
    let before = if said { before } else { 0 };
    Sentence { words: sentence.words[before..].to_vec(), ..sentence.clone() }
}

/// "Otra", "dame otra" after one film of a list was looked at: the next; of a film by itself, those like it.
fn another(context: &Context) -> Option<Query> {
    let last = context.last.as_ref()?;
    let title = match last {
        Query::FilmCard { .. } | Query::WhereToWatch { .. } | Query::Cast { .. } => context.title.clone()?,
        _ => return None,
    };
    let card = Query::FilmCard { title: title.clone() };
    match context.list.iter().position(|entry| *entry == card) {
        Some(at) if at + 1 < context.list.len() => context.list.get(at + 1).cloned(),
        Some(_) => context.listed.as_ref().and_then(|list| after(list, &Context::default())),
        None if context.choosing => None,
        None => Some(Query::Recommend { title }),
    }
}

/// "más", "otra", "dame otras".
pub(super) fn more(said: &Said<'_>, context: &Context) -> Option<Query> {
    let asks = said.words().any(|w| MORE.contains(&w));
    if !asks || !said.sentence.words.iter().all(|w| MORE.contains(&w.token.word.as_str()) || is_small(w)) {
        return None;
    }
    if let Some(next) = context.last.as_ref().and_then(|last| after(last, context)) {
        return Some(next);
    }
    let other = said.words().any(|w| matches!(w, "otra" | "otro" | "otras" | "otros" | "another"));
    // "Otras de él" are of somebody.
    let theirs = said.words().any(|w| matches!(w, "de" | "con" | "el" | "ella") || w.starts_with("suy"));
    if let Some(next) = another(context).filter(|_| other && !said.continues && !theirs) {
        return Some(next);
    }
    // A name is waited for, and may be like that.
    if matches!(context.last, Some(Query::Invalid { .. })) || !asks_for_more(said.text) {
        return None;
    }
    // What was spoken of since has no part in that list.
    let before = context.listed.as_ref().and_then(|list| after(list, &Context::default()));
    Some(before.unwrap_or_else(|| Query::OutOfScope { text: tidy(said.text) }))
}

/// Whether a message asks that something goes on, and says nothing of what: "más", "y más?", "siguiente".
pub fn asks_for_more(text: &str) -> bool {
    let sentence = Sentence::read(text);
    let more = |w: &Word| ONWARD.contains(&w.token.word.as_str());
    // "¿Qué más podés hacer?" asks for help.
    let small = Cues::of(&[Filler, Link, Article, And, Thanks]);
    let fits = |w: &Word| more(w) || w.role.is_none() && w.any(small) && !w.any(Cues::of(&[What, HelpWord]));
    sentence.words.iter().any(more) && sentence.words.iter().all(fits)
}

impl Query {
    /// Whether "más" goes on with its answer.
    pub fn goes_on_with_more(&self) -> bool {
        after(self, &Context::default()).is_some()
    }
}

/// What comes next in the list that a question asks for.
fn after(last: &Query, context: &Context) -> Option<Query> {
    let films_of = |person: &Name, page: u8| {
        let person = context.person.as_ref().unwrap_or(person).clone();
        Query::Filmography { person, page }
    };
    match last {
        // A chart stands between two pages of the list that it is of.
        Query::ChartOf { of, .. } => after(of, context),
        Query::Chart { filters, .. } => Some(Query::Discover(Box::new(match &context.filtered {
            Some(Query::Discover(listed)) if **filters == listed.in_no_order() => listed.next_page(),
            _ => (**filters).clone(),
        }))),
        Query::Recommend { title } => {
            let title = context.title.as_ref().unwrap_or(title).clone();
            Some(Query::similar(title, Filters::default().next_page()))
        }
        Query::Similar { title, filters } => Some(Query::similar(title.clone(), filters.next_page())),
        Query::Discover(filters) => Some(Query::Discover(Box::new(filters.next_page()))),
        Query::PlatformCount { platform } => {
            Some(Query::Discover(Box::new(Filters { platforms: vec![*platform], ..Filters::default() })))
        }
        Query::LikeText { text, page } => Some(Query::LikeText { text: text.clone(), page: page.saturating_add(1) }),
        Query::Mine(mine) => Some(mine.onward()),
        Query::Filmography { person, page } => Some(films_of(person, page.saturating_add(1))),
        // Figures of films that are not listed yet.
        Query::ActorStats { person } => Some(films_of(person, 0)),
        Query::CountBy(group) if group.filters().is_some() => {
            group.filters().map(|filters| Query::Discover(Box::new(filters)))
        }
        Query::Further { of, page } => Some(of.further(page.saturating_add(1))),
        // "Más" after a list goes on with it or says that there is no more; it names no film.
        list => list.goes_on().then(|| list.further(1)),
    }
}

/// "¿Y qué más hizo?" of the person last spoken of, or of who directed the film: all that they made, or made as an
/// actor.
pub(super) fn made_besides(said: &Said<'_>, context: &Context) -> Option<Query> {
    let besides = said.words().any(|w| MORE.contains(&w) || matches!(w, "else" | "other"));
    let made = |w: &Word| matches!(w.token.word.as_str(), "hizo" | "hecho" | "hace" | "made" | "make" | "done" | "did");
    let person = |w: &Word| matches!(w.token.word.as_str(), "he" | "she" | "they" | "el" | "ella" | "else" | "other");
    let fits = |w: &Word| {
        made(w) || person(w) || w.any(Cues::of(&[Acts, Most, Actor, Director, How])) || w.role.is_none() && is_small(w)
    };
    if !besides || !said.sentence.words.iter().any(made) || !said.sentence.words.iter().all(fits) {
        return None;
    }
    let of_person = context.last.as_ref().is_some_and(|last| match last {
        Query::ChartOf { of, .. } => super::is_about_people(of),
        last => super::is_about_people(last),
    });
    let person = if of_person { context.person.clone()? } else { context.director.clone()? };
    Some(match (said.has(&[Director]), said.has(&[Actor])) {
        (true, false) => Query::DirectorStats { person },
        (false, true) => Query::ActorStats { person },
        _ => Query::Filmography { person, page: 0 },
    })
}

/// "No, la de 1998" of a film that has a namesake of that year: the same question about that one.
pub(super) fn of_year(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    let last = context.last.as_ref().filter(|last| !super::is_about_people(last))?;
    let year = said.sentence.slots.year?;
    let pointed = said.words().any(|w| matches!(w, "la" | "el" | "esa" | "ese" | "the" | "one"));
    let small = |w: &Word| is_small(w) || w.role.is_some() || w.is(YearWord) || w.is(Film);
    if !pointed || context.title_text.is_empty() || !said.sentence.words.iter().all(small) {
        return None;
    }
    let name = format!("{} ({year})", context.title_text);
    let known = names.best(&name, NameKind::Film).is_some_and(|n| n.exactly);
    known.then(|| last.about(Name::text(&name))).flatten()
}

/// "¿Es buena?", "¿vale la pena?" of a film: what people think of it.
pub(super) fn worth(said: &Said<'_>, context: &Context) -> Option<Query> {
    let film = context.last.as_ref().filter(|last| !super::is_about_people(last) && last.name().is_some());
    let good = |w: &str| matches!(w, "buena" | "bueno" | "mala" | "malo" | "recomendable" | "pena" | "good" | "worth");
    let small = |w: &Word| {
        let word = w.token.word.as_str();
        matches!(word, "vale" | "merece" | "la" | "verdad" | "realmente" | "it" | "watching") || is_small(w)
    };
    let words = &said.sentence.words;
    let asks = words.len() > 1 && said.words().any(good);
    let fits = asks && words.iter().all(|w| w.role.is_none() && (good(&w.token.word) || small(w)));
    film.filter(|_| fits)?;
    context.title.clone().map(|title| Query::Votes { title })
}

/// Words for a film that goes on with another.
const PART: [&str; 6] = ["parte", "partes", "secuela", "secuelas", "part", "sequel"];

/// "¿Tiene segunda parte?", "¿hay secuela?" of a film: the saga that it is of.
pub(super) fn continued(said: &Said<'_>, context: &Context) -> Option<Query> {
    let film = context.last.as_ref().filter(|last| !super::is_about_people(last) && last.name().is_some());
    let part = |w: &Word| PART.contains(&w.token.word.as_str());
    let ordinal = |w: &Word| ORDINALS.iter().any(|names| names.contains(&w.token.word.as_str()));
    let room = Cues::of(&[Count, HowMuch, Most]);
    let fits = |w: &Word| part(w) || ordinal(w) || w.any(room) || w.role.is_none() && is_small(w);
    let asks = said.sentence.words.iter().any(part) && said.sentence.words.iter().all(fits);
    film.filter(|_| asks)?;
    context.title.clone().map(|name| Query::Saga { name })
}

/// "¿Y la segunda?" of a film that is none of the list before it: its second part, and no entry of that list.
pub(super) fn next_part(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    let of_film = context.last.as_ref().and_then(Query::name).is_some();
    let listed = context.list.iter().any(|entry| entry.name() == context.title.as_ref());
    let asks = said.continues && of_film && !listed && !context.choosing;
    asks.then(|| sequel(said, context, names)).flatten()
}

/// "¿y la 2?" of a film that has a second part: the same question about that.
pub(super) fn sequel(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    let last = context.last.as_ref().filter(|last| !super::is_about_people(last))?;
    let numbered = |w: &Word| ORDINALS.iter().position(|names| names.contains(&w.token.word.as_str()));
    let mut parts = said.sentence.words.iter().filter_map(numbered);
    let (part, None) = (parts.next()?, parts.next()) else { return None };
    let small = |w: &Word| is_small(w) || numbered(w).is_some() || PART.contains(&w.token.word.as_str());
    if context.title_text.is_empty() || part == 0 || !said.sentence.words.iter().all(small) {
        return None;
    }
    let name = format!("{} {}", context.title_text, part + 1);
    if names.best(&name, NameKind::Title).is_some_and(|n| n.exactly) {
        return last.about(Name::text(&name));
    }
    // The second part of "The Matrix" is not called so.
    let mut saga = Filters { sort: Some(Sort::Oldest), ..Filters::default() };
    saga.add_tie(Tie::new(TieKind::Saga, context.title.clone()?));
    let (film, _) = names.nth(&saga, part as u8)?;
    last.about(Name::Id(film))
}
