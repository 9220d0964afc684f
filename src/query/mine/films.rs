//! Films for somebody, in words, and whatever else is asked by one phrase. The doors are [`said_whole`], [`for_me`],
//! [`any_for_me`], [`like_text`] and [`compared_with`].

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::discover;
use super::super::frames::BASE;
use super::super::sentence::{Sentence, Word};
use super::super::{Filters, Query, tidy};
use super::free::word;
use super::{List, Mine};

/// Small words around what is told.
const ROOM: Cues = BASE.and(Cues::of(&[See, Film, Other, Suggest, Show, Count]));
/// What is asked of anything but films for somebody.
const NOT_MINE: Cues = Cues::of(&[Count, HowMuch, Where, When, Who, Vote, HelpWord, Catalog, Show]);

/// What a phrase means.
type Meaning = fn() -> Mine;

/// What is asked by one phrase and small words around it.
const WHOLE: [(&str, Meaning); 11] = [
    ("mi lista|mis pendientes|mi watchlist|mi listita|my list|my watchlist", || Mine::Watchlist {
        list: List::Own,
        page: 0,
    }),
    ("nuestra lista|lista del grupo|our list|groups list", || Mine::Watchlist { list: List::here(""), page: 0 }),
    (
        "mi historial|mis puntajes|mis notas|mis calificaciones|mis puntuaciones|que he puntuado|que puntue|que he visto|\
         mis vistas|mis peliculas vistas|mis pelis vistas|mis valoraciones|my history|my ratings",
        || Mine::History { page: 0 },
    ),
    ("mis datos|que sabes de mi|que sabes sobre mi|que guardas de mi|que guardaste de mi|my data", || Mine::MyData),
    (
        "borra mis datos|borrar mis datos|elimina mis datos|eliminar mis datos|borra todo lo mio|borrame|olvidame|\
         olvidate de mi|borra todo lo que sabes de mi|borra todos mis datos|elimina todos mis datos|delete my data|delete all my data|forget me",
        || Mine::ForgetMe { sure: None },
    ),
    (
        "conoce mis gustos|conocer mis gustos|contarte mis gustos|decirte mis gustos|aprende mis gustos|mis gustos|\
         conoceme|preguntame mis gustos|preguntame por mis gustos",
        || Mine::Taste,
    ),
    ("me apunto|apuntame al grupo|cuenta conmigo|cuenten conmigo|me sumo", || Mine::Join),
    ("me salgo|me bajo|me borro del grupo|no cuenten conmigo|no cuentes conmigo", || Mine::Leave),
    (
        "que vemos|que vemos hoy|que podemos ver|que podriamos ver|entre nosotros|entre todos|para nosotros|\
         para el grupo|para todos nosotros|que miramos|queremos ver algo|queremos ver una peli|\
         queremos ver una pelicula|vamos a ver algo|vamos a ver una peli|vamos a ver una pelicula",
        || Mine::ForGroup(Box::default()),
    ),
    ("para mi|no se que ver|sorprendeme|sorprendame|no se que mirar", || Mine::ForYou(Box::default())),
    (
        "que veo|que miro|que puedo ver|que puedo mirar|que me recomiendas ver|algo para ver|algo que ver|\
         una para ver|una peli para ver|una pelicula para ver|something to watch|what to watch",
        || Mine::ForYou(Box::default()),
    ),
];

pub(super) fn said_whole(sentence: &Sentence) -> Option<Mine> {
    let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
    let beside = |word: &str| TODAY.contains(&word) || BESIDE.contains(&word);
    let small = |w: &Word| !w.token.quoted && (w.any(ROOM) && !w.is(Foreign) || beside(&w.token.word));
    let fits = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = spelt.windows(phrase.len()).position(|w| w == phrase);
        at.is_some_and(|at| {
            sentence.words.iter().enumerate().all(|(i, w)| (at..at + phrase.len()).contains(&i) || small(w))
        })
    };
    WHOLE.iter().find(|(phrases, _)| phrases.split('|').any(fits)).map(|(_, mine)| mine())
}

/// Words beside a phrase that change nothing.
const BESIDE: [&str; 8] = ["tengo", "tenia", "guarde", "guardado", "guardada", "puse", "agregue", "apuntado"];

