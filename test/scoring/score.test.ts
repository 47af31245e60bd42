import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../lib/scoring/canonical.ts';
import { packInputs, unpackInputs } from '../../lib/scoring/pack-inputs.ts';
import { resolve } from '../../lib/scoring/resolve.ts';
import { assess, score } from '../../lib/scoring/score.ts';
import type { Caller } from '../../lib/usecases/dependencies.ts';
import { anybody, LAST_DAY, profileOf } from '../support/arbitraries.ts';
import {
  day,
  german,
  person,
  scaledTo,
  self,
  service,
  shipped,
  states,
  TAKEN_BACK,
  totalOf,
} from '../support/builders.ts';
import { tiny, tinyWithPair } from '../support/tiny-card.ts';

const laterOn = fc.oneof(fc.constant(LAST_DAY), fc.integer({ min: LAST_DAY, max: LAST_DAY + 9000 }));

describe.each([
  ['shipped expert', shipped],
  ['German Credit', german],
  ['tiny', tinyWithPair],
])('whoever the person is, with the %s card', (_, { dictionary, card }) => {
  const somebody = anybody({ dictionary });

  test('the score stays on the scale, and every part of it too', () => {
    fc.assert(
      fc.property(somebody, laterOn, (who, asOf) => {
        const result = score(profileOf(dictionary, who), card, asOf);
        const parts = [result.coverage, ...result.dimensions.map((dimension) => dimension.coverage)];
        for (const part of parts) expect(part >= 0 && part <= 1000 && Number.isInteger(part)).toBe(true);
        for (const { score: part } of result.dimensions)
          expect(part >= 0 && part <= 100 && Number.isInteger(part)).toBe(true);
        card.characteristics.forEach(({ worst, best }, i) => {
          expect(result.points[i]).toBeGreaterThanOrEqual(worst);
          expect(result.points[i]).toBeLessThanOrEqual(best);
        });
        expect(result.status === 'unscorable').toBe(result.coverage < card.coverageFloor);
        if (result.status === 'unscorable') return;
        expect(result.score).toBe(scaledTo(card, totalOf(result)));
        expect(result.band).toBe(card.bands.findLast(({ from }) => result.score >= from)?.name);
      }),
    );
  });

  test('a stored score can be replayed to the byte, years later', () => {
    fc.assert(
      fc.property(somebody, laterOn, (who, asOf) => {
        const profile = profileOf(dictionary, who);
        const first = canonical(score(profile, card, asOf));
        const stored = packInputs(resolve(profile, card, asOf));
        expect(canonical(assess(unpackInputs(stored, asOf, card), card))).toBe(first);
        expect(packInputs(unpackInputs(stored, asOf, card))).toBe(stored);
        expect(canonical(score(profile, card, asOf))).toBe(first);
        expect(canonical(assess(resolve(profile, card, asOf), card))).toBe(first);
      }),
    );
  });

  test('it does not matter in which order the news came', () => {
    fc.assert(
      fc.property(somebody, laterOn, ({ said, consents }, asOf) => {
        const told = (order: typeof said) =>
          canonical(score(profileOf(dictionary, { said: order, consents }), card, asOf));
        expect(told([...said].reverse())).toBe(told(said));
      }),
    );
  });

  test('nothing that was handed in is changed', () => {
    fc.assert(
      fc.property(somebody, (who) => {
        const profile = profileOf(dictionary, who);
        const before = JSON.stringify(profile.evidence);
        score(profile, card, LAST_DAY);
        expect(JSON.stringify(profile.evidence)).toBe(before);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the day of scoring', () => {
  const { dictionary, card } = tiny;
  const income = states(dictionary, service('partner'), '2025-06-01', { income: 80 });
  const onTheNinth = (profile: ReturnType<typeof person>) => () => score(profile, card, day('2025-06-09'));

  test('may be the day of the newest statement', () => {
    const known = person([states(dictionary, service('partner'), '2025-06-09', { orders: 3 })]);
    expect(onTheNinth(known)()).toMatchObject({ status: 'scored' });
  });
  test.each<[string, Caller, Record<string, unknown>]>([
    ['a value', service('partner'), { orders: 3 }],
    ['a date', service('partner'), { jobSince: '2020-01-01' }],
    ['a month', service('partner'), { bills: { power: { '2025-06': 0 } } }],
    ['a statement that never fades', service('partner'), { verified: true }],
    ['a retraction', service('partner'), { income: TAKEN_BACK }],
    ['a month taken back', service('partner'), { bills: { power: { '2025-06': null } } }],
    ['a fact that is not scored', service('registry'), { sex: 'female' }],
    ['a fact without consent', service('platform'), { friends: 2 }],
  ])('may not lie before %s: that would be a mixture of two days', (_, caller, facts) => {
    const tomorrow = states(dictionary, caller, '2025-06-10', facts);
    expect(onTheNinth(person([income, tomorrow]))).toThrow(expect.objectContaining({ kind: 'as-of-too-early' }));
  });
  test('may not lie before one of several statements', () => {
    const tomorrow = states(dictionary, self, '2025-06-10', { income: 80 });
    expect(onTheNinth(person([income, tomorrow]))).toThrow(expect.objectContaining({ kind: 'as-of-too-early' }));
  });
});

describe('how much is known', () => {
  test('under the floor nothing is stated, at the floor it is', () => {
    const { dictionary, card } = tiny;
    const known = person([states(dictionary, service('registry'), '2025-06-01', { income: 80, verified: true })]);
    const { coverage } = score(known, card, day('2025-06-01'));
    expect(coverage).toBe(200);
    expect(score(known, { ...card, coverageFloor: 200 }, day('2025-06-01')).status).toBe('scored');
    expect(score(known, { ...card, coverageFloor: 201 }, day('2025-06-01')).status).toBe('unscorable');
  });
  test('the word of a person counts as far as its tier is reliable', () => {
    const { dictionary, card } = tiny;
    const said = score(person([states(dictionary, self, '2025-06-01', { income: 80 })]), card, day('2025-06-01'));
    expect(said.coverage).toBe(70);
    expect(said.dimensions.map((dimension) => dimension.coverage)).toEqual([0, 233, 0, 0, 0]);
  });
});
