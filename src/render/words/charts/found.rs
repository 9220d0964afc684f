//! What a chart of years, days or words shows, in a sentence or two. Of what is equally frequent all is named or
//! nothing.

use super::super::{Noun, TITLE, counted, noun, quoted};
use super::asked::key;
use super::{capital, films, percent, share};
use crate::eda::{CLOUD, Count, Key, Tally};
use crate::query::By;
use crate::render::numbers::{self, list};
use crate::render::{Language, say};

/// So many that are equal are named; more are only counted.
pub(super) const NAMED: usize = 3;

/// Fewer films are not halved, and no shares of them are told.
pub(super) const FEW: u32 = 10;

/// A half, as it is said: up to this part of all.
const HALF: f64 = 0.55;

/// The greatest value of all and those that have it.
pub(super) fn leading(tallies: &[Tally], of: impl Fn(&Tally) -> u32) -> (u32, Vec<&Tally>) {
    let most = tallies.iter().map(&of).max().unwrap_or(0);
    (most, tallies.iter().filter(|t| of(t) == most).collect())
}

pub(super) fn names(tallies: &[&Tally], language: Language) -> String {
    list(&tallies.iter().map(|t| key(&t.key, language)).collect::<Vec<_>>(), language)
}

/// What a bar of a chart is.
pub(super) fn kind(by: By) -> Noun {
    match by {
        By::Year => noun(["año", "year"], ["años", "years"]),
        By::Decade => noun(["década", "decade"], ["décadas", "decades"]),
        By::Month => noun(["mes", "month"], ["meses", "months"]),
        By::Weekday => noun(["día", "day"], ["días", "days"]),
        By::Genre => noun(["género", "genre"], ["géneros", "genres"]),
        By::Country => noun(["país", "country"], ["países", "countries"]),
        By::Language => noun(["idioma", "language"], ["idiomas", "languages"]),
        By::Words => noun(["palabra", "word"], ["palabras", "words"]),
        _ => noun(["grupo", "group"], ["grupos", "groups"]),
    }
}

pub(super) fn years_found(count: &Count, tallies: &[Tally], language: Language) -> String {
    let (most, leaders) = leading(tallies, |t| t.count);
    let used = tallies.iter().filter(|t| t.count > 0).count();
    let (released, first) = (films(most, language), names(&leaders, language));
    let decades = count.by == By::Decade;
    if used == 1 && decades {
        let first = leaders.first().map_or(String::new(), |t| decade(&t.key));
        return say!(
            language,
            "Todas se estrenaron en la década de {first}.",
            "All of them were released in the {first}s."
        );
    }
    if used == 1 {
        return say!(language, "Todas se estrenaron en {first}.", "All of them were released in {first}.");
    }
    let several = counted(leaders.len() as u32, kind(count.by), language);
    let record = match leaders.len() {
        1 if decades => say!(
            language,
            "La década con más estrenos es {first}, con {released}.",
            "The decade with most releases is {first}, with {released}."
        ),
        1 => say!(
            language,
            "El año con más estrenos es {first}, con {released}.",
            "The year with most releases is {first}, with {released}."
        ),
        n if n == used => say!(
            language,
            "No hay picos: nunca más de {released}, en {several}.",
            "There are no peaks: never more than {released}, in {several}."
        ),
        2..=NAMED if decades => say!(
            language,
            "Las décadas con más estrenos son {first}, con {released} cada una.",
            "The decades with most releases are {first}, with {released} each."
        ),
        2..=NAMED => say!(
            language,
            "Los años con más estrenos son {first}, con {released} cada uno.",
            "The years with most releases are {first}, with {released} each."
        ),
        _ => say!(language, "El máximo es de {released}, en {several}.", "The most is {released}, in {several}."),
    };
    let mut sum = 0;
    let middle = tallies.iter().find(|t| {
        sum += t.count;
        sum * 2 >= count.known
    });
    // Of few films a half says nothing, nor of those that begin with it.
    let telling = tallies.len() > 3 && count.known >= FEW && middle.is_some_and(|m| m.key != tallies[0].key);
    let record = record + &cut_short(count, tallies, language);
    let Some(middle) = middle.filter(|_| telling) else { return record };
    // Of few films, those from the middle one on may be many more than half.
    let part = share(count.known - sum + middle.count, count.known);
    let middle = if decades { decade(&middle.key) } else { key(&middle.key, language) };
    let half = percent(part, language);
    match part <= HALF {
        true => say!(
            language,
            "{record} La mitad de las películas se estrenó de {middle} en adelante.",
            "{record} Half of the films were released from {middle} on."
        ),
        false => say!(
            language,
            "{record} El {half} de las películas se estrenó de {middle} en adelante.",
            "{record} {half} of the films were released from {middle} on."
        ),
    }
}

