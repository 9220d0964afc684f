//! Scores and the best k of them.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A value with a score that is never `NaN`, so that it can be ordered.
///
/// Greater score first; equal scores are ordered by the value, smaller first, so that equal data give equal answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored<T> {
    score: f32,
    /// What was scored.
    pub value: T,
}

impl<T> Scored<T> {
    /// A `NaN` score counts as the worst there is.
    pub fn new(score: f32, value: T) -> Self {
        Self { score: if score.is_nan() { f32::NEG_INFINITY } else { score }, value }
    }

    /// The score; never `NaN`.
    pub fn score(&self) -> f32 {
        self.score
    }
}

impl<T: Eq> Eq for Scored<T> {}

impl<T: Ord> Ord for Scored<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| other.value.cmp(&self.value))
    }
}

impl<T: Ord> PartialOrd for Scored<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The `k` best, best first. Cost: n log k; memory: k.
pub fn top_k<T: Ord>(items: impl IntoIterator<Item = Scored<T>>, k: usize) -> Vec<Scored<T>> {
    let mut heap: BinaryHeap<Reverse<Scored<T>>> = BinaryHeap::with_capacity(k.min(1024) + 1);
    for item in items {
        if heap.len() < k {
            heap.push(Reverse(item));
        } else if heap.peek().is_some_and(|worst| item > worst.0) {
            heap.pop();
            heap.push(Reverse(item));
        }
    }
    let mut best: Vec<_> = heap.into_iter().map(|r| r.0).collect();
    best.sort_by(|a, b| b.cmp(a));
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_first_and_ties_by_value() {
        let items = [(0.5, 3), (0.9, 7), (0.5, 1), (f32::NAN, 0), (0.1, 9)].map(|(s, v)| Scored::new(s, v));
        let best: Vec<_> = top_k(items, 3).into_iter().map(|s| s.value).collect();
        assert_eq!(best, [7, 1, 3]);
        assert!(top_k(items, 0).is_empty());
    }
}
