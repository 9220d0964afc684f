//! Slash commands: `/mes enero`, `/score Toy Story`, `/duracion 2018 netflix min`. The doors are [`command`] and
//! [`nearest_command`].

use super::canonical::{month_at, weekday_at};
use super::chart;
use super::discover;
use super::filters::Filters;
use super::further::counted_by;
use super::fuzzy::distance;
use super::lexicon::{Lexicon, Value};
use super::names::{NameKind, Names};
use super::sentence::{Sentence, Slots};
use super::{Group, Intent, Mine, Name, Query, Score, Titled, alike, mine, tidy, ties, titled};
use crate::catalog::UserId;
use crate::text::fold;
use crate::world::{Kind, Term};

/// Commands and what they ask, the name by which each is known first.
const COMMANDS: &[(Intent, &str)] = &[
    (Intent::MonthCount, "mes month meses cantidad_mes"),
    (Intent::WeekdayCount, "dia day dias weekday dia_semana"),
    (Intent::Score, "score puntaje popularidad puntuacion nota rating calificacion"),
    (Intent::Votes, "votos votes voto valoraciones"),
    (Intent::ActorStats, "actor actriz actress interprete"),
    (Intent::DirectorStats, "director directora dir"),
    (
        Intent::Recommend,
        "recomendar recomendacion recomendaciones recomienda recomendame similares similar parecidas recommend como",
    ),
    (Intent::MaxDuration, "duracion max_duracion duration larga mas_larga longest"),
    (Intent::ScoreCount, "puntajes scores cantidad_puntaje score_count"),
    (Intent::PlatformCount, "plataforma plataformas platform catalogo"),
    (Intent::TopActor, "repetido repetidos mas_repetido top_actor actor_repetido"),
    (Intent::Predict, "predecir prediccion predict"),
    (Intent::FilmCard, "ficha pelicula peli film movie info card"),
    (Intent::WhereToWatch, "donde where ver plataformas_de watch"),
    (Intent::Filmography, "filmografia filmography filmo peliculas_de"),
    (Intent::Cast, "reparto elenco cast quien quienes"),
    (Intent::Discover, "descubrir discover filtrar top mejores explorar"),
    (Intent::Saga, "saga sagas franquicia coleccion trilogia"),
    (Intent::CountBy, "cuantas cuantos contar pais productora ano anio"),
    (Intent::TitleCount, "titulos titulo clasificacion clasificaciones titles contenidos"),
    (Intent::Chart, "grafico graficos grafica graficar nube chart cloud"),
    (Intent::Rate, "puntuar calificar puntua califica rate"),
    (Intent::ForYou, "parami para_mi foryou for_you forme for_me que_veo"),
    (Intent::Taste, "gustos mis_gustos taste"),
    (Intent::Watchlist, "milista mi_lista lista listas watchlist mylist my_list pendientes"),
    (Intent::Add, "agregar agrega anadir anade guardar guarda add"),
    (Intent::Remove, "quitar quita sacar remove"),
    (Intent::Seen, "visto vista ya_vi seen"),
    (Intent::History, "historial mis_puntajes mis_notas history"),
    (Intent::ForGroup, "entrenosotros entre_nosotros paragrupo para_grupo"),
    (Intent::Join, "meapunto me_apunto apuntarme join"),
    (Intent::Leave, "mesalgo me_salgo salirme leave"),
    (Intent::MyData, "misdatos mis_datos mydata my_data export"),
    (Intent::ForgetMe, "borrarme borrar_mis_datos olvidame forget forgetme forget_me"),
    (Intent::Language, "idioma language lengua idiomas"),
    (Intent::LikeText, "sobre trama argumento about"),
    (Intent::Search, "buscar busca search find"),
    (Intent::Help, "ayuda start help comandos inicio menu"),
];

