// Compiling on the CPU and measuring on GPUs, unit by unit, with what was measured beside it. The
// two stages run here in whole ticks, as models.tilelang_autotuner.simulator runs them in fractions.

import { choice, controls, html, panel, says, slider, svg, toggle } from "./parts.js";

/** @typedef {[number, number, number, number]} Bar number, lane, start and end in ticks */
/** @typedef {[string, number, number, number, number, number]} Run name, group, workers, devices, pipeline, end in s */
/** @typedef {{label: string, configurations: number, law: number[], start: number[], reported: Run[]}} Preset */
/** @typedef {{group: number, workers: number, devices: number, pipeline: boolean, split: string, fails: boolean, hangs: boolean}} State */

const [LEFT, RIGHT, TOP, LANES, AXIS, STRIP] = [6, 392, 40, 176, 238, 280];
const [VIOLET, OCHRE] = ["var(--fig-1)", "var(--fig-2)"];
const SPLITS = /** @type {[string, string][]} */ ([
  ["rr", "in turn (2159)"],
  ["blocks", "in blocks (2370)"],
  ["list", "to whichever is free"],
]);

/**
 * Run both stages: the second unit fails if one does, and the middle configuration hangs.
 * @param {Preset} preset
 * @param {State} state
 * @param {number} timeout in ticks
 */
export function simulate({ configurations: n, law }, state, timeout) {
  const [shared, own, first, dearer] = law;
  const { group, workers, devices, pipeline, split } = state;
  const count = Math.ceil(n / group);
  const failed = state.fails ? Math.min(1, count - 1) : -1;
  const hung = state.hangs ? Math.floor(n / 2) : -1;
  /** @param {number} unit */
  const size = (unit) => Math.min(group, n - unit * group);
  const free = Array(workers).fill(0);
  const units = Array.from({ length: count }, (_, unit) => {
    const worker = free.indexOf(Math.min(...free));
    const start = free[worker];
    free[worker] += shared + own * size(unit);
    return /** @type {Bar} */ ([unit, worker, start, free[worker]]);
  });
  const compiled = Math.max(...free);
  const idle = Array(devices).fill(0);
  const measurements = /** @type {Bar[]} */ ([]);
  for (const [unit, , , end] of [...units].sort((a, b) => a[3] - b[3] || a[0] - b[0])) {
    for (let i = unit * group; unit !== failed && i < unit * group + size(unit); i += 1) {
      const device = { rr: i % devices, blocks: Math.min(devices - 1, Math.floor((i * devices) / n)) }[split]
        ?? idle.indexOf(Math.min(...idle));
      const start = Math.max(idle[device], pipeline ? end : compiled);
      idle[device] = start + (i === hung ? timeout : first + (size(unit) - 1) * dearer);
      measurements.push([i, device, start, idle[device]]);
    }
  }
  return { units, measurements, compiled, end: Math.max(compiled, ...idle), failed, hung };
}

/** @param {Bar[]} bars */
const long = (bars) => bars.map(([, , start, end]) => end - start);
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/**
 * Return what no schedule beats, in ticks, and the stage that it comes from.
 * @param {ReturnType<typeof simulate>} run
 * @param {State} state
 */
export function bound({ units, measurements, failed }, { workers, devices }) {
  const [compiles, taken] = [long(units), long(measurements)];
  const after = failed < 0 ? Math.min(...taken) : 0;
  const compiling = Math.max(sum(compiles) / workers + after, ...compiles);
  const first = Math.min(...compiles.filter((_, unit) => unit !== failed));
  const measuring = taken.length ? Math.max(first + sum(taken) / devices, ...taken) : 0;
  const stage = compiling === measuring ? "both" : compiling > measuring ? "compiling" : "measuring";
  return { ticks: Math.max(compiling, measuring), stage };
}

/**
 * Return bars of one look as one path; a gap tells them from each other.
 * @param {Bar[]} bars
 * @param {{x: (ticks: number) => number, y: number, lane: number}} place
 * @param {Record<string, string | number>} look
 */
function path(bars, { x, y, lane }, look) {
  const d = bars.map(([, row, start, end]) => {
    const [left, width] = [x(start), Math.max(0.3, x(end) - x(start) - 0.4)];
    return `M${left.toFixed(2)} ${(y + row * lane).toFixed(2)}h${width.toFixed(2)}v${(lane * 0.8).toFixed(2)}h-${width.toFixed(2)}z`;
  });
  return svg("path", { d: d.join(""), "stroke-width": 0.7, ...look });
}

/**
 * @param {number} count
 * @param {string} noun
 */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Return the lanes with their bars.
 * @param {ReturnType<typeof simulate>} run
 * @param {State} state
 * @param {(ticks: number) => number} x
 */
