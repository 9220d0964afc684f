//! The shapes of answers, in a few words each: what the document of the API says of `render::json`'s objects.
//!
//! A test asks every route and holds its answers against these shapes.

use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, SchemaType, Type,
};
use utoipa::openapi::{Ref, RefOr};

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field(pub(super) &'static str, pub(super) Shape, pub(super) &'static str);

/// The shape of a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Whole,
    Number,
    Text,
    Flag,
    /// A whole number or a text: the id of a film, the key of a platform title.
    Id,
    /// Null where it is not known.
    Perhaps(&'static Shape),
    List(&'static Shape),
    Object(&'static [Field]),
    /// A shape that several answers share, by name.
    Shared(&'static str),
}

use Shape::{Flag, Id, List, Number, Object, Perhaps, Shared, Text, Whole};

const WHOLE: Shape = Perhaps(&Whole);
const NUMBER: Shape = Perhaps(&Number);
const TEXT: Shape = Perhaps(&Text);

/// Shapes that several answers share.
pub(super) const SHARED: &[(&str, &[Field])] = &[
    (
        "Suggestion",
        &[
            Field("title", Text, "Title or name."),
            Field("year", WHOLE, "Year of release; null for people."),
            Field(
                "id",
                Id,
                "Id of the film or person, key of the platform title: what the parameter `id` takes; the age rating; the name \
                 of the saga or company.",
            ),
        ],
    ),
    (
        "Film",
        &[
            Field("id", Whole, "Id in the source."),
            Field("title", Text, "Title."),
            Field("release_date", Text, "AAAA-mm-dd."),
            Field("return", Number, "Revenue / budget, 0 where it cannot be computed."),
            Field("budget", Number, "US dollars, 0 where unknown."),
            Field("revenue", Number, "US dollars, 0 where unknown."),
            Field("gain", Number, "Revenue − budget."),
        ],
    ),
    (
        "ListedFilm",
        &[
            Field("id", Whole, "Id in the source."),
            Field("title", Text, "Title."),
            Field("release_year", Whole, "Year of release."),
            Field("vote_average", NUMBER, "Mean of votes, 0–10."),
            Field("vote_count", WHOLE, "Number of votes."),
            Field("runtime", NUMBER, "Minutes."),
            Field("return", Number, "Revenue / budget, 0 where it cannot be computed."),
            Field("revenue", Number, "US dollars, 0 where unknown."),
        ],
    ),
    (
        "SimilarFilm",
        &[
            Field("id", Whole, "Id in the source."),
            Field("title", Text, "Title."),
            Field("release_year", Whole, "Year of release."),
            Field("similarity", Number, "The score that orders the list."),
            Field("reasons", List(&Text), "Why, in Spanish, strongest first."),
        ],
    ),
    (
        "Place",
        &[
            Field("key", Text, "Key of the platform title."),
            Field("title", Text, "Title there, lower case."),
            Field("platform", Text, "amazon, disney, hulu or netflix."),
            Field("release_year", WHOLE, "Year of release there."),
            Field("type", Text, "movie or show."),
            Field("duration_int", WHOLE, "Length."),
            Field("duration_type", TEXT, "min or season."),
        ],
    ),
    ("Name", &[Field("name", Text, "Name."), Field("person_id", Whole, "Id of the person.")]),
    (
        "Hit",
        &[
            Field("kind", Text, "film, title or person."),
            Field("score", Number, "How well it fits; the best is first."),
            Field("match", Text, "exact, folded, partial or fuzzy."),
            Field("send", Text, "What sent to /chat asks about exactly this one."),
            Field("label", Text, "How it is shown: title and year, or name."),
        ],
    ),
];

pub(super) const COUNT: &[Field] = &[
    Field("count", Whole, "Films."),
    Field("placeholder_dates", Whole, "Of those, dated 1 January, which often stands for an unknown day."),
];

pub(super) const SCORE: &[Field] = &[
    Field("id", Whole, "Id of the film."),
    Field("title", Text, "Title."),
    Field("release_year", Whole, "Year of release."),
    Field("popularity", NUMBER, "Popularity in the source."),
    Field("vote_average", NUMBER, "Mean of votes, 0–10."),
    Field("vote_count", WHOLE, "Number of votes."),
];

pub(super) const VOTES: &[Field] = &[
    Field("id", Whole, "Id of the film."),
    Field("title", Text, "Title."),
    Field("release_year", Whole, "Year of release."),
    Field("vote_count", WHOLE, "Number of votes; null below 2,000."),
    Field("vote_average", NUMBER, "Mean of votes, 0–10; null below 2,000 votes."),
];

pub(super) const ACTOR: &[Field] = &[
    Field("person", Text, "Name."),
    Field("films", Whole, "Films with a part."),
    Field("total_return", Number, "Sum of the returns of those films."),
    Field("mean_return", Number, "That sum over all of them."),
    Field("films_without_budget", Whole, "Films that count as return 0."),
    Field("suspect_budgets", Whole, "Films with a budget under 1,000 dollars, most likely meant as millions."),
    Field("total_return_without_suspects", Number, "The sum without those."),
];

pub(super) const DIRECTOR: &[Field] = &[
    Field("person", Text, "Name."),
    Field("total_return", Number, "Sum of the returns of all films."),
    Field("films", List(&Shared("Film")), "By date of release."),
    Field("suspect_budgets", Whole, "Films with a budget under 1,000 dollars, most likely meant as millions."),
    Field("total_return_without_suspects", Number, "The sum without those."),
];

pub(super) const RECOMMEND: &[Field] = &[
    Field(
        "for",
        Object(&[
            Field("id", Whole, "Id of the film."),
            Field("title", Text, "Title."),
            Field("release_year", Whole, "Year of release."),
        ]),
        "The film asked about.",
    ),
    Field("items", List(&Shared("SimilarFilm")), "Most similar first."),
];

pub(super) const LONGEST: &[Field] = &[
    Field("key", Text, "Key of the title."),
    Field("title", Text, "Title, lower case."),
    Field("duration_int", Whole, "Length."),
    Field("duration_type", Text, "min or season."),
    Field("platform", Text, "Where it is."),
    Field("release_year", WHOLE, "Year of release."),
    Field("ties", List(&Text), "The keys of all that are equally long, this one included."),
];

pub(super) const SCORED: &[Field] = &[
    Field("count", Whole, "Titles with a greater mean of user ratings (0.5–5)."),
    Field("movies", Whole, "Of those, films."),
    Field("shows", Whole, "Of those, series."),
    Field("scored", Whole, "Titles under the same filters that have user ratings at all."),
];

pub(super) const PLATFORM: &[Field] = &[
    Field("count", Whole, "Titles."),
    Field("movies", Whole, "Of those, films."),
    Field("shows", Whole, "Of those, series."),
];

pub(super) const TOP_ACTOR: &[Field] = &[
    Field("person", Text, "Who appears most, lower case."),
    Field("count", Whole, "In how many titles."),
    Field("ties", List(&Text), "All who appear as often, this one included."),
];

pub(super) const PREDICT: &[Field] = &[
    Field("user", Text, "The user with its source: ml:42."),
    Field("id", Id, "Id of the film or key of the platform title."),
    Field("title", Text, "Title."),
    Field("estimate", NUMBER, "The rating the user would give, 0.5–5; null without ratings in the index."),
    Field(
        "recommended",
        Perhaps(&Flag),
        "Whether that is above what the user gives on average; null where it cannot be told.",
    ),
    Field("user_mean", NUMBER, "What the user gives on average."),
    Field("uncertainty", NUMBER, "Standard deviation of a rating around the estimate; null where it is a mean."),
    Field("basis", Text, "factors, item_mean, user_mean, global_mean or no_ratings."),
];

const SUMS: [Field; 10] = [
    Field("count", Whole, "Films."),
    Field("mean_runtime", NUMBER, "Mean length in minutes of those whose length is known."),
    Field("total_return", Number, "Sum of the returns."),
    Field("mean_return", Number, "That sum over all films."),
    Field("total_gain", Number, "Sum of revenue − budget, US dollars."),
    Field("mean_gain", Number, "That sum over all films."),
    Field("total_revenue", Number, "US dollars."),
    Field("films_without_budget", Whole, "Films that count as return 0."),
    Field("suspect_budgets", Whole, "Films with a budget under 1,000 dollars."),
    Field("total_return_without_suspects", Number, "The sum of returns without those."),
];

pub(super) const SAGA: &[Field] = &with_sums::<3, 13>([
    Field("saga", Text, "Name in the source."),
    Field("items", List(&Shared("Film")), "Its films by date of release."),
    Field("others", List(&Text), "Other sagas that the name may mean."),
]);

pub(super) const GROUP: &[Field] = &with_sums::<4, 14>([
    Field("by", Text, "year, language, country or company."),
    Field("value", Id, "The code of the language or country, the company's name in the source, the year."),
    Field("best", List(&Shared("ListedFilm")), "Its best rated films."),
    Field("others", List(&Text), "Other companies that the name may mean."),
]);

/// What every group of films adds up to, and what is its own.
const fn with_sums<const OWN: usize, const ALL: usize>(own: [Field; OWN]) -> [Field; ALL] {
    assert!(ALL == OWN + SUMS.len());
    let mut all = [SUMS[0]; ALL];
    let mut i = 0;
    while i < ALL {
        all[i] = if i < OWN { own[i] } else { SUMS[i - OWN] };
        i += 1;
    }
    all
}

pub(super) const RUNTIME: &[Field] = &[
    Field("id", Whole, "Id of the film."),
    Field("title", Text, "Title."),
    Field("release_year", Whole, "Year of release."),
    Field("runtime", NUMBER, "Minutes."),
];

pub(super) const TITLES: &[Field] = &[
    Field("count", Whole, "Titles."),
    Field("movies", Whole, "Of those, films."),
    Field("shows", Whole, "Of those, series."),
    Field(
        "platforms",
        Object(&[
            Field("amazon", Whole, "Of those, on Amazon Prime Video."),
            Field("disney", Whole, "On Disney+."),
            Field("hulu", Whole, "On Hulu."),
            Field("netflix", Whole, "On Netflix."),
        ]),
        "By platform.",
    ),
];

pub(super) const CARD: &[Field] = &[
    Field("id", Whole, "Id of the film."),
    Field("title", Text, "Title."),
    Field("release_year", Whole, "Year of release."),
    Field("original_title", TEXT, "Where it differs."),
    Field("release_date", Text, "AAAA-mm-dd."),
    Field("runtime", NUMBER, "Minutes."),
    Field("genres", List(&Text), "Genres as in the source."),
    Field("directors", List(&Text), "Names."),
    Field("cast", List(&Text), "First names of the cast."),
    Field("collection", TEXT, "Saga."),
    Field("vote_average", NUMBER, "Mean of votes, 0–10."),
    Field("vote_count", WHOLE, "Number of votes."),
    Field("budget", Number, "US dollars, 0 where unknown."),
    Field("revenue", Number, "US dollars, 0 where unknown."),
    Field("overview", Text, "Plot as in the source."),
    Field("places", List(&Shared("Place")), "Where it can be watched."),
];

pub(super) const WATCH: &[Field] = &[
    Field("for", Shared("Suggestion"), "What was asked about."),
    Field("places", List(&Shared("Place")), "Where it can be watched."),
    Field("namesakes", List(&Shared("Place")), "Where it can be watched nowhere: other works of its name."),
];

pub(super) const CAST: &[Field] = &[
    Field("id", Whole, "Id of the film."),
    Field("title", Text, "Title."),
    Field("release_year", Whole, "Year of release."),
    Field("directors", List(&Shared("Name")), "Who directed it."),
    Field("cast", List(&Shared("Name")), "Who acts in it, in billing order."),
];

pub(super) const FILMOGRAPHY: &[Field] = &[
    Field("person", Text, "Name."),
    Field("count", Whole, "Films."),
    Field("items", List(&Shared("ListedFilm")), "The most recent first, each with `roles`."),
];

pub(super) const FOUND: &[Field] = &[
    Field("query", Text, "What was looked for."),
    Field("typed", Text, "The piece at the end of it that the hits complete; all of it without `frase`."),
    Field("hits", List(&Shared("Hit")), "One page, best first."),
    Field("pagina", Whole, "Which page."),
    Field("paginas", Whole, "How many there are."),
    Field("total", Whole, "Hits on all of them: those most alike, not everything that is a little so."),
];

/// The fields that every answer has.
pub(super) const EVERY: &[Field] = &[
    Field("mensaje", Text, "The answer in Spanish."),
    Field("status", Text, "ok, ambiguous, below_threshold; not_found (404); invalid (422)."),
    Field("suggestions", List(&Shared("Suggestion")), "Other candidates for the name."),
];

/// A reference to a shared shape.
pub(super) fn shared(name: &str) -> RefOr<Schema> {
    Ref::from_schema_name(name).into()
}

/// An object with these fields, all of which are there; further ones may come.
pub(super) fn object<'a>(fields: impl IntoIterator<Item = &'a Field>) -> RefOr<Schema> {
    let object = fields.into_iter().fold(ObjectBuilder::new(), |object, Field(name, shape, about)| {
        object.property(*name, described(*shape, about)).required(*name)
    });
    object.additional_properties(Some(AdditionalProperties::FreeForm(true))).into()
}

fn described(shape: Shape, about: &str) -> RefOr<Schema> {
    let types = |all: &[Type]| match all {
        [one] => SchemaType::Type(one.clone()),
        many => SchemaType::Array(many.to_vec()),
    };
    let plain = |all: &[Type]| ObjectBuilder::new().schema_type(types(all)).description(Some(about)).into();
    match shape {
        Whole => plain(&[Type::Integer]),
        Number => plain(&[Type::Number]),
        Text => plain(&[Type::String]),
        Flag => plain(&[Type::Boolean]),
        Id => plain(&[Type::Integer, Type::String]),
        Perhaps(Whole) => plain(&[Type::Integer, Type::Null]),
        Perhaps(Number) => plain(&[Type::Number, Type::Null]),
        Perhaps(Text) => plain(&[Type::String, Type::Null]),
        Perhaps(Flag) => plain(&[Type::Boolean, Type::Null]),
        Perhaps(other) => OneOfBuilder::new().item(described(*other, about)).item(plain(&[Type::Null])).into(),
        List(items) => ArrayBuilder::new().items(described(*items, "")).description(Some(about)).into(),
        Object(fields) => object(fields),
        Shared(name) => shared(name),
    }
}
