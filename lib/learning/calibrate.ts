import type { Design } from './design.ts';

/**
 * Platt's line: the log-odds of good as slope * held-out log-odds + intercept. On the rows it was fitted to, a model
 * looks surer than it is; on held-out rows the slope shows by how much.
 * @param eta log-odds of good of each row, by a fit that has not seen it
 */
export function calibrate(
  design: Pick<Design, 'good' | 'weights'>,
  eta: Float64Array,
): { slope: number; intercept: number } {
  let [slope, intercept] = [1, 0];
  for (let step = 0; step < 20; step += 1) {
    // Newton on two parameters; the ridge of one person keeps a perfect separation finite.
    const s = [1 - slope, -intercept, 1, 0, 1];
    for (let i = 0; i < eta.length; i += 1) {
      const weight = design.weights?.[i] ?? 1;
      const p = 1 / (1 + Math.exp(-(slope * eta[i]! + intercept)));
      const [rise, curve] = [weight * (design.good[i]! - p), weight * p * (1 - p)];
      s[0]! += rise * eta[i]!;
      s[1]! += rise;
      s[2]! += curve * eta[i]! * eta[i]!;
      s[3]! += curve * eta[i]!;
      s[4]! += curve;
    }
    const [a, b, c, d, e] = s as [number, number, number, number, number];
    const determinant = c * e - d * d;
    const [up, aside] = [(a * e - b * d) / determinant, (b * c - a * d) / determinant];
    slope += up;
    intercept += aside;
    if (Math.abs(up) + Math.abs(aside) < 1e-9) break;
  }
  return { slope, intercept };
}
