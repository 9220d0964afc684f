//! Measures similar films against lists of films that belong together and against verdicts on pairs.
//!
//! The doors are [`lists`] and [`verdicts`]; both read what is true with [`pairs`].

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use crate::catalog::{Catalog, MovieId, SourceId};
use crate::error::{Error, Result};
use crate::recommend::Recommender;
use crate::recommend::held_back::ndcg;

/// How many similar films are looked at.
const LIST: usize = 5;

/// One line of a file of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The film asked about.
    pub a: SourceId,
    /// The other one.
    pub b: SourceId,
    /// The third field, where there is one.
    pub verdict: Option<String>,
}

/// How well the lists agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimilarScore {
    /// Films asked about.
    pub queries: usize,
    /// Mean ndcg@5, 0–1.
    pub ndcg: f64,
    /// Half the width of its 95 % interval (normal approximation).
    pub ndcg_margin: f64,
    /// Mean share of the five that are true.
    pub precision: f64,
    /// Share of the films with at least one that is true.
    pub hit: f64,
    /// Different films shown.
    pub distinct: usize,
}

/// The pairs of a CSV with a header: two source ids a line, and what is said of them.
///
/// # Errors
/// [`Error::Io`] where the file cannot be read, [`Error::Csv`] for a line without two ids.
pub fn pairs(path: &Path) -> Result<Vec<Pair>> {
    let text = std::fs::read(path).map_err(Error::io(path))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_slice());
    let mut out = Vec::new();
    for record in reader.byte_records() {
        let bad = |line, reason| Error::Csv { path: path.to_owned(), line, reason };
        let record = record.map_err(|e| bad(e.position().map_or(0, csv::Position::line), e.to_string()))?;
        let field = |i: usize| record.get(i).map(|field| String::from_utf8_lossy(field).trim().to_owned());
        let id = |i: usize| {
            let text = field(i).unwrap_or_default();
            let line = record.position().map_or(0, csv::Position::line);
            text.parse().map(SourceId).map_err(|_| bad(line, format!("`{text}` is not a film id")))
        };
        out.push(Pair { a: id(0)?, b: id(1)?, verdict: field(2) });
    }
    Ok(out)
}

/// The five most similar of `among` (of all films without it) for every first film of `truth`, held against its second
/// films. A film that the catalogue does not know has an empty list.
pub fn lists(recommender: &Recommender, catalog: &Catalog, truth: &[Pair], among: Option<&[MovieId]>) -> SimilarScore {
    let mut wanted: BTreeMap<SourceId, HashSet<SourceId>> = BTreeMap::new();
    truth.iter().for_each(|pair| {
        wanted.entry(pair.a).or_default().insert(pair.b);
    });
    let n = wanted.len().max(1) as f64;
    let mut score = SimilarScore { queries: wanted.len(), ..SimilarScore::default() };
    let (mut shown, mut squares) = (HashSet::new(), 0.0);
    for (&query, true_ones) in &wanted {
        let similar = catalog.movie_by_source(query).map(|film| recommender.similar(catalog, film, LIST, among));
        let list: Vec<SourceId> = similar.unwrap_or_default().iter().map(|s| catalog.movie(s.value).source()).collect();
        let hits = list.iter().filter(|film| true_ones.contains(film)).count();
        let gain = ndcg(list.iter().map(|film| true_ones.contains(film)), true_ones.len(), LIST);
        score.ndcg += gain / n;
        squares += gain * gain / n;
        score.precision += hits as f64 / LIST as f64 / n;
        score.hit += f64::from(u8::from(hits > 0)) / n;
        shown.extend(list);
    }
    score.ndcg_margin = 1.96 * ((squares - score.ndcg * score.ndcg).max(0.0) / n).sqrt();
    score.distinct = shown.len();
    score
}

/// The area under the ROC curve of the content cosine on pairs with the verdict 1 (alike) or 0 (not): the chance that a pair
/// that is alike has the greater cosine (Hanley & McNeil 1982), 0–1; `None` without pairs of both kinds. A film that is
/// not there is like nothing. Cost: that of sorting the pairs.
pub fn verdicts(recommender: &Recommender, catalog: &Catalog, pairs: &[Pair]) -> Option<f64> {
    let cosine = |pair: &Pair| {
        let (a, b) = (catalog.movie_by_source(pair.a)?, catalog.movie_by_source(pair.b)?);
        Some(recommender.cosine(a, b))
    };
    let said = pairs.iter().filter_map(|pair| match pair.verdict.as_deref() {
        Some("1") => Some((cosine(pair).unwrap_or(0.0), true)),
        Some("0") => Some((cosine(pair).unwrap_or(0.0), false)),
        _ => None,
    });
    area(&mut said.collect::<Vec<_>>())
}

/// The area under the ROC curve of scores, by the ranks of the true ones; ties share their ranks.
fn area(scored: &mut [(f32, bool)]) -> Option<f64> {
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut before) = (0.0, 0);
    for tied in scored.chunk_by(|a, b| a.0 == b.0) {
        let rank = before as f64 + (tied.len() as f64 + 1.0) / 2.0;
        ranks += rank * tied.iter().filter(|s| s.1).count() as f64;
        before += tied.len();
    }
    let yes = scored.iter().filter(|s| s.1).count() as f64;
    let no = scored.len() as f64 - yes;
    (yes > 0.0 && no > 0.0).then(|| (ranks - yes * (yes + 1.0) / 2.0) / (yes * no))
}

#[cfg(test)]
mod tests {
    use super::area;

    #[test]
    fn the_area_is_the_chance_to_be_ranked_right() {
        assert_eq!(area(&mut [(0.9, true), (0.8, true), (0.1, false)]), Some(1.0));
        assert_eq!(area(&mut [(0.1, true), (0.8, false)]), Some(0.0));
        assert_eq!(area(&mut [(0.5, true), (0.5, false)]), Some(0.5), "ties are half right");
        assert_eq!(area(&mut [(0.9, true), (0.4, false), (0.3, true), (0.2, false)]), Some(0.75));
        assert_eq!(area(&mut [(0.5, true)]), None);
    }
}
