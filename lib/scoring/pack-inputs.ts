import { sealed, unsealed } from '../dense/seal.ts';
import { column, type Reader, signed, unsigned, written, writtenText } from '../dense/symbols.ts';
import { freshnessAt } from './freshness.ts';
import type { Conflict, Input, Inputs, Scorecard } from './model.ts';
import { FORMER_VERSION, inputsFromJson } from './pack/inputs-json.ts';
import { binOf } from './points.ts';

/** The format version that is written. */
const VERSION = '2';

/** By whom, and how far. */
export type Believed = Pick<Input, 'sourceId' | 'tier' | 'reliability' | 'credibility'>;

/** What is kept of an input; its bin and freshness follow from the card. */
export interface FoundRow {
  measure: number;
  /** Days. */
  age: number;
  by: Believed;
}

/** What is kept of inputs, one row per characteristic of the card. */
export interface FoundInputs {
  rows: readonly (FoundRow | undefined)[];
  withheld: number;
  conflicts: readonly Conflict[];
}

/**
 * Resolved inputs as one text, kept with a score so that it can be explained and replayed without the profile: format
 * version, checksum, who is believed, and as columns in the order of the card's characteristics who said what (0 =
 * missing), and of what is there its age and measure; then what is withheld, and the conflicts.
 */
export function packInputs({ asOf, inputs, withheld, conflicts }: Inputs): string {
  const believed: Believed[] = [];
  const found = inputs.filter((input) => input !== undefined);
  const by = inputs.map((input) => (input === undefined ? 0 : 1 + placeOf(believed, input)));
  const body = [
    written(inputs.length),
    column(by),
    column(found.map(({ day }) => asOf - day)),
    column(found.map(({ measure }) => measure)),
    written(withheld),
    written(conflicts.length),
    ...conflicts.map(({ fact, believed: winner, other }) => written(fact) + written(winner) + written(other)),
  ];
  return sealed(VERSION, writtenBelieved(believed) + body.join(''));
}

/**
 * With the very card under which they were resolved. Throws a RangeError for a format it does not know and for damaged
 * text, a SyntaxError for damaged JSON.
 */
export function unpackInputs(packed: string, asOf: number, card: Scorecard): Inputs {
  const { rows, withheld, conflicts } = packed[0] === FORMER_VERSION ? inputsFromJson(packed) : read(packed);
  return {
    asOf,
    withheld,
    conflicts,
    inputs: card.characteristics.map((row, i): Input | undefined => {
      const found = rows[i];
      if (found === undefined) return undefined;
      const { measure, age, by } = found;
      const freshness = freshnessAt(row.freshness, age);
      return { measure, bin: binOf(row, measure), day: asOf - age, ...by, freshness };
    }),
  };
}

function read(packed: string): FoundInputs {
  if (packed[0] !== VERSION) throw new RangeError(`inputs have the unknown format version ${packed[0] ?? '(empty)'}`);
  const reader = unsealed(packed);
  if (reader === undefined) throw new RangeError('inputs are damaged');
  const believed = times(reader.number(), () => readBelieved(reader));
  const by = reader.column<number>(reader.number());
  const found = by.filter((place) => place > 0).length;
  const ages = reader.column<number>(found);
  const measures = reader.column<number>(found);
  let next = -1;
  const rows = by.map((place): FoundRow | undefined => {
    if (place === 0) return undefined;
    next += 1;
    return { measure: measures[next] as number, age: ages[next] as number, by: believed[place - 1] as Believed };
  });
  return { rows, withheld: reader.number(), conflicts: times(reader.number(), () => readConflict(reader)) };
}

function writtenBelieved(believed: readonly Believed[]): string {
  const each = believed.map(
    ({ sourceId, tier, reliability, credibility }) =>
      writtenText(sourceId) + written(tier) + written(reliability) + written(signed(credibility)),
  );
  return written(believed.length) + each.join('');
}

function readBelieved(reader: Reader): Believed {
  const sourceId = reader.textOf();
  return { sourceId, tier: reader.number(), reliability: reader.number(), credibility: unsigned(reader.number()) };
}

function readConflict(reader: Reader): Conflict {
  return { fact: reader.number(), believed: reader.number(), other: reader.number() };
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function placeOf(believed: Believed[], { sourceId, tier, reliability, credibility }: Input): number {
  const place = believed.findIndex(
    (known) =>
      known.sourceId === sourceId &&
      known.tier === tier &&
      known.reliability === reliability &&
      known.credibility === credibility,
  );
  return place >= 0 ? place : believed.push({ sourceId, tier, reliability, credibility }) - 1;
}
