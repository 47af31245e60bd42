import type { Believed, FoundInputs, FoundRow } from '../pack-inputs.ts';

/**
 * The former format of inputs, in which stored scores and decision records still have them: `1[believed, inputs,
 * withheld, conflicts]`. An input is 0 when missing, else [measure, age in days, believed].
 */
export const FORMER_VERSION = '1';

type JsonInput = 0 | [measure: number, age: number, believed: number];
type JsonInputs = [
  believed: [sourceId: string, tier: number, reliability: number, credibility: number][],
  inputs: JsonInput[],
  withheld: number,
  conflicts: [fact: number, believed: number, other: number][],
];

/** Throws a SyntaxError for damaged text. */
export function inputsFromJson(packed: string): FoundInputs {
  const [believed, inputs, withheld, conflicts]: JsonInputs = JSON.parse(packed.slice(1));
  return {
    rows: inputs.map((input): FoundRow | undefined => {
      if (input === 0) return undefined;
      const [sourceId, tier, reliability, credibility] = believed[input[2]] as JsonInputs[0][number];
      const by: Believed = { sourceId, tier, reliability, credibility };
      return { measure: input[0], age: input[1], by };
    }),
    withheld,
    conflicts: conflicts.map(([fact, winner, other]) => ({ fact, believed: winner, other })),
  };
}
