//! What somebody who is still typing may be about to name: where in an unfinished message a name may begin, and of what.
//!
//! The door is [`endings`].

use super::Intent;
use super::cue::{Cue, Cues};
use super::sentence::{Sentence, Word};
use super::slash::intent_of;
use crate::catalog::UserId;
use crate::world::{Kind, Term};

/// Whose name may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Anything's.
    Any,
    /// A film's or platform title's.
    Work,
    /// A person's.
    Person,
    /// A person's who directs.
    Director,
}

/// The end of a message that may be the beginning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending<'t> {
    /// The piece of the message, to its end.
    pub name: &'t str,
    /// Whose name.
    pub sought: Sought,
    /// Whether no word of it is one of ours, so that it can hardly be anything but a name.
    pub strange: bool,
}

/// Endings told at most: each may be looked up at every key that is pressed.
const MOST: usize = 6;

/// The endings of `text` that may name something, the longest first. After a command these are its arguments; else the
/// whole message, and what follows a word of ours. Cost: that of reading a sentence.
pub fn endings(text: &str) -> Vec<Ending<'_>> {
    let text = text.trim();
    if let Some(command) = text.strip_prefix('/') {
        return argument(command).into_iter().collect();
    }
    let words = Sentence::read(text).words;
    let strange = |words: &[Word]| {
        let own = |w: &Word| w.unknown() && !w.fuzzy || w.any(Cues::of(&[Cue::Link, Cue::Article, Cue::And]));
        words.iter().all(own) && words.iter().any(|w| w.unknown() && w.token.word.chars().count() >= 4)
    };
    let whole = Ending { name: text, sought: Sought::Any, strange: strange(&words) };
    let tails = (1..words.len()).filter_map(|i| {
        let sought = sought_after(&words[..i])?;
        may_be_a_name(&words[i..], words[i - 1].is(Cue::Link)).then(|| Ending {
            name: &text[words[i].token.span.start..],
            sought,
            strange: strange(&words[i..]),
        })
    });
    let mut found: Vec<Ending> = std::iter::once(whole).chain(tails).filter(|e| e.name.chars().count() >= 2).collect();
    // In a long message the last of them are the likeliest.
    let many = found.len().saturating_sub(MOST);
    found.drain(found.len().min(1)..(1 + many).min(found.len()));
    found
}

/// What stands after a command that takes a name.
fn argument(command: &str) -> Option<Ending<'_>> {
    use Intent as I;
    let (head, mut name) = command.split_once(char::is_whitespace)?;
    name = name.trim_start();
    let intent = intent_of(head)?;
    let user = |word: &str| word.to_lowercase().parse::<UserId>().is_ok();
    if intent == I::Predict
        && let Some((first, rest)) = name.split_once(char::is_whitespace)
        && user(first)
    {
        name = rest.trim_start();
    }
    let sought = match intent {
        I::ActorStats | I::Filmography => Sought::Person,
        I::DirectorStats => Sought::Director,
        I::Search => Sought::Any,
        I::Score | I::Votes | I::Recommend | I::Predict | I::FilmCard | I::WhereToWatch | I::Cast | I::Saga => {
            Sought::Work
        }
        I::Rate | I::Add | I::Remove | I::Seen => Sought::Work,
        _ => return None,
    };
    (name.chars().count() >= 2).then_some(Ending { name, sought, strange: name.chars().count() >= 4 })
}

/// Whose name may follow these words; `None` where the last of them is no word of ours, so that a name is under way.
fn sought_after(words: &[Word]) -> Option<Sought> {
    let last = words.last().filter(|w| !w.unknown())?;
    let small = Cues::of(&[Cue::Link, Cue::Article]);
    let linked = last.is(Cue::Link);
    let Some(word) = words.iter().rev().find(|w| !w.any(small)) else { return Some(Sought::Any) };
    let is = |cues: &[Cue]| word.any(Cues::of(cues));
    Some(match linked {
        // "la directora Greta …", but "el director de Titanic".
        false if is(&[Cue::Director]) => Sought::Director,
        false if is(&[Cue::Actor]) => Sought::Person,
        // "¿Quién dirigió Titanic?", but "películas que dirigió Nolan".
        false if is(&[Cue::Directs]) && !words.iter().any(|w| w.is(Cue::Who)) => Sought::Director,
        false if is(&[Cue::Directs, Cue::Film]) => Sought::Work,
        true if is(&[Cue::Directs]) => Sought::Director,
        _ if is(&[Cue::Alike, Cue::See, Cue::Vote, Cue::Rated]) => Sought::Work,
        _ => Sought::Any,
    })
}

