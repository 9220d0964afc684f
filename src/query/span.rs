//! Where the name stands in a sentence: the words that are left when the question's own words are taken away.
//!
//! The doors are [`title`] and [`person`]. Several places are possible ("puntaje de The Score"): they are tried from
//! the longest to the shortest, and the first that is exactly the name of something wins.

mod inside;

use std::ops::Range;

use super::cue::Cue::*;
use super::cue::Cues;
use super::frames::BASE;
use super::names::{NameKind, Named, Names};
use super::numbers;
use super::sentence::{Role, Sentence, Word};

/// At most so many questions to the look-up for one name.
const LOOKS: usize = 6;

/// From this likelihood on, words are a name, though it goes on behind them.
const WHOLE: f32 = 0.9;

/// What a question that follows a name asks for.
const ASKS: Cues = Cues::of(&[See, Suggest, Other, Rated, Vote, Liked, Most]);

/// Words that may trail a name without belonging to it.
const LIGHT: Cues = Cues::of(&[Filler, Thanks, Link, What, Article]);

/// Words that make no name by themselves.
const NO_NAME: Cues =
    Cues::of(&[Filler, Link, Article, And, What, Most, Best, Least, Count, Other, Film, Alike, How, Suggest]);

/// Words of the longest name worth looking for: longer titles are known by their beginning.
const LONGEST_NAME: usize = 24;

/// A name found in the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Words of the sentence.
    pub words: Range<usize>,
    /// As written.
    pub text: String,
    /// What the look-up says; `None` where it knows nothing like it.
    pub named: Option<Named>,
    /// Whether words that are neither the question's nor the name's were left out to find it.
    pub cut: bool,
}

/// The title in a sentence whose question is told by `main` words and furnished with `soft` ones. `kind`: of a film, or
/// of platform titles as well.
pub fn title(sentence: &Sentence, main: Cues, soft: Cues, kind: NameKind, names: &dyn Names) -> Option<Span> {
    let ranges = match quoted(sentence) {
        Some(range) => vec![range],
        None => title_ranges(sentence, main, soft),
    };
    // "…? Give me the score": words of the question are its name only where nothing else is.
    let only_asks = |range: &Range<usize>| {
        sentence.words[range.clone()].iter().all(|w| !w.token.capital && (w.any(main) || w.is(Article)))
    };
    let (asks, mut ranges): (Vec<_>, Vec<_>) = ranges.into_iter().partition(only_asks);
    ranges.extend(asks);
    choose(sentence, ranges, main.and(soft).and(BASE), kind, names)
}

/// The title of "¿le gustará Toy Story al usuario 42?": the longest run of words that is neither question nor user.
pub fn predicted(sentence: &Sentence, main: Cues, soft: Cues, names: &dyn Names) -> Option<Span> {
    let frame = main.and(soft).and(BASE);
    let words = &sentence.words;
    let ranges = match quoted(sentence) {
        Some(range) => vec![range],
        None => {
            let is_user = |w: &Word| w.role == Some(Role::User);
            let user = words.iter().position(is_user).unwrap_or(0);
            let after = words.iter().rposition(is_user).unwrap_or(0) + 1;
            let free = |range: Range<usize>| {
                let start = range.clone().find(|i| !words[*i].any(frame)).unwrap_or(range.end);
                let end = range.clone().rev().find(|i| !words[*i].any(frame)).map_or(range.end, |i| i + 1);
                let article = start > range.start && words[start - 1].is(Article);
                start - usize::from(article)..end
            };
            let mut found = vec![free(after..words.len()), free(0..user)];
            found.sort_by_key(|r| std::cmp::Reverse(r.len()));
            found
        }
    };
    choose(sentence, ranges, frame, NameKind::Title, names)
}

/// The person in a sentence with words of `frame`.
pub fn person(sentence: &Sentence, frame: Cues, names: &dyn Names) -> Option<Span> {
    let frame = frame.and(BASE);
    let ranges = match quoted(sentence) {
        Some(range) => vec![range],
        None => person_ranges(sentence, frame),
    };
    choose(sentence, ranges, frame, NameKind::Person, names)
}

