//! What films are discovered by: [`Filters`], with its canonical text.

use std::fmt;

use super::Score;
use super::canonical::{CanonicalError, Pairs, name};
use super::ties::{Tie, TieKind};
use crate::catalog::Platform;
use crate::world::{Kind, Term};

/// The last year that an open range of years reaches.
pub const LAST_YEAR: u16 = 2035;

/// The first year that an open range of years reaches: no film is older.
pub const FIRST_YEAR: u16 = 1870;

/// From so many minutes on, a film is long.
pub const LONG: u16 = 150;

/// Up to so many minutes, a film is short.
pub const SHORT: u16 = 90;

/// A film of fewer minutes is a short one: "un corto", and not only "una película corta".
pub const SHORT_FILM: u16 = 40;

/// The most films on a page that can be asked for.
pub const MOST_ON_PAGE: u8 = 25;

/// Filters on films; an empty one lets all pass. A film passes when it passes each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// Genres, in the order of the table.
    pub genres: Vec<Term>,
    /// Whether one of those genres is enough; else the film must have all of them.
    pub either: bool,
    /// Genres, themes, countries and languages, none of which the film may have, in the order of the table.
    pub without: Vec<Term>,
    /// Whose films, in the order of kind and name: a film must be tied to all of these, and to none that it says so of.
    pub ties: Vec<Tie>,
    /// Whether it is enough to be tied to one of them.
    pub anyone: bool,
    /// What the film is about.
    pub theme: Option<Term>,
    /// First and last year of release.
    pub years: Option<(u16, u16)>,
    /// Mean of votes (0–10), exclusive as in "more than 7".
    pub score: Option<Score>,
    /// Platforms, on one of which the film is, in their own order.
    pub platforms: Vec<Platform>,
    /// A country of production.
    pub country: Option<Term>,
    /// The original language.
    pub language: Option<Term>,
    /// Least length in minutes, inclusive.
    pub least: Option<u16>,
    /// Greatest length in minutes, inclusive.
    pub most: Option<u16>,
    /// The order; best rated where nothing was said.
    pub sort: Option<Sort>,
    /// How many films are on a page, 1 to 25, where it was said: "top 5".
    pub size: Option<u8>,
    /// Which page of the list; the first is 0.
    pub page: u8,
}

