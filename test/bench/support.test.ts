import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../bench/capacity/item-size.ts';
import { compared } from '../../bench/support/baseline.ts';
import { type Figure, meets, passes } from '../../bench/support/report.ts';
import { median, medianRatio, ratesOf } from '../../bench/support/rounds.ts';

const figure = (value: number, bar?: Figure['bar']): Figure => ({ name: 'f', value, unit: 'x', ...(bar && { bar }) });

describe('a figure and its bar', () => {
  it('meets a bar from either side, and at the bar itself', () => {
    expect(meets(figure(100, { atLeast: 100 }))).toBe(true);
    expect(meets(figure(99.9, { atLeast: 100 }))).toBe(false);
    expect(meets(figure(1, { atMost: 1 }))).toBe(true);
    expect(meets(figure(1.1, { atMost: 1 }))).toBe(false);
  });

  it('misses every bar when it could not be measured, and fails the report', () => {
    const missed = [figure(Number.NaN, { atMost: 1 }), figure(Number.NaN, { atLeast: 1 })];
    expect(missed.map(meets)).toEqual([false, false]);
    expect(passes({ bench: 'b', about: [], figures: [figure(1), ...missed], notMeasured: [] })).toBe(false);
  });
});

describe('rounds', () => {
  it('runs every contender in every round and counts units per CPU second', async () => {
    const spin = (units: number) => ({
      name: String(units),
      units,
      run: () => {
        const end = performance.now() + 0.2;
        while (performance.now() < end);
      },
    });
    const rates = await ratesOf([spin(1), spin(50)], { rounds: 3, sliceMs: 2 });
    expect([...rates.values()].map((rounds) => rounds.length)).toEqual([3, 3]);
    expect(medianRatio(rates, '50', '1')).toBeGreaterThan(5);
  });

  it('takes the middle of an odd, and between the middles of an even number', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

describe('the comparison with a baseline', () => {
  const baseline = { date: '2026-01-01', node: 'v24', cpu: 'c', figures: { f: 2 } };

  it('names each kept figure with its change', () => {
    expect(compared([{ ...figure(3), kept: true }], baseline)).toContain('  f: 3 now, 2 then (+50 %)');
    expect(compared([figure(3)], baseline)).toHaveLength(1);
  });

  it('says when there is nothing to compare with', () => {
    expect(compared([{ ...figure(3), kept: true, name: 'g' }], baseline)).toContain('  g: not in the baseline');
    expect(compared([], undefined)).toEqual(['no baseline yet: --update writes one']);
  });
});

it('sizes an item as DynamoDB charges it', () => {
  // Names 2 + 2 + 1 + 4; values 3 in UTF-8, two digits 1 + 1, five digits and a sign 3 + 1 + 1, a flag 1.
  expect(bytesOf({ pk: { S: 'é1' }, v1: { N: '12' }, n: { N: '-12.345' }, flag: { BOOL: true } })).toBe(20);
});
