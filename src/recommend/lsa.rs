//! Latent topics of a sparse matrix (latent semantic analysis, Deerwester et al. 1990) by a randomised singular value
//! decomposition (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1).
//!
//! The door is [`fit`]. Everything is a product of a sparse and a narrow dense matrix, or of two narrow dense ones:
//! time grows with the number of non-zeros, and no matrix is larger than rows × topics.

use nalgebra::{DMatrix, DMatrixView};
use nalgebra_sparse::CsrMatrix;
use rayon::prelude::*;

use super::random::Random;

/// The result of [`fit`].
pub(super) struct Topics {
    /// topics × rows of the matrix: `(U Σ)ᵀ`.
    pub(super) rows: DMatrix<f32>,
    /// topics × columns of the matrix: `Vᵀ`. A new row `x` has the topics `Vᵀ x`.
    pub(super) columns: DMatrix<f32>,
}

/// Columns more than asked for, which make the first ones exact.
const OVERSAMPLING: usize = 8;
/// Multiplications with the matrix and its transpose, which separate topics whose strengths are close.
const POWER_STEPS: usize = 2;

/// The `topics` strongest directions of `matrix` (fewer where the matrix is smaller). Deterministic for a seed.
pub(super) fn fit(matrix: &CsrMatrix<f32>, topics: usize, seed: u64) -> Topics {
    let width = (topics + OVERSAMPLING).min(matrix.nrows()).min(matrix.ncols());
    if width == 0 {
        return Topics { rows: DMatrix::zeros(0, matrix.nrows()), columns: DMatrix::zeros(0, matrix.ncols()) };
    }
    let transposed = matrix.transpose();
    let mut random = Random::new(seed);
    let noise = DMatrix::from_fn(width, matrix.ncols(), |_, _| random.normal() as f32);
    let mut range = orthonormal(&product(matrix, &noise));
    for _ in 0..POWER_STEPS {
        let back = orthonormal(&product(&transposed, &range));
        range = orthonormal(&product(matrix, &back));
    }
    // B = QᵀA, and B Bᵀ = W S² Wᵀ is a small symmetric problem: A ≈ (Q W) S (Bᵀ W S⁻¹)ᵀ.
    let small = product(&transposed, &range);
    let eigen = gram(&small).symmetric_eigen();
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    order.truncate(topics);
    let strength: Vec<f32> = order.iter().map(|&i| eigen.eigenvalues[i].max(0.0).sqrt() as f32).collect();
    let turn = DMatrix::from_fn(order.len(), width, |t, i| eigen.eigenvectors[(i, order[t])] as f32);
    let mut rows = &turn * range;
    let mut columns = turn * small;
    for (t, &s) in strength.iter().enumerate() {
        rows.row_mut(t).scale_mut(s);
        columns.row_mut(t).scale_mut(if s > 0.0 { 1.0 / s } else { 0.0 });
    }
    Topics { rows, columns }
}

/// `right × matrixᵀ`: one column of `out` for each row of the matrix.
fn product(matrix: &CsrMatrix<f32>, right: &DMatrix<f32>) -> DMatrix<f32> {
    let width = right.nrows();
    let mut out = DMatrix::zeros(width, matrix.nrows());
    out.as_mut_slice().par_chunks_mut(width.max(1)).enumerate().for_each(|(i, sum)| {
        let row = matrix.row(i);
        for (&j, &value) in row.col_indices().iter().zip(row.values()) {
            let column = &right.as_slice()[j * width..(j + 1) * width];
            sum.iter_mut().zip(column).for_each(|(s, x)| *s += value * x);
        }
    });
    out
}

/// `m mᵀ`, in f64 from here on.
fn gram(m: &DMatrix<f32>) -> DMatrix<f64> {
    let (width, n) = m.shape();
    // Products of slices of columns, summed in f64 in a fixed order: as exact as needed, and the same for any number
    // of threads.
    const SLICE: usize = 2048;
    let parts: Vec<DMatrix<f32>> = (0..n.div_ceil(SLICE))
        .into_par_iter()
        .map(|part| {
            let slice = &m.as_slice()[part * SLICE * width..((part + 1) * SLICE).min(n) * width];
            let part = DMatrixView::<f32>::from_slice(slice, width, slice.len() / width);
            part * part.transpose()
        })
        .collect();
    parts.iter().fold(DMatrix::zeros(width, width), |sum, part| sum + part.map(f64::from))
}

/// Rows made orthonormal (Cholesky QR): `L⁻¹ m` with `m mᵀ = L Lᵀ`.
fn orthonormal(m: &DMatrix<f32>) -> DMatrix<f32> {
    let width = m.nrows();
    let mut square = gram(m);
    // Rows that depend on others (a matrix of low rank) would stop the decomposition.
    let floor = 1e-6 * (square.trace() / width.max(1) as f64) + f64::MIN_POSITIVE;
    for i in 0..width {
        square[(i, i)] += floor;
    }
    let Some(cholesky) = square.cholesky() else { return m.clone() };
    let inverse = cholesky.l().solve_lower_triangular(&DMatrix::identity(width, width));
    inverse.map_or_else(|| m.clone(), |inverse| inverse.map(|x| x as f32) * m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_strongest_directions() {
        // Two groups of columns that occur together: two topics, the others are nothing.
        let mut dense = DMatrix::<f32>::zeros(30, 12);
        for i in 0..30 {
            let group = usize::from(i >= 20);
            for j in 0..6 {
                dense[(i, group * 6 + j)] = 1.0 + (i * 7 + j * 3 % 5) as f32 * 0.01;
            }
        }
        let topics = fit(&CsrMatrix::from(&dense), 2, 1);
        let back = topics.rows.transpose() * &topics.columns;
        assert!((back - &dense).norm() / dense.norm() < 0.1);
        let again = fit(&CsrMatrix::from(&dense), 2, 1);
        assert_eq!(topics.rows, again.rows);
        let projected = &topics.columns * dense.transpose();
        assert!((projected - &topics.rows).norm() / topics.rows.norm() < 1e-2);
    }
}
