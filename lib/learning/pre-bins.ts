import type { Distinct } from './distinct.ts';

/**
 * Cuts that make about `most` fine bins of equal share; a value that comes often has a bin of its own. Between two
 * neighbouring values the cut is the number with the fewest digits, so that a person can read it.
 */
export function preCuts({ values, counts }: Distinct, most: number): number[] {
  const cuts: number[] = [];
  let left = counts.reduce((sum, count) => sum + count, 0);
  let target = left / most;
  let filled = 0;
  for (let i = 0; i < values.length - 1; i += 1) {
    filled += counts[i]!;
    const next = counts[i + 1]!;
    // Closing before a heavy value is better than letting it overfill the bin.
    const full = filled >= target || (next >= target && filled + next > 1.5 * target);
    if (!full && values.length > most) continue;
    cuts.push(roundBetween(values[i]!, values[i + 1]!));
    left -= filled;
    filled = 0;
    target = left / Math.max(1, most - cuts.length);
    if (cuts.length === most - 1) break;
  }
  return cuts;
}

/** The number with the fewest digits that is above `low` and not above `high`. */
export function roundBetween(low: number, high: number): number {
  if (low < 0 && high >= 0) return 0;
  const largest = Math.max(Math.abs(low), Math.abs(high));
  for (let power = Math.ceil(Math.log10(largest)); power > -16; power -= 1) {
    const step = 10 ** power;
    const candidate = Number((Math.floor(high / step + 1e-9) * step).toPrecision(15));
    if (candidate > low && candidate <= high) return candidate;
  }
  return high;
}
