//! Single fields: numbers, dates, ids, clean text.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Visitor};

use super::SourceReport;
use crate::catalog::SourceId;

/// A positive whole number without sign.
pub(super) fn source_id(text: &str) -> Option<SourceId> {
    digits(text.trim()).filter(|&n| n > 0).map(SourceId)
}

/// Digits only.
pub(super) fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// A number from 0 up. `None` for an empty field, and for one that cannot be read, which is counted.
pub(super) fn number(text: &str, report: &mut SourceReport) -> Option<f64> {
    number_up_to(f64::MAX, text, report)
}

/// A number from 0 to `most`; one beyond is as good as unreadable.
pub(super) fn number_up_to(most: f64, text: &str, report: &mut SourceReport) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = text.parse().ok().filter(|x: &f64| (0.0..=most).contains(x));
    if number.is_none() {
        report.repair("unreadable_number");
    }
    number
}

/// Years in which a film can have come out; those before photography and after year 9999 are slips of the pen.
pub(super) const YEARS: RangeInclusive<i32> = 1800..=9999;

/// `AAAA-mm-dd`, a day of the calendar in one of [`YEARS`].
pub(super) fn iso_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
        return None;
    }
    let year = digits(&text[..4]).filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, digits(&text[5..7])?, digits(&text[8..])?)
}

/// `September 25, 2021`, in one of [`YEARS`].
pub(super) fn long_date(text: &str) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] = [
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
    let (month, rest) = text.trim().split_once(' ')?;
    let (day, year) = rest.split_once(',')?;
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))?;
    let year = digits(year.trim()).filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month as u32 + 1, digits(day.trim())?)
}

/// Lower case, without invisible characters, blanks and line breaks as single blanks, none outside.
pub(super) fn lower(text: &str) -> String {
    let text: Cow<str> = if text.is_ascii() { text.into() } else { text.replace(is_invisible, "").into() };
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            out.push_str(&word.to_lowercase());
        }
    }
    out.shrink_to_fit();
    out
}

/// Soft hyphen, zero-width characters, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text inside a literal: borrowed where possible, empty for a null.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl Text<'_> {
    pub(super) fn trimmed(&self) -> &str {
        self.0.trim()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text)))
            }

            fn visit_unit<E>(self) -> Result<Text<'de>, E> {
                Ok(Text::default())
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(iso_date(" 1995-10-30 "), NaiveDate::from_ymd_opt(1995, 10, 30));
        for wrong in
            ["", "1", "1995-02-30", "0000-01-01", "1799-12-31", "1995/10/30", "95-10-30", "1995-1-030", "１９-10-3"]
        {
            assert_eq!(iso_date(wrong), None, "{wrong}");
        }
        assert_eq!(long_date(" August 4, 2017"), NaiveDate::from_ymd_opt(2017, 8, 4));
        for wrong in [
            "",
            "August",
            "August 4",
            "Augst 4, 2017",
            "August 34, 2017",
            "August 4, x",
            "August -4, 2017",
            "May 1, 12017",
        ] {
            assert_eq!(long_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers() {
        let mut report = SourceReport::default();
        assert_eq!(number(" 8.64E-7 ", &mut report), Some(8.64e-7));
        assert_eq!(number("", &mut report), None);
        assert!(report.repaired.is_empty());
        for wrong in ["-1", "nan", "inf", "/zaSf.jpg", "1,000"] {
            assert_eq!(number(wrong, &mut report), None, "{wrong}");
        }
        assert_eq!(report.repaired["unreadable_number"], 5);
        assert_eq!(source_id("862"), Some(SourceId(862)));
        for wrong in ["", "0", "-1", "+1", "1.0", "1997-08-20", "99999999999"] {
            assert_eq!(source_id(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn text_in_lower_case() {
        assert_eq!(lower(" \u{200b}The\u{a0}Grand\r\n  SEÑOR\u{200e} "), "the grand señor");
        assert_eq!(lower("\n"), "");
    }
}
