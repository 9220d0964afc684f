//! Understanding: a file of utterances, sentences with one point each, and properties of the parser.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use claqueta::query::{
    self, Intent, Name, NameKind, Named, Names, Query, evaluate, nearest_command, parse, utterances,
};
use claqueta::text::fold;
use proptest::prelude::*;

const UTTERANCES: &str = include_str!("eval/understanding.tsv");

/// Knows the names in the file of utterances and a few more, by equality or by the share of pairs of letters.
struct FewNames {
    titles: BTreeMap<String, bool>,
    people: BTreeMap<String, bool>,
}

/// Titles that hold words of questions, to be told from them.
const TITLES: &str = "Enero|Friday|Her|1917|Like Crazy|The Score|Amazon Women on the Moon|Movie|Top Gun|Despicable Me|\
    ¿Quién mató a Bambi?|El día que me quieras|Cómo entrenar a tu dragón|The Help|La vida es bella|Hulu|Viernes 13|\
    Toy Story|Kill!|La La Land|Casablanca|Titanic|Toy Story 2|Kill Bill|Kill Bill 2|Super|Super 8|District 9|Apollo 13|\
    Shrek|Gladiator|300|Psycho|Alien|Inception|The Terror|Volver|Duro|Misión|Amor|Miedo|Mongol|Saw|King Kong|Él";

fn key(text: &str) -> String {
    let folded = fold(text);
    let article = ["the ", "a ", "el ", "la ", "los ", "las "].iter().find_map(|a| folded.strip_prefix(a));
    article.unwrap_or(&folded).to_owned()
}

fn few_names() -> FewNames {
    let mut few = FewNames { titles: BTreeMap::new(), people: BTreeMap::new() };
    few.titles.extend(TITLES.split('|').map(|title| (key(title), false)));
    few.people.insert("alien smithee".to_owned(), false);
    for utterance in utterances(UTTERANCES).unwrap() {
        let written = utterance.as_written.as_deref().map(key);
        match utterance.query {
            Some(Query::ActorStats { person: Name::Text(name) }) => {
                few.people.extend(written.into_iter().chain([key(&name)]).map(|name| (name, false)))
            }
            Some(Query::DirectorStats { person: Name::Text(name) }) => {
                few.people.extend(written.into_iter().chain([key(&name)]).map(|name| (name, true)))
            }
            Some(
                Query::Score { title: Name::Text(name) }
                | Query::Votes { title: Name::Text(name) }
                | Query::Recommend { title: Name::Text(name) }
                | Query::Predict { title: Name::Text(name), .. },
            ) => few.titles.extend(written.into_iter().chain([key(&name)]).map(|name| (name, false))),
            _ => {}
        }
    }
    few
}

/// Share of pairs of letters that two texts have in common (Dice's coefficient).
fn alike(a: &str, b: &str) -> f32 {
    let pairs = |text: &str| text.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (a, mut b) = (pairs(a), pairs(b));
    let all = (a.len() + b.len()).max(1) as f32;
    let common =
        a.iter().filter(|pair| b.iter().position(|p| p == *pair).map(|at| b.swap_remove(at)).is_some()).count();
    2.0 * common as f32 / all
}

impl Names for FewNames {
    fn best(&self, text: &str, kind: NameKind) -> Option<Named> {
        // As long as the engine looks names up.
        if text.len() > 120 {
            return None;
        }
        let names = if kind == NameKind::Person { &self.people } else { &self.titles };
        let wanted = key(text);
        let best = names.iter().map(|(name, directs)| (alike(&wanted, name), name, *directs));
        let (score, name, directs) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
        let exactly = *name == wanted;
        // The share of pairs falls faster than the look-up's own score does.
        let score = if exactly { 1.0 } else { score.sqrt() * 0.97 };
        (score > 0.5).then_some(Named { score, exactly, likely: score, fame: 1000, directs })
    }
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(parse(text, &few_names()).to_string(), expect, "{text}");
}

#[test]
fn a_genre_is_no_film_of_that_name() {
    check("quiero ver algo de terror", "discover genres=horror");
    check("quiero ver una de terror", "discover genres=horror");
    check("recomiéndame algo de terror", "discover genres=horror");
    check("me apetece una comedia", "discover genres=comedy");
    check("votos de Terror", "votes title=Terror");
    check("algo como The Terror", "recommend title=The Terror");
}

