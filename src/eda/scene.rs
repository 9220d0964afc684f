//! [`Scene`]: shapes and measured texts at their places, ready to be written as SVG.

use super::font;
use crate::render::Language;

/// Letters of a picture's title, in pixels of a picture 1,600 wide.
pub const TITLE: f32 = 46.0;
/// Letters of the finding.
pub const FINDING: f32 = 32.0;
/// Letters of labels, names and ticks.
pub const LABEL: f32 = 28.0;
/// Letters of what is said at the side; only figures in narrow cells are smaller.
pub const SMALL: f32 = 24.0;

/// A place for shapes, in pixels, the origin at the upper left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What the picture shows, for those who do not see it.
    pub title: String,
    /// How figures are written.
    pub language: Language,
    /// In the order of drawing.
    pub shapes: Vec<Shape>,
}

/// What something is drawn with: roles, so that a page may show them dark or light.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// The ground.
    Ground,
    /// Titles and labels.
    Text,
    /// What is said at the side.
    Soft,
    /// Lines of axes.
    Grid,
    /// A series, by number.
    Series(usize),
    /// A colour of a table's cell, which stays as it is: red, green, blue.
    Fixed(u8, u8, u8),
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Rect(Area, Ink),
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(f32, f32)>,
        /// The colour.
        ink: Ink,
        /// The width.
        width: f32,
        /// Whether it is broken.
        dashed: bool,
    },
    /// A filled area within points.
    Region(Vec<(f32, f32)>, Ink, f32),
    /// Dots of one colour, size and opacity.
    Dots {
        /// Their centres.
        centres: Vec<(f32, f32)>,
        /// Half their width.
        radius: f32,
        /// The colour.
        ink: Ink,
        /// From 0 to 1.
        opacity: f32,
    },
    /// A text.
    Text(Text),
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Area {
    /// The right edge.
    pub fn right(self) -> f32 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(self) -> f32 {
        self.y + self.h
    }

    /// Whether two rectangles have a part in common that is more than an edge.
    pub fn meets(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether it contains another.
    pub fn contains(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    /// The least rectangle that contains two.
    pub fn around(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }

    /// The same with a margin around it.
    pub fn grown(self, by: f32) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }
}

/// Which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where the anchor stands.
    pub x: f32,
    /// The line that the letters stand on.
    pub y: f32,
    /// Height of an em.
    pub size: f32,
    /// Whether in bold.
    pub bold: bool,
    /// Which end stands at `x`.
    pub anchor: Anchor,
    /// Whether it runs upwards.
    pub turned: bool,
    /// The colour.
    pub ink: Ink,
    /// Whether a rim of the ground sets it off from what lies below.
    pub haloed: bool,
}

impl Text {
    /// A text in the colour of labels that begins at `(x, y)`.
    pub fn new(text: impl Into<String>, x: f32, y: f32, size: f32) -> Self {
        Self {
            text: text.into(),
            x,
            y,
            size,
            bold: false,
            anchor: Anchor::Start,
            turned: false,
            ink: Ink::Text,
            haloed: false,
        }
    }

    /// In bold.
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// Anchored at another end.
    pub fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// In another colour.
    pub fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// Running upwards.
    pub fn turned(self) -> Self {
        Self { turned: true, ..self }
    }

    /// Set off from what lies below.
    pub fn haloed(self) -> Self {
        Self { haloed: true, ..self }
    }

    /// Its width, whichever way it runs.
    pub fn width(&self) -> f32 {
        font::width(&self.text, self.size, self.bold)
    }

    /// The rectangle of its ink.
    pub fn bounds(&self) -> Area {
        let width = self.width();
        let (above, below) = font::reach(&self.text, self.size, self.bold);
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        match self.turned {
            false => Area { x: self.x - before, y: self.y - above, w: width, h: above + below },
            true => Area { x: self.x - above, y: self.y - (width - before), w: above + below, h: width },
        }
    }
}

impl Scene {
    /// An empty scene on its ground.
    pub fn new(width: f32, height: f32, title: &str, language: Language) -> Self {
        let ground = Shape::Rect(Area { x: 0.0, y: 0.0, w: width, h: height }, Ink::Ground);
        Self { width, height, title: title.to_owned(), language, shapes: vec![ground] }
    }

    /// Draws a text.
    pub fn text(&mut self, text: Text) {
        if !text.text.is_empty() {
            self.shapes.push(Shape::Text(text));
        }
    }

    /// Draws a straight line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink, width: f32) {
        self.shapes.push(Shape::Line { points: vec![from, to], ink, width, dashed: false });
    }

    /// Draws a filled rectangle; nothing where it has no extent.
    pub fn rect(&mut self, area: Area, ink: Ink) {
        if area.w > 0.0 && area.h > 0.0 {
            self.shapes.push(Shape::Rect(area, ink));
        }
    }

    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }

    /// What cannot be read: texts that reach out of the picture, and pairs of texts that lie on each other.
    pub fn unreadable(&self) -> Vec<String> {
        let canvas = Area { x: 0.0, y: 0.0, w: self.width, h: self.height };
        let texts: Vec<(&str, Area)> = self.texts().map(|t| (t.text.as_str(), t.bounds())).collect();
        let mut found = Vec::new();
        for (i, (text, bounds)) in texts.iter().enumerate() {
            if !canvas.contains(*bounds) {
                found.push(format!("`{text}` reaches out of the picture: {bounds:?}"));
            }
            for (other, theirs) in &texts[..i] {
                if bounds.meets(*theirs) {
                    found.push(format!("`{text}` lies on `{other}`"));
                }
            }
        }
        found
    }
}
