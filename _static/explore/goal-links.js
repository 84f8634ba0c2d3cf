// The links of an 8-ary 2-cube as wide as their load, and how the packets of one node spread.

import { choice, controls, panel, says, svg, toggle } from "./parts.js";
import { destination, K, NODES, permute, shift, spread } from "./goal-spread.js";

/** @type {[string, string][]} */
const PATTERNS = [
  ["tornado-all", "Tornado"],
  ["tornado", "Tornado along x only"],
  ["uniform", "Uniform"],
  ["neighbour", "To the four neighbours"],
  ["step", "One step along x"],
  ["step-all", "One step in each dimension"],
  ["transpose", "Transpose"],
  ["bit-complement", "Bit complement"],
  ["bit-reverse", "Bit reverse"],
  ["shuffle", "Shuffle"],
  ["bit-rotation", "Bit rotation"],
  ["worst-dor", "Worst permutation of DOR"],
  ["worst-romm", "Worst permutation of ROMM"],
  ["worst-rlb", "Worst permutation of RLB"],
];
/** @type {[string, string][]} */
const ALGORITHMS = [
  ["dor", "DOR"],
  ["min-ad", "MIN AD"],
  ["val", "Valiant"],
  ["romm", "ROMM"],
  ["rlb", "RLB"],
  ["goal", "GOAL"],
];
/** @type {Record<string, string>} */
const NAMES = { ...Object.fromEntries(ALGORITHMS), "goal-redrawn": "GOAL, redrawn" };
/** @type {Record<string, string>} */
const TRAFFIC = Object.fromEntries(PATTERNS);
/** The colour of each: minimal routing ochre, Valiant green, balanced violet. @type {Record<string, number>} */
const COLOURS = { dor: 2, "min-ad": 2, val: 3, romm: 2, rlb: 1, goal: 1, "goal-redrawn": 1 };
const CELL = 46;
const EDGE = 44; // room for the wrap-around links, which are drawn as stubs
const SIZE = 2 * EDGE + (K - 1) * CELL;
const WIDE = 2.4; // the width of a link with load 1
const SPREAD = 9; // the same when one node sends
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {number} node */
const x = (node) => EDGE + CELL * (node % K);
/** @param {number} node */
const y = (node) => SIZE - EDGE - CELL * (node >> 3);
/** @param {number} node */
const named = (node) => `(${node % K}, ${node >> 3})`;
/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));

/**
 * Return the loads of all channels under a pattern and an algorithm, and at which load they hold:
 * none if they are the same at every load, 0 for an idle network.
 * @param {any} numbers
 * @param {string} pattern
 * @param {string} algorithm
 * @returns {{loads: number[], at?: number}}
 */
function loadsOf(numbers, pattern, algorithm) {
  const exact = numbers[pattern][algorithm];
  const entry = numbers.links[pattern]?.[algorithm];
  const loads = entry?.loads ?? Array.from({ length: NODES }, () => exact.ports).flat();
  return exact.known === "exact" ? { loads } : { loads, at: entry?.load ?? 0 };
}

/**
 * Place a link as a bar beside the line between its nodes, as wide as what it carries.
 * @param {SVGElement} line
 * @param {number} channel
 * @param {number} width
 */
function place(line, channel, width) {
  const [node, port] = [channel >> 2, channel & 3];
  const gap = (port % 2 ? -1 : 1) * (1 + width / 2);
  const [from, to] = port % 2 ? [-CELL + 5, -5] : [5, CELL - 5];
  const along = port < 2;
  const ends = {
    x1: x(node) + (along ? from : gap),
    x2: x(node) + (along ? to : gap),
    y1: y(node) - (along ? gap : from),
    y2: y(node) - (along ? gap : to),
  };
  for (const [name, value] of Object.entries(ends)) line.setAttribute(name, value.toFixed(1));
  line.setAttribute("stroke-width", width ? width.toFixed(2) : "0.75");
}

/**
 * Return the nodes of the torus; one of them can be reached by Tab, the others by arrow keys.
 * @param {(node: number) => void} onShow called with a node, or with -1 for all
 * @returns {SVGElement[]}
 */
function nodesOf(onShow) {
  const nodes = Array.from({ length: NODES }, (_, node) => {
    const tabindex = node ? -1 : 0;
    const label = { role: "button", "aria-label": `Packets of node ${named(node)}`, tabindex };
    const at = { cx: x(node), cy: y(node) };
    const target = svg("circle", { ...at, r: CELL / 2 - 5, fill: "transparent" });
    const dot = svg("circle", { ...at, r: 4, class: "explore-dot" });
    return svg("g", { class: "explore-node", ...label }, target, dot);
  });
  nodes.forEach((node, number) => {
    node.addEventListener("pointerenter", () => onShow(number));
    node.addEventListener("pointerleave", () => onShow(-1));
    node.addEventListener("click", () => node.focus());
    node.addEventListener("focus", () => onShow(number));
    node.addEventListener("blur", () => onShow(-1));
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") node.blur();
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const next = nodes[shift(number, step[0], step[1])];
      node.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  });
  return nodes;
}