#[test]
fn who_wants_a_series_is_not_given_films() {
    for text in ["recomendame una serie", "series argentinas", "una serie de terror", "la serie más corta de netflix"]
    {
        check(text, &format!("invalid intent=discover value={text}"));
    }
    check("/descubrir series de terror", "invalid intent=discover value=series de terror");
    check("cuántas series en español hay", "invalid intent=discover value=cuántas series en español hay");
    check("pelis o series de terror", "discover genres=horror");
    check("algo de terror que no sea serie", "discover genres=horror");
    check("cuántas series argentinas hay", "title_count kind=show country=ar");
}

#[test]
fn a_number_makes_another_film() {
    check("algo como shrek 5", "recommend title=shrek 5");
    check("votos de Gladiator 10", "votes title=Gladiator 10");
    check("algo como Toy Story 2", "recommend title=Toy Story 2");
}

#[test]
fn a_name_goes_on_behind_its_capitals() {
    check("dónde veo Volver al futuro", "where_to_watch title=Volver al futuro");
    check("recomendame algo como Volver al futuro", "recommend title=Volver al futuro");
    check("score de Duro de matar", "score title=Duro de matar");
    check("votos de El señor de los anillos", "votes title=El señor de los anillos");
    check("dónde puedo ver Duro de roer", "where_to_watch title=Duro de roer");
    check("is Toy Story popular?", "score title=Toy Story");
    check("dónde veo Volver, porfa", "where_to_watch title=Volver");
}

#[test]
fn a_part_that_is_not_there_stays_one() {
    check("votos de Misión imposible 5", "votes title=Misión imposible 5");
    check("score de Duro de matar 3", "score title=Duro de matar 3");
    for name in ["Toy Story 5", "Shrek 5", "Saw 12"] {
        check(name, &format!("film_card title={name}"));
        check(&format!("ficha de {name}"), &format!("film_card title={name}"));
        check(&format!("dónde veo {name}"), &format!("where_to_watch title={name}"));
        check(&format!("¿quién actúa en {name}?"), &format!("cast title={name}"));
    }
    check("usuario 42", "out_of_scope text=usuario 42");
    check("resérvame una mesa para dos", "out_of_scope text=resérvame una mesa para dos");
}

#[test]
fn a_year_in_brackets_is_of_the_name() {
    for (text, query) in [
        ("votos de Titanic (1953)", "votes title=Titanic (1953)"),
        ("dónde veo Titanic (1953)", "where_to_watch title=Titanic (1953)"),
        ("dónde puedo ver Titanic (1953), porfa", "where_to_watch title=Titanic (1953)"),
        ("recomendame algo como Titanic (1953)", "recommend title=Titanic (1953)"),
        ("quién dirigió Titanic (1953)", "cast title=Titanic (1953)"),
        ("le gustará Titanic (1953) al usuario 42", "predict user=ml:42 title=Titanic (1953)"),
        ("Titanic (1953)", "film_card title=Titanic (1953)"),
        ("votos de King Kong del 76", "votes title=King Kong de 1976"),
    ] {
        check(text, query);
    }
}

#[test]
fn the_film_is_the_one_that_is_called_so() {
    check("la película Mongol", "film_card title=Mongol");
    check("la peli llamada Alien", "film_card title=Alien");
    check("la película mongol", "film_card title=mongol");
    check("la película de terror", "discover genres=horror");
    check("la película francesa", "discover country=fr");
    check("las películas mongolas", "discover country=mn");
}

#[test]
fn a_genre_is_asked_for_with_any_verb() {
    for text in ["me apetece algo de miedo", "algo de miedo", "ponme una de miedo", "tengo ganas de algo de miedo"] {
        check(text, "discover genres=horror");
    }
    check("me apetece ver algo de amor", "discover genres=romance");
    check("vi una peli de terror", "discover genres=horror");
    check("me gustan las de guerra", "discover genres=war");
    check("me gustó Miedo", "recommend title=Miedo");
}

