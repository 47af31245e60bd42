import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, monthOf } from '../../lib/scoring/calendar.ts';
import { resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { anyValue, factOf, LAST_DAY } from '../support/arbitraries.ts';
import { callerOf, day, inputFor, months, person, pointsFor, service, shipped, states } from '../support/builders.ts';
import { plainly } from '../support/plain-folds.ts';

const { dictionary, card } = shipped;
const rows = card.file.characteristics.filter((row) => row.fold !== undefined);

test.each(rows.map((row) => [row.id, row] as const))('%s looks at its window and nothing else', (_, row) => {
  const fact = factOf(dictionary, row.fact);
  if (fact.type !== 'months' || row.fold === undefined || row.windowMonths === undefined) return expect.fail();
  const { fold, windowMonths } = row;
  const tier = fact.assertableBy.at(-1) ?? 'self';
  fc.assert(
    fc.property(anyValue(fact), fc.integer({ min: 0, max: 1300 }), (stated, later) => {
      const asOf = LAST_DAY + later;
      const evidence = states(dictionary, callerOf(tier), formatDay(LAST_DAY), { [row.fact]: stated(LAST_DAY) });
      const window: (number | undefined)[] = Array.from({ length: windowMonths });
      for (const { slots } of evidence.series[dictionary.index.get(row.fact) ?? -1] ?? []) {
        for (const { month, value } of slots) {
          const back = monthOf(asOf) - month;
          if (value === null || back >= windowMonths) continue;
          const before = window[back];
          if (before === undefined) window[back] = value;
          else window[back] = fact.combine === 'sum' ? before + value : Math.max(before, value);
        }
      }
      const expected = plainly(fold, window, fact.combine);
      const bin = row.bins.findIndex(
        (bounds) =>
          'from' in bounds &&
          expected !== undefined &&
          (bounds.from === null || expected >= bounds.from) &&
          (bounds.to === null || expected < bounds.to),
      );
      const consents = { socialRelationships: true };
      const found = inputFor(resolve({ evidence, consents }, card, asOf), card, row.id);
      expect(found?.bin ?? -1).toBe(bin);
    }),
    { numRuns: 60 },
  );
});

test('a good record of three years ago is no bad record: once it has left the window, nothing is known', () => {
  const bills = states(dictionary, service('partner'), '2023-02-01', {
    utilityPayments: { a: months('2022-02', Array(12).fill(0)) },
  });
  const later = (on: string) => pointsFor(score(person([bills]), card, day(on)), card, 'utilityStreak');
  expect(later('2025-01-31')).toBe(7);
  expect(later('2025-02-01')).toBe(7);
  expect(later('2026-02-01')).toBe(7);
});

test('a month that has left the window neither freshens the others nor takes from their weight', () => {
  const bank = service('partner', 'bank');
  const bills = (caller: typeof bank, on: string, from: string, count: number) =>
    states(dictionary, caller, on, { utilityPayments: { a: months(from, Array(count).fill(0)) } });
  const found = (...all: ReturnType<typeof bills>[]) =>
    inputFor(resolve(person(all), card, day('2026-03-01')), card, 'utilityWorst');
  const recent = bills(bank, '2024-08-20', '2024-04', 4);
  const alone = found(recent);
  expect(found(recent, bills(bank, '2026-02-28', '2023-05', 1))).toEqual(alone);
  expect(found(recent, bills(service('platform', 'shop'), '2023-07-01', '2023-05', 2))).toEqual(alone);
});
