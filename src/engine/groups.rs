//! Answers about groups of films: a saga, a year, a language, a country, a company; read from the sums made at build.

use super::discover::listed;
use super::films::{film_ref, of_film};
use super::further::SAGA_PAGE;
use super::people::directed;
use super::resolve::{DECISIVE, TAKEN};
use super::{Answer, Body, Counted, Engine, ListedFilm, Saga, Shown, Slots, Status, Totals};
use crate::catalog::{Movie, MovieId, NameList, Sum};
use crate::error::Result;
use crate::query::{Group, Intent, Name, edits};
use crate::search::{Entity, Hit, Kind};
use crate::text::{fold, words};

/// How many films are looked at for the saga of one.
const LOOKED_AT: usize = 8;

/// How many other groups of a similar name are named.
const OTHERS: usize = 5;

/// Words of a text that are compared with all words of all names.
const COMPARED: usize = 4;

/// Words at the end of a name that say what a group is.
const KINDS: [&str; 7] = ["collection", "coleccion", "saga", "series", "serie", "trilogy", "trilogia"];

/// Words that say what a group is and not which.
pub(super) const COMMON: [&str; 14] = [
    "collection",
    "coleccion",
    "saga",
    "series",
    "serie",
    "trilogy",
    "trilogia",
    "the",
    "la",
    "el",
    "de",
    "los",
    "las",
    "of",
];

impl Engine {
    pub(super) fn saga(&self, name: &Name) -> Result<Answer> {
        let sums = self.catalog.sums();
        let films = |row| sums.collection(row).films().len();
        let (named, text) = match name {
            Name::Text(text) => (self.sagas_like(text, Slips::Allowed), text.clone()),
            other => (Vec::new(), other.to_string()),
        };
        let meant = match self.saga_meant(name, &named)? {
            // "Godzilla" is a film of no saga, and what three sagas are called.
            Meant::Film(film) => match named.first().filter(|(likeness, _)| *likeness >= Likeness::Within) {
                Some((_, row)) => Meant::Saga(*row),
                None => Meant::Film(film),
            },
            meant => meant,
        };
        let row = match meant {
            Meant::Saga(row) => row,
            Meant::Film(film) => {
                let near = nearest(film.title(), sums.collections(), films);
                let nearest = near.into_iter().map(|row| sums.collection_name(row).to_owned()).collect();
                let body = Body::NoGroup { text: film.title().to_owned(), film: Some(film_ref(film)), nearest };
                return Ok(Answer::new(Intent::Saga, Status::NotFound, of_film(film), body));
            }
            Meant::Nothing => {
                if let Some(title) = self.title_of_key(name) {
                    return Ok(self.only_on_platform(Intent::Saga, title));
                }
                let near = nearest(&text, sums.collections(), films);
                let nearest = near.into_iter().map(|row| sums.collection_name(row).to_owned()).collect();
                let body = Body::NoGroup { text, film: None, nearest };
                return Ok(Answer::new(Intent::Saga, Status::NotFound, Slots::default(), body));
            }
        };
        let sum = sums.collection(row);
        let status = status_of(&named, row);
        let others = named.into_iter().map(|(_, other)| other).filter(|other| *other != row).take(OTHERS);
        let saga = Saga {
            saga: sums.collection_name(row).to_owned(),
            films: sum.films().map(|film| directed(self.catalog.movie(film))).collect(),
            shown: Shown::page(0, SAGA_PAGE),
            totals: self.totals(sum),
            others: others.map(|row| sums.collection_name(row).to_owned()).collect(),
        };
        Ok(Answer::new(Intent::Saga, status, Slots::default(), Body::Saga(Box::new(saga))))
    }

    /// The sagas that a text may name, the closest first.
    fn sagas_like(&self, text: &str, slips: Slips) -> Vec<(Likeness, u32)> {
        let sums = self.catalog.sums();
        let films = |row| sums.collection(row).films().len();
        similar(text, sums.collections(), |row| sums.collection_name(row), films, slips)
    }

