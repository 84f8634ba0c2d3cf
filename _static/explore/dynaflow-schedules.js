// The two streams of a schedule by share of network and load, and what the load does to it.

import { choice, controls, panel, says, slider, svg } from "./parts.js";

/** @type {[string, string][]} */
const SCHEDULERS = [
  ["sequential", "Sequential"],
  ["two-way", "Two-way"],
  ["dual-batch", "Dual-batch"],
  ["dynamic", "Dynamic"],
];
const [WIDTH, HEIGHT, LEFT, RIGHT] = [400, 340, 62, 392];
/** @type {Record<string, [number, string]>} */
const LINES = { compute: [46, "var(--fig-1)"], network: [92, "var(--fig-3)"] };
const BAR = 34;
const CHART = { top: 160, bottom: 300 }; // speedup 2 and 0.4
const LAYERS = 2;

/**
 * Return what an explorer's state shows: a dynamic schedule is one of two others.
 * @param {any} found the part `explorer` of the results
 * @param {string} scheduler
 * @param {number} phi its number in the list
 * @param {number} tokens its number in the list
 */
function look(found, scheduler, phi, tokens) {
  const cut = found.tokens[tokens] >= found.pays[phi];
  const name = scheduler === "dynamic" ? (cut ? "dual-batch" : "sequential") : scheduler;
  return { name, speedup: found.speedups[name][phi][tokens], spans: found.states[name][phi][tokens] };
}

/**
 * Return text, small by default.
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {Record<string, string>} [attributes]
 */
function label(x, y, words, attributes = {}) {
  return svg("text", { x, y, "font-size": "14", fill: "currentColor", ...attributes }, words);
}

/**
 * Draw the operations of a schedule on the lines of their streams.
 * @param {[string, string][]} operators names and tags, in order
 * @param {number[][]} spans of each half: starts and ends, in thousandths of a layer
 */
function streams(operators, spans) {
  const end = Math.max(1000 * LAYERS, ...spans.flat());
  /** @param {number} time */
  const x = (time) => LEFT + ((RIGHT - LEFT) * time) / end;
  const drawn = Object.entries(LINES).flatMap(([tag, [y]]) => [
    label(0, y - 12, tag),
    svg("line", { x1: LEFT, x2: RIGHT, y1: y, y2: y, stroke: "var(--fig-rule)" }),
  ]);
  spans.forEach((half, batch) => {
    for (let i = 0; i < half.length; i += 2) {
      const [name, tag] = operators[(i / 2) % operators.length];
      const [line, colour] = LINES[tag];
      const [from, width] = [x(half[i]), x(half[i + 1]) - x(half[i])];
      const box = { x: from, y: line - BAR - 3, width, height: BAR };
      const look = { fill: batch ? "var(--fig-paper)" : colour, "fill-opacity": batch ? 1 : 0.25 };
      drawn.push(svg("rect", { ...box, ...look, stroke: colour, "stroke-width": 1.2 }));
      const words = [name, name[0]].find((text) => 7.2 * text.length + 3 < width) ?? "";
      drawn.push(label(from + width / 2, line - 15, words, { "text-anchor": "middle" }));
    }
  });
  const whole = x(1000 * LAYERS);
  const mark = { y1: 8, y2: 98, stroke: "currentColor", "stroke-dasharray": "4 4" };
  drawn.push(svg("line", { x1: whole, x2: whole, ...mark }));
  drawn.push(label(whole, 114, "whole batch in order", { "text-anchor": "end" }));
  return drawn;
}

/**
 * Draw the speedup of a schedule against the tokens of the batch, and mark one load.
 * @param {number[]} tokens
 * @param {number[]} speedups
 * @param {number} chosen
 * @param {number} pays
 */
