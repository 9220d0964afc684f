//! Personal messages that rest on what was said before: "le pongo un 8" after a card, "no la vi" while being asked about
//! films, "y de los 80" after a list for me. The doors are [`refer`] and [`incomplete`].

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::followup::Context;
use super::super::frames::BASE;
use super::super::names::Names;
use super::super::sentence::{Sentence, Word};
use super::super::{Intent, Name, Query, discover};
use super::{Mine, marks, told};
use crate::catalog::Mark;

/// What a message means after a personal question or a film that was spoken of; `None` where it stands by itself.
pub fn refer(sentence: &Sentence, context: &Context, continues: bool, names: &dyn Names) -> Option<Query> {
    let last = context.last.as_ref()?;
    if let Query::Mine(mine) = last
        && let Some(answer) = answered(sentence, mine, context, continues)
    {
        return Some(answer);
    }
    if let Some(changed) = filtered(sentence, last, continues) {
        return Some(changed);
    }
    let mine = told(sentence, names)?;
    match mine.name() {
        Some(Name::Text(text)) if text.is_empty() => {
            let query = mine.about(context.title.clone()?)?;
            Some(Query::Mine(query))
        }
        Some(_) => None,
        // "Dame otra" goes on with what was shown.
        None if matches!(mine, Mine::ForYou(_)) && says_another(sentence) => None,
        None => Some(Query::Mine(mine)),
    }
}

fn says_another(sentence: &Sentence) -> bool {
    let another = |w: &Word| matches!(w.token.word.as_str(), "otra" | "otras" | "otro" | "otros" | "another");
    sentence.words.iter().any(another)
}

/// A command without its film, or with a mark only, after a film was spoken of: "/puntuar 8", "/visto".
pub fn incomplete(text: &str, context: &Context, names: &dyn Names) -> Option<Query> {
    let (intent, mark) = match super::super::parse(text, names) {
        Query::Invalid { intent, value } if value.is_empty() => (intent, None),
        Query::Mine(Mine::Rate { title: Name::Text(title), mark }) if title.is_empty() => (Intent::Rate, mark),
        _ => return None,
    };
    let title = context.title.clone()?;
    let list = super::List::here("");
    Some(Query::Mine(match intent {
        Intent::Rate => Mine::Rate { title, mark },
        Intent::Seen => Mine::Seen { title },
        Intent::Add => Mine::Add { title, list },
        Intent::Remove => Mine::Remove { title, list },
        _ => return None,
    }))
}

/// The answer to what was asked back.
fn answered(sentence: &Sentence, last: &Mine, context: &Context, continues: bool) -> Option<Query> {
    let mine = match last {
        Mine::Rate { title, mark: None } => {
            let title = context.title.clone().unwrap_or_else(|| title.clone());
            match reaction(sentence)? {
                Reaction::Mark(mark) => Mine::Rate { title, mark },
                // Whoever cannot say is not asked again.
                Reaction::Unseen | Reaction::Enough => Mine::Enough,
            }
        }
        // "No, perdón, un 9": the same film.
        Mine::Rate { mark: Some(_), .. } if put_right(sentence, continues).is_some() => {
            Mine::Rate { title: context.title.clone()?, mark: put_right(sentence, continues) }
        }
        _ if context.undo.is_some() && takes_back(sentence, last) => return context.undo.clone(),
        Mine::ForgetMe { sure: None } => Mine::ForgetMe { sure: Some(agrees(sentence)?) },
        Mine::Taste | Mine::Tell { .. } => return about_asked(sentence, last, context).map(Query::Mine),
        _ => return None,
    };
    Some(Query::Mine(mine))
}

/// "No, perdón, un 9", "mejor un 7", "digo, 6": the mark that takes the place of the one just given.
fn put_right(sentence: &Sentence, continues: bool) -> Option<Mark> {
    const APOLOGY: &str = "no perdon perdona disculpa digo mejor quise decir me equivoque era es uy ay bueno sorry wait \
        actually rather mean i meant ponle ponele cambiala cambialo make it";
    let apology = |w: &&Word| APOLOGY.split_whitespace().any(|word| word == w.token.word);
    let lead = sentence.words.iter().take_while(apology).count();
    let from = sentence.words.get(lead).filter(|_| lead > 0 || continues)?.token.span.start;
    only_mark(&Sentence::read(&sentence.text[from..])).flatten()
}

