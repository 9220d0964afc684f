//! Films like one, on conditions: "algo como Amélie pero más corta", "una comedia como Shrek", and then "¿y en Netflix?".
//!
//! The doors are [`asked`], for one sentence, and [`narrowed`], for what is added to it afterwards.

use std::ops::Range;

use super::cue::Cue::*;
use super::cue::Cues;
use super::discover::Read;
use super::filters::{Filters, Sort};
use super::followup::Context;
use super::free::LIKE;
use super::names::{NameKind, Names};
use super::sentence::{Sentence, Word};
use super::{Name, Query, ties};

/// At most so many questions to the look-up for one name, and places where it may end.
const LOOKS: usize = 6;
const ENDS: usize = 12;

impl Query {
    /// Films like one that pass filters.
    pub fn similar(title: Name, filters: Filters) -> Self {
        match filters == Filters::default() {
            true => Self::Recommend { title },
            false => Self::Similar { title, filters: Box::new(filters) },
        }
    }
}

/// The same question with the conditions that stand around the name: `name` are its words.
pub(super) fn asked(sentence: &Sentence, name: &Range<usize>, query: Query, names: &dyn Names) -> Query {
    let Query::Recommend { title } = query else { return query };
    Query::similar(title, around(sentence, name, names).unwrap_or_default())
}

/// "Alien en Netflix": the film that is named from the word `start` on, perhaps with a slip, and the conditions that
/// follow, where all of it is no name. Cost: at most [`LOOKS`] look-ups, and those of [`ENDS`] readings of conditions.
pub(super) fn split(sentence: &Sentence, start: usize, names: &dyn Names) -> Option<Query> {
    let words = &sentence.words;
    let start = start + words.get(start..)?.iter().take_while(|w| w.is(Link)).count();
    let ends = |end: &usize| !words[end - 1].any(Cues::of(&[Link, Article, And]));
    let conditions = |end: usize| Some((end, around(sentence, &(start..end), names)?));
    let parts = (start + 1..words.len()).rev().filter(ends).take(ENDS).filter_map(conditions);
    // "Titanic de 1953" is that of the year.
    let told =
        |filters: &Filters| filters.years.is_none_or(|(first, last)| first < last) && *filters != Filters::default();
    parts.filter(|(_, filters)| told(filters)).take(LOOKS).find_map(|(end, filters)| {
        let name = sentence.text_of(start..end);
        let meant = names.best(name, NameKind::Film).is_some_and(|named| named.exactly || named.likely >= LIKE);
        meant.then(|| Query::similar(Name::text(name), filters))
    })
}

/// What the words around a name ask, where all of them are conditions or furnish the sentence.
fn around(sentence: &Sentence, name: &Range<usize>, names: &dyn Names) -> Option<Filters> {
    let around = [sentence.text_of(0..name.start), sentence.text_of(name.end..sentence.words.len())].join(" ");
    let mut around = Sentence::read(&around);
    // What compares the films is no condition.
    around.words.retain(|w| !w.any(Cues::of(&[Alike, Suggest, How])));
    let read = ties::read(&around, names);
    (read.strangers == 0).then(|| conditions(read))
}

/// What the films must pass. Their order is their likeness: only a comparison with the film itself is a condition.
fn conditions(read: Read) -> Filters {
    let sort = read.filters.sort.filter(|sort| read.compares || *sort == Sort::LittleKnown);
    Filters { sort, size: None, ..read.filters }
}

/// "De los 90", "¿y en Netflix?", "más corta" after films like one were shown: those of them.
pub(super) fn narrowed(sentence: &Sentence, read: Read, context: &Context) -> Option<Query> {
    // "¿Esa está en Netflix?" asks of one film.
    let points =
        |w: &Word| matches!(w.token.word.as_str(), "esa" | "ese" | "esta" | "este" | "la" | "lo" | "it" | "that");
    let more = conditions(read);
    if more == Filters::default() || sentence.words.iter().any(points) {
        return None;
    }
    let (title, before) = match context.last.as_ref()? {
        Query::Recommend { title } => (title, Filters::default()),
        Query::Similar { title, filters } => (title, (**filters).clone()),
        _ => return None,
    };
    Some(Query::similar(context.title.as_ref().unwrap_or(title).clone(), before.changed_by(&more)))
}

#[cfg(test)]
mod tests {
    use super::super::names::{NameKind, Named, Names};
    use super::super::parse;
    use crate::text::fold;

    /// Knows these films and nothing else.
    struct Films;

    impl Names for Films {
        fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
            let known = ["alien", "amelie", "toy story", "el padrino", "titanic", "matrix"];
            let is = kind != NameKind::Person && known.contains(&fold(text).as_str());
            is.then_some(Named { exactly: true, score: 1.0, likely: 1.0, fame: 5_000, directs: false })
        }

        fn fame_of(&self, text: &str, kind: NameKind) -> Option<u32> {
            self.best(text, kind).map(|named| named.fame)
        }
    }

    #[test]
    fn conditions_in_the_sentence() {
        for (text, expected) in [
            ("algo como Amélie pero más corta", "more_similar sort=shortest title=Amélie"),
            ("películas parecidas a El padrino pero de los 90", "more_similar years=1990-1999 title=El padrino"),
            ("una comedia como Toy Story", "more_similar genres=comedy title=Toy Story"),
            ("películas como Alien en Netflix", "more_similar platform=netflix title=Alien"),
            ("pelis francesas parecidas a Amélie", "more_similar country=fr title=Amélie"),
            ("algo parecido a Titanic pero más reciente", "more_similar sort=newest title=Titanic"),
            ("recomiéndame algo como Alien que no sea de terror", "more_similar without=horror title=Alien"),
            ("algo como Matrix que dure menos de dos horas", "more_similar most=120 title=Matrix"),
            ("movies like Alien but shorter", "more_similar sort=shortest title=Alien"),
            (
                "something similar to Titanic but newer, on Netflix",
                "more_similar platform=netflix sort=newest title=Titanic",
            ),
            ("movies like Alien from the 80s", "more_similar years=1980-1989 title=Alien"),
            ("algo parecido a Titanic y que esté en Disney", "more_similar platform=disney title=Titanic"),
            ("algo como Alien, más larga que dos horas", "more_similar least=120 title=Alien"),
            ("/recomendar Alien en Netflix", "more_similar platform=netflix title=Alien"),
            (
                "/recomendar El padrino de los 90, más corta",
                "more_similar years=1990-1999 sort=shortest title=El padrino",
            ),
            ("/recomendar Titanic de 1953", "recommend title=Titanic de 1953"),
            ("/recomendar Nada de esto en Netflix", "recommend title=Nada de esto en Netflix"),
            ("algo como Toy Story", "recommend title=Toy Story"),
            ("las mejores películas parecidas a Matrix", "recommend title=Matrix"),
            ("algo como Alien para ver hoy con mi novia", "recommend title=Alien"),
        ] {
            assert_eq!(parse(text, &Films).to_string(), expected, "{text}");
        }
    }
}
