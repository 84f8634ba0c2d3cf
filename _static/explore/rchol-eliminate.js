// Vertices of a small graph eliminated one by one: left exactly, right as RChol draws. The rules
// are those of models.rchol.small and the random numbers those of models.rchol.draws, worked out
// here because there are too many orders to send; a test compares them step by step.

import { controls, html, panel, says, svg } from "./parts.js";

const LETTERS = "abcdefghij";
const MASK = (1n << 64n) - 1n;
const GOLDEN = 0x9e3779b97f4a7c15n;
const RADIUS = 17;

/** @typedef {Map<string, number>} Weights by the two ends, the smaller first: "3 7" */
/** @typedef {{star: [number, number][], added: Weights, left: Weights, fresh: number}} Step */

/** @param {bigint} z */
function mixed(z) {
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/**
 * Return the i-th random number of a vertex.
 * @param {number} seed
 * @param {number} vertex
 * @param {number} i
 */
function uniform(seed, vertex, i) {
  const start = mixed((mixed((BigInt(seed) + GOLDEN) & MASK) + BigInt(vertex + 1) * GOLDEN) & MASK);
  return Number(mixed((start + BigInt(i + 1) * GOLDEN) & MASK) >> 11n) / 2 ** 53;
}

/** @param {number} a @param {number} b */
const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
/** @param {string} ends */
const ends = (ends) => ends.split(" ").map(Number);
/** @param {Iterable<number>} values */
const sum = (values) => [...values].reduce((a, b) => a + b, 0);

/**
 * Return the edges that eliminating the centre of a star adds: all of them, or a tree drawn.
 * @param {[number, number][]} star neighbours and weights, the lightest first
 * @param {(i: number) => number} [draw]
 * @returns {Weights}
 */
function added(star, draw) {
  /** @type {Weights} */
  const found = new Map();
  const total = sum(star.map(([, weight]) => weight));
  let below = 0;
  const sums = star.map(([, weight]) => (below += weight));
  for (let i = 0; i + 1 < star.length; i++) {
    const [a, u] = star[i];
    if (draw) {
      const goal = sums[i] + draw(i) * (total - sums[i]);
      let j = i + 1;
      while (j + 1 < star.length && sums[j] < goal) j++;
      found.set(pair(a, star[j][0]), (u * (total - sums[i])) / total);
    } else {
      for (const [b, v] of star.slice(i + 1)) found.set(pair(a, b), (u * v) / total);
    }
  }
  return found;
}

/**
 * Eliminate a vertex, exactly or, with a seed, as RChol does.
 * @param {Weights} weights
 * @param {number} vertex
 * @param {number} [seed]
 * @returns {Step}
 */
export function eliminate(weights, vertex, seed) {
  /** @type {[number, number][]} */
  const star = [];
  /** @type {Weights} */
  const left = new Map();
  for (const [key, weight] of weights) {
    const [a, b] = ends(key);
    if (a === vertex || b === vertex) star.push([a === vertex ? b : a, weight]);
    else left.set(key, weight);
  }
  star.sort(([a, u], [b, v]) => u - v || a - b);
  const more = added(star, seed === undefined ? undefined : (i) => uniform(seed, vertex, i));
  const fresh = [...more.keys()].filter((key) => !left.has(key)).length;
  for (const [key, weight] of more) left.set(key, (left.get(key) ?? 0) + weight);
  return { star, added: more, left, fresh };
}

/**
 * Return the steps of eliminating vertices in order; the first has no star.
 * @param {Weights} weights
 * @param {number[]} order
 * @param {number} [seed]
 */
function steps(weights, order, seed) {
  /** @type {Step[]} */
  const found = [{ star: [], added: new Map(), left: weights, fresh: 0 }];
  for (const vertex of order) found.push(eliminate(found[found.length - 1].left, vertex, seed));
  return found;
}

/**
 * Draw a graph with what the last step added.
 * @param {SVGElement} picture
 * @param {[number, number][]} places
 * @param {Step} step
 * @param {number[]} gone
 * @param {string} colour
 */
function paint(picture, places, step, gone, colour) {
  const lines = [...step.left].map(([key, weight]) => {
    const [[x1, y1], [x2, y2]] = ends(key).map((v) => places[v]);
    const isNew = step.added.has(key);
    return svg("line", {
      ...{ x1, y1, x2, y2, stroke: isNew ? colour : "var(--muted)" },
      "stroke-width": (1 + 1.4 * weight).toFixed(2),
      "stroke-opacity": isNew ? 1 : 0.55,
    });
  });
  picture.querySelector("g")?.replaceChildren(...lines);
  picture.querySelectorAll(".explore-node").forEach((node, vertex) => {
    node.classList.toggle("explore-gone", gone.includes(vertex));
    node.setAttribute("aria-disabled", String(gone.includes(vertex)));
  });
}

/**
 * Return one of the two pictures; its vertices are buttons.
 * @param {string} title
 * @param {[number, number][]} places
 * @param {boolean} reached whether Tab reaches its vertices
 * @param {(vertex: number) => void} onChoose
 */
function graph(title, places, reached, onChoose) {
  const nodes = places.map(([x, y], vertex) => {
    const look = { fill: "var(--paper)", stroke: "currentColor", "stroke-width": 1.5 };
    const node = svg(
      "g",
      {
        class: "explore-node",
        role: "button",
        "aria-label": `Eliminate ${LETTERS[vertex]}`,
        tabindex: reached && vertex === 0 ? 0 : -1,
      },
      svg("circle", { class: "explore-dot", cx: x, cy: y, r: RADIUS, ...look }),
      svg("text", { x, y: y + 5, "text-anchor": "middle", "font-size": 15, fill: "currentColor" }, LETTERS[vertex]),
    );
    node.addEventListener("click", () => onChoose(vertex));
    return node;
  });
  const picture = svg("svg", { viewBox: "20 10 320 320", role: "group", "aria-label": title }, svg("g"), ...nodes);
  picture.addEventListener("keydown", (event) => {
    const at = nodes.indexOf(/** @type {SVGElement} */ (event.target));
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = nodes[(at + step + nodes.length) % nodes.length];
      nodes.forEach((node) => node.setAttribute("tabindex", node === next ? "0" : "-1"));
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") onChoose(at);
    else return;
    event.preventDefault();
  });
  return picture;
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ explorer: found }) {
  /** @type {Weights} */
  const weights = new Map(found.edges.map((/** @type {number[]} */ [a, b, w]) => [pair(a, b), w]));
  /** @type {{order: number[], seed: number}} */
  const state = { order: [], seed: 1 };
  const said = says();
  /** @param {number} vertex */
  const choose = (vertex) => {
    if (!state.order.includes(vertex)) state.order.push(vertex);
    show();
  };
  const pictures = ["Eliminated exactly", "Eliminated as RChol draws"].map((title, i) =>
    graph(title, found.places, i === 0, choose),
  );
  const captions = pictures.map(() => html("p"));
  /** @param {string} text @param {() => void} act */
  const button = (text, act) => {
    const made = html("button", { type: "button" }, text);
    made.addEventListener("click", () => {
      act();
      show();
    });
    return made;
  };
  const again = button("Draw again", () => (state.seed += 1));
  const back = button("Undo", () => state.order.pop());
  const anew = button("Start again", () => (state.order = []));
  function show() {
    const both = [steps(weights, state.order), steps(weights, state.order, state.seed)];
    both.forEach((all, i) => {
      paint(pictures[i], found.places, all[all.length - 1], state.order, `var(--fig-${i ? 1 : 2})`);
      captions[i].textContent = caption(["Exact", "Drawn"][i], all);
    });
    for (const control of [back, anew]) control.disabled = !state.order.length;
    tell(said, state, both);
  }
  show();
  const sides = pictures.map((picture, i) => html("div", {}, captions[i], picture));
  return panel(controls(again, back, anew), html("div", { class: "explore-pair" }, ...sides), said);
}

