//! Factors of likes: implicit alternating least squares (Hu, Koren & Volinsky 2008), in the form and with the scaled
//! regularisation of Rendle, Krichene, Zhang & Koren (2022, "Revisiting the performance of iALS").
//!
//! The doors are [`fit`] and [`Implicit::user`]. Minimised is
//! `Σ_liked (1 − p·q)² + α Σ_all (p·q)² + λ (Σ_u (n_u + α items) |p_u|² + Σ_i (n_i + α users) |q_i|²)`.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use crate::recommend::random::Random;

/// How factors of likes are learnt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Learning {
    /// Number of factors.
    pub(super) rank: usize,
    /// Alternations.
    pub(super) rounds: usize,
    /// Weight of what was not liked, `α`.
    pub(super) unseen: f32,
    /// Regularisation, `λ`.
    pub(super) pull: f32,
}

/// Factors of items, and what folding in a user needs.
#[derive(Clone, Debug)]
pub(super) struct Implicit {
    /// rank × items.
    pub(super) items: DMatrix<f32>,
    /// `α Σ q qᵀ`.
    gram: DMatrix<f32>,
    learning: Learning,
}

/// Learns from the likes of users (rows of items). Deterministic for a seed.
pub(super) fn fit(liked: &[Vec<u32>], items: usize, learning: Learning, seed: u64) -> Implicit {
    let rank = learning.rank;
    let mut random = Random::new(seed);
    let spread = 0.1 / (rank as f64).sqrt();
    let mut item_factors = DMatrix::from_fn(rank, items, |_, _| (random.normal() * spread) as f32);
    let mut liked_by: Vec<Vec<u32>> = vec![Vec::new(); items];
    for (user, items) in liked.iter().enumerate() {
        items.iter().for_each(|&i| liked_by[i as usize].push(user as u32));
    }
    for _ in 0..learning.rounds {
        let gram = gram(&item_factors, learning.unseen);
        let users = solve_all(liked, &item_factors, &gram, learning);
        let gram = self::gram(&users, learning.unseen);
        item_factors = solve_all(&liked_by, &users, &gram, learning);
    }
    let gram = gram(&item_factors, learning.unseen);
    Implicit { items: item_factors, gram, learning }
}

impl Implicit {
    /// The factors of a user who likes the given items. Cost: one solution of rank equations.
    pub(super) fn user(&self, liked: &[u32]) -> DVector<f32> {
        solve(liked, &self.items, &self.gram, self.learning)
    }
}

fn gram(factors: &DMatrix<f32>, unseen: f32) -> DMatrix<f32> {
    factors * factors.transpose() * unseen
}

fn solve_all(lists: &[Vec<u32>], others: &DMatrix<f32>, gram: &DMatrix<f32>, learning: Learning) -> DMatrix<f32> {
    let columns: Vec<DVector<f32>> = lists.par_iter().map(|list| solve(list, others, gram, learning)).collect();
    if columns.is_empty() { DMatrix::zeros(learning.rank, 0) } else { DMatrix::from_columns(&columns) }
}

fn solve(list: &[u32], others: &DMatrix<f32>, gram: &DMatrix<f32>, learning: Learning) -> DVector<f32> {
    let rank = learning.rank;
    let mut left = gram.clone();
    let mut right = DVector::zeros(rank);
    for &i in list {
        let q = others.column(i as usize);
        left.ger(1.0, &q, &q, 1.0);
        right += q;
    }
    let pull = learning.pull * (list.len() as f32 + learning.unseen * others.ncols() as f32);
    (0..rank).for_each(|f| left[(f, f)] += pull.max(1e-6));
    left.cholesky().map_or_else(|| DVector::zeros(rank), |c| c.solve(&right))
}
