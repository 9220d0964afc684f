//! The words of the report of a whole catalogue: sections, and the charts that no question asks for.

mod films;
mod platforms;
mod quality;
mod ratings;

pub use films::{correlations, genre_pairs};
pub use platforms::{
    platform_added, platform_lengths, platform_overlap, platform_ratings, platform_seasons, platform_types,
    platform_years,
};
pub use quality::{missing, missing_titles, suspects};
pub use ratings::{rating_values, ratings_per_item, ratings_per_user, ratings_signal};

use super::{ES, n};
use crate::catalog::Platform;
use crate::render::numbers::list;

/// What a section of the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Films.
    Films,
    /// Budgets, revenues and what goes with them.
    Money,
    /// The words of titles.
    Words,
    /// The platforms' catalogues.
    Platforms,
    /// People's ratings.
    Ratings,
    /// What is missing or suspect.
    Quality,
}

/// The heading of a section.
pub fn heading(topic: Topic) -> &'static str {
    match topic {
        Topic::Films => "Las películas",
        Topic::Money => "El dinero",
        Topic::Words => "Los títulos",
        Topic::Platforms => "Las plataformas",
        Topic::Ratings => "Las valoraciones de la gente",
        Topic::Quality => "La calidad de los datos",
    }
}

/// The title of the report.
pub const TITLE: &str = "Los datos de Claqueta, en gráficos";

/// What the report says below its title.
pub fn introduction(films: usize, titles: usize, ratings: usize) -> String {
    let mut parts = Vec::new();
    if films > 0 {
        parts.push(format!("{} películas", n(films as f64)));
    }
    if titles > 0 {
        parts.push(format!("{} títulos de plataformas", n(titles as f64)));
    }
    if ratings > 0 {
        parts.push(format!("{} valoraciones", n(ratings as f64)));
    }
    format!("Con {}. Cada hallazgo está calculado de estos datos.", list(&parts, ES))
}

/// What opens the data behind a chart.
pub const DATA: &str = "Los datos, en texto";

/// The heading of the list of sections.
pub const CONTENTS: &str = "En este informe";

fn base(count: u32, what: &str) -> String {
    format!("Base: {} {what}", n(count))
}

/// Platforms as legends and columns name them.
fn short(platform: Platform) -> &'static str {
    match platform {
        Platform::Amazon => "Amazon",
        other => other.label(),
    }
}

fn platforms() -> Vec<String> {
    Platform::ALL.iter().map(|p| short(*p).to_owned()).collect()
}

/// The first of those with the greatest value.
fn greatest<T: Copy>(items: impl Iterator<Item = (T, f64)>) -> Option<(T, f64)> {
    items.reduce(|best, item| if item.1 > best.1 { item } else { best })
}
