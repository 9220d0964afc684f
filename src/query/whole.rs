//! A title that is asked about as it stands: all that is before or behind the question's own words, letter by letter the
//! name of something, whatever its words say elsewhere ("cuánto dura *What We Do Is Secret*"). The doors are
//! [`asked_of_a_title`] and, for a message that is a title itself, [`named`].

use std::ops::Range;

use super::cue::Cue::*;
use super::cue::Cues;
use super::frames::BASE;
use super::free::asked;
use super::names::{NameKind, Names};
use super::sentence::{Sentence, Word};
use super::{Name, Query, tidy};

/// Words of the longest sentence that is searched.
const LONGEST: usize = 40;

/// Words of questions about a title.
const OWN: Cues = BASE.and(Cues::of(&[
    Count, HowMuch, Film, Show, Release, Rated, Vote, People, Long, Card, Who, Directs, Director, Acts, Actor, When,
    Where, See, Available, Suggest, Alike, Other, How, Called, YearWord, Return,
]));

/// From so many votes on, a title is meant though its words could ask something.
const WELL_KNOWN: u32 = 1000;

/// The same where one of its words is none of ours, and where its only word is nearly one.
const KNOWN: u32 = 20;
const KNOWN_ALONE: u32 = 200;

/// "Star Wars", "The Great Gatsby", "casino royale": a message that is a title as it stands, and was understood as something
/// else for the sake of a word or a part of it. In small letters, words that are all ours are no title, unless it is well
/// known ("good morning" is not).
pub(super) fn named(sentence: &Sentence, understood: &Query, names: &dyn Names) -> Option<Query> {
    let text = sentence.text;
    let part = match understood {
        Query::FilmCard { .. } | Query::WhereToWatch { .. } => return None,
        Query::Invalid { .. } | Query::OutOfScope { .. } | Query::Search { .. } => true,
        query => query.name().is_some(),
    };
    let fame = names.fame_of(text, NameKind::Title)?;
    // What was said beside the question may be a part of the title: "The Great Escape".
    let words = Sentence::read(text).words;
    let strange = words.iter().any(|w| w.unknown() || w.fuzzy);
    let spelt = || names.is_spelt(text, NameKind::Title);
    // "El score" is what is asked, though a film is called so.
    let telling = words.iter().filter(|w| !w.any(Cues::of(&[Article, Link, And]))).count();
    let meant = match words.len() > 1 {
        true => fame >= KNOWN && strange || fame >= WELL_KNOWN && telling > 1 || spelt(),
        // "Frida" is no slip in "Friday".
        false => strange && fame >= KNOWN_ALONE || (strange || part && fame >= WELL_KNOWN) && spelt(),
    };
    meant.then(|| Query::FilmCard { title: Name::text(text) })
}

/// What a sentence asks of the title that is the rest of it; `None` where the rest is no title, or may be none.
pub(super) fn asked_of_a_title(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let n = words.len();
    if !(2..=LONGEST).contains(&n) {
        return None;
    }
    let own = |w: &Word| w.role.is_none() && w.value.is_none() && w.any(OWN) && !w.any(Cues::of(&[Foreign, Counted]));
    let head = words.iter().enumerate().take_while(|(i, w)| own(w) && (*i == 0 || !is_capital(sentence, w))).count();
    let tail = n - words.iter().rev().take_while(|w| own(w) && !is_capital(sentence, w)).count();
    // The longest first, so that a name is not found in another.
    let behind = (1..=head.min(n - 1)).map(|start| start..n);
    let before = (tail.max(1)..n).rev().map(|end| 0..end);
    let asks = |name: &Range<usize>| asks_of_a_title(&words[..name.start]) || asks_of_a_title(&words[name.end..]);
    let led = |name: &Range<usize>| {
        let first = &words[name.start];
        // "Parecido a Jailbait": the preposition is the question's.
        let link = name.start > 0 && first.token.word == "a" && words[name.start - 1].is(Alike);
        link && !is_capital(sentence, first) || !first.begins && !is_capital(sentence, first)
    };
    behind.chain(before).filter(|name| asks(name) && !led(name) && tells(sentence, name)).find_map(|name| {
        let text = sentence.text_of(name.clone());
        names.fame_of(text, NameKind::Title)?;
        Some(asked(&sentence.naming(&name), names)).filter(|query| is_of(query, text))
    })
}

/// Whether these words ask something of a title.
pub(super) fn asks_of_a_title(words: &[Word]) -> bool {
    let has = |cue| words.iter().any(|w| w.is(cue));
    has(Vote)
        || has(Rated)
        || has(Card)
        || has(Long)
        || has(Alike)
        || has(Who) && [Directs, Director, Acts, Actor, Release].into_iter().any(has)
        || has(Where) && (has(See) || has(Available))
        || has(When) && has(Release)
        || has(HowMuch) && has(Return)
}

