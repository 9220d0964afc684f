//! Item-to-item weights in closed form: EASE (Steck 2019, "Embarrassingly shallow autoencoders"), with item features as
//! further rows (CEASE: Jeunen, Van Balen & Goethals 2020).
//!
//! The door is [`fit`]. `G = XᵀX + β S + λ I`, and the weights are `−G⁻¹` divided by its diagonal, column by column,
//! with nothing on the diagonal; `S` holds the similarities of items (`F Fᵀ`).

use nalgebra::DMatrix;
use rayon::prelude::*;

/// Weights of items for items: row `i`, column `j` is what having liked `i` adds to the score of `j`.
///
/// `gram` is `XᵀX`; `similar` is `S`, where known. Cost: cubic in the number of items.
pub(super) fn fit(gram: &DMatrix<f32>, similar: Option<&DMatrix<f32>>, beta: f32, lambda: f32) -> DMatrix<f32> {
    let n = gram.nrows();
    let mut full = gram.clone();
    if let Some(similar) = similar {
        full.zip_apply(similar, |x, s| *x += beta * s);
    }
    (0..n).for_each(|i| full[(i, i)] += lambda);
    let mut weights = inverse(&full);
    for j in 0..n {
        let diagonal = -weights[(j, j)];
        weights.column_mut(j).iter_mut().for_each(|x| *x /= diagonal);
        weights[(j, j)] = 0.0;
    }
    weights
}

/// The inverse of a symmetric positive definite matrix, by halves (Schur complements), so that nearly all of the work
/// is products of large matrices: nalgebra's own inverse works number by number and takes ten times as long.
pub(super) fn inverse(m: &DMatrix<f32>) -> DMatrix<f32> {
    const SMALL: usize = 96;
    let n = m.nrows();
    if n <= SMALL {
        let exact = m.map(f64::from);
        let inverted = exact.clone().cholesky().map(|c| c.inverse()).or_else(|| exact.try_inverse());
        return inverted.map_or_else(|| DMatrix::zeros(n, n), |inverse| inverse.map(|x| x as f32));
    }
    let half = n / 2;
    let rest = n - half;
    let corner = m.view((0, half), (half, rest)).clone_owned();
    let first = inverse(&m.view((0, 0), (half, half)).clone_owned());
    let carried = product(&first, &corner);
    let schur = m.view((half, half), (rest, rest)) - product(&corner.transpose(), &carried);
    let second = inverse(&schur);
    let side = -product(&carried, &second);
    let top = first - product(&side, &carried.transpose());
    let mut out = DMatrix::zeros(n, n);
    out.view_mut((0, 0), (half, half)).copy_from(&top);
    out.view_mut((0, half), (half, rest)).copy_from(&side);
    out.view_mut((half, 0), (rest, half)).copy_from(&side.transpose());
    out.view_mut((half, half), (rest, rest)).copy_from(&second);
    out
}

/// `a × b` on all threads, by slices of columns of `b`.
pub(super) fn product(a: &DMatrix<f32>, b: &DMatrix<f32>) -> DMatrix<f32> {
    const SLICE: usize = 128;
    let mut out = DMatrix::zeros(a.nrows(), b.ncols());
    if out.is_empty() {
        return out;
    }
    let rows = a.nrows();
    out.as_mut_slice().par_chunks_mut(rows * SLICE).enumerate().for_each(|(slice, columns)| {
        let width = columns.len() / rows;
        let product = a * b.columns(slice * SLICE, width);
        columns.copy_from_slice(product.as_slice());
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::random::Random;

    #[test]
    fn the_inverse_by_halves_is_the_inverse() {
        let mut random = Random::new(5);
        let noise = DMatrix::from_fn(300, 250, |_, _| random.normal() as f32);
        let m = &noise * noise.transpose() / 250.0 + DMatrix::identity(300, 300) * 0.5;
        let off = (&m * inverse(&m) - DMatrix::identity(300, 300)).amax();
        assert!(off < 1e-3, "{off}");
    }
}
