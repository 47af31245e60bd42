import type { Dimension, Fact } from '../../../../lib/schemas/dictionary.ts';
import { formatDay } from '../../../../lib/scoring/calendar.ts';
import type { Characteristic, Input, Scorecard, Value } from '../../../../lib/scoring/model.ts';
import { meaningOf } from '../../../../lib/scoring/points.ts';
import { type Profile, resolve } from '../../../../lib/scoring/resolve.ts';

/** A fact that the card scores, with what counts of it now. */
export interface Lever {
  name: string;
  definition: Fact;
  rows: readonly Characteristic[];
  /** Undefined: nothing is known. A date is `YYYY-MM-DD`; of months, what is known is in `amounts`. */
  current: Value | undefined;
  believed: Input | undefined;
  /** Of `months` facts, all that was told. */
  amounts: readonly number[];
}

export interface LeverGroup {
  dimension: Dimension;
  /** Consent without which nothing of the dimension counts, and whether it is given. */
  consent: { name: string; given: boolean } | undefined;
  levers: readonly Lever[];
}

export function leverGroups(known: Profile, card: Scorecard, today: number): LeverGroup[] {
  const { inputs } = resolve(known, card, today);
  const levers = card.byFact.flatMap((rows, fact) => {
    const definition = card.dictionary.facts[fact];
    return rows.length === 0 || definition === undefined || definition.protected === true
      ? []
      : [leverOf(card.dictionary.names[fact] as string, definition, rows, inputs, known)];
  });
  return card.dimensions.map(({ dimension, consent }) => ({
    dimension,
    consent: consent === undefined ? undefined : { name: consent, given: known.consents[consent] === true },
    levers: levers.filter(({ definition }) => definition.dimension === dimension),
  }));
}

function leverOf(
  name: string,
  definition: Fact,
  rows: readonly Characteristic[],
  inputs: readonly (Input | undefined)[],
  { evidence }: Profile,
): Lever {
  const fact = rows[0]?.fact as number;
  const believed = rows.map(({ index }) => inputs[index]).find((input) => input !== undefined);
  const slots = (evidence.series[fact] ?? []).flatMap((series) => series.slots);
  const amounts = slots.flatMap(({ value }) => (value === null ? [] : [value]));
  return { name, definition, rows, believed, amounts, current: currentOf(definition, fact, believed, evidence) };
}

function currentOf(
  definition: Fact,
  fact: number,
  believed: Input | undefined,
  { observations }: Profile['evidence'],
): Value | undefined {
  if (believed === undefined || definition.type === 'months') return undefined;
  if (definition.type !== 'since') return meaningOf(definition, believed.measure);
  const said = observations[fact]?.find(({ sourceId }) => sourceId === believed.sourceId)?.value;
  return typeof said === 'number' ? formatDay(said) : undefined;
}
