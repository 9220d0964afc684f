//! Free text: which question a sentence asks. The door is [`understand`].
//!
//! In order: questions of values only ([`super::frames`]), then those about a title or a person, told by their words
//! and checked with the look-up, then small talk and help, then bare names. What is left is out of scope.

use super::cue::Cue::{self, *};
use super::cue::Cues;
use super::frames::{BASE, slot_question};
use super::names::{NameKind, Names};
use super::sentence::{Role, Sentence};
use super::span::{self, Span};
use super::{Intent, Name, Query, chart, further, mine, talk, tidy};

/// Words that narrow a list down and are no title by themselves.
const FILTER: Cues = BASE.and(Cues::of(&[Genre, Most, Best, Least, Other, Count, Foreign, Counted]));

/// Below this, the nearest name is taken for another one.
const UNLIKE: f32 = 0.70;

/// From this on, a name is taken for a slip of the one meant.
const LIKE: f32 = 0.80;

/// From this on, part of a name alone ("tarantino") may stand for it where the person is known by so many votes.
const SURE: (f32, u32) = (0.95, 20_000);

/// Understands a sentence that is no command.
pub fn understand(text: &str, names: &dyn Names) -> Query {
    let sentence = Sentence::read(text);
    if let Some(mine) = mine::told(&sentence, names) {
        return Query::Mine(mine);
    }
    if let Some(query) = chart::ask(&sentence) {
        return query;
    }
    let understood = first_questions(text, &sentence, names);
    let understood = further::ask(&sentence, &understood, names).unwrap_or(understood);
    mine::asked(&sentence, &understood).unwrap_or(understood)
}

/// What the sentence asks among the twelve questions, a film's card, small talk and help.
fn first_questions(text: &str, sentence: &Sentence, names: &dyn Names) -> Query {
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
    }
    if let Some(query) = named_question(sentence, names) {
        return query;
    }
    if talk::asks_help(sentence) {
        return Query::Help { topic: None };
    }
    films_of(sentence, names).or_else(|| bare_name(sentence, names)).unwrap_or_else(|| out_of_scope(text))
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
        (&[Card, When, Long, Who, Actor, Director], film_card),
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
    span.named.is_some_and(|n| n.exactly || n.score >= least)
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
    // "What's it like?" asks for nothing like it.
    let likes = |w: &super::sentence::Word| !w.any(main) || w.token.word == "like";
    if sentence.words.iter().all(likes) && !sentence.has_any(Cues::of(&[Film, Show, Other, See])) && first > 0 {
        return None;
    }
    let foreign = Cues::of(&[Foreign, Counted, Genre]);
    let soft = Cues::of(&[Film, Show, Other, See, How, Who, People, Most, Count, Thanks, Hello]);
    let Some(title) = span::title(sentence, main, soft, names) else {
        return Some(match sentence.has_any(foreign) {
            true => out_of_scope(sentence.text),
            false => Query::Invalid { intent: Intent::Recommend, value: String::new() },
        });
    };
    let led = sentence.has_any(Cues::of(&[Alike, Liked]));
    let exactly = title.named.is_some_and(|n| n.exactly);
    let strange =
        if led { outside(sentence, &title, foreign) } else { sentence.has_any(foreign) || !like(&title, LIKE) };
    let rivals = Cues::of(&[Vote, Rated, Directs, Director, Card]);
    if rival.is_some() && !exactly || !asks && outside(sentence, &title, rivals) {
        return None;
    }
    if !exactly && strange {
        return refuse(sentence);
    }
    Some(Query::Recommend { title: name(&title) })
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
    if rivals && !span::title(sentence, main, SCORE_FURNITURE, names).as_ref().is_some_and(exactly) {
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
    let Some(title) = span::title(sentence, main, soft, names) else {
        let superlative = sentence.has_any(Cues::of(&[Most, Best, Least, Foreign, Genre, Counted]));
        let invalid = Query::Invalid { intent, value: String::new() };
        return Some(if superlative { out_of_scope(sentence.text) } else { invalid });
    };
    let superlative =
        sentence.has_any(Cues::of(&[Most, Best, Least])) || outside(sentence, &title, Cues::of(&[Foreign, Counted]));
    let filters = sentence.words[title.words.clone()].iter().all(|w| w.any(FILTER) || w.role.is_some());
    let foreign = sentence.words[title.words.clone()].iter().any(|w| w.any(Cues::of(&[Foreign, Counted])));
    let unlike = !like(&title, UNLIKE);
    let no_title = (unlike || filters) && (superlative || foreign);
    if no_title && !title.named.is_some_and(|n| n.exactly) {
        return refuse(sentence);
    }
    if sentence.has_any(Cues::of(&[Most, Best])) && filters && title.words.len() == 1 {
        return refuse(sentence);
    }
    Some(query(name(&title)))
}