function lanes({ units, measurements, failed, hung }, { workers, devices }, x) {
  const lane = Math.min(46, (LANES - 22) / (workers + devices));
  const [cpu, gpu] = [{ x, y: TOP, lane }, { x, y: TOP + workers * lane + 20, lane }];
  const filled = (/** @type {string} */ colour) => ({ fill: colour, "fill-opacity": 0.3, stroke: colour });
  const hollow = (/** @type {string} */ colour) => ({ fill: "none", stroke: colour, "stroke-dasharray": "2 2" });
  return [
    svg("text", { x: LEFT, y: TOP - 5, fill: VIOLET }, `CPU, ${counted(workers, "thread")}: compiling`),
    svg("text", { x: LEFT, y: gpu.y - 5, fill: OCHRE }, `${counted(devices, "GPU")}: measuring`),
    path(units.filter(([unit]) => unit !== failed), cpu, filled(VIOLET)),
    path(units.filter(([unit]) => unit === failed), cpu, hollow(VIOLET)),
    path(measurements.filter(([i]) => i !== hung), gpu, filled(OCHRE)),
    path(measurements.filter(([i]) => i === hung), gpu, hollow(OCHRE)),
  ];
}

/**
 * Return the axis of time.
 * @param {number} last seconds
 * @param {(seconds: number) => number} x
 */
function axis(last, x) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((s) => last / s <= 6) ?? 5000;
  const drawn = [svg("line", { x1: LEFT, x2: RIGHT, y1: AXIS, y2: AXIS, stroke: "currentColor" })];
  for (let s = 0; s <= last; s += step) {
    const anchor = s ? (x(s) > RIGHT - 12 ? "end" : "middle") : "start";
    drawn.push(
      svg("line", { x1: x(s), x2: x(s), y1: AXIS, y2: AXIS + 4, stroke: "currentColor" }),
      svg("text", { x: x(s), y: AXIS + 17, "text-anchor": anchor }, s ? String(s) : "0 s"),
    );
  }
  return drawn;
}

/**
 * Return a diamond.
 * @param {number} x
 * @param {number} y
 * @param {string} fill
 * @param {...Element} children
 */
function diamond(x, y, fill, ...children) {
  return svg("path", { d: `M${x} ${y - 7}l6 7l-6 7l-6 -7z`, fill, stroke: "currentColor", "stroke-width": 1.3 }, ...children);
}

/**
 * Return the measured runs, each a diamond, and filled where all is set as in that run.
 * @param {Run[]} runs
 * @param {Run[]} here
 * @param {(seconds: number) => number} x
 */
function diamonds(runs, here, x) {
  return runs.map((run) => {
    const fill = here.includes(run) ? "currentColor" : "var(--fig-paper)";
    return diamond(x(run[5]), STRIP, fill, svg("title", {}, `${run[0]}, measured: ${run[5]} s`));
  });
}

/**
 * Return a line across the lanes with its name.
 * @param {number} at
 * @param {string} text
 * @param {boolean} dashed
 */
function mark(at, text, dashed) {
  const y = dashed ? 24 : 10;
  const anchor = at > (LEFT + RIGHT) / 2 ? "end" : "start";
  const look = dashed ? { "stroke-dasharray": "4 3" } : { "stroke-width": 1.5 };
  return [
    svg("line", { x1: at, x2: at, y1: y - 8, y2: AXIS, stroke: "currentColor", ...look }),
    svg("text", { x: at + (anchor === "end" ? -4 : 4), y, "text-anchor": anchor, class: dashed ? undefined : "explore-strong" }, text),
  ];
}

/**
 * Say in words what is shown.
 * @param {Preset} preset
 * @param {State} state
 * @param {Record<string, number | string>} found
 * @param {Run[]} here
 */
function told(preset, state, found, here) {
  const { group, workers, devices, pipeline, fails, hangs } = state;
  const percent = (/** @type {string} */ name) => `${(100 * Number(found[name])).toFixed(0)}\u00a0%`;
  const seconds = (/** @type {string} */ name) => `${Number(found[name]).toFixed(2)} s`;
  const together = group === 1 ? "one by one" : `in groups of ${group}`;
  const by = found.binds === "both" ? "both stages" : found.binds;
  const means = [
    `The model: ${preset.configurations} configurations ${together}, ${counted(workers, "thread")} and ${counted(devices, "GPU")}, ` +
      `${pipeline ? "with" : "without"} the pipeline, end at ${seconds("end")}. ` +
      `No schedule ends before ${seconds("bound")}, which ${by} set${by === "both stages" ? "" : "s"}. ` +
      `The CPU is idle for ${percent("cpu")} of the time, the GPU side for ${percent("gpu")}.`,
  ];
  if (fails) means.push(`A group fails and loses ${counted(Number(found.lost), "configuration")}.`);
  if (hangs && found.hung) means.push("One measurement hangs until the timeout of 180 s.");
  if (preset.configurations > 20 && group !== 1 && group !== 4) {
    means.push("Times for groups of this size are on a line through those of one and of four.");
  }
  const runs = here.map(([name, , , , , end]) => `${end} s (${name})`).join(", ");
  means.push(runs ? `Measured with these settings: ${runs}.` : "Nobody measured these settings.");
  return means.join(" ");
}

