//! Look-up of films, platform titles and people by name: tantivy recalls, our own re-rank decides.
//!
//! The doors are [`build`], [`FullTextIndex::open`], [`FullTextIndex::search`] with its reasons in
//! [`FullTextIndex::explain`], [`FullTextIndex::typed`] for who is typing, [`FullTextIndex::exact_or_similar`] and
//! [`FullTextIndex::called`] for whole names, and [`FullTextIndex::accounted`] for which of them are meant.
//!
//! The journey of a query:
//! 1. it is folded and read as a name in one to four ways (`forms`: articles, numerals, a year at the end);
//! 2. its words, trigrams and sounds are looked up in tantivy's posting lists, whose documents are names, and the best
//!    hundred or so are kept (`terms`, `shelf`; `names` writes them, with the titles of `spanish`); for who is typing,
//!    fewer, and first of all what begins so (`beginnings`);
//! 3. each is judged by how cheaply it explains the query (`rerank`, with `distance`, `words` and `sound`);
//! 4. the names of one thing are united, kinds merged, costs turned into scores (here).

mod account;
mod asked;
mod beginnings;
mod distance;
mod evaluate;
mod forms;
mod hit;
mod names;
mod postings;
mod records;
mod rerank;
mod shelf;
mod sound;
mod spanish;
mod terms;
mod weights;
mod words;

use std::cell::OnceCell;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::catalog::{Catalog, MovieId, PersonId, TitleId};
use crate::error::Result;
use account::Account;
use asked::{Asked, beginning};
pub use asked::{MAX_QUERY_CHARS, is_careless};
use distance::encode;
pub use evaluate::{Category, Evaluation, evaluate};
pub use forms::FILM_YEARS;
use forms::{Naming, Taken};
pub use hit::{Entity, Hit, Kind, Match};
use names::{Names, Role};
use records::Entry;
use rerank::Cost;
use shelf::{Effort, Shelf};
use words::Alignment;

/// Hits scored below this are not shown: they would be noise.
const LEAST_SCORE: f32 = 0.2;

/// So many in which a word begins as is being typed are enough, and one that begins so itself: nothing that is only
/// like it is looked for.
const ENOUGH: usize = 10;

/// Where few letters were typed, a name costs so much more in which they begin another word than the first.
const ANOTHER_WORD: f32 = 1.6;

/// So many of one name are looked through for one that has it exactly.
const NAMESAKES: usize = 64;

/// Where the best of what may be being typed scores less than this, it is looked for with full effort.
const UNLIKE: f32 = 0.62;

/// Misfit for each letter at which a name fits half: about one typo in four letters.
const HALF_FIT: f32 = 0.3;

/// Gain of [`Match::Exact`] where care was taken: more than any difference in votes.
const EXACT: f32 = 3.0;

/// The same of a careless query: a much better known film may still be meant by another of its titles.
const EXACT_CARELESS: f32 = 1.0;

/// How much costlier a person or a platform title is than a film where all kinds are asked for: evens out that the
/// votes of all films of a person are added up, and lets a film come before an equally named series.
const KIND_COSTS: [f32; 3] = [0.0, 0.7, 0.6];

/// Why a hit stands where it stands: costs by component, smaller is better, negative ones are gains. Components that
/// are 0 are left out.
pub type Reasons = Vec<(&'static str, f32)>;

/// The look-up of one generation.
pub struct FullTextIndex {
    /// Films, platform titles, people.
    shelves: [Shelf; 3],
}

/// Folder of the look-up in a generation, and the sub-folder of each kind.
const FOLDER: &str = "names";
const SUBFOLDERS: [&str; 3] = ["films", "titles", "people"];

/// Writes the look-up of `catalog` into `folder`, in a sub-folder of its own. Cost: seconds, on two cores.
pub fn build(catalog: &Catalog, folder: &Path) -> Result<()> {
    let [films, titles, people] = SUBFOLDERS.map(|name| folder.join(FOLDER).join(name));
    let (of_titles, of_people) = rayon::join(
        || names::write(Names::films(catalog), &films).and_then(|()| names::write(Names::titles(catalog), &titles)),
        || names::write(Names::people(catalog), &people),
    );
    of_titles.and(of_people)
}

/// Which documents are judged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Recall {
    /// Those of a similar name, however it is spelt.
    Similar,
    /// Those whose name may be being typed.
    Typed,
    /// Those that begin so, or some word of them.
    Begun,
    /// Those whose names have all its words.
    Holding,
    /// Those of that name.
    Named,
}

/// A candidate with what speaks for and against it.
struct Ranked {
    entity: Entity,
    cost: Cost,
    kind_cost: f32,
    exact: f32,
    /// See [`ANOTHER_WORD`].
    another_word: f32,
    matched: Match,
    document: u32,
}

