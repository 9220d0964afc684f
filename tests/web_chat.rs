//! The web chat as a person uses it, in a real Chromium. Without one here this is said, and
//! nothing is checked.
#![cfg(unix)]

mod common;

use std::time::Duration;

use common::browser::{Browser, QUIET, axe, opened};
use common::{sample_index, serve_at};
use serde_json::json;

#[test]
fn on_a_narrow_phone_nothing_is_cut() {
    let Some((_served, mut page, home)) = opened() else { return };
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
    let Some((served, mut page, home)) = opened() else { return };
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
    assert_eq!(page.eval(&format!("{chart}.naturalWidth")), 680);
    assert_eq!(page.eval(&format!("{chart}.alt === 'Chart: Films by genre'")), true);
    assert_eq!(page.eval("document.querySelector('.in-picture').getBoundingClientRect().width > 100"), true);
    assert_eq!(page.eval("document.querySelector('.chart pre').textContent.includes('Drama')"), true);
    assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth"), true);
    page.width(1280, 800);
    page.until(&format!("{chart}.complete && {chart}.naturalWidth === 1060"));
    assert_eq!(page.eval("document.querySelector('.in-picture').getBoundingClientRect().width <= 1"), true);
    page.open(&format!("{home}/?once-more"));
    page.until(&format!("{chart}.complete && {chart}.naturalWidth === 1060"));
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
fn a_suggestion_completes_a_sentence_where_it_stands() {
    let Some((_served, mut page, _)) = opened() else { return };
    let options = "[...document.querySelectorAll('#found [role=option]')]";
    let suggested = |page: &mut Browser, text: &str| {
        page.eval("document.getElementById('text').value = ''");
        page.eval("document.getElementById('found').replaceChildren()");
        page.type_in(text);
        page.until(&format!("{options}.length > 0"));
        page.eval(&format!("{options}.map(o => [...o.children].map(c => c.textContent))"))
    };
    // The year that was chosen is the one that is answered for.
    for label in ["King Kong (1976)", "King Kong (2005)"] {
        let before = "recomiéndame algo como ";
        let found = suggested(&mut page, &format!("{before}king kon"));
        let at = found.as_array().unwrap().iter().position(|option| option[0] == label).expect(label);
        for _ in 0..=at {
            page.key("ArrowDown", 40);
        }
        page.key("Enter", 13);
        assert_eq!(page.eval("document.getElementById('text').value"), format!("{before}{label}"));
        let turns = page.eval("document.querySelectorAll('.theirs').length").as_u64().unwrap();
        page.key("Enter", 13);
        page.until(&format!("document.querySelectorAll('.theirs').length > {turns} && {QUIET}"));
        assert!(page.last().contains(&format!("Si te gustó {label}")), "{}", page.last());
    }
    // A title is looked for as a whole, and what is suggested fits the command.
    let whole = suggested(&mut page, "la guerra de las gal");
    assert!(whole[0][0].as_str().unwrap().starts_with("Star Wars"), "{whole}");
    // How many there are is said to those who do not see them; that there are no more, too.
    let said = "document.querySelector('[role=status]').textContent";
    assert_eq!(page.eval(&format!("{said} === WORDS.es.results({options}.length)")), true, "{}", page.eval(said));
    page.type_in("zzqqxx");
    page.until(&format!("{said} === WORDS.es.nothing"));
    let people = suggested(&mut page, "/director john");
    assert!(people.as_array().unwrap().iter().all(|option| option[1] == "Persona"), "{people}");
    page.eval("document.getElementById('text').value = ''");
    page.type_in("cuántas películas de terr");
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(page.eval(&format!("{options}.length")), 0, "a genre under way is no name");
}

#[test]
fn an_answer_stands_under_its_question() {
    let Some((served, mut page, _)) = opened() else { return };
    let addr = served.addr.clone();
    page.say("hola");
    assert_eq!(page.eval("document.querySelectorAll('.note').length"), 0);
    drop(served);
    page.say("/plataforma netflix");
    page.say("/plataforma hulu");
    let order = "[...document.querySelectorAll('.turn')].map(t => t.matches('.mine') ? 'question' : \
                 t.matches('.wrong') ? 'wrong' : 'answer')";
    assert_eq!(page.eval(order), json!(["question", "answer", "question", "wrong", "question", "wrong"]));

    // What was not answered is still there when the page is loaded again.
    let _served = serve_at(&addr, sample_index(), &[]);
    page.call("Page.reload", json!({}));
    page.until("document.readyState === 'complete' && document.querySelectorAll('.wrong').length === 2");
    assert_eq!(page.eval(order), json!(["question", "answer", "question", "wrong", "question", "wrong"]));
    page.eval("document.querySelector('.wrong [data-word=again]').focus()");
    page.key("Enter", 13);
    page.until(&format!("document.querySelectorAll('.wrong').length === 1 && {QUIET}"));
    assert_eq!(page.eval(order), json!(["question", "answer", "question", "answer", "question", "wrong"]));
    let second = page.eval("document.querySelectorAll('.theirs')[1].innerText");
    assert!(second.as_str().unwrap().contains("Netflix tiene"), "{second}");
    assert_eq!(page.eval("document.activeElement === document.querySelectorAll('.theirs')[1]"), true);

    // The program that was started anew remembers nothing, which is said once.
    let noted = "[...document.querySelectorAll('.theirs')].map(t => t.querySelectorAll('.note').length)";
    page.say("/plataforma disney");
    assert_eq!(page.eval(noted), json!([0, 1, 0, 0]));
    page.call("Page.reload", json!({}));
    page.until("document.readyState === 'complete' && document.querySelectorAll('.theirs').length === 4");
    assert_eq!(page.eval(noted), json!([0, 1, 0, 0]));
}

#[test]
fn what_is_answered_late_stays_out_of_a_new_chat() {
    let Some((_served, mut page, _)) = opened() else { return };
    // Answers come, aborted or not, after half a second.
    page.eval(
        "{ const swift = window.fetch; window.late = 0; window.fetch = async (address, asked) => { \
         const reply = await swift(address, { ...asked, signal: undefined }); \
         await new Promise((go) => setTimeout(go, 500)); window.late++; return reply; }; }",
    );
    page.eval("document.querySelector('#ideas button').click()");
    page.until("document.querySelectorAll('.mine').length === 1");
    page.eval("document.getElementById('fresh').click()");
    assert_eq!(page.eval("document.querySelectorAll('.turn').length"), 0);
    // The new chat does not wait for the old answer.
    page.type_in("/ayuda");
    page.key("Enter", 13);
    page.until(&format!("window.late >= 2 && {QUIET}"));
    assert_eq!(page.eval("document.querySelectorAll('.turn').length"), 2, "{}", page.last());
    assert_eq!(page.eval("document.querySelector('.mine p').innerText"), "/ayuda");
    assert!(page.last().contains("/recomendar"), "{}", page.last());
}

#[test]
fn an_answer_that_breaks_off_is_none() {
    let Some((_served, mut page, _)) = opened() else { return };
    page.eval("window.fetch = async () => new Response('{\"html\": \"Titan', { status: 200 })");
    page.say("votos de Titanic");
    assert_eq!(page.eval("document.querySelectorAll('.wrong [data-word=again]').length"), 1, "{}", page.last());
}

#[test]
fn who_wants_no_motion_gets_none() {
    let Some((_served, mut page, _)) = opened() else { return };
    let scrolls = "getComputedStyle(document.documentElement).scrollBehavior";
    assert_eq!(page.eval(scrolls), "smooth");
    let reduced = json!([{"name": "prefers-reduced-motion", "value": "reduce"}]);
    page.call("Emulation.setEmulatedMedia", json!({ "features": reduced }));
    assert_eq!(page.eval(scrolls), "auto");
}

#[test]
fn the_keyboard_goes_on_at_the_answer() {
    let Some((_served, mut page, _)) = opened() else { return };
    let mut turns = 0;
    for pressed in ["#ideas button", ".shelf button", ".pills button"] {
        page.eval(&format!("document.querySelector({pressed:?}).focus()"));
        page.key("Enter", 13);
        turns += 1;
        page.until(&format!("document.querySelectorAll('.theirs').length === {turns} && {QUIET}"));
        let answered = "document.activeElement === [...document.querySelectorAll('.theirs')].at(-1)";
        assert_eq!(page.eval(answered), true, "{pressed}: {}", page.eval("document.activeElement.outerHTML"));
    }
}

#[test]
fn titles_stand_whole_on_their_posters_and_once_on_their_cards() {
    let Some((_served, mut page, home)) = opened() else { return };
    for width in [1280, 360] {
        page.width(width, 800);
        page.open(&home);
        page.eval("document.getElementById('fresh').click()");
        for text in ["la saga de Harry Potter", "algo como The Godfather", "/ficha Inglourious Basterds"] {
            page.say(text);
        }
        let titles = page.eval(
            "[...document.querySelectorAll('.poster b')].map(b => { const s = getComputedStyle(b); return [b.textContent, \
             s.overflowWrap !== 'anywhere' && b.scrollWidth <= b.clientWidth, b.scrollHeight <= b.clientHeight + 1, \
             parseFloat(s.fontSize) >= 10]; })",
        );
        let titles = titles.as_array().unwrap();
        assert!(titles.len() > 10, "{titles:?}");
        for title in titles {
            assert_eq!(title.as_array().unwrap()[1..], [true, true, true], "{width}: {title}");
        }
    }
    // An original title is a line of the head.
    page.eval(
        "{ const plain = window.fetch; window.fetch = async (...asked) => { const reply = await (await plain(...asked)).json(); \
         if (!reply.html) return Response.json(reply); const end = reply.html.indexOf('</b>') + 4; \
         return Response.json({ ...reply, html: `${reply.html.slice(0, end)} · <i>El original</i>${reply.html.slice(end)}` }); }; }",
    );
    page.say("/ficha Toy Story");
    let said = page.last();
    assert_eq!(said.matches("El original").count(), 1, "{said}");
    assert!(!said.contains("Toy Story (1995)"), "{said}");
    let original = "[...document.querySelectorAll('.card')].at(-1).querySelector('.original').innerText";
    assert_eq!(page.eval(original), "El original");
}

#[test]
fn a_finger_that_scrolls_takes_no_suggestion() {
    let Some((_served, mut page, _)) = opened() else { return };
    page.width(390, 430);
    page.call("Emulation.setTouchEmulationEnabled", json!({"enabled": true}));
    page.type_in("star w");
    page.until("document.querySelectorAll('#found [role=option]').length > 2");
    let middle =
        "(r => [r.left + r.width / 2, r.top + r.height / 2])(document.getElementById('found').getBoundingClientRect())";
    let at = page.eval(middle);
    let touch = |page: &mut Browser, kind: &str, up: f64| {
        let points = match kind {
            "touchEnd" => json!([]),
            _ => json!([{"x": at[0], "y": at[1].as_f64().unwrap() - up}]),
        };
        page.call("Input.dispatchTouchEvent", json!({"type": kind, "touchPoints": points}));
    };
    touch(&mut page, "touchStart", 0.0);
    for up in [10.0, 25.0, 40.0, 55.0] {
        touch(&mut page, "touchMove", up);
    }
    touch(&mut page, "touchEnd", 0.0);
    assert_eq!(page.eval("document.querySelectorAll('.turn').length"), 0);
    assert_eq!(page.eval("document.activeElement.id"), "text");
    // A touch that stays where it is takes it, once the list no longer glides.
    std::thread::sleep(Duration::from_millis(500));
    touch(&mut page, "touchStart", 0.0);
    touch(&mut page, "touchEnd", 0.0);
    page.until(&format!("document.querySelectorAll('.mine').length === 1 && {QUIET}"));
}

#[test]
fn every_idea_asks_what_it_says() {
    let Some((_served, mut page, home)) = opened() else { return };
    let expected = ["recommend", "discover", "filmography", "where_to_watch", "saga", "max_duration"];
    for lang in ["es", "en"] {
        for (at, intent) in expected.iter().enumerate() {
            let say = page.eval(&format!("IDEAS[{at}].say.{lang}"));
            let body = json!({"text": say, "language": lang}).to_string();
            let asked = format!(
                "fetch('{home}/chat', {{method: 'POST', headers: {{'content-type': 'application/json'}}, body: {}}})\
                 .then(r => r.json()).then(r => r.intent)",
                json!(body)
            );
            assert_eq!(page.eval(&asked), *intent, "{say}");
        }
    }
}

#[test]
fn a_long_question_leaves_room_for_its_answer() {
    let Some((_served, mut page, _)) = opened() else { return };
    page.eval(&format!(
        "(i => {{ i.value = '{}'; i.form.requestSubmit(); }})(document.getElementById('text'))",
        "pelis ".repeat(300)
    ));
    page.until(&format!("document.querySelectorAll('.theirs').length === 1 && {QUIET}"));
    assert_eq!(page.eval("document.querySelector('.mine').getBoundingClientRect().height < 400"), true);
    page.eval("document.querySelector('.mine details').open = true");
    assert_eq!(page.eval("document.querySelector('.mine .bubble').innerText.length > 1500"), true);
}

/// What is known to bar people from a page, as axe-core finds it where the variable `AXE` says where its `axe.min.js` is.
#[test]
fn nothing_bars_anybody() {
    let Some((_served, mut page, home)) = opened() else { return };
    let Some(axe) = axe() else { return };
    for width in [1280, 360] {
        page.width(width, 700);
        page.open(&home);
        page.eval(&axe);
        for text in ["", "/grafico generos", "/ficha Toy Story", "algo como Toy Story", "/grafico presupuesto"] {
            if !text.is_empty() {
                page.say(text);
            }
            page.eval("document.querySelectorAll('details').forEach(d => { d.open = true; })");
            // What glides in is judged when it is there.
            page.until("document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
            let found = page.eval(
                "axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))\
                 .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`))",
            );
            assert_eq!(found, json!([]), "{text:?} at {width}");
        }
    }
}

#[test]
fn who_gets_no_answer_is_told_so() {
    let Some((served, mut page, _)) = opened() else { return };
    page.say("hola");
    // Half a minute, here half a second.
    page.eval(
        "{ const real = AbortSignal.timeout; AbortSignal.timeout = (wait) => { window.waited = wait; \
         return real.call(AbortSignal, wait / 60); }; }",
    );
    let signal = |name: &str| {
        let sent = std::process::Command::new("kill").args([name, &served.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
    };
    signal("-STOP");
    page.say("/plataforma netflix");
    assert!(page.last().contains("no contestó en medio minuto"), "{}", page.last());
    assert_eq!(page.eval("window.waited"), 30_000);
    signal("-CONT");
    page.eval("document.querySelector('.wrong [data-word=again]').click()");
    page.until(&format!("document.querySelectorAll('.wrong').length === 0 && {QUIET}"));
    assert!(page.last().contains("Netflix tiene"), "{}", page.last());
}
