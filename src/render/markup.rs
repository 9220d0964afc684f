//! Text with meaning instead of looks; a formatter per door decides how each part is shown.

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Running text.
    Plain,
    /// A title, a name, a figure: what the answer is about.
    Strong,
    /// Side remarks: sources, caveats.
    Dim,
    /// Something to type.
    Code,
}

/// A sequence of styled parts. Line breaks are `\n` inside plain parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// In reading order.
    pub parts: Vec<(Style, String)>,
}

impl Markup {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends running text.
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Plain, text);
        self
    }

    /// Appends what the answer is about.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Strong, text);
        self
    }

    /// Appends a side remark.
    pub fn dim(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Dim, text);
        self
    }

    /// Appends something to type.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.push(Style::Code, text);
        self
    }

    /// Appends a part; empty parts are left out.
    pub fn push(&mut self, style: Style, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push((style, text));
        }
    }

    /// Appends all parts of another text.
    pub fn append(&mut self, mut other: Self) {
        self.parts.append(&mut other.parts);
    }
}
