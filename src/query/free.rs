//! Free text: which question a sentence asks. The door is [`asked`].
//!
//! In order: questions of values only ([`super::frames`]), then those about a title or a person, told by their words
//! and checked with the look-up, then small talk and help, then bare names. What is left is out of scope.

mod films;
mod people;

use super::cue::Cue::{self, *};
use super::cue::Cues;
use super::frames::{BASE, slot_question};
use super::names::{NameKind, Names};
use super::sentence::{Sentence, Word};
use super::span::{self, Span};
use super::{Intent, Mine, Name, Query, alike, discover, further, mine, talk, tidy, ties, titled, whole};
use films::{around, film_card, on_platform, the_film, where_to_watch};
pub(super) use people::acts_in;
use people::{actor, director, films_of, films_of_group};

/// Words that narrow a list down and are no title by themselves.
const FILTER: Cues = BASE.and(Cues::of(&[Genre, Most, Best, Least, Other, Count, Foreign, Counted]));

/// Below this, the nearest name is taken for another one.
const UNLIKE: f32 = 0.70;

/// Below this, a name is looked up rather than asked about.
const OFFERED: f32 = 0.55;

/// From this on, a name is taken for a slip of the one meant.
pub(super) const LIKE: f32 = 0.80;

/// From so many votes on, a film is named also where nothing is asked about it.
const WELL_KNOWN: u32 = 1000;

/// From this on, several words name a person without being told so.
const NAMED: f32 = 0.88;

/// From this on, part of a name alone ("tarantino") may stand for it where the person is known by so many votes.
const SURE: (f32, u32) = (0.95, 20_000);

/// What a sentence asks that is no command.
pub fn asked(sentence: &Sentence, names: &dyn Names) -> Query {
    let understood = first_questions(sentence, names);
    let understood = further::ask(sentence, &understood, names).unwrap_or(understood);
    let understood = mine::asked(sentence, &understood, names).unwrap_or(understood);
    let compares = sentence.has_any(Cues::of(&[Alike, Liked]));
    let understood = match understood {
        // "Recomendame algo": the best there is.
        Query::Invalid { intent: Intent::Recommend, value } if value.is_empty() && !compares => {
            Query::Discover(Box::default())
        }
        understood => understood,
    };
    let understood = whole::named(sentence, &understood, names).unwrap_or(understood);
    // Films are no answer to who wants a series.
    match understood {
        Query::Discover(_) | Query::CountBy(_) if discover::wants_series(sentence) => {
            Query::Invalid { intent: Intent::Discover, value: tidy(sentence.text) }
        }
        understood => understood,
    }
}

/// What the sentence asks among the twelve questions, a film's card, small talk and help.
fn first_questions(sentence: &Sentence, names: &dyn Names) -> Query {
    let text = sentence.text;
    if sentence.words.is_empty() {
        return if text.trim().is_empty() { Query::Help { topic: None } } else { out_of_scope(text) };
    }
    let quoted = sentence.words.iter().any(|w| w.token.quoted);
    if !quoted {
        if let Some(kind) = talk::greeting(sentence) {
            return Query::Greeting(kind);
        }
        if let Some(query) = slot_question(sentence) {
            return query;
        }
        if let Some(titled) = titled::asked(sentence) {
            return Query::TitleCount(Box::new(titled));
        }
        if let Some(filters) = discover::of_a_kind(sentence) {
            return Query::Discover(Box::new(filters));
        }
        if let Some(filters) = ties::asked(sentence, names) {
            return Query::Discover(Box::new(filters));
        }
        if let Some(filters) = discover::rated_or_timed(sentence) {
            return Query::Discover(Box::new(filters));
        }
        if let Some(filters) = discover::without_something(sentence)
            && names.fame_of(text, NameKind::Film).is_none()
        {
            return Query::Discover(Box::new(filters));
        }
    }
    // "Star Wars 5": no part of a name asks anything.
    let whole = 0..sentence.words.len();
    let numbered = || span::is_numbered(sentence, &whole, names);
    if sentence.words.iter().rev().skip(1).any(Word::unknown) && numbered() {
        return Query::FilmCard { title: Name::text(text) };
    }
    if let Some(query) = on_platform(sentence, names) {
        return query;
    }
    if let Some(query) = around(sentence, names) {
        return query;
    }
    if let Some((_, title)) = acts_in(sentence, names) {
        return Query::Cast { title };
    }
    if let Some(query) = films_of_group(sentence, names) {
        return query;
    }
    if let Some(query) = named_question(sentence, names) {
        // "Saw VI": what is asked like this may be called so.
        let called = || names.fame_of(text, NameKind::Title).is_some() || numbered();
        return match matches!(query, Query::OutOfScope { .. }) && called() {
            true => Query::FilmCard { title: Name::text(text) },
            false => query,
        };
    }
    if talk::asks_help(sentence) {
        return told_about(sentence, names).unwrap_or(Query::Help { topic: None });
    }
    let told = || asks_about(sentence).then(|| told_about(sentence, names)).flatten();
    let found = the_film(sentence, names)
        .or_else(|| films_of(sentence, names))
        .or_else(told)
        .or_else(|| bare_name(sentence, names));
    found.unwrap_or_else(|| out_of_scope(text))
}

