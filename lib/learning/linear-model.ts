import type { Touching } from './design.ts';

/** Something to be fitted: beta of each cell is the sum of its parameters times their factors. */
export interface Parameter {
  cells: ArrayLike<number>;
  factors: ArrayLike<number>;
  /** Held at 0 or above: how a sign or a direction is kept. */
  bounded: boolean;
}

/** strength / 2 * (sum of factor * parameter - centre)^2 is added to the loss. */
export interface Penalty {
  terms: readonly (readonly [parameter: number, factor: number])[];
  centre: number;
  /** Which of the strengths counts; cross-validation chooses those. */
  group: number;
}

/** A logistic regression over cells, its parameters tied, bounded and pulled. */
export interface LinearModel {
  parameters: readonly Parameter[];
  penalties: readonly Penalty[];
}

/** Cells' log-odds out of the parameters. */
export function expand({ parameters }: LinearModel, theta: Float64Array, size: number): Float64Array {
  const beta = new Float64Array(size);
  parameters.forEach(({ cells, factors }, k) => {
    for (let c = 0; c < cells.length; c += 1) beta[cells[c]!]! += theta[k]! * factors[c]!;
  });
  return beta;
}

export interface Quadratic {
  h: Float64Array;
  b: Float64Array;
}

/** The likelihood's quadratic in the parameters: H = T'GT and b = T'(G beta + slope), without penalties. */
export function inParameters(
  { parameters }: LinearModel,
  hessian: Float64Array,
  slope: Float64Array,
  beta: Float64Array,
): Quadratic {
  const [n, size] = [parameters.length, beta.length];
  const target = Float64Array.from(slope);
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) target[i]! += hessian[i * size + j]! * beta[j]!;
  const h = new Float64Array(n * n);
  const b = new Float64Array(n);
  const line = new Float64Array(size);
  for (let k = 0; k < n; k += 1) {
    line.fill(0);
    const { cells, factors } = parameters[k]!;
    for (let c = 0; c < cells.length; c += 1) {
      const [from, factor] = [cells[c]! * size, factors[c]!];
      b[k]! += factor * target[cells[c]!]!;
      for (let j = 0; j < size; j += 1) line[j]! += factor * hessian[from + j]!;
    }
    for (let l = 0; l < n; l += 1) h[k * n + l] = dot(line, parameters[l]!);
  }
  return { h, b };
}

function dot(line: Float64Array, { cells, factors }: Parameter): number {
  let sum = 0;
  for (let c = 0; c < cells.length; c += 1) sum += line[cells[c]!]! * factors[c]!;
  return sum;
}

/** Adds the penalties to the quadratic. */
export function penalised({ penalties }: LinearModel, { h, b }: Quadratic, strengths: readonly number[]): Quadratic {
  const n = b.length;
  const sum: Quadratic = { h: Float64Array.from(h), b: Float64Array.from(b) };
  for (const { terms, group, centre } of penalties)
    for (const [k, x] of terms) {
      sum.b[k]! += strengths[group]! * x * centre;
      for (const [l, y] of terms) sum.h[k * n + l]! += strengths[group]! * x * y;
    }
  return sum;
}

export function penaltyAt({ penalties }: LinearModel, theta: Float64Array, strengths: readonly number[]): number {
  let sum = 0;
  for (const { terms, group, centre } of penalties) {
    const distance = terms.reduce((total, [k, factor]) => total + factor * theta[k]!, -centre);
    sum += 0.5 * strengths[group]! * distance * distance;
  }
  return sum;
}

/** The sums of all folds but one; -1 leaves none out. */
export function withoutFold(
  { hessian, slope }: Touching,
  fold: number,
): { hessian: Float64Array; slope: Float64Array } {
  const h = new Float64Array(hessian[0]!.length);
  const s = new Float64Array(slope[0]!.length);
  for (let f = 0; f < hessian.length; f += 1) {
    if (f === fold) continue;
    const [fromH, fromS] = [hessian[f]!, slope[f]!];
    for (let i = 0; i < h.length; i += 1) h[i]! += fromH[i]!;
    for (let i = 0; i < s.length; i += 1) s[i]! += fromS[i]!;
  }
  return { hessian: h, slope: s };
}
