//! Ratings as the models see them: users and items by row.
//!
//! The door is [`Ratings::collect`].

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Item;
use crate::catalog::{Catalog, TitleId, UserId};
use crate::etl;

/// Ratings that are brought into rows at a time.
const PART: usize = 1 << 20;

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
    /// The given ratings by row. Those of a platform title that is a film count for the film; of several ratings of one
    /// user for one item the latest counts; ratings of films that the catalogue does not know are left out.
    pub(super) fn collect(mut given: Vec<etl::Rating>, catalog: &Catalog) -> Self {
        let item_of = |item: etl::Item| match item {
            etl::Item::Film(source) => catalog.movie_by_source(source).map(Item::Film),
            etl::Item::Title(row) => {
                Some(catalog.title(TitleId(row)).film().map_or(Item::Title(TitleId(row)), Item::Film))
            }
        };
        let mut users: Vec<UserId> = given.chunk_by(|a, b| a.user == b.user).map(|own| own[0].user).collect();
        users.sort_unstable();
        users.dedup();
        let mut items: Vec<Item> = Vec::new();
        let mut rows: HashMap<etl::Item, Option<Item>> = HashMap::new();
        for r in &given {
            if let Entry::Vacant(new) = rows.entry(r.item) {
                items.extend(*new.insert(item_of(r.item)));
            }
        }
        items.sort_unstable();
        items.dedup();
        let row = |item: &Item| items.binary_search(item).expect("invariant: every item was listed") as u32;
        let rows: HashMap<etl::Item, u32> =
            rows.into_iter().filter_map(|(given, item)| Some((given, row(&item?)))).collect();
        let user_row = |user: UserId| users.binary_search(&user).expect("invariant: every user was listed") as u32;
        let mut last: Option<(UserId, u32)> = None;
        let mut all: Vec<(Rated, u32)> = Vec::new();
        // From the end and by parts, whose memory is given back: of tens of millions no two forms are held at once.
        while !given.is_empty() {
            for r in given.drain(given.len().saturating_sub(PART)..) {
                let Some(&item) = rows.get(&r.item) else { continue };
                // Files are sorted by user, mostly.
                let user = match last {
                    Some((user, row)) if user == r.user => row,
                    _ => user_row(r.user),
                };
                last = Some((r.user, user));
                all.push((Rated { user, item, score: r.score }, r.at));
            }
            given.shrink_to_fit();
        }
        all.sort_unstable_by(|(a, at), (b, bt)| {
            (a.user, a.item, at).cmp(&(b.user, b.item, bt)).then(a.score.total_cmp(&b.score))
        });
        // The latest of equal pairs is the last, and `dedup` keeps the first.
        all.dedup_by(|later, kept| {
            let same = (later.0.user, later.0.item) == (kept.0.user, kept.0.item);
            if same {
                *kept = *later;
            }
            same
        });
        let mut rated: Vec<Rated> = all.into_iter().map(|r| r.0).collect();
        rated.shrink_to_fit();
        let mut ratings = Self { users, items, rated };
        ratings.drop_idle_users();
        ratings
    }

    /// Leaves out users none of whose ratings is of a known item.
    fn drop_idle_users(&mut self) {
        let mut row_of = vec![u32::MAX; self.users.len()];
        let mut kept = Vec::with_capacity(self.users.len());
        for r in &mut self.rated {
            let row = &mut row_of[r.user as usize];
            if *row == u32::MAX {
                *row = kept.len() as u32;
                kept.push(self.users[r.user as usize]);
            }
            r.user = *row;
        }
        self.users = kept;
    }
}
