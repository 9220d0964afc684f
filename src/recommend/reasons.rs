//! Why two films are alike, read off the parts of their cosine.
//!
//! The door is [`reasons`].

use super::Reason;
use super::blocks::Block;
use super::content::{Content, Shared};
use crate::catalog::{Catalog, MovieId, PersonId};

/// Reasons given at most.
const REASONS: usize = 3;
/// Names given at most within a reason.
const NAMES: usize = 3;
/// What contributes less to the cosine is no reason that a person would name.
const LEAST: f32 = 0.004;
/// To be of the same years is a weak reason, named only where there is little else: its part counts as this share.
const YEARS_SHARE: f32 = 0.2;

/// At most [`REASONS`] reasons, from the greatest part of the score; `liked_together` is the part of the ratings in it.
pub(super) fn reasons(
    content: &Content,
    catalog: &Catalog,
    a: MovieId,
    b: MovieId,
    liked_together: f32,
) -> Vec<Reason> {
    let mut shared = content.shared_features(a, b);
    shared.sort_by(|x, y| x.block.cmp(&y.block).then(y.part.total_cmp(&x.part)).then(x.key.cmp(&y.key)));
    let [genres, years] = [Block::Genres, Block::Year].map(|block| content.dense_part(block, a, b));
    let mut parts = Vec::with_capacity(12);
    parts.extend([(genres, Part::Genres), (years * YEARS_SHARE, Part::Years), (liked_together, Part::Liked)]);
    parts.extend(shared.chunk_by(|x, y| x.block == y.block).map(|features| {
        let part = features.iter().map(|f| f.part).sum();
        (part, Part::Features(features))
    }));
    parts.retain(|(part, _)| *part >= LEAST);
    parts.sort_by(|x, y| y.0.total_cmp(&x.0));
    let collection = |part: &Part| matches!(part, Part::Features([first, ..]) if first.block == Block::Collection);
    // Films of one saga share words of the title as a matter of course.
    let of_one_saga = parts.iter().any(|(_, part)| collection(part)) && catalog.movie(a).collection().is_some();
    // Only those that are told are named: names cost more than numbers.
    let told = parts.iter().filter_map(|(_, part)| match part {
        Part::Features(features) => named(content, catalog, a, features),
        Part::Genres => Some(genres_in_common(catalog, a, b)).filter(|names| !names.is_empty()).map(Reason::Genres),
        Part::Years => Some(Reason::Years),
        Part::Liked => Some(Reason::Ratings),
    });
    told.filter(|reason| !(of_one_saga && *reason == Reason::Title)).take(REASONS).collect()
}

/// What a part of the score comes from.
enum Part<'a> {
    /// Features of one field, the strongest first.
    Features(&'a [Shared]),
    Genres,
    Years,
    /// The likes of people.
    Liked,
}

/// The reason of one field, with the names of its strongest features.
fn named(content: &Content, catalog: &Catalog, a: MovieId, features: &[Shared]) -> Option<Reason> {
    let keys = || features.iter().map(|f| f.key).take(NAMES);
    let people = || keys().map(|key| catalog.person(PersonId(key)).name().to_owned()).collect();
    let keywords = || keys().map(|key| catalog.keyword_name(key).to_owned()).collect();
    let companies = || keys().map(|key| catalog.sums().company_name(key).to_owned()).collect();
    match features.first()?.block {
        Block::Collection => catalog.movie(a).collection().map(|name| Reason::Collection(name.to_owned())),
        Block::Directors => Some(Reason::Directors(people())),
        Block::Cast => Some(Reason::Cast(people())),
        Block::Keywords => Some(Reason::Keywords(keywords())),
        Block::Companies => Some(Reason::Companies(companies())),
        Block::Plot => Some(Reason::Plot(keys().map(|key| content.word(key).to_owned()).collect())),
        Block::Title => Some(Reason::Title),
        Block::Countries | Block::Genres | Block::Year | Block::Topics => None,
    }
}

fn genres_in_common(catalog: &Catalog, a: MovieId, b: MovieId) -> Vec<String> {
    let (a, b) = (catalog.movie(a), catalog.movie(b));
    let theirs = b.genre_ids();
    let pairs = a.genre_ids().iter().zip(a.genres());
    pairs.filter(|(id, _)| theirs.contains(id)).map(|(_, name)| name.to_owned()).take(NAMES).collect()
}
