//! Charts: that every one can be read, that its findings are true, that the report is whole and needs nothing else.

mod common;

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use claqueta::artifacts::Store;
use claqueta::catalog::{self, Catalog};
use claqueta::chat::{Chat, Session};
use claqueta::eda::{self, Axis, BarLayout, Bars, Chart, Format, Frame, Heatmap, Lines, Plot, Scale, Scatter, Section};
use claqueta::engine::Live;
use claqueta::etl::{self, Dataset, Silent};
use claqueta::render::Language;
use common::{folder, root, run, sample_index, stdout};
use proptest::prelude::*;
use resvg::tiny_skia::Pixmap;

struct Sample {
    data: Dataset,
    sections: Vec<Section>,
}

fn explored(change: impl FnOnce(&mut Dataset)) -> Sample {
    let scratch = folder();
    let mut data = etl::run(&[root().join("data")], &Silent).unwrap();
    change(&mut data);
    catalog::build(&data, scratch.path()).unwrap();
    let sections = eda::explore(&Catalog::open(scratch.path()).unwrap(), &data);
    Sample { data, sections }
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| explored(|_| {}))
}

fn charts() -> impl Iterator<Item = &'static Chart> {
    sample().sections.iter().flat_map(|s| &s.charts)
}

#[track_caller]
fn chart(name: &str) -> &'static Chart {
    charts().find(|c| c.name == name).unwrap_or_else(|| panic!("no chart `{name}`"))
}

/// A picture has its width, and more than one colour.
#[track_caller]
fn is_drawn(name: &str, png: &[u8]) {
    assert!(png.len() < 10 << 20, "{name} is too large for Telegram: {} bytes", png.len());
    let picture = Pixmap::decode_png(png).unwrap();
    assert_eq!(picture.width(), 1600, "{name}");
    assert!((380..=1120).contains(&picture.height()), "{name}: {}", picture.height());
    let mut colours: HashMap<[u8; 4], usize> = HashMap::new();
    for pixel in picture.data().chunks_exact(4) {
        *colours.entry(pixel.try_into().unwrap()).or_default() += 1;
    }
    let ground = colours.values().max().unwrap();
    let drawn = picture.width() as usize * picture.height() as usize - ground;
    assert!(colours.len() > 20 && drawn > 5_000, "{name}: {} colours, {drawn} pixels drawn", colours.len());
    assert!(colours.keys().all(|c| c[3] == 255), "{name} lets its ground shine through");
}

#[track_caller]
fn can_be_read(chart: &Chart) {
    for frame in [Frame::Picture, Frame::Screen, Frame::Page, Frame::Phone] {
        let scene = eda::scene(chart, frame);
        assert_eq!(scene.unreadable(), Vec::<String>::new(), "{} ({frame:?})", chart.name);
        let (wide, high) = (scene.width, scene.height);
        // What Telegram takes as a photo.
        assert!(wide + high <= 10_000.0 && wide <= 20.0 * high && high <= 20.0 * wide, "{}: {wide}×{high}", chart.name);
        assert!(scene.texts().all(|t| t.size >= 22.0), "{} has letters too small to read", chart.name);
        let svg = eda::svg(chart, frame);
        for nowhere in ["NaN", "\"inf", "\"-inf", "Minf", "Linf"] {
            // What is said may have such letters.
            let mut tags = svg.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
            assert!(!tags.any(|tag| tag.contains(nowhere)), "{} has no place for something", chart.name);
        }
    }
}

#[test]
fn every_chart_of_the_sample_can_be_read() {
    assert!(charts().count() >= 25, "{:?}", charts().map(|c| &c.name).collect::<Vec<_>>());
    for chart in charts() {
        can_be_read(chart);
        for text in [&chart.title, &chart.finding, &chart.source] {
            assert!(!text.is_empty() && !text.contains("NaN"), "{}: {text}", chart.name);
        }
        let within = eda::scene(chart, Frame::Picture);
        let shown: Vec<&str> = within.texts().map(|t| t.text.as_str()).collect();
        assert!(chart.finding.split(' ').all(|word| shown.iter().any(|s| s.contains(word))), "{}", chart.name);
        assert!(!eda::bars(chart).trim().is_empty(), "{} says nothing in a terminal", chart.name);
    }
}

