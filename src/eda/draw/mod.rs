//! Lays a [`Chart`] out: every text is measured and put where it fits. The door is [`scene`].

mod axes;
mod bars;
mod cloud;
mod heatmap;
mod lines;
mod scatter;

use super::chart::{BarLayout, Bars, Chart, Format, Plot};
use super::font::{self, LINE};
use super::scene::{Anchor, Area, FINDING, Ink, LABEL, SMALL, Scene, TITLE, Text};
use crate::render::Language;
use crate::render::numbers::{decimal, percent, whole};

/// Height of the lowest picture.
const LOWEST: f32 = 380.0;

/// What a picture is made for. Letters are as large everywhere, so that a narrow picture can be read on a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// By itself: title, finding and source stand in it; 1,600 wide.
    Picture,
    /// The same in a conversation on a screen, where it is shown some 700 pixels wide; 1,060 wide.
    Screen,
    /// In a page that says them around it; 1,600 wide.
    Page,
    /// The same on a phone; 680 wide, so that a screen of 320 pixels shows it whole in letters that can be read.
    Phone,
}

impl Frame {
    /// Width of every picture, in pixels.
    pub fn width(self) -> f32 {
        match self {
            Self::Picture | Self::Page => 1600.0,
            Self::Screen => 1060.0,
            Self::Phone => 680.0,
        }
    }

    /// Height of the highest.
    fn height(self) -> f32 {
        match self {
            Self::Picture => 1120.0,
            Self::Screen => 740.0,
            Self::Page | Self::Phone => 860.0,
        }
    }

    /// Free room at the edges.
    fn margin(self) -> f32 {
        match self {
            Self::Picture | Self::Page => 56.0,
            Self::Screen => 36.0,
            Self::Phone => 12.0,
        }
    }

    /// Letters of the title and of the finding.
    fn letters(self) -> (f32, f32) {
        if self == Self::Screen { (36.0, 26.0) } else { (TITLE, FINDING) }
    }

    /// Whether title, finding and source stand in it.
    fn is_by_itself(self) -> bool {
        matches!(self, Self::Picture | Self::Screen)
    }
}

/// Lays a chart out.
pub fn scene(chart: &Chart, frame: Frame) -> Scene {
    let label = format!("{}. {}", chart.title, chart.finding);
    let (width, full, margin) = (frame.width(), frame.height(), frame.margin());
    let source = font::balanced(&chart.source, SMALL, false, width - 2.0 * margin);
    let (top, below) = match frame {
        Frame::Picture | Frame::Screen => {
            let more = source.len().saturating_sub(1) as f32 * SMALL * LINE;
            (header(&mut Scene::default(), chart, frame), 74.0 + more)
        }
        Frame::Page | Frame::Phone => (24.0, 24.0),
    };
    // However much is said above it, there is room for what is drawn.
    let full = if frame == Frame::Screen { full.max(top + least(&chart.plot) + below) } else { full };
    let height = needed(&chart.plot).map_or(full, |needed| (top + needed + below).clamp(LOWEST, full).round());
    let mut scene = Scene::new(width, height, &label, chart.language);
    if frame.is_by_itself() {
        header(&mut scene, chart, frame);
        for (line, above) in source.iter().zip((0..source.len()).rev()) {
            let y = height - 30.0 - above as f32 * SMALL * LINE;
            scene.text(Text::new(line.as_str(), margin, y, SMALL).ink(Ink::Soft));
        }
    }
    let area = Area { x: margin, y: top, w: width - 2.0 * margin, h: height - below - top };
    match &chart.plot {
        Plot::Bars(bars) => bars::draw(&mut scene, area, bars),
        Plot::Lines(lines) => lines::courses(&mut scene, area, lines),
        Plot::Histogram(histogram) => lines::histogram(&mut scene, area, histogram),
        Plot::Scatter(scatter) => scatter::draw(&mut scene, area, scatter),
        Plot::Heatmap(map) => heatmap::draw(&mut scene, area, map),
        Plot::Cloud(cloud) => cloud::draw(&mut scene, area, cloud),
    }
    scene
}

/// The height that a plot needs so that its letters do not touch.
fn least(plot: &Plot) -> f32 {
    match plot {
        Plot::Bars(bars) if bars.layout == BarLayout::Rows => beside(bars) + bars.labels.len() as f32 * SMALL * 1.1,
        Plot::Heatmap(map) => 260.0 + map.rows.len() as f32 * SMALL * 1.2,
        _ => 430.0,
    }
}