#[test]
fn a_film_is_asked_about_without_a_verb() {
    check("director de Titanic", "cast title=Titanic");
    check("director de la película Gladiator", "cast title=Gladiator");
    check("duración de Titanic", "film_card title=Titanic");
    check("¿de qué año es Gladiator?", "film_card title=Gladiator");
    check("año de Casablanca", "film_card title=Casablanca");
    check("¿cuánto recaudó Titanic (1953)?", "film_card title=Titanic (1953)");
    check("¿está Gladiator en disney?", "where_to_watch title=Gladiator");
    check("se puede ver La vida es bella en hulu?", "where_to_watch title=La vida es bella");
    check("drama en netflix", "discover genres=drama platform=netflix");
    // Neither a part of somebody's name nor what something else is of.
    for text in ["está Alien Smithee en Netflix?", "dónde veo el partido de Gladiator"] {
        check(text, &format!("out_of_scope text={text}"));
    }
    check("dónde veo la peli de Gladiator", "where_to_watch title=Gladiator");
    check("dónde veo Gladiator porfis", "where_to_watch title=Gladiator");
    check("en qué plataforma está Gladiator", "where_to_watch title=Gladiator");
    check("dónde está mi pedido", "out_of_scope text=dónde está mi pedido");
    check("director de recursos humanos", "out_of_scope text=director de recursos humanos");
    check("director de Titanic (1953)", "cast title=Titanic (1953)");
    check("director de Shrek 5", "cast title=Shrek 5");
    check("actriz de Titanic", "cast title=Titanic");
    check("actores de Shrek 5", "cast title=Shrek 5");
}

#[test]
fn values_in_other_words() {
    check("quinto mes", "month_count month=mayo");
    check("cuántas películas salieron el mes 12", "month_count month=diciembre");
    check("cuántos actores tiene netflix", "out_of_scope text=cuántos actores tiene netflix");
    check("get actor netflix 2018", "top_actor platform=netflix year=2018");
    check("amazon 3.5 2014 cuántas superan", "score_count score=3.5 platform=amazon year=2014");
    check("la serie más larga de hulu", "max_duration platform=hulu unit=season");
    check("la peli o serie más larga de hulu", "max_duration platform=hulu");
}

#[test]
fn what_was_seen_is_noted() {
    check("vi Titanic", "seen title=Titanic");
    check("he visto Titanic", "seen title=Titanic");
    check("vi Titanic y quiero más", "recommend title=Titanic");
    check("vi un perro en la calle", "out_of_scope text=vi un perro en la calle");
}

#[test]
fn the_file_is_understood() {
    let all = utterances(UTTERANCES).unwrap();
    assert!(all.len() >= 300);
    let sum = evaluate(&all, &few_names());
    let misses: Vec<_> = sum.misses.iter().map(|m| format!("{} -> {}", m.utterance.text, m.got)).collect();
    let in_scope = sum.n - sum.out_of_scope;
    assert!(sum.intent * 100 >= sum.n * 97, "intent {} of {}: {misses:#?}", sum.intent, sum.n);
    assert!(sum.exact * 100 >= sum.n * 95, "exact {} of {}: {misses:#?}", sum.exact, sum.n);
    assert!(sum.kept * 100 >= sum.out_of_scope * 92, "kept {} of {}: {misses:#?}", sum.kept, sum.out_of_scope);
    assert!(sum.refused * 100 <= in_scope * 2, "refused {} of {in_scope}: {misses:#?}", sum.refused);
}

#[test]
fn slash_commands() {
    check("/mes enero", "month_count month=enero");
    check("/MES@claqueta_bot  Setiembre ", "month_count month=septiembre");
    check("/mes 3", "month_count month=marzo");
    check("/día miércoles", "weekday_count weekday=miercoles");
    check("/dia mar", "weekday_count weekday=martes");
    check("/score Toy Story", "score title=Toy Story");
    check("/votos Kill!", "votes title=Kill!");
    check("/actor Tom Hanks", "actor_stats person=Tom Hanks");
    check("/director John Lasseter", "director_stats person=John Lasseter");
    check("/recomendar \"Her\"", "recommend title=Her");
    check("/similares #862", "recommend title=#862");
    check("/duracion 2018 netflix min", "max_duration year=2018 platform=netflix unit=min");
    check("/duracion temporadas en disney+", "max_duration platform=disney unit=season");
    check("/duracion", "max_duration");
    check("/puntajes netflix 3.5 2019", "score_count score=3.5 platform=netflix year=2019");
    check("/puntajes 2019 3,5 amazon prime video", "score_count score=3.5 platform=amazon year=2019");
    check("/plataforma Disney Plus", "platform_count platform=disney");
    check("/repetido 2018 netflix", "top_actor platform=netflix year=2018");
    check("/predecir 42 Toy Story", "predict user=ml:42 title=Toy Story");
    check("/predecir Toy Story pf:7", "predict user=pf:7 title=Toy Story");
    check("/predecir ML:42 Toy Story", "predict user=ml:42 title=Toy Story");
    check("/ficha Casablanca", "film_card title=Casablanca");
    check("/donde Titanic", "where_to_watch title=Titanic");
    check("/buscar almodovar", "search text=almodovar");
    check("/start", "help");
    check("/ayuda votos", "help topic=votes");
}

