//! Genres, themes, countries and languages: their codes in the sources, their names in Spanish and in English, and the
//! words people say for them.
//!
//! The doors are [`Term::said`] (from words), [`Term::by_code`] (from the sources) and [`name_of`] (to people). The
//! table is `world.txt`; what the sources have beyond it keeps its code as a name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::render::{Language, Text};
use crate::text::fold;

/// What a term is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A genre; its code is the English name in the sources.
    Genre,
    /// What a film is about; its code is a keyword of the sources.
    Theme,
    /// A country of production; ISO 3166-1 alpha-2.
    Country,
    /// An original language; ISO 639-1 and the two codes of the source (`cn`, `xx`).
    Language,
}

/// A genre, theme, country or language of the table. Compares and hashes by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u16);

/// A line of the table.
struct Line {
    kind: Kind,
    code: &'static str,
    name: Text,
}

/// One way to say a term, by the words after the first.
struct Saying {
    rest: Vec<&'static str>,
    term: Term,
}

struct World {
    lines: Vec<Line>,
    by_code: HashMap<(Kind, &'static str), Term>,
    by_slug: HashMap<(Kind, String), Term>,
    /// By the folded name; the English one is what the platforms call a country.
    names: HashMap<(Kind, String), Term>,
    words: HashMap<&'static str, Vec<Saying>>,
    stems: Vec<(&'static str, Term)>,
    /// By the first word of the folded name, the words after it.
    called: HashMap<String, Vec<(Vec<String>, Term)>>,
    /// All words of ways to say a term and of names.
    vocabulary: HashSet<String>,
}

static WORLD: LazyLock<World> = LazyLock::new(World::read);

impl World {
    fn read() -> Self {
        let mut world = Self {
            lines: Vec::new(),
            by_code: HashMap::new(),
            by_slug: HashMap::new(),
            names: HashMap::new(),
            words: HashMap::new(),
            stems: Vec::new(),
            called: HashMap::new(),
            vocabulary: HashSet::new(),
        };
        let mut kind = Kind::Genre;
        for line in include_str!("world.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            kind = match line {
                "[Genre]" => Kind::Genre,
                "[Theme]" => Kind::Theme,
                "[Country]" => Kind::Country,
                "[Language]" => Kind::Language,
                _ => kind,
            };
            let mut fields = line.split("; ");
            if let (Some(code), Some(name), Some(words)) = (fields.next(), fields.next(), fields.next()) {
                let english = fields.next().unwrap_or(code);
                let term = world.add(Line { kind, code, name: Text::new(name, english) }, words);
                world.names.entry((kind, fold(name))).or_insert(term);
                world.names.insert((kind, fold(english)), term);
                for name in [name, english].map(fold) {
                    world.vocabulary.extend(name.split(' ').map(str::to_owned));
                    let mut words = name.split(' ').map(str::to_owned);
                    let first = words.next().unwrap_or_default();
                    world.called.entry(first).or_default().push((words.collect(), term));
                }
            }
        }
        world
    }

    fn add(&mut self, line: Line, words: &'static str) -> Term {
        let term = Term(self.lines.len() as u16);
        self.by_code.insert((line.kind, line.code), term);
        self.by_slug.entry((line.kind, slug(line.code))).or_insert(term);
        self.lines.push(line);
        for word in words.split(' ') {
            if let Some(stem) = word.strip_suffix('*') {
                self.stems.push((stem, term));
                continue;
            }
            self.vocabulary.extend(word.split('_').map(str::to_owned));
            let mut parts = word.split('_');
            let first = parts.next().unwrap_or_default();
            self.words.entry(first).or_default().push(Saying { rest: parts.collect(), term });
        }
        term
    }
}

impl Term {
    /// The term of a code as the sources write it.
    pub fn by_code(kind: Kind, code: &str) -> Option<Self> {
        WORLD.by_code.get(&(kind, code)).copied()
    }

    /// The term of a canonical text: the code in lower case, spaces as `_`.
    pub fn by_slug(kind: Kind, slug: &str) -> Option<Self> {
        WORLD.by_slug.get(&(kind, slug.to_owned())).copied()
    }

    /// The term that a whole text names: its code, a way to say it, or its name in Spanish or English.
    pub fn named(kind: Kind, text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let said = Self::said(kind, &words).filter(|(n, _)| *n == words.len()).map(|(_, term)| term);
        let called = || WORLD.names.get(&(kind, folded.clone())).copied();
        Self::by_slug(kind, &text.trim().to_lowercase()).or(said).or_else(called)
    }

