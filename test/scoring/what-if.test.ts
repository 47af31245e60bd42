import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { merge } from '../../lib/scoring/evidence.ts';
import { type Profile, resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { cheapestPath } from '../../lib/scoring/what-if.ts';
import { anySmallCard, type Given, smallCard } from '../support/any-card.ts';
import { anyConsents, anyStatements, evidenceOf, LAST_DAY } from '../support/arbitraries.ts';
import { day, inputFor, person, type Ruleset, scoredOn, self, service, states } from '../support/builders.ts';
import { cheapestOf, everyPath } from '../support/every-path.ts';
import { tiny } from '../support/tiny-card.ts';

/** A small card that earns nothing. */
const FLAT: Given = {
  tiers: ['registry', 'registry', 'registry'],
  amount: [0, 0, 0, 0],
  alsoAmount: undefined,
  special: undefined,
  kind: [0, 0, 0],
  flag: [0, 0],
  bills: undefined,
  friend: [0, 0],
  missing: [0, 0, 0, 0, 0, 0],
  pair: undefined,
};

const FACTS = ['amount', 'kind', 'flag', 'bills', 'given', 'friend'];

/** A small card, and somebody whom it knows; they always state `probe`. */
const situation = (make: Parameters<typeof anySmallCard>[0]) =>
  anySmallCard(make).chain((given) =>
    fc.record({
      given: fc.constant(given),
      said: anyStatements({ dictionary: smallCard(given).dictionary, facts: FACTS }, 8),
      consents: anyConsents,
      raise: fc.integer({ min: -1, max: 30 }),
    }),
  );

function known(
  { dictionary }: Ruleset,
  said: Parameters<typeof evidenceOf>[1],
  consents: Record<string, boolean>,
): Profile {
  const probe = states(dictionary, self, formatDay(LAST_DAY), { probe: true });
  return { evidence: merge(evidenceOf(dictionary, said), probe), consents };
}

describe('the cheapest way to a target', () => {
  test.each([
    ['of separate facts', { special: false, pair: false }],
    ['of facts with a special code, even where the code is the edge of a bin', { special: true, pair: false }],
    ['of facts that earn points together', { special: false, pair: true }],
  ])('%s: is the cheapest of all there are, and said to be out of reach only when it is', (_, make) => {
    fc.assert(
      fc.property(situation(make), ({ given, said, consents, raise }) => {
        const rules = smallCard(given);
        const { card } = rules;
        const profile = known(rules, said, consents);
        const now = score(profile, card, LAST_DAY);
        if (now.status === 'unscorable') throw new Error('these cards state every score');
        const target = now.score + raise;
        const credibility = inputFor(resolve(profile, card, LAST_DAY), card, 'probe')?.credibility ?? 0;
        const outcomes = everyPath(rules, profile, LAST_DAY, credibility);
        const path = cheapestPath(profile, card, LAST_DAY, target);
        const found = path.reachable
          ? {
              facts: path.steps.length,
              bins: path.steps.reduce((sum, { binsMoved }) => sum + binsMoved, 0),
              gain: path.milliPoints,
              score: path.score,
            }
          : path;
        const highest = Math.max(...outcomes.map((outcome) => outcome.score));
        expect(found).toEqual(cheapestOf(outcomes, target) ?? { reachable: false, highest });
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is proposed', () => {
  const TODAY = '2025-06-15';
  const { dictionary, card } = tiny;
  const bills = (months: Record<string, number>) =>
    states(dictionary, service('partner'), TODAY, { bills: { power: months } });
  const path = (target: number, ...known: ReturnType<typeof bills>[]) =>
    cheapestPath(person(known), card, day(TODAY), target);
  const now = (...known: ReturnType<typeof bills>[]) => scoredOn(person(known), card, TODAY).score;

  test('is to pay on until a late month has left the window of twelve', () => {
    const late = bills({ '2025-03': 3, '2025-05': 0 });
    const rest = states(dictionary, service('registry'), TODAY, {
      income: 200,
      verified: true,
      housing: 'own',
      orders: 50,
    });
    const others = states(dictionary, service('bureau'), TODAY, { loans: 0 });
    expect(path(now(late, rest, others) + 10, late, rest, others)).toMatchObject({
      reachable: true,
      steps: [{ fact: dictionary.index.get('bills'), months: 9, binsMoved: 2 }],
    });
  });
  test('counts this month in a row of months paid on time, when it is not reported yet', () => {
    const given = { ...FLAT, bills: { fold: 'streak', windowMonths: 12, points: [0, 5, 9] } } satisfies Given;
    const rules = smallCard(given);
    const paid = states(rules.dictionary, service('partner'), TODAY, { bills: { power: { '2025-05': 0 } } });
    const before = scoredOn(person([paid]), rules.card, TODAY).score;
    expect(cheapestPath(person([paid]), rules.card, day(TODAY), before + 3)).toMatchObject({ steps: [{ months: 1 }] });
  });
  test('is the same value, verified, where nobody but the person has said so', () => {
    const own = states(dictionary, self, TODAY, { income: 200 });
    expect(path(now(own) + 6, own)).toMatchObject({
      steps: [{ fact: dictionary.index.get('income'), binsMoved: 0, months: undefined }],
    });
  });
  test('is nothing where the target is reached, or nothing is known to stand on', () => {
    const known = bills({ '2025-05': 0 });
    expect(path(now(known), known)).toEqual({ reachable: true, score: now(known), milliPoints: 0, steps: [] });
    const strict = { ...card, coverageFloor: 999 };
    expect(cheapestPath(person([known]), strict, day(TODAY), 60)).toEqual({ reachable: false, highest: undefined });
    expect(path(101, known)).toMatchObject({ reachable: false, highest: expect.any(Number) });
  });
  test('is nothing that only others can decide, and nothing without consent', () => {
    const best = path(100, bills({ '2025-05': 0 }));
    const highest = best.reachable ? 100 : (best.highest ?? 0);
    const inReach = path(highest, bills({ '2025-05': 0 }));
    const names = inReach.reachable ? inReach.steps.map(({ fact }) => dictionary.names[fact]) : [];
    expect(names).toEqual(
      ['loans', 'bills', 'income', 'orders', 'verified', 'housing'].filter((name) => names.includes(name)),
    );
    expect(names.length).toBeGreaterThan(3);
  });
});
