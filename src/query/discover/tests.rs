//! What filters are read in words.

use super::*;

#[track_caller]
fn check(text: &str, expect: &str) {
    let read = read(&Sentence::read(text));
    assert_eq!(read.filters.to_string().trim_start(), expect, "{text}");
    assert_eq!(read.strangers, 0, "{text}");
}

#[test]
fn filters_in_words() {
    check("comedias de los 90 de más de 7 en Netflix", "genres=comedy years=1990-1999 score=7 platform=netflix");
    check("pelis argentinas de terror", "genres=horror country=ar");
    check("películas en francés de los años ochenta", "years=1980-1989 language=fr");
    check("documentales de menos de hora y media", "genres=documentary most=90");
    check("dramas de más de 2 horas", "genres=drama least=120");
    check("ciencia ficción de este siglo", "genres=science_fiction years=2001-2035");
    check("westerns de 1950 a 1965", "genres=western years=1950-1965");
    check("comedias románticas después de 2010", "genres=comedy,romance years=2011-2035");
    check("las películas más taquilleras de Disney", "platform=disney sort=grossing");
    check("¿cuál es la peli más corta?", "sort=shortest");
    check("las 10 mejores de ciencia ficción", "genres=science_fiction sort=best size=10");
    check("dame 3 comedias", "genres=comedy size=3");
    check("dramas franceses que duren menos de 100 minutos", "genres=drama country=fr most=100");
    check("las mejores de acción ochenteras", "genres=action years=1980-1989 sort=best");
    check("las peores películas de terror", "genres=horror sort=worst");
    check("las comedias más caras", "genres=comedy sort=costliest");
    check("thrillers de los 90 poco conocidos", "genres=thriller years=1990-1999 sort=little_known");
    check("pelis mexicanas que no sean tan conocidas", "country=mx sort=little_known");
    check("que no sea tan vieja", "years=2000-2035");
    check("comedias ordenadas por duración", "genres=comedy sort=longest");
    check("terror de los últimos años", "genres=horror sort=newest");
    check("una de terror que no sea muy sangrienta", "genres=horror without=gore");
    check("algo de miedo pero no gore", "genres=horror without=gore");
    check("movies older than 1950", "years=1870-1949");
    check("pelis más nuevas que 2010", "years=2011-2035");
    check("movies longer than 3 hours", "least=180");
    check("pelis más cortas que hora y media", "most=90");
    check("pelis de zombies de los 80", "years=1980-1989 theme=zombie");
    check("películas sobre viajes en el tiempo en Netflix", "theme=time_travel platform=netflix");
}

#[test]
fn what_is_not_wanted_is_left_out() {
    check("que no sea de terror", "without=horror");
    check("recomiéndame algo que no sea de terror", "without=horror");
    check("no quiero terror, qué me recomiendas", "without=horror");
    check("terror sin comedia", "genres=horror without=comedy");
    check("pelis de los 90 sin terror ni guerra", "without=horror,war years=1990-1999");
    check("que no sean ni de acción ni de terror", "without=action,horror");
    check("nada de terror", "without=horror");
    check("que no sean de acción ni de terror de los 90", "without=action,horror years=1990-1999");
    check("sin terror y de los 90", "without=horror years=1990-1999");
    check("todo menos terror", "without=horror");
    check("comedias sin zombis", "genres=comedy without=zombie");
    check("algo que no sea de terror, de los 90", "without=horror years=1990-1999");
    check("algo que no sea de terror pero de acción", "genres=action without=horror");
    check("no me gustan las de terror", "without=horror");
    check("no me gustan las comedias románticas", "without=comedy,romance");
    check("¿por qué no una de terror?", "genres=horror");
    check("movies without horror", "without=horror");
    check("something except comedy", "without=comedy");
    check("una de miedo que no sea gringa de los 2000", "genres=horror without=country:us years=2000-2009");
    check("comedias que no sean de Estados Unidos ni de Francia", "genres=comedy without=country:us,country:fr");
    check("algo de acción que no esté en inglés", "genres=action without=language:en");
    check("horror movies not from the us", "genres=horror without=country:us");
    check("movies for kids", "genres=family");
    check("dramas que no sean argentinos", "genres=drama without=country:ar");
    check("pelis que no sean francesas", "without=country:fr");
}

#[test]
fn one_of_two_genres_is_enough() {
    check("comedia o drama", "genres=comedy|drama");
    check("una comedia o una de terror", "genres=comedy|horror");
    check("comedias románticas de los 90", "genres=comedy,romance years=1990-1999");
}

#[test]
fn how_long_it_is() {
    check("una comedia corta", "genres=comedy most=90");
    check("dramas largos", "genres=drama least=150");
    check("un drama que no sea muy largo", "genres=drama most=150");
    check("dramas de no más de 100 minutos", "genres=drama most=100");
    check("dramas de al menos 2 horas", "genres=drama least=120");
    check("una comedia que no dure más de 2 horas", "genres=comedy most=120");
    check("los dramas más largos", "genres=drama sort=longest");
}

#[test]
fn short_films_are_shorter_than_films_that_are_short() {
    check("cortos", "most=39");
    check("un corto de terror", "genres=horror most=39");
    check("cortometrajes franceses", "country=fr most=39");
    check("los mejores cortos de los 80", "years=1980-1989 most=39 sort=best");
    check("dramas cortos", "genres=drama most=90");
    check("películas cortas", "most=90");
}

#[test]
fn what_cannot_be_denied_is_noticed() {
    for text in ["comedias que no estén en Netflix", "dramas que no sean de los 80"] {
        assert!(read(&Sentence::read(text)).strangers > 0, "{text}");
    }
}

#[test]
fn a_stranger_is_noticed() {
    for text in ["precio de las comedias", "la comedia de mi tía Porota", "comedias con Jim Carrey"] {
        assert!(read(&Sentence::read(text)).strangers > 0, "{text}");
    }
}

#[test]
fn us_is_a_country_where_it_is_written_so_or_leads_to_films() {
    check("US comedies of the 90s", "genres=comedy years=1990-1999 country=us");
    check("the best US horror movies", "genres=horror country=us sort=best");
    check("us comedies", "genres=comedy country=us");
    check("the best of us comedies", "genres=comedy country=us sort=best");
    for text in ["show us comedies", "tell us about comedies", "SHOW US COMEDIES", "\"US\" comedies"] {
        assert_eq!(read(&Sentence::read(text)).filters.country, None, "{text}");
    }
}

#[test]
fn a_kind_with_something_beside_is_a_wish_by_itself() {
    let complete = |text: &str| is_complete(&read(&Sentence::read(text)).filters);
    assert!(complete("terror en Netflix"));
    assert!(complete("comedia y terror"));
    assert!(!complete("terror"));
    assert!(!complete("en Netflix"));
    assert!(!complete("pelis"));
}

#[test]
fn films_by_what_is_thought_of_them_or_by_the_time_there_is() {
    let wished = |text: &str| rated_or_timed(&Sentence::read(text)).map(|filters| filters.to_string());
    for (text, expect) in [
        ("la mejor valorada", Some(" sort=best")),
        ("¿cuáles son las peor puntuadas de los 90?", Some(" years=1990-1999 sort=worst")),
        ("the highest rated comedies", Some(" genres=comedy sort=best")),
        ("tenemos hora y media", Some(" most=90")),
        ("tengo dos horas", Some(" most=120")),
        ("¿cuántas hay de más de dos horas?", None),
        ("la mejor valorada de Fulano", None),
    ] {
        assert_eq!(wished(text).as_deref(), expect, "{text}");
    }
}
