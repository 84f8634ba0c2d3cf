// One layer of LLaMA-2-70B on three lanes, by the schedule, the split and the shares, and its
// throughput on a ruler. Every state is looked up in the results of models.nanoflow.

import { choice, controls, html, panel, says, slider, svg } from "./parts.js";

/** @typedef {[number, number, number[]]} State throughput, layers until it repeats, blocks */
/**
 * @typedef {object} Numbers
 * @property {{steps: [string, string][], states: Record<string, State>,
 *   bounds: Record<string, number>}} lanes
 * @property {Record<string, number>} marks
 * @property {{sequential: {period: number}}} pipelines ms of all layers
 */

/**
 * @typedef {{schedule: string, split: number, memory: string, network: string, curve: string}} Chosen
 */

const LAYERS = 80; // of LLaMA-2-70B
const LANES = { compute: "var(--fig-1)", memory: "var(--fig-2)", network: "var(--fig-3)" };
const NAMES = { DecAttn: "decode", PfAttn: "prefill", AG1: "AG", AG2: "AG" };
const SHADES = [0.42, 0.12, 0.27, 0.04];
const [LEFT, WIDTH, TOP, LANE] = [4, 392, 20, 52];
const [LETTER, CAPITALS] = [7, 6]; // how wide a letter is, and a name in capitals beyond that
const SCHEDULES = /** @type {[string, string][]} */ ([
  ["one", "one after another"],
  ["nano", "nano-batches only"],
  ["two", "two nano-batches, overlapped"],
  ["four", "four nano-batches, overlapped"],
]);
const SHARES = { memory: ["0.1", "0.2", "0.4"], network: ["0.1", "0.2"] };
const CURVES = /** @type {[string, string][]} */ ([
  ["", "Table 3 (paper, A100)"],
  ["h100-", "measured (H100)"],
]);
const [AXIS, SHADED] = [170, 206]; // where the axis of time and the legend are
const [FROM, TO, RULER] = [1000, 1900, 286]; // tokens/s/GPU at the ends of the ruler, and where it is

/** @param {number} tokens */
const place = (tokens) => LEFT + (WIDTH * (tokens - FROM)) / (TO - FROM);

/**
 * Return the name of a state, as models.nanoflow.states spells it.
 * @param {Chosen} chosen
 */
function spelled({ schedule, split, memory, network, curve }) {
  if (schedule === "one") return "one";
  if (schedule === "nano") return `nano-${split}`;
  const shares = `${10 * Number(memory)}-${10 * Number(network)}`;
  return curve + (schedule === "two" ? `two-${split}-${shares}` : `four-${shares}`);
}

/**
 * Return the blocks of a layer on their lanes.
 * @param {Numbers["lanes"]["steps"]} steps
 * @param {number[]} runs
 */
function blocks(steps, runs) {
  const drawn = [];
  for (let i = 0; i < runs.length; i += 3) {
    const [step, resource] = steps[Math.floor(runs[i] / 10)];
    const batch = runs[i] % 10;
    const colour = LANES[/** @type {keyof typeof LANES} */ (resource)];
    const x = LEFT + (WIDTH * runs[i + 1]) / 1000;
    const width = (WIDTH * (runs[i + 2] - runs[i + 1])) / 1000;
    const y = TOP + LANE * Object.keys(LANES).indexOf(resource);
    const text = NAMES[/** @type {keyof typeof NAMES} */ (step)] ?? step;
    const box = { x, y, width, height: 30, fill: colour, "fill-opacity": SHADES[batch], stroke: colour };
    drawn.push(svg("rect", box, svg("title", {}, `${step} of nano-batch ${batch + 1}`)));
    const wide = text.length * LETTER + (text === text.toUpperCase() ? CAPITALS : 0);
    if (wide < width) {
      drawn.push(svg("text", { x: x + width / 2, y: y + 20, "text-anchor": "middle" }, text));
    }
  }
  return drawn;
}

