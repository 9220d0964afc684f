//! What the parser asks of the look-up: does this piece of text name something? The door is [`Names`].

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A film or a title of a platform.
    Title,
    /// An actor or a director.
    Person,
}

/// How well a piece of text names the best of what it may name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// 0–1; 1 is the name itself, letter by letter.
    pub score: f32,
    /// Whether the text is the whole name, but for case, accents, signs and articles.
    pub exactly: bool,
    /// How well known: votes of a film, credits of a person.
    pub fame: u32,
    /// Whether a person is a director in more films than an actor; `false` for titles.
    pub directs: bool,
}

/// The look-up, as the parser sees it. A call may cost 0.2 ms, so the parser asks at most six times a sentence.
pub trait Names {
    /// The best of `kind` that `text` may name; `None` where nothing is similar enough.
    fn best(&self, text: &str, kind: NameKind) -> Option<Named>;
}

/// Knows no name at all: for tests, and for a catalogue that is not there yet.
impl Names for () {
    fn best(&self, _: &str, _: NameKind) -> Option<Named> {
        None
    }
}
