//! The words of a request for a chart, taken apart: what asks for a picture, what it is drawn by, and which films.

use super::By;
use crate::query::cue::Cue::*;
use crate::query::cue::Cues;
use crate::query::discover;
use crate::query::lexicon::Lexicon;
use crate::query::sentence::{Role, Sentence, Word};
use crate::world::{Kind, Term};

/// Words that ask for a picture. `*` at the end: any word that begins so.
const PICTURE: &str = "grafic* grafiq* histograma* diagrama* barras chart charts graph graphs histogram diagram";

/// What is asked to be done with one, before it is named: "haceme un gráfico", "can you draw me a chart".
const MAKES: &str = "hace haces hacer hacen haga hagas hagan haz pon pone poner ponga pongas podes podrias podras \
puedes pueden make draw create build generate plot sketch show put";

/// Stems and endings of more such verbs: "armame un gráfico", "¿me dibujas uno?".
const MAKING: (&str, &str) = ("arm dibuj cre gener prepar traz", "a an ar as e en es");

/// Kinds of picture: "bar chart", "gráfico de barras".
const KINDS: &str = "bar bars pie line column barras torta lineas columnas circular";

/// Words before what a chart is drawn by.
const BEFORE: [&str; 5] = ["por", "segun", "by", "per", "cada"];

/// Words that may stand between those and what it is drawn by: "por el número de votos".
const BETWEEN: [&str; 17] = [
    "el", "la", "los", "las", "su", "sus", "the", "de", "del", "of", "cada", "cantidad", "numero", "number",
    "promedio", "media", "mean",
];

/// Those of them that make a mean of the votes counted.
const MEAN: [&str; 3] = ["promedio", "media", "mean"];

/// Small words that only a request for a chart has.
const AROUND: [&str; 8] =
    ["distribucion", "evolucion", "cantidad", "numero", "grande", "frecuentes", "distribution", "evolution"];

/// A request for a chart, taken apart.
pub(super) struct Asked {
    /// Whether a picture is asked for.
    pub(super) picture: bool,
    /// Whether that is a cloud of words.
    pub(super) cloud: bool,
    /// What to draw by, where that is said.
    pub(super) by: Option<By>,
    /// Where the words begin that say so.
    pub(super) from: usize,
    /// Whether a word leads to it: "por género", and not "géneros".
    pub(super) led: bool,
    /// Whether a verb has the pronoun of a list: "graficalas", "quiero verlas en un gráfico".
    pub(super) clitic: bool,
    /// The words that are left: which films.
    pub(super) rest: String,
    /// Of those, what is not said to be drawn by: of "comedias por color", the comedies.
    pub(super) beside: String,
    /// Whether something to draw by was said that is none ("por color") or that there is no room for beside the other
    /// ("duración por año").
    pub(super) unread: bool,
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split(' ').any(|w| w.strip_suffix('*').map_or(w == word, |stem| word.starts_with(stem)))
}

/// Whether a word is a verb of making, perhaps with whom it is for behind it: "haz", "hacerme", "dibujanos".
fn is_making(word: &str) -> bool {
    let made = |verb: &str| {
        let (stems, ends) = MAKING;
        let end = stems.split(' ').find_map(|stem| verb.strip_prefix(stem));
        is_one_of(MAKES, verb) || end.is_some_and(|end| is_one_of(ends, end))
    };
    made(word) || ["me", "nos"].iter().any(|whom| word.strip_suffix(whom).is_some_and(made))
}

/// Whether a word may stand before a request, or say whom it is for.
fn opens(word: &Word) -> bool {
    word.any(Cues::of(&[Filler, Hello, And, Nod, Sorry])) || is_making(&word.token.word) || word.token.word == "us"
}

/// Whether the word at `i` asks for a picture.
fn asks(words: &[Word], i: usize) -> bool {
    let token = &words[i].token;
    match token.word.as_str() {
        _ if token.quoted => false,
        // To plot is something to do; the plot of a film is no picture.
        "plot" => words[..i].iter().all(opens) && words.get(i + 1).is_none_or(|next| next.token.word != "of"),
        word => is_one_of(PICTURE, word),
    }
}