    /// The same of companies.
    fn companies_like(&self, text: &str, slips: Slips) -> Vec<(Likeness, u32)> {
        let sums = self.catalog.sums();
        let films = |row| sums.company(row).films().len();
        similar(text, sums.companies(), |row| sums.company_name(row), films, slips)
    }

    /// The row of the saga that a text means, as the parser asks for a piece of a sentence: no answer is made of it, and
    /// no saga looked for whose name is only like it (a film may be). Cost: that of two or three look-ups of a film.
    pub(super) fn saga_named(&self, text: &str) -> Result<Option<u32>> {
        Ok(match self.saga_meant(&Name::text(text), &self.sagas_like(text, Slips::None))? {
            Meant::Saga(row) => Some(row),
            Meant::Film(_) | Meant::Nothing => None,
        })
    }

    /// The row of the company that a text means, spelt without slips.
    pub(super) fn company_named(&self, text: &str) -> Option<u32> {
        self.companies_like(text, Slips::None).first().map(|(_, row)| *row)
    }

    /// The saga of that name; else that of the film of that name, which may be of none; else the one most like it, of
    /// sagas that have all the words, of films of a similar name, and of sagas of a similar name, in that order.
    fn saga_meant(&self, name: &Name, named: &[(Likeness, u32)]) -> Result<Meant<'_>> {
        let Name::Text(text) = name else {
            let found = self.resolve_film(name)?.found().ok();
            return Ok(found.map_or(Meant::Nothing, |(film, _)| self.saga_of(film)));
        };
        let like = |least: Likeness| named.first().filter(|(likeness, _)| *likeness >= least).map(|(_, row)| *row);
        if let Some(row) = like(Likeness::Bare) {
            return Ok(Meant::Saga(row));
        }
        let called = match self.is_called(text, Kind::Film)? {
            true => self.resolve_film(name)?.found().ok().map(|(film, _)| film),
            false => None,
        };
        if let Some(film) = called {
            // "El señor de los anillos" is an old film, and how people call the much better known ones.
            let longer = self.saga_of_longer(text, self.catalog.movie(film).votes())?;
            return Ok(longer.map_or_else(|| self.saga_of(film), Meant::Saga));
        }
        if let Some(row) = like(Likeness::Within) {
            return Ok(Meant::Saga(row));
        }
        if let Some(row) = self.saga_of_longer(text, 0)? {
            return Ok(Meant::Saga(row));
        }
        let film = self.resolve_film(name)?.found().ok().map_or(Meant::Nothing, |(film, _)| self.saga_of(film));
        Ok(match film {
            Meant::Saga(row) => Meant::Saga(row),
            other => like(Likeness::Misspelt).map_or(other, Meant::Saga),
        })
    }

    fn saga_of(&self, film: MovieId) -> Meant<'_> {
        let film = self.catalog.movie(film);
        film.collection_id().map_or(Meant::Film(film), Meant::Saga)
    }

    /// The saga of the most voted film with all these words in one of its titles, if it has [`DECISIVE`] times so many
    /// votes. One word must be all that stands before the colon: "El hobbit", but not "Creed".
    fn saga_of_longer(&self, text: &str, votes: u32) -> Result<Option<u32>> {
        let hits = self.search.holding(&self.catalog, text, Kind::Film, LOOKED_AT)?;
        let spelt = |hit: &&Hit| hit.score >= TAKEN;
        let folded = fold(text);
        let telling =
            |name: &str| words(name).filter(|word| !COMMON.contains(word)).map(str::to_owned).collect::<Vec<_>>();
        let asked = telling(&folded);
        let head =
            |film: Movie<'_>| film.title().split_once(':').is_some_and(|(head, _)| telling(&fold(head)) == asked);
        let films = hits.iter().filter(spelt).filter_map(|hit| match hit.entity {
            Entity::Film(film) => Some(self.catalog.movie(film)).filter(|film| asked.len() > 1 || head(*film)),
            Entity::Title(_) | Entity::Person(_) => None,
        });
        let in_sagas = films.filter_map(|film| Some((film.votes(), film.collection_id()?)));
        let best = in_sagas.max_by_key(|(votes, row)| (*votes, std::cmp::Reverse(*row)));
        Ok(best.filter(|(known, _)| u64::from(*known) >= DECISIVE * u64::from(votes)).map(|(_, row)| row))
    }

    pub(super) fn count_by(&self, group: &Group) -> Answer {
        let sums = self.catalog.sums();
        let mut slots = Slots::default();
        let (mut others, mut status) = (Vec::new(), Status::Ok);
        let found = match group {
            Group::Year(year) => {
                slots.year = Some(*year);
                sums.year(*year).map(|sum| (group.clone(), sum))
            }
            Group::Language(term) | Group::Country(term) => sums.term(*term).map(|sum| (group.clone(), sum)),
            Group::Company(text) => {
                let rows = self.companies_like(text, Slips::Allowed);
                let mut names = rows.iter().map(|(_, row)| (sums.company_name(*row).to_owned(), *row));
                let found = names.next();
                status = found.as_ref().map_or(Status::Ok, |(_, row)| status_of(&rows, *row));
                others = names.take(OTHERS).map(|(name, _)| name).collect();
                found.map(|(name, row)| (Group::Company(name), sums.company(row)))
            }
        };
        let Some((group, sum)) = found else {
            return match group {
                Group::Company(text) => {
                    let near = nearest(text, sums.companies(), |row| sums.company(row).films().len());
                    let nearest = near.into_iter().map(|row| sums.company_name(row).to_owned()).collect();
                    let body = Body::NoGroup { text: text.clone(), film: None, nearest };
                    Answer::new(Intent::CountBy, Status::NotFound, slots, body)
                }
                other => {
                    let none = Counted { group: other.clone(), totals: Totals::default(), best: Vec::new(), others };
                    Answer::new(Intent::CountBy, Status::Ok, slots, Body::CountBy(Box::new(none)))
                }
            };
        };
        let counted = Counted { group, totals: self.totals(sum), best: self.best(sum), others };
        Answer::new(Intent::CountBy, status, slots, Body::CountBy(Box::new(counted)))
    }

    /// The name of the company that a text means, slips allowed, and its films.
    pub(super) fn company_meant(&self, text: &str) -> Option<(&str, Vec<MovieId>)> {
        let sums = self.catalog.sums();
        let (_, row) = *self.companies_like(text, Slips::Allowed).first()?;
        Some((sums.company_name(row), sums.company(row).films().collect()))
    }

    fn totals(&self, sum: Sum<'_>) -> Totals {
        Totals {
            films: sum.films().len() as u32,
            mean_minutes: sum.mean_minutes,
            total_return: sum.total_return,
            mean_return: sum.mean_return(),
            total_gain: sum.total_gain,
            mean_gain: sum.total_gain / sum.films().len().max(1) as f64,
            total_revenue: sum.total_revenue,
            films_without_budget: sum.without_budget,
            suspect_budgets: sum.suspect_budgets,
            total_return_without_suspects: sum.return_without_suspects,
        }
    }

    /// The best rated films of a group.
    fn best(&self, sum: Sum<'_>) -> Vec<ListedFilm> {
        sum.best().map(|film| listed(self.catalog.movie(film))).collect()
    }
}

