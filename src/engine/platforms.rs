//! Answers about the platforms' catalogues, read from the figures counted at build.

use super::{Answer, Body, Engine, LongTitle, Slots, Status};
use crate::catalog::{Platform, TitleId, TitleKind, Titles, Unit};
use crate::query::{Intent, Score, Titled};

impl Engine {
    pub(super) fn max_duration(&self, year: Option<u16>, platform: Option<Platform>, unit: Option<Unit>) -> Answer {
        let measured = unit.unwrap_or(Unit::Min);
        let longest = self.catalog.counted().longest(platform, year, measured);
        let titles: Vec<LongTitle> = longest.filter_map(|id| self.long_title(id)).collect();
        Answer::new(
            Intent::MaxDuration,
            if titles.is_empty() { Status::NotFound } else { Status::Ok },
            Slots { year, platform, unit, ..Slots::default() },
            Body::MaxDuration { titles, unit: measured },
        )
    }

    fn long_title(&self, id: TitleId) -> Option<LongTitle> {
        let title = self.catalog.title(id);
        Some(LongTitle {
            key: title.key().to_owned(),
            title: title.title().to_owned(),
            platform: title.platform(),
            year: title.year(),
            duration: title.duration()?.0,
            kind: title.kind(),
        })
    }

    pub(super) fn score_count(&self, score: Score, platform: Option<Platform>, year: Option<u16>) -> Answer {
        let counted = self.catalog.counted();
        let above = counted.scored_above(platform, year, score.value());
        let scored = counted.scored(platform, year).total();
        Answer::new(
            Intent::ScoreCount,
            Status::Ok,
            Slots { score: Some(score), platform, year, ..Slots::default() },
            Body::ScoreCount { movies: above.movies, shows: above.shows, scored },
        )
    }

    pub(super) fn platform_count(&self, platform: Platform) -> Answer {
        let count = self.catalog.counted().titles(Some(platform), None);
        Answer::new(
            Intent::PlatformCount,
            Status::Ok,
            Slots { platform: Some(platform), ..Slots::default() },
            Body::PlatformCount { platform, movies: count.movies, shows: count.shows },
        )
    }

    pub(super) fn title_count(&self, titled: &Titled) -> Answer {
        let Titled { kind, year, platform, .. } = *titled;
        let slots = Slots { platform, year, ..Slots::default() };
        let contents = self.catalog.contents();
        let Some(said) = &titled.rating else {
            let titles = match &titled.country {
                // A country of which there is nothing has none.
                Some(country) => contents.of_country(country, kind, year).unwrap_or_default(),
                None => self.all_titles(kind, year),
            };
            let body = Body::TitleCount { titled: titled.clone(), titles: titles.on(platform) };
            return Answer::new(Intent::TitleCount, Status::Ok, slots, body);
        };
        let (status, body) = match contents.rating_called(said) {
            Some(rating) => {
                let titles = contents.of_rating(rating, kind).unwrap_or_default().on(platform);
                let titled = Titled { rating: Some(rating.to_owned()), ..titled.clone() };
                (Status::Ok, Body::TitleCount { titled, titles })
            }
            None => {
                let known = contents.ratings().into_iter().map(str::to_owned).collect();
                (Status::NotFound, Body::NoRating { rating: said.clone(), known })
            }
        };
        Answer::new(Intent::TitleCount, status, slots, body)
    }

    /// All titles of a kind and year.
    fn all_titles(&self, kind: Option<TitleKind>, year: Option<u16>) -> Titles {
        let counts = Platform::ALL.map(|platform| self.catalog.counted().titles(Some(platform), year));
        let counts: Vec<u32> = counts.iter().flat_map(|count| [count.movies, count.shows]).collect();
        Titles::of(&counts, kind)
    }

    pub(super) fn top_actor(&self, platform: Option<Platform>, year: Option<u16>) -> Answer {
        let counted = self.catalog.counted();
        let titles = counted.titles(platform, year).total();
        let top = counted.top_actors(platform, year);
        let names: Vec<String> = top.iter().flat_map(|t| &t.names).map(|n| (*n).to_owned()).collect();
        Answer::new(
            Intent::TopActor,
            if names.is_empty() { Status::NotFound } else { Status::Ok },
            Slots { platform, year, ..Slots::default() },
            Body::TopActor { names, count: top.map_or(0, |t| t.count), titles },
        )
    }
}
