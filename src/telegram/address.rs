//! Which messages are meant for the bot, and what they say to it.
//!
//! The door is [`hear`]. In private everything is; in a group only commands (`/mes`, `/mes@us`), mentions and replies to
//! the bot's messages. A reply to a message that asks for an argument completes the command. `/mes@other` is somebody
//! else's everywhere.

use teloxide::types::{Me, Message, MessageKind};

use super::account::username;
use crate::render::words::asked_to_complete;
use crate::render::words::night::is_board;

/// What was said to the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// Without the bot's name; a command in lower case, accents as typed.
    pub(super) text: String,
    /// How the bot knows that it is meant.
    pub(super) manner: Manner,
}

/// How a message reaches the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// In private.
    Private,
    /// In a group, to this bot: by its name or in reply to it.
    Named,
    /// In a group, a command without a name: it may be meant for another bot.
    Bare,
}

/// What `message` says to us, if it does. A message without words is heard as an empty text, in private only.
pub(super) fn hear(message: &Message, me: &Me) -> Option<Heard> {
    if !from_a_person(message) || message.via_bot.as_ref().is_some_and(|bot| bot.id == me.user.id) {
        return None;
    }
    let is_private = message.chat.is_private();
    match &message.kind {
        MessageKind::Common(_) => {}
        // A dice, or something that is newer than this program: nothing that could be understood.
        MessageKind::Dice(_) | MessageKind::Empty {} if is_private => {}
        // Members who come and go, pinned messages and the like say nothing.
        _ => return None,
    }
    let text = message.text().or_else(|| message.caption()).unwrap_or("").trim();
    if text.is_empty() && !is_private {
        return None;
    }
    let (text, named) = match command(text, username(me)) {
        Command::Ours { text, named } => (text, named),
        Command::Theirs => return None,
        Command::None => match without_mention(text, username(me)) {
            Some(rest) => (rest, true),
            None => (text.to_owned(), false),
        },
    };
    let replied = reply_to(message, me);
    let text = match replied.and_then(Message::text).and_then(completes) {
        Some(command) if !text.starts_with('/') => format!("/{command} {text}"),
        _ => text,
    };
    let manner = match () {
        () if is_private => Manner::Private,
        () if named || replied.is_some() => Manner::Named,
        () if text.starts_with('/') => Manner::Bare,
        () => return None,
    };
    Some(Heard { text, manner })
}

/// The command whose argument a reply to this text of ours is.
fn completes(ours: &str) -> Option<&'static str> {
    if is_board(ours) { Some("proponer") } else { asked_to_complete(ours).map(|command| command.name) }
}

/// Whether somebody wrote it, and no other bot or the channel behind a group. Whoever writes as the group or as a
/// channel looks like a bot but is a person.
fn from_a_person(message: &Message) -> bool {
    let author = message.from.as_ref();
    author.is_some_and(|a| !a.is_bot || a.is_anonymous() || a.is_channel()) && !message.is_automatic_forward()
}

/// The message of ours that this one replies to. Every message of a topic "replies" to the one that opened it: that is
/// no reply to us.
fn reply_to<'a>(message: &'a Message, me: &Me) -> Option<&'a Message> {
    message.reply_to_message().filter(|replied| {
        replied.from.as_ref().is_some_and(|author| author.id == me.user.id) && replied.forum_topic_created().is_none()
    })
}

enum Command {
    None,
    Ours { text: String, named: bool },
    Theirs,
}

fn command(text: &str, us: &str) -> Command {
    let Some(rest) = text.strip_prefix('/') else { return Command::None };
    let (word, arguments) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let (name, bot) = word.split_once('@').map_or((word, None), |(name, bot)| (name, Some(bot)));
    if bot.is_some_and(|bot| !bot.is_empty() && !bot.eq_ignore_ascii_case(us)) {
        return Command::Theirs;
    }
    let text = format!("/{} {}", name.to_lowercase(), arguments.trim());
    Command::Ours { text: text.trim_end().to_owned(), named: bot.is_some() }
}

