/** People of a cell, by weight. */
export interface Counts {
  good: number;
  bad: number;
}

/** People of the rarer outcome that are added to each cell, so that the WOE of few people stays near 0. */
const PSEUDO = 2;

/**
 * Weight of evidence, ln((good / all good) / (bad / all bad)): positive = better than average. Two people of the
 * rarer outcome, with the goods and bads of the population, is added to each cell: an empty one has 0, none is infinite.
 */
export function woeOf({ good, bad }: Counts, all: Counts): number {
  const n = all.good + all.bad;
  if (all.good === 0 || all.bad === 0) return 0;
  const added = (PSEUDO * n) / Math.min(all.good, all.bad);
  const g = good + (added * all.good) / n;
  const b = bad + (added * all.bad) / n;
  return Math.log(g / b) - Math.log(all.good / all.bad);
}

/** A cell's part of the information value: (share of the goods - share of the bads) * WOE (Kullback's J divergence). */
export function partOfValue(cell: Counts, all: Counts): number {
  return Math.max(0, (cell.good / all.good - cell.bad / all.bad) * woeOf(cell, all));
}

export function informationValue(cells: readonly Counts[], all: Counts): number {
  return cells.reduce((sum, cell) => sum + partOfValue(cell, all), 0);
}

/** What information value is multiplied by to be chi-squared with (cells - 1) degrees of freedom when nothing is in it. */
export function chiSquaredPerValue({ good, bad }: Counts): number {
  return (good * bad) / (good + bad);
}

/** Goods and bads of each cell. */
export function countCells(cells: Uint8Array, n: number, bad: Uint8Array, weights: Float64Array | undefined): Counts[] {
  const sums = new Float64Array(2 * n);
  if (weights === undefined) for (let i = 0; i < cells.length; i += 1) sums[2 * cells[i]! + bad[i]!]! += 1;
  else for (let i = 0; i < cells.length; i += 1) sums[2 * cells[i]! + bad[i]!]! += weights[i]!;
  return Array.from({ length: n }, (_, c) => ({ good: sums[2 * c]!, bad: sums[2 * c + 1]! }));
}