macro_rules! sorts {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// An order of films.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Sort { $($(#[$doc])* $variant),* }

        impl Sort {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the machine interface.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

sorts! {
    /// Best rated, few votes pulled towards the mean.
    Best = "best",
    /// Worst rated, likewise.
    Worst = "worst",
    /// Best rated of those that few have voted for.
    LittleKnown = "little_known",
    /// Greatest budget.
    Costliest = "costliest",
    /// Greatest return.
    Profitable = "profitable",
    /// Greatest revenue.
    Grossing = "grossing",
    /// Most popular.
    Popular = "popular",
    /// Most recent first.
    Newest = "newest",
    /// Oldest first.
    Oldest = "oldest",
    /// Longest first.
    Longest = "longest",
    /// Shortest first.
    Shortest = "shortest",
}

impl Filters {
    /// The same list, one page further down.
    pub fn next_page(&self) -> Self {
        Self { page: self.page.saturating_add(1), ..self.clone() }
    }

    /// Whether they ask anything of a film, whatever the page.
    pub fn narrows(&self) -> bool {
        Self { page: 0, ..self.clone() } != Self::default()
    }

    /// The same films, in no order and not by pages.
    pub(super) fn in_no_order(&self) -> Self {
        Self { sort: None, size: None, page: 0, ..self.clone() }
    }

    /// These filters with what `more` says in the place of what was said before; from the first page on.
    pub fn changed_by(&self, more: &Self) -> Self {
        let wanted = |term: &Term| {
            more.genres.contains(term) || [more.theme, more.country, more.language].contains(&Some(*term))
        };
        let mut without: Vec<Term> = self.without.iter().filter(|term| !wanted(term)).copied().collect();
        more.without.iter().for_each(|term| insert(&mut without, *term));
        let from = if more.genres.is_empty() { self } else { more };
        let genres: Vec<Term> = from.genres.iter().filter(|genre| !without.contains(genre)).copied().collect();
        // "¿Y con Meg Ryan?" is with her instead; of a director's films, those with her. "¿Y de Nolan?" are his instead.
        let made = |kind| kind != TieKind::Cast;
        let instead = |a: &Tie, b: &Tie| a.kind == b.kind || made(a.kind) && made(b.kind);
        let instead = |a: &Tie, b: &Tie| if a.without || b.without { a.is_of(b) } else { instead(a, b) };
        let stays = |tie: &&Tie| more.ties.iter().all(|other| !instead(other, tie));
        let mut ties: Vec<Tie> = self.ties.iter().filter(stays).cloned().collect();
        more.ties.iter().for_each(|tie| insert(&mut ties, tie.clone()));
        Self {
            anyone: more.anyone || self.anyone && more.ties.is_empty(),
            either: from.either && genres.len() > 1,
            genres,
            ties,
            theme: more.theme.or(self.theme).filter(|theme| !without.contains(theme)),
            without,
            years: more.years.or(self.years),
            score: more.score.or(self.score),
            platforms: if more.platforms.is_empty() { self.platforms.clone() } else { more.platforms.clone() },
            country: more.country.or(self.country.filter(|country| !more.without.contains(country))),
            language: more.language.or(self.language.filter(|language| !more.without.contains(language))),
            // "Una que no sea larga" after long ones leaves no length between.
            least: more.least.or(self.least.filter(|least| more.most.is_none_or(|most| *least < most))),
            most: more.most.or(self.most.filter(|most| more.least.is_none_or(|least| least < *most))),
            sort: more.sort.or(self.sort),
            size: more.size.or(self.size),
            page: 0,
        }
    }

    /// Adds a genre, once, in the order of the table, so that equal filters are equal however they were said.
    pub(super) fn add_genre(&mut self, genre: Term) {
        insert(&mut self.genres, genre);
    }

    /// Adds a platform, likewise.
    pub(super) fn add_platform(&mut self, platform: Platform) {
        insert(&mut self.platforms, platform);
    }

    /// The platform, where it is one.
    pub fn platform(&self) -> Option<Platform> {
        if let [platform] = self.platforms[..] { Some(platform) } else { None }
    }

    /// Adds whose films are meant, likewise.
    pub(super) fn add_tie(&mut self, tie: Tie) {
        insert(&mut self.ties, tie);
    }

    /// Adds what no film may have, likewise.
    pub(super) fn add_without(&mut self, term: Term) {
        insert(&mut self.without, term);
    }

    /// These filters on films that are put in order by a taste: "corta" and "larga" say how long, and no other order can
    /// be had (`None`).
    pub(super) fn by_taste(mut self) -> Option<Self> {
        self.size = None;
        match self.sort {
            None | Some(Sort::Best) => Some(Self { sort: None, ..self }),
            Some(Sort::Shortest) => Some(Self { sort: None, most: self.most.or(Some(SHORT)), ..self }),
            Some(Sort::Longest) => Some(Self { sort: None, least: self.least.or(Some(LONG)), ..self }),
            Some(_) => None,
        }
    }

    /// Reads the `key=value` pairs of a canonical text.
    pub(super) fn read(pairs: &Pairs<'_>) -> Result<Self, CanonicalError> {
        let no = |value: &str, key: &str| CanonicalError(format!("`{value}` is no {key}"));
        let term = |kind, key: &str, slug: &str| Term::by_slug(kind, slug).ok_or_else(|| no(slug, key));
        let one = |kind, key: &str| pairs.text(key).ok().map(|slug| term(kind, key, slug)).transpose();
        let mut filters = Self {
            score: pairs.optional::<f64>("score")?.and_then(Score::new),
            theme: one(Kind::Theme, "theme")?,
            country: one(Kind::Country, "country")?,
            language: one(Kind::Language, "language")?,
            least: pairs.optional("least")?,
            most: pairs.optional("most")?,
            size: pairs.optional("size")?.filter(|size| (1..=MOST_ON_PAGE).contains(size)),
            page: pairs.optional("page")?.unwrap_or(0),
            anyone: pairs.optional("anyone")?.unwrap_or(false),
            ..Self::default()
        };
        let listed = |key: &str| pairs.text(key).unwrap_or_default().split([',', '|']).filter(|slug| !slug.is_empty());
        for slug in listed("genres") {
            filters.add_genre(term(Kind::Genre, "genre", slug)?);
        }
        for name in listed("platform") {
            filters.add_platform(name.parse().map_err(|_| no(name, "platform"))?);
        }
        filters.either = filters.genres.len() > 1 && pairs.text("genres").unwrap_or_default().contains('|');
        for slug in listed("without") {
            filters.add_without(match slug.split_once(':') {
                Some(("country", slug)) => term(Kind::Country, "country", slug)?,
                Some(("language", slug)) => term(Kind::Language, "language", slug)?,
                _ => term(Kind::Genre, "genre", slug).or_else(|_| term(Kind::Theme, "genre", slug))?,
            });
        }
        for kind in TieKind::ALL {
            let tie = |value: &str| Ok(Tie::new(kind, name(&unspaced(value))?));
            for value in pairs.all(kind.name()) {
                filters.add_tie(tie(value)?);
            }
            for value in pairs.all(&format!("no_{kind}", kind = kind.name())) {
                filters.add_tie(tie(value)?.denied());
            }
        }
        if let Ok(years) = pairs.text("years") {
            let (first, last) = years.split_once('-').unwrap_or((years, years));
            let both = first.parse().ok().zip(last.parse().ok());
            filters.years = Some(both.ok_or_else(|| no(years, "years"))?);
        }
        if let Ok(sort) = pairs.text("sort") {
            let known = Sort::ALL.iter().copied().find(|s| s.name() == sort);
            filters.sort = Some(known.ok_or_else(|| no(sort, "sort"))?);
        }
        Ok(filters)
    }
}

impl fmt::Display for Filters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slugs = |terms: &[Term]| terms.iter().map(|term| term.slug()).collect::<Vec<_>>();
        if !self.genres.is_empty() {
            write!(f, " genres={}", slugs(&self.genres).join(if self.either { "|" } else { "," }))?;
        }
        if !self.without.is_empty() {
            // A code of two letters may be that of a country and of a language.
            let told = |term: &Term| match term.kind() {
                Kind::Country => format!("country:{}", term.slug()),
                Kind::Language => format!("language:{}", term.slug()),
                Kind::Genre | Kind::Theme => term.slug(),
            };
            write!(f, " without={}", self.without.iter().map(told).collect::<Vec<_>>().join(","))?;
        }
        for tie in &self.ties {
            let no = if tie.without { "no_" } else { "" };
            write!(f, " {no}{}={}", tie.kind.name(), spaced(&tie.name.to_string()))?;
        }
        put(f, "anyone", Some(true).filter(|_| self.anyone))?;
        if let Some((first, last)) = self.years {
            write!(f, " years={first}-{last}")?;
        }
        let slug = |term: Option<Term>| term.map(Term::slug);
        put(f, "theme", slug(self.theme))?;
        put(f, "score", self.score)?;
        if !self.platforms.is_empty() {
            let names: Vec<&str> = self.platforms.iter().map(|platform| platform.name()).collect();
            write!(f, " platform={}", names.join("|"))?;
        }
        put(f, "country", slug(self.country))?;
        put(f, "language", slug(self.language))?;
        put(f, "least", self.least)?;
        put(f, "most", self.most)?;
        put(f, "sort", self.sort.map(Sort::name))?;
        put(f, "size", self.size)?;
        put(f, "page", Some(self.page).filter(|page| *page > 0))
    }
}

