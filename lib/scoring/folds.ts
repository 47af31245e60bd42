import type { Fold } from '../schemas/scorecard.ts';
import type { Series } from './evidence.ts';
import { SELF_TIER } from './model.ts';

/** The combined values of a window, newest month first; undefined = nothing reported for that month. */
export interface Monthly {
  values: readonly (number | undefined)[];
  /** How many months were reported. */
  reported: number;
  /** The newest day on which a slot of the window was stated, and who stated it. */
  day: number;
  sourceId: string;
  /** The least reliable tier among the slots, and the mean reliability and credibility of all (thousandths). */
  tier: number;
  reliability: number;
  credibility: number;
}

export interface FoldWindow {
  asOfMonth: number;
  months: number;
  combine: 'worst' | 'sum';
}

export type Believed = (tier: number, sourceId: string) => number;

/**
 * The slots of a window, all accounts of one kind of reporter together: what the person states (`self`), or what
 * all others state. Different accounts add up, so a good record with one company never hides a bad one with another.
 */
export function monthly(
  all: readonly Series[],
  self: boolean,
  { asOfMonth, months, combine }: FoldWindow,
  reliabilityOf: readonly number[],
  credibilityOf: Believed,
): Monthly | undefined {
  const values: (number | undefined)[] = new Array(months).fill(undefined);
  let slots = 0;
  let reliability = 0;
  let credibility = 0;
  let tier = Number.POSITIVE_INFINITY;
  let day = Number.NEGATIVE_INFINITY;
  let sourceId = '';
  for (const series of all) {
    for (const slot of series.slots) {
      const back = asOfMonth - slot.month;
      if (back >= months || back < 0 || slot.value === null || (slot.tier === SELF_TIER) !== self) continue;
      const before = values[back];
      if (before === undefined) values[back] = slot.value;
      else values[back] = combine === 'sum' ? before + slot.value : Math.max(before, slot.value);
      slots += 1;
      reliability += reliabilityOf[slot.tier] ?? 0;
      credibility += credibilityOf(slot.tier, series.sourceId);
      if (slot.tier < tier) tier = slot.tier;
      if (slot.day > day) {
        day = slot.day;
        sourceId = series.sourceId;
      }
    }
  }
  if (slots === 0) return undefined;
  let reported = 0;
  for (const value of values) if (value !== undefined) reported += 1;
  reliability = Math.round(reliability / slots);
  credibility = Math.round(credibility / slots);
  return { values, reported, day, sourceId, tier, reliability, credibility };
}

/** One number out of a window, always an integer or a reported value; undefined = too little was reported to say. */
export function fold(kind: Fold, { values, reported }: Pick<Monthly, 'values' | 'reported'>, combine: 'worst' | 'sum') {
  return FOLDS[kind](values, reported, combine);
}

type Values = readonly (number | undefined)[];
type FoldFunction = (values: Values, reported: number, combine: 'worst' | 'sum') => number | undefined;

const FOLDS: Record<Fold, FoldFunction> = {
  /** Distinct months reported. */
  count: (_values, reported) => reported,
  /** Consecutive months paid as agreed (0), back from the newest reported one; a gap ends it. */
  streak: (values) => {
    let start = 0;
    while (start < values.length && values[start] === undefined) start += 1;
    let end = start;
    while (end < values.length && values[end] === 0) end += 1;
    return end - start;
  },
  worst: (values) => {
    let worst = Number.NEGATIVE_INFINITY;
    for (const value of values) if (value !== undefined && value > worst) worst = value;
    return worst;
  },
  /** Percent of the reported months paid as agreed. */
  onTimeShare: (values, reported) => {
    let onTime = 0;
    for (const value of values) if (value === 0) onTime += 1;
    return Math.round((100 * onTime) / reported);
  },
  /** The newest three reported months against those before: percent of change, or hundredths of a status. */
  trend: (values, reported, combine) => {
    if (reported < 6) return undefined;
    const present = values.filter((value) => value !== undefined);
    const recent = mean(present.slice(0, 3));
    const before = mean(present.slice(3));
    if (combine === 'worst') return Math.round(100 * (recent - before));
    return before === 0 ? undefined : Math.round((100 * (recent - before)) / Math.abs(before));
  },
  mean: (values) => Math.round(mean(values.filter((value) => value !== undefined))),
  min: (values) => {
    let min = Number.POSITIVE_INFINITY;
    for (const value of values) if (value !== undefined && value < min) min = value;
    return min;
  },
  /** Coefficient of variation, percent of the mean. */
  variation: (values, reported) => {
    if (reported < 3) return undefined;
    const present = values.filter((value) => value !== undefined);
    const middle = mean(present);
    if (middle <= 0) return undefined;
    const variance = mean(present.map((value) => (value - middle) * (value - middle)));
    return Math.round((100 * Math.sqrt(variance)) / middle);
  },
};

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
