//! The one thing that is asked of a film whose card or cast answers: how long it is, whether somebody is in it. The door
//! is [`Fact::asked`].

use super::cue::Cue::*;
use super::cue::Cues;
use super::free::acts_in;
use super::names::Names;
use super::sentence::Sentence;
use super::{Name, Query};
use crate::text::{fold, words};

/// What is asked of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// How long it is.
    Length,
    /// When it came out.
    Release,
    /// What it cost and made.
    Money,
    /// Who directed it.
    Director,
    /// Whether somebody is in its cast: who, as they were named.
    Appears(String),
}

impl Fact {
    /// What `text`, understood as `query`, asks of the film; `None` where that is several things, or all of them. "¿Y
    /// Avatar?" asks what was asked `before`.
    ///
    /// Cost: one reading of the sentence where the query is a film's card or cast, else none.
    pub fn asked(text: &str, query: &Query, before: Option<&Self>, names: &dyn Names) -> Option<Self> {
        let (Query::FilmCard { title } | Query::Cast { title }) = query else { return None };
        if text.trim_start().starts_with('/') || text.parse::<Query>().is_ok() {
            return None;
        }
        let sentence = Sentence::read(super::tokens::head(text));
        if let Some((person, _)) = acts_in(&sentence, names) {
            return Some(Self::Appears(person));
        }
        let own = words_of(title, &sentence);
        let beside = || sentence.words.iter().enumerate().filter(|(at, _)| !own.contains(at)).map(|(_, word)| word);
        let has = |cues: &[super::cue::Cue]| beside().any(|word| word.any(Cues::of(cues)));
        let says = |options: &[&str]| beside().any(|word| options.contains(&word.token.word.as_str()));
        let money = ["costo", "presupuesto", "budget", "cost", "recaudo", "gano"];
        let told = [
            (has(&[Long]), Self::Length),
            (has(&[When, YearWord, Release]), Self::Release),
            (has(&[Return]) || says(&money), Self::Money),
            (has(&[Directs, Director]), Self::Director),
        ];
        let mut told = told.into_iter().filter_map(|(is, fact)| is.then_some(fact));
        let goes_on = sentence.words.first().is_some_and(|word| word.is(And)) && !has(&[Card, Actor, Acts]);
        match (told.next(), told.next()) {
            (Some(fact), None) => Some(fact),
            (None, _) if goes_on => before.filter(|fact| !matches!(fact, Self::Appears(_))).cloned(),
            _ => None,
        }
    }
}

/// Which words of a sentence are the name itself: "¿cuándo se estrenó *Cuando Harry encontró a Sally*?".
fn words_of(title: &Name, sentence: &Sentence) -> std::ops::Range<usize> {
    let Name::Text(title) = title else { return 0..0 };
    let folded = fold(title);
    let name: Vec<&str> = words(&folded).collect();
    let said: Vec<&str> = sentence.words.iter().map(|word| word.token.word.as_str()).collect();
    let at = said.windows(name.len().max(1)).rposition(|run| run == name.as_slice());
    at.map_or(0..0, |at| at..at + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str, query: &str, before: Option<Fact>) -> Option<Fact> {
        Fact::asked(text, &query.parse().expect("a query"), before.as_ref(), &())
    }

    #[test]
    fn one_thing_is_told_first() {
        for (text, query, expect) in [
            ("¿cuánto dura Titanic?", "film_card title=Titanic", Some(Fact::Length)),
            ("¿y cuánto dura?", "film_card title=#1", Some(Fact::Length)),
            ("¿cuándo se estrenó Coco?", "film_card title=Coco", Some(Fact::Release)),
            ("¿cuánto costó Avatar?", "film_card title=Avatar", Some(Fact::Money)),
            ("¿quién dirigió Heat?", "cast title=Heat", Some(Fact::Director)),
            ("¿quién dirigió Heat y cuánto dura?", "film_card title=Heat", None),
            ("Cuando Harry encontró a Sally", "film_card title=Cuando Harry encontró a Sally", None),
            ("Heat", "film_card title=Heat", None),
            ("/ficha Heat", "film_card title=Heat", None),
            ("film_card title=#1", "film_card title=#1", None),
            ("votos de Heat, ¿cuánto dura?", "votes title=Heat", None),
        ] {
            assert_eq!(asked(text, query, None), expect, "{text}");
        }
    }

    #[test]
    fn it_is_asked_of_the_next_film_too() {
        let length = || Some(Fact::Length);
        assert_eq!(asked("¿y Avatar?", "film_card title=Avatar", length()), length());
        assert_eq!(asked("Avatar", "film_card title=Avatar", length()), None);
        assert_eq!(asked("¿y el reparto?", "cast title=#1", length()), None);
    }
}