/// A question about a title or a person. Words of several questions may stand in a sentence, most of them in the name
/// ("popularidad de The Twilight *Saga*"): the question whose words come first is tried first.
fn named_question(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    type Question = fn(&Sentence, &dyn Names) -> Option<Query>;
    let people_rate = sentence.has(Vote) || sentence.has(People);
    let directs = has_any_of(sentence, &[Director, Directs]);
    let questions: [(&[Cue], Question); 7] = [
        (&[Suggest, Alike, Liked], recommend),
        (if people_rate { &[Vote, Rated, People] } else { &[Vote] }, votes),
        (&[Where, Available], where_to_watch),
        (&[Card, When, Long, Who, Actor, Director, YearWord, Return], film_card),
        (if directs { &[Director, Directs, Actor, Acts, Return, Career] } else { &[Director] }, director),
        (&[Actor, Acts, Return, Career], actor),
        (&[Rated], score),
    ];
    if let Some(query) = predict(sentence, names) {
        return Some(query);
    }
    let mut asked: Vec<(usize, Question)> =
        questions.iter().filter_map(|(cues, question)| Some((sentence.first(Cues::of(cues))?, *question))).collect();
    asked.sort_by_key(|(first, _)| *first);
    let found = asked.into_iter().find_map(|(_, question)| question(sentence, names));
    found.or_else(|| about_score(sentence, names))
}

/// "Háblame de …", "dime algo sobre …", "¿quién es …?": nothing but small words before the name.
fn asks_about(sentence: &Sentence) -> bool {
    let small = BASE.and(Cues::of(&[Other, Card, Who, Hello]));
    let before =
        sentence.words.iter().take_while(|w| (w.begins || w.is(Hello)) && w.role.is_none() && w.any(small)).count();
    before > 1 && before < sentence.words.len() && sentence.words[before].unknown()
}

/// "¿Qué sabes de Titanic?": the film or the person that is named exactly behind the preposition.
fn told_about(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let leads = |w: &Word| matches!(w.token.word.as_str(), "de" | "del" | "sobre" | "about");
    let who = || words.iter().position(|w| w.is(Who)).filter(|who| words.len() > who + 2).map(|who| who + 1);
    let from = words.iter().position(leads).or_else(who)? + 1;
    let text = sentence.text_of(from..words.len());
    if names.fame_of(text, NameKind::Film).is_some() {
        return Some(Query::FilmCard { title: Name::text(text) });
    }
    let known = names.best(text, NameKind::Person).is_some_and(|n| n.exactly || n.score >= SURE.0 && n.fame >= SURE.1);
    let known = known || names.surname(text).is_some_and(|fame| fame >= WELL_KNOWN);
    known.then(|| Query::Filmography { person: Name::text(text), page: 0 })
}

