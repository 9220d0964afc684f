//! Answers about the platforms' catalogues, read from the figures counted at build.

use super::{Answer, Body, Engine, LongTitle, Slots, Status};
use crate::catalog::{Platform, TitleId, Unit};
use crate::query::{Intent, Score};

impl Engine {
    pub(super) fn max_duration(&self, year: Option<u16>, platform: Option<Platform>, unit: Option<Unit>) -> Answer {
        let measured = unit.unwrap_or(Unit::Min);
        let longest = self.catalog.counted().longest(platform, year, measured);
        let titles: Vec<LongTitle> = longest.filter_map(|id| self.long_title(id)).collect();
        Answer {
            intent: Intent::MaxDuration,
            status: if titles.is_empty() { Status::NotFound } else { Status::Ok },
            slots: Slots { year, platform, unit, ..Slots::default() },
            body: Body::MaxDuration { titles, unit: measured },
            suggestions: Vec::new(),
        }
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
        Answer {
            intent: Intent::ScoreCount,
            status: Status::Ok,
            slots: Slots { score: Some(score), platform, year, ..Slots::default() },
            body: Body::ScoreCount { movies: above.movies, shows: above.shows, scored },
            suggestions: Vec::new(),
        }
    }

    pub(super) fn platform_count(&self, platform: Platform) -> Answer {
        let count = self.catalog.counted().titles(Some(platform), None);
        Answer {
            intent: Intent::PlatformCount,
            status: Status::Ok,
            slots: Slots { platform: Some(platform), ..Slots::default() },
            body: Body::PlatformCount { platform, movies: count.movies, shows: count.shows },
            suggestions: Vec::new(),
        }
    }

    pub(super) fn top_actor(&self, platform: Option<Platform>, year: Option<u16>) -> Answer {
        let counted = self.catalog.counted();
        let titles = counted.titles(platform, year).total();
        let top = counted.top_actors(platform, year);
        let names: Vec<String> = top.iter().flat_map(|t| &t.names).map(|n| (*n).to_owned()).collect();
        Answer {
            intent: Intent::TopActor,
            status: if names.is_empty() { Status::NotFound } else { Status::Ok },
            slots: Slots { platform, year, ..Slots::default() },
            body: Body::TopActor { names, count: top.map_or(0, |t| t.count), titles },
            suggestions: Vec::new(),
        }
    }
}
