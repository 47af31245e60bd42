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
  /** The latest day on which a slot was stated, and by whom. */
  day: number;
  sourceId: string;
  /** Who reported how many slots, under which tier. */
  reporters: readonly Reporter[];
}

export interface Reporter {
  sourceId: string;
  tier: number;
  slots: number;
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
  const reporters: Reporter[] = [];
  let day = Number.NEGATIVE_INFINITY;
  let latest = '';
  for (const { sourceId, slots } of all) {
    for (const slot of slots) {
      if (slot.value === null || !counts(slot)) continue;
      const back = newest - slot.month;
      while (values.length <= back) values.push(Number.NaN);
      values[back] = combined(values[back] as number, slot.value, combine);
      count(reporters, sourceId, slot.tier);
      if (slot.day > day) {
        day = slot.day;
        latest = sourceId;
      }
    }
  }
  return { newest, values, day, sourceId: latest, reporters };
}

function combined(before: number, value: number, combine: 'worst' | 'sum'): number {
  if (Number.isNaN(before)) return value;
  return combine === 'sum' ? before + value : Math.max(before, value);
}

function count(reporters: Reporter[], sourceId: string, tier: number): void {
  const known = reporters.find((reporter) => reporter.sourceId === sourceId && reporter.tier === tier);
  if (known === undefined) reporters.push({ sourceId, tier, slots: 1 });
  else known.slots += 1;
}
