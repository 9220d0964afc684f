//! [`Chart`]: a picture as a value — what it says and shows, before anything is laid out.

use crate::render::Language;

/// A chart. Words are in the language of whoever reads it; numbers are raw.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// A stable short name: the file name of its picture.
    pub name: String,
    /// What is shown.
    pub title: String,
    /// What one learns from it, one or two sentences.
    pub finding: String,
    /// From which data, and from how much of it.
    pub source: String,
    /// The data.
    pub plot: Plot,
    /// The language of its words, in which its figures are written too.
    pub language: Language,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// One bar for each of a few things.
    Bars(Bars),
    /// A course over a number, mostly years; areas when there is one series.
    Lines(Lines),
    /// How often values fall between edges.
    Histogram(Histogram),
    /// One dot for each thing, some of them named.
    Scatter(Scatter),
    /// A table in colours.
    Heatmap(Heatmap),
    /// Words as large as they are frequent.
    Cloud(Cloud),
}

/// Bars with a label each.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The label of each bar.
    pub labels: Vec<String>,
    /// What each bar is made of: one value per label and series.
    pub series: Vec<Series>,
    /// How the bars stand.
    pub layout: BarLayout,
    /// The axis of the values.
    pub value: Axis,
    /// What the labels are; empty where they say it themselves.
    pub across: String,
}

/// How bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarLayout {
    /// One below the other, labels to the left; series one after the other.
    Rows,
    /// Side by side, labels below; series on top of each other.
    Columns,
    /// Side by side, labels below; series side by side too.
    Beside,
}

/// A named row of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name; not shown where there is only one series.
    pub name: String,
    /// One value per label, `>= 0`.
    pub values: Vec<f64>,
}

/// Courses.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// One or several, each with its points in ascending order of x.
    pub series: Vec<Course>,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis; begins at 0.
    pub y: Axis,
}

/// A named course.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The name.
    pub name: String,
    /// `(x, y)`, ascending by x.
    pub points: Vec<(f64, f64)>,
}

/// Counts between edges.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// `counts.len() + 1` ascending edges; positive where the axis is logarithmic.
    pub edges: Vec<f64>,
    /// How many values from each edge up to the next.
    pub counts: Vec<f64>,
    /// Whether the last range also holds what lies beyond its end.
    pub open: bool,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis; begins at 0.
    pub y: Axis,
}

/// Dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// All dots.
    pub points: Vec<(f64, f64)>,
    /// Dots shown larger and with their name, the most important first.
    pub named: Vec<(f64, f64, String)>,
    /// What a dot is, and what a line where both values are equal means; no line where empty.
    pub equal: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
}

/// A table in colours.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Row by row; `None` for a cell without meaning.
    pub cells: Vec<Vec<Option<f64>>>,
    /// Which colours.
    pub scale: Scale,
    /// How values are written.
    pub format: Format,
}

/// Colours of a heat map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From light (0) to dark (the greatest value).
    Rising,
    /// Blue above 0, orange below, from -1 to 1.
    Signed,
}

/// A word cloud.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    /// Words and how often each occurs, the most frequent first.
    pub words: Vec<(String, f64)>,
}

/// An axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is measured; empty where that is plain.
    pub title: String,
    /// How values are placed.
    pub spacing: Spacing,
    /// How values are written.
    pub format: Format,
}

impl Axis {
    /// An even axis.
    pub fn even(title: impl Into<String>, format: Format) -> Self {
        Self { title: title.into(), spacing: Spacing::Even, format }
    }

    /// A logarithmic axis, for values above 0.
    pub fn log(title: impl Into<String>, format: Format) -> Self {
        Self { title: title.into(), spacing: Spacing::Log, format }
    }
}

/// How values are placed on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// Equal steps.
    Even,
    /// Equal factors.
    Log,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A count or a measure: `12.345`, `0,5`; shortened on axes (`2 M`).
    Number,
    /// A year: `1995`.
    Year,
    /// Hundredths: `0.25` is `25 %`.
    Share,
    /// Two decimals: `-0,25`.
    Fine,
    /// How many times: `2,5×`.
    Times,
}
