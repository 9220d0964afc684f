//! Dots, the outstanding ones named where there is room for their name.

use super::super::chart::{Scatter, Spacing};
use super::super::font::{self, LINE};
use super::super::scene::{Anchor, Area, Ink, LABEL, SMALL, Scene, Shape, Text};
use super::axes::{self, Ruler};

/// Half the width of a dot.
const DOT: f32 = 4.5;
/// Half the width of a named dot.
const NAMED: f32 = 8.0;
/// Dots that a name may lie on at most.
const COVERED: usize = 3;
/// Dots that the line to a name may cross at most.
const CROSSED: usize = 8;
/// The part of the height that is left free for names above the highest dot.
const ABOVE: f64 = 0.18;
/// How far from its dot a name may stand.
const FAR: [f32; 9] = [14.0, 22.0, 34.0, 50.0, 70.0, 95.0, 120.0, 150.0, 185.0];
/// Sides of a dot on which its name is tried.
const SIDES: usize = 16;

type Point = (f32, f32);

pub(super) fn draw(scene: &mut Scene, area: Area, scatter: &Scatter) {
    let area = line_legend(scene, area, &scatter.equal, &scatter.y.title);
    let range = |of: fn(&(f64, f64)) -> f64| {
        let values = scatter.points.iter().map(of);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let ((x_low, x_high), (y_low, y_high)) = (range(|p| p.0), range(|p| p.1));
    // Names stand best above all dots.
    let top = if scatter.named.is_empty() { y_high } else { beyond(scatter.y.spacing, y_low, y_high) };
    let (y, plot) = axes::vertical(scene, area, &scatter.y, (y_low, top), axes::height_of(&scatter.x) + 14.0);
    let x = Ruler::new(scatter.x.spacing, (x_low, x_high), (plot.x + 16.0, plot.right() - 24.0));
    let at = |px: f64, py: f64| (x.at(px), y.at(py));
    let centres: Vec<(f32, f32)> = scatter.points.iter().map(|p| at(p.0, p.1)).collect();
    scene.shapes.push(Shape::Dots { centres: centres.clone(), radius: DOT, ink: Ink::Series(0), opacity: 0.35 });
    let mut equal = None;
    if !scatter.equal.is_empty() {
        let (low, high) = (x_low.max(y_low), x_high.min(y_high));
        if low < high {
            let points = vec![at(low, low), at(high, high)];
            equal = Some((points[0], points[1]));
            scene.shapes.push(Shape::Line { points, ink: Ink::Text, width: 3.0, dashed: true });
        }
    }
    let named: Vec<(Point, &str)> = scatter.named.iter().map(|(px, py, name)| (at(*px, *py), name.as_str())).collect();
    name(scene, plot, &centres, equal, named);
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

/// The end of an axis with room above its greatest value.
fn beyond(spacing: Spacing, low: f64, high: f64) -> f64 {
    match spacing {
        Spacing::Even => high + (high - low) * ABOVE,
        Spacing::Log => high * (high / low.max(1e-9)).max(1.0).powf(ABOVE),
    }
}

/// A name in one line or more, at a place.
struct Label {
    lines: Vec<Text>,
    bounds: Area,
    /// From its dot to the nearest point of its rectangle.
    leader: (Point, Point),
}

impl Label {
    /// The name of the dot at `dot`, so far away on that side, moved along where it would leave the plot.
    fn new(lines: &[String], dot: Point, far: f32, side: usize, plot: Area) -> Self {
        let (down, right) = (side as f32 / SIDES as f32 * std::f32::consts::TAU).sin_cos();
        let half = lines.len() as f32 * SMALL * LINE / 2.0;
        let anchor = match right {
            r if r > 0.3 => Anchor::Start,
            r if r < -0.3 => Anchor::End,
            _ => Anchor::Middle,
        };
        let (x, middle) = (dot.0 + right * far, dot.1 + down * (far + half));
        let first = middle - half + SMALL * (LINE / 2.0 + 0.36);
        let line = |(text, y): (&String, f32)| Text::new(text.as_str(), x, y, SMALL).bold().at(anchor).haloed();
        let mut lines: Vec<Text> = lines.iter().zip((0..).map(|i| first + i as f32 * SMALL * LINE)).map(line).collect();
        let all = lines.iter().map(Text::bounds).reduce(Area::around);
        let mut bounds = all.unwrap_or(Area { x, y: middle, w: 0.0, h: 0.0 }).grown(4.0);
        let moved = (plot.right() - bounds.right()).min(0.0) + (plot.x - bounds.x).max(0.0);
        lines.iter_mut().for_each(|line| line.x += moved);
        bounds.x += moved;
        let end = (dot.0.clamp(bounds.x, bounds.right()), dot.1.clamp(bounds.y, bounds.bottom()));
        Self { lines, bounds, leader: (dot, end) }
    }

    fn distance(&self) -> f32 {
        let (from, to) = self.leader;
        (to.0 - from.0).hypot(to.1 - from.1)
    }
}

/// Puts each name where it lies on no other text, no other named dot and hardly any dot at all, as near to its own as
/// can be; the line that leads to it passes through no other name, line or named dot. A name that fits nowhere is left
/// out, and its dot stays as it was.
fn name(scene: &mut Scene, plot: Area, dots: &[Point], equal: Option<(Point, Point)>, named: Vec<(Point, &str)>) {
    let mut taken: Vec<Area> = scene.texts().map(Text::bounds).collect();
    let mut leaders: Vec<(Point, Point)> = Vec::new();
    let dot = |(x, y): Point| Area { x: x - NAMED, y: y - NAMED, w: 2.0 * NAMED, h: 2.0 * NAMED }.grown(2.0);
    let mut spots: Vec<Area> = named.iter().map(|(at, _)| dot(*at)).collect();
    for (at, name) in named {
        let own = dot(at);
        // What is long stands in two lines.
        let lines = font::balanced(name, SMALL, true, (plot.w * 0.3).max(260.0));
        let free = |label: &Label| {
            let (from, to) = label.leader;
            plot.contains(label.bounds)
                && taken.iter().all(|t| !t.meets(label.bounds) && !passes(from, to, *t))
                && spots.iter().all(|s| !s.meets(label.bounds) && (*s == own || !passes(from, to, *s)))
                && leaders.iter().all(|l| !passes(l.0, l.1, label.bounds) && !cross(*l, label.leader))
        };
        let cost = |label: Label| {
            if !free(&label) {
                return None;
            }
            let inside = |(x, y): &&Point| label.bounds.meets(Area { x: *x, y: *y, w: 0.1, h: 0.1 });
            let covered = dots.iter().filter(inside).take(COVERED + 2).count();
            if covered > COVERED {
                return None;
            }
            // A line through a crowd is lost in it.
            let (from, to) = label.leader;
            let around =
                Area { x: from.0, y: from.1, w: 0.0, h: 0.0 }.around(Area { x: to.0, y: to.1, w: 0.0, h: 0.0 });
            let near = dots.iter().filter(|(x, y)| around.grown(DOT).meets(Area { x: *x, y: *y, w: 0.1, h: 0.1 }));
            let under = |(x, y): &&Point| passes(from, to, Area { x: *x, y: *y, w: 0.0, h: 0.0 }.grown(DOT));
            let crossed = near.filter(under).take(CROSSED + 2).count().saturating_sub(1);
            if crossed > CROSSED {
                return None;
            }
            let line = equal.is_some_and(|(from, to)| passes(from, to, label.bounds));
            let cost = (covered + crossed) as f32 * 6.0 + label.distance() + if line { 20.0 } else { 0.0 };
            Some((cost, label))
        };
        let places = FAR.into_iter().flat_map(|far| (0..SIDES).map(move |side| (far, side)));
        let best = places.filter_map(|(far, side)| cost(Label::new(&lines, at, far, side, plot)));
        let Some((_, label)) = best.min_by(|a, b| a.0.total_cmp(&b.0)) else {
            spots.retain(|s| *s != own);
            continue;
        };
        // A name further away is led to by a line.
        if label.distance() > 18.0 {
            scene.line(label.leader.0, label.leader.1, Ink::Soft, 2.0);
            leaders.push(label.leader);
        }
        let dots = Shape::Dots { centres: vec![at], radius: NAMED, ink: Ink::Series(3), opacity: 1.0 };
        scene.shapes.push(dots);
        taken.push(label.bounds);
        label.lines.into_iter().for_each(|line| scene.text(line));
    }
}

/// Whether a straight line has a point within a rectangle.
fn passes(from: Point, to: Point, area: Area) -> bool {
    let (mut first, mut last) = (0.0f32, 1.0f32);
    for (start, end, low, high) in [(from.0, to.0, area.x, area.right()), (from.1, to.1, area.y, area.bottom())] {
        let step = end - start;
        if step.abs() < 1e-6 {
            if start <= low || start >= high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - start) / step, (high - start) / step);
        (first, last) = (first.max(a.min(b)), last.min(a.max(b)));
    }
    first < last
}

/// Whether two straight lines cross.
fn cross(one: (Point, Point), other: (Point, Point)) -> bool {
    let side = |(a, b): (Point, Point), p: Point| (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
    side(one, other.0) * side(one, other.1) < 0.0 && side(other, one.0) * side(other, one.1) < 0.0
}

#[cfg(test)]
mod tests {
    use super::super::super::chart::{Axis, Chart, Format, Plot};
    use super::super::{Frame, scene};
    use super::*;
    use crate::render::Language;

    /// A crowd along the line where both are equal, and outstanding ones at its edges and within it.
    fn crowd() -> Scatter {
        let mut seed = 7u64;
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as f64 / (1u64 << 31) as f64
        };
        let mut points: Vec<(f64, f64)> = Vec::new();
        for _ in 0..5000 {
            let budget = 3.4 + 5.0 * (1.0 - random() * random());
            let revenue = (budget + 1.2 * (random() + random() - 1.0)).min(8.5 + 0.5 * random());
            points.push((10f64.powf(budget), 10f64.powf(revenue)));
        }
        let named = [
            (2.37e8, 2.79e9, "Avatar"),
            (2.0e8, 1.85e9, "Titanic"),
            (2.8e8, 1.4e9, "Avengers: Age of Ultron"),
            (3.8e8, 1.05e9, "Pirates of the Caribbean: On Stranger Tides"),
            (2.6e8, 9.0e7, "The Lone Ranger"),
            (1.97e8, 9.0e7, "Valerian and the City of a Thousand Planets"),
            (1.5e8, 3.9e7, "Mars Needs Moms"),
            (1.45e8, 2.6e7, "The Alamo"),
            (1.0e7, 1.2e7, "In the very middle of the crowd"),
            (1.5e4, 1.9e8, "Paranormal Activity"),
        ];
        points.extend(named.map(|n| (n.0, n.1)));
        Scatter {
            points,
            named: named.map(|(x, y, name)| (x, y, name.to_owned())).to_vec(),
            equal: "recaudó lo que costó".to_owned(),
            x: Axis::log("Presupuesto", Format::Number),
            y: Axis::log("Recaudación", Format::Number),
        }
    }

    #[test]
    fn names_lie_on_nothing_and_lines_lead_past_the_others() {
        let text = String::new;
        let plot = Plot::Scatter(crowd());
        let chart =
            Chart { name: text(), title: text(), finding: text(), source: text(), plot, language: Language::Spanish };
        for (frame, least) in [(Frame::Picture, 4), (Frame::Screen, 3), (Frame::Page, 4), (Frame::Phone, 2)] {
            let scene = scene(&chart, frame);
            assert_eq!(scene.unreadable(), Vec::<String>::new());
            let names: Vec<Area> = scene.texts().filter(|t| t.haloed).map(Text::bounds).collect();
            let dots = |size: f32| {
                let of = move |shape: &Shape| match shape {
                    Shape::Dots { centres, radius, .. } if *radius == size => centres.clone(),
                    _ => Vec::new(),
                };
                scene.shapes.iter().flat_map(of).collect::<Vec<Point>>()
            };
            let (all, named) = (dots(DOT), dots(NAMED));
            assert!(named.len() >= least, "{frame:?}: {} named", named.len());
            let middle = |name: &str| scene.texts().any(|t| t.haloed && t.text.contains(name));
            assert!(middle("Avatar") && !middle("very middle"), "{frame:?}");
            let spot = |at: &Point| Area { x: at.0 - NAMED, y: at.1 - NAMED, w: 2.0 * NAMED, h: 2.0 * NAMED };
            for name in &names {
                assert!(named.iter().all(|at| !spot(at).meets(*name)), "{frame:?}: a name on a named dot");
                let under = all.iter().filter(|at| name.meets(Area { x: at.0, y: at.1, w: 0.1, h: 0.1 })).count();
                assert!(under <= COVERED, "{frame:?}: a name on {under} dots");
            }
            let lines: Vec<(Point, Point)> = scene
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Line { points, .. } if named.contains(&points[0]) => Some((points[0], points[1])),
                    _ => None,
                })
                .collect();
            for (i, line) in lines.iter().enumerate() {
                let others = named.iter().filter(|at| **at != line.0);
                assert!(others.map(spot).all(|s| !passes(line.0, line.1, s)), "{frame:?}: a line through a dot");
                assert!(names.iter().all(|n| !passes(line.0, line.1, *n)), "{frame:?}: a line through a name");
                assert!(lines[..i].iter().all(|l| !cross(*l, *line)), "{frame:?}: lines cross");
            }
        }
    }
}
