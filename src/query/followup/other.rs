//! The last question with other values: "¿y en febrero?", "¿y de Japón?", "de los 80".

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::filters::Filters;
use super::super::frames::BASE;
use super::super::names::Names;
use super::super::sentence::{Sentence, Slots, Word};
use super::super::ties::{self, Tie};
use super::super::titled::{self, Titled};
use super::super::{Query, alike, discover, further};
use super::{Context, Said, refer};

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
    let last = context.last.as_ref()?;
    let similar = matches!(last, Query::Recommend { .. } | Query::Similar { .. });
    let figures = ties::asks_figures(&said.sentence);
    let whose = Tie::of_list(last, context.person.as_ref()).filter(|_| !figures);
    let looked_at = last.name().is_some() && said.continues && !similar && whose.is_none();
    let last = if looked_at { context.filtered.as_ref()? } else { last };
    let (sentence, of_those) = without_those(refer::without_only(&said.sentence));
    // "¿Y con Meg Ryan?", "las de Nolan"; "¿qué otras dirigió Nolan?" is a question by itself.
    let narrows = !figures && (said.continues || refer::narrows(&said.sentence));
    let found = if narrows { ties::read(&sentence, names) } else { discover::read(&sentence) };
    // "Algo de terror", "las más taquilleras de 2012" are wishes by themselves, "de terror", "las más nuevas" are not.
    let several = found.is_telling() && (found.filters.years.is_some() || found.filters.sort.is_none());
    let something = said.words().any(|w| matches!(w, "algo" | "alguna" | "something"));
    // "¿Cuál es la mejor?" is one of the list, "las mejores" are of all.
    let best = said.sentence.words.iter().any(|w| w.is(Best) && !matches!(w.token.word.as_str(), "mejor" | "peor"));
    let whole = said.has(&[Film, Show, Suggest, Count, See]) || best || something || said.has(&[Most]) && several;
    let whole = whole && !of_those;
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
        Query::Discover(filters) => Some(Query::Discover(Box::new(filters.changed_by(&found.filters)))),
        // "Comedias de los 90" wants the films, "de los 90", "solo de los 90" and "¿y de los 90?" the chart of others.
        Query::Chart { by, filters } if said.continues || refer::narrows(&said.sentence) => {
            Some(Query::Chart { by: *by, filters: Box::new(filters.changed_by(&found.filters)) })
        }
        Query::ChartOf { by, filters, of } if said.continues || refer::narrows(&said.sentence) => {
            let filters = Box::new(filters.changed_by(&found.filters));
            Some(Query::ChartOf { by: *by, filters, of: of.clone() })
        }
        Query::CountBy(group) => further::counted_by(&found.filters)
            .map(Query::CountBy)
            .or_else(|| Some(Query::Discover(Box::new(group.filters()?.changed_by(&found.filters))))),
        _ => None,
    }
}

/// "¿Cuál es la mejor de esas?" without the words that only point at the list, and whether there were any.
fn without_those(mut sentence: Sentence<'_>) -> (Sentence<'_>, bool) {
    let points = |w: &Word| matches!(w.token.word.as_str(), "esas" | "estas" | "ellas" | "esos" | "estos" | "ellos");
    let english = |w: &Word| matches!(w.token.word.as_str(), "those" | "these" | "them");
    let n = sentence.words.len();
    let pointed =
        n > 2 && sentence.words[n - 2].is(Link) && (points(&sentence.words[n - 1]) || english(&sentence.words[n - 1]));
    sentence.words.truncate(if pointed { n - 2 } else { n });
    (sentence, pointed)
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
