//! Courses over a number, and histograms.

use super::super::chart::{Axis, Histogram, Lines};
use super::super::scene::{Area, Ink, Scene, Shape};
use super::axes::{self, Ruler};
use super::legend;

pub(super) fn courses(scene: &mut Scene, area: Area, lines: &Lines) {
    let names: Vec<&str> = lines.series.iter().map(|s| s.name.as_str()).collect();
    let area = legend(scene, area, &names);
    let points = || lines.series.iter().flat_map(|s| s.points.iter().copied());
    let most = points().map(|p| p.1).fold(0.0, f64::max);
    let first = points().map(|p| p.0).fold(f64::INFINITY, f64::min);
    let last = points().map(|p| p.0).fold(f64::NEG_INFINITY, f64::max);
    let (y, plot) = axes::vertical(scene, area, &lines.y, (0.0, axes::up_to(most)), axes::height_of(&lines.x));
    let x = Ruler::new(lines.x.spacing, (first, last), (plot.x, plot.right() - 24.0));
    for (k, course) in lines.series.iter().enumerate() {
        let points: Vec<(f32, f32)> = course.points.iter().map(|p| (x.at(p.0), y.at(p.1))).collect();
        let (Some(start), Some(end)) = (points.first().copied(), points.last().copied()) else { continue };
        if lines.series.len() == 1 {
            let mut region = points.clone();
            region.extend([(end.0, plot.bottom()), (start.0, plot.bottom())]);
            scene.shapes.push(Shape::Region(region, Ink::Series(k), 0.25));
        }
        scene.shapes.push(Shape::Line { points, ink: Ink::Series(k), width: 4.0, dashed: false });
    }
    axes::horizontal(scene, plot, &lines.x, &x);
}

pub(super) fn histogram(scene: &mut Scene, area: Area, histogram: &Histogram) {
    let Histogram { edges, counts, x, y, .. } = histogram;
    let most = counts.iter().copied().fold(0.0, f64::max);
    let (high, plot) = axes::vertical(scene, area, y, (0.0, axes::up_to(most)), axes::height_of(x));
    let ends = (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(1.0));
    let along = Ruler::new(x.spacing, ends, (plot.x, plot.right() - 24.0));
    for (i, count) in counts.iter().enumerate() {
        let (left, right) = (along.at(edges[i]), along.at(edges[i + 1]));
        let gap = if right - left > 6.0 { 2.0 } else { 0.0 };
        let top = high.at(*count);
        let bar = Area { x: left + gap / 2.0, y: top, w: right - left - gap, h: plot.bottom() - top };
        scene.rect(bar, Ink::Series(0));
    }
    let axis = Axis { title: x.title.clone(), ..x.clone() };
    axes::horizontal(scene, plot, &axis, &along);
}