/// The first range that is exactly a name; else the one most like a name, the earlier ones first. `frame`: words of the
/// question.
pub fn choose(
    sentence: &Sentence,
    mut ranges: Vec<Range<usize>>,
    frame: Cues,
    kind: NameKind,
    names: &dyn Names,
) -> Option<Span> {
    ranges.retain(|r| (1..=LONGEST_NAME).contains(&r.len()));
    let known = |run: &Range<usize>| names.fame_of(sentence.text_of(run.clone()), kind).is_some();
    let capitals = capitals(&sentence.words).filter(|run| !ranges.is_empty() && !goes_on(&sentence.words, run, frame));
    let another = |run: &Range<usize>| inside::is_another_part(&sentence.words, run);
    let telling = |run: &Range<usize>| !sentence.words[run.clone()].iter().all(|w| w.any(NO_NAME));
    // "Feeding Frenzy cuántos votos tiene": a name before the part of it that its capitals mark.
    let longer = |r: &Range<usize>, run: &Range<usize>| r.start <= run.start && run.end <= r.end && r.len() > run.len();
    let in_another = |run: &Range<usize>| ranges.iter().any(|r| longer(r, run) && known(r));
    if let Some(run) = capitals.filter(|run| telling(run) && known(run) && !another(run) && !in_another(run)) {
        ranges.insert(1, run);
    }
    let mut tried: Vec<Range<usize>> = Vec::new();
    let mut best: Option<Span> = None;
    for range in ranges {
        if tried.contains(&range) || tried.len() >= LOOKS {
            continue;
        }
        let text = written(sentence, &range, kind, names).to_owned();
        let text = in_full(sentence, &range).filter(|_| names.fame_of(&text, kind).is_none()).unwrap_or(text);
        let named = names.best(&text, kind);
        let span = Span { words: range.clone(), text, named, cut: false };
        // "Rogue One" is the name of more than "Rogue".
        let longer = |b: &Span| b.words.start <= range.start && range.end <= b.words.end;
        let in_longer = best.as_ref().is_some_and(|b| longer(b) && b.named.is_some_and(|n| n.likely >= WHOLE));
        let named_so = named.is_some_and(|n| n.exactly) && !in_longer;
        if named_so
            && (tried.is_empty() || range.len() > 1 || !sentence.words[range.clone()].iter().all(|w| w.any(NO_NAME)))
        {
            return Some(span);
        }
        if kind != NameKind::Person && is_numbered(sentence, &range, names) {
            return Some(span);
        }
        tried.push(range);
        let score = |s: &Span| s.named.map_or(0.0, |n| n.score);
        let first = |s: &Span| &sentence.words[s.words.start];
        // Of two that are like nothing, one begins with a word of the question and the other as names do.
        let named = |b: &Span| first(&span).token.capital && first(b).any(frame) && !first(b).token.capital;
        if best.as_ref().is_none_or(|b| score(&span) > score(b) + if named(b) { -0.1 } else { 0.1 }) {
            best = Some(span);
        }
    }
    inside::better(sentence, &tried, best, kind, names)
}

/// The words as written, with the sign behind them where something is called just so ("Kill!").
pub fn written<'t>(sentence: &Sentence<'t>, words: &Range<usize>, kind: NameKind, names: &dyn Names) -> &'t str {
    let signed = sentence.signed(words.clone()).find(|text| names.is_spelt(text, kind));
    signed.unwrap_or_else(|| sentence.text_of(words.clone()))
}

/// Whether the words are exactly a name and the number or year that tells its bearer from others. Where nothing is
/// called so, that is what there is to say.
pub fn is_numbered(sentence: &Sentence, words: &Range<usize>, names: &dyn Names) -> bool {
    inside::is_numbered(sentence, words, names)
}

/// Whether a name ends in the number of a part or in a year.
pub fn ends_in_number(words: &[Word]) -> bool {
    words.len() > 1 && words.last().is_some_and(inside::is_number)
}

/// The first run of quoted words.
fn quoted(sentence: &Sentence) -> Option<Range<usize>> {
    let start = sentence.words.iter().position(|w| w.token.quoted)?;
    let length = sentence.words[start..].iter().take_while(|w| w.token.quoted).count();
    Some(start..start + length)
}

fn title_ranges(sentence: &Sentence, main: Cues, soft: Cues) -> Vec<Range<usize>> {
    let words = &sentence.words;
    let n = words.len();
    let frame = main.and(soft).and(BASE);
    let Some(first_main) = sentence.first(main) else { return std::iter::once(0..n).collect() };
    let mut ranges = Vec::new();
    if let Some(called) = words.iter().rposition(|w| w.is(Called)).filter(|c| c + 1 < n) {
        push_with_tails(words, called + 1..n, frame, &mut ranges);
    }
    if let Some(sorry) = words.iter().rposition(|w| w.is(Sorry)).filter(|s| *s > first_main && s + 1 < n) {
        push_with_tails(words, after_link(words, sorry + 1, frame)..n, frame, &mut ranges);
    }
    let mut head_ranges = Vec::new();
    let (from, start, swallowed) = after_main(words, first_main, main, frame);
    for from in swallowed {
        push_with_tails(words, from..n, frame, &mut ranges);
    }
    if start < n {
        push_with_tails(words, start..n, frame, &mut ranges);
    }
    let head = (0..first_main).find(|i| !words[*i].any(frame)).unwrap_or(first_main);
    if head < first_main {
        let with_article = (0..head).rev().take_while(|i| words[*i].is(Article)).last().unwrap_or(head);
        let end = (head..first_main).rev().find(|i| !words[*i].any(frame)).map_or(first_main, |i| i + 1);
        let first = words.iter().position(|w| !w.any(Cues::of(&[And, What, Link, Hello]))).unwrap_or(0);
        if first + 1 < with_article {
            head_ranges.push(first..end);
        }
        head_ranges.push(with_article..first_main);
        head_ranges.push(with_article..end);
    }
    ranges.append(&mut head_ranges);
    if ranges.is_empty() && first_main > 0 {
        let skip = words[..first_main].iter().take_while(|w| w.is(And) || w.is(Link)).count();
        let end =
            (skip..first_main).rev().find(|i| !words[*i].is(What) && !words[*i].is(Count)).map_or(skip, |i| i + 1);
        ranges.push(skip..end);
    }
    // Words of the question may begin the name as well ("popularidad son of rambow"), and be all of it ("Tell No One").
    ranges.extend((from..start.min(n)).filter(|k| words[*k].begins).map(|k| k..n));
    ranges
}

