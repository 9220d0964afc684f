//! How many titles the platforms have: [`Titled`], its canonical text, and how it is asked in words ("cuántas series
//! argentinas hay", "cuántos títulos son PG-13"). The doors are [`asked`] and [`Titled::read`].
//!
//! Like a question of values, it is taken only when every word has a place.

use std::fmt;

use super::canonical::{CanonicalError, Pairs};
use super::cue::Cue::*;
use super::cue::Cues;
use super::discover;
use super::filters::Filters;
use super::sentence::{Sentence, Slots, Word};
use super::tidy;
use crate::catalog::{Platform, TitleKind};
use crate::world::{Term, country_key};

/// Titles of the platforms; what is `None` lets all pass. A rating and a country or year do not stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Titled {
    /// Films or series.
    pub kind: Option<TitleKind>,
    /// The country, see [`country_key`].
    pub country: Option<String>,
    /// Year of release.
    pub year: Option<u16>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The age rating, in lower case and as written.
    pub rating: Option<String>,
}

/// Age ratings as they are said, folded; with `-` they are written.
const RATINGS: &str = "tv-y7-fv tv-y7 tv-y tv-g tv-pg tv-14 tv-ma tv-nr pg-13 pg nc-17 nr ur unrated not-rated g r \
                       7+ 13+ 16+ 18+";

/// Words that lead to an age rating.
const LEADS: &str = "clasificacion clasificaciones clasificados clasificadas clasificado clasificada rating ratings rated \
                     calificacion calificados calificadas edad restriccion certificado certificacion mayores apto aptos \
                     aptas para anos de a con";

/// Words for the titles of the platforms, films and series.
const TITLES: [&str; 8] =
    ["titulo", "titulos", "title", "titles", "contenido", "contenidos", "producciones", "produccion"];

/// Words for all platforms.
const PLATFORMS: [&str; 5] = ["plataforma", "plataformas", "platform", "platforms", "streaming"];

/// Words of other questions.
const OTHER: Cues = Cues::of(&[
    Vote, Liked, Suggest, Alike, Best, Most, Least, Above, Below, People, Long, Longest, Actor, Director, Return,
]);

/// "¿Cuántas series de España hay?": platform titles that are counted, where every word says which.
pub(super) fn asked(sentence: &Sentence) -> Option<Titled> {
    if !sentence.has(Count) {
        return None;
    }
    let (titled, rest) = read(sentence)?;
    if rest.has_any(OTHER) {
        return None;
    }
    let has = |words: &[&str]| sentence.words.iter().any(|w| words.contains(&w.token.word.as_str()));
    let series = sentence.has(Show);
    let on_platforms = has(&PLATFORMS) || titled.platform.is_some();
    let of_platforms = on_platforms && (titled.country.is_some() || titled.year.is_some());
    (titled.rating.is_some() || series || of_platforms).then_some(titled)
}

/// What titles a text tells, in which every word has a place.
pub(super) fn said(sentence: &Sentence) -> Option<Titled> {
    read(sentence).map(|(titled, _)| titled)
}

