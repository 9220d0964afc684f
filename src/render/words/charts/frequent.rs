//! What a chart of the most frequent shows, and one of returns.

use super::super::Text;
use super::super::counted;
use super::asked::key;
use super::found::{NAMED, kind, leading, names};
use super::{capital, films, percent, share};
use crate::eda::{FEW_RETURNS, Key, Tally};
use crate::engine::Charted;
use crate::query::By;
use crate::render::numbers::{decimal, list};
use crate::render::{Language, say};

pub(super) fn frequent_found(charted: &Charted, tallies: &[Tally], left_out: u32, language: Language) -> String {
    let count = &charted.count;
    let given: Vec<String> = charted.given.iter().map(|k| key(k, language)).collect();
    let given = (!given.is_empty()).then(|| list(&given, language));
    if tallies.is_empty() {
        return given.map_or(String::new(), |given| all_given(count.by, &given, language));
    }
    let part = |count_of: u32| percent(share(count_of, count.known), language);
    let whole = whole_of(count.by, count.known == count.films).to(language);
    let named = |tallies: &[&Tally]| in_a_sentence(&names(tallies, language), count.by, language);
    let (most, ahead) = leading(tallies, |t| t.count);
    let (released, part_of_first) = (films(most, language), part(most));
    let behind: Vec<&Tally> = tallies.iter().skip(ahead.len()).collect();
    let second: Vec<&Tally> = behind.iter().take_while(|t| t.count == behind[0].count).copied().collect();
    let next = match second.len() {
        0 => String::new(),
        1 => {
            let (name, part) = (named(&second), part(second[0].count));
            say!(language, "; le sigue {name} con el {part}", "; next is {name} with {part}")
        }
        n => {
            let part = part(second[0].count);
            let name = match n <= NAMED {
                true => named(&second),
                false => counted(n as u32, kind(count.by), language),
            };
            say!(language, "; le siguen {name} con el {part} cada uno", "; next are {name} with {part} each")
        }
    };
    let besides = match &given {
        Some(given) if language == Language::Spanish && matches!(count.by, By::Genre | By::Language) => {
            let given = given.to_lowercase();
            say!(language, "Además de {given}, ", "Besides {given}, ")
        }
        Some(given) => say!(language, "Además de {given}, ", "Besides {given}, "),
        None => String::new(),
    };
    let first = match ahead.len() <= NAMED {
        true if given.is_some() => named(&ahead),
        true => capital(&named(&ahead)),
        false => counted(ahead.len() as u32, kind(count.by), language),
    };
    let mut found = match ahead.len() {
        1 => say!(
            language,
            "{besides}{first} encabeza con {released}, el {part_of_first} {whole}{next}.",
            "{besides}{first} leads with {released}, {part_of_first} {whole}{next}."
        ),
        _ => say!(
            language,
            "{besides}{first} empatan con {released}, el {part_of_first} {whole} cada uno{next}.",
            "{besides}{first} tie with {released}, {part_of_first} {whole} each{next}."
        ),
    };
    if matches!(count.by, By::Genre | By::Country) {
        found.push_str(language.pick(" Una película puede contar en varios.", " A film may count in several."));
    }
    if left_out > 0 {
        let rest = counted(left_out, kind(count.by), language);
        found.push_str(&match left_out {
            1 => say!(language, " No se ve {rest} más.", " {rest} more is not shown."),
            _ => say!(language, " No se ven {rest} más.", " {rest} more are not shown."),
        });
    }
    found
}

/// What the shares are of: of all films, or only of those of which it is known.
fn whole_of(by: By, all: bool) -> Text {
    match by {
        _ if all => Text::new("del total", "of the total"),
        By::Genre => Text::new("de las que tienen género", "of those with a genre"),
        By::Country => Text::new("de las que tienen país", "of those with a country"),
        By::Language => Text::new("de las que tienen idioma", "of those with a language"),
        By::Platform => Text::new("de las que están en alguna plataforma", "of those on any platform"),
        _ => Text::new("de las que tienen ese dato", "of those of which it is known"),
    }
}

/// Names as they stand within a sentence: "el francés y el italiano", "comedia".
fn in_a_sentence(names: &str, by: By, language: Language) -> String {
    match (by, language) {
        (By::Language, Language::Spanish) => {
            let names = names.to_lowercase();
            let each = names
                .split(", ")
                .map(|some| some.split(" y ").map(|name| say!(language, "el {name}", "{name}")).collect::<Vec<_>>());
            each.map(|some| some.join(" y ")).collect::<Vec<_>>().join(", ")
        }
        (By::Genre, Language::Spanish) => names.to_lowercase(),
        _ => names.to_owned(),
    }
}

