// Suggestions while typing: the name at the end of what is typed is completed where it stands. GET /buscar tells which
// piece of a message that is, and of what the name may be.
"use strict";

/**
 * Suggests below `input` in `found` and says in `results` how many there are; `ask(send, label)` asks about a suggestion
 * that is all there is to say.
 */
function suggestions({ input, found, results, el, word, t, ask, idle }) {
  const SOON = 110, MOST = 6, LONGEST = 200;
  let looking = 0, timer = 0, chosen = -1, options = [];

  function typed() {
    clearTimeout(timer);
    const text = input.value, length = text.trim().length;
    if (length < 2 || length > LONGEST) return close();
    timer = setTimeout(() => look(text), SOON);
  }

  async function look(text) {
    const mark = ++looking, whole = text.trim();
    let hits = [], piece = "";
    try {
      const response = await fetch(`/buscar?frase=1&limite=${MOST}&q=${encodeURIComponent(whole)}`);
      if (response.ok) ({ hits, typed: piece } = await response.json());
    } catch { /* no suggestions without the program */ }
    if (mark !== looking || input.value !== text || !idle()) return;
    const before = whole.endsWith(piece) ? whole.slice(0, whole.length - piece.length) : null;
    options = before === null ? [] : hits.map((hit) => ({ ...hit, before }));
    chosen = -1;
    found.replaceChildren(...options.map(option));
    const open = options.length > 0;
    // That there is none is only news where there were some.
    results.textContent = open ? t("results")(options.length) : found.hidden ? "" : t("nothing");
    found.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    input.removeAttribute("aria-activedescendant");
  }

  function option(hit, i) {
    const node = el("div", { role: "option", id: `found-${i}`, "aria-selected": "false" }, el("b", {}, hit.label), word(hit.kind));
    // The field keeps the focus, and a finger that scrolls takes nothing.
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", () => take(i));
    return node;
  }

  /** A suggestion completes a sentence, its year with it, or is asked about where it is all that was typed. */
  function take(i) {
    const hit = options[i];
    if (!hit) return;
    if (!hit.before) return ask(hit.send, hit.label);
    input.value = hit.before + hit.label;
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
    results.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", typed);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || found.hidden) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") close();
    else if (chosen >= 0 && (key === "Enter" || key === "Tab")) take(chosen);
    else return;
    event.preventDefault();
  });

  return { close };
}