/**
 * Return the explorer.
 * @param {any} numbers exact figures by pattern and algorithm, and the loads of `links`
 * @returns {HTMLElement}
 */
export default function explore(numbers) {
  for (const [name, worst] of Object.entries(numbers["worst-case"])) {
    permute(`worst-${name}`, worst.permutation);
  }
  const state = { pattern: "tornado-all", algorithm: "dor", redrawn: false, node: -1 };
  const lines = Array.from({ length: 4 * NODES }, () => svg("line"));
  const said = says();
  /** @param {Partial<typeof state>} change */
  const show = (change) => {
    Object.assign(state, change);
    again.querySelector("input")?.toggleAttribute("disabled", state.algorithm !== "goal");
    const redrawn = state.redrawn && state.algorithm === "goal";
    draw({ ...state, algorithm: redrawn ? "goal-redrawn" : state.algorithm });
  };
  const again = toggle("drawn again at every hop", false, (redrawn) => show({ redrawn }));
  const nodes = nodesOf((node) => show({ node }));

  /** @param {typeof state} shown */
  const draw = ({ pattern, algorithm, node }) => {
    const { loads, at } = loadsOf(numbers, pattern, algorithm);
    const name = NAMES[algorithm];
    const carried = node < 0 ? loads : [...spread(pattern, algorithm, node)];
    const most = Math.max(...carried);
    lines.forEach((line, channel) => {
      const load = carried[channel];
      place(line, channel, load * (node < 0 ? WIDE : SPREAD));
      line.setAttribute("stroke", load ? `var(--fig-${COLOURS[algorithm]})` : "var(--fig-rule)");
      line.setAttribute("stroke-opacity", load ? (0.4 + (0.6 * load) / most).toFixed(2) : "1");
    });
    const end = node < 0 ? -1 : destination(pattern, node);
    nodes.forEach((element, number) => {
      element.classList.toggle("explore-from", number === node);
      element.classList.toggle("explore-to", number === end && end !== node);
    });
    const shown = `${name}, ${TRAFFIC[pattern]}`;
    picture.setAttribute("aria-label", `Loads of the links of an 8 by 8 torus: ${shown}`);
    if (node < 0) tellAll(said, name, most, at, numbers[pattern][algorithm]);
    else tellOne(said, name, node, end, carried);
  };
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "group", class: "explore-torus" },
    ...lines,
    ...nodes,
  );
  const row = controls(
    choice("Traffic", PATTERNS, state.pattern, (pattern) => show({ pattern })),
    choice("Routing", ALGORITHMS, state.algorithm, (algorithm) => show({ algorithm })),
    again,
  );
  show({});
  return panel(row, picture, said);
}

/**
 * Say what the busiest link carries, and what the links allow if that does not depend on the load.
 * @param {HTMLElement} said
 * @param {string} name
 * @param {number} most
 * @param {number | undefined} at
 * @param {any} exact
 */
function tellAll(said, name, most, at, exact) {
  const bound = exact.known !== "none";
  const throughput = bound ? String(exact.throughput) : "";
  Object.assign(said.dataset, { load: String(most), throughput, node: "" });
  const idle = bound ? "" : " on an idle network";
  const link = at ? `Simulated at a load of ${short(at)}, the` : at === 0 ? "There the" : "The";
  const allow = `${short(exact.throughput)} flits per node per cycle.`;
  const then = !bound
    ? "Its choices change with the load, so no throughput follows from this."
    : at === undefined
      ? `This allows ${allow}`
      : `The best of all choices allows ${allow}`;
  said.textContent =
    `${name}: ${short(exact.hops)} hops on average${idle}. ${link} busiest link carries ` +
    `${short(most)} flits for each that a node injects. ${then}`;
}

/**
 * Say how far the packets of a node go, and over how many links.
 * @param {HTMLElement} said
 * @param {string} name
 * @param {number} node
 * @param {number} end
 * @param {number[]} carried
 */
function tellOne(said, name, node, end, carried) {
  const hops = carried.reduce((sum, p) => sum + p, 0);
  const links = carried.filter((p) => p > 1e-9).length;
  const where = end < 0 ? "to several nodes" : end === node ? "to itself" : `to ${named(end)}`;
  Object.assign(said.dataset, { node: String(node), hops: String(hops), links: String(links) });
  said.textContent =
    `${name}: the packets of node ${named(node)} go ${where}, ${short(hops)} hops on average, ` +
    `spread over ${links} links of an idle network.`;
}
