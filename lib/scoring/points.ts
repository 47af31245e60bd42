import { monthsBetween } from './calendar.ts';
import type { Characteristic, Input, Value } from './model.ts';
import { SELF_TIER } from './model.ts';

/** A date becomes completed months or years; every other value is what it is. */
export function valueAt(row: Characteristic, value: Value, asOf: number): Value {
  if (row.type !== 'since') return value;
  const months = monthsBetween(value as number, asOf);
  return row.inYears ? Math.floor(months / 12) : months;
}

/** The bin of a value; every value has one (the loader checks that number bins tile the line). */
export function binOf(row: Characteristic, value: Value): number {
  if (typeof value !== 'number') return row.binOf.get(value) ?? row.unseen;
  if (row.binOf.size > 0) {
    const special = row.binOf.get(value);
    if (special !== undefined) return special;
  }
  const { cuts } = row;
  let bin = 0;
  while (bin < cuts.length && value >= (cuts[bin] as number)) bin += 1;
  return bin;
}

/**
 * Milli-points of a characteristic: they move from the missing bin towards the value's bin as far as the evidence can be
 * trusted. A self-declared value that is worse than missing is a claim against one's own interest and is believed.
 */
export function pointsOf(row: Characteristic, input: Input): number {
  const distance = (row.points[input.bin] as number) - row.missing;
  return row.missing + thousandth(distance * trustIn(input, distance < 0));
}

/** r * f in thousandths. */
export function trustIn({ tier, reliability, credibility, freshness }: Input, adverse: boolean): number {
  if (adverse && tier === SELF_TIER) return freshness;
  const believed = credibility === 1000 ? reliability : thousandth(reliability * credibility);
  return freshness === 1000 ? believed : thousandth(believed * freshness);
}

/** The weight by which sources compete and coverage counts: reliability(tier) * freshness, in thousandths. */
export function weightOf({ reliability, freshness }: Input): number {
  return freshness === 1000 ? reliability : thousandth(reliability * freshness);
}

/** x / 1000, rounded, halves up: Math.round(x / 1000) in 32-bit integers, |x| < 2^31 - 500. */
export function thousandth(x: number): number {
  return x >= 0 ? ((x + 500) / 1000) | 0 : -(((499 - x) / 1000) | 0);
}
