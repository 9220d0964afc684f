//! Questions made of values only: by month, weekday, platform, year, score and unit. The door is [`slot_question`].
//!
//! Such a question is taken only when *every* word of the sentence has a place in it: "cuántos días tiene febrero" has
//! a month, but "días" has no place among films released in a month. So what is out of scope stays out.

use super::Query;
use super::cue::Cue::{self, *};
use super::cue::Cues;
use super::sentence::{Role, Sentence, Word};
use crate::catalog::Unit;

/// Words that make of a weekday one day of the calendar.
const DATES: [&str; 6] = ["este", "proximo", "pasado", "this", "next", "hoy"];

/// Words that have a place in any question.
pub const BASE: Cues = Cues::of(&[Filler, Link, Article, And, What, Hello, Thanks, HelpWord]);

/// What may stand in one kind of question.
struct Frame {
    cues: &'static [Cue],
    roles: &'static [Role],
}

const MONTH: Frame = Frame { cues: &[Count, Film, Release, MonthWord, Other, Catalog], roles: &[Role::Month] };
const WEEKDAY: Frame = Frame { cues: &[Count, Film, Release, DayWord, Other, Catalog], roles: &[Role::Weekday] };
const PLATFORM: Frame =
    Frame { cues: &[Count, HowMuch, Film, Show, Catalog, Available, Other, See], roles: &[Role::Platform] };
const CATALOG: Frame =
    Frame { cues: &[Count, HowMuch, Film, Show, Catalog, Available, Other, Long, How], roles: &[Role::Platform] };
const DURATION: Frame = Frame {
    cues: &[Most, Long, Longest, Film, Show, Catalog, Available, YearWord, Release, Other, Count, HowMuch],
    roles: &[Role::Platform, Role::Year, Role::Unit],
};
const SCORE: Frame = Frame {
    cues: &[Above, Rated, Count, Film, Show, Catalog, Available, YearWord, Release, Most, Best, Other, Vote],
    roles: &[Role::Platform, Role::Year, Role::Score],
};
const TOP_ACTOR: Frame = Frame {
    cues: &[Who, Actor, Acts, Most, Repeats, Film, Show, Catalog, Count, YearWord, Release, Available, Other],
    roles: &[Role::Platform, Role::Year],
};

impl Frame {
    /// Words that have no place in it.
    fn strangers<'s>(&self, sentence: &'s Sentence) -> impl Iterator<Item = (usize, &'s Word)> {
        let cues = Cues::of(self.cues).and(BASE);
        let roles = self.roles;
        let words = sentence.words.iter().enumerate();
        words.filter(move |(_, w)| match w.role {
            Some(role) => !roles.contains(&role),
            None => !w.any(cues),
        })
    }

    fn covers(&self, sentence: &Sentence) -> bool {
        self.strangers(sentence).next().is_none()
    }

    /// Whether all words but so many have a place, and those are asides that the lexicon does not know: in lower case,
    /// neither counted ("cuántos *goles*") nor led to by a preposition ("de *tarantino*").
    fn covers_but(&self, sentence: &Sentence, asides: usize) -> bool {
        let aside = |i: usize, word: &Word| {
            let before = i.checked_sub(1).map(|b| &sentence.words[b]);
            let led = before.is_some_and(|w| w.is(Count) || w.is(Link) && w.token.word != "a");
            let named = word.token.capital && i > 0;
            // "El río más largo": what is compared is no aside.
            let next = sentence.words.get(i + 1).is_some_and(|w| w.any(Cues::of(&[Most, Longest, Best, Least])));
            let compared = next && before.is_none_or(|w| w.any(Cues::of(&[Article, What])));
            word.unknown() && word.value.is_none() && !word.token.quoted && !led && !named && !compared
        };
        let last = sentence.words.len() - 1;
        // "Veci, …?", "… máquina": whom it is said to.
        let called = |i: usize| {
            let leads = Cues::of(&[Link, Article, What, Who, Count, Most, Best, Least, Longest]);
            let first = i == 0 && last > 0 && sentence.words[1].token.parted;
            first || i == last && i > 1 && !sentence.words[i - 1].any(leads)
        };
        let mut n = 0;
        self.strangers(sentence).all(|(i, word)| {
            n += usize::from(!called(i));
            n <= asides && aside(i, word)
        })
    }
}

