// Where matching words stand in a text, and the part of a section that shows most of them.

import { folded, GREEK, isHan } from "./words.js";

const PIECE = /[\p{L}\p{N}\p{M}]+(?:[-‐‑–.'’][\p{L}\p{N}\p{M}]+)*|∞/gu;
const RUN = /[\p{L}\p{N}\p{M}]+|∞/gu;
const LONG = 170; // letters of an excerpt
const ALONE = /^(?:[′″‴]+|st|nd|rd|th|TM)$/; // of a derivative, and in 20th
/** What stands between two parts of a formula, the second of which each of these is. */
const BETWEEN = Object.entries({
  "^": ":is(msup, msubsup, munderover) > :last-child, sup",
  _: ":is(msub, munder) > :last-child, :is(msubsup, munderover) > :nth-child(2), sub",
  "/": "mfrac > :last-child",
});
const ELSEWHERE = "section, sup.folio-cite, h1, h2, h3, h4, h5, h6, svg, script, .headerlink, .eqno, .folio-to-links, button";

/**
 * Return where words stand in a text: from, to.
 * @param {string} text
 * @param {Set<string>} words
 * @returns {[number, number][]}
 */
export function places(text, words) {
  /** @type {[number, number][]} */
  const found = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    const runs = [...piece.matchAll(RUN)];
    const joined = runs.length > 1 && words.has(folded(piece).replace(/[^\p{L}\p{N}]/gu, ""));
    if (joined) found.push([index, index + piece.length]);
    else for (const { 0: run, index: at } of runs) found.push(...inRun(run, index + at, words));
  }
  return found;
}

/**
 * Return where words stand in a run of letters: the whole of it, or its Chinese characters.
 * @param {string} run
 * @param {number} start
 * @param {Set<string>} words
 * @returns {[number, number][]}
 */
function inRun(run, start, words) {
  const small = folded(run);
  if (words.has(small) || words.has(GREEK[small])) return [[start, start + run.length]];
  if (!/\p{Script=Han}/u.test(run)) return [];
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    if (!isHan(word)) continue;
    for (let at = run.indexOf(word); at >= 0; at = run.indexOf(word, at + 1)) {
      found.push([start + at, start + at + word.length]);
    }
  }
  return merged(found);
}

/**
 * Join places that overlap.
 * @param {[number, number][]} found
 */
function merged(found) {
  /** @type {[number, number][]} */
  const all = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/**
 * Return the text of a section of a page, without the sections below it; of the whole page what
 * stands above its first section.
 * @param {Document} page
 * @param {string} anchor
 */
export function sectionText(page, anchor) {
  const named = anchor ? page.getElementById(anchor) : page.querySelector("article section");
  const section = named?.closest("section")?.cloneNode(true);
  if (!(section instanceof Element)) return "";
  for (const other of section.querySelectorAll(ELSEWHERE)) other.remove();
  return inLine(section).replace(/\s+/g, " ").trim();
}

/**
 * Return the text of an element, formulas as one writes them in a line: a power is no digit that
 * follows its base.
 * @param {Element} element no longer used
 */
function inLine(element) {
  for (const again of element.querySelectorAll("annotation")) again.remove();
  for (const part of element.querySelectorAll("mfrac > :first-child, msqrt, mroot > :first-child")) bracket(part);
  for (const root of element.querySelectorAll("msqrt, mroot")) root.prepend("√");
  for (const [sign, parts] of BETWEEN) {
    for (const part of element.querySelectorAll(parts)) {
      if (ALONE.test(part.textContent)) continue;
      bracket(part);
      part.prepend(sign);
    }
  }
  return element.textContent;
}

/**
 * Put brackets around what is more than one sign or number.
 * @param {Element} part
 */
function bracket(part) {
  if (!/^(?:.|[\d.,]+)$/u.test(part.textContent)) {
    part.prepend("(");
    part.append(")");
  }
}

/**
 * Return the part of a text that has most of the words, each kind once, with them marked.
 * @param {string} text
 * @param {Set<string>} words
 * @returns {Node[]}
 */
export function excerpt(text, words) {
  const found = places(text, words);
  let [from, most] = [0, 0];
  for (const [start] of found) {
    const near = found.filter(([at, to]) => at >= start && to <= start + LONG);
    const kinds = new Set(near.map(([at, to]) => folded(text.slice(at, to)))).size;
    if (kinds > most) [from, most] = [start, kinds];
  }
  const start = from < LONG / 2 ? 0 : text.lastIndexOf(" ", from - 40) + 1;
  const rest = text.slice(start, start + LONG);
  const end = text.length > start + LONG ? start + Math.max(rest.lastIndexOf(" "), LONG / 2) : text.length;
  const shown = marked(text.slice(start, end), words);
  return [start ? "… " : "", ...shown, end < text.length ? " …" : ""].map(asNode);
}

/**
 * Return a text in parts, with words marked.
 * @param {string} text
 * @param {Set<string>} words
 * @returns {(string | Node)[]}
 */
export function marked(text, words) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let done = 0;
  for (const [from, to] of places(text, words)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    parts.push(text.slice(done, from), mark);
    done = to;
  }
  return [...parts, text.slice(done)];
}

/** @param {string | Node} part */
const asNode = (part) => (typeof part === "string" ? document.createTextNode(part) : part);
