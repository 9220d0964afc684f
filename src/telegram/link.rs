//! Links that open the bot with a question: `t.me/<bot>?start=m_862`.
//!
//! The doors are [`write`], [`to_list`] and [`read`].

use crate::catalog::SourceId;
use crate::engine::Target;
use crate::query::{List, Mine, Name, Query, is_code};

/// The link to a film, a title of a platform or a person at the bot called `us`.
pub(super) fn write(us: &str, target: &Target) -> String {
    format!("https://t.me/{us}?start={}", payload(target))
}

/// The link to the list that is shared by this code.
pub(super) fn to_list(us: &str, code: &str) -> String {
    format!("https://t.me/{us}?start=l_{code}")
}

/// Names a target: letters, digits and `_`, at most 64, as Telegram demands of payloads.
pub(super) fn payload(target: &Target) -> String {
    match target {
        Target::Film(id) => format!("m_{}", id.0),
        Target::Title(key) => format!("t_{key}"),
        Target::Person(id) => format!("p_{}", id.0),
    }
}

/// The question behind a link's payload; `None` for what no link of ours holds.
pub(super) fn read(payload: &str) -> Option<Query> {
    let (kind, rest) = payload.split_once('_')?;
    let id = || rest.parse().ok().map(|id| Name::Id(SourceId(id)));
    match kind {
        "m" => Some(Query::FilmCard { title: id()? }),
        "l" if is_code(rest) => Some(Query::Mine(Mine::Watchlist { list: List::Shared(rest.to_owned()), page: 0 })),
        "p" => Some(Query::ActorStats { person: id()? }),
        "t" if rest.chars().all(|c| c.is_ascii_alphanumeric()) && !rest.is_empty() => {
            Some(Query::WhereToWatch { title: Name::Key(rest.to_owned()) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let film = Name::Id(SourceId(862));
        for (target, query) in [
            (Target::Film(SourceId(862)), Query::FilmCard { title: film.clone() }),
            (Target::Person(SourceId(862)), Query::ActorStats { person: film }),
            (Target::Title("as123".into()), Query::WhereToWatch { title: Name::Key("as123".into()) }),
        ] {
            let link = write("cine_bot", &target);
            let payload = link.strip_prefix("https://t.me/cine_bot?start=").unwrap();
            assert!(payload.len() <= 64 && payload.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
            assert_eq!(read(payload), Some(query));
        }
        let shared = Mine::Watchlist { list: List::Shared("0a1b".to_owned()), page: 0 };
        assert_eq!(to_list("cine_bot", "0a1b"), "https://t.me/cine_bot?start=l_0a1b");
        assert_eq!(read("l_0a1b"), Some(Query::Mine(shared)));
        for payload in ["", "l_", "l_a b", "m_", "m_x", "m_99999999999", "x_3", "862", "t_", "t_a b"] {
            assert_eq!(read(payload), None, "{payload}");
        }
    }
}
