use claqueta::artifacts::Store;
use claqueta::catalog::{MovieId, SourceId};
use claqueta::engine::{Engine, ResultCache};
use claqueta::recommend::Taste;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
fn main() {
    let engine = Engine::open(&Store::at("/work/idx/new".as_ref()), Arc::new(ResultCache::new(2))).unwrap();
    let c = &engine.catalog;
    let r = &engine.recommender;
    let mut link: HashMap<u32, MovieId> = HashMap::new();
    for l in std::fs::read_to_string("/work/shared/data/movielens/ml-latest-small/links.csv").unwrap().lines().skip(1) {
        let f: Vec<&str> = l.split(',').collect();
        if let (Ok(m), Ok(t)) = (f[0].parse::<u32>(), f[2].parse::<u32>()) {
            if let Some(x) = c.movie_by_source(SourceId(t)) {
                link.insert(m, x);
            }
        }
    }
    let mut by: HashMap<u32, Vec<(MovieId, f32)>> = HashMap::new();
    for l in std::fs::read_to_string("/work/shared/data/movielens/ml-latest-small/ratings.csv").unwrap().lines().skip(1)
    {
        let f: Vec<&str> = l.split(',').collect();
        if let Some(&x) = link.get(&f[1].parse().unwrap()) {
            by.entry(f[0].parse().unwrap()).or_default().push((x, f[2].parse().unwrap()));
        }
    }
    let mut users: Vec<_> = by.into_iter().collect();
    users.sort_by_key(|u| u.0);
    let mut s = 7u64;
    let mut next = move |n: usize| {
        s = s.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((s >> 33) as usize) % n
    };
    for (_, v) in &mut users {
        for i in (1..v.len()).rev() {
            v.swap(i, next(i + 1));
        }
    }
    if std::env::args().nth(1).as_deref() == Some("lists") {
        let look = |t: &str| engine.film_named(&claqueta::query::Name::text(t)).unwrap().unwrap();
        for set in [
            &["Frozen"][..],
            &["The Exorcist", "The Conjuring", "The Texas Chain Saw Massacre"],
            &["Fantozzi Against the Wind", "Torrente 5", "Kóblic"],
            &["Toy Story", "Finding Nemo", "Shrek"],
            &["The Secret in Their Eyes", "Nine Queens", "Wild Tales"],
            &["Alien", "Blade Runner", "The Thing", "Predator", "Terminator 2: Judgment Day", "2001: A Space Odyssey"],
            &["Pride & Prejudice", "The Notebook"],
            &["Bowling for Columbine", "March of the Penguins", "Super Size Me", "Blackfish"],
        ] {
            let taste = Taste { rated: set.iter().map(|t| (look(t), 5.0)).collect(), seen: vec![] };
            let l: Vec<String> = r
                .for_you(c, &taste, None, 10)
                .iter()
                .map(|f| {
                    format!(
                        "{} <{}>",
                        c.movie(f.film).title(),
                        f.because.iter().map(|b| c.movie(*b).title().to_owned()).collect::<Vec<_>>().join("|")
                    )
                })
                .collect();
            println!("{:?}\n   {}", set, l.join("; "));
        }
        return;
    }
    for k in [1usize, 3, 5, 10, 20] {
        let (mut sum, mut n) = (0.0, 0.0);
        let mut shown: HashSet<MovieId> = HashSet::new();
        let mut first = HashMap::<MovieId, u32>::new();
        for (_, v) in &users {
            if v.len() < k + 10 {
                continue;
            }
            let rel: HashSet<MovieId> = v[k..].iter().filter(|x| x.1 >= 4.0).map(|x| x.0).collect();
            if rel.is_empty() {
                continue;
            }
            let taste = Taste { rated: v[..k].to_vec(), seen: vec![] };
            let l = r.for_you(c, &taste, None, 10);
            let mut d = 0.0;
            let mut id = 0.0;
            for (i, f) in l.iter().enumerate() {
                if rel.contains(&f.film) {
                    d += 1.0 / ((i + 2) as f64).log2();
                }
                shown.insert(f.film);
            }
            if let Some(f) = l.first() {
                *first.entry(f.film).or_default() += 1;
            }
            for i in 0..rel.len().min(10) {
                id += 1.0 / ((i + 2) as f64).log2();
            }
            sum += d / id;
            n += 1.0;
        }
        println!(
            "k {k}: ndcg {:.4} users {n} distinct {} commonest first {:?}",
            sum / n,
            shown.len(),
            first.values().max()
        );
    }
}
