//! Common forms of regular Spanish verbs, folded. The door is [`forms`].

/// Endings of verbs in -ar: persons, voseo, past, future, conditional, subjunctive, participles, clitics.
const AR: &str = "\
    ar o as a amos an e aste o aron aba abas aban abamos ado ada ados adas ando are aras ara aran aria arias \
    arian es emos en ame anos alo ala alas alos ale arme arte arse arlo arla arnos enme enos andome andose adme \
    adnos";

/// Endings of verbs in -er and -ir alike.
const ER_IR: &str = "o es e en i io iste ieron ia ias ian ido ida idos idas iendo a as amos an iera ieran ame anos";

/// Endings of verbs in -er or -ir with the vowel of the infinitive (`@`).
const ER_OR_IR: &str = "@r @mos @s @re @ras @ra @ran @ria @rias @rian @rme @rte @rse @rlo @rla @rnos @me @nos";

/// The forms of a verb named by its infinitive, which stands for its stem where that changes ("recomiendar"). What is
/// no infinitive has only itself.
pub fn forms(infinitive: &str) -> Vec<String> {
    let mut found = vec![infinitive.to_owned()];
    let with =
        |stem: &str, endings: &str| endings.split_ascii_whitespace().map(|e| format!("{stem}{e}")).collect::<Vec<_>>();
    if let Some(stem) = infinitive.strip_suffix("ar") {
        found.extend(with(stem, AR));
        found.extend(soft_consonant(stem).iter().flat_map(|soft| with(soft, "e es emos en enme enos")));
    }
    for vowel in ["e", "i"] {
        if let Some(stem) = infinitive.strip_suffix("r").and_then(|s| s.strip_suffix(vowel)) {
            found.extend(with(stem, ER_IR));
            found.extend(with(stem, &ER_OR_IR.replace('@', vowel)));
            found.extend(stem.strip_suffix('g').iter().flat_map(|hard| with(&format!("{hard}j"), "o a as amos an")));
            found.extend(stem.strip_suffix('c').iter().flat_map(|hard| with(&format!("{hard}zc"), "o a as amos an")));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The stem before `e`: "lanzar" has "lance", "publicar" "publique", "llegar" "llegue".
fn soft_consonant(stem: &str) -> Option<String> {
    let (rest, last) = stem.split_at_checked(stem.len().checked_sub(1)?)?;
    let soft = match last {
        "z" => "c",
        "c" => "qu",
        "g" => "gu",
        _ => return None,
    };
    Some(format!("{rest}{soft}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_say_verbs_in_many_ways() {
        let has = |verb: &str, form: &str| assert!(forms(verb).iter().any(|f| f == form), "{verb}: {form}");
        for form in ["estrenaron", "estreno", "estrenen", "estrenada", "estrenandose"] {
            has("estrenar", form);
        }
        for form in ["recibio", "recibieron", "reciben", "recibido", "recibir", "recibiria"] {
            has("recibir", form);
        }
        has("lanzar", "lancen");
        has("publicar", "publiquen");
        has("dirigir", "dirija");
        has("merecer", "merezca");
        assert_eq!(forms("votos"), ["votos"]);
    }
}
