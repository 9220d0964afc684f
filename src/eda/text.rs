//! Charts in a terminal: bars of block letters. The door is [`bars`].

use super::chart::{Bars, Chart, Format, Heatmap, Histogram, Lines, Plot};
use super::draw::value;
use crate::render::Language;

/// Letters of the longest bar.
const LONGEST: usize = 36;
/// Rows at most; courses over more values are summed up by steps of years.
const ROWS: usize = 24;
/// Heights of a course in one line.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The data of a chart as lines of text, without its words; every line ends without a line break of its own.
pub fn bars(chart: &Chart) -> String {
    let language = chart.language;
    let value = |x, format| value(x, format, language);
    match &chart.plot {
        Plot::Bars(bars) => of_bars(bars, language),
        Plot::Lines(lines) => of_lines(lines, language),
        Plot::Histogram(histogram) => of_histogram(histogram, language),
        Plot::Scatter(scatter) => {
            let row = |(x, y, name): &(f64, f64, String)| {
                format!("{name}: {} → {}", value(*x, Format::Number), value(*y, Format::Number))
            };
            scatter.named.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        Plot::Heatmap(map) => of_heatmap(map, language),
        Plot::Cloud(cloud) => {
            let words = cloud.words.iter().take(ROWS);
            rows(&words.map(|(w, n)| (w.clone(), *n)).collect::<Vec<_>>(), Format::Number, language)
        }
    }
}

/// One line each: label, bar, value.
fn rows(rows: &[(String, f64)], format: Format, language: Language) -> String {
    let widest = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let most = rows.iter().map(|(_, v)| *v).fold(0.0, f64::max);
    let line = |(label, v): &(String, f64)| {
        let eighths = if most > 0.0 { (v / most * (LONGEST * 8) as f64).round() as usize } else { 0 };
        let rest = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
        let mut bar = "█".repeat(eighths / 8);
        bar.extend((eighths % 8).checked_sub(1).map(|i| rest[i]));
        let gap = if bar.is_empty() { "" } else { " " };
        format!("{label:>widest$} {bar}{gap}{}", value(*v, format, language))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn of_bars(bars: &Bars, language: Language) -> String {
    let total = |i: usize| bars.series.iter().map(|s| s.values[i]).sum();
    let all: Vec<(String, f64)> = bars.labels.iter().enumerate().map(|(i, l)| (l.clone(), total(i))).collect();
    rows(&all, bars.value.format, language)
}

fn of_lines(lines: &Lines, language: Language) -> String {
    let value = |x, format| value(x, format, language);
    if let [course] = lines.series.as_slice() {
        let (Some(first), Some(last)) = (course.points.first(), course.points.last()) else { return String::new() };
        let span = last.0 - first.0 + 1.0;
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0].into_iter().find(|s| span / s <= ROWS as f64).unwrap_or(100.0);
        let mut steps: Vec<(f64, f64)> = Vec::new();
        for (x, y) in &course.points {
            let start = (x / step).floor() * step;
            match steps.last_mut() {
                Some((s, sum)) if *s == start => *sum += y,
                _ => steps.push((start, *y)),
            }
        }
        let label = |start: f64| match step {
            1.0 => value(start, lines.x.format),
            _ => format!("{}–{}", value(start, lines.x.format), value(start + step - 1.0, lines.x.format)),
        };
        return rows(&steps.into_iter().map(|(s, n)| (label(s), n)).collect::<Vec<_>>(), lines.y.format, language);
    }
    let most = lines.series.iter().flat_map(|s| &s.points).map(|p| p.1).fold(0.0, f64::max);
    let height = |y: f64| HEIGHTS[((y / most.max(1e-9) * 7.0).round() as usize).min(7)];
    let line = |course: &super::chart::Course| {
        let ends =
            course.points.first().zip(course.points.last()).map_or(String::new(), |(a, b)| {
                format!("{}–{}", value(a.0, lines.x.format), value(b.0, lines.x.format))
            });
        format!("{} {} {ends}", course.name, course.points.iter().map(|p| height(p.1)).collect::<String>())
    };
    lines.series.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn of_histogram(histogram: &Histogram, language: Language) -> String {
    let edge = |i: usize| value(histogram.edges[i], histogram.x.format, language);
    let label = |i: usize| format!("{}–{}", edge(i), edge(i + 1));
    let counts = &histogram.counts;
    let first = counts.iter().position(|n| *n > 0.0).unwrap_or(0);
    let last = counts.iter().rposition(|n| *n > 0.0).map_or(0, |last| last + 1);
    let used: Vec<(String, f64)> = (first..last).map(|i| (label(i), counts[i])).collect();
    rows(&used, histogram.y.format, language)
}

fn of_heatmap(map: &Heatmap, language: Language) -> String {
    let mut cells: Vec<(String, f64)> = Vec::new();
    for (row, values) in map.rows.iter().zip(&map.cells) {
        for (column, cell) in map.columns.iter().zip(values) {
            cells.extend(cell.map(|v| (format!("{row} – {column}"), v)));
        }
    }
    cells.sort_by(|a, b| b.1.total_cmp(&a.1));
    cells.truncate(ROWS);
    rows(&cells, map.format, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_values() {
        let text = rows(&[("a".into(), 8.0), ("bb".into(), 4.0), ("c".into(), 0.0)], Format::Number, Language::Spanish);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], format!(" a {} 8", "█".repeat(LONGEST)));
        assert_eq!(lines[1], format!("bb {} 4", "█".repeat(LONGEST / 2)));
        assert_eq!(lines[2], " c 0");
    }
}
