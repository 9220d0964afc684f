//! How far a build is, on stderr: a bar for people (silent when stderr is no terminal), lines for programs.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::etl::Progress;

/// Shows the stage and how far it is.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0);
        bar.set_style(style("{spinner} {msg} {elapsed}"));
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Self(bar)
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.finish();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: u64) {
        let template =
            if total > 0 { "{spinner} {msg} {bar:30} {percent}% {elapsed}" } else { "{spinner} {msg} {elapsed}" };
        self.0.set_style(style(template));
        self.0.set_length(total);
        self.0.set_position(0);
        self.0.set_message(name);
    }

    fn advance(&self, n: u64) {
        self.0.inc(n);
    }
}

/// The shortest time between two lines of a stage.
const LINE_EVERY: Duration = Duration::from_millis(300);

/// Tells the stage and how far it is in lines of `progress STAGE DONE TOTAL`.
#[derive(Default)]
pub(super) struct Lines(Mutex<Told>);

#[derive(Default)]
struct Told {
    stage: &'static str,
    done: u64,
    total: u64,
    at: Option<Instant>,
}

impl Told {
    fn tell(&mut self) {
        self.at = Some(Instant::now());
        // Whoever reads may have gone away: no reason to stop building.
        let _ = writeln!(std::io::stderr(), "progress {} {} {}", self.stage, self.done, self.total);
    }
}

impl Progress for Lines {
    fn stage(&self, name: &'static str, total: u64) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *told = Told { stage: name, total, ..Told::default() };
        told.tell();
    }

    fn advance(&self, n: u64) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.done += n;
        if told.at.is_none_or(|at| at.elapsed() >= LINE_EVERY) {
            told.tell();
        }
    }
}