impl Ranked {
    fn total(&self) -> f32 {
        self.cost.total() + self.kind_cost + self.exact + self.another_word
    }

    fn reasons(&self) -> Reasons {
        let own = [("kind", self.kind_cost), ("exact", self.exact), ("another word", self.another_word)];
        self.cost.components().into_iter().chain(own).filter(|(_, cost)| *cost != 0.0).collect()
    }
}

impl FullTextIndex {
    /// Opens what [`build`] wrote into `folder`. Cost: a few milliseconds; files are mapped.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] when the files do not fit together.
    pub fn open(folder: &Path, catalog: &Catalog) -> Result<Self> {
        let [films, titles, people] = SUBFOLDERS.map(|name| Shelf::open(&folder.join(FOLDER).join(name)));
        let shelves = [films?, titles?, people?];
        let rows = [catalog.n_films(), catalog.n_titles(), catalog.n_people()];
        for ((shelf, rows), name) in shelves.iter().zip(rows).zip(SUBFOLDERS) {
            shelf.check_rows(rows, &folder.join(FOLDER).join(name))?;
        }
        Ok(Self { shelves })
    }

    /// The `k` best matches of `text`, best first; empty for an empty text or where nothing is similar enough.
    ///
    /// All that bear exactly the name asked for come first, the best known of them before the others, but one that is
    /// spelt exactly so before all. Cost: some 80 µs for one kind.
    pub fn search(&self, catalog: &Catalog, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        Ok(self
            .judged(catalog, &Asked::new(text, kind), kind, k, Recall::Similar)?
            .into_iter()
            .map(|(hit, _)| hit)
            .collect())
    }

    /// The same for who types and looks at what comes: what begins so, and what is like it only where that is little.
    /// Cost: 10 to 20 µs for one kind where enough begins so, else half of [`FullTextIndex::search`] more; all of it for
    /// what is like nothing.
    pub fn typed(&self, catalog: &Catalog, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        let asked = Asked::new(text, kind);
        let begun = match asked.begins_something() {
            true => self.judged(catalog, &asked, kind, k, Recall::Begun)?,
            false => Vec::new(),
        };
        let begins = |(hit, _): &(Hit, Ranked)| asked.begins(&self.name(hit));
        let enough = asked.telling() && begun.len() >= k.min(ENOUGH) || begun.iter().any(begins);
        let mut hits = if enough { begun } else { self.judged(catalog, &asked, kind, k, Recall::Typed)? };
        if hits.first().is_none_or(|(best, _)| best.score < UNLIKE) {
            hits = self.judged(catalog, &asked, kind, k, Recall::Similar)?;
        }
        Ok(hits.into_iter().map(|(hit, _)| hit).collect())
    }

    /// Those that have that name ([`Match::Folded`] or better) where one has exactly it, or only one nearly so; else
    /// [`FullTextIndex::search`]: a number in it may be that of a year or of a part. Cost: some microseconds where something
    /// has that name.
    pub fn exact_or_similar(&self, catalog: &Catalog, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        let asked = Asked::new(text, kind);
        let mut hits = self.judged(catalog, &asked, kind, NAMESAKES.max(k), Recall::Named)?;
        let exact = |(hit, _): &(Hit, Ranked)| hit.matched == Match::Exact;
        hits.retain(|(hit, _)| hit.matched <= Match::Folded);
        match hits.iter().position(exact) {
            Some(first) => {
                // Better known ones of nearly that name may not crowd it out.
                if first >= k {
                    hits.swap(first, k.saturating_sub(1));
                }
                hits.truncate(k);
            }
            None if hits.len() == 1 && !asked.has_number() => {}
            None => hits = self.judged(catalog, &asked, kind, k, Recall::Similar)?,
        }
        Ok(hits.into_iter().map(|(hit, _)| hit).collect())
    }

    /// Those of the hits that have that name ([`Match::Folded`] or better); empty where nothing has. Nothing similar is
    /// looked for: this costs a tenth of [`FullTextIndex::search`].
    pub fn called(&self, catalog: &Catalog, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        let hits =
            self.judged(catalog, &Asked::new(text, kind), kind, k, Recall::Named)?.into_iter().map(|(hit, _)| hit);
        Ok(hits.filter(|hit| hit.matched <= Match::Folded).collect())
    }

    /// The `k` best of those whose names have every word of the text as it is spelt ([`Match::Partial`] or better); this
    /// costs a fifth of [`FullTextIndex::search`].
    pub fn holding(&self, catalog: &Catalog, text: &str, kind: Kind, k: usize) -> Result<Vec<Hit>> {
        let hits =
            self.judged(catalog, &Asked::new(text, kind), kind, k, Recall::Holding)?.into_iter().map(|(hit, _)| hit);
        Ok(hits.filter(|hit| hit.matched <= Match::Partial).collect())
    }