/// Whether words are written as a name, or hold one that the lexicon does not know, and are no values alone.
fn tells(sentence: &Sentence, name: &Range<usize>) -> bool {
    let words = &sentence.words[name.clone()];
    let written = words.iter().enumerate().any(|(i, w)| (name.start + i > 0) && is_capital(sentence, w));
    let unknown = |w: &Word| w.unknown() && w.token.word.starts_with(|c: char| c.is_alphabetic());
    let foreign = words.iter().any(|w| w.any(Cues::of(&[Foreign, Counted])));
    words.iter().any(|w| w.role.is_none() && w.value.is_none()) && (written || words.iter().any(unknown) && !foreign)
}

/// Whether a word is written with a capital where not all are.
fn is_capital(sentence: &Sentence, word: &Word) -> bool {
    let capital = |w: &Word| sentence.text[w.token.span.clone()].starts_with(char::is_uppercase);
    capital(word) && !sentence.words.iter().all(capital)
}

/// Whether a question is about the title of that text.
pub(super) fn is_of(query: &Query, text: &str) -> bool {
    match query {
        Query::FilmCard { title: Name::Text(title) }
        | Query::Cast { title: Name::Text(title) }
        | Query::Score { title: Name::Text(title) }
        | Query::Votes { title: Name::Text(title) }
        | Query::Recommend { title: Name::Text(title) }
        | Query::Similar { title: Name::Text(title), .. }
        | Query::WhereToWatch { title: Name::Text(title) } => title.starts_with(&tidy(text)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::Named;
    use super::super::parse;
    use super::*;
    use crate::text::fold;

    /// Knows these titles and nothing that is only like them.
    const TITLES: [&str; 20] = [
        "Thank You for Smoking",
        "Good Morning",
        "Votos",
        "What! No Beer?",
        "Beer",
        "The Blue Max",
        "What We Do Is Secret",
        "Secret",
        "A Town Called Panic",
        "Panic",
        "Them!",
        "Them",
        "What's Up, Doc?",
        "Doc",
        "Frenzy",
        "Feeding Frenzy",
        "Act of God",
        "The Longest Week",
        "Frances",
        "See This Movie",
    ];

    struct Few;

    impl Names for Few {
        fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
            let known = kind != NameKind::Person && TITLES.iter().any(|title| fold(title) == fold(text));
            known.then_some(Named { score: 1.0, exactly: true, likely: 1.0, fame: 30, directs: false })
        }

        fn is_spelt(&self, text: &str, _: NameKind) -> bool {
            TITLES.contains(&text)
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(parse(text, &Few).to_string(), expect, "{text}");
    }

    #[test]
    fn a_title_alone_is_meant_whatever_its_words_say() {
        check("Thank You for Smoking", "film_card title=Thank You for Smoking");
        check("Good Morning", "film_card title=Good Morning");
        check("The Longest Week", "film_card title=The Longest Week");
        // In small letters it is a greeting, and one word of ours asks what it asks.
        check("good morning", "greeting kind=hello");
        check("thank you for smoking", "film_card title=thank you for smoking");
        check("votos", "invalid intent=votes value=");
    }

    #[test]
    fn a_title_is_asked_about_as_it_stands() {
        check("cuánto dura What! No Beer?", "film_card title=What! No Beer?");
        check("cuánto dura la película The Blue Max", "film_card title=The Blue Max");
        check("duración de The Blue Max", "film_card title=The Blue Max");
        check("cuántos votos tiene What We Do Is Secret", "votes title=What We Do Is Secret");
        check("¿qué score tiene la película A Town Called Panic?", "score title=A Town Called Panic");
        check("cuánto dura The Longest Week", "film_card title=The Longest Week");
        check("de qué va Act of God", "film_card title=Act of God");
        check("dónde veo What We Do Is Secret", "where_to_watch title=What We Do Is Secret");
        check("recomendame algo parecido a A Town Called Panic", "recommend title=A Town Called Panic");
        check("¿quién dirigió Act of God?", "cast title=Act of God");
    }

    #[test]
    fn a_question_may_stand_behind_its_title() {
        check("Feeding Frenzy cuántos votos tiene", "votes title=Feeding Frenzy");
        check("See This Movie cuántos votos tiene", "votes title=See This Movie");
        check("What We Do Is Secret, ¿cuánto dura?", "film_card title=What We Do Is Secret");
    }

    #[test]
    fn a_sign_at_the_end_is_the_titles_where_one_ends_so() {
        check("cuántos votos tiene Them!", "votes title=Them!");
        check("¿qué score tiene la película Them!?", "score title=Them!");
        check("¡cuántos votos tiene Them!", "votes title=Them");
        check("¿cuántos votos tiene Them?", "votes title=Them");
        check("de qué va What's Up, Doc?", "film_card title=What's Up, Doc?");
        check("Them!", "film_card title=Them!");
    }

    #[test]
    fn a_language_is_no_film_of_its_name() {
        check("cuántas películas en idioma francés", "count_by language=fr");
        check("cuántas pelis hay en el idioma francés", "count_by language=fr");
        check("de qué va Frances", "film_card title=Frances");
    }
}
