//! The questions beyond the twelve: filmography, cast, discovery, sagas, counts. The door is [`ask`].
//!
//! They are asked only where none of the twelve is: what [`super::free`] understood stays, unless it is out of scope, a
//! question without its value, or a film's card where only the cast was asked for.

use super::cue::Cue::*;
use super::cue::Cues;
use super::discover;
use super::filters::Filters;
use super::frames::BASE;
use super::names::{NameKind, Names};
use super::sentence::Sentence;
use super::{Group, Name, Query, tidy};

pub(super) const SAGA: [&str; 6] = ["saga", "sagas", "franquicia", "trilogia", "tetralogia", "franchise"];

pub(super) const COMPANY: [&str; 6] = ["productora", "productoras", "estudio", "estudios", "produjo", "studio"];

const CAST: [&str; 7] = ["reparto", "elenco", "cast", "protagonistas", "actores", "actrices", "protagonista"];

/// What is asked of who is in a film: "¿quién sale en Titanic?".
const SHOWN: [&str; 4] = ["sale", "salen", "salia", "salian"];

/// The further question that a sentence asks, given what it was understood as among the others.
pub(super) fn ask(sentence: &Sentence, understood: &Query, names: &dyn Names) -> Option<Query> {
    let twelve = match understood {
        Query::OutOfScope { .. } | Query::Search { .. } | Query::FilmCard { .. } | Query::Invalid { .. } => false,
        // A person or a film that was only nearly named may be a word of ours.
        Query::ActorStats { person } | Query::DirectorStats { person } => exactly(person, NameKind::Person, names),
        Query::Recommend { title } | Query::Similar { title, .. } | Query::Score { title } | Query::Votes { title } => {
            exactly(title, NameKind::Title, names)
        }
        _ => return None,
    };
    if let Query::ActorStats { person } | Query::DirectorStats { person } = understood
        && let Some(query) = filmography(sentence, person)
    {
        return Some(query);
    }
    if let Some(name) = of_saga(sentence, names) {
        return Some(Query::Saga { name: Name::text(&name) });
    }
    if twelve {
        return None;
    }
    let card = match understood {
        Query::FilmCard { title } => Some(title),
        _ => None,
    };
    let asks_figures = matches!(understood, Query::Score { .. } | Query::Votes { .. } | Query::Recommend { .. });
    if !asks_figures
        && card.is_none_or(|title| !mentions(title, &SAGA))
        && let Some(name) = after(sentence, &SAGA)
    {
        return Some(Query::Saga { name: Name::text(&name) });
    }
    if let Some(title) = card
        && asks_cast(sentence, title)
    {
        return Some(Query::Cast { title: title.clone() });
    }
    if card.is_some_and(|title| exactly(title, NameKind::Title, names)) {
        // "La más cara" is not La máscara.
        let glued =
            |filters: &Filters| filters.sort.is_some() && !names.is_spelt(&tidy(sentence.text), NameKind::Title);
        let only = discover::read(sentence);
        let sorts = only.strangers == 0 && sentence.has(Most) && glued(&only.filters);
        return sorts.then(|| Query::Discover(Box::new(only.filters)));
    }
    if !sentence.has(Who)
        && !asks_figures
        && (sentence.has_any(Cues::of(&[Film, Count, HowMuch, Return])) || begins_with(sentence, &COMPANY))
        && let Some(company) = after(sentence, &COMPANY)
    {
        return Some(Query::CountBy(Group::Company(company)));
    }
    discovery(sentence)
}

/// "Con Adam Sandler no", "de terror no": the same with what denies it in front.
pub(super) fn denied_in_front(text: &str) -> Option<String> {
    let told = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!')).strip_suffix("no")?;
    let told = told.strip_suffix([' ', ','])?.trim_end_matches([' ', ',']);
    let (lead, rest) = told.split_once(' ')?;
    match lead.to_lowercase().as_str() {
        "con" => Some(format!("sin {rest}")),
        "de" | "en" => Some(format!("que no sea {told}")),
        _ => None,
    }
}

/// "The Harry Potter saga", "Star Wars trilogy": the saga of exactly this name, where no film has all of it.
fn of_saga(sentence: &Sentence, names: &dyn Names) -> Option<String> {
    let (last, words) = sentence.words.split_last()?;
    let is_saga = matches!(last.token.word.as_str(), "saga" | "franchise" | "trilogy" | "franquicia" | "trilogia");
    let start = words.iter().take_while(|w| w.role.is_none() && w.any(BASE.and(Cues::of(&[Film])))).count();
    if !is_saga || start == words.len() || last.token.quoted {
        return None;
    }
    let (whole, name) = (sentence.text_of(start..words.len() + 1), sentence.text_of(start..words.len()));
    let called = names.group(name).is_some_and(|group| group.whole && matches!(group.query, Query::Saga { .. }));
    (called && names.fame_of(whole, NameKind::Film).is_none()).then(|| name.to_owned())
}