fn out_of_scope(text: &str) -> Query {
    Query::OutOfScope { text: tidy(super::tokens::head(text)) }
}

fn refuse(sentence: &Sentence) -> Option<Query> {
    Some(out_of_scope(sentence.text))
}

fn name(span: &Span) -> Name {
    Name::text(&span.text)
}

fn like(span: &Span, least: f32) -> bool {
    span.named.is_some_and(|n| n.exactly || n.likely >= least)
}

/// Whether any word outside the name gives one of these cues.
fn outside(sentence: &Sentence, span: &Span, cues: Cues) -> bool {
    sentence.words.iter().enumerate().any(|(i, w)| !span.words.contains(&i) && w.any(cues))
}

fn predict(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let user = sentence.slots.user?;
    let main = Cues::of(&[Predict, Suggest, Alike, Liked, Rated, User]);
    let soft = Cues::of(&[See, Film, Show, Other, People, How, Vote, Acts, Count, HowMuch]);
    let title = span::predicted(sentence, main, soft, names)?;
    Some(Query::Predict { user, title: name(&title) })
}

fn recommend(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let main = Cues::of(&[Suggest, Alike, Liked]);
    let first = sentence.first(main)?;
    let rival = sentence.first(Cues::of(&[Vote, Rated, Directs, Director, Actor, Acts, Card, Return]));
    if rival.is_some_and(|r| r < first) {
        return None;
    }
    let asks = sentence.has_any(Cues::of(&[Suggest, Alike]));
    // What was not liked is no film to start from.
    if mine::unlike(sentence) {
        return Some(Query::Mine(Mine::ForYou(Box::default())));
    }
    // "What's it like?" asks for nothing like it.
    let likes = |w: &Word| !w.any(main) || w.token.word == "like";
    if sentence.words.iter().all(likes) && !sentence.has_any(Cues::of(&[Film, Show, Other, See])) && first > 0 {
        return None;
    }
    let foreign = Cues::of(&[Foreign, Counted, Genre]);
    let soft = Cues::of(&[Film, Show, Other, See, How, Who, People, Most, Count, Thanks, Hello]);
    let found = span::title(sentence, main, soft, NameKind::Film, names);
    // "Algo", "una peli", "como esa": words that name nothing.
    let small = BASE.and(Cues::of(&[Film, Show, Other, See, Suggest, Most, Best]));
    // "A ella la comedia" speaks of no film called Ella.
    let somebody = |title: &Span| {
        let said = |at: usize| sentence.words.get(at).map_or("", |w| w.token.word.as_str());
        let lowly = title.words.len() == 1 && !sentence.words[title.words.start].token.capital;
        let to = title.words.start.checked_sub(1).is_some_and(|before| matches!(said(before), "a" | "para" | "con"));
        lowly && to && matches!(said(title.words.start), "ella" | "ellas" | "ellos" | "el" | "vos" | "mi" | "ti")
    };
    let nameless = |title: &Span| {
        if somebody(title) {
            return true;
        }
        // "El señor de los an": small words may be most of a name.
        if title.words.len() > 3 && like(title, UNLIKE) {
            return false;
        }
        let alone = !sentence.has_any(Cues::of(&[Alike, Liked]));
        let exactly = title.named.is_some_and(|n| n.exactly);
        let compared = |w: &Word| !exactly && w.any(small.and(Cues::of(&[Alike, How])));
        let plain = |w: &Word| !w.token.capital && !w.token.quoted && (alone && w.any(small) || compared(w));
        sentence.words[title.words.clone()].iter().all(plain)
    };
    let Some(title) = found.filter(|title| !nameless(title)) else {
        return match sentence.has_any(foreign) {
            true => refuse(sentence),
            false => Some(Query::Invalid { intent: Intent::Recommend, value: String::new() }),
        };
    };
    let led = sentence.has_any(Cues::of(&[Alike, Liked]));
    let exactly = title.named.is_some_and(|n| n.exactly);
    if led
        && !exactly
        && let Some(query) = alike::split(sentence, title.words.start, names)
    {
        return Some(query);
    }
    // "Quiero ver los votos de Zodiac" asks for the votes.
    if !led && rival.is_some_and(|r| r < title.words.start) {
        return None;
    }
    let inside = Cues::of(&[Foreign, Counted]);
    let foreign_name = sentence.words[title.words.clone()].iter().any(|w| w.any(inside));
    let strange = match led {
        true => outside(sentence, &title, foreign) || foreign_name && !like(&title, SURE.0),
        false => sentence.has_any(foreign) || !like(&title, LIKE),
    };
    let rivals = Cues::of(&[Vote, Rated, Directs, Director, Card]);
    if rival.is_some() && !exactly || !asks && outside(sentence, &title, rivals) {
        return None;
    }
    if !exactly && strange {
        return refuse(sentence);
    }
    // "Ayer vi a tu hermana" asks for nothing, unless what was seen is a film for sure.
    let asked = |w: &Word| w.any(Cues::of(&[See, Film, Show, Most])) || w.is(Other) && !w.token.word.starts_with("un");
    let more = sentence.words.iter().enumerate().any(|(i, w)| !title.words.contains(&i) && asked(w));
    let surely = title.named.is_some_and(|n| n.exactly && n.fame >= WELL_KNOWN);
    if !asks && !more && !surely {
        return refuse(sentence);
    }
    let query = named_or_searched(sentence, &title, |title| Query::Recommend { title });
    Some(alike::asked(sentence, &title.words, query, names))
}

