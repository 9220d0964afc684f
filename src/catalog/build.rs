//! Writes the catalogue's columns from the cleaned tables.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::path::Path;

use chrono::Datelike;

use super::{FILE, NONE, NameList, Platform, SourceId, TitleKind, Unit, contents, sums, tables::group_of, title_words};
use crate::artifacts::columns::ColumnsWriter;
use crate::error::{Error, Result};
use crate::etl::{Dataset, Film, Role, Title};
use crate::text;

/// Writes the catalogue of `data` into `folder`. Returns how many platform titles were linked to a film.
pub fn build(data: &Dataset, folder: &Path) -> Result<usize> {
    countable("genres", data.films.iter().flat_map(|f| &f.genres))?;
    countable("languages", data.films.iter().map(|f| &f.original_language))?;
    countable("countries", data.films.iter().flat_map(|f| &f.countries))?;
    let mut columns = ColumnsWriter::default();
    let film_of_title = link(&data.films, &data.titles);
    films(data, &film_of_title, &mut columns);
    people(data, &mut columns);
    titles(&data.titles, &film_of_title, &mut columns);
    calendar(&data.films, &mut columns);
    groups(&data.titles, &mut columns);
    contents::write(&mut columns, &data.titles);
    columns.write(&folder.join(FILE))?;
    Ok(film_of_title.iter().filter(|&&f| f != NONE).count())
}

/// Whether the distinct names are few enough for the columns that number them in 16 bits.
fn countable<T: Eq + Hash>(what: &'static str, names: impl Iterator<Item = T>) -> Result<()> {
    let most = usize::from(u16::MAX);
    match names.collect::<HashSet<T>>().len() > most {
        true => Err(Error::TooMany { what, most }),
        false => Ok(()),
    }
}

/// Numbers for names, in order of first appearance.
struct Names<'a, K> {
    rows: HashMap<&'a str, K>,
    names: Vec<&'a str>,
}

impl<K> Default for Names<'_, K> {
    fn default() -> Self {
        Self { rows: HashMap::new(), names: Vec::new() }
    }
}

impl<'a, K: TryFrom<usize, Error: std::fmt::Debug> + Copy> Names<'a, K> {
    fn row(&mut self, name: &'a str) -> K {
        *self.rows.entry(name).or_insert_with(|| {
            self.names.push(name);
            K::try_from(self.names.len() - 1).expect("invariant: fewer distinct names than the column's type can count")
        })
    }
}

/// For each title the row of the film that it is: same folded title, same year, the most voted of several.
fn link(films: &[Film], titles: &[Title]) -> Vec<u32> {
    let mut by_name: HashMap<(String, u16), u32> = HashMap::with_capacity(films.len());
    for (row, film) in films.iter().enumerate() {
        let year = film.release_date.year() as u16;
        for name in [&film.title, &film.original_title] {
            if name.is_empty() {
                continue;
            }
            by_name
                .entry((text::fold(name), year))
                .and_modify(|best| {
                    if film.vote_count > films[*best as usize].vote_count {
                        *best = row as u32;
                    }
                })
                .or_insert(row as u32);
        }
    }
    titles
        .iter()
        .map(|t| match t.kind {
            TitleKind::Movie => by_name.get(&(text::fold(&t.title), t.release_year)).copied().unwrap_or(NONE),
            TitleKind::Show => NONE,
        })
        .collect()
}

/// The distinct items of a list, in order.
fn distinct<T: Copy + Eq + Hash>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = Vec::new();
    for item in items {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}