/// Where the question's own words end, where the title begins that follows them, and where it would begin if words of
/// the question belonged to it ("algo como | Like Crazy").
fn after_main(words: &[Word], first_main: usize, main: Cues, frame: Cues) -> (usize, usize, Vec<usize>) {
    let phrase_end = |at: usize| (at + 1..words.len()).find(|j| words[*j].begins).unwrap_or(words.len());
    let mut from = phrase_end(first_main);
    let mut swallowed = Vec::new();
    loop {
        let next = (from..words.len()).find(|j| words[*j].any(main) || !words[*j].any(frame));
        match next.filter(|j| words[*j].any(main) && phrase_end(*j) < words.len()) {
            Some(j) => {
                let phrase = phrase_end(j) > j + 1;
                let linked = (from..j).find(|k| words[*k].is(Link));
                if !phrase && !words[j].is(Suggest) {
                    swallowed.push(linked.map_or(j, |k| k + 1));
                }
                from = phrase_end(j);
            }
            None => break,
        }
    }
    let start = after_link(words, from, frame);
    swallowed.retain(|s| *s < start);
    (from, start, swallowed)
}

/// Skips words of the question up to and with the preposition that leads to the name, then "la película".
fn after_link(words: &[Word], from: usize, frame: Cues) -> usize {
    let mut i = from;
    while i < words.len() {
        let word = &words[i];
        if word.is(Link) {
            return skip_film(words, (i + 1..words.len()).find(|j| words[*j].begins).unwrap_or(words.len()));
        }
        let content = words[i..].iter().find(|w| !w.is(Article)).is_some_and(|next| !next.any(frame));
        let article = word.is(Article) && content;
        // "The" and a capital inside a sentence begin a name, whatever the words after mean in Spanish.
        let begins =
            word.token.word == "the" && i + 1 < words.len() || word.token.capital && i > 0 && capitals_mark(words);
        if article || begins || !word.any(frame) {
            break;
        }
        i += 1;
    }
    skip_film(words, i)
}

/// The words with a capital, where they stand together inside of a sentence that has few: "is Get Out popular?".
fn capitals(words: &[Word]) -> Option<Range<usize>> {
    let first = (1..words.len()).find(|i| words[*i].token.capital)?;
    let last = words.iter().rposition(|w| w.token.capital)?;
    let together = words[first..=last].iter().all(|w| w.token.capital && (!w.token.parted || w.token.span.start == 0));
    (capitals_mark(words) && (together || first == last)).then_some(first..last + 1)
}

/// "King Kong del 76" with all digits of its year.
fn in_full(sentence: &Sentence, name: &Range<usize>) -> Option<String> {
    let [.., before, year] = &sentence.words[name.clone()] else { return None };
    let short = year.role == Some(Role::Year) && year.token.word.len() == 2 && before.token.word == "del";
    let year = numbers::of_two_digits(year.token.word.parse().ok().filter(|_| short)?);
    (name.len() > 2).then(|| format!("{} de {year}", sentence.text_of(name.start..name.end - 2)))
}

/// Whether a name goes on behind its words with a capital, in words that are not the question's own, as titles are
/// written in Spanish: "Volver al futuro", "Duro de matar", but "is Get Out popular?".
fn goes_on(words: &[Word], run: &Range<usize>, frame: Cues) -> bool {
    let clause = words[run.end..].iter().take_while(|w| !w.token.parted);
    let next = clause.into_iter().find(|w| !w.is(Link) && !w.is(Article));
    next.is_some_and(|w| w.role == Some(Role::Year) || w.role.is_none() && !w.any(frame))
}

/// Whether capitals tell names from other words: not where most words have one.
fn capitals_mark(words: &[Word]) -> bool {
    words.iter().filter(|w| w.token.capital).count() * 2 <= words.len()
}

