//! The figures of charts: films that pass filters, counted in one pass.

use super::{Answer, Body, Engine, Slots, Status};
use crate::eda;
use crate::query::{By, Filters, Intent};

/// The figures of a chart and what they are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Charted {
    /// Which films.
    pub filters: Filters,
    /// The figures.
    pub count: eda::Count,
}

impl Engine {
    /// Cost: one pass over all films and one over those that pass, a few milliseconds.
    pub(super) fn chart(&self, by: By, filters: &Filters) -> Answer {
        let slots = Slots {
            year: filters.years.filter(|(first, last)| first == last).map(|(year, _)| year),
            platform: filters.platform,
            score: filters.score,
            ..Slots::default()
        };
        let count = eda::count(&self.catalog, &self.passing(filters), by);
        let status = if count.known == 0 { Status::NotFound } else { Status::Ok };
        let charted = Charted { filters: filters.clone(), count };
        Answer::new(Intent::Chart, status, slots, Body::Chart(Box::new(charted)))
    }
}
