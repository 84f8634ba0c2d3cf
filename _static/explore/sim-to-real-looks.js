// Pictures of three worlds, where a network sees the disc in them, and its error by how it was
// trained. All numbers are looked up in the results of models.sim_to_real.

import { choice, controls, html, panel, says, slider, svg } from "./parts.js";

const SIDE = 24; // pixels of a picture
const [COLUMNS, CELL, GAP] = [4, 144, 12];
const NAMES = ["Simulator", "Random looks", "Second world"];
const [WIDTH, HEIGHT, LEFT, RIGHT] = [400, 216, 40, 392];
const CHART = { top: 26, bottom: 172, most: 0.55 };
/** @type {[string, string][]} */
const SETS = [
  ["all", "all six parts"],
  ["without", "all but one part"],
  ["alone", "one part alone"],
  ["none", "nothing"],
];

/**
 * Return the colours of all pictures, three numbers from 0 to 15 for each pixel.
 * @param {string} packed
 */
export function unpacked(packed) {
  return [...atob(packed)].flatMap((letter) => [letter.charCodeAt(0) >> 4, letter.charCodeAt(0) & 15]);
}

/**
 * Draw the pictures of a world on a canvas, and on each the disc's place and the answer.
 * @param {HTMLCanvasElement} canvas
 * @param {number} row
 * @param {number[]} pixels
 * @param {number[]} points
 * @param {number[]} answers
 */
function draw(canvas, row, pixels, points, answers) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const size = CELL / SIDE;
  for (let column = 0; column < COLUMNS; column += 1) {
    const [i, left] = [row * COLUMNS + column, column * (CELL + GAP)];
    for (let at = 0; at < SIDE * SIDE; at += 1) {
      const first = 3 * (i * SIDE * SIDE + at);
      const [r, g, b] = pixels.slice(first, first + 3).map((value) => value * 17);
      pen.fillStyle = `rgb(${r} ${g} ${b})`;
      pen.fillRect(left + size * (at % SIDE), size * Math.floor(at / SIDE), size, size);
    }
    /** @param {number[]} of @returns {[number, number]} */
    const place = (of) => [left + inside(of[2 * i]), inside(of[2 * i + 1])];
    for (const [width, colour] of /** @type {[number, string][]} */ ([[7, "#101010"], [3, "#ffffff"]])) {
      Object.assign(pen, { lineWidth: width, strokeStyle: colour });
      ring(pen, place(points));
      cross(pen, place(answers));
    }
  }
}

/** Where a coordinate is in a picture. @param {number} thousandths */
const inside = (thousandths) => Math.min(Math.max(((thousandths / 1000 + 1) * CELL) / 2, 4), CELL - 4);

