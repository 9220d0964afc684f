//! Filters in words: "comedias de los 90 de más de 7 en Netflix". The door is [`read`].
//!
//! Like a question of values, it is taken only when every word has a place: a filter, or what furnishes a sentence.

use super::Score;
use super::cue::Cue::*;
use super::cue::Cues;
use super::filters::{FIRST_YEAR, Filters, LAST_YEAR, Sort};
use super::frames::BASE;
use super::lexicon::Value;
use super::sentence::{Role, Sentence, Slots, Word};
use crate::world::{Kind, Term};

/// What may stand between filters.
const ROOM: Cues = BASE.and(Cues::of(&[
    Film, Show, Suggest, See, Other, Most, Best, Rated, Catalog, Available, YearWord, Release, Count, HowMuch, Above,
    Where, Vote, People,
]));

/// Tens in words, from the twenties on.
const TENS: [&str; 8] = ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];

/// Words by which films are put in order. `*` at the end: any word that begins so.
const SORTS: [(Sort, &str); 8] = [
    (Sort::Best, "mejor mejores best top"),
    (Sort::Profitable, "rentable* redituable* profitable ganancia* retorno*"),
    (Sort::Grossing, "taquiller* recaud* taquilla exitos*"),
    (Sort::Popular, "popular* conocid* famos* vista vistas vistos"),
    (Sort::Newest, "nueva nuevas nuevo nuevos reciente* ultimas novedades newest"),
    (Sort::Oldest, "vieja viejas viejo viejos antigu* oldest"),
    (Sort::Longest, "larga largas largo largos longest"),
    (Sort::Shortest, "corta cortas corto cortos breve* shortest cortita*"),
];

/// Words that lead to a filter and are none: "que duren", "se hicieron".
const FURNITURE: [&str; 19] = [
    "hicieron",
    "hizo",
    "hechas",
    "hechos",
    "rodaron",
    "rodadas",
    "filmaron",
    "filmadas",
    "producidas",
    "produjeron",
    "duran",
    "dura",
    "duren",
    "dure",
    "duracion",
    "promedio",
    "decada",
    "decadas",
    "habladas",
];

/// What was read.
pub(super) struct Read {
    /// The filters said.
    pub(super) filters: Filters,
    /// Words that are neither a filter nor furniture.
    pub(super) strangers: usize,
}

impl Read {
    /// Whether anything was said that only this question takes: more than a year and a platform.
    pub(super) fn is_telling(&self) -> bool {
        let f = &self.filters;
        let range = f.years.is_some_and(|(first, last)| first < last);
        let length = f.least.is_some() || f.most.is_some();
        !f.genres.is_empty()
            || f.theme.is_some()
            || f.country.is_some()
            || f.language.is_some()
            || f.sort.is_some()
            || range
            || length
    }
}

/// "Pelis de zombies", "algo sobre tiburones": films about something, where nothing else is asked.
pub(super) fn about_a_theme(sentence: &Sentence) -> Option<Filters> {
    let asks = Cues::of(&[Film, Show, Suggest, See, Other, Best]);
    let other = Cues::of(&[Alike, Liked, Vote, Rated, Directs, Director, Acts, Actor, Count, HowMuch, Return, Card]);
    if !sentence.has_any(asks) || sentence.has_any(other) {
        return None;
    }
    let read = read(sentence);
    let words = &sentence.words;
    let led = (1..words.len()).any(|i| {
        let rest: Vec<&str> = words[i..].iter().map(|w| w.token.word.as_str()).collect();
        words[i - 1].is(Link) && !words[i].token.quoted && Term::said(Kind::Theme, &rest).is_some()
    });
    (read.strangers == 0 && read.filters.theme.is_some() && led).then_some(read.filters)
}

