//! What stands behind a button: at most 64 bytes, written and read here only.
//!
//! The doors are [`CallbackData::encode`] and [`CallbackData::decode`]. The text of a query is its canonical one, which
//! names films and people by source id: a button stays good when the index is built anew. One byte in front says where
//! the answer goes; what an old or a foreign button holds is `None`, never a wrong answer.

use crate::query::Query;

/// Telegram's limit.
const LONGEST: usize = 64;

/// Stands before a question whose answer takes the place of the message with the button.
const IN_PLACE: char = '=';

/// Where the answer to a pressed button goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Below, as a message of its own: the one with the button is still of use.
    Below,
    /// Into the message with the button, which only asked back.
    Here,
}

/// What a button asks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CallbackData {
    pub(super) place: Place,
    pub(super) query: Query,
}

impl CallbackData {
    /// `None` where it does not fit.
    pub(super) fn encode(&self) -> Option<String> {
        let query = self.query.to_string();
        let text = match self.place {
            Place::Below => query,
            Place::Here => format!("{IN_PLACE}{query}"),
        };
        (text.len() <= LONGEST).then_some(text)
    }

    /// `None` for what no button of this version holds.
    pub(super) fn decode(text: &str) -> Option<Self> {
        let (place, text) = match text.strip_prefix(IN_PLACE) {
            Some(rest) => (Place::Here, rest),
            None => (Place::Below, text),
        };
        Some(Self { place, query: text.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::SourceId;
    use crate::query::Name;

    #[test]
    fn what_is_written_is_read_again() {
        let names = [Name::Id(SourceId(u32::MAX)), Name::Key("ns8807".to_owned()), Name::text("Amélie = #1 @x")];
        for name in names {
            for query in [
                Query::Score { title: name.clone() },
                Query::WhereToWatch { title: name.clone() },
                Query::DirectorStats { person: name },
            ] {
                for place in [Place::Below, Place::Here] {
                    let data = CallbackData { place, query: query.clone() };
                    let text = data.encode().unwrap();
                    assert!(text.len() <= LONGEST);
                    assert_eq!(CallbackData::decode(&text), Some(data), "{text}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_or_means_nothing_is_none() {
        let long = Query::Score { title: Name::text(&"ñ".repeat(40)) };
        assert_eq!(CallbackData { place: Place::Below, query: long }.encode(), None);
        for text in ["", "=", "score", "score title", "v0:862", "frobnicate title=#1", "==score title=#1"] {
            assert_eq!(CallbackData::decode(text), None, "{text}");
        }
    }
}
