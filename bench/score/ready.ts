import type { Characteristic, Input, Scorecard, Value } from '../../lib/scoring/model.ts';
import { meaningOf, trustIn } from '../../lib/scoring/points.ts';
import { type Profile, resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';

/** A person of the population: what ours starts from, what the peers are handed, and the score all must come to. */
export interface Person {
  profile: Profile;
  /** Resolved values by characteristic id; undefined = missing. */
  values: Record<string, Value | undefined>;
  /** Thousandths by which the points of a value count. */
  trust: Record<string, number>;
  score: number;
}

/** Those who can be scored, with ready values for the peers; the others would get no full result. */
export function scorable(profiles: readonly Profile[], card: Scorecard, asOf: number): Person[] {
  return profiles.flatMap((profile) => {
    const result = score(profile, card, asOf);
    return result.status === 'scored' ? [ready(profile, card, asOf, result.score)] : [];
  });
}

function ready(profile: Profile, card: Scorecard, asOf: number, score: number): Person {
  const { inputs } = resolve(profile, card, asOf);
  const values: Person['values'] = {};
  const trust: Person['trust'] = {};
  card.characteristics.forEach((row, i) => {
    const input = inputs[i];
    values[row.id] = input && internalised(meaningOf(card.dictionary.facts[row.fact], input.measure));
    if (input !== undefined) trust[row.id] = trustOf(row, input);
  });
  return { profile, values, trust, score };
}

function trustOf(row: Characteristic, input: Input): number {
  const distance = (row.points[input.bin] as number) - row.missing;
  const trust = trustIn(input, distance < 0);
  // What is thought false moves the points no further than to the worst bin.
  return trust < 0 && distance > 0 ? Math.max(trust, (1000 * (row.worst - row.missing)) / distance) : trust;
}

/** The engine's own single copy of a text, so that a peer compares categories by pointer. */
function internalised(value: Value): Value {
  return typeof value === 'string' ? (Object.keys({ [value]: 0 })[0] as string) : value;
}