/// The text without `@us`, where it names us as a word of its own.
fn without_mention(text: &str, us: &str) -> Option<String> {
    if us.is_empty() {
        return None;
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for (at, _) in text.match_indices('@') {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let end = after.find(|c| !is_name(c)).unwrap_or(after.len());
        if !before.ends_with(is_name) && after[..end].eq_ignore_ascii_case(us) {
            let rest = after[end..].trim_start_matches([',', ':']).trim_start();
            return Some(format!("{} {rest}", before.trim_end()).trim().to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn me() -> Me {
        serde_json::from_value(json!({
            "id": 9, "is_bot": true, "first_name": "Cine", "username": "Cine_bot", "can_join_groups": true,
            "can_read_all_group_messages": false, "supports_inline_queries": false, "has_main_web_app": false,
        }))
        .unwrap()
    }

    fn message(kind: &str, text: &str, more: Value) -> Message {
        let id = if kind == "private" { 5 } else { -5 };
        let mut value = json!({
            "message_id": 1, "date": 1, "text": text,
            "chat": {"id": id, "type": kind, "title": "Cine", "first_name": "Ana"},
            "from": {"id": 5, "is_bot": false, "first_name": "Ana"},
        });
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(value).unwrap()
    }

    #[track_caller]
    fn heard(kind: &str, text: &str, expected: Option<(&str, Manner)>) {
        let heard = hear(&message(kind, text, json!({})), &me());
        assert_eq!(heard, expected.map(|(text, manner)| Heard { text: text.to_owned(), manner }), "{kind}: {text}");
    }

    #[test]
    fn private_chats_are_heard_whole() {
        heard("private", " hola ", Some(("hola", Manner::Private)));
        heard("private", "/MES@cine_BOT  enero", Some(("/mes enero", Manner::Private)));
        heard("private", "/mes\nenero", Some(("/mes enero", Manner::Private)));
        heard("private", "/Película Up", Some(("/película Up", Manner::Private)));
        heard("private", "/mes@ enero", Some(("/mes enero", Manner::Private)));
        heard("private", "/mes@other_bot enero", None);
    }

    #[test]
    fn groups_are_heard_when_they_mean_us() {
        heard("supergroup", "hola a todos", None);
        heard("group", "/mes enero", Some(("/mes enero", Manner::Bare)));
        heard("supergroup", "/mes@Cine_bot enero", Some(("/mes enero", Manner::Named)));
        heard("supergroup", "/mes@other_bot enero", None);
        heard("supergroup", "@cine_bot, ¿qué vemos?", Some(("¿qué vemos?", Manner::Named)));
        heard("supergroup", "oye @cine_bot recomendame algo", Some(("oye recomendame algo", Manner::Named)));
        heard("supergroup", "@cine_bottle hola ana@cine_bot", None);
    }

    #[test]
    fn replies_to_us_are_heard_but_not_those_to_the_head_of_a_topic() {
        let ours = json!({"message_id": 2, "date": 1, "text": "x", "chat": {"id": -5, "type": "supergroup", "title": "C"},
            "from": {"id": 9, "is_bot": true, "first_name": "Cine"}});
        let reply = |to: &Value| hear(&message("supergroup", "la segunda", json!({"reply_to_message": to})), &me());
        assert_eq!(reply(&ours).unwrap().manner, Manner::Named);
        let mut head = ours.clone();
        head.as_object_mut().unwrap().remove("text");
        head["forum_topic_created"] = json!({"name": "Pelis", "icon_color": 7322096});
        assert_eq!(reply(&head), None);
        let mut other = ours;
        other["from"]["id"] = json!(8);
        assert_eq!(reply(&other), None);
    }

    #[test]
    fn bots_are_not_heard_but_anonymous_people_are() {
        let from = |id: u64, bot: bool| {
            let (name, username) = if id == 7 { ("X", "x_bot") } else { ("Group", "GroupAnonymousBot") };
            json!({"from": {"id": id, "is_bot": bot, "first_name": name, "username": username}})
        };
        let heard = |more: Value| hear(&message("supergroup", "/mes enero", more), &me()).is_some();
        assert!(!heard(from(7, true)));
        assert!(heard(from(1_087_968_824, true)));
        assert!(!heard(json!({"via_bot": {"id": 9, "is_bot": true, "first_name": "Cine"}})));
        assert!(!heard(json!({"is_automatic_forward": true})));
        let sticker = json!({"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "type": "regular",
            "is_animated": false, "is_video": false});
        for (kind, content) in [("sticker", sticker), ("dice", json!({"emoji": "🎲", "value": 1})), ("new", json!({}))]
        {
            let heard = |chat: &str| {
                let mut value = serde_json::to_value(message(chat, "x", json!({}))).unwrap();
                value.as_object_mut().unwrap().remove("text");
                value[kind] = content.clone();
                hear(&serde_json::from_value(value).unwrap(), &me())
            };
            assert_eq!(heard("private").map(|h| h.text).as_deref(), Some(""), "{kind}");
            assert_eq!(heard("supergroup"), None, "{kind}");
        }
        let joined = json!({"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private", "first_name": "Ana"},
            "from": {"id": 5, "is_bot": false, "first_name": "Ana"}, "new_chat_members": []});
        assert_eq!(hear(&serde_json::from_value(joined).unwrap(), &me()), None);
    }
}
