//! Answers questions from one generation of the index.
//!
//! The doors are [`Engine::open`] and [`Engine::answer`]; [`Live`] follows newly published generations.

mod answer;

pub use answer::*;
