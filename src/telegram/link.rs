//! Links that open the bot with a question: `t.me/<bot>?start=m_862`.
//!
//! The doors are [`write`] and [`read`].

use crate::catalog::SourceId;
use crate::engine::Target;
use crate::query::{Name, Query};

/// The link to a film, a title of a platform or a person at the bot called `us`.
pub(super) fn write(us: &str, target: &Target) -> String {
    format!("https://t.me/{us}?start={}", payload(target))
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
        for payload in ["", "m_", "m_x", "m_99999999999", "x_3", "862", "t_", "t_a b"] {
            assert_eq!(read(payload), None, "{payload}");
        }
    }
}
