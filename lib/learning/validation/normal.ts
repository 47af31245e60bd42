/** 97.5 % point of the standard normal distribution: half the width of a 95 % interval in standard errors. */
export const Z95 = 1.959963984540054;

/** The chance of a standard normal value further from 0 than z, on either side. */
export function twoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** Complementary error function for x >= 0, relative error below 1.2e-7 (W. H. Press et al., Numerical Recipes, 6.2). */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  return t * Math.exp(-x * x + series.reduceRight((sum, a) => sum * t + a, 0));
}

export interface Interval {
  low: number;
  high: number;
}

/** 95 % interval of an estimate with this standard error, held within 0 and 1. */
export function interval(estimate: number, se: number): Interval {
  return { low: Math.max(0, estimate - Z95 * se), high: Math.min(1, estimate + Z95 * se) };
}
