/**
 * Freshness f = 2^(-ageDays / halfLife) in thousandths, one entry per day of age, until it rounds to 0.
 * Computed with + - * / only, so that it is the same on every machine and engine for ever (Math.pow need not be).
 */
export function freshnessTable(halfLifeDays: number): Uint16Array {
  const days = Math.ceil(halfLifeDays * 11) + 1;
  const table = new Uint16Array(days);
  for (const age of [0, days - 1]) table[age] = freshnessOf(age, halfLifeDays);
  fillBetween(table, 0, days - 1, halfLifeDays);
  return table;
}

/** Thousandths; without a table a statement never fades. */
export function freshnessAt(table: Uint16Array | undefined, ageDays: number): number {
  return table === undefined ? 1000 : (table[ageDays] ?? 0);
}

/** Freshness never rises, so between two equal days all are equal. A cold start so computes a quarter of the entries. */
function fillBetween(table: Uint16Array, from: number, to: number, halfLifeDays: number): void {
  if (table[from] === table[to]) {
    table.fill(table[from] as number, from, to);
    return;
  }
  const middle = (from + to) >>> 1;
  if (middle === from) return;
  table[middle] = freshnessOf(middle, halfLifeDays);
  fillBetween(table, from, middle, halfLifeDays);
  fillBetween(table, middle, to, halfLifeDays);
}

function freshnessOf(ageDays: number, halfLifeDays: number): number {
  return Math.round(1000 * halve(ageDays / halfLifeDays));
}

function halve(halvings: number): number {
  const whole = Math.floor(halvings);
  const exponent = (halvings - whole) * Math.LN2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 24; n += 1) {
    term = (-term * exponent) / n;
    sum += term;
  }
  return sum / 2 ** whole;
}