fn films<'a>(data: &'a Dataset, film_of_title: &[u32], columns: &mut ColumnsWriter) {
    let films = &data.films;
    columns.numbers("films.source", &films.iter().map(|f| f.id.0).collect::<Vec<_>>());
    columns.numbers("films.imdb", &films.iter().map(|f| f.imdb).collect::<Vec<_>>());
    columns.texts("films.title", films.iter().map(|f| &f.title));
    columns.texts("films.original_title", films.iter().map(|f| &f.original_title));
    columns.numbers("films.date", &films.iter().map(|f| f.release_date.num_days_from_ce()).collect::<Vec<_>>());
    columns.numbers("films.year", &films.iter().map(|f| f.release_date.year() as u16).collect::<Vec<_>>());
    columns.numbers("films.budget", &films.iter().map(|f| f.budget).collect::<Vec<_>>());
    columns.numbers("films.revenue", &films.iter().map(|f| f.revenue).collect::<Vec<_>>());
    columns.numbers("films.popularity", &films.iter().map(|f| f.popularity.unwrap_or(f64::NAN)).collect::<Vec<_>>());
    columns
        .numbers("films.vote_average", &films.iter().map(|f| f.vote_average.unwrap_or(f64::NAN)).collect::<Vec<_>>());
    columns.numbers("films.vote_count", &films.iter().map(|f| f.vote_count.unwrap_or(NONE)).collect::<Vec<_>>());
    columns.numbers("films.runtime", &films.iter().map(|f| f.runtime.unwrap_or(0.0)).collect::<Vec<_>>());
    columns.texts("films.overview", films.iter().map(|f| &f.overview));
    columns.texts("films.tagline", films.iter().map(|f| &f.tagline));

    columns.numbers("films.weighted", &sums::weighted(films));

    let mut languages = Names::<u16>::default();
    let rows: Vec<u16> = films.iter().map(|f| languages.row(&f.original_language)).collect();
    columns.numbers("films.language", &rows);
    sums::write(columns, "language", languages.names.len(), films, |i| [usize::from(rows[i])]);
    columns.texts("languages", languages.names);
    let mut genres = Names::<u16>::default();
    columns.lists("films.genres", films.iter().map(|f| distinct(f.genres.iter().map(|g| genres.row(g)))));
    columns.texts("genres", genres.names);
    let mut collections = Names::<u32>::default();

    let rows: Vec<u32> =
        films.iter().map(|f| if f.collection.is_empty() { NONE } else { collections.row(&f.collection) }).collect();
    columns.numbers("films.collection", &rows);
    let collection = |i: usize| Some(rows[i] as usize).filter(|_| rows[i] != NONE);
    sums::write(columns, "collection", collections.names.len(), films, collection);
    NameList::write(columns, "collections", collections.names.iter().copied());
    columns.texts("collections", collections.names);
    let mut companies = Names::<u32>::default();
    let rows: Vec<Vec<u32>> = films.iter().map(|f| distinct(f.companies.iter().map(|c| companies.row(c)))).collect();
    sums::write(columns, "company", companies.names.len(), films, |i| rows[i].iter().map(|&row| row as usize));
    columns.lists("films.companies", rows);
    NameList::write(columns, "companies", companies.names.iter().copied());
    columns.texts("companies", companies.names);
    let mut countries = Names::<u16>::default();
    let mut country = |code: &'a str, name: &'a str| countries.row(if code.is_empty() { name } else { code });
    let rows: Vec<Vec<u16>> =
        films.iter().map(|f| distinct(f.countries.iter().map(|(code, name)| country(code, name)))).collect();
    sums::write(columns, "country", countries.names.len(), films, |i| rows[i].iter().map(|&row| usize::from(row)));
    columns.lists("films.countries", rows);
    columns.texts("countries", countries.names);
    let mut keywords = Names::<u32>::default();
    columns.lists("films.keywords", films.iter().map(|f| distinct(f.keywords.iter().map(|k| keywords.row(k)))));
    columns.texts("keywords", keywords.names);
    let words = title_words::number(films.iter().map(|f| f.title.as_str()));
    columns.lists("films.words", words.of);
    columns.texts("words", words.words);

    let mut aliases: Vec<Vec<u32>> = vec![Vec::new(); films.len()];
    for (row, alias) in data.aliases.iter().enumerate() {
        if let Ok(film) = films.binary_search_by_key(&alias.film, |f| f.id) {
            aliases[film].push(row as u32);
        }
    }
    columns.texts("aliases", data.aliases.iter().map(|a| &a.title));
    columns.lists("films.aliases", aliases);
    let mut titles: Vec<Vec<u32>> = vec![Vec::new(); films.len()];
    for (title, &film) in film_of_title.iter().enumerate() {
        if film != NONE {
            titles[film as usize].push(title as u32);
        }
    }
    columns.lists("films.titles", titles);
}

