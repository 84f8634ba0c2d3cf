// How a packet spreads over the links of an idle 8-ary 2-cube: the rules of models.goal.spread,
// worked out here because all answers together would be too large to send. A test compares them.
// A node is x + 8 y; a channel is 4 node + port, the ports being plus x, minus x, plus y, minus y.

export const K = 8;
export const NODES = K * K;
const ORDERS = [[0, 1], [1, 0]];
const GONE = 1e-12; // what a redrawn walk may still have to go when it is given up

/** @param {number} n */
const around = (n) => ((n % K) + K) % K;

/** Where each node sends, by pattern. @type {Record<string, (node: number) => number[]>} */
const SENDS = {
  uniform: () => Array.from({ length: NODES }, (_, node) => node),
  neighbour: (s) => [shift(s, 1, 0), shift(s, -1, 0), shift(s, 0, 1), shift(s, 0, -1)],
  step: (s) => [shift(s, 1, 0)],
  "step-all": (s) => [shift(s, 1, 1)],
  tornado: (s) => [shift(s, 3, 0)],
  "tornado-all": (s) => [shift(s, 3, 3)],
  transpose: (s) => [(s % K) * K + (s >> 3)],
  "bit-complement": (s) => [NODES - 1 - s],
  "bit-reverse": (s) => [[0, 1, 2, 3, 4, 5].reduce((t, i) => t | (((s >> i) & 1) << (5 - i)), 0)],
  shuffle: (s) => [((s << 1) | (s >> 5)) & 63],
  "bit-rotation": (s) => [(s >> 1) | ((s & 1) << 5)],
};

/**
 * Give a permutation a name.
 * @param {string} name
 * @param {number[]} destinations
 */
export function permute(name, destinations) {
  SENDS[name] = (node) => [destinations[node]];
}

/**
 * Return the node at an offset from a node.
 * @param {number} node
 * @param {number} dx
 * @param {number} dy
 */
export function shift(node, dx, dy) {
  return around((node % K) + dx) + K * around((node >> 3) + dy);
}

/**
 * Return the signed ways to go a distance round a ring, with their probabilities.
 * @param {string} algorithm
 * @param {number} d
 * @returns {[number, number][]}
 */
function split(algorithm, d) {
  if (!d) return [[0, 1]];
  const balanced = algorithm === "goal" || algorithm === "rlb";
  const plus = balanced ? 1 - d / K : (Number(2 * d < K) + Number(2 * d <= K)) / 2;
  return /** @type {[number, number][]} */ ([[d, plus], [d - K, 1 - plus]]).filter(([, p]) => p);
}

/**
 * Return the quadrants that may be drawn, as signed ways, with their probabilities.
 * @param {string} algorithm
 * @param {number[]} offset
 * @returns {[number[], number][]}
 */
function quadrants(algorithm, [dx, dy]) {
  return split(algorithm, dx).flatMap(([x, p]) =>
    split(algorithm, dy).map(([y, q]) => /** @type {[number[], number]} */ ([[x, y], p * q])),
  );
}

/**
 * Add the path that makes some ways in order of dimensions, and return where it ends.
 * @param {Float64Array} flow
 * @param {number} node
 * @param {number[]} ways
 * @param {number[]} order
 * @param {number} p
 */
function inOrder(flow, node, ways, order, p) {
  for (const i of order) {
    const sign = Math.sign(ways[i]);
    for (let step = 0; step < Math.abs(ways[i]); step++) {
      flow[4 * node + 2 * i + Number(sign < 0)] += p;
      node = shift(node, i ? 0 : sign, i ? sign : 0);
    }
  }
  return node;
}

/**
 * Add the paths in a quadrant that take all open dimensions equally often.
 * @param {Float64Array} flow
 * @param {number[]} ways
 * @param {number} p
 */
function adaptively(flow, ways, p) {
  const [width, height] = ways.map(Math.abs);
  const signs = ways.map(Math.sign);
  const reached = Array.from({ length: width + 2 }, () => new Float64Array(height + 2));
  reached[0][0] = p;
  for (let a = 0; a <= width; a++) {
    for (let b = 0; b <= height; b++) {
      const share = reached[a][b] / (Number(a < width) + Number(b < height));
      const channel = 4 * shift(0, signs[0] * a, signs[1] * b);
      if (a < width) {
        flow[channel + Number(signs[0] < 0)] += share;
        reached[a + 1][b] += share;
      }
      if (b < height) {
        flow[channel + 2 + Number(signs[1] < 0)] += share;
        reached[a][b + 1] += share;
      }
    }
  }
}