/// A name as a value that others follow: `Tom+Hanks`.
fn spaced(name: &str) -> String {
    name.replace('%', "%25").replace('+', "%2B").replace(' ', "+")
}

fn unspaced(value: &str) -> String {
    value.replace('+', " ").replace("%2B", "+").replace("%25", "%")
}

/// Puts something in its place, once.
fn insert<T: Ord>(all: &mut Vec<T>, one: T) {
    if let Err(place) = all.binary_search(&one) {
        all.insert(place, one);
    }
}

fn put(f: &mut fmt::Formatter<'_>, key: &str, value: Option<impl fmt::Display>) -> fmt::Result {
    value.map_or(Ok(()), |value| write!(f, " {key}={value}"))
}

#[cfg(test)]
mod tests {
    use super::super::{Group, Name, Query};
    use super::*;
    use crate::catalog::SourceId;

    #[track_caller]
    fn returns(query: &Query) {
        assert_eq!(query.to_string().parse().as_ref(), Ok(query), "{query}");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut filters = Filters::default();
        returns(&Query::Discover(Box::new(filters.clone())));
        filters.add_genre(Term::by_code(Kind::Genre, "Science Fiction").unwrap());
        filters.add_genre(Term::by_code(Kind::Genre, "Action").unwrap());
        filters.years = Some((1990, 1999));
        filters.score = Score::new(7.5);
        filters.platforms = vec![Platform::Hulu, Platform::Netflix];
        filters.theme = Term::by_code(Kind::Theme, "time travel");
        filters.country = Term::by_code(Kind::Country, "AR");
        filters.language = Term::by_code(Kind::Language, "es");
        (filters.least, filters.most, filters.size, filters.page) = (Some(80), Some(120), Some(5), 2);
        for sort in Sort::ALL {
            filters.sort = Some(*sort);
            returns(&Query::Discover(Box::new(filters.clone())));
        }
        let text = filters.to_string();
        assert!(
            text.starts_with(" genres=action,science_fiction years=1990-1999 theme=time_travel score=7.5"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_wanted_is_written_and_read_again() {
        let genre = |code| Term::by_code(Kind::Genre, code).unwrap();
        let mut filters = Filters::default();
        for code in ["Drama", "Comedy"] {
            filters.add_genre(genre(code));
        }
        filters.either = true;
        filters.add_without(genre("Horror"));
        filters.add_without(Term::by_code(Kind::Theme, "zombie").unwrap());
        assert_eq!(filters.to_string(), " genres=comedy|drama without=horror,zombie");
        returns(&Query::Discover(Box::new(filters.clone())));
        let mut elsewhere = filters.clone();
        elsewhere.add_without(Term::by_code(Kind::Country, "US").unwrap());
        elsewhere.add_without(Term::by_code(Kind::Language, "en").unwrap());
        assert_eq!(elsewhere.to_string(), " genres=comedy|drama without=horror,zombie,country:us,language:en");
        returns(&Query::Discover(Box::new(elsewhere.clone())));
        let there = Filters { country: Term::by_code(Kind::Country, "US"), ..Filters::default() };
        assert!(!elsewhere.changed_by(&there).to_string().contains("country:us"));
        // What is wanted next is not left out any longer, and the other way round.
        let wanted = filters.changed_by(&Filters { genres: vec![genre("Horror")], ..Filters::default() });
        assert_eq!(wanted.to_string(), " genres=horror without=zombie");
        let left_out = filters.changed_by(&Filters { without: vec![genre("Drama")], ..Filters::default() });
        assert_eq!(left_out.to_string(), " genres=comedy without=drama,horror,zombie");
    }

    #[test]
    fn whose_films_is_written_and_read_again() {
        let mut filters = Filters::default();
        filters.add_tie(Tie::new(TieKind::Director, Name::text("A + B 100% C=D")));
        filters.add_tie(Tie::new(TieKind::Cast, Name::Id(SourceId(31))));
        filters.add_tie(Tie::new(TieKind::Cast, Name::text("#1 Meg Ryan")));
        filters.add_tie(Tie::new(TieKind::Who, Name::text("Adam Sandler")).denied());
        assert_eq!(
            filters.to_string(),
            " actor=\\#1+Meg+Ryan actor=#31 director=A+%2B+B+100%25+C=D no_who=Adam+Sandler"
        );
        returns(&Query::Discover(Box::new(filters.clone())));
        returns(&Query::similar(Name::text("Big"), filters.clone()));
        let with = |kind, name| Filters { ties: vec![Tie::new(kind, Name::text(name))], ..Filters::default() };
        let changed = filters.changed_by(&with(TieKind::Cast, "Jim Carrey"));
        assert_eq!(changed.to_string(), " actor=Jim+Carrey director=A+%2B+B+100%25+C=D no_who=Adam+Sandler");
        let changed = changed.changed_by(&with(TieKind::Who, "Nolan"));
        assert_eq!(changed.to_string(), " actor=Jim+Carrey no_who=Adam+Sandler who=Nolan");
        let wanted = changed.changed_by(&with(TieKind::Who, "Adam Sandler"));
        assert_eq!(wanted.to_string(), " actor=Jim+Carrey who=Adam+Sandler");
    }

    #[test]
    fn the_other_questions_return_too() {
        returns(&Query::Filmography { person: Name::Id(SourceId(31)), page: 0 });
        returns(&Query::Filmography { person: Name::text("Tom Hanks"), page: 3 });
        returns(&Query::Cast { title: Name::text("Toy Story") });
        returns(&Query::Saga { name: Name::text("Toy Story = 3") });
        let list = Query::DirectorStats { person: Name::Id(SourceId(1243)) };
        returns(&list.further(2));
        assert_eq!(list.further(2).further(0), list);
        for filters in [Filters::default(), Filters { years: Some((1990, 1999)), ..Filters::default() }] {
            let (filters, of) = (Box::new(filters), Box::new(list.clone()));
            returns(&Query::ChartOf { by: super::super::By::Genre, filters, of });
        }
        returns(&Query::CountBy(Group::Year(1999)));
        returns(&Query::CountBy(Group::Company("@ 20th Century".to_owned())));
        returns(&Query::CountBy(Group::Country(Term::by_code(Kind::Country, "AR").unwrap())));
        returns(&Query::CountBy(Group::Language(Term::by_code(Kind::Language, "fr").unwrap())));
        for broken in [
            "count_by",
            "count_by country=zz",
            "discover years=x",
            "discover sort=no",
            "discover genres=x",
            "more page=0 of=cast title=x",
            "more page=1 of=more page=1 of=cast title=x",
            "more page=1 of=recommend title=x",
            "more page=1 of=votes title=x",
            "chart_of by=genre of=greeting kind=hello",
            "chart_of by=genre of=more page=1 of=saga title=x",
            "chart_of by=genre of=count_by year=1999",
        ] {
            assert!(broken.parse::<Query>().is_err(), "{broken}");
        }
    }
}
