//! What somebody asks of their own or tells about themselves: [`Mine`], with its canonical text.
//!
//! Answers to these are one person's, so they are never cached; the rest of the path is that of every question.

mod films;
mod free;
mod lists;
mod marks;
mod opinion;
mod refer;
mod slash;
mod speech;

use std::fmt;

use super::canonical::{CanonicalError, Pairs, name};
use super::{Filters, Intent, Name};
use crate::catalog::{Mark, SourceId};
use crate::render::Language;

pub(super) use free::{asked, told};
pub(super) use opinion::unlike;
pub(super) use refer::{incomplete, refer};
pub(super) use slash::command;
pub(super) use speech::ordered;

/// Letters of the longest name of a list.
const LONGEST_LIST: usize = 24;

/// A personal question or statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mine {
    /// My mark for a film; without one, which marks there are.
    Rate {
        /// The film or platform title.
        title: Name,
        /// The mark.
        mark: Option<Mark>,
    },
    /// Takes the mark back.
    Unrate {
        /// The film or platform title.
        title: Name,
    },
    /// I have seen it.
    Seen {
        /// The film or platform title.
        title: Name,
    },
    /// Takes that back.
    Unseen {
        /// The film or platform title.
        title: Name,
    },
    /// Onto a list.
    Add {
        /// The film or platform title.
        title: Name,
        /// The list.
        list: List,
    },
    /// Off a list.
    Remove {
        /// The film or platform title.
        title: Name,
        /// The list.
        list: List,
    },
    /// What is on a list.
    Watchlist {
        /// The list.
        list: List,
        /// Which page; the first is 0.
        page: u8,
    },
    /// Makes a link by which others see a list.
    Share {
        /// The list.
        list: List,
    },
    /// Makes that link lead nowhere.
    Unshare {
        /// The list.
        list: List,
    },
    /// Films for me.
    ForYou(Box<Filters>),
    /// Films for all of this group who opted in.
    ForGroup(Box<Filters>),
    /// I take part in this group's recommendations.
    Join,
    /// I do so no longer.
    Leave,
    /// What I would think of a title.
    Predict {
        /// The film or platform title.
        title: Name,
    },
    /// Asks me about well-known films, one after the other.
    Taste,
    /// What I think of a film I was asked about.
    Tell {
        /// The film.
        film: SourceId,
        /// The mark; `None` where I have not seen it.
        mark: Option<Mark>,
        /// Which film of those asked about it was; the first is 1.
        step: u8,
    },
    /// No more films, please.
    Enough,
    /// What I rated and saw.
    History {
        /// Which page; the first is 0.
        page: u8,
    },
    /// All that is kept of me.
    MyData,
    /// Deletes all that is kept of me.
    ForgetMe {
        /// What I said when asked whether I mean it; `None` before that.
        sure: Option<bool>,
    },
    /// The language in which I am spoken to.
    Language {
        /// Which one; `None` asks which there are.
        to: Option<Language>,
    },
}

/// Which list is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// My own.
    Own,
    /// That of this conversation: the group's in a group, my own in private. A name in lower case, or none.
    Here(String),
    /// The one that somebody shares by a link with this code.
    Shared(String),
}

impl List {
    /// The list of this conversation called `name`; an empty name is the list that everybody has.
    pub fn here(name: &str) -> Self {
        let plain: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        Self::Here(words.join(" ").chars().take(LONGEST_LIST).collect::<String>().trim().to_owned())
    }

    fn read(pairs: &Pairs<'_>) -> Self {
        match (pairs.text("of"), pairs.text("shared")) {
            (Ok("me"), _) => Self::Own,
            (_, Ok(code)) if is_code(code) => Self::Shared(code.to_owned()),
            _ => Self::here(&pairs.text("list").unwrap_or_default().replace('_', " ")),
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => f.write_str(" of=me"),
            Self::Here(name) if name.is_empty() => Ok(()),
            Self::Here(name) => write!(f, " list={}", name.replace(' ', "_")),
            Self::Shared(code) => write!(f, " shared={code}"),
        }
    }
}

