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
        let mut count = eda::count(&self.catalog, &self.passing(filters), by);
        // Which genre, country or language was asked for is known: what is new are the others.
        let asked = filters.genres.iter().chain(&filters.country).chain(&filters.language);
        let asked: Vec<&str> = asked.map(|term| term.code()).collect();
        if let eda::Figures::Tallies { tallies, .. } = &mut count.figures {
            tallies.retain(|t| match &t.key {
                eda::Key::Genre(code) | eda::Key::Country(code) | eda::Key::Language(code) => {
                    !asked.contains(&code.as_str())
                }
                _ => true,
            });
        }
        let empty = matches!(&count.figures, eda::Figures::Tallies { tallies, .. } if tallies.is_empty());
        let status = if count.known == 0 || empty { Status::NotFound } else { Status::Ok };
        let charted = Charted { filters: filters.clone(), count };
        Answer::new(Intent::Chart, status, slots, Body::Chart(Box::new(charted)))
    }
}
