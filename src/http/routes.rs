//! The functions of the sources, one row each: what it takes, what it asks, what it answers. The router and the document
//! of the API are both made from these rows.
//!
//! Every value can stand in the path (percent-encoded) or in the query string; `id` names a film or person exactly.

use std::collections::HashSet;
use std::sync::Arc;

use super::functions::{find, paged, recommend, runtime, titles_of_country, titles_of_rating};
use super::said::{self, Fault, Said};
use super::schema::{self, Field};
use super::state::App;
use super::values::{self, Parameter, Values};
use crate::engine::Engine;
use crate::query::{Group, Query, tidy};
use crate::render::words::api::Wanted;
use axum::Router;
use axum::extract::{Query as Pairs, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;

/// A row of the table.
pub(super) struct Route {
    /// Without its segments.
    pub(super) path: &'static str,
    /// The parameters that stand in the path, in order.
    pub(super) segments: &'static [&'static str],
    pub(super) parameters: &'static [Parameter],
    pub(super) about: &'static str,
    /// Values that work on any catalogue with well-known films.
    pub(super) example: &'static [(&'static str, &'static str)],
    /// What it answers, beside the fields of every answer.
    pub(super) fields: &'static [Field],
    pub(super) answer: fn(&Engine, &Values) -> Result<Said, Fault>,
}

impl Route {
    /// The path with its segments in braces.
    pub(super) fn template(&self) -> String {
        self.segments.iter().fold(self.path.to_owned(), |path, segment| format!("{path}/{{{segment}}}"))
    }
}

const fn parameter(name: &'static str, wanted: Wanted, about: &'static str) -> Parameter {
    Parameter { name, wanted, needed: false, about }
}

const TITLE: Parameter = parameter("titulo", Wanted::Title, "Title, in any spelling and with mistakes.");
const FILM_ID: Parameter = parameter(
    "id",
    Wanted::TitleId,
    "Instead of the title, or to choose among its namesakes: the id of a film, or a platform key.",
);
const NAME: Parameter = parameter("nombre", Wanted::Person, "Name of a person, in any spelling.");
const PERSON_ID: Parameter =
    parameter("id", Wanted::PersonId, "Instead of the name, or to choose among its namesakes: the id of a person.");
const PLATFORM: Parameter = parameter("platform", Wanted::Platform, "amazon, disney, hulu or netflix.");
const YEAR: Parameter = parameter("year", Wanted::Year, "Year of release.");
const LIMIT: Parameter = parameter("limite", Wanted::Many, "Entries on a page; without it and `pagina`, all.");
const PAGE: Parameter = parameter("pagina", Wanted::Page, "Page, the first is 1.");

