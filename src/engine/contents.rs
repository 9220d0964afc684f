//! How many platform titles a country, kind, year or age rating has: counted once per generation, when first asked.

use std::collections::HashMap;

use super::Engine;
use crate::catalog::{Catalog, Platform, TitleKind};
use crate::text::fold;
use crate::world::{Kind, Term};

/// Platform titles under some filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// Films.
    pub movies: u32,
    /// Series.
    pub shows: u32,
    /// Both, by platform in the order of [`Platform::ALL`].
    pub platforms: [u32; Platform::ALL.len()],
}

impl Titles {
    fn add(&mut self, kind: TitleKind, platform: Platform) {
        match kind {
            TitleKind::Movie => self.movies += 1,
            TitleKind::Show => self.shows += 1,
        }
        self.platforms[platform as usize] += 1;
    }
}

/// The counts of one generation.
pub(super) struct Contents {
    /// By country, kind (or both) and year (or all).
    countries: HashMap<(String, Option<TitleKind>, Option<u16>), Titles>,
    /// By age rating, lower case.
    ratings: HashMap<String, Titles>,
}

impl Contents {
    fn count(catalog: &Catalog) -> Self {
        let mut contents = Self { countries: HashMap::new(), ratings: HashMap::new() };
        for title in catalog.platform_titles() {
            let (kind, platform) = (title.kind(), title.platform());
            contents.ratings.entry(title.rating().to_owned()).or_default().add(kind, platform);
            let mut named: Vec<String> =
                title.country().split(',').map(country_key).filter(|key| !key.is_empty()).collect();
            named.sort_unstable();
            named.dedup();
            for country in named {
                for kind_of in [None, Some(kind)] {
                    // A title without a year counts where all years do.
                    let years = [None, title.year()];
                    for year in years.iter().take(if title.year().is_some() { 2 } else { 1 }) {
                        let key = (country.clone(), kind_of, *year);
                        contents.countries.entry(key).or_default().add(kind, platform);
                    }
                }
            }
        }
        contents
    }
}

/// What a country is known by, however it is called: its code, or the folded name where no table has it.
fn country_key(name: &str) -> String {
    Term::named(Kind::Country, name).map_or_else(|| fold(name), Term::slug)
}

impl Engine {
    pub(super) fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| Contents::count(&self.catalog))
    }

    /// Platform titles of a country (by name, in Spanish or English, or code), a kind and a year of release; a title of
    /// several countries counts in each. `None` where no title at all is of that country. Cost: one look-up; the first
    /// of a generation a pass over all titles.
    pub fn titles_of_country(&self, country: &str, kind: Option<TitleKind>, year: Option<u16>) -> Option<Titles> {
        let contents = self.contents();
        let key = country_key(country);
        contents.countries.get(&(key.clone(), None, None))?;
        Some(contents.countries.get(&(key, kind, year)).copied().unwrap_or_default())
    }

    /// Platform titles of an age rating, in any case; `None` where no title has it.
    pub fn titles_of_rating(&self, rating: &str) -> Option<Titles> {
        self.contents().ratings.get(&rating.trim().to_lowercase()).copied()
    }

    /// All age ratings, the most frequent first.
    pub fn ratings(&self) -> Vec<&str> {
        let mut all: Vec<(&str, u32)> =
            self.contents().ratings.iter().map(|(r, t)| (r.as_str(), t.movies + t.shows)).collect();
        all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all.into_iter().map(|(rating, _)| rating).filter(|r| !r.is_empty()).collect()
    }
}
