import type { Context } from './context.ts';
import type { Statement } from './evidence.ts';
import { freshnessAt } from './freshness.ts';
import type { Characteristic, Input } from './model.ts';
import { binOf, measureAt } from './points.ts';

export function blankInput(): Input {
  const { NaN: none } = Number;
  return { measure: none, bin: 0, day: 0, sourceId: '', tier: 0, reliability: 0, credibility: 0, freshness: 0 };
}

/** Fills `into` with what one source states. */
export function stated(
  row: Characteristic,
  { code, day, tier, sourceId }: Statement,
  context: Context,
  into: Input,
): Input {
  into.measure = measureAt(row, code, context.asOfOrdinal);
  believe(row, day, tier, sourceId, context, into);
  return into;
}

/** Fills in the bin of the measure, and how far it is believed. */
export function believe(
  row: Characteristic,
  day: number,
  tier: number,
  sourceId: string,
  context: Context,
  into: Input,
): void {
  const { card, asOf } = context;
  into.bin = binOf(row, into.measure);
  into.day = day;
  into.sourceId = sourceId;
  into.tier = tier;
  into.reliability = card.reliability[tier] as number;
  into.credibility = card.doubt[tier] === undefined ? 1000 : credibilityOf(context, tier, sourceId);
  into.freshness = freshnessAt(row.freshness, asOf - day);
}

export function credibilityOf({ card, checked }: Context, tier: number, sourceId: string): number {
  for (const source of checked.sources) if (source.sourceId === sourceId) return source.credibility;
  return card.uncheckedCredibility[tier] as number;
}
