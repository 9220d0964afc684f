//! Charts after a list.

use super::*;

#[track_caller]
fn check(last: &str, text: &str, expect: &str) {
    let query = after(text, &Context { last: last.parse().ok(), ..Context::default() });
    assert_eq!(query.map_or(String::new(), |query| query.to_string()), expect, "{text} after {last}");
}

const LIST: &str = "filmography person=Tom Hanks";

#[test]
fn a_chart_of_nothing_else_is_of_the_list() {
    for asked in [
        "haceme un gráfico; hazme un gráfico; muéstrame un gráfico; quiero un gráfico; me haces un grafico; /grafico",
        "podrías hacerme un gráfico; show me a chart; draw a chart; can you make me a chart; graph",
    ] {
        for asked in asked.split("; ") {
            check(LIST, asked, &format!("chart_of by=year of={LIST}"));
            check(LIST, &format!("{asked} por género"), &format!("chart_of by=genre of={LIST}"));
        }
    }
    for asked in ["nube de palabras", "word cloud", "/nube", "haceme una nube de palabras"] {
        check(LIST, asked, &format!("chart_of by=words of={LIST}"));
    }
    for own in ["/grafico géneros", "haceme un gráfico de películas por género", "gráfico de comedias por género"]
    {
        check(LIST, own, "");
    }
}

#[test]
fn a_pronoun_means_the_list_always() {
    for asked in [
        "graficalas por país; graficarlas por país; grafícamelas por país; podés graficarlas por país?",
        "haceme un grafico de esas peliculas por país; /grafico de esas por país; gráfico de eso por país",
        "chart them by country; make a chart of those by country; graph these films by country",
    ] {
        for asked in asked.split("; ") {
            check(LIST, asked, &format!("chart_of by=country of={LIST}"));
            check("discover genres=comedy", asked, "chart by=country genres=comedy");
        }
    }
    for asked in [
        "graficá las de los 90; un gráfico de las de los 90; gráfico de sus películas de los 90",
        "chart his films from the 90s; ponelas en un gráfico de los 90; quiero verlas en un gráfico de los 90",
    ] {
        for asked in asked.split("; ") {
            check(LIST, asked, &format!("chart_of by=year years=1990-1999 of={LIST}"));
        }
    }
    check(LIST, "graficalas de los 90", &format!("chart_of by=year years=1990-1999 of={LIST}"));
    check(LIST, "graficá esas comedias por año", &format!("chart_of by=year genres=comedy of={LIST}"));
}

#[test]
fn a_pronoun_means_the_last_list_whatever_was_asked_since() {
    let of = |listed: Option<&str>, text: &str| {
        let last = "votes title=Heat".parse().ok();
        let listed = listed.and_then(|listed| listed.parse().ok());
        after(text, &Context { last, listed, ..Context::default() }).map(|query| query.to_string())
    };
    for asked in ["graficalas por género", "un gráfico de esas por género", "chart them by genre"] {
        let chart = of(Some("discover genres=comedy years=1990-1999"), asked);
        assert_eq!(chart.as_deref(), Some("chart by=genre genres=comedy years=1990-1999"), "{asked}");
        assert_eq!(of(Some(LIST), asked), Some(format!("chart_of by=genre of={LIST}")), "{asked}");
        assert_eq!(of(None, asked), None, "{asked}");
        assert_eq!(of(Some("cast title=Heat"), asked), None, "{asked}");
    }
    for asked in ["gráfico por género", "/grafico por género", "gráfico de las de los 90", "por género"] {
        assert_eq!(of(Some(LIST), asked), None, "{asked}");
    }
}

#[test]
fn what_cannot_be_drawn_of_a_list_is_said() {
    for asked in ["graficalas por director", "graficalas por actor", "un gráfico por color", "chart them by colour"] {
        check(LIST, asked, &format!("invalid intent=chart value={asked}"));
    }
    check(LIST, "/grafico por saga", "invalid intent=chart value=por saga");
}

#[test]
fn what_follows_a_list_is_drawn_by_it() {
    for asked in ["por género", "¿y por género?", "ahora por género", "by genre", "y segun el género"] {
        check(LIST, asked, &format!("chart_of by=genre of={LIST}"));
        check("actor_stats person=#31", asked, "chart_of by=genre of=actor_stats person=#31");
    }
    let chart = "chart_of by=year genres=comedy of=saga title=Toy Story";
    check(chart, "¿y por nota?", "chart_of by=score genres=comedy of=saga title=Toy Story");
    check(chart, "por mes y de los 90", "chart_of by=month genres=comedy years=1990-1999 of=saga title=Toy Story");
    for asked in ["por favor", "presupuesto", "y por color", "por Netflix"] {
        check(LIST, asked, "");
    }
    check("votes title=Titanic", "por género", "");
    for asked in ["¿y por director?", "por color", "by actor"] {
        check(chart, asked, &format!("invalid intent=chart value={asked}"));
    }
    for asked in ["por qué no?", "por eso", "por Netflix", "por favor", "por ahora"] {
        check(chart, asked, "");
    }
}