/// Reads the filters of a sentence.
pub(super) fn read(sentence: &Sentence) -> Read {
    let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
    let mut reader = Reader {
        words: &sentence.words,
        spelt: &spelt,
        taken: vec![false; spelt.len()],
        filters: Filters { platform: sentence.slots.platform, ..Filters::default() },
    };
    let mut i = 0;
    while i < spelt.len() {
        let n = reader.one(i, &sentence.slots);
        reader.taken[i..i + n].fill(true);
        i += n.max(1);
    }
    let strange = |(i, w): (usize, &Word)| !reader.taken[i] && (w.token.quoted || !w.any(ROOM) || w.is(Foreign));
    let strangers = sentence.words.iter().enumerate().filter(|pair| strange(*pair)).count();
    Read { filters: reader.filters, strangers }
}

struct Reader<'a> {
    words: &'a [Word],
    spelt: &'a [&'a str],
    taken: Vec<bool>,
    filters: Filters,
}

impl Reader<'_> {
    fn is(&self, i: usize, options: &[&str]) -> bool {
        self.spelt.get(i).is_some_and(|w| options.contains(w))
    }

    fn was(&self, i: usize, options: &[&str]) -> bool {
        i > 0 && self.is(i - 1, options)
    }

    fn number(&self, i: usize) -> Option<f64> {
        match self.words.get(i)?.value {
            Some(Value::Number(n)) => Some(n),
            _ if self.is(i, &["una", "un"]) => Some(1.0),
            _ => None,
        }
    }

    fn year(&self, i: usize) -> Option<u16> {
        let n = self.number(i).filter(|n| n.fract() == 0.0)?;
        (f64::from(FIRST_YEAR)..=f64::from(LAST_YEAR)).contains(&n).then_some(n as u16)
    }

    /// Reads the filter that begins at `i`: how many words it takes, 0 where none begins there.
    fn one(&mut self, i: usize, slots: &Slots) -> usize {
        if self.words[i].role == Some(Role::Platform) {
            return 1;
        }
        let runtime = self.runtime(i);
        if runtime > 0 {
            return runtime;
        }
        let years = self.years(i);
        if years > 0 {
            return years;
        }
        if self.words[i].role == Some(Role::Score) && slots.above {
            return self.score(i, slots);
        }
        // "Las 10 mejores", "top 5".
        let leads = i == 0 || self.was(i, &["top", "las", "los", "mejores", "the"]);
        if leads && matches!(self.words[i].value, Some(Value::Number(_))) {
            return 1;
        }
        let term = self.term(i);
        let found = if term > 0 { term } else { self.sort(i) };
        if found > 0 { found } else { usize::from(FURNITURE.contains(&self.spelt[i])) }
    }

    /// "Más de siete y medio": of several words the sentence's own reading, of one word its number.
    fn score(&mut self, i: usize, slots: &Slots) -> usize {
        let n = self.words[i..].iter().take_while(|w| w.role == Some(Role::Score)).count();
        let own = self.number(i).and_then(Score::new).filter(|_| n == 1);
        self.filters.score = own.or(slots.score);
        n
    }

    /// A genre, a theme, a country or a language.
    fn term(&mut self, i: usize) -> usize {
        let rest = &self.spelt[i..];
        if let Some((n, genre)) = Term::said(Kind::Genre, rest) {
            self.filters.add_genre(genre);
            return n;
        }
        if let Some((n, theme)) = Term::said(Kind::Theme, rest) {
            self.filters.theme = Some(theme);
            return n;
        }
        let spoken = self.was(i, &["en", "idioma", "habla", "hablada", "habladas", "lengua"]);
        let country = Term::said(Kind::Country, rest);
        let language = Term::said(Kind::Language, rest);
        match (country, language) {
            (Some((n, country)), None) => {
                self.filters.country = Some(country);
                n
            }
            (Some((n, country)), Some(_)) if !spoken => {
                self.filters.country = Some(country);
                n
            }
            (_, Some((n, language))) => {
                self.filters.language = Some(language);
                if i > 1 && self.is(i - 2, &["habladas", "hablada", "hablados", "idioma"]) {
                    self.taken[i - 2] = true;
                }
                if self.was(i, &["idioma", "habla", "lengua"]) {
                    self.taken[i - 1] = true;
                }
                n
            }
            (None, None) if self.is(i, &["idioma", "idiomas", "habladas", "hablada", "lengua"]) => 1,
            (None, None) => 0,
        }
    }

    fn sort(&mut self, i: usize) -> usize {
        let word = self.spelt[i];
        let says = |w: &str| w.strip_suffix('*').map_or(w == word, |stem| word.starts_with(stem));
        let Some((sort, _)) = SORTS.iter().find(|(_, words)| words.split(' ').any(says)) else { return 0 };
        // "Mejores" only says how well; what follows ("… y más taquilleras") says how it is measured.
        if self.filters.sort.is_none_or(|s| s == Sort::Best) {
            self.filters.sort = Some(*sort);
        }
        1
    }

    /// "Los 90", "de 1990 a 1995", "desde 2010", "antes de 1980", "este siglo", "de 1999".
    fn years(&mut self, i: usize) -> usize {
        if let Some((n, years)) = self.decade(i).or_else(|| self.century(i)).or_else(|| self.range(i)) {
            if self.was(i, &["entre", "between"]) {
                self.taken[i - 1] = true;
            }
            self.filters.years = Some(years);
            return n;
        }
        let short = |n: f64| if n >= 30.0 { 1900 + n as u16 } else { 2000 + n as u16 };
        let two_digits = self.number(i).filter(|n| self.words[i].role == Some(Role::Year) && *n < 100.0).map(short);
        let Some(year) = self.year(i).or(two_digits) else { return 0 };
        self.filters.years = Some((year, year));
        1
    }

    fn decade(&self, i: usize) -> Option<(usize, (u16, u16))> {
        let word = self.spelt[i];
        let ten = |first: u16| (first, first + 9);
        let of_century = |tens: u16| if tens < 30 { 2000 + tens } else { 1900 + tens };
        let stem = word.trim_end_matches(['a', 'o', 's']).trim_end_matches("er");
        let plural = TENS.iter().position(|t| word.len() > t.len() && t.trim_end_matches('a') == stem);
        if let Some(place) = plural {
            return Some((1, ten(of_century(20 + 10 * place as u16))));
        }
        if let Some(digits) = word.strip_suffix('s').filter(|d| d.bytes().all(|b| b.is_ascii_digit())) {
            let n: u16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
            return match digits.len() {
                2 => Some((1, ten(of_century(n)))),
                4 => Some((1, ten(n))),
                _ => None,
            };
        }
        let leads = self.was(i, &["los", "anos"]) || i > 1 && self.is(i - 2, &["decada"]);
        if !leads {
            return None;
        }
        if let Some(place) = TENS.iter().position(|t| *t == word) {
            return Some((1, ten(of_century(20 + 10 * place as u16))));
        }
        let n = self.number(i).filter(|n| n.fract() == 0.0 && *n >= 0.0 && n % 10.0 == 0.0)? as u16;
        match n {
            10..=99 => Some((1, ten(of_century(n)))),
            1870..=2030 => Some((1, ten(n))),
            _ => None,
        }
    }

    fn century(&self, i: usize) -> Option<(usize, (u16, u16))> {
        if !self.is(i, &["siglo", "century"]) {
            return None;
        }
        let this = self.was(i, &["este", "nuestro", "this"]);
        if self.is(i + 1, &["xx", "20", "veinte", "pasado"]) {
            return Some((2, (1901, 2000)));
        }
        let twenty_first = self.is(i + 1, &["xxi", "21"]);
        (this || twenty_first).then_some((1 + usize::from(twenty_first), (2001, LAST_YEAR)))
    }

    fn range(&self, i: usize) -> Option<(usize, (u16, u16))> {
        let skip = |mut at: usize| {
            while self.is(at, &["de", "del", "a", "al", "el", "ano", "los"]) {
                at += 1;
            }
            at
        };
        if let Some(first) = self.year(i)
            && self.is(i + 1, &["a", "al", "hasta", "y", "to", "and"])
            && let last_at = skip(i + 2)
            && let Some(last) = self.year(last_at).filter(|last| *last >= first)
        {
            return Some((last_at + 1 - i, (first, last)));
        }
        let open = |years: (u16, u16), at: usize| Some((at + 1 - i, years));
        let at = skip(i + 1);
        let year = self.year(at)?;
        match self.spelt[i] {
            "desde" | "since" if !self.is(at + 1, &["a", "hasta"]) => open((year, LAST_YEAR), at),
            "partir" => open((year, LAST_YEAR), at),
            "despues" | "posterior" | "posteriores" | "after" => {
                open((year.saturating_add(1).min(LAST_YEAR), LAST_YEAR), at)
            }
            "antes" | "anterior" | "anteriores" | "before" => {
                open((FIRST_YEAR, year.saturating_sub(1).max(FIRST_YEAR)), at)
            }
            "hasta" | "until" => open((FIRST_YEAR, year), at),
            _ => None,
        }
    }

    /// "De menos de 90 minutos", "de más de dos horas", "de hora y media".
    fn runtime(&mut self, i: usize) -> usize {
        let (amount, unit_at) = match self.number(i) {
            Some(amount) => (amount, i + 1),
            None if self.is(i, &["hora", "media"]) => (1.0, i),
            None => return 0,
        };
        let half = self.is(unit_at + 1, &["y"]) && self.is(unit_at + 2, &["media"]);
        let hours = self.is(unit_at, &["hora", "horas", "hs", "h", "hour", "hours"]);
        let minutes = self.is(unit_at, &["minuto", "minutos", "min", "mins", "minutes"]);
        let length = match (hours, minutes) {
            (true, _) => amount * 60.0 + if half { 30.0 } else { 0.0 },
            (_, true) => amount,
            _ if self.is(i, &["media"]) && self.is(i + 1, &["hora"]) => 30.0,
            _ => return 0,
        };
        let Some(length) = Some(length).filter(|m| (1.0..=6000.0).contains(m)).map(|m| m as u16) else { return 0 };
        let before = i.saturating_sub(4)..i;
        let least = before.clone().any(|j| self.is(j, &["mas", "more", "superior", "minimo", "over", "desde"]));
        match least {
            true => self.filters.least = Some(length),
            false => self.filters.most = Some(length),
        }
        for j in before {
            let leads = self.words[j].any(Cues::of(&[Above, Below, Least, Long]));
            let limit = self.is(j, &["como", "maximo", "minimo", "hasta", "menos", "mas", "que", "duren", "dure"]);
            self.taken[j] |= leads || limit;
        }
        let end = unit_at + 1 + if half && hours { 2 } else { 0 };
        if self.is(i, &["media"]) && !hours { 2 } else { end - i }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let read = read(&Sentence::read(text));
        assert_eq!(read.filters.to_string().trim_start(), expect, "{text}");
        assert_eq!(read.strangers, 0, "{text}");
    }

    #[test]
    fn filters_in_words() {
        check("comedias de los 90 de más de 7 en Netflix", "genres=comedy years=1990-1999 score=7 platform=netflix");
        check("pelis argentinas de terror", "genres=horror country=ar");
        check("películas en francés de los años ochenta", "years=1980-1989 language=fr");
        check("documentales de menos de hora y media", "genres=documentary most=90");
        check("dramas de más de 2 horas", "genres=drama least=120");
        check("ciencia ficción de este siglo", "genres=science_fiction years=2001-2035");
        check("westerns de 1950 a 1965", "genres=western years=1950-1965");
        check("comedias románticas después de 2010", "genres=comedy,romance years=2011-2035");
        check("las películas más taquilleras de Disney", "platform=disney sort=grossing");
        check("¿cuál es la peli más corta?", "sort=shortest");
        check("las 10 mejores de ciencia ficción", "genres=science_fiction sort=best");
        check("dramas franceses que duren menos de 100 minutos", "genres=drama country=fr most=100");
        check("las mejores de acción ochenteras", "genres=action years=1980-1989 sort=best");
        check("pelis de zombies de los 80", "years=1980-1989 theme=zombie");
        check("películas sobre viajes en el tiempo en Netflix", "theme=time_travel platform=netflix");
    }

    #[test]
    fn a_stranger_is_noticed() {
        for text in ["precio de las comedias", "la comedia de mi tía Porota", "comedias con Jim Carrey"] {
            assert!(read(&Sentence::read(text)).strangers > 0, "{text}");
        }
    }
}
