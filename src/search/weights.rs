//! What each sort of difference between a query and a name costs: all knobs of the re-rank in one place.
//!
//! The door is [`WEIGHTS`]. The unit is arbitrary; a first typo costs 1.2. The values were found by moving one at a
//! time on generated damage of many kinds to names of the catalogue, and then rounded.

/// See the module. Every field is a cost unless it says otherwise.
pub(super) struct Weights {
    /// The first typo.
    pub edit: f32,
    /// Each further one.
    pub next_edit: f32,
    /// A typo in a word of up to three letters, on top: it makes another word of it.
    pub short_word: f32,
    /// A word of up to three letters in the place of one of as many, but for one at most, other letters.
    pub other_short_word: f32,
    /// Spelt by ear.
    pub by_ear: f32,
    /// For each letter in which the two spellings differ, on top.
    pub by_ear_letter: f32,
    /// Each further word spelt by ear.
    pub next_by_ear: f32,
    /// Words glued or split otherwise than in the name, for each space.
    pub spacing: f32,
    /// Most that spaces cost together.
    pub most_spacing: f32,
    /// One word that is the beginning of more than one word of the name, glued: hardly ever meant so.
    pub across_words: f32,
    /// Numbers that are not those of the name: they tell sequels apart.
    pub other_number: f32,
    /// Only the beginning was typed.
    pub beginning: f32,
    /// Grows to this with the share not typed.
    pub not_typed: f32,
    /// Only the beginning of the last word was typed.
    pub word_beginning: f32,
    /// Grows to this with the share of the word not typed.
    pub word_not_typed: f32,
    /// A word given by its initial only.
    pub initial: f32,
    /// A word of the query that is not in the name.
    pub extra: f32,
    /// The same for a word of up to two letters.
    pub extra_short: f32,
    /// The same for a word of little content.
    pub extra_stop: f32,
    /// Grows to this with the share of the query's letters that stand in such words.
    pub unexplained: f32,
    /// A word of content is missing.
    pub missing: f32,
    /// Each further one.
    pub next_missing: f32,
    /// A 1 was said of a name without number: the first film of a saga.
    pub first_part: f32,
    /// A number is missing: the plain title is the first film of a saga.
    pub missing_number: f32,
    /// A word of little content is missing.
    pub missing_stop: f32,
    /// Most that missing words cost together.
    pub most_missing: f32,
    /// A person's surname is missing.
    pub missing_surname: f32,
    /// Another name of a person is missing.
    pub missing_first_name: f32,
    /// Words in another order.
    pub order: f32,
    /// Each further break of the order.
    pub next_order: f32,
    /// Surname first is nearly as usual as surname last.
    pub person_order: f32,
    /// An article was said that the name has not.
    pub article_said: f32,
    /// The article was left out.
    pub article_dropped: f32,
    /// An article was misspelt.
    pub article_garbled: f32,
    /// It is the original title.
    pub original: f32,
    /// It is another title.
    pub alias: f32,
    /// The year is one off: that of another country's release.
    pub near_year: f32,
    /// The year is another.
    pub other_year: f32,
    /// Gain: the year is that of the film.
    pub same_year: f32,
    /// Gain: equal once folded, so that no better known namesake with a typo comes first.
    pub equal: f32,
    /// Gain: the query is several whole words of the name, as they are written and in their order, so that what is only
    /// like them or begins like them does not come first.
    pub whole_words: f32,
    /// Gain for each unit of ln(1 + votes), films and platform titles.
    pub known: f32,
    /// The same for people.
    pub known_person: f32,
}

/// The weights in use.
pub(super) static WEIGHTS: Weights = Weights {
    edit: 1.24,
    next_edit: 1.6,
    short_word: 0.6,
    other_short_word: 1.2,
    by_ear: 0.68,
    by_ear_letter: 0.33,
    next_by_ear: 0.06,
    spacing: 0.17,
    most_spacing: 0.6,
    across_words: 0.5,
    other_number: 0.8,
    beginning: 0.3,
    not_typed: 0.91,
    word_beginning: 0.17,
    word_not_typed: 0.3,
    initial: 0.6,
    extra: 4.2,
    extra_short: 2.6,
    extra_stop: 1.71,
    unexplained: 2.0,
    missing: 0.8,
    next_missing: 0.3,
    first_part: 0.15,
    missing_number: 0.8,
    missing_stop: 0.08,
    most_missing: 2.2,
    missing_surname: 0.84,
    missing_first_name: 0.03,
    order: 1.18,
    next_order: 0.2,
    person_order: 0.4,
    article_said: 0.9,
    article_dropped: 0.07,
    article_garbled: 0.8,
    original: 0.2,
    alias: 0.3,
    near_year: 1.4,
    other_year: 3.0,
    same_year: 1.0,
    equal: 0.45,
    whole_words: 0.35,
    known: 0.28,
    known_person: 0.28,
};
