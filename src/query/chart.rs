//! What a chart is drawn by ([`By`]) and the words that ask for one: "comedias de los 90 por año", "nube de palabras".
//! [`list`] reads whose films a chart is of, where no filters say so.

mod list;

use super::cue::Cue::Show;
use super::discover;
use super::filters::Filters;
use super::names::Names;
use super::sentence::Sentence;
use super::{Intent, Query, tidy};

pub(super) use list::after;

macro_rules! bys {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $words:literal;)*) => {
        /// What the films of a chart are told apart by.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum By { $($(#[$doc])* $variant),* }

        impl By {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the machine interface.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The words by which it is said, folded.
            fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),* }
            }
        }
    };
}

bys! {
    /// Year of release.
    Year = "year", "ano anos anio anios year years";
    /// Ten years of release.
    Decade = "decade", "decada decadas decade decades";
    /// Month of release.
    Month = "month", "mes meses month months";
    /// Day of the week of release.
    Weekday = "weekday", "dia dias semana weekday weekdays";
    /// Genre; a film counts for each of its genres.
    Genre = "genre", "genero generos genre genres";
    /// Country of production; a film counts for each.
    Country = "country", "pais paises country countries";
    /// Original language.
    Language = "language", "idioma idiomas lengua lenguas language languages";
    /// Mean of votes.
    Score = "score", "nota notas puntaje puntajes puntuacion puntuaciones valoracion valoraciones promedio \
promedios calificacion calificaciones score scores rating ratings";
    /// Number of votes.
    Votes = "votes", "voto votos votes";
    /// Length.
    Runtime = "runtime", "duracion duraciones runtime length";
    /// Platform on which it can be watched.
    Platform = "platform", "plataforma plataformas platform platforms";
    /// Budget against revenue.
    Money = "money", "presupuesto presupuestos recaudacion ingresos dinero taquilla budget revenue money";
    /// Return of the genres.
    Return = "return", "retorno retornos rentabilidad return returns";
    /// Words of the titles.
    Words = "words", "palabra palabras nube titulo titulos word words cloud";
}

impl std::str::FromStr for By {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|by| by.name() == s).ok_or(())
    }
}

impl std::fmt::Display for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl By {
    fn said(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|by| by.words().split(' ').any(|w| w == word))
    }

    /// What is drawn where nothing was said: a single year by its months, all else by year.
    pub fn default_for(filters: &Filters) -> Self {
        match filters.years {
            Some((first, last)) if first == last => Self::Month,
            _ => Self::Year,
        }
    }
}

/// Words that ask for a picture. `*` at the end: any word that begins so.
const PICTURE: &str = "grafico graficos grafica graficas graficar graficame graficalo graficala graficalas graficalos \
grafique histograma diagrama barras chart plot graph";

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
const AROUND: [&str; 6] = ["distribucion", "evolucion", "cantidad", "numero", "grande", "frecuentes"];

fn asks(word: &str) -> bool {
    PICTURE.split(' ').any(|w| w == word)
}

/// The chart that a free sentence asks for: only where every word has a place in it.
pub(super) fn ask(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let words = || sentence.words.iter().filter(|w| !w.token.quoted).map(|w| w.token.word.as_str());
    let cloud = words().any(|w| w == "nube") && words().any(|w| By::said(w) == Some(By::Words) && w != "nube");
    if !cloud && !words().any(asks) {
        return None;
    }
    match Asked::read(sentence).query(sentence.text, names) {
        query @ (Query::Chart { .. } | Query::ChartOf { .. }) => Some(query),
        series @ Query::Invalid { .. } if is_of_series(sentence.text) && discover::read(sentence).strangers == 0 => {
            Some(series)
        }
        _ => None,
    }
}

/// The arguments of `/grafico`: filters or a list, and what to draw by.
pub(super) fn command(arguments: &str, names: &dyn Names) -> Query {
    Asked::read(&Sentence::read(arguments)).query(arguments, names)
}