/// "Productora Pixar".
fn begins_with(sentence: &Sentence, words: &[&str]) -> bool {
    sentence.words.first().is_some_and(|w| words.contains(&w.token.word.as_str()))
}

fn exactly(name: &Name, kind: NameKind, names: &dyn Names) -> bool {
    match name {
        Name::Text(text) => names.best(text, kind).is_some_and(|n| n.exactly),
        Name::Id(_) | Name::Key(_) => true,
    }
}

fn mentions(name: &Name, words: &[&str]) -> bool {
    match name {
        Name::Text(text) => crate::text::words(&crate::text::fold(text)).any(|w| words.contains(&w)),
        Name::Id(_) | Name::Key(_) => false,
    }
}

/// "La filmografía completa de Tom Hanks", "lista de películas de …": the list, where nothing is counted and no money
/// asked for. "Filmografía de …" alone is answered with the figures.
fn filmography(sentence: &Sentence, person: &Name) -> Option<Query> {
    let says = |options: &[&str]| sentence.words.iter().any(|w| options.contains(&w.token.word.as_str()));
    let films = sentence.has(Film) || says(&["filmografia", "filmography"]);
    let list = says(&["completa", "entera", "toda", "lista", "listado", "listame"]) && films;
    let other = sentence.has_any(Cues::of(&[Count, HowMuch, Return, Rated, Vote, Actor, Acts, Director, Directs]));
    (list && !other).then(|| Query::Filmography { person: person.clone(), page: 0 })
}

/// Who acts in it, who directed it, and nothing else that a card tells.
fn asks_cast(sentence: &Sentence, title: &Name) -> bool {
    let cast = |w: &str| CAST.contains(&w);
    let listed = sentence.words.iter().any(|w| cast(&w.token.word)) && !mentions(title, &CAST);
    let shown = |w: &str| SHOWN.contains(&w);
    let shows = || sentence.words.iter().any(|w| shown(&w.token.word)) && !mentions(title, &SHOWN);
    let who = sentence.has(Who) && (sentence.has_any(Cues::of(&[Directs, Director, Acts, Actor])) || shows());
    listed || who
}

/// The words after one of `words` up to the end of the clause, without the small ones that lead to them.
fn after(sentence: &Sentence, words: &[&str]) -> Option<String> {
    let all = &sentence.words;
    let at = all.iter().position(|w| words.contains(&w.token.word.as_str()) && !w.token.quoted)?;
    let mut start = at + 1;
    while all.get(start).is_some_and(|w| w.is(Link) || w.is(Called) || w.token.word == "llamada") {
        start += 1;
    }
    let end = (start + 1..all.len()).find(|i| all[*i].token.parted && !all[*i].token.quoted).unwrap_or(all.len());
    let measure = Cues::of(&[Most, Best, Least, Return, Rated, Longest, Long]);
    if all.get(start..end)?.iter().all(|w| w.any(measure)) {
        return None;
    }
    let name = tidy(sentence.text_of(start..end));
    (!name.is_empty()).then_some(name)
}

/// Filters in words; a count where one thing is counted by.
fn discovery(sentence: &Sentence) -> Option<Query> {
    let read = discover::read(sentence);
    let counts = sentence.has(Count);
    let lengths = sentence.has(Long) && sentence.has(HowMuch);
    let things = sentence.has_any(Cues::of(&[Film, Show, Suggest, See, Best, Catalog]));
    if read.strangers > 0 {
        return None;
    }
    if (counts || lengths)
        && let Some(group) = counted_by(&read.filters)
        && (counts || !matches!(group, Group::Year(_)))
    {
        return Some(Query::CountBy(group));
    }
    let genre_or_land = !read.filters.genres.is_empty() || read.filters.country.is_some();
    // "Las más taquilleras", "de los 80", "hora y media": no film is named, but films are meant.
    let ordered = read.filters.sort.is_some() && sentence.has_any(Cues::of(&[Most, Best, Least]));
    let span = read.filters.years.is_some_and(|(first, last)| first < last);
    let lasting = read.filters.least.is_some() || read.filters.most.is_some();
    // "Superhéroes en Disney+".
    let complete = discover::is_complete(&read.filters);
    let asked =
        complete || things || genre_or_land || ordered || span || lasting || read.filters.years.is_some() && counts;
    let year_only = read.filters.years.is_some() && sentence.has_any(Cues::of(&[Film, Best, Suggest]));
    (asked && (read.is_telling() || year_only)).then(|| Query::Discover(Box::new(read.filters)))
}

