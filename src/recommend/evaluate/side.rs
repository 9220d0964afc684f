//! What MovieLens files say of users and of items, as groups of features.
//!
//! The doors are [`items`] and [`users`].

use std::collections::HashMap;
use std::path::Path;

use crate::error::{Error, Result};

/// Features of one kind: id of the row, number of the feature, value.
pub(super) type Group = Vec<(u64, u64, f32)>;

/// Genres and half-decade of items, from `u.item` (latin-1, `|`) or `movies.csv`.
///
/// # Errors
/// [`Error::Io`] and [`Error::Csv`].
pub(super) fn items(path: &Path) -> Result<Vec<Group>> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    let films = if bytes.starts_with(b"movieId") { movies_csv(path, &bytes)? } else { u_item(path, &bytes)? };
    let mut numbers = HashMap::new();
    let (mut genres, mut years) = (Group::new(), Group::new());
    for film in films {
        for genre in film.genres {
            let next = numbers.len() as u64;
            genres.push((film.id, *numbers.entry(genre).or_insert(next), 1.0));
        }
        years.extend(film.year.map(|year| (film.id, year / 5, 1.0)));
    }
    Ok(vec![genres, years])
}

struct Film {
    id: u64,
    year: Option<u64>,
    genres: Vec<String>,
}

fn movies_csv(path: &Path, bytes: &[u8]) -> Result<Vec<Film>> {
    let mut films = Vec::new();
    for (n, record) in csv::Reader::from_reader(bytes).records().enumerate() {
        let bad = |reason: String| Error::Csv { path: path.to_owned(), line: n as u64 + 2, reason };
        let record = record.map_err(|e| bad(e.to_string()))?;
        let field = |i: usize| record.get(i).unwrap_or("").trim();
        let id = field(0).parse().map_err(|_| bad("the first column is no number".to_owned()))?;
        let genres = field(2).split('|').filter(|g| !g.is_empty() && !g.starts_with('(')).map(str::to_owned).collect();
        films.push(Film { id, year: year_in(field(1)), genres });
    }
    Ok(films)
}

/// `id|title|release date|video date|address|19 flags`.
fn u_item(path: &Path, bytes: &[u8]) -> Result<Vec<Film>> {
    let mut films = Vec::new();
    for (n, line) in latin_1(bytes).lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let fields: Vec<&str> = line.split('|').collect();
        let bad = |reason: &str| Error::Csv { path: path.to_owned(), line: n as u64 + 1, reason: reason.to_owned() };
        let id = fields[0].parse().map_err(|_| bad("the first column is no number"))?;
        let date = fields.get(2).copied().unwrap_or("");
        let year = date.rsplit('-').next().and_then(|y| y.parse().ok()).or_else(|| year_in(fields.get(1)?));
        let flags = fields.iter().skip(5).enumerate().filter(|(_, flag)| **flag == "1");
        films.push(Film { id, year, genres: flags.map(|(genre, _)| genre.to_string()).collect() });
    }
    Ok(films)
}

/// Age by half-decade, occupation and sex of users, from `u.user`: `id|age|sex|occupation|zip`.
///
/// # Errors
/// [`Error::Io`] and [`Error::Csv`].
pub(super) fn users(path: &Path) -> Result<Vec<Group>> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    let mut numbers: HashMap<String, u64> = HashMap::new();
    let mut groups = vec![Group::new(); 3];
    for (n, line) in latin_1(&bytes).lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let fields: Vec<&str> = line.split('|').collect();
        let bad =
            || Error::Csv { path: path.to_owned(), line: n as u64 + 1, reason: "wanted `id|age|sex|…`".to_owned() };
        let id: u64 = fields[0].parse().map_err(|_| bad())?;
        let age: u64 = fields.get(1).and_then(|age| age.parse().ok()).ok_or_else(bad)?;
        groups[0].push((id, age / 5, 1.0));
        for (group, field) in [(1, 2), (2, 3)] {
            if let Some(word) = fields.get(field) {
                let next = numbers.len() as u64;
                groups[group].push((id, *numbers.entry((*word).to_owned()).or_insert(next), 1.0));
            }
        }
    }
    Ok(groups)
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

/// The year in brackets at the end of a title.
fn year_in(title: &str) -> Option<u64> {
    let inside = title.trim().strip_suffix(')')?.rsplit('(').next()?;
    inside.get(..4)?.parse().ok()
}
