//! The twelve questions and their sisters, asked of the shipped sample: what people read and what machines get.

mod common;

use common::ask;

/// One answer, without what changes from run to run.
#[track_caller]
fn snapshot(name: &str, text: &str) {
    let mut answer = ask(text);
    let object = answer.as_object_mut().unwrap();
    for volatile in ["elapsed_us", "generation"] {
        object.remove(volatile);
    }
    let said = object.remove("text").unwrap();
    let machine = serde_json::to_string_pretty(&answer).unwrap();
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, format!("{}\n\n{machine}", said.as_str().unwrap()));
    });
}

macro_rules! snapshots {
    ($($name:ident: $text:literal;)*) => { $(#[test] fn $name() { snapshot(stringify!($name), $text); })* };
}

snapshots! {
    month_count: "/mes enero";
    weekday_count: "/dia viernes";
    score: "/score Toy Story";
    votes: "/votos Toy Story";
    votes_below_threshold: "/votos Die Hard";
    actor_stats: "/actor Tom Hanks";
    director_stats: "/director John Lasseter";
    recommend: "/recomendar Toy Story";
    max_duration: "/duracion 2018 netflix min";
    score_count: "/puntajes netflix 3.5 2010";
    platform_count: "/plataforma netflix";
    top_actor_ties: "/repetido netflix 2018";
    top_actor_without_cast: "/repetido hulu";
    predict: "/predecir 42 Toy Story";
    predict_unknown_user: "/predecir 999999 Toy Story";
    film_card: "/ficha Toy Story";
    where_to_watch: "/donde Toy Story";
    filmography: "/filmografia Tom Hanks";
    filmography_second_page: "filmography page=1 person=Tom Hanks";
    cast: "/reparto Toy Story";
    discover: "/descubrir comedias de los 90 de más de 7";
    discover_top: "/top taquilleras de 1995";
    discover_nothing: "/descubrir westerns en coreano de menos de 10 minutos";
    saga: "/saga Toy Story";
    saga_not_found: "/saga asdfghjkl";
    count_by_year: "/cuantas 1995";
    count_by_language: "/idioma francés";
    count_by_country: "/pais Reino Unido";
    count_by_company: "/productora Pixar";
    not_found: "/score asdfghjkl qwertz";
    missing_argument: "/mes";
    unreadable_argument: "/mes brumario";
    unknown_command: "/recomendr Toy Story";
    chart: "/grafico comedias de los 90 por género";
    chart_nothing: "/grafico westerns en coreano de menos de 10 minutos";
    help: "/ayuda";
}
