//! Charts as they are seen in the web chat and in the report, in a real Chromium. Without one here this is said, and
//! nothing is checked.
#![cfg(unix)]

mod common;

use common::browser::{Browser, chromium, opened};
use common::{folder, root, run, stdout};
use serde_json::json;

#[test]
fn charts_are_readable_on_every_screen() {
    let Some((_served, mut page, _)) = opened() else { return };
    page.say("hola");
    let texts = ["/grafico generos", "/grafico años", "/nube", "/grafico presupuesto", "/grafico duracion"];
    for text in texts {
        page.say(text);
        // The page glides to where the choices under the chart can be seen.
        page.until(
            "[...document.querySelectorAll('.pills')].at(-1).getBoundingClientRect().bottom <= \
             document.querySelector('.bottom').getBoundingClientRect().top",
        );
    }
    let phones = [320, 360, 390, 412].map(|width| ((width, 700), 680, 9.5));
    let others = [((700, 900), 1060, 12.0), ((1280, 800), 1060, 14.0)];
    for ((width, height), drawing, least) in phones.into_iter().chain(others) {
        page.width(width, height);
        page.until(&format!(
            "(all => all.length === 5 && all.every(i => i.complete && i.naturalWidth === {drawing}))\
             ([...document.querySelectorAll('.chart img')])",
        ));
        // Every chart is whole: no wider than what it stands in, up to the edge of the screen.
        let cut = "[...document.querySelectorAll('.chart img')].filter(i => { \
                   const right = i.getBoundingClientRect().right; \
                   for (let box = i.parentElement; box; box = box.parentElement) { \
                     if (getComputedStyle(box).overflowX !== 'visible' && right > box.getBoundingClientRect().right + 0.5) return true; \
                   } return right > innerWidth || right > i.closest('.said').getBoundingClientRect().right; }).length";
        assert_eq!(page.eval(cut), 0, "charts are cut on a screen of {width}");
        let letters = "Math.min(...[...document.querySelectorAll('.chart img')].map(i => { \
             const svg = new DOMParser().parseFromString(decodeURIComponent(i.currentSrc.split(/,(.*)/s)[1]), \
             'image/svg+xml'); return Math.min(...[...svg.querySelectorAll('text')].map(t => t.getAttribute('font-size'))) \
             * i.getBoundingClientRect().width / i.naturalWidth; }))";
        let smallest = page.eval(letters).as_f64().unwrap();
        assert!(smallest >= least, "letters of {smallest} pixels on a screen of {width}");
        assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true, "{width}");
    }
}

#[test]
fn the_report_of_charts_opens_by_itself() {
    let Some(program) = chromium() else { return };
    let (out, data) = (folder(), root().join("data"));
    stdout(&run(&["eda", "--data", data.to_str().unwrap(), "--out", out.path().to_str().unwrap()]));
    let file = format!("file://{}", out.path().join("index.html").display());
    let mut page = Browser::start(&program);
    for (width, shown) in [(1280, "wide"), (390, "narrow"), (360, "narrow"), (320, "narrow")] {
        page.width(width, 844);
        page.call("Page.navigate", json!({"url": file}));
        page.until("document.readyState === 'complete' && location.protocol === 'file:'");
        let pictures = "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width > 0)";
        let figures = page.eval("document.querySelectorAll('figure').length");
        assert_eq!(page.eval(&format!("{pictures}.length")), figures);
        assert_eq!(page.eval(&format!("{pictures}.every(s => s.closest('.{shown}'))")), true, "{width}");
        assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true, "{width}");
        let letters = format!(
            "Math.min(...{pictures}.flatMap(s => [...s.querySelectorAll('text')]\
             .map(t => t.getAttribute('font-size') * s.getBoundingClientRect().width / s.viewBox.baseVal.width)))"
        );
        let smallest = page.eval(&letters).as_f64().unwrap();
        assert!(smallest >= 9.5, "letters of {smallest} pixels on a screen of {width}");
        assert!(figures.as_u64() >= Some(25), "{figures} figures");
    }
    assert_eq!(page.complaints(&file), Vec::<String>::new());
}
