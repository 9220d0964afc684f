//! Bars, one for each of a few things.

use super::super::chart::{BarLayout, Bars};
use super::super::font;
use super::super::scene::{Anchor, Area, Ink, LABEL, SMALL, Scene, Text};
use super::axes::{self, Ruler};
use super::{centred, heading, legend, value};

/// The widest bar, in pixels: few bars should not become blocks.
const WIDEST: f32 = 120.0;
/// From one line of a label to the next, in heights of its letters.
const LEADING: f32 = 1.15;
/// The highest row.
pub(super) const HIGHEST: f32 = 84.0;

pub(super) fn draw(scene: &mut Scene, area: Area, bars: &Bars) {
    let names: Vec<&str> = bars.series.iter().map(|s| s.name.as_str()).collect();
    let area = legend(scene, area, &names);
    match bars.layout {
        BarLayout::Rows => rows(scene, area, bars),
        BarLayout::Columns | BarLayout::Beside => columns(scene, area, bars),
    }
}

/// The sum of all series for a label.
fn total(bars: &Bars, i: usize) -> f64 {
    bars.series.iter().map(|s| s.values[i]).sum()
}

fn rows(scene: &mut Scene, area: Area, bars: &Bars) {
    let n = bars.labels.len().max(1);
    let title = heading(scene, area, &bars.value.title);
    let row = ((area.h - title) / n as f32).min(HIGHEST);
    let size = (row * 0.78).clamp(SMALL, LABEL);
    // Where the picture is narrow, labels may take more of it.
    let room = (area.w * 0.4).max((area.w * 0.6).min(480.0));
    let too_long = bars.labels.iter().any(|l| font::width(l, size, false) > room);
    let size = if too_long { SMALL } else { size };
    // A label that is too long stands in two lines where its row is high enough.
    let lines_high = ((row / (size * LEADING)) as usize).clamp(1, 2);
    let fitted = |label: &String| {
        let lines = font::balanced(label, size, false, room);
        if lines.len() <= lines_high { lines } else { vec![font::shorten(label, size, false, room)] }
    };
    let labels: Vec<Vec<String>> = bars.labels.iter().map(fitted).collect();
    let left = labels.iter().flatten().map(|l| font::width(l, size, false)).fold(0.0, f32::max) + 20.0;
    let values: Vec<String> =
        (0..bars.labels.len()).map(|i| value(total(bars, i), bars.value.format, scene.language)).collect();
    let right = values.iter().map(|v| font::width(v, size, false)).fold(0.0, f32::max) + 16.0;
    let most = (0..bars.labels.len()).map(|i| total(bars, i)).fold(0.0, f64::max);
    let ruler = Ruler::new(bars.value.spacing, (0.0, most), (area.x + left, area.right() - right));
    for (i, lines) in labels.iter().enumerate() {
        let middle = area.y + title + row * (i as f32 + 0.5);
        let thick = row * 0.7;
        for (k, line) in lines.iter().enumerate() {
            let y = middle + (k as f32 - (lines.len() - 1) as f32 / 2.0) * size * LEADING;
            scene.text(Text::new(line, area.x + left - 20.0, y + size * 0.36, size).at(Anchor::End));
        }
        let mut sum = 0.0;
        for (k, series) in bars.series.iter().enumerate() {
            let (from, to) = (ruler.at(sum), ruler.at(sum + series.values[i]));
            scene.rect(Area { x: from, y: middle - thick / 2.0, w: to - from, h: thick }, Ink::Series(k));
            sum += series.values[i];
        }
        scene.text(Text::new(&values[i], ruler.at(sum) + 12.0, middle + size * 0.36, size));
    }
}

fn columns(scene: &mut Scene, area: Area, bars: &Bars) {
    let n = bars.labels.len().max(1);
    let labels: Vec<String> = bars.labels.iter().map(|l| font::shorten(l, LABEL, false, area.h * 0.3)).collect();
    let widest = labels.iter().map(|l| font::width(l, LABEL, false)).fold(0.0, f32::max);
    // The slot that a label has, before the room of the vertical axis is known.
    let turned = widest + 12.0 > (area.w - 120.0) / n as f32;
    let title = if bars.across.is_empty() { 0.0 } else { SMALL * 1.7 };
    let below = title + if turned { widest + 24.0 } else { LABEL * 1.6 };
    let beside = bars.layout == BarLayout::Beside;
    let most = match beside {
        true => bars.series.iter().flat_map(|s| s.values.iter().copied()).fold(0.0, f64::max),
        false => (0..bars.labels.len()).map(|i| total(bars, i)).fold(0.0, f64::max),
    };
    let tops: Vec<String> = (0..n).map(|i| value(total(bars, i), bars.value.format, scene.language)).collect();
    let told = !beside && tops.iter().all(|t| font::width(t, LABEL, false) + 10.0 < area.w / n as f32);
    // Where every bar tells its value there is nothing left to say for an axis.
    let (ruler, plot) = match told {
        true => axes::bare(area, (0.0, most), below),
        false => axes::vertical(scene, area, &bars.value, (0.0, axes::up_to(most)), below),
    };
    let slot = plot.w / n as f32;
    let group = (slot * 0.76).min(WIDEST * if beside { bars.series.len() as f32 } else { 1.0 });
    let thick = if beside { group / bars.series.len().max(1) as f32 } else { group };
    for (i, label) in labels.iter().enumerate() {
        let middle = plot.x + slot * (i as f32 + 0.5);
        let mut sum = 0.0;
        for (k, series) in bars.series.iter().enumerate() {
            let x = middle - group / 2.0 + if beside { thick * k as f32 } else { 0.0 };
            let (from, to) = (ruler.at(sum), ruler.at(sum + series.values[i]));
            scene.rect(Area { x, y: to, w: thick, h: from - to }, Ink::Series(k));
            sum += if beside { 0.0 } else { series.values[i] };
        }
        if told {
            scene.text(Text::new(&tops[i], middle, ruler.at(sum) - 10.0, LABEL).at(Anchor::Middle));
        }
        match turned {
            true => {
                let text = Text::new(label, middle + LABEL * 0.36, plot.bottom() + 14.0, LABEL);
                scene.text(text.at(Anchor::End).turned());
            }
            false => scene.text(centred(label, middle, plot.bottom() + LABEL * 0.9, LABEL)),
        }
    }
    scene.line((plot.x, plot.bottom()), (plot.right(), plot.bottom()), Ink::Soft, 2.0);
    if !bars.across.is_empty() {
        axes::title(scene, plot.x + plot.w / 2.0, area.bottom() - SMALL * 0.4, &bars.across);
    }
}