/// What a name that is asked for as that of a saga means.
enum Meant<'a> {
    Saga(u32),
    /// A film that is of none.
    Film(Movie<'a>),
    Nothing,
}

/// Whether a name may be misspelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slips {
    None,
    Allowed,
}

/// Ambiguous where only a part of the name was said, and it is a part of others' as well.
fn status_of(named: &[(Likeness, u32)], row: u32) -> Status {
    let likeness = named.iter().find(|(_, other)| *other == row).map(|(likeness, _)| *likeness);
    let same = |(other, at): &(Likeness, u32)| Some(*other) == likeness && *at != row;
    let part = likeness.is_some_and(|likeness| likeness <= Likeness::Within);
    if part && named.iter().any(same) { Status::Ambiguous } else { Status::Ok }
}

/// How a name is met; the greatest is the closest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Each word with a slip or two.
    Misspelt,
    /// Each word begins one of the name's.
    Begun,
    /// Each word is one of the name's.
    Within,
    /// The same words.
    Same,
    /// The name itself, but for the word that says what kind of group it is.
    Bare,
    /// The name itself, but for what folding takes away.
    Spelt,
    /// The name itself, letter by letter.
    Exact,
}

/// Rows of the names that `text` may mean, the closest first and of those the one with most films. Misspelt ones only
/// where nothing else is found. `shown`: a name as it stands in the source. Cost: a look at the names that share the rarest
/// word.
fn similar<'n>(
    text: &str,
    names: &NameList,
    shown: impl Fn(u32) -> &'n str,
    films: impl Fn(u32) -> usize,
    slips: Slips,
) -> Vec<(Likeness, u32)> {
    let folded = fold(text);
    let telling: Vec<&str> = words(&folded).filter(|w| !COMMON.contains(w)).collect();
    let asked: Vec<&str> = if telling.is_empty() { words(&folded).collect() } else { telling };
    let Some(first) = asked.first() else { return Vec::new() };
    let begun = names.beginning(asked.iter().copied()).into_iter();
    let spelt = bare(&folded);
    let like = |row: u32| match names.key(row) {
        key if !asked.iter().all(|word| key.contains(word)) => None,
        _ if shown(row) == text => Some(Likeness::Exact),
        key if key == folded => Some(Likeness::Spelt),
        key if bare(key) == spelt => Some(Likeness::Bare),
        key => like(&asked, key),
    };
    let mut found: Vec<(Likeness, u32)> = begun.filter_map(|row| Some((like(row)?, row))).collect();
    if found.is_empty() && slips == Slips::Allowed {
        let near = names.with_word_like(first, slips_of(first), |word| is_near(first, word)).into_iter();
        let near = near.filter(|&row| asked.iter().all(|word| words(names.key(row)).any(|w| is_near(word, w))));
        found = near.map(|row| (Likeness::Misspelt, row)).collect();
    }
    found.sort_by_key(|(likeness, row)| (std::cmp::Reverse(*likeness), std::cmp::Reverse(films(*row)), *row));
    found
}