/// The name of the command that is spelt most like `typed`, without the slash; `None` where none is.
pub fn nearest_command(typed: &str) -> Option<&'static str> {
    let typed = fold(typed).replace(' ', "_");
    let all = COMMANDS.iter().flat_map(|(_, names)| {
        let known = names.split(' ').next().unwrap_or_default();
        names.split(' ').map(move |name| (name, known))
    });
    let near = all.filter_map(|(name, known)| {
        let limit = (name.len().max(typed.len()) / 3).clamp(1, 3);
        let starts = typed.len() >= 3 && name.starts_with(&typed);
        Some((if starts { 0 } else { distance(&typed, name, limit)? }, known))
    });
    near.min_by_key(|(slips, _)| *slips).map(|(_, known)| known)
}

/// The command that is typed with or without a bot's name behind it, folded.
fn folded(head: &str) -> String {
    fold(head.split('@').next().unwrap_or_default()).replace(' ', "_")
}

fn known(folded: &str) -> Option<Intent> {
    COMMANDS.iter().find(|(_, names)| names.split(' ').any(|n| n == folded)).map(|(intent, _)| *intent)
}

/// What a command, without its slash, asks.
pub(super) fn intent_of(head: &str) -> Option<Intent> {
    known(&folded(head))
}

/// Reads `/command@bot arguments`; `None` where the text does not begin with a slash and a letter.
pub fn command(text: &str, names: &dyn Names) -> Option<Query> {
    let rest = text.trim().strip_prefix('/')?;
    let (head, arguments) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let folded = folded(head);
    if !folded.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(match known(&folded) {
        Some(Intent::Chart) if matches!(folded.as_str(), "nube" | "cloud") => {
            chart::command(&tidy(&format!("nube {arguments}")), names)
        }
        Some(Intent::Chart) => chart::command(&tidy(arguments), names),
        Some(intent) => {
            let arguments = tidy(arguments);
            // Here a code may stand too, which in words would be any two letters.
            let country = Term::named(Kind::Country, &arguments).filter(|_| folded == "pais");
            if let Some(country) = country {
                return Some(Query::CountBy(Group::Country(country)));
            }
            let query = mine::command(intent, &folded, &arguments, names);
            conditioned(query.unwrap_or_else(|| with_arguments(intent, &arguments)), names)
        }
        None => Query::UnknownCommand { command: tidy(head.split('@').next().unwrap_or_default()) },
    })
}

/// "/recomendar Alien en Netflix": where all of it is no name, the film and what is asked of those like it. "/descubrir
/// comedias con Jim Carrey": whose films are meant, where that is what else was said.
fn conditioned(query: Query, names: &dyn Names) -> Query {
    let split = match &query {
        Query::Invalid { intent: Intent::Discover, value } => {
            let sentence = Sentence::read(value);
            let read = ties::read(&sentence, names);
            let told = read.strangers == 0 && !read.filters.ties.is_empty() && !discover::wants_series(&sentence);
            told.then(|| Query::Discover(Box::new(read.filters)))
        }
        Query::Recommend { title: Name::Text(text) } if names.fame_of(text, NameKind::Film).is_none() => {
            alike::split(&Sentence::read(text), 0, names)
        }
        _ => None,
    };
    split.unwrap_or(query)
}

/// What the command of an intent asks with these arguments: how the values of a question are read outside of a sentence.
pub fn with_arguments(intent: Intent, arguments: &str) -> Query {
    if arguments.is_empty() {
        return match intent {
            Intent::MaxDuration => Query::MaxDuration { year: None, platform: None, unit: None },
            Intent::TopActor => Query::TopActor { platform: None, year: None },
            Intent::Help => Query::Help { topic: None },
            Intent::Discover => Query::Discover(Box::default()),
            _ => invalid(intent, ""),
        };
    }
    let name = || unquoted(arguments);
    match intent {
        Intent::Score => Query::Score { title: name() },
        Intent::Votes => Query::Votes { title: name() },
        Intent::ActorStats => Query::ActorStats { person: name() },
        Intent::DirectorStats => Query::DirectorStats { person: name() },
        Intent::Recommend => Query::Recommend { title: name() },
        Intent::FilmCard => Query::FilmCard { title: name() },
        Intent::WhereToWatch => Query::WhereToWatch { title: name() },
        Intent::Filmography => Query::Filmography { person: name(), page: 0 },
        Intent::Cast => Query::Cast { title: name() },
        Intent::Saga => Query::Saga { name: name() },
        Intent::Discover => discovered(arguments),
        Intent::CountBy => counted(arguments),
        Intent::TitleCount => titled(arguments),
        Intent::Chart => chart::command(arguments, &()),
        Intent::Search => Query::Search { text: arguments.to_owned() },
        Intent::Help => Query::Help { topic: topic(arguments) },
        Intent::Predict => predict(arguments),
        _ => with_values(intent, arguments),
    }
}

