// Finds the sections that hold what is asked for, best first, in the index that
// src/folio/exports/search_index.py makes. It knows nothing of the page.

import { every, isEmpty, join } from "./weights.js";
import { asked, before, distance, isHan, lacking, letters, spellings, stem } from "./words.js";

/**
 * @typedef {object} Hit
 * @property {string} page its address below the site's
 * @property {string} anchor empty for the page as a whole
 * @property {string} title
 * @property {string} above the title of the page, empty for the page as a whole
 */

const MOST_WORDS = 60; // that begin with what is typed
const EXACT = 1;
const BEGUN = 0.75;
const OTHER_FORM = 0.5;
const WRONG = [0, 0.6, 0.35]; // by letters that are wrong
const ELSEWHERE = 0.25; // what a section lacks and its page's title or opening has
const APART = 0.5; // Chinese characters, or parts of one word, that do not stand together

export class Finder {
  /** @param {{pages: string[][], words: string, found: string}} index */
  constructor(index) {
    this.words = index.words.split(" ");
    this.found = index.found.split(" ");
    this.pages = index.pages;
    this.letters = Int32Array.from(this.words, letters);
    /** @type {{page: number, at: number}[]} */
    this.places = [];
    this.first = []; // of each place, the number of its page's first
    index.pages.forEach((page, number) => {
      const first = this.places.length;
      for (let at = 2; at < page.length; at += 2) {
        this.places.push({ page: number, at });
        this.first.push(first);
      }
    });
    /** The words by which the last query found something, for those who mark them. */
    this.matched = new Set();
    /** How many places the last query found. */
    this.count = 0;
    /** What was taken for words of the last query that no page has. @type {string[]} */
    this.instead = [];
  }

  /**
   * Return what is found, best first; `count` says how much there is.
   * @param {string} query
   * @param {number} most
   * @returns {Hit[]}
   */
  find(query, most = Infinity) {
    this.matched = new Set();
    this.instead = [];
    const terms = asked(query);
    const tables = terms.map((term) => this.term(term));
    terms.forEach((term, i) => {
      const both = i + 1 < terms.length && this.known(term.join("") + terms[i + 1].join(""));
      if (both) for (const table of [tables[i], tables[i + 1]]) join(table, both);
    });
    return this.best(tables, most).map((number) => this.hit(number));
  }

  /**
   * Return the numbers of places, best first: those with most of what is asked for.
   * @param {Float32Array[]} tables
   * @param {number} most
   */
  best(tables, most) {
    const scores = new Float32Array(this.places.length);
    let [places, parts] = [[], 1];
    for (let number = 0; number < scores.length; number++) {
      let [own, had, sum] = [0, 0, 0];
      for (const table of tables) {
        const score = table[number] || ELSEWHERE * table[this.first[number]];
        own += table[number];
        if (score) had++;
        sum += score;
      }
      if (!own || had < parts) continue;
      if (had > parts) [places, parts] = [[], had];
      scores[number] = sum;
      places.push(number);
    }
    this.count = places.length;
    if (places.length > most) {
      const least = Float32Array.from(places, (number) => scores[number]).sort()[places.length - most];
      places = places.filter((number) => scores[number] >= least);
    }
    return places.sort((m, n) => scores[n] - scores[m] || m - n).slice(0, most);
  }

  /**
   * Return what a term weighs in each place: its parts in one word, or all of them.
   * @param {string[]} parts
   */
  term(parts) {
    const tables = parts.map((part) => (isHan(part) ? this.chinese(part) : this.word(part)));
    if (parts.length === 1) return tables[0];
    const whole = every(tables);
    const joined = this.known(parts.join(""));
    if (joined) join(whole, joined);
    if (isEmpty(whole)) for (const table of tables) join(whole, table, APART);
    return whole;
  }

  /**
   * Return what a run of Chinese weighs: its pairs, or else its characters.
   * @param {string} run
   */
  chinese(run) {
    const signs = [...run];
    const pairs = signs.slice(1).map((sign, i) => this.exactly(signs[i] + sign));
    const whole = signs.length > 1 ? every(pairs) : this.exactly(run);
    if (signs.length === 1 || !isEmpty(whole)) return whole;
    return every(signs.map((sign) => this.exactly(sign))).map((score) => APART * score);
  }

