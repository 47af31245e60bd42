import type { Conflict, Input, Inputs } from './model.ts';

/**
 * Resolved inputs as one string, kept with a score so that it can be explained and replayed without the profile:
 * `1[sources, inputs, withheld, conflicts]`. An input is 0 when missing, else [measure, bin, day, source,
 * [reliability, credibility], freshness], in the order of the card's characteristics.
 */
const VERSION = '1';

type PackedInput =
  | 0
  | [measure: number, bin: number, day: number, source: number, believed: number[], freshness: number];
type Packed = [sources: [string, number][], inputs: PackedInput[], withheld: number, conflicts: number[][]];

export function packInputs({ inputs, withheld, conflicts }: Inputs): string {
  const sources: [string, number][] = [];
  const packed = inputs.map((input): PackedInput => {
    if (input === undefined) return 0;
    const { measure, bin, day, reliability, credibility, freshness } = input;
    return [measure, bin, day, sourceIndex(sources, input), [reliability, credibility], freshness];
  });
  const body: Packed = [
    sources,
    packed,
    withheld,
    conflicts.map(({ fact, believed, other }) => [fact, believed, other]),
  ];
  return VERSION + JSON.stringify(body);
}

/** Throws a RangeError for a format it does not know. */
export function unpackInputs(packed: string, asOf: number): Inputs {
  if (packed[0] !== VERSION) throw new RangeError(`inputs have the unknown format version ${packed[0] ?? '(empty)'}`);
  const [sources, inputs, withheld, conflicts] = JSON.parse(packed.slice(1)) as Packed;
  return {
    asOf,
    withheld,
    conflicts: conflicts.map(([fact, believed, other]) => ({ fact, believed, other }) as Conflict),
    inputs: inputs.map((entry): Input | undefined => {
      if (entry === 0) return undefined;
      const [measure, bin, day, source, [reliability, credibility], freshness] = entry;
      const [sourceId, tier] = sources[source] as [string, number];
      return {
        measure,
        bin,
        day,
        sourceId,
        tier,
        reliability: reliability ?? 0,
        credibility: credibility ?? 0,
        freshness,
      };
    }),
  };
}

function sourceIndex(sources: [string, number][], { sourceId, tier }: Input): number {
  const found = sources.findIndex(([id, t]) => id === sourceId && t === tier);
  return found >= 0 ? found : sources.push([sourceId, tier]) - 1;
}
