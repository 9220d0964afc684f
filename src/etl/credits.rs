//! Cast and crew: `credits.csv`, `tmdb_5000_credits.csv`.
//!
//! The door is [`CreditTable::read`], once per source; [`CreditTable::finish`] keeps what belongs to kept films.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::literal::{self, LiteralError};
use super::sources::Source;
use super::table::{Format, Table};
use super::values::{Text, source_id};
use super::{Credit, Film, Person, Progress, Role, SourceReport};
use crate::catalog::SourceId;
use crate::error::Result;

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(alias = "movie_id")]
    id: &'a str,
    cast: &'a str,
    crew: &'a str,
}

#[derive(Deserialize)]
struct CastEntry<'a> {
    id: u32,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow, default)]
    character: Text<'a>,
    #[serde(default)]
    order: Option<u16>,
}

#[derive(Deserialize)]
struct CrewEntry<'a> {
    id: u32,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    job: Text<'a>,
}

/// Credits of the sources read so far. Whether their films are kept is not known yet.
#[derive(Default)]
pub(super) struct CreditTable {
    /// The film of every row that was used, and the position of its source in `reports`.
    films: HashMap<SourceId, usize>,
    credits: Vec<Credit>,
    names: Vec<Person>,
    /// For each of `names`, whether the spelling comes from a part or from direction.
    billed: Vec<bool>,
    name_of: HashMap<u32, u32>,
    jobs: Vec<String>,
    job_of: HashMap<String, u16>,
    reports: Vec<SourceReport>,
}

/// Credits of kept films, and those who are named in them.
pub(super) struct Credits {
    pub(super) credits: Vec<Credit>,
    pub(super) people: Vec<Person>,
    pub(super) jobs: Vec<String>,
    pub(super) reports: Vec<SourceReport>,
}

impl CreditTable {
    /// Adds the credits of one source. Of a film's rows the first is used, over all the sources.
    pub(super) fn read(&mut self, source: &Source, progress: &dyn Progress) -> Result<()> {
        let (mut table, mut report) = Table::open(source, Format::Csv, source.kind.columns(), progress)?;
        let number = self.reports.len();
        while table.advance(&mut report)? {
            let row: Row = table.row()?;
            let Some(film) = source_id(row.id) else {
                report.drop_row("malformed");
                continue;
            };
            match self.films.get(&film) {
                Some(&earlier) if earlier < number => report.drop_row("known_film"),
                Some(_) => report.drop_row("repeated_id"),
                None => {
                    self.films.insert(film, number);
                    self.cast(film, row.cast, &mut report);
                    self.crew(film, row.crew, &mut report);
                }
            }
        }
        self.reports.push(report);
        Ok(())
    }

    fn cast(&mut self, film: SourceId, text: &str, report: &mut SourceReport) {
        for (position, entry) in literal::items::<CastEntry>(text).enumerate() {
            let Some(entry) = readable(entry, |entry| entry.id, report) else { continue };
            let person = self.person(entry.id, &entry.name, Role::Actor);
            self.credits.push(Credit {
                film,
                person,
                role: Role::Actor,
                order: entry.order.unwrap_or(u16::try_from(position).unwrap_or(u16::MAX)),
                character: entry.character.trimmed().into(),
            });
        }
    }

    fn crew(&mut self, film: SourceId, text: &str, report: &mut SourceReport) {
        for (position, entry) in literal::items::<CrewEntry>(text).enumerate() {
            let Some(entry) = readable(entry, |entry| entry.id, report) else { continue };
            let role = match entry.job.0.as_ref() {
                "Director" => Role::Director,
                job => self.job(job.trim()),
            };
            let person = self.person(entry.id, &entry.name, role);
            self.credits.push(Credit {
                film,
                person,
                role,
                order: u16::try_from(position).unwrap_or(u16::MAX),
                character: Box::default(),
            });
        }
    }

    /// The person of an id. Of several spellings the first that is not empty stays, but one of the cast or of a director
    /// goes before those of other jobs: these are the people who are asked for.
    fn person(&mut self, id: u32, name: &Text, role: Role) -> SourceId {
        let (names, billed) = (&mut self.names, &mut self.billed);
        let row = *self.name_of.entry(id).or_insert_with(|| {
            names.push(Person { id: SourceId(id), name: String::new() });
            billed.push(false);
            (names.len() - 1) as u32
        }) as usize;
        let bills = !matches!(role, Role::Crew(_));
        let (known, spelling) = (&mut names[row].name, name.trimmed());
        if known.is_empty() || (bills && !billed[row] && !spelling.is_empty()) {
            if known != spelling {
                *known = spelling.to_owned();
            }
            billed[row] = bills;
        }
        SourceId(id)
    }

    /// The role of a job. Should there ever be more jobs than numbers, the rest shares the last one.
    fn job(&mut self, job: &str) -> Role {
        if let Some(&known) = self.job_of.get(job) {
            return Role::Crew(known);
        }
        let Ok(number) = u16::try_from(self.jobs.len()) else { return Role::Crew(u16::MAX) };
        self.jobs.push(job.to_owned());
        self.job_of.insert(job.to_owned(), number);
        Role::Crew(number)
    }

    /// Credits of `films` (ascending by id), in their order; rows of other films are counted as `unknown_film`.
    ///
    /// # Errors
    /// Those of [`SourceReport::finish`].
    pub(super) fn finish(self, films: &[Film]) -> Result<Credits> {
        let Self { films: rows, mut credits, mut names, mut reports, jobs, .. } = self;
        let kept = |film: SourceId| films.binary_search_by_key(&film, |f| f.id).is_ok();
        let gone: HashSet<SourceId> = rows.keys().copied().filter(|&film| !kept(film)).collect();
        for film in &gone {
            reports[rows[film]].drop_row("unknown_film");
        }
        drop(rows);
        credits.retain(|credit| !gone.contains(&credit.film));
        credits.sort_by_key(|credit| (credit.film, credit.role != Role::Actor, credit.order));
        credits.shrink_to_fit();
        let named: HashSet<SourceId> = credits.iter().map(|credit| credit.person).collect();
        names.retain(|person| named.contains(&person.id));
        names.sort_unstable_by_key(|person| person.id);
        names.shrink_to_fit();
        let reports = reports.into_iter().map(SourceReport::finish).collect::<Result<_>>()?;
        Ok(Credits { credits, people: names, jobs, reports })
    }
}

/// The entry, if it could be read and names a person by id.
fn readable<T>(entry: Result<T, LiteralError>, id: impl Fn(&T) -> u32, report: &mut SourceReport) -> Option<T> {
    match entry {
        Ok(entry) if id(&entry) > 0 => Some(entry),
        Ok(_) => {
            report.repair("person_without_id");
            None
        }
        Err(_) => {
            report.repair("unreadable_literal");
            None
        }
    }
}
