//! The web chat as a person uses it, and the report of charts, in a real Chromium. Without one here this is said, and
//! nothing is checked.
#![cfg(unix)]

mod common;

use common::browser::{Browser, chromium};
use common::{folder, root, run, sample_index, serve, stdout};
use serde_json::json;

/// What a person does with the page.
impl Browser {
    fn open(&mut self, url: &str) {
        self.call("Page.navigate", json!({"url": url}));
        self.until("document.readyState === 'complete' && document.querySelector('#ideas button')");
    }

    fn type_in(&mut self, text: &str) {
        self.eval("document.getElementById('text').focus()");
        self.call("Input.insertText", json!({"text": text}));
    }

    fn key(&mut self, key: &str, code: u32) {
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Says something with the keyboard and waits for the answer.
    fn say(&mut self, text: &str) {
        let turns = self.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        self.type_in(text);
        self.key("Escape", 27);
        self.key("Enter", 13);
        self.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    }

    /// Presses what a selector finds and waits for the answer.
    fn press(&mut self, selector: &str) {
        let turns = self.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        self.until(&format!("document.querySelector({selector:?})"));
        self.eval(&format!("[...document.querySelectorAll({selector:?})].at(-1).click()"));
        self.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    }

    /// What the last answer says.
    fn last(&mut self) -> String {
        self.eval("[...document.querySelectorAll('.theirs')].at(-1).innerText").as_str().unwrap().to_owned()
    }
}

/// The page waits for nothing.
const QUIET: &str = "!document.getElementById('log').hasAttribute('aria-busy')";

#[test]
fn on_a_narrow_phone_nothing_is_cut() {
    let Some(program) = chromium() else { return };
    let served = serve(sample_index(), &[]);
    let home = format!("http://{}", served.addr);
    let mut page = Browser::start(&program);
    for width in [320, 360, 390] {
        page.width(width, 700);
        page.open(&home);
        // With a conversation there is one tool more at the top.
        page.say("hola");
        for selector in [".brand h1", ".brand p"] {
            let whole = format!(
                "(e => !e.offsetParent || e.scrollWidth <= e.clientWidth && e.getClientRects().length === 1 && e.offsetHeight < 40)(document.querySelector({selector:?}))"
            );
            assert_eq!(page.eval(&whole), true, "{selector} at {width}");
        }
        let hint = "(e => { const c = document.createElement('canvas').getContext('2d'); const s = getComputedStyle(e); \
                    c.font = s.font; const room = e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight); \
                    return c.measureText(e.placeholder).width <= room; })(document.getElementById('text'))";
        assert_eq!(page.eval(hint), true, "the placeholder at {width}");
        assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true, "{width}");
    }
}

