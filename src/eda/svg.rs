//! Writes a [`Scene`] as SVG. The door is [`write()`].
//!
//! Colours stand in attributes, so that the picture is whole by itself, and in classes (`g`, `t`, `f`, `l`, `s0` …), so
//! that a page around it may darken them. Every text carries its measured length, which holds whatever font shows it.

use std::fmt::Write;

use super::font::FAMILY;
use super::scene::{Anchor, Ink, Scene, Shape, Text};
use crate::render::format::escape_html;

/// Colours of series: those of Okabe and Ito (2008), told apart with every kind of colour blindness.
pub const SERIES: [(u8, u8, u8); 6] =
    [(0, 114, 178), (230, 159, 0), (0, 158, 115), (213, 94, 0), (204, 121, 167), (86, 180, 233)];

/// Rules that darken the classes for a reader who wants it so.
pub const DARK: &str = include_str!("dark.css");

/// A scene as an SVG document with a style of its own; none where that is empty.
pub fn write(scene: &Scene, style: &str) -> String {
    let mut out = String::with_capacity(64 * scene.shapes.len() + 1024);
    let (w, h) = (scene.width, scene.height);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-label=\"{}\" font-family=\"{FAMILY}\">",
        escaped(&scene.title)
    );
    if !style.is_empty() {
        let _ = write!(out, "<style>{style}</style>");
    }
    for shape in &scene.shapes {
        write_shape(&mut out, shape);
    }
    out.push_str("</svg>\n");
    out
}

fn write_shape(out: &mut String, shape: &Shape) {
    let _ = match shape {
        Shape::Rect(area, ink) => {
            write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
                short(area.x),
                short(area.y),
                short(area.w),
                short(area.h),
                colour("fill", *ink)
            )
        }
        Shape::Line { points, ink, width, dashed } => write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{}{}/>",
            path(points),
            colour("stroke", *ink),
            if *dashed { " stroke-dasharray=\"10 8\"" } else { "" }
        ),
        Shape::Region(points, ink, opacity) => {
            write!(out, "<path d=\"{}Z\" fill-opacity=\"{opacity}\"{}/>", path(points), colour("fill", *ink))
        }
        Shape::Dots { centres, radius, ink, opacity } => write_dots(out, centres, *radius, *ink, *opacity),
        Shape::Text(text) => write_text(out, text),
    };
}

fn write_dots(out: &mut String, centres: &[(f32, f32)], radius: f32, ink: Ink, opacity: f32) -> std::fmt::Result {
    write!(out, "<g fill-opacity=\"{opacity}\"{}>", colour("fill", ink))?;
    for (x, y) in centres {
        write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>", short(*x), short(*y))?;
    }
    out.write_str("</g>")
}

fn write_text(out: &mut String, text: &Text) -> std::fmt::Result {
    let (x, y) = (short(text.x), short(text.y));
    write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"", short(text.size))?;
    if text.text.chars().nth(1).is_some() {
        write!(out, " textLength=\"{}\"", short(text.width()))?;
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.write_str(" text-anchor=\"middle\"")?,
        Anchor::End => out.write_str(" text-anchor=\"end\"")?,
    }
    if text.bold {
        out.write_str(" font-weight=\"bold\"")?;
    }
    if text.turned {
        write!(out, " transform=\"rotate(-90 {x} {y})\"")?;
    }
    if text.haloed {
        // Drawn twice, first as a rim of the ground: letters over dots stay letters.
        let rim = colour("stroke", Ink::Ground);
        write!(out, "{rim} stroke-width=\"7\" stroke-linejoin=\"round\" fill=\"none\">{}</text>", escaped(&text.text))?;
        return write_text(out, &Text { haloed: false, ..text.clone() });
    }
    write!(out, "{}>{}</text>", colour("fill", text.ink), escaped(&text.text))
}

fn path(points: &[(f32, f32)]) -> String {
    let mut out = String::with_capacity(points.len() * 12);
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if i == 0 { 'M' } else { 'L' }, short(*x), short(*y));
    }
    out
}

fn colour(attribute: &str, ink: Ink) -> String {
    let ((r, g, b), class) = match ink {
        Ink::Ground => ((255, 255, 255), "g".to_owned()),
        Ink::Text => ((33, 37, 41), "t".to_owned()),
        Ink::Soft => ((84, 92, 100), "f".to_owned()),
        Ink::Grid => ((214, 219, 224), "l".to_owned()),
        Ink::Series(i) => (SERIES[i % SERIES.len()], format!("s{}", i % SERIES.len())),
        Ink::Fixed(r, g, b) => return format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\""),
    };
    // A line's class is its own: a class of fills would fill it.
    let class = if attribute == "stroke" { format!("{class}l") } else { class };
    format!(" class=\"{class}\" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"")
}

/// A coordinate to a tenth of a pixel.
fn short(x: f32) -> f32 {
    (x * 10.0).round() / 10.0
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_html(text, &mut out);
    out
}
