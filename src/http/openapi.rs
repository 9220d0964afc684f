//! The document of the API (`/openapi.json`) and the page that shows it (`/docs`), both made from the table of routes.
//!
//! The examples are asked of the engine that serves when the document is first wanted, so that they are true.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, ParameterBuilder, ParameterIn, PathItem, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ComponentsBuilder, ObjectBuilder, OneOfBuilder, Schema, SchemaType, Type};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, RefOr, Required, ResponseBuilder,
};
use utoipa_swagger_ui::Config;

use super::routes::{ROUTES, Route};
use super::said;
use super::schema::{self, EVERY, Field, SHARED};
use super::state::App;
use super::values::{Parameter, Values};
use super::{page, system, talk};
use crate::engine::Engine;
use crate::metrics::Registry;
use crate::render::words::api::Wanted;

/// The page of the document is made of the bundled Swagger UI, which sets styles of its own.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      base-uri 'self'; frame-ancestors 'none'";

/// The name of the document.
const TITLE: &str = "Claqueta";

/// The document, once it was wanted.
pub(super) type Document = OnceLock<String>;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/openapi.json", get(document))
        .route("/docs", get(|| async { shown("") }))
        .route("/docs/", get(|| async { shown("") }))
        .route("/docs/{*file}", get(|uri: Uri| async move { shown(uri.path().trim_start_matches("/docs/")) }))
}

async fn document(State(app): State<Arc<App>>) -> Response {
    let engine = app.live.engine();
    let text = app.document.get_or_init(|| build(&app, &engine).to_json().unwrap_or_default());
    let mut response = ([(header::CONTENT_TYPE, "application/json")], text.clone()).into_response();
    said::tag(&mut response, &format!("{:x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes())));
    response
}

/// The page is shown at `/docs` too, from where its files would be looked for one level too high; and on phones.
const HEAD: &str =
    "<head><base href=\"/docs/\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";

/// A file of Swagger UI: its kind and what is in it.
fn swagger(file: &str) -> Option<(String, Vec<u8>)> {
    static CONFIG: OnceLock<Arc<Config<'static>>> = OnceLock::new();
    let config = CONFIG.get_or_init(|| Arc::new(Config::from("/openapi.json").validator_url("none")));
    let found = utoipa_swagger_ui::serve(file, Arc::clone(config));
    let Ok(Some(found)) = found else { return None };
    let mut bytes = found.bytes.into_owned();
    if file.is_empty() {
        let page = String::from_utf8_lossy(&bytes).replacen("<head>", HEAD, 1);
        bytes = page.replacen("<title>Swagger UI</title>", "<title>Claqueta API</title>", 1).into_bytes();
    }
    Some((found.content_type, bytes))
}

fn shown(file: &str) -> Response {
    let Some((kind, bytes)) = swagger(file) else {
        return said::plainly(StatusCode::NOT_FOUND, "not_found", crate::render::words::api::NO_SUCH_PAGE);
    };
    let headers: [(HeaderName, &str); 2] = [(header::CONTENT_TYPE, &kind), (header::CONTENT_SECURITY_POLICY, POLICY)];
    let version = format!("{:x}", xxhash_rust::xxh3::xxh3_64(&bytes));
    let mut response = (headers, bytes).into_response();
    said::tag(&mut response, &version);
    response
}

fn build(app: &App, engine: &Engine) -> OpenApi {
    let about = "Questions about films and the platforms' titles: the functions of the sources, a conversation in \
                 Spanish, and look-up by name. Names are understood with mistakes; what is ambiguous is answered for the \
                 best known and the others are suggested.";
    let license = LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build();
    let info = InfoBuilder::new()
        .title(TITLE)
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(about))
        .license(Some(license))
        .build();
    let mut components = ComponentsBuilder::new();
    for (name, fields) in SHARED {
        components = components.schema(*name, schema::object(fields.iter()));
    }
    components = components.schema("Refused", refused()).schema("Said", schema::object(EVERY));
    let mut paths = PathsBuilder::new();
    for route in ROUTES {
        paths = paths.path(route.template(), PathItem::new(HttpMethod::Get, operation(route, engine)));
    }
    for (path, method, operation) in others(app, engine) {
        paths = paths.path(path, PathItem::new(method, operation));
    }
    let tags = ["Functions", "Conversation", "Program"].map(|name| TagBuilder::new().name(name).build());
    let document = OpenApiBuilder::new().info(info).tags(Some(tags)).paths(paths.build());
    document.components(Some(components.build())).build()
}

fn operation(route: &'static Route, engine: &Engine) -> Operation {
    let id = route.template().trim_matches('/').replace(['/', '{', '}'], "_").replace("__", "_");
    let mut operation = OperationBuilder::new()
        .operation_id(Some(id.trim_end_matches('_')))
        .summary(Some(route.about))
        .tag("Functions");
    for parameter in route.parameters {
        operation = operation.parameter(described(route, parameter));
    }
    let pairs = route.example.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let said = Values::read(route, route.path, pairs).map_err(Into::into).and_then(|v| (route.answer)(engine, &v));
    let example = said.ok().and_then(|said| said.example());
    let answered = ContentBuilder::new().schema(Some(answers(route))).example(example).build();
    let ok = ResponseBuilder::new().description("Answered; also for the best known of several, or below a threshold.");
    limited(operation)
        .response("200", ok.content("application/json", answered))
        .response("304", unchanged())
        .response("404", told("Nothing of that name; `suggestions` has the nearest.", "Said"))
        .response("422", told("A value is missing or cannot be read; `parametro` names it.", "Refused"))
        .build()
}

/// What a route answers when all is well.
fn answers(route: &Route) -> RefOr<Schema> {
    let with = |fields: &'static [Field]| schema::object(fields.iter().chain(EVERY));
    match (route.path, route.segments) {
        ("/recomendacion", _) => OneOfBuilder::new()
            .item(ArrayBuilder::new().items(ObjectBuilder::new().schema_type(Type::String)))
            .item(with(route.fields))
            .into(),
        ("/get_actor", []) => OneOfBuilder::new().item(with(schema::TOP_ACTOR)).item(with(schema::ACTOR)).into(),
        _ => with(route.fields),
    }
}

fn described(route: &Route, parameter: &Parameter) -> ParameterBuilder {
    let in_path = route.segments.contains(&parameter.name);
    let example = route.example.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| json!(value));
    ParameterBuilder::new()
        .name(parameter.name)
        .parameter_in(if in_path { ParameterIn::Path } else { ParameterIn::Query })
        .required(if in_path || parameter.needed { Required::True } else { Required::False })
        .description(Some(parameter.about))
        .schema(Some(takes(parameter.wanted)))
        .example(example)
}