/// A folded name without the word at its end that says what kind of group it is.
fn bare(name: &str) -> &str {
    name.rsplit_once(' ').filter(|(_, last)| KINDS.contains(last)).map_or(name, |(rest, _)| rest)
}

/// The names that share most of `text`, slips allowed, and at least half of it. Cost: a look at the names that share one
/// of the first [`COMPARED`] words.
fn nearest(text: &str, names: &NameList, films: impl Fn(u32) -> usize) -> Vec<u32> {
    let folded = fold(text);
    let telling: Vec<&str> = words(&folded).filter(|w| !COMMON.contains(w) && w.len() > 2).take(COMPARED).collect();
    let letters: usize = telling.iter().map(|w| w.len()).sum();
    // By row, the letters that it shares.
    let mut shared = vec![0u16; names.len()];
    for asked in telling {
        for row in names.with_word_like(asked, slips_of(asked), |word| is_near(asked, word)) {
            let shared = &mut shared[row as usize];
            *shared = shared.saturating_add(asked.len() as u16);
        }
    }
    let most = shared.iter().copied().max().unwrap_or(0);
    if most == 0 || usize::from(most) * 2 < letters {
        return Vec::new();
    }
    let mut found: Vec<u32> = (0..names.len() as u32).filter(|row| shared[*row as usize] == most).collect();
    found.sort_by_key(|row| (std::cmp::Reverse(films(*row)), *row));
    found.truncate(OTHERS);
    found
}