/**
 * @param {{explorer: {tick: number, timeout: number, presets: Record<string, Preset>}}} numbers
 * @returns {HTMLElement}
 */
export default function explore({ explorer: { tick, timeout, presets } }) {
  let preset = presets.twenty;
  /** @type {State} */
  const state = { group: 1, workers: 2, devices: 1, pipeline: true, split: "rr", fails: false, hangs: false };
  const line = says();
  const picture = svg("svg", { viewBox: `0 0 400 ${STRIP + 38}`, fill: "currentColor", role: "img", class: "explore-lanes" });

  /** @param {Partial<State>} change */
  function show(change) {
    Object.assign(state, change);
    const run = simulate(preset, state, timeout);
    const limit = bound(run, state);
    const end = run.end * tick;
    const last = 1.02 * Math.max(end, ...preset.reported.map((r) => r[5]));
    const x = (/** @type {number} */ s) => LEFT + ((RIGHT - LEFT) * s) / last;
    const here = preset.reported.filter(
      ([, g, c, m, p]) => g === state.group && c === state.workers && m === state.devices
        && Boolean(p) === state.pipeline && (m === 1 || state.split === "rr") && !state.fails && !state.hangs,
    );
    picture.replaceChildren(
      ...lanes(run, state, (ticks) => x(ticks * tick)),
      ...axis(last, x),
      ...mark(x(limit.ticks * tick), "bound", true),
      ...mark(x(end), `model ${end.toFixed(2)} s`, false),
      ...diamonds(preset.reported, here, x),
      diamond(LEFT + 6, STRIP + 26, "var(--fig-paper)"),
      svg("text", { x: LEFT + 17, y: STRIP + 30 }, "measured, one run each"),
      diamond(LEFT + 186, STRIP + 26, "currentColor"),
      svg("text", { x: LEFT + 197, y: STRIP + 30 }, "measured with these settings"),
    );
    const found = {
      end,
      bound: limit.ticks * tick,
      binds: limit.stage,
      cpu: 1 - sum(long(run.units)) / (state.workers * run.end),
      gpu: 1 - sum(long(run.measurements)) / (state.devices * run.end),
      lost: preset.configurations - run.measurements.length,
      hung: Number(run.measurements.some(([i]) => i === run.hung)),
      measured: here.map((r) => r[0]).join(),
    };
    line.textContent = told(preset, state, found, here);
    picture.setAttribute("aria-label", line.textContent);
    Object.assign(line.dataset, found);
    split.querySelector("select")?.toggleAttribute("disabled", state.devices === 1);
  }

  /** @type {(name: string) => void} */
  function open(name) {
    preset = presets[name];
    const [group, workers, devices, pipeline] = preset.start;
    Object.assign(state, { group, workers, devices, pipeline: Boolean(pipeline) });
    for (const [control, value] of /** @type {[HTMLElement, number][]} */ ([[groups, group], [threads, workers], [gpus, devices]])) {
      const input = /** @type {HTMLInputElement} */ (control.querySelector("input"));
      input.value = String(value);
      input.dispatchEvent(new Event("input"));
    }
    const box = /** @type {HTMLInputElement} */ (piped.querySelector("input"));
    box.checked = state.pipeline;
    show({});
  }

  const names = /** @type {[string, string][]} */ (Object.entries(presets).map(([name, { label }]) => [name, label]));
  const first = choice("Configurations", names, "twenty", open);
  const groups = slider("Compiled together", { min: 1, max: 20, value: 1 }, (group) => show({ group }));
  const threads = slider("Threads", { min: 1, max: 32, value: 2 }, (workers) => show({ workers }));
  const gpus = slider("GPUs", { min: 1, max: 8, value: 1 }, (devices) => show({ devices }));
  const split = choice("Dealt to GPUs", SPLITS, "rr", (value) => show({ split: value }));
  const piped = toggle("Pipeline", true, (pipeline) => show({ pipeline }));
  const fails = toggle("One group fails", false, (value) => show({ fails: value }));
  const hangs = toggle("One measurement hangs", false, (value) => show({ hangs: value }));
  show({});
  return panel(controls(first, groups, threads, gpus, split, piped, fails, hangs), html("div", {}, picture), line);
}