fn votes(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let people_rate = sentence.has(People) && sentence.has(Rated) && sentence.has_any(Cues::of(&[Count, HowMuch]));
    if !sentence.has(Vote) && !people_rate {
        return None;
    }
    let main = if people_rate { Cues::of(&[Vote, Rated]) } else { Cues::of(&[Vote]) };
    let soft = Cues::of(&[Count, HowMuch, Rated, People, Film, Show, How]);
    about_title(sentence, main, soft, names, Intent::Votes, |title| Query::Votes { title })
}

/// The score of a title; where a word of questions about people stands in the sentence, only if the title is a title.
fn score(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let rivals = has_any_of(sentence, &[Actor, Acts, Director, Directs, Return, Career]);
    let main = Cues::of(&[Rated]);
    let exactly = |title: &Span| title.named.is_some_and(|n| n.exactly);
    if rivals && !span::title(sentence, main, SCORE_FURNITURE, NameKind::Film, names).as_ref().is_some_and(exactly) {
        return None;
    }
    about_score(sentence, names)
}

const SCORE_FURNITURE: Cues = Cues::of(&[Count, HowMuch, People, Film, Show, How]);

fn about_score(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let main = Cues::of(&[Rated]);
    about_title(sentence, main, SCORE_FURNITURE, names, Intent::Score, |title| Query::Score { title })
}

/// A question with one title, told by `main` words.
fn about_title(
    sentence: &Sentence,
    main: Cues,
    soft: Cues,
    names: &dyn Names,
    intent: Intent,
    query: impl Fn(Name) -> Query,
) -> Option<Query> {
    sentence.first(main)?;
    let Some(title) = span::title(sentence, main, soft, NameKind::Film, names) else {
        let superlative = sentence.has_any(Cues::of(&[Most, Best, Least, Foreign, Genre, Counted]));
        let invalid = Query::Invalid { intent, value: String::new() };
        return Some(if superlative { out_of_scope(sentence.text) } else { invalid });
    };
    let superlative = sentence.has_any(Cues::of(&[Most, Best, Least]))
        || outside(sentence, &title, Cues::of(&[Foreign, Counted, Where, When]));
    let filters = sentence.words[title.words.clone()].iter().all(|w| w.any(FILTER) || w.role.is_some());
    let foreign = sentence.words[title.words.clone()].iter().any(|w| w.any(Cues::of(&[Foreign, Counted])));
    if sentence.has(Below) && !title.named.is_some_and(|n| n.exactly) {
        return refuse(sentence);
    }
    let unlike = !like(&title, if foreign { SURE.0 } else { UNLIKE });
    let no_title = (unlike || filters) && (superlative || foreign);
    let exactly = title.named.is_some_and(|n| n.exactly) || span::is_numbered(sentence, &title.words, names);
    if no_title && !exactly {
        return refuse(sentence);
    }
    if sentence.has_any(Cues::of(&[Most, Best])) && filters && title.words.len() == 1 {
        return refuse(sentence);
    }
    Some(named_or_searched(sentence, &title, query))
}