/**
 * Add the paths through a node drawn in a quadrant, each phase in an order drawn too.
 * @param {Float64Array} flow
 * @param {number[]} ways
 * @param {number} p
 */
function twoPhases(flow, ways, p) {
  const [width, height] = ways.map(Math.abs);
  const share = p / ((width + 1) * (height + 1) * ORDERS.length);
  for (let a = 0; a <= width; a++) {
    for (let b = 0; b <= height; b++) {
      const first = [a * Math.sign(ways[0]), b * Math.sign(ways[1])];
      for (const order of ORDERS) {
        const middle = inOrder(flow, 0, first, order, share);
        inOrder(flow, middle, [ways[0] - first[0], ways[1] - first[1]], order, share);
      }
    }
  }
}

/**
 * Add the walk that draws its direction again at every hop.
 * @param {Float64Array} flow
 * @param {number[]} offset
 */
function redrawn(flow, [dx, dy]) {
  const end = shift(0, dx, dy);
  let left = new Float64Array(NODES); // by the node where the packet is
  left[0] = end ? 1 : 0;
  for (let sum = left[0]; sum > GONE; sum = left.reduce((a, b) => a + b)) {
    const after = new Float64Array(NODES);
    for (let node = 0; node < NODES; node++) {
      const rest = [around(dx - (node % K)), around(dy - (node >> 3))];
      const open = rest.filter(Boolean).length;
      rest.forEach((r, i) => {
        for (const minus of r && left[node] ? [0, 1] : []) {
          const share = (left[node] * (minus ? r : K - r)) / K / open;
          const sign = minus ? -1 : 1;
          flow[4 * node + 2 * i + minus] += share;
          after[shift(node, i ? 0 : sign, i ? sign : 0)] += share;
        }
      });
    }
    after[end] = 0;
    left = after;
  }
}

/** @type {Map<string, Float64Array>} */
const known = new Map();

/**
 * Return how often a packet to an offset crosses each channel, as seen from its source.
 * @param {string} algorithm
 * @param {number} dx
 * @param {number} dy
 * @returns {Float64Array}
 */
function packet(algorithm, dx, dy) {
  const name = `${algorithm} ${dx} ${dy}`;
  const flow = known.get(name) ?? new Float64Array(4 * NODES);
  if (known.has(name)) return flow;
  known.set(name, flow);
  if (algorithm === "goal-redrawn") redrawn(flow, [dx, dy]);
  else if (algorithm === "val") {
    for (let middle = 0; middle < NODES; middle++) {
      const [x, y] = [middle % K, middle >> 3];
      add(flow, packet("dor", x, y), 0, 1 / NODES);
      add(flow, packet("dor", around(dx - x), around(dy - y)), middle, 1 / NODES);
    }
  } else {
    for (const [ways, p] of quadrants(algorithm, [dx, dy])) {
      if (algorithm === "dor") inOrder(flow, 0, ways, ORDERS[0], p);
      else if (algorithm === "romm" || algorithm === "rlb") twoPhases(flow, ways, p);
      else adaptively(flow, ways, p);
    }
  }
  return flow;
}

/**
 * Add a flow, seen from node 0, to another as it is from some node.
 * @param {Float64Array} total
 * @param {Float64Array} flow
 * @param {number} node
 * @param {number} p
 */
function add(total, flow, node, p) {
  const [x, y] = [node % K, node >> 3];
  for (let channel = 0; channel < flow.length; channel++) {
    if (flow[channel]) total[4 * shift(channel >> 2, x, y) + (channel & 3)] += p * flow[channel];
  }
}

/**
 * Return the flits that a node which injects one flit a cycle sends over each channel.
 * @param {string} pattern
 * @param {string} algorithm
 * @param {number} node
 * @returns {Float64Array}
 */
export function spread(pattern, algorithm, node) {
  const total = new Float64Array(4 * NODES);
  const row = SENDS[pattern](node);
  for (const end of row) {
    const [dx, dy] = [(end % K) - (node % K), (end >> 3) - (node >> 3)].map(around);
    add(total, packet(algorithm, dx, dy), node, 1 / row.length);
  }
  return total;
}

/**
 * Return where a node sends all its packets, or -1 if to several nodes.
 * @param {string} pattern
 * @param {number} node
 */
export function destination(pattern, node) {
  const row = SENDS[pattern](node);
  return row.length === 1 ? row[0] : -1;
}
