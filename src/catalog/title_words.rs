//! The words of titles, numbered when the index is built, so that a cloud of words is counted and not read.
//!
//! The door is [`number`].

use std::collections::{HashMap, HashSet};

use crate::text;

/// Words that say nothing by themselves, in Spanish and English (and the articles of French, Italian and German, which
/// stand in many titles), folded.
const STOP: &str = "a about above after again aint al algo all am an and ante antes any are as at aun aunque back be been \
before being both but by cada can come como con contra could cual cuando da das de del dell della den der des desde \
di did die do does don donde dos down du e each el ella ellas ellos en entre er era es esa ese eso esta este esto et \
for from fue get go goes got had hacia has hasta have he her here hers hes him his how i if ii iii il im in into is it \
its iv ja just la las le les let lets lo los ma mas me mi mis more most mr mrs mucho muy my na nada ni no non nor not \
nos nosotros now o of off on once one only or os other otra otro our out over para part pero por porque que quien s \
se ser si sin so sobre some soy su sus t te than that the their them then there these they this those three through \
to tu tus two u un una under und une uno unos until up upon us v van very vi von was we were what when where which \
while who whom why will with without y ya yo you your volume vol parte pelicula movie film episode 1 2 3 4 5 6 7 8 \
9 10 dr vs st like beyond dont cant wont didnt doesnt isnt arent wasnt werent couldnt wouldnt shouldnt havent hasnt \
hadnt im ive id ill youre youve youll youd hes shes were theyre theyve well weve lets thats whats whos heres theres";

/// Words of titles.
pub(super) struct Numbered {
    /// The words as they are shown.
    pub(super) words: Vec<String>,
    /// For each title the rows of its words, each once.
    pub(super) of: Vec<Vec<u32>>,
}

/// Numbers the words of `titles`, in order of appearance. Spellings that differ in accents and capitals are one word,
/// shown as it is mostly written, in lower case; a single letter is none.
///
/// Cost: each title is read once, each distinct spelling folded once: about 20 ms for 45,000 titles.
pub(super) fn number<'a>(titles: impl Iterator<Item = &'a str>) -> Numbered {
    let mut spellings: Vec<(&str, u32)> = Vec::new();
    let mut rows: HashMap<&str, u32> = HashMap::new();
    let mut spelt: Vec<Vec<u32>> = Vec::new();
    for title in titles {
        let mut here: Vec<u32> = Vec::new();
        for word in title.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
            let word = word.trim_matches(['\'', '’']);
            let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
            if word.len() > 1 {
                let row = *rows.entry(word).or_insert_with(|| {
                    spellings.push((word, 0));
                    spellings.len() as u32 - 1
                });
                if !here.contains(&row) {
                    spellings[row as usize].1 += 1;
                    here.push(row);
                }
            }
        }
        spelt.push(here);
    }
    let stop: HashSet<&str> = STOP.split_whitespace().collect();
    let mut numbers: HashMap<String, u32> = HashMap::with_capacity(spellings.len());
    // How often the spelling that is shown is written, and it.
    let mut shown: Vec<(u32, &str)> = Vec::new();
    let mut word_of: Vec<Option<u32>> = Vec::with_capacity(spellings.len());
    for &(spelling, n) in &spellings {
        let folded = text::fold(spelling);
        let says = folded.chars().count() > 1 && !stop.contains(folded.as_str());
        word_of.push(says.then(|| {
            let row = *numbers.entry(folded).or_insert_with(|| {
                shown.push((n, spelling));
                shown.len() as u32 - 1
            });
            // Of equally frequent spellings the last of the alphabet: small letters come after capitals, accents after none.
            let best = &mut shown[row as usize];
            *best = (*best).max((n, spelling));
            row
        }));
    }
    let numbered = |spelt: Vec<u32>| {
        let mut words: Vec<u32> = Vec::with_capacity(spelt.len());
        for word in spelt.into_iter().filter_map(|row| word_of[row as usize]) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    };
    Numbered {
        words: shown.into_iter().map(|(_, spelling)| spelling.to_lowercase()).collect(),
        of: spelt.into_iter().map(numbered).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_title_has_a_word_once_however_it_is_spelt() {
        let titles = [
            "The Love of Love",
            "El amor brujo",
            "Amor y AMOR",
            "Love's Labour",
            "Amór, amor",
            "千と千尋",
            "Don't Look Now",
            "Like Water",
        ];
        let numbered = number(titles.into_iter());
        let of = |i: usize| numbered.of[i].iter().map(|&w| numbered.words[w as usize].as_str()).collect::<Vec<_>>();
        assert_eq!([of(0), of(1), of(2)], [vec!["love"], vec!["amor", "brujo"], vec!["amor"]]);
        assert_eq!([of(3), of(4)], [vec!["love", "labour"], vec!["amor"]]);
        assert_eq!(of(5).len(), 1);
        assert_eq!([of(6), of(7)], [vec!["look"], vec!["water"]]);
    }
}