/// "Graficarlos", "grafícamelas", "verlas", "hacelas": with the pronoun of a list.
fn has_pronoun(word: &str) -> bool {
    let Some(verb) = ["las", "los", "la", "lo"].iter().find_map(|end| word.strip_suffix(end)) else { return false };
    let verb = ["me", "nos"].iter().find_map(|end| verb.strip_suffix(end)).unwrap_or(verb);
    let seen = |verb: &str| {
        let found = Lexicon::get().look(verb).filter(|found| !found.fuzzy);
        verb.len() > 2 && found.is_some_and(|found| found.entry.cues.any(Cues::of(&[See, Filler])))
    };
    is_one_of(PICTURE, verb) || is_making(verb) || seen(verb)
}

/// Whether a sentence says what to draw by and nothing else: "por género".
pub(in crate::query) fn is_led(sentence: &Sentence) -> bool {
    let asked = Asked::read(sentence);
    let rest = discover::read(&Sentence::read(&asked.rest));
    asked.led && !asked.picture && rest.strangers == 0
}

impl Asked {
    pub(super) fn read(sentence: &Sentence) -> Self {
        Reader::new(sentence).read(sentence)
    }
}

struct Reader<'s> {
    words: &'s [Word],
    spelt: Vec<&'s str>,
    /// A threshold is said: its word is a filter.
    scored: bool,
}

impl<'s> Reader<'s> {
    fn new(sentence: &'s Sentence) -> Self {
        let spelt = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
        Self { words: &sentence.words, spelt, scored: sentence.slots.score.is_some() }
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
        self.spelt.get(i).is_some_and(|w| words.contains(w))
    }

    /// Where the words begin that lead to the one at `i`: "por la cantidad de votos".
    fn led_from(&self, i: usize) -> Option<usize> {
        let start = (0..i).rev().take_while(|j| self.is(*j, &BETWEEN) || self.is(*j, &BEFORE)).last()?;
        (start..i).find(|j| self.is(*j, &BEFORE))
    }

    /// Whether the word at `i` asks that the picture at `picture` is made: before anything else ("show me the comedies on a
    /// chart"), or right before the picture ("comedias, haceme un gráfico"). "Armas" are none, "creature films" neither.
    fn makes(&self, i: usize, picture: usize) -> bool {
        let word = self.spelt[i];
        let around = Cues::of(&[Article, Filler]);
        let beside = |j: usize| self.words[j].any(around) || self.is(j, &["us"]) || is_one_of(KINDS, self.spelt[j]);
        let first = || !word.ends_with("as") && self.words[..i].iter().all(opens);
        let last = || word != "show" && (i + 1..picture).all(beside);
        is_making(word) && (first() || last())
    }

    /// Whether another thing to draw by stands beside what is said at `i`: "por género y década", "década y género".
    fn joins(&self, i: usize) -> bool {
        let before = |i: usize| (0..i).rev().find(|j| !self.is(*j, &BETWEEN));
        let joined = before(i).filter(|j| self.words[*j].is(And) || self.words[*j + 1].token.parted);
        let other = joined.and_then(|j| if self.words[j].is(And) { before(j) } else { Some(j) });
        let next = (i + 1..self.spelt.len()).find(|j| !self.is(*j, &BETWEEN));
        let value = next.is_some_and(|j| self.words[j].value.is_some());
        let said = |j: usize| By::said(self.spelt[j]).is_some();
        let and = self.words.get(i + 1).is_some_and(|w| w.is(And));
        let more = and && (i + 2..self.spelt.len()).find(|j| !self.is(*j, &BETWEEN)).is_some_and(said);
        more || other.is_some_and(said) && !value && !self.is(i + 1, &["del"])
    }