/** @param {CanvasRenderingContext2D} pen @param {[number, number]} at */
function ring(pen, [x, y]) {
  pen.beginPath();
  pen.arc(x, y, 12, 0, 2 * Math.PI);
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number]} at */
function cross(pen, [x, y]) {
  pen.beginPath();
  pen.moveTo(x - 9, y - 9);
  pen.lineTo(x + 9, y + 9);
  pen.moveTo(x - 9, y + 9);
  pen.lineTo(x + 9, y - 9);
  pen.stroke();
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
 * Draw the error against K with its band, and mark one training.
 * @param {any} found
 * @param {string} name of the training
 * @param {number} looks
 */
function chart(found, name, looks) {
  /** @type {number[]} */
  const ks = found.looks;
  const last = Math.log2(ks[ks.length - 1]);
  /** @param {number} k */
  const x = (k) => LEFT + 8 + ((RIGHT - 16 - LEFT) * Math.log2(k)) / last;
  /** @param {number} error */
  const y = (error) => CHART.bottom - ((CHART.bottom - CHART.top) * error) / CHART.most;
  /** @param {number} column */
  const row = (column) => ks.map((k) => `${x(k).toFixed(1)},${y(found.errors[`looks-${k}`][column]).toFixed(1)}`);
  const drawn = [label(0, 14, "error on the second world, by looks")];
  for (const error of [0, 0.1, 0.2, 0.3, 0.4, 0.5]) {
    const at = y(error);
    drawn.push(svg("line", { x1: LEFT, x2: RIGHT, y1: at, y2: at, stroke: "var(--fig-rule)" }));
    drawn.push(label(LEFT - 6, at + 5, String(error), { "text-anchor": "end" }));
  }
  for (const k of ks) {
    drawn.push(label(x(k), CHART.bottom + 18, k.toLocaleString("en"), { "text-anchor": "middle" }));
  }
  drawn.push(label(RIGHT, HEIGHT - 6, "looks in the training", { "text-anchor": "end" }));
  const band = [...row(1), ...row(2).reverse()].join(" ");
  drawn.push(svg("polygon", { points: band, fill: "var(--fig-1)", "fill-opacity": 0.22 }));
  const line = { points: row(0).join(" "), fill: "none", stroke: "var(--fig-1)", "stroke-width": 2.2 };
  drawn.push(svg("polyline", line));
  const [mean, least, largest] = found.errors[name];
  const at = { x1: x(looks), x2: x(looks), y1: y(least), y2: y(largest) };
  drawn.push(svg("line", { ...at, stroke: "var(--fig-2)", "stroke-width": 6, "stroke-opacity": 0.4 }));
  drawn.push(svg("circle", { cx: x(looks), cy: y(mean), r: 5.5, fill: "var(--fig-2)" }));
  return drawn;
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ explorer: found }) {
  const most = found.looks.length - 1;
  const state = { set: "all", part: found.parts[0], looks: most };
  const pixels = unpacked(found.pictures);
  const said = says();
  const size = { width: COLUMNS * (CELL + GAP) - GAP, height: CELL };
  const photos = NAMES.map(() => html("canvas", { ...size, role: "img", class: "explore-photos" }));
  const named = NAMES.flatMap((name, row) => [html("p", { class: "explore-photos" }, name), photos[row]]);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "explore-schedules" });
  const random = choice("Drawn at random", SETS, state.set, (set) => show({ set }));
  const names = found.parts.map((/** @type {string} */ name) => [name, name]);
  const part = choice("The part", names, state.part, (value) => show({ part: value }));
  const looks = slider(
    "Looks",
    { min: 0, max: most, value: most, text: (i) => found.looks[i].toLocaleString("en") },
    (value) => show({ looks: value }),
  );
  /** @param {Partial<typeof state>} change */
  const show = (change) => {
    Object.assign(state, change);
    const [one, all] = [state.set === "without" || state.set === "alone", state.set === "all"];
    enable(part, one);
    enable(looks, all);
    const k = all ? found.looks[state.looks] : state.set === "none" ? 1 : found.looks[most];
    const name = all ? `looks-${k}` : one ? `${state.set}-${state.part}` : "none";
    const answers = found.answers[name];
    photos.forEach((canvas, row) => draw(canvas, row, pixels, found.points, answers));
    picture.replaceChildren(...chart(found, name, k));
    const far = away(found.points, answers);
    const trained = words(state.set, state.part, k);
    photos.forEach((canvas, row) => {
      const told = `${NAMES[row]}, four pictures: crosses ${mean(far, row)} off on average`;
      canvas.setAttribute("aria-label", told);
    });
    picture.setAttribute("aria-label", `Error by looks with its band over three seeds; marked: ${trained}`);
    const [error, least, largest, own] = found.errors[name];
    Object.assign(said.dataset, { name, error, least, largest, own, looks: k, far: far.join(" ") });
    said.textContent = `${trained}: error on the second world ${error.toFixed(3)}, ${least.toFixed(3)} to ${largest.toFixed(3)} over three seeds; on new looks of its own kind ${own.toFixed(3)}. ${off(far)}`;
  };
  show({});
  return panel(controls(random, part, looks), ...named, picture, said);
}

/**
 * Return how far off the answers shown are in a world, on average.
 * @param {number[]} far
 * @param {number} row
 */
function mean(far, row) {
  const of = far.slice(row * COLUMNS, (row + 1) * COLUMNS);
  return (of.reduce((a, b) => a + b) / COLUMNS).toFixed(2);
}

/**
 * Say how far off the answers shown are, world by world.
 * @param {number[]} far
 */
function off(far) {
  const [plain, random, second] = NAMES.map((_, row) => mean(far, row));
  return `In the pictures shown its crosses are ${plain}, ${random} and ${second} off on average, world by world.`;
}

/**
 * Return how far each answer is from the disc.
 * @param {number[]} points
 * @param {number[]} answers
 */
function away(points, answers) {
  return Array.from({ length: points.length / 2 }, (_, i) =>
    Number((Math.hypot(points[2 * i] - answers[2 * i], points[2 * i + 1] - answers[2 * i + 1]) / 1000).toFixed(4)),
  );
}

/**
 * Say how a network was trained.
 * @param {string} set
 * @param {string} part
 * @param {number} k
 */
function words(set, part, k) {
  if (set === "none") return "Trained on the plain look";
  const count = k === 1 ? "one look" : `${k.toLocaleString("en")} looks`;
  if (set === "all") return `Trained on ${count}, all six parts random`;
  return set === "without"
    ? `Trained on ${count}, all parts but ${part} random`
    : `Trained on ${count}, ${part} alone random`;
}

/**
 * Let a control be used or not.
 * @param {HTMLElement} control
 * @param {boolean} usable
 */
function enable(control, usable) {
  for (const input of control.querySelectorAll("input, select")) input.toggleAttribute("disabled", !usable);
}