fn where_to_watch(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let where_ = sentence.has(Where) && sentence.has_any(Cues::of(&[See, Available, Release]));
    let on = sentence.slots.platform.is_some() && sentence.has(Available);
    if !where_ && !on || sentence.has(Count) {
        return None;
    }
    let main = Cues::of(&[Where, See, Available]);
    let title = span::title(sentence, main, Cues::of(&[Film, Show, How, Release, Count]), names)?;
    like(&title, UNLIKE).then(|| Query::WhereToWatch { title: name(&title) })
}

/// What a film's card answers: plot, cast, who directed it, when it came out, how long it is.
fn film_card(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let has = |cue| sentence.has(cue);
    let when = has(When) && has_any_of(sentence, &[Release, Film]);
    let length = has(Long) && !has(Most) && !has(Longest) && has_any_of(sentence, &[HowMuch, What, How, Count]);
    let of_film = has(Who) && has_any_of(sentence, &[Directs, Director, Acts, Actor, Release]);
    let actors = sentence
        .words
        .windows(2)
        .any(|w| plural_or_what(&w[0].token.word) && w[0].any(Cues::of(&[Actor, Director])) && w[1].is(Link));
    if !(has(Card) || when || length || of_film || actors) || has_any_of(sentence, &[Foreign]) {
        return None;
    }
    if has(Card) && !of_film && has_any_of(sentence, &[Actor, Director, Acts, Directs]) {
        return None;
    }
    let main = Cues::of(&[Card, When, Long, Directs, Director, Acts, Actor, Release]);
    let soft = Cues::of(&[Who, Film, Show, HowMuch, YearWord, MonthWord, DayWord, How, Rated, Count, Other]);
    let title = span::title(sentence, main, soft, names)?;
    if of_film && !has(Card) {
        // "¿quién es el director Stephen Frears?" names a person.
        let person = names.best(&title.text, NameKind::Person);
        if person.is_some_and(|n| n.exactly) && !title.named.is_some_and(|n| n.exactly) {
            return None;
        }
    }
    if sentence.has(HelpWord) && !title.named.is_some_and(|n| n.exactly) {
        return None;
    }
    if !like(&title, UNLIKE) || has_any_of(sentence, &[Most, Best]) && !title.named.is_some_and(|n| n.exactly) {
        return if of_film { refuse(sentence) } else { None };
    }
    Some(Query::FilmCard { title: name(&title) })
}

fn has_any_of(sentence: &Sentence, cues: &[Cue]) -> bool {
    sentence.has_any(Cues::of(cues))
}

fn plural_or_what(word: &str) -> bool {
    word.ends_with("es") || word.ends_with("rs") || word.ends_with('s')
}

const PERSON_FRAME: Cues = Cues::of(&[
    Count, HowMuch, Film, Show, Release, Rated, Actor, Acts, Director, Directs, Return, Career, Most, How, Who,
    YearWord, Other, Repeats, Card, See, Called, Catalog,
]);

