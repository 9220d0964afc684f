//! What is on disk under `index/`: generations built aside, verified, published by rename.
pub mod columns;
