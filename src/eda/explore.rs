//! All charts of a catalogue, in sections. The door is [`explore`].

use super::chart::Chart;
use super::count::count;
use super::{TITLE_COLUMNS, films, platforms, quality, ratings};
use crate::catalog::{Catalog, Movie};
use crate::engine::Charted;
use crate::etl::Dataset;
use crate::query::By;
use crate::render::Language;
use crate::render::words::charts;
use crate::render::words::charts::report::Topic;

/// Some charts about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What they are about.
    pub topic: Topic,
    /// The charts, in the order of reading.
    pub charts: Vec<Chart>,
}

/// The charts of films that are drawn by counting alone.
const COUNTED: [By; 9] =
    [By::Year, By::Month, By::Weekday, By::Genre, By::Language, By::Country, By::Runtime, By::Score, By::Votes];

/// All charts of a catalogue and of the tables that it was built from; what has no data is left out.
///
/// Cost: some passes over all films, titles and ratings, a few tenths of a second.
pub fn explore(catalog: &Catalog, data: &Dataset) -> Vec<Section> {
    let all: Vec<Movie<'_>> = catalog.movies().collect();
    let counted = |by: By| {
        let count = count(catalog, &all, by);
        (count.known > 0).then(|| charts::chart(&Charted::of_all(count), Language::Spanish))
    };
    let mut about_films: Vec<Chart> = COUNTED.into_iter().filter_map(counted).collect();
    about_films.extend(films::genre_pairs(&all));
    let mut about_money: Vec<Chart> = [By::Money, By::Return].into_iter().filter_map(counted).collect();
    about_money.extend(films::correlations(&all));
    let sections = [
        (Topic::Films, about_films),
        (Topic::Money, about_money),
        (Topic::Words, counted(By::Words).into_iter().collect()),
        (
            Topic::Platforms,
            platforms::charts(catalog, quality::missing_titles(data).map(|lacks| lacks[TITLE_COLUMNS - 1])),
        ),
        (Topic::Ratings, ratings::charts(catalog, data)),
        (Topic::Quality, quality::charts(catalog, data)),
    ];
    sections
        .into_iter()
        .filter(|(_, charts)| !charts.is_empty())
        .map(|(topic, charts)| Section { topic, charts })
        .collect()
}