/// The height that rows need; what else there is fills whatever it gets.
fn needed(plot: &Plot) -> Option<f32> {
    match plot {
        Plot::Bars(bars) if bars.layout == BarLayout::Rows => {
            Some(beside(bars) + bars.labels.len() as f32 * bars::HIGHEST)
        }
        Plot::Heatmap(map) => Some(map.rows.len() as f32 * heatmap::HIGHEST + 60.0),
        _ => None,
    }
}

/// The height of a legend and of the axis' title.
fn beside(bars: &Bars) -> f32 {
    let legend = if bars.series.len() > 1 { 80.0 } else { 0.0 };
    legend + if bars.value.title.is_empty() { 0.0 } else { 44.0 }
}

/// Draws title and finding; returns where they end.
fn header(scene: &mut Scene, chart: &Chart, frame: Frame) -> f32 {
    let margin = frame.margin();
    let room = frame.width() - 2.0 * margin;
    let (title, finding) = frame.letters();
    let mut y = 40.0;
    for line in font::wrap(&chart.title, title, true, room) {
        y += title;
        scene.text(Text::new(line, margin, y, title).bold());
        y += title * (LINE - 1.0);
    }
    y += 6.0;
    for line in font::balanced(&chart.finding, finding, false, room) {
        y += finding;
        scene.text(Text::new(line, margin, y, finding).ink(Ink::Soft));
        y += finding * (LINE - 1.0);
    }
    y + 26.0
}

/// Names of series with a patch of their colour, in rows; returns what is left of the area below them.
fn legend(scene: &mut Scene, area: Area, names: &[&str]) -> Area {
    if names.len() < 2 {
        return area;
    }
    let (patch, row) = (LABEL * 0.9, LABEL * 1.5);
    let (mut x, mut y) = (area.x, area.y + patch);
    for (i, name) in names.iter().enumerate() {
        let name = &font::shorten(name, LABEL, false, area.w * 0.6);
        let width = patch + 12.0 + font::width(name, LABEL, false);
        if x > area.x && x + width > area.right() {
            (x, y) = (area.x, y + row);
        }
        scene.rect(Area { x, y: y - patch, w: patch, h: patch }, Ink::Series(i));
        scene.text(Text::new(name, x + patch + 12.0, y - 2.0, LABEL));
        x += width + 44.0;
    }
    let used = y - area.y + 26.0;
    Area { y: area.y + used, h: area.h - used, ..area }
}

/// Says at the upper left what an axis measures, in as many lines as it needs; returns the room that this takes.
fn heading(scene: &mut Scene, area: Area, text: &str) -> f32 {
    let lines = font::wrap(text, SMALL, false, area.w);
    let mut y = area.y + SMALL * 0.8;
    for line in &lines {
        scene.text(Text::new(line.as_str(), area.x, y, SMALL).ink(Ink::Soft));
        y += SMALL * LINE;
    }
    if lines.is_empty() { 0.0 } else { SMALL * (1.8 + LINE * (lines.len() - 1) as f32) }
}

/// A text whose middle stands at `(x, y)`.
fn centred(text: impl Into<String>, x: f32, y: f32, size: f32) -> Text {
    // Figures and capitals are about 0.73 em high.
    Text::new(text, x, y + size * 0.365, size).at(Anchor::Middle)
}

/// A value in full.
pub fn value(x: f64, format: Format, language: Language) -> String {
    match format {
        Format::Number if x.fract() == 0.0 || x.abs() >= 100.0 => whole(x, language),
        Format::Number => decimal(x, 2, language),
        Format::Year => format!("{x:.0}"),
        Format::Share if x > 0.0 && x < 0.01 => percent(x, 2, language),
        Format::Share if x > 0.0 && x < 0.1 => percent(x, 1, language),
        Format::Share => percent(x, 0, language),
        Format::Fine => decimal(x, 2, language),
        Format::Times => format!("{}×", decimal(x, 1, language)),
    }
}

/// A value as an axis writes it: thousands of millions do not fit there.
fn tick(x: f64, format: Format, language: Language) -> String {
    if format != Format::Number || x.abs() < 100_000.0 {
        return value(x, format, language);
    }
    match x.abs() < 1e6 {
        true => format!("{}{}", whole(x / 1e3, language), language.pick(" mil", "K")),
        false => format!("{}{}", decimal(x / 1e6, 1, language), language.pick(" M", "M")),
    }
}
