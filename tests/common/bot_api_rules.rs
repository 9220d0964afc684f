//! What Telegram refuses: the checks of the fake Bot API server.

use std::collections::HashSet;

use serde_json::{Value, json};

/// A call that is turned down.
pub struct Refusal {
    /// Like an HTTP status.
    pub code: u16,
    /// Telegram's words.
    pub description: String,
    /// `retry_after`, `migrate_to_chat_id`; not sent unless it is an object.
    pub parameters: Value,
}

/// Turns a call down as Telegram does for what is wrong with it.
pub fn refuse<T>(description: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { code: 400, description: format!("Bad Request: {}", description.into()), parameters: Value::Null })
}

/// The length of a text as Telegram counts it, in UTF-16 units.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Names and descriptions of commands.
pub fn set_commands(parameters: &Value) -> Result<Value, Refusal> {
    let commands = parameters["commands"].as_array().cloned().unwrap_or_default();
    for command in &commands {
        let name = command["command"].as_str().unwrap_or_default();
        if !(1..=32).contains(&name.len()) || !name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_')) {
            return refuse("BOT_COMMAND_INVALID");
        }
        if !(1..=256).contains(&units(command["description"].as_str().unwrap_or_default())) {
            return refuse("BOT_COMMAND_DESCRIPTION_INVALID");
        }
    }
    if commands.len() > 100 { refuse("BOT_COMMANDS_TOO_MUCH") } else { Ok(json!(true)) }
}

/// Results of an inline query.
pub fn check_results(parameters: &Value) -> Result<Value, Refusal> {
    let results = parameters["results"].as_array().cloned().unwrap_or_default();
    let ids: HashSet<&str> = results.iter().filter_map(|result| result["id"].as_str()).collect();
    if results.len() > 50 {
        return refuse("RESULTS_TOO_MUCH");
    }
    if ids.len() < results.len() || ids.iter().any(|id| !(1..=64).contains(&id.len())) {
        return refuse("RESULT_ID_INVALID");
    }
    for result in &results {
        let content = &result["input_message_content"];
        shown(&json!({"text": content["message_text"], "parse_mode": content["parse_mode"]}))?;
        check_keyboard(result)?;
    }
    Ok(json!(true))
}

/// Buttons below a message.
pub fn check_keyboard(parameters: &Value) -> Result<(), Refusal> {
    let rows = parameters["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    for button in rows.iter().flat_map(|row| row.as_array().cloned().unwrap_or_default()) {
        if button["text"].as_str().unwrap_or_default().is_empty() {
            return refuse("text buttons are unallowed in the inline keyboard");
        }
        if button["url"].is_null() && !(1..=64).contains(&button["callback_data"].as_str().unwrap_or_default().len()) {
            return refuse("BUTTON_DATA_INVALID");
        }
    }
    Ok(())
}

/// The text that people see: what is left of HTML.
pub fn shown(parameters: &Value) -> Result<String, Refusal> {
    let shown = read(parameters, "text")?;
    if shown.trim().is_empty() {
        return refuse("message text is empty");
    }
    if units(&shown) > 4096 { refuse("message is too long") } else { Ok(shown) }
}

/// The same of what stands below a picture or a file, which may be nothing.
pub fn caption(parameters: &Value) -> Result<String, Refusal> {
    let shown = read(parameters, "caption")?;
    if units(&shown) > 1024 { refuse("message caption is too long") } else { Ok(shown) }
}

fn read(parameters: &Value, key: &str) -> Result<String, Refusal> {
    let text = parameters[key].as_str().unwrap_or_default();
    if parameters["parse_mode"] == "HTML" { without_tags(text) } else { Ok(text.to_owned()) }
}

/// The sizes of a photo that is uploaded: pixels across and down.
pub fn photo(bytes: &[u8]) -> Result<(u32, u32), Refusal> {
    let number = |at: usize| bytes.get(at..at + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]));
    if bytes.is_empty() {
        return refuse("file must be non-empty");
    }
    if bytes.len() > 10 << 20 {
        return Err(Refusal { code: 413, description: "Request Entity Too Large".into(), parameters: Value::Null });
    }
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return refuse("IMAGE_PROCESS_FAILED");
    }
    let (width, height) = (number(16), number(20));
    match width + height > 10_000 || width.max(height) > 20 * width.min(height) {
        true => refuse("PHOTO_INVALID_DIMENSIONS"),
        false => Ok((width, height)),
    }
}

fn without_tags(html: &str) -> Result<String, Refusal> {
    let (mut out, mut open, mut rest) = (String::new(), Vec::new(), html);
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let offset = html.len() - rest.len() + at;
        rest = &rest[at..];
        if let Some(entity) = rest.strip_prefix('&') {
            let known = [("lt;", '<'), ("gt;", '>'), ("amp;", '&'), ("quot;", '"')];
            match known.iter().find(|(name, _)| entity.starts_with(name)) {
                Some((name, letter)) => {
                    out.push(*letter);
                    rest = &entity[name.len()..];
                }
                None => {
                    out.push('&');
                    rest = entity;
                }
            }
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len() - 1);
        let tag = rest[1..end].to_owned();
        rest = &rest[end + 1..];
        match tag.strip_prefix('/') {
            Some(name) if open.last().is_some_and(|o| o == name) => drop(open.pop()),
            Some(_) => return refuse(format!("can't parse entities: Unmatched end tag at byte offset {offset}")),
            None if ["b", "i", "u", "s", "code", "pre"].contains(&tag.as_str()) => open.push(tag),
            None => {
                return refuse(format!(
                    "can't parse entities: Unsupported start tag \"{tag}\" at byte offset {offset}"
                ));
            }
        }
    }
    out.push_str(rest);
    match open.last() {
        Some(tag) => refuse(format!("can't parse entities: Can't find end tag corresponding to start tag \"{tag}\"")),
        None => Ok(out),
    }
}