/// Where all films are of what was asked for and of nothing else.
fn all_given(by: By, given: &str, language: Language) -> String {
    match by {
        By::Language => {
            let given = given.to_lowercase();
            say!(language, "Todas están en {given}.", "All of them are in {given}.")
        }
        By::Country => say!(
            language,
            "Todas son de {given}, y de ningún otro país.",
            "All of them are from {given}, and from no other country."
        ),
        _ => say!(
            language,
            "Todas son de {given}, y de ningún otro género.",
            "All of them are {given}, and of no other genre."
        ),
    }
}

/// What genres return. All films are of those that were asked for, which hence are not among the best or the worst.
pub(super) fn returns_found(given: &[Key], medians: &[(Key, f64, u32)], language: Language) -> String {
    let times = |of: &(Key, f64, u32)| decimal(of.1, 1, language);
    let own = medians.iter().find(|m| given.contains(&m.0)).map(times);
    let others: Vec<&(Key, f64, u32)> = medians.iter().filter(|m| !given.contains(&m.0)).collect();
    let mut found = match own {
        Some(own) => say!(
            language,
            "La mitad de estas películas recauda {own} veces su costo o más.",
            "Half of these films make {own} times their cost or more."
        ),
        None => String::new(),
    };
    let (Some(best), Some(least)) = (others.first(), others.last()) else { return with_median(found, language) };
    let (first, last, high, low) = (key(&best.0, language), key(&least.0, language), times(best), times(least));
    let among = !given.is_empty();
    let told = match others.len() {
        1 if among => say!(
            language,
            "De las que además son de {first}, la mitad recauda {high} veces su costo o más.",
            "Of those that are {first} too, half make {high} times their cost or more."
        ),
        1 => say!(
            language,
            "Solo de {first} hay {FEW_RETURNS} películas o más: la mitad recauda {high} veces su costo o más.",
            "Only {first} has {FEW_RETURNS} films or more: half of them make {high} times their cost or more."
        ),
        _ if high == low => say!(
            language,
            "Todos los géneros rinden parecido: la mitad de las películas recauda {high} veces su costo o más.",
            "All genres return about the same: half of the films make {high} times their cost or more."
        ),
        _ if among => say!(
            language,
            "De los géneros con que se mezclan, el que más rinde es {first} ({high}); el que menos, {last} ({low}).",
            "Of the genres that they mix with, {first} returns most ({high}); the least, {last} ({low})."
        ),
        _ => say!(
            language,
            "{first} es el género que más rinde: la mitad de sus películas recauda {high} veces su costo o más; el que \
             menos, {last} ({low}).",
            "{first} is the genre that returns most: half of its films make {high} times their cost or more; the least, \
             {last} ({low})."
        ),
    };
    if !found.is_empty() {
        found.push(' ');
    }
    with_median(found + &told, language)
}

/// Why it is a half that is spoken of.
fn with_median(found: String, language: Language) -> String {
    let why = language.pick(
        " Se usa la mediana porque unos pocos éxitos inflan el promedio.",
        " The median is used because a few hits inflate the mean.",
    );
    if found.is_empty() { found } else { found + why }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ES: Language = Language::Spanish;

    #[test]
    fn what_was_asked_for_is_not_the_best_of_all() {
        let genre = |code: &str, times: f64| (Key::Genre(code.to_owned()), times, 12u32);
        let (horror, drama, comedy) = (genre("Horror", 2.5), genre("Drama", 3.0), genre("Comedy", 1.2));
        let medians = [drama.clone(), horror.clone(), comedy.clone()];
        let asked = returns_found(std::slice::from_ref(&horror.0), &medians, ES);
        assert!(asked.starts_with("La mitad de estas películas recauda 2,5 veces su costo o más. De los géneros con que se mezclan, el que más rinde es Drama (3); el que menos, Comedia (1,2)."), "{asked}");
        let alone = returns_found(std::slice::from_ref(&horror.0), std::slice::from_ref(&horror), ES);
        assert!(alone.starts_with("La mitad de estas películas recauda 2,5 veces su costo o más. Se usa"), "{alone}");
        let all = returns_found(&[], &medians, ES);
        assert!(all.starts_with("Drama es el género que más rinde") && all.contains("Comedia (1,2)"), "{all}");
        let one = returns_found(&[], std::slice::from_ref(&drama), ES);
        assert!(one.starts_with("Solo de Drama hay 10 películas o más"), "{one}");
    }
}