    /// [`FullTextIndex::search`] with the reasons of each hit.
    pub fn explain(&self, catalog: &Catalog, text: &str, kind: Kind, k: usize) -> Result<Vec<(Hit, Reasons)>> {
        let judged = self.judged(catalog, &Asked::new(text, kind), kind, k, Recall::Similar)?;
        Ok(judged.into_iter().map(|(hit, candidate)| (hit, candidate.reasons())).collect())
    }

    fn judged(
        &self,
        catalog: &Catalog,
        asked: &Asked,
        kind: Kind,
        k: usize,
        recall: Recall,
    ) -> Result<Vec<(Hit, Ranked)>> {
        let letters = asked.letters;
        let mut ranked = Vec::with_capacity(128);
        for shelf in kind.shelves() {
            self.rank(catalog, asked, kind, (shelf, recall), &mut ranked)?;
        }
        ranked.retain(|candidate| score_of(&candidate.cost, letters) >= LEAST_SCORE);
        ranked.sort_unstable_by(|a, b| a.total().total_cmp(&b.total()).then(a.entity.cmp(&b.entity)));
        ranked.truncate(k);
        let mut score = 1.0f32;
        let mut hits = Vec::with_capacity(ranked.len());
        for candidate in ranked {
            score = score.min(score_of(&candidate.cost, letters));
            let Ranked { entity, matched, document, .. } = candidate;
            let hit = Hit { entity, score, matched, unsaid: candidate.cost.unsaid, document };
            hits.push((hit, candidate));
        }
        Ok(hits)
    }

