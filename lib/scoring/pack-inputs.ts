import { freshnessAt } from './freshness.ts';
import type { Conflict, Input, Inputs, Scorecard } from './model.ts';
import { binOf } from './points.ts';

/**
 * Resolved inputs as one string, kept with a score so that it can be explained and replayed without the profile:
 * `1[believed, inputs, withheld, conflicts]`. An input is 0 when missing, else [measure, age in days, believed], in the
 * order of the card's characteristics; `believed` says by whom and how far. Bin and freshness follow from the card.
 */
const VERSION = '1';

type Believed = [sourceId: string, tier: number, reliability: number, credibility: number];
type PackedInput = 0 | [measure: number, age: number, believed: number];
type Packed = [believed: Believed[], inputs: PackedInput[], withheld: number, conflicts: number[][]];

export function packInputs({ asOf, inputs, withheld, conflicts }: Inputs): string {
  const believed: Believed[] = [];
  const packed = inputs.map((input): PackedInput => {
    return input === undefined ? 0 : [input.measure, asOf - input.day, believedIndex(believed, input)];
  });
  const body: Packed = [
    believed,
    packed,
    withheld,
    conflicts.map(({ fact, believed: winner, other }) => [fact, winner, other]),
  ];
  return VERSION + JSON.stringify(body);
}

/** With the very card under which they were resolved. Throws a RangeError for a format it does not know. */
export function unpackInputs(packed: string, asOf: number, card: Scorecard): Inputs {
  if (packed[0] !== VERSION) throw new RangeError(`inputs have the unknown format version ${packed[0] ?? '(empty)'}`);
  const [believed, inputs, withheld, conflicts] = JSON.parse(packed.slice(1)) as Packed;
  return {
    asOf,
    withheld,
    conflicts: conflicts.map(([fact, winner, other]) => ({ fact, believed: winner, other }) as Conflict),
    inputs: card.characteristics.map((row, i): Input | undefined => {
      const entry = inputs[i];
      if (entry === undefined || entry === 0) return undefined;
      const [measure, age, by] = entry;
      const [sourceId, tier, reliability, credibility] = believed[by] as Believed;
      const freshness = freshnessAt(row.freshness, age);
      return {
        measure,
        bin: binOf(row, measure),
        day: asOf - age,
        sourceId,
        tier,
        reliability,
        credibility,
        freshness,
      };
    }),
  };
}

function believedIndex(believed: Believed[], { sourceId, tier, reliability, credibility }: Input): number {
  const entry: Believed = [sourceId, tier, reliability, credibility];
  const found = believed.findIndex((known) => known.every((part, i) => part === entry[i]));
  return found >= 0 ? found : believed.push(entry) - 1;
}
