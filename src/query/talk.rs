//! Small talk and help. The doors are [`greeting`] and [`asks_help`].

use super::Greeting;
use super::cue::Cue::*;
use super::cue::Cues;
use super::frames::BASE;
use super::sentence::{Role, Sentence, Word};

const TALK: Cues = Cues::of(&[Hello, Thanks, Bye, Chat]);

/// The kind of small talk, where the sentence is nothing else.
pub fn greeting(sentence: &Sentence) -> Option<Greeting> {
    // "Ok", "bueno, dale": thanks in short, where nothing at all is asked.
    if sentence.has(Nod) && sentence.words.iter().all(|w| w.role.is_none() && w.any(BASE.and(Cues::of(&[Nod])))) {
        return Some(Greeting::Thanks);
    }
    let leaves = sentence.has(Bye);
    let room = TALK.and(BASE).and(Cues::of(&[How, DayWord, Other, Most, See, Who, Best]));
    let words = &sentence.words;
    let stranger = |w: &Word| match w.role {
        Some(Role::Weekday | Role::Month) => !leaves,
        Some(_) => true,
        None => !w.any(room) && !w.is(HelpWord),
    };
    // "¿Qué sabes de Titanic?": what a preposition leads to, or a question's word, is no name of ours.
    let asks = |i: usize| {
        // "¿Qué hay?" is a hello, "¿qué hay de Almodóvar?" is none.
        let asking = |w: &Word| w.any(Cues::of(&[What, How, Who])) || w.token.word == "hay";
        let led = i > 0 && words[i - 1].is(Link) && words[..i].iter().any(asking);
        !words[i].unknown() && !sentence.has(Thanks) && !leaves || led
    };
    if (0..words.len()).any(|i| stranger(&words[i]) && asks(i)) {
        return None;
    }
    let strangers = words.iter().filter(|w| stranger(w));
    // "Con Gael García" thanks nobody: a slip beside a name is a name.
    if words.iter().any(|w| w.fuzzy && w.any(TALK)) && strangers.clone().count() > 0 {
        return None;
    }
    // A name or an aside may stand beside: "hola Claqueta", "gracias por el dato".
    let spare = sentence.has(Hello) || sentence.has(Thanks) || leaves || sentence.has(Chat);
    if sentence.has(HelpWord) && !sentence.has(Thanks) {
        return None;
    }
    if !sentence.has_any(TALK) || strangers.count() > usize::from(spare && sentence.words.len() > 1) {
        return None;
    }
    let kinds =
        [(Thanks, Greeting::Thanks), (Chat, Greeting::SmallTalk), (Bye, Greeting::Goodbye), (Hello, Greeting::Hello)];
    kinds.into_iter().find(|(cue, _)| sentence.has(*cue)).map(|(_, kind)| kind)
}

/// Whether the sentence asks what can be asked.
pub fn asks_help(sentence: &Sentence) -> bool {
    let room = TALK.and(BASE).and(Cues::of(&[HelpWord, How, Who, Film, Other, Most, See, Best, User]));
    sentence.has(HelpWord) && sentence.words.iter().filter(|w| w.role.is_some() || !w.any(room)).count() <= 2
}