  /**
   * Return what a word weighs: as it is, in another spelling, begun, in another form; and only
   * where there is none of these, with wrong letters or as two words written together.
   * @param {string} word
   */
  word(word) {
    const table = this.nothing();
    const written = spellings(word);
    for (const spelling of written) {
      this.take(table, this.at(spelling), EXACT);
      this.beginning(table, spelling, BEGUN);
    }
    const certain = !isEmpty(table);
    for (const root of written.map(stem).filter(Boolean)) {
      this.take(table, this.at(root), OTHER_FORM);
      this.beginning(table, root, OTHER_FORM, word.length + 4);
    }
    if (!certain) this.misspelt(table, word);
    return isEmpty(table) ? this.split(word) : table;
  }

  /**
   * Return what a word of the index weighs, or one that begins like it; undefined if there is none.
   * @param {string} word
   */
  known(word) {
    const table = this.exactly(word);
    if (word.length > 4) this.beginning(table, word, BEGUN);
    return isEmpty(table) ? undefined : table;
  }

  /** Return a table in which nothing weighs anything: a number for each place. */
  nothing() {
    return new Float32Array(this.places.length);
  }

  /** @param {string} word */
  exactly(word) {
    const table = this.nothing();
    this.take(table, this.at(word), EXACT);
    return table;
  }

  /**
   * Add the words that begin with something, the more the less they go on.
   * @param {Float32Array} table
   * @param {string} start
   * @param {number} weight
   * @param {number} longest
   */
  beginning(table, start, weight, longest = Infinity) {
    if (start.length < 2) return;
    const from = this.from(start);
    for (let i = from; i < from + MOST_WORDS && this.words[i]?.startsWith(start); i++) {
      const { length } = this.words[i];
      if (length > start.length && length <= longest) {
        this.take(table, i, (weight * (1 + start.length / length)) / 2);
      }
    }
  }

  /**
   * Add the words that are nearest to one that is written wrongly.
   * @param {Float32Array} table
   * @param {string} word
   */
  misspelt(table, word) {
    let most = word.length > 5 ? 2 : word.length > 3 ? 1 : 0;
    if (!most || /^\d+$/.test(word)) return;
    /** @type {[number, number][]} */
    let near = [];
    const typed = letters(word);
    for (let i = 0; i < this.words.length; i++) {
      if (lacking(typed, this.letters[i]) > most || this.words[i].length < 3) continue;
      const wrong = distance(word, this.words[i], most);
      if (wrong === Infinity) continue;
      near.push([i, wrong]);
      most = Math.min(most, Math.ceil(wrong)); // a nearer one makes farther ones pointless
    }
    const least = Math.min(...near.map(([, wrong]) => wrong));
    near = near.filter(([, wrong]) => wrong <= least + 0.5).slice(0, MOST_WORDS);
    if (near.length) this.instead.push(this.words[near.reduce((a, b) => (b[1] < a[1] ? b : a))[0]]);
    for (const [i, wrong] of near) this.take(table, i, WRONG[Math.floor(wrong)] * (wrong % 1 ? 0.7 : 1));
  }

  /**
   * Return what two words weigh that were written as one.
   * @param {string} word
   */
  split(word) {
    for (let i = 2; i <= word.length - 2; i++) {
      const parts = [word.slice(0, i), word.slice(i)];
      if (parts.every((part) => this.at(part) >= 0)) {
        const both = every(parts.map((part) => this.exactly(part)));
        if (!isEmpty(both)) return both;
      }
    }
    return this.nothing();
  }

  /**
   * Return the number of the first word that is not before another.
   * @param {string} word
   */
  from(word) {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.words[middle], word)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Return the number of a word, or -1.
   * @param {string} word
   */
  at(word) {
    const i = this.from(word);
    return this.words[i] === word ? i : -1;
  }

  /**
   * Add where a word stands; of several words of one place the best counts.
   * @param {Float32Array} table
   * @param {number} word
   * @param {number} factor
   */
  take(table, word, factor) {
    if (word < 0) return;
    this.matched.add(this.words[word]);
    const line = this.found[word];
    let [place, step] = [-1, 0];
    for (let i = 0; i < line.length; i++) {
      const code = line.charCodeAt(i);
      if (code >= 65 && code <= 90) {
        place += step + 1;
        step = 0;
        const score = factor * (code - 64);
        if (score > table[place]) table[place] = score;
      } else step = step * 36 + code - (code < 65 ? 48 : 87);
    }
  }

  /**
   * Return what is shown of a place.
   * @param {number} number
   * @returns {Hit}
   */
  hit(number) {
    const { page, at } = this.places[number];
    const told = this.pages[page];
    const anchor = told[at];
    return { page: told[0], anchor, title: told[at + 1] || told[1], above: anchor ? told[1] : "" };
  }
}