/// Words for this evening.
const TODAY: [&str; 8] = ["hoy", "noche", "ahora", "finde", "tarde", "manana", "domingo", "sabado"];

/// Phrases that make a list mine.
const PERSONAL: [&str; 12] = [
    "para mi",
    "segun mis gustos",
    "de mi gusto",
    "a mi gusto",
    "a mi medida",
    "que me guste",
    "que me gusten",
    "que me pueda gustar",
    "que me puedan gustar",
    "que me vaya a gustar",
    "que me va a gustar",
    "que me encante",
];

/// "Algo de terror de los 80 para mí", "¿qué veo hoy en Netflix?", "recomiéndame algo".
pub(super) fn for_me(sentence: &Sentence) -> Option<Mine> {
    let words = &sentence.words;
    let spelt: Vec<&str> = words.iter().map(|w| w.token.word.as_str()).collect();
    let phrase = PERSONAL.iter().find_map(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = spelt.windows(phrase.len()).position(|w| w == phrase)?;
        // "Para mi hijo" is for somebody else.
        let next = words.get(at + phrase.len());
        let ends = next.is_none_or(|w| w.token.parted || w.any(BASE) && w.token.word != "y" || w.is(Other));
        ends.then_some(at..at + phrase.len())
    });
    let today = |w: &Word| TODAY.contains(&w.token.word.as_str()) && !w.token.quoted;
    let rest: Vec<&str> = (0..words.len())
        .filter(|i| !phrase.as_ref().is_some_and(|p| p.contains(i)) && !today(&words[*i]))
        .map(|i| &sentence.text[words[i].token.span.clone()])
        .collect();
    let rest = rest.join(" ");
    let rest = Sentence::read(&rest);
    let read = discover::read(&rest);
    let quoted = words.iter().any(|w| w.token.quoted);
    if read.strangers > 0 || quoted || sentence.has_any(NOT_MINE) {
        return None;
    }
    let filters: Filters = read.filters.by_taste()?;
    let wants = rest.has(Suggest);
    let sees =
        rest.has(See) || spelt.windows(2).any(|w| w[0] == "que" && matches!(w[1], "veo" | "miro" | "ver" | "puedo"));
    let own = match () {
        () if phrase.is_some() => {
            wants || sees || rest.has_any(Cues::of(&[Film, Other])) || filters != Filters::default()
        }
        () if words.iter().any(today) => wants && (sees || filters == Filters::default()),
        () => {
            wants && filters == Filters::default() && !rest.has_any(Cues::of(&[Most, Best, Least, Alike, Liked, Rated]))
        }
    };
    own.then(|| Mine::ForYou(Box::new(filters)))
}
/// "Dame algo para ver en Netflix": what no other question took.
pub(super) fn any_for_me(sentence: &Sentence) -> Option<Mine> {
    let read = discover::read(sentence);
    let to_see = sentence.words.windows(2).any(|w| w[0].token.word == "para" && w[1].token.word == "ver");
    let wants = (sentence.has(Suggest) || to_see) && read.strangers == 0 && !sentence.has_any(NOT_MINE);
    let filters = read.filters.by_taste().filter(|_| wants)?;
    Some(Mine::ForYou(Box::new(filters)))
}

/// How a plot begins behind what is to be found: "sobre", "que trate de", "que pase en". How many words lead to it.
fn opener(sentence: &Sentence, i: usize) -> Option<usize> {
    const ABOUT: &str = "trate trata va vaya hable habla cuente cuenta";
    const PLACE: &str = "pase pasa ocurra ocurre suceda sucede transcurra transcurre";
    let is = |words: &str, i: usize| words.split(' ').any(|w| w == word(sentence, i));
    match word(sentence, i) {
        "sobre" | "donde" | "about" | "where" => Some(1),
        "acerca" => Some(1 + usize::from(word(sentence, i + 1) == "de")),
        "que" if is(ABOUT, i + 1) => Some(2 + usize::from(matches!(word(sentence, i + 2), "de" | "sobre"))),
        "que" if is(PLACE, i + 1) => Some(2 + usize::from(word(sentence, i + 2) == "en")),
        "que" if is("se", i + 1) && word(sentence, i + 2).starts_with("desarroll") => Some(4),
        "ambientada" | "ambientado" => Some(1 + usize::from(word(sentence, i + 1) == "en")),
        _ => None,
    }
}

