//! How well sentences are understood: reads a file of utterances, parses each, counts. The doors are [`utterances`] and
//! [`evaluate`].

use super::{Intent, Name, Names, Query, parse};
use crate::text::fold;

/// A sentence and what it asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// What somebody writes.
    pub text: String,
    /// The intent that answers it.
    pub intent: Intent,
    /// The question in full; `None` where only the intent matters.
    pub query: Option<Query>,
    /// The name as it stands in the text, where that is not how it is spelt.
    pub as_written: Option<String>,
}

/// Shares of a set of utterances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understanding {
    /// Utterances.
    pub n: usize,
    /// Of those, with the intent meant. What is out of scope counts where none of the twelve questions answers it.
    pub intent: usize,
    /// Of those, with every value meant as well; a name is compared in words, folded.
    pub exact: usize,
    /// Utterances out of scope.
    pub out_of_scope: usize,
    /// Of those, not answered as one of the twelve.
    pub kept: usize,
    /// Utterances in scope that were refused.
    pub refused: usize,
    /// Those not understood exactly.
    pub misses: Vec<Miss>,
}

/// An utterance that was not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The utterance.
    pub utterance: Utterance,
    /// What was understood instead.
    pub got: Query,
}

/// Reads a file of utterances: text, tab, canonical query or bare intent, and where it differs, tab, the name as
/// written. Empty lines and lines that begin with `#` are left out.
///
/// # Errors
///
/// The first line that is neither, with its number.
pub fn utterances(file: &str) -> Result<Vec<Utterance>, String> {
    let lines = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(i, line)| utterance(line).ok_or_else(|| format!("line {}: no utterance: {line}", i + 1))).collect()
}

fn utterance(line: &str) -> Option<Utterance> {
    let mut parts = line.split('\t');
    let (text, meant) = (parts.next()?, parts.next()?);
    let as_written = parts.next().map(str::to_owned);
    let bare = meant.parse::<Intent>().ok();
    // "max_duration" is a whole question: no value was said.
    let query = meant.parse::<Query>().ok().filter(|q| !matches!(q, Query::Help { .. }));
    let intent = bare.or_else(|| query.as_ref().map(Query::intent))?;
    Some(Utterance { text: text.to_owned(), intent, query, as_written })
}

/// Parses every utterance and counts what was understood.
pub fn evaluate(utterances: &[Utterance], names: &dyn Names) -> Understanding {
    let mut sum = Understanding { n: utterances.len(), ..Understanding::default() };
    for utterance in utterances {
        let got = parse(&utterance.text, names);
        let outside = utterance.intent == Intent::OutOfScope;
        let kept = outside && !Intent::TWELVE.contains(&got.intent());
        let same_intent = kept || got.intent() == utterance.intent;
        let exact = same_intent && (kept || utterance.query.as_ref().is_none_or(|meant| same(meant, &got, utterance)));
        sum.intent += usize::from(same_intent);
        sum.exact += usize::from(exact);
        sum.out_of_scope += usize::from(outside);
        sum.kept += usize::from(kept);
        sum.refused += usize::from(!outside && got.intent() == Intent::OutOfScope);
        if !exact {
            sum.misses.push(Miss { utterance: utterance.clone(), got });
        }
    }
    sum
}

/// Whether two questions are one but for the spelling of a name.
fn same(meant: &Query, got: &Query, utterance: &Utterance) -> bool {
    let with_name = |query: &Query, folded: &str| {
        let mut query = query.clone();
        if let Some(Name::Text(words)) = query.name_mut() {
            *words = folded.to_owned();
        }
        query
    };
    let folded = |query: &Query| match query.clone().name_mut() {
        Some(Name::Text(words)) => fold(words),
        _ => String::new(),
    };
    let got_folded = folded(got);
    let spelt = got_folded == folded(meant) || utterance.as_written.as_deref().map(fold) == Some(got_folded);
    spelt && with_name(meant, "") == with_name(got, "")
}

impl Intent {
    /// The twelve questions of the sources.
    pub const TWELVE: &'static [Self] = Self::ALL.split_at(12).0;
}

impl Query {
    /// The film, title or person that is asked about.
    fn name_mut(&mut self) -> Option<&mut Name> {
        match self {
            Self::Score { title }
            | Self::Votes { title }
            | Self::Recommend { title }
            | Self::Similar { title, .. }
            | Self::FilmCard { title }
            | Self::WhereToWatch { title }
            | Self::Predict { title, .. } => Some(title),
            Self::ActorStats { person } | Self::DirectorStats { person } => Some(person),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_counts() {
        let file = "# why\n\nvotos de Toi Stori\tvotes title=Toy Story\tToi Stori\nhola\tgreeting\n\
            qué clima hace\tout_of_scope\n";
        let read = utterances(file).unwrap();
        assert_eq!(read.len(), 3);
        let sum = evaluate(&read, &());
        assert_eq!((sum.n, sum.intent, sum.exact, sum.kept, sum.refused), (3, 3, 3, 1, 0), "{:?}", sum.misses);
        assert!(utterances("no tab").is_err());
        assert!(utterances("text\tno_intent").is_err());
    }

    #[test]
    fn a_wrong_value_is_no_exact_answer() {
        let read = utterances("cuántas pelis en enero\tmonth_count month=febrero").unwrap();
        let sum = evaluate(&read, &());
        assert_eq!((sum.intent, sum.exact, sum.misses.len()), (1, 0, 1));
    }
}
