//! What is read as a chart, and what as none.

use super::super::parse;
use super::Unclear;

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(parse(text, &()).to_string(), expect, "{text}");
    assert_eq!(expect.parse().as_ref(), Ok(&parse(text, &())), "{text}");
}

#[test]
fn charts_by_command() {
    check("/grafico generos", "chart by=genre");
    check("/grafico comedias de los 90 por año", "chart by=year genres=comedy years=1990-1999");
    check("/grafico comedias de los 90", "chart by=year genres=comedy years=1990-1999");
    check("/grafico 1995", "chart by=month years=1995-1995");
    check("/grafico películas del año 1995 por género", "chart by=genre years=1995-1995");
    check("/grafico idiomas de los 80", "chart by=language years=1980-1989");
    check("/grafico presupuesto y recaudación", "chart by=money");
    check("/grafico retorno por género", "chart by=return");
    check("/grafico terror por país", "chart by=country genres=horror");
    check("/nube", "chart by=words");
    check("/nube terror por año", "invalid intent=chart value=nube terror por año");
    check("/nube comedias francesas", "chart by=words genres=comedy country=fr");
    check("/grafico comedias desde 1980 por década", "chart by=decade genres=comedy years=1980-2035");
    check("/grafico comedias de la década del 80", "chart by=year genres=comedy years=1980-1989");
    check("/grafico comedias de la década del 80 por década", "chart by=decade genres=comedy years=1980-1989");
    check("/grafico", "invalid intent=chart value=");
    check("/grafico asdfgh", "invalid intent=chart value=asdfgh");
}

#[test]
fn what_it_is_drawn_by_may_be_said_in_several_words() {
    for (by, words) in [
        ("score", "por promedio de votos; por promedio; por calificación; por el promedio; por nota; by mean of votes"),
        ("votes", "por cantidad de votos; por el número de votos; por votos; by number of votes"),
        ("weekday", "por día de la semana; por cada día; by weekday"),
        ("runtime", "por su duración; según la duración"),
    ] {
        for words in words.split("; ") {
            check(&format!("/grafico comedias {words}"), &format!("chart by={by} genres=comedy"));
        }
    }
    check("/grafico comedias con nota de más de 7", "chart by=year genres=comedy score=7");
    check("/grafico comedias por género, por favor", "chart by=genre genres=comedy");
    // What nothing can be drawn by is not left out in silence.
    check("/grafico comedias por color", "invalid intent=chart value=comedias por color");
}

#[test]
fn series_are_not_drawn_as_films() {
    for text in ["series de netflix por año", "nube series de netflix", "series por género", "películas y series"] {
        check(&format!("/grafico {text}"), &format!("invalid intent=chart value={text}"));
    }
}

#[test]
fn charts_in_words() {
    check("mostrame un gráfico de géneros", "chart by=genre");
    check("gráfico de las comedias de los 90 por año", "chart by=year genres=comedy years=1990-1999");
    check("nube de palabras de los títulos", "chart by=words");
    check("haceme un gráfico de barras de películas por país", "chart by=country");
    check("quiero un histograma de duración de dramas franceses", "chart by=runtime genres=drama country=fr");
}

#[test]
fn charts_in_english() {
    check("word cloud", "chart by=words");
    check("word cloud of horror", "chart by=words genres=horror");
    check("bar chart of horror by score", "chart by=score genres=horror");
    check("draw me a pie chart of comedies by genre", "chart by=genre genres=comedy");
    check("plot comedies by year", "chart by=year genres=comedy");
    check("can you plot comedies by year", "chart by=year genres=comedy");
    check("show me a chart by genre", "chart by=genre");
}

#[test]
fn a_chart_is_by_one_thing_only() {
    for text in [
        "duración por año",
        "nota por género",
        "país por género",
        "por año y género",
        "por género y década",
        "por año y década",
        "comedias por género y la década",
        "por país, década",
        "por año, década",
        "by genre and decade",
        "década y país",
        "nube de palabras por año",
        "popularidad por género",
        "comedias por director",
        "género por",
    ] {
        let query = parse(&format!("/grafico {text}"), &());
        assert_eq!(query.to_string(), format!("invalid intent=chart value={text}"), "{text}");
        assert_eq!(Unclear::of(text), Some(Unclear::By), "{text}");
    }
    for (text, chart) in [
        ("taquilla 1999", "by=money years=1999-1999"),
        ("por mes del año", "by=month"),
        ("por género y década del 80", "by=genre years=1980-1989"),
        ("por género y de la década de 1980", "by=genre years=1980-1989"),
        ("comedias por promedio de votos", "by=score genres=comedy"),
        ("género terror por año", "by=year genres=horror"),
        ("películas en idioma francés por década", "by=decade language=fr"),
        ("títulos de Netflix por país", "by=country platform=netflix"),
        ("comedias con nota por encima de 7 por año", "by=year genres=comedy score=7"),
        ("duración de menos de 90 minutos por género", "by=genre most=90"),
    ] {
        check(&format!("/grafico {text}"), &format!("chart {chart}"));
    }
}