/// Where the films of the last years are missing, which looks as if hardly any were made: the first of those years. A fall
/// to less than half of a year before, and never more until the end, is taken for it.
fn cut_short(count: &Count, tallies: &[Tally], language: Language) -> String {
    const LAST: usize = 6;
    let enough = count.by == By::Year && count.films == count.known && count.films >= 1000;
    let last = &tallies[tallies.len().saturating_sub(LAST)..];
    let from = (1..last.len()).find(|i| last[*i..].iter().all(|t| t.count * 2 < last[i - 1].count));
    let Some(from) = from.filter(|_| enough) else { return String::new() };
    let year = key(&last[from].key, language);
    say!(
        language,
        " Desde {year} faltan estrenos: los datos se reunieron por entonces.",
        " From {year} on releases are missing: the data was gathered around then."
    )
}

/// The year that a decade begins with.
fn decade(key: &Key) -> String {
    match key {
        Key::Decade(first) => first.to_string(),
        _ => String::new(),
    }
}

pub(super) fn days_found(count: &Count, tallies: &[Tally], language: Language) -> String {
    let dated = |t: &Tally| t.count - t.placeholder;
    let all: u32 = tallies.iter().map(dated).sum();
    let placeholders: u32 = tallies.iter().map(|t| t.placeholder).sum();
    let mut found = if all == 0 { String::new() } else { dated_found(count.by, tallies, all, language) };
    if placeholders > 0 {
        let films = films(placeholders, language);
        found.push_str(&match all {
            0 => say!(
                language,
                "Lo que hay: {films} con fecha del 1 de enero, que suele significar «algún día de ese año».",
                "What there is: {films} dated 1 January, which mostly means “some day of that year”."
            ),
            _ => say!(
                language,
                " Aparte, {films} con fecha del 1 de enero, que suele significar «algún día de ese año».",
                " Besides, {films} dated 1 January, which mostly means “some day of that year”."
            ),
        });
    }
    found
}

/// Which months or days have most and least of the films with a date of their own.
fn dated_found(by: By, tallies: &[Tally], all: u32, language: Language) -> String {
    let dated = |t: &Tally| t.count - t.placeholder;
    let article = |name: String| match by {
        By::Month => name,
        _ => say!(language, "el {name}", "{name}"),
    };
    let named = |those: &[&Tally]| {
        let names: Vec<String> = those.iter().map(|t| article(key(&t.key, language))).collect();
        list(&names, language)
    };
    let (most, first) = leading(tallies, dated);
    let part = percent(share(most, all), language);
    let leader = capital(&named(&first));
    let found = match first.len() {
        1 if most == all => {
            return say!(
                language,
                "{leader} reúne todos los estrenos con su fecha.",
                "{leader} has all the releases with a date of their own."
            );
        }
        1 => say!(
            language,
            "{leader} reúne el {part} de los estrenos con su fecha",
            "{leader} has {part} of the releases with a date of their own"
        ),
        2..=NAMED => say!(
            language,
            "{leader} reúnen el {part} de los estrenos con su fecha cada uno",
            "{leader} have {part} each of the releases with a date of their own"
        ),
        n => {
            let (several, released) = (counted(n as u32, kind(by), language), films(most, language));
            say!(
                language,
                "Ninguno se destaca: el máximo es de {released} con su fecha, en {several}",
                "None stands out: the most is {released} with a date of their own, in {several}"
            )
        }
    };
    let few = tallies.iter().map(dated).min().unwrap_or(0);
    let last: Vec<&Tally> = tallies.iter().filter(|t| dated(t) == few).collect();
    let (part, least) = (percent(share(few, all), language), named(&last));
    let rest = match (last.len(), few) {
        (n, _) if n == tallies.len() => String::new(),
        (1..=NAMED, 0) => say!(language, "; {least}, ninguno", "; {least} none"),
        (n, 0) => {
            let several = counted(n as u32, kind(by), language);
            say!(language, "; en {several} no hay ninguno", "; there is none in {several}")
        }
        (1, _) => say!(language, "; {least}, apenas el {part}", "; {least} only {part}"),
        (2..=NAMED, _) => say!(language, "; {least}, apenas el {part} cada uno", "; {least} only {part} each"),
        _ => String::new(),
    };
    format!("{found}{rest}.")
}