/** Return the names and lines of the lanes. */
function lanes() {
  return Object.entries(LANES).flatMap(([name, fill], i) => {
    const y = TOP + LANE * i;
    const line = { x1: LEFT, x2: LEFT + WIDTH, y1: y + 33, y2: y + 33, stroke: "var(--fig-rule)" };
    return [svg("text", { x: LEFT, y: y - 5, fill }, name), svg("line", line)];
  });
}

/**
 * Return the axis of time under the lanes.
 * @param {number} widest ms of a sequential layer
 */
function time(widest) {
  const drawn = [svg("line", { x1: LEFT, x2: LEFT + WIDTH, y1: AXIS, y2: AXIS, stroke: "currentColor" })];
  for (let ms = 0; ms < widest; ms += 0.5) {
    const x = LEFT + (WIDTH * ms) / widest;
    drawn.push(
      svg("line", { x1: x, x2: x, y1: AXIS, y2: AXIS + 4, stroke: "currentColor" }),
      svg("text", { x, y: AXIS + 16, "text-anchor": ms ? "middle" : "start" }, ms ? String(ms) : "0 ms"),
    );
  }
  return drawn;
}

/**
 * Return the line where a layer ends, with its time.
 * @param {number[]} runs
 * @param {number} widest ms of a sequential layer
 */
function end(runs, widest) {
  const stop = Math.max(...runs.filter((_, i) => i % 3 === 2));
  const x = LEFT + (WIDTH * stop) / 1000;
  const text = `${((stop * widest) / 1000).toFixed(2)} ms`;
  const at = { x: x - 4, y: TOP - 5, "text-anchor": "end", class: "explore-strong" };
  const line = { x1: x, x2: x, y1: TOP - 14, y2: AXIS + 4, stroke: "currentColor", "stroke-width": 1.5 };
  return [svg("line", line), svg("text", at, text)];
}

/**
 * Return what the shades mean.
 * @param {string} schedule
 */
function legend(schedule) {
  const ways = { one: 1, four: 4 }[schedule] ?? 2;
  const texts = ways === 1 ? ["whole batch"] : SHADES.slice(0, ways).map((_, i) => `nano-batch ${i + 1}`);
  return texts.flatMap((text, i) => {
    const x = LEFT + 98 * i;
    const box = { x, y: SHADED, width: 14, height: 12, fill: "currentColor", "fill-opacity": SHADES[i], stroke: "currentColor" };
    return [svg("rect", box), svg("text", { x: x + 18, y: SHADED + 10 }, text)];
  });
}

/**
 * Return the ruler with what a throughput is compared with.
 * @param {Record<string, number>} marks
 */
function ruler(marks) {
  const ends = { x1: LEFT, x2: LEFT + WIDTH, y1: RULER, y2: RULER, stroke: "currentColor" };
  const [least, most] = [place(marks["measured-least"]), place(marks.measured)];
  const measured = { x: least, y: RULER - 4, width: most - least, height: 8, fill: "var(--fig-2)" };
  const labels = /** @type {[string, number, number, string][]} */ ([
    ["in sequence", marks.sequential, 24, "middle"],
    ["overlap bound", marks.bound, 24, "middle"],
    ["optimum", marks.optimum, 24, "end"],
  ]);
  const text = `measured ${marks["measured-least"]}–${marks.measured} (NanoFlow's repository)`;
  return [
    svg("line", ends),
    svg("text", { x: LEFT, y: RULER - 38 }, "tokens per second per GPU"),
    svg("rect", measured),
    svg("text", { x: least, y: RULER + 42 }, text),
    ...labels.flatMap(([name, tokens, y, anchor]) => {
      const x = place(tokens);
      const end = anchor === "end" ? LEFT + WIDTH : x;
      return [
        svg("line", { x1: x, x2: x, y1: RULER - 8, y2: RULER + 8, stroke: "currentColor" }),
        svg("text", { x: end, y: RULER + y, "text-anchor": anchor }, `${name} ${tokens.toFixed(0)}`),
      ];
    }),
  ];
}

/**
 * Say what a state is, in words.
 * @param {Chosen} chosen
 * @param {State} state
 * @param {Record<string, number>} marks
 */
