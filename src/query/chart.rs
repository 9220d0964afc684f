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
            // "¿Qué es eso del gráfico?" asks for none.
            let meant = unclear == Unclear::List && !sentence.has(What);
            (meant || strangers == 0 && unclear != Unclear::List).then_some(Query::Invalid { intent, value })
        }
        _ => None,
    }
}

/// Of what a chart cannot be drawn of, what stood behind `/nube`; "nube de palabras por año" was said in words.
pub fn cloud_of(value: &str) -> Option<&str> {
    value.strip_prefix("nube ").filter(|rest| !rest.starts_with("de "))
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
            Some(_) => {
                // "Terror" is what it is, whatever is called so; "saga Top Gun" is no order.
                let filtered = read.strangers == 0 && filters != Filters::default();
                let named = || list::named(&self.rest, names).filter(|_| !self.unread && list::says_group(&rest));
                return whole().filter(|_| !filtered).or_else(named).map_or_else(|| invalid(text), of_list);
            }
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
mod tests;