#[test]
fn only_films_of_the_catalogue_are_drawn() {
    for (text, why) in [
        ("mis notas", Unclear::Own),
        ("mis vistas por género", Unclear::Own),
        ("my ratings by year", Unclear::Own),
        ("usuarios de Netflix", Unclear::By),
        ("gráfico de usuarios por año", Unclear::By),
        ("chart of sales by month", Unclear::By),
    ] {
        assert_eq!(Unclear::of(text), Some(why), "{text}");
        let query = parse(&format!("/grafico {text}"), &());
        assert_eq!(query.to_string(), format!("invalid intent=chart value={text}"), "{text}");
    }
    check("chart of sales by month", "invalid intent=chart value=chart of sales by month");
    check("graficame mis notas", "invalid intent=chart value=graficame mis notas");
}

#[test]
fn who_it_is_for_is_no_country_and_what_it_is_of_no_verb() {
    for (text, chart) in [
        ("show the US comedies on a chart", "by=year genres=comedy country=us"),
        ("US movies chart by year", "by=year country=us"),
        ("us movies chart by genre", "by=genre country=us"),
        ("make me a chart of US comedies by year", "by=year genres=comedy country=us"),
        ("show us a chart of comedies by year", "by=year genres=comedy"),
        ("can you draw us a bar chart of German comedies", "by=year genres=comedy language=de"),
        ("show us the comedies on a chart by country", "by=country genres=comedy"),
        ("ponme en un gráfico las comedias por año", "by=year genres=comedy"),
        ("preparame una nube de palabras de terror", "by=words genres=horror"),
        ("create a word cloud of horror", "by=words genres=horror"),
        ("dibujos animados en un gráfico por año", "by=year genres=animation"),
        ("comedias de los 90, haceme un gráfico por género", "by=genre genres=comedy years=1990-1999"),
        ("¿nos armás un gráfico de comedias por año?", "by=year genres=comedy"),
        ("quiero que me generes un gráfico de terror por país", "by=country genres=horror"),
    ] {
        check(text, &format!("chart {chart}"));
    }
    for text in ["creature films chart by year", "películas de armas en un gráfico por año"] {
        let query = parse(text, &()).to_string();
        assert!(!query.starts_with("chart "), "{text}: {query}");
    }
}

#[track_caller]
fn refused(text: &str, why: Unclear) {
    check(text, &format!("invalid intent=chart value={text}"));
    assert_eq!(Unclear::of(text), Some(why), "{text}");
}

#[test]
fn a_chart_has_no_order_and_no_first_ones() {
    for text in [
        "gráfico de las películas más votadas por género",
        "gráfico de las 10 mejores por género",
        "gráfico de las películas más taquilleras por género",
        "gráfico de las mejores comedias con más de 7 por año",
        "chart of the best comedies by year",
        "chart of the top 10 films by genre",
    ] {
        refused(text, Unclear::By);
    }
    check("/grafico las mejores comedias por año", "invalid intent=chart value=las mejores comedias por año");
    check("/grafico famosas por año", "invalid intent=chart value=famosas por año");
    check("/grafico comedias con nota de más de 7 por año", "chart by=year genres=comedy score=7");
}

#[test]
fn what_points_at_no_list_is_not_all_films() {
    for text in [
        "graficalas por género",
        "nube de esas",
        "gráfico de esas películas por año",
        "chart them by country",
        "un gráfico de sus películas por género",
        "gráfico con sus géneros",
        "gráfico de esas",
    ] {
        refused(text, Unclear::List);
    }
    check("/grafico de esas por país", "invalid intent=chart value=de esas por país");
    check("make it a chart of comedies by year", "chart by=year genres=comedy");
    check("gráfico de comedias por su duración", "chart by=runtime genres=comedy");
}

#[test]
fn what_is_no_chart_stays_what_it_was() {
    for text in [
        "gráfico de ventas de autos",
        "gráfico de ventas por región",
        "cuántas tarjetas gráficas hay",
        "la nube del fin",
        "what is the plot of the comedies",
        "whats the plot of Alien",
        "plot of Toy Story",
    ] {
        let query = parse(text, &()).to_string();
        assert!(!query.starts_with("chart") && !query.contains("intent=chart"), "{text}: {query}");
    }
}
