//! Figures, dates and lists in words, as each language writes them.

use chrono::{Datelike, Month, NaiveDate, Weekday};

use super::{Language, Text};
use crate::query::MONTHS;

/// A whole number with thousands separated: `13.902` and 4521 in Spanish, `13,902` and `4,521` in English.
pub fn whole(n: f64, language: Language) -> String {
    let digits = format!("{:.0}", n.abs());
    let (separator, from) = match language {
        Language::Spanish => ('.', 5),
        Language::English => (',', 4),
    };
    let sign = if n < 0.0 && digits != "0" { "-" } else { "" };
    if digits.len() < from {
        return format!("{sign}{digits}");
    }
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with `places` decimals, trailing zeros left out.
pub fn decimal(x: f64, places: usize, language: Language) -> String {
    let fixed = format!("{:.places$}", x.abs());
    let (int, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let fraction = fraction.trim_end_matches('0');
    let is_zero = fraction.is_empty() && int.bytes().all(|b| b == b'0');
    let signed: f64 = int.parse::<f64>().unwrap_or(0.0);
    let sign = if x < 0.0 && !is_zero { "-" } else { "" };
    let int = whole(signed, language);
    let point = match language {
        Language::Spanish => ',',
        Language::English => '.',
    };
    if fraction.is_empty() { format!("{sign}{int}") } else { format!("{sign}{int}{point}{fraction}") }
}

/// A share in hundredths, with `places` decimals, or with more where nothing or all would be said of what is neither:
/// `99,9 %` for `0.9993`.
pub fn percent(share: f64, places: usize, language: Language) -> String {
    const MOST: usize = 6;
    let hundredths = share * 100.0;
    let partial = share.abs() > 1e-9 && (share.abs() - 1.0).abs() > 1e-9;
    let said = |places: &usize| decimal(hundredths, *places, language);
    let told = (places..MOST).map(|p| said(&p)).find(|t| !partial || !matches!(t.trim_start_matches('-'), "0" | "100"));
    format!("{}{}", told.unwrap_or_else(|| said(&MOST)), language.pick(" %", "%"))
}

/// A date in words.
pub fn date(date: NaiveDate, language: Language) -> String {
    let month = date.month0() as usize;
    match language {
        Language::Spanish => format!("{} de {} de {}", date.day(), MONTHS[month], date.year()),
        Language::English => format!("{} {} {}", date.day(), MONTHS_EN[month], date.year()),
    }
}

/// English names of months, January first.
pub const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days of the week as people write them, Monday first.
const WEEKDAYS: [Text; 7] = [
    Text::new("lunes", "Monday"),
    Text::new("martes", "Tuesday"),
    Text::new("miércoles", "Wednesday"),
    Text::new("jueves", "Thursday"),
    Text::new("viernes", "Friday"),
    Text::new("sábado", "Saturday"),
    Text::new("domingo", "Sunday"),
];

/// The name of a month.
pub fn month(month: Month, language: Language) -> &'static str {
    let i = month.number_from_month() as usize - 1;
    language.pick(MONTHS[i], MONTHS_EN[i])
}

/// The name of a day of the week.
pub fn weekday(day: Weekday, language: Language) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize].to(language)
}

/// `a, b y c` (`a, b e Isabel` before an i sound), `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S], language: Language) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            let last = last.as_ref();
            let folded = crate::text::fold(last);
            let i_sound = (folded.starts_with('i') || folded.starts_with("hi")) && !folded.starts_with("hie");
            let and = match language {
                Language::English => "and",
                Language::Spanish if i_sound => "e",
                Language::Spanish => "y",
            };
            format!("{} {and} {last}", start.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_as_people_write_them() {
        let es = Language::Spanish;
        assert_eq!(whole(5909.0, es), "5909");
        assert_eq!(whole(13902.0, es), "13.902");
        assert_eq!(whole(373554033.0, es), "373.554.033");
        assert_eq!(whole(-1250000.0, es), "-1.250.000");
        assert_eq!(whole(5909.0, Language::English), "5,909");
        assert_eq!(decimal(27.654378, 3, es), "27,654");
        assert_eq!(decimal(7.0, 1, es), "7");
        assert_eq!(decimal(-0.001, 2, es), "0");
        assert_eq!(decimal(12396383.5, 2, es), "12.396.383,5");
    }

    #[test]
    fn lists_end_in_y_or_e() {
        let es = Language::Spanish;
        assert_eq!(list(&["Drama", "Comedy"], es), "Drama y Comedy");
        assert_eq!(list(&["Ana", "Luis", "Isabel"], es), "Ana, Luis e Isabel");
        assert_eq!(list(&["agua", "hielo"], es), "agua y hielo");
        assert_eq!(list(&["solo"], es), "solo");
        assert_eq!(list::<&str>(&[], es), "");
    }

    #[test]
    fn neither_nothing_nor_all_is_said_of_what_is_neither() {
        let said = |share: f64, places| percent(share, places, Language::Spanish);
        assert_eq!(said(0.9993, 0), "99,9 %");
        assert_eq!(said(0.99972, 0), "99,97 %");
        assert_eq!(said(0.99, 0), "99 %");
        assert_eq!(said(1.0, 0), "100 %");
        assert_eq!(said(0.0, 2), "0 %");
        assert_eq!(said(0.00002, 2), "0,002 %");
        assert_eq!(said(0.4567, 0), "46 %");
        assert_eq!(percent(0.9993, 0, Language::English), "99.9%");
    }
}
