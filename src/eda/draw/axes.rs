//! Axes: where values stand, and the ticks that say so.

use super::super::chart::{Axis, Spacing};
use super::super::font;
use super::super::scene::{Anchor, Area, Ink, LABEL, SMALL, Scene, Text};
use super::{centred, heading, tick};

/// Values from `low` to `high` on a line of pixels.
#[derive(Clone, Copy, Debug)]
pub struct Ruler {
    low: f64,
    high: f64,
    spacing: Spacing,
    from: f32,
    to: f32,
}

impl Ruler {
    /// `low` stands at `from`, `high` at `to`. A range without extent is widened.
    pub fn new(spacing: Spacing, (low, high): (f64, f64), (from, to): (f32, f32)) -> Self {
        let low = if spacing == Spacing::Log { low.max(1e-9) } else { low };
        let high = if high > low { high } else { low + low.abs().max(1.0) };
        Self { low, high, spacing, from, to }
    }

    /// Where a value stands.
    pub fn at(&self, value: f64) -> f32 {
        let share = match self.spacing {
            Spacing::Even => (value - self.low) / (self.high - self.low),
            Spacing::Log => (value.max(self.low).ln() - self.low.ln()) / (self.high.ln() - self.low.ln()),
        };
        self.from + (self.to - self.from) * share as f32
    }

    /// About `n` round values within the range, ascending.
    pub fn ticks(&self, n: usize) -> Vec<f64> {
        match self.spacing {
            Spacing::Even => even_ticks(self.low, self.high, n),
            Spacing::Log => log_ticks(self.low, self.high, n),
        }
    }
}

fn even_ticks(low: f64, high: f64, n: usize) -> Vec<f64> {
    let rough = (high - low) / n.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    // 2.5 is left out where it would part a whole: no count and no year is 2.5.
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().filter(|m| *m != 2.5 || power != 1.0);
    let step = steps.map(|m| m * power).find(|s| *s >= rough * 0.999).unwrap_or(power);
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    // Whole multiples of a rounded step: no 0.30000000000000004.
    (first..=last).map(|i| (i as f64 * step * 1e9).round() / 1e9).collect()
}

fn log_ticks(low: f64, high: f64, n: usize) -> Vec<f64> {
    let (first, last) = ((low.log10() - 1e-9).ceil() as i32, (high.log10() + 1e-9).floor() as i32);
    let powers: Vec<f64> = (first..=last).map(|p| 10f64.powi(p)).collect();
    if powers.len() > n {
        let every = powers.len().div_ceil(n);
        return powers.into_iter().step_by(every).collect();
    }
    if powers.len() * 3 <= n {
        let finer = (first - 1..=last).flat_map(|p| [1.0, 2.0, 5.0].map(|m| m * 10f64.powi(p)));
        return finer.filter(|t| (low..=high * 1.000_001).contains(t)).collect();
    }
    powers
}

/// The axis that values from 0 to `most` need: its end is the last round value.
pub fn up_to(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let ticks = even_ticks(0.0, most.max(1e-9), 5);
    let step = ticks.get(1).copied().unwrap_or(most);
    (most / step - 1e-9).ceil().max(1.0) * step
}

/// Draws the vertical axis to the left of what remains, with a line across at each tick; returns the ruler and the rest.
pub fn vertical(scene: &mut Scene, area: Area, axis: &Axis, range: (f64, f64), below: f32) -> (Ruler, Area) {
    let mut top = area.y + LABEL * 0.5;
    if !axis.title.is_empty() {
        top = area.y + heading(scene, area, &axis.title) + SMALL * 0.4;
    }
    let bottom = area.bottom() - below;
    let ruler = Ruler::new(axis.spacing, range, (bottom, top));
    let ticks = ruler.ticks(6);
    let written = |t: &f64| Text::new(tick(*t, axis.format, scene.language), 0.0, 0.0, LABEL);
    let texts: Vec<Text> = ticks.iter().map(written).collect();
    let room = texts.iter().map(Text::width).fold(0.0, f32::max) + 18.0;
    for (t, text) in ticks.iter().zip(texts) {
        let y = ruler.at(*t);
        scene.line((area.x + room, y), (area.right(), y), Ink::Grid, 1.5);
        scene.text(Text { x: area.x + room - 18.0, y: y + LABEL * 0.36, anchor: Anchor::End, ..text });
    }
    (ruler, Area { x: area.x + room, y: top, w: area.w - room, h: bottom - top })
}