/// People who acted or directed; other jobs stay in the exported table and out of the index.
fn people(data: &Dataset, columns: &mut ColumnsWriter) {
    let mut cast: Vec<Vec<u32>> = vec![Vec::new(); data.films.len()];
    let mut directors: Vec<Vec<u32>> = vec![Vec::new(); data.films.len()];
    let mut row_of: Vec<u32> = vec![NONE; data.people.len()];
    let seen = |person: SourceId| data.people.binary_search_by_key(&person, |p| p.id).ok();
    for credit in &data.credits {
        if !matches!(credit.role, Role::Crew(_))
            && let Some(person) = seen(credit.person)
        {
            row_of[person] = 0;
        }
    }
    let kept: Vec<_> = data.people.iter().zip(&row_of).filter(|(_, row)| **row == 0).map(|(p, _)| p).collect();
    for (next, row) in (0..).zip(row_of.iter_mut().filter(|row| **row == 0)) {
        *row = next;
    }
    let mut acted: Vec<Vec<u32>> = vec![Vec::new(); kept.len()];
    let mut directed: Vec<Vec<u32>> = vec![Vec::new(); kept.len()];
    let mut fame = vec![0u32; kept.len()];
    for credit in &data.credits {
        let (lists, films) = match credit.role {
            Role::Actor => (&mut cast, &mut acted),
            Role::Director => (&mut directors, &mut directed),
            Role::Crew(_) => continue,
        };
        let (Ok(film), Some(person)) = (data.films.binary_search_by_key(&credit.film, |f| f.id), seen(credit.person))
        else {
            continue;
        };
        let person = row_of[person];
        if !lists[film].contains(&person) {
            lists[film].push(person);
            films[person as usize].push(film as u32);
            let votes = data.films[film].vote_count.unwrap_or(0);
            fame[person as usize] = fame[person as usize].saturating_add(votes);
        }
    }
    columns.lists("films.cast", cast);
    columns.lists("films.directors", directors);
    columns.numbers("people.source", &kept.iter().map(|p| p.id.0).collect::<Vec<_>>());
    columns.texts("people.name", kept.iter().map(|p| &p.name));
    columns.lists("people.acted", acted);
    columns.lists("people.directed", directed);
    columns.numbers("people.fame", &fame);
}

fn titles(titles: &[Title], film_of_title: &[u32], columns: &mut ColumnsWriter) {
    let mut by_key: Vec<u32> = (0..titles.len() as u32).collect();
    by_key.sort_by_key(|&row| &titles[row as usize].key);
    columns.texts("titles.key", titles.iter().map(|t| &t.key));
    columns.numbers("titles.by_key", &by_key);
    columns.numbers("titles.platform", &titles.iter().map(|t| t.platform as u8).collect::<Vec<_>>());
    columns.numbers("titles.kind", &titles.iter().map(|t| t.kind as u8).collect::<Vec<_>>());
    columns.texts("titles.title", titles.iter().map(|t| &t.title));
    columns.texts("titles.director", titles.iter().map(|t| &t.director));
    columns.texts("titles.cast", titles.iter().map(|t| &t.cast));
    columns.texts("titles.country", titles.iter().map(|t| &t.country));
    let added = |t: &Title| t.date_added.map_or(0, |d| d.num_days_from_ce());
    columns.numbers("titles.date_added", &titles.iter().map(added).collect::<Vec<_>>());
    columns.numbers("titles.year", &titles.iter().map(|t| t.release_year).collect::<Vec<_>>());
    columns.texts("titles.rating", titles.iter().map(|t| &t.rating));
    columns.numbers("titles.duration", &titles.iter().map(|t| t.duration.map_or(NONE, |d| d.0)).collect::<Vec<_>>());
    columns.numbers("titles.unit", &titles.iter().map(|t| t.duration.map_or(0, |d| d.1 as u8)).collect::<Vec<_>>());
    columns.texts("titles.listed_in", titles.iter().map(|t| &t.listed_in));
    columns.numbers("titles.score", &titles.iter().map(|t| t.score.unwrap_or(f64::NAN)).collect::<Vec<_>>());
    columns.numbers("titles.score_count", &titles.iter().map(|t| t.score_count).collect::<Vec<_>>());
    columns.numbers("titles.film", film_of_title);
}

