//! Word clouds: the most frequent word in the middle, each further one at the first free place of a spiral around it.
//!
//! Places are told free by the rectangles of the letters' ink, as they are measured.

use super::super::chart::Cloud;
use super::super::scene::{Anchor, Area, Ink, Scene, Text};

/// Letters of the least frequent word.
const SMALLEST: f32 = 24.0;
/// Letters of the most frequent one.
const LARGEST: f32 = 200.0;
/// From here on letters are large enough for every colour, also on a screen of half the picture's width.
const LARGE: f32 = 56.0;
/// How much smaller each further try is, and how many there are.
const SHRINK: f32 = 0.93;
const TRIES: i32 = 14;
/// The part of the area that words with the gaps around them fill at best.
const FILLED: f32 = 0.8;
/// Free room around a word.
const GAP: f32 = 4.0;
/// Pixels between the turns of the spiral.
const TURN: f32 = 9.0;

pub(super) fn draw(scene: &mut Scene, area: Area, cloud: &Cloud) {
    // As large as all words still find a place: from so large that they would fill the area without gaps between them.
    let ink: f32 = texts(area, cloud, LARGEST).map(|t| t.bounds().grown(GAP)).map(|b| b.w * b.h).sum();
    let first = LARGEST * (FILLED * area.w * area.h / ink.max(1.0)).sqrt().min(1.0);
    let mut placed = Vec::new();
    for i in 0..TRIES {
        placed = place(area, cloud, first * SHRINK.powi(i), i + 1 == TRIES);
        if placed.len() == cloud.words.len() {
            break;
        }
    }
    placed.into_iter().for_each(|text| scene.text(text));
}

/// The words in the middle of the area, the most frequent in letters of `largest`.
fn texts(area: Area, cloud: &Cloud, largest: f32) -> impl Iterator<Item = Text> {
    let most = cloud.words.first().map_or(1.0, |w| w.1).max(1e-9);
    cloud.words.iter().enumerate().map(move |(i, (word, weight))| {
        // The height of a word grows with the root of its frequency, its surface with the frequency itself.
        let size = (largest * (weight / most).clamp(0.0, 1.0).sqrt() as f32).max(SMALLEST);
        let (x, y) = (area.x + area.w / 2.0, area.y + area.h / 2.0);
        let at = |size| Text::new(word.as_str(), x, y, size).bold().at(Anchor::Middle).ink(ink(i, size));
        let wide = at(size).width() / (area.w * 0.9);
        at(if wide > 1.0 { size / wide } else { size })
    })
}

/// The colour of the word at a place in the order. What is small has to be dark to be read.
fn ink(place: usize, size: f32) -> Ink {
    match size < LARGE {
        true => [Ink::Series(0), Ink::Text][place % 2],
        false => Ink::Series([0, 3, 2, 4][place % 4]),
    }
}

/// The words that find a place, up to the first that does not, or all that do where that is asked for.
fn place(area: Area, cloud: &Cloud, largest: f32, all: bool) -> Vec<Text> {
    let middle = area.y + area.h / 2.0;
    let mut taken: Vec<Area> = Vec::new();
    let mut placed = Vec::new();
    for text in texts(area, cloud, largest) {
        let bounds = text.bounds();
        let lift = middle - (bounds.y + bounds.h / 2.0);
        // Mostly it is the word found last that is in the way again.
        let mut last = 0;
        let found = spiral(area).map(|(dx, dy)| (dx, dy + lift)).find(|(dx, dy)| {
            let moved = Area { x: bounds.x + dx, y: bounds.y + dy, ..bounds }.grown(GAP);
            if taken.get(last).is_some_and(|t| t.meets(moved)) || !area.contains(moved) {
                return false;
            }
            let met = taken.iter().position(|t| t.meets(moved));
            last = met.unwrap_or(last);
            met.is_none()
        });
        match found {
            Some((dx, dy)) => {
                taken.push(Area { x: bounds.x + dx, y: bounds.y + dy, ..bounds }.grown(GAP));
                placed.push(Text { x: text.x + dx, y: text.y + dy, ..text });
            }
            None if all => {}
            None => break,
        }
    }
    placed
}

/// Offsets from the middle along an Archimedean spiral, as wide for its height as the area, until it has left it.
fn spiral(area: Area) -> impl Iterator<Item = (f32, f32)> {
    let stretch = area.w / area.h;
    // Up to the corners.
    let turns = area.h / 2.0 / TURN * 1.42;
    let mut angle = 0.0f32;
    std::iter::from_fn(move || {
        let radius = TURN * angle / std::f32::consts::TAU;
        let here = (radius * angle.cos() * stretch, radius * angle.sin());
        // Steps of about a pixel's width of the gap, so that no place is passed over.
        angle += (TURN / (radius + TURN)).min(0.6);
        (angle < turns * std::f32::consts::TAU).then_some(here)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eda::svg::SERIES;

    /// Contrast with white (WCAG 2).
    fn contrast((r, g, b): (u8, u8, u8)) -> f64 {
        let linear = |c: u8| match f64::from(c) / 255.0 {
            c if c <= 0.04045 => c / 12.92,
            c => ((c + 0.055) / 1.055).powf(2.4),
        };
        1.05 / (0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05)
    }

    #[test]
    fn small_words_are_dark() {
        for place in 0..8 {
            for (size, least) in [(SMALLEST, 4.5), (LARGE - 1.0, 4.5), (LARGE, 3.0), (LARGEST, 3.0)] {
                if let Ink::Series(i) = ink(place, size) {
                    assert!(contrast(SERIES[i]) >= least, "letters of {size} in {:?}", SERIES[i]);
                }
            }
        }
    }
}