/// What somebody says of a film they are asked about.
enum Reaction {
    /// A mark, in figures or in words; `None` for a number that is none.
    Mark(Option<Mark>),
    /// They cannot say.
    Unseen,
    /// They do not want to be asked.
    Enough,
}

/// "Me gustó", "no la vi", "un 8", "basta", while being asked about well-known films.
fn about_asked(sentence: &Sentence, last: &Mine, context: &Context) -> Option<Mine> {
    let step = match last {
        Mine::Tell { step, .. } => step.saturating_add(1),
        _ => 1,
    };
    let film = match context.title {
        Some(Name::Id(film)) => film,
        _ => return None,
    };
    match reaction(sentence)? {
        Reaction::Mark(None) => None,
        Reaction::Mark(mark) => Some(Mine::Tell { film, mark, step }),
        Reaction::Unseen => Some(Mine::Tell { film, mark: None, step }),
        Reaction::Enough => Some(Mine::Enough),
    }
}

/// "Me gustó", "no la vi", "un 8", "basta".
fn reaction(sentence: &Sentence) -> Option<Reaction> {
    let mark = |mark: Mark| Some(Reaction::Mark(Some(mark)));
    if sentence.text.contains('👍') {
        return mark(Mark::LIKED);
    }
    if sentence.text.contains('👎') {
        return mark(Mark::DISLIKED);
    }
    if let Some(given) = only_mark(sentence) {
        return Some(Reaction::Mark(given));
    }
    let spelt: Vec<&str> = sentence.words.iter().map(|w| w.token.word.as_str()).collect();
    if spelt.is_empty() || spelt.len() > 8 {
        return None;
    }
    let said = spelt.join(" ");
    // "La verdad, ni idea".
    let core =
        ["la verdad ", "pues ", "bueno ", "mmm ", "uf ", "honestly "].iter().find_map(|lead| said.strip_prefix(lead));
    let core = core.unwrap_or(&said);
    let is = |phrases: &str| phrases.split('|').any(|phrase| said == phrase || core == phrase);
    let has = |phrases: &str| phrases.split('|').any(|phrase| said.contains(phrase));
    // English opinions are words of titles too: "The Great Escape".
    let only = |opinions: &str| {
        const BESIDE: &str = "it was is its a an i so really very just pretty film movie that this one absolutely";
        let is = |options: &str, word: &str| options.split_whitespace().any(|option| option == word);
        spelt.iter().any(|word| is(opinions, word)) && spelt.iter().all(|word| is(opinions, word) || is(BESIDE, word))
    };
    match () {
        () if is(
            "basta|listo|suficiente|parar|para|paro|termina|terminar|terminemos|ya esta|no mas|ya no|stop|hasta aqui|cancela|cancelar|dejalo|enough|done|no more",
        ) =>
        {
            Some(Reaction::Enough)
        }
        () if has(
            "no la vi|no la he visto|no vi|nunca la vi|no lo vi|no la conozco|no la recuerdo|no la mire|no lo he visto|sin ver|not seen|havent seen|didnt see|never seen|dont know it|dont remember it|no me acuerdo|no sabria|no se que|not sure",
        ) || is(
            "ni idea|no se|nose|paso|pasa|pasar|pass|saltar|salta|saltala|saltear|saltemos|saltatela|siguiente|la siguiente|otra|no idea|i dont know|dont know|idk|skip|skip it|next",
        ) =>
        {
            Some(Reaction::Unseen)
        }
        () if is(
            "regular|mas o menos|masomenos|ni fu ni fa|normal|normalita|del monton|pasable|meh|so so|asi asi|ahi nomas|average|okay|mediocre",
        ) || has("ni bien ni mal|mas o menos|estuvo regular|me parecio regular") =>
        {
            Mark::new(5.0).and_then(mark)
        }
        () if has(
            "no me gusto|no me encanto|no me gusta|la odie|muy mala|malisima|horrible|aburrida|aburrio|un plomo|la deteste|didnt like|dont like|never liked|hated it|not great|not good|wasnt good",
        ) || only("boring terrible awful bad")
            || is("no|nop|mala|bad|not much") =>
        {
            mark(Mark::DISLIKED)
        }
        () if has("me encanto|la ame|lo ame|me fascino|obra maestra|loved it|me volo la cabeza")
            || only("masterpiece") =>
        {
            Mark::new(9.0).and_then(mark)
        }
        () if has("me gusto|me gusta|buenisima|muy buena|genial|excelente|liked it|i like it")
            || only("great excellent good")
            || is("si|sip|buena|claro|obvio|linda|yes|good") =>
        {
            mark(Mark::LIKED)
        }
        () => None,
    }
}

