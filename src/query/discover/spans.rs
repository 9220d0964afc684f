//! Spans of time in filters: "los 90", "desde 2010", "de menos de hora y media". The doors are [`Reader::years`] and
//! [`Reader::runtime`].

use super::super::cue::Cue::*;
use super::super::cue::Cues;
use super::super::filters::{FIRST_YEAR, LAST_YEAR, Sort};
use super::super::sentence::Role;
use super::Reader;
use super::orders::order_of;

/// Tens in words, from the twenties on: "los 20" are 2020 to 2029.
const TENS: [&str; 8] = ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];

impl Reader<'_> {
    /// "Los 90", "de 1990 a 1995", "desde 2010", "antes de 1980", "este siglo", "de 1999".
    pub(super) fn years(&mut self, i: usize) -> usize {
        if let Some((n, years)) = self.decade(i).or_else(|| self.century(i)).or_else(|| self.range(i)) {
            if self.was(i, &["entre", "between", "mas", "more"]) {
                self.taken[i - 1] = true;
            }
            self.filters.years = Some(years);
            return n;
        }
        let short = |n: f64| if n >= 30.0 { 1900 + n as u16 } else { 2000 + n as u16 };
        let two_digits = self.number(i).filter(|n| self.words[i].role == Some(Role::Year) && *n < 100.0).map(short);
        let Some(year) = self.year(i).or(two_digits) else { return 0 };
        self.filters.years = Some((year, year));
        1
    }

    fn decade(&self, i: usize) -> Option<(usize, (u16, u16))> {
        let word = self.spelt[i];
        let ten = |first: u16| (first, first + 9);
        let of_century = |tens: u16| if tens < 30 { 2000 + tens } else { 1900 + tens };
        let stem = word.trim_end_matches(['a', 'o', 's']).trim_end_matches("er");
        let plural = TENS.iter().position(|t| word.len() > t.len() && t.trim_end_matches('a') == stem);
        if let Some(place) = plural {
            return Some((1, ten(of_century(20 + 10 * place as u16))));
        }
        if let Some(digits) = word.strip_suffix('s').filter(|d| d.bytes().all(|b| b.is_ascii_digit())) {
            let n: u16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
            return match digits.len() {
                2 => Some((1, ten(of_century(n)))),
                4 => Some((1, ten(n))),
                _ => None,
            };
        }
        let leads = self.was(i, &["los", "anos"]) || i > 1 && self.is(i - 2, &["decada"]);
        if !leads {
            return None;
        }
        if let Some(place) = TENS.iter().position(|t| *t == word) {
            return Some((1, ten(of_century(20 + 10 * place as u16))));
        }
        let n = self.number(i).filter(|n| n.fract() == 0.0 && *n >= 0.0 && n % 10.0 == 0.0)? as u16;
        match n {
            10..=99 => Some((1, ten(of_century(n)))),
            1870..=2030 => Some((1, ten(n))),
            _ => None,
        }
    }

    fn century(&self, i: usize) -> Option<(usize, (u16, u16))> {
        if !self.is(i, &["siglo", "century"]) {
            return None;
        }
        let this = self.was(i, &["este", "nuestro", "this"]);
        if self.is(i + 1, &["xx", "20", "veinte", "pasado"]) {
            return Some((2, (1901, 2000)));
        }
        let twenty_first = self.is(i + 1, &["xxi", "21"]);
        (this || twenty_first).then_some((1 + usize::from(twenty_first), (2001, LAST_YEAR)))
    }

    fn range(&self, i: usize) -> Option<(usize, (u16, u16))> {
        let skip = |mut at: usize| {
            while self.is(at, &["de", "del", "a", "al", "el", "ano", "los"]) {
                at += 1;
            }
            at
        };
        if let Some(first) = self.year(i)
            && self.is(i + 1, &["a", "al", "hasta", "y", "to", "and"])
            && let last_at = skip(i + 2)
            && let Some(last) = self.year(last_at).filter(|last| *last >= first)
        {
            return Some((last_at + 1 - i, (first, last)));
        }
        let open = |years: (u16, u16), at: usize| Some((at + 1 - i, years));
        let than = self.is(i + 1, &["que", "than"]);
        let at = skip(i + 1 + usize::from(than));
        let year = self.year(at)?;
        let before = (FIRST_YEAR, year.saturating_sub(1).max(FIRST_YEAR));
        let after = (year.saturating_add(1).min(LAST_YEAR), LAST_YEAR);
        match self.spelt[i] {
            "desde" | "since" if !self.is(at + 1, &["a", "hasta"]) => open((year, LAST_YEAR), at),
            "partir" => open((year, LAST_YEAR), at),
            "despues" | "posterior" | "posteriores" | "after" => open(after, at),
            "antes" | "anterior" | "anteriores" | "before" => open(before, at),
            "hasta" | "until" => open((FIRST_YEAR, year), at),
            word => match order_of(word).filter(|_| than) {
                Some(Sort::Newest) => open(after, at),
                Some(Sort::Oldest) => open(before, at),
                _ => None,
            },
        }
    }

    /// "De menos de 90 minutos", "de más de dos horas", "de hora y media".
    pub(super) fn runtime(&mut self, i: usize) -> usize {
        let (amount, unit_at) = match self.number(i) {
            Some(amount) => (amount, i + 1),
            None if self.is(i, &["hora", "media"]) => (1.0, i),
            None => return 0,
        };
        let half = self.is(unit_at + 1, &["y"]) && self.is(unit_at + 2, &["media"]);
        let hours = self.is(unit_at, &["hora", "horas", "hs", "h", "hour", "hours"]);
        let minutes = self.is(unit_at, &["minuto", "minutos", "min", "mins", "minutes"]);
        let length = match (hours, minutes) {
            (true, _) => amount * 60.0 + if half { 30.0 } else { 0.0 },
            (_, true) => amount,
            _ if self.is(i, &["media"]) && self.is(i + 1, &["hora"]) => 30.0,
            _ => return 0,
        };
        let Some(length) = Some(length).filter(|m| (1.0..=6000.0).contains(m)).map(|m| m as u16) else { return 0 };
        let before = i.saturating_sub(4)..i;
        // "Más cortas que 90 minutos".
        let so = |j: usize, sort: Sort| self.is(j + 1, &["que", "than"]) && order_of(self.spelt[j]) == Some(sort);
        let more = |j: usize| {
            let says = self.words[j].is(Above) || self.is(j, &["mas", "more", "superior", "minimo", "over", "desde"]);
            says || so(j, Sort::Longest)
        };
        let less = |j: usize| {
            let says = self.words[j].is(Below) || self.is(j, &["menos", "less", "maximo", "under", "hasta"]);
            says || so(j, Sort::Shortest)
        };
        let least =
            before.clone().rev().find(|j| more(*j) || less(*j)).is_some_and(|j| !self.words[j].is(Below) && more(j));
        match least {
            true => self.filters.least = Some(length),
            false => self.filters.most = Some(length),
        }
        for j in before {
            let leads = self.words[j].any(Cues::of(&[Above, Below, Least, Long]));
            let limit = self.is(j, &["como", "maximo", "minimo", "hasta", "menos", "mas", "que", "duren", "dure"]);
            self.taken[j] |= leads || limit;
        }
        let end = unit_at + 1 + if half && hours { 2 } else { 0 };
        if self.is(i, &["media"]) && !hours { 2 } else { end - i }
    }
}