    /// The longest way to say a term of `kind` that begins the folded `words`: how many words, and the term.
    pub fn said(kind: Kind, words: &[&str]) -> Option<(usize, Self)> {
        let (first, rest) = words.split_first()?;
        let fits = |s: &&Saying| s.term.kind() == kind && rest.starts_with(&s.rest);
        let exact = WORLD.words.get(first).and_then(|all| all.iter().filter(fits).max_by_key(|s| s.rest.len()));
        if let Some(saying) = exact {
            return Some((saying.rest.len() + 1, saying.term));
        }
        let stem = WORLD.stems.iter().filter(|(stem, term)| term.kind() == kind && first.starts_with(stem));
        stem.max_by_key(|(stem, _)| stem.len()).map(|(_, term)| (1, *term))
    }

    /// The longest name of a term of `kind`, in Spanish or English, that begins the folded `words`: how many words, and
    /// the term. Names are those of people and towns as well ("Jordan", "Granada"): what leads to them must tell.
    pub fn called(kind: Kind, words: &[&str]) -> Option<(usize, Self)> {
        let (first, rest) = words.split_first()?;
        let fits = |(more, term): &&(Vec<String>, Self)| {
            term.kind() == kind && more.len() <= rest.len() && more.iter().zip(rest).all(|(want, word)| want == word)
        };
        let (more, term) = WORLD.called.get(*first)?.iter().filter(fits).max_by_key(|(more, _)| more.len())?;
        Some((more.len() + 1, *term))
    }

    /// Whether terms are said or called with a folded word.
    pub fn is_word(word: &str) -> bool {
        WORLD.vocabulary.contains(word) || WORLD.stems.iter().any(|(stem, _)| word.starts_with(stem))
    }

    /// Whether a way to say a term of these kinds begins so; `start` is folded.
    pub fn begins(kinds: &[Kind], start: &str) -> bool {
        let fits = |term: &Self| kinds.contains(&term.kind());
        let words = WORLD.words.iter().filter(|(word, _)| word.starts_with(start));
        let mut stems = WORLD.stems.iter().filter(|(stem, _)| stem.starts_with(start) || start.starts_with(stem));
        stems.any(|(_, term)| fits(term)) || words.flat_map(|(_, all)| all).any(|saying| fits(&saying.term))
    }

    fn line(self) -> &'static Line {
        &WORLD.lines[usize::from(self.0)]
    }

    /// What it is the name of.
    pub fn kind(self) -> Kind {
        self.line().kind
    }

    /// The code in the sources.
    pub fn code(self) -> &'static str {
        self.line().code
    }

    /// The name.
    pub fn name(self, language: Language) -> &'static str {
        self.line().name.to(language)
    }

    /// The name as it stands in a sentence: "from the Netherlands".
    pub fn said_in(self, language: Language) -> String {
        let name = self.name(language);
        match language == Language::English && self.kind() == Kind::Country && takes_an_article(name) {
            true => format!("the {name}"),
            false => name.to_owned(),
        }
    }

    /// The code as canonical texts write it.
    pub fn slug(self) -> String {
        slug(self.code())
    }
}

/// Whether a country's English name has an article before it.
fn takes_an_article(name: &str) -> bool {
    const ENDS: [&str; 12] = [
        "Republic",
        "Union",
        "Emirates",
        "Islands",
        "Antilles",
        "Netherlands",
        "Philippines",
        "Bahamas",
        "Maldives",
        "Gambia",
        "Congo",
        "Holy See",
    ];
    ["United ", "Republic of "].iter().any(|start| name.starts_with(start))
        || ENDS.iter().any(|end| name.ends_with(end))
}

/// What a country is known by, however it is called: its code, or the folded name where no table has it.
pub fn country_key(name: &str) -> String {
    Term::named(Kind::Country, name).map_or_else(|| fold(name), Term::slug)
}

fn slug(code: &str) -> String {
    code.to_lowercase().replace(' ', "_")
}

