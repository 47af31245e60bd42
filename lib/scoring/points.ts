import type { Fact } from '../schemas/dictionary.ts';
import { ordinal } from './calendar.ts';
import type { Characteristic, Input, Value } from './model.ts';
import { SELF_TIER } from './model.ts';

/**
 * A stated value as a number: a number is itself, a flag 0 or 1, a category its place in the dictionary, a date its
 * calendar ordinal. NaN = retracted.
 */
export function codeOf(fact: Fact, value: Value | null): number {
  if (value === null) return Number.NaN;
  if (fact.type === 'since') return ordinal(value as number);
  if (fact.type === 'category') return fact.categories.indexOf(value as string);
  return Number(value);
}

/** What a code measures on a day: for a date, the completed months or years. */
export function measureAt(row: Characteristic, code: number, asOfOrdinal: number): number {
  if (row.type !== 'since') return code;
  const months = (asOfOrdinal - code) >> 5;
  return row.inYears ? Math.floor(months / 12) : months;
}

/** What a measure stands for. */
export function meaningOf(fact: Fact | undefined, measure: number): Value {
  if (fact?.type === 'flag') return measure === 1;
  return fact?.type === 'category' ? (fact.categories[measure] ?? '') : measure;
}

/** The bin of a measure; every one has one (the loader checks that number bins tile the line). */
export function binOf(row: Characteristic, measure: number): number {
  if (row.binByCode !== undefined) return row.binByCode[measure] ?? row.unseen;
  const special = row.special?.get(measure);
  if (special !== undefined) return special;
  const { cuts } = row;
  let bin = 0;
  while (bin < cuts.length && measure >= (cuts[bin] as number)) bin += 1;
  return bin;
}

/**
 * Milli-points of a characteristic: they move from the missing bin towards the value's bin as far as the evidence can be
 * trusted, and the other way, down to the worst bin, where it is thought false. A self-declared value that is worse than
 * missing is a claim against one's own interest and is believed.
 */
export function pointsOf(row: Characteristic, input: Input): number {
  const distance = (row.points[input.bin] as number) - row.missing;
  const points = row.missing + thousandth(distance * trustIn(input, distance < 0));
  return points < row.worst ? row.worst : points;
}

/** r * f in thousandths; below 0 for a favourable claim of a person who was caught. */
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