/// The titles that a text tells, and the text without the words for an age rating.
fn read<'t>(sentence: &Sentence<'t>) -> Option<(Titled, Sentence<'t>)> {
    let words = &sentence.words;
    let leads = |w: &Word| LEADS.split(' ').any(|lead| lead == w.token.word);
    let named = (0..words.len()).find_map(|at| {
        let led = at == 0 || words[..at].iter().rev().take(2).any(|w| leads(w) && !w.any(Cues::of(&[Link, Filler])));
        rating(sentence.text, words, at, led)
    });
    let (range, rating) = named.map_or((0..0, None), |(range, rating)| (range, Some(rating)));
    let beside = |w: &Word| {
        let word = w.token.word.as_str();
        PLATFORMS.contains(&word) || TITLES.contains(&word) || rating.is_some() && leads(w)
    };
    let rest = words.iter().enumerate().filter(|(i, w)| !range.contains(i) && !beside(w)).map(|(_, w)| w.clone());
    let slots = Slots { platform: sentence.slots.platform, ..Slots::default() };
    let rest = Sentence { words: rest.collect(), slots, ..sentence.clone() };
    let read = discover::read(&rest);
    let Filters { country, years, .. } = read.filters;
    let (year, platform) = (years.map(|(first, _)| first), read.filters.platform());
    let platforms = platform.into_iter().collect();
    let plain = Filters { country, years, platforms, ..Filters::default() };
    let rated = rest.has(Rated) || rating.is_some() && (country.is_some() || year.is_some());
    let range_of_years = years.is_some_and(|(first, last)| first != last);
    if read.strangers > 0 || read.filters != plain || rated || range_of_years {
        return None;
    }
    let film = rest.has(Film);
    let kind = match rest.has(Show) {
        true => (!film).then_some(TitleKind::Show),
        false => film.then_some(TitleKind::Movie),
    };
    Some((Titled { kind, country: country.map(Term::slug), year, platform, rating }, rest))
}

/// The age rating that begins at a word, as it is written, and its words. A letter alone is one only where words lead to
/// it or it is a capital.
fn rating(text: &str, words: &[Word], at: usize, led: bool) -> Option<(std::ops::Range<usize>, String)> {
    let spelt = |n: usize| words.get(at..at + n).map(|w| w.iter().map(|w| w.token.word.as_str()).collect::<String>());
    let called = |spelt: &str| RATINGS.split_ascii_whitespace().find(|rating| rating.replace('-', "") == spelt);
    let found = [3, 2, 1].into_iter().find_map(|n| Some((n, called(&spelt(n)?)?.to_owned())));
    let of_age = || {
        let age = words[at].token.word.parse::<u8>().ok()?;
        let older = at > 1 && words[at - 1].token.word == "de" && words[at - 2].token.word == "mayores";
        older.then(|| (1, format!("{age}+")))
    };
    // "18+" and "+18": the sign is a word of its own.
    let signed = || {
        let (age, sign) = if text[words[at].token.span.start..].starts_with('+') { (at + 1, at) } else { (at, at + 1) };
        let [age, sign] = [&words.get(age)?.token, &words.get(sign)?.token];
        let together = text[sign.span.start..].starts_with('+')
            && (age.span.end == sign.span.start || age.span.start == sign.span.end);
        let rating = called(&format!("{}+", age.word.parse::<u8>().ok()?)).filter(|_| together)?;
        Some((2, rating.to_owned()))
    };
    let found = found.or_else(signed);
    let (n, rating) = found.filter(|(_, r)| r.len() > 1 || led || words[at].token.capital).or_else(of_age)?;
    let quoted = words[at].token.quoted;
    (!quoted).then_some((at..at + n, rating))
}

impl fmt::Display for Titled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = self.kind {
            write!(f, " kind={}", kind.name())?;
        }
        if let Some(country) = &self.country {
            write!(f, " country={}", country.replace(' ', "_"))?;
        }
        if let Some(year) = self.year {
            write!(f, " year={year}")?;
        }
        if let Some(platform) = self.platform {
            write!(f, " platform={platform}")?;
        }
        match &self.rating {
            Some(rating) => write!(f, " rating={rating}"),
            None => Ok(()),
        }
    }
}

impl Titled {
    /// These titles with what is told of others in its place; an age rating and a country or year drive each other out.
    pub(super) fn changed_by(self, told: Self) -> Self {
        let of_age = told.rating.is_some();
        let of_place = told.country.is_some() || told.year.is_some();
        Self {
            kind: told.kind.or(self.kind),
            country: told.country.or(self.country.filter(|_| !of_age)),
            year: told.year.or(self.year.filter(|_| !of_age)),
            platform: told.platform.or(self.platform),
            rating: told.rating.or(self.rating.filter(|_| !of_place)),
        }
    }

