//! Factors of likes: implicit alternating least squares (Hu, Koren & Volinsky 2008), in the form and with the scaled
//! regularisation of Rendle, Krichene, Zhang & Koren (2022, "Revisiting the performance of iALS").
//!
//! The doors are [`fit`] and [`Implicit::user`]. Minimised is
//! `Σ_liked (1 − p·q)² + α Σ_all (p·q)² + λ (Σ_u (n_u + α items) |p_u|² + Σ_i (n_i + α users) |q_i|²)`.

use std::ops::Deref;

use nalgebra::{DMatrix, DVector, DVectorView};
use rayon::prelude::*;

use crate::artifacts::columns::{Column, Columns, ColumnsWriter};
use crate::error::Result;
use crate::recommend::content::dot;
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

/// Factors of items, and what folding in a user needs; owned where it is learnt, mapped where it is served.
#[derive(Clone, Debug)]
pub(super) struct Implicit<S = Column<f32>> {
    rank: usize,
    n_items: usize,
    /// items × rank, row-major.
    items: S,
    /// `α Σ q qᵀ`, rank × rank.
    gram: S,
    /// `α` and `λ`.
    unseen: f32,
    pull: f32,
}

/// Learns from the likes of users (rows of items). Deterministic for a seed.
pub(super) fn fit(liked: &[Vec<u32>], items: usize, learning: Learning, seed: u64) -> Implicit<Vec<f32>> {
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
    Implicit {
        rank,
        n_items: items,
        items: item_factors.data.into(),
        gram: gram.data.into(),
        unseen: learning.unseen,
        pull: learning.pull,
    }
}

impl Implicit<Vec<f32>> {
    /// Adds the columns that [`Implicit::open`] reads.
    pub(super) fn save(&self, columns: &mut ColumnsWriter) {
        columns.matrix("likes.factors", &self.items, &[self.n_items, self.rank]);
        columns.matrix("likes.gram", &self.gram, &[self.rank, self.rank]);
        columns.numbers("likes.learning", &[self.unseen, self.pull]);
    }
}

impl Implicit {
    /// Opens what [`Implicit::save`] wrote.
    pub(super) fn open(columns: &Columns, items: usize) -> Result<Self> {
        let learning: Column<f32> = columns.numbers("likes.learning", 2)?;
        let rank = columns.matrix::<f32>("likes.gram")?.1[0];
        Ok(Self {
            rank,
            n_items: items,
            items: columns.numbers("likes.factors", items * rank)?,
            gram: columns.numbers("likes.gram", rank * rank)?,
            unseen: learning[0],
            pull: learning[1],
        })
    }
}

impl<S: Deref<Target = [f32]>> Implicit<S> {
    /// The factors of a user who likes the given items. Cost: one solution of rank equations.
    pub(super) fn user(&self, liked: &[u32]) -> DVector<f32> {
        let gram = DMatrix::from_column_slice(self.rank, self.rank, &self.gram);
        let pull = self.pull * (liked.len() as f32 + self.unseen * self.n_items as f32);
        solve(liked, &self.items, &gram, pull)
    }

    /// The score of every item for a user of the given factors.
    pub(super) fn scores(&self, user: &DVector<f32>) -> Vec<f32> {
        self.items.chunks_exact(self.rank.max(1)).map(|q| dot(q, user.as_slice())).collect()
    }
}

fn gram(factors: &DMatrix<f32>, unseen: f32) -> DMatrix<f32> {
    factors * factors.transpose() * unseen
}

fn solve_all(lists: &[Vec<u32>], others: &DMatrix<f32>, gram: &DMatrix<f32>, learning: Learning) -> DMatrix<f32> {
    let all = learning.unseen * others.ncols() as f32;
    let one = |list: &Vec<u32>| solve(list, others.as_slice(), gram, learning.pull * (list.len() as f32 + all));
    let columns: Vec<DVector<f32>> = lists.par_iter().map(one).collect();
    if columns.is_empty() { DMatrix::zeros(learning.rank, 0) } else { DMatrix::from_columns(&columns) }
}

/// Least squares of one row: `(gram + Σ q qᵀ + pull) p = Σ q`; `others` holds the `q`, one after the other.
fn solve(list: &[u32], others: &[f32], gram: &DMatrix<f32>, pull: f32) -> DVector<f32> {
    let rank = gram.nrows();
    let mut left = gram.clone();
    let mut right = DVector::zeros(rank);
    for &i in list {
        let q = DVectorView::from_slice(&others[i as usize * rank..(i as usize + 1) * rank], rank);
        left.ger(1.0, &q, &q, 1.0);
        right += q;
    }
    (0..rank).for_each(|f| left[(f, f)] += pull.max(1e-6));
    left.cholesky().map_or_else(|| DVector::zeros(rank), |c| c.solve(&right))
}
