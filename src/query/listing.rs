//! Which questions ask for a list, and how it goes on or is drawn: the one judge of that.

use super::{Filters, Mine, Query};

/// What asks for a list's films.
pub(super) enum Listing<'q> {
    /// Filters.
    Filtered(Filters),
    /// The question, which no filters can stand for.
    Of(&'q Query),
}

impl Query {
    /// Another page of the list that this asks for.
    pub fn further(&self, page: u8) -> Self {
        match self {
            Self::Further { of, .. } => of.further(page),
            first if page == 0 => first.clone(),
            of => Self::Further { of: Box::new(of.clone()), page },
        }
    }

    /// Whether it is answered with a list that has no pages of its own: it goes on by [`Query::further`].
    pub(super) fn goes_on(&self) -> bool {
        match self {
            Self::DirectorStats { .. }
            | Self::Saga { .. }
            | Self::Cast { .. }
            | Self::Search { .. }
            | Self::CountBy(_)
            | Self::MaxDuration { .. }
            | Self::TopActor { .. } => true,
            Self::Mine(mine) => mine.next_page().is_none(),
            _ => false,
        }
    }

    /// The films that it lists; `None` where it lists none.
    pub(super) fn listing(&self) -> Option<Listing<'_>> {
        match self {
            Self::Discover(filters) => Some(Listing::Filtered(filters.in_no_order())),
            Self::CountBy(group) => Some(group.filters().map_or(Listing::Of(self), Listing::Filtered)),
            Self::Filmography { .. }
            | Self::DirectorStats { .. }
            | Self::ActorStats { .. }
            | Self::Saga { .. }
            | Self::Recommend { .. }
            | Self::Similar { .. }
            | Self::LikeText { .. }
            | Self::Search { .. } => Some(Listing::Of(self)),
            Self::Further { of, .. } => of.listing(),
            _ => None,
        }
    }
}

impl Mine {
    /// Another page of what somebody asks of their own.
    pub(super) fn onward(&self) -> Query {
        match self.next_page() {
            Some(next) => Query::Mine(next),
            None => Query::Mine(self.clone()).further(1),
        }
    }
}