/// Whether a chart of series is asked for: they are not among the films that can be drawn.
pub fn is_of_series(text: &str) -> bool {
    Sentence::read(text).words.iter().any(|w| w.is(Show) && !w.token.quoted)
}

/// A request for a chart, taken apart.
struct Asked {
    /// What to draw by, where that is said.
    by: Option<By>,
    /// Where the words begin that say so.
    from: usize,
    /// The words that are left: which films.
    rest: String,
    /// Whether something to draw by was said that is none: "por color".
    unread: bool,
}

impl Asked {
    fn read(sentence: &Sentence) -> Self {
        let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
        let is = |i: usize, words: &[&str]| spelt.get(i).is_some_and(|w| words.contains(w));
        // Where the words begin that lead to the one at `i`: "por la cantidad de votos".
        let led_from = |i: usize| {
            let start = (0..i).rev().take_while(|j| is(*j, &BETWEEN) || is(*j, &BEFORE)).last()?;
            (start..i).find(|j| is(*j, &BEFORE))
        };
        let named = |i: &usize| match By::said(spelt[*i]) {
            None => false,
            // "Del año 1995" is a filter, "por año" is none; so are "de la década del 80" and "de nota mayor que 7".
            Some(By::Decade) => led_from(*i).is_some() || is(*i, &["decadas", "decades"]),
            Some(By::Score) if sentence.slots.score.is_some() => led_from(*i).is_some(),
            Some(_) => !spelt.get(i + 1).is_some_and(|w| is_number(w)),
        };
        let all: Vec<usize> = (0..spelt.len()).filter(named).collect();
        let led = all.iter().find(|i| led_from(**i).is_some()).or(all.last()).copied();
        let from = led.map(|i| led_from(i).unwrap_or(i));
        // "Retorno por género" is the chart of returns, which is by genre.
        let returns = all.iter().any(|i| By::said(spelt[*i]) == Some(By::Return));
        let mean = || from.zip(led).is_some_and(|(from, i)| (from..i).any(|j| is(j, &MEAN)));
        let by = match led.and_then(|i| By::said(spelt[i])) {
            _ if spelt.contains(&"nube") => Some(By::Words),
            Some(By::Genre) if returns => Some(By::Return),
            Some(By::Votes) if mean() => Some(By::Score),
            by => by,
        };
        // "Por" leads to what it is drawn by, or to something else: to a name ("dirigidas por …"), or to "favor".
        let leads = |i: usize| {
            let to = (i + 1..spelt.len()).find(|j| !is(*j, &BETWEEN) || By::said(spelt[*j]).is_some());
            to.is_some_and(|to| By::said(spelt[to]).is_some())
        };
        let astray: Vec<usize> =
            (0..spelt.len()).filter(|&i| is(i, &BEFORE) && !is(i + 1, &["favor"]) && !leads(i)).collect();
        let mut rest = String::new();
        for (i, word) in spelt.iter().enumerate() {
            let said = By::said(word);
            let said_by = from.zip(led).is_some_and(|(from, led)| (from..=led).contains(&i));
            let taken = said_by
                || asks(word)
                || BEFORE.contains(word) && !astray.contains(&i)
                || AROUND.contains(word)
                // "Presupuesto y recaudación", "retorno por género": the same chart said twice.
                || said.is_some() && said == by && (said != Some(By::Decade) || named(&i))
                || by == Some(By::Return) && said == Some(By::Genre)
                || by == Some(By::Score) && said == Some(By::Votes);
            if !taken {
                rest.push(' ');
                rest.push_str(sentence.text_of(i..i + 1));
            }
        }
        Self { by, from: from.unwrap_or(spelt.len()), rest: rest.trim().to_owned(), unread: !astray.is_empty() }
    }

