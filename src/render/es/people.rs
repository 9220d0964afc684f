//! Sentences about people.

use super::films::short_date;
use super::{counted, dollars, ratio};
use crate::engine::{ActorStats, DirectedFilm, DirectorStats};
use crate::render::markup::Markup;

/// How many films a director's answer shows before it sums up the rest.
const SHOWN: usize = 25;

pub(super) fn actor(stats: &ActorStats) -> Markup {
    if stats.films == 0 {
        let out = Markup::new()
            .strong(stats.person.as_str())
            .plain(" no figura como intérprete en ninguna filmación de estos datos.");
        return match stats.directed {
            0 => out,
            n => out
                .plain(format!(" Sí dirigió {}: ", counted(n, "película", "películas")))
                .code(format!("/director {}", stats.person)),
        };
    }
    let out = Markup::new()
        .plain("El actor ")
        .strong(stats.person.as_str())
        .plain(" ha participado de ")
        .strong(stats.films.to_string())
        .plain(" cantidad de filmaciones, el mismo ha conseguido un retorno de ")
        .strong(ratio(stats.total_return))
        .plain(" con un promedio de ")
        .strong(ratio(stats.mean_return))
        .plain(" por filmación.");
    let mut notes = Vec::new();
    if stats.films_without_budget > 0 {
        let films = counted(
            stats.films_without_budget,
            "no tiene presupuesto conocido y cuenta",
            "no tienen presupuesto conocido y cuentan",
        );
        notes.push(format!("{films} como retorno 0."));
    }
    notes.extend(suspects(stats.suspect_budgets, stats.total_return_without_suspects));
    with_notes(out, &notes)
}

pub(super) fn director(stats: &DirectorStats) -> Markup {
    if stats.films.is_empty() {
        return Markup::new()
            .strong(stats.person.as_str())
            .plain(" no figura en la dirección de ninguna película de estos datos.");
    }
    let n = stats.films.len() as u32;
    let mut out = Markup::new()
        .strong(stats.person.as_str())
        .plain(" consiguió un retorno total de ")
        .strong(ratio(stats.total_return))
        .plain(format!(" con {}:", counted(n, "película dirigida", "películas dirigidas")));
    for film in stats.films.iter().take(SHOWN) {
        out = out.plain("\n• ").strong(film.title.as_str()).plain(money(film));
    }
    if stats.films.len() > SHOWN {
        out = out.plain(format!("\n… y {} más.", stats.films.len() - SHOWN));
    }
    with_notes(
        out,
        &suspects(stats.suspect_budgets, stats.total_return_without_suspects).into_iter().collect::<Vec<_>>(),
    )
}

/// When a film came out and what it cost and brought in, to follow its title.
pub(super) fn money(film: &DirectedFilm) -> String {
    let money = match (film.budget > 0.0, film.revenue > 0.0) {
        (true, true) => format!(
            "retorno {}, costo {}, recaudación {}, ganancia {}",
            ratio(film.return_ratio),
            dollars(film.budget),
            dollars(film.revenue),
            dollars(film.gain())
        ),
        (true, false) => format!("retorno 0, costo {}, recaudación desconocida", dollars(film.budget)),
        (false, true) => format!("retorno 0 (costo desconocido), recaudación {}", dollars(film.revenue)),
        (false, false) => "sin datos de costo ni recaudación".to_owned(),
    };
    format!(" ({}): {money}", short_date(film.release_date))
}

pub(super) fn suspects(films: u32, without: f64) -> Option<String> {
    let said = counted(films, "película tiene", "películas tienen");
    (films > 0).then(|| {
        format!(
            "{said} en los datos un costo de menos de 1000 dólares, casi seguro expresado en millones: sin contar eso, el retorno es {}.",
            ratio(without)
        )
    })
}

pub(super) fn with_notes(out: Markup, notes: &[String]) -> Markup {
    if notes.is_empty() { out } else { out.plain("\n").dim(notes.join(" ")) }
}
