//! Lists that are not five times the same: maximal marginal relevance (Carbonell & Goldstein 1998).
//!
//! The door is [`diversify`].

use crate::catalog::MovieId;
use crate::rank::Scored;

/// Picks `k` of `candidates` (best first), each time the one with the greatest
/// `trust × score − (1 − trust) × greatest cosine with what was picked`.
///
/// `trust` is in `0..=1`: 1 keeps the order, less of it makes the list more varied. The first stays the first; scores
/// are left as they were. Ties go to the better candidate. Cost: `k × candidates` cosines.
pub fn diversify(
    candidates: &[Scored<MovieId>],
    k: usize,
    trust: f32,
    cosine: impl Fn(MovieId, MovieId) -> f32,
) -> Vec<Scored<MovieId>> {
    let mut left: Vec<(Scored<MovieId>, f32)> = candidates.iter().map(|&c| (c, 0.0)).collect();
    let mut picked: Vec<Scored<MovieId>> = Vec::with_capacity(k.min(left.len()));
    while picked.len() < k && !left.is_empty() {
        let worth = |(c, nearest): &(Scored<MovieId>, f32)| trust * c.score() - (1.0 - trust) * nearest;
        let mut best = 0;
        for i in 1..left.len() {
            if !picked.is_empty() && worth(&left[i]) > worth(&left[best]) {
                best = i;
            }
        }
        let (chosen, _) = left.remove(best);
        for (candidate, nearest) in &mut left {
            *nearest = nearest.max(cosine(candidate.value, chosen.value));
        }
        picked.push(chosen);
    }
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequels_make_room() {
        // 0, 1 and 2 are one saga; 3 is another film.
        let candidates = [(0.9, 0), (0.8, 1), (0.7, 2), (0.6, 3)].map(|(s, m)| Scored::new(s, MovieId(m)));
        let cosine = |a: MovieId, b: MovieId| if a.0 < 3 && b.0 < 3 { 0.9 } else { 0.1 };
        let order = |trust| diversify(&candidates, 3, trust, cosine).iter().map(|c| c.value.0).collect::<Vec<_>>();
        assert_eq!(order(1.0), [0, 1, 2]);
        assert_eq!(order(0.7), [0, 3, 1]);
        assert_eq!(diversify(&candidates, 9, 0.5, cosine).len(), 4);
        assert!(diversify(&[], 3, 0.5, cosine).is_empty());
    }
}
