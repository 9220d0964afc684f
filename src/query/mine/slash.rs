//! Personal commands: `/puntuar Toy Story 9`, `/parami terror de los 80`. The door is [`command`].

use super::super::sentence::Sentence;
use super::super::slash::unquoted;
use super::super::{Filters, Group, Intent, Name, Query, discover, tidy};
use super::{List, Mine, marks, speech};
use crate::render::Language;
use crate::text::fold;
use crate::world::{Kind, Term};

/// The personal question of a command that was typed as `typed` (folded); `None` where the intent is no personal one.
pub fn command(intent: Intent, typed: &str, arguments: &str) -> Option<Query> {
    let title = || if arguments.is_empty() { Name::text("") } else { unquoted(arguments) };
    let about = |mine: Mine| match arguments.is_empty() {
        true => Query::Invalid { intent, value: String::new() },
        false => Query::Mine(mine),
    };
    Some(match intent {
        Intent::Rate => rate(arguments),
        Intent::Seen => about(Mine::Seen { title: title() }),
        Intent::Add => about(Mine::Add { title: title(), list: List::here("") }),
        Intent::Remove => about(Mine::Remove { title: title(), list: List::here("") }),
        Intent::Watchlist => {
            let own = arguments.is_empty() && typed.starts_with("mi");
            let list = if own { List::Own } else { List::here(arguments) };
            Query::Mine(Mine::Watchlist { list, page: 0 })
        }
        Intent::ForYou => filtered(intent, arguments, |filters| Mine::ForYou(Box::new(filters))),
        Intent::ForGroup => filtered(intent, arguments, |filters| Mine::ForGroup(Box::new(filters))),
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

/// "Toy Story 9", "Toy Story 9/10", "9 Toy Story"; a title alone asks for the mark.
fn rate(arguments: &str) -> Query {
    let invalid = |value: &str| Query::Invalid { intent: Intent::Rate, value: tidy(value) };
    let sentence = Sentence::read(arguments);
    let n = sentence.words.len();
    if n == 0 {
        return invalid("");
    }
    let last = (0..n).filter_map(|i| marks::at(&sentence, i)).find(|given| given.words.end == n);
    let given = last.or_else(|| marks::at(&sentence, 0).filter(|given| given.words.end < n));
    let Some(given) = given else { return Query::Mine(Mine::Rate { title: unquoted(arguments), mark: None }) };
    let rest = if given.words.end == n { 0..given.words.start } else { given.words.end..n };
    let text = sentence.text_of(rest.clone());
    let text = text.trim_end_matches([':', ',', '=', '-']).trim();
    // The sign of an id and quotation marks stand before the first word.
    let from =
        if rest.start == 0 { &arguments[..arguments.len().min(sentence_start(&sentence, arguments))] } else { "" };
    let title = format!("{from}{text}");
    match given.mark {
        Some(mark) => Query::Mine(Mine::Rate { title: named(&title), mark: Some(mark) }),
        None => invalid(
            &sentence.text[sentence.words[given.words.start].token.span.start
                ..sentence.words[given.words.end - 1].token.span.end],
        ),
    }
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

fn filtered(intent: Intent, arguments: &str, mine: impl Fn(Filters) -> Mine) -> Query {
    if arguments.is_empty() {
        return Query::Mine(mine(Filters::default()));
    }
    let read = discover::read(&Sentence::read(arguments));
    match read.strangers == 0 && read.filters != Filters::default() {
        true => Query::Mine(mine(read.filters)),
        false => Query::Invalid { intent, value: tidy(arguments) },
    }
}
