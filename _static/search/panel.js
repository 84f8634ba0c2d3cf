// Results while one types, under a search field: loaded with the first letter, never before.

import { excerpt, marked, places, sectionText } from "./excerpt.js";
import { Finder } from "./finder.js";
import { folded } from "./words.js";

const here = document.documentElement.dataset.content_root;
const OF_ONE_PAGE = 3; // results, of which the rest is on the page of the search
const ENOUGH = 300; // places among which those to show are chosen
const PATIENCE = 90; // ms without a key before pages are asked for their words

/** @type {Promise<Finder> | undefined} */
let loading;

/** Load the index, once a page. */
function finder() {
  loading ??= fetch(new URL("index.json", import.meta.url)).then(async (answer) => {
    if (!answer.ok) throw new Error(`The index did not come: ${answer.status}`);
    return new Finder(await answer.json());
  });
  loading.catch(() => (loading = undefined)); // the next letter tries again
  return loading;
}

const style = Object.assign(document.createElement("link"), {
  rel: "stylesheet",
  href: new URL("search.css", import.meta.url).href,
});
document.head.append(style);

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/**
 * Load a page for its words, once.
 * @param {string} address
 */
function pageAt(address) {
  if (!pages.has(address)) {
    const page = fetch(here + address).then(async (answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return pages.get(address);
}

/**
 * Make an element.
 * @param {string} name
 * @param {object} properties
 * @param {...(Node | string)} content
 */
function make(name, properties, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

/**
 * Show results for a field in an element, from now on and for what stands in it already.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} output
 * @param {number} most results to show
 * @param {(query: string) => void} [shown]
 */
export async function attach(field, output, most, shown = () => {}) {
  const status = make("p", { className: "search-summary", role: "status" });
  const list = make("ul", { className: "search" });
  output.append(status, list);
  let timer = 0;
  const show = (/** @type {Finder} */ found) => {
    clearTimeout(timer);
    const query = field.value.trim();
    const hits = query ? found.find(query, ENOUGH) : [];
    const items = listed(hits, most).map((hit) => item(hit, found.matched));
    status.textContent = query ? summary(query, found.count, found.instead) : "";
    list.replaceChildren(...items.map(({ row }) => row));
    if (query && items.length < found.count) list.append(rest(field, found.count));
    timer = setTimeout(() => items.forEach(({ tell }) => tell()), PATIENCE);
    shown(query);
  };
  const ask = () =>
    finder().then(show, () => (status.textContent = "The search cannot be loaded; press Enter for a list of all pages."));
  field.addEventListener("input", ask);
  output.addEventListener("keydown", (event) => move(event, field, list));
  field.addEventListener("keydown", (event) => move(event, field, list));
  await ask();
}

/**
 * Return the results to show: of each page the best ones, where not all can be shown.
 * @param {import("./finder.js").Hit[]} hits
 * @param {number} most
 */
function listed(hits, most) {
  if (hits.length <= most) return hits;
  /** @type {Record<string, number>} */
  const times = {};
  return hits.filter(({ page }) => (times[page] = (times[page] ?? 0) + 1) <= OF_ONE_PAGE).slice(0, most);
}

/**
 * Return a result, and what fills in its excerpt.
 * @param {import("./finder.js").Hit} hit
 * @param {Set<string>} words
 */
function item(hit, words) {
  const link = make("a", { href: address(hit, [...words]) }, ...marked(hit.title, words));
  const context = make("p", { className: "context" });
  const row = make("li", {}, link, hit.above ? make("p", { className: "above" }, hit.above) : "", context);
  const tell = async () => {
    const text = sectionText(await pageAt(hit.page), hit.anchor);
    context.replaceChildren(...excerpt(text, words));
    const said = new Set(places(text, words).map(([from, to]) => folded(text.slice(from, to))));
    if (said.size) link.href = address(hit, [...said]);
  };
  return { row, tell: () => tell().catch((error) => console.info(`No excerpt: ${error.message}`)) };
}

/**
 * Return where a result is, with the words that arrive.js marks there.
 * @param {import("./finder.js").Hit} hit
 * @param {string[]} words
 */
function address({ page, anchor }, words) {
  const found = words.slice(0, 12).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""));
  return `${here}${page}?found=${encodeURIComponent(found.join(" "))}${anchor ? `#${anchor}` : ""}`;
}

/**
 * Say how many places were found, and what was taken for what no page has.
 * @param {string} query
 * @param {number} count
 * @param {string[]} instead
 */
function summary(query, count, instead) {
  if (!count) return `Nothing on these pages matches “${query}”.`;
  const places = count === 1 ? "One place matches" : `${count} places match`;
  const near = instead.map((word) => `“${word}”`).join(", ");
  return instead.length ? `No page has “${query}”. ${places} ${near}.` : `${places} “${query}”.`;
}

/**
 * Return the line that leads to all results.
 * @param {HTMLInputElement} field
 * @param {number} count
 */
function rest(field, count) {
  const all = new URL(field.form.action);
  all.searchParams.set("q", field.value.trim());
  return make("li", {}, make("a", { href: all.href }, `All ${count} results`));
}

/**
 * Move between the field and the results with the arrows.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
function move(event, field, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  /** @type {HTMLElement[]} */
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(/** @type {HTMLElement} */ (event.target)) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * Show results in a box that hangs from the head of the page.
 * @param {HTMLFormElement} form
 */
export function hang(form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const box = make("div", { className: "found" });
  form.append(box);
  const close = () => (box.hidden = true);
  document.addEventListener("click", ({ target }) => form.contains(/** @type {Node} */ (target)) || close());
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !form.contains(/** @type {Node} */ (relatedTarget))) close();
  });
  field.addEventListener("focus", () => (box.hidden = !field.value.trim()));
  form.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || box.hidden) return;
    field.focus();
    close();
  });
  return attach(field, box, 8, (query) => (box.hidden = !query));
}
