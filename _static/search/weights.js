// What is asked for weighs so much in each place of the index: a table has a number for each.

/**
 * Tell whether nothing weighs anything.
 * @param {Float32Array} table
 */
export const isEmpty = (table) => !table.some(Boolean);

/**
 * Return what is in all tables, on average.
 * @param {Float32Array[]} tables
 */
export function every(tables) {
  return tables[0].map((_, number) => {
    let sum = 0;
    for (const table of tables) {
      if (!table[number]) return 0;
      sum += table[number];
    }
    return sum / tables.length;
  });
}

/**
 * Let a table have what another one has more of.
 * @param {Float32Array} table
 * @param {Float32Array} other
 * @param {number} factor
 */
export function join(table, other, factor = 1) {
  other.forEach((score, number) => {
    if (factor * score > table[number]) table[number] = factor * score;
  });
  return table;
}
