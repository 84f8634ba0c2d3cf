// A race for the last seat, one step at a time: naive, under a lock, or by compare and set.

import { choice, controls, panel, press, says, svg } from "./parts.js";

/** @type {[string, string][]} */
const SELLERS = [
  ["naive", "Naive: check, then act"],
  ["lock", "Under a lock"],
  ["compare", "Compare and set"],
];
const [WIDTH, LEFT, ROW] = [400, 66, 40];
const PAUSE = 900; // milliseconds from step to step
/** In a box, its colour, and in a sentence. @type {Record<string, [string, string, string]>} */
const STEPS = {
  locked: ["lock", "var(--fig-3)", "takes the lock"],
  "found it free": ["free", "var(--fig-1)", "finds the seat free"],
  refused: ["full", "var(--fig-rule)", "finds it taken, and leaves"],
  sold: ["sold", "var(--fig-2)", "takes the seat"],
  start: ["again", "var(--fig-rule)", "sees that it has changed, and reads again"],
};

/**
 * Draw the steps so far, a client a row.
 * @param {[number, string, number][]} race
 * @param {number} done
 */
function draw(race, done) {
  const clients = 1 + Math.max(...race.map(([client]) => client));
  const wide = (WIDTH - LEFT) / race.length;
  const drawn = Array.from({ length: clients }, (_, client) => {
    const y = ROW * (client + 0.5);
    return [
      svg("text", { x: 0, y: y + 5, "font-size": 14, fill: "currentColor" }, `client ${client + 1}`),
      svg("line", { x1: LEFT, x2: WIDTH, y1: y, y2: y, stroke: "var(--fig-rule)" }),
    ];
  }).flat();
  race.slice(0, done).forEach(([client, where], step) => {
    const [word, colour] = STEPS[where];
    const box = { x: LEFT + step * wide + 1, y: ROW * client + 5, width: wide - 2, height: ROW - 10 };
    const middle = { x: LEFT + (step + 0.5) * wide, y: ROW * (client + 0.5) + 5 };
    drawn.push(
      svg("rect", { ...box, fill: "var(--fig-paper)" }),
      svg("rect", { ...box, fill: colour, "fill-opacity": where === "refused" ? 0 : 0.3, stroke: colour }),
      svg("text", { ...middle, "text-anchor": "middle", "font-size": wide < 34 ? 11 : 13, fill: "currentColor" }, word),
    );
  });
  return { drawn, clients };
}

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ traces }) {
  const state = { seller: "naive", race: 0, done: 0 };
  /** @type {number | undefined} */
  let running;
  const said = says();
  const picture = svg("svg", { role: "img", class: "explore-race" });
  /** @returns {[number, string, number][]} */
  const race = () => traces[state.seller][state.race];

  const stop = () => {
    window.clearInterval(running);
    running = undefined;
    start.textContent = "Start";
  };
  /** @param {Partial<typeof state>} change */
  const show = (change) => {
    Object.assign(state, change);
    const steps = race();
    const { drawn, clients } = draw(steps, state.done);
    picture.setAttribute("viewBox", `0 0 ${WIDTH} ${ROW * clients}`);
    picture.replaceChildren(...drawn);
    const name = Object.fromEntries(SELLERS)[state.seller];
    picture.setAttribute("aria-label", `${name}: ${state.done} of ${steps.length} steps of a race of ${clients} clients`);
    const sold = state.done ? steps[state.done - 1][2] : 0;
    const over = state.done === steps.length;
    if (over) stop();
    for (const button of [start, step]) button.toggleAttribute("disabled", over);
    Object.assign(said.dataset, { seller: state.seller, race: state.race, done: state.done, sold, over });
    said.textContent = sentence(steps, state.done, sold);
  };
  const start = press("Start", () => {
    if (running !== undefined) return stop();
    start.textContent = "Stop";
    show({ done: state.done + 1 });
    if (state.done < race().length) running = window.setInterval(() => show({ done: state.done + 1 }), PAUSE);
  });
  const step = press("One step", () => show({ done: state.done + 1 }));
  const back = press("Start over", () => {
    stop();
    show({ done: 0 });
  });
  /** @param {Partial<typeof state>} change */
  const choose = (change) => {
    stop();
    show({ ...change, done: 0 });
  };
  const orders = traces.naive.map((/** @type {any} */ _, /** @type {number} */ i) => [String(i), `Order ${i + 1}`]);
  const row = controls(
    choice("Seller", SELLERS, state.seller, (seller) => choose({ seller })),
    choice("Order of steps", orders, "0", (number) => choose({ race: Number(number) })),
    start,
    step,
    back,
  );
  show({});
  return panel(row, picture, said);
}

/**
 * Say what the last step was, and what has been sold.
 * @param {[number, string, number][]} steps
 * @param {number} done
 * @param {number} sold
 */
function sentence(steps, done, sold) {
  const seats = `One seat, sold ${sold === 1 ? "once" : `${sold} times`}`;
  if (!done) return `${seats}: nobody has moved yet.`;
  const [client, where] = steps[done - 1];
  const last = `Step ${done} of ${steps.length}: client ${client + 1} ${STEPS[where][2]}.`;
  const end = done < steps.length ? "" : sold > 1 ? " It is oversold." : " It is sold to one.";
  return `${last} ${seats}.${end}`;
}