/// "Deshacer", "bórrala", "quita esa nota" right after what can be taken back.
fn takes_back(sentence: &Sentence, last: &Mine) -> bool {
    const BACK: &str = "deshacer deshaz deshazlo deshace deshacelo deshagamos undo";
    const AWAY: &str = "borra borrala borralo borrar quita quitala quitalo quitar elimina eliminala eliminar anula anular \
        remove delete";
    const BESIDE: &str = "la lo el esa ese eso mi nota puntaje puntuacion calificacion por favor porfa please no it that my \
        rating mark perdon";
    let is = |options: &str, w: &Word| options.split_whitespace().any(|option| option == w.token.word);
    let words = &sentence.words;
    let gave = matches!(last, Mine::Rate { .. } | Mine::Seen { .. } | Mine::Add { .. });
    let back = words.iter().any(|w| is(BACK, w) || gave && is(AWAY, w));
    back && words.len() <= 6 && words.iter().all(|w| is(BACK, w) || is(AWAY, w) || is(BESIDE, w))
}

/// A mark and nothing else: "8", "un 8", "le pongo 8,5", "★★★★"; `Some(None)` for a number that is none, "15". What is
/// longer ("300", "1917") may be a film.
fn only_mark(sentence: &Sentence) -> Option<Option<Mark>> {
    if let Some(spelt) = marks::spelt_out(sentence.text) {
        return only_mark(&Sentence::read(&spelt));
    }
    let n = sentence.words.len();
    let given = marks::first(sentence, 0..n.min(5))?;
    let small = |i: usize| given.words.contains(&i) || sentence.words[i].any(BASE.and(Cues::of(&[Sorry, Rated])));
    let short = sentence.words[given.words.start].token.word.len() <= 2;
    ((0..n).all(small) && (given.mark.is_some() || given.measured || short)).then_some(given.mark)
}

/// "Sí", "no" to whether it is meant; `None` for anything else. What is asked cannot be undone, so that a yes is only one
/// with nothing else beside it.
fn agrees(sentence: &Sentence) -> Option<bool> {
    const NO: &str = "no nop not mejor cancela cancelar nunca espera cancel never dont wait stop";
    const YES: &str = "si sip dale claro seguro segura confirmo borra borralo borrala borrar adelante ok okay yes yep sure \
        confirm delete";
    const BESIDE: &str = "por favor porfa please todo toda lo la que de muy bien mis datos my data it all everything im i \
        estoy quiero go ahead";
    let is = |options: &str, w: &Word| options.split_whitespace().any(|option| option == w.token.word);
    let words = &sentence.words;
    if words.len() > 5 || sentence.text.contains('?') {
        return None;
    }
    if words.iter().any(|w| is(NO, w)) {
        return Some(false);
    }
    let yes = words.iter().any(|w| is(YES, w)) && words.iter().all(|w| is(YES, w) || is(BESIDE, w));
    yes.then_some(true)
}

/// "¿Y de los 80?", "en Netflix" after films for me or for the group.
fn filtered(sentence: &Sentence, last: &Query, continues: bool) -> Option<Query> {
    let (Query::Mine(Mine::ForYou(before)) | Query::Mine(Mine::ForGroup(before))) = last else { return None };
    let read = discover::read(sentence);
    // "Algo para mí de terror" is a wish by itself, "algo más corto" is none.
    let says = |options: &[&str]| sentence.words.iter().any(|w| options.contains(&w.token.word.as_str()));
    let anew = says(&["algo", "alguna", "mi", "something", "anything"]) && !says(&["mas", "more"]);
    let whole = anew || sentence.has_any(Cues::of(&[Film, Show, Best, Count, Suggest]));
    if read.strangers > 0 || whole && !continues || read.filters == super::super::Filters::default() {
        return None;
    }
    let changed = Box::new(before.changed_by(&read.filters.by_taste()?));
    Some(Query::Mine(match last {
        Query::Mine(Mine::ForGroup(_)) => Mine::ForGroup(changed),
        _ => Mine::ForYou(changed),
    }))
}
