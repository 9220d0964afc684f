//! The words of charts: titles, findings computed from the figures, axes. The doors are [`chart`] and, for the report
//! of a whole catalogue, the functions of [`report`].

mod asked;
mod found;
mod frequent;
pub mod report;

pub use asked::{chart, drawn_by, key};

use super::lists::TRY_LESS;
use super::{ES, FILM, capital, counted};
use crate::eda::{Chart, FEW_RETURNS, Plot};
use crate::engine::Charted;
use crate::query::By;
use crate::render::markup::Markup;
use crate::render::numbers::{self, whole};
use crate::render::{Language, say};

/// What is said beside a chart, or alone where no picture can be shown.
pub(super) fn told(charted: &Charted, language: Language) -> Markup {
    if charted.is_empty() {
        let what = asked::films_of(charted, language);
        let none = language.pick("No hay con qué hacer ese gráfico", "There is nothing to draw that chart from");
        let out = Markup::new().plain(none);
        let out = if what.is_empty() { out } else { out.plain(": ").strong(what) };
        let why = match charted.count.by {
            By::Return => say!(
                language,
                ". Ningún género tiene {FEW_RETURNS} películas con presupuesto y recaudación conocidos",
                ". No genre has {FEW_RETURNS} films with a known budget and revenue"
            ),
            _ => String::new(),
        };
        return out.plain(why).plain(TRY_LESS.to(language));
    }
    let chart = chart(charted, language);
    Markup::new().strong(chart.title.as_str()).plain(format!("\n{}\n", chart.finding)).dim(chart.source.as_str())
}

/// A whole number of the report.
fn n(x: impl Into<f64>) -> String {
    whole(x.into(), ES)
}

/// A share in whole hundredths; of less than one, with decimals, as the bars write it.
fn percent(share: f64, language: Language) -> String {
    let places = if share > 0.0 && share < 0.01 { 2 } else { 0 };
    numbers::percent(share, places, language)
}

fn share(part: u32, all: u32) -> f64 {
    f64::from(part) / f64::from(all.max(1))
}

fn films(count: u32, language: Language) -> String {
    counted(count, FILM, language)
}

/// A chart of the report.
fn made(name: &str, title: String, finding: String, source: String, plot: Plot) -> Chart {
    Chart { name: name.to_owned(), title, finding, source, plot, language: ES }
}
