//! Dots, the outstanding ones named where there is room for their name.

use super::super::chart::Scatter;
use super::super::font;
use super::super::scene::{Anchor, Area, Ink, LABEL, SMALL, Scene, Shape, Text};
use super::axes::{self, Ruler};

/// Half the width of a dot.
const DOT: f32 = 4.5;
/// Half the width of a named dot.
const NAMED: f32 = 8.0;

pub(super) fn draw(scene: &mut Scene, area: Area, scatter: &Scatter) {
    let area = line_legend(scene, area, &scatter.equal, &scatter.y.title);
    let range = |of: fn(&(f64, f64)) -> f64| {
        let values = scatter.points.iter().map(of);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let ((x_low, x_high), (y_low, y_high)) = (range(|p| p.0), range(|p| p.1));
    let (y, plot) = axes::vertical(scene, area, &scatter.y, (y_low, y_high), axes::height_of(&scatter.x) + 14.0);
    let x = Ruler::new(scatter.x.spacing, (x_low, x_high), (plot.x + 16.0, plot.right() - 24.0));
    let at = |px: f64, py: f64| (x.at(px), y.at(py));
    let centres: Vec<(f32, f32)> = scatter.points.iter().map(|p| at(p.0, p.1)).collect();
    scene.shapes.push(Shape::Dots { centres: centres.clone(), radius: DOT, ink: Ink::Series(0), opacity: 0.35 });
    if !scatter.equal.is_empty() {
        let (low, high) = (x_low.max(y_low), x_high.min(y_high));
        if low < high {
            let points = vec![at(low, low), at(high, high)];
            scene.shapes.push(Shape::Line { points, ink: Ink::Text, width: 3.0, dashed: true });
        }
    }
    name(scene, plot, &centres, scatter.named.iter().map(|(px, py, name)| (at(*px, *py), name.as_str())).collect());
    let below = Area { h: plot.h + 14.0, ..plot };
    axes::horizontal(scene, below, &scatter.x, &x);
}

/// What the broken line means, beside the title of the axis where there is room for both; returns what is left below.
fn line_legend(scene: &mut Scene, area: Area, text: &str, title: &str) -> Area {
    if text.is_empty() {
        return area;
    }
    let text = &font::shorten(text, SMALL, false, area.w - 90.0);
    let y = area.y + LABEL * 0.6;
    let start = area.right() - font::width(text, SMALL, false) - 90.0;
    scene.shapes.push(Shape::Line {
        points: vec![(start, y), (start + 74.0, y)],
        ink: Ink::Text,
        width: 3.0,
        dashed: true,
    });
    scene.text(Text::new(text.as_str(), area.right(), y + SMALL * 0.36, SMALL).at(Anchor::End));
    let beside = font::width(title, SMALL, false) + 40.0 < start - area.x;
    let used = if beside { 0.0 } else { LABEL * 1.5 };
    Area { y: area.y + used, h: area.h - used, ..area }
}

/// Puts each name where it lies on no other text and no other named dot, and on as few dots as can be; one that fits
/// nowhere is left out, and its dot stays as it was.
fn name(scene: &mut Scene, plot: Area, dots: &[(f32, f32)], named: Vec<((f32, f32), &str)>) {
    let mut taken: Vec<Area> = scene.texts().map(Text::bounds).collect();
    let dot = |(x, y): (f32, f32)| Area { x: x - NAMED, y: y - NAMED, w: 2.0 * NAMED, h: 2.0 * NAMED };
    let mut spots: Vec<Area> = named.iter().map(|(at, _)| dot(*at)).collect();
    for (at, name) in named {
        let own = dot(at);
        let text = |dx: f32, dy: f32, anchor| {
            Text::new(name, at.0 + dx, at.1 + dy + SMALL * 0.36, SMALL).bold().at(anchor).haloed()
        };
        let near = [16.0, 32.0, 56.0, 90.0, 130.0].into_iter().flat_map(|r| {
            [
                text(r, 0.0, Anchor::Start),
                text(-r, 0.0, Anchor::End),
                text(0.0, -r - 8.0, Anchor::Middle),
                text(0.0, r + 8.0, Anchor::Middle),
                text(r * 0.7, -r * 0.7, Anchor::Start),
                text(r * 0.7, r * 0.7, Anchor::Start),
                text(-r * 0.7, -r * 0.7, Anchor::End),
                text(-r * 0.7, r * 0.7, Anchor::End),
            ]
        });
        let free = |area: Area| {
            plot.contains(area)
                && taken.iter().all(|t| !t.meets(area))
                && spots.iter().all(|s| *s == own || !s.meets(area))
        };
        let cost = |text: Text| {
            let bounds = text.bounds().grown(4.0);
            let (end, far) = leader(at, bounds);
            let steps = (1..8).map(|i| i as f32 / 8.0);
            let along = steps.map(|s| Area {
                x: at.0 + (end.0 - at.0) * s - 1.0,
                y: at.1 + (end.1 - at.1) * s - 1.0,
                w: 2.0,
                h: 2.0,
            });
            let clear = free(bounds) && along.into_iter().all(|p| taken.iter().all(|t| !t.meets(p)));
            let covered = dots.iter().filter(|(x, y)| bounds.meets(Area { x: *x, y: *y, w: 0.1, h: 0.1 })).count();
            clear.then_some((covered as f32 + far / 8.0, text))
        };
        if let Some((_, text)) = near.filter_map(cost).min_by(|a, b| a.0.total_cmp(&b.0)) {
            let (end, far) = leader(at, text.bounds());
            // A name further away is led to by a line.
            if far > 24.0 {
                scene.line(at, end, Ink::Soft, 1.5);
            }
            let dots = Shape::Dots { centres: vec![at], radius: NAMED, ink: Ink::Series(3), opacity: 1.0 };
            scene.shapes.push(dots);
            taken.push(text.bounds().grown(4.0));
            scene.text(text);
        } else {
            spots.retain(|s| *s != own);
        }
    }
}

/// The point of a name's rectangle that is nearest to its dot, and how far that is.
fn leader(dot: (f32, f32), name: Area) -> ((f32, f32), f32) {
    let end = (dot.0.clamp(name.x, name.right()), dot.1.clamp(name.y, name.bottom()));
    (end, (end.0 - dot.0).hypot(end.1 - dot.1))
}
