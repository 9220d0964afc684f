//! Filters in words: "comedias de los 90 de más de 7 en Netflix". The door is [`read`].
//!
//! Like a question of values, it is taken only when every word has a place: a filter, or what furnishes a sentence.

mod orders;
mod spans;

use super::Score;
use super::cue::Cue::*;
use super::cue::Cues;
use super::filters::{FIRST_YEAR, Filters, LAST_YEAR, MOST_ON_PAGE, Sort};
use super::frames::BASE;
use super::lexicon::Value;
use super::sentence::{Role, Sentence, Slots, Word};
use crate::world::{Kind, Term};

/// What may stand between filters.
const ROOM: Cues = BASE.and(Cues::of(&[
    Film, Show, Suggest, See, Other, Most, Best, Rated, Catalog, Available, YearWord, Release, Count, HowMuch, Above,
    Where, Vote, People, Liked,
]));

/// From this year on a film is not old.
const RECENT: u16 = 2000;

/// Words that deny what comes behind them: "sin terror", "que no sea de terror", "todo menos terror".
const DENIES: [&str; 20] = [
    "sin", "no", "ni", "nada", "menos", "excepto", "salvo", "tampoco", "nunca", "odio", "detesto", "without", "not",
    "except", "nor", "never", "hate", "dont", "doesnt", "isnt",
];

/// So many words are looked back for them.
const DENIED: usize = 10;

/// Words that may stand between those and what they deny.
const BETWEEN: &str = "de del la el lo los las un una unas que sea sean es son quiero quisiera queremos tenga tengan \
    haya me nos guste gusta gustan ver mirar veo algo peli pelis pelicula peliculas cine genero muy tan tanto demasiado y o u dure \
    duren dura mas en este esten esta estan the a any of be want like movies films or super on from in";

/// Words before the number of films that are wanted: "las 10 mejores", "top 5", "dame 3 comedias".
const COUNTED: [&str; 9] = ["top", "las", "los", "mejores", "the", "dame", "dime", "best", "give"];

