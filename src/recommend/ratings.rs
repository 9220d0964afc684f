//! Ratings as the models see them: users and items by row.
//!
//! The door is [`Ratings::collect`].

use super::Item;
use crate::catalog::{Catalog, TitleId, UserId};
use crate::etl::{self, Dataset};

/// One rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rated {
    /// Row of the user.
    pub(super) user: u32,
    /// Row of the item.
    pub(super) item: u32,
    /// 0.5–5.
    pub(super) score: f32,
}

/// All ratings of a generation.
#[derive(Debug, Default)]
pub(super) struct Ratings {
    /// Users by row, ascending.
    pub(super) users: Vec<UserId>,
    /// Items by row, ascending.
    pub(super) items: Vec<Item>,
    /// Ascending by user, then item; each pair once.
    pub(super) rated: Vec<Rated>,
}

impl Ratings {
    /// The ratings of `data`. Those of a platform title that is a film count for the film; of several ratings of one
    /// user for one item the latest counts; ratings of films that the catalogue does not know are left out.
    pub(super) fn collect(data: &Dataset, catalog: &Catalog) -> Self {
        let item_of = |item: etl::Item| match item {
            etl::Item::Film(source) => catalog.movie_by_source(source).map(Item::Film),
            etl::Item::Title(row) => {
                Some(catalog.title(TitleId(row)).film().map_or(Item::Title(TitleId(row)), Item::Film))
            }
        };
        let mut all: Vec<(UserId, Item, i64, f32)> =
            data.ratings.iter().filter_map(|r| Some((r.user, item_of(r.item)?, r.at, r.score))).collect();
        all.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)).then(a.3.total_cmp(&b.3)));
        let mut items: Vec<Item> = all.iter().map(|r| r.1).collect();
        items.sort_unstable();
        items.dedup();
        let mut users: Vec<UserId> = Vec::new();
        let mut rated: Vec<Rated> = Vec::with_capacity(all.len());
        for same in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (user, item, _, score) = same[same.len() - 1];
            if users.last() != Some(&user) {
                users.push(user);
            }
            let item = items.binary_search(&item).expect("invariant: every item was listed");
            rated.push(Rated { user: users.len() as u32 - 1, item: item as u32, score });
        }
        Self { users, items, rated }
    }
}
