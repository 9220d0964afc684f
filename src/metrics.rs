//! Counters, gauges and timings of a running program, and their text for Prometheus.
//!
//! The door is [`Registry`]: made where the program starts, cloned into every door that counts, printed by
//! [`Registry::text`]. A handle once asked for is one atomic addition per use.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Upper bounds of the classes of a timing, in seconds; the last class has no bound.
const BOUNDS: [f64; 11] = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

/// Series of one name at most: labels that grow without end must not fill the memory. What comes later is counted in
/// none.
const MOST_SERIES: usize = 500;

/// All that is counted in a program. Cheap to clone; clones share their counts.
#[derive(Clone, Default)]
pub struct Registry(Arc<Mutex<BTreeMap<&'static str, Family>>>);

struct Family {
    help: &'static str,
    kind: &'static str,
    /// By its labels as they are printed.
    series: BTreeMap<String, Cell>,
}

#[derive(Clone)]
enum Cell {
    Count(Counter),
    Level(Gauge),
    Time(Timing),
}

/// A number that only grows.
#[derive(Clone, Default)]
pub struct Counter(Arc<AtomicU64>);

impl Counter {
    /// One more.
    pub fn one(&self) {
        self.add(1);
    }

    /// `n` more.
    pub fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }

    /// How many so far.
    pub fn value(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A number that rises and falls.
#[derive(Clone, Default)]
pub struct Gauge(Arc<AtomicU64>);

impl Gauge {
    /// Now it is this.
    pub fn set(&self, value: f64) {
        self.0.store(value.to_bits(), Ordering::Relaxed);
    }

    /// What it was last set to; 0 before.
    pub fn value(&self) -> f64 {
        f64::from_bits(self.0.load(Ordering::Relaxed))
    }
}

/// How long something took, counted by classes.
#[derive(Clone, Default)]
pub struct Timing(Arc<Classes>);

#[derive(Default)]
struct Classes {
    counts: [AtomicU64; BOUNDS.len() + 1],
    nanoseconds: AtomicU64,
}

impl Timing {
    /// One more, which took so long.
    pub fn took(&self, time: Duration) {
        let seconds = time.as_secs_f64();
        let class = BOUNDS.partition_point(|bound| *bound < seconds);
        self.0.counts[class].fetch_add(1, Ordering::Relaxed);
        self.0.nanoseconds.fetch_add(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// A time that the share `q` (0–1) of all did not exceed: the bound of a class. `None` where nothing was timed, or
    /// beyond the last bound.
    pub fn quantile(&self, q: f64) -> Option<Duration> {
        let wanted = (q.clamp(0.0, 1.0) * self.count() as f64).ceil().max(1.0) as u64;
        let mut below = 0;
        self.0.counts.iter().zip(BOUNDS).find_map(|(count, bound)| {
            below += count.load(Ordering::Relaxed);
            (below >= wanted).then(|| Duration::from_secs_f64(bound))
        })
    }

    /// How many were timed.
    pub fn count(&self) -> u64 {
        self.0.counts.iter().map(|c| c.load(Ordering::Relaxed)).sum()
    }

    fn print(&self, name: &str, labels: &str, out: &mut String) {
        let joined = if labels.is_empty() { String::new() } else { format!("{labels},") };
        let mut below = 0;
        for (i, count) in self.0.counts.iter().enumerate() {
            below += count.load(Ordering::Relaxed);
            let bound = BOUNDS.get(i).map_or_else(|| "+Inf".to_owned(), f64::to_string);
            let _ = writeln!(out, "{name}_bucket{{{joined}le=\"{bound}\"}} {below}");
        }
        let seconds = Duration::from_nanos(self.0.nanoseconds.load(Ordering::Relaxed)).as_secs_f64();
        let _ = writeln!(out, "{name}_sum{} {seconds}", braces(labels));
        let _ = writeln!(out, "{name}_count{} {below}", braces(labels));
    }
}

impl Registry {
    /// Nothing counted yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The counter of this name and these labels, made where it is new. `name` ends in `_total`, `help` is one line.
    pub fn counter(&self, name: &'static str, help: &'static str, labels: &[(&str, &str)]) -> Counter {
        match self.cell(name, help, "counter", labels, || Cell::Count(Counter::default())) {
            Cell::Count(counter) => counter,
            Cell::Level(_) | Cell::Time(_) => Counter::default(),
        }
    }

    /// The gauge of this name and these labels, made where it is new.
    pub fn gauge(&self, name: &'static str, help: &'static str, labels: &[(&str, &str)]) -> Gauge {
        match self.cell(name, help, "gauge", labels, || Cell::Level(Gauge::default())) {
            Cell::Level(gauge) => gauge,
            Cell::Count(_) | Cell::Time(_) => Gauge::default(),
        }
    }

    /// Like [`Registry::gauge`], for a number that only grows and is counted elsewhere. `name` ends in `_total`.
    pub fn counted(&self, name: &'static str, help: &'static str) -> Gauge {
        match self.cell(name, help, "counter", &[], || Cell::Level(Gauge::default())) {
            Cell::Level(gauge) => gauge,
            Cell::Count(_) | Cell::Time(_) => Gauge::default(),
        }
    }

    /// The timing of this name and these labels, made where it is new. `name` ends in `_seconds`.
    pub fn timing(&self, name: &'static str, help: &'static str, labels: &[(&str, &str)]) -> Timing {
        match self.cell(name, help, "histogram", labels, || Cell::Time(Timing::default())) {
            Cell::Time(timing) => timing,
            Cell::Count(_) | Cell::Level(_) => Timing::default(),
        }
    }

    /// A cell of another kind under the same name is a mistake in the program: it is counted nowhere rather than
    /// printed as text that no reader takes.
    fn cell(
        &self,
        name: &'static str,
        help: &'static str,
        kind: &'static str,
        labels: &[(&str, &str)],
        make: impl FnOnce() -> Cell,
    ) -> Cell {
        let mut families = self.lock();
        let family = families.entry(name).or_insert_with(|| Family { help, kind, series: BTreeMap::new() });
        let labels = printed(labels);
        match family.series.get(&labels) {
            Some(cell) => cell.clone(),
            None if family.kind != kind || family.series.len() >= MOST_SERIES => make(),
            None => family.series.entry(labels).or_insert_with(make).clone(),
        }
    }

    /// Everything, in the text format that Prometheus reads (version 0.0.4).
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (name, family) in self.lock().iter() {
            let _ = writeln!(out, "# HELP {name} {}\n# TYPE {name} {}", family.help, family.kind);
            for (labels, cell) in &family.series {
                let _ = match cell {
                    Cell::Count(counter) => writeln!(out, "{name}{} {}", braces(labels), counter.value()),
                    Cell::Level(gauge) => writeln!(out, "{name}{} {}", braces(labels), gauge.value()),
                    Cell::Time(timing) => {
                        timing.print(name, labels, &mut out);
                        Ok(())
                    }
                };
            }
        }
        out
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Family>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn braces(labels: &str) -> String {
    if labels.is_empty() { String::new() } else { format!("{{{labels}}}") }
}

/// `a="1",b="2"`, escaped.
fn printed(labels: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (i, (key, value)) in labels.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        let _ = write!(out, "{comma}{key}=\"");
        for c in value.chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '"' => out.push_str("\\\""),
                '\n' => out.push_str("\\n"),
                c => out.push(c),
            }
        }
        out.push('"');
    }
    out
}

/// Resident memory of this process in bytes, where the system tells it in `/proc`.
pub fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Ticks in a second as Linux counts them for programs, on every processor that it runs on.
const TICKS: f64 = 100.0;

/// Processor time of this process in seconds, its own and the system's for it, where the system tells it in `/proc`.
pub fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may hold spaces; user time is the twelfth field after it.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_printed() {
        let registry = Registry::new();
        let asked = registry.counter("asked_total", "Questions.", &[("door", "we\"b")]);
        asked.one();
        registry.clone().counter("asked_total", "Questions.", &[("door", "we\"b")]).add(2);
        registry.gauge("films", "Films.", &[]).set(45_466.0);
        let timing = registry.timing("answer_seconds", "Time.", &[("door", "web")]);
        timing.took(Duration::from_micros(300));
        timing.took(Duration::from_secs(9));
        assert_eq!((asked.value(), timing.count()), (3, 2));
        let text = registry.text();
        for line in [
            "# TYPE asked_total counter",
            "asked_total{door=\"we\\\"b\"} 3",
            "films 45466",
            "# TYPE answer_seconds histogram",
            "answer_seconds_bucket{door=\"web\",le=\"0.00025\"} 0",
            "answer_seconds_bucket{door=\"web\",le=\"0.0005\"} 1",
            "answer_seconds_bucket{door=\"web\",le=\"+Inf\"} 2",
            "answer_seconds_sum{door=\"web\"} 9.0003",
            "answer_seconds_count{door=\"web\"} 2",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} is missing in\n{text}");
        }
    }

    #[test]
    fn labels_without_end_and_mistaken_kinds_are_bounded() {
        let registry = Registry::new();
        for i in 0..MOST_SERIES + 50 {
            registry.counter("many_total", "Many.", &[("i", &i.to_string())]).one();
        }
        registry.gauge("many_total", "Not a gauge.", &[]).set(1.0);
        let text = registry.text();
        assert_eq!(text.lines().filter(|l| l.starts_with("many_total{")).count(), MOST_SERIES);
        assert!(!text.contains("many_total 1"), "{text}");
    }
}