    /// What the word at `i` says to draw by.
    fn axis(&self, i: usize) -> Option<By> {
        let by = By::said(self.spelt[i]).filter(|_| !self.words[i].token.quoted)?;
        let number = self.spelt.get(i + 1).filter(|w| w.bytes().all(|b| b.is_ascii_digit()));
        let said = match by {
            // "Del año 1995" is a filter, "por año" is none; so are "de la década del 80" and "de nota mayor que 7".
            By::Decade => self.led_from(i).is_some() || self.is(i, &["decadas", "decades"]) || self.joins(i),
            By::Score if self.scored => self.led_from(i).is_some(),
            By::Year => number.is_none(),
            // "Taquilla 1999" is of a year.
            _ => number.is_none_or(|n| n.len() == 4),
        };
        said.then_some(by)
    }

    /// "Títulos" are the words of a cloud, and films.
    fn is_film(&self, i: usize) -> bool {
        self.words[i].is(Film)
    }

    /// Whether what the word at `i` names has its value beside it: "género terror", "French language", "duración de menos
    /// de 90 minutos".
    fn valued(&self, i: usize, by: By) -> bool {
        let kind = match by {
            By::Genre => Some(Kind::Genre),
            By::Country => Some(Kind::Country),
            By::Language => Some(Kind::Language),
            _ => None,
        };
        let next = (i + 1..self.spelt.len()).find(|j| !self.is(*j, &["de", "en", "of", "in"]));
        let beside = [next, i.checked_sub(1)];
        let term = |j: usize| kind.is_some_and(|kind| Term::said(kind, &self.spelt[j..]).is_some());
        let value = |j: usize| {
            let word = &self.words[j];
            matches!(word.role, Some(Role::Platform | Role::Month | Role::Weekday))
                || word.any(Cues::of(&[Above, Below]))
                || self.spelt[j].bytes().all(|b| b.is_ascii_digit()) && self.spelt[j].len() < 4
        };
        beside.into_iter().flatten().any(|j| term(j) || j > i && value(j))
    }

