import type { Design } from '../design.ts';

/** Points to double the odds, before outcomes have said what a point of an expert card is worth. */
const EXPECTED_PDO = 60;
/** What a point is worth lies in this range, whatever few outcomes say. */
const [LEAST_PDO, MOST_PDO] = [10, 240];
const STEPS = 25;

export interface Worth {
  /** Log-odds of good of a person with 0 points. */
  intercept: number;
  /** Log-odds of good per point. */
  slope: number;
}

/**
 * The level of the outcomes and, unless the former card states its PDO, what its points are worth: the posterior mode of a
 * logistic regression on its points whose slope is expected to be that of a PDO of 60, with a standard deviation as large.
 * @param fold left out; -1 leaves none out
 */
export function worthOf(
  points: Float64Array,
  { good, weights, fold: folds }: Design,
  pdo: number | undefined,
  fold: number,
): Worth {
  const expected = Math.LN2 / (pdo ?? EXPECTED_PDO);
  const n = points.length;
  const mean = points.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  let [level, slope] = [0, expected];
  for (let step = 0; step < STEPS; step += 1) {
    // The level is nearly free: as if one person in two were known to be good.
    const s = { a: -level * 0.1, aa: 0.1, ab: 0, b: (expected - slope) / expected ** 2, bb: 1 / expected ** 2 };
    for (let i = 0; i < n; i += 1) {
      if (folds[i] === fold) continue;
      const x = points[i]! - mean;
      const p = 1 / (1 + Math.exp(-(level + slope * x)));
      const weight = weights?.[i] ?? 1;
      const [rise, curve] = [weight * (good[i]! - p), weight * p * (1 - p)];
      s.a += rise;
      s.aa += curve;
      s.ab += curve * x;
      s.b += rise * x;
      s.bb += curve * x * x;
    }
    if (pdo !== undefined) {
      level += s.a / s.aa;
      continue;
    }
    const determinant = s.aa * s.bb - s.ab * s.ab;
    level += (s.bb * s.a - s.ab * s.b) / determinant;
    slope = within((s.aa * s.b - s.ab * s.a) / determinant + slope);
  }
  return { intercept: level - slope * mean, slope };
}

function within(slope: number): number {
  return Math.min(Math.LN2 / LEAST_PDO, Math.max(Math.LN2 / MOST_PDO, slope));
}