    /// Those of the hits, all people or none, whose name accounts for every word of the text that says something, and
    /// which are of the year that was said: the others may be offered, but are not what was asked for. Cost: a few
    /// microseconds for each.
    pub fn accounted<'h>(
        &self,
        catalog: &Catalog,
        text: &str,
        hits: impl IntoIterator<Item = &'h Hit>,
    ) -> Vec<&'h Hit> {
        let mut hits = hits.into_iter().peekable();
        let of_people = matches!(hits.peek(), Some(Hit { entity: Entity::Person(_), .. }));
        let account = Account::new(beginning(text), if of_people { Naming::Person } else { Naming::Title });
        let is_meant = |hit: &&Hit| {
            let (year, saga) = match hit.entity {
                Entity::Film(film) => (Some(catalog.movie(film).year()), catalog.movie(film).collection()),
                Entity::Title(title) => (catalog.title(title).year(), None),
                Entity::Person(_) => (None, None),
            };
            account.is_of(&self.name(hit), year, saga)
        };
        hits.filter(is_meant).collect()
    }

    /// Whether a name, and the year of what it names, account for every word of a text that says something, as
    /// [`FullTextIndex::accounted`] tells.
    pub fn accounts(&self, text: &str, name: &str, year: Option<u16>, kind: Kind) -> bool {
        let naming = if kind == Kind::Person { Naming::Person } else { Naming::Title };
        let account = Account::new(beginning(text), naming);
        forms::of_name(name, naming).iter().any(|form| {
            let (words, sounds) = (encode(&form.words), encode(&sound::key(&form.words)));
            let article = form.article == forms::Article::Said;
            account.is_of(
                &Entry { row: 0, role: Role::Main, article, known: 0.0, words: &words, sounds: &sounds },
                year,
                None,
            )
        })
    }

    /// The name by which something was found.
    fn name(&self, hit: &Hit) -> Entry<'_> {
        let shelf = match hit.entity {
            Entity::Film(_) => 0,
            Entity::Title(_) => 1,
            Entity::Person(_) => 2,
        };
        self.shelves[shelf].entry(hit.document)
    }

    /// Whether something of this kind is called exactly so, but for what folding, articles and numerals change.
    /// Cost: under a microsecond; nothing similar is looked for.
    pub fn named_exactly(&self, folded: &str, kind: Kind) -> bool {
        self.votes_of_name(folded, kind).is_some()
    }

    /// [`FullTextIndex::named_exactly`], telling how well known the best known bearer of the name is: the votes of a
    /// film, the ratings of a platform title, the votes of all films of a person.
    pub fn votes_of_name(&self, folded: &str, kind: Kind) -> Option<u32> {
        let votes = kind.shelves().filter_map(|shelf| {
            let names = forms::of_name(folded, naming(shelf));
            names.iter().filter_map(|form| self.shelves[shelf].votes_of_name(&form.words)).max()
        });
        votes.max()
    }

    /// Judges the candidates of one shelf, each thing by the best of its names.
    fn rank(
        &self,
        catalog: &Catalog,
        asked: &Asked,
        kind: Kind,
        (shelf, recall): (usize, Recall),
        out: &mut Vec<Ranked>,
    ) -> Result<()> {
        let Asked { text, careless, .. } = *asked;
        let wanted = asked.of(shelf);
        let readings = &wanted.readings;
        if readings.is_empty() {
            return Ok(());
        }
        let names = &self.shelves[shelf];
        let candidates = match recall {
            Recall::Similar => names.candidates(readings, Effort::NAME)?,
            Recall::Typed => names.begun_or_like(readings, Effort::TYPING)?,
            Recall::Begun => names.begun(readings)?,
            Recall::Holding => names.holding(readings)?,
            Recall::Named => names.named(readings)?,
        };
        if candidates.is_empty() {
            return Ok(());
        }
        let prepared = wanted.prepared();
        let spelt = OnceCell::new();
        let few = recall == Recall::Begun && !asked.telling();
        let dated = readings.iter().any(|reading| reading.year.is_some());
        let mut desk = Alignment::default();
        let mut judged: Vec<(u32, Cost, Role, u32)> = Vec::with_capacity(candidates.len());
        for document in candidates {
            let name = names.entry(document);
            // A platform title that is a film is shown as the film only.
            if kind == Kind::Any && shelf == 1 && catalog.title(TitleId(name.row)).film().is_some() {
                continue;
            }
            let year = match shelf {
                0 if dated => Some(catalog.movie(MovieId(name.row)).year()),
                1 if dated => catalog.title(TitleId(name.row)).year(),
                _ => None,
            };
            // Only of a saga is there a first part.
            let in_saga = || shelf == 0 && catalog.movie(MovieId(name.row)).collection_id().is_some();
            let fits = |reading: &forms::Reading| reading.taken != Taken::FirstPart || in_saga();
            let fitting = readings.iter().zip(prepared).filter(|(reading, _)| fits(reading));
            let costs = fitting.map(|(_, reading)| reading.judge(&name, year, &mut desk));
            let Some(cost) = costs.min_by(|a, b| a.total().total_cmp(&b.total())) else { continue };
            if cost.total().is_finite() {
                judged.push((name.row, cost, name.role, document));
            }
        }
        // Each thing by the best of its names.
        judged.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total().total_cmp(&b.1.total())).then(a.2.cmp(&b.2)));
        judged.dedup_by_key(|(row, ..)| *row);
        for (row, cost, role, document) in judged {
            let entity = match shelf {
                0 => Entity::Film(MovieId(row)),
                1 => Entity::Title(TitleId(row)),
                _ => Entity::Person(PersonId(row)),
            };
            let shown = || match shelf {
                0 => catalog.movie(MovieId(row)).title(),
                1 => catalog.title(TitleId(row)).title(),
                _ => catalog.person(PersonId(row)).name(),
            };
            let equal = rerank::is_equal(&cost) && role == Role::Main;
            let spelt_so = || match careless {
                true => rerank::is_plainly_equal(&cost) && digits(shown()).eq(digits(text)),
                false => lowercase(shown()) == *spelt.get_or_init(|| lowercase(text)),
            };
            let exact = equal && spelt_so();
            let gain = if careless { EXACT_CARELESS } else { EXACT };
            let matched = match () {
                // A better known film may be meant than one whose article was left out.
                () if exact && cost.article == 0.0 => Match::Exact,
                () if rerank::is_equal(&cost) => Match::Folded,
                () if rerank::is_partial(&cost) => Match::Partial,
                () => Match::Fuzzy,
            };
            let kind_cost = if kind == Kind::Any { KIND_COSTS[shelf] } else { 0.0 };
            let exact = if exact { -gain } else { 0.0 };
            let begins = || prepared.iter().any(|reading| reading.begins(&names.entry(document)));
            let another_word = if few && !begins() { ANOTHER_WORD } else { 0.0 };
            out.push(Ranked { entity, cost, kind_cost, exact, another_word, matched, document });
        }
        Ok(())
    }
}

/// "one" is 1, but is not written so.
fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

/// 0–1 from how badly a name fits a query of so many letters: half at [`HALF_FIT`] a letter, counted from 3 to 15
/// letters, articles aside; and less by the share of the query that the name does not explain, since a sentence that
/// holds a name is not that name.
fn score_of(cost: &Cost, letters: usize) -> f32 {
    let half = HALF_FIT * (letters.min(12) + 3) as f32;
    let fit = 1.0 / (1.0 + ((cost.misfit() - cost.extra - cost.article) / half).powi(2));
    fit * (1.0 - cost.unexplained).powf(1.5)
}

fn naming(shelf: usize) -> Naming {
    if shelf == 2 { Naming::Person } else { Naming::Title }
}

/// Letter by letter but for capitals, spaces at the ends and how accents are composed.
fn lowercase(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}