fn takes(wanted: Wanted) -> RefOr<Schema> {
    let of = |kind: Type| ObjectBuilder::new().schema_type(SchemaType::Type(kind));
    let whole = |least: usize, most: usize| of(Type::Integer).minimum(Some(least)).maximum(Some(most)).into();
    match wanted {
        Wanted::Year => whole(1, 9999),
        Wanted::Page => whole(1, 10_000),
        Wanted::Many => whole(1, 100),
        Wanted::PersonId => whole(0, u32::MAX as usize),
        Wanted::Score => of(Type::Number).into(),
        Wanted::Flag => of(Type::Integer).enum_values(Some([0, 1])).into(),
        Wanted::Unit => of(Type::String).enum_values(Some(["min", "season"])).into(),
        Wanted::Kind => of(Type::String).enum_values(Some(["movie", "show"])).into(),
        Wanted::Hits => of(Type::String).enum_values(Some(["film", "title", "person"])).into(),
        Wanted::Platform => of(Type::String).enum_values(Some(["amazon", "disney", "hulu", "netflix"])).into(),
        Wanted::Month => of(Type::String).enum_values(Some(crate::query::MONTHS)).into(),
        Wanted::Weekday => of(Type::String).enum_values(Some(crate::query::WEEKDAYS)).into(),
        _ => of(Type::String).min_length(Some(1)).into(),
    }
}

fn unchanged() -> ResponseBuilder {
    ResponseBuilder::new().description("The same as what `If-None-Match` names.")
}

/// The answers that every limited address may give.
fn limited(operation: OperationBuilder) -> OperationBuilder {
    operation
        .response("408", told("The request took too long to arrive.", "Said"))
        .response("429", told("Too many requests of this client; only where a limit is configured.", "Said"))
}

fn told(about: &str, shape: &str) -> ResponseBuilder {
    let content = ContentBuilder::new().schema(Some(schema::shared(shape))).build();
    ResponseBuilder::new().description(about).content("application/json", content)
}

fn refused() -> RefOr<Schema> {
    const MORE: &[Field] = &[
        Field("parametro", schema::Shape::Text, "The parameter."),
        Field("valor", schema::Shape::Perhaps(&schema::Shape::Text), "As given; null where it is missing."),
    ];
    schema::object(EVERY.iter().chain(MORE))
}