fn invalid(intent: Intent, value: &str) -> Query {
    Query::Invalid { intent, value: tidy(value) }
}

/// A name in words, `#id` or `@key`, its quotation marks left out.
pub(super) fn unquoted(arguments: &str) -> Name {
    let id = arguments.strip_prefix('#').and_then(|id| id.parse().ok());
    if let Some(id) = id {
        return Name::Id(crate::catalog::SourceId(id));
    }
    let marks = [('"', '"'), ('«', '»'), ('“', '”')];
    let inner = marks.iter().find_map(|(open, close)| arguments.strip_prefix(*open)?.strip_suffix(*close));
    Name::text(inner.filter(|i| !i.trim().is_empty()).unwrap_or(arguments))
}

/// "/ayuda votos": the question that a command's name stands for.
fn topic(arguments: &str) -> Option<Intent> {
    let folded = folded(arguments);
    known(&folded).or_else(|| folded.parse().ok())
}

/// "/predecir 42 Toy Story", the user first or last.
fn predict(arguments: &str) -> Query {
    let user = |word: &str| word.to_lowercase().trim_start_matches("usuario=").parse::<UserId>().ok();
    let (first, rest) = arguments.split_once(' ').unwrap_or((arguments, ""));
    if fold(first) == "usuario" {
        return predict(rest);
    }
    if let Some(found) = user(first) {
        return match rest.is_empty() {
            true => invalid(Intent::Predict, ""),
            false => Query::Predict { user: found, title: unquoted(rest) },
        };
    }
    match arguments.rsplit_once(' ').and_then(|(title, last)| Some((title, user(last)?))) {
        Some((title, user)) => Query::Predict { user, title: unquoted(title) },
        // Of no other user: of whoever asks.
        None => Query::Mine(Mine::Predict { title: unquoted(arguments) }),
    }
}

/// "/descubrir comedias de los 90", all of which must be filters.
fn discovered(arguments: &str) -> Query {
    let sentence = Sentence::read(arguments);
    let read = discover::read(&sentence);
    match read.strangers == 0 && read.filters != Filters::default() && !discover::wants_series(&sentence) {
        true => Query::Discover(Box::new(read.filters)),
        false => invalid(Intent::Discover, arguments),
    }
}

/// "/cuantas 1999", "/cuantas francés", "/pais Argentina"; what is none of these is a company.
fn counted(arguments: &str) -> Query {
    let read = discover::read(&Sentence::read(arguments));
    let words = fold(arguments);
    let words: Vec<&str> = words.split(' ').collect();
    let language = Term::said(Kind::Language, &words).filter(|(n, _)| *n == words.len());
    let group = language.map(|(_, language)| Group::Language(language));
    let group = group.or_else(|| counted_by(&read.filters).filter(|_| read.strangers == 0));
    if group.is_none() && read.strangers == 0 && read.is_telling() {
        return Query::Discover(Box::new(read.filters));
    }
    let company = || Group::Company(arguments.trim_matches(['"', '«', '»']).trim().to_owned());
    Query::CountBy(group.unwrap_or_else(company))
}

/// "/titulos series de Argentina", "/titulos PG-13"; a word that looks like an age rating is one that is not known.
fn titled(arguments: &str) -> Query {
    let said = titled::said(&Sentence::read(arguments)).filter(|titled| *titled != Titled::default());
    let looks_rated =
        arguments.len() <= 3 || !arguments.contains(' ') && arguments.contains(|c: char| !c.is_alphabetic());
    let rating = || Titled { rating: Some(arguments.to_lowercase()), ..Titled::default() };
    match said.or_else(|| looks_rated.then(rating)) {
        Some(titled) => Query::TitleCount(Box::new(titled)),
        None => invalid(Intent::TitleCount, arguments),
    }
}

