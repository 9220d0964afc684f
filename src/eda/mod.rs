//! Exploration: films, money, platforms and ratings as charts, in pictures, in text and as a report.
//!
//! Figures are counted here ([`count`]), words are put to them by [`crate::render::words::charts`], and a
//! [`Chart`] is laid out once and drawn as SVG ([`svg`]), PNG ([`png`]) or text ([`bars`]). The report of a whole
//! catalogue is [`explore`].

mod chart;
mod count;
mod draw;
mod explore;
mod films;
mod font;
mod money;
mod picture;
mod platforms;
mod quality;
mod ratings;
mod report;
mod scene;
mod svg;
mod text;

pub use chart::{
    Axis, BarLayout, Bars, Chart, Cloud, Course, Format, Heatmap, Histogram, Lines, Plot, Scale, Scatter, Series,
    Spacing,
};
pub use count::{CLOUD, Count, Figures, Key, Tally, count, median};
pub use draw::{Frame, scene};
pub use explore::{Section, explore};
pub use films::{Measure, Pairs, pairs, spearman};
pub use font::covers;
pub use money::{FEW_RETURNS, Spent};
pub use platforms::{AgeRatings, ByYear, LONGEST, Lengths, Overlap, STEP, overlap};
pub use quality::{Column, Suspect, TITLE_COLUMNS};
pub use ratings::{LeftOut, Rated, STEPS, Spread};
pub use report::write as report;
pub use scene::{Area, Scene, Text};
pub use text::bars;

/// A chart as an SVG document. Cost: one or two milliseconds.
pub fn svg(chart: &Chart, frame: Frame) -> String {
    svg::write(&scene(chart, frame), "")
}

/// [`svg`] that is dark where the page that shows it is.
pub fn themed_svg(chart: &Chart, frame: Frame) -> String {
    svg::write(&scene(chart, frame), svg::DARK)
}

/// A chart as a PNG picture, 1,600 pixels wide. Cost: about a tenth of a second.
pub fn png(chart: &Chart) -> Vec<u8> {
    pixels(&svg(chart, Frame::Picture))
}

/// An SVG document that [`svg`] made as a PNG picture. Cost: nearly all of what [`png`] costs.
pub fn pixels(svg: &str) -> Vec<u8> {
    picture::png(svg)
}
