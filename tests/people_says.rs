//! Personal sentences, with the look-up of the shipped sample: what each is understood as.

mod common;

use std::sync::{Arc, OnceLock};

use claqueta::artifacts::Store;
use claqueta::engine::{Engine, Live};
use claqueta::query::parse;

fn engine() -> Arc<Engine> {
    static LIVE: OnceLock<Arc<Live>> = OnceLock::new();
    LIVE.get_or_init(|| Live::open(Store::at(common::sample_index()), 64).unwrap()).engine()
}

/// Each line of `cases`: what is said, `=>`, what it is understood as.
#[track_caller]
fn all(cases: &str) {
    let engine = engine();
    let mut wrong = Vec::new();
    for line in cases.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (said, wanted) = line.split_once(" => ").expect("said => understood");
        let understood = parse(said, engine.as_ref()).to_string();
        if understood != wanted {
            wrong.push(format!("«{said}»: `{understood}`, not `{wanted}`"));
        }
    }
    assert!(wrong.is_empty(), "{} misunderstood:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn commands() {
    all("
        /puntuar Toy Story 9 => rate mark=9 title=Toy Story
        /puntuar Toy Story 9/10 => rate mark=9 title=Toy Story
        /puntuar Toy Story: 8,5 => rate mark=8.5 title=Toy Story
        /puntuar 9 Toy Story => rate mark=9 title=Toy Story
        /puntuar #862 7 => rate mark=7 title=#862
        /puntuar \"Toy Story\" 7 => rate mark=7 title=Toy Story
        /puntuar Toy Story => rate title=Toy Story
        /puntuar Toy Story 11 => invalid intent=rate value=11
        /puntuar => invalid intent=rate value=
        /Puntuar@claqueta_bot Toy Story 3 8 => rate mark=8 title=Toy Story 3
        /parami => for_you
        /parami terror de los 80 en netflix => for_you genres=horror years=1980-1989 platform=netflix
        /parami asdfgh => invalid intent=for_you value=asdfgh
        /gustos => ask_taste
        /milista => watchlist of=me
        /lista => watchlist
        /lista Noche de terror => watchlist list=noche_de_terror
        /agregar Coco => add title=Coco
        /quitar Coco => remove title=Coco
        /visto Coco => seen title=Coco
        /visto => invalid intent=seen value=
        /historial => my_history
        /misdatos => my_data
        /borrarme => forget_me
        /meapunto => join_group
        /mesalgo => leave_group
        /entrenosotros comedias => for_group genres=comedy
        /predecir Toy Story => predict_me title=Toy Story
        /sobre un robot que aprende a querer => like_text text=un robot que aprende a querer
    ");
}

#[test]
fn marks_in_many_words() {
    all("
        le pongo un 9 a Toy Story => rate mark=9 title=Toy Story
        Le doy 4 estrellas a Toy Story => rate mark=8 title=Toy Story
        a Toy Story le pongo un 8 => rate mark=8 title=Toy Story
        ponle un 7 a Jumanji => rate mark=7 title=Jumanji
        ponele un ocho y medio a Jumanji porfa => rate mark=8.5 title=Jumanji
        Toy Story: 9/10 => rate mark=9 title=Toy Story
        9/10 para Toy Story => rate mark=9 title=Toy Story
        mi nota para Jumanji es un 6 => rate mark=6 title=Jumanji
        puntúo Jumanji con un 7 => rate mark=7 title=Jumanji
        quiero puntuar Jumanji con 7 => rate mark=7 title=Jumanji
        ya vi Toy Story, le pongo un 8 => rate mark=8 title=Toy Story
        a la película Heat le puse un 9 => rate mark=9 title=Heat
        califica Casino con 8 puntos => rate mark=8 title=Casino
    ");
}

#[test]
fn lists_and_films_seen() {
    all("
        agrega Jumanji a mi lista => add of=me title=Jumanji
        agregá Jumanji a mi lista porfa => add of=me title=Jumanji
        añade Heat a la lista => add title=Heat
        pon Heat en mi lista => add of=me title=Heat
        guarda Heat en la lista de terror => add list=terror title=Heat
        guárdame Heat => add title=Heat
        agrega Toy Story => add title=Toy Story
        quita Heat de mi lista => remove of=me title=Heat
        saca Heat de la lista => remove title=Heat
        elimina Heat de mi lista => remove of=me title=Heat
        mi lista => watchlist of=me
        muéstrame mi lista => watchlist of=me
        ¿qué tengo en mi lista? => watchlist of=me
        ver mis pendientes => watchlist of=me
        ya vi Jumanji => seen title=Jumanji
        ya he visto Toy Story => seen title=Toy Story
        Jumanji ya la vi => seen title=Jumanji
        marca Heat como vista => seen title=Heat
        mi historial => my_history
        ¿qué he visto? => my_history
        ¿qué sabes de mí? => my_data
        borra mis datos => forget_me
        quiero contarte mis gustos => ask_taste
    ");
}

#[test]
fn films_for_somebody() {
    all("
        ¿qué veo hoy? => for_you
        que veo esta noche => for_you
        recomiéndame algo => for_you
        recomendame algo para ver => for_you
        hola, ¿qué me recomiendas? => for_you
        no sé qué ver => for_you
        algo de terror de los 80 para mí => for_you genres=horror years=1980-1989
        ¿qué veo hoy en Netflix de menos de 2 horas? => for_you platform=netflix most=120
        una comedia que me guste => for_you genres=comedy
        ¿qué vemos? => for_group
        ¿qué vemos hoy entre todos? => for_group
        una de robots que aprenden a querer => like_text text=robots que aprenden a querer
        una peli sobre un perro que espera a su dueño => like_text text=un perro que espera a su dueño
    ");
}

#[test]
fn the_other_questions_stay_what_they_are() {
    all("
        ya vi Heat, recomendame más así => recommend title=Heat
        acabo de ver Heat, ¿qué sigue? => recommend title=Heat
        recomendame una comedia de los 90 => discover genres=comedy years=1990-1999
        recomiéndame algo como Toy Story => recommend title=Toy Story
        ¿cuántos votos tiene Heat? => votes title=Heat
        ¿le gustaría Heat al usuario 42? => predict user=ml:42 title=Heat
        /predecir 42 Toy Story => predict user=ml:42 title=Toy Story
        ¿cuántas con más de 4 en netflix? => score_count score=4 platform=netflix
        Heat => film_card title=Heat
    ");
}
