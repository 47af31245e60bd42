import { type Interval, twoSided, Z95 } from './normal.ts';
import { type Judged, weightAt } from './people.ts';

/** People to whom similar chances were given: what was said, and what happened. */
export interface CalibrationRow {
  from: number;
  to: number;
  n: number;
  /** Mean chance of the bad outcome that was stated, and the share to whom it happened. */
  stated: number;
  happened: number;
  /** Of what happened, 95 % (E. B. Wilson, 1927). */
  interval: Interval;
}

/** A table of about this many rows with the same number of people each; equal chances are never parted. */
export function calibrationTable(judged: Judged, chances: Float64Array, rows = 10): CalibrationRow[] {
  const order = new Uint32Array(chances.length).map((_, i) => i).sort((a, b) => chances[a]! - chances[b]!);
  const total = order.reduce((sum, i) => sum + weightAt(judged, i), 0);
  const table: CalibrationRow[] = [];
  let seen = 0;
  for (let from = 0; from < order.length; ) {
    // Where equal chances overfilled a row, the next aim is further on.
    const aim = (total * (Math.floor((seen * rows) / total + 1e-9) + 1)) / rows;
    let to = from;
    const sums = { n: 0, stated: 0, bad: 0, squares: 0 };
    while (to < order.length && (to === from || seen < aim - 1e-9 || chances[order[to]!] === chances[order[to - 1]!])) {
      const i = order[to]!;
      const weight = weightAt(judged, i);
      sums.n += weight;
      sums.squares += weight * weight;
      sums.stated += weight * chances[i]!;
      sums.bad += weight * judged.bad[i]!;
      seen += weight;
      to += 1;
    }
    table.push(rowOf(sums, chances[order[from]!]!, chances[order[to - 1]!]!));
    from = to;
  }
  return table;
}

function rowOf(sums: { n: number; stated: number; bad: number; squares: number }, from: number, to: number) {
  const { n } = sums;
  const happened = sums.bad / n;
  const interval = wilson(happened, (n * n) / sums.squares);
  return { from, to, n, stated: sums.stated / n, happened, interval };
}

/** For a share of n people; holds for small shares, too. */
export function wilson(share: number, n: number): Interval {
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export interface CalibrationTest {
  z: number;
  /** Of a z at least as far from 0, were the stated chances the true ones. */
  p: number;
}

/**
 * Are the stated chances the true ones? Spiegelhalter's test compares the Brier score with what it would then be, and so
 * needs no bins (D. J. Spiegelhalter, Statistics in Medicine 5, 1986).
 */
export function spiegelhalter(judged: Judged, chances: Float64Array): CalibrationTest {
  let distance = 0;
  let variance = 0;
  for (let i = 0; i < chances.length; i += 1) {
    const chance = chances[i]!;
    const weight = weightAt(judged, i);
    distance += weight * (judged.bad[i]! - chance) * (1 - 2 * chance);
    variance += weight * weight * (1 - 2 * chance) ** 2 * chance * (1 - chance);
  }
  const z = distance / Math.sqrt(variance);
  return { z, p: twoSided(z) };
}
