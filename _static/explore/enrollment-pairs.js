// The states of an exam: call what exists and it moves on, call what does not and read why not.

import { controls, html, panel, press, says, svg } from "./parts.js";

const [WIDTH, HEIGHT, WIDE, HIGH] = [400, 176, 112, 46];
/** Where the middle of each state is. @type {Record<string, [number, number]>} */
const PLACES = {
  Draft: [60, 30],
  Published: [200, 30],
  Open: [340, 30],
  Closed: [340, 144],
  Graded: [200, 144],
  Released: [60, 144],
};

/**
 * Return the path from one state to another: straight, round what lies between, or a loop.
 * @param {string} from
 * @param {string} to
 * @returns {{path: string, middle: [number, number]}}
 */
function way(from, to) {
  const [[x1, y1], [x2, y2]] = [PLACES[from], PLACES[to]];
  const inwards = y1 < HEIGHT / 2 ? 1 : -1;
  if (from === to) {
    const y = y1 + inwards * (HIGH / 2 + 22);
    return { path: `M${x1 - 26} ${y1} C${x1 - 26} ${y + 8 * inwards} ${x1 + 26} ${y + 8 * inwards} ${x1 + 26} ${y1}`, middle: [x1, y] };
  }
  const bow = y1 === y2 && Math.abs(x1 - x2) > 200 ? 92 * inwards : 0;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return { path: `M${x1} ${y1} Q${x} ${y + bow} ${x2} ${y2}`, middle: [x, y + bow / 2] };
}

/**
 * Return a text in the middle of a place.
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
function label(x, y, words) {
  return svg("text", { x, y: y + 5, "text-anchor": "middle", "font-size": 15, fill: "currentColor" }, words);
}

/**
 * Draw the steps that exist, the one that was tried last, and the states.
 * @param {any} states calls and targets by state
 * @param {string} now
 * @param {{from: string, to: string, legal: boolean} | undefined} last
 */
function draw(states, now, last) {
  const steps = Object.entries(states).flatMap(([from, verbs]) =>
    Object.values(/** @type {any} */ (verbs)).filter((told) => told.legal).map(({ to }) =>
      svg("path", { d: way(from, to).path, fill: "none", stroke: "var(--fig-rule)", "stroke-width": 3 }),
    ),
  );
  const tried = last && way(last.from, last.to);
  const colour = last?.legal ? "var(--fig-1)" : "var(--fig-2)";
  const line = { fill: "none", stroke: colour, "stroke-width": 3 };
  const dashes = last?.legal ? {} : { "stroke-dasharray": "7 5" };
  const boxes = Object.entries(PLACES).flatMap(([name, [x, y]]) => {
    const box = { x: x - WIDE / 2, y: y - HIGH / 2, width: WIDE, height: HIGH, rx: 8 };
    const here = name === now;
    return [
      svg("rect", { ...box, fill: "var(--fig-paper)" }),
      svg("rect", { ...box, fill: here ? "var(--fig-1)" : "none", "fill-opacity": 0.25, stroke: here ? "var(--fig-1)" : "currentColor", "stroke-width": here ? 3 : 1.2 }),
      label(x, y, name),
    ];
  });
  const drawn = [...steps, ...(tried ? [svg("path", { d: tried.path, ...line, ...dashes })] : []), ...boxes];
  if (tried && !last.legal) {
    const [x, y] = tried.middle;
    drawn.push(svg("path", { d: `M${x - 8} ${y - 8} l16 16 m0 -16 l-16 16`, ...line, "stroke-width": 4 }));
  }
  return drawn;
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ states, pairs, checkers }) {
  const [first] = Object.keys(states);
  let now = first;
  /** @type {Set<string>} */
  const seen = new Set();
  const said = says();
  const told = html("dl", { class: "explore-told" });
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "explore-states" });
  /** @param {{from: string, to: string, legal: boolean}} [last] */
  const show = (last) => {
    picture.replaceChildren(...draw(states, now, last));
    const way = last ? `; tried: from ${last.from} to ${last.to}, ${last.legal ? "which exists" : "refused"}` : "";
    picture.setAttribute("aria-label", `Six states of an exam, in ${now} now${way}`);
    Object.assign(said.dataset, { state: now, refused: seen.size });
  };
  /** @param {string} verb */
  const call = (verb) => {
    const [from, of] = [now, states[now][verb]];
    if (of.legal) now = of.to;
    else seen.add(`${from} ${of.to}`);
    said.textContent = of.legal
      ? `exam.${verb}() exists: the exam was ${from} and is ${of.to}.`
      : `exam.${verb}() is refused, since the exam is ${from}. ${seen.size} of ${pairs.refused} refusals seen.`;
    const messages = [
      [`mypy ${checkers.mypy}`, of.mypy],
      [`pyright ${checkers.pyright}`, of.pyright],
      ["Python, when run all the same", of.python],
    ];
    const parts = messages.flatMap(([who, what]) => [html("dt", {}, who), html("dd", {}, what ?? "")]);
    told.replaceChildren(...(of.legal ? [] : parts));
    Object.assign(said.dataset, { from, verb, legal: of.legal });
    show({ from, to: of.to, legal: of.legal });
  };
  const again = press("Start over", () => {
    now = first;
    said.textContent = `The exam is ${now}.`;
    told.replaceChildren();
    show();
  });
  const row = controls(...Object.keys(states[first]).map((verb) => press(`exam.${verb}()`, () => call(verb))), again);
  row.classList.add("explore-steps");
  said.textContent = `The exam is ${now}. Of ${pairs.all} pairs of states ${pairs.legal} are steps that exist.`;
  show();
  return panel(row, picture, said, told);
}
