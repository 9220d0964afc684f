//! A progress bar on stderr; silent when stderr is no terminal.

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
