//! The words of charts: titles, findings computed from the figures, axes. The doors are [`chart`] and, for the report
//! of a whole catalogue, the functions of [`report`].

mod asked;
pub mod report;

pub use asked::{chart, drawn_by, key};

use super::{ES, counted};
use crate::eda::{Chart, Plot};
use crate::engine::{Charted, Status};
use crate::render::markup::Markup;
use crate::render::numbers::{decimal, whole};

/// What is said beside a chart, or alone where no picture can be shown.
pub(super) fn told(charted: &Charted, status: Status) -> Markup {
    if status != Status::Ok {
        let what = super::lists::filters(&charted.filters);
        let out = Markup::new().plain("No hay con qué hacer ese gráfico");
        let out = if what.is_empty() { out } else { out.plain(": ").strong(what) };
        return out.plain(". Prueba quitando alguna condición.");
    }
    let chart = chart(charted);
    Markup::new().strong(chart.title.as_str()).plain(format!("\n{}\n", chart.finding)).dim(chart.source.as_str())
}

fn n(x: impl Into<f64>) -> String {
    whole(x.into(), ES)
}

/// A share in whole hundredths; of less than one, a decimal.
fn percent(share: f64) -> String {
    let hundredths = share * 100.0;
    let places = if hundredths > 0.0 && hundredths < 1.0 { 1 } else { 0 };
    format!("{} %", decimal(hundredths, places, ES))
}

fn share(part: u32, all: u32) -> f64 {
    f64::from(part) / f64::from(all.max(1))
}

fn films(count: u32) -> String {
    counted(count, "película", "películas")
}

/// The first letter as a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn made(name: &str, title: String, finding: String, source: String, plot: Plot) -> Chart {
    Chart { name: name.to_owned(), title, finding, source, plot }
}
