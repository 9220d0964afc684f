// The web chat. It speaks to two addresses of the program that served it: POST /chat and GET /buscar.
//
// Nothing that comes from outside is ever put into the page as HTML: what the program marks as strong, dim or code is
// rebuilt element by element, all else is text.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const log = $("log"), form = $("ask"), input = $("text"), found = $("found"), welcome = $("welcome");
  const MOST_KEPT = 40;
  /** Letters of a question that are shown at once. */
  const LONGEST_SHOWN = 400;
  /** Letters: browsers keep five million or so. */
  const ROOM_FOR_PICTURES = 2e6;
  /** Milliseconds after which nobody waits for an answer any longer. */
  const PATIENCE = 30e3;
  /** The least size of a poster's letters, in pixels. */
  const SMALLEST = 10;
  /** `chat` is aborted when the conversation is left; a turn without a reply was not answered. */
  const state = { session: null, turns: [], chat: new AbortController(), busy: false, said: [], lang: "es" };
  const t = (key) => WORDS[state.lang][key];

  // ---- small things -------------------------------------------------------------------------------------------------

  /** An element with attributes and children; strings become text. */
  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
      else if (value === true) node.setAttribute(key, "");
      else if (value !== false && value != null) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child != null));
    return node;
  }

  /** A word of the interface, changed with the language. */
  const word = (key, tag = "span", attributes = {}) => el(tag, { ...attributes, "data-word": key }, t(key));

  const store = {
    get: (area, key) => { try { return area.getItem(key); } catch { return null; } },
    set: (area, key, value) => { try { area.setItem(key, value); } catch { /* a browser that keeps nothing */ } },
  };
  const number = (n) => new Intl.NumberFormat(state.lang).format(n);

  // ---- what the program says ----------------------------------------------------------------------------------------

  /** Lines of inline nodes out of the formatter's HTML: text, <b>, <i>, <code>, and nothing else. */
  function linesOf(html) {
    const lines = [[]];
    const wrap = { B: "b", I: "i", CODE: "code" };
    const walk = (node, around) => {
      if (node.nodeType === Node.TEXT_NODE) {
        node.data.split("\n").forEach((piece, i) => {
          if (i > 0) lines.push([]);
          if (piece) lines.at(-1).push(around.reduceRight((inner, tag) => dress(tag, inner), piece));
        });
        return;
      }
      const tag = wrap[node.nodeName];
      for (const child of node.childNodes) walk(child, tag ? [...around, tag] : around);
    };
    walk(new DOMParser().parseFromString(html, "text/html").body, []);
    return lines;
  }

  /** What is to be typed can be pressed. */
  function dress(tag, inner) {
    if (tag !== "code") return el(tag, {}, inner);
    const text = typeof inner === "string" ? inner : inner.textContent;
    const press = () => {
      const hole = text.search(/\s*[<[]/);
      if (hole < 0) return ask(text);
      input.value = `${text.slice(0, hole)} `;
      input.focus();
    };
    return el("button", { type: "button", class: "code", on: { click: press } }, text);
  }

  /** Paragraphs and lists out of lines. */
  function blocksOf(html) {
    const blocks = [];
    for (const line of linesOf(html)) {
      const first = line[0];
      const lead = typeof first === "string" ? /^(?:(\d+)\. |• )/.exec(first) : null;
      const kind = lead ? (lead[1] ? "ol" : "ul") : "p";
      if (lead) line[0] = first.slice(lead[0].length);
      if (kind === "p") {
        if (line.length) blocks.push(el("p", {}, ...line));
        continue;
      }
      let list = blocks.at(-1);
      if (!list || list.localName !== kind) {
        list = el(kind, lead[1] && lead[1] !== "1" ? { start: lead[1] } : {});
        blocks.push(list);
      }
      list.append(el("li", {}, ...line));
    }
    return blocks;
  }

  /** A poster without a picture: its colours come from the title. */
  function poster(title, year, button) {
    let hash = 7;
    for (const letter of title) hash = (hash * 31 + letter.codePointAt(0)) % 3600;
    const node = el(button ? "button" : "div", { class: "poster", type: button ? "button" : null, "aria-hidden": button ? null : "true" },
      el("b", {}, title), year ? el("span", {}, String(year)) : null);
    node.style.setProperty("--h", String(hash % 360));
    if (button) node.addEventListener("click", button);
    return node;
  }

  /** The head of a film's card; `original` is its original title where that differs. */
  function card(data, original) {
    const facts = el("p", { class: "facts" }, el("span", {}, String(data.release_year)));
    if (data.runtime) facts.append(el("span", {}, `${Math.round(data.runtime)} ${t("minutes")}`));
    if (data.vote_average != null) {
      const dial = el("span", { class: "dial" }, number(data.vote_average));
      dial.style.setProperty("--v", String(data.vote_average));
      facts.prepend(dial);
      facts.append(el("span", {}, `${number(data.vote_count)} `, word("votes")));
    }
    const names = { amazon: "Prime Video", disney: "Disney+", hulu: "Hulu", netflix: "Netflix" };
    const places = [...new Set((data.places ?? []).map((p) => names[p.platform] ?? p.platform))];
    const chips = places.map((p) => el("li", { class: "place" }, p));
    return el("div", { class: "card" }, poster(data.title, data.release_year),
      el("div", {}, el("h3", {}, data.title), original ? el("p", { class: "original" }, original) : null, facts, chips.length ? el("ul", { class: "chips" }, ...chips) : null));
  }

  /** The choices below an answer: films on a shelf, all else as pills. */
  function choices(reply) {
    const shelf = [], pills = [];
    const pill = (label, send, key) =>
      el("li", {}, el("button", { type: "button", "data-word": key ?? null, on: { click: () => ask(send, key ? t(key) : label) } }, label));
    for (const { label, send } of reply.buttons ?? []) {
      const film = /^(.+) \((\d{4})\)$/.exec(label);
      if (film && /^(film_card|where_to_watch) title=[#@]/.test(send)) shelf.push(el("li", {}, poster(film[1], film[2], () => ask(send, label))));
      else pills.push(pill(label, send));
    }
    const sent = new Set((reply.buttons ?? []).map((b) => b.send));
    if (reply.intent === "film_card" && reply.data?.id) {
      const about = { similar: "recommend", cast: "cast", watch: "where_to_watch" };
      for (const [key, intent] of Object.entries(about)) {
        const send = `${intent} title=#${reply.data.id}`;
        if (!sent.has(send)) pills.push(pill(t(key), send, key));
      }
    }
    if (reply.pages?.previous) pills.push(pill(t("previous"), reply.pages.previous, "previous"));
    if (reply.pages?.next) pills.push(pill(t("more"), reply.pages.next, "more"));
    const nodes = [];
    const labelled = (kind, items) => el("ul", { class: kind, "aria-label": t("choices") }, ...items);
    if (shelf.length) nodes.push(labelled("shelf", shelf));
    if (pills.length) nodes.push(labelled("pills", pills));
    return nodes;
  }

  /** A chart: for a narrow screen another drawing, and its figures as text for those who do not see it. */
  function picture(src, { title, narrow, figures }) {
    const drawn = (address) => /^data:image\/(png|svg\+xml|jpeg|webp)[;,]/.test(address ?? "");
    if (!drawn(src)) return null;
    const alt = title ? `${t("image")}: ${title}` : t("image");
    const both = el("picture", {}, drawn(narrow) ? el("source", { media: "(max-width: 640px)", srcset: narrow }) : null, el("img", { src, alt }));
    const text = figures ? el("details", {}, word("figures", "summary"), el("pre", { tabindex: "0", role: "group", "aria-label": alt }, figures)) : null;
    return el("div", { class: "chart" }, both, text);
  }

  /** When the pictures of a turn are there, so that its height is known. */
  const drawn = (node) => Promise.all([...node.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));

  const COUNTS = new Set(["month_count", "weekday_count", "score_count", "platform_count", "count_by", "title_count"]);

  /** One answer; `anew` where what was said before is forgotten. */
  function answer(reply, anew) {
    const said = el("div", { class: "said" });
    const blocks = blocksOf(reply.html);
    if (reply.intent === "film_card" && reply.data?.id) {
      // The head of the card says what the first line does.
      const head = `${reply.data.title} (${reply.data.release_year})`;
      const says = (block) => block.textContent === head || block.textContent.startsWith(`${head} · `);
      // Before it stands the one thing that was asked.
      const at = blocks.slice(0, 2).findIndex(says);
      const first = at < 0 ? "" : blocks[at].textContent.slice(head.length + 3);
      said.append(...blocks.splice(0, at + 1).slice(0, Math.max(at, 0)), card(reply.data, first));
    } else if (COUNTS.has(reply.intent) && reply.status === "ok" && Number.isInteger(reply.data?.count)) {
      // The text says the figure too.
      said.append(el("span", { class: "figure", "aria-hidden": "true" }, number(reply.data.count)));
    }
    said.append(...blocks);
    const pictures = (reply.images ?? []).map((src, i) => picture(src, reply.pictures?.[i] ?? {})).filter(Boolean);
    // A picture for a wide screen has the words in it.
    if (pictures.length) for (const block of blocks) block.classList.add("in-picture");
    said.append(...pictures);
    const note = anew ? word("anew", "p", { class: "note" }) : null;
    return el("article", { class: "turn theirs", lang: reply.language, tabindex: "-1" }, word("bot", "h3", { class: "unseen" }), note, said, ...choices(reply));
  }

  /** What was asked; of a long text the beginning, and all of it at a press. */
  function mine(text) {
    const long = text.length > LONGEST_SHOWN;
    const said = long ? el("details", { class: "long" }, el("summary", {}, `${text.slice(0, LONGEST_SHOWN)}…`), text.slice(LONGEST_SHOWN)) : text;
    return el("article", { class: "turn mine" }, word("you", "h3", { class: "unseen" }), el(long ? "div" : "p", { class: "bubble" }, said));
  }

  /** Something went wrong; what was asked can be asked again. */
  function wrong(key, message, again) {
    const text = message ? el("p", {}, message) : word(key, "p");
    const retry = again && el("ul", { class: "pills" }, el("li", {}, word("again", "button", { type: "button" })));
    const turn = el("article", { class: "turn theirs wrong", tabindex: "-1" }, word("bot", "h3", { class: "unseen" }), el("div", { class: "said" }, text), retry);
    retry?.querySelector("button").addEventListener("click", () => {
      if (state.busy) return;
      turn.remove();
      again();
    });
    return turn;
  }

  /** Letters of a title as large as its longest word and all of its lines let them be. */
  function fit(node) {
    for (const title of node.querySelectorAll(".poster b")) {
      title.removeAttribute("style");
      const tight = () => title.scrollWidth > title.clientWidth || title.scrollHeight > title.clientHeight + 1;
      for (let size = parseFloat(getComputedStyle(title).fontSize); tight() && size > SMALLEST; size -= 0.5) {
        title.style.setProperty("font-size", `${size - 0.5}px`);
      }
      if (title.scrollWidth > title.clientWidth) title.style.setProperty("overflow-wrap", "anywhere");
    }
  }

  /** Puts a turn at the end, or right after the one that it answers. */
  function show(node, question) {
    welcome.hidden = true;
    $("fresh").hidden = false;
    if (question) question.after(node);
    else log.append(node);
    fit(node);
    // A long answer is read from its beginning, with the question above it where there is room for both.
    const above = document.querySelector(".top").offsetHeight + 18;
    const room = innerHeight - above - document.querySelector(".bottom").offsetHeight;
    const [begin, end] = [(question ?? node).getBoundingClientRect().top, node.getBoundingClientRect().bottom];
    const first = end - begin > room && node.offsetHeight <= room ? node : question ?? node;
    const top = first.getBoundingClientRect().top + scrollY - above;
    const bottom = document.documentElement.scrollHeight - innerHeight;
    scrollTo({ top: Math.max(0, Math.min(top, bottom)) });
  }

  // ---- asking -------------------------------------------------------------------------------------------------------

  /** Says `send`; the page shows `label`. */
  async function ask(send, label = send) {
    const text = send.trim();
    if (!text || state.busy) return;
    typing.close();
    const typed = document.activeElement === input;
    if (label === send) state.said.push(text);
    input.value = "";
    const turn = { text, label, reply: null };
    const question = mine(label);
    state.turns.push(turn);
    keep();
    show(question);
    await answered(turn, question, typed);
  }

  /** Asks for the answer to a turn and shows it under its question. */
  async function answered(turn, question, typed = false) {
    const chat = state.chat;
    state.busy = true;
    log.setAttribute("aria-busy", "true");
    const dots = el("article", { class: "turn theirs" },
      el("div", { class: "said" }, word("thinking", "span", { class: "unseen" }), el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"))));
    const waiting = setTimeout(() => show(dots, question), 250);
    const again = () => answered(turn, question);
    const late = AbortSignal.timeout(PATIENCE);
    let node;
    try {
      const response = await fetch("/chat", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: turn.text, session: state.session, language: state.lang }),
        signal: AbortSignal.any([chat.signal, late]),
      });
      // What an error says may be anything; an answer that breaks off is none.
      const reply = await (response.ok ? response.json() : response.json().catch(() => ({})));
      if (response.ok && !chat.signal.aborted) {
        // The program remembers a conversation for a while only.
        turn.anew = Boolean(state.session) && reply.session !== state.session;
        turn.reply = reply;
        state.session = reply.session;
        // What was said may have been "háblame en inglés": the page follows.
        if (reply.language in WORDS && reply.language !== state.lang) speak(reply.language);
        keep();
        node = answer(reply, turn.anew);
        await drawn(node);
      } else {
        const lasting = response.status !== 429 && response.status < 500;
        node = response.status === 429 ? wrong("busy", null, again) : wrong("broken", reply.mensaje, lasting ? null : again);
      }
    } catch {
      node = wrong(late.aborted ? "late" : "offline", null, again);
    }
    clearTimeout(waiting);
    dots.remove();
    // Of a chat that was left nothing is shown in the new one.
    if (chat.signal.aborted) return;
    state.busy = false;
    log.removeAttribute("aria-busy");
    show(node, question);
    // Where a finger or a key pressed a choice, the choices of the answer are next, and no keyboard comes up.
    (typed ? input : node).focus({ preventScroll: true });
  }

  /** What was said survives a reload of the page, not the closing of it; the latest pictures too, as far as there is room. */
  function keep() {
    state.turns.splice(0, state.turns.length - MOST_KEPT);
    let room = ROOM_FOR_PICTURES;
    for (const turn of state.turns.toReversed()) {
      if (!turn.reply) continue;
      room -= JSON.stringify([turn.reply.images ?? [], turn.reply.pictures ?? []]).length;
      if (room < 0) turn.reply = { ...turn.reply, images: [], pictures: [] };
    }
    store.set(sessionStorage, "claqueta", JSON.stringify({ session: state.session, turns: state.turns }));
  }

  async function restore() {
    let kept = null;
    try { kept = JSON.parse(store.get(sessionStorage, "claqueta")); } catch { /* begins anew */ }
    if (!Array.isArray(kept?.turns) || !kept.turns.length) return;
    state.session = kept.session;
    state.turns = kept.turns;
    for (const turn of kept.turns) {
      const question = mine(turn.label);
      const again = () => answered(turn, question);
      log.append(question, turn.reply ? answer(turn.reply, turn.anew) : wrong("unanswered", null, again));
    }
    welcome.hidden = true;
    $("fresh").hidden = false;
    fit(log);
    await drawn(log);
    scrollTo(0, document.documentElement.scrollHeight);
  }

  function fresh() {
    state.chat.abort();
    state.chat = new AbortController();
    state.busy = false;
    log.removeAttribute("aria-busy");
    state.session = null;
    state.turns = [];
    store.set(sessionStorage, "claqueta", "");
    for (const node of log.querySelectorAll(".turn")) node.remove();
    welcome.hidden = false;
    $("fresh").hidden = true;
    scrollTo(0, 0);
    input.focus();
  }

  // ---- the field ----------------------------------------------------------------------------------------------------

  const typing = suggestions({ input, found, results: $("results"), el, word, t, ask, idle: () => !state.busy });
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && !event.defaultPrevented && event.key === "ArrowUp" && !input.value && state.said.length) {
      event.preventDefault();
      input.value = state.said.at(-1);
    }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(input.value); });

  // ---- language, light, beginning -----------------------------------------------------------------------------------

  // What to write: in few words where few have room.
  const NARROW = matchMedia("(max-width: 520px)");
  function hint() { input.placeholder = t(NARROW.matches ? "placeholderShort" : "placeholder"); }
  NARROW.addEventListener("change", hint);
  matchMedia("(max-width: 640px)").addEventListener("change", () => fit(log));

  function speak(lang) {
    state.lang = lang;
    document.documentElement.lang = lang;
    for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
    for (const node of document.querySelectorAll("[data-title]")) node.title = t(node.dataset.title);
    hint();
    const other = $("language");
    other.lang = lang === "es" ? "en" : "es";
    other.title = t("languageTitle");
    other.replaceChildren(t("language"), el("span", { class: "unseen" }, ` — ${t("languageTitle")}`));
    $("ideas").replaceChildren(...IDEAS.map((idea) =>
      el("li", {}, el("button", { type: "button", on: { click: () => ask(idea.say[lang]) } }, idea[lang]))));
    store.set(localStorage, "claqueta-lang", lang);
  }

  function shine(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    store.set(localStorage, "claqueta-theme", theme ?? "");
  }

  $("language").addEventListener("click", () => speak(state.lang === "es" ? "en" : "es"));
  $("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    shine(dark === "dark" ? "light" : "dark");
  });
  $("fresh").addEventListener("click", fresh);
  document.addEventListener("keydown", (event) => {
    const free = !/^(input|textarea|select)$/i.test(document.activeElement?.localName ?? "");
    if (event.key === "/" && free && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      input.focus();
    }
  });

  /** `#q=hola` asks when the page is opened, so that a question can be a link. */
  function linked() {
    const text = new URLSearchParams(location.hash.slice(1)).get("q");
    if (!text) return;
    history.replaceState(null, "", location.pathname);
    ask(text.slice(0, 2000));
  }

  shine(store.get(localStorage, "claqueta-theme") || null);
  // Who has chosen none is spoken to in the browser's language, where that is English and not Spanish.
  const browsers = (navigator.languages ?? [navigator.language]).map((lang) => lang.slice(0, 2)).find((lang) => lang in WORDS);
  const spoken = store.get(localStorage, "claqueta-lang") ?? browsers;
  speak(spoken === "en" ? "en" : "es");
  restore();
  linked();
  addEventListener("hashchange", linked);
  if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
})();
