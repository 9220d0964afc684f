//! Orders in filters: "las más largas", "poco conocidas", "ordenadas por nota". The doors are [`Reader::sort`] and
//! [`Reader::ordered`].

use super::super::filters::{LONG, SHORT, SHORT_FILM, Sort};
use super::Reader;

/// Words by which films are put in order. `*` at the end: any word that begins so.
const SORTS: [(Sort, &str); 10] = [
    (Sort::Best, "mejor mejores best top"),
    (Sort::Worst, "peor peores worst"),
    (Sort::Costliest, "cara caras caro caros costos* expensive costliest"),
    (Sort::Profitable, "rentable* redituable* profitable ganancia* retorno*"),
    (Sort::Grossing, "taquiller* recaud* taquilla exitos*"),
    (Sort::Popular, "popular* conocid* famos* vista vistas vistos votad*"),
    (Sort::Newest, "nueva nuevas nuevo nuevos reciente* ultimas novedades newest newer"),
    (Sort::Oldest, "vieja viejas viejo viejos antigu* oldest older"),
    (Sort::Longest, "larga largas largo largos longest longer"),
    (Sort::Shortest, "corta cortas corto cortos breve* shortest shorter cortita* cortometraje* shorts"),
];

/// What a list is put in order by.
const MEASURES: [(Sort, &str); 7] = [
    (Sort::Best, "nota* puntaje* puntuacion valoracion calificacion rating* score*"),
    (Sort::Popular, "popularidad votos popularity votes"),
    (Sort::Newest, "ano anos fecha* estreno* year* date* release"),
    (Sort::Longest, "duracion largo length runtime"),
    (Sort::Grossing, "recaudacion taquilla ingresos revenue box"),
    (Sort::Profitable, "retorno ganancia* return* profit*"),
    (Sort::Costliest, "presupuesto costo coste budget cost"),
];

/// Those of them that compare by themselves.
const COMPARATIVES: [&str; 4] = ["newer", "older", "longer", "shorter"];

/// The order that a word says.
pub(super) fn order_of(word: &str) -> Option<Sort> {
    said(&SORTS, word)
}

/// The order that two words say of what is thought of films: "mejor valorada", "peor puntuadas", "highest rated".
pub(super) fn rated(how: &str, word: &str) -> Option<Sort> {
    const STEMS: [&str; 6] = ["valorad", "puntuad", "calificad", "rankead", "rated", "reviewed"];
    let sort = match how {
        "mejor" | "mejores" | "mas" | "best" | "highest" | "top" => Sort::Best,
        "peor" | "peores" | "menos" | "worst" | "lowest" => Sort::Worst,
        _ => return None,
    };
    STEMS.iter().any(|stem| word.starts_with(stem)).then_some(sort)
}

/// The order by what a word measures.
fn measure(word: &str) -> Option<Sort> {
    said(&MEASURES, word)
}

fn said(orders: &[(Sort, &str)], word: &str) -> Option<Sort> {
    let says = |w: &str| w.strip_suffix('*').map_or(w == word, |stem| word.starts_with(stem));
    orders.iter().find(|(_, words)| words.split(' ').any(says)).map(|(sort, _)| *sort)
}

impl Reader<'_> {
    /// "Ordenadas por nota", "sorted by year", "de los últimos años".
    pub(super) fn ordered(&mut self, i: usize) -> usize {
        if self.is(i, &["ultimos", "ultimas", "last"]) && self.is(i + 1, &["anos", "tiempos", "years"]) {
            self.filters.sort.get_or_insert(Sort::Newest);
            return 2;
        }
        let counted = self.number(i + 1).is_some() && self.is(i + 2, &["anos", "years"]);
        if self.is(i, &["ultimos", "last"]) && counted {
            self.filters.sort.get_or_insert(Sort::Newest);
            return 3;
        }
        // "La mejor valorada", "the highest rated".
        if let Some(sort) = self.spelt.get(i + 1).and_then(|word| rated(self.spelt[i], word)) {
            self.filters.sort = Some(sort);
            return 2;
        }
        // "La que tiene más votos", "con mejor nota".
        let greatest = self.is(i + 1, &["mas", "mejor", "mayor", "most", "best", "highest"]);
        if self.is(i, &["con", "tiene", "tenga", "tengan", "with", "has"])
            && greatest
            && let Some(sort) = self.spelt.get(i + 2).and_then(|word| measure(word))
        {
            self.filters.sort = Some(sort);
            return 3;
        }
        let asks = self.spelt[i].starts_with("ordena") || self.is(i, &["sort", "sorted", "order", "ordered"]);
        if !asks || !self.is(i + 1, &["por", "by", "segun"]) {
            return 0;
        }
        let article = usize::from(self.is(i + 2, &["la", "el", "su", "the"]));
        let Some(by) = self.spelt.get(i + 2 + article) else { return 0 };
        self.filters.sort = measure(by).or(self.filters.sort);
        if measure(by).is_some() { 3 + article } else { 0 }
    }

    /// "Cortos de los 90", "un corto", but "dramas cortos", "que sea corto".
    fn is_short_film(&self, i: usize) -> bool {
        let led = self.was(i, &["un", "los", "unos", "de", "mejores", "cuantos", "hay", "en"]);
        let several = i == 0 && self.is(i, &["cortos"]);
        self.spelt[i].starts_with("cortometraje")
            || self.is(i, &["shorts"])
            || several
            || led && self.is(i, &["corto", "cortos"])
    }

    pub(super) fn sort(&mut self, i: usize) -> usize {
        let word = self.spelt[i];
        let Some(sort) = order_of(word) else { return 0 };
        // "Poco conocidas", "menos vistas", "not so popular".
        if sort == Sort::Popular && self.was(i, &["poco", "poca", "pocas", "pocos", "menos", "little", "less", "least"])
        {
            self.taken[i - 1] = true;
            self.filters.sort = Some(Sort::LittleKnown);
            return 1;
        }
        // "Una larga", but "la más larga".
        let comparing = self.was(i, &["mas", "most", "more"]);
        if comparing {
            self.taken[i - 1] = true;
        }
        let amount = self.number(i + 2).is_some() || self.is(i + 2, &["hora", "media"]);
        if self.is(i + 1, &["que", "than"]) && amount {
            // "Más largas que dos horas" says how long, and nothing of the order.
            return 1;
        }
        let than = COMPARATIVES.contains(&word);
        let superlative = self.was(i, &["most"]) || i > 1 && self.is(i - 2, &["la", "las", "el", "los", "the"]);
        self.compares |= than || comparing && !superlative;
        let most = comparing || than || word.ends_with("est");
        match sort {
            Sort::Shortest if !most => {
                let minutes = if self.is_short_film(i) { SHORT_FILM - 1 } else { SHORT };
                self.filters.most.get_or_insert(minutes);
                return 1;
            }
            Sort::Longest if !most => {
                self.filters.least.get_or_insert(LONG);
                return 1;
            }
            _ => {}
        }
        // "Mejores" only says how well; what follows ("… y más taquilleras") says how it is measured.
        if self.filters.sort.is_none_or(|s| s == Sort::Best) {
            self.filters.sort = Some(sort);
        }
        1
    }
}
