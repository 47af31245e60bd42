import type { ScorecardFile } from '../schemas/scorecard.ts';

export type Calibration = NonNullable<ScorecardFile['calibration']>;

/** As a fit states it, bend and all. */
export type Curve = Record<'slope' | 'intercept' | 'bend' | 'at', number>;

/**
 * The log-odds of good that outcomes bear out, of those that the points state: a line that may bend smoothly at one place,
 * intercept + slope * x + bend * ln(1 + exp(x - at)). It is beta calibration (M. Kull, T. Silva Filho and P. Flach, 2017)
 * with its middle moved from even odds to `at`; without a bend it is Platt's line.
 */
export function calibrated({ slope, intercept, bend = 0, at = 0 }: Calibration, logOdds: number): number {
  return intercept + slope * logOdds + (bend === 0 ? 0 : bend * softplus(logOdds - at));
}

/** The other way round, for a curve that rises: the stated log-odds that are borne out as these. */
export function uncalibrated(calibration: Calibration, target: number): number {
  let [low, high] = [-60, 60];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (calibrated(calibration, middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** ln(1 + e^z), without overflow. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