fn calendar(films: &[Film], columns: &mut ColumnsWriter) {
    let year = |film: &Film| film.release_date.year() as u16;
    let mut years: Vec<u16> = films.iter().map(year).collect();
    years.sort_unstable();
    years.dedup();
    sums::write(columns, "year", years.len(), films, |i| years.binary_search(&year(&films[i])).ok());
    columns.numbers("by_year.year", &years);
    let (mut months, mut months_placeholder) = ([0u32; 12], [0u32; 12]);
    let (mut weekdays, mut weekdays_placeholder) = ([0u32; 7], [0u32; 7]);
    for film in films {
        let date = film.release_date;
        let (month, weekday) = (date.month0() as usize, date.weekday().num_days_from_monday() as usize);
        let placeholder = u32::from(date.ordinal() == 1);
        months[month] += 1;
        months_placeholder[month] += placeholder;
        weekdays[weekday] += 1;
        weekdays_placeholder[weekday] += placeholder;
    }
    columns.numbers("months.count", &months);
    columns.numbers("months.placeholder", &months_placeholder);
    columns.numbers("weekdays.count", &weekdays);
    columns.numbers("weekdays.placeholder", &weekdays_placeholder);
}

/// The names in a comma list of actors, each once. "Names" without a letter (Amazon has an actor `1`) are no person.
fn actors(cast: &str) -> Vec<&str> {
    distinct(cast.split(',').map(str::trim).filter(|name| name.chars().any(char::is_alphabetic)))
}

#[derive(Default, Clone)]
struct Group<'a> {
    movies: u32,
    shows: u32,
    movie_scores: Vec<f64>,
    show_scores: Vec<f64>,
    longest: [(u32, Vec<u32>); 2],
    appearances: HashMap<&'a str, u32>,
}

impl<'a> Group<'a> {
    fn add(&mut self, row: u32, title: &Title, cast: &[&'a str]) {
        let (count, scores) = match title.kind {
            TitleKind::Movie => (&mut self.movies, &mut self.movie_scores),
            TitleKind::Show => (&mut self.shows, &mut self.show_scores),
        };
        *count += 1;
        scores.extend(title.score);
        if let Some((length, unit)) = title.duration {
            let (best, rows) = &mut self.longest[unit as usize];
            if length > *best {
                (*best, *rows) = (length, Vec::new());
            }
            if length == *best {
                rows.push(row);
            }
        }
        for name in cast {
            *self.appearances.entry(name).or_default() += 1;
        }
    }
}

fn groups(titles: &[Title], columns: &mut ColumnsWriter) {
    let mut years: Vec<u16> = titles.iter().map(|t| t.release_year).filter(|&y| y > 0).collect();
    years.sort_unstable();
    years.dedup();
    let mut groups = vec![Group::default(); (years.len() + 1) * (Platform::ALL.len() + 1)];
    for (row, title) in titles.iter().enumerate() {
        let cast = actors(&title.cast);
        let slots = [Some(0), years.binary_search(&title.release_year).ok().map(|y| y + 1)];
        for platform in [None, Some(title.platform as usize)] {
            for slot in slots.into_iter().flatten() {
                groups[group_of(years.len(), platform, slot)].add(row as u32, title, &cast);
            }
        }
    }
    for group in &mut groups {
        group.movie_scores.sort_by(f64::total_cmp);
        group.show_scores.sort_by(f64::total_cmp);
    }
    columns.numbers("groups.years", &years);
    columns.numbers("groups.movies", &groups.iter().map(|g| g.movies).collect::<Vec<_>>());
    columns.numbers("groups.shows", &groups.iter().map(|g| g.shows).collect::<Vec<_>>());
    columns.lists("groups.movie_scores", groups.iter().map(|g| &g.movie_scores));
    columns.lists("groups.show_scores", groups.iter().map(|g| &g.show_scores));
    for unit in [Unit::Min, Unit::Season] {
        let name = format!("groups.longest_{unit}");
        columns.lists(&name, groups.iter().map(|g| &g.longest[unit as usize].1));
    }
    let mut names = Names::<u32>::default();
    let mut counts = Vec::with_capacity(groups.len());
    let mut tops = Vec::with_capacity(groups.len());
    for group in &groups {
        let most = group.appearances.values().copied().max().unwrap_or(0);
        let mut top: Vec<&str> = group.appearances.iter().filter(|(_, n)| **n == most).map(|(name, _)| *name).collect();
        top.sort_unstable();
        counts.push(most);
        tops.push(top.into_iter().map(|name| names.row(name)).collect::<Vec<_>>());
    }
    columns.numbers("groups.actor_count", &counts);
    columns.lists("groups.actors", tops);
    columns.texts("title_actors", names.names);
}
