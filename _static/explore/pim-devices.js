// The KV cache on each device as requests arrive and leave, under five policies, and what the
// fullest device costs. The rules are those of models.pim.serving and models.pim.placement,
// worked out here because all states together would be too large to send. A test compares them.

import { choice, controls, panel, says, slider, svg, toggle } from "./parts.js";

/** @typedef {Map<number, number>[]} Held for each device, the tokens it holds of each request */
/** @typedef {[number, number, number]} Request step of arrival, tokens of prompt and of answer */

const [WIDTH, LEFT, RIGHT] = [400, 44, 396];
const BARS = { top: 26, bottom: 196 };
const CHART = { top: 262, bottom: 400, from: 1, to: 3.5, low: 2, high: 3.8 };
const DASHED = { stroke: "currentColor", "stroke-dasharray": "4 4" };
const TICK = 120; // milliseconds of a frame that plays
/** @type {Record<string, string>} */
const NAMES = {
  "round-robin": "Round-robin",
  "least-kv": "Least KV",
  "longest-first": "Longest first",
  "token-split": "Token split",
  migration: "Migration",
};

/** @param {Iterable<number>} numbers */
const sum = (numbers) => [...numbers].reduce((a, b) => a + b, 0);
/** @param {Held} held */
const loadsOf = (held) => held.map((device) => sum(device.values()));

/**
 * Return the devices with the least, the first of equals first.
 * @param {number[]} loads
 * @param {number} count
 */
function emptiest(loads, count) {
  return loads.map((_, g) => g).sort((a, b) => loads[a] - loads[b] || a - b).slice(0, count);
}

/**
 * Put requests that arrive together, and return whose turn is next.
 * @param {string} policy
 * @param {Held} held
 * @param {[number, number][]} arriving numbers and tokens
 * @param {number} turn
 */
function place(policy, held, arriving, turn) {
  if (policy === "longest-first") arriving.sort((a, b) => b[1] - a[1]);
  for (const [number, tokens] of arriving) {
    if (policy === "round-robin" || policy === "migration") {
      held[turn].set(number, tokens);
      turn = (turn + 1) % held.length;
    } else {
      const parts = policy === "token-split" ? Math.min(held.length, tokens) : 1;
      emptiest(loadsOf(held), parts).forEach((g, i) => {
        held[g].set(number, Math.floor(tokens / parts) + Number(i < tokens % parts));
      });
    }
  }
  return turn;
}

/**
 * Move the request that leaves the fuller of two devices with least, if it lowers it enough.
 * @param {Held} held
 * @param {number} worth of the mean load
 */
function move(held, worth) {
  const loads = loadsOf(held);
  const [fullest, target] = [loads.indexOf(Math.max(...loads)), emptiest(loads, 1)[0]];
  let best = loads[fullest] - (worth * sum(loads)) / held.length;
  let chosen = -1;
  for (const [number, tokens] of [...held[fullest]].sort((a, b) => a[0] - b[0])) {
    const after = Math.max(loads[fullest] - tokens, loads[target] + tokens);
    if (after < best) [best, chosen] = [after, number];
  }
  if (chosen < 0 || fullest === target) return 0;
  const tokens = held[fullest].get(chosen) ?? 0;
  held[fullest].delete(chosen);
  held[target].set(chosen, tokens);
  return tokens;
}

/**
 * Add a token to each request, on the device with the least of those that hold a part of it.
 * @param {Held} held
 */
function grow(held) {
  const loads = loadsOf(held);
  const numbers = new Set(held.flatMap((device) => [...device.keys()]));
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const places = loads.map((_, g) => g).filter((g) => held[g].has(number));
    const [device] = places.sort((a, b) => loads[a] - loads[b] || a - b);
    held[device].set(number, (held[device].get(number) ?? 0) + 1);
    loads[device] += 1;
  }
}

/**
 * Return what is held at a step, and the tokens that moved before it.
 * @param {{requests: Request[], policy: string, devices: number, every: number, worth: number}} of
 * @param {number} step
 */
export function serve({ requests, policy, devices, every, worth }, step) {
  /** @type {Held} */
  const held = Array.from({ length: devices }, () => new Map());
  const left = new Map();
  let [turn, waiting, moved] = [0, 0, 0];
  for (let now = 0; ; now += 1) {
    for (const [number, tokens] of left) {
      if (tokens) continue;
      left.delete(number);
      for (const device of held) device.delete(number);
    }
    if (now % every === 0) {
      /** @type {[number, number][]} */
      const arriving = [];
      for (; waiting < requests.length && requests[waiting][0] <= now; waiting += 1) {
        arriving.push([waiting, requests[waiting][1]]);
        left.set(waiting, requests[waiting][2]);
      }
      turn = place(policy, held, arriving, turn);
    }
    moved = policy === "migration" ? move(held, worth) : 0;
    if (now === step) return { held, moved, batch: left.size };
    grow(held);
    for (const [number, tokens] of left) left.set(number, tokens - 1);
  }
}