/// Commands whose arguments are values, in any order; the first word that is none makes the question unreadable.
fn with_values(intent: Intent, arguments: &str) -> Query {
    let mut slots = Slots::default();
    for word in arguments.split([' ', ';']).filter(|w| !w.is_empty()) {
        if !read_value(word, intent, &mut slots) && !is_small(word, arguments) {
            return invalid(intent, word);
        }
    }
    let found = match intent {
        Intent::MonthCount => slots.month.map(|month| Query::MonthCount { month }),
        Intent::WeekdayCount => slots.weekday.map(|weekday| Query::WeekdayCount { weekday }),
        Intent::PlatformCount => slots.platform.map(|platform| Query::PlatformCount { platform }),
        Intent::ScoreCount => {
            slots.score.map(|score| Query::ScoreCount { score, platform: slots.platform, year: slots.year })
        }
        Intent::TopActor => Some(Query::TopActor { platform: slots.platform, year: slots.year }),
        _ => Some(Query::MaxDuration { year: slots.year, platform: slots.platform, unit: slots.unit }),
    };
    found.unwrap_or_else(|| invalid(intent, arguments))
}

/// Small words between arguments, and the second word of a platform's name.
fn is_small(word: &str, arguments: &str) -> bool {
    let folded = fold(word);
    if matches!(folded.as_str(), "video" | "plus" | "mas") || word == "+" {
        return super::sentence::slots_of(arguments).platform.is_some();
    }
    let cues = Lexicon::get().look(&folded).map(|f| f.entry.cues).unwrap_or_default();
    use super::cue::Cue::{Above, Article, DayWord, Filler, Link, MonthWord, YearWord};
    cues.any(super::cue::Cues::of(&[Link, Article, Filler, YearWord, MonthWord, DayWord, Above]))
}

/// Reads one argument into the slot that it fits; whether it fits any that the question has.
fn read_value(word: &str, intent: Intent, slots: &mut Slots) -> bool {
    let takes = |intents: &[Intent]| intents.contains(&intent);
    let number = word.trim_start_matches(['>', '+']).replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
    if let Some(number) = number {
        let year = (1870.0..=2035.0).contains(&number) && number.fract() == 0.0;
        if year && takes(&[Intent::MaxDuration, Intent::ScoreCount, Intent::TopActor]) && slots.year.is_none() {
            slots.year = Some(number as u16);
            return true;
        }
        if !year && intent == Intent::ScoreCount && slots.score.is_none() {
            slots.score = Score::new(number);
            return slots.score.is_some();
        }
        let month = (1.0..=12.0).contains(&number) && number.fract() == 0.0;
        if intent == Intent::MonthCount && month {
            slots.month = month_at(number as usize - 1);
            return true;
        }
        return false;
    }
    let folded = fold(word);
    let Some(value) = Lexicon::get().look(&folded).and_then(|f| f.entry.value) else { return false };
    match value {
        Value::Month(2) if intent == Intent::WeekdayCount && folded == "mar" => once(&mut slots.weekday, weekday_at(1)),
        Value::Month(m) if intent == Intent::MonthCount => once(&mut slots.month, month_at(usize::from(m))),
        Value::Weekday(d) if intent == Intent::WeekdayCount => once(&mut slots.weekday, weekday_at(usize::from(d))),
        Value::Platform(p)
            if takes(&[Intent::MaxDuration, Intent::ScoreCount, Intent::TopActor, Intent::PlatformCount]) =>
        {
            once(&mut slots.platform, Some(p))
        }
        Value::Unit(u) if intent == Intent::MaxDuration => once(&mut slots.unit, Some(u)),
        Value::Number(n) if intent == Intent::ScoreCount => once(&mut slots.score, Score::new(n)),
        _ => false,
    }
}

/// Fills a slot; a second value that is not the first does not fit.
fn once<T: PartialEq>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let fits = slot.as_ref().is_none_or(|before| Some(before) == value.as_ref());
    if fits {
        *slot = value;
    }
    fits
}
