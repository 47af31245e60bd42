import { type Curve, calibrated, softplus } from '../scorecards/calibration.ts';
import { solveBounded } from './bounded.ts';
import type { Design } from './design.ts';

/** What is thought of the bend beforehand, in people: with few outcomes the curve stays nearly a line. */
const BEND_RIDGE = 4;
const MOST_STEPS = 30;

/**
 * How the log-odds of good that held-out rows were given are borne out by their outcomes: a line that bends where the
 * average person is. On the rows it was fitted to a model looks surer than it is; on held-out rows the slope shows by how
 * much, and the bend, that evidence of one kind adds up to less than its parts.
 * @param eta log-odds of good of each row, by a fit that has not seen it
 */
export function calibrate(design: Pick<Design, 'good' | 'weights'>, eta: Float64Array): Curve {
  const at = averageOdds(design);
  // Intercept, and the slopes far below and far above the average: neither may be negative.
  let theta: readonly number[] = [0, 1, 1];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = newton(design, eta, at, theta);
    const change = Math.max(...next.map((value, k) => Math.abs(value - theta[k]!)));
    // A longer step has left the part of the likelihood that the quadratic describes.
    theta = change > 1 ? theta.map((value, k) => value + (next[k]! - value) / change) : next;
    if (change < 1e-9) break;
  }
  const [intercept, below, above] = theta as [number, number, number];
  return { slope: below, intercept: intercept, bend: above - below, at };
}

function averageOdds({ good, weights }: Pick<Design, 'good' | 'weights'>): number {
  let [goods, all] = [0.5, 1];
  for (let i = 0; i < good.length; i += 1) {
    const weight = weights?.[i] ?? 1;
    goods += weight * good[i]!;
    all += weight;
  }
  return Math.log(goods / (all - goods));
}

/** One step; the ridge of one person keeps a perfect separation finite. */
function newton(
  { good, weights }: Pick<Design, 'good' | 'weights'>,
  eta: Float64Array,
  at: number,
  [intercept, below, above]: readonly number[],
): number[] {
  const h = Float64Array.of(1, 0, 0, 0, 1 + BEND_RIDGE, -BEND_RIDGE, 0, -BEND_RIDGE, 1 + BEND_RIDGE);
  const b = Float64Array.of(0, 1, 1);
  const curve: Curve = { slope: below!, intercept: intercept!, bend: above! - below!, at };
  const line = [1, 0, 0];
  for (let i = 0; i < eta.length; i += 1) {
    const weight = weights?.[i] ?? 1;
    const x = eta[i]!;
    const stated = calibrated(curve, x);
    const p = 1 / (1 + Math.exp(-stated));
    const [rise, bent] = [weight * (good[i]! - p), weight * p * (1 - p)];
    const up = softplus(x - at);
    line[1] = x - up;
    line[2] = up;
    for (let k = 0; k < 3; k += 1) {
      b[k]! += line[k]! * (rise + bent * stated);
      for (let l = 0; l < 3; l += 1) h[k * 3 + l]! += bent * line[k]! * line[l]!;
    }
  }
  return [...solveBounded(h, b, Uint8Array.of(0, 1, 1))];
}
