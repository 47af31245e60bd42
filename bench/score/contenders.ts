import type { Statements } from '../../lib/scoring/evidence.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { open } from '../../lib/scoring/pack/open.ts';
import { pack } from '../../lib/scoring/pack.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { card, dictionary } from '../support/card.ts';
import { AS_OF } from '../support/people.ts';
import type { Contender } from '../support/rounds.ts';
import type { Person } from './ready.ts';
import { readyFacts, straightLine } from './straight-line.ts';
import { type ZenInput, zenInput } from './zen.ts';

/** `score` from unpacked evidence, or from packed. All of a result is looked at, so that none of it can be left out by the compiler. */
export function ours(name: string, people: readonly Person[], by: Scorecard, packed = false): Contender {
  const openers = people.map(({ profile }) => opener(profile, packed));
  const expected = total(people);
  let seen = 0;
  const run = () => {
    let sum = 0;
    for (const open of openers) {
      const result = scored(open(), by);
      sum += result.score;
      seen += result.reasons.length + result.dimensions.length + result.coverage + (result.points[0] as number);
    }
    same(name, sum, expected);
    return seen;
  };
  return { name, units: people.length, run };
}

function opener(profile: Profile, packed: boolean): () => Profile<Statements> {
  if (!packed) return () => profile;
  const text = pack(profile.evidence);
  return () => ({ evidence: open(text, dictionary), consents: profile.consents });
}

function scored(profile: Profile<Statements>, by: Scorecard) {
  const result = score(profile, by, AS_OF);
  if (result.status === 'unscorable') throw new Error('a person lost their score');
  return result;
}

/** Generated code; each person is compared with ours once, then their sum. */
export function generated(name: string, people: readonly Person[]): Contender {
  const sumOf = straightLine(card.file);
  const facts = readyFacts(card.file, people);
  facts.forEach((person, i) => {
    same(name, sumOf(person), people[i]?.score);
  });
  const expected = total(people);
  const run = () => {
    let sum = 0;
    for (const person of facts) sum += sumOf(person);
    same(name, sum, expected);
  };
  return { name, units: people.length, run };
}

/** GoRules Zen; each person is compared with ours once, those who are timed every time. */
export async function zen(
  name: string,
  people: readonly Person[],
  timed: number,
  scoresOf: (inputs: readonly ZenInput[]) => Promise<number[]>,
  weights = true,
): Promise<Contender> {
  const inputs = people.map((person) => zenInput(person, weights));
  const check = async (count: number) => {
    const scores = await scoresOf(inputs.slice(0, count));
    scores.forEach((score, i) => {
      same(name, score, people[i]?.score);
    });
    return scores.length;
  };
  await check(people.length);
  return { name, units: Math.min(timed, people.length), run: () => check(timed) };
}

function same(name: string, got: number | undefined, expected: number | undefined): void {
  if (got !== expected) throw new Error(`${name} came to ${got} where ours came to ${expected}: not the same card`);
}

function total(people: readonly Person[]): number {
  return people.reduce((sum, person) => sum + person.score, 0);
}
