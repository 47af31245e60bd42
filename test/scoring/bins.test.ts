import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDictionary } from '../../lib/scorecards/load.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { score } from '../../lib/scoring/score.ts';
import { anyStatements, evidenceOf, factOf, LAST_DAY } from '../support/arbitraries.ts';
import { day, person, pointsFor, self, service, shipped, states, totalOf } from '../support/builders.ts';
import { tiny, tinyDictionary, tinyWithPair } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';

const { dictionary, card } = tiny;
const TODAY = '2025-06-01';
const registry = service('registry');
const says = (caller: typeof self, facts: Record<string, unknown>) => states(dictionary, caller, TODAY, facts);
const scoreOf = (...all: ReturnType<typeof says>[]) => score(person(all), card, day(TODAY));
const partner = service('partner');

describe('every value has its bin', () => {
  test.each([
    ['the first bin is open below', { income: -10 }, 'income', registry, 0],
    ['a bin begins with its lower edge', { income: 50 }, 'income', registry, 5],
    ['and ends before its upper one', { income: 99.999 }, 'income', registry, 5],
    ['the last bin is open above', { income: 1000 }, 'income', registry, 14],
    ['nothing is a value: 0', { orders: 0 }, 'orders', registry, 0],
    ['no is a value: false', { verified: false }, 'verified', registry, 0],
    ['a special code is no quantity (2, 0.9 of the way from 4)', { loans: 98 }, 'loans', partner, 2.2],
    ['next to a special code there are quantities', { loans: 97 }, 'loans', partner, 0.4],
    ['a category that the card does not name is unseen', { housing: 'boat' }, 'housing', registry, 1.5],
  ] as const)('%s', (_, facts, id, caller, points) => {
    expect(pointsFor(scoreOf(says(caller, facts)), card, id)).toBe(points);
  });
  test('what is not known has the missing cell, which is not zero', () => {
    const { points } = scoreOf(says(registry, { sex: 'female' }));
    expect(points).toEqual([4000, 7000, 3000, 2000, 2000, 5000, 1000, 1000, 2000]);
  });
  test('a stored category that a newer dictionary no longer has is unseen, not an accident', () => {
    const categories = ['own', 'rent', 'boat', 'castle'];
    const older = loadDictionary(altered(tinyDictionary, { 'facts.housing.categories': categories }));
    const stored = pack(states(older, registry, TODAY, { housing: 'castle' }));
    const result = score({ evidence: unpack(stored, dictionary), consents: {} }, card, day(TODAY));
    expect(pointsFor(result, card, 'housing')).toBe(1.5);
    expect(result).toMatchObject({ score: 28 });
  });
});

describe('two facts together (income in rows, job in columns, the last ones missing)', () => {
  const pairPoints = (...all: ReturnType<typeof says>[]) =>
    (score(person(all), tinyWithPair.card, day(TODAY)).points.at(-1) as number) / 1000;
  const [poor, rich] = [{ income: 10 }, { income: 500 }];
  const [recent, long] = [{ jobSince: '2025-01-01' }, { jobSince: '2015-01-01' }];
  test.each([
    ['the worst', { ...poor, ...recent }, -4],
    ['the best', { ...rich, ...long }, 6],
    ['only the one known', rich, 1],
    ['only the other known', long, 2],
    ['neither known', { verified: true }, 0],
  ])('%s of the cells', (_, facts, points) => {
    expect(pairPoints(says(registry, facts))).toBe(points);
  });
  test('a good cell is trusted as far as the weaker of the two (6 * 0.42)', () => {
    expect(pairPoints(says(registry, rich), says(self, long))).toBe(2.52);
    expect(pairPoints(says(self, rich), says(registry, long))).toBe(2.52);
  });
  test('a bad cell out of the own mouth is believed', () => {
    expect(pairPoints(says(registry, poor), says(self, recent))).toBe(-4);
  });
  test('count in the sub-score of their dimension, which stays within 0 and 100', () => {
    const dimension = (facts: Record<string, unknown>) =>
      score(
        person([says(registry, facts), says(partner, { pay: { a: { '2025-06': 900 } } })]),
        tinyWithPair.card,
        day(TODAY),
      ).dimensions[1]?.score;
    expect(dimension({ ...rich, ...long })).toBe(99);
    expect(dimension({ ...poor, ...recent })).toBeLessThan(25);
  });
});

describe('without its own consent the social dimension', () => {
  const known = says(service('platform'), { friends: 3 });
  const of = (consents: Record<string, boolean>) => score(person([known], consents), card, day(TODAY));
  test.each([{}, { social: false }, { other: true }])('counts as missing: %j', (consents) => {
    expect(pointsFor(of(consents), card, 'friends')).toBe(2);
    expect(of(consents).dimensions[4]).toEqual({ score: 20, coverage: 0 });
  });
  test('with it, it counts', () => expect(pointsFor(of({ social: true }), card, 'friends')).toBe(7.944));
  test('a consent named like a built-in is no consent', () => {
    expect(pointsFor(of(JSON.parse('{"__proto__": {"social": true}}')), card, 'friends')).toBe(2);
  });

  test('is as if nothing had been said there, and nothing else is scaled up for it', () => {
    const social = (fact: string) => factOf(shipped.dictionary, fact).dimension === 'socialRelationships';
    fc.assert(
      fc.property(anyStatements({ dictionary: shipped.dictionary }, 25), (said) => {
        const [without, never] = [said, said.filter(({ fact }) => !social(fact))].map((told) =>
          score({ evidence: evidenceOf(shipped.dictionary, told), consents: {} }, shipped.card, LAST_DAY),
        );
        expect(without?.points).toEqual(never?.points);
        expect(without && totalOf(without)).toBe(never && totalOf(never));
      }),
    );
  });
});
