import type { Series, Slot } from './evidence.ts';
import { SELF_TIER } from './model.ts';

/**
 * The months of one fact as one kind of reporter tells them, all accounts together, ready to fold: what the person
 * states, or what all others state. Accounts add up, so a good record with one company never hides a bad one elsewhere.
 */
export interface MonthTable {
  /** The newest reported month; `values[i]` is the combined value i months before it, NaN = nothing reported. */
  newest: number;
  values: readonly number[];
  /** The latest day on which that month was stated. */
  days: readonly number[];
  /** Who reported; of several, `slots` tells which month came from whom. */
  sourceId: string;
  tier: number;
  slots: readonly ReportedSlot[] | undefined;
}

export interface ReportedSlot {
  back: number;
  day: number;
  sourceId: string;
  tier: number;
}

export interface MonthTables {
  self: MonthTable | undefined;
  others: MonthTable | undefined;
}

export function monthTables(series: readonly Series[], combine: 'worst' | 'sum'): MonthTables {
  return {
    self: monthTable(series, (slot) => slot.tier === SELF_TIER, combine),
    others: monthTable(series, (slot) => slot.tier !== SELF_TIER, combine),
  };
}

function monthTable(
  all: readonly Series[],
  counts: (slot: Slot) => boolean,
  combine: 'worst' | 'sum',
): MonthTable | undefined {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { slots } of all)
    for (const slot of slots) if (slot.value !== null && slot.month > newest && counts(slot)) newest = slot.month;
  if (newest === Number.NEGATIVE_INFINITY) return undefined;
  const values: number[] = [];
  const days: number[] = [];
  const reported: ReportedSlot[] = [];
  for (const { sourceId, slots } of all) {
    for (const { month, value, tier, day } of slots.filter(counts)) {
      if (value === null) continue;
      const back = newest - month;
      for (; values.length <= back; days.push(Number.NEGATIVE_INFINITY)) values.push(Number.NaN);
      values[back] = combined(values[back] as number, value, combine);
      days[back] = Math.max(days[back] as number, day);
      reported.push({ back, day, sourceId, tier });
    }
  }
  const { sourceId, tier } = reported[0] as ReportedSlot;
  const several = reported.some((slot) => slot.sourceId !== sourceId || slot.tier !== tier);
  return { newest, values, days, sourceId, tier, slots: several ? reported : undefined };
}

function combined(before: number, value: number, combine: 'worst' | 'sum'): number {
  if (Number.isNaN(before)) return value;
  return combine === 'sum' ? before + value : Math.max(before, value);
}