/// The name of a code; the code itself where the table has none.
pub fn name_of(kind: Kind, code: &str, language: Language) -> &str {
    WORLD.by_code.get(&(kind, code)).map_or(code, |term| term.name(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn said(kind: Kind, text: &str) -> Option<(usize, &'static str)> {
        Term::said(kind, &text.split(' ').collect::<Vec<_>>()).map(|(n, t)| (n, t.code()))
    }

    #[test]
    fn the_longest_way_to_say_it_wins() {
        assert_eq!(said(Kind::Genre, "ciencia ficcion de los 90"), Some((2, "Science Fiction")));
        assert_eq!(said(Kind::Theme, "viajes en el tiempo"), Some((4, "time travel")));
        assert_eq!(said(Kind::Country, "corea del sur"), Some((3, "KR")));
        assert_eq!(said(Kind::Country, "argentinas de terror"), Some((1, "AR")));
        assert_eq!(said(Kind::Language, "espanol"), Some((1, "es")));
        assert_eq!(said(Kind::Country, "espanola"), Some((1, "ES")));
        assert_eq!(said(Kind::Language, "ciencia"), None);
    }

    #[test]
    fn some_countries_have_an_article_in_english() {
        for (code, english, spanish) in [
            ("US", "the United States", "Estados Unidos"),
            ("NL", "the Netherlands", "Países Bajos"),
            ("CZ", "the Czech Republic", "República Checa"),
            ("FR", "France", "Francia"),
        ] {
            let term = Term::by_code(Kind::Country, code).unwrap();
            assert_eq!(
                (term.said_in(Language::English), term.said_in(Language::Spanish)),
                (english.into(), spanish.into())
            );
        }
    }

    #[test]
    fn a_text_names_a_term_by_code_words_or_the_name_of_the_platforms() {
        for text in ["AR", "ar", "Argentina", "argentinas"] {
            assert_eq!(Term::named(Kind::Country, text).map(Term::code), Some("AR"), "{text}");
        }
        assert_eq!(Term::named(Kind::Country, "South Korea").map(Term::code), Some("KR"));
        let sources = [
            ("United States of America", "US"),
            ("Lao People's Democratic Republic", "LA"),
            ("Cote D'Ivoire", "CI"),
            ("Libyan Arab Jamahiriya", "LY"),
            ("Vietnam", "VN"),
            ("Costa de Marfil", "CI"),
            ("Níger", "NE"),
            ("nigeriana", "NG"),
        ];
        for (name, code) in sources {
            assert_eq!(Term::named(Kind::Country, name).map(Term::code), Some(code), "{name}");
        }
        for (name, code) in [("nb", "nb"), ("galés", "cy"), ("serbocroata", "sh"), ("Abkhazian", "ab")] {
            assert_eq!(Term::named(Kind::Language, name).map(Term::code), Some(code), "{name}");
        }
        assert_eq!(Term::named(Kind::Language, "español").map(Term::code), Some("es"));
        assert_eq!(Term::named(Kind::Language, "South Korea"), None);
        assert_eq!(Term::named(Kind::Country, "de Argentina"), None);
        assert_eq!(Term::named(Kind::Country, ""), None);
    }

    #[test]
    fn names_are_known_by_all_their_words() {
        let called =
            |kind, text: &str| Term::called(kind, &text.split(' ').collect::<Vec<_>>()).map(|(n, t)| (n, t.code()));
        assert_eq!(called(Kind::Country, "western sahara de los 90"), Some((2, "EH")));
        assert_eq!(called(Kind::Country, "granada"), Some((1, "GD")));
        assert_eq!(called(Kind::Theme, "granada"), None);
        assert!(["dominica", "viet", "artes", "argentinas"].iter().all(|word| Term::is_word(word)));
        assert!(["domingo", "viernes", "hollywood"].iter().all(|word| !Term::is_word(word)));
    }

    #[test]
    fn a_word_under_way_is_known() {
        let kinds = [Kind::Genre, Kind::Theme];
        assert!(
            ["terr", "terror", "com", "animadas", "zom", "ciencia"].iter().all(|start| Term::begins(&kinds, start))
        );
        assert!(["argent", "nolan", "terrx"].iter().all(|start| !Term::begins(&kinds, start)));
    }

    #[test]
    fn the_table_is_well_formed() {
        let mut kinds = [0; 4];
        for i in 0..WORLD.lines.len() as u16 {
            let term = Term(i);
            kinds[term.kind() as usize] += 1;
            assert_eq!(Term::by_code(term.kind(), term.code()), Some(term));
            assert_eq!(Term::by_slug(term.kind(), &term.slug()), Some(term));
            for language in Language::ALL {
                assert_eq!(name_of(term.kind(), term.code(), language), term.name(language));
            }
            assert_eq!(Term::named(term.kind(), term.name(Language::English)), Some(term));
        }
        assert_eq!(kinds[0], 19);
        assert!(kinds[1] >= 40 && kinds[2] >= 60 && kinds[3] >= 50);
        for word in WORLD.words.keys().chain(WORLD.stems.iter().map(|(stem, _)| stem)) {
            assert_eq!(crate::text::fold(word), **word);
        }
    }
}