#[test]
fn a_number_of_a_title_is_no_mark() {
    for title in ["Toy Story 2", "Kill Bill 2", "Super 8", "District 9", "Apollo 13", "300", "1917"] {
        check(&format!("/puntuar {title}"), &format!("rate title={title}"));
        check(&format!("/puntuar {title} 9"), &format!("rate mark=9 title={title}"));
        check(&format!("/puntuar {title}: 7/10"), &format!("rate mark=7 title={title}"));
    }
    check("/puntuar Toy Story 9", "rate mark=9 title=Toy Story");
    check("/puntuar 9 Toy Story", "rate mark=9 title=Toy Story");
    check("/puntuar 9", "rate mark=9 title=");
    check("/puntuar #862 9", "rate mark=9 title=#862");
    check("/puntuar #862", "rate title=#862");
}

#[test]
fn marks_are_never_guessed() {
    check("/puntuar Toy Story 6/5", "invalid intent=rate value=6/5");
    check("/puntuar Shrek -3", "invalid intent=rate value=-3");
    check("/puntuar Shrek 0", "invalid intent=rate value=0");
    check("/puntuar Shrek 12/10", "invalid intent=rate value=12/10");
    check("/puntuar 15 Shrek", "invalid intent=rate value=15");
    check("/puntuar Toy Story ★★★½", "rate mark=7 title=Toy Story");
    check("/puntuar Toy Story 80%", "rate mark=8 title=Toy Story");
    check("/puntuar Gladiator es un 10", "rate mark=10 title=Gladiator");
    check("/puntuar Gladiator con 3 estrellas y media", "rate mark=7 title=Gladiator");
    check("Gladiator: 9", "rate mark=9 title=Gladiator");
    check("Gladiator es un 10", "rate mark=10 title=Gladiator");
    check("Gladiator ★★★★", "rate mark=8 title=Gladiator");
    check("le pongo 4,5 estrellas a Gladiator", "rate mark=9 title=Gladiator");
    check("le doy un 85% a Gladiator", "rate mark=8.5 title=Gladiator");
    check("le pongo un 15 a Gladiator", "rate title=Gladiator");
}

#[test]
fn what_is_not_wanted_is_not_recommended() {
    check("/parami que no sea de terror", "for_you without=horror");
    check("/parami terror sin comedia", "for_you genres=horror without=comedy");
    check("/parami corta", "for_you most=90");
    check("/parami larga", "for_you least=150");
    check("/parami nuevas", "invalid intent=for_you value=nuevas");
    check("/descubrir comedia o drama", "discover genres=comedy|drama");
    check("recomiéndame algo que no sea de terror", "discover without=horror");
    check("no quiero terror, qué me recomiendas", "discover without=horror");
    check("algo para mí que no sea de terror", "for_you without=horror");
    check("La La Land no me gustó nada", "rate title=La La Land");
    check("no me gustó La La Land", "rate title=La La Land");
    check("odié Titanic", "rate title=Titanic");
    check("la vi y no me gustó nada", "rate title=");
    check("no me gustó nada", "rate title=");
    check("I didn't like Titanic", "rate title=Titanic");
    check("no me gustó Titanic, recomiéndame otra", "for_you");
    check("recomiéndame algo que no sea como Titanic", "for_you");
    check("me gustó Titanic, recomiéndame otra", "recommend title=Titanic");
}

#[test]
fn what_somebody_would_think_is_asked_in_words() {
    for text in [
        "¿me va a gustar Inception?",
        "¿me gustaría Inception?",
        "¿crees que me gustará Inception?",
        "¿qué nota le pondría yo a Inception?",
        "would I like Inception?",
    ] {
        check(text, "predict_me title=Inception");
    }
    check("¿le va a gustar Toy Story al usuario 42?", "predict user=ml:42 title=Toy Story");
}