fn director(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    if !has_any_of(sentence, &[Director, Directs]) {
        return None;
    }
    let acts = sentence.words.iter().any(|w| w.is(Acts) && !w.is(Repeats) && w.token.word.starts_with("actu"));
    let surely = sentence.has(Directs) && !sentence.has_any(Cues::of(&[Where, When, Most, Best, Least]));
    let person = match surely {
        true => span::person(sentence, PERSON_FRAME, names)?,
        false => person(sentence, names)?,
    };
    if !like(&person, LIKE) && names.best(&person.text, NameKind::Title).is_some_and(|n| n.exactly) {
        return Some(Query::FilmCard { title: name(&person) });
    }
    let person = name(&person);
    Some(if acts { Query::ActorStats { person } } else { Query::DirectorStats { person } })
}

fn actor(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    if !has_any_of(sentence, &[Actor, Acts, Return, Career]) {
        return None;
    }
    let sure = sentence
        .words
        .iter()
        .any(|w| w.is(Actor) || w.is(Acts) && !matches!(w.token.word.as_str(), "hizo" | "hace" | "made" | "did"));
    let person = person(sentence, names)?;
    if sentence.has(Vote) && !person.named.is_some_and(|n| n.exactly) {
        return None;
    }
    let likely = if sure { UNLIKE } else { LIKE };
    if !like(&person, likely) {
        let film = names.best(&person.text, NameKind::Title).is_some_and(|n| n.exactly);
        if film && !sentence.has(Actor) {
            return Some(Query::FilmCard { title: name(&person) });
        }
        return if sure && !sentence.has_any(Cues::of(&[Foreign])) {
            Some(Query::ActorStats { person: name(&person) })
        } else {
            refuse(sentence)
        };
    }
    let directs = person.named.is_some_and(|n| n.directs) && !sure;
    let person = name(&person);
    Some(if directs { Query::DirectorStats { person } } else { Query::ActorStats { person } })
}

/// The person asked about, unless the rest of the sentence asks what is not answered here.
fn person(sentence: &Sentence, names: &dyn Names) -> Option<Span> {
    let person = span::person(sentence, PERSON_FRAME, names)?;
    // "Se filmaron en Francia": a place, whoever has that name.
    let place = person.words.start.checked_sub(1).map(|before| sentence.words[before].token.word.as_str());
    if matches!(place, Some("en" | "in" | "desde")) {
        return None;
    }
    let foreign = Cues::of(&[Foreign, Counted, Where, When, Best, Least, Genre]);
    let filtered = sentence.words.iter().enumerate().any(|(i, w)| {
        !person.words.contains(&i)
            && matches!(w.role, Some(Role::Month | Role::Weekday | Role::Year | Role::Platform | Role::Score))
    });
    (!outside(sentence, &person, foreign) && !filtered).then_some(person)
}

/// "pelis de Tom Hanks", "cuántas películas tiene Nolan": a person's, if the name is one.
fn films_of(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    if !has_any_of(sentence, &[Film, Count]) {
        return None;
    }
    let person = person(sentence, names)?;
    let known = |n: super::Named| n.exactly || n.score >= SURE.0 && (person.words.len() > 1 || n.fame >= SURE.1);
    let directs = person.named.filter(|n| known(*n))?.directs;
    let person = name(&person);
    Some(if directs { Query::DirectorStats { person } } else { Query::ActorStats { person } })
}

/// A message that is only a name.
fn bare_name(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let n = sentence.words.len();
    if n > 12 {
        return None;
    }
    let skip = sentence.words.iter().take_while(|w| w.any(Cues::of(&[Hello, And, Film]))).count();
    let range = if skip < n { skip..n } else { 0..n };
    let text = sentence.text_of(range);
    let film = names.best(text, NameKind::Title);
    if film.is_some_and(|f| f.exactly) {
        return Some(Query::FilmCard { title: Name::text(text) });
    }
    let person = names.best(text, NameKind::Person);
    if person.is_some_and(|p| p.exactly) {
        return Some(Query::Search { text: tidy(text) });
    }
    let (film, person) = (film.map_or(0.0, |f| f.score), person.map_or(0.0, |p| p.score));
    if film >= LIKE && film >= person {
        return Some(Query::FilmCard { title: Name::text(text) });
    }
    (person >= LIKE).then(|| Query::Search { text: tidy(text) })
}