/// A vertical ruler without ticks, room left above for the value of the highest bar.
pub fn bare(area: Area, range: (f64, f64), below: f32) -> (Ruler, Area) {
    let top = area.y + LABEL * 1.4;
    let bottom = area.bottom() - below;
    (Ruler::new(Spacing::Even, range, (bottom, top)), Area { y: top, h: bottom - top, ..area })
}

/// Height that a horizontal axis takes below the area.
pub fn height_of(axis: &Axis) -> f32 {
    LABEL * 1.6 + if axis.title.is_empty() { 0.0 } else { SMALL * 1.7 }
}

/// Draws the horizontal axis below `area`: as many ticks as fit.
pub fn horizontal(scene: &mut Scene, area: Area, axis: &Axis, ruler: &Ruler) {
    let language = scene.language;
    let text = |t: f64| centred(tick(t, axis.format, language), ruler.at(t), area.bottom() + LABEL * 0.9, LABEL);
    let fits = |ticks: &[f64]| {
        let boxes: Vec<Area> = ticks.iter().map(|t| text(*t).bounds().grown(9.0)).collect();
        boxes.windows(2).all(|pair| !pair[0].meets(pair[1]))
    };
    let ticks = (1..=12).rev().map(|n| ruler.ticks(n)).find(|ticks| fits(ticks)).unwrap_or_default();
    for t in ticks {
        let text = text(t);
        let bounds = text.bounds();
        if bounds.right() > scene.width || bounds.x < 0.0 {
            continue;
        }
        scene.line((ruler.at(t), area.bottom()), (ruler.at(t), area.bottom() + 8.0), Ink::Soft, 1.5);
        scene.text(text);
    }
    scene.line((area.x, area.bottom()), (area.right(), area.bottom()), Ink::Soft, 2.0);
    title(scene, area.x + area.w / 2.0, area.bottom() + LABEL * 1.6 + SMALL * 0.95, &axis.title);
}

/// Draws the title of a horizontal axis, its middle at `x` or as near to that as the edges let it.
pub fn title(scene: &mut Scene, x: f32, y: f32, title: &str) {
    let title = font::shorten(title, SMALL, false, scene.width - 24.0);
    let half = font::width(&title, SMALL, false) / 2.0 + 12.0;
    let x = x.max(half).min(scene.width - half);
    scene.text(Text::new(title, x, y, SMALL).at(Anchor::Middle).ink(Ink::Soft));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        assert_eq!(even_ticks(0.0, 10.0, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(even_ticks(1874.0, 2017.0, 5), [1900.0, 1950.0, 2000.0]);
        assert_eq!(even_ticks(0.0, 0.3, 3), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(log_ticks(1.0, 1e6, 4), [1.0, 100.0, 1e4, 1e6]);
        assert_eq!(log_ticks(3.0, 40.0, 9), [5.0, 10.0, 20.0]);
        assert_eq!(up_to(1733.0), 2000.0);
        assert_eq!(up_to(0.42), 0.5);
        assert_eq!(up_to(12_400.0), 12_500.0);
        assert!(up_to(0.0) > 0.0);
    }

    #[test]
    fn a_range_without_extent_still_has_places() {
        for spacing in [Spacing::Even, Spacing::Log] {
            let ruler = Ruler::new(spacing, (5.0, 5.0), (0.0, 100.0));
            assert!(ruler.at(5.0).is_finite() && ruler.ticks(5).len() < 30);
        }
    }
}