/// The question of values only that the sentence asks, if it asks one.
pub fn slot_question(sentence: &Sentence) -> Option<Query> {
    let s = &sentence.slots;
    let has = |cue| sentence.has(cue);
    if asks_score_count(sentence) {
        return s.score.map(|score| Query::ScoreCount { score, platform: s.platform, year: s.year });
    }
    let longest = has(Longest) || has(Most) && (has(Long) || s.unit.is_some());
    let bare_duration =
        has(Long) && !has(Catalog) && (s.platform.is_some() || s.year.is_some() || s.unit.is_some()) && !has(HowMuch);
    if (longest && DURATION.covers_but(sentence, 2)) || (bare_duration && DURATION.covers(sentence)) {
        // "La serie más larga": series are as long as they have seasons.
        let unit = s.unit.or((has(Show) && !has(Film)).then_some(Unit::Season));
        return Some(Query::MaxDuration { year: s.year, platform: s.platform, unit });
    }
    let player = has(Actor) || has(Who) || has(Acts) || has(Repeats);
    // "Actor netflix 2018": as the question of the machines is called.
    let asks = sentence.has_any(Cues::of(&[Count, HowMuch, What, Who]));
    let called = has(Actor) && s.platform.is_some() && !asks && TOP_ACTOR.covers(sentence);
    let top = has(Most) && player || has(Actor) && has(Repeats) || called;
    if top && TOP_ACTOR.covers_but(sentence, usize::from(has(Actor) && has(Most))) {
        return Some(Query::TopActor { platform: s.platform, year: s.year });
    }
    // The more of the question is said, the more asides it bears.
    let asides = match has(Film) || has(Release) {
        true => [Count, Film, Release].into_iter().filter(|cue| has(*cue)).count(),
        false => 0,
    };
    // "Cuántos días faltan para el lunes" counts days.
    let calendar = Cues::of(&[DayWord, MonthWord, YearWord]);
    if sentence.words.windows(2).any(|w| w[0].is(Count) && w[1].any(calendar)) {
        return None;
    }
    // "Este viernes" is a day of the calendar.
    let dated = |w: &[Word]| w[1].role == Some(Role::Weekday) && DATES.contains(&w[0].token.word.as_str());
    if sentence.words.windows(2).any(dated) {
        return None;
    }
    // "Es lunes" says so and asks nothing.
    let bare = sentence
        .words
        .iter()
        .all(|w| w.role.is_some() || !w.begins || !w.is(Filler) || w.any(Cues::of(&[Article, Link])));
    if !bare && !sentence.has_any(Cues::of(&[Count, Film, Release, HowMuch, Other, MonthWord, DayWord, What])) {
        return platform_question(sentence);
    }
    if let Some(month) = s.month.filter(|_| MONTH.covers_but(sentence, asides)) {
        return Some(Query::MonthCount { month });
    }
    if let Some(weekday) = s.weekday.filter(|_| WEEKDAY.covers_but(sentence, asides)) {
        return Some(Query::WeekdayCount { weekday });
    }
    platform_question(sentence)
}

fn platform_question(sentence: &Sentence) -> Option<Query> {
    let has = |cue| sentence.has(cue);
    let platform = sentence.slots.platform?;
    let things = has(Film) || has(Show) || has(Catalog);
    let asked = has(Count) || has(Catalog) || has(HowMuch) && things || !has(What) && !has(See);
    let asides = if has(Count) && things { 2 } else { usize::from(has(Count)) };
    // "No me anda Disney Plus" asks for no number; the name alone does.
    let bare = Cues::of(&[Article, Link, And, Hello, Available, Other, Catalog]);
    let named = sentence.words.iter().all(|w| w.role.is_some() || w.value.is_some() || w.any(bare) || !w.begins);
    if !has(Count) && !has(Catalog) && !has(HowMuch) && !things && !named {
        return None;
    }
    let covered = PLATFORM.covers_but(sentence, asides) || has(Catalog) && CATALOG.covers(sentence);
    (asked && covered).then_some(Query::PlatformCount { platform })
}

fn asks_score_count(sentence: &Sentence) -> bool {
    let s = &sentence.slots;
    if s.score.is_none() || sentence.has(Below) {
        return false;
    }
    let has = |cue| sentence.has(cue);
    let about = has(Count) || has(Film) || has(Show) || has(Rated) || s.platform.is_some() || s.year.is_some();
    if s.above && about {
        return SCORE.covers_but(sentence, 2);
    }
    // "Amazon 3.5 2014, ¿cuántas superan?"
    if has(Above) && has(Count) && about && SCORE.covers(sentence) {
        return true;
    }
    let plain = has(Rated) && (s.platform.is_some() || has(Count) && has(Film));
    plain && SCORE.covers(sentence)
}