    fn read(&self, sentence: &Sentence) -> Asked {
        let n = self.spelt.len();
        let drawn = (0..n).find(|i| asks(self.words, *i));
        let has = |words: &[&str]| (0..n).any(|i| self.is(i, words) && !self.words[i].token.quoted);
        let cloud = has(&["nube"]) || has(&["cloud"]) && has(&["word", "words"]);
        let picture = drawn.or_else(|| (0..n).find(|i| cloud && self.is(*i, &["nube", "cloud"])));
        let axes: Vec<(usize, By)> = (0..n).filter_map(|i| Some((i, self.axis(i)?))).collect();
        let first_led = axes.iter().find(|(i, _)| self.led_from(*i).is_some());
        let named = || axes.iter().rfind(|(i, _)| !self.is_film(*i)).or(axes.last());
        let led = first_led.or_else(named).copied();
        let from = led.map(|(i, _)| self.led_from(i).unwrap_or(i));
        let said_by = |i: usize| from.zip(led).is_some_and(|(from, (led, _))| (from..=led).contains(&i));
        // "Retorno por género" is the chart of returns, which is by genre.
        let returns = axes.iter().any(|(_, by)| *by == By::Return);
        let mean = (0..n).any(|j| said_by(j) && self.is(j, &MEAN));
        let by = match led.map(|(_, by)| by) {
            _ if cloud => Some(By::Words),
            Some(By::Genre) if returns => Some(By::Return),
            Some(By::Votes) if mean => Some(By::Score),
            by => by,
        };
        // "Por mes del año": one thing in several words.
        let of_time = |i: usize, b: By| {
            let time = |b: By| [By::Year, By::Month, By::Weekday, By::Decade].contains(&b);
            let behind = |led: usize| i > led && (led + 1..i).all(|j| self.is(j, &BETWEEN));
            let one = |led: usize| behind(led) && !self.words[led + 1].token.parted;
            time(b) && led.is_some_and(|(led, by)| time(by) && one(led))
        };
        // "Presupuesto y recaudación", "retorno por género", "promedio de votos": the same chart said twice.
        let same = |i: usize, b: By| {
            let pair = matches!((by, b), (Some(By::Return), By::Genre) | (Some(By::Score), By::Votes));
            Some(b) == by || pair || of_time(i, b)
        };
        let second = axes.iter().any(|&(i, b)| {
            let one = said_by(i) && !cloud || same(i, b);
            !one && !self.is_film(i) && !self.valued(i, b)
        });
        let loose: Vec<usize> = (0..n).filter(|i| self.is(*i, &BEFORE) && !self.leads(*i)).collect();
        let astray = |i: usize| loose.contains(&i) && !self.is_small(i);
        // "Por color" ends where the next thing is led to.
        let object = |i: usize| {
            let lead = (0..i).rev().find(|j| astray(*j) || !self.is(*j, &BETWEEN) && self.words[*j].is(Link));
            lead.is_some_and(astray)
        };
        let before = |i: usize| picture.is_some_and(|p| i < p) && !self.words[i].token.quoted;
        let clitic = |i: usize| (before(i) || asks(self.words, i)) && !self.is_film(i) && has_pronoun(self.spelt[i]);
        let made = |i: usize| before(i) && picture.is_some_and(|p| self.makes(i, p));
        // "Show us a chart", "the US comedies".
        let whom = |i: usize| self.is(i, &["us"]) && i > 0 && made(i - 1) && !discover::is_us(sentence, i);
        let makes = |i: usize| made(i) || whom(i) || clitic(i);
        let kind = |i: usize| {
            let before = picture.is_some_and(|p| i + 1 == p || i == p + 1 || i == p + 2 && self.is(p + 1, &["de"]));
            before && is_one_of(KINDS, self.spelt[i])
        };
        let taken = |i: usize| {
            let word = self.spelt[i];
            let said = By::said(word);
            said_by(i)
                || asks(self.words, i)
                || makes(i)
                || kind(i)
                || self.is(i, &BEFORE) && !loose.contains(&i)
                || AROUND.contains(&word)
                // "Género terror": the genre is the filter.
                || self.axis(i).is_some_and(|b| [By::Genre, By::Country].contains(&b) && self.valued(i, b))
                || said.is_some_and(|b| same(i, b) && (b != By::Decade || self.axis(i).is_some()))
        };
        let left = |also: &dyn Fn(usize) -> bool| {
            let left = (0..n).filter(|i| !taken(*i) && !also(*i)).map(|i| sentence.text_of(i..i + 1));
            left.collect::<Vec<_>>().join(" ")
        };
        Asked {
            picture: picture.is_some(),
            cloud,
            by,
            from: from.unwrap_or(n),
            clitic: (0..n).any(clitic),
            led: from.is_some_and(|from| self.is(from, &BEFORE)),
            rest: left(&|_| false),
            beside: left(&|i| astray(i) || object(i) || self.axis(i).is_some()),
            unread: second || (0..n).any(astray),
        }
    }

    /// Whether what stands at `i` leads to something to draw by.
    fn leads(&self, i: usize) -> bool {
        let said = |j: usize| By::said(self.spelt[j]).is_some();
        (i + 1..self.spelt.len()).find(|j| !self.is(*j, &BETWEEN) || said(*j)).is_some_and(said)
    }

    /// "Por" may lead to a name ("dirigidas por …"), or be part of a phrase ("por favor", "por encima de").
    fn is_small(&self, i: usize) -> bool {
        let craft = Cues::of(&[Directs, Director, Acts, Actor]);
        let who = self.words[i].any(craft) || i > 0 && self.words[i - 1].any(craft);
        let phrase = self.words.get(i + 1).is_some_and(|next| !next.begins);
        who || phrase || self.words[i].token.quoted || self.is(i + 1, &["favor"])
    }
}