/// Moods of films, which may stand between them and their plot: "una triste sobre el alzheimer".
const MOODS: &str = "triste alegre divertida graciosa emotiva emocionante bonita linda hermosa bella buena corta larga vieja \
    antigua nueva rara oscura intensa romantica dramatica loca seria tierna dura fuerte profunda ligera tranquila sad funny \
    good short long old new dark";

/// "Una de robots que aprenden a querer", "una peli sobre un perro que espera", "la de un pueblo que esconde un secreto",
/// "algo parecido a una peli de atracos con gente lista".
pub(super) fn like_text(sentence: &Sentence) -> Option<Query> {
    let words = &sentence.words;
    let n = words.len();
    let small = |w: &Word| !w.is(Foreign) && w.any(BASE.and(Cues::of(&[Suggest, See, Other, Film, Show])));
    let compared = compared_with(sentence);
    let start = compared.unwrap_or(0);
    let lead = start + words[start..].iter().take_while(|w| small(w)).count();
    let wants = compared.is_some() || words[..lead].iter().any(|w| w.any(Cues::of(&[Suggest, See, Film])));
    let one = |i: usize| matches!(word(sentence, i), "una" | "alguna" | "otra");
    let found = (start + 1..n.min(lead + 1)).find_map(|i| {
        let noun = &words[i - 1];
        let fits = noun.is(Film) || one(i - 1) || noun.is(Other) && (wants || i == 1);
        let mood = usize::from(MOODS.split(' ').any(|mood| mood == word(sentence, i)));
        let opens = match opener(sentence, i + mood) {
            Some(lead) => (i + mood + lead, noun.is(Film) || wants || one(i - 1)),
            None if matches!(word(sentence, i), "de" | "en" | "con") => (i + 1, noun.is(Film)),
            None => return None,
        };
        fits.then_some(opens)
    });
    let (begins, surely) = found.or_else(|| remembered(sentence))?;
    let about = words.get(begins..)?;
    let telling = about.iter().filter(|w| !w.any(BASE) && w.role.is_none()).count();
    // "Una de perros" may be an order of food; "una peli de perros" is none.
    let strange = |w: &Word| w.token.quoted || !surely && w.any(Cues::of(&[Foreign, Counted]));
    let counts = words[..begins].iter().any(|w| w.any(Cues::of(&[Count, HowMuch])));
    if telling == 0 || counts || about.iter().any(strange) {
        return None;
    }
    let text = tidy(sentence.text_of(begins..n)).trim_end_matches(['.', '!', '?']).to_owned();
    Some(Query::LikeText { text, page: 0 })
}

/// "La de un pueblo que esconde un secreto": somebody remembers a plot and no title.
fn remembered(sentence: &Sentence) -> Option<(usize, bool)> {
    let n = sentence.words.len();
    let is = |words: &str, i: usize| words.split(' ').any(|w| w == word(sentence, i));
    let the = (0..n.min(4)).find(|i| is("la esa aquella", *i) && is("de donde", i + 1))?;
    let small = sentence.words[..the].iter().all(|w| w.any(BASE.and(Cues::of(&[See, Suggest]))));
    let who = the + 2;
    let clause = (who + 2..n.saturating_sub(1)).any(|i| is("que donde cuando quien", i));
    let told = is("un una unos unas dos", who) && clause || word(sentence, the + 1) == "donde" && n > who + 2;
    (small && told).then_some((who, false))
}

/// Where "una peli de …" begins in what is compared with it: "algo parecido a una peli de atracos".
pub(super) fn compared_with(sentence: &Sentence) -> Option<usize> {
    let words = &sentence.words;
    let alike = words.iter().rposition(|w| w.is(Alike))?;
    let one = (alike + 1..words.len()).find(|i| !matches!(word(sentence, *i), "a" | "al" | "to" | "de"))?;
    let film = words.get(one + 1).is_some_and(|w| w.is(Film));
    (film && matches!(word(sentence, one), "una" | "un" | "alguna" | "a")).then_some(one)
}