/// Whether a text can be the code of a shared list.
pub fn is_code(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

impl Mine {
    /// The intent that answers it.
    pub fn intent(&self) -> Intent {
        match self {
            Self::Rate { .. } | Self::Unrate { .. } => Intent::Rate,
            Self::Seen { .. } | Self::Unseen { .. } => Intent::Seen,
            Self::Add { .. } => Intent::Add,
            Self::Remove { .. } => Intent::Remove,
            Self::Watchlist { .. } | Self::Share { .. } | Self::Unshare { .. } => Intent::Watchlist,
            Self::ForYou(_) => Intent::ForYou,
            Self::ForGroup(_) => Intent::ForGroup,
            Self::Join => Intent::Join,
            Self::Leave => Intent::Leave,
            Self::Predict { .. } => Intent::Predict,
            Self::Taste | Self::Tell { .. } | Self::Enough => Intent::Taste,
            Self::History { .. } => Intent::History,
            Self::MyData => Intent::MyData,
            Self::ForgetMe { .. } => Intent::ForgetMe,
            Self::Language { .. } => Intent::Language,
        }
    }

    /// The film or title that it is about.
    pub fn name(&self) -> Option<&Name> {
        match self {
            Self::Rate { title, .. }
            | Self::Unrate { title }
            | Self::Seen { title }
            | Self::Unseen { title }
            | Self::Add { title, .. }
            | Self::Remove { title, .. }
            | Self::Predict { title } => Some(title),
            _ => None,
        }
    }

    /// The same about another film; `None` where it is about none.
    pub fn about(&self, name: Name) -> Option<Self> {
        let mut other = self.clone();
        match &mut other {
            Self::Rate { title, .. }
            | Self::Unrate { title }
            | Self::Seen { title }
            | Self::Unseen { title }
            | Self::Add { title, .. }
            | Self::Remove { title, .. }
            | Self::Predict { title } => *title = name,
            _ => return None,
        }
        Some(other)
    }

    /// The same list, one page further down; `None` where there are no pages.
    pub fn next_page(&self) -> Option<Self> {
        let page = match self {
            Self::ForYou(filters) | Self::ForGroup(filters) => filters.page,
            Self::Watchlist { page, .. } | Self::History { page } => *page,
            _ => return None,
        };
        self.at_page(page.saturating_add(1))
    }

    /// Another page of the same list; `None` where there are no pages.
    pub fn at_page(&self, page: u8) -> Option<Self> {
        let filtered = |filters: &Filters| Box::new(Filters { page, ..filters.clone() });
        Some(match self {
            Self::ForYou(filters) => Self::ForYou(filtered(filters)),
            Self::ForGroup(filters) => Self::ForGroup(filtered(filters)),
            Self::Watchlist { list, .. } => Self::Watchlist { list: list.clone(), page },
            Self::History { .. } => Self::History { page },
            _ => return None,
        })
    }

    /// The first word of its canonical text.
    fn head(&self) -> &'static str {
        match self {
            Self::Rate { .. } => "rate",
            Self::Unrate { .. } => "unrate",
            Self::Seen { .. } => "seen",
            Self::Unseen { .. } => "unseen",
            Self::Add { .. } => "add",
            Self::Remove { .. } => "remove",
            Self::Watchlist { .. } => "watchlist",
            Self::Share { .. } => "share_list",
            Self::Unshare { .. } => "unshare_list",
            Self::ForYou(_) => "for_you",
            Self::ForGroup(_) => "for_group",
            Self::Join => "join_group",
            Self::Leave => "leave_group",
            Self::Predict { .. } => "predict_me",
            Self::Taste => "ask_taste",
            Self::Tell { .. } => "tell",
            Self::Enough => "enough_asked",
            Self::History { .. } => "my_history",
            Self::MyData => "my_data",
            Self::ForgetMe { .. } => "forget_me",
            Self::Language { .. } => "speak",
        }
    }

    /// Reads the canonical text that begins with `head`; `None` where no personal one does.
    pub(super) fn read(head: &str, pairs: &Pairs<'_>) -> Option<Result<Self, CanonicalError>> {
        let title = || pairs.text("title").and_then(name);
        let page = || Ok::<u8, CanonicalError>(pairs.optional("page")?.unwrap_or(0));
        let list = || List::read(pairs);
        Some(match head {
            "rate" => title().and_then(|title| Ok(Self::Rate { title, mark: pairs.optional("mark")? })),
            "unrate" => title().map(|title| Self::Unrate { title }),
            "seen" => title().map(|title| Self::Seen { title }),
            "unseen" => title().map(|title| Self::Unseen { title }),
            "add" => title().map(|title| Self::Add { title, list: list() }),
            "remove" => title().map(|title| Self::Remove { title, list: list() }),
            "share_list" => Ok(Self::Share { list: list() }),
            "unshare_list" => Ok(Self::Unshare { list: list() }),
            "watchlist" => page().map(|page| Self::Watchlist { list: list(), page }),
            "for_you" => Filters::read(pairs).map(|filters| Self::ForYou(Box::new(filters))),
            "for_group" => Filters::read(pairs).map(|filters| Self::ForGroup(Box::new(filters))),
            "join_group" => Ok(Self::Join),
            "leave_group" => Ok(Self::Leave),
            "predict_me" => title().map(|title| Self::Predict { title }),
            "ask_taste" => Ok(Self::Taste),
            "tell" => Self::tell(pairs),
            "enough_asked" => Ok(Self::Enough),
            "my_history" => page().map(|page| Self::History { page }),
            "my_data" => Ok(Self::MyData),
            "forget_me" => pairs.optional("sure").map(|sure| Self::ForgetMe { sure }),
            "speak" => pairs.optional("to").map(|to| Self::Language { to }),
            _ => return None,
        })
    }

    fn tell(pairs: &Pairs<'_>) -> Result<Self, CanonicalError> {
        let film = SourceId(pairs.get("film")?);
        Ok(Self::Tell { film, mark: pairs.optional("mark")?, step: pairs.get("step")? })
    }
}

