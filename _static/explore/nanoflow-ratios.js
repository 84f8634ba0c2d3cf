// T_R, the time to read the memory over the time to compute, by model and workload on a device,
// with heads grouped or not. Every value is looked up in the results of models.nanoflow.

import { choice, controls, html, panel, says, svg, toggle } from "./parts.js";

/** @typedef {{ratio: (number | null)[], batch: (number | null)[], scarce: string}} Cells */
/**
 * @typedef {object} Ratios
 * @property {[string, number, number, number][]} devices name, GB, GB/s, GFLOP/s
 * @property {[string, number, number][]} models name, devices, billions of parameters a token uses
 * @property {string[]} workloads
 * @property {number[][]} printed
 * @property {Cells} grouped
 * @property {Cells} ungrouped
 */

const SCARCE = {
  c: ["compute", "var(--fig-1)"],
  m: ["memory", "var(--fig-2)"],
  n: ["the network", "var(--fig-3)"],
};
const PAPER = "A100-80"; // the device of the paper's figure
const [WIDTH, HEAD, ROW, CELL] = [66, 20, 48, 27];

/**
 * Return one cell of the map, and the text in it.
 * @param {number | null} ratio
 * @param {string} scarce
 * @param {number} x
 * @param {number} y
 */
function cell(ratio, scarce, x, y) {
  const [, fill] = SCARCE[/** @type {keyof typeof SCARCE} */ (scarce)] ?? ["", "none"];
  const shade = ratio === null ? 0 : 0.12 + (0.4 * Math.abs(1 - ratio)) / (1 + ratio);
  const box = { x: x + 1.5, y, width: WIDTH - 3, height: CELL, fill, "fill-opacity": shade };
  const text = ratio === null ? "too big" : ratio.toFixed(2);
  const weight = scarce === "c" ? undefined : "explore-strong";
  const at = { x: x + WIDTH / 2, y: y + 19, "text-anchor": "middle", class: weight };
  return svg("g", { class: "explore-cell" }, svg("rect", box), svg("text", at, text));
}

/**
 * Say the numbers that a cell is made of.
 * @param {Ratios} ratios
 * @param {{device: number, model: number, workload: number}} at
 * @param {number | null} ratio
 * @param {number | null} batch
 * @param {string} scarce
 * @param {boolean} grouped
 */
function told(ratios, at, ratio, batch, scarce, grouped) {
  const [device, memory, bandwidth, compute] = ratios.devices[at.device];
  const [model, count, active] = ratios.models[at.model];
  const head = `${model} on ${count} ${device}, ${ratios.workloads[at.workload]}: `;
  if (ratio === null || batch === null) return `${head}the weights do not fit into ${count * memory} GB.`;
  const [size, rate, speed] = [count * memory, count * bandwidth, (count * compute) / 1000];
  const [reading, computing] = [(1e3 * size) / rate, (2 * batch * active) / speed];
  const printed = grouped && device === PAPER ? ` The paper prints ${ratios.printed[at.model][at.workload].toFixed(2)}.` : "";
  const [name] = SCARCE[/** @type {keyof typeof SCARCE} */ (scarce)];
  return `${head}reading ${size} GB at ${rate} GB/s takes ${reading.toFixed(1)} ms; for ${batch} tokens, 2 × ${batch} × ${active} billion operations at ${speed.toFixed(0)} TFLOP/s take ${computing.toFixed(1)} ms. The ratio is ${ratio.toFixed(2)}, and ${name} is the bottleneck.${printed}`;
}

/**
 * @param {{ratios: Ratios}} numbers
 * @returns {HTMLElement}
 */
export default function explore({ ratios }) {
  const { devices, models, workloads } = ratios;
  const names = devices.map(([name]) => name);
  const at = { device: names.indexOf(PAPER), model: 2, workload: 3 };
  let grouped = true;
  const map = svg("g");
  const frame = svg("rect", { width: WIDTH - 3, height: CELL, fill: "none", stroke: "currentColor", "stroke-width": 2 });
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH * workloads.length + 4} ${HEAD + ROW * models.length}`, fill: "currentColor", role: "img", class: "explore-lanes" },
    ...workloads.map((name, i) =>
      svg("text", { x: WIDTH * (i + 0.5), y: 14, "text-anchor": "middle" }, name.replace("-Chat", "")),
    ),
    ...models.map(([name], i) => svg("text", { x: 2, y: HEAD + ROW * i + 15 }, name)),
    map,
    frame,
  );
  const line = says();
  /** @param {string[]} texts */
  const options = (texts) => /** @type {[string, string][]} */ (texts.map((text, i) => [String(i), text]));
  const model = choice("Model", options(models.map(([name]) => name)), "2", (v) => show({ model: Number(v) }));
  const workload = choice("Input and output", options(workloads), "3", (v) => show({ workload: Number(v) }));
  const device = choice("Device", options(names), String(at.device), (v) => show({ device: Number(v) }));
  const heads = toggle("grouped-query attention", true, (checked) => {
    grouped = checked;
    show({});
  });

  /** Number of a cell. @param {number} row @param {number} column */
  const index = (row, column) => (at.device * models.length + row) * workloads.length + column;

  /** @param {Partial<typeof at>} change */
  function show(change) {
    Object.assign(at, change);
    const cells = grouped ? ratios.grouped : ratios.ungrouped;
    if (!("model" in change || "workload" in change)) draw(cells);
    const chosen = index(at.model, at.workload);
    const [ratio, batch, scarce] = [cells.ratio[chosen], cells.batch[chosen], cells.scarce[chosen]];
    frame.setAttribute("x", String(WIDTH * at.workload + 1.5));
    frame.setAttribute("y", String(HEAD + ROW * at.model + 20));
    line.textContent = told(ratios, at, ratio, batch, scarce, grouped);
    picture.setAttribute("aria-label", line.textContent);
    Object.assign(line.dataset, { ratio: ratio ?? "", batch: batch ?? "", scarce, grouped });
  }

  /** @param {Cells} cells */
  function draw(cells) {
    map.replaceChildren(
      ...models.flatMap((_, row) =>
        workloads.map((_, column) => {
          const i = index(row, column);
          const drawn = cell(cells.ratio[i], cells.scarce[i], WIDTH * column, HEAD + ROW * row + 20);
          const point = () => {
            set(model, row);
            set(workload, column);
            show({ model: row, workload: column });
          };
          drawn.addEventListener("click", point);
          return drawn;
        }),
      ),
    );
  }

  show({});
  return panel(controls(device, model, workload, heads), html("div", {}, picture), line);
}

/**
 * Choose an option of a control.
 * @param {HTMLElement} control
 * @param {number} value
 */
function set(control, value) {
  for (const select of control.querySelectorAll("select")) select.value = String(value);
}