#[test]
fn equal_data_give_equal_pictures() {
    let again = explored(|_| {});
    assert_eq!(sample().sections, again.sections);
    let chart = chart("words");
    assert_eq!(eda::png(chart), eda::png(chart));
}

#[test]
fn the_report_is_whole_and_needs_nothing_else() {
    let out = folder();
    let data = root().join("data");
    let run = run(&["eda", "--data", data.to_str().unwrap(), "--out", out.path().to_str().unwrap()]);
    let files: Vec<PathBuf> = stdout(&run).lines().map(PathBuf::from).collect();
    assert_eq!(files.len(), charts().count() * 2 + 1);
    let page = fs::read_to_string(out.path().join("index.html")).unwrap();
    for chart in charts() {
        let path = |kind: &str| out.path().join(format!("{}.{kind}", chart.name));
        is_drawn(&chart.name, &fs::read(path("png")).unwrap());
        assert_eq!(fs::read_to_string(path("svg")).unwrap(), eda::svg(chart, Frame::Picture));
        assert!(page.contains(&format!("<figure id=\"{}\">", chart.name)), "{} is not in the page", chart.name);
    }
    for outside in ["http:", "https:", "//cdn", "url(", "@import", "<script", "src="] {
        assert!(!page.contains(outside), "the page asks for something outside: {outside}");
    }
    assert_eq!(page.matches("<svg").count(), charts().count() * 2);
    // A figure and its sign stay on one line.
    let paragraphs: Vec<&str> = page.split("<p>").skip(2).filter_map(|p| p.split("</p>").next()).collect();
    assert!(paragraphs.len() > 20 && paragraphs.iter().any(|p| p.contains("\u{a0}%")));
    assert!(paragraphs.iter().all(|p| !p.contains(" %")));
}