function chart(tokens, speedups, chosen, pays) {
  const [low, high] = [Math.log2(tokens[0]), Math.log2(tokens[tokens.length - 1])];
  /** @param {number} count */
  const x = (count) => LEFT + ((RIGHT - 12 - LEFT) * (Math.log2(count) - low)) / (high - low);
  /** @param {number} speedup */
  const y = (speedup) => CHART.bottom - ((CHART.bottom - CHART.top) * (speedup - 0.4)) / 1.6;
  const points = tokens.map((count, i) => `${x(count).toFixed(1)},${y(speedups[i]).toFixed(1)}`);
  const rules = [0.5, 1, 1.5, 2].flatMap((value) => [
    svg("line", { x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value), stroke: "var(--fig-rule)" }),
    label(LEFT - 6, y(value) + 5, String(value), { "text-anchor": "end" }),
  ]);
  const ticks = [64, 128, 256, 512, 1024, 2048].map((count) =>
    label(x(count), CHART.bottom + 18, String(count), { "text-anchor": "middle" }),
  );
  const dashed = { stroke: "currentColor", "stroke-dasharray": "4 4" };
  const line = { fill: "none", stroke: "var(--fig-1)", "stroke-width": 2.2 };
  return [
    ...rules,
    ...ticks,
    label(0, CHART.top - 16, "speedup"),
    label(RIGHT, CHART.bottom + 36, "tokens in the batch", { "text-anchor": "end" }),
    svg("line", { x1: x(pays), x2: x(pays), y1: CHART.top, y2: CHART.bottom, ...dashed }),
    svg("polyline", { points: points.join(" "), ...line }),
    svg("circle", { cx: x(tokens[chosen]), cy: y(speedups[chosen]), r: 5, fill: "var(--fig-1)" }),
  ];
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ explorer: found }) {
  const state = { scheduler: "dual-batch", phi: 1, tokens: 1 };
  const said = says();
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": "The two streams of the schedule, and its speedup against the tokens of the batch",
    class: "explore-schedules",
  });
  /** @param {number} phi */
  const percent = (phi) => `${Math.round(100 * found.phis[phi])} %`;
  /** @param {Partial<typeof state>} change */
  const show = (change) => {
    Object.assign(state, change);
    const { scheduler, phi, tokens } = state;
    const seen = look(found, scheduler, phi, tokens);
    /** @type {number[]} */
    const loads = found.tokens;
    const all = loads.map((_, i) => look(found, scheduler, phi, i).speedup);
    picture.replaceChildren(
      ...streams(found.operators, seen.spans),
      ...chart(loads, all, tokens, found.pays[phi]),
    );
    const count = loads[tokens];
    const batches = seen.spans.length;
    Object.assign(said.dataset, { speedup: seen.speedup, batches, tokens: count, pays: found.pays[phi] });
    said.textContent = sentence(scheduler, seen, count, found.pays[phi]);
  };
  const last = found.tokens.length - 1;
  const row = controls(
    choice("Schedule", SCHEDULERS, state.scheduler, (scheduler) => show({ scheduler })),
    slider(
      "Share in the network",
      { min: 0, max: found.phis.length - 1, value: state.phi, text: percent },
      (phi) => show({ phi }),
    ),
    slider(
      "Tokens",
      { min: 0, max: last, value: state.tokens, text: (i) => String(found.tokens[i]) },
      (tokens) => show({ tokens }),
    ),
  );
  show({});
  return panel(row, picture, said);
}

/**
 * Say what a schedule does with a batch.
 * @param {string} scheduler
 * @param {{speedup: number, spans: number[][]}} seen
 * @param {number} count
 * @param {number} pays
 */
function sentence(scheduler, seen, count, pays) {
  const cut = seen.spans.length > 1;
  const done = cut ? `cut in halves of ${count / 2}` : "left whole";
  const times = `${seen.speedup.toFixed(3)} times the speed of the whole batch in order`;
  const least = `With this share, cutting exchange by exchange pays from ${pays} tokens.`;
  const name = Object.fromEntries(SCHEDULERS)[scheduler];
  return `${name}: ${count} tokens, ${done}, run at ${times}. ${least}`;
}