/// Whether these words, the last of a message, may be a name or the beginning of one.
fn may_be_a_name(words: &[Word], linked: bool) -> bool {
    let [first, rest @ ..] = words else { return false };
    let begins = !first.any(Cues::of(&[Cue::Link, Cue::And])) && first.begins;
    let foreign = |w: &Word| w.unknown() && w.token.word.parse::<f64>().is_err();
    // "películas de terr" is on its way to a genre.
    let genre = linked && rest.is_empty() && Term::begins(&[Kind::Genre, Kind::Theme], &first.token.word);
    let long = !rest.is_empty() || first.token.word.chars().count() >= 3;
    begins && long && !genre && words.iter().any(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_word_of_ours_is_strange() {
        let strange = |text: &str| endings(text).into_iter().any(|ending| ending.strange);
        assert!(strange("batmn") && strange("recomendame algo como titnic") && strange("/votos shrec"));
        assert!(!strange("cuántas comedias hay") && !strange("hola") && !strange("recomienda"));
    }

    #[track_caller]
    fn check(text: &str, expect: &[(&str, Sought)]) {
        let found: Vec<(&str, Sought)> = endings(text).into_iter().map(|e| (e.name, e.sought)).collect();
        for one in expect {
            assert!(found.contains(one), "{text}: {one:?} is not among {found:?}");
        }
        assert!(found.len() <= MOST && found.windows(2).all(|w| w[0].0.len() > w[1].0.len()), "{text}: {found:?}");
    }

    #[track_caller]
    fn check_none(text: &str, wrong: &str) {
        let found = endings(text);
        assert!(found.iter().all(|e| e.name != wrong), "{text}: {found:?}");
    }

    #[test]
    fn a_command_takes_what_it_is_about() {
        let only = |text: &str| match endings(text)[..] {
            [Ending { name, sought, .. }] => Some((name.to_owned(), sought)),
            _ => None,
        };
        assert_eq!(only("/ficha ama"), Some(("ama".to_owned(), Sought::Work)));
        assert_eq!(only("/director nol"), Some(("nol".to_owned(), Sought::Director)));
        assert_eq!(only("/Actor  de ni"), Some(("de ni".to_owned(), Sought::Person)));
        assert_eq!(only("/predecir 42 toy st"), Some(("toy st".to_owned(), Sought::Work)));
        assert_eq!(only("/buscar@claqueta_bot tom"), Some(("tom".to_owned(), Sought::Any)));
        for text in ["/ficha", "/ficha ", "/ficha a", "/mes ene", "/nada tit", "/"] {
            assert_eq!(endings(text), [], "{text}");
        }
    }

    #[test]
    fn the_whole_comes_first_then_what_follows_words_of_ours() {
        check("la guerra de las gal", &[("la guerra de las gal", Sought::Any)]);
        assert_eq!(endings("la guerra de las gal")[0].name, "la guerra de las gal");
        check("recomiéndame algo como titan", &[("titan", Sought::Work)]);
        check("¿quién dirigió pulp fic", &[("pulp fic", Sought::Work)]);
        check("votos de la guerra de las gal", &[("la guerra de las gal", Sought::Work)]);
        check("películas de christopher nol", &[("christopher nol", Sought::Any)]);
        check("el actor tom ha", &[("tom ha", Sought::Person)]);
        check("algo parecido a el club de la pe", &[("el club de la pe", Sought::Work)]);
        check("something like the god", &[("the god", Sought::Work)]);
    }

    #[test]
    fn what_is_on_its_way_to_a_word_of_ours_is_no_name() {
        for wrong in ["terr", "de terr"] {
            check_none("cuántas películas de terr", wrong);
        }
        check_none("comedias de los 90", "los 90");
        check_none("comedias de los 90", "90");
        check_none("lo más largo de netflix", "netflix");
        assert_eq!(endings(""), []);
        assert_eq!(endings("x"), []);
    }

    #[test]
    fn no_message_breaks_it() {
        for text in
            ["¿¡", "a b c d e f g h i j", "ñ ñandú de 千と千尋", "« de »", "/ de", "de de de de de de de de de pulp"]
        {
            assert!(endings(text).iter().all(|e| text.trim().ends_with(e.name)), "{text}");
        }
    }
}