    fn query(self, text: &str, names: &dyn Names) -> Query {
        let read = discover::read(&Sentence::read(&self.rest));
        let filters = Filters { sort: None, page: 0, ..read.filters };
        let invalid = |value: &str| Query::Invalid { intent: Intent::Chart, value: tidy(value) };
        if read.strangers > 0 || self.unread {
            let of = list::named(&self.rest, names).filter(|_| !is_of_series(&self.rest));
            return of.map_or_else(
                || invalid(text),
                |of| Query::ChartOf { by: self.by.unwrap_or(By::Year), of: Box::new(of) },
            );
        }
        match self.by {
            _ if is_of_series(&self.rest) => invalid(text),
            None if filters == Filters::default() => invalid(""),
            by => Query::Chart { by: by.unwrap_or(By::default_for(&filters)), filters: Box::new(filters) },
        }
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(parse(text, &()).to_string(), expect, "{text}");
        assert_eq!(expect.parse().as_ref(), Ok(&parse(text, &())), "{text}");
    }

    #[test]
    fn charts_by_command() {
        check("/grafico generos", "chart by=genre");
        check("/grafico comedias de los 90 por año", "chart by=year genres=comedy years=1990-1999");
        check("/grafico comedias de los 90", "chart by=year genres=comedy years=1990-1999");
        check("/grafico 1995", "chart by=month years=1995-1995");
        check("/grafico películas del año 1995 por género", "chart by=genre years=1995-1995");
        check("/grafico idiomas de los 80", "chart by=language years=1980-1989");
        check("/grafico presupuesto y recaudación", "chart by=money");
        check("/grafico retorno por género", "chart by=return");
        check("/grafico terror por país", "chart by=country genres=horror");
        check("/nube", "chart by=words");
        check("/nube comedias francesas", "chart by=words genres=comedy country=fr");
        check("/grafico comedias desde 1980 por década", "chart by=decade genres=comedy years=1980-2035");
        check("/grafico comedias de la década del 80", "chart by=year genres=comedy years=1980-1989");
        check("/grafico comedias de la década del 80 por década", "chart by=decade genres=comedy years=1980-1989");
        check("/grafico", "invalid intent=chart value=");
        check("/grafico asdfgh", "invalid intent=chart value=asdfgh");
    }

    #[test]
    fn what_it_is_drawn_by_may_be_said_in_several_words() {
        for (by, words) in [
            (
                "score",
                "por promedio de votos; por promedio; por calificación; por el promedio; por nota; by mean of votes",
            ),
            ("votes", "por cantidad de votos; por el número de votos; por votos; by number of votes"),
            ("weekday", "por día de la semana; por cada día; by weekday"),
            ("runtime", "por su duración; según la duración"),
        ] {
            for words in words.split("; ") {
                check(&format!("/grafico comedias {words}"), &format!("chart by={by} genres=comedy"));
            }
        }
        check("/grafico comedias con nota de más de 7", "chart by=year genres=comedy score=7");
        check("/grafico comedias por género, por favor", "chart by=genre genres=comedy");
        // What nothing can be drawn by is not left out in silence.
        check("/grafico comedias por color", "invalid intent=chart value=comedias por color");
    }

    #[test]
    fn series_are_not_drawn_as_films() {
        for text in ["series de netflix por año", "nube series de netflix", "series por género", "películas y series"]
        {
            check(&format!("/grafico {text}"), &format!("invalid intent=chart value={text}"));
        }
        check(
            "gráfico de series de netflix por año",
            "invalid intent=chart value=gráfico de series de netflix por año",
        );
    }

    #[test]
    fn charts_in_words() {
        check("mostrame un gráfico de géneros", "chart by=genre");
        check("gráfico de las comedias de los 90 por año", "chart by=year genres=comedy years=1990-1999");
        check("nube de palabras de los títulos", "chart by=words");
        check("haceme un gráfico de barras de películas por país", "chart by=country");
        check("quiero un histograma de duración de dramas franceses", "chart by=runtime genres=drama country=fr");
    }

    #[test]
    fn what_is_no_chart_stays_what_it_was() {
        for text in ["gráfico de ventas de autos", "cuántas tarjetas gráficas hay", "la nube del fin"] {
            let query = parse(text, &()).to_string();
            assert!(!query.starts_with("chart"), "{text}: {query}");
        }
    }
}
