//! What a chart is drawn by ([`By`]) and what asks for one: "comedias de los 90 por año", "nube de palabras".
//! [`asked`] takes the words of a request apart, [`list`] reads whose films a chart is of, where no filters say so.

mod asked;
mod list;

use super::cue::Cue::*;
use super::cue::Cues;
use super::discover::{self, Read};
use super::filters::Filters;
use super::lexicon::Value;
use super::names::Names;
use super::sentence::{Sentence, Word};
use super::{Intent, Query, tidy};
use asked::Asked;

pub(super) use asked::is_led;
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
    Money = "money", "presupuesto presupuestos recaudacion ingresos ganancia ganancias dinero taquilla \
budget revenue earnings profit profits money";
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

/// Words of what is one's own.
const OWN: [&str; 12] =
    ["mi", "mis", "mio", "mia", "mios", "mias", "nuestro", "nuestra", "nuestros", "nuestras", "my", "our"];

/// Why a request for a chart cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is of series, which are not among the films that can be drawn.
    Series,
    /// It is of what somebody rated or saw.
    Own,
    /// It is by what nothing can be drawn by, by two things, or in an order.
    By,
    /// It is of a list spoken of before, and there was none.
    List,
}

impl Unclear {
    /// What is wrong with a request, as far as its words tell.
    pub fn of(text: &str) -> Option<Self> {
        let asked = Asked::read(&Sentence::read(text));
        let rest = Sentence::read(&asked.rest);
        Self::reading(&asked, &rest, &discover::read(&rest))
    }

    fn reading(asked: &Asked, rest: &Sentence, read: &Read) -> Option<Self> {
        if rest.words.iter().any(|w| w.is(Show) && !w.token.quoted) {
            return Some(Self::Series);
        }
        let own = |w: &Word| OWN.contains(&w.token.word.as_str()) && !w.token.quoted;
        match asked.unread || counts_else(rest, read) {
            _ if rest.words.iter().any(own) => Some(Self::Own),
            true => Some(Self::By),
            false => list::is_pointed_at(asked, rest).then_some(Self::List),
        }
    }
}

/// "Popularidad por género", "gente por año": something is to be counted or measured that is no film.
fn counts_else(rest: &Sentence, read: &Read) -> bool {
    let compared = rest.has_any(Cues::of(&[Above, Below]));
    let by = |w: &Word| By::said(&w.token.word).is_some();
    let measured = |w: &Word| !compared && !by(w) && w.any(Cues::of(&[Rated, Vote, Return]));
    // A chart has no order, and no first ones: "famosas por año", "las 10 mejores por género".
    let some = |w: &Word| matches!(w.value, Some(Value::Number(_))) && !w.token.quoted;
    let first =
        rest.has_any(Cues::of(&[Best, Most])) && !compared && rest.words.iter().any(|w| some(w) && w.role.is_none());
    read.filters.sort.is_some()
        || first
        || rest.words.iter().enumerate().any(|(i, w)| {
            let of = i > 0 && rest.words[i - 1].is(Link);
            let counted = (of && w.is(Release) || (of || i == 0) && w.is(People)) && !w.is(Film);
            !read.taken[i] && !w.token.quoted && (counted || measured(w))
        })
}

/// The chart that a free sentence asks for: only where every word has a place in it.
pub(super) fn ask(sentence: &Sentence, names: &dyn Names) -> Option<Query> {
    let asked = Asked::read(sentence);
    if !asked.picture {
        return None;
    }
    // What nothing can be drawn by is no name; all else must have a place.
    let strangers = discover::read(&Sentence::read(&asked.beside)).strangers;
    match asked.query(sentence.text, names) {
        query @ (Query::Chart { .. } | Query::ChartOf { .. }) => Some(query),
        Query::Invalid { intent, value } => {
            let unclear = Unclear::of(sentence.text)?;
            (strangers == 0 || unclear == Unclear::List).then_some(Query::Invalid { intent, value })
        }
        _ => None,
    }
}

/// The arguments of `/grafico`: filters or a list, and what to draw by.
pub(super) fn command(arguments: &str, names: &dyn Names) -> Query {
    Asked::read(&Sentence::read(arguments)).query(arguments, names)
}

