//! From an [`crate::engine::Answer`] to words: neutral [`Markup`], then a format per door.
//!
//! All Spanish going out stands in [`es`], its English in [`en`]; formats are in [`format`].
pub mod format;
pub mod markup;
