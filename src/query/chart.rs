//! What a chart is drawn by ([`By`]) and the words that ask for one: "comedias de los 90 por año", "nube de palabras".

use super::discover;
use super::filters::Filters;
use super::sentence::Sentence;
use super::{Intent, Query, tidy};

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
    Score = "score", "nota notas puntaje puntajes puntuacion puntuaciones valoracion valoraciones score scores";
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
    Words = "words", "palabra palabras nube titulo titulos words cloud";
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
const BEFORE: [&str; 6] = ["por", "segun", "by", "per", "cada", "distribucion"];

/// Small words that only a request for a chart has.
const AROUND: [&str; 6] = ["distribucion", "evolucion", "cantidad", "numero", "grande", "frecuentes"];

fn asks(word: &str) -> bool {
    PICTURE.split(' ').any(|w| w == word)
}

/// The chart that a free sentence asks for: only where every word has a place in it.
pub(super) fn ask(sentence: &Sentence) -> Option<Query> {
    let words = || sentence.words.iter().filter(|w| !w.token.quoted).map(|w| w.token.word.as_str());
    let cloud = words().any(|w| w == "nube") && words().any(|w| By::said(w) == Some(By::Words) && w != "nube");
    if !cloud && !words().any(asks) {
        return None;
    }
    match of(sentence) {
        Query::Chart { by, filters } => Some(Query::Chart { by, filters }),
        _ => None,
    }
}

/// "Graficalas por país", "/grafico" after a list: the films of the list.
pub(super) fn of_list(text: &str, last: Option<&Query>) -> Option<Query> {
    let last = last?;
    let filters = match last {
        Query::Discover(listed) | Query::Chart { filters: listed, .. } => Some((**listed).clone()),
        Query::CountBy(group) => group.filters(),
        Query::ChartOf { .. }
        | Query::Filmography { .. }
        | Query::DirectorStats { .. }
        | Query::ActorStats { .. }
        | Query::Saga { .. }
        | Query::Recommend { .. }
        | Query::MoreSimilar { .. }
        | Query::LikeText { .. }
        | Query::Search { .. } => None,
        Query::Further { of, .. } => return of_list(text, Some(of)),
        _ => return None,
    };
    let sentence = Sentence::read(text.trim_start_matches('/'));
    let mut words = sentence.words.iter().map(|w| w.token.word.as_str()).filter(|w| !SMALL.contains(w));
    let asked = words.next().filter(|w| asks(w) || *w == "nube")?;
    let rest: Vec<&str> = words.collect();
    let by = match (asked, rest.as_slice()) {
        ("nube", []) => Some(By::Words),
        (_, []) => None,
        // "Por país" says what is new of the chart, "países" may be a chart of its own.
        (_, [before, word]) if BEFORE.contains(before) || ends_in_them(asked) => Some(By::said(word)?),
        (_, [word]) if ends_in_them(asked) => Some(By::said(word)?),
        _ => return None,
    };
    Some(match (filters, last) {
        (Some(listed), _) => {
            let filters = Filters { sort: None, page: 0, ..listed };
            Query::Chart { by: by.unwrap_or(By::default_for(&filters)), filters: Box::new(filters) }
        }
        (None, Query::ChartOf { of, .. }) => Query::ChartOf { by: by.unwrap_or(By::Year), of: of.clone() },
        (None, list) => Query::ChartOf { by: by.unwrap_or(By::Year), of: Box::new(list.clone()) },
    })
}

/// Words around a request that refers to a list.
const SMALL: [&str; 10] = ["un", "una", "el", "la", "en", "de", "hace", "haceme", "mostrame", "dame"];

fn ends_in_them(word: &str) -> bool {
    ["lo", "la", "los", "las"].iter().any(|end| word.ends_with(end)) && word.starts_with("grafica")
}

/// The arguments of `/grafico`: filters, and what to draw by.
pub(super) fn command(arguments: &str) -> Query {
    of(&Sentence::read(arguments))
}

fn of(sentence: &Sentence) -> Query {
    let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
    // "Del año 1995" is a filter, "por año" is none.
    let named = |i: &usize| By::said(spelt[*i]).is_some() && !spelt.get(i + 1).is_some_and(|w| is_number(w));
    let all: Vec<usize> = (0..spelt.len()).filter(named).collect();
    let led = all.iter().find(|i| **i > 0 && BEFORE.contains(&spelt[**i - 1])).or(all.last()).copied();
    let cloud = spelt.contains(&"nube");
    // "Retorno por género" is the chart of returns, which is by genre.
    let returns = all.iter().any(|i| By::said(spelt[*i]) == Some(By::Return));
    let by = match led.and_then(|i| By::said(spelt[i])) {
        _ if cloud => Some(By::Words),
        Some(By::Genre) if returns => Some(By::Return),
        by => by,
    };
    let mut rest = String::new();
    for (i, word) in spelt.iter().enumerate() {
        let said = By::said(word);
        let taken = Some(i) == led
            || asks(word)
            || BEFORE.contains(word)
            || AROUND.contains(word)
            // "Presupuesto y recaudación", "retorno por género": the same chart said twice.
            || said.is_some() && said == by
            || by == Some(By::Return) && said == Some(By::Genre);
        if !taken {
            rest.push(' ');
            rest.push_str(sentence.text_of(i..i + 1));
        }
    }
    filtered(by, &rest, sentence.text)
}

fn filtered(by: Option<By>, rest: &str, text: &str) -> Query {
    let read = discover::read(&Sentence::read(rest.trim()));
    let filters = Filters { sort: None, page: 0, ..read.filters };
    if read.strangers > 0 {
        return Query::Invalid { intent: Intent::Chart, value: tidy(text) };
    }
    match by {
        None if filters == Filters::default() => Query::Invalid { intent: Intent::Chart, value: String::new() },
        by => Query::Chart { by: by.unwrap_or(By::default_for(&filters)), filters: Box::new(filters) },
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
        check("/grafico", "invalid intent=chart value=");
        check("/grafico asdfgh", "invalid intent=chart value=asdfgh");
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
