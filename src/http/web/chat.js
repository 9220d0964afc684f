// The web chat. It speaks to two addresses of the program that served it: POST /chat and GET /buscar.
//
// Nothing that comes from outside is ever put into the page as HTML: what the program marks as strong, dim or code is
// rebuilt element by element, all else is text.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const log = $("log"), form = $("ask"), input = $("text"), found = $("found"), welcome = $("welcome");
  const MOST_KEPT = 40;
  /** Letters: browsers keep five million or so. */
  const ROOM_FOR_PICTURES = 2e6;
  const state = { session: null, turns: [], busy: false, said: [], lang: "es" };
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

  /** The head of a film's card. */
  function card(data) {
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
      el("div", {}, el("h3", {}, data.title), facts, chips.length ? el("ul", { class: "chips" }, ...chips) : null));
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
    const text = figures ? el("details", {}, word("figures", "summary"), el("pre", { tabindex: "0" }, figures)) : null;
    return el("div", { class: "chart" }, both, text);
  }

  /** When the pictures of a turn are there, so that its height is known. */
  const drawn = (node) => Promise.all([...node.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));

  const COUNTS = new Set(["month_count", "weekday_count", "score_count", "platform_count", "count_by"]);

  /** One answer. */
  function answer(reply) {
    const said = el("div", { class: "said" });
    if (reply.intent === "film_card" && reply.data?.id) said.append(card(reply.data));
    else if (COUNTS.has(reply.intent) && reply.status === "ok" && Number.isInteger(reply.data?.count)) {
      // The text says the figure too.
      said.append(el("span", { class: "figure", "aria-hidden": "true" }, number(reply.data.count)));
    }
    const blocks = blocksOf(reply.html);
    // The card's head says the first line already.
    if (said.querySelector(".card") && blocks[0]?.textContent === `${reply.data.title} (${reply.data.release_year})`) blocks.shift();
    said.append(...blocks);
    const pictures = (reply.images ?? []).map((src, i) => picture(src, reply.pictures?.[i] ?? {})).filter(Boolean);
    // A picture for a wide screen has the words in it.
    if (pictures.length) for (const block of blocks) block.classList.add("in-picture");
    said.append(...pictures);
    return el("article", { class: "turn theirs", lang: reply.language }, word("bot", "h3", { class: "unseen" }), said, ...choices(reply));
  }

  const mine = (text) => el("article", { class: "turn mine" }, word("you", "h3", { class: "unseen" }), el("p", {}, text));

  /** Something went wrong; what was asked can be asked again. */
  function wrong(key, message, again) {
    const text = message ? el("p", {}, message) : word(key, "p");
    const retry = again && el("ul", { class: "pills" }, el("li", {}, word("again", "button", { type: "button" })));
    const turn = el("article", { class: "turn theirs wrong" }, word("bot", "h3", { class: "unseen" }), el("div", { class: "said" }, text), retry);
    retry?.querySelector("button").addEventListener("click", () => { turn.remove(); again(); });
    return turn;
  }

  function show(node) {
    welcome.hidden = true;
    $("fresh").hidden = false;
    log.append(node);
    // A long answer is read from its beginning, with the question above it.
    const first = node.previousElementSibling?.matches(".mine") ? node.previousElementSibling : node;
    const top = first.getBoundingClientRect().top + scrollY - document.querySelector(".top").offsetHeight - 18;
    const bottom = document.documentElement.scrollHeight - innerHeight;
    scrollTo({ top: Math.max(0, Math.min(top, bottom)), behavior: "smooth" });
  }

  // ---- asking -------------------------------------------------------------------------------------------------------

  /** Says `send`; the page shows `label`. */
  async function ask(send, label = send) {
    const text = send.trim();
    if (!text || state.busy) return;
    close();
    const typing = document.activeElement === input;
    if (label === send) state.said.push(text);
    input.value = "";
    show(mine(label));
    await turn(text, label);
    // Where a finger pressed a choice, the keyboard stays away.
    if (typing) input.focus();
  }

  async function turn(text, label) {
    state.busy = true;
    log.setAttribute("aria-busy", "true");
    const dots = el("article", { class: "turn theirs" },
      el("div", { class: "said" }, word("thinking", "span", { class: "unseen" }), el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"))));
    const waiting = setTimeout(() => show(dots), 250);
    let node;
    try {
      const response = await fetch("/chat", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text, session: state.session, language: state.lang }),
      });
      const reply = await response.json().catch(() => ({}));
      if (response.ok) {
        state.session = reply.session;
        // What was said may have been "háblame en inglés": the page follows.
        if (reply.language in WORDS && reply.language !== state.lang) speak(reply.language);
        keep(label, reply);
        node = answer(reply);
        await drawn(node);
      } else {
        const again = response.status === 429 || response.status >= 500 ? () => turn(text, label) : null;
        node = response.status === 429 ? wrong("busy", null, again) : wrong("broken", reply.mensaje, again);
      }
    } catch {
      node = wrong("offline", null, () => turn(text, label));
    }
    clearTimeout(waiting);
    dots.remove();
    state.busy = false;
    log.removeAttribute("aria-busy");
    show(node);
  }

  /** What was said survives a reload of the page, not the closing of it; the latest pictures too, as far as there is room. */
  function keep(label, reply) {
    state.turns.push({ label, reply });
    state.turns.splice(0, state.turns.length - MOST_KEPT);
    let room = ROOM_FOR_PICTURES;
    for (const turn of state.turns.toReversed()) {
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
    for (const { label, reply } of kept.turns) log.append(mine(label), answer(reply));
    welcome.hidden = true;
    $("fresh").hidden = false;
    await drawn(log);
    scrollTo(0, document.documentElement.scrollHeight);
  }

  function fresh() {
    state.session = null;
    state.turns = [];
    store.set(sessionStorage, "claqueta", "");
    for (const node of log.querySelectorAll(".turn")) node.remove();
    welcome.hidden = false;
    $("fresh").hidden = true;
    scrollTo(0, 0);
    input.focus();
  }

  // ---- suggestions while typing -------------------------------------------------------------------------------------

  let looking = 0, timer = 0, chosen = -1, options = [];

  /** The part of what is typed that names something, and where it begins. */
  function needle(text) {
    const after = /^(\/\S+\s+)(.*)$/.exec(text) ?? /^(.*\b(?:como|de|del|a|actor|actriz|directora?|peli|pel[ií]cula|ver|like)\s+)(\S.*)$/i.exec(text);
    if (after) return { at: after[1].length, name: after[2] };
    return text.startsWith("/") || text.split(/\s+/).length > 5 ? null : { at: 0, name: text };
  }

  function typed() {
    clearTimeout(timer);
    const text = input.value;
    const part = needle(text);
    if (!part || part.name.trim().length < 2) return close();
    timer = setTimeout(() => look(text, part), 110);
  }

  async function look(text, { at, name }) {
    const mark = ++looking;
    let hits = [];
    try {
      const response = await fetch(`/buscar?limite=6&q=${encodeURIComponent(name)}`);
      if (response.ok) hits = (await response.json()).hits;
    } catch { /* no suggestions without the program */ }
    if (mark !== looking || input.value !== text || state.busy) return;
    // What is only nearly a name would be in the way of who writes a sentence.
    options = hits.filter((hit) => hit.match !== "fuzzy").map((hit) => ({ ...hit, at, text }));
    chosen = -1;
    found.replaceChildren(...options.map(option));
    const open = options.length > 0;
    found.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    input.removeAttribute("aria-activedescendant");
  }

  function option(hit, i) {
    const node = el("div", { role: "option", id: `found-${i}`, "aria-selected": "false" }, el("b", {}, hit.label), word(hit.kind));
    // Before the field loses the focus.
    node.addEventListener("pointerdown", (event) => { event.preventDefault(); take(i); });
    return node;
  }

  /** A suggestion completes a sentence, or is asked about where it is all that was typed. */
  function take(i) {
    const hit = options[i];
    if (!hit) return;
    if (hit.at === 0) return ask(hit.send, hit.label);
    const name = hit.kind === "person" ? hit.label : hit.label.replace(/ \(\d{4}\)$/, "");
    input.value = hit.text.slice(0, hit.at) + name;
    close();
    input.focus();
  }

  function move(step) {
    const n = options.length;
    chosen = chosen < 0 ? (step > 0 ? 0 : n - 1) : (chosen + step + n) % n;
    [...found.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === chosen)));
    found.children[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `found-${chosen}`);
  }

  function close() {
    clearTimeout(timer);
    looking++;
    options = [];
    chosen = -1;
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", typed);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !found.hidden;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (open && chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(chosen);
    } else if (!open && event.key === "ArrowUp" && !input.value && state.said.length) {
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
  speak(store.get(localStorage, "claqueta-lang") === "en" ? "en" : "es");
  restore();
  linked();
  addEventListener("hashchange", linked);
  if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
})();
