import type { Bins } from './bins.ts';
import { type Design, logOdds } from './design.ts';
import { cellCount } from './layout.ts';

/** Two characteristics of one dimension, by their places among the bins, with the cells that people are in together. */
export interface PairCells {
  first: number;
  second: number;
  /** Rows of the table; the columns are the second's cells. */
  height: number;
  width: number;
  cells: Uint8Array;
  /** What a table of the two would gain in log-likelihood, about. */
  gain: number;
}

/** Ridge within the gain: a cell must be sure of what it says. */
const GAIN_RIDGE = 10;

/** The pairs of one group that gain most beyond what their characteristics add alone (the residuals' gain, as in FAST: Lou et al., 2013). */
export function choosePairs(
  bins: readonly Bins[],
  groupOf: (column: string) => string,
  design: Design,
  beta: Float64Array,
  most: number,
): PairCells[] {
  const { rise, curve } = residuals(design, beta);
  const found: PairCells[] = [];
  for (let second = 1; second < bins.length; second += 1)
    for (let first = 0; first < second; first += 1) {
      if (groupOf(bins[first]!.column) !== groupOf(bins[second]!.column)) continue;
      const pair = pairCells(bins, first, second);
      if (pair !== undefined) found.push({ ...pair, gain: gainOf(pair, rise, curve) });
    }
  return found.sort((a, b) => b.gain - a.gain || a.second - b.second || a.first - b.first).slice(0, most);
}

function pairCells(bins: readonly Bins[], first: number, second: number): PairCells | undefined {
  const [a, b] = [bins[first]!, bins[second]!];
  const [height, width] = [cellCount(a.layout), cellCount(b.layout)];
  if (height * width > 256) return undefined;
  return { first, second, height, width, cells: a.cells.map((cell, i) => cell * width + b.cells[i]!), gain: 0 };
}

function residuals(design: Design, beta: Float64Array): { rise: Float64Array; curve: Float64Array } {
  const eta = logOdds(design, beta);
  const [rise, curve] = [new Float64Array(eta.length), new Float64Array(eta.length)];
  for (let i = 0; i < eta.length; i += 1) {
    const p = 1 / (1 + Math.exp(-eta[i]!));
    const weight = design.weights?.[i] ?? 1;
    rise[i] = weight * (design.good[i]! - p);
    curve[i] = weight * p * (1 - p);
  }
  return { rise, curve };
}

/** Half of the sum of slope^2 / curvature, less what as many cells gain by chance. */
function gainOf({ cells, height, width }: PairCells, rise: Float64Array, curve: Float64Array): number {
  const [slopes, curves] = [new Float64Array(height * width), new Float64Array(height * width)];
  for (let i = 0; i < cells.length; i += 1) {
    slopes[cells[i]!]! += rise[i]!;
    curves[cells[i]!]! += curve[i]!;
  }
  return slopes.reduce((sum, slope, k) => {
    const sure = curves[k]! + GAIN_RIDGE;
    return sum + (slope * slope - curves[k]!) / (2 * sure);
  }, 0);
}
