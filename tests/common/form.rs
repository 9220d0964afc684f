//! Forms with files (RFC 7578), as a Bot API server reads them.

use serde_json::{Value, json};

/// What a form holds: parameters as in a JSON body, and the contents of its files by name.
pub struct Form {
    /// A file is `{"file_name", "file_type", "size"}`.
    pub parameters: Value,
    /// By the name of their part.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Parameters that are written as JSON in a form.
const JSON: [&str; 6] =
    ["chat_id", "message_thread_id", "reply_parameters", "reply_markup", "caption_entities", "disable_notification"];

/// Reads a form; `None` where it is not well-formed.
pub fn read(content_type: &str, body: &[u8]) -> Option<Form> {
    let border = content_type.strip_prefix("multipart/form-data; boundary=")?;
    let mut form = Form { parameters: json!({}), files: Vec::new() };
    let mut rest = body.strip_prefix(format!("--{border}").as_bytes())?;
    while !rest.starts_with(b"--\r\n") {
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, format!("\r\n--{border}").as_bytes())?;
        read_part(&part[..end], &mut form)?;
        rest = &part[end + 4 + border.len()..];
    }
    Some(form)
}

fn read_part(part: &[u8], form: &mut Form) -> Option<()> {
    let end = find(part, b"\r\n\r\n")?;
    let (head, content) = (std::str::from_utf8(&part[..end]).ok()?, &part[end + 4..]);
    let named = |key: &str| head.split([';', '\r', '\n']).find_map(|p| p.trim().strip_prefix(key)?.strip_suffix('"'));
    let name = named("name=\"")?;
    let value = match named("filename=\"") {
        Some(file) => {
            form.files.push((name.to_owned(), content.to_vec()));
            let kind = head.lines().find_map(|line| line.strip_prefix("content-type: "));
            json!({"file_name": file, "file_type": kind, "size": content.len()})
        }
        None => {
            let text = std::str::from_utf8(content).ok()?;
            if JSON.contains(&name) { serde_json::from_str(text).ok()? } else { json!(text) }
        }
    };
    form.parameters[name] = value;
    Some(())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
