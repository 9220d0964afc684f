//! How much room a text takes: widths and heights from the tables of the embedded font.

use std::sync::LazyLock;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The family as pictures name it; Verdana has the same proportions.
pub const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// Units of the font's tables per em.
const UNITS: f32 = 2048.0;

/// The height of a line as a multiple of the size of its letters.
pub const LINE: f32 = 1.32;

struct Face {
    map: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    fn open(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("invariant: the embedded font is whole");
        Self { map: font.charmap(), metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()) }
    }

    fn advance(&self, c: char) -> f32 {
        let glyph = self.map.map(c).unwrap_or_default();
        self.metrics.advance_width(glyph).unwrap_or(UNITS)
    }

    fn heights(&self, c: char) -> Option<(f32, f32)> {
        let bounds = self.metrics.bounds(self.map.map(c)?)?;
        (bounds.y_max > bounds.y_min).then_some((bounds.y_min, bounds.y_max))
    }
}

static REGULAR: LazyLock<Face> = LazyLock::new(|| Face::open(dejavu::sans::regular()));
static BOLD: LazyLock<Face> = LazyLock::new(|| Face::open(dejavu::sans::bold()));

fn face(bold: bool) -> &'static Face {
    if bold { &BOLD } else { &REGULAR }
}

/// The width of a text in letters of `size`, in the unit of `size`.
pub fn width(text: &str, size: f32, bold: bool) -> f32 {
    let face = face(bold);
    text.chars().map(|c| face.advance(c)).sum::<f32>() * size / UNITS
}

/// How far the ink of a text reaches above and below the line that it stands on, both positive.
pub fn reach(text: &str, size: f32, bold: bool) -> (f32, f32) {
    let face = face(bold);
    let heights = text.chars().filter_map(|c| face.heights(c));
    let (low, high) = heights.fold((0.0f32, 0.0f32), |(low, high), (a, b)| (low.min(a), high.max(b)));
    (high * size / UNITS, -low * size / UNITS)
}

/// Whether the font has every letter of a text.
pub fn covers(text: &str) -> bool {
    text.chars().all(|c| REGULAR.map.map(c).is_some())
}

/// The words of a text in lines no wider than `room`; a single word that is wider is cut and ends in `…`. A figure and its
/// `%` stay together.
pub fn wrap(text: &str, size: f32, bold: bool, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            // "72 %" stays together.
            Some(before) if word.starts_with('%') => *before = format!("{before} {word}"),
            _ => words.push(word.to_owned()),
        }
    }
    for word in &words {
        let word = shorten(word, size, bold, room);
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, bold) <= room => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// [`wrap`] into as many lines, but about equally long ones: no last line of a single word. No word is cut for that.
pub fn balanced(text: &str, size: f32, bold: bool, room: f32) -> Vec<String> {
    let lines = wrap(text, size, bold, room);
    let narrower = (0..12).rev().map(|step| room * (0.5 + 0.04 * step as f32)).map(|room| wrap(text, size, bold, room));
    let same = |narrow: &Vec<String>| narrow.len() == lines.len() && narrow.join(" ") == lines.join(" ");
    narrower.take_while(same).last().unwrap_or(lines)
}

/// The text, or as much of its beginning as fits with `…` behind it.
pub fn shorten(text: &str, size: f32, bold: bool, room: f32) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.trim_end());
        if width(&short, size, bold) <= room {
            return short;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_balanced_without_cutting_words() {
        for text in ["Paranormal Activity", "Eraserhead", "The Blair Witch Project"] {
            let lines = balanced(text, 24.0, true, 260.0);
            assert_eq!(lines.join(" "), text);
        }
    }

    #[test]
    fn texts_are_measured() {
        assert!((width("mm", 20.0, false) - 2.0 * width("m", 20.0, false)).abs() < 1e-3);
        assert!(width("ñandú", 20.0, true) > width("ñandú", 20.0, false));
        let (above, below) = reach("x", 20.0, false);
        assert!(above > 9.0 && above < 13.0 && below < 1.0);
        assert!(reach("pÁ", 20.0, false).0 > above && reach("pÁ", 20.0, false).1 > 3.0);
        assert!(covers("¿Qué año? × → Ελλάς Россия") && !covers("千と千尋"));
    }

    #[test]
    fn lines_fit_their_room() {
        let text = "Las películas se estrenan sobre todo los viernes, y más en septiembre";
        let lines = wrap(text, 30.0, false, 400.0);
        assert!(lines.len() > 2 && lines.iter().all(|l| width(l, 30.0, false) <= 400.0));
        assert_eq!(lines.join(" "), text);
        let room = width("el 19", 30.0, false) + 5.0;
        assert_eq!(wrap("el 19 % y", 30.0, false, room), ["el", "19 %", "y"]);
        let short = shorten("Supercalifragilístico", 30.0, true, 200.0);
        assert!(short.ends_with('…') && width(&short, 30.0, true) <= 200.0);
    }
}