impl fmt::Display for Mine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.head())?;
        let mark = |f: &mut fmt::Formatter<'_>, mark: &Option<Mark>| match mark {
            Some(mark) => write!(f, " mark={mark}"),
            None => Ok(()),
        };
        let page = |f: &mut fmt::Formatter<'_>, page: u8| if page > 0 { write!(f, " page={page}") } else { Ok(()) };
        match self {
            Self::Rate { title, mark: given } => {
                mark(f, given)?;
                write!(f, " title={title}")
            }
            Self::Add { title, list } | Self::Remove { title, list } => write!(f, "{list} title={title}"),
            Self::Unrate { title } | Self::Seen { title } | Self::Unseen { title } | Self::Predict { title } => {
                write!(f, " title={title}")
            }
            Self::Watchlist { list, page: n } => {
                list.fmt(f)?;
                page(f, *n)
            }
            Self::Share { list } | Self::Unshare { list } => list.fmt(f),
            Self::ForYou(filters) | Self::ForGroup(filters) => filters.fmt(f),
            Self::Tell { film, mark: given, step } => {
                write!(f, " film={film}")?;
                mark(f, given)?;
                write!(f, " step={step}")
            }
            Self::History { page: n } => page(f, *n),
            Self::ForgetMe { sure: Some(sure) } => write!(f, " sure={sure}"),
            Self::Language { to: Some(to) } => write!(f, " to={}", to.code()),
            Self::Join
            | Self::Leave
            | Self::Taste
            | Self::Enough
            | Self::MyData
            | Self::ForgetMe { sure: None }
            | Self::Language { to: None } => Ok(()),
        }
    }
}
