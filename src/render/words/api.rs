//! What the web says besides answers: values that cannot be read, addresses that do not exist, limits. In Spanish, as all
//! of the machine interface.

use super::{ES, MINUTE, counted};
use crate::engine::FilmRef;
use crate::render::markup::Markup;
use crate::render::numbers::list;

/// What a value of a request has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A platform.
    Platform,
    /// A unit of duration.
    Unit,
    /// Film or series.
    Kind,
    /// Film, platform title or person.
    Hits,
    /// A year.
    Year,
    /// A score.
    Score,
    /// A user.
    User,
    /// A title.
    Title,
    /// The id of a film, or the key of a platform title.
    TitleId,
    /// A person's name.
    Person,
    /// The id of a person.
    PersonId,
    /// A language.
    Language,
    /// A country.
    Country,
    /// Any text.
    Text,
    /// Yes or no.
    Flag,
    /// The number of a page.
    Page,
    /// How many.
    Many,
}

impl Wanted {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Month => "un mes, por ejemplo enero",
            Self::Weekday => "un día de la semana, por ejemplo lunes",
            Self::Platform => "una plataforma: amazon, disney, hulu o netflix",
            Self::Unit => "min o season",
            Self::Kind => "movie o show",
            Self::Hits => "film, title o person",
            Self::Year => "un año, por ejemplo 2018",
            Self::Score => "un número, por ejemplo 3.5",
            Self::User => "un usuario, por ejemplo 42, ml:42 o pf:42",
            Self::Title => "un título, por ejemplo Toy Story",
            Self::TitleId => "el número de una película, por ejemplo 862, o la clave de un título, por ejemplo as123",
            Self::Person => "un nombre, por ejemplo Tom Hanks",
            Self::PersonId => "el número de una persona, por ejemplo 31",
            Self::Language => "un idioma, por ejemplo español o es",
            Self::Country => "un país, por ejemplo Argentina o AR",
            Self::Text => "un texto",
            Self::Flag => "1 o 0",
            Self::Page => "un número de página, de 1 a 10000",
            Self::Many => "una cantidad, de 1 a 100",
        }
    }
}

/// A value is missing.
pub fn missing(parameter: &str, wanted: Wanted) -> String {
    format!("Falta «{parameter}»: tiene que ser {}.", wanted.words())
}

/// A value cannot be read.
pub fn unreadable(parameter: &str, value: &str, wanted: Wanted) -> String {
    format!("No entiendo «{value}» en «{parameter}»: tiene que ser {}.", wanted.words())
}

/// A parameter that the address does not have.
pub fn unknown_parameter(parameter: &str, known: &[&str]) -> String {
    let hint = match known {
        [] => "aquí no va ninguno".to_owned(),
        [one] => format!("aquí va {one}"),
        known => format!("aquí van {}", list(known, ES)),
    };
    format!("No conozco el parámetro «{parameter}»: {hint}. Los signos ?, & y % de un título van codificados.")
}

/// A parameter that is given more than once.
pub fn twice(parameter: &str) -> String {
    format!("«{parameter}» viene más de una vez: déjalo una sola.")
}

/// An id and words that name different things.
pub fn contradicts(parameter: &str, value: &str, words: &str) -> String {
    format!("En «{parameter}», {value} no es «{words}»: deja uno solo de los dos.")
}

/// A parameter that has no meaning beside another.
pub fn not_beside(parameter: &str, other: &str) -> String {
    format!("«{parameter}» no va con «{other}»: deja uno solo de los dos.")
}

/// The language of a conversation that there is none of.
pub const CHAT_LANGUAGE: &str = "«language» tiene que ser «es» o «en».";

/// The session of a conversation that is no text.
pub const CHAT_SESSION: &str =
    "«session» tiene que ser el texto que vino en la respuesta anterior; sin él empieza una charla nueva.";

/// The body of a request is no JSON object of the shape asked for.
pub const CHAT_BODY: &str = "El cuerpo tiene que ser JSON con un texto en «text», por ejemplo {\"text\": \"hola\"}; «session» y «language» («es» o «en») son opcionales.";

/// The body of a request is too long.
pub const TOO_LONG: &str = "El mensaje es demasiado largo: acórtalo y vuelve a enviarlo.";

/// The request took too long to arrive.
pub const TOO_SLOW: &str = "El pedido tardó demasiado en llegar: vuelve a enviarlo.";

/// The client asks too much.
pub const TOO_MANY: &str = "Son muchos pedidos seguidos: espera unos segundos y sigue.";

/// No such address.
pub const NO_SUCH_PAGE: &str = "Esa dirección no existe: todas están en /docs.";

/// The address is there, but not for this method.
pub const NO_SUCH_METHOD: &str = "Esa dirección no admite ese método: mira cuáles en /docs.";

/// How long a film is.
pub fn runtime(film: &FilmRef, minutes: Option<f32>) -> Markup {
    let out = Markup::new().strong(film.title.as_str());
    match minutes {
        Some(minutes) => out
            .plain(". Duración: ")
            .strong(counted(minutes.round() as u32, MINUTE, ES))
            .plain(format!(". Año: {}.", film.year)),
        None => out.plain(format!(" es del año {}; en los datos no figura su duración.", film.year)),
    }
}

/// What a look-up by name found, and which page of how many of it is here.
pub fn found(text: &str, hits: usize, (page, pages): (usize, usize)) -> String {
    let numbered = match pages {
        0 | 1 if page == 1 => String::new(),
        _ if page > pages => " No hay más.".to_owned(),
        _ => format!(" Página {page} de {pages}."),
    };
    let found = match hits {
        0 => format!("No encontré nada parecido a «{text}»."),
        1 => format!("Encontré un resultado para «{text}»."),
        n => format!("Los {n} resultados más parecidos a «{text}»."),
    };
    found + &numbered
}