/// Skips "la película", "una peli", "the movie" before a name.
pub fn skip_film(words: &[Word], from: usize) -> usize {
    let mut i = from;
    while words.get(i).is_some_and(|w| w.is(Article) || matches!(w.token.word.as_str(), "una" | "un" | "esta" | "esa"))
    {
        i += 1;
    }
    let of = i > from && words.get(i).is_some_and(|w| w.token.word == "de");
    let noun = words.get(i).is_some_and(|w| w.is(Film) || w.is(Show) || of) && i + 1 < words.len();
    if !noun {
        return from;
    }
    i += 1;
    while i + 1 < words.len() && words[i].any(Cues::of(&[Called, Link])) {
        i += 1;
    }
    i
}

/// A range to the end of the sentence, and what is left of it without words that only follow.
fn push_with_tails(words: &[Word], range: Range<usize>, frame: Cues, ranges: &mut Vec<Range<usize>>) {
    let start = range.start;
    if start >= range.end {
        return;
    }
    let tail = frame.and(Cues::of(&[See, Suggest, Other, Filler, Thanks, Bye]));
    // A clause that only asks ("…, ¿cuántos votos tiene?") is no part of a name; nor is "qué veo" after it.
    let clause = |p: &usize| {
        let opens = words[*p].any(Cues::of(&[What, And, Suggest]));
        let asks = words[*p].token.parted || opens && words[*p..range.end].iter().any(|w| w.any(ASKS));
        asks && words[*p..range.end].iter().all(|w| w.any(tail))
    };
    let end = (start + 1..range.end).find(clause).unwrap_or(range.end);
    let mut short = end;
    while short > start + 1 && words[short - 1].any(LIGHT) {
        short -= 1;
    }
    ranges.extend((short..=end).rev().map(|end| start..end));
    if let Some(broken) = (start + 1..short).find(|p| words[*p].token.parted) {
        ranges.push(start..broken);
    }
}

/// Runs of words that the question does not explain, joined over "de", "del", "la"; the longest first.
fn person_ranges(sentence: &Sentence, frame: Cues) -> Vec<Range<usize>> {
    let words = &sentence.words;
    let named = |i: usize| {
        let w: &Word = &words[i];
        let stranger = w.cues.is_empty() && !w.token.bracketed && (w.role.is_none() || near_unknown(words, i));
        let other = !w.any(frame) && w.token.capital && near_unknown(words, i);
        stranger || other || w.fuzzy && w.token.capital && i > 0
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for i in (0..words.len()).filter(|i| named(*i)) {
        match runs.last_mut() {
            Some(run) if !words[i].token.parted && joined(&words[run.end..i]) => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs.sort_by_key(|r| (std::cmp::Reverse(r.len()), r.start));
    let mut ranges = Vec::new();
    if let Some(first) = runs.first() {
        // "Will Smith", "Al Pacino": a small word with a capital begins the name.
        if first.start > 1
            && words[first.start - 1].token.capital
            && !words[first.start].token.parted
            && capitals_mark(words)
        {
            ranges.push(first.start - 1..first.end);
        }
        ranges.push(first.clone());
        // A name may hold a word of the lexicon: "Justin Long", "Jim Carey" (which is nearly "career").
        let own = Cues::of(&[Film, Count, Actor, Acts, Director, Directs, Link, What]);
        let content =
            |w: &Word| w.fuzzy || w.token.capital || !w.any(BASE) && !w.any(own) || first.len() == 1 && !w.any(own);
        if first.end < words.len() && !words[first.end].token.parted && content(&words[first.end]) {
            ranges.push(first.start..first.end + 1);
        }
        let before = first.start.checked_sub(1).map(|i| &words[i]).filter(|_| !words[first.start].token.parted);
        let whole = |w: &Word| content(w) || first.len() == 1 && !w.is(Film) && !w.is(What);
        if before.is_some_and(whole) {
            ranges.push(first.start - 1..first.end);
        }
    }
    ranges.extend(runs.into_iter().skip(1));
    ranges
}

fn joined(between: &[Word]) -> bool {
    let small = |w: &Word| {
        matches!(w.token.word.as_str(), "de" | "del" | "the" | "la" | "los" | "las" | "di" | "da" | "el" | "y" | "e")
    };
    between.len() <= 2 && between.iter().all(|w| small(w) && !w.token.parted)
}

/// Whether a value ("julio", "domingo") stands beside a word that only a name can hold.
fn near_unknown(words: &[Word], i: usize) -> bool {
    let unknown = |w: &Word| w.unknown();
    words.get(i + 1).is_some_and(|w| unknown(w) && !w.token.parted)
        || i > 0 && unknown(&words[i - 1]) && !words[i].token.parted
}
