import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshnessAt, freshnessTable } from '../../lib/scoring/freshness.ts';
import { score } from '../../lib/scoring/score.ts';
import { anybody, LAST_DAY, profileOf } from '../support/arbitraries.ts';
import { shipped } from '../support/builders.ts';
import { tiny } from '../support/tiny-card.ts';

describe.each([
  ['shipped expert', shipped],
  ['tiny', tiny],
])('good and bad evidence both fade, with the %s card', (_, { dictionary, card }) => {
  const fading = card.characteristics.filter((row) => dictionary.facts[row.fact]?.halfLifeDays !== null);
  const longest = Math.max(...dictionary.facts.map(({ halfLifeDays }) => halfLifeDays ?? 0));

  test('in the end, all that is left is what is said of an unknown person', () => {
    fc.assert(
      fc.property(anybody({ dictionary }), (who) => {
        const { points } = score(profileOf(dictionary, who), card, LAST_DAY + 11 * longest);
        for (const row of fading) expect(points[row.index]).toBe(row.missing);
      }),
    );
  });

  test('on the way there, no statement gains weight again', () => {
    /** One source a fact, so that no other comes to the fore; dates and months grow by themselves. */
    const once = dictionary.names.filter((__, fact) =>
      ['number', 'category', 'flag'].includes(dictionary.facts[fact]?.type ?? ''),
    );
    const days = fc.array(fc.integer({ min: LAST_DAY, max: LAST_DAY + 5000 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(anybody({ dictionary, facts: once }), days, ({ said, consents }, dates) => {
        const alone = said.filter(({ fact }, i) => said.findIndex((other) => other.fact === fact) === i);
        const profile = profileOf(dictionary, { said: alone, consents });
        const courses = [...dates].sort((a, b) => a - b).map((asOf) => score(profile, card, asOf).points);
        for (const row of fading) {
          const distances = courses.map((points) => (points[row.index] as number) - row.missing);
          distances.slice(1).forEach((distance, i) => {
            const earlier = distances[i] as number;
            expect(Math.abs(distance)).toBeLessThanOrEqual(Math.abs(earlier));
            expect(distance * earlier).toBeGreaterThanOrEqual(0);
          });
        }
      }),
    );
  });
});

describe('freshness', () => {
  test.each([1, 7, 90, 100, 180, 365, 730, 1825])(
    'with a half-life of %i days is 2^(-age / halfLife), exactly rounded',
    (halfLife) => {
      const table = freshnessTable(halfLife);
      const power = (base: number) => BigInt(base) ** BigInt(halfLife);
      const whole = power(2000);
      /** n - 1/2 <= 1000 * 2^(-a/h) < n + 1/2, both sides to the power of h: integers of any size. */
      let [n, above, below] = [-1, 0n, 0n];
      for (let age = 0; age < halfLife * 11 + 10; age += 1) {
        const found = freshnessAt(table, age);
        if (found !== n) [n, above, below] = [found, power(2 * found + 1), found === 0 ? 0n : power(2 * found - 1)];
        const scale = BigInt(age);
        if (below << scale > whole || above << scale <= whole) expect.fail(`age ${age} of ${halfLife}: ${found}`);
      }
    },
  );
  test('halves from half-life to half-life, down to nothing', () => {
    const table = freshnessTable(365);
    const course = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => freshnessAt(table, 365 * n));
    expect(course).toEqual([1000, 500, 250, 125, 63, 31, 16, 8, 4, 2, 1, 0]);
    expect(freshnessAt(table, 1_000_000)).toBe(0);
  });
  test('of a statement that never fades is 1, on whatever day', () => {
    expect(freshnessAt(undefined, 0)).toBe(1000);
    expect(freshnessAt(undefined, 40_000)).toBe(1000);
  });
});
