//! Figures, dates and lists in words: Spanish and English usage.

use chrono::{Datelike, NaiveDate};

/// How figures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// `13.902` and `27,65`; up to four digits without a separator (4521), as in Spanish usage.
    Spanish,
    /// `13,902` and `27.65`.
    English,
}

/// A whole number with thousands separated.
pub fn whole(n: f64, usage: Usage) -> String {
    let digits = format!("{:.0}", n.abs());
    let (separator, from) = match usage {
        Usage::Spanish => ('.', 5),
        Usage::English => (',', 4),
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
pub fn decimal(x: f64, places: usize, usage: Usage) -> String {
    let fixed = format!("{:.places$}", x.abs());
    let (int, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let fraction = fraction.trim_end_matches('0');
    let is_zero = fraction.is_empty() && int.bytes().all(|b| b == b'0');
    let signed: f64 = int.parse::<f64>().unwrap_or(0.0);
    let sign = if x < 0.0 && !is_zero { "-" } else { "" };
    let int = whole(signed, usage);
    let point = match usage {
        Usage::Spanish => ',',
        Usage::English => '.',
    };
    if fraction.is_empty() { format!("{sign}{int}") } else { format!("{sign}{int}{point}{fraction}") }
}

/// A date in words.
pub fn date(date: NaiveDate, usage: Usage) -> String {
    let month = date.month0() as usize;
    match usage {
        Usage::Spanish => format!("{} de {} de {}", date.day(), crate::query::MONTHS[month], date.year()),
        Usage::English => format!("{} {} {}", date.day(), MONTHS_EN[month], date.year()),
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

/// `a, b y c` (`a, b e Isabel` before an i sound), `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S], usage: Usage) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            let last = last.as_ref();
            let folded = crate::text::fold(last);
            let i_sound = (folded.starts_with('i') || folded.starts_with("hi")) && !folded.starts_with("hie");
            let and = match usage {
                Usage::English => "and",
                Usage::Spanish if i_sound => "e",
                Usage::Spanish => "y",
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
        let es = Usage::Spanish;
        assert_eq!(whole(5909.0, es), "5909");
        assert_eq!(whole(13902.0, es), "13.902");
        assert_eq!(whole(373554033.0, es), "373.554.033");
        assert_eq!(whole(-1250000.0, es), "-1.250.000");
        assert_eq!(whole(5909.0, Usage::English), "5,909");
        assert_eq!(decimal(27.654378, 3, es), "27,654");
        assert_eq!(decimal(7.0, 1, es), "7");
        assert_eq!(decimal(-0.001, 2, es), "0");
        assert_eq!(decimal(12396383.5, 2, es), "12.396.383,5");
    }

    #[test]
    fn lists_end_in_y_or_e() {
        let es = Usage::Spanish;
        assert_eq!(list(&["Drama", "Comedy"], es), "Drama y Comedy");
        assert_eq!(list(&["Ana", "Luis", "Isabel"], es), "Ana, Luis e Isabel");
        assert_eq!(list(&["agua", "hielo"], es), "agua y hielo");
        assert_eq!(list(&["solo"], es), "solo");
        assert_eq!(list::<&str>(&[], es), "");
    }
}
