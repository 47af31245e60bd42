import { describe, expect, test } from 'vitest';
import { resolve } from '../../lib/scoring/resolve.ts';
import {
  day,
  inputFor,
  person,
  type Ruleset,
  ruleset,
  self,
  service,
  shipped,
  states,
  TAKEN_BACK,
} from '../support/builders.ts';
import { tiny, tinyCard, tinyDictionary } from '../support/tiny-card.ts';

const { dictionary } = tiny;
const TODAY = '2025-06-01';
const [platform, partner, registry] = [service('platform'), service('partner'), service('registry')];
const orders = (caller: typeof self, on: string, value: number) => states(dictionary, caller, on, { orders: value });

/** The tier whose statement counts. */
function tierOf(statements: ReturnType<typeof orders>[], id = 'orders', { card }: Ruleset = tiny) {
  return inputFor(resolve(person(statements), card, day(TODAY)), card, id)?.tier;
}

describe('which statement counts (orders: half-life 100 days; 0 below 5 points below 8 below 20)', () => {
  test('the heaviest: three quarters of today outweigh nine tenths of a hundred days ago', () => {
    expect(tierOf([orders(platform, TODAY, 0), orders(partner, '2025-02-21', 5)])).toBe(1);
    expect(tierOf([orders(platform, '2025-05-20', 0), orders(partner, TODAY, 5)])).toBe(2);
  });
  test('but a favourable one of a lower tier waits until the higher one has gone stale', () => {
    const fresh = orders(partner, '2025-02-21', 5);
    const stale = orders(partner, '2025-02-20', 5);
    expect(tierOf([orders(platform, TODAY, 20), fresh])).toBe(2);
    expect(tierOf([orders(platform, TODAY, 20), stale])).toBe(1);
    expect(tierOf([orders(self, TODAY, 20), stale])).toBe(0);
  });
  test('a better value cannot displace it by being worth little, because nobody believes it', () => {
    const caught = [states(dictionary, self, TODAY, { loans: 0 }), states(dictionary, partner, TODAY, { loans: 9 })];
    expect(tierOf([...caught, orders(self, TODAY, 20), orders(partner, '2025-03-08', 5)])).toBe(2);
    expect(tierOf([...caught, orders(self, TODAY, 0), orders(partner, '2025-03-08', 5)])).toBe(0);
  });
  test('a retraction speaks for nobody', () => {
    const takenBack = states(dictionary, partner, TODAY, { orders: TAKEN_BACK });
    expect(tierOf([orders(partner, '2025-05-01', 5), orders(self, TODAY, 20)])).toBe(2);
    expect(tierOf([orders(partner, '2025-05-01', 5), orders(self, TODAY, 20), takenBack])).toBe(0);
    expect(tierOf([takenBack])).toBeUndefined();
  });

  /** All tiers alike, so that weights are equal. */
  const alike = ruleset(tinyDictionary, {
    ...tinyCard,
    reliability: { self: 1, platform: 1, partner: 1, bureau: 1, registry: 1 },
  });
  const verified = (caller: typeof self, on: string, value: boolean) =>
    states(dictionary, caller, on, { verified: value });
  test('at equal weight the newest', () => {
    const all = [verified(registry, '2025-01-01', true), verified(partner, '2025-01-02', false)];
    expect(tierOf(all, 'verified', alike)).toBe(2);
  });
  test('at equal weight of one day the higher tier', () => {
    for (const value of [true, false]) {
      const all = [verified(partner, '2025-01-01', value), verified(registry, '2025-01-01', !value)];
      expect(tierOf(all, 'verified', alike)).toBe(4);
    }
  });
});

describe('months of several reporters', () => {
  const bills = (caller: typeof self, account: string, months: Record<string, number>, on = TODAY) =>
    states(dictionary, caller, on, { bills: { [account]: months } });
  const worst = (...all: ReturnType<typeof bills>[]) =>
    inputFor(resolve(person(all), tiny.card, day(TODAY)), tiny.card, 'worstBill');

  test('add up: a good record with one company does not hide a bad one with another', () => {
    expect(worst(bills(partner, 'a', { '2025-05': 0 }), bills(platform, 'b', { '2025-05': 3 }))).toMatchObject({
      bin: 2,
      tier: 1,
      reliability: 825,
    });
  });
  test('of the person themselves stand apart from those of all others', () => {
    const own = bills(self, 'a', { '2025-05': 0, '2025-04': 0 });
    expect(worst(own)).toMatchObject({ bin: 0, tier: 0 });
    expect(worst(own, bills(partner, 'a', { '2025-05': 2 }))).toMatchObject({ bin: 2, tier: 2 });
  });
  test('of the person themselves do not make up for what others reported, as long as that is fresh', () => {
    const rent = (caller: typeof self, on: string, status: number) =>
      states(shipped.dictionary, caller, on, { rentPayments: { flat: { [on.slice(0, 7)]: status } } });
    const tierAt = (on: string) => {
      const profile = person([rent(platform, '2024-01-15', 3), rent(self, '2025-06-01', 0)]);
      return inputFor(resolve(profile, shipped.card, day(on)), shipped.card, 'rentWorst')?.tier;
    };
    expect(tierAt('2025-06-01')).toBe(1);
    expect(tierAt('2025-12-31')).toBe(1);
    expect(tierAt('2026-01-01')).toBe(0);
  });
  test('count within the window only, which ends with the month of scoring', () => {
    expect(worst(bills(partner, 'a', { '2024-06': 0, '2024-07': 1 }))).toMatchObject({ bin: 1 });
    expect(worst(bills(partner, 'a', { '2024-06': 4, '2024-07': 1 }))).toMatchObject({ bin: 1 });
    expect(worst(bills(partner, 'a', { '2024-06': 4 }))).toBeUndefined();
    expect(worst(bills(partner, 'a', { '2025-06': 2, '2025-05': 0 }))).toMatchObject({ bin: 2 });
  });
  test('that were taken back say nothing', () => {
    const takenBack = states(dictionary, partner, TODAY, { bills: { a: { '2025-05': null } } });
    expect(worst(bills(partner, 'a', { '2025-05': 3 }, '2025-05-31'), takenBack)).toBeUndefined();
  });
  test('amounts of several accounts are summed month by month', () => {
    const pay = states(dictionary, partner, TODAY, {
      pay: { a: { '2025-05': 40 }, b: { '2025-05': 30, '2025-04': 30 } },
    });
    expect(inputFor(resolve(person([pay]), tiny.card, day(TODAY)), tiny.card, 'meanPay')).toMatchObject({ bin: 1 });
  });
});

test('dates become completed months on the day of scoring', () => {
  const job = person([states(dictionary, registry, '2024-06-15', { jobSince: '2024-06-15' })]);
  const bin = (on: string) => inputFor(resolve(job, tiny.card, day(on)), tiny.card, 'job')?.bin;
  expect([bin('2024-06-15'), bin('2025-06-14'), bin('2025-06-15'), bin('2027-06-15')]).toEqual([0, 0, 1, 2]);
});