/// All rows.
pub(super) static ROUTES: &[Route] = &[
    Route {
        path: "/cantidad_filmaciones_mes",
        segments: &["mes"],
        parameters: &[parameter("mes", Wanted::Month, "Month in Spanish.")],
        about: "How many films were released in a month of any year.",
        example: &[("mes", "enero")],
        fields: schema::COUNT,
        answer: |engine, v| Said::answer(engine, &Query::MonthCount { month: v.required("mes", values::month)? }),
    },
    Route {
        path: "/cantidad_filmaciones_dia",
        segments: &["dia"],
        parameters: &[parameter("dia", Wanted::Weekday, "Day of the week in Spanish.")],
        about: "How many films were released on a day of the week.",
        example: &[("dia", "lunes")],
        fields: schema::COUNT,
        answer: |engine, v| Said::answer(engine, &Query::WeekdayCount { weekday: v.required("dia", values::weekday)? }),
    },
    Route {
        path: "/score_titulo",
        segments: &["titulo"],
        parameters: &[TITLE, FILM_ID],
        about: "Year of release and popularity of a film.",
        example: &[("titulo", "Toy Story")],
        fields: schema::SCORE,
        answer: |engine, v| Said::answer(engine, &Query::Score { title: v.name(engine, "titulo")? }),
    },
    Route {
        path: "/votos_titulo",
        segments: &["titulo"],
        parameters: &[TITLE, FILM_ID],
        about: "Votes of a film and their mean; not told below 2,000 votes.",
        example: &[("titulo", "Toy Story")],
        fields: schema::VOTES,
        answer: |engine, v| Said::answer(engine, &Query::Votes { title: v.name(engine, "titulo")? }),
    },
    Route {
        path: "/get_actor",
        segments: &["nombre"],
        parameters: &[NAME, PERSON_ID],
        about: "Films of an actor and what they returned; directing does not count.",
        example: &[("nombre", "Tom Hanks")],
        fields: schema::ACTOR,
        answer: |engine, v| Said::answer(engine, &Query::ActorStats { person: v.name(engine, "nombre")? }),
    },
    Route {
        path: "/get_director",
        segments: &["nombre"],
        parameters: &[NAME, PERSON_ID, LIMIT, PAGE],
        about: "Films of a director with date, return, cost and gain.",
        example: &[("nombre", "John Lasseter")],
        fields: schema::DIRECTOR,
        answer: |engine, v| paged(engine, &Query::DirectorStats { person: v.name(engine, "nombre")? }, "films", v),
    },
    Route {
        path: "/recomendacion",
        segments: &["titulo"],
        parameters: &[
            TITLE,
            FILM_ID,
            parameter(
                "detalle",
                Wanted::Flag,
                "1: an object with years, similarity and reasons instead of the bare list.",
            ),
            parameter("pagina", Wanted::Page, "The next five titles and so on; the first page is 1."),
        ],
        about: "The titles of five similar films, the most similar first, as a bare list.",
        example: &[("titulo", "Toy Story")],
        fields: schema::RECOMMEND,
        answer: recommend,
    },
    Route {
        path: "/get_max_duration",
        segments: &[],
        parameters: &[YEAR, PLATFORM, parameter("duration_type", Wanted::Unit, "min or season; minutes without it.")],
        about: "The longest title of the platforms under these filters.",
        example: &[("year", "2018"), ("platform", "netflix"), ("duration_type", "min")],
        fields: schema::LONGEST,
        answer: |engine, v| {
            let year = v.optional("year", values::year)?;
            let platform = v.optional("platform", values::platform)?;
            Said::answer(
                engine,
                &Query::MaxDuration { year, platform, unit: v.optional("duration_type", values::unit)? },
            )
        },
    },
    Route {
        path: "/get_score_count",
        segments: &[],
        parameters: &[PLATFORM, parameter("score", Wanted::Score, "Threshold, exclusive; 3.5 or 3,5.").needed(), YEAR],
        about: "How many titles have a mean of user ratings above a score.",
        example: &[("platform", "netflix"), ("score", "3.5"), ("year", "2019")],
        fields: schema::SCORED,
        answer: |engine, v| {
            let platform = v.optional("platform", values::platform)?;
            let year = v.optional("year", values::year)?;
            Said::answer(engine, &Query::ScoreCount { score: v.required("score", values::score)?, platform, year })
        },
    },
    Route {
        path: "/get_count_platform",
        segments: &["platform"],
        parameters: &[PLATFORM],
        about: "How many titles a platform has.",
        example: &[("platform", "netflix")],
        fields: schema::PLATFORM,
        answer: |engine, v| {
            Said::answer(engine, &Query::PlatformCount { platform: v.required("platform", values::platform)? })
        },
    },
    Route {
        path: "/get_actor",
        segments: &[],
        parameters: &[PLATFORM, YEAR, NAME, PERSON_ID],
        about: "Who appears in most titles of a platform and year. With `nombre` or `id` instead, the figures of that actor, as \
                in `/get_actor/{nombre}`.",
        example: &[("platform", "netflix"), ("year", "2018")],
        fields: &[],
        answer: |engine, v| {
            if let Some(given) = ["nombre", "id"].into_iter().find(|name| v.text(name).is_some()) {
                v.alone(given, &["platform", "year"])?;
                return Said::answer(engine, &Query::ActorStats { person: v.name(engine, "nombre")? });
            }
            let platform = v.optional("platform", values::platform)?;
            Said::answer(engine, &Query::TopActor { platform, year: v.optional("year", values::year)? })
        },
    },
    Route {
        path: "/prediccion",
        segments: &["usuario", "titulo"],
        parameters: &[
            parameter("usuario", Wanted::User, "42 or ml:42 (MovieLens), pf:42 (platforms)."),
            TITLE,
            FILM_ID,
        ],
        about: "Whether a film or platform title is recommended to a user, with the estimated rating.",
        example: &[("usuario", "42"), ("titulo", "Toy Story")],
        fields: schema::PREDICT,
        answer: |engine, v| {
            let user = v.required("usuario", values::user)?;
            Said::answer(engine, &Query::Predict { user, title: v.name(engine, "titulo")? })
        },
    },
    Route {
        path: "/peliculas_idioma",
        segments: &["idioma"],
        parameters: &[parameter("idioma", Wanted::Language, "Language by name or ISO 639-1 code.")],
        about: "How many films have an original language, and what they add up to.",
        example: &[("idioma", "español")],
        fields: schema::GROUP,
        answer: |engine, v| {
            let language = v.required("idioma", values::language)?;
            Said::answer(engine, &Query::CountBy(Group::Language(language)))
        },
    },
    Route {
        path: "/peliculas_duracion",
        segments: &["pelicula"],
        parameters: &[parameter("pelicula", Wanted::Title, "Title, in any spelling."), FILM_ID],
        about: "Length and year of a film.",
        example: &[("pelicula", "Toy Story")],
        fields: schema::RUNTIME,
        answer: runtime,
    },
    Route {
        path: "/franquicia",
        segments: &["franquicia"],
        parameters: &[parameter("franquicia", Wanted::Title, "Saga, or a film of it."), FILM_ID, LIMIT, PAGE],
        about: "How many films a saga has, their total and mean return and gain.",
        example: &[("franquicia", "Toy Story")],
        fields: schema::SAGA,
        answer: |engine, v| paged(engine, &Query::Saga { name: v.name(engine, "franquicia")? }, "items", v),
    },
    Route {
        path: "/peliculas_pais",
        segments: &["pais"],
        parameters: &[parameter("pais", Wanted::Country, "Country by name or ISO 3166-1 code.")],
        about: "How many films were produced in a country, and what they add up to.",
        example: &[("pais", "Argentina")],
        fields: schema::GROUP,
        answer: |engine, v| Said::answer(engine, &Query::CountBy(Group::Country(v.required("pais", values::country)?))),
    },
    Route {
        path: "/productoras_exitosas",
        segments: &["productora"],
        parameters: &[parameter("productora", Wanted::Text, "Production company.")],
        about: "How many films a company produced, and their total revenue.",
        example: &[("productora", "Pixar")],
        fields: schema::GROUP,
        answer: |engine, v| {
            let company = v.required("productora", |text| Some(tidy(text)))?;
            Said::answer(engine, &Query::CountBy(Group::Company(company)))
        },
    },
    Route {
        path: "/prod_per_country",
        segments: &[],
        parameters: &[
            parameter("tipo", Wanted::Kind, "movie or show; both without it."),
            parameter("pais", Wanted::Country, "Country of the title.").needed(),
            parameter("anio", Wanted::Year, "Year of release; all without it."),
        ],
        about: "How many titles the platforms have of a country, kind and year.",
        example: &[("tipo", "movie"), ("pais", "United States"), ("anio", "2018")],
        fields: schema::TITLES,
        answer: titles_of_country,
    },
    Route {
        path: "/get_contents",
        segments: &["rating"],
        parameters: &[parameter("rating", Wanted::Text, "Age rating such as PG-13, in any case.")],
        about: "How many titles of the platforms have an age rating.",
        example: &[("rating", "PG-13")],
        fields: schema::TITLES,
        answer: titles_of_rating,
    },
    Route {
        path: "/ficha",
        segments: &["titulo"],
        parameters: &[TITLE, FILM_ID],
        about: "Everything about a film.",
        example: &[("titulo", "Toy Story")],
        fields: schema::CARD,
        answer: |engine, v| Said::answer(engine, &Query::FilmCard { title: v.name(engine, "titulo")? }),
    },
    Route {
        path: "/donde",
        segments: &["titulo"],
        parameters: &[TITLE, FILM_ID],
        about: "On which platforms a film or series can be watched.",
        example: &[("titulo", "Toy Story")],
        fields: schema::WATCH,
        answer: |engine, v| Said::answer(engine, &Query::WhereToWatch { title: v.name(engine, "titulo")? }),
    },
    Route {
        path: "/reparto",
        segments: &["titulo"],
        parameters: &[TITLE, FILM_ID, LIMIT, PAGE],
        about: "Who acts in a film and who directed it.",
        example: &[("titulo", "Toy Story")],
        fields: schema::CAST,
        answer: |engine, v| paged(engine, &Query::Cast { title: v.name(engine, "titulo")? }, "cast", v),
    },
    Route {
        path: "/filmografia",
        segments: &["nombre"],
        parameters: &[NAME, PERSON_ID, LIMIT, PAGE],
        about: "All films of a person, acted or directed.",
        example: &[("nombre", "Tom Hanks")],
        fields: schema::FILMOGRAPHY,
        answer: |engine, v| {
            paged(engine, &Query::Filmography { person: v.name(engine, "nombre")?, page: 0 }, "items", v)
        },
    },
    Route {
        path: "/buscar",
        segments: &[],
        parameters: &[
            parameter("q", Wanted::Text, "What to look for: part of a name, in any spelling.").needed(),
            parameter("tipo", Wanted::Hits, "film, title or person; all without it."),
            parameter(
                "frase",
                Wanted::Flag,
                "1: `q` is a message under way, of which the name at its end is completed; `typed` tells which piece that is.",
            ),
            parameter("limite", Wanted::Many, "How many; 10 without it."),
            PAGE,
        ],
        about: "Films, platform titles and people with a name like this; quick enough to suggest while typing.",
        example: &[("q", "toy sto")],
        fields: schema::FOUND,
        answer: find,
    },
];

