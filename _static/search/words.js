// The words of a text and what else may be meant by them. The index is made by the same rules, in
// src/folio/exports/search_words.py; a test holds the two to each other.

const HAN = "\\u2e80-\\u2fff\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const RUN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+|∞`, "gu");
const COMMON = new Set(
  "a an and are as at be by for from in is it its of on or that the this to was with".split(" "),
);

const NAMES =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega infinity";
/** The names of Greek letters, under which formulas are found. @type {Record<string, string>} */
export const GREEK = Object.fromEntries(NAMES.split(" ").map((name, i) => ["αβγδεζηθικλμνξπρστυφχψω∞"[i], name]));

/**
 * Return a text small and without accents, letters of other forms as plain ones.
 * @param {string} text
 */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Tell whether a word is Chinese.
 * @param {string} word
 */
export const isHan = (word) => new RegExp(`^[${HAN}]`, "u").test(word);

/**
 * Return what is asked for: runs of letters and digits, grouped where one wrote them without a
 * space; words that are in every text only where nothing else is asked for.
 * @param {string} query
 * @returns {string[][]}
 */
export function asked(query) {
  const terms = folded(query)
    .split(/\s+/)
    .map((term) => (term.match(RUN) ?? []).map((run) => GREEK[run] ?? run))
    .filter((term) => term.length);
  const telling = terms.filter((term) => term.length > 1 || !COMMON.has(term[0]));
  return telling.length ? telling : terms;
}

// British and American; each pair is tried both ways, also on what is only begun. Forms in -ise,
// -isation and so on first.
const SPELLINGS = [
  [/is(?=(e|ed|er|ers|es|ing|a|at|ati|atio|ation|ations)?$)/, "iz"],
  [/iz(?=(e|ed|er|ers|es|ing|a|at|ati|atio|ation|ations)?$)/, "is"],
  [/ys(?=(e|ed|er|ers|es|ing)?$)/, "yz"],
  [/yz(?=(e|ed|er|ers|es|ing)?$)/, "ys"],
  [/our(?=(s|ed|ing|al|ful|able|ite|hood)?$)/, "or"],
  [/([^o])or(?=(s|ed|ing|al|ful|able|ite|hood)?$)/, "$1our"],
  [/([^aeiou])re(?=s?$)/, "$1er"],
  [/([^aeiou])er(?=s?$)/, "$1re"],
  [/ogue(?=s?$)/, "og"],
  [/og(?=s?$)/, "ogue"],
  [/ll(?=(ed|ing|er|ers|or|ors|ment|ments|ful)$)/, "l"],
  [/([aeiou])l(?=(ed|ing|er|ers|or|ors|ment|ments)$)/, "$1ll"],
  [/ence(?=s?$)/, "ense"],
  [/ense(?=s?$)/, "ence"],
  [/(ae|oe)/, "e"],
  [/amme(?=s?$)/, "am"],
  [/gram(?=s?$)/, "gramme"],
  [/grey/, "gray"],
  [/gray/, "grey"],
  [/dgement/, "dgment"],
  [/dgment/, "dgement"],
];

/**
 * Return a word in all its spellings, its own first.
 * @param {string} word
 * @returns {string[]}
 */
export function spellings(word) {
  const all = new Set([word]);
  if (word.length > 3) for (const [from, to] of SPELLINGS) all.add(word.replace(from, to));
  return [...all];
}

/**
 * Return the part that a word shares with its other forms, or nothing if it is too short.
 * @param {string} word
 */
export function stem(word) {
  const bare = word.replace(/(?:ations?|ings?|ers?|ed|es|s|ly|e)$/, "");
  const undoubled = bare.replace(/([bdglmnprt])\1$/, "$1");
  return undoubled.length > 3 && undoubled !== word ? undoubled : "";
}

/**
 * Return which letters and digits a word has, as bits.
 * @param {string} word
 */
export function letters(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/**
 * Tell how many letters one word has that another one has not: as many are wrong at least.
 * @param {number} one
 * @param {number} other
 */
export function lacking(one, other) {
  let [bits, count] = [one & ~other, 0];
  for (; bits; bits &= bits - 1) count++;
  return count;
}

let [two, one, row] = [new Int8Array(64), new Int8Array(64), new Int8Array(64)];

/**
 * Return how many letters are wrong, missing, too many or exchanged with their neighbour, in what
 * is typed against a word, or against its beginning (which counts half a letter more): the
 * smaller. Above `most` it is Infinity.
 * @param {string} typed
 * @param {string} word
 * @param {number} most
 */
export function distance(typed, word, most) {
  const n = typed.length;
  const m = Math.min(word.length, n + most);
  if (n - m > most || n > 60) return Infinity;
  for (let j = 0; j <= m; j++) one[j] = j;
  for (let i = 1; i <= n; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= m; j++) {
      let cost = one[j - 1] + (typed[i - 1] === word[j - 1] ? 0 : 1);
      cost = Math.min(cost, one[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        cost = Math.min(cost, two[j - 2] + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return Infinity;
    [two, one, row] = [one, row, two];
  }
  let found = m === word.length ? one[m] : Infinity;
  if (n > 4) for (let j = Math.max(0, n - most); j <= m; j++) found = Math.min(found, one[j] + 0.5);
  return found < most + 1 ? found : Infinity;
}

/**
 * Tell whether a word comes before another as Python sorts them, by code points.
 * @param {string} one
 * @param {string} other
 */
export function before(one, other) {
  for (let i = 0; i < one.length && i < other.length; i++) {
    if (one[i] !== other[i]) return one.codePointAt(i) < other.codePointAt(i);
  }
  return one.length < other.length;
}
