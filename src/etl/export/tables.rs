//! The tables: names of their columns, and the cells of a row. Documented for readers in `docs/tables.md`.

use std::borrow::Cow;

use chrono::Datelike;

use super::{Cell, Kind, Table};
use crate::catalog::TitleKind;
use crate::etl::{Dataset, Item, Role};

/// All tables of `data`, in the order in which they are written.
pub(super) fn all(data: &Dataset) -> [Table<'_>; 4] {
    [films(data), credits(data), titles(data), ratings(data)]
}

fn films(data: &Dataset) -> Table<'_> {
    Table {
        name: "films",
        columns: &[
            ("id", Kind::Int),
            ("title", Kind::Text),
            ("release_date", Kind::Date),
            ("release_year", Kind::Int),
            ("budget", Kind::Float),
            ("revenue", Kind::Float),
            ("return", Kind::Float),
            ("popularity", Kind::Float),
            ("vote_average", Kind::Float),
            ("vote_count", Kind::Int),
            ("runtime", Kind::Float),
            ("original_language", Kind::Text),
            ("genres", Kind::Text),
            ("collection", Kind::Text),
            ("production_companies", Kind::Text),
            ("production_countries", Kind::Text),
            ("spoken_languages", Kind::Text),
            ("overview", Kind::Text),
            ("tagline", Kind::Text),
            ("status", Kind::Text),
        ],
        len: data.films.len(),
        row: Box::new(|row, cells| {
            let film = &data.films[row];
            cells.extend([
                int(film.id.0),
                text(&film.title),
                Cell::Date(Some(film.release_date)),
                int(film.release_date.year()),
                Cell::Float(Some(film.budget)),
                Cell::Float(Some(film.revenue)),
                Cell::Float(Some(film.return_ratio())),
                Cell::Float(film.popularity),
                Cell::Float(film.vote_average),
                Cell::Int(film.vote_count.map(i64::from)),
                Cell::Float(film.runtime.map(widen)),
                text(&film.original_language),
                joined(film.genres.iter().map(String::as_str)),
                text(&film.collection),
                joined(film.companies.iter().map(String::as_str)),
                joined(film.countries.iter().map(name_or_code)),
                joined(film.languages.iter().map(name_or_code)),
                text(&film.overview),
                text(&film.tagline),
                text(&film.status),
            ]);
        }),
    }
}

fn credits(data: &Dataset) -> Table<'_> {
    Table {
        name: "credits",
        columns: &[
            ("film_id", Kind::Int),
            ("person_id", Kind::Int),
            ("name", Kind::Text),
            ("role", Kind::Text),
            ("character", Kind::Text),
            ("order", Kind::Int),
        ],
        len: data.credits.len(),
        row: Box::new(|row, cells| {
            let credit = &data.credits[row];
            let person = data.people.binary_search_by_key(&credit.person, |person| person.id);
            let role = match credit.role {
                Role::Actor => "actor",
                Role::Director => "director",
                Role::Crew(job) => data.jobs.get(usize::from(job)).map_or("", String::as_str),
            };
            cells.extend([
                int(credit.film.0),
                int(credit.person.0),
                text(person.map_or("", |row| &data.people[row].name)),
                text(role),
                text(&credit.character),
                int(credit.order),
            ]);
        }),
    }
}

fn titles(data: &Dataset) -> Table<'_> {
    Table {
        name: "titles",
        columns: &[
            ("id", Kind::Text),
            ("platform", Kind::Text),
            ("type", Kind::Text),
            ("title", Kind::Text),
            ("director", Kind::Text),
            ("cast", Kind::Text),
            ("country", Kind::Text),
            ("date_added", Kind::Date),
            ("release_year", Kind::Int),
            ("rating", Kind::Text),
            ("duration_int", Kind::Int),
            ("duration_type", Kind::Text),
            ("listed_in", Kind::Text),
            ("description", Kind::Text),
            ("score", Kind::Float),
            ("score_count", Kind::Int),
        ],
        len: data.titles.len(),
        row: Box::new(|row, cells| {
            let title = &data.titles[row];
            let kind = match title.kind {
                TitleKind::Movie => "movie",
                TitleKind::Show => "tv show",
            };
            cells.extend([
                text(&title.key),
                text(title.platform.name()),
                text(kind),
                text(&title.title),
                text(&title.director),
                text(&title.cast),
                text(&title.country),
                Cell::Date(title.date_added),
                Cell::Int(Some(i64::from(title.release_year)).filter(|&year| year > 0)),
                text(&title.rating),
                Cell::Int(title.duration.map(|(length, _)| i64::from(length))),
                text(title.duration.map_or("", |(_, unit)| unit.name())),
                text(&title.listed_in),
                text(&title.description),
                Cell::Float(title.score),
                int(title.score_count),
            ]);
        }),
    }
}

fn ratings(data: &Dataset) -> Table<'_> {
    Table {
        name: "ratings",
        columns: &[("user", Kind::Text), ("item", Kind::Text), ("rating", Kind::Float), ("timestamp", Kind::Int)],
        len: data.ratings.len(),
        row: Box::new(|row, cells| {
            let rating = &data.ratings[row];
            let item = match rating.item {
                Item::Film(id) => Cow::Owned(id.to_string()),
                Item::Title(row) => Cow::Borrowed(data.titles.get(row as usize).map_or("", |title| title.key.as_str())),
            };
            cells.extend([
                Cell::Text(Cow::Owned(rating.user.to_string())),
                Cell::Text(item),
                Cell::Float(Some(widen(rating.score))),
                Cell::Int(Some(i64::from(rating.at)).filter(|&at| at != 0)),
            ]);
        }),
    }
}

fn int<'d>(value: impl Into<i64>) -> Cell<'d> {
    Cell::Int(Some(value.into()))
}

fn text(value: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(value))
}

fn name_or_code((code, name): &(String, String)) -> &str {
    if name.is_empty() { code } else { name }
}

/// Names joined by `|`; a bar inside a name becomes a slash, so that the list can be taken apart again.
fn joined<'d>(names: impl Iterator<Item = &'d str>) -> Cell<'d> {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push('|');
        }
        list.extend(name.chars().map(|c| if c == '|' { '/' } else { c }));
    }
    Cell::Text(Cow::Owned(list))
}

/// The number that a person would read: 3.7 stays 3.7 instead of 3.700000047683716.
fn widen(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_as_many_cells_as_columns() {
        let film = crate::etl::Film { title: "x".into(), ..Default::default() };
        let data = Dataset { films: vec![film], ..Default::default() };
        let table = films(&data);
        let mut cells = Vec::new();
        (table.row)(0, &mut cells);
        assert_eq!(cells.len(), table.columns.len());
    }

    #[test]
    fn lists_can_be_taken_apart() {
        let Cell::Text(list) = joined(["B | Movie Studios", "Pixar"].into_iter()) else { panic!("a text") };
        assert_eq!(list.split('|').collect::<Vec<_>>(), ["B / Movie Studios", "Pixar"]);
        assert_eq!(widen(3.7), 3.7);
    }
}