/** Return small text. @param {number} x @param {number} y @param {string} words
 * @param {Record<string, string>} [attributes] */
function label(x, y, words, attributes = {}) {
  return svg("text", { x, y, "font-size": "14", fill: "currentColor", ...attributes }, words);
}

/**
 * Draw a stack of requests for each device, and lines for the fullest and the mean.
 * @param {Held} held
 * @param {number[]} loads
 * @param {number} most the tokens at the top of the picture
 */
function bars(held, loads, most) {
  const wide = (RIGHT - LEFT) / held.length;
  /** @param {number} tokens */
  const y = (tokens) => BARS.bottom - ((BARS.bottom - BARS.top) * tokens) / most;
  const top = Math.max(...loads);
  const drawn = [label(0, 14, "thousand tokens on each device")];
  for (const tokens of [0, most / 2, most]) {
    const words = (tokens / 1000).toLocaleString("en");
    drawn.push(label(LEFT - 6, y(tokens) + 5, words, { "text-anchor": "end" }));
  }
  held.forEach((device, g) => {
    const colour = top && loads[g] === top ? "var(--fig-2)" : "var(--fig-1)";
    let below = 0;
    for (const [, tokens] of [...device].sort((a, b) => a[0] - b[0])) {
      const [x, height] = [LEFT + wide * (g + 0.1), y(below) - y(below + tokens)];
      const box = { x, y: y(below + tokens), width: wide * 0.8, height };
      drawn.push(svg("rect", { ...box, fill: colour, "fill-opacity": 0.3, stroke: colour }));
      below += tokens;
    }
    const at = LEFT + wide * (g + 0.5);
    drawn.push(label(at, BARS.bottom + 16, String(g + 1), { "text-anchor": "middle" }));
  });
  const mean = sum(loads) / held.length;
  const words = /** @type {[number, string][]} */ ([[top, "attention ends"], [mean, "mean"]]);
  for (const [tokens, said] of top ? words : []) {
    const at = y(tokens);
    drawn.push(svg("line", { x1: LEFT, x2: RIGHT, y1: at, y2: at, ...DASHED }));
    drawn.push(label(RIGHT, at - 4, said, { "text-anchor": "end" }));
  }
  return drawn;
}

/**
 * Draw the gain against lambda, with the request lists' points and the one that is shown.
 * @param {any} curve
 * @param {number} peak
 * @param {number} gain
 */
function chart(curve, peak, gain) {
  /** @param {number} value */
  const x = (value) => LEFT + ((RIGHT - LEFT) * (value - CHART.from)) / (CHART.to - CHART.from);
  /** @param {number} value */
  const y = (value) => CHART.bottom - ((CHART.bottom - CHART.top) * (value - CHART.low)) / (CHART.high - CHART.low);
  const points = Array.from({ length: 51 }, (_, i) => {
    const at = CHART.from + ((CHART.to - CHART.from) * i) / 50;
    return `${x(at).toFixed(1)},${y(gained(curve, at)).toFixed(1)}`;
  });
  const drawn = [label(0, CHART.top - 18, "gain of a step over GPUs alone, by λ")];
  for (const value of [2, 2.5, 3, 3.5]) {
    const at = y(value);
    drawn.push(svg("line", { x1: LEFT, x2: RIGHT, y1: at, y2: at, stroke: "var(--fig-rule)" }));
    drawn.push(label(LEFT - 6, at + 5, `${value}×`, { "text-anchor": "end" }));
  }
  for (const value of [1, 1.5, 2, 2.5, 3]) {
    drawn.push(label(x(value), CHART.bottom + 18, String(value), { "text-anchor": "middle" }));
  }
  const line = { points: points.join(" "), fill: "none", stroke: "var(--fig-1)", "stroke-width": 2.2 };
  drawn.push(svg("polyline", line));
  for (const [kind, fill] of [["rr", "var(--fig-2)"], ["clb", "var(--fig-3)"]]) {
    const [peaks, gains] = [curve.peaks[kind], curve.lists[kind]];
    const words = `${kind === "rr" ? "lists in turn" : "balanced"} ${peaks.tokens.toFixed(2)}`;
    drawn.push(svg("circle", { cx: x(peaks.tokens), cy: y(gains.tokens), r: 5, fill }));
    drawn.push(label(x(peaks.tokens) + 8, y(gains.tokens) - 6, words, { fill }));
    const [left, top] = [x(peaks.latency), y(gains.latency)];
    drawn.push(svg("path", { d: `M${left - 4.5} ${top - 4.5}h9v9h-9z`, fill }));
    drawn.push(label(left - 6, top + 18, peaks.latency.toFixed(2), { fill, "text-anchor": "end" }));
  }
  const now = { cx: x(Math.min(peak, CHART.to)), cy: y(Math.max(gain, CHART.low)), r: 6 };
  return [...drawn, svg("circle", { ...now, fill: "none", stroke: "currentColor", "stroke-width": 2 })];
}

