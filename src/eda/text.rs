//! Charts in a terminal: bars of block letters. The door is [`bars`].

use super::chart::{BarLayout, Bars, Chart, Format, Heatmap, Histogram, Lines, Plot, Scale, Series};
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

/// Of several series each says its own figure; a part that a stacked bar does not have takes no line.
fn of_bars(bars: &Bars, language: Language) -> String {
    let of = |series: &Series, label: &str| match bars.series.len() {
        1 => label.to_owned(),
        _ => format!("{label} – {}", series.name),
    };
    let mut all: Vec<(String, f64)> = Vec::new();
    for (i, label) in bars.labels.iter().enumerate() {
        let shown = |s: &&Series| bars.layout == BarLayout::Beside || s.values[i] > 0.0;
        let before = all.len();
        all.extend(bars.series.iter().filter(shown).map(|s| (of(s, label), s.values[i])));
        if all.len() == before {
            all.push((label.clone(), 0.0));
        }
    }
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
    let counts = &histogram.counts;
    let label = |i: usize| match histogram.open && i + 1 == counts.len() {
        true => format!("{} {}", edge(i), language.pick("o más", "or more")),
        false => format!("{}–{}", edge(i), edge(i + 1)),
    };
    let first = counts.iter().position(|n| *n > 0.0).unwrap_or(0);
    let last = counts.iter().rposition(|n| *n > 0.0).map_or(0, |last| last + 1);
    let used: Vec<(String, f64)> = (first..last).map(|i| (label(i), counts[i])).collect();
    rows(&used, histogram.y.format, language)
}

fn of_heatmap(map: &Heatmap, language: Language) -> String {
    let cell = |i: usize, j: usize| map.cells.get(i).and_then(|row| *row.get(j)?);
    // Where a pair is the same both ways it is told once.
    let size = map.rows.len();
    let mirrored = size > 1
        && size == map.columns.len()
        && (0..size).all(|i| cell(i, i).is_none() && (0..i).all(|j| cell(i, j) == cell(j, i)));
    let mut cells: Vec<(String, f64)> = Vec::new();
    for (i, row) in map.rows.iter().enumerate() {
        for (j, column) in map.columns.iter().enumerate().filter(|(j, _)| !mirrored || *j > i) {
            cells.extend(cell(i, j).map(|v| (format!("{row} – {column}"), v)));
        }
    }
    cells.sort_by(|a, b| b.1.total_cmp(&a.1));
    // What falls together is as telling as what rises together.
    if map.scale == Scale::Rising {
        cells.truncate(ROWS);
    }
    rows(&cells, map.format, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eda::chart::Axis;

    #[test]
    fn bars_are_as_long_as_their_values() {
        let text = rows(&[("a".into(), 8.0), ("bb".into(), 4.0), ("c".into(), 0.0)], Format::Number, Language::Spanish);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], format!(" a {} 8", "█".repeat(LONGEST)));
        assert_eq!(lines[1], format!("bb {} 4", "█".repeat(LONGEST / 2)));
        assert_eq!(lines[2], " c 0");
    }

    fn of(labels: &[&str], layout: BarLayout, series: &[(&str, &[f64])]) -> String {
        let series = series.iter().map(|(name, values)| Series { name: (*name).into(), values: values.to_vec() });
        let bars = Bars {
            labels: labels.iter().map(|l| (*l).to_owned()).collect(),
            series: series.collect(),
            layout,
            value: Axis::even("", Format::Share),
            across: String::new(),
        };
        of_bars(&bars, Language::Spanish)
    }

    /// The words and the figure of each line, without the bar between them.
    fn said(text: &str) -> Vec<String> {
        let bar = |c: char| ('▀'..='▟').contains(&c);
        text.lines().map(|l| l.replace(bar, "").split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn every_series_says_its_own_figure() {
        let (netflix, hulu): (&[f64], &[f64]) = (&[0.67, 0.0], &[0.5, 0.02]);
        let text = of(&["1", "2"], BarLayout::Beside, &[("Netflix", netflix), ("Hulu", hulu)]);
        assert_eq!(said(&text), ["1 – Netflix 67 %", "1 – Hulu 50 %", "2 – Netflix 0 %", "2 – Hulu 2 %"]);
        let stacked = of(&["ene", "feb"], BarLayout::Columns, &[("con fecha", &[0.3, 0.2]), ("sin día", &[0.5, 0.0])]);
        assert_eq!(said(&stacked), ["ene – con fecha 30 %", "ene – sin día 50 %", "feb – con fecha 20 %"]);
        assert_eq!(said(&of(&["a"], BarLayout::Rows, &[("Películas", &[0.25])])), ["a 25 %"]);
    }

    #[test]
    fn the_last_range_is_open_where_more_lies_in_it() {
        let axis = || Axis::even("", Format::Number);
        let (edges, counts) = (vec![220.0, 230.0, 240.0], vec![3.0, 5.0]);
        let mut histogram = Histogram { edges, counts, open: true, x: axis(), y: axis() };
        assert_eq!(said(&of_histogram(&histogram, Language::Spanish)), ["220–230 3", "230 o más 5"]);
        assert_eq!(said(&of_histogram(&histogram, Language::English)), ["220–230 3", "230 or more 5"]);
        histogram.open = false;
        assert_eq!(said(&of_histogram(&histogram, Language::Spanish)), ["220–230 3", "230–240 5"]);
    }

    #[test]
    fn a_pair_that_is_the_same_both_ways_is_told_once() {
        let names = || vec!["Votos".to_owned(), "Año".to_owned()];
        let cells = vec![vec![None, Some(-0.5)], vec![Some(-0.5), None]];
        let mut map = Heatmap { rows: names(), columns: names(), cells, scale: Scale::Signed, format: Format::Fine };
        assert_eq!(said(&of_heatmap(&map, Language::Spanish)), ["Votos – Año -0,5"]);
        map.cells[0][1] = Some(0.25);
        assert_eq!(said(&of_heatmap(&map, Language::Spanish)), ["Votos – Año 0,25", "Año – Votos -0,5"]);
    }
}
