import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEPT_MONTHS, merge, noEvidence } from '../../lib/scoring/evidence.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { anyStatements, evidenceOf, type Said } from '../support/arbitraries.ts';
import { months, self, service, shipped, states, TAKEN_BACK, together } from '../support/builders.ts';

const { dictionary } = shipped;
/** Few facts, few days, few sources: statements meet in the same register again and again. */
const facts = ['monthlyIncome', 'mainAsset', 'phoneVerified', 'addressSince', 'rentPayments', 'incomeReceived'];
const anything = anyStatements({ dictionary, facts }, 14);
const known = (said: readonly Said[]) => evidenceOf(dictionary, said);

describe('what is known of a person does not depend on how the news arrived', () => {
  test('in whatever order', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(pack(merge(known(a), known(b)))).toBe(pack(merge(known(b), known(a))));
        expect(pack(known([...a].reverse()))).toBe(pack(known(a)));
      }),
    );
  });
  test('in whatever groups', () => {
    fc.assert(
      fc.property(anything, anything, anything, (a, b, c) => {
        const [x, y, z] = [known(a), known(b), known(c)];
        expect(pack(merge(merge(x, y), z))).toBe(pack(merge(x, merge(y, z))));
      }),
    );
  });
  test('however often', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const all = known([...a, ...b]);
        expect(pack(merge(all, known(b)))).toBe(pack(all));
        expect(pack(merge(all, all))).toBe(pack(all));
        expect(pack(merge(all, noEvidence(dictionary)))).toBe(pack(all));
      }),
    );
  });
  test('and packing it loses nothing', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const all = known([...a, ...b]);
        expect(unpack(pack(all), dictionary)).toEqual(all);
        expect(pack(merge(unpack(pack(known(a)), dictionary), known(b)))).toBe(pack(all));
      }),
    );
  });
});

const bank = service('partner', 'bank');

describe('of two statements of one source about one fact', () => {
  const income = (value: unknown, on: string, revision?: number) =>
    states(dictionary, bank, on, { monthlyIncome: value }, revision);
  const values = (...all: ReturnType<typeof income>[]) =>
    together(dictionary, all).observations[dictionary.index.get('monthlyIncome') ?? -1]?.map(({ value }) => value);

  test('the later day counts, whichever arrives first', () => {
    expect(values(income(150, '2025-06-02'), income(900, '2025-06-01'))).toEqual([150]);
  });
  test('on one day, the higher revision counts', () => {
    expect(values(income(150, '2025-06-02', 7), income(900, '2025-06-02', 6))).toEqual([150]);
  });
  test('a retraction counts against a value of the same moment, and a later value against a retraction', () => {
    const takenBack = income(TAKEN_BACK, '2025-06-02');
    expect(values(income(900, '2025-06-02'), takenBack)).toEqual([null]);
    expect(values(income(900, '2025-06-03'), takenBack)).toEqual([900]);
  });
  test('two sources keep one register each', () => {
    expect(values(income(900, '2025-06-02'), states(dictionary, self, '2025-06-01', { monthlyIncome: 80 }))).toEqual([
      900, 80,
    ]);
  });
  test('a source that rises to a better tier takes its register along', () => {
    const riser = (tier: 'platform' | 'partner', value: number, on: string) =>
      states(dictionary, service(tier, 'riser'), on, { monthlyIncome: value });
    const known = together(dictionary, [riser('partner', 90, '2025-06-02'), riser('platform', 80, '2025-06-01')]);
    const [observation] = known.observations[dictionary.index.get('monthlyIncome') ?? -1] ?? [];
    expect(observation).toMatchObject({ value: 90, tier: 2 });
    const [low, high] = [riser('platform', 90, '2025-06-02'), riser('partner', 90, '2025-06-02')];
    expect(pack(merge(low, high))).toBe(pack(high));
    expect(pack(merge(high, low))).toBe(pack(high));
  });
});

describe('months', () => {
  const rent = (from: string, values: (number | null)[], on = '2026-01-15') =>
    states(dictionary, bank, on, { rentPayments: { flat: months(from, values) } });
  const slots = (...all: ReturnType<typeof rent>[]) =>
    together(dictionary, all).series[dictionary.index.get('rentPayments') ?? -1]?.flatMap((series) => series.slots) ??
    [];

  test('are corrected and taken back one by one', () => {
    const known = slots(rent('2025-01', [0, 1, 2], '2025-04-01'), rent('2025-02', [0, null], '2025-04-02'));
    expect(known.map(({ value }) => value)).toEqual([0, 0, null]);
  });
  test(`are forgotten ${KEPT_MONTHS} months before the newest of their account, even when they arrive late`, () => {
    const old = rent('2022-01', [4], '2022-02-01');
    const recent = rent('2025-01', [0]);
    expect(slots(old, recent)).toHaveLength(1);
    expect(slots(recent, old)).toHaveLength(1);
    expect(slots(rent('2022-02', [4], '2022-03-01'), recent)).toHaveLength(2);
  });
});