/**
 * Return what is counted of one side.
 * @param {string} name
 * @param {Step[]} all
 */
function caption(name, all) {
  const fresh = sum(all.map((step) => step.fresh));
  return `${name}: ${all[all.length - 1].left.size} edges, ${fresh} of fill so far`;
}

/**
 * Say what the last elimination did.
 * @param {HTMLElement} said
 * @param {{order: number[], seed: number}} state
 * @param {Step[][]} both
 */
function tell(said, { order, seed }, both) {
  const last = both.map((all) => all[all.length - 1]);
  const [exact, drawn] = last.map((step) => step.added.size);
  const totals = last.map((step) => sum(step.added.values()));
  const drawnStar = last[1].star.map(([, weight]) => weight);
  const all = sum(drawnStar);
  const clique = all ? (all * all - sum(drawnStar.map((w) => w * w))) / (2 * all) : 0;
  Object.assign(said.dataset, {
    order: order.join(" "),
    seed: String(seed),
    edges: last.map((step) => step.left.size).join(" "),
    fill: both.map((steps) => sum(steps.map((step) => step.fresh))).join(" "),
    added: `${exact} ${drawn}`,
    totals: totals.join(" "),
    clique: String(clique),
    drawn: JSON.stringify([...last[1].left]),
  });
  if (!order.length) {
    said.textContent = "Choose a vertex to eliminate: by click or tap, or by arrow keys and Enter.";
    return;
  }
  const vertex = LETTERS[order[order.length - 1]];
  const [left, right] = last.map((step) => step.star.length);
  said.textContent =
    `Vertex ${vertex} is eliminated. Exactly, ${edgesOf(exact)} join its ${left} neighbours. ` +
    `Drawn (draw ${seed}), ${edgesOf(drawn)} join its ${right}; together they weigh ` +
    `${totals[1].toFixed(3)}, and the clique in their place would weigh ${clique.toFixed(3)}.`;
}

/** @param {number} count */
const edgesOf = (count) => (count === 1 ? "1 edge" : `${count} edges`);
