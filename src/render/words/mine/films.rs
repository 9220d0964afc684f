//! Films for somebody and for a group, the questions by which a taste is learnt, and films like a description.

use super::super::conditions::filters;
use super::super::films::genres;
use super::super::lists::detail;
use super::super::{MARK, capital, counted, named, quoted};
use super::{MY_MARK, mark, more};
use crate::catalog::Mark;
use crate::engine::{CHOSEN, Chosen, FilmCard, ListedFilm, MOST_ASKED, Shared, Suggestion};
use crate::query::{Filters, Sort};
use crate::recommend::{Basis, Prediction};
use crate::render::markup::{Markup, code, strong};
use crate::render::numbers::{decimal, list};
use crate::render::{Language, say};

/// 0.5–5 as people read it.
fn of_ten(score: f32, language: Language) -> String {
    decimal(f64::from(score) * 2.0, 1, language)
}

fn under(filters_said: &Filters, language: Language) -> String {
    let what = filters(filters_said, language);
    if what.is_empty() { String::new() } else { format!(" ({what})") }
}

pub(super) fn for_you(filters: &Filters, films: &[Chosen], ratings: u32, language: Language) -> Markup {
    let what = under(filters, language);
    if films.is_empty() {
        return Markup::new().plain(match filters.page {
            0 => say!(
                language,
                "No me queda ninguna para ti así{what}. Prueba quitando alguna condición.",
                "I have none like that left for you{what}. Try leaving out some condition."
            ),
            _ => say!(language, "No tengo más para ti en esa lista.", "I have no more for you on that list."),
        });
    }
    let head = match filters.page {
        0 => language.pick("Para ti", "For you"),
        _ => language.pick("Siguen para ti", "Next for you"),
    };
    let mut out = Markup::new().strong(head).plain(format!("{what}:"));
    let before = usize::from(filters.page) * CHOSEN;
    for (i, chosen) in films.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", before + i + 1))
            .strong(format!("{} ({})", chosen.film.title, chosen.film.year));
        let mut why = Vec::new();
        if !chosen.because.is_empty() {
            let names: Vec<&str> = chosen.because.iter().map(|f| f.title.as_str()).collect();
            let liked = list(&names, language);
            why.push(match names.len() {
                1 => say!(language, "porque te gustó {liked}", "because you liked {liked}"),
                _ => say!(language, "porque te gustaron {liked}", "because you liked {liked}"),
            });
        }
        let expected = chosen.expected.map(|x| of_ten(x, language));
        why.extend(expected.map(|x| say!(language, "le pondrías un {x}", "you would give it {x}")));
        if !why.is_empty() {
            out = out.dim(format!(" — {}", why.join("; ")));
        }
    }
    out = more(out, films.len() == CHOSEN, language);
    if ratings >= 5 || filters.page > 0 {
        return out;
    }
    let marks = counted(ratings, MARK, language);
    out.plain("\n")
        .dim(say!(language, "Todavía te conozco poco ({marks}): con ", "I don't know you well yet ({marks}): with "))
        .code("/gustos")
        .dim(language.pick(" acierto mejor.", " I'll do better."))
}

pub(super) fn not_yet(general: Markup, known: bool, language: Language) -> Markup {
    let (taste, one) = (code("/gustos"), code("/puntuar Toy Story 9"));
    let mut out = Markup::new().say(match known {
        true => say!(
            language,
            "Todavía no sé qué te gusta. Cuéntamelo con {taste} o con notas sueltas ({one}). Mientras tanto, lo que mejor \
             valora todo el mundo:\n",
            "I don't know yet what you like. Tell me with {taste} or with single ratings ({one}). Meanwhile, what everybody \
             rates best:\n"
        ),
        false => say!(
            language,
            "Por aquí no sé quién eres, así que va lo que mejor valora todo el mundo:\n",
            "I don't know who you are here, so this is what everybody rates best:\n"
        ),
    });
    out.append(general);
    out
}

pub(super) fn for_group(filters: &Filters, members: &[String], films: &[Shared], language: Language) -> Markup {
    let what = under(filters, language);
    if films.is_empty() {
        return Markup::new().plain(match filters.page {
            0 => say!(
                language,
                "No encuentro ninguna para todos así{what}. Prueba quitando alguna condición.",
                "I can't find any like that for everybody{what}. Try leaving out some condition."
            ),
            _ => say!(
                language,
                "No tengo más para este grupo en esa lista.",
                "I have no more for this group on that list."
            ),
        });
    }
    let all = list(members, language);
    let mut out = Markup::new().strong(say!(language, "Para {all}", "For {all}")).plain(format!("{what}:"));
    let before = usize::from(filters.page) * CHOSEN;
    for (i, shared) in films.iter().enumerate() {
        out = out
            .plain(format!("\n{}. ", before + i + 1))
            .strong(format!("{} ({})", shared.film.title, shared.film.year));
        let expected = members.iter().zip(&shared.expected);
        let each = expected.filter_map(|(name, x)| Some(format!("{name} {}", of_ten((*x)?, language))));
        let each: Vec<String> = each.collect();
        let seen: Vec<&str> = shared.seen_by.iter().filter_map(|i| members.get(*i)).map(String::as_str).collect();
        let mut notes = Vec::new();
        if !each.is_empty() {
            notes.push(each.join(", "));
        }
        if !seen.is_empty() {
            let who = list(&seen, language);
            notes.push(match seen.len() {
                1 => say!(language, "ya la vio {who}", "{who} has seen it"),
                _ => say!(language, "ya la vieron {who}", "{who} have seen it"),
            });
        }
        if !notes.is_empty() {
            out = out.dim(format!(" — {}", notes.join("; ")));
        }
    }
    more(out, films.len() == CHOSEN, language)
}

