//! The last question with other values: "¿y en febrero?", "¿y de Japón?", "de los 80".

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::discover::Read;
use super::super::filters::{Filters, Sort};
use super::super::frames::BASE;
use super::super::names::Names;
use super::super::sentence::{Sentence, Slots, Word};
use super::super::ties::{self, Tie, TieKind};
use super::super::titled::{self, Titled};
use super::super::{Mine, Name, Query, alike, discover, further};
use super::{Context, Said, compare, refer};

/// "¿y en febrero?", "¿y de Netflix?": the last question with other values.
pub(super) fn values(said: &Said<'_>, last: &Query) -> Option<Query> {
    let frame = Cues::of(&[MonthWord, DayWord, YearWord, Other, Film, Show, Catalog, Above, User, People]);
    // "Cuántos títulos tiene Disney" is a question by itself, "¿y cuántos en febrero?" is none.
    let counts = if said.continues { Cues::of(&[Count]) } else { Cues::NONE };
    let room = BASE.and(frame).and(counts);
    let words = &said.sentence.words;
    let values = words.iter().filter(|w| w.role.is_some()).count();
    if values == 0 || !words.iter().all(|w| w.role.is_some() || w.any(room)) {
        return None;
    }
    replace(last, &said.sentence.slots)
}

/// "¿Cuántas son?", "¿y cuántas hay?" of a list: its head tells.
pub(super) fn how_many(said: &Said<'_>, last: &Query) -> Option<Query> {
    let Query::Discover(filters) = last else { return None };
    let room = BASE.and(Cues::of(&[Count, HowMuch]));
    let asks = said.has(&[Count, HowMuch]) && said.sentence.words.iter().all(|w| w.role.is_none() && w.any(room));
    asks.then(|| Query::Discover(Box::new(Filters { page: 0, ..(**filters).clone() })))
}

/// "¿y de Japón?", "¿y series?", "solo TV-MA" after titles of the platforms were counted.
pub(super) fn titles(said: &Said<'_>, last: &Query) -> Option<Query> {
    let before = match last {
        Query::TitleCount(titled) => Titled::clone(titled),
        Query::PlatformCount { platform } => Titled { platform: Some(*platform), ..Titled::default() },
        _ => return None,
    };
    if !said.continues && !refer::narrows(&said.sentence) {
        return None;
    }
    let titled = before.clone().changed_by(titled::said(&refer::without_only(&said.sentence))?);
    let of_platform = Titled { platform: titled.platform, ..Titled::default() };
    (titled != before && titled != of_platform).then(|| Query::TitleCount(Box::new(titled)))
}

/// "¿y de los 80?", "¿y en francés?" after films were discovered or counted, also where one of them was looked at since.
pub(super) fn filters(said: &Said<'_>, context: &Context, names: &dyn Names) -> Option<Query> {
    // A mark that was told stands between two questions about films.
    let told = match context.last {
        Some(Query::Mine(ref mine)) => matches!(mine, Mine::Rate { .. } | Mine::Seen { .. } | Mine::Add { .. }),
        ref last => matches!(last, Some(Query::Invalid { .. })),
    };
    let goes_on = said.continues || refer::narrows(&said.sentence);
    let last = if told && goes_on { context.filtered.as_ref() } else { context.last.as_ref() }?;
    let similar = matches!(last, Query::Recommend { .. } | Query::Similar { .. });
    let Pointing { mut sentence, at_list, theirs } = Pointing::read(refer::without_only(&said.sentence), context);
    let figures = ties::asks_figures(&sentence);
    let whose = Tie::of_list(last, context.person.as_ref()).filter(|_| !figures);
    let looked_at = last.name().is_some() && said.continues && !similar && whose.is_none();
    let last = if looked_at { context.filtered.as_ref()? } else { last };
    // "¿Y con Meg Ryan?", "las de Nolan"; "¿qué otras dirigió Nolan?" is a question by itself.
    let age = theirs.as_ref().and_then(|_| ties::aged(&mut sentence.words));
    let plain = discover::read(&sentence);
    let one = !figures && refer::one_of_them(&sentence, &plain);
    let narrows = !figures && goes_on || one;
    let found = if narrows || at_list { ties::read(&sentence, names) } else { plain };
    if let Some(theirs) = theirs.filter(|_| !figures) {
        return of_theirs(said, last, theirs, found, age);
    }
    // "Algo de terror", "las más taquilleras de 2012" are wishes by themselves, "de terror", "las más nuevas" are not.
    let several = found.is_telling() && (found.filters.years.is_some() || found.filters.sort.is_none());
    let something = said.words().any(|w| matches!(w, "algo" | "alguna" | "something"));
    // "¿Cuál es la mejor?" is one of the list, "las mejores" are of all.
    let best = said.sentence.words.iter().any(|w| w.is(Best) && !matches!(w.token.word.as_str(), "mejor" | "peor"));
    let whole = said.has(&[Film, Show, Suggest, Count, See]) || best || something || said.has(&[Most]) && several;
    // "Superhéroes en Disney+" says all of it; "algo más corto" compares.
    let complete = !goes_on && discover::is_complete(&found.filters);
    let whole = (whole || complete) && !at_list && !one && !found.compares;
    if found.strangers > 0
        || discover::wants_series(&said.sentence)
        || whole && !said.continues
        || found.filters == Filters::default()
    {
        return None;
    }
    if similar {
        return alike::narrowed(&said.sentence, found, context);
    }
    // "¿Y en Netflix?" of a film asks where that one is.
    if looked_at && !found.is_telling() {
        return None;
    }
    if let Some(whose) = whose {
        let mut theirs = Filters::default();
        theirs.add_tie(whose);
        return Some(Query::Discover(Box::new(theirs.changed_by(&found.filters))));
    }
    match last {
        Query::Discover(filters) => {
            let compared = found.compares.then(|| compare::compared(filters, &found.filters));
            Some(Query::Discover(Box::new(compared.unwrap_or_else(|| filters.changed_by(&found.filters)))))
        }
        // "Comedias de los 90" wants the films, "de los 90", "solo de los 90" and "¿y de los 90?" the chart of others.
        Query::Chart { by, filters } if goes_on => {
            Some(Query::Chart { by: *by, filters: Box::new(filters.changed_by(&found.filters)) })
        }
        Query::ChartOf { by, filters, of } if goes_on => {
            let filters = Box::new(filters.changed_by(&found.filters));
            Some(Query::ChartOf { by: *by, filters, of: of.clone() })
        }
        Query::CountBy(group) => further::counted_by(&found.filters)
            .map(Query::CountBy)
            .or_else(|| Some(Query::Discover(Box::new(group.filters()?.changed_by(&found.filters))))),
        _ => None,
    }
}

