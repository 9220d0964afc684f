//! In which language somebody wants to be spoken to: "háblame en inglés", "in Spanish, please", "cambiar idioma". The doors
//! are [`ordered`], which needs a word for speaking or changing, and [`asked`], which a bare "in English, please" passes too.

use super::Mine;
use crate::render::Language;
use crate::text::fold;

/// Longer messages say more than that, in bytes.
const LONGEST: usize = 100;

/// Words for the languages that are spoken here.
const TONGUES: [(&str, Language); 6] = [
    ("ingles", Language::English),
    ("english", Language::English),
    ("espanol", Language::Spanish),
    ("castellano", Language::Spanish),
    ("spanish", Language::Spanish),
    ("castilian", Language::Spanish),
];

/// Words for a language.
const LANGUAGE: [&str; 4] = ["idioma", "lengua", "language", "lenguaje"];

/// Words for speaking.
const SPEAK: &str = "habla hablas hablame hableme hablen hablemos hablar hablarme responde respondeme respondame responder \
                     contesta contestame contesteme contestar escribe escribeme escribir speak talk answer reply respond write";

/// Words for changing and choosing.
const CHANGE: &str = "cambia cambiame cambiar cambiemos cambialo cambiate pasa pasate pasar pasemos pon ponlo ponme ponte poner \
                      usa usar elige elegir prefiero switch change use set choose prefer";

/// Words that ask politely.
const POLITE: &str = "favor porfa porfavor please pls plz";

/// Words that may stand beside.
const SMALL: &str = "en a al el la me te por conmigo mejor ahora desde solo siempre ya puedes podes podrias podemos puede \
                     quiero quisiera que lo otra vez de nuevo bot hola oye in to into the with you do can could would i \
                     d like let lets s us id from now on it instead again just only my your me hey hi";

fn is_of(words: &str, word: &str) -> bool {
    words.split(' ').any(|w| w == word)
}

/// The language that a word names.
pub(super) fn tongue(word: &str) -> Option<Language> {
    TONGUES.iter().find(|(name, _)| *name == word).map(|(_, language)| *language)
}

/// An order to speak or to change the language, whatever was said before.
pub fn ordered(text: &str) -> Option<Mine> {
    read(text, false)
}

/// That, or a language that is politely asked for.
pub fn asked(text: &str) -> Option<Mine> {
    read(text, true)
}

/// A language and nothing else, after it was asked which.
pub fn answered(text: &str) -> Option<Mine> {
    let folded = fold(text);
    let words: Vec<&str> = crate::text::words(&folded).collect();
    let spoken: Vec<Language> = words.iter().filter_map(|word| tongue(word)).collect();
    let known = |word: &&str| tongue(word).is_some() || is_of(SMALL, word) || is_of(POLITE, word);
    match spoken[..] {
        [to] if words.iter().all(known) => Some(Mine::Language { to: Some(to) }),
        _ => None,
    }
}

fn read(text: &str, bare: bool) -> Option<Mine> {
    if text.len() > LONGEST || text.contains(['"', '«', '“']) {
        return None;
    }
    let folded = fold(text);
    let words: Vec<&str> = crate::text::words(&folded).collect();
    let has = |list: &str| words.iter().any(|word| is_of(list, word));
    let named = words.iter().any(|word| LANGUAGE.contains(word));
    let known = |word: &&str| {
        let spoken = tongue(word).is_some() || LANGUAGE.contains(word);
        spoken || [SPEAK, CHANGE, POLITE, SMALL].iter().any(|list| is_of(list, word))
    };
    if !words.iter().all(known) {
        return None;
    }
    let mut tongues = words.iter().filter_map(|word| tongue(word));
    match (tongues.next(), tongues.next()) {
        (Some(to), None) if has(SPEAK) || has(CHANGE) || bare && has(POLITE) => Some(Mine::Language { to: Some(to) }),
        (None, None) if named && has(CHANGE) => Some(Mine::Language { to: None }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_asked_for_in_many_ways() {
        use Language::{English, Spanish};
        for (text, to) in [
            ("háblame en inglés", English),
            ("¿Hablas inglés?", English),
            ("do you speak English?", English),
            ("In English, please", English),
            ("could you answer me in english", English),
            ("switch to English", English),
            ("cambia a español", Spanish),
            ("¿puedes hablar en español, por favor?", Spanish),
            ("mejor contéstame en castellano", Spanish),
            ("let's speak Spanish", Spanish),
            ("cambia el idioma a inglés", English),
        ] {
            assert_eq!(asked(text), Some(Mine::Language { to: Some(to) }), "{text}");
        }
        for text in ["cambiar idioma", "change the language", "quiero cambiar de idioma"] {
            assert_eq!(ordered(text), Some(Mine::Language { to: None }), "{text}");
        }
    }

    #[test]
    fn films_in_a_language_are_no_order() {
        for text in [
            "en inglés",
            "películas en inglés",
            "recomendame algo en inglés",
            "habla de It",
            "cómo se dice gracias en inglés",
            "en qué idioma está Amélie",
            "pon una en español o inglés",
            "The English Patient",
            "english movies please",
            "cuántos idiomas habla Viggo Mortensen",
            "idioma",
            "",
        ] {
            assert_eq!(asked(text), None, "{text}");
        }
        assert_eq!(ordered("in English, please"), None, "after a list it may narrow that down");
    }
}