#[test]
fn marks_and_films_seen_are_taken_back_in_words() {
    for text in ["borra mi nota de Psycho", "quita mi puntaje de Psycho", "ya no quiero mi nota de Psycho"] {
        check(text, "unrate title=Psycho");
    }
    check("borra mi nota de Toy Story 2", "unrate title=Toy Story 2");
    check("quita el puntaje de Alien", "unrate title=Alien");
    check("quita mi 8 de Alien", "unrate title=Alien");
    check("visto Alien", "seen title=Alien");
    check("I've seen Titanic", "seen title=Titanic");
    check("I already saw Titanic", "seen title=Titanic");
    check("no he visto Psycho", "unseen title=Psycho");
    check("nunca vi Titanic", "unseen title=Titanic");
}

#[test]
fn plots_are_told_in_many_ways() {
    check("una sobre la guerra civil española", "like_text text=la guerra civil española");
    check("una triste sobre el alzheimer", "like_text text=el alzheimer");
    check("una que pase en la cárcel", "like_text text=la cárcel");
    check("la de un pueblo que esconde un secreto", "like_text text=un pueblo que esconde un secreto");
    check("algo parecido a una peli de atracos con gente lista", "like_text text=atracos con gente lista");
    for text in ["una pregunta sobre el clima", "la de cuántos goles metió Messi", "una pizza de muzzarella"] {
        assert_eq!(parse(text, &few_names()).intent(), Intent::OutOfScope, "{text}");
    }
}

#[test]
fn further_questions() {
    check(
        "comedias de los 90 de más de 7 en Netflix",
        "discover genres=comedy years=1990-1999 score=7 platform=netflix",
    );
    check("recomendame una de terror coreana", "discover genres=horror country=kr");
    check("dramas franceses de menos de hora y media", "discover genres=drama country=fr most=90");
    check("¿cuántas películas se hicieron en 1999?", "count_by year=1999");
    check("¿cuánto duran en promedio las películas en japonés?", "count_by language=ja");
    check("reparto de Titanic", "cast title=Titanic");
    check("la saga de Toy Story", "saga title=Toy Story");
    check("la filmografía completa de Javier Bardem", "filmography person=Javier Bardem");
    check("filmografía de Javier Bardem", "actor_stats person=Javier Bardem");
    check("películas con más de 3,7 en amazon del 2015", "score_count score=3.7 platform=amazon year=2015");
}

#[test]
fn commands_that_miss_something_say_what() {
    check("/mes", "invalid intent=month_count value=");
    check("/mes foo", "invalid intent=month_count value=foo");
    check("/score", "invalid intent=score value=");
    check("/puntajes netflix", "invalid intent=score_count value=netflix");
    check("/duracion netflix ayer", "invalid intent=max_duration value=ayer");
    check("/predecir Toy Story", "predict_me title=Toy Story");
    check("/plataforma cuevana", "invalid intent=platform_count value=cuevana");
    check("/voto5", "unknown_command command=voto5");
    assert_eq!(nearest_command("voto5"), Some("votos"));
    assert_eq!(nearest_command("recomndar"), Some("recomendar"));
    assert_eq!(nearest_command("dur"), Some("duracion"));
    assert_eq!(nearest_command("xyzxyzxyz"), None);
}

#[test]
fn canonical_text_is_taken_first() {
    check("score title=#862", "score title=#862");
    check("where_to_watch title=@as123", "where_to_watch title=@as123");
    check("month_count month=mayo", "month_count month=mayo");
}

#[test]
fn titles_that_look_like_something_else() {
    check("votos de Enero", "votes title=Enero");
    check("puntaje de Friday", "score title=Friday");
    check("qué score tiene The Score", "score title=The Score");
    check("score de 1917", "score title=1917");
    check("recomendame algo como Like Crazy", "recommend title=Like Crazy");
    check("votos de Amazon Women on the Moon", "votes title=Amazon Women on the Moon");
    check("cuántos votos tiene Viernes 13", "votes title=Viernes 13");
    check("similares a Top Gun", "recommend title=Top Gun");
    check("puntaje de Despicable Me", "score title=Despicable Me");
    check("qué nota tiene ¿Quién mató a Bambi?", "score title=Quién mató a Bambi");
    check("votos de «El día que me quieras»", "votes title=El día que me quieras");
    check("parecidas a Cómo entrenar a tu dragón", "recommend title=Cómo entrenar a tu dragón");
    check("La La Land cuántos votos tiene?", "votes title=La La Land");
    check("puntaje de 15... no, de Casablanca", "score title=Casablanca");
}

