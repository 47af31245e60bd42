import { blankInput, stated } from './believe.ts';
import { contested } from './contested.ts';
import { type Context, contextOf, type Profile } from './context.ts';
import type { Statements } from './evidence.ts';
import { folded } from './folded.ts';
import type { Characteristic, Input, Inputs, Scorecard } from './model.ts';

export type { Profile } from './context.ts';

/** Chooses, for each characteristic, which statement counts at `asOf` and how far it is believed. */
export function resolve(profile: Profile<Statements>, card: Scorecard, asOf: number): Inputs {
  const context = contextOf(profile, card, asOf);
  const inputs = card.characteristics.map((row) => resolveRow(row, context, blankInput()));
  return { asOf, inputs, withheld: context.withheld, conflicts: context.checked.conflicts };
}

/** Fills `into` with what counts for one characteristic and returns it; undefined = missing. */
export function resolveRow(row: Characteristic, context: Context, into: Input): Input | undefined {
  if (((context.withheld >> row.dimension) & 1) === 1) return undefined;
  if (row.fold !== undefined) {
    const months = context.evidence.months[row.fact];
    return months === undefined ? undefined : folded(row, months, context, into);
  }
  const statement = context.evidence.sole[row.fact];
  if (statement !== undefined) return stated(row, statement, context, into);
  const statements = context.evidence.several[row.fact];
  return statements === undefined ? undefined : contested(row, statements, context, into);
}
