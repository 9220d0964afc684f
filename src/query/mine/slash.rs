//! Personal commands: `/puntuar Toy Story 9`, `/parami terror de los 80`. The door is [`command`].

use super::super::names::{NameKind, Names};
use super::super::sentence::Sentence;
use super::super::slash::unquoted;
use super::super::{Filters, Group, Intent, Name, Query, tidy, ties};
use super::{List, Mine, marks, speech};
use crate::render::Language;
use crate::text::fold;
use crate::world::{Kind, Term};

/// The personal question of a command that was typed as `typed` (folded); `None` where the intent is no personal one.
pub fn command(intent: Intent, typed: &str, arguments: &str, names: &dyn Names) -> Option<Query> {
    let title = || if arguments.is_empty() { Name::text("") } else { unquoted(arguments) };
    let about = |mine: Mine| match arguments.is_empty() {
        true => Query::Invalid { intent, value: String::new() },
        false => Query::Mine(mine),
    };
    Some(match intent {
        Intent::Rate => rate(arguments, names),
        Intent::Seen => about(Mine::Seen { title: title() }),
        Intent::Add => about(Mine::Add { title: title(), list: List::here("") }),
        Intent::Remove => about(Mine::Remove { title: title(), list: List::here("") }),
        Intent::Watchlist => {
            let own = arguments.is_empty() && typed.starts_with("mi");
            let list = if own { List::Own } else { List::here(arguments) };
            Query::Mine(Mine::Watchlist { list, page: 0 })
        }
        Intent::ForYou => filtered(intent, arguments, names, |filters| Mine::ForYou(Box::new(filters))),
        Intent::ForGroup => filtered(intent, arguments, names, |filters| Mine::ForGroup(Box::new(filters))),
        Intent::Join => Query::Mine(Mine::Join),
        Intent::Leave => Query::Mine(Mine::Leave),
        Intent::Taste => Query::Mine(Mine::Taste),
        Intent::History => Query::Mine(Mine::History { page: 0 }),
        Intent::MyData => Query::Mine(Mine::MyData),
        Intent::ForgetMe => Query::Mine(Mine::ForgetMe { sure: None }),
        Intent::Language => language(arguments),
        Intent::LikeText if arguments.is_empty() => Query::Invalid { intent, value: String::new() },
        Intent::LikeText => Query::LikeText { text: tidy(arguments), page: 0 },
        _ => return None,
    })
}

/// Words that may stand between a title and its mark: "Gladiator es un 10".
const BETWEEN: [&str; 12] = ["es", "un", "una", "con", "le", "la", "doy", "pongo", "merece", "nota", "is", "a"];

/// From this score on, a number belongs to a title: "Kill Bill 2" is Kill Bill: Vol. 2, "Batman inicia 8" is no film.
const SURE: f32 = 0.9;

/// "Toy Story 9", "Toy Story 9/10", "9 Toy Story"; a title alone asks for the mark, and so does a number that belongs to
/// the title ("Super 8"): it is asked of the look-up before it is taken for a mark.
fn rate(arguments: &str, names: &dyn Names) -> Query {
    let invalid = |value: &str| Query::Invalid { intent: Intent::Rate, value: tidy(value) };
    let title_alone = || Query::Mine(Mine::Rate { title: unquoted(arguments), mark: None });
    let is_called = |text: &str| names.fame_of(text, NameKind::Title).is_some();
    let by_id = matches!(unquoted(arguments), Name::Id(_));
    let spelt = marks::spelt_out(arguments).filter(|_| !is_called(arguments));
    let spelt = spelt.as_deref().unwrap_or(arguments);
    let sentence = Sentence::read(spelt);
    let n = sentence.words.len();
    if n == 0 {
        return invalid("");
    }
    let last = (0..n).filter_map(|i| marks::at(&sentence, i)).find(|given| given.words.end == n);
    let negative = |given: &marks::Given| marks::is_negative(&sentence, given.words.start);
    // A mark alone is of the film that was spoken of, although one may be called "9".
    let alone = last.as_ref().is_some_and(|given| given.words.start == 0 && given.mark.is_some());
    if by_id || is_called(arguments) && !alone && !last.as_ref().is_some_and(negative) {
        return title_alone();
    }
    let Some(given) = last.or_else(|| marks::at(&sentence, 0).filter(|given| given.words.end < n)) else {
        return title_alone();
    };
    let behind = given.words.end == n;
    let rest = if behind { 0..given.words.start } else { given.words.end..n };
    // The sign of an id and quotation marks stand before the first word.
    let from = if rest.start == 0 { &spelt[..sentence_start(&sentence, spelt)] } else { "" };
    let text = sentence.text_of(rest.clone()).trim_end_matches([':', ',', '=', '-']).trim();
    let named_better = || {
        let score = |text: &str| names.best(text, NameKind::Title).map_or(0.0, |named| named.score);
        !is_called(text) && score(arguments) > score(text).min(SURE)
    };
    // "King Kong 2005" says which one; "8 apellidos vascos" is more like a film than what is left of it.
    let year = given.mark.is_none() && !given.measured && behind && sentence.slots.year.is_some();
    let of_title = !given.measured && !text.is_empty() && !negative(&given);
    if of_title && (year || named_better() || given.mark.is_none() && !behind && !is_called(text)) {
        return title_alone();
    }
    let Some(mark) = given.mark else {
        let (start, end) = (given.words.start, given.words.end - 1);
        let start = sentence.words[start].token.span.start - if negative(&given) { 1 } else { 0 };
        return invalid(&spelt[start..sentence.words[end].token.span.end]);
    };
    let between = |i: &usize| BETWEEN.contains(&sentence.words[*i].token.word.as_str());
    let own = if behind && !is_called(text) {
        rest.clone().rev().find(|i| !between(i)).map_or(text, |last| sentence.text_of(rest.start..last + 1))
    } else {
        text
    };
    Query::Mine(Mine::Rate { title: named(&format!("{from}{own}")), mark: Some(mark) })
}

fn sentence_start(sentence: &Sentence, arguments: &str) -> usize {
    sentence.words.first().map_or(arguments.len(), |w| w.token.span.start)
}

/// A title with a quotation mark or a sign left alone at one end.
fn named(title: &str) -> Name {
    match title.starts_with('#') {
        true => unquoted(title),
        false => Name::text(title.trim_matches(['"', '«', '»', '“', '”'])),
    }
}

/// "/idioma en", "/idioma español"; a language that is not spoken here asks for the films in it, as it always did.
fn language(arguments: &str) -> Query {
    if arguments.is_empty() {
        return Query::Mine(Mine::Language { to: None });
    }
    let spoken = Language::of_code(arguments).or_else(|| speech::tongue(&fold(arguments)));
    match (spoken, Term::named(Kind::Language, arguments)) {
        (Some(to), _) => Query::Mine(Mine::Language { to: Some(to) }),
        (None, Some(other)) => Query::CountBy(Group::Language(other)),
        (None, None) => Query::Invalid { intent: Intent::Language, value: tidy(arguments) },
    }
}

fn filtered(intent: Intent, arguments: &str, names: &dyn Names, mine: impl Fn(Filters) -> Mine) -> Query {
    if arguments.is_empty() {
        return Query::Mine(mine(Filters::default()));
    }
    let read = ties::read(&Sentence::read(arguments), names);
    let said = read.strangers == 0 && read.filters != Filters::default();
    match read.filters.by_taste().filter(|_| said) {
        Some(filters) => Query::Mine(mine(filters)),
        None => Query::Invalid { intent, value: tidy(arguments) },
    }
}