impl Asked {
    fn query(self, text: &str, names: &dyn Names) -> Query {
        let rest = Sentence::read(&self.rest);
        let read = discover::read(&rest);
        let filters = read.filters.in_no_order();
        let invalid = |value: &str| Query::Invalid { intent: Intent::Chart, value: tidy(value) };
        let of_list = |(of, filters): (Query, Filters)| {
            let by = self.by.unwrap_or(By::default_for(&filters));
            Query::ChartOf { by, filters: Box::new(filters), of: Box::new(of) }
        };
        let whole = || list::whole(&self.rest, names).map(|of| (of, Filters::default()));
        match Unclear::reading(&self, &rest, &read) {
            Some(Unclear::Series) => return invalid(text),
            // "Mi villano favorito", "Cegados por el sol": the words of a name may be like ours.
            Some(_) => return whole().map_or_else(|| invalid(text), of_list),
            None => {}
        }
        if read.strangers > 0 {
            return list::named(&self.rest, names).map_or_else(|| invalid(text), of_list);
        }
        match self.by {
            None if filters == Filters::default() => invalid(""),
            by => Query::Chart { by: by.unwrap_or(By::default_for(&filters)), filters: Box::new(filters) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::Unclear;

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
    fn charts_in_english() {
        check("word cloud", "chart by=words");
        check("word cloud of horror", "chart by=words genres=horror");
        check("bar chart of horror by score", "chart by=score genres=horror");
        check("draw me a pie chart of comedies by genre", "chart by=genre genres=comedy");
        check("plot comedies by year", "chart by=year genres=comedy");
        check("can you plot comedies by year", "chart by=year genres=comedy");
        check("show me a chart by genre", "chart by=genre");
    }

    #[test]
    fn a_chart_is_by_one_thing_only() {
        for text in [
            "duración por año",
            "nota por género",
            "país por género",
            "por año y género",
            "por género y década",
            "por año y década",
            "comedias por género y la década",
            "por país, década",
            "por año, década",
            "by genre and decade",
            "nube de palabras por año",
            "popularidad por género",
            "comedias por director",
            "género por",
        ] {
            let query = parse(&format!("/grafico {text}"), &());
            assert_eq!(query.to_string(), format!("invalid intent=chart value={text}"), "{text}");
            assert_eq!(Unclear::of(text), Some(Unclear::By), "{text}");
        }
        for (text, chart) in [
            ("taquilla 1999", "by=money years=1999-1999"),
            ("por mes del año", "by=month"),
            ("por género y década del 80", "by=genre years=1980-1989"),
            ("por género y de la década de 1980", "by=genre years=1980-1989"),
            ("comedias por promedio de votos", "by=score genres=comedy"),
            ("género terror por año", "by=year genres=horror"),
            ("películas en idioma francés por década", "by=decade language=fr"),
            ("títulos de Netflix por país", "by=country platform=netflix"),
            ("comedias con nota por encima de 7 por año", "by=year genres=comedy score=7"),
            ("duración de menos de 90 minutos por género", "by=genre most=90"),
        ] {
            check(&format!("/grafico {text}"), &format!("chart {chart}"));
        }
    }

    #[test]
    fn only_films_of_the_catalogue_are_drawn() {
        for (text, why) in [
            ("mis notas", Unclear::Own),
            ("mis vistas por género", Unclear::Own),
            ("my ratings by year", Unclear::Own),
            ("usuarios de Netflix", Unclear::By),
            ("gráfico de usuarios por año", Unclear::By),
            ("chart of sales by month", Unclear::By),
        ] {
            assert_eq!(Unclear::of(text), Some(why), "{text}");
            let query = parse(&format!("/grafico {text}"), &());
            assert_eq!(query.to_string(), format!("invalid intent=chart value={text}"), "{text}");
        }
        check("chart of sales by month", "invalid intent=chart value=chart of sales by month");
        check("graficame mis notas", "invalid intent=chart value=graficame mis notas");
    }

    #[test]
    fn who_it_is_for_is_no_country_and_what_it_is_of_no_verb() {
        for (text, chart) in [
            ("show the US comedies on a chart", "by=year genres=comedy country=us"),
            ("US movies chart by year", "by=year country=us"),
            ("us movies chart by genre", "by=genre country=us"),
            ("make me a chart of US comedies by year", "by=year genres=comedy country=us"),
            ("show us a chart of comedies by year", "by=year genres=comedy"),
            ("can you draw us a bar chart of German comedies", "by=year genres=comedy language=de"),
            ("show us the comedies on a chart by country", "by=country genres=comedy"),
            ("dibujos animados en un gráfico por año", "by=year genres=animation"),
            ("comedias de los 90, haceme un gráfico por género", "by=genre genres=comedy years=1990-1999"),
            ("¿nos armás un gráfico de comedias por año?", "by=year genres=comedy"),
            ("quiero que me generes un gráfico de terror por país", "by=country genres=horror"),
        ] {
            check(text, &format!("chart {chart}"));
        }
        for text in ["creature films chart by year", "películas de armas en un gráfico por año"] {
            let query = parse(text, &()).to_string();
            assert!(!query.starts_with("chart "), "{text}: {query}");
        }
    }

    #[test]
    fn a_chart_has_no_order_and_no_first_ones() {
        for text in [
            "gráfico de las películas más votadas por género",
            "gráfico de las 10 mejores por género",
            "gráfico de las películas más taquilleras por género",
            "gráfico de las mejores comedias con más de 7 por año",
            "chart of the best comedies by year",
            "chart of the top 10 films by genre",
        ] {
            check(text, &format!("invalid intent=chart value={text}"));
            assert_eq!(Unclear::of(text), Some(Unclear::By), "{text}");
        }
        check("/grafico las mejores comedias por año", "invalid intent=chart value=las mejores comedias por año");
        check("/grafico famosas por año", "invalid intent=chart value=famosas por año");
        check("/grafico comedias con nota de más de 7 por año", "chart by=year genres=comedy score=7");
    }

    #[test]
    fn what_points_at_no_list_is_not_all_films() {
        for text in [
            "graficalas por género",
            "nube de esas",
            "gráfico de esas películas por año",
            "chart them by country",
            "un gráfico de sus películas por género",
            "gráfico de esas",
        ] {
            check(text, &format!("invalid intent=chart value={text}"));
            assert_eq!(Unclear::of(text), Some(Unclear::List), "{text}");
        }
        check("/grafico de esas por país", "invalid intent=chart value=de esas por país");
        check("make it a chart of comedies by year", "chart by=year genres=comedy");
        check("gráfico de comedias por su duración", "chart by=runtime genres=comedy");
    }

    #[test]
    fn what_is_no_chart_stays_what_it_was() {
        for text in [
            "gráfico de ventas de autos",
            "gráfico de ventas por región",
            "cuántas tarjetas gráficas hay",
            "la nube del fin",
            "what is the plot of the comedies",
            "whats the plot of Alien",
            "plot of Toy Story",
        ] {
            let query = parse(text, &()).to_string();
            assert!(!query.starts_with("chart") && !query.contains("intent=chart"), "{text}: {query}");
        }
    }
}
