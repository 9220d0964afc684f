//! The words that are values: months, weekdays, platforms, units, numbers. The door is [`value_words`].

use super::canonical::{MONTHS, WEEKDAYS};
use crate::catalog::{Platform, Unit};

/// What a word is worth as a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// January is 0.
    Month(u8),
    /// Monday is 0.
    Weekday(u8),
    /// A platform.
    Platform(Platform),
    /// A unit of duration.
    Unit(Unit),
    /// A number in words or digits.
    Number(f64),
}

const MONTHS_MORE: [&str; 12] = [
    "january ene jan primer_mes primer_mes_del_ano",
    "february feb febr segundo_mes segundo_mes_del_ano",
    "march mar mzo tercer_mes tercer_mes_del_ano",
    "april abr apr cuarto_mes cuarto_mes_del_ano",
    "may quinto_mes quinto_mes_del_ano",
    "june jun sexto_mes sexto_mes_del_ano",
    "july jul septimo_mes septimo_mes_del_ano",
    "august ago aug agto octavo_mes octavo_mes_del_ano",
    "setiembre september sep sept set noveno_mes noveno_mes_del_ano",
    "october oct decimo_mes decimo_mes_del_ano",
    "november nov undecimo_mes undecimo_mes_del_ano",
    "december dic dec diciem duodecimo_mes duodecimo_mes_del_ano",
];

const WEEKDAYS_MORE: [&str; 7] = [
    "lun monday mondays mon",
    "mar tuesday tuesdays tue tues",
    "mie mier mierc wednesday wednesdays wed",
    "jue thursday thursdays thu thur thurs",
    "vie vier friday fridays fri viernecitos viernesito",
    "sab sabados saturday saturdays sat sabadito sabatino sabatinos sabatina sabatinas",
    "dom domingos sunday sundays sun dominguito dominical dominicales",
];

const PLATFORMS: [(Platform, &str); 4] = [
    (
        Platform::Amazon,
        "amazon prime prime_video amazon_prime amazon_prime_video primevideo amazonprime amzn amazon_video",
    ),
    (Platform::Disney, "disney disney_plus disney_mas disneyplus disneymas disney_pluss disney_+ disne_plus dplus"),
    (Platform::Hulu, "hulu julu hullu"),
    (Platform::Netflix, "netflix netflics netfli nflx netflx neflix netlix netfliz nf"),
];

const UNITS: [(Unit, &str); 2] = [
    (Unit::Min, "min mins minuto minutos minute minutes minutitos"),
    (Unit::Season, "season seasons temporada temporadas temp temps"),
];

const NUMBERS: [&str; 21] = [
    "cero zero",
    "uno one",
    "dos two",
    "tres three",
    "cuatro four",
    "cinco five",
    "seis six",
    "siete seven",
    "ocho eight",
    "nueve nine",
    "diez ten",
    "once eleven",
    "doce twelve",
    "trece thirteen",
    "catorce fourteen",
    "quince fifteen",
    "dieciseis sixteen",
    "diecisiete seventeen",
    "dieciocho eighteen",
    "diecinueve nineteen",
    "veinte twenty",
];

/// Every value with its words, folded; `a_b` is a phrase.
pub fn value_words() -> impl Iterator<Item = (Value, [&'static str; 2])> {
    let months =
        (0u8..).zip(MONTHS.into_iter().zip(MONTHS_MORE)).map(|(i, (name, more))| (Value::Month(i), [name, more]));
    let days =
        (0u8..).zip(WEEKDAYS.into_iter().zip(WEEKDAYS_MORE)).map(|(i, (name, more))| (Value::Weekday(i), [name, more]));
    let platforms = PLATFORMS.into_iter().map(|(platform, words)| (Value::Platform(platform), [words, ""]));
    let units = UNITS.into_iter().map(|(unit, words)| (Value::Unit(unit), [words, ""]));
    let numbers = (0u8..).zip(NUMBERS).map(|(n, words)| (Value::Number(f64::from(n)), [words, ""]));
    months.chain(days).chain(platforms).chain(units).chain(numbers)
}