/// The addresses beside the table.
fn others(app: &App, engine: &Engine) -> Vec<(&'static str, HttpMethod, Operation)> {
    let page = |about: &str, kind: &str, what: &str, example: Value| {
        let shape = if kind == "application/json" { Type::Object } else { Type::String };
        let content = ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(shape)));
        let ok = ResponseBuilder::new().description(what).content(kind, content.example(Some(example)).build());
        limited(OperationBuilder::new().summary(Some(about)).tag("Program")).response("200", ok)
    };
    // Of what is long the example has the beginning.
    let beginning = |text: &str| Value::from(text.lines().take(8).map(|line| format!("{line}\n")).collect::<String>());
    let kept = |page: OperationBuilder| page.response("304", unchanged()).build();
    let docs = swagger("").map(|(_, page)| String::from_utf8_lossy(&page).into_owned()).unwrap_or_default();
    let counts = Registry::new();
    system::levels(&counts, engine);
    let document = json!({"openapi": "3.1.0", "info": {"title": TITLE, "version": env!("CARGO_PKG_VERSION")}});
    let json_of = |fields: &'static [Field], example: Option<Value>| {
        ContentBuilder::new().schema(Some(schema::object(fields))).example(example).build()
    };
    let serves = json_of(HEALTH, Some(system::state(engine, Duration::from_secs(3600))));
    let (message, turn) = talk::example(&app.chat);
    let health = OperationBuilder::new()
        .summary(Some("Whether it serves, and what."))
        .tag("Program")
        .response("200", ResponseBuilder::new().description("It serves.").content("application/json", serves));
    let asks = ObjectBuilder::new()
        .property("text", ObjectBuilder::new().schema_type(Type::String).description(Some("What to say.")))
        .property(
            "session",
            ObjectBuilder::new()
                .schema_type(SchemaType::Array(vec![Type::String, Type::Null]))
                .description(Some("What the last answer named; without it a conversation begins.")),
        )
        .property(
            "language",
            ObjectBuilder::new()
                .schema_type(SchemaType::Array(vec![Type::String, Type::Null]))
                .enum_values(Some([Some("es"), Some("en"), None]))
                .description(Some("The language of the answer; without it that of the conversation so far.")),
        )
        .required("text");
    let asked = ContentBuilder::new().schema(Some(asks)).example(Some(message)).build();
    let chat = OperationBuilder::new()
        .operation_id(Some("chat"))
        .summary(Some("One turn of a conversation."))
        .tag("Conversation")
        .request_body(Some(
            RequestBodyBuilder::new().required(Some(Required::True)).content("application/json", asked).build(),
        ))
        .response(
            "200",
            ResponseBuilder::new().description("The turn.").content("application/json", json_of(TURN, turn)),
        )
        .response("413", told("The body is too long.", "Said"))
        .response("422", told("The body is no JSON of that shape.", "Refused"));
    vec![
        ("/chat", HttpMethod::Post, limited(chat).build()),
        ("/health", HttpMethod::Get, limited(health).operation_id(Some("health")).build()),
        (
            "/metrics",
            HttpMethod::Get,
            page("Counts for Prometheus.", "text/plain", "Its text format.", counts.text().into()).build(),
        ),
        ("/openapi.json", HttpMethod::Get, kept(page("This document.", "application/json", "OpenAPI.", document))),
        (
            "/docs",
            HttpMethod::Get,
            kept(page("This document as a page.", "text/html", "Swagger UI.", beginning(&docs))),
        ),
        ("/", HttpMethod::Get, kept(page("The web chat.", "text/html", "One page.", beginning(page::HOME)))),
    ]
}

const HEALTH: &[Field] = &[
    Field("status", schema::Shape::Text, "ok"),
    Field("version", schema::Shape::Text, "Of the program."),
    Field("generation", schema::Shape::Whole, "Of the index."),
    Field("films", schema::Shape::Whole, "Films in it."),
    Field("uptime_s", schema::Shape::Whole, "Seconds since the start."),
];

const TURN: &[Field] = &[
    Field("session", schema::Shape::Text, "To be sent with what is said next."),
    Field("language", schema::Shape::Text, "The language of the answer: es or en."),
    Field("text", schema::Shape::Text, "The answer."),
    Field("html", schema::Shape::Text, "The same with <b>, <i> and <code>, all else escaped; lines end with \\n."),
    Field(
        "buttons",
        schema::Shape::List(&schema::Shape::Object(&[
            Field("label", schema::Shape::Text, "What is shown."),
            Field("send", schema::Shape::Text, "What choosing it says."),
        ])),
        "Choices.",
    ),
    Field("images", schema::Shape::List(&schema::Shape::Text), "Pictures as data: addresses."),
    Field(
        "pictures",
        schema::Shape::List(&schema::Shape::Object(&[
            Field("title", schema::Shape::Text, "What it shows."),
            Field("narrow", schema::Shape::Text, "The same picture without its words, for a narrow screen."),
            Field("figures", schema::Shape::Text, "Its figures in lines of text."),
        ])),
        "What goes with each of `images`.",
    ),
    Field("intent", schema::Shape::Text, "What was understood."),
    Field("status", schema::Shape::Text, "How it went."),
    Field("asked_back", schema::Shape::Flag, "Whether the text asks which one is meant."),
    Field(
        "pages",
        schema::Shape::Object(&[
            Field("previous", schema::Shape::Perhaps(&schema::Shape::Text), "What to say for the page before."),
            Field("next", schema::Shape::Perhaps(&schema::Shape::Text), "What to say for the page after."),
        ]),
        "The pages around this one; null where there are none.",
    ),
    Field("query", schema::Shape::Text, "The question in its canonical text."),
];