/// One address for each row, with its values in the path and without.
pub(super) fn router() -> Router<Arc<App>> {
    let bare: HashSet<&str> = ROUTES.iter().filter(|r| r.segments.is_empty()).map(|r| r.path).collect();
    ROUTES.iter().fold(Router::new(), |router, route| {
        let handler = get(move |State(app): State<Arc<App>>, uri: Uri| async move { answered(&app, route, &uri) });
        let router = match route.segments.is_empty() || !bare.contains(route.path) {
            true => router.route(route.path, handler.clone()),
            false => router,
        };
        if route.segments.is_empty() {
            return router;
        }
        // A title may hold slashes: what follows the path belongs to it, whatever it is.
        router.route(&format!("{}/{{*rest}}", route.path), handler.clone()).route(&format!("{}/", route.path), handler)
    })
}

/// The answer of a row, kept or made.
fn answered(app: &App, route: &'static Route, uri: &Uri) -> Response {
    let engine = app.live.engine();
    let stamp = engine.manifest().stamp();
    let key = uri.path_and_query().map_or("", |address| address.as_str());
    if let Some(whole) = app.kept.get(stamp, key) {
        return said::response(route.path, stamp, whole);
    }
    let pairs = Pairs::<Vec<(String, String)>>::try_from_uri(uri).map(|pairs| pairs.0).unwrap_or_default();
    let values = Values::read(route, uri.path(), pairs).map_err(Fault::from);
    let whole = said::whole(values.and_then(|values| (route.answer)(&engine, &values)));
    if [StatusCode::OK, StatusCode::NOT_FOUND].contains(&whole.0) {
        app.kept.put(stamp, key, &whole);
    }
    said::response(route.path, stamp, whole)
}