    /// Reads the `key=value` pairs of a canonical text.
    pub(super) fn read(pairs: &Pairs<'_>) -> Result<Self, CanonicalError> {
        let kind = pairs.text("kind").ok().map(|name| {
            let kinds = [TitleKind::Movie, TitleKind::Show];
            kinds.into_iter().find(|k| k.name() == name).ok_or_else(|| CanonicalError(format!("`{name}` is no kind")))
        });
        let rating = pairs.text("rating").ok().map(|rating| tidy(&rating.to_lowercase()));
        let placed = pairs.text("country").is_ok() || pairs.text("year").is_ok();
        if rating.is_some() && placed {
            return Err(CanonicalError("an age rating stands with no country or year".to_owned()));
        }
        Ok(Self {
            kind: kind.transpose()?,
            country: pairs.text("country").ok().map(|name| country_key(&name.replace('_', " "))),
            year: pairs.optional("year")?,
            platform: pairs.optional("platform")?,
            rating,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Query, parse};

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let query = parse(text, &());
        assert_eq!(query.to_string(), expect, "{text}");
        assert_eq!(expect.parse::<Query>().as_ref(), Ok(&query), "{text}");
    }

    #[test]
    fn series_are_those_of_the_platforms() {
        check("cuántas series argentinas hay", "title_count kind=show country=ar");
        check("¿Cuántas series de España hay?", "title_count kind=show country=es");
        check("series de Japón en netflix cuántas hay", "title_count kind=show country=jp platform=netflix");
        check("cuántas series de Corea del Sur hay en las plataformas", "title_count kind=show country=kr");
        check("cuántas series mexicanas del 2019 hay", "title_count kind=show country=mx year=2019");
        check("cuántas películas y series de Chile hay", "title_count country=cl");
        check("/titulos series de Argentina", "title_count kind=show country=ar");
        check("/titulos Argentina", "title_count country=ar");
        check("how many series from Spain are there", "title_count kind=show country=es");
    }

    #[test]
    fn titles_of_all_platforms() {
        check("cuántos títulos de Argentina hay en las plataformas", "title_count country=ar");
        check("cuántas películas argentinas hay en las plataformas", "title_count kind=movie country=ar");
        check("cuántas películas argentinas hay en netflix", "title_count kind=movie country=ar platform=netflix");
        check("cuántas pelis de 2019 tiene hulu", "title_count kind=movie year=2019 platform=hulu");
    }

    #[test]
    fn age_ratings() {
        check("cuántos títulos PG-13 hay", "title_count rating=pg-13");
        check("cuántos títulos son tv-ma", "title_count rating=tv-ma");
        check("cuántos títulos tienen clasificación R", "title_count rating=r");
        check("cuántos contenidos hay con rating pg-13", "title_count rating=pg-13");
        check("cuántas películas pg13 hay", "title_count kind=movie rating=pg-13");
        check("cuántas series TV-Y7 hay en netflix", "title_count kind=show platform=netflix rating=tv-y7");
        check("cuántos títulos son para mayores de 18 años", "title_count rating=18+");
        check("cuántas películas +18 hay", "title_count kind=movie rating=18+");
        check("cuántos títulos 16+ tiene netflix", "title_count platform=netflix rating=16+");
        check("/clasificacion PG-13", "title_count rating=pg-13");
        check("/clasificacion zz", "title_count rating=zz");
        check("/titulos terror", "invalid intent=title_count value=terror");
        check("/titulos Toy Story", "invalid intent=title_count value=Toy Story");
        check("/titulos TV-MA", "title_count rating=tv-ma");
    }

    #[test]
    fn other_counts_stay_what_they_are() {
        check("cuántas series hay en netflix", "platform_count platform=netflix");
        check("cuántas películas argentinas hay", "count_by country=ar");
        check(
            "cuántas películas francesas de los 90 hay en netflix",
            "discover years=1990-1999 platform=netflix country=fr",
        );
        check("cuántas series con más de 4 puntos hay en netflix", "score_count score=4 platform=netflix");
        check("cuántas comedias hay en Netflix", "discover genres=comedy platform=netflix");
    }
}