pub(super) fn words_found(tallies: &[Tally], left_out: u32, language: Language) -> String {
    let (most, first) = leading(tallies, |t| t.count);
    let word = |t: &Tally| quoted(&key(&t.key, language), language);
    let titles = counted(most, TITLE, language);
    let leaders = list(&first.iter().map(|t| word(t)).collect::<Vec<_>>(), language);
    let several = counted(first.len() as u32, kind(By::Words), language);
    let mut found = match first.len() {
        0 => return String::new(),
        1 if tallies.len() == 1 => {
            say!(language, "La única palabra es {leaders}, en {titles}.", "The only word is {leaders}, in {titles}.")
        }
        _ if most == 1 => say!(language, "Ninguna palabra se repite.", "No word occurs twice."),
        1 => say!(
            language,
            "La palabra más frecuente es {leaders}, en {titles}",
            "The most frequent word is {leaders}, in {titles}"
        ),
        2..=NAMED => say!(
            language,
            "Las palabras más frecuentes son {leaders}, en {titles} cada una.",
            "The most frequent words are {leaders}, in {titles} each."
        ),
        _ => say!(
            language,
            "Lo más frecuente son {several}, cada una en {titles}.",
            "The most frequent are {several}, each in {titles}."
        ),
    };
    if !found.ends_with('.') {
        // Words that occur once follow by chance.
        let others: Vec<String> = tallies.iter().skip(1).filter(|t| t.count > 1).take(NAMED).map(word).collect();
        let next = list(&others, language);
        found.push_str(&match others.len() {
            0 => ".".to_owned(),
            1 => say!(language, "; la sigue {next}.", "; then comes {next}."),
            _ => say!(language, "; la siguen {next}.", "; then come {next}."),
        });
    }
    if left_out > 0 {
        let (shown, all) = (CLOUD, numbers::whole(f64::from(left_out + tallies.len() as u32), language));
        found.push_str(&say!(language, " Se ven {shown} palabras de {all}.", " {shown} words of {all} are shown."));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eda::Figures;

    const ES: Language = Language::Spanish;

    fn tallies(key: fn(usize) -> Key, counts: &[u32]) -> Vec<Tally> {
        let tally = |(i, count): (usize, &u32)| Tally { key: key(i), count: *count, placeholder: 0 };
        counts.iter().enumerate().map(tally).collect()
    }

    fn count(by: By, tallies: &[Tally]) -> Count {
        let known = tallies.iter().map(|t| t.count).sum();
        Count { by, films: known, known, figures: Figures::Tallies { tallies: tallies.to_vec(), left_out: 0 } }
    }

    #[track_caller]
    fn years(counts: &[u32], found: &str) {
        let tallies = tallies(|i| Key::Year(1990 + i as u16), counts);
        assert_eq!(years_found(&count(By::Year, &tallies), &tallies, ES), found);
    }

    #[test]
    fn equal_years_are_named_together_or_not_at_all() {
        years(&[1, 3, 1], "El año con más estrenos es 1991, con 3 películas.");
        years(&[4, 1, 4], "Los años con más estrenos son 1990 y 1992, con 4 películas cada uno.");
        years(&[1, 0, 1], "No hay picos: nunca más de 1 película, en 2 años.");
        years(&[9, 1, 0, 1], "El año con más estrenos es 1990, con 9 películas.");
        years(&[7], "Todas se estrenaron en 1990.");
        years(
            &[2, 2, 2, 2, 2, 1],
            "El máximo es de 2 películas, en 5 años. El 64 % de las películas se estrenó de 1992 en adelante.",
        );
        years(
            &[1, 5, 7, 1],
            "El año con más estrenos es 1992, con 7 películas. El 57 % de las películas se estrenó de 1992 en adelante.",
        );
        years(
            &[9, 1, 2, 8],
            "El año con más estrenos es 1990, con 9 películas. La mitad de las películas se estrenó de 1991 en adelante.",
        );
    }

    #[track_caller]
    fn months(counts: &[u32; 12], found: &str) {
        let tallies = tallies(|i| Key::Month(i as u8), counts);
        assert_eq!(days_found(&count(By::Month, &tallies), &tallies, ES), found);
    }

    #[test]
    fn months_without_films_are_not_one_that_has_least() {
        months(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], "Diciembre reúne todos los estrenos con su fecha.");
        months(
            &[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3],
            "Diciembre reúne el 75 % de los estrenos con su fecha; en 10 meses no hay ninguno.",
        );
        months(
            &[2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 0, 4],
            "Octubre y diciembre reúnen el 15 % de los estrenos con su fecha cada uno; noviembre, ninguno.",
        );
        months(
            &[1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4],
            "Diciembre reúne el 16 % de los estrenos con su fecha; enero, apenas el 4 %.",
        );
        months(&[1; 12], "Ninguno se destaca: el máximo es de 1 película con su fecha, en 12 meses.");
    }

    #[track_caller]
    fn words(counts: &[u32], found: &str) {
        let tallies = tallies(|i| Key::Word(["luna", "venus", "mar", "sol", "paz"][i].to_owned()), counts);
        assert_eq!(words_found(&tallies, 0, ES), found);
    }

    #[test]
    fn words_follow_by_their_number() {
        words(&[3, 2, 1], "La palabra más frecuente es «luna», en 3 títulos; la sigue «venus».");
        words(&[4, 3, 2], "La palabra más frecuente es «luna», en 4 títulos; la siguen «venus» y «mar».");
        words(&[2, 1, 1], "La palabra más frecuente es «luna», en 2 títulos.");
        words(&[2, 2, 1], "Las palabras más frecuentes son «luna» y «venus», en 2 títulos cada una.");
        words(&[1, 1, 1], "Ninguna palabra se repite.");
        words(&[2, 2, 2, 2, 1], "Lo más frecuente son 4 palabras, cada una en 2 títulos.");
        assert!(
            words_found(&tallies(|_| Key::Word("a".into()), &[2; 120]), 15, ES)
                .ends_with("Se ven 120 palabras de 135.")
        );
    }
}