function told({ schedule, split, memory, network, curve }, [throughput, cycle], marks) {
  const source = curve ? "measured on an H100" : "of Table 3";
  const shares = `decode attention has a share of ${memory}, the network of ${network}, interference as ${source}`;
  const what = {
    one: "One operation after another",
    nano: `Two nano-batches, split at token ${split}, without overlap`,
    two: `Two nano-batches, split at token ${split}; ${shares}`,
    four: `Four nano-batches of 512 tokens; ${shares}`,
  }[schedule];
  const times = (throughput / marks.sequential).toFixed(2);
  const below = (100 * (1 - throughput / marks.bound)).toFixed(1);
  const again = cycle > 1 ? ` Layers differ, and repeat after ${cycle}; one is drawn.` : "";
  return `${what}: ${throughput.toFixed(0)} tokens/s/GPU, ${times}× the sequential rate and ${below}\u00a0% below the overlap bound.${again}`;
}

/**
 * @param {Numbers} numbers
 * @returns {HTMLElement}
 */
export default function explore({ lanes: { steps, states, bounds }, marks, pipelines }) {
  const widest = pipelines.sequential.period / LAYERS;
  const chosen = { schedule: "two", split: 768, memory: "0.4", network: "0.2", curve: "" };
  const layer = svg("g");
  const shades = svg("g");
  const scale = svg("g");
  const pointer = svg("path", { fill: "var(--fig-1)" });
  const value = svg("text", { y: RULER - 18, "text-anchor": "middle", class: "explore-strong" });
  const picture = svg(
    "svg",
    { viewBox: `0 0 400 ${RULER + 48}`, fill: "currentColor", role: "img", class: "explore-lanes" },
    ...lanes(),
    ...time(widest),
    layer,
    shades,
    scale,
    pointer,
    value,
  );
  const line = says();
  /** @param {string} name */
  const shares = (name) =>
    /** @type {[string, string][]} */ (SHARES[/** @type {keyof typeof SHARES} */ (name)].map((s) => [s, s]));
  const range = { min: 128, max: 1920, step: 128, value: 768, text: (/** @type {number} */ v) => `token ${v}` };
  const split = slider("First split", range, (v) => show({ split: v }));
  const memory = choice("Share of decode attention", shares("memory"), "0.4", (v) => show({ memory: v }));
  const network = choice("Share of the network", shares("network"), "0.2", (v) => show({ network: v }));

  const curve = choice("Curve of interference", CURVES, "", (v) => show({ curve: v }));

  /** @param {Partial<typeof chosen>} change */
  function show(change) {
    Object.assign(chosen, change);
    const now = { ...marks, bound: bounds[chosen.curve] };
    scale.replaceChildren(...ruler(now));
    const state = states[spelled(chosen)];
    const at = place(state[0]);
    layer.replaceChildren(...blocks(steps, state[2]), ...end(state[2], widest));
    shades.replaceChildren(...legend(chosen.schedule));
    pointer.setAttribute("d", `M${at} ${RULER - 3}l-6 -12h12z`);
    value.setAttribute("x", String(at));
    value.textContent = state[0].toFixed(0);
    line.textContent = told(chosen, state, now);
    picture.setAttribute("aria-label", line.textContent);
    Object.assign(line.dataset, { state: spelled(chosen), throughput: state[0], cycle: state[1] });
    const overlap = chosen.schedule === "two" || chosen.schedule === "four";
    able(split, chosen.schedule === "nano" || chosen.schedule === "two");
    able(memory, overlap);
    able(network, overlap);
    able(curve, overlap);
  }

  const schedule = choice("Schedule", SCHEDULES, "two", (v) => show({ schedule: v }));
  show({});
  return panel(controls(schedule, split, memory, network, curve), html("div", {}, picture), line);
}

/**
 * Let a control be used or not.
 * @param {HTMLElement} control
 * @param {boolean} yes
 */
function able(control, yes) {
  for (const input of control.querySelectorAll("input, select")) input.toggleAttribute("disabled", !yes);
}