/// "Otras de él", "la más larga suya", "¿y una comedia con ella?", "sin él": films of the person last spoken of.
fn of_theirs(said: &Said<'_>, last: &Query, theirs: Tie, mut found: Read, age: Option<Sort>) -> Option<Query> {
    found.filters.sort = found.filters.sort.or(age);
    let asks = found.filters != Filters::default() || said.has(&[Film, Other, Most, Suggest]) || said.continues;
    let mut filters = match last {
        Query::Discover(listed) if said.continues || theirs.without => (**listed).clone(),
        _ if theirs.without => return None,
        _ => Filters::default(),
    };
    filters.ties.retain(|tie| !tie.kind.is_personal() || tie.without);
    filters = filters.changed_by(&found.filters);
    filters.add_tie(theirs);
    (found.strangers == 0 && asks).then(|| Query::Discover(Box::new(filters)))
}

/// A message without the words that point at what was spoken of.
struct Pointing<'t> {
    sentence: Sentence<'t>,
    /// Whether they point at the list: "la mejor de esas", "la más larga de la saga".
    at_list: bool,
    /// Whose films they mean: "otras de él", "la última suya", "sin ella".
    theirs: Option<Tie>,
}

impl<'t> Pointing<'t> {
    fn read(mut sentence: Sentence<'t>, context: &Context) -> Self {
        let spelt = |w: &Word, words: &[&str]| words.contains(&w.token.word.as_str());
        let words = &mut sentence.words;
        let those = ["esas", "estas", "ellas", "esos", "estos", "ellos", "those", "these", "them", "todas", "todos"];
        let list = ["saga", "lista", "franquicia", "trilogia", "list"];
        let n = words.len();
        let article = n > 3 && words[n - 2].is(Article);
        let (at, names) = if article { (n - 3, &list[..]) } else { (n.saturating_sub(2), &those[..]) };
        let at_list = n > 2 && words[at].is(Link) && spelt(&words[n - 1], names);
        words.truncate(if at_list { at } else { n });
        // "Suya"; "de él", "con ella", "sin ellos": without its accent, "el" is none where something follows.
        let own = ["suya", "suyas", "suyo", "suyos", "his", "hers"];
        let text = sentence.text;
        let accented =
            |w: &Word| text[w.token.span.clone()].ends_with(['l', 'L']) && text[w.token.span.clone()].len() > 2;
        let pronoun = |at: usize| {
            let last = at + 1 == words.len();
            words
                .get(at)
                .is_some_and(|w| spelt(w, &["ella", "him", "her"]) || spelt(w, &["el"]) && (last || accented(w)))
        };
        let lead = |at: usize| match words[at].token.word.as_str() {
            "con" | "with" => Some(TieKind::Cast),
            "de" | "by" | "of" | "sin" | "without" => Some(TieKind::Who),
            _ => None,
        };
        let mut theirs = None;
        if let Some(at) = (0..words.len()).find(|at| lead(*at).is_some() && pronoun(at + 1)) {
            let tie = lead(at).zip(person(context, lead(at) == Some(TieKind::Cast)));
            theirs = tie.map(|(kind, name)| (at..at + 2, Tie::new(kind, name), discover::denies(&words[at])));
        } else if let Some(at) = words.iter().position(|w| spelt(w, &own)) {
            theirs = person(context, false).map(|name| (at..at + 1, Tie::new(TieKind::Who, name), false));
        }
        let theirs = theirs.map(|(said, tie, without)| {
            words.drain(said);
            Tie { without, ..tie }
        });
        Self { sentence, at_list, theirs }
    }
}

/// The person last spoken of: of a film that is its director, unless somebody is meant who acts.
fn person(context: &Context, acts: bool) -> Option<Name> {
    match context.last.as_ref()? {
        Query::FilmCard { .. } | Query::Cast { .. } if !acts => context.director.clone(),
        Query::FilmCard { .. } | Query::Cast { .. } => None,
        _ => context.person.clone(),
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