/// Words that lead to a filter and are none: "que duren", "se hicieron".
const FURNITURE: [&str; 24] = [
    "tenemos",
    "tengo",
    "quedan",
    "queda",
    "tiempo",
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

/// Whether a word denies what comes behind it.
pub(super) fn denies(word: &Word) -> bool {
    DENIES.contains(&word.token.word.as_str()) && !word.token.quoted
}

/// Where the words begin that deny what stands at `at`: "que no sea | de Nolan", "menos las | de Pixar". A pause ends what
/// is denied, and "¿por qué no una de Nolan?" wants one.
pub(super) fn denial(words: &[Word], at: usize) -> Option<usize> {
    let between = |w: &Word| BETWEEN.split_ascii_whitespace().any(|between| between == w.token.word);
    let mut from = None;
    for j in (at.saturating_sub(DENIED)..at).rev() {
        let goes_on = matches!(words[j + 1].token.word.as_str(), "ni" | "nor");
        if words[j + 1].token.parted && !goes_on || words[j].token.quoted {
            break;
        }
        match denies(&words[j]) {
            true => from = Some(j),
            false if between(&words[j]) => {}
            false => break,
        }
    }
    let before = |j: usize, back: usize| j.checked_sub(back).map(|i| words[i].token.word.as_str());
    let asks = |j: usize| matches!(before(j, 1), Some("porque" | "why"));
    let why = |j: usize| asks(j) || before(j, 1) == Some("que") && before(j, 2) == Some("por");
    from.filter(|j| !why(*j))
}

/// What was read.
pub(super) struct Read {
    /// The filters said.
    pub(super) filters: Filters,
    /// Words that are neither a filter nor furniture.
    pub(super) strangers: usize,
    /// Which words are a filter, or lead to one.
    pub(super) taken: Vec<bool>,
    /// Whether the order is a comparison: "más corta", "newer", but not "las más cortas".
    pub(super) compares: bool,
}

impl Read {
    /// Whether anything was said that only this question takes: more than a year and a platform.
    pub(super) fn is_telling(&self) -> bool {
        let f = &self.filters;
        let range = f.years.is_some_and(|(first, last)| first < last);
        let length = f.least.is_some() || f.most.is_some();
        !f.genres.is_empty()
            || !f.without.is_empty()
            || f.theme.is_some()
            || f.country.is_some()
            || f.language.is_some()
            || f.sort.is_some()
            || range
            || length
    }
}

/// "Pelis de zombies", "algo de terror": films about something or of a genre, where nothing else is asked.
pub(super) fn of_a_kind(sentence: &Sentence) -> Option<Filters> {
    let asks = Cues::of(&[Film, Show, Suggest, See, Other, Best, Liked]);
    let other = Cues::of(&[Alike, Vote, Rated, Directs, Director, Acts, Actor, Count, HowMuch, Return, Card]);
    if !sentence.has_any(asks) || sentence.has_any(other) {
        return None;
    }
    let read = read(sentence);
    let words = &sentence.words;
    // "Me gusta el terror y a ella la comedia"; "vi Drama" tells of a film.
    let wishes = |w: &Word| ["gust", "encant", "prefier", "quier"].iter().any(|verb| w.token.word.starts_with(verb));
    let wished = read.filters.genres.len() > 1 && words.iter().any(wishes);
    let led = wished
        || (1..words.len()).any(|i| {
            let rest: Vec<&str> = words[i..].iter().map(|w| w.token.word.as_str()).collect();
            let kind = [Kind::Theme, Kind::Genre].iter().any(|kind| Term::said(*kind, &rest).is_some());
            // "De miedo" has its own preposition.
            (words[i - 1].is(Link) || words[i].is(Link)) && !words[i].token.quoted && kind
        });
    let kind = read.filters.theme.is_some() || !read.filters.genres.is_empty();
    (read.strangers == 0 && kind && led).then_some(read.filters)
}

/// "Una serie de terror": series, of which there are no lists; "pelis o series" and "nada de series" want films.
pub(super) fn wants_series(sentence: &Sentence) -> bool {
    let words = &sentence.words;
    let denied = |at: usize| words[at.saturating_sub(3)..at].iter().any(|w| DENIES.contains(&w.token.word.as_str()));
    let series = |(at, w): (usize, &Word)| w.is(Show) && !w.token.quoted && !denied(at);
    !sentence.has(Film) && words.iter().enumerate().any(series)
}

/// "La mejor valorada de los 90", "tenemos hora y media": films by what people think of them, or by the time there is,
/// where every word has a place.
pub(super) fn rated_or_timed(sentence: &Sentence) -> Option<Filters> {
    let words = &sentence.words;
    let has_time =
        |w: &Word| matches!(w.token.word.as_str(), "tenemos" | "tengo" | "have" | "hay" | "quedan" | "queda");
    let time = words.iter().take(3).any(has_time);
    let rated = words.windows(2).any(|two| orders::rated(&two[0].token.word, &two[1].token.word).is_some());
    if !time && !rated || sentence.has_any(Cues::of(&[Count, HowMuch, Who, Actor, Director, Long])) {
        return None;
    }
    let read = read(sentence);
    let ordered = rated && matches!(read.filters.sort, Some(Sort::Best | Sort::Worst));
    let limited = time && (read.filters.most.is_some() || read.filters.least.is_some());
    (read.strangers == 0 && (ordered || limited)).then_some(read.filters)
}

/// "Algo que no sea de terror": films without something, where every word has a place.
pub(super) fn without_something(sentence: &Sentence) -> Option<Filters> {
    let read = read(sentence);
    (read.strangers == 0 && !read.filters.without.is_empty()).then_some(read.filters)
}

/// Whether the word at `i` is the country: "US comedies", "chart of us movies", and not "show us comedies".
pub(super) fn is_us(sentence: &Sentence, i: usize) -> bool {
    let words = &sentence.words;
    let capitals = || sentence.text_of(i..i + 1) == "US" && sentence.text.contains(char::is_lowercase);
    let led = || i == 0 || matches!(words[i - 1].token.word.as_str(), "of" | "from" | "in" | "and");
    let films = || words.get(i + 1).is_some_and(|next| next.any(Cues::of(&[Film, Genre])));
    words[i].token.word == "us" && !words[i].token.quoted && (capitals() || led() && films())
}

/// Whether a wish tells what kind of films and something else beside: nothing of the list before it is part of it.
pub(super) fn is_complete(said: &Filters) -> bool {
    let beside = Filters { genres: Vec::new(), either: false, theme: None, ..said.clone() };
    let kind = said.genres.len() + usize::from(said.theme.is_some());
    kind > 0 && (beside != Filters::default() || kind > 1)
}

/// Reads the filters of a sentence.
pub(super) fn read(sentence: &Sentence) -> Read {
    let spelt = |i: usize| if is_us(sentence, i) { "usa" } else { sentence.words[i].token.word.as_str() };
    let spelt: Vec<&str> = (0..sentence.words.len()).map(spelt).collect();
    let mut reader = Reader {
        words: &sentence.words,
        spelt: &spelt,
        taken: vec![false; spelt.len()],
        refused: 0,
        compares: false,
        filters: Filters::default(),
    };
    let mut i = 0;
    while i < spelt.len() {
        let n = reader.one_or_denied(i, &sentence.slots);
        reader.taken[i..i + n].fill(true);
        i += n.max(1);
    }
    let strange = |(i, w): (usize, &Word)| !reader.taken[i] && (w.token.quoted || !w.any(ROOM) || w.is(Foreign));
    let strangers = sentence.words.iter().enumerate().filter(|pair| strange(*pair)).count();
    let strangers = strangers + reader.refused;
    let either = reader.filters.either && reader.filters.genres.len() > 1;
    // "Las dos" asks for no list.
    let alone = Filters { size: None, ..reader.filters.clone() } == Filters::default();
    let size = reader.filters.size.filter(|_| !alone);
    let filters = Filters { either, size, ..reader.filters };
    Read { filters, strangers, taken: reader.taken, compares: reader.compares }
}

struct Reader<'a> {
    words: &'a [Word],
    spelt: &'a [&'a str],
    taken: Vec<bool>,
    /// Words of filters that are denied and cannot be.
    refused: usize,
    compares: bool,
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

    /// Reads the filter that begins at `i`, or what is not wanted: how many words it takes, 0 where none begins there.
    fn one_or_denied(&mut self, i: usize, slots: &Slots) -> usize {
        let Some(from) = self.denied(i) else { return self.one(i, slots) };
        let wanted = std::mem::take(&mut self.filters);
        let n = self.one(i, slots);
        let denied = std::mem::replace(&mut self.filters, wanted);
        if n == 0 || FURNITURE.contains(&self.spelt[i]) {
            return n;
        }
        let terms = denied.genres.iter().chain(&denied.theme).chain(&denied.country).chain(&denied.language);
        terms.for_each(|term| self.filters.add_without(*term));
        // "Que no dure más de dos horas" is up to two.
        self.filters.most = denied.least.or(self.filters.most);
        self.filters.least = denied.most.or(self.filters.least);
        // "Que no sea tan vieja", "que no sea muy conocida"; what is no older is said with it.
        let turned = match denied.sort {
            Some(Sort::Oldest) => Some(Filters { years: Some((RECENT, LAST_YEAR)), ..Filters::default() }),
            Some(Sort::Newest) => Some(Filters { years: Some((FIRST_YEAR, RECENT - 1)), ..Filters::default() }),
            Some(Sort::Popular) => Some(Filters { sort: Some(Sort::LittleKnown), ..Filters::default() }),
            _ => None,
        };
        if let Some(turned) = turned {
            self.filters = self.filters.changed_by(&turned);
            self.taken[from..i].fill(true);
            return n;
        }
        let rest = Filters {
            genres: Vec::new(),
            theme: None,
            country: None,
            language: None,
            least: None,
            most: None,
            either: false,
            ..denied.clone()
        };
        if rest != Filters::default() || denied == Filters::default() {
            self.refused += n;
        } else {
            self.taken[from..i].fill(true);
        }
        n
    }

    /// Where the word stands that denies what begins at `i`.
    fn denied(&self, i: usize) -> Option<usize> {
        if self.words[i].token.quoted {
            return None;
        }
        let rest = &self.spelt[i..];
        let kinds = [Kind::Genre, Kind::Theme, Kind::Country, Kind::Language];
        let is_term = kinds.iter().any(|kind| Term::said(*kind, rest).is_some());
        let mut joined = false;
        let amount = self.number(i).is_some() || self.is(i, &["hora", "media"]);
        for j in (i.saturating_sub(DENIED)..i).rev() {
            // A clause ends what is denied, unless it goes on denying.
            let pause = self.words[j + 1].token.parted && !self.is(j + 1, &["ni", "nor"]);
            if pause || self.words[j].token.quoted || self.words[j].any(Cues::of(&[Above, Below])) && amount {
                return None;
            }
            if self.is(j, &DENIES) && !(amount && self.is(j, &["menos"])) {
                // "¿Por qué no una de terror?" wants one.
                let why =
                    self.was(j, &["porque", "why"]) || j > 1 && self.was(j, &["que"]) && self.was(j - 1, &["por"]);
                return (!why).then_some(j);
            }
            joined |= self.is(j, &["y", "o", "u", "e", "ni", "and", "or", "nor"]);
            if BETWEEN.split(' ').any(|word| self.is(j, &[word])) {
                continue;
            }
            // "Que no sea de terror ni de guerra", "comedias románticas", but "que no sea de terror, de los 90".
            if !(self.taken[j] && is_term && (std::mem::take(&mut joined) || j + 1 == i)) {
                return None;
            }
        }
        None
    }

    /// Reads the filter that begins at `i`: how many words it takes, 0 where none begins there.
    fn one(&mut self, i: usize, slots: &Slots) -> usize {
        if let Some(Value::Platform(platform)) = self.words[i].value {
            self.filters.add_platform(platform);
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
        let ordered = self.ordered(i);
        if ordered > 0 {
            return ordered;
        }
        if self.words[i].role == Some(Role::Score) && slots.above {
            return self.score(i, slots);
        }
        // "Las 10 mejores", "top 5".
        let films = self.words.get(i + 1).is_some_and(|w| w.any(Cues::of(&[Film, Genre, Best])));
        let leads = i == 0 || self.was(i, &COUNTED) || films && self.words[i - 1].is(Suggest);
        if let Some(Value::Number(n)) = self.words[i].value
            && leads
        {
            // More than fit on a page come page by page.
            let size = n >= 1.0 && n.fract() == 0.0 && n < f64::from(FIRST_YEAR);
            self.filters.size = Some(n.min(f64::from(MOST_ON_PAGE)) as u8).filter(|_| size);
            return 1;
        }
        let term = self.term(i);
        let found = if term > 0 { term } else { self.sort(i) };
        let furnishes = FURNITURE.contains(&self.spelt[i]) || self.is_somebody(i);
        if found > 0 { found } else { usize::from(furnishes) }
    }

    /// "A ella", "mi novia", "con mis hijos": for whom, which is no filter.
    fn is_somebody(&self, i: usize) -> bool {
        const NEAR: &str = "novia novio esposa esposo mujer marido pareja hijo hija hijos hijas amigo amiga amigos amigas \
            mama papa madre padre padres hermano hermana hermanos abuela abuelo abuelos familia girlfriend boyfriend wife \
            husband kids friends family mom dad";
        let near = NEAR.split(' ').any(|word| self.is(i, &[word]));
        near && self.was(i, &["mi", "mis", "nuestra", "nuestro", "nuestros", "my", "our"])
            || self.is(i, &["ella", "ellos", "ellas"]) && self.was(i, &["a", "para", "con", "y"])
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
        let led = self.is_led(i);
        let named = |kind| Term::called(kind, rest).filter(|_| led);
        let longest = |kind| [Term::said(kind, rest), named(kind)].into_iter().flatten().max_by_key(|(n, _)| *n);
        let [genre, theme, country, language] = [Kind::Genre, Kind::Theme, Kind::Country, Kind::Language].map(longest);
        // "Western Sahara" is no western.
        let most = [genre, theme, country, language].iter().flatten().map(|(n, _)| *n).max().unwrap_or(0);
        if let Some((n, genre)) = genre.filter(|(n, _)| *n == most) {
            self.filters.add_genre(genre);
            // "Comedia o drama", "comedia o de terror".
            let small = (0..i).rev().take_while(|j| self.is(*j, &["de", "un", "una", "a"])).count();
            self.filters.either |= self.was(i - small, &["o", "u", "or"]);
            return n;
        }
        if let Some((n, theme)) = theme.filter(|(n, _)| *n == most) {
            self.filters.theme = Some(theme);
            return n;
        }
        let spoken = self.was(i, &["en", "in", "idioma", "habla", "hablada", "habladas", "lengua"]);
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

    /// Whether a preposition, perhaps with an article, leads to what begins at `i`.
    fn is_led(&self, i: usize) -> bool {
        let before = self.words[..i].iter().rev().find(|w| !w.is(Article));
        before.is_some_and(|w| w.is(Link) || matches!(w.token.word.as_str(), "de" | "del" | "en" | "from" | "in"))
    }
}

#[cfg(test)]
mod tests;
