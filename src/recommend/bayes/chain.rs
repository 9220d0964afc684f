//! One Markov chain of the factorisation: the conditional draws.
//!
//! The door is [`Chain`]. Notation: ratings `r(u, i) = w₀ + b_u + c_i + Σ_f P_uf Q_if + noise`, where `b`, `c`, `P` and
//! `Q` are themselves sums over features: `P_uf = Σ_j x_uj v_jf`. Every `v_jf` has a normal prior, shared by its group
//! of features and its factor, whose mean and precision are drawn too (Rendle 2013, "Scaling factorization machines to
//! relational data", §4; Salakhutdinov & Mnih 2008). Given all else each `v_jf` is normal, and what the ratings say of
//! it is gathered once per row: no feature ever walks the ratings.

use super::design::Design;
use crate::recommend::random::Random;

/// Ratings in the order of one side: the partner of each, by row.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// First rating of each row, and the end.
    pub(super) offsets: Vec<u32>,
    /// Row of the other side, for each rating.
    pub(super) partner: Vec<u32>,
}

/// The state of one side: values of features, and their sums per row, by factor; the last "factor" is the bias.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Value of each feature, by factor.
    values: Vec<Vec<f32>>,
    /// `P` (or `Q`) by factor, and last `b` (or `c`).
    pub(super) rows: Vec<Vec<f32>>,
}

impl Side {
    /// Small random factors, no bias.
    pub(super) fn new(design: &Design, rank: usize, random: &mut Random) -> Self {
        const SPREAD: f32 = 0.1;
        let mut values: Vec<Vec<f32>> = Vec::with_capacity(rank + 1);
        for factor in 0..=rank {
            let spread = if factor < rank { SPREAD } else { 0.0 };
            values.push((0..design.features()).map(|_| random.normal() as f32 * spread).collect());
        }
        let rows = values.iter().map(|values| sums(design, values)).collect();
        Self { values, rows }
    }

    /// Draws all features of this side anew, factor by factor, given the other side. `residual` (ratings less
    /// estimates, in this side's order) is kept up to date. Cost: `rank × (ratings + entries of the design)`.
    pub(super) fn draw(
        &mut self,
        design: &Design,
        order: &Order,
        other: &[Vec<f32>],
        residual: &mut [f32],
        noise_precision: f64,
        random: &mut Random,
    ) {
        let rank = self.values.len() - 1;
        let ones = vec![1.0; other[0].len()];
        // For each row: Σ q², Σ q × residual, and by how much its sum has moved.
        let mut gathered = vec![[0.0f32; 3]; design.rows];
        // The last factor is the bias: its partner is 1 everywhere.
        let partners = other[..rank].iter().chain([&ones]);
        for (factor, partner) in partners.enumerate() {
            for (row, g) in gathered.iter_mut().enumerate() {
                let range = order.offsets[row] as usize..order.offsets[row + 1] as usize;
                let (mut square, mut product) = (0.0f32, 0.0f32);
                for (&i, &e) in order.partner[range.clone()].iter().zip(&residual[range]) {
                    let q = partner[i as usize];
                    square += q * q;
                    product += q * e;
                }
                *g = [square, product, 0.0];
            }
            draw_values(design, &mut self.values[factor], &mut gathered, noise_precision, random);
            let rows = &mut self.rows[factor];
            for (row, g) in gathered.iter().enumerate() {
                let moved = g[2];
                rows[row] += moved;
                let range = order.offsets[row] as usize..order.offsets[row + 1] as usize;
                for (&i, e) in order.partner[range.clone()].iter().zip(&mut residual[range]) {
                    *e -= moved * partner[i as usize];
                }
            }
        }
    }

    /// Sums the rows anew: adding up differences drifts.
    pub(super) fn refresh(&mut self, design: &Design) {
        for (rows, values) in self.rows.iter_mut().zip(&self.values) {
            *rows = sums(design, values);
        }
    }
}

/// The draws of one factor's features, given what the ratings say per row (see [`Side::draw`]).
fn draw_values(
    design: &Design,
    values: &mut [f32],
    gathered: &mut [[f32; 3]],
    noise_precision: f64,
    random: &mut Random,
) {
    for group in &design.groups {
        let (mean, precision) = draw_prior(&values[group.clone()], random);
        for feature in group.clone() {
            let (mut square, mut product) = (0.0f32, 0.0f32);
            let entries = design.rows_with(feature);
            for &(row, x) in entries {
                let g = &gathered[row as usize];
                square += x * x * g[0];
                product += x * g[1];
            }
            let old = f64::from(values[feature]);
            let posterior = precision + noise_precision * f64::from(square);
            let pull = precision * mean + noise_precision * (f64::from(product) + old * f64::from(square));
            let new = (pull / posterior + random.normal() / posterior.sqrt()) as f32;
            let moved = new - values[feature];
            values[feature] = new;
            for &(row, x) in entries {
                let g = &mut gathered[row as usize];
                let step = moved * x;
                g[1] -= step * g[0];
                g[2] += step;
            }
        }
    }
}

/// Mean and precision of the normal prior of a group, given its values: normal-gamma with one pseudo-value at 0.
fn draw_prior(values: &[f32], random: &mut Random) -> (f64, f64) {
    let n = values.len() as f64;
    let sum: f64 = values.iter().map(|&v| f64::from(v)).sum();
    let centre = sum / (n + 1.0);
    let spread: f64 = values.iter().map(|&v| (f64::from(v) - centre).powi(2)).sum::<f64>() + centre * centre;
    let precision = random.gamma((2.0 + n) / 2.0) / ((1.0 + spread) / 2.0);
    let mean = centre + random.normal() / ((n + 1.0) * precision).sqrt();
    (mean, precision)
}

/// The sum of its features for each row.
fn sums(design: &Design, values: &[f32]) -> Vec<f32> {
    let mut rows = vec![0.0; design.rows];
    for (feature, value) in values.iter().enumerate() {
        design.rows_with(feature).iter().for_each(|&(row, x)| rows[row as usize] += x * value);
    }
    rows
}
