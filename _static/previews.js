// Shows beside a reference what it leads to: a source, a footnote, an equation, a figure, a section
// or a record, of this page or another one of the site. Loaded when a reader first meets one.

import { sheet } from "./sheet.js";

const PATIENCE = 250; // ms over a link before its preview opens, and beside it before it closes
const NAMED = "li, aside, figure, table, div.math, dt, dd"; // what is shown whole
const UNWANTED = ".headerlink, .folio-back, .copy, .backrefs, .folio-to-links, script, [role=doc-backlink]";

const box = document.createElement("div");
Object.assign(box, { className: "preview", id: "preview", hidden: true });
box.setAttribute("role", "note");
box.setAttribute("aria-label", "Preview");
document.querySelector("main").append(box);
const styled = sheet(new URL("previews.css", import.meta.url).href).catch(() => undefined);

/** @type {HTMLAnchorElement | undefined} */
let current; // whose preview is open, or about to be
let timer = 0;

/**
 * Open the preview of a link: at once if it is pressed or focused, soon if it is pointed at. What a
 * finger has pressed and has none is followed.
 * @param {HTMLAnchorElement} link
 * @param {string} how the type of the event, or "press" by a finger, which was not followed
 */
export function meet(link, how) {
  clearTimeout(timer);
  const follow = () => location.assign(link.href);
  if (how === "press") refers(link) ? open(link).catch(follow) : follow();
  else if (link === current || !refers(link)) return;
  else if (how === "pointerover") timer = setTimeout(() => link.matches(":hover") && show(link), PATIENCE);
  else if (link.matches(":focus-visible")) show(link);
}

/** @param {HTMLAnchorElement} link */
const show = (link) => open(link).catch((error) => console.info(`No preview: ${error.message}`));

/**
 * Tell whether a link is a reference in a text: no title of an entry, no way back, no line of links.
 * @param {HTMLAnchorElement} link
 */
function refers(link) {
  const alone = link.parentElement.textContent.trim() === link.textContent.trim();
  const cited = link.closest(".folio-cite"); // which may be all that a line of facts says
  return (cited || !alone) && !link.closest(".folio-line, .folio-back, .preview, .search");
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  close();
  current = link;
  const [page] = await Promise.all([pageOf(link), styled]);
  const shown = content(page, link);
  if (current !== link) return;
  if (!shown.length) throw new Error(`${link.href} has nothing to show`);
  const there = Object.assign(document.createElement("a"), { href: link.href, textContent: "Go there" });
  const foot = document.createElement("p");
  foot.append(there);
  box.replaceChildren(...shown, foot);
  box.hidden = false;
  link.setAttribute("aria-describedby", box.id);
  place(link);
}

/** Close the preview that is open, or about to be. */
function close() {
  clearTimeout(timer);
  current?.removeAttribute("aria-describedby");
  current = undefined;
  box.hidden = true;
}

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/**
 * Return the page to which a link leads: this one, or another one, loaded once.
 * @param {HTMLAnchorElement} link
 */
async function pageOf(link) {
  const address = link.href.split("#")[0];
  if (address === location.href.split("#")[0]) return document;
  if (!pages.has(address)) {
    const page = fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return pages.get(address);
}

/**
 * Return copies of what a link leads to.
 * @param {Document} page
 * @param {HTMLAnchorElement} link
 * @returns {Element[]}
 */
export function content(page, link) {
  const target = page.getElementById(decodeURIComponent(link.hash.slice(1)));
  const found = target ? chosen(target) : [];
  return found.map((element) => copied(element, link.href.split("#")[0]));
}

/**
 * Return the elements that say what a place is: itself, or of a section its heading and opening.
 * @param {Element} target
 * @returns {Element[]}
 */
function chosen(target) {
  if (target.matches(NAMED)) return [target];
  if (!target.matches("section, section > span:empty")) return [target.closest(`p, ${NAMED}`) ?? target];
  const section = target.closest("section");
  const parts = [...section.children];
  const heading = parts.find((part) => part.matches("h1, h2, h3, h4, h5, h6"));
  const told = parts.filter((part) => part.matches(".folio-line, .folio-summary, .folio-publication"));
  const first = told.length ? told : parts.filter((part) => part.matches("p, ul, ol, figure, dl")).slice(0, 1);
  return [heading, ...first].filter(Boolean);
}

/**
 * Return a copy without names, buttons and ways back, whose addresses hold on this page; of a list
 * item or a heading, a paragraph or a line.
 * @param {Element} element
 * @param {string} base
 */
function copied(element, base) {
  const copy = /** @type {HTMLElement} */ (document.importNode(element, true));
  for (const one of copy.querySelectorAll(UNWANTED)) one.remove();
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) if (!one.closest("svg")) one.removeAttribute("id");
  for (const [name, of] of [["href", "a[href]"], ["src", "img[src]"]]) {
    for (const one of copy.querySelectorAll(of)) one.setAttribute(name, new URL(one.getAttribute(name), base).href);
  }
  for (const one of copy.querySelectorAll("details")) one.remove();
  if (!copy.matches("li, aside, dt, dd, h1, h2, h3, h4, h5, h6")) return copy;
  const plain = document.createElement(copy.matches("[class], li, aside, dt, dd") ? "div" : "p");
  if (copy.matches("h1, h2, h3, h4, h5, h6")) plain.className = "preview-title";
  plain.append(...copy.childNodes);
  return plain;
}

/**
 * Put the box under a link, or above it where there is more room.
 * @param {HTMLAnchorElement} link
 */
function place(link) {
  const rects = link.getClientRects();
  const line = rects[0] ?? link.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const left = Math.max(16, Math.min(line.left, width - box.offsetWidth - 16));
  const under = rects[rects.length - 1].bottom + 6;
  const above = line.top - box.offsetHeight - 6;
  const fits = under + box.offsetHeight <= innerHeight || above < 0;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${(fits ? under : above) + scrollY}px`;
}

const outside = (/** @type {EventTarget | null} */ target) =>
  !(target instanceof Node) || !(box.contains(target) || current?.contains(target));
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (!current || pointerType === "touch") return;
  clearTimeout(timer);
  const focused = current === document.activeElement && current.matches(":focus-visible");
  if (outside(target) && !focused) timer = setTimeout(close, PATIENCE);
});
document.addEventListener("pointerdown", ({ target }) => outside(target) && close());
document.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && outside(relatedTarget)) close();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
