//! How [`Markup`] looks at each door: plain text, Telegram HTML, ANSI.

use super::markup::{Markup, Style};

/// No styling: tests, `ask --json`, pipes.
pub fn plain(markup: &Markup) -> String {
    markup.parts.iter().map(|(_, text)| text.as_str()).collect()
}

/// Telegram's HTML subset, escaped.
pub fn html(markup: &Markup) -> String {
    let mut out = String::new();
    for (style, text) in &markup.parts {
        let tag = match style {
            Style::Plain => None,
            Style::Strong => Some("b"),
            Style::Dim => Some("i"),
            Style::Code => Some("code"),
        };
        if let Some(tag) = tag {
            out.push('<');
            out.push_str(tag);
            out.push('>');
        }
        escape_html(text, &mut out);
        if let Some(tag) = tag {
            out.push_str("</");
            out.push_str(tag);
            out.push('>');
        }
    }
    out
}

/// `&`, `<`, `>` and `"` as entities.
pub fn escape_html(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Terminal colours.
pub fn ansi(markup: &Markup) -> String {
    let mut out = String::new();
    for (style, text) in &markup.parts {
        let code = match style {
            Style::Plain => "",
            Style::Strong => "\x1b[1m",
            Style::Dim => "\x1b[2m",
            Style::Code => "\x1b[36m",
        };
        out.push_str(code);
        out.push_str(text);
        if !code.is_empty() {
            out.push_str("\x1b[0m");
        }
    }
    out
}