/**
 * Return the gain of a step at some lambda.
 * @param {any} curve
 * @param {number} peak
 * @param {number} [parts] of each request
 */
function gained(curve, peak, parts = 1) {
  const merging = (curve.merging * (parts - 1)) / (curve.devices - 1);
  return (curve.connected + curve.gpu) / (curve.connected + peak * curve.pim + merging);
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ explorer: found, curve }) {
  const { lengths, policy, devices, step } = found.still;
  const state = { lengths, policy, devices, step };
  const said = says();
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} 424`, role: "img", class: "explore-schedules" });
  /** @param {Partial<typeof state>} change */
  const show = (change) => {
    Object.assign(state, change);
    const requests = found.requests[state.lengths];
    const { held, moved, batch } = serve({ ...found, ...state, requests }, state.step);
    const loads = loadsOf(held);
    const total = sum(loads);
    const peak = total ? (Math.max(...loads) * held.length) / total : 1;
    const gain = gained(curve, peak, state.policy === "token-split" ? held.length : 1);
    const most = 1000 * Math.max(1, Math.ceil((1.12 * Math.max(...loads)) / 1000));
    picture.replaceChildren(...bars(held, loads, most), ...chart(curve, peak, gain));
    const name = `${NAMES[state.policy]}, ${state.lengths}, ${held.length} devices`;
    const at = `step ${state.step}`;
    picture.setAttribute("aria-label", `${name}, ${at}: tokens on each device, and the gain by λ`);
    const device = loads.indexOf(Math.max(...loads)) + 1;
    Object.assign(said.dataset, { loads: loads.join(" "), imbalance: peak, gain, moved, batch });
    said.textContent = sentence(name, at, { batch, total, device, loads, peak, gain, moved });
  };
  const range = { min: 0, max: found.steps - 1, value: step };
  const last = slider("Step", range, (value) => show({ step: value }));
  const row = controls(
    choice("Policy", found.policies.map((/** @type {string} */ key) => [key, NAMES[key]]), policy, (value) => show({ policy: value })),
    choice("Lengths", Object.keys(found.requests).map((key) => [key, key]), lengths, (value) => show({ lengths: value })),
    choice("Devices", found.choices.map((/** @type {number} */ n) => [String(n), String(n)]), String(devices), (value) => show({ devices: Number(value) })),
    last,
    played(last, found.steps, picture),
  );
  show({});
  return panel(row, picture, said);
}

/**
 * Return a box that lets time run while it is ticked and the picture is on the page.
 * @param {HTMLElement} control the slider of the step
 * @param {number} steps
 * @param {Element} picture
 */
function played(control, steps, picture) {
  let timer = 0;
  return toggle("let time run", false, (checked) => {
    clearInterval(timer);
    if (!checked) return;
    timer = setInterval(() => {
      const input = /** @type {HTMLInputElement} */ (control.querySelector("input"));
      if (!picture.isConnected) return clearInterval(timer);
      input.value = String((input.valueAsNumber + 2) % steps);
      input.dispatchEvent(new Event("input"));
    }, TICK);
  });
}

/**
 * Say what a step shows.
 * @param {string} name
 * @param {string} at
 * @param {{batch: number, total: number, device: number, loads: number[], peak: number, gain: number, moved: number}} of
 */
function sentence(name, at, { batch, total, device, loads, peak, gain, moved }) {
  const head = `${name}, ${at}: `;
  if (!total) return `${head}no request has arrived yet.`;
  /** @param {number} tokens */
  const text = (tokens) => Math.round(tokens).toLocaleString("en");
  const full = `attention ends with device ${device}, which holds ${text(loads[device - 1])} tokens where the mean is ${text(total / loads.length)}`;
  const went = moved ? ` ${text(moved)} tokens just moved.` : "";
  const so = `At λ = ${peak.toFixed(2)} the step of the curve runs ${gain.toFixed(2)}× as fast as on GPUs alone.`;
  return `${head}${batch} requests; ${full}. ${so}${went}`;
}
