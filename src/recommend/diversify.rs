//! Lists that are not five times the same: maximal marginal relevance (Carbonell & Goldstein 1998).
//!
//! The door is [`diversify`].

use crate::catalog::MovieId;
use crate::rank::Scored;

/// Picks `k` of `candidates` (best first), each time the one with the greatest
/// `trust × score − (1 − trust) × greatest cosine with what was picked`.
///
/// `trust` is in `0..=1`: 1 keeps the order, less of it makes the list more varied. The first stays the first; scores
/// are left as they were. Ties go to the better candidate. Cost: at most `k × candidates` cosines, of which most are
/// spared: what a candidate is worth only falls, so those that cannot win by their score alone are not compared (lazy
/// greedy, Minoux 1978).
pub fn diversify(
    candidates: &[Scored<MovieId>],
    k: usize,
    trust: f32,
    cosine: impl Fn(MovieId, MovieId) -> f32,
) -> Vec<Scored<MovieId>> {
    /// A candidate, the greatest cosine with the first `compared` of what was picked, and their number.
    struct Left {
        candidate: Scored<MovieId>,
        nearest: f32,
        compared: usize,
    }
    let mut left: Vec<Left> =
        candidates.iter().map(|&candidate| Left { candidate, nearest: 0.0, compared: 0 }).collect();
    let mut picked: Vec<Scored<MovieId>> = Vec::with_capacity(k.min(left.len()));
    while picked.len() < k && !left.is_empty() {
        let mut best: Option<(usize, f32)> = None;
        for (i, one) in left.iter_mut().enumerate() {
            let beats = |worth: f32| best.is_none_or(|(_, most)| worth > most);
            let most = trust * one.candidate.score();
            if !beats(most) {
                // Those that follow have lower scores still.
                break;
            }
            while one.compared < picked.len() && beats(most - (1.0 - trust) * one.nearest) {
                one.nearest = one.nearest.max(cosine(one.candidate.value, picked[one.compared].value));
                one.compared += 1;
            }
            let worth = most - (1.0 - trust) * one.nearest;
            if one.compared == picked.len() && beats(worth) {
                best = Some((i, worth));
            }
        }
        let Some((chosen, _)) = best else { break };
        picked.push(left.remove(chosen).candidate);
    }
    picked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The same as comparing everything with everything.
        #[test]
        fn nothing_is_lost_by_sparing(
            scores in prop::collection::vec(0.0f32..1.0, 0..30), k in 0usize..12, trust in 0.0f32..=1.0, salt in 1u32..1000,
        ) {
            let mut scores = scores;
            scores.sort_by(|a, b| b.total_cmp(a));
            let candidates: Vec<_> = scores.iter().zip(0..).map(|(&s, m)| Scored::new(s, MovieId(m))).collect();
            let cosine = |a: MovieId, b: MovieId| ((a.0 ^ b.0) * salt % 101) as f32 / 101.0;
            let mut left = candidates.clone();
            let mut wanted: Vec<Scored<MovieId>> = Vec::new();
            while wanted.len() < k && !left.is_empty() {
                let worth = |c: &Scored<MovieId>| {
                    let nearest = wanted.iter().map(|p| cosine(c.value, p.value)).fold(0.0, f32::max);
                    trust * c.score() - (1.0 - trust) * nearest
                };
                let best = (0..left.len()).fold(0, |best, i| if worth(&left[i]) > worth(&left[best]) { i } else { best });
                wanted.push(left.remove(best));
            }
            let order = |list: &[Scored<MovieId>]| list.iter().map(|c| c.value.0).collect::<Vec<_>>();
            prop_assert_eq!(order(&diversify(&candidates, k, trust, cosine)), order(&wanted));
        }
    }

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