#[test]
fn a_person_talks_with_the_page() {
    let Some(program) = chromium() else { return };
    let served = serve(sample_index(), &[]);
    let home = format!("http://{}", served.addr);
    let mut page = Browser::start(&program);
    page.width(1280, 800);
    page.open(&home);
    assert_eq!(page.eval("document.title"), "Claqueta");

    // A name is suggested while it is typed, and taken with the keyboard.
    page.type_in("toy sto");
    page.until("document.querySelectorAll('#found [role=option]').length > 0");
    assert_eq!(page.eval("document.getElementById('text').getAttribute('aria-expanded')"), "true");
    page.key("ArrowDown", 40);
    assert_eq!(page.eval("document.getElementById('text').getAttribute('aria-activedescendant')"), "found-0");
    assert_eq!(
        page.eval("document.querySelector('[aria-selected=true]').innerText.split('\\n')[0]"),
        "Toy Story (1995)"
    );
    page.key("Enter", 13);
    page.until("document.querySelector('.card')");
    page.until(QUIET);
    assert_eq!(page.eval("document.querySelector('.card h3').innerText"), "Toy Story");
    assert_eq!(page.eval("document.querySelector('.mine p').innerText"), "Toy Story (1995)");
    assert_eq!(page.eval("document.activeElement.id"), "text", "one can go on typing");
    assert_eq!(page.eval("document.getElementById('found').hidden"), true);

    // Similar films stand on a shelf, are asked for by pressing, and come page by page.
    page.press(".pills [data-word=similar]");
    assert_eq!(page.eval("[...document.querySelectorAll('.shelf')].at(-1).children.length"), 5);
    let (first, second) = (page.last(), "[...document.querySelectorAll('.shelf')].at(-1).children[1]");
    let title = page.eval(&format!("{second}.querySelector('b').innerText"));
    page.press(".pills [data-word=more]");
    assert_ne!(page.last(), first);
    let turns = page.eval("document.querySelectorAll('.theirs').length");
    page.eval("document.querySelectorAll('.shelf')[0].children[1].firstChild.click()");
    page.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
    assert_eq!(page.eval("[...document.querySelectorAll('.card h3')].at(-1).innerText"), title);

    // What was said before is understood, here and after the page is loaded again.
    page.say("¿y los votos?");
    assert!(page.last().contains(title.as_str().unwrap()), "{}", page.last());
    let said = page.eval("document.getElementById('log').innerText");
    page.call("Page.reload", json!({}));
    page.until("document.readyState === 'complete' && document.querySelectorAll('.theirs').length > 4");
    assert_eq!(page.eval("document.getElementById('log').innerText"), said);

    // What is typed is text, whatever it looks like.
    page.say("/score <img src=x onerror=\"window.hit = 1\"><b>zzqq</b>");
    assert!(page.last().contains("<img src=x"), "{}", page.last());
    assert_eq!(page.eval("document.querySelectorAll('.log img').length"), 0);
    assert_eq!(page.eval("typeof window.hit"), "undefined");

    // The page speaks English and turns dark, and remembers both.
    page.eval("document.getElementById('language').click()");
    assert_eq!(page.eval("document.documentElement.lang"), "en");
    assert_eq!(page.eval("document.querySelector('[data-word=send]').textContent"), "Send");
    let light = page.eval("getComputedStyle(document.body).backgroundColor");
    page.eval("document.getElementById('theme').click()");
    assert_ne!(page.eval("getComputedStyle(document.body).backgroundColor"), light);
    page.eval("document.getElementById('fresh').click()");
    assert_eq!(page.eval("document.querySelectorAll('.turn').length"), 0);

    // On a narrow screen nothing runs out of it; a link may ask.
    page.width(360, 640);
    page.open(&format!("{home}/?again#q=comedias%20de%20los%2090"));
    page.until(&format!("document.querySelectorAll('.theirs').length === 1 && {QUIET}"));
    assert_eq!(page.eval("document.documentElement.lang"), "en");
    page.say("/ayuda");
    assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true);

    // Answers are in the language of the page, which follows what is said.
    assert!(page.last().contains("everything about a film"), "{}", page.last());
    page.say("háblame en español");
    assert_eq!(page.eval("document.documentElement.lang"), "es");
    assert_eq!(page.eval("[...document.querySelectorAll('.theirs')].at(-1).lang"), "es");
    page.eval("document.getElementById('language').click()");
    page.say("/plataforma netflix");
    assert!(page.last().contains("Netflix has"), "{}", page.last());

    // A chart is drawn for the screen that there is, says what it shows, and has its figures as text.
    let chart = "[...document.querySelectorAll('.chart img')].at(-1)";
    page.say("/grafico generos");
    assert_eq!(page.eval(&format!("{chart}.naturalWidth")), 800);
    assert_eq!(page.eval(&format!("{chart}.alt === 'Chart: Films by genre'")), true);
    assert_eq!(page.eval("document.querySelector('.in-picture').getBoundingClientRect().width > 100"), true);
    assert_eq!(page.eval("document.querySelector('.chart pre').textContent.includes('Drama')"), true);
    assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true);
    page.width(1280, 800);
    page.until(&format!("{chart}.complete && {chart}.naturalWidth === 1600"));
    assert_eq!(page.eval("document.querySelector('.in-picture').getBoundingClientRect().width <= 1"), true);
    page.open(&format!("{home}/?once-more"));
    page.until(&format!("{chart}.complete && {chart}.naturalWidth === 1600"));
    page.width(360, 640);

    // Everything that can be pressed or filled in has a name for those who do not see it.
    let tree = page.call("Accessibility.getFullAXTree", json!({}));
    let mut named = 0;
    for node in tree["nodes"].as_array().unwrap().iter().filter(|n| n["ignored"] == false) {
        if ["button", "combobox", "textbox", "link", "listbox", "log"]
            .contains(&node["role"]["value"].as_str().unwrap_or(""))
        {
            assert!(node["name"]["value"].as_str().is_some_and(|n| !n.trim().is_empty()), "no name: {node}");
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
    assert_eq!(page.complaints(&home), Vec::<String>::new());

    // Without the program the page says so kindly, and offers to try again.
    drop(served);
    page.say("hola");
    assert!(page.last().contains("cannot reach the program"), "{}", page.last());
    assert_eq!(page.eval("document.querySelectorAll('.wrong [data-word=again]').length"), 1);
}

#[test]
fn the_report_of_charts_opens_by_itself() {
    let Some(program) = chromium() else { return };
    let (out, data) = (folder(), root().join("data"));
    stdout(&run(&["eda", "--data", data.to_str().unwrap(), "--out", out.path().to_str().unwrap()]));
    let file = format!("file://{}", out.path().join("index.html").display());
    let mut page = Browser::start(&program);
    for (width, shown) in [(1280, "wide"), (390, "narrow")] {
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
