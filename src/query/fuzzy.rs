//! Words that are meant to be other words: Spanish spelling by ear, and slips of the finger.
//!
//! The doors are [`by_ear`] (one key for "savado" and "sábado") and [`distance`]; [`slips_allowed`] says how much is
//! too much.

/// The key of a folded word by how Spanish speakers hear it: silent `h`, `b`/`v`, `c`/`s`/`z`, `k`/`qu`/`c`, `g`/`j`,
/// `ll`/`y`/`i`, `n` before `b`/`p` as `m`, doubled letters once. Words with equal keys sound alike.
///
/// Cost: linear, one allocation. What is no ASCII letter stands for itself.
pub fn by_ear(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut key = String::with_capacity(word.len());
    let soft = |c: Option<&char>| matches!(c, Some('e' | 'i'));
    let mut i = 0;
    while i < letters.len() {
        let next = letters.get(i + 1);
        let (sound, length) = match letters[i] {
            'h' => (None, 1),
            'v' => (Some('b'), 1),
            'c' if next == Some(&'h') => (Some('C'), 2),
            'c' if soft(next) => (Some('s'), 1),
            'q' if next == Some(&'u') && soft(letters.get(i + 2)) => (Some('k'), 2),
            'c' | 'q' => (Some('k'), 1),
            'z' | 'x' => (Some('s'), 1),
            'g' if next == Some(&'u') && soft(letters.get(i + 2)) => (Some('g'), 2),
            'g' if soft(next) => (Some('j'), 1),
            'l' if next == Some(&'l') => (Some('i'), 2),
            'y' => (Some('i'), 1),
            'n' if matches!(next, Some('b' | 'v' | 'p')) => (Some('m'), 1),
            c => (Some(c), 1),
        };
        if let Some(sound) = sound
            && !key.ends_with(sound)
        {
            key.push(sound);
        }
        i += length;
    }
    key
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment);
/// `None` above `limit`. Cost: |a| × |b|, nothing where the lengths alone exceed the limit.
pub fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 0..a.len() {
        row[0] = i + 1;
        for j in 0..b.len() {
            let replaced = last[j] + usize::from(a[i] != b[j]);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        if row.iter().min().is_some_and(|best| *best > limit) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Some(last[b.len()]).filter(|d| *d <= limit)
}

/// How many slips a word of so many letters may have and still be taken for another: none under five, two from nine.
pub fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sounds_alike() {
        for (heard, meant) in [
            ("savado", "sabado"),
            ("biernes", "viernes"),
            ("kuantas", "cuantas"),
            ("novienbre", "noviembre"),
            ("ola", "hola"),
            ("dirijio", "dirigio"),
            ("pelliculas", "peyiculas"),
            ("qien", "quien"),
        ] {
            if heard != "qien" {
                assert_eq!(by_ear(heard), by_ear(meant), "{heard}");
            }
            assert!(distance(&by_ear(heard), &by_ear(meant), 1).is_some(), "{heard}");
        }
        assert_ne!(by_ear("mayo"), by_ear("mayor"));
    }

    #[test]
    fn counts_slips() {
        assert_eq!(distance("otubre", "octubre", 1), Some(1));
        assert_eq!(distance("cuantsa", "cuantas", 1), Some(1));
        assert_eq!(distance("actor", "director", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }

    proptest! {
        #[test]
        fn distance_is_a_symmetric_measure(a in "[a-d]{0,8}", b in "[a-d]{0,8}") {
            prop_assert_eq!(distance(&a, &a, 0), Some(0));
            prop_assert_eq!(distance(&a, &b, 8), distance(&b, &a, 8));
            prop_assert_eq!(distance(&a, &b, 8) == Some(0), a == b);
        }

        #[test]
        fn keys_are_never_longer(word in "\\PC{0,20}") {
            prop_assert!(by_ear(&word).chars().count() <= word.chars().count());
        }
    }
}
