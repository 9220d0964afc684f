//! What a wish says against the list before it: "algo más corto" of films about zombies.

use super::super::filters::{FIRST_YEAR, Filters, LAST_YEAR, LONG, SHORT, Sort};

/// From this year on, what is newer than films of any time is new.
const NEW: u16 = 2000;

/// The list that "más corta", "más nuevas" asks for where the films of another are meant: with a limit that those films
/// do not have yet, and the order only behind it, since the very shortest and newest films are hardly what is wished for.
pub(super) fn compared(listed: &Filters, said: &Filters) -> Filters {
    let listed =
        &Filters { sort: listed.sort.filter(|sort| !is_of_age(*sort) && !is_of_length(*sort)), ..listed.clone() };
    let (first, last) = listed.years.unwrap_or((NEW, NEW - 1));
    let limit = match said.sort {
        Some(Sort::Shortest) if listed.most.is_none_or(|most| most > SHORT) => {
            Filters { most: Some(SHORT), ..Filters::default() }
        }
        Some(Sort::Longest) if listed.least.is_none_or(|least| least < LONG) => {
            Filters { least: Some(LONG), ..Filters::default() }
        }
        Some(Sort::Newest) if last < LAST_YEAR => Filters { years: Some((last + 1, LAST_YEAR)), ..Filters::default() },
        Some(Sort::Oldest) if first > FIRST_YEAR => {
            Filters { years: Some((FIRST_YEAR, first - 1)), ..Filters::default() }
        }
        _ => return listed.changed_by(said),
    };
    listed.changed_by(&Filters { sort: None, ..said.clone() }).changed_by(&limit)
}

fn is_of_age(sort: Sort) -> bool {
    matches!(sort, Sort::Newest | Sort::Oldest)
}

fn is_of_length(sort: Sort) -> bool {
    matches!(sort, Sort::Shortest | Sort::Longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    fn filters(canonical: &str) -> Filters {
        match canonical.parse() {
            Ok(Query::Discover(filters)) => *filters,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_comparison_is_a_limit_first() {
        for (listed, said, expect) in [
            ("discover genres=horror", "sort=shortest", "discover genres=horror most=90"),
            ("discover genres=horror most=90", "sort=shortest", "discover genres=horror most=90 sort=shortest"),
            ("discover genres=horror", "sort=newest", "discover genres=horror years=2000-2035"),
            ("discover years=1990-1999", "sort=newest", "discover years=2000-2035"),
            ("discover years=1990-1999", "sort=oldest", "discover years=1870-1989"),
            ("discover genres=horror sort=popular", "sort=longest", "discover genres=horror least=150 sort=popular"),
            ("discover genres=horror sort=oldest", "sort=newest", "discover genres=horror years=2000-2035"),
            ("discover genres=horror", "sort=popular", "discover genres=horror sort=popular"),
        ] {
            let (listed, said) = (filters(listed), filters(&format!("discover {said}")));
            let changed = Query::Discover(Box::new(compared(&listed, &said)));
            assert_eq!(changed.to_string(), expect);
        }
    }
}