pub(super) fn asked(
    card: &FilmCard,
    step: u8,
    told: Option<&(Suggestion, Option<Mark>)>,
    language: Language,
) -> Markup {
    let before = match told {
        Some((film, Some(given))) => {
            let (film, given) = (strong(named(film)), strong(mark(*given, language)));
            say!(language, "Anotado: un {given} para {film}.\n", "Noted: {given} for {film}.\n")
        }
        Some((film, None)) => {
            let film = strong(named(film));
            say!(language, "No viste {film}: sigamos.\n", "You haven't seen {film}: let's go on.\n")
        }
        None => say!(
            language,
            "Te pregunto por {MOST_ASKED} películas para conocer tus gustos; puedes parar cuando quieras.\n",
            "I'll ask you about {MOST_ASKED} films to get to know your taste; you can stop whenever you like.\n"
        ),
    };
    let film = strong(format!("{} ({})", card.film.title, card.film.year));
    let mut out = Markup::new().say(before).say(say!(
        language,
        "({step} de {MOST_ASKED}) ¿Qué te pareció {film}?",
        "({step} of {MOST_ASKED}) How did you like {film}?"
    ));
    let mut facts: Vec<String> = Vec::new();
    if !card.genres.is_empty() {
        facts.push(genres(card.genres.iter().take(3), language));
    }
    if !card.directors.is_empty() {
        let directors = list(&card.directors, language);
        facts.push(say!(language, "de {directors}", "by {directors}"));
    }
    if !card.cast.is_empty() {
        let cast = list(&card.cast[..card.cast.len().min(3)], language);
        facts.push(say!(language, "con {cast}", "with {cast}"));
    }
    if !facts.is_empty() {
        out = out.plain("\n").dim(capital(&facts.join("; ")));
    }
    match step {
        1 => out.plain("\n").dim(language.pick(
            "También vale una nota del 1 al 10 en palabras: «un 8».",
            "A rating from 1 to 10 in words will do too: “8 out of 10”.",
        )),
        _ => out,
    }
}

pub(super) fn predicted(
    title: &Suggestion,
    given: Option<Mark>,
    prediction: Option<&Prediction>,
    ratings: u32,
    language: Language,
) -> Markup {
    let name = strong(named(title));
    if let Some(given) = given {
        let given = strong(mark(given, language));
        return Markup::new().say(say!(
            language,
            "A {name} ya le pusiste un {given}.",
            "You have given {name} {given} already."
        ));
    }
    if ratings == 0 {
        let taste = code("/gustos");
        return Markup::new().say(say!(
            language,
            "Para decirte si te gustaría {name} necesito alguna nota tuya: empieza con {taste}.",
            "To tell whether you would like {name} I need some rating of yours: begin with {taste}."
        ));
    }
    let Some(p) = prediction else {
        return Markup::new().say(say!(
            language,
            "No tengo en qué apoyarme para decirte si te gustaría {name}.",
            "I have nothing to go by to tell whether you would like {name}."
        ));
    };
    let (estimate, mean) = (of_ten(p.estimate, language), of_ten(p.mean, language));
    let estimate = strong(say!(language, "{estimate} sobre 10", "{estimate} out of 10"));
    let verdict = strong(match p.recommended {
        true => language.pick("Sí, te la recomiendo", "Yes, I recommend it"),
        false => language.pick("No creo que sea para ti", "I don't think it is for you"),
    });
    let out = Markup::new().say(say!(
        language,
        "{verdict}: a {name} le pondrías un {estimate} (tu media es {mean}).",
        "{verdict}: you would give {name} {estimate} (your mean is {mean})."
    ));
    let basis = match p.basis {
        Basis::Factors => {
            let marks = counted(ratings, MY_MARK, language);
            say!(language, "Se apoya en {marks}.", "It rests on {marks}.")
        }
        Basis::ItemMean | Basis::GlobalMean => say!(
            language,
            "Por ahora va sobre todo lo que piensan los demás.",
            "For now it is mostly what others think."
        ),
        Basis::UserMean => {
            say!(language, "De ese título no hay notas: va tu media.", "That title has no ratings: this is your mean.")
        }
    };
    out.plain("\n").dim(basis)
}

/// Films with a plot like a description.
pub(in crate::render::words) fn like_text(text: &str, films: &[ListedFilm], page: u8, language: Language) -> Markup {
    let text = strong(quoted(text, language));
    if films.is_empty() {
        return Markup::new().say(match page {
            0 => say!(language, "No encontré nada que vaya de {text}.", "I couldn't find anything about {text}."),
            _ => say!(language, "No tengo más que vayan de eso.", "I have no more about that."),
        });
    }
    let mut out =
        Markup::new().say(say!(language, "Que vayan de {text}, las que más se acercan:", "The closest to {text}:"));
    let before = usize::from(page) * CHOSEN;
    for (i, film) in films.iter().enumerate() {
        out = out.plain(format!("\n{}. ", before + i + 1)).strong(format!("{} ({})", film.film.title, film.film.year));
        let votes = detail(film, Sort::Best, language);
        out = if votes.is_empty() { out } else { out.plain(format!(" — {votes}")) };
    }
    more(out, films.len() == CHOSEN, language)
}