#[test]
fn without_data_there_is_no_report() {
    let (empty, out) = (folder(), folder());
    let failed = run(&["eda", "--data", empty.path().to_str().unwrap(), "--out", out.path().to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr);
    assert!(said.contains(empty.path().to_str().unwrap()), "{said}");
    assert!(fs::read_dir(out.path()).unwrap().next().is_none());
}

#[test]
fn the_report_keeps_away_from_the_sources() {
    let data = root().join("data");
    let failed = run(&["eda", "--data", data.to_str().unwrap(), "--out", data.join("films").to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(1));
}

/// The greatest of some counts, the first of equals in the order of the keys.
fn top<K: Ord + Clone>(keys: impl Iterator<Item = K>) -> (K, u32) {
    let mut counts: std::collections::BTreeMap<K, u32> = Default::default();
    keys.for_each(|k| *counts.entry(k).or_default() += 1);
    counts
        .into_iter()
        .fold(None, |best: Option<(K, u32)>, (k, n)| match best {
            Some((_, most)) if most >= n => best,
            _ => Some((k, n)),
        })
        .unwrap()
}

/// A figure as findings write it, for numbers of up to nine digits.
fn written(n: u32) -> String {
    if n < 10_000 { n.to_string() } else { format!("{}.{:03}", n / 1000, n % 1000) }
}

#[track_caller]
fn finds(name: &str, what: &str) {
    let finding = &chart(name).finding;
    assert!(finding.contains(what), "`{what}` is not in the finding of {name}: {finding}");
}

#[test]
fn findings_are_what_the_tables_say() {
    use chrono::Datelike;
    let films = &sample().data.films;
    let percent = |part: usize, all: usize| format!("{:.0} %", 100.0 * part as f64 / all as f64);

    let (year, n) = top(films.iter().map(|f| f.release_date.year()));
    finds("year", &format!("{year}, con {} películas", written(n)));

    let (_, fridays) = top(films.iter().map(|f| f.release_date.weekday().num_days_from_monday()));
    finds("weekday", &format!("El viernes reúne el {}", percent(fridays as usize, films.len())));

    let (genre, n) = top(films.iter().flat_map(|f| f.genres.iter().map(String::as_str)));
    assert_eq!(genre, "Drama");
    finds("genre", &format!("Drama encabeza con {} películas", written(n)));

    let paid: Vec<&etl::Film> = films.iter().filter(|f| f.budget >= 1000.0 && f.revenue >= 1000.0).collect();
    let recouped = paid.iter().filter(|f| f.revenue > f.budget).count();
    finds("money", &format!("El {} recaudó más", percent(recouped, paid.len())));
    let best = paid.iter().max_by(|a, b| a.return_ratio().total_cmp(&b.return_ratio())).unwrap();
    finds("money", &best.title);

    let mut minutes: Vec<f32> = films.iter().filter_map(|f| f.runtime).collect();
    minutes.sort_by(f32::total_cmp);
    finds("runtime", &format!("mediana es de {} minutos", minutes[minutes.len() / 2]));

    let without = films.iter().filter(|f| f.keywords.is_empty()).count();
    finds("missing", &format!("palabras clave ({})", percent(without, films.len())));

    let series = || sample().data.titles.iter().filter(|t| t.kind == catalog::TitleKind::Show);
    let single = series().filter(|t| t.duration == Some((1, catalog::Unit::Season))).count();
    let series = series().filter(|t| matches!(t.duration, Some((_, catalog::Unit::Season)))).count();
    finds("platform-seasons", &format!("El {} de las series", percent(single, series)));

    let users = top(sample().data.ratings.iter().filter(|r| r.user.space == catalog::UserSpace::Ml).map(|r| r.user));
    finds("ratings-per-user", &format!("(la que más, {})", written(users.1)));
}

#[test]
fn what_is_left_out_is_told() {
    let titles = &sample().data.titles;
    // Only platforms of which few titles have a date are said to have few.
    let (_, few) = chart("platform-added").finding.split_once("títulos.").unwrap();
    for platform in catalog::Platform::ALL {
        let own = || titles.iter().filter(|t| t.platform == platform);
        let dated = own().filter(|t| t.date_added.is_some()).count();
        let name = platform.label().split(' ').next().unwrap();
        assert_eq!(few.contains(name), dated > 0 && dated * 10 < own().count(), "{platform}: {dated} dated, {few}");
    }
    let films = || titles.iter().filter(|t| t.kind == catalog::TitleKind::Movie);
    let long = films().filter(|t| matches!(t.duration, Some((200.., catalog::Unit::Min)))).count();
    assert_eq!(chart("platform-lengths").source.contains("de 200 minutos o más"), long > 0);
    let ratings: std::collections::BTreeSet<&str> = titles.iter().map(|t| t.rating.as_str()).collect();
    let told = format!("las 12 clasificaciones más frecuentes de {}", ratings.len());
    assert_eq!(chart("platform-ratings").source.contains(&told), ratings.len() > 12, "{}", ratings.len());
    assert!(chart("missing").finding.contains("Lo que menos falta: "));
    let paid = sample().data.films.iter().filter(|f| f.budget >= 1000.0 && f.revenue >= 1000.0).count();
    let base = format!("Base: {} de", written(paid as u32));
    let source = &chart("money").source;
    assert!(source.starts_with(&base) && source.contains("de 1000 dólares o más"), "{source}");
}

#[test]
fn the_long_the_sparse_and_the_mistyped_are_told_as_they_are() {
    let changed = explored(|data| {
        for title in data.titles.iter_mut().filter(|t| t.platform == catalog::Platform::Amazon) {
            title.date_added = None;
        }
        let mut films = data.titles.iter_mut().filter(|t| t.kind == catalog::TitleKind::Movie);
        films.next().unwrap().duration = Some((250, catalog::Unit::Min));
        films.next().unwrap().duration = Some((3, catalog::Unit::Season));
        films.next().unwrap().rating = "una que no hay".to_owned();
        for (i, film) in data.films.iter_mut().take(300).enumerate() {
            film.budget = if i < 2 { 5.0 } else { 500.0 };
        }
        for title in &mut data.titles {
            title.description.clear();
        }
    });
    let charts: Vec<&Chart> = changed.sections.iter().flat_map(|s| &s.charts).collect();
    let chart = |name: &str| *charts.iter().find(|c| c.name == name).unwrap();
    let dated = |p| changed.data.titles.iter().filter(|t| t.platform == p && t.date_added.is_some()).count();
    assert_eq!(dated(catalog::Platform::Amazon), 0);
    assert!(!chart("platform-added").finding.contains("casi no hay fechas"), "none is not few");
    let shows = changed.data.titles.iter().filter(|t| t.kind == catalog::TitleKind::Show);
    let seasons = shows.filter(|t| matches!(t.duration, Some((_, catalog::Unit::Season)))).count();
    assert_eq!(chart("platform-seasons").source, format!("Base: {} series", written(seasons as u32)));
    assert!(chart("platform-lengths").source.contains("de 200 minutos o más"));
    let cheap = changed.data.films.iter().filter(|f| f.budget > 0.0 && f.budget < 1000.0).count();
    let millions = changed.data.films.iter().filter(|f| f.budget > 0.0 && f.budget < 100.0).count();
    let told = format!("{cheap} tienen un presupuesto de menos de 1000 dólares ({millions} de ellas, de menos de 100");
    assert!(chart("suspects").finding.contains(&told), "{}", chart("suspects").finding);
    let missing = &chart("missing-titles").finding;
    assert!(missing.contains("sinopsis en todas") && missing.contains("(100 %)"), "{missing}");
}

#[test]
fn shares_are_those_of_one_series_and_nearly_all_is_not_all() {
    for chart in charts() {
        let text = eda::bars(chart);
        for line in text.lines().filter(|l| l.ends_with(" %")) {
            let figure = line.trim_end_matches(" %").rsplit(' ').next().unwrap().replace(',', ".");
            assert!(figure.parse::<f64>().unwrap() <= 100.0, "{}: {line}", chart.name);
        }
    }
    let told = eda::bars(chart("ratings-signal"));
    assert!(told.contains("MovieLens – observado ") && told.contains("MovieLens – por azar "), "{told}");
    let Plot::Heatmap(map) = &chart("correlations").plot else { panic!() };
    assert_eq!(eda::bars(chart("correlations")).lines().count() * 2, map.cells.iter().flatten().flatten().count());

    let changed = explored(|data| {
        let one = data.titles.iter().find(|t| t.platform == catalog::Platform::Hulu).unwrap().clone();
        data.titles.retain(|t| t.platform != catalog::Platform::Hulu);
        for i in 0..2000 {
            let director = if i == 0 { "Alguien" } else { "" };
            data.titles.push(etl::Title { key: format!("h{i:04}"), director: director.into(), ..one.clone() });
        }
    });
    let text = eda::bars(changed.sections.iter().flat_map(|s| &s.charts).find(|c| c.name == "missing-titles").unwrap());
    assert!(text.lines().any(|l| l.contains("Hulu – Dirección") && l.ends_with(" 99,95 %")), "{text}");
    let told = &changed.sections.iter().flat_map(|s| &s.charts).find(|c| c.name == "missing-titles").unwrap().finding;
    assert!(!told.contains("dirección") || !told.contains("100 %"), "{told}");
}

#[test]
fn ratings_that_count_nowhere_are_told() {
    let changed = explored(|data| {
        let mut small = etl::SourceReport::new("data/films/ratings_small.csv");
        (0..194).for_each(|_| small.drop_row("unknown_film"));
        small.drop_row("in_ratings_csv");
        let mut joined = etl::SourceReport::new("data/platforms/ratings/joined.csv");
        joined.drop_row("malformed");
        data.report.sources = vec![small, joined];
    });
    let source = |name: &str| {
        let chart = changed.sections.iter().flat_map(|s| &s.charts).find(|c| c.name == name).unwrap();
        chart.source.clone()
    };
    for name in ["rating-values", "ratings-per-user", "ratings-per-title"] {
        let source = source(name);
        let told = "; quedan fuera 194 de películas que no están en los datos y 1 en filas que no se pueden leer";
        assert!(source.ends_with(told), "{source}");
    }
}

#[test]
fn nothing_is_said_of_what_there_is_none_of() {
    let clean = explored(|data| data.films.iter_mut().for_each(|f| f.budget = 0.0));
    let suspects = clean.sections.iter().flat_map(|s| &s.charts).find(|c| c.name == "suspects").unwrap();
    assert!(!suspects.finding.contains("presupuesto") && !suspects.finding.contains(" 0 "), "{}", suspects.finding);
}

#[test]
fn a_long_footer_is_whole() {
    let chart = made(Plot::Cloud(eda::Cloud { words: vec![("mar".into(), 2.0)] }));
    let scene = eda::scene(&chart, Frame::Picture);
    let shown: Vec<&str> = scene.texts().map(|t| t.text.as_str()).collect();
    assert!(shown.join(" ").contains(&chart.source), "{shown:?}");
    can_be_read(&chart);
}

#[test]
fn a_table_without_figures_has_a_scale() {
    let pairs = chart("genre-pairs");
    let texts = |frame| eda::scene(pairs, frame).texts().map(|t| t.text.clone()).collect::<Vec<_>>();
    assert!(texts(Frame::Phone).contains(&"0 %".to_owned()), "{:?}", texts(Frame::Phone));
    assert!(!texts(Frame::Picture).contains(&"0 %".to_owned()));
}

#[test]
fn films_without_a_day_are_shown_apart() {
    use chrono::Datelike;
    let Plot::Bars(none) = &chart("month").plot else { panic!() };
    assert!(none.series.len() == 1 && !chart("month").finding.contains("Aparte"));
    let month = placeless(40);
    assert!(month.finding.contains("Aparte, 40 películas con fecha del 1 de enero"), "{}", month.finding);
    let Plot::Bars(bars) = &month.plot else { panic!() };
    assert_eq!(bars.series.len(), 2);
    assert_eq!(bars.series[1].values.iter().sum::<f64>(), 40.0);
    assert_eq!(bars.series[1].values[0], 40.0);
    let days = sample().data.films.iter().skip(40).filter(|f| f.release_date.month0() == 0).count();
    assert_eq!(bars.series[0].values[0], days as f64);
    can_be_read(&month);
}

/// The chart of months after so many films lost their day.
fn placeless(n: usize) -> Chart {
    use chrono::Datelike;
    let changed = explored(|data| {
        for film in data.films.iter_mut().take(n) {
            film.release_date = chrono::NaiveDate::from_yo_opt(film.release_date.year(), 1).unwrap();
        }
    });
    changed.sections.into_iter().flat_map(|s| s.charts).find(|c| c.name == "month").unwrap()
}

/// The words of short lists are not those of the beginning of the alphabet.
#[test]
fn equally_frequent_words_are_those_of_well_known_films() {
    let cloud = drawn("/nube").unwrap();
    let Plot::Cloud(words) = &cloud.plot else { panic!() };
    let least = words.words.last().unwrap().1;
    let last: Vec<&str> = words.words.iter().filter(|w| w.1 == least).map(|w| w.0.as_str()).collect();
    assert!(last.len() > 5 && !last.is_sorted(), "{last:?}");
    assert!(cloud.finding.contains("Se ven 120 palabras de "), "{}", cloud.finding);
}

/// What the chat draws for a text.
fn drawn(text: &str) -> Option<std::sync::Arc<Chart>> {
    static CHAT: OnceLock<Chat> = OnceLock::new();
    let chat = CHAT.get_or_init(|| Chat::new(Live::open(Store::at(sample_index()), 64).unwrap()));
    chat.reply(&mut Session::conversation(), text).unwrap().chart
}

#[test]
fn charts_in_conversation_can_be_read() {
    let films = ["", " de comedias de los 90", " de dramas argentinos"];
    let by =
        ["", " por año", " por década", " por mes", " por día", " por género", " por país", " por idioma", " por nota"];
    let more = [" por votos", " por duración", " por plataforma", " por presupuesto", " por retorno", " por palabras"];
    for films in films {
        for by in by.iter().chain(&more) {
            let text = format!("/grafico{films}{by}");
            if let Some(chart) = drawn(&text) {
                can_be_read(&chart);
                assert!(chart.title.starts_with(|c: char| c.is_uppercase()), "{text}: {}", chart.title);
            } else {
                assert!(films.is_empty() && by.is_empty() || films.contains("argentinos"));
            }
        }
    }
    is_drawn("/nube", &eda::png(&drawn("/nube").unwrap()));
    assert!(drawn("/ficha Toy Story").is_none());
    assert!(drawn("/grafico westerns en coreano de menos de 10 minutos").is_none());
}

fn made(plot: Plot) -> Chart {
    let text = "Un título bastante largo que con su letra no entra en una sola línea del gráfico";
    let source = format!("Base: {text}, {text}, {text}");
    Chart {
        name: "made".into(),
        title: text.into(),
        finding: format!("{text}. {text}."),
        source,
        plot,
        language: Language::Spanish,
    }
}

fn label() -> impl Strategy<Value = String> {
    "[A-Za-zñáéíóú ]{1,60}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn bars_can_be_read_whatever_they_are(
        bars in prop::collection::vec((label(), 0.0..1e7f64, 0.0..100.0f64), 1..16),
        layout in prop::sample::select(vec![BarLayout::Rows, BarLayout::Columns, BarLayout::Beside]),
        names in prop::array::uniform2(label()),
    ) {
        let series = |of: fn(&(String, f64, f64)) -> f64, name: &str| {
            eda::Series { name: name.to_owned(), values: bars.iter().map(of).collect() }
        };
        can_be_read(&made(Plot::Bars(Bars {
            labels: bars.iter().map(|b| b.0.clone()).collect(),
            series: vec![series(|b| b.1, &names[0]), series(|b| b.2, &names[1])],
            layout,
            value: Axis::even("Cuántas", Format::Number),
            across: "Qué".into(),
        })));
    }

    #[test]
    fn courses_dots_and_tables_can_be_read_whatever_they_are(
        points in prop::collection::vec((1.0..1e9f64, 1.0..1e9f64, label()), 1..25),
        first in 1870..2030i32,
        columns in prop::collection::vec(label(), 1..17),
    ) {
        let years = points.iter().enumerate().map(|(i, p)| (f64::from(first) + i as f64, p.1)).collect();
        let course = eda::Course { name: "Una".into(), points: years };
        let x = Axis::even("", Format::Year);
        can_be_read(&made(Plot::Lines(Lines { series: vec![course], x, y: Axis::even("", Format::Number) })));
        can_be_read(&made(Plot::Scatter(Scatter {
            points: points.iter().map(|p| (p.0, p.1)).collect(),
            named: points.clone(),
            equal: "lo mismo".into(),
            x: Axis::log("Equis", Format::Number),
            y: Axis::log("Y griega", Format::Number),
        })));
        let cells = columns.iter().map(|_| columns.iter().map(|c| Some(c.len() as f64 / 60.0)).collect()).collect();
        can_be_read(&made(Plot::Heatmap(Heatmap {
            rows: columns.clone(),
            columns,
            cells,
            scale: Scale::Rising,
            format: Format::Share,
        })));
    }
}
