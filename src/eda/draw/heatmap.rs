//! Tables in colours.

use super::super::chart::{Format, Heatmap, Scale};
use super::super::font;
use super::super::scene::{Anchor, Area, Ink, LABEL, SMALL, Scene, Text};
use super::{centred, value};

/// Letters of the figures in cells that have no room for larger ones.
const SMALLEST: f32 = 22.0;

/// Height of the scale of colours below a table without figures.
const KEY: f32 = 60.0;

/// The highest row of a table.
pub(super) const HIGHEST: f32 = 116.0;

pub(super) fn draw(scene: &mut Scene, area: Area, map: &Heatmap) {
    let (rows, columns) = (map.rows.len().max(1), map.columns.len().max(1));
    let size = if rows > 14 { SMALL } else { LABEL };
    let widest = |names: &[String]| names.iter().map(|n| font::width(n, size, false)).fold(0.0, f32::max);
    // Names of columns that run upwards need the height of their letters.
    let reach = |name: &String| font::reach(name, size, false);
    let tallest =
        |names: &[String]| names.iter().map(reach).map(|(above, below)| above + below).fold(0.0, f32::max) + 1.5;
    let upright = tallest(&map.columns);
    let beside = (area.w - upright * columns as f32 - 18.0).clamp(area.w * 0.15, area.w * 0.35);
    let left = widest(&map.rows).min(beside) + 18.0;
    let cell_w = (area.w - left) / columns as f32;
    // What the names of the columns take is missing for those of the rows.
    let left_over = area.h - KEY - 16.0 - tallest(&map.rows) * rows as f32;
    let room = (area.h * 0.42).min(left_over).max(area.h * 0.1).max(cell_w - 12.0);
    let columns_short: Vec<String> = map.columns.iter().map(|n| font::shorten(n, size, false, room)).collect();
    let turned = widest(&columns_short) + 12.0 > cell_w;
    let top = if turned { widest(&columns_short) + 16.0 } else { size * 1.5 };
    let most = map.cells.iter().flatten().flatten().copied().fold(0.0, f64::max);
    let dense = columns > 12;
    let written = |x: f64, language| match dense && map.format == Format::Share {
        // Neither nothing nor all is said of what is neither.
        true if x > 0.0 && x < 0.005 => "<1".to_owned(),
        true if (0.995..1.0).contains(&x) => ">99".to_owned(),
        true => format!("{:.0}", x * 100.0),
        false => value(x, map.format, language),
    };
    // All cells tell their values or none does: one without a figure would look as if it had none.
    let language = scene.language;
    let told: Vec<String> = map.cells.iter().flatten().flatten().map(|x| written(*x, language)).collect();
    let row = |below: f32| ((area.h - top - below) / rows as f32).min(HIGHEST);
    let fits = |size: &f32| *size < row(0.0) && told.iter().all(|text| font::width(text, *size, false) + 6.0 < cell_w);
    let sizes = if dense { [SMALL, SMALLEST, SMALLEST] } else { [LABEL, SMALL, SMALLEST] };
    let figures = sizes.into_iter().find(fits);
    let cell_h = row(if figures.is_some() { 0.0 } else { KEY });
    if figures.is_none() {
        let below = Area { x: area.x + left, y: area.y + top + cell_h * rows as f32, w: area.w - left, h: KEY };
        key(scene, below, map, most);
    }
    for (i, name) in map.rows.iter().enumerate() {
        let middle = area.y + top + cell_h * (i as f32 + 0.5);
        let name = font::shorten(name, size, false, left - 18.0);
        scene.text(Text::new(name, area.x + left - 18.0, middle + size * 0.36, size).at(Anchor::End));
    }
    for (j, name) in columns_short.iter().enumerate() {
        let middle = area.x + left + cell_w * (j as f32 + 0.5);
        match turned {
            true => scene.text(Text::new(name, middle + size * 0.36, area.y + top - 10.0, size).turned()),
            false => scene.text(centred(name, middle, area.y + size * 0.6, size)),
        }
    }
    for (i, row) in map.cells.iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            let Some(x) = *cell else { continue };
            let (r, g, b) = colour(x, most, map.scale);
            let place = Area {
                x: area.x + left + cell_w * j as f32 + 1.0,
                y: area.y + top + cell_h * i as f32 + 1.0,
                w: cell_w - 2.0,
                h: cell_h - 2.0,
            };
            scene.rect(place, Ink::Fixed(r, g, b));
            if let Some(size) = figures {
                let (x, text) = (place.x + place.w / 2.0, written(x, language));
                scene.text(centred(text, x, place.y + place.h / 2.0, size).ink(on((r, g, b))));
            }
        }
    }
}

/// What the colours mean, where no cell says it.
fn key(scene: &mut Scene, area: Area, map: &Heatmap, most: f64) {
    const STEPS: usize = 24;
    let (low, high) = if map.scale == Scale::Signed { (-1.0, 1.0) } else { (0.0, most) };
    let (from, to) = (value(low, map.format, scene.language), value(high, map.format, scene.language));
    let middle = area.y + KEY * 0.6;
    let start = area.x + font::width(&from, SMALL, false) + 14.0;
    let end = area.right() - font::width(&to, SMALL, false) - 14.0;
    let step = (end - start) / STEPS as f32;
    for i in 0..STEPS {
        let x = low + (high - low) * i as f64 / (STEPS - 1) as f64;
        let (r, g, b) = colour(x, most, map.scale);
        let place = Area { x: start + step * i as f32, y: middle - SMALL / 2.0, w: step + 0.5, h: SMALL };
        scene.rect(place, Ink::Fixed(r, g, b));
    }
    scene.text(Text::new(from, area.x, middle + SMALL * 0.36, SMALL));
    scene.text(Text::new(to, area.right(), middle + SMALL * 0.36, SMALL).at(Anchor::End));
}

/// Black or white, whichever is easier to read on a colour (relative luminance of WCAG 2).
fn on((r, g, b): (u8, u8, u8)) -> Ink {
    let linear = |c: u8| (f64::from(c) / 255.0).powf(2.2);
    let luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    if luminance > 0.22 { Ink::Fixed(20, 24, 28) } else { Ink::Fixed(255, 255, 255) }
}

/// The colour of a value.
fn colour(x: f64, most: f64, scale: Scale) -> (u8, u8, u8) {
    const LIGHT: (u8, u8, u8) = (243, 246, 249);
    const BLUE: (u8, u8, u8) = (0, 80, 140);
    const ORANGE: (u8, u8, u8) = (190, 80, 0);
    match scale {
        Scale::Rising => mix(LIGHT, BLUE, if most > 0.0 { (x / most).max(0.0).powf(0.7) } else { 0.0 }),
        Scale::Signed if x >= 0.0 => mix(LIGHT, BLUE, x),
        Scale::Signed => mix(LIGHT, ORANGE, -x),
    }
}

fn mix(from: (u8, u8, u8), to: (u8, u8, u8), share: f64) -> (u8, u8, u8) {
    let one = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as u8;
    (one(from.0, to.0), one(from.1, to.1), one(from.2, to.2))
}