/// The one thing that films are counted by, where there is only one.
pub(super) fn counted_by(filters: &Filters) -> Option<Group> {
    let alone = |rest: Filters| rest == Filters::default();
    if let Some((first, last)) = filters.years {
        return (first == last && alone(Filters { years: None, ..filters.clone() })).then_some(Group::Year(first));
    }
    if let Some(language) = filters.language {
        return alone(Filters { language: None, ..filters.clone() }).then_some(Group::Language(language));
    }
    let country = filters.country?;
    alone(Filters { country: None, ..filters.clone() }).then_some(Group::Country(country))
}

impl Group {
    /// The filters that let just its films pass; `None` for a company.
    pub(super) fn filters(&self) -> Option<Filters> {
        Some(match self {
            Self::Year(year) => Filters { years: Some((*year, *year)), ..Filters::default() },
            Self::Language(language) => Filters { language: Some(*language), ..Filters::default() },
            Self::Country(country) => Filters { country: Some(*country), ..Filters::default() },
            Self::Company(_) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(parse(text, &()).to_string(), expect, "{text}");
    }

    #[test]
    fn discovery_in_words() {
        check("recomendame una comedia de los 90", "discover genres=comedy years=1990-1999");
        check("¿qué pelis de terror japonesas hay en Netflix?", "discover genres=horror platform=netflix country=jp");
        check("mejores películas de los 80", "discover years=1980-1989 sort=best");
        check("¿cuáles son las películas más rentables?", "discover sort=profitable");
        check("/top rentables", "discover sort=profitable");
        check("/descubrir", "discover");
        check("/descubrir asdfg", "invalid intent=discover value=asdfg");
    }

    #[test]
    fn every_country_is_read_by_its_name() {
        for (text, query) in [
            ("películas de dominica", "discover country=dm"),
            ("películas de Níger", "discover country=ne"),
            ("cuántas películas hay de Granada", "count_by country=gd"),
            ("pelis de Viet Nam", "discover country=vn"),
            ("películas de Belice", "discover country=bz"),
            ("films from the uk", "discover country=gb"),
            ("films from Western Sahara", "discover country=eh"),
            ("films in Haitian Creole", "discover language=ht"),
            ("películas de artes marciales", "discover theme=martial_arts"),
            ("películas de hombre lobo", "discover theme=werewolf"),
        ] {
            check(text, query);
        }
    }

    #[test]
    fn what_denies_may_stand_behind() {
        check("con Adam Sandler no", "out_of_scope text=con Adam Sandler no");
        check("de terror no", "discover without=horror");
        check("de terror, no.", "discover without=horror");
    }

    #[test]
    fn counts_in_words() {
        check("¿cuántas películas se hicieron en 1999?", "count_by year=1999");
        check("¿cuántas películas hay en francés?", "count_by language=fr");
        check("¿cuántas películas argentinas hay?", "count_by country=ar");
        check("¿cuánto duran en promedio las películas en japonés?", "count_by language=ja");
        check("¿cuántas comedias hay en Netflix?", "discover genres=comedy platform=netflix");
        check("películas de la productora Pixar", "count_by company=Pixar");
        check("/idioma francés", "count_by language=fr");
        check("/pais francia", "count_by country=fr");
        check("/cuantas comedias mexicanas", "discover genres=comedy country=mx");
        check("/productora Walt Disney", "count_by company=Walt Disney");
    }

    #[test]
    fn sagas_and_people() {
        check("la saga de Harry Potter", "saga title=Harry Potter");
        check("¿cuánto recaudó la franquicia Star Wars?", "saga title=Star Wars");
        check("/reparto Titanic", "cast title=Titanic");
        check("/filmografia Tom Hanks", "filmography person=Tom Hanks");
    }

    #[test]
    fn what_is_none_of_these_stays_out() {
        for text in ["precio de las comedias en el cine", "receta de comida francesa", "¿cuántos goles metió Messi?"]
        {
            assert!(parse(text, &()).to_string().starts_with("out_of_scope"), "{text}");
        }
    }
}
