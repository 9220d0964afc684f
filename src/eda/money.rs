//! Films by their money: budget against revenue, and what genres return.

use std::collections::HashMap;

use super::count::{Figures, Key, median};
use crate::catalog::{Movie, SUSPECT_BUDGET};

/// A genre with fewer films with known budget and revenue has no return worth telling.
pub const FEW_RETURNS: usize = 10;
/// Films of the chart of budgets that are named at most.
const NAMED: usize = 16;

/// A film by its money.
#[derive(Clone, Debug, PartialEq)]
pub struct Spent {
    /// Title and year.
    pub title: String,
    /// Year of release.
    pub year: u16,
    /// US dollars.
    pub budget: f64,
    /// US dollars.
    pub revenue: f64,
}

/// Whether both sums of a film are known and none of them is most likely meant as millions.
pub(super) fn has_money(film: &Movie<'_>) -> bool {
    film.budget() >= SUSPECT_BUDGET && film.revenue() >= SUSPECT_BUDGET
}

pub(super) fn money(films: &[Movie<'_>]) -> (u32, Figures) {
    let known: Vec<&Movie<'_>> = films.iter().filter(|f| has_money(f)).collect();
    let points: Vec<(f64, f64)> = known.iter().map(|f| (f.budget(), f.revenue())).collect();
    let recouped = points.iter().filter(|(b, r)| r > b).count() as u32;
    // Outstanding is who returned most, who lost most, who took in most, and who spent most: the first two are told of.
    type Rank = fn(&Movie<'_>) -> f64;
    let ranks: [Rank; 4] = [|f| f.return_ratio(), |f| f.budget() - f.revenue(), |f| f.revenue(), |f| f.budget()];
    let best = ranks.map(|rank| {
        let mut films = known.clone();
        films.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.id.cmp(&b.id)));
        films.truncate(NAMED / 4);
        films
    });
    let mut named: Vec<&Movie<'_>> = Vec::new();
    for place in 0..NAMED / 4 {
        for films in &best {
            let film = films.get(place).copied().filter(|f| named.iter().all(|n| n.id != f.id));
            named.extend(film);
        }
    }
    let spent = |f: &&Movie<'_>| Spent {
        title: f.title().to_owned(),
        year: f.year(),
        budget: f.budget(),
        revenue: f.revenue(),
    };
    (points.len() as u32, Figures::Money { points, named: named.iter().map(spent).collect(), recouped })
}

pub(super) fn returns(films: &[Movie<'_>]) -> (u32, Figures) {
    let mut by_genre: HashMap<&str, Vec<f64>> = HashMap::new();
    let mut known = 0;
    for film in films.iter().filter(|f| has_money(f)) {
        known += 1;
        for genre in film.genres() {
            by_genre.entry(genre).or_default().push(film.return_ratio());
        }
    }
    let mut medians: Vec<(Key, f64, u32)> = by_genre
        .into_iter()
        .filter(|(_, returns)| returns.len() >= FEW_RETURNS)
        .map(|(genre, mut returns)| (Key::Genre(genre.to_owned()), median(&mut returns), returns.len() as u32))
        .collect();
    medians.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    (known, Figures::Returns(medians))
}
