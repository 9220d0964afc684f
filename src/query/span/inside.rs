//! A name inside of the words that were taken for one: "la peli Logan, mi reina". The door is [`better`].
//!
//! Where the whole is like no name, what is exactly a name in it is looked for, and what is left without its first or
//! its last word. How likely each is: the share of the letters that it explains, and how well known it is.

use std::ops::Range;

use super::super::Query;
use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::lexicon::Value;
use super::super::names::{NameKind, Named, Names};
use super::super::sentence::{Sentence, Word};
use super::Span;

/// From this likelihood on, a name is not looked for inside of another.
const LIKELY: f32 = 0.66;

/// The least likelihood of a name inside.
const LEAST: f32 = 0.35;

/// Words of the longest run that is searched.
const LONGEST: usize = 9;

/// Words that may be left out beside those the lexicon knows.
const STRANGERS: usize = 2;

/// Words that ask something else than a name inside would be asked: they are not left out.
const ASKS: Cues =
    Cues::of(&[Vote, Rated, Actor, Director, Directs, Acts, Return, Count, Foreign, Counted, Release, Card]);

/// The most votes that still make a difference, of a film and of all films of a person.
const FAME: [f32; 2] = [3000.0, 20_000.0];

/// `best`, or the likelier name inside of one of the runs of words that were tried.
pub(super) fn better(
    sentence: &Sentence,
    tried: &[Range<usize>],
    best: Option<Span>,
    kind: NameKind,
    names: &dyn Names,
) -> Option<Span> {
    let likely = best.as_ref().and_then(|b| b.named).map_or(0.0, |n| n.likely);
    if likely >= LIKELY {
        return best;
    }
    // "Stranger Things" is no film, but it is what is meant.
    let title = |run: &&Range<usize>| names.fame_of(sentence.text_of((*run).clone()), NameKind::Title).is_some();
    if kind == NameKind::Film && tried.iter().any(|run| title(&run)) {
        return best;
    }
    let mut found: Option<(f32, Span)> = None;
    let mut offer = |likelihood: f32, words: Range<usize>, named: Named| {
        let floor = found.as_ref().map_or(likely.max(LEAST), |(l, _)| *l);
        if likelihood > floor {
            let text = sentence.text_of(words.clone()).to_owned();
            found = Some((likelihood, Span { words, text, named: Some(named), cut: true }));
        }
    };
    for run in tried.iter().filter(|run| (2..=LONGEST).contains(&run.len())) {
        for words in exact_candidates(sentence, run) {
            if let Some(fame) = names.fame_of(sentence.text_of(words.clone()), kind) {
                let share = share(sentence, &words, run);
                let named = Named { score: 1.0, exactly: true, likely: 1.0, fame, directs: false };
                offer(share * known(fame, kind), words, named);
            }
        }
    }
    // The longest run without a stranger at one of its ends.
    if let Some(run) = tried.iter().filter(|run| (2..=LONGEST).contains(&run.len())).max_by_key(|run| run.len()) {
        for (words, out) in [(run.start + 1..run.end, run.start), (run.start..run.end - 1, run.end - 1)] {
            let word = &sentence.words[out];
            let named = word.unknown() && word.token.capital && super::capitals_mark(&sentence.words);
            if named
                || word.token.quoted
                || word.value.is_some()
                || sentence.words[words.clone()].iter().all(|w| !w.unknown())
            {
                continue;
            }
            if let Some(named) = names.best(sentence.text_of(words.clone()), kind)
                && named.likely >= LIKELY
            {
                offer(share(sentence, &words, run) * named.likely, words, named);
            }
        }
    }
    match found {
        // Whether a person directs more than they act, only the look-up knows.
        Some((_, span)) if kind == NameKind::Person => {
            let named = names.best(&span.text, kind).or(span.named);
            Some(Span { named, ..span })
        }
        Some((_, span)) => Some(span),
        None => best,
    }
}

fn known(fame: u32, kind: NameKind) -> f32 {
    let most = FAME[usize::from(kind == NameKind::Person)];
    0.5 + 0.5 * ((fame as f32).ln_1p() / most.ln_1p()).min(1.0)
}

/// The share of the letters of `run` that stand in `words`, less strict than the share itself.
fn share(sentence: &Sentence, words: &Range<usize>, run: &Range<usize>) -> f32 {
    let letters = |range: &Range<usize>| -> usize {
        // Small words of the question around a name weigh little.
        let weight = |w: &Word| if w.cues.is_empty() { w.token.word.len() } else { w.token.word.len().div_ceil(3) };
        sentence.words[range.clone()].iter().map(weight).sum()
    };
    (letters(words) as f32 / letters(run).max(1) as f32).powf(0.7)
}

/// Whether a word is a number that belongs to what stands before it.
pub(super) fn is_number(word: &Word) -> bool {
    matches!(word.value, Some(Value::Number(n)) if n.fract() == 0.0) && !word.token.parted
}

/// Whether a number at the end makes another film of what stands before it: "Shrek 5".
pub(super) fn is_another_part(words: &[Word], name: &Range<usize>) -> bool {
    let ends = words.get(name.end + 1).is_none_or(|next| next.token.parted);
    ends && words.get(name.end).is_some_and(is_number)
}

/// Whether a part of `run` leaves out more of a name than its number: "Misión | imposible 5".
fn leaves_a_part(words: &[Word], part: &Range<usize>, run: &Range<usize>) -> bool {
    let last = run.clone().rev().find(|i| is_number(&words[*i]) || words[*i].unknown());
    let number = last.filter(|i| is_number(&words[*i]) && *i >= part.end);
    number.is_some_and(|number| (part.end..number).any(|i| words[i].unknown()))
}

/// Whether the words are a name and what tells its bearer from another: the number of a part, or a year ("Shrek 5",
/// "Coco (2017)").
pub(super) fn is_numbered(sentence: &Sentence, name: &Range<usize>, names: &dyn Names) -> bool {
    let Some(number) = name.end.checked_sub(1).filter(|last| *last > name.start) else { return false };
    let telling = |w: &Word| w.unknown() || w.token.capital && !w.any(super::NO_NAME);
    let words = &sentence.words;
    let before = &words[name.start..number];
    let digits = words[number].token.word.starts_with(|c: char| c.is_ascii_digit());
    if !digits || !is_number(&words[number]) || !before.iter().any(telling) || before.iter().any(|w| w.role.is_some()) {
        return false;
    }
    let name = sentence.text_of(name.start..number);
    names.fame_of(name, NameKind::Title).is_some()
        || names.group(name).is_some_and(|group| group.whole && matches!(group.query, Query::Saga { .. }))
}

/// The parts of a run that may be a name by themselves: with a word that is none of ours, and few strangers left out.
fn exact_candidates<'s>(sentence: &'s Sentence, run: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'s> {
    let words = &sentence.words;
    let shouting = !super::capitals_mark(words);
    let run = run.clone();
    let all = run.clone().flat_map({
        let end = run.end;
        move |from| (from + 1..=end).map(move |to| from..to)
    });
    all.filter(move |part| {
        let telling = |w: &Word| w.unknown() || w.token.capital && !w.any(super::NO_NAME);
        let left_out = run.clone().filter(|i| !part.contains(i));
        *part != run
            && words[part.clone()].iter().any(telling)
            && !is_another_part(words, part)
            && !leaves_a_part(words, part, &run)
            && left_out.clone().filter(|i| words[*i].unknown()).count() <= STRANGERS
            && !left_out
                .into_iter()
                .any(|i| words[i].any(ASKS) || words[i].unknown() && words[i].token.capital && !shouting)
    })
}
