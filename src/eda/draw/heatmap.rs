//! Tables in colours.

use super::super::chart::{Format, Heatmap, Scale};
use super::super::font;
use super::super::scene::{Anchor, Area, Ink, LABEL, SMALL, Scene, Text};
use super::{centred, value};

/// Letters of the figures in cells that have no room for larger ones.
const SMALLEST: f32 = 22.0;

/// The highest row of a table.
pub(super) const HIGHEST: f32 = 116.0;

pub(super) fn draw(scene: &mut Scene, area: Area, map: &Heatmap) {
    let (rows, columns) = (map.rows.len().max(1), map.columns.len().max(1));
    let size = if rows > 14 { SMALL } else { LABEL };
    let widest = |names: &[String]| names.iter().map(|n| font::width(n, size, false)).fold(0.0, f32::max);
    let left = widest(&map.rows).min(area.w * 0.35) + 18.0;
    let cell_w = (area.w - left) / columns as f32;
    let room = (area.h * 0.42).max(cell_w - 12.0);
    let columns_short: Vec<String> = map.columns.iter().map(|n| font::shorten(n, size, false, room)).collect();
    let turned = widest(&columns_short) + 12.0 > cell_w;
    let top = if turned { widest(&columns_short) + 16.0 } else { size * 1.5 };
    let cell_h = ((area.h - top) / rows as f32).min(HIGHEST);
    let most = map.cells.iter().flatten().flatten().copied().fold(0.0, f64::max);
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
    let dense = columns > 12;
    let written = |x: f64, language| match dense && map.format == Format::Share {
        true => format!("{:.0}", x * 100.0),
        false => value(x, map.format, language),
    };
    // All cells tell their values or none does: one without a figure would look as if it had none.
    let language = scene.language;
    let told: Vec<String> = map.cells.iter().flatten().flatten().map(|x| written(*x, language)).collect();
    let fits = |size: &f32| *size < cell_h && told.iter().all(|text| font::width(text, *size, false) + 6.0 < cell_w);
    let sizes = if dense { [SMALL, SMALLEST, SMALLEST] } else { [LABEL, SMALL, SMALLEST] };
    let size = sizes.into_iter().find(fits);
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
            if let Some(size) = size {
                let (x, text) = (place.x + place.w / 2.0, written(x, language));
                scene.text(centred(text, x, place.y + place.h / 2.0, size).ink(on((r, g, b))));
            }
        }
    }
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
