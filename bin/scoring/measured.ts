import * as z from 'zod';
import { own } from '../../lib/learning/own.ts';
import { TIERS } from '../../lib/schemas/dictionary.ts';
import type { Characteristic, Input, Scorecard } from '../../lib/scoring/model.ts';
import { binOf } from '../../lib/scoring/points.ts';
import type { Mapping } from '../import/mapping.ts';
import { meanings } from '../training/texts.ts';

/** What a card that was learned from a prior keeps: the column of what dates and monthly records came to, by characteristic. */
const MeasuredColumns = z.record(z.string(), z.string());
const LearnedMissing = z.record(z.string(), z.array(z.string()));

/** A characteristic of monthly records, and the column that holds what the months come to, as in `tahini train --prior`. */
export interface Measured {
  row: Characteristic;
  at: number;
  /** The number; undefined = missing; NaN = neither. */
  read(text: string): number | undefined;
}

/** By the column that the card was learned from, else by the characteristic's name. A mapping speaks of facts alone. */
export function measuredOf(
  { file, characteristics }: Scorecard,
  header: readonly string[],
  mapping: Mapping | undefined,
): Measured[] {
  if (mapping !== undefined) return [];
  const learned = MeasuredColumns.safeParse(file.provenance.measured).data ?? {};
  const missing = LearnedMissing.safeParse(file.provenance.missing).data ?? {};
  return characteristics.flatMap((row) => {
    if (row.fold === undefined) return [];
    const column = own(learned, row.id) ?? row.id;
    const at = header.indexOf(column);
    return at < 0 ? [] : [{ row, at, read: reader(own(missing, column)) }];
  });
}

function reader(missing: readonly string[] | undefined): Measured['read'] {
  const means = meanings(missing);
  return (text) => {
    const meaning = means(text);
    if (meaning === 'number') return Number(text) + 0;
    return meaning === 'text' ? Number.NaN : undefined;
  };
}

/** As if who is believed most had reported the months today. */
export function inputOf({ row }: Measured, measure: number, card: Scorecard, asOf: number, sourceId: string): Input {
  const tiers = card.dictionary.facts[row.fact]?.assertableBy ?? [];
  const tier = Math.max(...tiers.map((name) => TIERS.indexOf(name)));
  return {
    measure,
    bin: binOf(row, measure),
    day: asOf,
    sourceId,
    tier,
    reliability: card.reliability[tier] ?? 0,
    credibility: card.doubt[tier] === undefined ? 1000 : (card.uncheckedCredibility[tier] ?? 0),
    freshness: 1000,
  };
}