/// The question about a title; what is like none is looked up instead, so that the answer says what there is. Written
/// as a name, it is one that is not known.
fn named_or_searched(sentence: &Sentence, title: &Span, query: impl Fn(Name) -> Query) -> Query {
    let words = &sentence.words[title.words.clone()];
    let unlikely = title.named.is_none_or(|n| n.likely < OFFERED);
    let another = title.named.is_some_and(|n| n.score >= OFFERED);
    let part = span::ends_in_number(words);
    let written = words[0].token.capital && (!another || part) || words[0].token.quoted;
    // "La segunda" is of the list that was shown.
    let listed = words.iter().any(|w| is_ordinal(&w.token.word));
    match unlikely && !written && !listed && words.iter().any(Word::unknown) {
        true => Query::Search { text: title.text.clone() },
        false => query(name(title)),
    }
}

fn has_any_of(sentence: &Sentence, cues: &[Cue]) -> bool {
    sentence.has_any(Cues::of(cues))
}

fn is_ordinal(word: &str) -> bool {
    const ORDINALS: &str = "primera primero primer primeras ultima ultimas ultimo segunda segundo tercera tercero cuarta \
                            cuarto quinta quinto sexta septima octava novena decima first second third last";
    ORDINALS.split_ascii_whitespace().any(|ordinal| ordinal == word)
}

/// A message that is only a name.
fn bare_name(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let n = sentence.words.len();
    if n > 12 {
        return None;
    }
    // "Buscar almodovar": what is looked for need not be like anything.
    let searches = |w: &Word| matches!(w.token.word.as_str(), "buscar" | "buscame" | "busca" | "find" | "search");
    let at = sentence.words.iter().take_while(|w| searches(w) || w.any(Cues::of(&[Link, Hello, Film]))).count();
    if sentence.words.iter().take(at).any(searches) && sentence.words.iter().skip(at).any(|w| w.unknown()) {
        return Some(Query::Search { text: tidy(sentence.text_of(at..n)) });
    }
    let skip = sentence.words.iter().take_while(|w| w.any(Cues::of(&[Hello, And, Film]))).count();
    let range = if skip < n { skip..n } else { 0..n };
    // "La mejor" wants the best there is, though a film is called so.
    let orders = |w: &Word| w.any(Cues::of(&[Article, Best, Least])) && !w.token.capital && !w.token.quoted && !w.fuzzy;
    if n > 1 && sentence.words.iter().all(orders) {
        return None;
    }
    let text = span::written(sentence, &range, NameKind::Title, names);
    let film = names.best(text, NameKind::Title);
    if film.is_some_and(|f| f.exactly) {
        return Some(Query::FilmCard { title: Name::text(text) });
    }
    let person = names.best(text, NameKind::Person);
    if person.is_some_and(|p| p.exactly) {
        // Whoever is named in full is meant; a surname may be that of several.
        let name = Name::text(text);
        return Some(match range.len() {
            1 => Query::Search { text: tidy(text) },
            _ => Query::Filmography { person: name, page: 0 },
        });
    }
    let (film, person) = (film.map_or(0.0, |f| f.score), person.map_or(0.0, |p| p.score));
    if film >= LIKE && film >= person || span::is_numbered(sentence, &range, names) {
        return Some(Query::FilmCard { title: Name::text(text) });
    }
    (person >= LIKE).then(|| Query::Search { text: tidy(text) })
}