fn like(asked: &[&str], key: &str) -> Option<Likeness> {
    let has = |word: &&str| words(key).any(|w| w == *word);
    if asked.iter().all(has) {
        let telling = words(key).filter(|w| !COMMON.contains(w)).count();
        return Some(if telling == asked.len() { Likeness::Same } else { Likeness::Within });
    }
    asked.iter().all(|word| words(key).any(|w| w.starts_with(word))).then_some(Likeness::Begun)
}

/// How many slips a word asked for may have.
fn slips_of(asked: &str) -> usize {
    if asked.len() >= 7 { 2 } else { usize::from(asked.len() >= 4) }
}

/// Whether a word asked for may be that of a name.
fn is_near(asked: &str, word: &str) -> bool {
    // A slip at both ends at once is rare.
    let ends = |text: &str| (text.as_bytes().first().copied(), text.as_bytes().last().copied());
    let ((a, z), (b, y)) = (ends(asked), ends(word));
    let limit = slips_of(asked);
    (a == b || z == y) && asked.len().abs_diff(word.len()) <= limit && edits(asked, word, limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artifacts::columns::{Columns, ColumnsWriter};

    const SOME: [&str; 5] =
        ["Toy Story Collection", "Pixar Animation Studios", "Warner Bros.", "Warner Bros. Animation", "Toy"];

    #[track_caller]
    fn check(text: &str, expect: &[u32]) {
        let (folder, mut columns) = (tempfile::tempdir().unwrap(), ColumnsWriter::default());
        NameList::write(&mut columns, "names", SOME.into_iter());
        let path = folder.path().join("names");
        columns.write(&path).unwrap();
        let names = NameList::open(&Columns::open(&path).unwrap(), "names").unwrap();
        let films = [3, 9, 50, 4, 1];
        let found = similar(text, &names, |row| SOME[row as usize], |row| films[row as usize], Slips::Allowed);
        assert_eq!(found.into_iter().map(|(_, row)| row).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn the_closest_name_and_then_the_largest() {
        check("la saga de Toy Story", &[0]);
        check("toy", &[4, 0]);
        check("warner", &[2, 3]);
        check("pixra", &[1]);
        check("animaton pixra", &[1]);
        check("stor toy", &[0]);
        check("Warner Bros. Animation", &[3]);
        check("zzz", &[]);
        check("toy story saga", &[0]);
    }

    #[test]
    fn the_name_itself_before_those_of_the_same_words() {
        let all = [
            "The Mark Collection",
            "Mark Collection",
            "The Street Fighter Collection",
            "Street Fighter Collection",
            "The Water of the Hills",
            "The Water of the Hills Collection",
            "NetFlix",
            "Netflix",
        ];
        let (folder, mut columns) = (tempfile::tempdir().unwrap(), ColumnsWriter::default());
        NameList::write(&mut columns, "names", all.into_iter());
        let path = folder.path().join("names");
        columns.write(&path).unwrap();
        let names = NameList::open(&Columns::open(&path).unwrap(), "names").unwrap();
        let films = |row: u32| [5, 2, 4, 2, 1, 2, 1, 9][row as usize];
        for (text, first) in [
            ("The Mark Collection", 0),
            ("Mark Collection", 1),
            ("Mark", 1),
            ("Street Fighter", 3),
            ("the water of the hills", 4),
            ("NetFlix", 6),
            ("netflix", 7),
        ] {
            let found = similar(text, &names, |row| all[row as usize], films, Slips::Allowed);
            assert_eq!(found.first().map(|(_, row)| *row), Some(first), "{text}");
        }
        assert_eq!(nearest("Streat Fighter Zoo", &names, films), [2, 3]);
        assert!(nearest("asdf qwerty", &names, films).is_empty());
        check("", &[]);
    }
}
