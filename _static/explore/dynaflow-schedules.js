// The two streams of a schedule by share of network and load, and what the load does to it.

import { choice, controls, panel, says, slider, svg } from "./parts.js";

/** @type {[string, string][]} */
const SCHEDULERS = [
  ["sequential", "Sequential"],
  ["two-way", "Two-way"],
  ["dual-batch", "Dual-batch"],
  ["dynamic", "Dynamic"],
];
const [WIDTH, HEIGHT, LEFT, RIGHT] = [400, 396, 62, 392];
/** @type {Record<string, [number, string]>} */
const LINES = { compute: [58, "var(--fig-1)"], network: [104, "var(--fig-3)"] };
const BAR = 34;
const CHART = { top: 206, bottom: 352 }; // speedup 2 and 0.4
const DASHED = { stroke: "currentColor", "stroke-dasharray": "4 4" };
const LAYERS = 2;

/**
 * Return what an explorer's state shows: a dynamic schedule is one of two others.
 * @param {any} found the part `explorer` of the results
 * @param {string} scheduler
 * @param {number} phi its number in the list
 * @param {number} tokens its number in the list
 */
function look(found, scheduler, phi, tokens) {
  const split = found.tokens[tokens] >= found.pays[phi];
  const name = scheduler === "dynamic" ? (split ? "dual-batch" : "sequential") : scheduler;
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
  for (let layer = 0; 1000 * layer <= end; layer += 1) {
    const at = x(1000 * layer);
    drawn.push(svg("line", { x1: at, x2: at, y1: 104, y2: 109, stroke: "currentColor" }));
    drawn.push(label(at, 124, String(layer), { "text-anchor": "middle" }));
  }
  const whole = x(1000 * LAYERS);
  drawn.push(svg("line", { x1: whole, x2: whole, y1: 18, y2: 108, ...DASHED }));
  drawn.push(label(whole, 13, "done if whole and in order", { "text-anchor": "end" }));
  drawn.push(label(RIGHT, 142, "time, in layers of this batch", { "text-anchor": "end" }));
  return drawn;
}

/**
 * Draw the speedups against the tokens of the batch, always split and dynamic, and mark one load.
 * @param {number[]} tokens
 * @param {number[]} always speedups of a schedule that always splits
 * @param {number} chosen the number of the load in the list
 * @param {number} speedup at that load
 * @param {number} pays
 * @param {number[]} dynamic
 */
function chart(tokens, always, chosen, speedup, pays, dynamic) {
  const [low, high] = [Math.log2(tokens[0]), Math.log2(tokens[tokens.length - 1])];
  /** @param {number} count */
  const x = (count) => LEFT + ((RIGHT - 12 - LEFT) * (Math.log2(count) - low)) / (high - low);
  /** @param {number} value */
  const y = (value) => CHART.bottom - ((CHART.bottom - CHART.top) * (value - 0.4)) / 1.6;
  /** @param {[number, number][]} points @param {string} stroke */
  const curve = (points, stroke) => {
    const at = points.map(([count, value]) => `${x(count).toFixed(1)},${y(value).toFixed(1)}`);
    return svg("polyline", { points: at.join(" "), fill: "none", stroke, "stroke-width": 2.2 });
  };
  const rules = [0.5, 1, 1.5, 2].flatMap((value) => [
    svg("line", { x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value), stroke: "var(--fig-rule)" }),
    label(LEFT - 6, y(value) + 5, String(value), { "text-anchor": "end" }),
  ]);
  const ticks = [64, 128, 256, 512, 1024, 2048].map((count) =>
    label(x(count), CHART.bottom + 18, grouped(count), { "text-anchor": "middle" }),
  );
  const lower = always[0] > 0.62 ? 18 : -12; // the side of the curve with room for words
  /** @type {[number, number][]} */
  const rest = tokens.map((count, i) => [count, dynamic[i]]);
  const [whole, split] = [rest.filter(([n]) => n < pays), rest.filter(([n]) => n >= pays)];
  return [
    ...rules,
    ...ticks,
    label(0, CHART.top - 18, "speedup (whole and in order = 1)"),
    label(RIGHT, CHART.bottom + 38, "tokens in the batch", { "text-anchor": "end" }),
    svg("line", { x1: x(pays), x2: x(pays), y1: CHART.top, y2: CHART.bottom, ...DASHED }),
    label(x(pays) + 6, CHART.bottom - 6, `dual-batch pays from ${pays}`),
    curve(tokens.map((count, i) => [count, always[i]]), "var(--fig-2)"),
    curve([...whole, [pays, 1], ...split], "var(--fig-1)"),
    label(LEFT + 6, y(1) - 7, "dynamic", { fill: "var(--fig-1)" }),
    label(LEFT + 6, y(always[0]) + lower, "always split", { fill: "var(--fig-2)" }),
    svg("circle", { cx: x(tokens[chosen]), cy: y(speedup), r: 5, fill: "currentColor" }),
  ];
}

