//! What a word says about the question: [`Cue`], and sets of them, [`Cues`].

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// A kind of word, by what it says about the question.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Cue { $($(#[$doc])* $name),* }

        impl Cue {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name of the variant, as the lexicon's file writes it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

cues! {
    /// "cuántas", "cantidad", "how many".
    Count,
    /// "cuánto", "how much".
    HowMuch,
    /// "película", "film".
    Film,
    /// "serie".
    Show,
    /// "catálogo", "biblioteca".
    Catalog,
    /// "estrenadas", "salieron", "released".
    Release,
    /// "mes".
    MonthWord,
    /// "día".
    DayWord,
    /// "año".
    YearWord,
    /// "puntaje", "rating", "popularidad".
    Rated,
    /// "votos", "votaron", "valoraciones".
    Vote,
    /// "gente", "usuarios".
    People,
    /// "actor", "actriz".
    Actor,
    /// "actuó", "participó", "hizo".
    Acts,
    /// "director", "cineasta".
    Director,
    /// "dirigió", "directed".
    Directs,
    /// "retorno", "éxito", "recaudó".
    Return,
    /// "filmografía", "carrera".
    Career,
    /// "recomendame", "sugiere".
    Suggest,
    /// "parecidas", "similares", "tipo", "like".
    Alike,
    /// "me gustó", "vi", "fan de".
    Liked,
    /// "ver", "mirar", "veo".
    See,
    /// "algo", "otra", "something".
    Other,
    /// "más", "most".
    Most,
    /// "mejor", "best".
    Best,
    /// "menos", "menor", "corta".
    Least,
    /// "larga", "duración", "dura".
    Long,
    /// "longest": the most and long in one word.
    Longest,
    /// "más de", "superior a", ">".
    Above,
    /// "menos de", "por debajo de", "<".
    Below,
    /// "repetido", "aparece", "frecuente".
    Repeats,
    /// "le gustaría", "predecir".
    Predict,
    /// "usuario".
    User,
    /// "ayuda", "comandos".
    HelpWord,
    /// "hola".
    Hello,
    /// "gracias".
    Thanks,
    /// "chau".
    Bye,
    /// "cómo estás".
    Chat,
    /// "ok", "vale": what was said is taken note of.
    Nod,
    /// "quién".
    Who,
    /// "qué", "cuál".
    What,
    /// "cuándo".
    When,
    /// "dónde".
    Where,
    /// "cómo".
    How,
    /// Prepositions that lead to a name: "de", "a", "para".
    Link,
    /// "el", "la", "the".
    Article,
    /// "y", "and".
    And,
    /// Words without weight: "por favor", "decime", "tiene", "es".
    Filler,
    /// What is said beside the question, before or after it: "señor", "es para una tarea", "cuando puedas".
    Aside,
    /// "llamada", "titulada".
    Called,
    /// "perdón", "digo": what comes next replaces what came before.
    Sorry,
    /// "sinopsis", "reparto", "presupuesto": what a film's card answers.
    Card,
    /// "streaming", "disponible".
    Available,
    /// What no question here is about: "clima", "precio", "gol", "tráiler".
    Foreign,
    /// A noun that may be counted but is none of ours: "actores", "días", "países".
    Counted,
    /// Genre words: filters that the twelve questions do not take.
    Genre,
}

/// A set of cues.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues(u64);

impl Cues {
    /// None.
    pub const NONE: Self = Self(0);

    /// These.
    pub const fn of(cues: &[Cue]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < cues.len() {
            bits |= 1 << cues[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Those named in a line of the lexicon's file; names that are none are left out.
    pub fn named(names: &str) -> Self {
        let named = |name: &str| Cue::ALL.iter().find(|c| c.name() == name).map_or(Self::NONE, |c| Self::of(&[*c]));
        names.split_ascii_whitespace().fold(Self::NONE, |cues, name| cues.and(named(name)))
    }

    /// Whether it is one of them.
    pub const fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u8) != 0
    }

    /// Whether they have any in common.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none but these; also where there is none at all.
    pub const fn only(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These but not those.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::fmt::Debug for Cues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(Cue::ALL.iter().filter(|c| self.has(**c))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_fit_one_set() {
        assert!(Cue::ALL.len() <= 64);
        let all = Cues::of(Cue::ALL);
        assert!(Cue::ALL.iter().all(|c| all.has(*c)));
        assert!(!Cues::of(&[Cue::And]).has(Cue::Count));
    }
}