#[test]
fn values_in_many_spellings() {
    check("cuántas con más de tres y medio en nflx", "score_count score=3.5 platform=netflix");
    check("cuántas pelis de 4 para arriba en prime video", "score_count score=4 platform=amazon");
    check("la más larga del 99", "max_duration year=1999");
    check("la más larga de dos mil quince", "max_duration year=2015");
    check("cuántas pelis hubo en dic", "month_count month=diciembre");
    check("le gustará Titanic al usuario 7?", "predict user=ml:7 title=Titanic");
    check("le gustará Titanic al usuario pf:7?", "predict user=pf:7 title=Titanic");
}

#[test]
fn requests_written_like_commands_and_counted_ones() {
    check("estrenos dominicales, ¿cuántos hay?", "weekday_count weekday=domingo");
    check("predecir 15 Toy Story", "predict user=ml:15 title=Toy Story");
    check("dame 5 como Toy Story", "recommend title=Toy Story");
}

#[test]
fn what_is_near_the_twelve_is_not_one_of_them() {
    check("quién dirigió Casablanca", "cast title=Casablanca");
    check("dónde puedo ver Titanic", "where_to_watch title=Titanic");
    check("Casablanca", "film_card title=Casablanca");
    check("la película más corta", "discover sort=shortest");
    for text in ["cuántos días tiene febrero", "cuántos Oscars ganó Tom Hanks", "qwerty zxcvb"] {
        assert_eq!(parse(text, &few_names()).intent(), Intent::OutOfScope, "{text}");
    }
    assert_eq!(parse("", &few_names()), Query::Help { topic: None });
}

#[test]
fn any_length_is_read_in_bounded_time() {
    let names = few_names();
    query::prepare();
    for piece in ["a", "película ", "más de 4 ", "🎬", "\u{202e}abc ", "\"", "ñandú, ", "x=y ", "/mes ", "\u{0} "]
    {
        for length in [4_096, 100_000] {
            let text: String = piece.chars().cycle().take(length).collect();
            let started = Instant::now();
            parse(&text, &names);
            // Generous for a busy machine; an ordinary sentence takes some 50 µs.
            assert!(started.elapsed() < Duration::from_millis(100), "{piece:?} × {length}: {:?}", started.elapsed());
        }
    }
}

fn canonical() -> impl Strategy<Value = String> {
    // A name that begins with `#` is an id, or no canonical text.
    let name = "[A-Za-zñé0-9@\\\\&!:'-][A-Za-zñé0-9 #@\\\\=&!:'-]{0,30}";
    let platform = prop::sample::select(vec!["amazon", "disney", "hulu", "netflix"]);
    prop_oneof![
        prop::sample::select(vec!["enero", "mayo", "diciembre"]).prop_map(|m| format!("month_count month={m}")),
        name.prop_map(|n| format!("score title={n}")),
        name.prop_map(|n| format!("actor_stats person={n}")),
        (0u32..9_999_999).prop_map(|id| format!("recommend title=#{id}")),
        (0u64..1_000_000, name).prop_map(|(u, n)| format!("predict user=pf:{u} title={n}")),
        (-9_999i32..9_999, platform, 1900u16..2030)
            .prop_map(|(s, p, y)| { format!("score_count score={} platform={p} year={y}", f64::from(s) / 1000.0) }),
        name.prop_map(|n| format!("invalid intent=month_count value={n}")),
    ]
}

proptest! {
    #[test]
    fn canonical_text_comes_back(text in canonical()) {
        let query: Query = text.parse().unwrap();
        let written = query.to_string();
        prop_assert_eq!(written.parse::<Query>(), Ok(query.clone()));
        prop_assert_eq!(parse(&written, &()), query);
    }

    #[test]
    fn what_was_understood_has_a_text_that_comes_back(text in "\\PC{0,60}") {
        let query = parse(&text, &());
        prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query));
    }

    #[test]
    fn any_text_is_understood_as_something(text in any::<String>()) {
        parse(&text, &());
    }

    #[test]
    fn any_words_of_questions_are_understood_as_something(
        words in prop::collection::vec(prop::sample::select(
            "cuántas películas más de 3,5 en netflix qué puntaje votos como la el Toy Story usuario 42 ? , \" recomendame \
            enero actor director dirigió no perdón llamada y medio mil > + / = # @".split(' ').collect::<Vec<_>>()), 0..14)
    ) {
        let names = few_names();
        let query = parse(&words.join(" "), &names);
        prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query));
    }
}