/**
 * Return a number as the page writes it: 2,048.
 * @param {number} count
 */
function grouped(count) {
  return count.toLocaleString("en");
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ explorer: found }) {
  const state = { scheduler: "dynamic", phi: 1, tokens: 6 };
  const said = says();
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    class: "explore-schedules",
  });
  /** @param {number} phi */
  const percent = (phi) => `${Math.round(100 * found.phis[phi])}\u00a0%`;
  /** @param {Partial<typeof state>} change */
  const show = (change) => {
    Object.assign(state, change);
    const { scheduler, phi, tokens } = state;
    const seen = look(found, scheduler, phi, tokens);
    /** @type {number[]} */
    const loads = found.tokens;
    /** @param {string} name */
    const all = (name) => loads.map((_, i) => look(found, name, phi, i).speedup);
    const [count, batches, pays] = [loads[tokens], seen.spans.length, found.pays[phi]];
    const always = all(scheduler === "two-way" ? scheduler : "dual-batch");
    picture.replaceChildren(
      ...streams(found.operators, seen.spans),
      ...chart(loads, always, tokens, seen.speedup, pays, all("dynamic")),
    );
    const name = Object.fromEntries(SCHEDULERS)[scheduler];
    picture.setAttribute(
      "aria-label",
      `${name}, ${grouped(count)} tokens, ${percent(phi)} in the network at 2,048 tokens: ` +
        "two layers on two streams, and the speedup by tokens, always split and dynamic",
    );
    const share = found.shares[phi][tokens];
    Object.assign(said.dataset, { speedup: seen.speedup, batches, tokens: count, pays, share });
    said.textContent = sentence(name, seen, count, pays, share);
  };
  const last = found.tokens.length - 1;
  const row = controls(
    choice("Schedule", SCHEDULERS, state.scheduler, (scheduler) => show({ scheduler })),
    slider(
      "Share in the network at 2,048 tokens",
      { min: 0, max: found.phis.length - 1, value: state.phi, text: percent },
      (phi) => show({ phi }),
    ),
    slider(
      "Tokens",
      { min: 0, max: last, value: state.tokens, text: (i) => grouped(found.tokens[i]) },
      (tokens) => show({ tokens }),
    ),
  );
  show({});
  return panel(row, picture, said);
}

/**
 * Say what a schedule does with a batch.
 * @param {string} name
 * @param {{speedup: number, spans: number[][]}} seen
 * @param {number} count
 * @param {number} pays
 * @param {number} share
 */
function sentence(name, seen, count, pays, share) {
  const split = seen.spans.length > 1;
  const done = split ? `split into halves of ${grouped(count / 2)}` : "left whole";
  const times = `${seen.speedup.toFixed(3)}× the speed of the whole batch in order`;
  const spent = `${(100 * share).toFixed(1)}\u00a0% of its time in the network`;
  const part = `Whole and in order, this batch spends ${spent}.`;
  const least = `Splitting for dual-batch pays from ${pays} tokens.`;
  return `${name}: ${grouped(count)} tokens, ${done}, run at ${times}. ${part} ${least}`;
}
